"""Fingerprints of long paragraphs, so that copied ones are found without keeping their text twice.

A fingerprint is the smallest hashes of the paragraph's runs of five words (a bottom-k sketch: the share
that two sketches have in common estimates that of the runs; Broder 1997). Digits and punctuation do
not count: a paragraph copied with other figures in it is a copied paragraph.
"""

import zlib
from collections.abc import Iterator
from functools import lru_cache

import numpy
import regex

from extractor.layers.sheet import Sheet
from schemas.report import Passage

LEAST_WORDS = 50
"""Shorter paragraphs are too often the same because there is only one way to say them."""
RUN = 5
SKETCH = 16
OPENING = 80
"""Characters of a paragraph that its anchor shows."""

_BASE = numpy.uint32(2_654_435_761)
"""Odd, so that no word is lost modulo 2**32; its bits are those of the golden ratio (Knuth)."""

_WORD = regex.compile(r"\p{L}+")
_SILENT = frozenset({"header", "targets", "signature", "recipients"})


def read_passages(sheet: Sheet) -> tuple[Passage, ...]:
    """The long paragraphs of a report's own prose, with their fingerprints."""
    return tuple(_passages(sheet))


def _passages(sheet: Sheet) -> Iterator[Passage]:
    for block, place in zip(sheet.manuscript.blocks, sheet.places, strict=True):
        if block.kind in ("row", "footnote") or place.is_heading or place.role in _SILENT:
            continue
        words = _WORD.findall(sheet.folded, place.body_start, block.end)
        if len(words) < LEAST_WORDS:
            continue
        end = min(block.end, place.body_start + OPENING)
        cut = sheet.folded.rfind(" ", place.body_start, end) if end < block.end else end
        anchor = sheet.manuscript.anchor(place.body_start, max(cut, place.body_start + 1))
        yield Passage(section=place.path, words=len(words), fingerprint=fingerprint(words), anchor=anchor)


@lru_cache(maxsize=10_000)
def _key(word: str) -> int:
    return zlib.crc32(word.encode())


def fingerprint(words: list[str]) -> tuple[int, ...]:
    """The smallest hashes of the runs of words, ascending; the same on every machine.

    The hash of a run is a polynomial of those of its words (Karp and Rabin 1987), modulo 2**32.
    """
    keys = numpy.array([_key(word) for word in words], dtype=numpy.uint32)
    runs = numpy.zeros(max(1, len(keys) - RUN + 1), dtype=numpy.uint32)
    for place in range(min(RUN, len(keys))):
        runs = runs * _BASE + keys[place : place + len(runs)]
    return tuple(int(run) for run in numpy.unique(runs)[:SKETCH])
