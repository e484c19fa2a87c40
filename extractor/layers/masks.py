"""Masks: what a numeral can be other than a quantity (date, citation, duration, ordinal, age …)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Literal

import regex

from extractor.layers.anchored import Anchored, Pattern, WordIndex, anchored

MaskKind = Literal["date", "citation", "heading", "other", "age"]


@dataclass(frozen=True, slots=True)
class Mask:
    """A span whose numerals are no quantity; `reason` says what it is."""

    start: int
    end: int
    kind: MaskKind
    reason: str


_W = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: [a-zà-ỹ]{2,4})?)"


_N = r"[0-9lo]{1,3}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A pattern of what is no quantity. Its span is that of the group `of`, or the whole match.

    The standard library's engine looks for a first character, the other one for characters that a match must
    have: each shape is compiled by the one that has less to look at. `alone`: no letter, digit
    or one of these marks before it.
    """

    reason: str
    pattern: Pattern
    alone: str | None = None
    of: int = 0

    def spans(self, folded: str, lines: str, words: WordIndex) -> Iterator[tuple[int, int]]:
        """Where it stands; `lines`: the text after the end of a line, for a shape that begins one."""
        for match in self.pattern.finditer(lines):
            start, end = match.span(self.of)
            if not self.alone or not (lines[start - 1].isalnum() or lines[start - 1] in self.alone):
                yield start - 1, end - 1


