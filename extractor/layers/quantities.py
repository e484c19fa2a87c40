"""Quantities: every numeral of the flow that counts something, with its hedge and its unit.

First the masks: what a numeral can be other than a quantity (citation, date, duration, ordinal,
age, threshold, list number, telephone). What remains is a quantity, whether or not anyone knows
what it counts.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import regex

from extractor.language.numbers import NUMBER_WORDS, Number, find_numbers
from extractor.layers.anchored import WordIndex, anchored
from extractor.layers.concepts import ConceptSpan
from extractor.layers.in_turn import find_in_turn
from extractor.layers.masks import Mask
from extractor.layers.slash_lists import Entry, find_slash_lists
from extractor.lexicon.counting import hedge_words, longest_unit, unit_words
from schemas.quantity import Bound, Unit

MaskKind = Literal["date", "citation", "heading", "other", "age"]


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity of the flow.

    `start:end` covers hedge, number and unit; `digits` the number alone. `unit` is None where no
    unit is printed. `whole` is y of an "x/y"; `share` the percentage printed beside it.
    `entry`: its place in a slash list.
    `rate`: it is said per something ("79 lượt/lớp"). `implied`: there is no numeral of its own.
    """

    start: int
    end: int
    digits: tuple[int, int]
    value: Decimal
    upper: Decimal | None = None
    bound: Bound = "exact"
    strict: bool = False
    unit: Unit | None = None
    noun: str = ""
    whole: Decimal | None = None
    whole_digits: tuple[int, int] | None = None
    share: "Count | None" = None
    rate: bool = False
    implied: bool = False
    words: bool = False
    counted: ConceptSpan | None = None
    grouped: Decimal | None = None
    entry: Entry | None = None


_PERCENT = regex.compile(r" ?(?:điểm ?)?%| (?:điểm )?phần trăm")
_PERCENT_OVER = regex.compile(r"\s?/\s?[0-9][0-9.,]*\s?(?:%|phần trăm)")
_SCALE = regex.compile(r" (triệu|tỷ|nghìn|ngàn|vạn)(?!\w)")
_SCALES = {"triệu": 10**6, "tỷ": 10**9, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4}
_MONEY = regex.compile(r" ?(?:đồng|vnđ|vnd|đ)(?! chí|\w)(?!/[cv])")
_RATE = regex.compile(
    r"\s?/\s?(?:lớp|người|tháng|năm|suất|đơn vị|đoàn viên|ngày|khóa|cuộc|cđcs|tuần|lượt|đồng chí|đ/c|hội nghị|tỉnh|"
    r"huyện|xã|phường|cơ sở)(?!\w)"
)
_HEDGES_BEFORE = "|".join(regex.escape(words) for words, hedge in hedge_words().items() if not hedge.after)
_HEDGES_AFTER = "|".join(regex.escape(words) for words, hedge in hedge_words().items() if hedge.after)
_BEFORE = regex.compile(rf"(?<!\w)({_HEDGES_BEFORE})(?: (?:là|có|được|số))?\s$")
_AFTER = regex.compile(rf"\s?(?:{_HEDGES_AFTER})(?!\w)")
_NEAR_FALSE = regex.compile(r"(?<!\w)(?:cấp|nêu|nói|kể|bên|phía|ở|đề cập) $")
_DEGREE = regex.compile(r"(?<!\w)(?:trình|mức|chế|tiến|tốc|thái|cấp|góc|cường|nhiệt|phạm|tuổi|hạn|niên) $")
_FALSE_BEFORE = {"trên": _NEAR_FALSE, "dưới": _NEAR_FALSE, "độ": _DEGREE}
_RANGE_GAP = regex.compile(r" ?(?:-|đến|tới) ?")
_OVER = regex.compile(
    r"\s?/\s?|\s?(?:trên|/|trong|trong số|trên tổng số|/tổng số|trong tổng số)\s(?:tổng số |"
    r"tổng )?"
)
_RESTATES = regex.compile(r" ?\(")
_SLASH = regex.compile(r"\s?/\s?")
_OF_TOTAL = regex.compile(r"\s(?:trên|trong)\s(?:tổng )?số\s|/tổng số\s")
_SYLLABLE = regex.compile(r" ?([^\W\d_]++(?:/[^\W\d_]++)?|,)")


