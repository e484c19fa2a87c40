"""Two campaigns side by side: what changed at the units that report for both, never between different sets of units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from schemas.quantity import Interval
from schemas.table import NationalCell, NationalRow, NationalTable

NotCompared = Literal["units_differ", "spans_differ", "no_value", "percent"]
"""Why a change is not formed. `units_differ`: two units of measure. `spans_differ`: a flow over spans of different
length, or over a day and a span. `no_value`: a disputed cell without an interval. `percent`: these have no sum."""

LEAST_COMMON = 2
"""Campaigns with fewer units in common are not set side by side by themselves; the command compares any two."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit gives for an indicator in one campaign: a cell of the national table."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    period: str | None

    @property
    def interval(self) -> Interval | None:
        """The values that the cell allows; null where it is disputed between units of measure."""
        return None if self.low is None else Interval(low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator at one unit, or at all units that give it in both campaigns (`units` counts them).

    `low` and `high` bound the change from the earlier to the later campaign: null where it is open on that
    side. Where it is `refused` there is none.
    """

    indicator: str
    before: Given
    after: Given
    low: Decimal | None
    high: Decimal | None
    refused: NotCompared | None = None
    units: int = 1


def change(indicator: str, before: Given, after: Given) -> Change:
    """The change between two cells as an interval.

    >>> cell = lambda low, high: Given(Decimal(low), high and Decimal(high), "person", "as_of:2019")
    >>> made = change("x", cell(10, 12), cell(20, None)); made.low, made.high
    (Decimal('8'), None)
    """
    refused = _refusal(before, after)
    if refused is not None or before.low is None or after.low is None:
        return Change(indicator, before, after, None, None, refused or "no_value")
    low = None if before.high is None else after.low - before.high
    high = None if after.high is None else after.high - before.low
    return Change(indicator, before, after, low, high)


def _refusal(before: Given, after: Given) -> NotCompared | None:
    if before.low is None or after.low is None:
        return "no_value"
    if before.unit != after.unit or before.unit is None:
        return "units_differ"
    spans = {_years(given.period) for given in (before, after) if given.period is not None}
    return "spans_differ" if len(spans) > 1 else None


def _years(period: str) -> int:
    """How many years a period spans: 0 for a day, 1 for a year."""
    kind, _, text = period.partition(":")
    if kind != "range":
        return int(kind == "year")
    first, _, last = text.partition("-")
    return int(last) - int(first) + 1


def sum_changes(indicator: str, changes: Sequence[Change]) -> Change | None:
    """The change over several units: the same ones on both sides. Null if none of them can be compared."""
    formed = [one for one in changes if one.refused is None]
    if not formed:
        return None
    before, after = (_sum([getattr(one, side) for one in formed]) for side in ("before", "after"))
    if before.unit == "percent" or after.unit == "percent":
        return Change(indicator, before, after, None, None, "percent", len(formed))
    if before.unit is None:
        return Change(indicator, before, after, None, None, "units_differ", len(formed))
    total = change(indicator, before, after)
    return Change(indicator, before, after, total.low, total.high, total.refused, len(formed))


def _sum(given: Sequence[Given]) -> Given:
    units = {one.unit for one in given}
    highs = [one.high for one in given]
    return Given(
        sum((one.low for one in given if one.low is not None), Decimal(0)),
        None if None in highs else sum((high for high in highs if high is not None), Decimal(0)),
        units.pop() if len(units) == 1 else None,
        None,
    )


# The table's campaigns ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """Two campaigns of one era: every change by the places of (earlier, later) row, and the sums over provinces."""

    before: str
    after: str
    pairs: tuple[tuple[NationalRow, NationalRow], ...]
    changes: Mapping[tuple[str, str], Change]
    """By the later row's report id and the indicator."""
    totals: Mapping[str, Change]
    """By indicator, over the provinces that give it in both."""


def comparisons(table: NationalTable, indicators: Sequence[str]) -> tuple[Comparison, ...]:
    """Each campaign against the one before it that shares most units, where it shares some."""
    made = []
    for era in ("pre_2025_07", "post_2025_07"):
        rows: defaultdict[str, dict[tuple[str | None, str], NationalRow]] = defaultdict(dict)
        for row in table.rows:
            if row.era == era and row.kind != "unknown":
                rows[row.campaign][row.code, "" if row.code else row.name] = row
        in_time = sorted(rows, key=lambda key: (median([row.issued or "" for row in rows[key].values()]), key))
        for place, after in enumerate(in_time):
            shared = [(len(rows[before].keys() & rows[after].keys()), before) for before in in_time[:place]]
            most = max((count for count, _ in shared), default=0)
            if most >= LEAST_COMMON:
                before = [key for count, key in shared if count == most][-1]
                made.append(_compared(before, after, rows, indicators))
    return tuple(made)


Ordered = TypeVar("Ordered", str, int)


def median(values: Iterable[Ordered]) -> Ordered:
    """The middle one of the values in order; of two the lower."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def _compared(
    before: str,
    after: str,
    rows: Mapping[str, Mapping[tuple[str | None, str], NationalRow]],
    indicators: Sequence[str],
) -> Comparison:
    pairs = tuple((rows[before][unit], row) for unit, row in rows[after].items() if unit in rows[before])
    changes: dict[tuple[str, str], Change] = {}
    for earlier, later in pairs:
        for indicator in indicators:
            old, new = earlier.cell(indicator), later.cell(indicator)
            if old is not None and new is not None:
                changes[later.report_id, indicator] = change(indicator, given(old), given(new))
    provinces = [later.report_id for _, later in pairs if later.kind == "province"]
    totals = {}
    for indicator in indicators:
        found = [changes[report_id, indicator] for report_id in provinces if (report_id, indicator) in changes]
        total = sum_changes(indicator, found)
        if total is not None and total.units >= LEAST_COMMON:
            totals[indicator] = total
    return Comparison(before, after, pairs, changes, totals)


def given(cell: NationalCell) -> Given:
    """What a cell of the table says."""
    interval = cell.interval
    if interval is None:
        return Given(None, None, cell.unit, cell.period)
    return Given(interval.low, interval.high, cell.unit, cell.period)
