"""Moments: times that stand right beside a number and are of this number alone.

"1.012 CĐCS, tăng 14 so với cuối năm 2023 (998 CĐCS)": the number in the parenthesis is of the end of
2023, the one before it is not. A moment is attached to a number that it follows directly ("96 người
(44,2%) của năm 2013"), that shares its parenthesis ("(năm 2023: 15 văn bản)") or whose parenthesis it
opens. Times that something is compared with ("so với năm 2019") govern no number after them.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

import regex

from extractor.language.dates import DateSpan
from extractor.layers.clauses import Region
from extractor.layers.sheet import Sheet

MomentKind = Literal["day", "month", "year", "year_end", "year_start", "range"]

_LEAD = regex.compile(
    r"(?:(?P<end>(?:thời điểm )?(?:cuối|hết|kết|kết thúc|đến hết|đến cuối|tính đến hết) )|(?P<start>đầu ))?"
    r"(?:(?P<term>nhiệm kỳ|giai đoạn|thời kỳ) )?(?:năm )?$"
)
_COMPARED = regex.compile(
    r"(?:so với|so|so cùng kỳ|như|đối chiếu với|đối chiếu|hơn|kém|bằng mức|vượt|với mức|cao hơn|thấp hơn|"
    r"gấp [^.;]{1,12}lần|so với (?:[\p{L}/]+ ){1,2}của|"
    r"(?:so với|vượt(?: xa| hẳn)?|hơn(?: hẳn)?|kém|bằng)(?: (?:mức|con số|tổng số))* [0-9][0-9., ]*(?<= )"
    r"(?:[\p{L}/]+ ){1,3}(?:của|ở|trong|tại|thuộc))"
    r"(?: (?:cùng kỳ|thời điểm|của|cả|thời kỳ|trước|là|mức|số liệu|con số|kết quả))*\s?$"
)
_AFTER_NUMBER = regex.compile(
    r"\s?(?P<open>\(\s?)?(?:(?:của|ở|vào|trong|hồi|tại|cho|thuộc|từ) )?(?:(?:thời điểm|cả|lúc|hồi|ngày) )*"
    r"(?:(?:cuối|đầu|giữa|hết) )?(?:(?:[0-9]{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) )?(?:năm )?"
    r"(?:(?:nhiệm kỳ|giai đoạn|thời kỳ) )?"
)
_TERM_BEFORE = regex.compile(r"(?:nhiệm kỳ|giai đoạn|khóa) (?:trước|liền trước|vừa qua)(?! (?:khi|đó))")
_ALONE = regex.compile(r"\s?(?:[\p{L} ]{0,16})?\)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as printed: the span with the words that belong to it, its sort, and whether it is only compared with."""

    start: int
    end: int
    kind: MomentKind
    first: str
    last: str
    compared: bool
    term: bool = False


class Moments:
    """The moments of one report, in order."""

    def __init__(self, sheet: Sheet, dates: list[DateSpan]) -> None:
        self.sheet = sheet
        self.all = [moment for date in dates if (moment := _moment(sheet.folded, date))]
        self.starts = [moment.start for moment in self.all]

    def within(self, start: int, end: int) -> list[Moment]:
        """The moments that begin and end inside a span."""
        found = self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [moment for moment in found if moment.end <= end]

    def attached(self, region: Region) -> Moment | None:
        """The moment that belongs to a region's number alone, or None."""
        return self._after(region) or self._beside(region)

    def _after(self, region: Region) -> Moment | None:
        folded, end = self.sheet.folded, region.count.end
        for moment in self.within(end, min(end + 40, region.sentence[1]))[:1]:
            gap = _AFTER_NUMBER.fullmatch(folded, end, moment.start)
            if gap is None or (gap["open"] and not _ALONE.match(folded, moment.end)):
                return None
            return moment
        return None

    def _beside(self, region: Region) -> Moment | None:
        opener = region.opener
        if not region.depth or opener is None or opener < region.sentence[0]:
            return None
        inside = [m for m in self.within(opener, region.count.digits[0]) if not m.compared]
        if inside:
            return inside[-1]
        before = [m for m in self.within(max(region.sentence[0], opener - 60), opener) if m.end >= opener - 1]
        return before[-1] if before else None

    def earlier_term(self, region: Region) -> tuple[str, str] | None:
        """ "(nhiệm kỳ trước 84 lượt)": the years before the term that the sentence or the block speaks of."""
        folded = self.sheet.folded
        start = region.opener if region.depth and region.opener is not None else region.left_clause
        if not _TERM_BEFORE.search(folded, start, region.count.digits[0]):
            return None
        block = folded.rfind("\n", 0, start) + 1
        terms = [m for m in self.within(block, start) if m.kind == "range" and m.term and not m.compared]
        if not terms:
            return None
        told = sorted({(m.first, m.last) for m in terms})
        if len(told) == 2 and told[0][1] == told[1][0]:
            return told[0]  # both terms are told before: the earlier of them is meant
        length = int(terms[-1].last) - int(terms[-1].first)
        return str(int(terms[-1].first) - length), terms[-1].first

    def shut(self, moment: Moment, end: int) -> bool:
        """Whether a moment stands in a parenthesis that is closed before `end`."""
        folded = self.sheet.folded
        return folded.count(")", moment.end, end) > folded.count("(", moment.end, end)


def _moment(folded: str, date: DateSpan) -> Moment | None:
    if not date.iso or not date.valid or date.kind not in ("day", "month", "year", "year_range"):
        return None
    lead = _LEAD.search(folded, max(0, date.start - 40), date.start)
    start = lead.start() if lead else date.start
    while start < date.start and folded[start] == " ":
        start += 1
    compared = _COMPARED.search(folded, max(0, start - 48), start) is not None
    if date.kind == "year_range":
        return Moment(
            start, date.end, "range", date.iso[:4], (date.end_iso or "")[:4], compared, bool(lead and lead["term"])
        )
    kind: MomentKind = "day" if date.kind == "day" else "month" if date.kind == "month" else "year"
    if kind == "year" and lead:
        kind = "year_end" if lead["end"] else "year_start" if lead["start"] else "year"
    return Moment(start, date.end, kind, date.iso, date.iso, compared)
