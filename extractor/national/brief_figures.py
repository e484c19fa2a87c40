"""Numbers as officials write them in running text."""

from decimal import Decimal

from schemas.quantity import Interval, Quantity


def number(value: Decimal) -> str:
    """Points between thousands, a decimal comma, a leading zero below ten.

    >>> number(Decimal(5)), number(Decimal(0)), number(Decimal("22877")), number(Decimal("98.5"))
    ('05', '0', '22.877', '98,5')
    """
    if value == value.to_integral_value():
        whole = int(value)
        return f"{whole:02d}" if 0 < whole < 10 else f"{whole:,}".replace(",", ".")
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))


def count(value: int) -> str:
    """A count of things: `number` of a whole number."""
    return number(Decimal(value))


def amount(interval: Interval) -> str:
    """The values that hedged reports allow, in words: "trên 7.400", "không quá 30", "khoảng từ 20 đến 30".

    >>> amount(Interval(low=Decimal(7401), high=None)), amount(Interval(low=Decimal(0), high=Decimal(30)))
    ('trên 7.400', 'không quá 30')
    >>> amount(Interval(low=Decimal(20), high=Decimal(30))), amount(Interval(low=Decimal(52), high=Decimal(52)))
    ('khoảng từ 20 đến 30', '52')
    """
    low, high = interval.low, interval.high
    if high is None:
        # "more than n" of things that are counted is "n + 1 at least".
        return f"trên {number(low - 1)}" if low > 1 and low == low.to_integral_value() else f"từ {number(low)} trở lên"
    if low == high:
        return number(low)
    if low == 0:
        return f"không quá {number(high)}"
    return f"khoảng từ {number(low)} đến {number(high)}"


def printed(quantity: Quantity) -> str:
    """One report's quantity in its own hedge, not as an interval.

    >>> printed(Quantity(value=12900, bound="at_most", strict=True, unit="attendance"))
    'dưới 12.900'
    """
    value = number(quantity.value)
    match quantity.bound:
        case "at_least":
            return f"trên {value}" if quantity.strict else f"từ {value} trở lên"
        case "at_most":
            return f"dưới {value}" if quantity.strict else f"không quá {value}"
        case "approx":
            return f"khoảng {value}"
        case "range":
            return f"từ {value} đến {number(quantity.upper or quantity.value)}"
        case "exact":
            return value
