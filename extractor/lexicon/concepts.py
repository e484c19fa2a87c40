"""The concepts of the domain and the words for them, read from concepts.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import regex

from extractor.errors import CatalogueError
from extractor.language.folding import fold

Kind = Literal["entity", "attribute", "ladder", "event", "neutral"]
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept.

    `population`: what an entity stands for where a population is asked for (its own name if not
    given). `restricting`: a population narrower than the staff (planned, rated, part-time …), so
    what is said of it is not said of the staff. `weak`: also an actor of sentences; it counts only
    where nothing else does. `counts`: the unit of a number that stands directly before it.
    `ladder`: the scale a level belongs to. `ambiguous`: the entities it may mean.
    """

    id: str
    kind: Kind
    wordings: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    population: str | None = None
    restricting: bool = False
    weak: bool = False
    singular: bool = False
    counts: str | None = None
    ladder: str | None = None
    ambiguous: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts by id, and their wordings."""

    by_id: dict[str, Concept] = field(default_factory=dict)


@cache
def load_concepts(without: frozenset[str] = frozenset()) -> Concepts:
    """The concepts of the project's own file; `without` drops wordings ("CONCEPT: wording").

    Raises CatalogueError naming file, record and reason.
    """
    return parse_concepts(FOLDER / "concepts.toml", without)


def parse_concepts(path: Path, without: frozenset[str] = frozenset()) -> Concepts:
    """The concepts of a file. Raises CatalogueError naming file, record and reason."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise _refused(path, "-", str(problem)) from problem
    allowed = set(Concept.__dataclass_fields__) - {"id"} | {"examples"}
    found: dict[str, Concept] = {}
    for name, record in data.items():
        if not isinstance(record, dict) or record.get("kind") not in get_args(Kind):
            raise _refused(path, name, f"kind must be one of {', '.join(get_args(Kind))}")
        if unknown := set(record) - allowed:
            raise _refused(path, name, f"unknown fields: {', '.join(sorted(unknown))}")
        found[name] = _concept(path, name, record, without)
    for concept in found.values():
        for other in (concept.population, concept.ladder, *concept.ambiguous):
            if other and other not in found and other not in _ABSTRACT:
                raise _refused(path, concept.id, f"names {other}, which is no concept")
    return Concepts(found)


_ABSTRACT = frozenset({"TRAINED", "LOCALLY_TRAINED"})


def _concept(path: Path, name: str, record: dict[str, Any], without: frozenset[str]) -> Concept:
    wordings = [fold(wording) for wording in record.get("wordings", ())]
    for pattern in record.get("patterns", ()):
        try:
            regex.compile(pattern)
        except regex.error as problem:
            raise _refused(path, name, f"pattern {pattern!r}: {problem}") from problem
    return Concept(
        id=name,
        kind=record["kind"],
        wordings=tuple(w for w in dict.fromkeys(wordings) if f"{name}: {w}" not in without),
        patterns=tuple(record.get("patterns", ())),
        population=record.get("population"),
        restricting=record.get("restricting", False),
        weak=record.get("weak", False),
        singular=record.get("singular", False),
        counts=record.get("counts"),
        ladder=record.get("ladder"),
        ambiguous=tuple(record.get("ambiguous", ())),
        not_after=tuple(fold(words) for words in record.get("not_after", ())),
    )


def _refused(path: Path, record: str, reason: str) -> CatalogueError:
    return CatalogueError(
        f"{path.name}, bản ghi {record}: {reason}. Hãy sửa tệp dữ liệu rồi chạy lại.",
        f"{path.name}, record {record}: {reason}. Correct the data file and run again.",
    )
