"""Triage of PDF pages: whether a page's text layer can be believed, and what to do where it cannot.

Thresholds are measured on real reports: of the letters of Vietnamese prose 26 % or more carry a mark; a layer
made by OCR in English, or in an old eight-bit encoding, shows 13 % or less.
"""

from dataclasses import replace
from math import atan, cos, sin
from statistics import median
from unicodedata import category, normalize

from extractor.readers.manuscript import PageVerdict, Placement
from extractor.readers.pdf_glyphs import PICTURED, Glyphs

WRONG_BELOW = 0.13
_SURE_FROM = 0.26
_ENOUGH_LETTERS = 120
_ODD, _FOREIGN = 0.03, 0.02
_LEAST_SLOPE = 0.003
_LONE = 0.12

_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
ACCENTED = frozenset(
    normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES) if tone or vowel not in "aeiouy"
) | {"đ", "ƣ"}
"""The letters of Vietnamese that carry a mark, in small letters; ƣ stands for ư in fonts with a wrong table."""

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


def accented_share(text: str) -> float | None:
    """The share of accented letters among the letters; None where there are too few to tell.

    >>> round(accented_share("Liên đoàn Lao động tỉnh " * 10), 2)
    0.32
    >>> accented_share("Lien doan Lao dong tinh " * 10)
    0.0
    """
    letters = _letters(text)
    if len(letters) < _ENOUGH_LETTERS:
        return None
    return sum(1 for letter in letters if letter in ACCENTED) / len(letters)


def _letters(text: str) -> list[str]:
    return [letter for letter in normalize("NFC", text).lower() if letter.isalpha()]


def verdict(glyphs: Glyphs) -> PageVerdict:
    """How a page is to be read; whether its print lies askew is told by `slope`."""
    text = glyphs.text
    inked = sum(1 for character in text if not character.isspace())
    if not inked:
        return "blank" if glyphs.empty else "picture"
    share = accented_share(text)
    pictured = glyphs.pictured >= PICTURED
    if share is None:
        # A stamp of the electronic signature, or a page number, over the picture of the page.
        return "picture" if pictured and len(_letters(text)) < _ENOUGH_LETTERS else "text"
    if share < _SURE_FROM and _is_garbage(text, share, pictured):
        return "wrong_text"
    return "reordered_text" if order_lies(text) else "text"


def _is_garbage(text: str, share: float, pictured: bool) -> bool:
    if pictured and share <= WRONG_BELOW:
        return True
    inked = [character for character in text if not character.isspace()]
    odd = sum(1 for character in inked if character == "\ufffd" or category(character) in ("Co", "Cc", "Cn"))
    if odd > _ODD * len(inked):
        return True
    letters = _letters(text)
    # Old encodings print Vietnamese with letters of other languages: "Toång Lieân ñoaøn", "Tæng Liªn ®oµn".
    foreign = sum(1 for letter in letters if letter not in _LATIN and letter not in ACCENTED)
    return foreign > _FOREIGN * len(letters)


def order_lies(text: str) -> bool:
    """Whether a layer gives the plain letters of a line first and the accented ones after them.

    A font without Vietnamese letters makes a word processor print so. The sign of it is a large share of words
    that are one accented letter: 0.4 % in clean layers, 30 % in such.
    """
    words = text.split()
    lone = sum(1 for word in words if len(word) == 1 and ord(word) > 0xBF and word.isalpha())
    return len(words) >= 20 and lone >= _LONE * len(words)


def slope(glyphs: Glyphs) -> float:
    """How much the lines of a text layer fall, in points a point to the right; 0 for level ones.

    The layer that OCR puts over a picture follows the print, and that lies as askew as the sheet was fed.
    """
    lefts, bases, sizes, text = glyphs.lefts, glyphs.bases, glyphs.sizes, glyphs.text
    inked = [i for i, character in enumerate(text) if not character.isspace()]
    falls = []
    for one, other in zip(inked, inked[12:], strict=False):
        across, down = lefts[other] - lefts[one], bases[other] - bases[one]
        if across > 3 * sizes[one] and abs(down) < 0.15 * across:
            falls.append(down / across)
    if len(falls) < 40:
        return 0.0
    found = median(falls)
    return found if abs(found) > _LEAST_SLOPE else 0.0


def straightened(glyphs: Glyphs, fall: float) -> Glyphs:
    """The glyphs with their lines made level, and the placement that leads back."""
    angle = atan(fall)
    x, y = glyphs.width / 2, glyphs.height / 2
    cosine, sine = cos(angle), sin(angle)
    lefts, rights, tops, bottoms, bases = [], [], [], [], []
    for left, right, top, bottom, base in zip(
        glyphs.lefts, glyphs.rights, glyphs.tops, glyphs.bottoms, glyphs.bases, strict=True
    ):
        across, down = left - x, base - y
        placed = x + cosine * across + sine * down
        level = y - sine * across + cosine * down
        lefts.append(placed)
        rights.append(placed + right - left)
        tops.append(level + top - base)
        bottoms.append(level + bottom - base)
        bases.append(level)
    placement = Placement.turned(angle, x, y)
    if glyphs.placement is not None:
        placement = glyphs.placement.after(placement)
    return replace(glyphs, lefts=lefts, rights=rights, tops=tops, bottoms=bottoms, bases=bases, placement=placement)