def find_counts(folded: str, masks: list[Mask], concepts: list[ConceptSpan], words: WordIndex) -> list[Count]:
    """All quantities outside the masks, in order."""
    starts = [mask.start for mask in masks]

    def masked(start: int, end: int) -> bool:
        place = bisect_right(starts, end - 1)
        return any(mask.end > start for mask in masks[max(0, place - 3) : place])

    concept_at = {span.start: span for span in concepts}
    label_ends = frozenset(span.end for span in concepts if span.concept.kind in ("attribute", "event"))
    entries = find_slash_lists(folded) | find_in_turn(folded, concepts, words)
    labels = bytearray(len(folded) + 1)
    for start, end in (
        *(entry.label for entry in entries.values()),
        *((span.start + 1, span.end) for span in concepts if span.concept.kind == "attribute"),
    ):
        labels[start:end] = b"\1" * (end - start)
    numbers = [
        number
        for number in find_numbers(folded, words.starts(NUMBER_WORDS))
        if number.start in entries or not masked(number.start, number.end)
    ]
    numbers = [number for number in numbers if not labels[number.start]]
    counts: list[Count] = []
    index = 0
    while index < len(numbers):
        if entry := entries.get(numbers[index].start):
            number = numbers[index]
            counts.append(
                Count(
                    number.start,
                    number.end,
                    (number.start, number.end),
                    number.grouped or number.value,
                    unit=entry.unit,
                    entry=entry,
                )
            )
            index += 1
            continue
        count, used = _count(folded, numbers, index, concept_at, label_ends)
        if count is not None:
            counts.append(count)
        index += used
        while count is not None and index < len(numbers) and numbers[index].start < count.end:
            index += 1  # "một trăm phần trăm": a word of the unit is no number
    told_at = frozenset(span.end + 1 for span in concepts if span.concept.kind == "event" or span.concept.ladder)
    counts += _zeros(folded, counts, words, told_at)
    counts.sort(key=lambda count: count.digits[0])
    return _attach_shares(folded, counts)


_NONE = anchored(
    regex.compile(
        r"(?<!\w)(?:không|ko|chưa)(?: còn| hề)? có(?: bất kỳ| một)?(?= )|(?<!\w)(?:không|ko)(?= (?:người|đồng chí|"
        r"đ/?c|trường hợp|cán bộ|lượt|lớp) nào)|(?<!\w)(?:không|ko) có (?=ai(?!\w))"
    )
)
_NONE_ANSWERED = regex.compile(
    r"(?:(?:không|ko|chưa) có(?: (?:ai|(?:người|đồng chí|đ/c|trường hợp|lượt|cán bộ) nào))?|không|ko|k|0)"
    r"(?=\s?(?:[;,.\n)]|$))"
)
_NONE_WORDS = ("không", "ko", "k", "chưa", "0")
_ASKED = regex.compile(r"(?:[\w)]\s?: (?:(?:trong năm|trong kỳ|đầu kỳ|cuối kỳ|đến nay|năm 20[0-9]{2}) )?|\w thì )$")
_LONGEST_ASKED = 24
_BREAKS = regex.compile(r"[.,;:()\n]|(?<!\w)(?:và|nhưng|trong đó|còn)(?!\w)")
_ANSWERS_NONE = frozenset({"person", "attendance", "class", "unit"})


