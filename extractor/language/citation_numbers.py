"""The number of a document: digits, perhaps a letter and a year, the code of its kind, its issuers.

    03/NQ-TLĐ          union and state, number by the calendar year
    111/2022/NĐ-CP     normative, the year inside
    50/2024/QH15       the National Assembly
    39-NQ/TW           the Party, number by the term
    2316/TLĐ-ToC       an official letter: issuer and unit

Stray blanks, long dashes and a lost separator are read over; a code that OCR spelt with D for Đ is
repaired if the lexicon knows what it must be. The sample's hybrids ("03-NQ/BCH") are read as printed.
"""

from dataclasses import dataclass

import regex

from extractor.language.citation_data import (
    DocumentType,
    Issuer,
    aliases,
    bare,
    issuers_by_suffix,
    repairs,
    types_by_code,
)

_SERIAL = regex.compile(r"(?=[OoIl|]{0,4}[0-9])(?P<digits>[0-9OoIl|]{1,5}+)(?P<letter>[a-hđA-C](?![\p{L}\p{N}]))?")
_SEPARATOR = regex.compile(r"(?P<before>[ \u00a0]?)(?P<mark>[-–—−‑/\\])(?P<after>[ \u00a0]?)")
_YEAR = regex.compile(r"(?P<year>(?:19|20)[0-9]{2})(?![\p{L}\p{N}])")
_LEGAL_YEAR = regex.compile(r"[ \u00a0]?/[ \u00a0]?(?P<year>[12][09O][0-9O]{2})(?![\p{L}\p{N}])")
_CODE = regex.compile(r"\p{L}[\p{L}&]{0,15}+(?P<digits>[0-9]{0,2})(?![\p{N}])")
_SPACED = regex.compile(r" (?=\p{Lu}{2,4}\p{Ll}?[-/]\p{Lu}{2})")
_SPLIT = regex.compile(r"(\p{Lu}{1,4}) (\p{Lu}{1,6})(?![\p{L}\p{N}])")
_ABBREVIATION = regex.compile(r"(?:\p{Lu}[\p{Ll}&]{0,2}){2,10}+[0-9]{0,2}")
_VOWEL_MARKS = regex.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụừứửữựỳýỷỹỵ]", regex.IGNORECASE)
_DIGITS = str.maketrans("OoIl|", "00111")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as read at `start:end` of the text.

    `serial` is the digits without the leading zeros' meaning lost: as printed, OCR letters read as
    digits. `codes` are the codes after it in canonical spelling, `type_code` the one that says the
    kind, `issuers` those of known issuers. `party` tells the Party's punctuation (39-NQ/TW).
    """

    start: int
    end: int
    serial: str
    letter: str
    year: str | None
    codes: tuple[str, ...]
    marks: tuple[str, ...]
    type_code: str | None
    issuers: tuple[Issuer, ...]

    @property
    def party(self) -> bool:
        """Written the Party's way: a dash, then a slash."""
        return self.year is None and self.marks[:1] == ("-",)

    @property
    def full(self) -> bool:
        """It carries a symbol, so it is a number by itself."""
        return bool(self.codes)

    @property
    def identity(self) -> str:
        """Digits without leading zeros, with the letter: 03 → "3", 06b → "6b"."""
        return f"{int(self.serial)}{self.letter.lower()}"

    def spelt(self) -> str:
        """The canonical spelling."""
        head = f"{self.serial}{self.letter}"
        if self.year is not None:
            return "/".join([head, self.year, "-".join(self.codes)]) if self.codes else f"{head}/{self.year}"
        marks = self.marks + ("-",) * (len(self.codes) - len(self.marks))
        return head + "".join(mark + code for mark, code in zip(marks, self.codes, strict=True))


def types_of(number: DocumentNumber) -> tuple[DocumentType, ...]:
    """The kinds that the code of the number allows; QĐ allows two."""
    return types_by_code().get(number.type_code or "", ())


