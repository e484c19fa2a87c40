"""The facts of a report: figures, targets, regulations, tables. Each leads to its characters by an Anchor."""

from typing import Literal, get_args

from pydantic import Field

from schemas.anchor import Anchor
from schemas.frozen import Frozen
from schemas.period import PartialDate, Period
from schemas.quantity import Measure, Number, Quantity

Status = Literal[
    "achieved",
    "exceeded",
    "mostly_achieved",
    "partly_achieved",
    "not_achieved",
    "not_yet_achieved",
    "in_progress",
    "not_applicable_at_level",
    "not_assessed",
]
STATUSES: tuple[str, ...] = get_args(Status)


class Fraction(Frozen):
    """An "x/y" as printed: 34/52 → part 34 of whole 52."""

    part: Number
    whole: Number


class Figure(Frozen):
    """A quantity that answers an indicator of the catalogue.

    `share` is the percentage printed beside the count, `fraction` the "x/y" it was read from,
    `implied` marks a figure without a numeral of its own ("không có", a unit that is only named).
    `concepts` are the lexicon's concepts that decided, `inherited` those that came from the
    context (intro, heading, table header). `table` is the index of the table it stands in.
    """

    kind: Literal["figure"] = "figure"
    id: str
    indicator: str
    quantity: Quantity
    period: Period | None = None
    period_inferred: bool = False
    implied: bool = False
    section: str
    share: Measure | None = None
    fraction: Fraction | None = None
    confidence: float = Field(ge=0, le=1)
    concepts: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    table: int | None = None
    anchor: Anchor
    also_at: tuple[Anchor, ...] = ()


class OtherFigure(Frozen):
    """A quantity that counts something no indicator covers; `reason` says why none took it.

    `subset` names the part it is about where that is known (a former province, a unit, women
    among the planned officers); `about` is the indicator it would be a part of.
    """

    kind: Literal["other_figure"] = "other_figure"
    quantity: Quantity
    counted: str
    section: str
    reason: str = ""
    subset: str | None = None
    about: str | None = None
    fraction: Fraction | None = None
    table: int | None = None
    anchor: Anchor


class Threshold(Frozen):
    """What a target demands: `>= 20 percent`."""

    op: Literal[">=", ">", "=", "<=", "<"]
    value: Number
    unit: str


class Target(Frozen):
    """One target (mục tiêu, chỉ tiêu) and what the report says of it.

    `anchor` is the words that state the status (or, without a status, the target's text);
    `text` is the target's own wording as printed. `derived`: the report prints only a value and
    the status follows from the threshold. `claims_all`: it claims 100 % of something.
    `blank`: there is a place for the verdict and it is empty.
    """

    kind: Literal["target"] = "target"
    number: str
    text: str
    thresholds: tuple[Threshold, ...] = ()
    deadline: PartialDate | None = None
    status: Status
    derived: bool = False
    blank: bool = False
    claims_all: bool = False
    actual: Measure | None = None
    fractions: tuple[Fraction, ...] = ()
    objective: str | None = None
    section: str
    anchor: Anchor
    text_anchor: Anchor | None = None


class Mention(Frozen):
    """One place where a regulation is cited. `short`: "NQ 03"; `title`: by its title or name alone."""

    as_printed: str
    number: str | None = None
    issued: PartialDate | None = None
    form: Literal["full", "short", "title"]
    section: str = ""
    anchor: Anchor


class Regulation(Frozen):
    """One distinct regulation and all its mentions.

    `key` is (issuer, type, number, year or term) in one string; `number` is in canonical
    spelling; `issued` is the date that most mentions print; `variants` are other spellings of
    the number that the report prints. A law cited by name and year has `number` null and a `name`.
    """

    kind: Literal["regulation"] = "regulation"
    key: str
    type: str
    number: str | None = None
    name: str | None = None
    issuer: str | None = None
    issued: PartialDate | None = None
    variants: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Cell(Frozen):
    """One cell of a table: its text, and its number where it is one (`blank` "-" or empty is null)."""

    text: str
    value: Number | None = None
    anchor: Anchor | None = None


class TableRow(Frozen):
    """One row: its label, whether it is a total row (Cộng, Tổng cộng), and the cells by column."""

    label: str
    total: bool = False
    cells: tuple[Cell, ...]


class Table(Frozen):
    """A table of the report. `columns` are the header texts, one per cell of each row.

    `indicators` gives, per column, the indicator the column counts where that is known.
    """

    caption: str
    section: str
    columns: tuple[str, ...]
    indicators: tuple[str | None, ...] = ()
    rows: tuple[TableRow, ...]