def _zeros(folded: str, counts: list[Count], words: WordIndex, told_at: frozenset[int]) -> list[Count]:
    """ "Không có người …", "không có lượt nào …": zero of what follows, without a numeral."""
    found = []
    for match in _NONE.matches(folded, words):
        stop, unit, noun = _unit(folded, match.end())
        if any(
            0 <= match.start() - count.end < 80 and not _BREAKS.search(folded, count.end, match.start())
            for count in counts
        ):
            continue  # "Ở 88 đơn vị hành chính cấp xã chưa có công đoàn": said of those that were counted
        if unit not in _ANSWERS_NONE or any(match.start() <= count.digits[0] <= stop for count in counts):
            continue
        found.append(
            Count(
                start=match.start(),
                end=stop,
                digits=(match.start(), match.end()),
                value=Decimal(0),
                unit=unit,
                noun=noun,
                implied=True,
            )
        )
    for start in words.starts(_NONE_WORDS):
        match = _NONE_ANSWERED.match(folded, start)
        if match is None:
            continue
        # "luân chuyển hai; biệt phái không; bổ nhiệm 12": in a list of numbers a label may have none.
        listed = start in told_at and folded[match.end() : match.end() + 1] in (";", ",") and folded[start] != "0"
        if not listed and not _ASKED.search(folded, max(0, start - _LONGEST_ASKED), start):
            continue
        end = match.end()
        if not any(count.start <= start < count.end for count in counts):
            found.append(Count(start, end, (start, end), Decimal(0), implied=True))
    return found


def _count(
    folded: str, numbers: list[Number], index: int, concept_at: dict[int, ConceptSpan], labels: frozenset[int]
) -> tuple[Count | None, int]:
    number = numbers[index]
    used, end, value, upper = 1, number.end, number.value, None
    told = number.end
    whole, whole_digits = None, None
    while index + used < len(numbers):
        following = numbers[index + used]
        gap = folded[end : following.start]
        told_over = (gap == " trên " and number.words and following.words) or (
            gap == " trong " and not number.words and not following.words and following.value >= value
        )
        if whole is None and (told_over or _SLASH.fullmatch(gap) or _OF_TOTAL.fullmatch(gap)):
            # y of x/y counts too: "819/1,338 đ/c" is of one thousand and more.
            whole = following.grouped if following.grouped is not None and following.value < value else following.value
            whole_digits, end = (following.start, following.end), following.end
            used += 1
            continue
        restated = not number.words and following.words and following.value == value
        if restated and _RESTATES.fullmatch(gap) and folded.startswith(")", following.end):
            end, used = following.end + 1, used + 1  # "33 (ba mươi ba) đồng chí"
            told = end
            continue
        scaled = _mixed_scale(folded, numbers, index, used, end)
        if scaled is not None:
            value, end, used = scaled
            continue
        if (
            upper is None
            and whole is None
            and _RANGE_GAP.fullmatch(gap)
            and following.value > value
            and not number.words
            and (folded[max(0, number.start - 4) : number.start].endswith("từ ") or gap.strip() == "-")
        ):
            upper, end = following.value, following.end
            used += 1
            continue
        break
    if (scale := _SCALE.match(folded, end)) and not number.words:
        value, end = value * _SCALES[scale[1]], scale.end()
        upper = upper * _SCALES[scale[1]] if upper is not None else None
    percent = _PERCENT.match(folded, end)
    unit: Unit | None = None
    noun, counted = "", None
    if percent:
        unit, noun, end = "percent", folded[end : percent.end()].strip(), percent.end()
        if (over := _PERCENT_OVER.match(folded, end)) and index + used < len(numbers):
            # "83,2 %/85 %": a result over its target.
            whole, whole_digits = numbers[index + used].value, (numbers[index + used].start, numbers[index + used].end)
            used, end = used + 1, over.end()
    elif money := _MONEY.match(folded, end):
        unit, noun, end = "vnd", "đồng", money.end()
    else:
        stop, unit, noun = _unit(folded, end)
        counted = concept_at.get(_skip_blank(folded, end)) or concept_at.get(_skip_blank(folded, stop))
        if counted is not None and unit is not None and counted.start < counted.end < stop:
            counted = None  # "108 chỉ tiêu biên chế": the longer words say what is counted
        if (
            counted is not None
            and counted.concept.counts
            and (unit is None or counted.start == _skip_blank(folded, end))
        ):
            own = folded[counted.start : counted.end]
            if unit != "attendance":
                unit, noun, stop = counted.concept.counts, own, counted.end  # type: ignore[assignment]
        if number.grouped is not None and unit is not None:
            value = number.grouped
        end = stop
    if unit is None and (label := _LABEL_COUNTS.search(folded, max(0, number.start - 60), number.start)):
        unit = unit_words().get(tuple(label["unit"].split()))
    if (
        number.words
        and not (unit is None and _listed_after_label(folded, number, labels))
        and not _words_count(folded, number, unit, counted, end)
    ):
        return None, 1
    start = number.start
    bound: Bound = "range" if upper is not None else "exact"
    strict = False
    hedge = _BEFORE.search(folded, max(0, start - 24), start)
    if hedge and not (
        ((false := _FALSE_BEFORE.get(hedge[1])) and false.search(folded[max(0, hedge.start() - 8) : hedge.start()]))
        or (hedge[1] == "trên" and index and _out_of(folded, numbers[index - 1], hedge.start(), value))
    ):
        meaning = hedge_words()[hedge[1]]
        if upper is None:
            bound, strict = meaning.bound, meaning.strict
        start = hedge.start()
    elif upper is not None and folded[max(0, start - 3) : start] == "từ ":
        start -= 3
    if after := _AFTER.match(folded, end):
        meaning = hedge_words()[after[0].strip()]
        bound, strict, end = meaning.bound, meaning.strict, after.end()
    rate = _RATE.match(folded, end) is not None
    return (
        Count(
            start=start,
            end=end,
            digits=(number.start, told),
            value=value,
            upper=upper if bound == "range" else None,
            bound=bound,
            strict=strict,
            unit=unit,
            noun=noun,
            whole=whole,
            whole_digits=whole_digits,
            rate=rate,
            words=number.words,
            counted=counted,
            grouped=number.grouped,
        ),
        used,
    )


