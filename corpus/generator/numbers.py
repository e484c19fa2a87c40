"""How numbers, dates and percentages are spelt."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
HEDGE_WORDS = {
    "at_least": ("trên", "hơn"),
    "at_most": ("gần", "chưa đến"),
    "approx": ("khoảng", "xấp xỉ", "chừng"),
}


def words(number: int) -> str:
    """A number below a hundred in words.

    >>> words(15), words(21), words(34), words(55)
    ('mười lăm', 'hai mươi mốt', 'ba mươi tư', 'năm mươi lăm')
    """
    if number < 10:
        return UNITS[number]
    tens, ones = divmod(number, 10)
    head = "mười" if tens == 1 else f"{UNITS[tens]} mươi"
    if not ones:
        return head
    if ones == 5:
        return f"{head} lăm"
    if tens > 1 and ones in (1, 4):
        return f"{head} {'mốt' if ones == 1 else 'tư'}"
    return f"{head} {UNITS[ones]}"


def digits(number: int, thousands: str, leading_zero: bool) -> str:
    """A whole number in digits, in the habits of a hand.

    >>> digits(22877, ".", True), digits(8, ".", True)
    ('22.877', '08')
    """
    if number < 10 and leading_zero:
        return f"0{number}"
    return f"{number:,}".replace(",", thousands)


def share(part: int, whole: int, decimals: int) -> Decimal:
    """The percentage of a part, rounded half up.

    >>> share(34, 52, 1)
    Decimal('65.4')
    """
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def decimal(number: Decimal) -> str:
    """A number with its decimal comma; a bare ,0 is dropped.

    >>> decimal(Decimal("65.4")), decimal(Decimal("100.0"))
    ('65,4', '100')
    """
    whole = number.to_integral_value()
    return f"{whole:f}" if number == whole else f"{number:f}".replace(".", ",")


def date(day: dt.date, style: str) -> str:
    """A date as offices write it; days below ten and the first two months take a zero.

    >>> date(dt.date(2024, 4, 3), "slash"), date(dt.date(2019, 1, 11), "dash")
    ('03/4/2024', '11-01-2019')
    """
    return date_parts(day.day, day.month, day.year, style)


def date_parts(day: int, month: int, year: int, style: str) -> str:
    """The same for parts that need not make a date of the calendar."""
    shown = f"0{month}" if month < 3 else str(month)
    if style == "words":
        return f"{day:02d} tháng {shown} năm {year}"
    mark = "-" if style == "dash" else "/"
    return f"{day:02d}{mark}{shown}{mark}{year}"
