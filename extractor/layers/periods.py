"""Periods: of when a figure speaks. Printed beside it, inherited, or the form's convention.

Stocks are as of the day that the paragraph, its list head, its section or the report as a whole
names, otherwise the report's own date. Flows are of the years named, otherwise of the span under
review. Ratings and assigned quotas belong to a year (domain reference §4.5).
"""

import itertools
from dataclasses import dataclass, replace

import regex

from extractor.language.dates import DateSpan
from extractor.layers.clauses import sentences
from extractor.layers.landmarks import find_landmarks
from extractor.layers.moments import Moment, Moments
from extractor.layers.sheet import Reading, Sheet
from schemas.catalogue import Catalogue

_AS_OF = regex.compile(
    r"(?:tính đến|đến|tại thời điểm|thời điểm|tính tới|tới|vào|tại|sử dụng số liệu đến|số liệu đến|"
    r"có mặt đến|hiện có đến|chốt đến|trước khi sắp xếp|trước hợp nhất|\()"
    r"(?: (?:ngày|hết ngày|hết|thời điểm|cuối ngày|cuối|thời điểm ngày))*\s?$"
)
_START_OF_TERM = regex.compile(r"(?:ở |vào |tại |hồi )?đầu (?:nhiệm )?kỳ")
_START_ALONE = regex.compile(r"\s?\((?:ở |vào |tại |hồi )?đầu (?:nhiệm )?kỳ\)")
_CHANGE_START = regex.compile(r"(?<!\w)(?:từ|tăng từ|giảm từ|nâng từ)(?: (?:chỉ|khoảng|có|mức))* $")
_CHANGE_END = regex.compile(r"(?:tăng|giảm)?\s?(?:lên|xuống|còn|thành|đến nay|nay là)")
_PHASE = regex.compile(r"(?<!\w)(?:ở|trong|của|cho|thuộc|tại) (?:cả )?giai đoạn $")
_WHOLE_TIME = regex.compile(
    r"(?<!\w)(?:(?:cộng|tính|gộp)(?: chung)?(?: cả| trong| lại)? ?(?:giai đoạn|nhiệm kỳ|(?:[0-9]{1,2}|hai|ba|"
    r"bốn|năm|sáu|mười) năm)|"
    r"cả (?:giai đoạn|nhiệm kỳ|(?:[0-9]{1,2}|hai|ba|bốn|năm|sáu|mười) năm)|toàn (?:giai đoạn|nhiệm kỳ)|"
    r"suốt (?:giai đoạn|nhiệm kỳ)|(?:cả|toàn|suốt|trong) thời kỳ(?: này)?|trong (?:giai đoạn|nhiệm kỳ) này)(?! 20)"
)
_IN_TURN = regex.compile(r"tương ứng|lần lượt")
_BOTH_PHASES = regex.compile(r"(?:cả )?hai giai đoạn|cả giai đoạn")
_OPEN_RANGE = regex.compile(r"từ (?:đầu )?(?:năm )?$")
_TO_NOW = regex.compile(r"^[^.;]{0,12}(?:đến|tới) (?:nay|hết|thời điểm|tháng)")
_FROM_TO = regex.compile(r"từ (?:đầu )?(?:năm )?(20[0-9]{2}),? (?:đến|tới)[^.;,\n]{0,32}?(20[0-9]{2})")
_NOW = regex.compile(
    r"(?<!\w)(?:sau khi (?:kết thúc|sắp xếp|sáp nhập|hợp nhất|kiện toàn)|đến nay|hiện nay|hiện còn|hiện có|"
    r"nay còn|nay là|"
    r"hiện tại)(?!\w)"
)
_END_OF = regex.compile(r"(?:hết|cuối|đến hết|đến cuối) (?:năm )?$")
_BEFORE_YEAR = regex.compile(
    r"(?:từ|so với|đến|trước|sau|hết|cuối|kể từ|nhiệm kỳ|tới|giữa)(?: (?:cùng kỳ|cuối|hết|đầu))? (?:năm )?$"
)
_OPENS_SPAN = regex.compile(r"(?<!\w)từ (?:ngày |đầu |giữa |cuối )?$")
_TO_DAY = regex.compile(r"\s?(?:đến|tới|-|–)(?: hết| cuối| ngày)*\s?")
_TERM_OF = regex.compile(
    r"(?:đại hội|ban chấp hành|bch|ban thường vụ|btv|ủy ban kiểm tra|ubkt|quy hoạch|nhân sự|lần thứ [ivx0-9]+|"
    r"khóa [ivx0-9]+)"
    r"[^.;]{0,16},? nhiệm kỳ $"
)
NO_PERIOD = frozenset(
    {
        "specialist_departments_before",
        "specialist_departments_after",
        "plan_specific_targets",
        "plan_task_groups",
        "upper_units_instructed_to_propagate",
        "trainees_receiving_full_benefits",
    }
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The report's own time: its date, and the years under review."""

    issued: str | None
    first: str | None
    last: str | None


class Periods:
    """Assigns a period to each reading of one report."""

    def __init__(
        self,
        sheet: Sheet,
        dates: list[DateSpan],
        horizon: Horizon,
        catalogue: Catalogue,
        first: tuple[int, int] = (0, 0),
    ) -> None:
        self.sheet = sheet
        self.dates = sorted(dates, key=lambda date: date.start)
        self.horizon = horizon
        self.catalogue = catalogue
        self.landmarks = find_landmarks(sheet, self.dates, horizon.issued, first)
        if self.landmarks.work:
            first_year, last_year = self.landmarks.work
            self.horizon = replace(horizon, first=first_year, last=last_year or horizon.last)
        self.general = self.landmarks.general
        self.days = self.landmarks.days
        self.moments = Moments(sheet, self.dates)
        self.block_now = -1
        """The block in which a sentence has come back to the present: what follows in it is of now too."""

    def of(self, reading: Reading) -> tuple[str | None, bool]:
        """The period of a figure and whether it is inferred (not printed in its own sentence)."""
        indicator = reading.indicator or ""
        if entry := reading.count.entry:
            years = [entry.year] if entry.year else regex.findall(r"20[0-9]{2}", self.sheet.folded[slice(*entry.label)])
            if years:
                return f"year:{years[-1]}", False
        if indicator in NO_PERIOD:
            return None, False
        if indicator == "payroll_assigned" or indicator.startswith("evaluation_"):
            return self._year(reading, indicator)
        known = self.catalogue.indicators.get(indicator)
        if known is not None and known.type == "flow":
            return self._flow(reading)
        return self._stock(reading)

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

    def _stock(self, reading: Reading) -> tuple[str | None, bool]:
        sentence = self._sentence(reading)
        if self.landmarks.start and self._of_the_start(reading):
            return f"as_of:{self.landmarks.start}", False
        moment = self.moments.attached(reading.region) if reading.region is not None else None
        if moment is not None and moment.kind != "range":
            return self._state_at(moment), False
        if day := self._named_day(sentence[0], sentence[1], before=reading.count.digits[1]):
            return f"as_of:{day}", False
        if ended := self._year_end(reading):
            return f"as_of:{ended}", False
        if state := self._state_told(sentence[0], reading.count.digits[0]):
            return state, False
        if (year := self._own_year(reading, sentence)) and reading.count.share is None:
            return (f"as_of:{self.days[year]}" if year in self.days else f"year:{year}"), False
        above = self._above(reading)
        block = reading.block
        if self.general and (
            self.block_now == block or _NOW.search(self.sheet.folded, sentence[0], reading.count.start)
        ):
            self.block_now = block
            return f"as_of:{self.general}", True
        for start, end in (*above, *self._section(reading)):
            if day := self._named_day(start, end):
                if (start, end) not in above and self.general and day < self.general:
                    break  # an earlier paragraph looked back; the report's own day holds again
                return f"as_of:{day}", (start, end) not in above
        described = self.sheet.places[reading.block].role == "background"
        day = self.general or (self.landmarks.opening if described else None) or self.horizon.issued
        return (f"as_of:{day}", True) if day else (None, True)

    def _state_told(self, start: int, end: int) -> str | None:
        """ "Thời điểm cuối năm 2018, cơ quan có 35 biên chế": the last time before the number is an end of year."""
        told = [m for m in self.moments.within(start, end) if not m.compared and not self.moments.shut(m, end)]
        if not told or told[-1].kind != "year_end" or ";" in self.sheet.folded[told[-1].end : end]:
            return None
        if _CHANGE_END.search(self.sheet.folded, told[-1].end, end) or _NOW.search(
            self.sheet.folded, told[-1].end, end
        ):
            return None
        return self._state_at(told[-1])

    def _state_at(self, moment: Moment) -> str:
        """A stock's period from a moment that is its own."""
        if moment.kind == "year_end":
            return f"as_of:{moment.first}-12-31"
        if moment.kind == "year_start":
            return f"as_of:{moment.first}-01-01"
        if moment.kind == "year":
            return f"as_of:{self.days[moment.first]}" if moment.first in self.days else f"year:{moment.first}"
        return f"as_of:{moment.first}"

    def _of_the_start(self, reading: Reading) -> bool:
        """ "đầu nhiệm kỳ có 45 đồng chí", "từ 18 người (đầu nhiệm kỳ) lên 41 người"."""
        region, folded = reading.region, self.sheet.folded
        if region is None:
            return False
        after = folded[reading.count.end : region.sentence[1]]
        near = regex.match(r"[^0-9;,.:()]{0,16}", after)
        follows = _START_ALONE.match(after) or (near is not None and _START_OF_TERM.search(near[0]))
        before = folded[region.left_clause : reading.count.start]
        if follows or any(not regex.search(r"[0-9;]", before[m.end() :]) for m in _START_OF_TERM.finditer(before)):
            return not (not follows and _CHANGE_END.search(before.rpartition("đầu")[2]))
        if not _CHANGE_START.search(before):
            return False
        return not self._in(reading.count.end, min(reading.count.end + 24, region.sentence[1]))

    def _year_end(self, reading: Reading) -> str | None:
        """ "từ 11 người cuối năm 2017 tăng lên …": the first of a change is of the time it starts from."""
        if reading.region is None:
            return None
        folded, count, region = self.sheet.folded, reading.count, reading.region
        ends = [
            date
            for date in self._in(region.sentence[0], region.sentence[1])
            if date.kind == "year"
            and regex.search(
                r"(?:cuối|hết) (?:năm )?$",
                folded[max(0, date.start - 14) : date.start + (4 if folded[date.start] == "n" else 0)],
            )
        ]
        after = [
            date
            for date in ends
            if count.end <= date.start <= count.end + 30 and not regex.search("[0-9;(]", folded[count.end : date.start])
        ]
        if after:
            return f"{after[0].iso}-12-31"
        starts = regex.search(r"(?<!\w)từ(?: (?:chỉ|khoảng|có))? $", folded[region.left_clause : count.start])
        if starts and ends:
            return f"{ends[0].iso}-12-31"
        return None

    def _named_day(self, start: int, end: int, before: int | None = None) -> str | None:
        """The last as-of day named in a span (before a position if one is given, else anywhere)."""
        named = [date for date in self._in(start, end) if date.kind in ("day", "month") and self._is_as_of(date)]
        named = [date for date in named if not self._only_compared(date, before if before is not None else end)]
        if before is not None:
            ahead = [date for date in named if date.start < before]
            named = ahead or [date for date in named if date.start < before + 60]
        return named[-1].iso if named else None

    def _only_compared(self, date: DateSpan, position: int) -> bool:
        """Whether a day is only what something is compared with, or stands in a parenthesis closed by then."""
        if date.end < position and self._shut(date, position):
            return True
        own = [moment for moment in self.moments.within(date.start - 40, date.end) if moment.end == date.end]
        return bool(own) and own[-1].compared

    def _is_as_of(self, date: DateSpan) -> bool:
        folded = self.sheet.folded
        words = folded[max(0, date.start - 40) : date.start]
        return _AS_OF.search(words) is not None

    def _own_year(self, reading: Reading, sentence: tuple[int, int]) -> str | None:
        """A year that the figure's own clause names for a stock ("năm 2019 có 120 người")."""
        if reading.region is None:
            return None
        folded, region = self.sheet.folded, reading.region
        if _CHANGE_START.search(folded[region.left_clause : reading.count.start]):
            for date in self._in(reading.count.end, reading.count.end + 12):
                if date.kind == "year":
                    return date.iso
        years = [
            date
            for date in self._in(reading.region.left_clause, reading.count.start)
            if date.kind == "year"
            and not _CHANGE_END.match(folded[date.end : reading.count.start].lstrip())
            and not _BEFORE_YEAR.search(
                self.sheet.folded[max(0, date.start - 20) : date.start + 4].rstrip("0123456789")
            )
        ]
        return years[-1].iso if years else None

    def _year(self, reading: Reading, indicator: str) -> tuple[str | None, bool]:
        sentence = self._sentence(reading)
        own = [date for date in self._in(sentence[0], sentence[1]) if date.kind == "year"]
        ahead = [date for date in own if date.start <= reading.count.digits[0]]
        moment = self.moments.attached(reading.region) if reading.region is not None else None
        if moment is not None and moment.kind == "year":
            return f"year:{moment.first}", False
        ahead = [date for date in ahead if not self._shut(date, reading.count.digits[0])]
        follow = [date for date in own if date not in ahead and self._follows(reading, date)]
        if chosen := (ahead[-1:] or follow):
            return f"year:{chosen[0].iso}", False
        for start, end in (*self._above(reading), *self._section(reading)[:1]):
            if years := [date for date in self._in(start, end) if date.kind == "year"]:
                return f"year:{years[-1].iso}", True
        day = self.general or self.horizon.issued
        if indicator == "payroll_assigned" and day:
            return f"year:{day[:4]}", True
        return None, True

    def _follows(self, reading: Reading, date: DateSpan) -> bool:
        """Whether a year after a number is still of it: no other number and no new clause in between."""
        between = self.sheet.folded[reading.count.end : date.start]
        return date.start > reading.count.end and not regex.search(r"[;(0-9]|, (?:và )?năm", between)

    def _flow(self, reading: Reading) -> tuple[str | None, bool]:
        sentence = self._sentence(reading)
        right = [date for date in self._in(reading.count.end, reading.count.end + 12) if date.kind == "year"]
        if right and not self.sheet.folded[reading.count.end : right[0].start].strip():
            return f"year:{right[0].iso}", False
        if (
            (period := self._in_turn(reading))
            or (period := self._phase_after(reading))
            or (period := self._own(reading))
        ):
            return period, False
        if self._whole_range() and _BOTH_PHASES.search(self.sheet.folded, sentence[0], reading.count.start):
            return f"range:{self._whole_range()}", False
        closed = self._compared(sentence[0], reading.count.digits[0])
        if not closed and (period := self._flow_in(sentence[0], reading.count.digits[0])):
            return period, False
        for start, end in self._above(reading):
            if self._broken_down(start, end):
                continue
            if period := self._flow_in(start, end):
                return period, True
        blocks = self.sheet.manuscript.blocks
        for heading in self.sheet.places[reading.block].headings:
            if period := self._flow_in(blocks[heading].start, blocks[heading].end):
                return period, True
        return self._whole()

    def _own(self, reading: Reading) -> str | None:
        """A flow's period from a moment that is its own: "(năm 2023: 15 văn bản)"."""
        if reading.region is None:
            return None
        if term := self.moments.earlier_term(reading.region):
            return f"range:{term[0]}-{term[1]}"
        moment = self.moments.attached(reading.region)
        if moment is None or moment.kind not in ("year", "year_end", "range"):
            return None
        if moment.kind == "range":
            return f"range:{moment.first}-{moment.last}"
        if self.horizon.issued and _TO_NOW.match(self.sheet.folded[moment.end : moment.end + 30]):
            return f"range:{moment.first}-{self.horizon.issued[:4]}"
        return f"year:{moment.first}"

    def _broken_down(self, start: int, end: int) -> bool:
        """Whether earlier sentences tell a series of years, of which the last is not what comes after."""
        own = self._in(start, end)
        if len({date.iso for date in own if date.kind == "year_range"}) > 1:
            return True
        years = {date.iso for date in own if date.kind == "year" and not _OPEN_RANGE.search(self._before(date))}
        return len(years) > 2

    def _before(self, date: DateSpan) -> str:
        return self.sheet.folded[max(0, date.start - 24) : date.start]

    def _phase_after(self, reading: Reading) -> str | None:
        """ "41 cuộc kiểm tra ở giai đoạn 2018-2020 và 33 cuộc ở giai đoạn 2021-2022"."""
        region = reading.region
        if region is None:
            return None
        folded = self.sheet.folded
        for own in self._in(region.left_near, reading.count.start):
            if not _CHANGE_END.match(folded[own.end : reading.count.start].lstrip()):
                return None
        for date in self._in(reading.count.end, region.sentence[1]):
            between = folded[reading.count.end : date.start]
            if date.kind == "year_range" and _PHASE.search(between) and not regex.search(r"[;(]|[0-9]", between):
                return f"range:{date.iso}-{date.end_iso}"
        return None

    def _in_turn(self, reading: Reading) -> str | None:
        """ "… từ 04 lượt ở giai đoạn A lên 07 lượt ở giai đoạn B; điều động tương ứng là 09 lượt và 14 lượt"."""
        region, folded = reading.region, self.sheet.folded
        if region is None:
            return None
        marks = list(_IN_TURN.finditer(folded, region.sentence[0], reading.count.start))
        if not marks or ";" in folded[marks[-1].end() : reading.count.start]:
            return None
        mark = marks[-1].end()
        if self._in(mark, reading.count.start):
            return None
        place = len(self.sheet.splitter.counts_in(mark, reading.count.start))
        times = [date for date in self._in(region.sentence[0], mark) if date.kind in ("year_range", "year")]
        following = regex.match(r"[^;.]*", folded[mark : region.sentence[1]])
        total = len(self.sheet.splitter.counts_in(mark, mark + len(following[0]))) if following else 0
        if not 1 < total <= len(times) or place >= total:
            return None
        date = times[len(times) - total + place]
        return f"range:{date.iso}-{date.end_iso}" if date.kind == "year_range" else f"year:{date.iso}"

    def _whole_range(self) -> str | None:
        """The years of both phases that the report compares, if it names them."""
        first, last = self.landmarks.earlier, self.landmarks.later
        return f"{first[0]}-{last[1]}" if first and last else None

    def _whole(self) -> tuple[str | None, bool]:
        if years := self._whole_range():
            return f"range:{years}", True
        first, last = self.horizon.first, self.horizon.last
        if first and first == last:
            return f"year:{first}", True
        return (f"range:{first}-{last}", True) if first and last else (None, True)

    def _flow_in(self, start: int, end: int) -> str | None:
        folded = self.sheet.folded
        if spanned := self._from_day_to_day(start, end):
            return spanned
        spelled = list(_FROM_TO.finditer(folded, start, end))
        whole = max((match.end() for match in _WHOLE_TIME.finditer(folded, start, end)), default=-1)
        for date in reversed(self._in(start, end)):
            if date.start < whole:
                return self._whole()[0]
            if self._shut(date, end) or any(m.compared for m in self.moments.within(date.start - 30, date.end)[-1:]):
                continue
            if spelled and date.start <= spelled[-1].end():
                break
            before = folded[max(0, date.start - 24) : date.start]
            if date.kind == "year_range" and date.end_iso and self._told_in(date):
                opens = _OPEN_RANGE.search(before.removesuffix("năm học "))
                if opens and self.horizon.issued and _TO_NOW.match(folded[date.end : date.end + 30]):
                    return f"range:{date.iso}-{self.horizon.issued[:4]}"
                return f"range:{date.iso}-{date.end_iso}"
            if date.kind == "year" and date.iso:
                own = folded[date.start : date.end]
                if _OPEN_RANGE.search(before) or own.startswith("từ"):
                    if _TO_NOW.match(folded[date.end : date.end + 30]) and self.horizon.issued:
                        return f"range:{date.iso}-{self.horizon.issued[:4]}"
                    continue
                if _BEFORE_YEAR.search(before + ("năm " if own.startswith("năm") else "")):
                    continue
                return f"year:{date.iso}"
        if whole >= 0:
            return self._whole()[0]
        return f"range:{spelled[-1][1]}-{spelled[-1][2]}" if spelled else None

    def _from_day_to_day(self, start: int, end: int) -> str | None:
        """ "từ 01/7/2025 đến 31/3/2026": the years that two days span."""
        days = [date for date in self._in(start, end) if date.kind in ("day", "month")]
        for first, last in reversed(list(itertools.pairwise(days))):
            between = self.sheet.folded[first.end : last.start]
            opens = _OPENS_SPAN.search(self.sheet.folded, max(start, first.start - 16), first.start)
            if opens and _TO_DAY.fullmatch(between) and first.iso and last.iso:
                years = first.iso[:4], last.iso[:4]
                return f"year:{years[0]}" if years[0] == years[1] else f"range:{years[0]}-{years[1]}"
        return None

    def _told_in(self, date: DateSpan) -> bool:
        """Whether a range of years is when things were done: not what they are compared with, no term to come."""
        folded = self.sheet.folded
        if "nhiệm kỳ" not in folded[max(0, date.start - 10) : date.start]:
            return True
        if _TERM_OF.search(folded, max(0, date.start - 40), date.start):
            return False
        return (date.end_iso or "9999") <= (self.horizon.issued or "0000")[:4]

    def _shut(self, date: DateSpan, end: int) -> bool:
        """Whether a date was said of the numbers inside a parenthesis that is closed by now."""
        folded = self.sheet.folded
        if folded.count(")", date.end, end) <= folded.count("(", date.end, end):
            return False
        closing = folded.find(")", date.end, end)
        return bool(self.sheet.splitter.counts_in(folded.rfind("(", 0, date.start), closing))

    def _compared(self, start: int, end: int) -> bool:
        """Whether phases were compared in clauses that a semicolon has closed."""
        told = [moment for moment in self.moments.within(start, end) if moment.kind == "range" and not moment.compared]
        ranges = [moment for moment in told if not self.moments.shut(moment, end)]
        return len({moment.first for moment in ranges}) > 1 and ";" in self.sheet.folded[ranges[-1].end : end]
