"""The 8-bit letters of Vietnam before Unicode: TCVN3 (".VnTime") and VNI-Windows ("VNI-Times").

Such text is stored as if it were Western European; only the font makes Vietnamese of it. TCVN3 (the
"ABC" fonts, after TCVN 5712:1993, table VN3) has one byte a letter and no accented capitals but ĂÂÊÔƠƯĐ:
capitals are another font (".VnTimeH"), so the case is known only where the font is. Its ư is byte AD,
the soft hyphen of Latin-1. VNI-Windows writes most letters as a base letter and a mark.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import regex

from extractor.readers.syllables import Spelling, spelling

Encoding = Literal["tcvn3", "vni"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni")
NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI-Windows"}

_TABLE = Path(__file__).parent / "data" / "legacy_letters.csv"
_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_STYLE = regex.compile(r"(?:[,-](?:bold|italic|regular|roman|oblique|identity|mt)+[a-z-]*+)++$", regex.IGNORECASE)
_TCVN3_FONT = regex.compile(
    r"(?i:[._]vn)[\w .]+|V[nN](?:3D|Arab|Arial|Aristote|Avant|Black|Bodoni|Book|Century|Clarendon|Commercial|Cooper|"
    r"Courier|Exotic|Free|Futura|Garamond|Gothic|Helvet|Linus|Memo|Monotype|Mystical|Park|Present|Revue|Shelley|Southern|"
    r"Stamp|Teknical|Tifani|Time|University|Vogue)[\w .]*"
)
_VNI_FONT = regex.compile(r"vni[-_ ].+", regex.IGNORECASE)
# What a program makes of the bytes that Windows' Vietnamese code page reads otherwise than the Western one.
_CP1258 = {"\u0300": "Ì", "\u0301": "ì", "\u0303": "Þ", "\u0309": "Ò", "\u0323": "ò", "Ă": "Ã", "ă": "ã", "Đ": "Ð",
           "đ": "ð", "Ơ": "Õ", "ơ": "õ", "Ư": "Ý", "ư": "ý", "₫": "þ"}  # fmt: skip
_LINE = regex.compile(r"[^\n]++")
_WORD = regex.compile(r"\S++")
SURE = 0.8
"""The share of words that must spell Vietnamese before text is taken to be in a legacy encoding."""


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font's name says of the text set in it."""

    encoding: Encoding
    capitals: bool = False


@lru_cache(maxsize=512)
def legacy_font(name: str) -> LegacyFont | None:
    """The legacy encoding that a font's name betrays, None for any other font.

    A PDF's subset prefix and style suffix are passed over.

    >>> legacy_font(".VnTimeH"), legacy_font("ABCDEF+VNI-Times,Bold")
    (LegacyFont(encoding='tcvn3', capitals=True), LegacyFont(encoding='vni', capitals=False))
    >>> legacy_font("Times New Roman"), legacy_font("VnTeX")
    (None, None)
    """
    plain = _STYLE.sub("", _SUBSET.sub("", name.strip()).replace("#2E", "."))
    if _VNI_FONT.fullmatch(plain):
        return LegacyFont("vni")
    if _TCVN3_FONT.fullmatch(plain):
        return LegacyFont("tcvn3", capitals=plain.endswith("H"))
    return None


@cache
def letters(encoding: Encoding) -> dict[str, str]:
    """The table of an encoding: its characters, as Latin-1 shows them, to the Vietnamese letter."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            bytes.fromhex(row[encoding]).decode("latin-1"): row["letter"]
            for row in csv.DictReader(file)
            if row[encoding]
        }


@cache
def _conversion(encoding: Encoding) -> tuple[regex.Pattern[str], Callable[[regex.Match[str]], str]]:
    table = dict(letters(encoding))
    if encoding == "vni":
        # A capital may carry the mark of the small letter and the other way round: the base tells the case.
        for written, letter in tuple(table.items()):
            if len(written) == 2:
                table.setdefault(written[0] + written[1].swapcase(), letter)
    longest = sorted(table, key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, longest))), lambda match: table[match[0]]


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Text in a legacy encoding as Unicode. `capitals`: set in a font that has capitals only.

    >>> convert("Tæng Liªn ®oµn", "tcvn3"), convert("Toång Lieân ñoaøn", "vni")
    ('Tổng Liên đoàn', 'Tổng Liên đoàn')
    >>> convert("c«ng ®oµn", "tcvn3", capitals=True), convert("TH¦êNG Vô, Vô 2", "tcvn3")
    ('CÔNG ĐOÀN', 'THƯỜNG VỤ, VỤ 2')
    """
    pattern, letter = _conversion(encoding)
    shown: str = pattern.sub(letter, as_western(text))
    if encoding == "tcvn3" and not capitals:
        shown = _LINE.sub(lambda line: _whole_capitals(line[0]), shown)
    return shown.upper() if capitals else shown


def pieces(text: str, encoding: Encoding, *, capitals: bool = False) -> Iterator[tuple[int, int, str]]:
    """The letters of a text in a legacy encoding one by one: where each is written, and the letter in Unicode.

    >>> list(pieces("ñaøn", "vni"))
    [(0, 1, 'đ'), (1, 3, 'à'), (3, 4, 'n')]
    """
    western = as_western(text)
    if encoding == "tcvn3":
        yield from ((at, at + 1, letter) for at, letter in enumerate(convert(text, encoding, capitals=capitals)))
        return
    pattern, letter_of = _conversion(encoding)
    at = 0
    for match in pattern.finditer(western):
        yield from ((k, k + 1, western[k]) for k in range(at, match.start()))
        yield match.start(), match.end(), letter_of(match)
        at = match.end()
    yield from ((k, k + 1, western[k]) for k in range(at, len(western)))


