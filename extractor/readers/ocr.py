"""Scanned pages to glyphs: pictures are made ready, recognised side by side, and measured together."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import Final

import numpy
import regex
from PIL import Image, ImageFilter

from extractor.readers.manuscript import Placement
from extractor.readers.ocr_blots import blots_of
from extractor.readers.ocr_columns import Area, columns_apart, letterhead
from extractor.readers.ocr_engine import BLOCK, COLUMN, LINE, Character, Line, OcrFailed, Word, orientation, recognise
from extractor.readers.ocr_glyphs import MeasuredLine, RecognisedPage, measured, stretches, weighed
from extractor.readers.ocr_ink import parted
from extractor.readers.ocr_marks import BORDER, framed, moved, reduced, with_marks
from extractor.readers.ocr_picture import ReadyPage, ready
from extractor.readers.ocr_second import second_look
from extractor.readers.pages import PagePicture, opened_pdf, rendered
from extractor.readers.pdf_glyphs import blank_page
from extractor.readers.pdf_tables import PageTable, tables_of

PAGE_SECONDS: Final = 90.0
"""A page of dense print takes two seconds; a picture of noise could keep tesseract busy for minutes."""

_ILLEGIBLE = 0.55
_SURE_OVER_INK, _SHORT_SURE_OVER_INK = 0.7, 0.92
_SHORT_CELL = 60.0
_LEAST_PRINT = 60.0
_LETTER_SURE = 0.5
_REPEATED_SURE = 0.6
_IN_CELLS = "0123456789,."
_MEANT = frozenset({"x", "X", "-", "–", "—", "+", "*"})
_NUMBER = regex.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,3})*+%?|[0-9]++")
_NO_PRINT = "^ˆ~`´¨¬|\\"
_LIST_MARKS = "-–+•*"
_LIST_GAP = 4.0
_LEAST_SIZE = 5.0
"""Points; what looks smaller is dirt, or the pattern of a stamp."""


def pictures_of(data: bytes, name: str, pages: Iterable[int]) -> Iterator[PagePicture]:
    """The pictures of some pages of a PDF file, counted from 1."""
    with opened_pdf(data, name) as document:
        for number in pages:
            page = document[number - 1]
            try:
                yield rendered(page, number, colour=True)
            finally:
                page.close()


def recognise_pages(pages: Iterable[PagePicture]) -> Iterator[RecognisedPage | int]:
    """Recognise pages, as many at once as there are processors; the page's number where that failed."""
    workers = max(1, len(os.sched_getaffinity(0)))
    source = iter(pages)
    with ThreadPoolExecutor(workers) as pool:
        # Only a few pictures at a time: a page in pictures takes as much memory as a book in letters.
        waiting: list[Future[RecognisedPage | int]] = [
            pool.submit(_recognised, page) for page in islice(source, workers + 1)
        ]
        while waiting:
            done = waiting.pop(0).result()
            waiting += [pool.submit(_recognised, page) for page in islice(source, 1)]
            yield done


def _recognised(whole: PagePicture) -> RecognisedPage | int:
    started = time.monotonic()
    ink = parted(whole.picture, whole.scale)
    shown = PagePicture(whole.page, ink.print, whole.scale, ink.zones)
    try:
        page = _read(shown, started)
        if page.legibility < _ILLEGIBLE or not page.lines:
            turn = 0 if page.ready.blank else orientation(page.ready.picture, seconds=PAGE_SECONDS)
            if turn:
                again = _read(_turned(shown, turn), started)
                if again.legibility > page.legibility or not page.lines:
                    placement = _turned_back(shown, turn).after(again.ready.placement)
                    page = replace(again, placement=placement)
    except OcrFailed:
        return shown.page
    return replace(page, aside=ink.aside)


def _read(shown: PagePicture, started: float) -> RecognisedPage:
    page = ready(shown)
    lines: list[MeasuredLine] = []
    if not page.blank:
        lines = _lines(page)
    return RecognisedPage(
        page, tuple(lines), shown.width, shown.height, page.placement, round(time.monotonic() - started, 2)
    )


def _turned(shown: PagePicture, turn: int) -> PagePicture:
    return PagePicture(shown.page, shown.picture.rotate(-turn, expand=True), shown.scale)


def _turned_back(shown: PagePicture, turn: int) -> Placement:
    """From the page as it was turned clockwise by `turn` degrees back to how it is shown."""
    wide, high = shown.width, shown.height
    return {
        90: Placement(0, 1, 0, -1, 0, high),
        180: Placement(-1, 0, wide, 0, -1, high),
        270: Placement(0, -1, wide, 1, 0, 0),
    }[turn]