_LABEL_COUNTS = regex.compile(
    r"(?<!\w)số (?P<unit>lớp|khóa|cuộc|lượt|lượt người|văn bản|hội nghị|đơn vị)(?: \p{L}+){0,3}?\s?"
    r"(?:là|:|đạt|lên tới|lên đến|còn|được|chỉ còn|chỉ là)(?: (?:gần|trên|hơn|khoảng))? $"
)
""" "số lớp là 618": the label says what is counted."""


def _mixed_scale(
    folded: str, numbers: list[Number], index: int, used: int, end: int
) -> tuple[Decimal, int, int] | None:
    """ "2 tỷ 350 triệu", "500 nghìn": digits and scale words mixed, one amount."""
    if used != 1 or numbers[index].words:
        return None
    value, at, total, matched = numbers[index].value, numbers[index].end, Decimal(0), False
    position = index
    while True:
        scale = _SCALE.match(folded, at)
        if not scale:
            break
        matched = True
        total += value * _SCALES[scale[1]]
        at = scale.end()
        position += 1
        while position < len(numbers) and numbers[position].start < at:
            position += 1
        if (
            position < len(numbers)
            and folded[at : numbers[position].start] == " "
            and not numbers[position].words
            and _SCALE.match(folded, numbers[position].end)
        ):
            value, at = numbers[position].value, numbers[position].end
            continue
        break
    if not matched or position == index + used:
        return None
    return total, at, position - index


def _unit(folded: str, end: int) -> tuple[int, Unit | None, str]:
    """The unit that stands right after a number: where it ends, its class and its words."""
    words: list[str] = []
    ends: list[int] = []
    at = end
    while len(words) < longest_unit():
        match = _SYLLABLE.match(folded, at)
        if not match:
            break
        for part in match[1].replace("/", " / ").split():
            words.append(part)
            at = folded.index(part, at) + len(part)
            ends.append(at)
        at = match.end()
    table = unit_words()
    for length in range(len(words), 0, -1):
        if (
            words[length - 1] != "/"
            and (unit := table.get(tuple(words[:length])))
            and (length == len(words) or ends[length - 1] != ends[length])
        ):
            return ends[length - 1], unit, folded[end : ends[length - 1]].strip()
    return end, None, ""