def _whole_capitals(line: str) -> str:
    """A line with the accented letters of its words in capitals made capitals too.

    Typed with the capital lock on, base letters are capitals and the accented ones stay small: "B¸O C¸O".
    A single capital ("Vụ") is one of them where no word beside it has a plain small letter.
    """
    words = [match for match in _WORD.finditer(line) if any(letter.isalpha() for letter in match[0])]
    shown = list(line)
    for place, match in reversed(list(enumerate(words))):
        plain = [letter for letter in match[0] if letter.isascii() and letter.isalpha()]
        if not plain or any(map(str.islower, plain)):
            continue
        beside = [words[at][0] for at in (place - 1, place + 1) if 0 <= at < len(words)]
        if len(plain) > 1 or (
            beside and not any(letter.islower() and letter.isascii() for it in beside for letter in it)
        ):
            shown[match.start() : match.end()] = match[0].upper()
    return "".join(shown)


def as_western(text: str) -> str:
    """Text as the Western code page reads it: from a symbol font's private area, or from code page 1258.

    >>> as_western("\\uf0aeo\\uf0b5n")
    '®oµn'
    """
    return "".join(
        chr(ord(letter) & 0xFF) if 0xF020 <= ord(letter) <= 0xF0FF else _CP1258.get(letter, letter) for letter in text
    )


def found_encoding(text: str, least_words: int = 3) -> Encoding | None:
    """The legacy encoding that makes Vietnamese of `text`, judged by how its words are spelt.

    None where the text is Vietnamese as it stands, where no encoding helps, or where fewer than
    `least_words` words can tell.

    >>> found_encoding("Tæng Liªn ®oµn Lao ®éng"), found_encoding("Toång Lieân ñoaøn Lao ñoäng")
    ('tcvn3', 'vni')
    >>> found_encoding("Tổng Liên đoàn Lao động"), found_encoding("München, Köln, Zürich")
    (None, None)
    """
    as_it_stands = spelling(text)
    if as_it_stands.words < least_words or as_it_stands.share >= 0.5:
        return None
    best, encoding = _best(text)
    return encoding if best.share >= SURE and best.right >= least_words else None


def _best(text: str) -> tuple[Spelling, Encoding]:
    return max(((spelling(convert(text, encoding)), encoding) for encoding in ENCODINGS), key=lambda it: it[0].share)


@dataclass(frozen=True, slots=True)
class Healed:
    """A text with its legacy paragraphs converted; `changed` counts them by encoding."""

    text: str
    changed: dict[Encoding, int]


def heal_paragraphs(text: str) -> Healed:
    """A text whose lines may be in a legacy encoding, each line converted that is.

    A text of one encoding is converted whole. In a mixed one a line too short to tell goes with the
    lines around it where both neighbours agree.

    >>> heal_paragraphs("Kết quả đạt được:\\nTæng sè c¸n bé: 52 ng­êi").text
    'Kết quả đạt được:\\nTổng số cán bộ: 52 người'
    """
    lines = text.splitlines(keepends=True)
    whole = found_encoding(text)
    if whole and not any(_speaks_against(line, whole) for line in lines):
        shown_whole = convert(text, whole)
        return Healed(shown_whole, {whole: sum(1 for line in lines if not line.isascii())})
    found = [found_encoding(line) for line in lines]
    if not any(found):
        return Healed(text, {})
    shown = []
    changed: dict[Encoding, int] = {}
    for line, encoding in zip(lines, _spread(lines, found), strict=True):
        if encoding is None:
            shown.append(line)
            continue
        shown.append(convert(line, encoding))
        changed[encoding] = changed.get(encoding, 0) + (shown[-1] != line)
    return Healed("".join(shown), changed)


def _spread(lines: list[str], found: list[Encoding | None]) -> Iterator[Encoding | None]:
    """The encoding of each line, with short lines decided by those around them."""
    plain = [_is_unicode(line) for line in lines]
    before: list[Encoding | None] = []
    last: Encoding | None = None
    for encoding, unicode in zip(found, plain, strict=True):
        last = encoding or (None if unicode else last)
        before.append(last)
    after: list[Encoding | None] = []
    last = None
    for encoding, unicode in zip(reversed(found), reversed(plain), strict=True):
        last = encoding or (None if unicode else last)
        after.append(last)
    after.reverse()
    only = {encoding for encoding in found if encoding}
    for index, line in enumerate(lines):
        if found[index] or plain[index] or line.isascii():
            yield found[index]
            continue
        near = before[index] or after[index]
        if near is None or (before[index] and after[index] and before[index] != after[index]):
            near = next(iter(only)) if len(only) == 1 else None
        helps = near is not None and spelling(convert(line, near)).share > spelling(line).share
        yield near if helps else None


def _speaks_against(line: str, encoding: Encoding) -> bool:
    """Whether a line is Vietnamese as it stands, and would not be after a conversion."""
    said = spelling(line)
    return said.right >= 3 and said.share >= 0.5 and spelling(convert(line, encoding)).share < said.share


def _is_unicode(line: str) -> bool:
    said = spelling(line)
    return said.right > 0 and said.share >= max(0.5, _best(line)[0].share)
