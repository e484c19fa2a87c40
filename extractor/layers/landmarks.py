"""Landmarks: the times that a report says its figures are of, once and for all.

"Số liệu hiện tại tính đến ngày 31/12/2022; số liệu đầu nhiệm kỳ lấy tại ngày 30/6/2018; giai đoạn
trước là 2018-2020, giai đoạn sau là 2021-2022" sets four of them; most reports set the first only.
"""

import itertools
from dataclasses import dataclass, field
from datetime import date as day

import regex

from extractor.language.dates import DateSpan
from extractor.layers.clauses import sentences
from extractor.layers.outline import Place
from extractor.layers.sheet import Sheet

_DATA = regex.compile(
    r"(?<!\w)(?:s[ốổôồ] liệu|sl|s[ốổôồ] (?:hiện có|hiện nay|hiện tại|có mặt))(?!\w)|"
    r"thời (?:điểm|gian) (?:lấy|chốt|tính|thống kê) s[ốổ]|"
    r"(?:ngày|mốc) (?:lấy|chốt|tính) s[ốổ]|"
    r"báo cáo này|không (?:ghi|nói|chú thích) (?:rõ|khác)"
)
_FOR_ALL = regex.compile(
    r"báo cáo|phát sinh|lấy s[ốổ]|hiện tại|hiện có|hiện nay|"
    r"(?<!\w)(?:các|mọi|toàn bộ|tất cả)(?: các)? s[ốổ] liệu|thống nhất|"
    r"(?:mỗi|từng|hằng|hàng) năm|không (?:ghi|nói|chú thích) (?:rõ|khác)"
)
_AS_OF = regex.compile(
    r"(?:tính đến|đến|tại thời điểm|thời điểm|tính tới|tới|vào|tại|chốt|cập nhật|lấy|là|mốc|số liệu|\(|:)"
    r"(?: (?:ngày|hết ngày|hết|thời điểm|cuối ngày|cuối|đến|mốc))*\s?$"
)
_START = regex.compile(r"đầu (?:nhiệm )?kỳ|đầu giai đoạn")
_EARLIER = regex.compile(r"giai đoạn (?:trước|đầu|một|1|i)(?!\w)")
_WORK = regex.compile(r"(?<!\w)(?:kết quả|hoạt động|công việc|việc làm|phát sinh|thực hiện)(?!\w)")
_FROM_YEAR = regex.compile(r"từ (?:đầu |tháng 01[/ ]?|ngày 01/01/)?(?:năm )?$")
_OTHER_YEARS = regex.compile(r"(?:năm học|niên độ|niên khóa|nhiệm kỳ|khóa)\s?$")
_LATER = regex.compile(r"giai đoạn (?:sau|hai|2|ii)(?!\w)")


_UNLESS_SAID = regex.compile(r"không (?:ghi|nói|chú thích) (?:rõ|khác)")
_YEAR_ENDS = regex.compile(r"31/12 (?:của )?(?:mỗi|từng|hằng|hàng|các) năm")


@dataclass(slots=True)
class Landmarks:
    """`general`: the day all stocks are of unless said otherwise, among `days` by year; `opening`: without one,
    the day that its first numbers are as of, which holds for the description of the unit; `present`: the
    latest day of that description; `start`: the day meant by "đầu nhiệm kỳ"; `earlier` and `later`: the years of the
    two phases it compares; `work`: the first and the last year (None: not told) of what was done."""

    general: str | None = None
    days: dict[str, str] = field(default_factory=dict)
    opening: str | None = None
    present: str | None = None
    start: str | None = None
    earlier: tuple[str, str] | None = None
    later: tuple[str, str] | None = None
    work: tuple[str, str | None] | None = None
    spelled: dict[int, tuple[str, str]] = field(default_factory=dict)


