"""Footnote marks in a scan: small raised digits, which recognition takes for "!", "'" or "”", or swallows whole.

They are found in the ink, read by themselves as digits, and the line they stand in is read once more without
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy
from PIL import Image

from extractor.readers.ocr_blots import blots_of
from extractor.readers.ocr_engine import LINE, Character, Line, OcrFailed, Word, recognise
from extractor.readers.ocr_glyphs import MeasuredLine
from extractor.readers.ocr_picture import ReadyPage

BORDER = 6
_DIGITS = "0123456789*"
_MOST_MARKS = 40
_SURE = 0.4
_ALIKE = 0.8
_LOFTIEST = 0.47
"""The feet of marks over letters, as of "ẩ", stand higher than those of a raised digit."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A raised blot, or several side by side, in pixels; `count` of them."""

    x0: int
    top: int
    x1: int
    bottom: int
    count: int


def framed(picture: Image.Image) -> Image.Image:
    """A small picture with white around it, without which tesseract loses what stands at the edge."""
    out = Image.new("L", (picture.width + 4 * BORDER, picture.height + 4 * BORDER), 255)
    out.paste(picture, (2 * BORDER, 2 * BORDER))
    return out


def moved(line: Line, x: float, y: float) -> Line:
    """A line recognised in a part of the page, at its place on the page."""
    return tuple(
        Word(
            tuple(replace(c, x0=c.x0 + x, x1=c.x1 + x, top=c.top + y, bottom=c.bottom + y) for c in word.characters),
            word.sure,
        )
        for word in line
    )


def reduced(line: Line, factor: int) -> Line:
    """A line recognised in an enlarged picture, in the measures of the picture itself."""
    return tuple(
        Word(
            tuple(
                replace(c, x0=c.x0 / factor, x1=c.x1 / factor, top=c.top / factor, bottom=c.bottom / factor)
                for c in word.characters
            ),
            word.sure,
        )
        for word in line
    )


def with_marks(lines: Sequence[MeasuredLine], page: ReadyPage, seconds: float) -> list[MeasuredLine]:
    """The lines with their footnote marks as raised digits."""
    out = list(lines)
    found = {at: marks for at, line in enumerate(lines) if (marks := _raised(line, page))}
    every = [mark for marks in found.values() for mark in marks]
    if not every or len(every) > _MOST_MARKS:
        return out
    dpi = page.scale * 72
    try:
        digits = recognise([_picture(mark, page) for mark in every], dpi, mode=LINE, seconds=seconds, letters=_DIGITS)
        read = dict(zip(every, map(_digits, digits), strict=True))
        kept = {at: [mark for mark in marks if read[mark]] for at, marks in found.items()}
        kept = {at: marks for at, marks in kept.items() if marks}
        if not kept:
            return out
        areas = {at: _area(out[at]) for at in kept}
        crops = [framed(_without(marks, areas[at], page)) for at, marks in kept.items()]
        again = recognise(crops, dpi, mode=LINE, seconds=seconds)
    except OcrFailed:
        return out
    for (at, marks), text in zip(kept.items(), again, strict=True):
        x, y = areas[at][0] - 2 * BORDER, areas[at][1] - 2 * BORDER
        words = moved(tuple(word for line in text for word in line), x, y)
        line = out[at] if not _same(words, out[at].words) else replace(out[at], words=words, strokes=())
        for mark in marks:
            line = replace(line, words=_inserted(line.words, mark, read[mark], line.size), strokes=())
        out[at] = line
    return out


