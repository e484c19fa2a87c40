"""Masks: what a numeral can be other than a quantity (date, citation, duration, ordinal, age …)."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import regex

MaskKind = Literal["date", "citation", "heading", "other", "age"]
PATTERN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Mask:
    """A span whose numerals are no quantity; `reason` says what it is."""

    start: int
    end: int
    kind: MaskKind
    reason: str


_W = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: [a-zà-ỹ]{2,4})?)"


_N = r"[0-9lo]{1,3}"


_OTHER: tuple[tuple[str, str], ...] = (
    ("age", rf"(?:dưới|trên|từ|đến|khoảng)?+ ?(?:{_N} ?(?:đến|-|tới|và) ?)?+{_N} tuổi(?: trở (?:lên|xuống))?"),
    (
        "duration",
        rf"(?<![\w])(?:{_N}|{_W})(?: ?(?:đến|-) ?{_N})? ?(?:năm|tháng|tuần|ngày|giờ|phút|giây|"
        rf"quý)(?! [0-9]{{4}})(?![\w])",
    ),
    (
        "ordinal",
        rf"lần thứ (?:{_N}|[a-zà-ỹ]+)|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?! [0-9])|"
        rf"khóa [ivx0-9]+|(?:đại hội|kỳ họp|hội nghị)(?: lần)? [ivx0-9]+\b",
    ),
    (
        "rank",
        rf"(?:bậc|hạng|loại|cấp độ|bão số|vùng|tổ số|nhóm số|đợt|lớp số|bước|tuyến|khối|trường hợp số|"
        rf"quý) {_N}(?!\s?(?:người|đồng chí|đ/c|lượt|lớp|%))(?!\w)",
    ),
    ("steps", rf"(?<![\w]){_N} (?:bước|khâu|chiều|mặt|nguyên tắc|cấp độ|quy trình)(?![\w])"),
    ("level", r"đối tượng (?:[0-9](?:, | và |,| đến |-))*[0-9](?!\w)"),
    (
        "article",
        r"(?:điều|khoản|điểm|chương|mục|phần|phụ lục|biểu|biểu số|bảng|bảng số|mẫu số|mẫu|trang|hình|"
        r"tiểu mục|phụ biểu|số thứ tự) (?:số )?(?:[0-9]{1,3}[a-zđ]?|[ivx]+)(?![\w/])",
    ),
    (
        "target number",
        r"(?:(?<=^)|(?<=\n)|(?<=riêng )|(?<=\. ))(?:mục tiêu|chỉ tiêu|nhiệm vụ|tiêu chí|"
        r"giải pháp)(?: cụ thể)?(?: số| thứ)? \(?(?:[0-9]{1,2}[a-d]?|[ivx]+)\)?(?![0-9%.,]*[0-9%])",
    ),
    ("threshold", rf"(?:có )?từ {_N}[0-9.]*+ ?[a-zà-ỹđ, ]{{0,30}} trở (?:lên|xuống)"),
    (
        "telephone",
        r"(?:điện thoại|đt|tel|fax|hotline|di động)[^0-9\n]{0,40}[0-9][0-9. ()\-]{6,18}[0-9]|"
        r"\b0[0-9]{2,4}[. ][0-9]{3,4}[. ][0-9]{3,4}\b",
    ),
    (
        "name",
        r"covid-? ?19|24/7(?![0-9])|h5n1|khẩu hiệu [0-9]|ba nhất|5s\b|4\.0\b|công nghiệp 4\.0|\b(?:ngày|kỷ niệm|"
        r"dịp|lễ) [0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?",
    ),
    ("list mark", r"(?:^|[\n;:.]\s?)\(?[0-9]{1,2}\)(?= )"),
    ("time", r"\b[0-9]{1,2}(?:h|g|:)[0-9]{2}\b"),
    ("code", r"(?<![\w])(?![lo][0-9lo])[a-z]{1,3}[0-9]{1,3}(?![\w])|(?<![\w/])[0-9]{1,3}[a-hj-km-np-z](?![\w/])"),
)


_OTHER_PATTERNS = tuple((reason, regex.compile(pattern)) for reason, pattern in _OTHER)


_AGE_BAND = regex.compile(
    r"(?:dưới|trên|từ|đến) ?(?:(?P<low>[2-6][0-9]) ?(?:tuổi )?(?:đến|-|"
    r"tới) ?(?:dưới )?)?+(?P<high>[2-6][0-9])(?![0-9.,/%])(?: tuổi)?(?: trở (?:lên|xuống))?"
    r"(?=\s?(?::|-|là|có|gồm)?\s?(?:(?:khoảng|có|là) )?[0-9(])"
)


_BARE_BAND = regex.compile(
    r"(?<![0-9/.,\-])(?:từ )?[2-6][0-9]\s?(?:[-–]|đến|tới)\s?(?:dưới )?[2-6][0-9](?: tuổi)?(?=\s?(?::|=|có|"
    r"là)?\s?(?:có )?[0-9])"
)


_AGE_SAID = regex.compile(
    r"(?<=(?:độ tuổi|tuổi đời|tuổi) )(?:(?:dưới|trên|từ) (?:[2-6][0-9] ?(?:đến|-|tới) ?(?:dưới )?)?[2-6][0-9]"
    r"|[2-6][0-9] ?(?:đến|-|tới) ?(?:dưới )?[2-6][0-9])(?: tuổi)?(?: trở (?:lên|xuống))?(?=\s?(?:[,;.)(]|$|\n))"
)


_AGE_BLOCK = regex.compile(r"(?<!\w)(?:độ tuổi|tuổi|tuổi đời)(?!\w)")


def find_masks(
    folded: str,
    dates: Iterable[tuple[int, int]],
    citations: Iterable[tuple[int, int]],
    headings: Iterable[tuple[int, int]],
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
    for block in folded.split("\n"):
        if _AGE_BLOCK.search(block):
            for pattern in (_BARE_BAND, _AGE_BAND, _AGE_SAID):
                for match in pattern.finditer(folded, at, at + len(block)):
                    keep(match.start(), match.end(), "age", "age")
        at += len(block) + 1
    for reason, pattern in _OTHER_PATTERNS:
        for match in pattern.finditer(folded, timeout=PATTERN_SECONDS):
            keep(match.start(), match.end(), "age" if reason == "age" else "other", reason)
    masks.sort(key=lambda mask: mask.start)
    return masks


def mask_at(masks: list[Mask], position: int) -> Mask | None:
    """The mask that covers a position, or None."""
    place = bisect_left([mask.end for mask in masks], position + 1)
    return masks[place] if place < len(masks) and masks[place].start <= position else None
