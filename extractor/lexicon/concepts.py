"""The concepts of the domain and the words for them, read from the files of lexicon/concepts.

A concept is a table `[NAME]` with its kind; under `[NAME.wordings]` stands each wording with the
sentences that show it, under `[NAME.patterns]` each regular expression over folded text with its own.
Under `[NAME.within.LADDER]` stand short forms that mean it only where that ladder is spoken of.
A sentence that opens with a report's name and a colon is a quote from that report of the corpus. A
wording is folded before it is matched (extractor.language.folding), so case, tone place (hoà/hòa),
Đ look-alikes and i/y need no second entry.

kind: entity     what is counted or broken down (a population or a kind of organisation)
      attribute  what sets a part of it apart
      ladder     a scale of levels that the words for levels belong to
      event      something that was done, counted by times or people
      neutral    words that contain another concept's words but do not mean it
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import regex

from extractor.language.folding import fold
from extractor.lexicon.checked import refused

Kind = Literal["entity", "attribute", "ladder", "event", "neutral"]
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept.

    `population`: what an entity stands for where a population is asked for (its own name if not
    given). `restricting`: a population narrower than the staff (planned, rated, part-time …), so
    what is said of it is not said of the staff. `weak`: also an actor of sentences; it counts only
    where nothing else does. `counts`: the unit of a number that stands directly before it.
    `ladder`: the scale a level belongs to. `within`: pairs of a ladder and a short form that has this
    meaning only where that ladder is spoken of ("TC" after "LLCT"). `ambiguous`: the entities it may
    mean. `examples`: the sentences that show each wording and pattern.
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
    within: tuple[tuple[str, str], ...] = ()
    examples: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts by id, and their wordings."""

    by_id: dict[str, Concept] = field(default_factory=dict)


@cache
def load_concepts(without: frozenset[str] = frozenset()) -> Concepts:
    """The concepts of the project's own files; `without` drops wordings and patterns ("CONCEPT: words").

    Raises CatalogueError naming file, record and reason.
    """
    return parse_concepts(FOLDER / "concepts", without)


def parse_concepts(folder: Path, without: frozenset[str] = frozenset()) -> Concepts:
    """The concepts of a folder's files, read in the order of their names.

    Raises CatalogueError naming file, record and reason.
    """
    found: dict[str, Concept] = {}
    sources: dict[str, Path] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise refused(path.name, "-", str(problem)) from problem
        for name, record in data.items():
            if name in found:
                raise refused(path.name, name, f"stands in {sources[name].name} too")
            found[name] = _concept(path, name, record, without)
            sources[name] = path
    for concept in found.values():
        for other in (concept.population, concept.ladder, *concept.ambiguous, *(own for own, _ in concept.within)):
            if other and other not in found and other not in _ABSTRACT:
                raise refused(sources[concept.id].name, concept.id, f"names {other}, which is no concept")
    return Concepts(found)


_ABSTRACT = frozenset({"TRAINED", "LOCALLY_TRAINED"})


_FIELDS = set(Concept.__dataclass_fields__) - {"id", "examples"}
Shown = dict[str, list[str]]


def _concept(path: Path, name: str, record: Any, without: frozenset[str]) -> Concept:
    if not isinstance(record, dict) or record.get("kind") not in get_args(Kind):
        raise refused(path.name, name, f"kind must be one of {', '.join(get_args(Kind))}")
    if unknown := set(record) - _FIELDS:
        raise refused(path.name, name, f"unknown fields: {', '.join(sorted(unknown))}")
    wordings = {fold(words): shown for words, shown in _shown(path, name, record, "wordings").items()}
    patterns = _shown(path, name, record, "patterns")
    within = {
        ladder: {fold(words): shown for words, shown in _shown(path, name, record["within"], ladder).items()}
        for ladder in record.get("within", {})
    }
    for pattern in patterns:
        try:
            regex.compile(pattern)
        except regex.error as problem:
            raise refused(path.name, name, f"pattern {pattern!r}: {problem}") from problem
    return Concept(
        id=name,
        kind=record["kind"],
        wordings=tuple(w for w in wordings if f"{name}: {w}" not in without),
        patterns=tuple(p for p in patterns if f"{name}: {p}" not in without),
        population=record.get("population"),
        restricting=record.get("restricting", False),
        weak=record.get("weak", False),
        singular=record.get("singular", False),
        counts=record.get("counts"),
        ladder=record.get("ladder"),
        ambiguous=tuple(record.get("ambiguous", ())),
        not_after=tuple(fold(words) for words in record.get("not_after", ())),
        within=tuple((ladder, w) for ladder, own in within.items() for w in own if f"{name}: {w}" not in without),
        examples=tuple(
            (words, tuple(shown)) for own in (wordings, patterns, *within.values()) for words, shown in own.items()
        ),
    )


def _shown(path: Path, name: str, record: dict[str, Any], key: str) -> Shown:
    """The wordings or patterns of a record with their examples."""
    entries = record.get(key, {})
    if not isinstance(entries, dict):
        raise refused(path.name, name, f"{key} must be a table of words = [examples]")
    for words, shown in entries.items():
        if not isinstance(shown, list) or not shown or not all(isinstance(line, str) for line in shown):
            raise refused(path.name, name, f"{words!r} needs a list of at least one example")
    return entries
