"""One report's figures of one indicator become one cell. Pure; nothing is chosen silently."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from schemas.catalogue import Indicator
from schemas.facts import Figure
from schemas.quantity import Interval, Quantity
from schemas.table import NationalCell, SourceRef

YEARLY_RATINGS = frozenset(
    {"evaluation_excellent", "evaluation_good", "evaluation_completed", "evaluation_not_completed"}
)
"""Every officer is rated anew each year (Decree 90/2020), so the ratings of several years are never summed."""


def make_cell(report_id: str, indicator: Indicator, figures: Sequence[Figure]) -> NationalCell:
    """The cell of `indicator` from all figures that one report gives for it (at least one).

    Figures of different periods are a series: a stock shows its latest, a flow its own total over
    the longest span, or, where the report gives yearly figures alone, their computed sum.
    Different values in one period dispute the cell, unless one of them is only the looser
    wording of the other ("trên 7.400" beside "7.412").
    """
    by_period: defaultdict[str, list[Figure]] = defaultdict(list)
    unstated: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: (figure.anchor.start, figure.id)):
        (unstated if figure.period is None else by_period[figure.period]).append(figure)
    if not by_period:
        return _point(report_id, indicator, unstated, ())
    shown: str | None
    if indicator.type == "stock" or indicator.id in YEARLY_RATINGS:
        shown = max(by_period, key=lambda period: (_span(period)[::-1], period))
    else:
        shown = _flow_headline(by_period)
    if shown is None:
        return _sum_of_years(report_id, indicator, by_period, unstated)
    others = [figure for period, group in by_period.items() if period != shown for figure in group]
    return _point(report_id, indicator, [*by_period[shown], *unstated], others)


def _span(period: str) -> tuple[str, str]:
    """First and last day of a period as comparable text; a partial date lasts to its end."""
    kind, _, text = period.partition(":")
    if kind == "range":
        first, last = text.split("-")
        return first, f"{last}-12-31"
    return text, f"{text}-12-31" if len(text) == 4 else f"{text}-31" if len(text) == 7 else text


def _flow_headline(periods: Iterable[str]) -> str | None:
    """The period that stands for a flow: the longest span, the later of two equal ones; null for bare years."""
    known = sorted(periods)
    ranges = [period for period in known if period.startswith("range:")]
    if ranges:
        return max(ranges, key=lambda period: (_years(period), _span(period)[1]))
    if len(known) == 1:
        return known[0]
    years = [period for period in known if period.startswith("year:")]
    return None if len(years) > 1 else max(known, key=lambda period: _span(period)[1])


def _years(period: str) -> int:
    first, last = _span(period)
    return int(last[:4]) - int(first[:4])


def _point(report_id: str, indicator: Indicator, group: Sequence[Figure], others: Sequence[Figure]) -> NationalCell:
    chosen = _agreed(group)
    if chosen is None:
        return _disputed(report_id, indicator, group, others)
    quantity = chosen.quantity
    shown = [chosen, *(figure for figure in group if figure is not chosen)]
    period = chosen.period or next((figure.period for figure in group if figure.period), None)
    return NationalCell(
        indicator=indicator.id,
        state="series" if others else "single",
        value=quantity.value,
        upper=quantity.upper,
        bound=quantity.bound,
        strict=quantity.strict,
        unit=quantity.unit,
        interval=quantity.interval,
        period=period,
        period_inferred=any(figure.period_inferred for figure in group if figure.period == period),
        implied=all(figure.implied for figure in group),
        confidence=min(figure.confidence for figure in group),
        sources=_refs(report_id, shown),
        others=_refs(report_id, others),
    )


def _agreed(group: Sequence[Figure]) -> Figure | None:
    """The figure that all others of the group repeat or only hedge, or null if they differ."""
    for figure in group:
        if all(_covers(other.quantity, figure.quantity) for other in group):
            return figure
    return None


def _covers(loose: Quantity, tight: Quantity) -> bool:
    """True if `loose` says the same as `tight`, or is a hedged wording that allows all that `tight` allows."""
    if loose.unit != tight.unit:
        return False
    outer, inner = loose.interval, tight.interval
    if outer == inner:
        return True
    if loose.bound == "exact":
        return False
    upper_fits = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return outer.low <= inner.low and upper_fits


def _disputed(report_id: str, indicator: Indicator, group: Sequence[Figure], others: Sequence[Figure]) -> NationalCell:
    units = {figure.quantity.unit for figure in group}
    one_unit = len(units) == 1
    periods = {figure.period for figure in group if figure.period}
    return NationalCell(
        indicator=indicator.id,
        state="disputed",
        value=None,
        bound=None,
        unit=group[0].quantity.unit if one_unit else None,
        interval=hull([figure.quantity.interval for figure in group]) if one_unit else None,
        period=next(iter(periods)) if len(periods) == 1 else None,
        period_inferred=any(figure.period_inferred for figure in group),
        implied=all(figure.implied for figure in group),
        confidence=min(figure.confidence for figure in group),
        sources=_refs(report_id, group),
        others=_refs(report_id, others),
    )


def hull(intervals: Sequence[Interval]) -> Interval:
    """The smallest interval that holds all of them."""
    low = min(interval.low for interval in intervals)
    highs = [interval.high for interval in intervals if interval.high is not None]
    return Interval(low=low, high=max(highs) if len(highs) == len(intervals) else None)


def _sum_of_years(
    report_id: str, indicator: Indicator, by_period: dict[str, list[Figure]], unstated: Sequence[Figure]
) -> NationalCell:
    """A flow printed by years without a total: their sum, marked computed, if it can be formed at all."""
    years = sorted(period for period in by_period if period.startswith("year:"))
    figures = [figure for year in years for figure in by_period[year]]
    units = {figure.quantity.unit for figure in figures}
    rest = [figure for period, group in by_period.items() if period not in years for figure in group]
    if len(units) > 1 or "percent" in units:
        latest = years[-1]
        earlier = [figure for figure in figures if figure.period != latest]
        return _point(report_id, indicator, [*by_period[latest], *unstated], [*earlier, *rest])
    total, agreed = Interval(low=Decimal(0), high=Decimal(0)), True
    for year in years:
        one = _agreed(by_period[year])
        agreed = agreed and one is not None
        total = total + hull([figure.quantity.interval for figure in ([one] if one else by_period[year])])
    given = _agreed(unstated) if unstated else None
    if given is not None and given.quantity.unit in units and given.quantity.interval.meets(total):
        # A total without a stated period that agrees with the sum of the years is the report's own total.
        return _point(report_id, indicator, unstated, [*figures, *rest])
    period = f"range:{years[0].removeprefix('year:')}-{years[-1].removeprefix('year:')}"
    disputed = bool(unstated) or not agreed
    exact = total.low == total.high and not disputed
    shown = [*figures, *unstated]
    if unstated:
        same_unit = all(figure.quantity.unit in units for figure in unstated)
        total = hull([total, *(figure.quantity.interval for figure in unstated)]) if same_unit else total
    return NationalCell(
        indicator=indicator.id,
        state="disputed" if disputed else "computed",
        value=total.low if exact else None,
        bound="exact" if exact else None,
        unit=figures[0].quantity.unit,
        interval=total,
        period=period,
        period_inferred=any(figure.period_inferred for figure in figures),
        implied=all(figure.implied for figure in shown),
        confidence=min(figure.confidence for figure in shown),
        sources=_refs(report_id, shown),
        others=_refs(report_id, rest),
    )


def _refs(report_id: str, figures: Iterable[Figure]) -> tuple[SourceRef, ...]:
    return tuple(SourceRef(report_id=report_id, figure_id=figure.id) for figure in figures)