def _skip_blank(folded: str, at: int) -> int:
    return at + 1 if folded[at : at + 1] == " " else at


_ONE_OK = regex.compile(
    r"(?:có|là|được|gồm|còn|:|=|bị|thêm|và|chỉ|mới|với|kỷ luật|khiển trách|cảnh cáo|cách chức|khai trừ|tuyển dụng|"
    r"tiếp nhận|"
    r"điều động|luân chuyển|biệt phái|bổ nhiệm|bổ nhiệm lại|nghỉ hưu|thôi việc|cử|giới thiệu) $"
)


_ANSWERS = regex.compile(r"(?<!\w)(?:giao|là|có|còn|đạt|được|lên|xuống|:)(?: (?:gần|trên|hơn|khoảng))? $")
_LARGE = regex.compile(r"(?<!\w)(?:trăm|nghìn|ngàn|vạn|triệu|mươi|chục)(?!\w)")
_ORDINAL = regex.compile(r"(?:thứ|lần|tháng|quý|khóa|điều|khoản|điểm|mục|năm|ngày|lớp|số) $")
_DESCRIBED = regex.compile(
    r" (?:có (?:trình độ|bằng|tuổi|chứng chỉ)|trình độ|tốt nghiệp|đạt|giữ|ngạch|trên|dưới|từ|thuộc|là|chưa qua|"
    r"chưa được)(?!\w)"
)
_TERRITORY = regex.compile(
    r" (?:tỉnh|thành phố|huyện|quận|xã|phường|cấp|nơi|bên|bộ|miền|chiều|mặt|địa phương|khâu|hướng|vế|năm|tháng)(?!\w)"
)


def _out_of(folded: str, before: Number, at: int, value: Decimal) -> bool:
    """ "34.782 người trên 37.905 công nhân": so many out of so many, not more than so many."""
    between = folded[before.end : at]
    return before.value <= value and len(between) < _NOUN_OF_A_PART and _ONLY_WORDS.fullmatch(between) is not None


_NOUN_OF_A_PART = 30
_ONLY_WORDS = regex.compile(
    r"(?: (?!(?:cho|với|được|có|là|đạt|thu|cùng|gồm|và|tập|huấn|cử|dự|học)(?!\w))[\p{L}/]+){1,4} ?"
)


def _listed_after_label(folded: str, number: Number, labels: frozenset[int]) -> bool:
    """ "tiến sĩ hai; thạc sĩ 15; cao đẳng hai": a word right after a label and before the end of its item."""
    text = folded[number.start : number.end]
    return (
        number.start - 1 in labels
        and text not in ("năm", "một", "không")
        and regex.match(r"\s?(?:[;,.]\s|[;,.]?$|\n)", folded[number.end : number.end + 3]) is not None
    )


def _words_count(folded: str, number: Number, unit: Unit | None, counted: ConceptSpan | None, after: int) -> bool:
    """Whether number words stand for a number here, and not for a part of other words."""
    text = folded[number.start : number.end]
    before = folded[max(0, number.start - 12) : number.start]
    if unit is None and counted is None:
        if " " not in text or text.endswith(" năm"):
            return False
        return _ANSWERS.search(before) is not None or (
            _LARGE.search(text) is not None and _ORDINAL.search(before) is None
        )
    if _TERRITORY.match(folded, number.end):
        return False
    if text == "một":
        listed = before.endswith((", ", "và ", "; ", ": "))
        if listed and counted is not None and (unit == "person" or counted.concept.counts == "unit"):
            return True
        if listed and unit == "person" and _DESCRIBED.match(folded, after):
            return True
        return unit == "attendance" or (unit in ("person", "class") and _ONE_OK.search(before) is not None)
    if text == "năm":
        if regex.match(r" (?:học|nay|qua|sau|trước|ngoái|20[0-9]{2})(?!\w)", folded[number.end : number.end + 8]):
            return False
        return not regex.search(r"[0-9] $|(?:trong|mỗi|hằng|các|những|nhiều|đầu|cuối|hết|qua) $", before)
    return not regex.search(r"(?:thứ|lần|tháng|quý) $", before)


