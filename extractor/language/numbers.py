"""Numbers as Vietnamese reports write them: digits with their separators, words, and both mixed.

Sources of the rules: domain reference §4.1 and §4.3. A dot before exactly three digits groups
thousands, a comma marks decimals; the English way round is read where nothing else is possible.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import regex

MAX_DIGITS = 15
"""A number of more digits is no quantity of a report; it is left unread."""
MAX_WORDS = 24
"""A number in words is no longer than this: "chín trăm chín mươi chín triệu …" to the ones has 19."""

# In scans l and I stand for 1, O for 0. A letter is repaired only inside a token that has a true
# digit, and only if the outcome is a well-formed number.
_LITERAL = re.compile(
    r"(?<!\w)(?:[0-9lo]|(?<=[0-9])i)++(?:[.,](?:[0-9lo]|(?<=[0-9])i)++)*+(?!\w)"
    r"|(?<![0-9])(?<![0-9][.,])[0-9]++(?:[.,][0-9]++)*+"
)
_FROM_DIGIT = re.compile(r"[0-9][0-9loi.,]*")
_BEFORE_DIGIT = frozenset("lo.,")
_SPACED = regex.compile(r"(?<![0-9.,-])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9-]|[.,][0-9])")
# "4 7 lớp", which recognition has torn apart.
_TORN = re.compile(r"[1-9] [0-9](?= (?:lớp|lượt|người|cuộc|đồng chí|đ/c|đơn vị|cđcs|cán bộ|văn bản)(?!\w))")
_BEFORE_TORN = re.compile(r".?[0-9.,/-]$|[0-9.,] $")
_REPAIR = str.maketrans("loi", "101")

_DIGIT_WORDS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
_TENS = {"mươi", "chục"}
_HALF = {"rưỡi", "rưởi"}
_ZERO_TENS = {"linh", "lẻ"}
NUMBER_WORDS = frozenset({*_DIGIT_WORDS, *_SCALES, *_TENS, *_HALF, *_ZERO_TENS, "mười", "trăm", "không", "tá"})
_LEADING = NUMBER_WORDS - _HALF - _ZERO_TENS - {"mốt", "lăm", "nhăm", "không", "mươi"}
_WORD = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of the folded text.

    `value` is the usual reading; `grouped` is the other reading of a comma before exactly three
    digits ("22,877" as 22877), None where there is none. `words`: written in words.
    `decimals`: how many decimal digits are printed.
    """

    start: int
    end: int
    value: Decimal
    grouped: Decimal | None = None
    words: bool = False
    decimals: int = 0


def parse_literal(literal: str) -> Number | None:
    """A number of digits and separators, or None if it is malformed.

    >>> parse_literal("22.877").value, parse_literal("38,05").value, parse_literal("1.234.567,5").value
    (Decimal('22877'), Decimal('38.05'), Decimal('1234567.5'))
    >>> parse_literal("22,877").grouped
    Decimal('22877')
    >>> parse_literal("8l9").value, parse_literal("4i").value, parse_literal("1.2.3")
    (Decimal('819'), Decimal('41'), None)
    """
    digits = literal.translate(_REPAIR)
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        return None
    dots, commas = digits.count("."), digits.count(",")
    grouped: Decimal | None = None
    if not dots and not commas:
        plain = digits
    elif dots and commas:
        group, point = (".", ",") if digits.rfind(",") > digits.rfind(".") else (",", ".")
        whole, _, fraction = digits.rpartition(point)
        if point in whole or not _groups(whole, group):
            return None
        plain = f"{whole.replace(group, '')}.{fraction}"
    else:
        mark = "." if dots else ","
        if _groups(digits, mark) and (mark == "." or commas > 1):
            plain = digits.replace(mark, "")
        elif digits.count(mark) == 1:
            plain = digits.replace(mark, ".")
            if mark == "," and _groups(digits, mark):
                grouped = Decimal(digits.replace(",", ""))
        else:
            return None
    _, _, fraction = plain.partition(".")
    return Number(0, len(literal), Decimal(plain), grouped, decimals=len(fraction))


def _groups(digits: str, mark: str) -> bool:
    head, *rest = digits.split(mark)
    return 1 <= len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in rest)