def find_landmarks(
    sheet: Sheet, dates: list[DateSpan], issued: str | None, first: tuple[int, int] = (0, 0)
) -> Landmarks:
    """The landmarks that a report's own statements set; `first` is the block of its first figure."""
    found = Landmarks()
    opening, ends = True, False
    for block, place in zip(sheet.manuscript.blocks, sheet.places, strict=True):
        opening = opening and not (place.is_heading and place.path)
        if place.role not in ("background", "header", "results") or block.kind == "row":
            continue
        for start, end in sentences(sheet.manuscript.flow, block.start, block.end):
            words = sheet.folded[start:end]
            if _DATA.search(words) and (opening or _FOR_ALL.search(words) or _under_data(sheet, place)):
                _read(sheet.folded, [d for d in dates if start <= d.start and d.end <= end], start, end, found)
                ends = ends or _YEAR_ENDS.search(words) is not None
    found.spelled = _spelled(sheet.folded, dates)
    if not found.days and issued:
        _single_day(sheet, dates, issued, first, found)
        found.present = _present_day(sheet, dates, issued)
    if ends and issued:
        for year in range(int(issued[:4]) - _SPAN, int(issued[:4])):
            found.days.setdefault(str(year), f"{year}-12-31")
    found.general = max((day for day in found.days.values() if day <= (issued or "9999")), default=None)
    return found


def _under_data(sheet: Sheet, place: Place) -> bool:
    """Whether the nearest heading above speaks of the data."""
    blocks = [sheet.manuscript.blocks[above] for above in place.headings[:1]]
    return any(_DATA.search(sheet.folded, block.start, block.end) for block in blocks)


def _from_day_to_day(folded: str, own: list[DateSpan]) -> tuple[DateSpan, DateSpan] | None:
    """The first two days of a part that are the two ends of one span: "01/01/2019 - 31/12/2023"."""
    days = [date for date in own if date.kind == "day" and date.iso]
    for first, last in itertools.pairwise(days):
        if _TO_DAY.fullmatch(folded, first.end, last.start):
            return first, last
    return None


_AND = regex.compile(r"\s?(?:\([^()]*\))?\s?(?:và|,|;)(?: mốc)?(?: ngày)?\s?")
_TO_DAY = regex.compile(r"\s?(?:-|–|đến|tới)(?: hết)?(?: ngày)?\s?")
_SO_MANY = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_YEARS_LONG = rf"(?<!\w)(?P<number>0?[2-9]|1[0-9]|{'|'.join(_SO_MANY)}) năm"
_LENGTH = regex.compile(rf"{_YEARS_LONG}(?: qua)?,? ?\(?(?:(?:giai đoạn|từ)(?: năm)? )?$")
_LENGTH_ALONE = regex.compile(
    rf"(?<!\w)(?:trong|qua|sau|suốt|cả) {_YEARS_LONG}(?!\s?\(?[0-9])(?! (?:đầu|cuối|liền|nay))"
)


def _years(match: regex.Match[str]) -> int:
    number = match["number"]
    return int(number) if number.isdigit() else _SO_MANY[number]


def _spelled(folded: str, dates: list[DateSpan]) -> dict[int, tuple[str, str]]:
    """Spans of years told with their length, "05 năm (2019-2023)", by it; none where two of a length are told."""
    told: dict[int, set[tuple[str, str]]] = {}
    for span in dates:
        if span.kind != "year_range" or not span.iso or not span.end_iso:
            continue
        word = 3 if folded.startswith("năm", span.start) else 0
        length = _LENGTH.search(folded, max(0, span.start - 40), span.start + word)
        if length and _years(length) == int(span.end_iso[:4]) - int(span.iso[:4]) + 1:
            told.setdefault(_years(length), set()).add((span.iso[:4], span.end_iso[:4]))
    return {years: spans.pop() for years, spans in told.items() if len(spans) == 1}


def length_told(folded: str, start: int, end: int) -> int | None:
    """The years of a span that is told by its length alone, "trong 05 năm"; of several the last."""
    found = list(_LENGTH_ALONE.finditer(folded, start, end))
    return _years(found[-1]) if found else None


