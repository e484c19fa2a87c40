"""Writing checks out as an auditor would: numbers in the reader's notation, hedges as signs."""

from collections.abc import Iterable
from decimal import Decimal

from schemas.catalogue import Lang
from schemas.quantity import Interval, Quantity

_SIGNS = {"at_least": ("≥ ", "> "), "at_most": ("≤ ", "< "), "approx": ("≈ ", "≈ ")}


def write_number(value: Decimal, lang: Lang = "vi") -> str:
    """The number with its thousands grouped.

    >>> write_number(Decimal("22877.5")), write_number(Decimal("22877.5"), "en")
    ('22.877,5', '22,877.5')
    """
    text = f"{value:,f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def write_quantity(quantity: Quantity, lang: Lang = "vi") -> str:
    """The quantity with its hedge as a sign; no unit.

    >>> write_quantity(Quantity(value=100, bound="at_least", strict=True, unit="person"))
    '> 100'
    >>> write_quantity(Quantity(value=25, upper=30, bound="range", unit="person"))
    '25–30'
    """
    number = write_number(quantity.value, lang)
    if quantity.upper is not None:
        return f"{number}–{write_number(quantity.upper, lang)}"
    return f"{_SIGNS.get(quantity.bound, ('', ''))[quantity.strict]}{number}"


def write_interval(interval: Interval, lang: Lang = "vi") -> str:
    """The interval: one number where it is a point.

    >>> write_interval(Interval(low=169, high=None))
    '≥ 169'
    """
    low = write_number(interval.low, lang)
    if interval.high is None:
        return f"≥ {low}"
    return low if interval.low == interval.high else f"{low}–{write_number(interval.high, lang)}"


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of the intervals; of none, zero."""
    low, high = Decimal(0), Decimal(0)
    closed = True
    for interval in intervals:
        low += interval.low
        if interval.high is None:
            closed = False
        else:
            high += interval.high
    return Interval(low=low, high=high if closed else None)


def is_point(interval: Interval) -> bool:
    """True for an exact number."""
    return interval.high == interval.low


def below(small: Interval, large: Interval) -> bool:
    """True if every number of `small` is less than every number of `large`."""
    return small.high is not None and small.high < large.low
