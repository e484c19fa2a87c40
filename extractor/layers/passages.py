"""Fingerprints of long paragraphs, so that copied ones are found without keeping their text twice.

A fingerprint is the smallest hashes of the paragraph's runs of five words (a bottom-k sketch: the share
that two sketches have in common estimates that of the runs; Broder 1997). Digits and punctuation do
not count: a paragraph copied with other figures in it is a copied paragraph.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

import numpy

from extractor.layers.sheet import Sheet
from schemas.anchor import Anchor
from schemas.report import Passage

LEAST_WORDS = 50
"""Shorter paragraphs are too often the same because there is only one way to say them."""
RUN = 5
SKETCH = 16
OPENING = 80
"""Characters of a paragraph that its anchor shows."""

_BASE = numpy.uint32(2_654_435_761)
"""Odd, so that no word is lost modulo 2**32; its bits are those of the golden ratio (Knuth)."""

_SILENT = frozenset({"header", "targets", "signature", "recipients"})


def read_passages(sheet: Sheet) -> tuple[Passage, ...]:
    """The long paragraphs of a report's own prose, with their fingerprints."""
    found = list(_paragraphs(sheet))
    sketches = fingerprints([words for _, words, _ in found])
    return tuple(
        Passage(section=section, words=len(words), fingerprint=sketch, anchor=anchor)
        for (section, words, anchor), sketch in zip(found, sketches, strict=True)
    )


def _paragraphs(sheet: Sheet) -> Iterator[tuple[str | None, list[str], Anchor]]:
    """Section, words and opening of each long paragraph."""
    for block, place in zip(sheet.manuscript.blocks, sheet.places, strict=True):
        if block.kind in ("row", "footnote") or place.is_heading or place.role in _SILENT:
            continue
        first, last = (bisect_left(sheet.word_starts, at) for at in (place.body_start, block.end))
        words = [word for word in sheet.words[first:last] if word.isalpha()]
        if len(words) < LEAST_WORDS:
            continue
        end = min(block.end, place.body_start + OPENING)
        cut = sheet.folded.rfind(" ", place.body_start, end) if end < block.end else end
        anchor = sheet.manuscript.anchor(place.body_start, max(cut, place.body_start + 1))
        yield place.path, words, anchor


class _Keys(dict[str, int]):
    """A number for each word."""

    def __missing__(self, word: str) -> int:
        if len(self) > _KNOWN:
            self.clear()
        self[word] = key = zlib.crc32(word.encode())
        return key


_KNOWN = 10_000
_KEYS = _Keys()


def fingerprint(words: list[str]) -> tuple[int, ...]:
    """The smallest hashes of the runs of words, ascending; the same on every machine."""
    return fingerprints([words])[0]


def fingerprints(paragraphs: list[list[str]]) -> list[tuple[int, ...]]:
    """The smallest hashes of the runs of words of each paragraph, ascending; the same on every machine.

    The hash of a run is a polynomial of those of its words (Karp and Rabin 1987), modulo 2**32. A paragraph shorter
    than a run is filled up with noughts, as if it began with them.
    """
    filled = [[0] * (RUN - len(words)) + list(map(_KEYS.__getitem__, words)) for words in paragraphs]
    keys = numpy.fromiter(chain.from_iterable(filled), dtype=numpy.uint32)
    runs = numpy.zeros(max(0, len(keys) - RUN + 1), dtype=numpy.uint32)
    for place in range(RUN):
        runs = runs * _BASE + keys[place : place + len(runs)]
    sketches = []
    at = 0
    for own in filled:
        # The last runs of a paragraph would reach into the next.
        sketches.append(tuple(numpy.unique(runs[at : at + len(own) - RUN + 1])[:SKETCH].tolist()))
        at += len(own)
    return sketches
