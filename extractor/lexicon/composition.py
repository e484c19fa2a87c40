"""How concepts compose into indicators, read from composition.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from extractor.lexicon.checked import refused
from extractor.lexicon.concepts import FOLDER, load_concepts
from schemas.quantity import UNITS, Unit

DERIVED = frozenset({"AGE_UNDER_30", "AGE_31_40", "AGE_41_50", "AGE_OVER_50", "AGE_OTHER"})
"""Concepts that are computed (age bands), not looked up."""

_SWITCHES = ("printed_unit", "adjacent", "total", "total_flow", "flow_words", "place", "head", "from_to")
_FIELDS = frozenset({"needs", "inherit", "population", "ladder", "allow", "units", "unit", *_SWITCHES})
_LADDERS = frozenset({"EDUCATION", "POLITICAL_THEORY"})
_TAUGHT = frozenset({"TRAINED", "LOCALLY_TRAINED"})
"""Populations that no word names: those who were taught, told by what was done."""

Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """What an indicator needs. Each need is a tuple of alternatives; see composition.toml."""

    indicator: str
    needs: tuple[Alternatives, ...]
    inherit: frozenset[Alternatives]
    population: frozenset[str]
    ladder: str | None
    allow: frozenset[str]
    units: tuple[Unit, ...]
    unit: Unit
    printed_unit: bool = False
    adjacent: bool = False
    total: bool = False
    total_flow: bool = False
    flow_words: bool = False
    place: bool = False
    head: bool = False
    from_to: Literal["from", "to"] | None = None
    names: frozenset[str] = field(init=False, repr=False, compare=False)
    """Every concept that may satisfy a need."""
    own: tuple[frozenset[str], ...] = field(init=False, repr=False, compare=False)
    """The needs that the words of the clause itself must satisfy."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(name for need in self.needs for name in need))
        object.__setattr__(self, "own", tuple(frozenset(need) for need in self.needs if need not in self.inherit))

    @property
    def flow(self) -> bool:
        """Whether it counts what happened over a period by times, not people at a date."""
        return self.units[0] in ("attendance", "class", "event")


@dataclass(frozen=True, slots=True)
class Compositions:
    """All compositions, and the concepts that never block one."""

    all: tuple[Composition, ...]
    soft: frozenset[str]
    by_unit: dict[Unit | None, tuple[Composition, ...]] = field(init=False, repr=False, compare=False)
    """Those that admit a printed unit; None: those that admit that none is printed."""

    def __post_init__(self) -> None:
        admitting: dict[Unit | None, tuple[Composition, ...]] = {
            unit: tuple(rule for rule in self.all if unit in rule.units) for unit in cast(tuple[Unit, ...], UNITS)
        }
        admitting[None] = tuple(rule for rule in self.all if not rule.printed_unit)
        object.__setattr__(self, "by_unit", admitting)


def of_indicator(indicator: str | None) -> list[Composition]:
    """The compositions of an indicator."""
    return [rule for rule in load_compositions().all if rule.indicator == indicator]


@cache
def load_compositions() -> Compositions:
    """The compositions of the project's own file."""
    return parse_compositions(FOLDER / "composition.toml")


def parse_compositions(path: Path) -> Compositions:
    """The compositions of a file. Raises CatalogueError naming file, record and reason."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise refused(path.name, "-", str(problem)) from problem
    known = set(load_concepts().by_id) | DERIVED
    soft = frozenset(data.pop("soft", {}).get("concepts", ()))
    if unknown := soft - known:
        raise refused(path.name, "soft", f"unknown concepts: {', '.join(sorted(unknown))}")
    found = [_composition(path, name, record, known) for name, record in data.items()]
    return Compositions(tuple(found), soft)


def _composition(path: Path, name: str, record: dict[str, Any], known: set[str]) -> Composition:
    needs = tuple(tuple(need.split("|")) for need in record.get("needs", ()))
    inherit = frozenset(tuple(need.split("|")) for need in record.get("inherit", ()))
    allow = frozenset(record.get("allow", ()))
    units = tuple(record.get("units", ()))
    used = {concept for need in (*needs, *inherit) for concept in need} | allow
    used |= set(record.get("population", ())) - _TAUGHT
    if strange := set(record) - _FIELDS:
        raise refused(path.name, name, f"unknown fields: {', '.join(sorted(strange))}")
    if not needs or not units:
        raise refused(path.name, name, "needs and units must be given")
    if unknown := used - known:
        raise refused(path.name, name, f"unknown concepts: {', '.join(sorted(unknown))}")
    if wrong := set(units) - set(UNITS):
        raise refused(path.name, name, f"unknown units: {', '.join(sorted(wrong))}")
    if record.get("unit", units[0]) not in units:
        raise refused(path.name, name, f"unit {record['unit']} is not among the units")
    if record.get("ladder") not in (None, *_LADDERS):
        raise refused(path.name, name, f"unknown ladder {record['ladder']}; known: {', '.join(sorted(_LADDERS))}")
    if inherit - set(needs):
        raise refused(path.name, name, "inherit names what needs does not")
    return Composition(
        indicator=name,
        needs=needs,
        inherit=inherit,
        population=frozenset(record.get("population", ())),
        ladder=record.get("ladder"),
        allow=allow,
        units=cast(tuple[Unit, ...], units),
        unit=record.get("unit", units[0]),
        **{key: record[key] for key in _SWITCHES if key in record},
    )