# --- lines --------------------------------------------------------------------------------------------


def _lines(page: ReadyPage) -> list[MeasuredLine]:
    """The lines of the body, then those of each table cell, which is read by itself."""
    tables = tables_of(blank_page(page.page, 0.0, 0.0, page.across, page.down))
    dpi = page.scale * 72
    body = page.picture.copy()
    for table in tables:
        body.paste(255, _area(page, table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]))
    head = letterhead(page)
    heads = [framed(body.crop(area)) for area in head]
    for area in head:
        body.paste(255, area)
    (found,) = recognise([body], dpi, mode=COLUMN, seconds=PAGE_SECONDS)
    if not found and (print_alone := _print_alone(body, page)) is not None:
        (found,) = recognise([print_alone], dpi, mode=COLUMN, seconds=PAGE_SECONDS)
    found = [line for line in columns_apart(found, page, PAGE_SECONDS) if _is_print(line)]
    if heads:
        for area, inside in zip(head, recognise(heads, dpi, mode=BLOCK, seconds=PAGE_SECONDS), strict=True):
            moved_lines = (moved(line, area[0] - 2 * BORDER, area[1] - 2 * BORDER) for line in inside)
            found += [line for line in moved_lines if _is_print(line)]
    cells = [area for table in tables for area in _cell_areas(page, table)]
    if cells:
        found += _cells(cells, page)
    usual = 13.0 * page.scale
    found = [inked for line in found if (inked := _inked(_apart_from_ink(line, page.zones), page))]
    lines = [measured(part, usual) for line in found for part in stretches(line)]
    lines = [line for line in lines if line.size > _LEAST_SIZE * page.scale]
    lines = second_look(with_marks(lines, page, PAGE_SECONDS), page, PAGE_SECONDS)
    return [weighed(line, page.ink) for line in lines]


def _print_alone(body: Image.Image, page: ReadyPage) -> Image.Image | None:
    """The body on white paper: beside a few lines tesseract takes the grain of a gray sheet for print."""
    shades = numpy.asarray(body)
    ink = page.ink & (shades < 255)
    if int(ink.sum()) < _LEAST_PRINT * page.scale:
        return None
    near = Image.fromarray(ink.astype(numpy.uint8) * 255).filter(ImageFilter.MaxFilter(2 * round(2 * page.scale) + 1))
    return Image.fromarray(numpy.where(numpy.asarray(near) > 0, shades, 255).astype(numpy.uint8))


def _cells(areas: Sequence[Area], page: ReadyPage) -> list[Line]:
    """The lines of table cells, each read by itself; short ones that make no sense once more, twice as large."""
    read = _read_cells(areas, page, 1)
    doubtful = [k for k, lines in enumerate(read) if _is_short(areas[k], page) and not _is_sound(lines)]
    if doubtful:
        for k, again in zip(doubtful, _read_cells([areas[k] for k in doubtful], page, 2), strict=True):
            if _is_sound(again) or (again and not read[k]):
                read[k] = again
    # What is no word in a short cell is a digit sooner than a sign; "x" and dashes say something of their own.
    for repeat in (1, 3):
        odd = [k for k in doubtful if _is_odd(read[k]) and not _dash(areas[k], page)]
        if odd:
            for k, again in zip(odd, _digits([areas[k] for k in odd], page, repeat), strict=True):
                read[k] = again or read[k]
    out: list[Line] = []
    for area, lines in zip(areas, read, strict=True):
        spoken = [line for line in lines if any(c.isalnum() for word in line for c in word.text)]
        out += spoken or _dash(area, page) or lines
    return out


def _is_odd(lines: Sequence[Line]) -> bool:
    """Whether a short cell was read as nothing, or as a sign or two that are neither number nor word."""
    words = [word for line in lines for word in line]
    text = "".join(word.text for word in words)
    if len(text) > 2 or text in _MEANT:
        return False
    # Two letters are an abbreviation ("TS", "CN"), not a number.
    if not text or not text.isalnum() or (len(text) == 1 and not text.isascii()):
        return True
    return len(text) == 1 and not text.isdecimal() and words[0].sure < _LETTER_SURE