def parse_words(words: list[str]) -> Decimal | None:
    """The value of folded number words, or None if they are no number.

    >>> [int(parse_words(text.split())) for text in ("hai mươi mốt", "một trăm lẻ năm", "ba mươi tư", "mười lăm")]
    [21, 105, 34, 15]
    >>> [int(parse_words(text.split())) for text in ("một triệu rưỡi", "nghìn hai", "hai chục", "chục", "trăm rưỡi")]
    [1500000, 1200, 20, 10, 150]
    """
    total, section, digit, last_scale = 0, 0, None, 0
    for index, word in enumerate(words):
        if word in _DIGIT_WORDS:
            if digit is not None:
                return None
            digit = _DIGIT_WORDS[word]
        elif word == "mười":
            if digit is not None or section % 100:
                return None
            section, last_scale = section + 10, 10
        elif word in _TENS:
            if digit is None and index and word == "mươi":
                return None
            section, digit, last_scale = section + (1 if digit is None else digit) * 10, None, 10
        elif word == "tá":
            section, digit = section + (1 if digit is None else digit) * 12, None
        elif word == "trăm":
            section, digit, last_scale = section + (1 if digit is None else digit) * 100, None, 100
        elif word in _ZERO_TENS:
            last_scale = 10
        elif word == "không":
            digit = 0
        elif word in _SCALES:
            section += digit or 0
            if section == 0:
                section = 1
            total, section, digit, last_scale = total + section * _SCALES[word], 0, None, _SCALES[word]
        elif word in _HALF:
            if not last_scale or digit is not None:
                return None
            return Decimal(total + section + last_scale // 2)
        else:
            return None
    if digit is not None:
        # "nghìn hai", "trăm tư": a bare digit after a scale counts its next lower decimal.
        bare = section == 0 and last_scale >= 1000 and total
        section += digit * (last_scale // 10) if bare else digit
    value = total + section
    return Decimal(value) if value else None


def find_numbers(folded: str, at_words: Iterable[int] | None = None) -> list[Number]:
    """All numbers of a folded text in order: digits, and runs of number words.

    A run of words is only a candidate: whether "năm" is five or year is for the reader of its
    surroundings to say. `at_words`: where one of NUMBER_WORDS may begin, in order, where that is known.
    """
    found: list[Number] = []
    torn = [m for m in _TORN.finditer(folded) if not _BEFORE_TORN.match(folded[max(0, m.start() - 2) : m.start()])]
    for match in (*_SPACED.finditer(folded), *torn):
        number = Number(match.start(), match.end(), Decimal(match[0].replace(" ", "")))
        found.append(number)
    spaced = {position for number in found for position in range(number.start, number.end)}
    for match in _literals(folded):
        literal = match[0]
        if match.start() in spaced:
            continue
        parsed = parse_literal(literal)
        if parsed is not None:
            found.append(Number(match.start(), match.end(), parsed.value, parsed.grouped, decimals=parsed.decimals))
    run: list[re.Match[str]] = []
    words = _WORD.finditer(folded) if at_words is None else filter(None, map(partial(_WORD.match, folded), at_words))
    for word in words:
        adjacent = bool(run) and folded[run[-1].end() : word.start()] == " "
        if not adjacent:
            _keep(run, found)
            run = []
        if adjacent or word[0] in _LEADING:
            run.append(word)
    _keep(run, found)
    found.sort(key=lambda number: number.start)
    return found


def _literals(folded: str) -> Iterator[re.Match[str]]:
    """The literals that hold a true digit, in order."""
    done = 0
    for around in _FROM_DIGIT.finditer(folded):
        at = around.start()
        while at > done and folded[at - 1] in _BEFORE_DIGIT:
            at -= 1
        done = around.end()
        while at < around.end():
            match = _LITERAL.match(folded, at)
            if match is not None and any(character.isdigit() for character in match[0]):
                yield match
            at = match.end() if match is not None else at + 1


def _keep(run: list[re.Match[str]], found: list[Number]) -> None:
    """Add a run of number words, as the longest prefixes that are numbers."""
    at = 0
    while at < len(run):
        for stop in range(min(len(run), at + MAX_WORDS), at, -1):
            value = parse_words([word[0] for word in run[at:stop]])
            if value is not None:
                found.append(Number(run[at].start(), run[stop - 1].end(), value, words=True))
                at = stop
                break
        else:
            at += 1
