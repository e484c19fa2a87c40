"""Periods: of when a figure speaks. Printed beside it, inherited, or the form's convention.

Stocks are as of the day that the paragraph, its list head, its section or the report as a whole
names, otherwise the report's own date. Flows are of the years named, otherwise of the span under
review. Ratings and assigned quotas belong to a year (domain reference §4.5).
"""

import datetime
from contextlib import suppress

import regex

from extractor.language.dates import DateSpan
from extractor.language.folding import fold
from extractor.layers.flow_periods import FlowPeriods
from extractor.layers.moments import Moment
from extractor.layers.period_sources import BEFORE_YEAR, CHANGE_END
from extractor.layers.sheet import Reading

_AS_OF = regex.compile(
    r"(?:tính đến|đến|tại thời điểm|thời điểm|tính tới|tới|vào|tại|sử dụng số liệu đến|số liệu đến|"
    r"có mặt đến|hiện có đến|chốt đến|cập nhật(?: đến)?|rà soát(?: đến)?|"
    r"trước khi sắp xếp|trước hợp nhất|hồi|lúc|chốt|mốc|(?<!\w)s[ốổ](?: liệu)?|\()"
    r"(?: (?:ngày|hết ngày|hết|thời điểm|cuối ngày|cuối|thời điểm ngày))*\s?$"
)
_IS_SO_MANY = regex.compile(r"\s(?:là|chỉ là|có|còn|mới có|đã có) ")
_OPENS = regex.compile(r"(?:^|\n|\. |[-+*•] )(?:ngày )?$")
_AT_YEAR_END = regex.compile(r"cuối năm(?! [0-9])[^.;0-9]{0,12}$")
_LABELS = regex.compile(r"(?:\s?\([^()\n]{0,60}\))?\s?:")
_START_OF_TERM = regex.compile(r"(?:ở |vào |tại |hồi )?đầu (?:nhiệm )?kỳ")
_START_IN_FRONT = regex.compile(r"(?<!\w)đầu (?:nhiệm )?kỳ \((?:là |có |chỉ )?$")
""" "giảm 69 so với đầu nhiệm kỳ (2.815)"."""
_START_ALONE = regex.compile(r"\s?\((?:ở |vào |tại |hồi )?đầu (?:nhiệm )?kỳ\)")
_CHANGE_START = regex.compile(r"(?<!\w)(?:từ|tăng từ|giảm từ|nâng từ)(?: (?:chỉ|khoảng|có|mức))* $")
_NOW = regex.compile(
    r"(?<!\w)(?:sau khi (?:kết thúc|sắp xếp|sáp nhập|hợp nhất|kiện toàn)|đến nay|hiện nay|hiện còn|hiện có|"
    r"nay còn|nay là|(?:tại|đến|tới|ở|vào) (?:thời điểm|mốc|lúc|ngày) (?:chốt|báo cáo|lập báo cáo|này|hiện)|"
    r"hiện tại)(?!\w)"
)
# "…, cuối năm 2022 còn 115.870 đoàn viên": the verb of a time that begins its clause.
_VERB_OF_TIME = regex.compile(
    r" (?:đã |thì |chỉ |nên |lại )*(?:còn|xuống còn|giảm còn|tăng lên|lên|là|có)(?: [^\W\d]+)? ?"
)
_HALF_YEAR = regex.compile(r"(?<!\w)6 tháng (?:đầu|cuối)(?! năm 20| 20|/20)[^;.0-9]{0,20}$")
_TERM = regex.compile(r"nhiệm kỳ(?: \(?)?$")
# "02 đơn vị, đầu kỳ là 04 đơn vị": the time of the number after it.
_LEADS_ON = regex.compile(r"\s?(?:là|có|còn|thì|:|mới có|chỉ có|chỉ là)?\s?(?:hơn |gần |khoảng )?[0-9]")
_RUN_INTO = regex.compile(r"(?<=[\p{L})])\.[\s*_]+(?=\p{Lu})")
_NUMBER_OF_TERM = regex.compile(r"(?<!\w)khóa (?P<number>[ivx]{1,6})(?!\w)")
_YEARS_OF_TERM = regex.compile(
    r"(?<!\w)khóa (?P<number>[ivx]{1,6})(?:,| \(|,? \(?)? ?nhiệm kỳ (?P<first>20[0-9]{2})\s?-\s?(?P<last>20[0-9]{2})"
)
_CHOSEN = regex.compile(r"(?<!\w)(?:bầu(?: ra)?|chỉ định|kiện toàn)(?: (?:vào|tại|hôm))?(?: ngày)? ?(?:[0-9]|ngày)")
_CHOSE = regex.compile(r"[^.;]{0,60}?(?<!\w)(?:đã )?(?:bầu|chỉ định|công nhận)(?!\w)[^.]*$")
_IN_CONTRAST = regex.compile(
    r"(?<!\w)(?:trong khi|trong lúc|nếu như|nếu|khác với|thay vì|trước đó)(?: đó)?,? "
    r"(?:(?:vào|tại|đến|tính đến|tính tới|ở|thì|lúc|hồi|thời điểm|mốc|cuối) )*(?:ngày )?$"
)
"""What a sentence says of another time in passing holds for the rest of the sentence and no further."""
_COUNTED = regex.compile(r"[^.;\n0-9]{0,60}[0-9]{1,4} (?:người|đồng chí|đ/?c|ủy viên|cán bộ|uv)")
_OF_TERM_AFTER = regex.compile(r"\s?(?:(?:của|thuộc|cho|ở|trong) )?nhiệm kỳ ")
_OF_A_TERM = frozenset(
    {"provincial_committee_members", "standing_committee_members", "inspection_committee_members", "planned_cadres"}
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


class Periods(FlowPeriods):
    """Assigns a period to each reading of one report."""

    def of(self, reading: Reading) -> tuple[str | None, bool]:
        """The period of a figure and whether it is inferred (not printed in its own sentence)."""
        indicator = reading.indicator or ""
        if entry := reading.count.entry:
            years = [entry.year] if entry.year else regex.findall(r"20[0-9]{2}", self.sheet.folded[slice(*entry.label)])
            if years:
                return self._of_entry(reading, int(years[-1])), False
        if indicator in NO_PERIOD or self._of_half_a_year(reading):
            return None, False
        if indicator == "payroll_assigned" or indicator.startswith("evaluation_"):
            return self._year(reading, indicator)
        known = self.catalogue.indicators.get(indicator)
        if known is not None and known.type == "flow":
            return self._flow(reading)
        return self._stock(reading)

    def _of_entry(self, reading: Reading, year: int) -> str:
        """The period of a number of a list told in turn: "tại 31/12 của các năm 2021, 2022 lần lượt là …"."""
        entry, known = reading.count.entry, self.catalogue.indicators.get(reading.indicator or "")
        if entry is None or known is None or known.type != "stock" or reading.indicator == "payroll_assigned":
            return f"year:{year}"
        told = self.sheet.folded[min(entry.whole[0], entry.label[0]) : reading.count.start]
        day = _day_in(_DAY_OF_ROW.search(told), year)
        return f"as_of:{day}" if day else f"year:{year}"

    def of_column(self, reading: Reading, printed: str, caption: str = "") -> str:
        """The period of a cell under a printed one: a year is that of a flow and the state at that year of a stock."""
        known = self.catalogue.indicators.get(reading.indicator or "")
        of_a_year = reading.indicator == "payroll_assigned" or (known is not None and known.type == "flow")
        if of_a_year and printed.startswith("as_of:"):
            return f"year:{printed[6:10]}"  # a column of a day tells what was done in its year up to then
        if known is None or known.type != "stock" or not printed.startswith("year:"):
            return printed
        if reading.indicator == "payroll_assigned":
            return printed
        day = _day_of_the_row(reading, int(printed[5:]), caption)
        if not day or day > (self.horizon.issued or day):
            day = self.days.get(printed[5:])  # a state after the report's own day is none that it can tell
        return f"as_of:{day}" if day else printed

    def _of_half_a_year(self, reading: Reading) -> bool:
        """ "6 tháng đầu 9 cuộc, 6 tháng cuối 13 cuộc": no period of the contract tells half a year."""
        region = reading.region
        return region is not None and bool(
            _HALF_YEAR.search(self.sheet.folded, region.left_clause, reading.count.digits[0])
        )

    def _stock(self, reading: Reading) -> tuple[str | None, bool]:
        """The day of a state; one after the report is a deadline where it is inherited or among targets.

        Printed beside the number anywhere else it stays, and the audit tells that it cannot be.
        """
        period, inferred = self._state(reading)
        issued = self.horizon.issued
        deadline = inferred or self.sheet.places[reading.block].role == "targets"
        if deadline and period and issued and period.startswith("as_of:") and period[6:] > issued:
            day = self.general or (self.landmarks.opening if self._described(reading) else None) or issued
            return f"as_of:{day}", True
        return period, inferred

    def _described(self, reading: Reading) -> bool:
        return self.sheet.places[reading.block].role == "background"

    def _state(self, reading: Reading) -> tuple[str | None, bool]:
        sentence = self._sentence(reading)
        if term := self._term(reading):
            return term, False
        if chosen := self._chosen(reading):
            return chosen, False
        if self.landmarks.start and self._of_the_start(reading):
            return f"as_of:{self.landmarks.start}", False
        moment = self.moments.attached(reading.region) if reading.region is not None else None
        if moment is not None and moment.kind != "range":
            return self._state_at(moment), False
        if begun := self._start_of_change(reading):
            return f"as_of:{begun}", False
        if looked_back := self._state_told(sentence[0], reading.count.digits[0], after_days=True):
            return looked_back, False
        if day := self._named_day(sentence[0], sentence[1], before=reading.count.digits[1]):
            return f"as_of:{day}", False
        if day := self._right_before(sentence[0], reading.count.digits[0]):
            return f"as_of:{day}", False
        if ended := self._end_of_its_year(reading) or self._year_end(reading):
            return f"as_of:{ended}", False
        if state := self._state_told(sentence[0], reading.count.digits[0]):
            return state, False
        if (year := self._own_year(reading, sentence)) and reading.count.share is None:
            return (f"as_of:{self.days[year]}" if year in self.days else f"year:{year}"), False
        above = self._above(reading)
        block = reading.block
        for heading in self.sheet.places[block].headings[:2]:
            title = self.sheet.manuscript.blocks[heading]
            # A heading that runs into its paragraph ends with its own sentence.
            run_in = _RUN_INTO.search(self.sheet.manuscript.flow, self.sheet.places[heading].body_start, title.end)
            end = run_in.start() if run_in else title.end
            if days := [d for d in self._in(title.start, end) if d.kind == "day" and self._is_as_of(d)]:
                return f"as_of:{days[-1].iso}", True
        if self.general and (
            self.block_now == block or _NOW.search(self.sheet.folded, sentence[0], reading.count.start)
        ):
            self.block_now = block
            return f"as_of:{self.general}", True
        if (
            self.landmarks.present
            and self.sheet.places[block].role == "background"
            and not self.general
            and _NOW.search(self.sheet.folded, sentence[0], reading.count.start)
        ):
            return f"as_of:{self.landmarks.present}", True
        for start, end in (*above, *self._section(reading)):
            if day := self._named_day(start, end):
                if (start, end) not in above and self.general and day < self.general:
                    break  # an earlier paragraph looked back; the report's own day holds again
                return f"as_of:{day}", (start, end) not in above
        day = self.general or (self.landmarks.opening if self._described(reading) else None) or self.horizon.issued
        return (f"as_of:{day}", True) if day else (None, True)

    def _term(self, reading: Reading) -> str | None:
        """ "Nhiệm kỳ 2018-2023: 58 đ/c; nhiệm kỳ 2023-2028: 64 đ/c": terms told beside each other are the times.

        A term that is over is the time of what is said of it; the present one is a time only where the past one
        stands beside it.
        """
        if (reading.indicator or "") not in _OF_A_TERM or reading.region is None:
            return None
        told = self._terms(reading.region.sentence[0], reading.count.digits[0])
        if after := _OF_TERM_AFTER.match(self.sheet.folded, reading.count.end):
            own = self._terms(after.end() - 9, after.end() + 14)
            if own and len(self._terms(*reading.region.sentence)) > 1:
                return f"range:{own[0].iso}-{own[0].end_iso}"
        if not told:
            return self._numbered_term(reading)
        span = told[-1]
        asked = self._in(reading.region.sentence[0], span.start)
        if asked and asked[-1].kind == "day" and self._is_as_of(asked[-1]):
            return None  # "Đến 31/10/2024, Ban Chấp hành nhiệm kỳ 2023-2028 gồm 39 đồng chí"
        if any(date.kind == "day" for date in self._in(span.end, reading.count.start)):
            return None  # "khóa X, nhiệm kỳ 2018 - 2023 có 43 ủy viên; khóa XI, tại 31/10/2023, còn 37"
        if _NOW.search(self.sheet.folded, span.end, reading.count.start):
            return None
        first, last = span.iso or "", span.end_iso or ""
        present = (self.horizon.issued or "")[:4]
        if not present or last > present or (last == present and first >= str(int(present) - 1)):
            blocks, paths = self.sheet.manuscript.blocks, self.sheet.places
            near = [
                place
                for place in (reading.block - 1, reading.block, reading.block + 1)
                if 0 <= place < len(blocks) and paths[place].path == paths[reading.block].path
            ]
            beside = [t for place in near for t in self._terms(blocks[place].start, blocks[place].end)]
            over = [t for t in beside if t.end_iso == first and first <= present]
            if not any(_COUNTED.match(self.sheet.folded, other.end) for other in over):
                return None
        return f"range:{first}-{last}"

    def _numbered_term(self, reading: Reading) -> str | None:
        """ "Ban Thường vụ khóa X là 13 ủy viên": a term that is over, whose years the report tells by its number."""
        region, folded = reading.region, self.sheet.folded
        if region is None:
            return None
        named = list(_NUMBER_OF_TERM.finditer(folded, region.left_clause, reading.count.start))
        if not named or any(date.kind == "day" for date in self._in(named[-1].end(), reading.count.start)):
            return None
        told = _YEARS_OF_TERM.finditer(folded)
        years = next((match for match in told if match["number"] == named[-1]["number"]), None)
        if years is None or years["last"] > (self.horizon.issued or "")[:4]:
            return None
        return f"range:{years['first']}-{years['last']}"

    def _chosen(self, reading: Reading) -> str | None:
        """ "Ban Chấp hành do Đại hội bầu ra ngày 29/3/2018 có 41 đồng chí": as many as were chosen that day."""
        if (reading.indicator or "") not in _OF_A_TERM or reading.region is None:
            return None
        start = reading.region.left_clause
        days = [date for date in self._in(start, reading.count.digits[0]) if date.kind == "day" and date.valid]
        if len(days) == 1 and _CHOSEN.search(self.sheet.folded, max(start, days[0].start - 24), days[0].start + 5):
            return f"as_of:{days[0].iso}"
        start = reading.region.sentence[0]
        days = [date for date in self._in(start, reading.count.digits[0]) if date.kind == "day" and date.valid]
        if days and _CHOSE.match(self.sheet.folded, days[-1].end, reading.count.start):
            return f"as_of:{days[-1].iso}"  # "Đại hội XI ngày 12/10/2023 bầu BCH mới 39 ủy viên, BTV 13 ủy viên"
        return None

    def _terms(self, start: int, end: int) -> list[DateSpan]:
        return [
            date
            for date in self._in(start, end)
            if date.kind == "year_range" and _TERM.search(self.sheet.folded, max(0, date.start - 16), date.start)
        ]

    def _start_of_change(self, reading: Reading) -> str | None:
        """ "Đặt bên cạnh ngày 01/01/2019 thì đến 31/3/2023 số CĐCS đã tăng từ A lên B": A is of the earlier day."""
        region, folded = reading.region, self.sheet.folded
        if region is None or not _CHANGE_START.search(folded, region.left_clause, reading.count.start):
            return None
        if not CHANGE_END.match(folded[reading.count.end : reading.count.end + 24].lstrip()):
            return None
        days = sorted(
            date.iso or ""
            for date in self._in(region.sentence[0], reading.count.start)
            if date.kind == "day" and date.valid
        )
        return days[0] if len(set(days)) == 2 else None

    def _state_told(self, start: int, end: int, *, after_days: bool = False) -> str | None:
        """ "Thời điểm cuối năm 2018, cơ quan có 35 biên chế": the last time before the number is an end of year."""
        told = [m for m in self.moments.within(start, end) if not m.compared and not self.moments.shut(m, end)]
        if not told or told[-1].kind not in ("year_end", "year_start") or ";" in self.sheet.folded[told[-1].end : end]:
            return None
        if after_days and not any(m.kind == "day" and m.start < told[-1].start for m in told):
            return None
        opens = self.sheet.folded[start : told[-1].start].rstrip()[-1:] in ("", ",", ":", "-", "(")
        changed = CHANGE_END.search(self.sheet.folded, told[-1].end, end) is not None
        if changed and not (opens and _VERB_OF_TIME.fullmatch(self.sheet.folded, told[-1].end, end)):
            return None
        if _NOW.search(self.sheet.folded, told[-1].end, end):
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
        if region.opener is not None and _START_IN_FRONT.search(folded, region.sentence[0], reading.count.start):
            return True
        if follows or any(not regex.search(r"[0-9;]", before[m.end() :]) for m in _START_OF_TERM.finditer(before)):
            return not (not follows and CHANGE_END.search(before.rpartition("đầu")[2]))
        if not _CHANGE_START.search(before):
            return False
        return not self._in(reading.count.end, min(reading.count.end + 24, region.sentence[1]))

    def _end_of_its_year(self, reading: Reading) -> str | None:
        """ "Năm 2019: giao = 93; có mặt cuối năm = 90": the end of the year that the sentence speaks of."""
        region = reading.region
        if region is None or not _AT_YEAR_END.search(self.sheet.folded, region.left_clause, reading.count.start):
            return None
        years = [d for d in self._in(region.sentence[0], reading.count.start) if d.kind == "year" and d.iso]
        return f"{years[-1].iso}-12-31" if years else None

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
            if count.end <= date.start <= count.end + 30
            and not regex.search("[0-9;(,]", folded[count.end : date.start])
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
            named = ahead or [
                d
                for d in named
                if d.start < before + 60
                and ";" not in self.sheet.folded[before : d.start]
                and not _LEADS_ON.match(self.sheet.folded, d.end)
            ]
        else:
            named = [d for d in named if not _IN_CONTRAST.search(self.sheet.folded, max(start, d.start - 40), d.start)]
        return named[-1].iso if named else None

    def _only_compared(self, date: DateSpan, position: int) -> bool:
        """Whether a day is only what something is compared with, or stands in a parenthesis closed by then."""
        if date.end < position and self._shut(date, position):
            return True
        if _LABELS.match(self.sheet.folded, date.end):
            return False  # "So với ngày 31/12/2018 (lúc chưa có Nghị quyết): CĐCS là 1.402"
        own = [moment for moment in self.moments.within(date.start - 40, date.end) if moment.end == date.end]
        return bool(own) and own[-1].compared

    def _right_before(self, start: int, number: int) -> str | None:
        """ "con số đoàn viên ngày 31/12/2019 là 16.205": the day right before a number."""
        days = [date for date in self._in(start, number) if date.kind == "day"]
        if not days:
            return None
        # "Quy hoạch: 31/12/2020 có 38 người": a label's colon stands for the word.
        labelled = self.sheet.folded[start : days[-1].start].rstrip().endswith((":", "("))
        if not labelled and not self.sheet.folded.startswith("ngày", days[-1].start):
            return None
        return days[-1].iso if _IS_SO_MANY.fullmatch(self.sheet.folded, days[-1].end, number) else None

    def _is_as_of(self, date: DateSpan) -> bool:
        folded = self.sheet.folded
        if date.start in self.by_name:
            return True
        words = folded[max(0, date.start - 40) : date.start]
        return _AS_OF.search(words) is not None or (
            _OPENS.search(words) is not None
            and (folded[date.end : date.end + 1] in (",", ":") or folded.startswith("ngày", date.start))
        )

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
            and not CHANGE_END.match(folded[date.end : reading.count.start].lstrip())
            and not BEFORE_YEAR.search(self.sheet.folded[max(0, date.start - 20) : date.start + 4].rstrip("0123456789"))
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


_DAY_OF_ROW = regex.compile(
    r"(?<![0-9/])(?P<day>[0-3]?[0-9])/(?P<month>1[0-2]|0?[1-9])(?![0-9/])|(?P<first>đầu (?:mỗi |từng )?năm)"
    r"|cuối (?:mỗi |từng |các )?năm"
)


_DAY_OF_YEARS = regex.compile(
    r"(?:(?:số|số liệu|chốt|thời điểm|mốc|lúc|tính đến) (?:chốt |thời điểm |ngày )*)?"
    r"(?<![0-9/])(?P<day>[0-3]?[0-9])/(?P<month>1[0-2]|0?[1-9]) (?:của )?(?:các|mỗi|từng|hằng) năm"
    r"|(?:số|số liệu|chốt|thời điểm|mốc|lúc|tính đến) (?:chốt |thời điểm |ngày )*"
    r"(?P<day>[0-3]?[0-9])/(?P<month>1[0-2]|0?[1-9])(?![0-9/])"
    r"|cuối (?:các|mỗi|từng|hằng) năm"
)


def _day_of_the_row(reading: Reading, year: int, caption: str) -> str | None:
    """ "CĐCS (thời điểm 31/12)", "Đoàn viên cuối năm" under columns of years; "có mặt tại 31/12 các năm" above them."""
    row = _day_in(_DAY_OF_ROW.search(fold(reading.row_label)), year)
    if row:
        return row
    apart = regex.search(rf"(?<![0-9/])([0-3]?[0-9])/(1[0-2]|0?[1-9])/{year}(?![0-9])", caption)
    told = fold(caption)
    return _day_of_one_year(told, year) or _day_in(None if apart else _DAY_OF_YEARS.search(told), year)


def _day_of_one_year(caption: str, year: int) -> str | None:
    """The day that a caption tells of some years by themselves.

    >>> told = "các năm 2021, 2022: số ngày 31/12; riêng năm 2024: số ngày 30/9"
    >>> _day_of_one_year(told, 2022), _day_of_one_year(told, 2023), _day_of_one_year(told, 2024)
    ('2022-12-31', None, '2024-09-30')
    """
    for part in _PARTS_OF_CAPTION.split(caption):
        days = list(_DAY_OF_ROW.finditer(part))
        if len(days) == 1 and str(year) in _YEARS_OF_PART.findall(part):
            return _day_in(days[0], year)
    return None


_PARTS_OF_CAPTION = regex.compile(r"[;(]|\.(?= )|,? (?=riêng|còn)")
_YEARS_OF_PART = regex.compile(r"(?<![0-9/.])20[0-9]{2}(?![0-9/])")


def _day_in(told: "regex.Match[str] | None", year: int) -> str | None:
    """The day of a year that "31/12", "đầu năm" or "cuối năm" tells."""
    if told is None:
        return None
    if told.groupdict().get("first"):
        return f"{year}-01-01"
    with suppress(ValueError):
        day, month = told["day"] or 31, told["month"] or 12
        return datetime.date(year, int(month), int(day)).isoformat()
    return None