def _digits(areas: Sequence[Area], page: ReadyPage, repeat: int) -> list[list[Line]]:
    """Short cells read as numbers; nothing where they are none.

    A digit by itself is read badly, three times the same side by side much better: what all three are read as holds.
    """
    factor = 2 if repeat == 1 else 1
    out: list[list[Line]] = []
    for area, lines in zip(areas, _read_cells(areas, page, factor, _IN_CELLS, repeat), strict=True):
        words = [word for line in lines for word in line]
        characters = [c for word in words for c in word.characters]
        text, share = "".join(c.text for c in characters), len(characters) // repeat
        if not share or text != text[:share] * repeat or not _NUMBER.fullmatch(text[:share]):
            out.append([])
        elif repeat == 1:
            out.append([(Word(tuple(characters), min(word.sure for word in words)),)])
        elif share == 1:
            # Of two digits side by side one may be lost in each copy alike.
            digit = replace(characters[0], x0=area[0] + BORDER, x1=area[2] - BORDER)
            out.append([(Word((digit,), min(_REPEATED_SURE, *(word.sure for word in words))),)])
        else:
            out.append([])
    return out


def _read_cells(
    areas: Sequence[Area], page: ReadyPage, factor: int, letters: str = "", repeat: int = 1
) -> list[list[Line]]:
    crops = []
    for area in areas:
        crop = page.picture.crop(area)
        size = (crop.width * factor, crop.height * factor)
        crops.append(framed(_side_by_side(crop.resize(size, Image.Resampling.BICUBIC) if factor > 1 else crop, repeat)))
    edge = 2 * BORDER / factor
    mode = LINE if letters else BLOCK
    found = recognise(crops, page.scale * 72, mode=mode, seconds=PAGE_SECONDS, letters=letters)
    return [
        [moved(reduced(line, factor), area[0] - edge, area[1] - edge) for line in lines]
        for area, lines in zip(areas, found, strict=True)
    ]


def _side_by_side(picture: Image.Image, repeat: int) -> Image.Image:
    if repeat == 1:
        return picture
    out = Image.new("L", (repeat * picture.width, picture.height))
    for k in range(repeat):
        out.paste(picture, (k * picture.width, 0))
    return out


def _is_short(area: Area, page: ReadyPage) -> bool:
    return area[2] - area[0] < _SHORT_CELL * page.scale


def _is_sound(lines: Sequence[Line]) -> bool:
    """Whether a short cell reads as a number, or as words that recognition is sure of."""
    words = [word for line in lines for word in line]
    if len(words) == 1 and _NUMBER.fullmatch(words[0].text):
        return words[0].sure > 0.5
    if sum(len(word.text) for word in words) <= 2:
        return len(words) == 1 and (
            words[0].text in _MEANT or (words[0].text.isalpha() and words[0].sure > _LETTER_SURE)
        )
    return bool(words) and all(word.sure > 0.8 for word in words)


def _is_print(line: Line) -> bool:
    """Whether a line is more than a speck that was taken for a letter."""
    text = "".join(word.text for word in line)
    if any(character.isalnum() for character in text):
        return max(word.sure for word in line) > 0.2
    return len(line) > 1 and max(word.sure for word in line) > 0.5


def _apart_from_ink(line: Line, zones: Sequence[Area]) -> Line:
    """The line without the words that were taken from a seal or a signature: unsure, and most of them inside of one."""

    def is_print(word: Word) -> bool:
        least = _SURE_OVER_INK if len(word.characters) > 2 else _SHORT_SURE_OVER_INK
        if word.sure >= least and any(c.text.isalnum() for c in word.characters):
            return True
        x = (word.characters[0].x0 + word.characters[-1].x1) / 2
        y = (min(c.top for c in word.characters) + max(c.bottom for c in word.characters)) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in zones)

    return tuple(word for word in line if is_print(word)) if zones else line


def _inked(line: Line, page: ReadyPage) -> Line:
    """The line without the signs that tesseract puts where nothing is printed, as "_" in the gap after a dash."""
    every = [character for word in line for character in word.characters]

    def is_there(c: Character) -> bool:
        if c.text.isalnum():
            return True
        if c.text in _NO_PRINT:
            return False
        if c.text == "_" and any(o is not c and o.top <= c.top and o.x0 <= c.x0 < o.x1 for o in every):
            return False
        return bool(page.ink[int(c.top) : int(c.bottom) + 1, int(c.x0) : int(c.x1) + 1].any())

    words: list[Word] = []
    for word in line:
        kept = _without_rests(tuple(filter(is_there, word.characters)))
        if not words and kept and len(line) > 1 and (bullet := _bullet(kept, page)):
            kept = (bullet,)
        if (
            not words
            and len(kept) > 1
            and kept[0].text in _LIST_MARKS
            and kept[1].x0 - kept[0].x1 > _LIST_GAP * page.scale
        ):
            words.append(Word(kept[:1], word.sure))
            kept = kept[1:]
        if kept:
            words.append(Word(kept, word.sure))
    return tuple(words)


