"""Dates as Vietnamese official prose prints them: always day, month, year, whole or in part.

`find_dates` reads days, months, quarters, years and their ranges, also with digits that OCR turned
into letters ("11/0l/2019", "2O18"). Nothing is corrected: a day that the calendar lacks is
returned with `valid` false and its `iso` as printed. Source of the forms: Nghị định 30/2020/NĐ-CP,
Annex I (ngày … tháng … năm …), and the numeric forms that reports use beside it.

Numbers of documents (71/2019/NĐ-CP), fractions (52/52, 1/3) and "24/7" are no dates. A day and a
month without a year are one only where the words say so ("ngày 28/7", "kỷ niệm … (28/7)").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import regex

from extractor.language.folding import fold

DateKind = Literal["day", "day_month", "month", "quarter", "year", "year_range", "blank"]
Precision = Literal["day", "month", "quarter", "year", "none"]

TIMEOUT = 20.0
"""Seconds after which a pattern gives up on a hostile text."""

_EARLIEST, _LATEST = 1900, 2099
_OCR = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})

# One or two digits, a year, a short year; the text is folded, so OCR letters are lower case.
_N = "[0-9oli|]{1,2}+"
_Y = "[12][0-9o][0-9oli|]{2}(?![0-9\\p{L}])"
_DAY_WORD = r"(?:ngày|mùng|mồng)"
_OPEN = r"(?<![\p{L}\p{N}.,/\-])"
_DASH = r" ?- ?"
_TO = r"(?: ?- ?| {1,3}(?:đến|tới|đén|đên|dến) {1,3}(?:hết {1,3})?)"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A printed date: `text[start:end]` with its leading "ngày", "tháng", "quý" or "năm".

    `iso` is the date as far as it is printed (`2019-01-11`, `2024-05`, `2019`) and None where the
    year is missing or the date is left blank. `end_iso` is the other end of a range (a quarter is
    a range of months). `valid` is false if the calendar has no such day.
    """

    start: int
    end: int
    iso: str | None
    valid: bool
    kind: DateKind
    precision: Precision
    end_iso: str | None = None


def _pattern(body: str) -> regex.Pattern[str]:
    return regex.compile(body)