def _single_day(sheet: Sheet, dates: list[DateSpan], issued: str, opening: tuple[int, int], found: Landmarks) -> None:
    """Without a statement for all, the one day that its first numbers are as of."""
    named = {
        date.iso
        for date in dates
        if date.kind == "day"
        and date.iso
        and date.valid
        and _STATED.search(sheet.folded[max(0, date.start - 24) : date.start])
        and 0 <= (day.fromisoformat(issued) - day.fromisoformat(date.iso)).days <= _RECENT
        and opening[0] <= date.start < opening[1]
    }
    if len(named) == 1:
        found.opening = named.pop()


def _present_day(sheet: Sheet, dates: list[DateSpan], issued: str) -> str | None:
    """The latest recent day that the description of the unit is as of: what "hiện nay" in it means."""
    described = [
        (block.start, block.end)
        for block, place in zip(sheet.manuscript.blocks, sheet.places, strict=True)
        if place.role == "background"
    ]
    return max(
        (
            date.iso
            for date in dates
            if date.kind == "day"
            and date.iso
            and date.valid
            and _STATED.search(sheet.folded[max(0, date.start - 24) : date.start])
            and 0 <= (day.fromisoformat(issued) - day.fromisoformat(date.iso)).days <= _RECENT
            and any(start <= date.start < end for start, end in described)
        ),
        default=None,
    )


_STATED = regex.compile(r"(?:tính đến|đến|tại thời điểm|thời điểm)(?: hết| thời điểm)?(?: ngày)? ?$")
_RECENT = 200
_SPAN = 20
"""How many years back a report may tell the states at the ends of years."""


def _read(folded: str, dates: list[DateSpan], start: int, end: int, found: Landmarks) -> None:
    at = start
    for part in regex.split(
        r"(;|, (?=(?:(?:còn|các|riêng|những) )*(?:số liệu|kết quả|hoạt động|giai đoạn|khi)(?!\w)))", folded[start:end]
    ):
        own = [date for date in dates if at <= date.start < at + len(part)]
        ranges = [date for date in own if date.kind == "year_range" and date.iso and date.end_iso]
        if ranges and _EARLIER.search(part):
            found.earlier = (ranges[0].iso or "", ranges[0].end_iso or "")
        if ranges and _LATER.search(part):
            found.later = (ranges[-1].iso or "", ranges[-1].end_iso or "")
        if found.work is None and _WORK.search(part):
            years = [date for date in own if date.kind == "year" and _FROM_YEAR.search(folded[start : date.start])]
            ranges = [date for date in ranges if not _OTHER_YEARS.search(folded[start : date.start])]
            if ranges and not (_EARLIER.search(part) or _LATER.search(part)):
                found.work = (ranges[-1].iso or "", ranges[-1].end_iso)
            elif years:
                found.work = (years[0].iso or "", None)
        spanned = _from_day_to_day(folded, own)
        if spanned and found.work is None and _WORK.search(part):
            found.work = (spanned[0].iso or "")[:4], (spanned[1].iso or "")[:4]
        told = -1
        for date in own:
            if spanned and date in spanned:
                continue
            if date.kind not in ("day", "month") or not date.iso:
                continue
            before = folded[max(start, date.start - 40) : date.start]
            if _START.search(part):
                found.start = found.start or date.iso
            elif date.kind == "day" and (
                _AS_OF.search(before) or (told >= 0 and _AND.fullmatch(folded, told, date.start))
            ):
                told = date.end
                if _UNLESS_SAID.search(part):
                    found.days[date.iso[:4]] = date.iso
                elif len(own) > 1:
                    found.days[date.iso[:4]] = max(date.iso, found.days.get(date.iso[:4], ""))
                found.days.setdefault(date.iso[:4], date.iso)
        at += len(part)
