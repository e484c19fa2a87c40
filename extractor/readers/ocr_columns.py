"""Columns without rules in a scan: letterhead, recipients beside the signature.

Read across the page, lines of two columns whose baselines differ run into each other and lose their accents. Where
a first reading shows two columns, each is read again by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from extractor.readers.ocr_blots import Ink
from extractor.readers.ocr_engine import BLOCK, Line, OcrFailed, recognise
from extractor.readers.ocr_glyphs import stretches
from extractor.readers.ocr_marks import BORDER, framed, moved
from extractor.readers.ocr_picture import ReadyPage

Area = tuple[int, int, int, int]
"""A rectangle of a picture in pixels: left, top, right, bottom."""

_LETTERHEAD, _LEAST_LETTERHEAD = 130.0, 30.0
_GUTTER, _BARE = 7.0, 2.5
_LEAST_LETTERS = 5
_MOST_LETTERS = 60
_SIGNATURE_SPACE = 9.0
_LEAST_GAP = 0.6


@dataclass(slots=True)
class _Part:
    """A stretch of a recognised line: its edges in pixels."""

    x0: float
    x1: float
    top: float
    bottom: float
    letters: int
    line: int
    words: Line


@dataclass(slots=True)
class _Zone:
    """Lines side by side with a gutter free between them."""

    low: float
    high: float
    first: int
    last: int


def letterhead(page: ReadyPage) -> list[Area]:
    """The two columns that a page begins with, if a gutter runs down between them from the first line; else none."""
    scale, ink = page.scale, page.ink
    rows = numpy.nonzero(ink.sum(1) > 2)[0]
    if not len(rows):
        return []
    first, wide = int(rows[0]), ink.shape[1]
    zone = ink[first : first + round(_LETTERHEAD * scale)]
    window, low, high = round(_GUTTER * scale), round(0.3 * wide), round(0.7 * wide)
    # For each place of the gutter, how far down it stays free.
    total = numpy.pad(zone[:, low:high].astype(numpy.int32), ((0, 0), (1, 0))).cumsum(1)
    crossed = total[:, window:] - total[:, :-window] > 0
    reach = numpy.where(crossed.any(0), crossed.argmax(0), len(zone))
    deepest = int(reach.max())
    places = numpy.nonzero(reach == deepest)[0]
    middle = low + int(places[len(places) // 2]) + window // 2
    # The line that crosses has accents above its letters: the letterhead ends with the last stretch of bare paper.
    bare = numpy.diff(numpy.pad((zone[:deepest].sum(1) <= 2).astype(numpy.int8), 1))
    starts, ends = numpy.nonzero(bare == 1)[0], numpy.nonzero(bare == -1)[0]
    gaps = [int(a + b) // 2 for a, b in zip(starts, ends, strict=True) if b - a >= _BARE * scale]
    deepest = gaps[-1] if gaps else 0
    sides = zone[:deepest, :middle], zone[:deepest, middle:]
    if deepest < _LEAST_LETTERHEAD * scale or any(_rows_of_print(side, scale) < 2 for side in sides):
        return []
    bottom = first + deepest
    top = max(0, first - round(2 * scale))
    return [(0, top, middle, bottom), (middle, top, wide, bottom)]


def _rows_of_print(ink: Ink, scale: float) -> int:
    edges = numpy.diff(numpy.pad((ink.sum(1) > 2 * scale).astype(numpy.int8), 1))
    starts, ends = numpy.nonzero(edges == 1)[0], numpy.nonzero(edges == -1)[0]
    return int((ends - starts > 3 * scale).sum())


def columns_apart(lines: Sequence[Line], page: ReadyPage, seconds: float) -> list[Line]:
    """The lines of a page, those in columns replaced by what each column gives by itself."""
    kept = [line for line in lines if line]
    rows = sorted((_parts(line, number) for number, line in enumerate(kept)), key=lambda parts: parts[0].bottom)
    zones = _zones(rows)
    if not zones:
        return kept
    areas, gone = [], set()
    for zone in zones:
        inside = [part for parts in rows[zone.first : zone.last + 1] for part in parts]
        gone |= {part.line for part in inside}
        pad = 0.25 * max(part.bottom - part.top for part in inside)
        top, bottom = min(part.top for part in inside) - pad, max(part.bottom for part in inside) + pad
        left, right = min(part.x0 for part in inside) - pad, max(part.x1 for part in inside) + pad
        middle = (zone.low + zone.high) / 2
        areas += [_area(left, top, middle, bottom, page), _area(middle, top, right, bottom, page)]
    crops = [framed(page.picture.crop(area)) for area in areas]
    try:
        again = recognise(crops, page.scale * 72, mode=BLOCK, seconds=seconds)
    except OcrFailed:
        return kept
    out = [line for number, line in enumerate(kept) if number not in gone]
    for area, found in zip(areas, again, strict=True):
        out += [moved(line, area[0] - 2 * BORDER, area[1] - 2 * BORDER) for line in found]
    return out


def _parts(line: Line, number: int) -> list[_Part]:
    return [_part(words, number) for words in stretches(line)]


def _part(words: Line, number: int) -> _Part:
    characters = [character for word in words for character in word.characters]
    return _Part(
        characters[0].x0,
        max(c.x1 for c in characters),
        min(c.top for c in characters),
        max(c.bottom for c in characters),
        len(characters),
        number,
        words,
    )


def _parted(part: _Part, zone: _Zone) -> list[_Part]:
    """A stretch that runs over the gutter, parted at a gap that stands in it."""
    least = _LEAST_GAP * (part.bottom - part.top)
    for at in range(1, len(part.words)):
        left, right = part.words[at - 1].characters[-1].x1, part.words[at].characters[0].x0
        if min(right, zone.high) - max(left, zone.low) > least:
            return [_part(part.words[:at], part.line), _part(part.words[at:], part.line)]
    return [part]


def _zones(rows: list[list[_Part]]) -> list[_Zone]:
    zones: list[_Zone] = []
    at = 0
    while at < len(rows):
        parts = rows[at]
        if len(parts) != 2 or not all(_LEAST_LETTERS <= part.letters <= _MOST_LETTERS for part in parts):
            at += 1
            continue
        zone = _Zone(parts[0].x1, parts[1].x0, at, at)
        floor = zones[-1].last + 1 if zones else 0
        while zone.first > floor and _joins(rows[zone.first - 1], rows[zone.first], zone):
            zone.first -= 1
        while zone.last + 1 < len(rows) and _joins(rows[zone.last + 1], rows[zone.last], zone):
            zone.last += 1
        if zone.last > zone.first:
            zones.append(zone)
        at = zone.last + 1
    return zones


def _joins(parts: list[_Part], beside: list[_Part], zone: _Zone) -> bool:
    """Whether a line leaves the gutter free, and is near enough; the gutter narrows to what stays free."""
    high = max(part.bottom - part.top for part in beside)
    if abs(parts[0].bottom - beside[0].bottom) > _SIGNATURE_SPACE * high or len(parts) > 2:
        return False
    if len(parts) == 1:
        parts[:] = _parted(parts[0], zone)
    if any(part.letters > _MOST_LETTERS for part in parts):
        return False
    middle = (zone.low + zone.high) / 2
    low, top = zone.low, zone.high
    for part in parts:
        if part.x1 < middle:
            low = max(low, part.x1)
        elif part.x0 > middle:
            top = min(top, part.x0)
        elif part.x1 < zone.high:
            low = max(low, part.x1)
        elif part.x0 > zone.low:
            top = min(top, part.x0)
        else:
            return False
    if top - low < 0.5 * high:
        return False
    zone.low, zone.high = low, top
    return True


def _area(left: float, top: float, right: float, bottom: float, page: ReadyPage) -> Area:
    wide, high = page.picture.size
    return max(0, int(left)), max(0, int(top)), min(wide, int(right) + 1), min(high, int(bottom) + 1)