@dataclass(frozen=True, slots=True)
class _Words:
    """A pattern of what is no quantity that begins with a word."""

    reason: str
    wording: Anchored

    def spans(self, folded: str, lines: str, words: WordIndex) -> Iterator[tuple[int, int]]:
        """Where it stands."""
        for match in self.wording.matches(folded, words):
            yield match.span()


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A pattern of what is no quantity that begins with a number: it is looked for where numbers begin.

    `alone`: no letter, digit or one of these marks before it.
    """

    reason: str
    pattern: re.Pattern[str]
    alone: str = "_"

    def spans(self, folded: str, lines: str, words: WordIndex) -> Iterator[tuple[int, int]]:
        """Where it stands."""
        done = 0
        for at in _number_starts(folded):
            if at < done or (at and (folded[at - 1].isalnum() or folded[at - 1] in self.alone)):
                continue
            if match := self.pattern.match(folded, at):
                yield at, match.end()
                done = match.end()


_NUMBER_START = re.compile(r"[0-9]+|(?<!\w)[lo]{1,3}(?![^\W0-9])")


@lru_cache(maxsize=4)
def _number_starts(folded: str) -> list[int]:
    """Where the numbers of a text begin; letters that recognition makes of digits may be one."""
    return [match.start() for match in _NUMBER_START.finditer(folded)]


class _Code:
    """ "a1", "kh12": up to three letters and up to three digits; not "l4", which recognition makes of 14."""

    reason = "code"
    _digits = re.compile(r"[0-9](?<=[a-z].)[0-9]{0,2}(?!\w)")
    _letters = re.compile(r"(?<!\w)(?![lo][0-9lo])[a-z]{1,3}(?=[0-9])")
    _most = 3

    def spans(self, folded: str, lines: str, words: WordIndex) -> Iterator[tuple[int, int]]:
        """Where it stands: from the digits on, which are rarer than letters."""
        for digits in self._digits.finditer(folded):
            at = digits.start()
            letters = self._letters.search(folded, max(0, at - self._most))
            if letters is not None and letters.end() == at:
                yield letters.start(), digits.end()


def _first(reason: str, pattern: str, *, alone: str | None = None, of: int = 0) -> _Shape:
    return _Shape(reason, re.compile(pattern), alone, of)


def _number(reason: str, pattern: str, *, alone: str = "_") -> _Numbered:
    return _Numbered(reason, re.compile(pattern), alone)


def _words(reason: str, pattern: str) -> _Words:
    return _Words(reason, anchored(re.compile(pattern)))


def _needs(reason: str, pattern: str) -> _Shape:
    return _Shape(reason, regex.compile(pattern))


_TIME_UNIT = r"(?:năm|tháng|tuần|ngày|giờ|phút|giây|quý)"
# In order of precedence.
_OTHER: tuple[_Shape | _Words | _Numbered | _Code, ...] = (
    _needs(
        "age",
        rf"(?:dưới|trên|từ|đến|tới|khoảng|ngoài|quá|qua)?+ ?"
        rf"(?:{_N} ?(?:đến|-|tới|và) ?)?+{_N} tuổi(?: trở (?:lên|xuống))?",
    ),
    _needs("age", r"(?:dưới|trên|ngoài|quá|qua|hơn|từ) tuổi [2-6][0-9](?: trở (?:lên|xuống))?"),
    _number(
        "duration",
        rf"{_N}(?: ?(?:đến|-) ?{_N})? ?{_TIME_UNIT}(?! [0-9]{{4}}(?! ?[-–] ?[0-9]{{4}}))(?!\w)",
    ),
    _words("duration", rf"{_W}(?!\w)(?: ?(?:đến|-) ?{_N})? ?{_TIME_UNIT}(?! [0-9]{{4}}(?! ?[-–] ?[0-9]{{4}}))(?!\w)"),
    _words(
        "ordinal",
        rf"lần thứ (?:{_N}|[a-zà-ỹ]+)|(?:xếp thứ|đứng thứ|vị trí thứ|hạng thứ|thứ) [0-9]{{1,3}}(?![0-9.,]*[0-9])|"
        rf"thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?! [0-9])|"
        rf"khóa [ivx0-9]+|(?:đại hội|kỳ họp|hội nghị)(?: lần)? [ivx0-9]+\b",
    ),
    # "NQ 18-NQ/TW của TW 6 khóa XII": the plenum, whose words the citation may have taken.
    _number("ordinal", r"(?:(?<=tw )|(?<=ương ))[0-9]{1,2}(?=,? ?\(?khóa(?!\w))"),
    _words(
        "rank",
        rf"(?:bậc|hạng|loại|cấp độ|bão số|vùng|tổ số|nhóm số|đợt|lớp số|bước|tuyến|khối|trường hợp số|"
        rf"quý) {_N}(?!\s?(?:người|đồng chí|đ/?c|lượt|lớp|%))(?!\w)",
    ),
    # "họp hồi tháng 9 vừa rồi"; in "mỗi tháng 5 lượt" something is counted.
    _words(
        "month",
        r"(?<![0-9] )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )tháng (?:1[0-2]|0?[1-9])(?![0-9.,/%]*[0-9%])"
        r"(?!\s?(?:người|đồng chí|đ/?c|lượt|lớp|cuộc|đơn vị|cán bộ|đoàn viên|văn bản|hội nghị|suất|triệu|lần|buổi))"
        r"(?!\w)",
    ),
    # "5 năm 2019 - 2023": the years are a date, the number before them is none.
    _number("duration", r"[0-9]{1,2} (?=năm (?:19|20)[0-9]{2} ?[-–])"),
    _number(
        "steps",
        rf"{_N} (?:độ tuổi|thế hệ|lĩnh vực|phương châm|bước|khâu|chiều|mặt|nguyên tắc|cấp độ|quy trình)(?!\w)",
    ),
    _words("steps", rf"{_W}(?!\w) (?:độ tuổi|thế hệ|lĩnh vực|phương châm|bước|khâu|mặt|nguyên tắc|cấp độ)(?!\w)"),
    _needs("level", r"đối tượng (?:[0-9](?:, | và |,| đến |-))*[0-9](?!\w)"),
    _words(
        "article",
        r"(?:điều|khoản|điểm|chương|mục|phần|phụ lục|biểu|biểu số|bảng|bảng số|mẫu số|mẫu|trang|hình|"
        r"tiểu mục|phụ biểu|số thứ tự) (?:số )?(?:[0-9]{1,3}[a-zđ]?|[ivx]+)(?:\.[0-9]{1,2}){0,2}"
        r"(?:,? ?(?:đến|tới|-|–) ?[0-9]{1,2}(?![0-9.,/%]))?(?![\w/])",
    ),
    _first(
        "target number",
        r"(?:\n|riêng |\. )((?:mục tiêu|chỉ tiêu|nhiệm vụ|tiêu chí|giải pháp)(?: cụ thể)?(?: số| thứ)? "
        r"\(?(?:[0-9]{1,2}[a-d]?|[ivx]+)\)?(?![0-9%.,]*[0-9%])|(?:kpi|ct|mt) [0-9]{1,2}(?= [/|]))",
        of=1,
    ),
    _words(
        "target number", r"(?:mục tiêu|chỉ tiêu|nhiệm vụ|kpi)(?: số)? \([0-9]{1,2}[a-d]?\)(?! ?(?:chỉ tiêu|mục tiêu))"
    ),
    _words("article", r"(?:mục|phần|ở|tại|bảng|xem|điểm) [ivx]{1,4}\.[0-9]{1,2}(?:\.[0-9]{1,2})?(?![0-9]|[.,][0-9])"),
    _words(
        "age",
        r"(?:dưới|trên) (?:30|35|40|45|50|55)"
        r"(?= (?:trong quy hoạch|trong nguồn|trong danh sách|còn (?:ít|thiếu)|rất ít))",
    ),
    _needs("threshold", rf"(?:có )?từ {_N}[0-9.]*+ ?[a-zà-ỹđ, ]{{0,30}} trở (?:lên|xuống)"),
    _words("telephone", r"(?:điện thoại|đt|tel|fax|hotline|di động)(?!\w)[^0-9\n]{0,40}[0-9][0-9. ()\-]{6,18}[0-9]"),
    _first("telephone", r"0[0-9]{2,4}[. ][0-9]{3,4}[. ][0-9]{3,4}\b", alone="_"),
    _words("name", r"covid(?!\w)-? ?19|khẩu hiệu [0-9]|ba nhất|công nghiệp 4\.0"),
    _first("name", r"24/7(?![0-9])|5s\b|4\.0\b|covid19|h5n1"),
    _words("name", r"(?:ngày|kỷ niệm|dịp|lễ) [0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?"),
    _needs("list mark", r"(?:^|[\n;:.]\s?)\(?[0-9]{1,2}\)(?= )"),
    _number("time", r"[0-9]{1,2}[hg:][0-9]{2}\b"),
    _Code(),
    _number("code", r"[0-9]{1,3}[a-hj-km-np-z](?![\w/])", alone="_/"),
)


_AGE_BAND = regex.compile(
    r"(?:dưới|trên|từ|đến|tới|ngoài|quá|qua|hơn) ?(?:(?P<low>[2-6][0-9]) ?(?:tuổi )?(?:đến|-|"
    r"tới) ?(?:dưới )?)?+(?P<high>[2-6][0-9])(?![0-9.,/%])(?: tuổi)?(?: trở (?:lên|xuống))?"
    rf"(?=\s?(?::|-|–|=>?|→|->|(?:đã |mới |chỉ |hiện |thì |cũng |vẫn )*(?:là|có|gồm|còn|được))?\s?"
    rf"(?:(?:khoảng|có|là) )?(?:[0-9(]|{_W} ))"
)


_BARE_BAND = regex.compile(
    r"(?<![0-9/.,\-])(?:từ )?[2-6][0-9]\s?(?:[-–]|đến|tới)\s?(?:dưới )?[2-6][0-9](?: tuổi)?(?=\s?(?::|=>?|-|–|→|->|có|"
    r"là)?\s?(?:có )?[0-9])"
)


_AGE_SAID = regex.compile(
    r"(?<=(?:độ tuổi|tuổi đời|tuổi) )(?:(?:dưới|trên|từ) (?:[2-6][0-9] ?(?:đến|-|tới) ?(?:dưới )?)?[2-6][0-9]"
    r"|[2-6][0-9] ?(?:đến|-|tới) ?(?:dưới )?[2-6][0-9])(?: tuổi)?(?: trở (?:lên|xuống))?(?=\s?(?:[,;.)(]|và\s|$|\n))"
)


_AGE_BLOCK = regex.compile(r"(?<!\w)(?:độ tuổi|tuổi|tuổi đời)(?!\w)")


_AGE_ITEM = regex.compile(
    r"(?:[0-9]{1,2}[.)]?\t|[a-z][.)]?\t)?[\s+*•–-]*(?:dưới|trên|từ|đến|tới|ngoài|quá|qua|hơn|[2-6][0-9])(?!\w)"
)
_LIST_OF_AGES = 7
"""How many blocks a list of age bands may run on after the words that say what it is."""


def find_masks(
    folded: str,
    dates: Iterable[tuple[int, int]],
    citations: Iterable[tuple[int, int]],
    headings: Iterable[tuple[int, int]],
    words: WordIndex,
) -> list[Mask]:
    """Every span that is no quantity, in order of precedence, none overlapping another."""
    taken = bytearray(len(folded) + 1)
    masks: list[Mask] = []

    def keep(start: int, end: int, kind: MaskKind, reason: str) -> None:
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            masks.append(Mask(start, end, kind, reason))

    for start, end in citations:
        keep(start, end, "citation", "citation")
    for start, end in dates:
        keep(start, end, "date", "date")
    for start, end in headings:
        keep(start, end, "heading", "number of a section")
    at = 0
    since = _LIST_OF_AGES
    for block in folded.split("\n"):
        since = 0 if "tuổi" in block and _AGE_BLOCK.search(block) else since + 1
        if since < _LIST_OF_AGES and (since == 0 or _AGE_ITEM.match(block)):
            for pattern in (_BARE_BAND, _AGE_BAND, _AGE_SAID):
                for match in pattern.finditer(folded, at, at + len(block)):
                    keep(match.start(), match.end(), "age", "age")
        at += len(block) + 1
    # The line before the first lets a shape that begins a line begin the text.
    lines = "\n" + folded
    for shape in _OTHER:
        for start, end in shape.spans(folded, lines, words):
            keep(max(0, start), end, "age" if shape.reason == "age" else "other", shape.reason)
    masks.sort(key=lambda mask: mask.start)
    return masks


_END = attrgetter("end")


def mask_at(masks: list[Mask], position: int) -> Mask | None:
    """The mask that covers a position, or None."""
    place = bisect_left(masks, position + 1, key=_END)
    return masks[place] if place < len(masks) and masks[place].start <= position else None
