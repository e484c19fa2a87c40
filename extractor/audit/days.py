"""Days as records write them (`2019-01-11`, `2024-05`, `2022`): order, distance, and how reports print them."""

import calendar
from datetime import date
from functools import lru_cache


def agree(one: str, other: str) -> bool:
    """True if two dates may be one day: the shorter is the beginning of the longer."""
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=4096)
def exists(text: str) -> bool:
    """True if the calendar has the date, as far as it is known."""
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if not 1 <= year <= 9999:
        return False
    if "-" in text and not 1 <= month <= 12:
        return False
    return text.count("-") < 2 or 1 <= day <= calendar.monthrange(year, month)[1]


def later(one: str, other: str) -> bool:
    """True if `one` is after `other` as far as both are known.

    >>> later("2024-05-24", "2024-05-23"), later("2024", "2024-05-23"), later("2025", "2024-05-23")
    (True, False, True)
    """
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def last_day(text: str) -> str:
    """The last day of a date that is known to the year or the month.

    >>> last_day("2023"), last_day("2024-02"), last_day("2024-05-23")
    ('2023-12-31', '2024-02-29', '2024-05-23')
    """
    if text.count("-") == 2:
        return text
    year, _, month = text.partition("-")
    return f"{text}-{calendar.monthrange(int(year), int(month))[1]}" if month else f"{text}-12-31"


def printed_day(text: str) -> str:
    """The date as reports print it, day first."""
    try:
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    except ValueError:
        return "/".join(reversed(text.split("-")))


def one_slip_apart(one: str, other: str) -> bool:
    """True if two whole dates differ as a misprint differs: in one year, or on one day of two years.

    A document's number may be given again in another year, and then shares neither.

    >>> one_slip_apart("2019-01-11", "2024-01-11"), one_slip_apart("2017-10-25", "2022-06-16")
    (True, False)
    """
    return one != other and (one[:4] == other[:4] or one[5:] == other[5:])
