"""Names that a report gives to times: "đầu kỳ là ngày 31/12/2018", ""lũy kế" là cộng dồn từ đầu nhiệm kỳ 2018-2023"."""

from dataclasses import replace

import regex

from extractor.language.dates import DateSpan

_NAME = (
    r"(?:(?:thời điểm|mốc|số liệu) )?(?:(?:đầu|cuối|giữa) (?:kỳ|nhiệm kỳ|giai đoạn)|"
    r"kỳ (?:trước|này)|(?:trước|sau) (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất|tinh gọn|kiện toàn))"
)
_IS = (
    r"(?:\(|là|được hiểu là|nghĩa là|tức(?: là)?|lấy|tính|chốt|ứng với|:|=)"
    r"(?: (?:là|tại|đến|vào|theo|mốc|ngày|hết|thời điểm|số liệu|số|lấy|tính|chốt))* ?(?:ngày )?$"
)
_NAMED = regex.compile(rf"(?<!\w)[\"']?(?P<name>{_NAME})[\"']?,? ?{_IS}")
# In quotation marks any words can be the name of a time.
_QUOTED = regex.compile(
    r"[\"'](?P<name>(?:đầu|cuối|giữa|trước|sau|trong|kỳ|lũy|cộng|cả|toàn|năm|đến|nay|hiện)[^\"'\n0-9]{1,24})[\"'],? ?"
    r"(?:là|chỉ|được hiểu là|nghĩa là|tức(?: là)?|lấy|tính|chốt|gồm|:|=)"
    r"(?: [^\"';.,\n0-9]{2,50}?)?(?: \([^()\n]{1,12}\))? ?(?:năm |ngày |giai đoạn |nhiệm kỳ )?$"
)
_LEAD = regex.compile(r"^(?:thời điểm|mốc|số liệu) ")
_FARTHEST = 90
_BESIDE = 40


def named_times(folded: str, dates: list[DateSpan]) -> dict[str, DateSpan]:
    """The day, the year or the years of each name that the text explains; a name with two of them has none.

    >>> from extractor.language.dates import find_dates
    >>> text = '"đầu kỳ" là ngày 31/12/2018, cuối kỳ (31/5/2022); "lũy kế" là cộng dồn từ đầu nhiệm kỳ 2018-2023'
    >>> [(name, time.iso, time.end_iso) for name, time in named_times(text, find_dates(text)).items()]
    [('đầu kỳ', '2018-12-31', None), ('cuối kỳ', '2022-05-31', None), ('lũy kế', '2018', '2023')]
    """
    told: dict[str, dict[tuple[str | None, str | None], DateSpan]] = {}
    for date in dates:
        if date.kind not in ("day", "year", "year_range") or not date.iso or not date.valid:
            continue
        forms = (_NAMED, _QUOTED) if date.kind == "day" else (_QUOTED,)
        # The word before a date is a part of it: "ngày 31/12/2018", "năm 2023".
        word = len(folded[date.start : date.end]) - len(folded[date.start : date.end].lstrip("năgày "))
        for form in forms:
            named = form.search(folded, max(0, date.start - _FARTHEST), date.start + word)
            named = named or form.search(folded, max(0, date.start - _FARTHEST), date.start)
            if named is not None and named.end() >= date.start - 1:
                told.setdefault(_LEAD.sub("", named["name"]), {})[date.iso, date.end_iso] = date
                break
    return {name: next(iter(times.values())) for name, times in told.items() if len(times) == 1}


def told_by_name(folded: str, names: dict[str, DateSpan]) -> list[DateSpan]:
    """The places where such a name stands for its time: all but those where the report explains it."""
    found = []
    for name, time in names.items():
        for match in regex.finditer(rf"(?<!\w){regex.escape(name)}(?!\w)(?! ?20[0-9]{{2}})", folded):
            if not match.end() <= time.start < match.end() + _BESIDE * 2:
                found.append(replace(time, start=match.start(), end=match.end()))
    return found
