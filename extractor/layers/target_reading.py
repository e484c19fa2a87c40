"""A target as read, and what follows from its numbers alone."""

from dataclasses import dataclass, field
from decimal import Decimal

import regex

from extractor.layers.quantities import Count
from schemas.facts import Status
from schemas.quantity import Unit

BEATS = regex.compile(r"vượt(?: trên| hơn| thêm)?\s*$|cao hơn\s*$|tăng(?: thêm)?\s*$|giảm\s*$")


_DEADLINE = regex.compile(
    r"(?:đến|trước|trong|chậm nhất(?: là)?|hoàn thành trước|vào)(?: hết| cuối|"
    r" ngày)*\s?(?:năm\s?)?(?:(?P<day>[0-9]{1,2})[/-](?P<month>[0-9]{1,2})[/-])?(?P<year>20[0-9]{2})|"
    r"nhiệm kỳ (?P<term>20[0-9]{2}\s?-\s?20[0-9]{2})"
)


ALL = regex.compile(r"toàn bộ|tất cả|100 ?%|mọi")


@dataclass(slots=True)
class TargetReading:
    """A target as read, still in spans of the flow."""

    number: str
    block: int
    text: tuple[int, int]
    status: Status
    verdict: tuple[int, int]
    derived: bool = False
    blank: bool = False
    claims_all: bool = False
    thresholds: list[tuple[Decimal, Unit, str]] = field(default_factory=list)
    deadline: str | None = None
    actual: tuple[Decimal, Unit] | None = None
    fractions: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    used: list[Count] = field(default_factory=list)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """A part of a whole in percent, to one decimal."""
    value = (part * 100 / whole).quantize(Decimal("0.1"))
    return value.to_integral_value() if value == value.to_integral_value() else value


def derive(reading: TargetReading, part: tuple[int, int]) -> None:
    """Without a verdict, a printed result is compared with the threshold, and marked derived."""
    if len(reading.fractions) == 1 and not reading.thresholds and reading.fractions[0][0] > reading.fractions[0][1]:
        reading.derived, reading.status = True, "exceeded"  # "386/360 lượt": more than was asked
        return
    if reading.actual is None:
        return
    value, unit = reading.actual
    same = [entry for entry in reading.thresholds if entry[1] == unit]
    if len(same) != 1:
        return
    threshold = same[0][0]
    reading.derived = True
    reading.status = "exceeded" if value > threshold else "achieved" if value == threshold else "not_achieved"


def deadline_in(text: str) -> str | None:
    """The year or day by which a target is due, or None."""
    match = _DEADLINE.search(text)
    if not match:
        return None
    if match["term"]:
        return str(match["term"])[-4:]
    if match["day"]:
        return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    return str(match["year"])


OPENING = regex.compile(
    r"(?:(?:(?:về|theo|với|đối với|riêng|ở|tại|còn) )?"
    r"(?:mục tiêu|chỉ tiêu|(?<!\w)(?:ct|mt|kpi)(?!\p{L}|\s?số))(?: cụ thể)?(?: số| thứ)?\s?\(?"
    r"(?P<number>[0-9]{1,2}[a-d]?|"
    r"[ivx]{1,4}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\)?)"
    r"(?=\s*[:.)(,;–—|=→-]|\s+/\s|\s+là\b|\s*$)"
)
