"""Repair of the folded spelling of a text whose letters were recognised badly: "khoãng", "doan viên", "tôt".

Only the folded text, which rules look at, is repaired, never the text itself; its length stays, so offsets hold.
A syllable is repaired if reports do not know it (`extractor/lexicon/syllables.txt`) but know one that
differs from it by a hỏi for a ngã, by marks that it has lost, or by an e for a c at its head.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

from extractor.language.folding import skeleton, toneless

_WORD = re.compile(r"[^\W\d_]+")
_FIVE = re.compile(r"(?<=[0-9])s(?=[\s.,)])|(?<![\w])s(?=[0-9])")
"""An s beside digits is a five."""
_SHORTEST_PAIR = 6
_HOOK, _TILDE = "\u0309", "\u0303"


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


def repaired(folded: str) -> str:
    """The folded text with its damaged syllables as reports spell them.

    >>> repaired("tiến sỷ, khoãng 60 400 doan viên, hoàn thành tôt")
    'tiến sỹ, khoảng 60 400 đoàn viên, hoàn thành tốt'
    >>> repaired("gần 6s người eó trình độ")
    'gần 65 người có trình độ'
    >>> repaired("phường bến nghé")
    'phường bến nghé'
    """
    return _FIVE.sub("5", _WORD.sub(lambda match: _syllable(match[0]), folded))


@lru_cache(maxsize=4096)
def halves(folded: str) -> int | None:
    """Where a word that no report knows is two known ones run together: "tổngbiên" is 4 letters and 4.

    >>> halves("tổngbiên"), halves("trung"), halves("krông")
    (4, None, None)
    """
    known = known_syllables()
    if folded in known or len(folded) < _SHORTEST_PAIR:
        return None
    cuts = [at for at in range(2, len(folded) - 1) if folded[:at] in known and folded[at:] in known]
    return min(cuts, key=lambda at: known[folded[:at]] + known[folded[at:]], default=None)


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
