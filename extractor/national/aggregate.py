"""Reports become the national table: a row a report, totals as intervals with coverage. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from extractor.national.cells import make_cell
from extractor.national.codebook import Codebook
from extractor.national.submissions import Intake, Submission, slug, take_in
from schemas.campaign import ExpectedUnits
from schemas.catalogue import Indicator
from schemas.facts import Figure
from schemas.quantity import Interval
from schemas.report import Report
from schemas.table import Members, NationalCell, NationalRow, NationalTable, Refusal, TotalCell, TotalRow

STOCK_WINDOW_DAYS = 366
"""Stocks are added only if their dates lie within a year: units of one campaign do not all count on one day."""

FLOW_SLACK_YEARS = 1
"""Ranges of one campaign ("2019-2023", "2019-2024") may begin and end a year apart and still be added."""


def aggregate(reports: Iterable[Report], codebook: Codebook) -> NationalTable:
    """The national table of `reports`, the same for any order of them."""
    return tabulate(take_in(reports, codebook), codebook)


def tabulate(intake: Intake, codebook: Codebook) -> NationalTable:
    """The table of an intake that is already in order."""
    rows = tuple(_row(submission, codebook) for submission in intake.current)
    return NationalTable(
        campaigns=intake.campaigns,
        rows=rows,
        totals=tuple(_totals(rows, codebook, intake.expected)),
        superseded=intake.superseded,
    )


def _row(submission: Submission, codebook: Codebook) -> NationalRow:
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in submission.report.figures:
        figures[figure.indicator].append(figure)
    return NationalRow(
        report_id=submission.report_id,
        kind=submission.kind,
        era=submission.era,
        code=submission.code,
        name=submission.name,
        campaign=submission.campaign,
        issued=submission.report.header.issued,
        file=submission.report.source.name,
        cells=tuple(
            _marked(make_cell(submission.report_id, indicator, figures[indicator.id]), submission)
            for indicator in codebook.indicators
            if indicator.id in figures
        ),
    )


def _marked(cell: NationalCell, submission: Submission) -> NationalCell:
    """The cell, marked where a person changed a figure that it shows or took one of its indicator out."""
    changed = submission.corrections
    touched = any(ref.figure_id in changed for ref in (*cell.sources, *cell.others)) or any(
        one.kind == "reject" and one.reported is not None and one.reported.indicator == cell.indicator
        for one in changed.values()
    )
    return cell.model_copy(update={"corrected": True}) if touched else cell


# Totals ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scope:
    """Which rows a total row adds."""

    rows: tuple[NationalRow, ...]
    campaign: str | None
    members: Members
    expected: ExpectedUnits | None = None

    def units_expected(self) -> int:
        """How many units are asked to report: those of the campaign file, and those that report unasked."""
        if self.expected is None:
            return len(self.rows)
        codes = {row.code for row in self.rows if row.kind == "province"} | self.expected.provinces
        if self.members == "provinces":
            return len(codes)
        names = [row.name for row in self.rows if row.kind != "province"]
        return len(codes) + len({slug(name) for name in (*names, *self.expected.sector_unions)})


def _totals(
    rows: Sequence[NationalRow], codebook: Codebook, expected: Mapping[str, ExpectedUnits]
) -> Iterable[TotalRow]:
    """For each era and campaign "provinces" and, with sector unions, "all"; across campaigns where an era has several.

    A report whose unit is unknown is in no total: its unit may stand in another row.
    """
    known = [row for row in rows if row.era is not None and row.kind != "unknown"]
    for era in ("pre_2025_07", "post_2025_07"):
        of_era = [row for row in known if row.era == era]
        campaigns = list(dict.fromkeys(row.campaign for row in of_era))
        for campaign in campaigns:
            asked = expected.get(campaign)
            asked = asked if asked is not None and asked.era == era else None
            yield from _pair([row for row in of_era if row.campaign == campaign], campaign, codebook, asked)
        if len(campaigns) > 1:
            yield from _pair(_latest_of_each_unit(of_era), None, codebook)


def _latest_of_each_unit(rows: Sequence[NationalRow]) -> list[NationalRow]:
    """One row a unit: a unit that reports for two campaigns counts once, with its later report."""
    latest: dict[tuple[str | None, str], NationalRow] = {}
    for row in sorted(rows, key=lambda row: (row.issued or "", row.report_id)):
        latest[row.code, row.name] = row
    kept = {row.report_id for row in latest.values()}
    return [row for row in rows if row.report_id in kept]


def _pair(
    rows: Sequence[NationalRow], campaign: str | None, codebook: Codebook, expected: ExpectedUnits | None = None
) -> Iterable[TotalRow]:
    provinces = tuple(row for row in rows if row.kind == "province")
    if provinces:
        yield _total(_Scope(provinces, campaign, "provinces", expected), codebook)
    if len(provinces) < len(rows):
        yield _total(_Scope(tuple(rows), campaign, "all", expected), codebook)


def _total(scope: _Scope, codebook: Codebook) -> TotalRow:
    era = scope.rows[0].era
    if era is None:
        raise ValueError("a row without an era has no total")
    provinces = sum(1 for row in scope.rows if row.kind == "province")
    return TotalRow(
        era=era,
        campaign=scope.campaign,
        members=scope.members,
        provinces_reporting=provinces,
        provinces_of_era=codebook.province_count(era),
        sector_unions_reporting=len(scope.rows) - provinces,
        report_ids=tuple(row.report_id for row in scope.rows),
        cells=tuple(cell for indicator in codebook.indicators if (cell := _total_cell(scope, indicator)) is not None),
    )


def _total_cell(scope: _Scope, indicator: Indicator) -> TotalCell | None:
    cells = [cell for row in scope.rows if (cell := row.cell(indicator.id)) is not None]
    return sum_cells(cells, indicator, scope.units_expected(), same_campaign=scope.campaign is not None)


def sum_cells(
    cells: Sequence[NationalCell], indicator: Indicator, expected: int, *, same_campaign: bool
) -> TotalCell | None:
    """The sum of the cells of `expected` units as an interval, or the reason why it is refused; null without cells."""
    if not cells:
        return None
    units = Counter(cell.unit for cell in cells)
    refused = refusal(cells, indicator, same_campaign=same_campaign)
    return TotalCell(
        indicator=indicator.id,
        interval=None if refused else _sum(cells),
        unit=cells[0].unit if len(units) == 1 else None,
        reporting=len(cells),
        expected=expected,
        exact=refused is None and all(cell.exact for cell in cells),
        refused=refused,
        units=tuple(sorted((unit, count) for unit, count in units.items() if unit is not None)),
        periods=tuple(sorted({cell.period for cell in cells if cell.period is not None})),
    )


def _sum(cells: Sequence[NationalCell]) -> Interval:
    given = [cell.interval for cell in cells if cell.interval is not None]
    highs = [interval.high for interval in given if interval.high is not None]
    high = sum(highs, Decimal(0)) if len(highs) == len(given) else None
    return Interval(low=sum((interval.low for interval in given), Decimal(0)), high=high)


def refusal(cells: Sequence[NationalCell], indicator: Indicator, *, same_campaign: bool) -> Refusal | None:
    """Why these cells may not be added, or null if they may.

    Units of measure are checked first, then periods. A period that a report does not state is
    taken to be its campaign's; across campaigns it cannot be compared and the sum is refused.
    """
    units = {cell.unit for cell in cells}
    if "percent" in units:
        return "percent"
    if len(units) > 1 or None in units:
        return "mixed_units"
    periods = sorted({cell.period for cell in cells if cell.period is not None})
    if not same_campaign and len(cells) > 1 and any(cell.period is None for cell in cells):
        return "unstated_period"
    if indicator.type == "stock":
        return None if _within_window(periods) else "different_dates"
    return None if _same_span(periods, FLOW_SLACK_YEARS if same_campaign else 0) else "different_periods"


def _within_window(periods: Sequence[str]) -> bool:
    """True if all dates of stocks lie within the window; a bare year or month may be any day of it."""
    if not periods:
        return True
    spans = [_days(period) for period in periods]
    return (max(first for first, _ in spans) - min(last for _, last in spans)).days <= STOCK_WINDOW_DAYS


@lru_cache(maxsize=1 << 12)
def _days(period: str) -> tuple[date, date]:
    kind, _, text = period.partition(":")
    if kind == "range":
        first, last = text.split("-")
        return date(int(first), 1, 1), date(int(last), 12, 31)
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 and 1 <= parts[1] <= 12 else None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    # A day that the calendar lacks ("30/02") still lies in its month, which is near enough for a window of a year.
    day = min(parts[2], 28) if len(parts) > 2 and parts[2] > 0 else None
    return date(year, month, day or 1), date(year, month, day or 28)


def _same_span(periods: Sequence[str], slack: int) -> bool:
    if len(periods) < 2:
        return True
    kinds = {period.partition(":")[0] for period in periods}
    if kinds != {"range"}:
        return False
    firsts, lasts = [_ends(period)[0] for period in periods], [_ends(period)[1] for period in periods]
    return max(firsts) - min(firsts) <= slack and max(lasts) - min(lasts) <= slack


def _ends(period: str) -> tuple[int, int]:
    first, _, last = period.removeprefix("range:").partition("-")
    return int(first), int(last)
