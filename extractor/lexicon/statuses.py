"""Verdict words, read from statuses.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import cast

import regex
from pydantic import Field

from extractor.errors import CatalogueError
from extractor.language.folding import fold
from extractor.lexicon.checked import Record, checked, refused
from extractor.lexicon.concepts import FOLDER
from schemas.facts import STATUSES, Status


class _StatusRecord(Record):
    alone: list[str]
    said: list[str]
    codes: list[str] = Field(default_factory=list)
    patterns: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Words alone in their place, one pattern for words said of a target, and codes used in a column."""

    alone: dict[str, Status]
    said: regex.Pattern[str]
    meaning: dict[str, Status]
    patterns: tuple[tuple[regex.Pattern[str], Status], ...]
    codes: dict[str, Status]


@cache
def load_verdicts() -> Verdicts:
    """The verdicts of the project's own file. Raises CatalogueError if it is wrong."""
    path = FOLDER / "statuses.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CatalogueError(f"{path.name}: {problem}", f"{path.name}: {problem}") from problem
    alone: dict[str, Status] = {}
    meaning: dict[str, Status] = {}
    codes: dict[str, Status] = {}
    patterns: list[tuple[regex.Pattern[str], Status]] = []
    for name, record in checked(path.name, data, _StatusRecord):
        if name not in STATUSES:
            raise CatalogueError(f"{path.name}: không có trạng thái {name}", f"{path.name}: no status {name}")
        status = cast(Status, name)
        alone |= {fold(words): status for words in record.alone}
        codes |= {fold(words): status for words in record.codes}
        meaning |= {fold(words): status for words in record.said if fold(words) not in meaning}
        for pattern in record.patterns:
            try:
                patterns.append((regex.compile(pattern), status))
            except regex.error as problem:
                raise refused(path.name, name, f"{pattern!r}: {problem}") from problem
    longest = sorted(meaning, key=len, reverse=True)
    said = regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, longest))})(?!\w)")
    return Verdicts(alone, said, meaning, tuple(patterns), codes)
