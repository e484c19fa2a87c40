"""Where a period is looked for: the report's own time, the sentence of a figure, what stands above it."""

import calendar
from dataclasses import dataclass, replace

import regex

from extractor.language.dates import DateSpan
from extractor.layers.clauses import sentences
from extractor.layers.landmarks import find_landmarks
from extractor.layers.moments import Moments
from extractor.layers.named_times import named_times, told_by_name
from extractor.layers.sheet import Reading, Sheet
from schemas.catalogue import Catalogue

CHANGE_END = regex.compile(r"(?:tăng|giảm)?\s?(?:lên|xuống|còn|thành|đến nay|nay là)")
BEFORE_YEAR = regex.compile(
    r"(?:từ|so với|đến|trước|sau|hết|cuối|kể từ|nhiệm kỳ|tới|giữa)(?: (?:cùng kỳ|cuối|hết|đầu))? (?:năm )?$"
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The report's own time: its date, and the years under review; `span`: how many the title says they are."""

    issued: str | None
    first: str | None
    last: str | None
    span: int | None = None


_STARTS = ("đầu kỳ", "đầu nhiệm kỳ", "đầu giai đoạn")
# Heads of columns in a report of one year.
_RELATIVE = regex.compile(
    r"(?:thực hiện |số liệu |kết quả |số )?"
    r"(?:(?P<before>năm trước|năm ngoái|cùng kỳ(?: năm (?:trước|ngoái))?|kỳ trước)|"
    r"năm nay|năm báo cáo|kỳ này)(?:\s?\(.*\))?$"
)
_END_OF = regex.compile(r"(?<!\w)(?:cuối|hết)(?: ngày)?(?: của)? ?$")


def _its_last_day(folded: str, date: DateSpan) -> DateSpan:
    """The end of a month or a quarter, "đến cuối tháng 9/2025", "hết quý I/2024", as a day."""
    whole = date.iso is not None and len(date.iso) == 7 and date.kind in ("month", "quarter")
    if date.iso is None or not whole or (date.end_iso and date.kind == "month"):
        return date
    if not _END_OF.search(folded, max(0, date.start - 16), date.start):
        return date
    last = date.end_iso if date.kind == "quarter" and date.end_iso else date.iso
    year, month = int(last[:4]), int(last[5:7])
    return replace(date, kind="day", iso=f"{last[:7]}-{calendar.monthrange(year, month)[1]:02}", end_iso=None)


class PeriodSources:
    """The dates of one report and the places around a reading in which its time may be told."""

    def __init__(
        self,
        sheet: Sheet,
        dates: list[DateSpan],
        horizon: Horizon,
        catalogue: Catalogue,
        first: tuple[int, int] = (0, 0),
    ) -> None:
        self.sheet = sheet
        named = named_times(sheet.folded, dates)
        # One name alone stands against "nay", which has rules of its own; two of them go through the whole report.
        self.named = named if len(named) > 1 else {}
        by_name = told_by_name(sheet.folded, self.named)
        self.by_name = frozenset(date.start for date in by_name)
        own = [_its_last_day(sheet.folded, date) for date in dates]
        self.dates = sorted([*own, *by_name], key=lambda date: date.start)
        self.horizon = horizon
        self.catalogue = catalogue
        self.landmarks = find_landmarks(sheet, self.dates, horizon.issued, first)
        if self.landmarks.work:
            first_year, last_year = self.landmarks.work
            self.horizon = replace(horizon, first=first_year, last=last_year or horizon.last)
        elif spelled := self.landmarks.spelled.get(horizon.span or 0):
            self.horizon = replace(horizon, first=spelled[0], last=spelled[1])
        days = [time.iso for time in self.named.values() if time.kind == "day" and time.iso]
        recent = [day for day in days if day <= (horizon.issued or "9999")] if len(days) > 1 else []
        self.general = max(recent, default=None) or self.landmarks.general
        if len(named) == 1 and self.landmarks.start is None:
            self.landmarks.start = next((named[name].iso for name in _STARTS if name in named), None)
        self.days = self.landmarks.days
        self.moments = Moments(sheet, self.dates)
        self.block_now = -1
        """The block in which a sentence has come back to the present: what follows in it is of now too."""

    def named_in(self, header: str) -> str | None:
        """The day, as a period, that a column "Đầu kỳ" is of, where the report says which day that is."""
        if relative := _RELATIVE.match(header):
            first, last = self.horizon.first, self.horizon.last
            if last and first in (None, last):
                return f"year:{int(last) - bool(relative['before'])}"
        told = [time for name, time in self.named.items() if name in header and time.kind == "day"]
        return f"as_of:{told[0].iso}" if len(told) == 1 else None

    def _sentence(self, reading: Reading) -> tuple[int, int]:
        if reading.region is not None:
            return reading.region.sentence
        block = self.sheet.manuscript.blocks[reading.block]
        for span in sentences(self.sheet.manuscript.flow, block.start, block.end):
            if span[0] <= reading.start < span[1]:
                return span
        return block.start, block.end

    def _in(self, start: int, end: int) -> list[DateSpan]:
        return [date for date in self.dates if start <= date.start and date.end <= end and date.iso]

    def _above(self, reading: Reading) -> list[tuple[int, int]]:
        """Spans to look in after the sentence: the block before it, list heads, earlier blocks of the section."""
        blocks, places = self.sheet.manuscript.blocks, self.sheet.places
        place, start = places[reading.block], self._sentence(reading)[0]
        spans = [(blocks[reading.block].start, start)]
        spans += [(blocks[parent].start, blocks[parent].end) for parent in place.parents]
        return spans

    def _section(self, reading: Reading) -> list[tuple[int, int]]:
        blocks, places = self.sheet.manuscript.blocks, self.sheet.places
        path = places[reading.block].path
        spans = []
        for index in range(reading.block - 1, -1, -1):
            if places[index].path != path:
                break
            if blocks[index].kind == "paragraph":
                spans.append((blocks[index].start, blocks[index].end))
        return spans