def _without_rests(characters: tuple[Character, ...]) -> tuple[Character, ...]:
    """The word without "_" at its ends, which is what is left of a rule: "_Cộng"."""
    if not any(c.text.isalnum() for c in characters):
        return characters
    while characters[0].text == "_":
        characters = characters[1:]
    while characters[-1].text == "_":
        characters = characters[:-1]
    return characters


def _bullet(characters: Sequence[Character], page: ReadyPage) -> Character | None:
    """The round dot of a list, which has no letter that looks like it: one full blot, as wide as high."""
    if len(characters) > 2 or any(c.text.isalnum() and c.text not in "eoc" for c in characters):
        return None
    x0, x1 = int(min(c.x0 for c in characters)), int(max(c.x1 for c in characters)) + 1
    top, bottom = int(min(c.top for c in characters)), int(max(c.bottom for c in characters)) + 1
    ink = page.ink[top:bottom, x0:x1]
    blots = blots_of(ink)
    if len(blots) != 1:
        return None
    left, upper, right, lower = blots[0]
    wide, high = right - left, lower - upper
    full = float(ink[upper:lower, left:right].mean())
    if not 0.8 <= wide / high <= 1.25 or full < 0.7 or not 1.8 * page.scale < high < 8 * page.scale:
        return None
    return Character("•", x0 + left, top + upper, x0 + right, top + lower, 0.9)


def _area(page: ReadyPage, x0: float, top: float, x1: float, bottom: float) -> Area:
    scale, picture = page.scale, page.picture
    return (
        max(0, round(x0 * scale)),
        max(0, round(top * scale)),
        min(picture.width, round(x1 * scale)),
        min(picture.height, round(bottom * scale)),
    )


def _dash(area: Area, page: ReadyPage) -> list[Line]:
    """A cell with nothing but a dash, which recognition takes for dirt; it says "none"."""
    x0, top, x1, bottom = area
    ink = page.ink[top:bottom, x0:x1]
    rows, columns = numpy.nonzero(ink.any(1))[0], numpy.nonzero(ink.any(0))[0]
    if not len(rows):
        return []
    high, wide = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    if not (1.6 * high <= wide <= 14 * page.scale and high <= 2.5 * page.scale):
        return []
    left, upper = x0 + int(columns[0]), top + int(rows[0])
    return [(Word((Character("-", left, upper, left + wide, upper + high, 0.9),), 0.9),)]


def _cell_areas(page: ReadyPage, table: PageTable) -> Iterator[Area]:
    """The cells with print in them, in pixels."""
    for cell in table.cells:
        xs = table.xs[cell.column], table.xs[cell.column + cell.columns]
        ys = table.ys[cell.row], table.ys[cell.row + cell.rows]
        x0, top, x1, bottom = _area(page, xs[0] + 0.7, ys[0] + 0.7, xs[1] - 0.7, ys[1] - 0.7)
        if x1 - x0 < 4 or bottom - top < 4:
            continue
        ink = page.ink[top:bottom, x0:x1]
        if int(ink.sum()) < 3 * page.scale:
            continue
        blots = _print_of(blots_of(ink), page.scale)
        if not blots:
            continue
        left, upper = min(blot[0] for blot in blots), min(blot[1] for blot in blots)
        right, lower = max(blot[2] for blot in blots), max(blot[3] for blot in blots)
        yield (
            max(x0, x0 + left - BORDER),
            max(top, top + upper - BORDER),
            min(x1, x0 + right + BORDER),
            min(bottom, top + lower + BORDER),
        )


def _print_of(blots: Sequence[Area], scale: float) -> list[Area]:
    """The blots of a cell without specks that stand away from its print."""
    large = [b for b in blots if max(b[2] - b[0], b[3] - b[1]) >= 1.6 * scale]
    reach = 6 * scale

    def is_near(blot: Area) -> bool:
        return any(
            b[0] - reach < blot[2] and blot[0] < b[2] + reach and b[1] - reach < blot[3] and blot[1] < b[3] + reach
            for b in large
        )

    return [blot for blot in blots if blot in large or is_near(blot)]
