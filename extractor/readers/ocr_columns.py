"""Columns without rules in a scan: letterhead, recipients beside the signature.

Read across the page, lines of two columns whose baselines differ run into each other and lose their accents. Where
a first reading shows two columns, each is read again by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.ocr_engine import BLOCK, Line, OcrFailed, recognise
from extractor.readers.ocr_glyphs import stretches
from extractor.readers.ocr_marks import BORDER, framed, moved
from extractor.readers.ocr_picture import ReadyPage

_LEAST_LETTERS = 5
_MOST_LETTERS = 60
_SIGNATURE_SPACE = 9.0


@dataclass(slots=True)
class _Part:
    """A stretch of a recognised line: its edges in pixels."""

    x0: float
    x1: float
    top: float
    bottom: float
    letters: int
    line: int


@dataclass(slots=True)
class _Zone:
    """Lines side by side with a gutter free between them."""

    low: float
    high: float
    first: int
    last: int


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
    out = []
    for part in stretches(line):
        characters = [character for word in part for character in word.characters]
        out.append(
            _Part(
                characters[0].x0,
                max(c.x1 for c in characters),
                min(c.top for c in characters),
                max(c.bottom for c in characters),
                len(characters),
                number,
            )
        )
    return out


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


def _area(left: float, top: float, right: float, bottom: float, page: ReadyPage) -> tuple[int, int, int, int]:
    wide, high = page.picture.size
    return max(0, int(left)), max(0, int(top)), min(wide, int(right) + 1), min(high, int(bottom) + 1)
