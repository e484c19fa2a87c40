"""Repair of the folded spelling of a text whose letters were recognised badly: "khoãng", "doan viên", "tôt".

Only the folded text, which rules look at, is repaired, never the text itself; its length stays, so offsets hold.
A syllable is repaired if reports do not know it (`extractor/lexicon/syllables.txt`) but know one that
differs from it by a hỏi for a ngã, by marks that it has lost, or by an e for a c at its head. Names are left alone:
"Nam" has lost no mark. `retoned` repairs the tone alone, in which recognition of a scan errs even where it errs in
nothing else.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

from extractor.language.folding import skeleton, toneless

_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FIVE = re.compile(r"(?<=[0-9])s(?=[\s.,)])|(?<![\w])s(?=[0-9])")
"""An s beside digits is a five."""
_OPENING = re.compile(r"(?:[^\w\s,-]|\n|\t)\s*\Z")
_SHORTEST_PAIR, _SHORTEST_TONED = 6, 3
_HOOK, _TILDE = "\u0309", "\u0303"
_MISREAD_TONES = (
    (re.compile("(?<=[\u0302\u031b\u0306])\u0301"), _HOOK),
    (re.compile("(?<=\u0306)\u0301"), ""),
)


@cache
def known_syllables() -> dict[str, int]:
    """The syllables of official reports, folded, each with its rank: 0 is the most frequent."""
    lines = resources.files("extractor.lexicon").joinpath("syllables.txt").read_text("utf-8").split()
    return {syllable: rank for rank, syllable in enumerate(lines)}


@cache
def _by_skeleton() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for syllable in known_syllables():
        groups[skeleton(syllable)].append(syllable)
    return groups


def repaired(folded: str, text: str = "") -> str:
    """The folded text with its damaged syllables as reports spell them; `text` tells by its capitals what is a name.

    >>> repaired("tiến sỷ, khoãng 60 400 doan viên, hoàn thành tôt")
    'tiến sỹ, khoảng 60 400 đoàn viên, hoàn thành tốt'
    >>> repaired("gần 6s người eó trình độ")
    'gần 65 người có trình độ'
    >>> repaired("phường bến nghé")
    'phường bến nghé'
    >>> repaired("tông công đoàn việt nam", "Tông công đoàn Việt Nam")
    'tổng công đoàn việt nam'
    """
    return _FIVE.sub("5", _WORD.sub(lambda match: _kept_name(match, text) or _syllable(match[0]), folded))


def retoned(folded: str, text: str = "") -> str:
    """The folded text with the tones that recognition takes for others set right, in syllables that no report knows.

    Over a roof or a horn a hỏi is read as a sắc, and the bow of ă as one with a sắc.

    >>> retoned("hai trắm mười bốn người, độ tuối từ 30", "")
    'hai trăm mười bốn người, độ tuổi từ 30'
    >>> retoned("quán triệt tại bản Pắc Ngà".lower(), "quán triệt tại bản Pắc Ngà")
    'quán triệt tại bản pắc ngà'
    """
    return _WORD.sub(lambda match: _kept_name(match, text) or _toned(match[0]), folded)


def with_bars(folded: str, text: str, short: frozenset[str]) -> str:
    """The folded text with the abbreviations whose T has lost its bar: those that make a known one with it.

    >>> with_bars("loại hixsnv, hinv", "loại HIXSNV, HINV", frozenset({"htxsnv", "htnv"}))
    'loại htxsnv, htnv'
    """

    def meant(match: re.Match[str]) -> str:
        word = match[0]
        if word in short or not text[match.start() : match.end()].isupper():
            return word
        barred = [word[:at] + "t" + word[at + 1 :] for at, letter in enumerate(word) if letter == "i"]
        return next((other for other in (*barred, word.replace("i", "t")) if other in short), word)

    return _LONG_WORD.sub(meant, folded)


def _kept_name(match: re.Match[str], text: str) -> str:
    """The word if it is written as a name is, and does not open its sentence."""
    at = match.start()
    is_capital = text[at : at + 1].isupper() and not text[at + 1 : at + 2].isupper()
    opens = not at or _OPENING.search(text, max(0, at - 4), at)
    return match[0] if is_capital and not opens else ""


@lru_cache(maxsize=4096)
def _toned(syllable: str) -> str:
    known = known_syllables()
    if syllable in known or len(syllable) < _SHORTEST_TONED:
        return syllable
    marks = unicodedata.normalize("NFD", syllable)
    for misread, meant in _MISREAD_TONES:
        other = unicodedata.normalize("NFC", misread.sub(meant, marks))
        if other in known and len(other) == len(syllable):
            return other
    return syllable


@lru_cache(maxsize=4096)
def halves(folded: str) -> int | None:
    """Where a word that no report knows is two known ones run together: "tổngbiên" is 4 letters and 4.

    >>> halves("tổngbiên"), halves("tốngsố"), halves("trung"), halves("krông")
    (4, 4, None, None)
    """
    known = known_syllables()
    if folded in known or len(folded) < _SHORTEST_PAIR:
        return None
    parts = {at: (_toned(folded[:at]), _toned(folded[at:])) for at in range(2, len(folded) - 1)}
    ranks = {at: known[one] + known[other] for at, (one, other) in parts.items() if one in known and other in known}
    return min(ranks, key=ranks.__getitem__, default=None)


@lru_cache(maxsize=4096)
def _syllable(syllable: str) -> str:
    if syllable in known_syllables() or len(syllable) < 2:
        return syllable
    for known in _by_skeleton().get(skeleton(syllable), ()):
        if len(known) == len(syllable) and (_swapped(syllable) == known or _lost(syllable, known)):
            return known
    if syllable[0] == "e" and "c" + syllable[1:] in known_syllables():
        return "c" + syllable[1:]  # a c closed by a blot
    return syllable


def _swapped(syllable: str) -> str:
    """The syllable with the other of the two tones that recognition takes for each other."""
    marks = unicodedata.normalize("NFD", syllable)
    other = marks.translate({ord(_HOOK): _TILDE, ord(_TILDE): _HOOK})
    return unicodedata.normalize("NFC", other)


def _lost(syllable: str, known: str) -> bool:
    """Whether a syllable is a known one with some marks lost: each letter the same, or a barer one."""
    return all(
        has == full or has == toneless(full) or has == skeleton(full) for has, full in zip(syllable, known, strict=True)
    )
