"""Quantities as printed: a value, how it is hedged, and the unit of the thing counted."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self, get_args

from pydantic import PlainSerializer, model_validator

from schemas.frozen import Frozen

Bound = Literal["exact", "at_least", "at_most", "approx", "range"]
"""How a number is hedged: trên, ít nhất → at_least; dưới, không quá, gần → at_most; khoảng → approx."""

Unit = Literal["person", "attendance", "unit", "class", "event", "percent", "document", "item", "vnd"]
"""Unit of the thing as printed; `attendance` is a lượt, never interchangeable with `person`."""

UNITS: tuple[str, ...] = get_args(Unit)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_plain, return_type=int | float, when_used="json")]
"""A Decimal that JSON shows as a plain number; at most 15 significant digits are ever read."""

APPROXIMATION = Decimal("0.1")
"""An approximate figure (khoảng, chừng …) is taken to lie within a tenth of the printed value."""


class Interval(Frozen):
    """All values that a printed quantity allows; `high` is null where it is open above."""

    low: Number
    high: Number | None

    def meets(self, other: "Interval") -> bool:
        """True if some value lies in both."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)

    def __add__(self, other: "Interval") -> "Interval":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low=self.low + other.low, high=high)


class Quantity(Frozen):
    """A printed quantity.

    `value` is the number as normalised ("22.877" → 22877), for a range its lower end and `upper`
    its upper end. `strict` tells "trên 100" (more than 100) from "ít nhất 100" (100 or more).
    """

    value: Number
    upper: Number | None = None
    bound: Bound = "exact"
    unit: Unit
    strict: bool = False

    @model_validator(mode="after")
    def _range_has_two_ends(self) -> Self:
        if (self.bound == "range") != (self.upper is not None):
            raise ValueError("a range, and only a range, has an upper end")
        if self.upper is not None and self.upper < self.value:
            raise ValueError(f"range {self.value}–{self.upper} ends before it starts")
        return self

    @cached_property
    def interval(self) -> Interval:
        """The values that the printed words allow.

        >>> Quantity(value=100, bound="at_least", unit="person", strict=True).interval
        Interval(low=Decimal('101'), high=None)
        """
        value, zero = self.value, Decimal(0)
        whole = self.unit != "percent" and value == value.to_integral_value()
        step = Decimal(1) if self.strict and whole else zero
        match self.bound:
            case "exact":
                return Interval(low=value, high=value)
            case "at_least":
                return Interval(low=value + step, high=None)
            case "at_most":
                return Interval(low=zero, high=max(zero, value - step))
            case "approx":
                slack = abs(value) * APPROXIMATION
                return Interval(low=value - slack, high=value + slack)
            case "range":
                return Interval(low=value, high=self.upper)


class Measure(Frozen):
    """A bare number with a unit: a share, a result, a threshold's value."""

    value: Number
    unit: Unit
