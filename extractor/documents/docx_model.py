"""A document as paragraphs and tables, before it becomes a Word file."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["body", "item", "heading", "subheading", "kind", "subject", "address", "question", "caption", "end"]
"""`kind` and `subject` are a report's title; `address` whom a letter is to; `heading` I., `subheading` 1."""


@dataclass(frozen=True)
class Run:
    """Text of one look; `note` is the footnote that follows it."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """Runs after one another."""

    style: Style
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Column:
    """A table's column: heading, share of the width in percent, alignment of its cells."""

    heading: str
    width: int
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """A table with a heading row that stands on every page; each cell is runs."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Block = Paragraph | Table


def line(style: Style, text: str, note: str | None = None) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph(style, (Run(text, note=note),))


def cell(text: str, note: str | None = None, *, bold: bool = False) -> tuple[Run, ...]:
    """A cell of one run."""
    return (Run(text, bold=bold, note=note),)
