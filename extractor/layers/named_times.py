"""Names that a report gives to days: "đầu kỳ là ngày 31/12/2018, cuối kỳ là ngày 31/5/2022"."""

import regex

from extractor.language.dates import DateSpan

_NAME = (
    r"(?:(?:thời điểm|mốc|số liệu) )?(?:(?:đầu|cuối|giữa) (?:kỳ|nhiệm kỳ|giai đoạn)|"
    r"kỳ (?:trước|này)|(?:trước|sau) (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất|tinh gọn|kiện toàn))"
)
_NAMED = regex.compile(
    rf"(?<!\w)[\"']?(?P<name>{_NAME})[\"']?,? ?(?:\(|là|được hiểu là|nghĩa là|tức(?: là)?|lấy|tính|chốt|ứng với|:|=)"
    r"(?: (?:là|tại|đến|vào|theo|mốc|ngày|hết|thời điểm|số liệu))* ?(?:ngày )?$"
)
_LEAD = regex.compile(r"^(?:thời điểm|mốc|số liệu) ")
_FARTHEST = 60


def named_days(folded: str, dates: list[DateSpan]) -> dict[str, str]:
    """The day of each name that the text explains; a name with two days has none.

    >>> from extractor.language.dates import find_dates
    >>> text = 'so sánh "đầu kỳ" là ngày 31/12/2018 với cuối kỳ (31/5/2022)'
    >>> named_days(text, find_dates(text))
    {'đầu kỳ': '2018-12-31', 'cuối kỳ': '2022-05-31'}
    """
    told: dict[str, set[str]] = {}
    for date in dates:
        if date.kind != "day" or not date.iso or not date.valid:
            continue
        named = _NAMED.search(folded, max(0, date.start - _FARTHEST), date.start + len("ngày "))
        named = named if named and named.end() >= date.start else None
        named = named or _NAMED.search(folded, max(0, date.start - _FARTHEST), date.start)
        if named is not None:
            told.setdefault(_LEAD.sub("", named["name"]), set()).add(date.iso)
    return {name: days.pop() for name, days in told.items() if len(days) == 1}


def told_by_name(folded: str, names: dict[str, str], dates: list[DateSpan]) -> list[DateSpan]:
    """The places where such a name stands for its day: all but those beside the day itself."""
    found = []
    for name, day in names.items():
        for match in regex.finditer(rf"(?<!\w){regex.escape(name)}(?!\w)", folded):
            beside = any(match.end() <= date.start < match.end() + _FARTHEST // 2 and date.iso == day for date in dates)
            if not beside:
                found.append(DateSpan(match.start(), match.end(), day, True, "day", "day"))
    return found
