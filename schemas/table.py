"""The national table: rows of reporting units, cells of indicators, totals as intervals with coverage."""

from functools import cached_property
from typing import Literal, get_args

from schemas.frozen import Frozen
from schemas.period import Period
from schemas.quantity import Bound, Interval, Number, Unit
from schemas.report import Era

CellState = Literal["single", "series", "computed", "disputed"]
"""How the cell's value came about.

`single`: the report prints one value. `series`: it prints several periods, the cell shows the latest
stock or the flow's own total. `computed`: the sum over the years that it prints. `disputed`: two values
that differ for one period; the cell is the hull of both and nothing is chosen.
"""

RowKind = Literal["province", "sector_union", "unknown"]
Members = Literal["provinces", "all"]

Refusal = Literal[
    "percent",
    "mixed_units",
    "different_dates",
    "different_periods",
    "unstated_period",
]
"""Why a total is not formed. A percentage is never added; nor are people and attendances; nor stocks
more than a year apart; nor flows over different periods; nor, across campaigns, figures of no stated period."""
REFUSALS: tuple[str, ...] = get_args(Refusal)


class SourceRef(Frozen):
    """The figure behind a cell: the report and the figure's id in its record."""

    report_id: str
    figure_id: str


class NationalCell(Frozen):
    """What one report says of one indicator. An indicator that it does not mention has no cell.

    `value`, `upper`, `bound`, `strict` are the quantity as printed; `interval` all values it allows
    (null where values in different units dispute the cell). `unit` is null in that case alone.
    `period` is null where the report states none; a computed cell has the range of the years summed.
    `sources` are the figures shown, first the one that gives the value; `others` those of other periods.
    `corrected`: a person changed, added or took out a figure behind the cell.
    """

    indicator: str
    state: CellState
    value: Number | None
    upper: Number | None = None
    bound: Bound | None
    strict: bool = False
    unit: Unit | None
    interval: Interval | None
    period: Period | None = None
    period_inferred: bool = False
    implied: bool = False
    confidence: float
    sources: tuple[SourceRef, ...]
    others: tuple[SourceRef, ...] = ()
    corrected: bool = False

    @property
    def exact(self) -> bool:
        """True for one printed or computed number without a hedge."""
        return self.bound == "exact" and self.state != "disputed"


class NationalRow(Frozen):
    """One report that counts: its unit, campaign and cells. `code` is null for a central sector union."""

    report_id: str
    kind: RowKind
    era: Era | None
    code: str | None
    name: str
    campaign: str
    issued: str | None
    file: str
    cells: tuple[NationalCell, ...]

    def cell(self, indicator: str) -> NationalCell | None:
        """The cell of an indicator, or null where the report says nothing of it."""
        return self._by_indicator.get(indicator)

    @cached_property
    def _by_indicator(self) -> dict[str, NationalCell]:
        return {cell.indicator: cell for cell in self.cells}


class TotalCell(Frozen):
    """The sum of one indicator over the units of a total row that report it.

    `reporting` of `expected` units (those of the campaign file, or else those that reported at all) give a
    figure; `interval` is null where the sum is `refused`.
    `exact`: every summand is one unhedged number. `units` counts the units of measure met.
    """

    indicator: str
    interval: Interval | None
    unit: Unit | None
    reporting: int
    expected: int
    exact: bool
    refused: Refusal | None = None
    units: tuple[tuple[Unit, int], ...] = ()
    periods: tuple[str, ...] = ()


class TotalRow(Frozen):
    """A total over the units of one era that report for one campaign (null: for any campaign).

    `members` tells "provinces" from "all" (provinces and central sector unions). Members of a
    central sector union may also be counted by the province they work in, so "all" is an upper
    view and the two are kept apart. `provinces_of_era` is 63 or 34. Eras are never added.
    """

    era: Era
    campaign: str | None
    members: Members
    provinces_reporting: int
    provinces_of_era: int
    sector_unions_reporting: int
    report_ids: tuple[str, ...]
    cells: tuple[TotalCell, ...]

    def cell(self, indicator: str) -> TotalCell | None:
        """The total of an indicator, or null where no unit reports it."""
        return self._by_indicator.get(indicator)

    @cached_property
    def _by_indicator(self) -> dict[str, TotalCell]:
        return {cell.indicator: cell for cell in self.cells}


class Campaign(Frozen):
    """What is reported on: the reviewed document, or for periodic reports the kind and year."""

    key: str
    type: str | None
    number: str | None
    issued: str | None
    review_kind: str | None
    year: str | None


class Superseded(Frozen):
    """An earlier or second report of the same unit in the same campaign; it is kept and not counted."""

    report_id: str
    file: str
    by_report_id: str
    by_file: str
    reason: Literal["earlier_issue", "draft", "same_issue"]


class NationalTable(Frozen):
    """All reports together. `rows` are in the order of the workbook, `totals` below them."""

    campaigns: tuple[Campaign, ...]
    rows: tuple[NationalRow, ...]
    totals: tuple[TotalRow, ...]
    superseded: tuple[Superseded, ...] = ()