def _attach_shares(folded: str, counts: list[Count]) -> list[Count]:
    """A percentage in parentheses, or after chiếm, bằng, đạt, tỷ lệ, belongs to the count before it."""
    merged: list[Count] = []
    for count in counts:
        if merged and (both := _counted_share(folded, merged[-1], count)):
            merged[-1] = both
        else:
            merged.append(count)
    joined: list[Count] = []
    for count in merged:
        if joined and count.unit == "percent" and joined[-1].unit != "percent" and joined[-1].share is None:
            gap = folded[joined[-1].end : count.start]
            if _SHARE_GAP.fullmatch(gap):
                joined[-1] = replace(joined[-1], share=count, end=_close(folded, count.end, gap))
                continue
        joined.append(count)
    return joined


def _counted_share(folded: str, share: Count, count: Count) -> Count | None:
    """ "58,3% (tương ứng 498 người) là nữ": one count with its share, the words go on after it."""
    if share.unit != "percent" or share.whole is not None or count.unit in ("percent", "vnd"):
        return None
    if not (labelled := _SHARE_FIRST.fullmatch(folded, share.end, count.start)):
        return None
    if labelled["with"] and not _TAKES_UP.search(folded, 0, share.start):
        return None
    if not labelled["open"]:
        comma = folded[count.end : count.end + 1] == ","
        return replace(count, start=share.start, end=count.end + comma, share=share)
    closing = _REST_OF_PARENTHESIS.match(folded, count.end)
    if closing is None:
        return None
    if count.unit is None:
        # "100% (45/45) công đoàn …": the percentage is what is said, the fraction shows it.
        return replace(share, end=closing.end(), whole_digits=count.digits) if count.whole is not None else None
    return replace(count, start=share.start, end=closing.end(), share=share)


_SHARE_FIRST = regex.compile(
    r"(?: (?!kế hoạch|chỉ tiêu|so với|trở lên|của năm|nghị quyết|tổng)"
    r"(?![^0-9()%;:.\n]{0,60}(?:so với|(?:đầu|cuối) (?:nhiệm )?kỳ|cùng kỳ))[^0-9()%;:.\n]{2,60}?)?"
    r"(?:\s?(?P<open>\()(?:(?:tương ứng|tương đương|tức|bằng|là|gồm|với|có|khoảng|số lượng|=|cụ thể)[ :]*)*"
    r"|,? (?:tương ứng|tương đương|tức)(?: với| là)?(?: số)? |(?P<with>,? với (?:số lượng (?:là )?)?))"
)
_TAKES_UP = regex.compile(r"(?<!\w)chiếm (?:tỷ lệ |khoảng |gần |trên |tới |đến ){0,3}$")
_REST_OF_PARENTHESIS = regex.compile(r"[^()0-9%\n;]{0,60}\)")
_SHARE_GAP = regex.compile(
    r"[^\n\t\v;.()0-9]{0,60}?[ ,]?(?:\((?:chiếm|đạt|bằng|tỷ lệ|khoảng|gần|trên|tương đương|tương ứng|=)?|"
    r",? ?(?:chiếm|bằng|đạt|tỷ lệ|tương đương|tương ứng|đạt tỷ lệ|"
    r"chiếm tỷ lệ|đạt tỷ lệ là|tương đương với|=))(?: (?:tỷ lệ|chiếm|đạt|bằng|khoảng|gần|trên|là|"
    r"tỷ lệ là))* ?"
)


_MORE = regex.compile(r";[^;]*[0-9]")


def _close(folded: str, end: int, gap: str) -> int:
    if "(" in gap:
        closing = folded.find(")", end, end + 40)
        # "79 (44,4%; đầu nhiệm kỳ 62)": what the parenthesis says further is no share.
        if closing != -1 and "\n" not in folded[end:closing] and not _MORE.search(folded, end, closing):
            return closing + 1
    return end
