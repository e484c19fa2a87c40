"""Folding: one spelling for the many that mean the same, without moving a character.

`fold` keeps the length, so an offset in the folded text is an offset in the text itself. Lexicon
and report are folded by the same function. What is folded: case; the tone mark's place (hoà, hòa;
uỷ, ủy); look-alikes of Đ; i and y in open syllables (lí, lý; sĩ, sỹ); hàng năm and hằng năm;
the kinds of dash, slash and quotation mark; "đ.c" and what recognition of scans makes of "đ/c".

`skeleton` also drops the diacritics. It equates bộ, bố and bỏ, so it serves only long phrases and
closed vocabularies in scans. `toneless` drops the tones alone, which is what recognition of scans errs in most.
"""

import re
import unicodedata
from functools import lru_cache

import regex

_LONG = 2000
"""Characters from which a text is a report, not a phrase of it."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"

_LOOKALIKES = {
    "ð": "đ",
    "ɖ": "đ",
    "ƣ": "ư",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "\u2044": "/",
    "\u2215": "/",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
}


def _split_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return bare, tone


def _tone_pairs() -> dict[str, str]:
    """oà → òa, oé → óe, uỷ → ủy and the like, for the open diphthongs oa, oe, uy."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            new_style = first + unicodedata.normalize("NFC", second + tone)
            old_style = unicodedata.normalize("NFC", first + tone) + second
            pairs[new_style] = old_style
    return pairs


_PAIRS = _tone_pairs()
_LETTER = "[^\\W\\d_]"
_DIPHTHONG = regex.compile(f"(?<!q)(?:{'|'.join(_PAIRS)})(?!{_LETTER})")
_I_TO_Y = {unicodedata.normalize("NFC", "i" + t): unicodedata.normalize("NFC", "y" + t) for t in ("", *_TONES)}
_OPEN_I = regex.compile(f"(?<!{_LETTER})(?:[hklmst]|qu)([{''.join(_I_TO_Y)}])(?!{_LETTER})")
# "đ/c" as recognition of scans and hands without a slash have it ("đ.c"); none of these is a syllable.
_COMRADE = regex.compile(f"(?<!{_LETTER})(?:đ[./íìỉĩịil1|][c€e]|d/c|[ởơỡợöôồửừ]/[c€])(?!{_LETTER})")
# The same after a number, in which the slash is seen twice ("đí/c") or makes a word of it ("18 đức").
_COMRADES = regex.compile(f"(?<=[0-9] )(?:đ[íìỉĩịil1|]/[c€]|đức)(?!{_LETTER}| {_LETTER})")
_MEMBER = regex.compile(f"(?<!{_LETTER})đ\\.v(?!{_LETTER})")
# The verdict "(Đạt)", which is read so where the t has lost its bar; nothing else stands alone in brackets like it.
_ACHIEVED = regex.compile(
    r"(?<=\()đạ[iíìịl1](?=\))|(?<=(?:cơ bản|chưa|không|đã|đều|[:→>-]|đánh giá|kết quả) )dạt(?!\w)"
)
# The spelling of the South, as it is spoken.
_SOUTHERN = re.compile("nhứt|gởi|bịnh|(?<=hành )chánh|(?<=tài )chánh")
_OF_THE_NORTH = {"nhứt": "nhất", "gởi": "gửi", "bịnh": "bệnh", "chánh": "chính"}
_YEARLY = regex.compile("hàng (?=năm|tháng|quý|tuần|ngày)")


def fold(text: str) -> str:
    """The folded spelling of NFC `text`, of the same length.

    >>> fold("Tỉnh uỷ HOÀ BÌNH, thạc sỹ, LÍ luận")
    'tỉnh ủy hòa bình, thạc sỹ, lý luận'
    >>> fold("Quý I, hoàng, quỳ, thuý, ÐĂNG")
    'quý i, hoàng, quỳ, thúy, đăng'
    >>> fold("12 đíc, 63 ở/c, 66 đ/C")
    '12 đ/c, 63 đ/c, 66 đ/c'
    >>> fold("điều động 18 đức, bổ nhiệm 46 đí/c; huyện 30 Đức Cơ")
    'điều động 18 đ/c, bổ nhiệm 46 đ/c ; huyện 30 đức cơ'
    >>> fold("luân chuyển ba đ.c")
    'luân chuyển ba đ/c'
    >>> fold("cán bộ. (Đại)"), fold("Đại hội (đại biểu)")
    ('cán bộ. (đạt)', 'đại hội (đại biểu)')
    """
    return _fold_long(text) if len(text) > _LONG else _fold(text)


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for other, letter in _LOOKALIKES.items():
        lowered = lowered.replace(other, letter)
    lowered = _DIPHTHONG.sub(lambda match: _PAIRS[match[0]], lowered)
    lowered = _OPEN_I.sub(lambda match: match[0][:-1] + _I_TO_Y[match[1]], lowered)
    lowered = _COMRADE.sub("đ/c", lowered)
    lowered = _COMRADES.sub(lambda match: "đ/c".ljust(len(match[0])), lowered)
    lowered = _MEMBER.sub("đ/v", lowered)
    if "(đạ" in lowered or "dạt" in lowered:
        lowered = _ACHIEVED.sub("đạt", lowered)
    if any(spelling in lowered for spelling in _OF_THE_NORTH):
        lowered = _SOUTHERN.sub(lambda match: _OF_THE_NORTH[match[0]], lowered)
    yearly: str = _YEARLY.sub(lambda match: "hằng" + match[0][4:], lowered)
    return yearly


@lru_cache(maxsize=4)
def _fold_long(text: str) -> str:
    """Every layer folds the whole report: once is enough. Phrases do not drive it out of the memory."""
    return _fold.__wrapped__(text)


def toneless(folded: str) -> str:
    """Folded text without the marks of tones, of the same length; roofs, horns and the bar of đ stay.

    >>> toneless("bố nhiệm, cao đằng")
    'bô nhiêm, cao đăng'
    """
    for letter in set(folded):
        if ord(letter) not in _TONELESS:
            _TONELESS[ord(letter)] = _split_tone(letter)[0] if ord(letter) > 127 else letter
    return folded.translate(_TONELESS)


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0] if letter not in "đð" else "d"


_BARE: dict[int, str] = {}
_TONELESS: dict[int, str] = {}


def skeleton(folded: str) -> str:
    """Folded text without diacritics, of the same length.

    >>> skeleton("hoàn thành tôt nhiệm vụ, đạt")
    'hoan thanh tot nhiem vu, dat'
    """
    return _skeleton_long(folded) if len(folded) > _LONG else _skeleton(folded)


@lru_cache(maxsize=1024)
def _skeleton(folded: str) -> str:
    for letter in set(folded):
        if ord(letter) not in _BARE:
            _BARE[ord(letter)] = _bare(letter) if ord(letter) > 127 else letter
    return folded.translate(_BARE)


@lru_cache(maxsize=4)
def _skeleton_long(folded: str) -> str:
    return _skeleton.__wrapped__(folded)