# In order of precedence: a later pattern never takes what an earlier one has read.
_PATTERNS: tuple[tuple[str, regex.Pattern[str]], ...] = (
    (
        "blank",
        _pattern(
            r"ngày[ .…_]{0,40}tháng[ .…_]{0,40}(?:(?P<m>[0-9oli]{1,2}+)[ .…_]{0,40}+)?năm"
            rf"(?:[ .…_]{{0,10}}(?P<y>{_Y}|20(?![0-9])))?"
        ),
    ),
    (
        "day",
        _pattern(
            rf"(?:(?<!\p{{L}}){_DAY_WORD} {{0,3}}|{_OPEN})(?P<d>{_N}) {{0,3}},? {{0,3}}tháng {{0,3}}(?P<m>{_N})"
            rf" {{0,3}}(?:,? {{0,3}}năm[ .]{{0,3}}|/ ?)(?P<y>{_Y})"
        ),
    ),
    (
        "day",
        _pattern(
            rf"(?:(?<!\p{{L}}){_DAY_WORD} {{0,3}}|{_OPEN})(?:(?P<d0>{_N}){_TO})?(?P<d>{_N}) ?[/.\-] ?(?P<m>{_N})"
            rf"(?: ?[/.\-] ?| {{1,3}}năm {{1,3}})(?P<y>{_Y})"
        ),
    ),
    (
        "day",
        _pattern(
            rf"(?:(?<!\p{{L}})(?P<word>{_DAY_WORD}) {{0,3}}|{_OPEN})(?P<d>{_N})(?P<sep>[/.\-])(?P<m>{_N})(?P=sep)"
            r"(?P<y>[0-9]{2})(?![0-9\p{L}/\-.,][0-9\p{L}]|[0-9\p{L}%/])"
        ),
    ),
    (
        "quarter",
        _pattern(
            r"(?<!\p{L})quý {1,3}(?P<q>i{1,3}+|iv|l{1,3}+|[1-4])(?![\p{L}\p{N}])"
            rf"(?: ?[/\-] ?(?P<y>{_Y})|,? {{1,3}}(?:của )?năm {{1,3}}(?P<y>{_Y}))?"
        ),
    ),
    (
        "month",
        _pattern(
            rf"(?<!\p{{L}})tháng {{0,3}}(?P<m0>{_N})(?: ?[/\-] ?(?P<y0>{_Y}))?{_TO}(?:tháng {{0,3}})?(?P<m>{_N})"
            rf"(?: ?[/\-] ?|,? {{1,3}}năm {{1,3}})(?P<y>{_Y})"
        ),
    ),
    (
        "month",
        _pattern(
            rf"(?<!\p{{L}})tháng {{0,3}}(?P<m>{_N})(?: ?[/\-] ?|,? {{0,3}}năm {{0,3}})(?P<y>{_Y})",
        ),
    ),
    (
        "year_range",
        _pattern(
            rf"(?:(?<!\p{{L}})năm {{0,3}}|(?<![\p{{L}}\p{{N}}.,/]))(?P<y0>{_Y})(?:{_TO}(?:(?:cuối )?năm )?)(?P<y>{_Y})"
        ),
    ),
    (
        "year_range",
        _pattern(
            rf"(?:(?<!\p{{L}})(?:tháng {{0,3}})?|{_OPEN})(?:{_N} ?/ ?)?(?P<y0>{_Y}){_TO}"
            rf"(?:tháng {{0,3}})?{_N} ?/ ?(?P<y>{_Y})"
            r"(?! ?[/\-] ?[\p{L}0-9])"
        ),
    ),
    # "10/2022 - 2025": from a month to a year.
    (
        "year_range",
        _pattern(
            rf"(?:(?<!\p{{L}})tháng {{0,3}}|{_OPEN}){_N} ?/ ?(?P<y0>{_Y}) ?[-–] ?(?P<y>{_Y})(?! ?[/\-] ?[\p{{L}}0-9])"
        ),
    ),
    ("bare_month", _pattern(rf"{_OPEN}(?P<m>{_N}) ?/ ?(?P<y>{_Y})(?! ?[/\-] ?[\p{{L}}0-9])")),
    ("year", _pattern(rf"(?<!\p{{L}})năm {{0,3}}(?P<y>{_Y})(?! ?[/])")),
    # "Năm đầu Chương trình (2019)"
    (
        "year",
        _pattern(rf"(?<!\p{{L}})năm (?:đầu|cuối|giữa|thứ \p{{L}}+)[^().;:,\n0-9]{{0,32}}\((?:năm )?(?P<y>{_Y})\)"),
    ),
    (
        "year",
        _pattern(
            r"(?<![\p{L}\p{N}.,/\-])(?:cuối|đầu|giữa|từ|đến|hết|tết|mùa|khóa|trước|sau|riêng|so với) "
            rf"(?P<y>{_Y})(?![/.,\-][0-9])"
        ),
    ),
    (
        "months",
        _pattern(rf"{_OPEN}(?:[1-9]|1[0-2]) ?(?:t|th|tháng)(?: đầu(?: năm)?)? ?/ ?(?P<y>{_Y})"),
    ),
    (
        "year",
        _pattern(
            r"(?<=\p{L} )(?<!(?<!\p{L})(?:là|có|được|đạt|còn|thành|lên|xuống|số|gồm|hiện|tổng|cộng|khoảng|gần|trên|hơn|"
            r"tới|chừng|cỡ|với|chỉ|thêm|mới) )(?P<y>(?:19[89]|20[0-4])[0-9])(?! ?[/\-])"
            r"(?= ?:| (?:đã|với|so|của|là|có|thì|do|cho|tại|ở|đạt|được)(?!\p{L}))"
        ),
    ),
    (
        "day_month",
        _pattern(rf"(?<!\p{{L}}){_DAY_WORD} {{0,3}}(?P<d>{_N}) {{0,3}}tháng {{0,3}}(?P<m>{_N})(?![\p{{L}}\p{{N}}])"),
    ),
    (
        "day_month",
        _pattern(rf"(?<!\p{{L}}){_DAY_WORD} {{0,3}}(?P<d>{_N}) ?[/\-] ?(?P<m>{_N})(?! ?/ ?[0-9]|[\p{{L}}\p{{N}}%])"),
    ),
    (
        "feast",
        _pattern(r"(?<![\p{L}\p{N}.,/\-])(?P<d>[0-9]{1,2}+)[/\-](?P<m>[0-9]{1,2}+)(?![\p{L}\p{N}%/]|[.,\-][0-9])"),
    ),
)

