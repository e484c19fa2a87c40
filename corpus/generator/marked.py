"""Text that knows which of its characters state which fact.

Everything the writer produces is a `Marked`: joining two keeps both sets of marks in place, and so the
quotes and sections of gold are right by construction.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A figure of an indicator as printed."""

    indicator: str
    value: Decimal
    unit: str
    bound: str = "exact"
    upper: Decimal | None = None
    period: str | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class OtherFact:
    """A number that no indicator of the report covers."""

    value: Decimal
    unit: str
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class TargetFact:
    """The words that say how far a target was met."""

    number: str
    status: str
    actual: Decimal | None = None
    actual_unit: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class CitationFact:
    """A place where the number (or the name) of a regulation is printed."""

    key: str


Fact = FigureFact | OtherFact | TargetFact | CitationFact


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact and the span of text that states it."""

    start: int
    end: int
    fact: Fact
    section: str = ""

    def moved(self, by: int) -> "Mark":
        """The mark after `by` characters were put before the text."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks."""

    text: str = ""
    marks: tuple[Mark, ...] = field(default=())

    def __add__(self, other: "Marked | str") -> "Marked":
        if isinstance(other, str):
            return Marked(self.text + other, self.marks)
        return Marked(self.text + other.text, self.marks + tuple(mark.moved(len(self.text)) for mark in other.marks))

    def __radd__(self, other: str) -> "Marked":
        return Marked(other) + self

    def stating(self, *facts: Fact) -> "Marked":
        """The same text, all of which states these facts."""
        return Marked(self.text, tuple(Mark(0, len(self.text), fact) for fact in facts) + self.marks)

    def within(self, section: str) -> "Marked":
        """The same text in a section of the report."""
        return Marked(self.text, tuple(replace(mark, section=section) for mark in self.marks))

    def capitalised(self) -> "Marked":
        """The same text with a capital at its start."""
        return Marked(self.text[:1].upper() + self.text[1:], self.marks)

    def quote(self, mark: Mark) -> str:
        """The words of a mark without markup, the cells of a table row set apart by one blank."""
        return plain(self.text[mark.start : mark.end])


def concat(parts: Iterable[Marked | str], joiner: str = "") -> Marked:
    """The parts one after the other."""
    text: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, part in enumerate(parts):
        piece = part if isinstance(part, Marked) else Marked(part)
        if number:
            text.append(joiner)
            length += len(joiner)
        text.append(piece.text)
        marks.extend(mark.moved(length) for mark in piece.marks)
        length += len(piece.text)
    return Marked("".join(text), tuple(marks))


def listed(parts: list[Marked], joiner: str, last: str) -> Marked:
    """An enumeration: joined by `joiner`, the last one by `last`."""
    if len(parts) < 2:
        return concat(parts)
    return concat([concat(parts[:-1], joiner), parts[-1]], last)


def plain(text: str) -> str:
    """Text without emphasis, footnote marks and table rules.

    >>> plain("| Nữ | **34** |")
    'Nữ 34'
    """
    text = re.sub(r"\[\^[0-9]+\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*#]+", "", text)
    return " ".join(text.replace("|", " ").split())