def _raised(line: MeasuredLine, page: ReadyPage) -> list[_Mark]:
    """The blots of a line that are as small and stand as high as a footnote mark does."""
    size = line.size
    x0 = max(0, round(line.words[0].characters[0].x0 - 0.8 * size))
    x1 = min(page.ink.shape[1], round(line.words[-1].characters[-1].x1 + 0.8 * size))
    top, bottom = max(0, round(line.base - 0.92 * size)), min(page.ink.shape[0], round(line.base + 0.25 * size))
    band = page.ink[top:bottom, x0:x1]
    if not band.size:
        return []
    edges = numpy.diff(numpy.pad(band.any(0).astype(numpy.int8), 1))
    marks: list[_Mark] = []
    for start, end in zip(numpy.nonzero(edges == 1)[0], numpy.nonzero(edges == -1)[0], strict=True):
        group = band[:, start:end]
        rows = numpy.nonzero(group.any(1))[0]
        # A mark may lean over the letter before it ("ử⁵"); then the blots of the group are taken apart.
        lofty = rows[-1] - rows[0] + 1 > 0.66 * size and end - start > 0.5 * size
        blots = blots_of(group) if lofty else [(0, int(rows[0]), int(end - start), int(rows[-1]) + 1)]
        reach = max(right for _, _, right, _ in blots)
        for left, upper, right, lower in blots:
            if right < reach - 2:
                continue
            high, wide, lifted = lower - upper, right - left, line.base - (top + lower)
            if not (0.3 * size <= high <= 0.5 * size and 0.2 * size < lifted < _LOFTIEST * size):
                continue
            if not 0.1 * size <= wide <= 1.1 * high:
                continue
            mark = _Mark(x0 + int(start) + left, top + upper, x0 + int(start) + right, top + lower, 1)
            last = marks[-1] if marks else None
            if last is not None and mark.x0 - last.x1 < 0.15 * size:
                upper, lower = min(last.top, mark.top), max(last.bottom, mark.bottom)
                marks[-1] = _Mark(last.x0, upper, mark.x1, lower, last.count + 1)
            else:
                marks.append(mark)
    return [mark for mark in marks if mark.count <= 3]


def _picture(mark: _Mark, page: ReadyPage) -> Image.Image:
    crop = page.picture.crop((mark.x0 - 1, mark.top - 1, mark.x1 + 1, mark.bottom + 1))
    return framed(crop.resize((crop.width * 2, crop.height * 2), Image.Resampling.BICUBIC))


def _digits(lines: list[Line]) -> tuple[str, float] | None:
    words = [word for line in lines for word in line]
    text = "".join(word.text for word in words)
    sure = min((word.sure for word in words), default=0.0)
    # A mark is never nought; the upper ring of "%" looks like one.
    return (text, sure) if text and text[0] != "0" and sure >= _SURE else None


def _area(line: MeasuredLine) -> tuple[int, int, int, int]:
    characters = [character for word in line.words for character in word.characters]
    return (
        round(min(c.x0 for c in characters) - 0.8 * line.size),
        round(line.base - 0.98 * line.size),
        round(max(c.x1 for c in characters) + 0.8 * line.size),
        round(line.base + 0.32 * line.size),
    )


def _without(marks: Sequence[_Mark], area: tuple[int, int, int, int], page: ReadyPage) -> Image.Image:
    crop = page.picture.crop(area)
    for mark in marks:
        x, y = area[0], area[1]
        crop.paste(255, (mark.x0 - x - 1, mark.top - y - 1, mark.x1 - x + 1, mark.bottom - y + 1))
    return crop


def _same(one: Line, other: Line) -> bool:
    """Whether a line read again is that line and not a part of it."""
    first, second = (" ".join(word.text for word in line) for line in (one, other))
    return bool(one) and SequenceMatcher(None, first, second, autojunk=False).ratio() > _ALIKE


def _inserted(words: Line, mark: _Mark, digits: tuple[str, float] | None, size: float) -> Line:
    """The line with a mark put where it stands: into or after the word it touches, else as a word of its own."""
    text, sure = digits or ("", 0.0)
    wide = (mark.x1 - mark.x0) / max(1, len(text))
    raised = tuple(
        Character(digit, mark.x0 + k * wide, mark.top, mark.x0 + (k + 1) * wide, mark.bottom, sure)
        for k, digit in enumerate(text)
    )
    middle = (mark.x0 + mark.x1) / 2
    out: list[Word] = []
    placed = False
    for word in words:
        first, last = word.characters[0], word.characters[-1]
        if not placed and first.x0 - 0.1 * size <= middle and first.x0 < mark.x0 and mark.x0 - last.x1 < 0.3 * size:
            before = tuple(c for c in word.characters if (c.x0 + c.x1) / 2 < middle)
            after = word.characters[len(before) :]
            out.append(Word((*before, *raised, *after), word.sure))
            placed = True
            continue
        if not placed and first.x0 > middle:
            out.append(Word(raised, sure))
            placed = True
        out.append(word)
    if not placed:
        out.append(Word(raised, sure))
    return tuple(out)
