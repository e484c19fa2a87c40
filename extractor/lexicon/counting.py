"""Units and hedges, read from units.toml and hedges.toml as tables of folded words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pydantic import Field

from extractor.errors import CatalogueError
from extractor.language.folding import fold
from extractor.lexicon.checked import Record, checked
from extractor.lexicon.concepts import FOLDER
from schemas.quantity import UNITS, Bound, Unit


class _UnitRecord(Record):
    words: list[str] = Field(min_length=1)
    examples: list[str] = Field(min_length=1)
    lead: list[str] = Field(default_factory=list)


class _HedgeRecord(Record):
    bound: Bound
    strict: bool
    words: list[str] = Field(min_length=1)
    examples: list[str] = Field(min_length=1)
    after: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedge does to the number beside it."""

    bound: Bound
    strict: bool
    after: bool


@cache
def unit_words() -> dict[tuple[str, ...], Unit]:
    """The unit of each run of folded syllables that may follow a number."""
    table: dict[tuple[str, ...], Unit] = {}
    for unit, record in checked("units.toml", _read("units.toml"), _UnitRecord):
        if unit not in UNITS:
            raise CatalogueError(f"units.toml: không có đơn vị {unit}", f"units.toml: no unit {unit}")
        for words in record.words:
            table[syllables(fold(words))] = cast(Unit, unit)
    return table


@cache
def longest_unit() -> int:
    """The number of syllables of the longest unit."""
    return max(len(words) for words in unit_words())


@cache
def hedge_words() -> dict[str, Hedge]:
    """Hedges by their folded words, longest first."""
    table = {}
    for _, record in checked("hedges.toml", _read("hedges.toml"), _HedgeRecord):
        hedge = Hedge(record.bound, record.strict, record.after)
        for words in record.words:
            table[fold(words)] = hedge
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


def syllables(folded: str) -> tuple[str, ...]:
    """Syllables and marks of a folded string, blanks left out.

    >>> syllables("tin, bài")
    ('tin', ',', 'bài')
    """
    return tuple(folded.replace(",", " , ").replace("/", " / ").split())


def _read(name: str) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CatalogueError(f"{name}: {problem}", f"{name}: {problem}") from problem
