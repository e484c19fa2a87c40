"""Which figures may be compared: one day for stocks, one period for flows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractor.audit.case import Case
from schemas.catalogue import Identity
from schemas.facts import Figure

SAME_STATE_DAYS = 75
"""A figure without a date of its own still speaks of the state that another dates a few weeks earlier."""


def is_inferred(figure: Figure, issued: str | None) -> bool:
    """True where the report prints no period for the figure: none is set, or it was inherited.

    A stock "as of" the day the report was signed is the default for a figure without a date.
    """
    return (
        figure.period is None or figure.period_inferred or (issued is not None and figure.period == f"as_of:{issued}")
    )


def comparable(one: Figure, other: Figure, issued: str | None) -> bool:
    """True if the two figures may speak of the same time.

    A quota of a year is compared with people on a day of that year; a flow of one year is never
    compared with a flow of several, even where a period was only inferred.
    """
    if one.period is None or other.period is None or one.period == other.period:
        return True
    kinds = {one.period.partition(":")[0], other.period.partition(":")[0]}
    if kinds == {"year", "as_of"}:
        return _year(one.period) == _year(other.period)
    if kinds == {"as_of"}:
        near = _days_apart(one.period, other.period)
        return near is not None and near <= SAME_STATE_DAYS and (is_inferred(one, issued) or is_inferred(other, issued))
    if kinds == {"range"}:
        return (one.period_inferred or other.period_inferred) and _nearly(one.period, other.period)
    return False


def _days_apart(one: str, other: str) -> int | None:
    """The days between two as-of dates, null where one is not a whole date of the calendar."""
    try:
        first, second = (date.fromisoformat(period.partition(":")[2]) for period in (one, other))
    except ValueError:
        return None
    return abs((first - second).days)


def _nearly(one: str, other: str) -> bool:
    """True if two spans of years begin and end no more than a year apart: a part is not compared with its whole."""
    ends = [period.partition(":")[2].split("-") for period in (one, other)]
    try:
        return all(abs(int(first) - int(second)) <= 1 for first, second in zip(*ends, strict=True))
    except ValueError:
        return False


def _year(period: str) -> str:
    return period.partition(":")[2][:4]


@dataclass(frozen=True)
class Scope:
    """Figures that may be compared, one an indicator, around one figure of the whole."""

    whole: Figure
    figures: dict[str, Figure]


def _nearest(candidates: list[Figure], whole: Figure) -> Figure | None:
    """The one candidate to compare with: same table, then same period, section, place; null where two differ."""
    if len(candidates) == 1:
        return candidates[0]

    def distance(figure: Figure) -> tuple[bool, bool, bool]:
        return (figure.table != whole.table, figure.period != whole.period, figure.section != whole.section)

    best = min(map(distance, candidates))
    nearest = [figure for figure in candidates if distance(figure) == best]
    return nearest[0] if all(figure.quantity == nearest[0].quantity for figure in nearest[1:]) else None


def _belongs(figure: Figure, whole: Figure, wholes: tuple[Figure, ...], issued: str | None) -> bool:
    """True if the figure may be compared with this whole; one that may belong to several belongs to that of its period.

    Parts without a printed period under totals of 2023, 2024 and 2023-2025 say nothing of 2024.
    """
    if not comparable(whole, figure, issued):
        return False
    if len(wholes) == 1:
        return True
    periods = {other.period for other in wholes if comparable(other, figure, issued)}
    return len(periods) == 1 or figure.period == whole.period


def scopes(case: Case, identity: Identity, indicators: Iterable[str]) -> list[Scope]:
    """The groups of comparable figures for an identity, one for each distinct figure of its whole."""
    issued = case.report.header.issued
    wanted = [indicator for indicator in indicators if indicator != identity.whole]
    groups: list[Scope] = []
    seen: list[Figure] = []
    wholes = case.figures.get(identity.whole, ())
    for whole in wholes:
        if any(whole.period == other.period and whole.quantity == other.quantity for other in seen):
            continue
        seen.append(whole)
        chosen = {identity.whole: whole}
        for indicator in wanted:
            candidates = [f for f in case.figures.get(indicator, ()) if _belongs(f, whole, wholes, issued)]
            figure = _nearest(candidates, whole) if candidates else None
            if figure is not None:
                chosen[indicator] = figure
        groups.append(Scope(whole, chosen))
    return groups
