"""Periods of flows: of what was done from when to when."""

import itertools

import regex

from extractor.language.dates import DateSpan
from extractor.layers.landmarks import length_told
from extractor.layers.period_sources import BEFORE_YEAR, CHANGE_END, PeriodSources
from extractor.layers.sheet import Reading

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
_OPENS_SPAN = regex.compile(r"(?<!\w)từ (?:ngày |đầu |giữa |cuối )?$")
_TO_DAY = regex.compile(r"\s?(?:đến|tới|-|–)(?: hết| cuối| ngày)*\s?")
_TERM_OF = regex.compile(
    r"(?:đại hội|ban chấp hành|bch|ban thường vụ|btv|ủy ban kiểm tra|ubkt|quy hoạch|nhân sự|lần thứ [ivx0-9]+|"
    r"khóa [ivx0-9]+)"
    r"[^.;]{0,16},? nhiệm kỳ $"
)


_LISTED_YEARS = regex.compile(
    r"(?<!\w)(?:hai|ba|bốn|các|trong)(?: [0-9])? năm 20[0-9]{2}(?:(?:, | và |,| & )(?:năm )?20[0-9]{2})+(?![0-9/])"
)
_YEAR = regex.compile(r"20[0-9]{2}")


_RISEN = regex.compile(r"(?<!\w)(?:lên|xuống|còn|thành)(?!\w)")
"""From one span of years to another: what comes after is of the later one."""


_TOLD_ANEW = regex.compile(
    r"(?<!\w)(?:phân|chia|xét|tách|tính)(?: ra| riêng)? theo (?!năm|từng năm|quý|nhiệm kỳ|giai đoạn)"
)


class FlowPeriods(PeriodSources):
    """Assigns a range of years, a year or a term to what happened."""

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
        if period := self._of_the_sentence(sentence, reading.count.digits[0]):
            return period, False
        closed = self._compared(sentence[0], reading.count.digits[0])
        if not closed and (period := self._flow_in(sentence[0], reading.count.digits[0])):
            return period, False
        if span := self.landmarks.spelled.get(length_told(self.sheet.folded, sentence[0], reading.count.start) or 0):
            return f"range:{span[0]}-{span[1]}", True
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

    def _of_the_sentence(self, sentence: tuple[int, int], end: int) -> str | None:
        """ "Trong bốn năm 2019-2022 thành lập mới 214, trong đó năm 2019 được 71, năm 2020 được 48 …; kết nạp 31.760":

        what follows a series and a semicolon, or is told by contents ("… nhiệm kỳ 2018-2023 được 389 lượt, nếu phân
        theo nội dung thì"), is of the time that the sentence begins with.
        """
        folded = self.sheet.folded
        anew = [match.start() for match in _TOLD_ANEW.finditer(folded, sentence[0], end)]
        cut = max([folded.rfind(";", sentence[0], end), *anew])
        if cut < 0 or self._in(cut, end):
            return None
        told = [date for date in self._in(sentence[0], cut) if date.kind in ("year", "year_range")]
        first = self.sheet.splitter.counts_in(sentence[0], cut)[:1]
        if not first:
            return None
        head = [date for date in told if date.end <= first[0].start]
        series = {date.iso for date in told if date.kind == "year" or (anew and date not in head)}
        if len(series) < 2:
            return None
        if len(head) != 1 or head[0].kind != "year_range":
            return None
        return f"range:{head[0].iso}-{head[0].end_iso}"

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
        spans = [date for date in own if date.kind == "year_range"]
        if len({date.iso for date in spans}) > 1:
            changed = self.sheet.folded[spans[0].end : spans[-1].start]
            return len(spans) > 2 or _RISEN.search(changed) is None
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
            if not CHANGE_END.match(folded[own.end : reading.count.start].lstrip()):
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

    def _listed_years(self, start: int, end: int) -> str | None:
        """ "Riêng hai năm 2023 và 2024": years told together are one span, if they follow each other."""
        listed = list(_LISTED_YEARS.finditer(self.sheet.folded, start, end))
        if not listed or any(date.start >= listed[-1].end() for date in self._in(start, end)):
            return None
        years = sorted({int(year) for year in _YEAR.findall(listed[-1][0])})
        return f"range:{years[0]}-{years[-1]}" if years[-1] - years[0] + 1 == len(years) > 1 else None

    def _flow_in(self, start: int, end: int) -> str | None:
        folded = self.sheet.folded
        if spanned := self._from_day_to_day(start, end):
            return spanned
        spelled = list(_FROM_TO.finditer(folded, start, end))
        whole = max((match.end() for match in _WHOLE_TIME.finditer(folded, start, end)), default=-1)
        if years := self._listed_years(start, end):
            return years
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
                if BEFORE_YEAR.search(before + ("năm " if own.startswith("năm") else "")):
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
