"""Whether letters spell Vietnamese: the test by which an encoding or a damage is recognised.

A Vietnamese syllable has an onset, a rhyme from a closed list, and one tone (Đoàn Thiện Thuật, Ngữ âm
tiếng Việt, 1977: 155 rhymes). Text read with a wrong table almost never spells one.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_OPEN = regex.findall(
    r"\w+",
    "a e ê i o ô ơ u ư y ia ua ưa oa oe uê uơ uy uya ai ao au ay âu ây eo êu iu iêu yêu oi ôi ơi ui uôi ươi ưi ưu ươu "
    "oai oay oao oeo uây uyu uâu",
)
_NUCLEI = {
    "c": "a ă â e o ô u ư iê uô ươ oa oă oo y",
    "ch": "a ê i oa uê uy y",
    "k": "a ă e ê o ô",
    "m": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă",
    "n": "a ă â e ê i o ô ơ u ư y iê yê uô ươ oa oă oe uâ uyê uy",
    "ng": "a ă â e o ô u ư iê uô ươ oa oă uâ oo",
    "nh": "a ê i oa uê uy y",
    "p": "a ă â e ê i o ô ơ u iê ươ oa uy",
    "t": "a ă â e ê i o ô ơ u ư y iê yê uô ươ oa oă oe uâ uyê uy",
}
_CLOSED = sorted((nucleus + coda for coda, nuclei in _NUCLEI.items() for nucleus in nuclei.split()), key=len)
_SYLLABLE = regex.compile(rf"(?:{_ONSET})?(?P<rhyme>{'|'.join([*reversed(_CLOSED), *_OPEN])})")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED_TONES = frozenset("\u0301\u0323")
_TOKEN = regex.compile(r"[A-Za-z\u0080-\u009f\u00a1-\u1fff\ua000-\uffff]+")
_IN_ABBREVIATIONS = frozenset("ĂÂĐÊÔƠƯ")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How many of the words that have a letter outside ASCII spell Vietnamese."""

    right: int
    wrong: int

    @property
    def share(self) -> float:
        """The share of words that spell Vietnamese; 0 where no word can tell."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def words(self) -> int:
        """The number of words that can tell."""
        return self.right + self.wrong


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word is one Vietnamese syllable, in small letters, in capitals, or with one capital in front.

    >>> [is_syllable(word) for word in ("Tổng", "LIÊN", "đoàn", "nghiệp", "quyết")]
    [True, True, True, True, True]
    >>> [is_syllable(word) for word in ("Tæng", "®oµn", "Toång", "đƠàn", "Tỉng", "hoảp")]
    [False, False, False, False, False, False]
    """
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    if len(tones) > 1:
        return False
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    match = _SYLLABLE.fullmatch(toneless)
    if match is None:
        return False
    stopped = match["rhyme"].endswith(("c", "ch", "k", "p", "t"))
    return not (stopped and tones and tones[0] not in _STOPPED_TONES)


def spelling(text: str) -> Spelling:
    """How the words of `text` that have a letter outside ASCII are spelt.

    Abbreviations in capitals ("LĐLĐ") tell nothing and are not counted.

    >>> spelling("Liên đoàn Lao động (LĐLĐ)"), spelling("Liªn ®oµn Lao ®éng (L§L§)")
    (Spelling(right=3, wrong=0), Spelling(right=0, wrong=4))
    """
    right = wrong = 0
    for match in _TOKEN.finditer(text):
        word = unicodedata.normalize("NFC", match[0])
        if word.isascii() or word in "đĐ":
            continue
        if is_syllable(word):
            right += 1
        elif not (word.isupper() and all(letter.isascii() or letter in _IN_ABBREVIATIONS for letter in word)):
            wrong += 1
    return Spelling(right, wrong)
