"""The record of one report: what was read, from what, and what was left unread."""

from typing import Final, Literal

from pydantic import Field

from schemas.anchor import Anchor
from schemas.facts import Figure, OtherFigure, Regulation, Table, Target
from schemas.frozen import Frozen
from schemas.period import PartialDate

SCHEMA_VERSION: Final = "1"

Reading = Literal["text_layer", "ocr", "mixed", "docx", "text"]
Era = Literal["pre_2025_07", "post_2025_07"]
ReviewKind = Literal["so_ket", "tong_ket", "periodic"]


class Warning(Frozen):
    """Something the reader must tell: a stable code and a sentence."""

    code: str
    message: str


class Source(Frozen):
    """The file as it came. `pages` is null where the source has none."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None
    reading: Reading
    warnings: tuple[Warning, ...] = ()


class UnitRef(Frozen):
    """A reporting unit: (era, code) identifies a province; a central sector union has no code."""

    era: Era
    code: str | None
    name: str


class Reviewed(Frozen):
    """The document under review, as the title names it."""

    type: str
    number: str | None = None
    name: str | None = None
    issued: PartialDate | None = None


class Header(Frozen):
    """Letterhead, title and signature. What the report does not state is null."""

    document_type: str | None = None
    number: str | None = None
    place: str | None = None
    issued: PartialDate | None = None
    title: str | None = None
    review_kind: ReviewKind | None = None
    review_span_years: int | None = None
    reviewed: Reviewed | None = None
    issuer: str | None = None
    unit: UnitRef | None = None
    draft: bool = False
    sign_capacity: str | None = None
    signer_position: str | None = None
    signer_name: str | None = None
    recipients: tuple[str, ...] = ()
    anchors: dict[str, Anchor] = Field(default_factory=dict)


class Numerals(Frozen):
    """The numeral ledger's totals; the classes add up to `total`."""

    total: int = 0
    figure: int = 0
    date: int = 0
    citation: int = 0
    heading: int = 0
    footnote_mark: int = 0
    other: int = 0
    unread: int = 0


class Unread(Frozen):
    """A numeral that nothing explains, and why."""

    text: str
    reason: str = ""
    anchor: Anchor


class DateMention(Frozen):
    """A date printed in the report; `valid` is false if the calendar has no such day."""

    as_printed: str
    date: PartialDate | None
    valid: bool
    anchor: Anchor


class Passage(Frozen):
    """A long paragraph, known again by its fingerprint: the smallest hashes of its runs of words, ascending.

    `words` counts its syllables; `anchor` shows its opening only.
    """

    section: str
    words: int
    fingerprint: tuple[int, ...]
    anchor: Anchor


class Report(Frozen):
    """Everything that was read from one report."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: Source
    header: Header = Header()
    figures: tuple[Figure, ...] = ()
    other_figures: tuple[OtherFigure, ...] = ()
    targets: tuple[Target, ...] = ()
    regulations: tuple[Regulation, ...] = ()
    tables: tuple[Table, ...] = ()
    dates: tuple[DateMention, ...] = ()
    numerals: Numerals = Numerals()
    unread: tuple[Unread, ...] = ()
    passages: tuple[Passage, ...] = ()