def read_number(text: str, at: int) -> DocumentNumber | None:
    """The number that begins at `at`, or None. Without a symbol ("03", "108/2014") it is not `full`.

    >>> read_number("05/ NQ - ĐCT của", 0).spelt()
    '05/NQ-ĐCT'
    >>> read_number("35-QD/ĐĐ ngày", 0).spelt(), read_number("71/KH-LĐLD", 0).spelt()
    ('35-QĐ/ĐĐ', '71/KH-LĐLĐ')
    >>> read_number("111/2022/ND-CP", 0).year
    '2022'
    """
    match = _SERIAL.match(text, at)
    if match is None or (
        at > 0 and (text[at - 1].isdigit() or text[at - 1] in "/.,") and at > 1 and text[at - 2].isdigit()
    ):
        return None
    serial, letter, end = match["digits"].translate(_DIGITS), match["letter"] or "", match.end()
    year = None
    if legal := _LEGAL_YEAR.match(text, end):
        year, end = legal["year"].replace("O", "0"), legal.end()
    codes, marks, end = _codes(text, end, glued=end)
    if not codes and end < len(text) and (text[end].isalnum() or text[end] == "%"):
        return None
    return _interpret(at, end, serial, letter, year, codes, marks)


def _codes(text: str, at: int, glued: int) -> tuple[list[str], list[str], int]:
    codes: list[str] = []
    marks: list[str] = []
    while len(codes) < 5:
        separator = _SEPARATOR.match(text, at)
        if separator is not None:
            mark, start = ("/" if separator["mark"] in "/\\" else "-"), separator.end()
            loose = bool(separator["before"] or separator["after"])
        elif at == glued and (spaced := _SPACED.match(text, at)):
            mark, start, loose = "", spaced.end(), True
        elif at == glued or (len(codes) == 1 and text[at : at + 1] == " " and codes[0] in types_by_code()):
            mark, start, loose = "", at + (at != glued), True
        else:
            break
        found = _code(text, start, loose, lost=separator is None)
        if found is None:
            break
        code, at = found
        codes.append(code)
        marks.append(mark)
    return codes, _mended(codes, marks), at


def _code(text: str, at: int, loose: bool, *, lost: bool) -> tuple[str, int] | None:
    match = _CODE.match(text, at)
    if match is None:
        return None
    printed = match[0]
    if (
        not loose
        and (split := _SPLIT.match(text, at))
        and len(split[0]) > 4
        and (joined := _repair(split[1] + split[2]))
    ):
        return joined, split.end()
    repaired = _repair(printed)
    capital = printed[: len(printed) - len(match["digits"])].isupper()
    if repaired is not None and (not loose or capital or repaired == printed) and not (lost and len(printed) < 2):
        return repaired, match.end()
    if loose or _VOWEL_MARKS.search(printed) or not _ABBREVIATION.fullmatch(printed):
        return None
    return printed.replace("Ð", "Đ"), match.end()


def _repair(printed: str) -> str | None:
    """The code as the lexicon writes it, or None if the lexicon knows no such code."""
    stem = printed.rstrip("0123456789")
    digits = printed[len(stem) :]
    stem = stem.replace("Ð", "Đ")
    stem = aliases().get(stem, stem)
    types, suffixes = types_by_code(), issuers_by_suffix()
    if not digits and stem in types:
        return stem
    if stem in suffixes:
        return stem + digits if not digits or stem in ("QH", "UBTVQH") else None
    type_repairs, suffix_repairs = repairs()
    key = bare(stem)
    if digits:
        return stem.upper() + digits if key in ("qh", "ubtvqh") else None
    return (
        suffix_repairs.get(key)
        if len(key) > 2 and key in suffix_repairs
        else type_repairs.get(key) or suffix_repairs.get(key)
    )


def _mended(codes: list[str], marks: list[str]) -> list[str]:
    """A lost separator gets the mark that the issuer's own style puts there."""
    if "" not in marks:
        return marks
    suffixes = issuers_by_suffix()
    party = any(code in suffixes and suffixes[code].system == "party" for code in codes)
    style = ("-", "/") if party else ("/", "-")
    return [mark or (style[0] if place == 0 else style[1]) for place, mark in enumerate(marks)]


def _interpret(
    start: int, end: int, serial: str, letter: str, year: str | None, codes: list[str], marks: list[str]
) -> DocumentNumber:
    suffixes, types = issuers_by_suffix(), types_by_code()
    if len(codes) > 1 and codes[0] == "DD" and marks[0] == "-":
        codes = ["ĐĐ", *codes[1:]]
    type_code = codes[0] if codes and codes[0] in types else None
    if len(codes) > 1 and codes[0] in suffixes and codes[1] not in suffixes:
        type_code = None
    rest = codes[1:] if type_code else codes[:1]
    known = tuple(suffixes[stem] for code in rest if (stem := code.rstrip("0123456789")) in suffixes)
    return DocumentNumber(start, end, serial, letter, year, tuple(codes), tuple(marks), type_code, known)