# What most patterns cannot do without is rare, and found faster than they are.
_SOME_YEAR = re.compile(r"[12][0-9o][0-9oli|]{2}")
_SOME_SHORT_YEAR = re.compile(r"[/.\-][0-9oli|]{1,2}[/.\-][0-9]{2}")
_SOME_DAY_AND_MONTH = re.compile(r"[0-9][/\-][0-9]")
_HINTS = (_SOME_YEAR, _SOME_SHORT_YEAR, _SOME_DAY_AND_MONTH)
_REACH = 80
_AROUND = {
    pattern: _SOME_DAY_AND_MONTH
    if kind == "feast"
    else _SOME_SHORT_YEAR
    if "(?P<y>[0-9]{2})" in pattern.pattern
    else _SOME_YEAR
    for kind, pattern in _PATTERNS
    if kind in ("day", "month", "year_range", "bare_month", "year", "months", "feast")
}

# A year of a list ("các năm 2019, 2020 và 2021") and a table cell that is a year and nothing else.
_NEXT_YEAR = _pattern(
    rf" ?(?:,|;|và|hoặc) ?(?:năm )?(?P<y>{_Y})(?! (?:người|đoàn|lượt|cán|đồng|đ/c|đơn|cđcs))(?![.,/\-][0-9])"
)
_CELL = _pattern(rf"(?<![^\t\n\v])(?P<y>{_Y})(?![^\t\n\v])")
_NUMERIC_CELL = _pattern(r"(?<![^\t\v])(?:[0-9][0-9.,]{0,12})(?![^\t\n\v])")

# Days that reports name without a year; a fraction that is none of them stays a fraction.
_FEAST_DAYS = (
    "3/2 8/3 26/3 30/4 1/5 7/5 15/5 19/5 1/6 5/6 21/6 28/6 11/7 27/7 28/7 19/8 2/9 10/10 13/10 14/10 15/10 20/10 "
    "9/11 18/11 20/11 23/11 1/12 22/12"
)
_FEASTS = frozenset(_FEAST_DAYS.split())
_OCCASION = _pattern(r"(?<!\p{L})(?:kỷ niệm|dịp|lễ|tết|ngày|tháng công nhân|chào mừng|mít tinh|quốc tế)(?!\p{L})")

# After these words "05/2014" is the number of a document, not May 2014.
_NUMBERED = _pattern(
    r"(?:số|sô|sổ|só|so|nghị định|thông tư|luật|nghị quyết|quyết định|quy định|chỉ thị|kế hoạch|pháp lệnh|lệnh|"
    r"công văn|hướng dẫn|chương trình|nđ|tt|qđ|nq|kh|cv|tb|hd) ?$"
)


def find_dates(text: str) -> list[DateSpan]:
    """The printed dates of NFC `text`, in order, without overlaps.

    >>> [(d.iso, d.kind) for d in find_dates("ngày 03/4/2024, ngày 23 tháng 5 năm 2024, tháng 5/2024, quý I/2019")]
    [('2024-04-03', 'day'), ('2024-05-23', 'day'), ('2024-05', 'month'), ('2019-01', 'quarter')]
    >>> [(d.iso, d.end_iso) for d in find_dates("từ năm 2019 đến năm 2024; nhiệm kỳ 2023 - 2028")]
    [('2019', '2024'), ('2023', '2028')]
    >>> [(d.iso, d.valid) for d in find_dates("ngày 11/0l/2019 và ngày 31/02/2024")]
    [('2019-01-11', True), ('2024-02-31', False)]
    >>> [(d.iso, d.kind) for d in find_dates("Lai Châu, ngày     tháng     năm 2024")]
    [(None, 'blank')]
    >>> find_dates("Nghị định số 71/2019/NĐ-CP, 52/52 người, 1/3 số chỉ tiêu, trực 24/7, 2.024 người")
    []
    """
    return list(_dates_of(text))


@lru_cache(maxsize=4)
def _dates_of(text: str) -> tuple[DateSpan, ...]:
    """The dates of a text, kept for the next reader of the same report (citations need them too)."""
    folded = fold(text)
    taken: list[DateSpan] = []
    starts: list[int] = []

    def free(start: int, end: int) -> bool:
        at = bisect_left(starts, start)
        return not (at < len(taken) and taken[at].start < end) and not (at > 0 and taken[at - 1].end > start)

    def take(found: Iterable[DateSpan]) -> None:
        for span in found:
            if free(span.start, span.end):
                at = bisect_left(starts, span.start)
                starts.insert(at, span.start)
                taken.insert(at, span)

    windows = {hint: list(_windows(folded, hint)) for hint in _HINTS}
    for kind, pattern in _PATTERNS:
        around = _AROUND.get(pattern)
        for start, end in windows[around] if around else ((0, len(folded)),):
            matches = pattern.finditer(folded, start, end, timeout=TIMEOUT)
            take(span for match in matches if (span := _read(kind, match, folded)))
    take(_years_of_lists(folded, [span for span in taken if span.kind == "year"]))
    take(_years_in_cells(folded))
    take(_years_of_items(folded))
    return tuple(taken)


def _windows(folded: str, hint: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a text around its hints, none overlapping another: wide enough for any date and what ends it."""
    start = end = 0
    for match in hint.finditer(folded):
        if match.start() - _REACH > end:
            if end:
                yield start, end
            start = max(0, match.start() - _REACH)
        end = match.end() + _REACH
    if end:
        yield start, min(end, len(folded))


def _digits(printed: str | None) -> int | None:
    """The number, OCR letters read as digits; None if more letters than digits were printed."""
    if printed is None:
        return None
    real = sum(character.isdigit() for character in printed)
    if real * 2 < len(printed):
        return None
    return int(printed.translate(_OCR))


def _read(kind: str, match: regex.Match[str], folded: str) -> DateSpan | None:
    group = match.groupdict()
    start, end = match.start(), match.end()
    if kind == "blank":
        month, year = _digits(group["m"]), _digits(group["y"])
        known = month and year and year > 100 and 1 <= month <= 12
        return DateSpan(
            start, end, f"{year}-{month:02}" if known else None, True, "blank", "month" if known else "none"
        )
    if kind in ("day_month", "feast"):
        return _day_month(kind, match, folded)
    if kind == "quarter":
        return _quarter(match)
    year = _year(group["y"])
    if year is None:
        return None
    if kind == "months":
        return DateSpan(start, end, str(year), True, "year", "year")
    if kind == "year":
        at = match.start("y") if not folded.startswith("năm", start) else start
        return DateSpan(at, end, str(year), True, "year", "year")
    if kind == "year_range":
        first = _year(group["y0"])
        if first is None or not 0 < year - first <= 60:
            return None
        return DateSpan(start, end, str(first), True, "year_range", "year", str(year))
    month = _digits(group["m"])
    if month is None:
        return None
    if kind == "day":
        return _day(match, group, month, year)
    if not 1 <= month <= 12 or (kind == "bare_month" and _NUMBERED.search(folded, max(0, start - 20), start)):
        return None
    first_month = _digits(group.get("m0"))
    if first_month is not None and 1 <= first_month <= 12:
        first_year = _year(group["y0"]) or year
        return DateSpan(start, end, f"{first_year}-{first_month:02}", True, "month", "month", f"{year}-{month:02}")
    return DateSpan(start, end, f"{year}-{month:02}", True, "month", "month")


def _year(printed: str | None) -> int | None:
    year = _digits(printed)
    if year is None or printed is None:
        return None
    if len(printed) == 2:
        year += 2000 if year < 60 else 1900
    return year if _EARLIEST <= year <= _LATEST else None


def _day(match: regex.Match[str], group: dict[str, str | None], month: int, year: int) -> DateSpan | None:
    day = _digits(group["d"])
    if day is None or not 1 <= day <= 99 or not 1 <= month <= 99:
        return None
    short_year = len(group["y"] or "") == 2
    if short_year and ((not group.get("word") and group.get("sep") != "/") or not _exists(year, month, day)):
        return None
    named = match[0][0] not in "0123456789oli|"
    if not _exists(year, month, day) and not named and (day > 31 or month > 12):
        return None
    iso = f"{year}-{month:02}-{day:02}"
    first = _digits(group.get("d0"))
    if first is not None:
        if not 1 <= first < day:
            return DateSpan(match.start("d"), match.end(), iso, _exists(year, month, day), "day", "day")
        begin = f"{year}-{month:02}-{first:02}"
        return DateSpan(match.start(), match.end(), begin, _exists(year, month, day), "day", "day", iso)
    return DateSpan(match.start(), match.end(), iso, _exists(year, month, day), "day", "day")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _quarter(match: regex.Match[str]) -> DateSpan:
    printed = match["q"].replace("l", "i")
    quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(printed) or int(printed)
    year = _year(match["y"])
    if year is None:
        return DateSpan(match.start(), match.end(), None, True, "quarter", "none")
    first, last = f"{year}-{quarter * 3 - 2:02}", f"{year}-{quarter * 3:02}"
    return DateSpan(match.start(), match.end(), first, True, "quarter", "quarter", last)


_ENDS_OF_MONTHS = 28
"""A day from which "31/12" can only be one: no part is larger than its whole."""
_COUNTS_SOMETHING = regex.compile(
    r"\s?(?:người|đồng chí|đ/c|cán bộ|lượt|lớp|cuộc|chỉ tiêu|mục tiêu|cđcs|đơn vị|văn bản|đoàn viên|ủy viên|xã|huyện)"
    r"(?!\w)"
)


def _day_month(kind: str, match: regex.Match[str], folded: str) -> DateSpan | None:
    day, month = _digits(match["d"]), _digits(match["m"])
    if day is None or month is None or not 1 <= month <= 12 or not _exists(2024, month, day):
        return None
    if kind == "feast":
        sentence = max(folded.rfind(stop, max(0, match.start() - 80), match.start()) for stop in ".;\n\t\v")
        window = folded[max(sentence + 1, match.start() - 80, 0) : match.start()]
        feast = f"{day}/{month}" in _FEASTS and _OCCASION.search(window)
        if not feast and (day < _ENDS_OF_MONTHS or _COUNTS_SOMETHING.match(folded, match.end())):
            return None
    return DateSpan(match.start(), match.end(), None, True, "day_month", "day")


def _years_of_lists(folded: str, years: list[DateSpan]) -> Iterator[DateSpan]:
    for span in years:
        at = span.end
        while match := _NEXT_YEAR.match(folded, at):
            year = _year(match["y"])
            if year is None or abs(year - int(span.iso or 0)) > 20:
                break
            yield DateSpan(match.start("y"), match.end(), str(year), True, "year", "year")
            at = match.end()


_YEAR_OF_ITEM = _pattern(
    r"(?<=[:;,(] |^|\n|[:;(])(?P<y>20[0-9]{2})(?: \([^()\n]{1,16}\))? {0,2}[:=–-] {0,2}"
    r"(?=(?:gần |hơn |trên |khoảng )?[0-9]{1,3}(?:[.,][0-9]{3}){0,3}(?![0-9]))"
)


def _years_of_items(folded: str) -> Iterator[DateSpan]:
    """ "Theo năm: 2020 – 31 lớp; 2021 – 22 lớp": at least two years, each before its own number."""
    found = list(_YEAR_OF_ITEM.finditer(folded, timeout=TIMEOUT))
    for place, match in enumerate(found):
        near = (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
        if any(abs(other.start() - match.start()) < 120 and other["y"] != match["y"] for other in near):
            yield DateSpan(match.start("y"), match.end("y"), match["y"], True, "year", "year")


def _years_in_cells(folded: str) -> Iterator[DateSpan]:
    """Years that fill a table cell, in the first cell of a row or in a row whose numbers all are years."""
    start = 0
    for row in folded.split("\n"):
        if "\t" in row:
            cells = list(_CELL.finditer(row))
            all_years = len(cells) > 1 and len(cells) == sum(1 for _ in _NUMERIC_CELL.finditer(row))
            for match in cells:
                year = _year(match["y"])
                if year is not None and (all_years or match.start() == 0):
                    yield DateSpan(start + match.start(), start + match.end(), str(year), True, "year", "year")
        start += len(row) + 1
