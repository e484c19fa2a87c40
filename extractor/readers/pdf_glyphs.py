"""What PDFium knows of a page: its characters with their places, sizes and fonts, and its drawn rules.

The calls go to PDFium in bulk, through `map` over prepared buffers: a Python object a character would cost
more than the rest of the reading. PDFium is not thread-safe; whoever wants more speed uses processes.
Coordinates leave here in points from the top left corner of the page as it is shown.
"""

import ctypes
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.errors import UnreadableFile
from extractor.readers.legacy_fonts import Encoding
from extractor.readers.manuscript import Placement
from extractor.readers.pages import opened_pdf
from extractor.readers.pdf_fonts import bold_objects, converted, font_names
from extractor.readers.pdf_hidden import hidden_objects

MAX_PAGES: Final = 2000
MAX_OBJECTS: Final = 60_000
_RULE = 3.0
_SAMPLE = 200
_LEAST_ANGLE = 0.002
PICTURED: Final = 0.5
"""A page of which a picture covers this share or more is a scan, whatever text lies on it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn along an axis: `at` is its fixed coordinate, `start` to `end` its reach."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Glyphs:
    """The characters of a page in the order of the file, one entry a character in each list.

    `objects` tells which characters the file draws in one go. `placement` leads from these places to the page
    as it is shown, where the page was straightened; `pictured` is the share of the page that its largest picture
    covers; `hidden` is text that the file holds and does not show, and is in no other list; `legibility` is the
    certainty of each character where the page was recognised from its picture; `converted` are the encodings of old
    fonts whose letters were converted.
    """

    page: int
    width: float
    height: float
    text: str
    lefts: list[float]
    rights: list[float]
    tops: list[float]
    bottoms: list[float]
    bases: list[float]
    sizes: list[float]
    bold: list[bool]
    objects: list[int | None]
    across: list[Rule]
    down: list[Rule]
    empty: bool
    placement: Placement | None = None
    legibility: list[float] | None = None
    pictured: float = 0.0
    hidden: str = ""
    converted: tuple[Encoding, ...] = ()


def blank_page(
    number: int, width: float, height: float, across: Sequence[Rule] = (), down: Sequence[Rule] = ()
) -> Glyphs:
    """A page without characters."""
    return Glyphs(
        page=number, width=width, height=height, text="",
        lefts=[], rights=[], tops=[], bottoms=[], bases=[], sizes=[], bold=[], objects=[],
        across=list(across), down=list(down), empty=True,
    )  # fmt: skip


def _prototype(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function with plain addresses for arguments, which spares a Python object a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_box = _prototype(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_origin = _prototype(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_size = _prototype(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_angle = _prototype(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT)
_object = _prototype(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_unicode = _prototype(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)


def pages_of(data: bytes, name: str) -> Iterator[Glyphs]:
    """The pages of a PDF file.

    Raises UnreadableFile if the file is locked with a password, damaged, or has no or too many pages.
    """
    with opened_pdf(data, name) as document:
        count = len(document)
        if not 0 < count <= MAX_PAGES:
            raise UnreadableFile(
                f"{name}: có {count} trang, ngoài giới hạn đọc (1–{MAX_PAGES}). Hãy tách tệp hoặc xin bản khác.",
                f"{name}: {count} pages, outside of what is read (1–{MAX_PAGES}). Split it or ask for another copy.",
            )
        for index in range(count):
            yield _page(document, index, name)


def _page(document: Any, index: int, name: str) -> Glyphs:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as problem:
        raise UnreadableFile(
            f"{name}: không đọc được trang {index + 1}. Tệp có thể bị cắt; hãy xin bản khác.",
            f"{name}: page {index + 1} cannot be read. The file may be cut short; ask for another copy.",
        ) from problem
    try:
        textpage = page.get_textpage()
        try:
            glyphs, printed_over = _glyphs(page, textpage, index + 1)
        finally:
            textpage.close()
        return _without(page, printed_over, glyphs) if printed_over else glyphs
    finally:
        page.close()


def _without(page: Any, printed_over: frozenset[int], glyphs: Glyphs) -> Glyphs:
    """The page read again without text that other text was printed over.

    Of two equal letters in one place PDFium gives the first drawn only, which is the hidden one.
    """
    for index in reversed(range(pdfium.FPDFPage_CountObjects(page))):
        item = pdfium.FPDFPage_GetObject(page, index)
        if ctypes.cast(item, ctypes.c_void_p).value in printed_over:
            pdfium.FPDFPage_RemoveObject(page, item)
            pdfium.FPDFPageObj_Destroy(item)
    textpage = page.get_textpage()
    try:
        again, _ = _glyphs(page, textpage, glyphs.page)
    finally:
        textpage.close()
    return replace(again, hidden=glyphs.hidden)


def _glyphs(page: Any, textpage: Any, number: int) -> tuple[Glyphs, frozenset[int]]:
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    count = max(0, pdfium.FPDFText_CountChars(textpage))
    view = _View(page, _text_turn(textpage, count))
    boxes = (ctypes.c_float * (4 * count))()
    first = ctypes.addressof(boxes)
    indexes = range(count)
    for _ in map(_box, repeat(handle), indexes, range(first, first + 16 * count, 16)):
        pass
    corners = array("f", bytes(boxes))
    # FS_RECTF is left, top, right, bottom.
    lefts, tops, rights, bottoms = view.boxes(corners[0::4], corners[1::4], corners[2::4], corners[3::4])
    objects = list(map(_object, repeat(handle), indexes))
    bases, sizes = _baselines(handle, objects, view)
    text = _text(textpage, handle, count)
    names = font_names(objects)
    bold = bold_objects(names)
    across, down = _rules(page, view)
    pictured = _pictured(page)
    hidden, printed_over = hidden_objects(page, set(objects), pictured=pictured >= PICTURED)
    seen = [k for k, drawn in enumerate(objects) if drawn not in hidden] if hidden else indexes
    glyphs = Glyphs(
        page=number,
        width=view.width,
        height=view.height,
        text=text,
        lefts=lefts,
        rights=rights,
        tops=tops,
        bottoms=bottoms,
        bases=bases,
        sizes=_true_sizes(sizes, tops, bottoms, text),
        bold=[drawn in bold for drawn in objects],
        objects=objects,
        across=across,
        down=down,
        empty=pdfium.FPDFPage_CountObjects(page) == 0,
        placement=view.placement,
        pictured=pictured,
    )
    return converted(_only(glyphs, seen) if hidden else glyphs, names), printed_over


def _only(glyphs: Glyphs, seen: Sequence[int]) -> Glyphs:
    """The page with the characters `seen`; what the others say is kept in `hidden`."""
    shown = set(seen)
    return replace(
        glyphs,
        text="".join(glyphs.text[k] for k in seen),
        lefts=[glyphs.lefts[k] for k in seen],
        rights=[glyphs.rights[k] for k in seen],
        tops=[glyphs.tops[k] for k in seen],
        bottoms=[glyphs.bottoms[k] for k in seen],
        bases=[glyphs.bases[k] for k in seen],
        sizes=[glyphs.sizes[k] for k in seen],
        bold=[glyphs.bold[k] for k in seen],
        objects=[glyphs.objects[k] for k in seen],
        hidden=" ".join("".join(c for k, c in enumerate(glyphs.text) if k not in shown).split()),
    )


def _baselines(handle: int | None, objects: list[int | None], view: "_View") -> tuple[list[float], list[float]]:
    """The baseline and font size of each character: those of the first that its text object draws.

    An object that is drawn askew, as the layer over a crooked scan, has another baseline under each character.
    """
    place = (ctypes.c_double * 2)()
    x = ctypes.addressof(place)
    known: dict[int | None, tuple[float, float]] = {}
    askew: set[int | None] = set()
    out = []
    for index, drawn in enumerate(objects):
        if drawn not in known or drawn is None or drawn in askew:
            _origin(handle, index, x, x + 8)
            if drawn not in known and abs(math.remainder(_angle(handle, index), math.pi / 2)) > _LEAST_ANGLE:
                askew.add(drawn)
            known[drawn] = view.base(place[0], place[1]), _size(handle, index)
        out.append(known[drawn])
    return [base for base, _ in out], [size for _, size in out]


def _text(textpage: Any, handle: int | None, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer) if count else 0
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Characters beyond the basic plane, or without a meaning: PDFium's text and its list of characters differ.
    codes = map(_unicode, repeat(handle), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _true_sizes(sizes: list[float], tops: list[float], bottoms: list[float], text: str) -> list[float]:
    """Font sizes as they are seen: some files set size 1 and scale it by a matrix that PDFium leaves out."""
    seen = [(bottoms[i] - tops[i], sizes[i]) for i in range(min(len(text), 1000)) if text[i].isalpha()]
    if not seen:
        return sizes
    heights, nominal = sorted(height for height, _ in seen), sorted(size for _, size in seen)
    height, size = heights[len(heights) // 2], nominal[len(nominal) // 2]
    if size > 0 and 0.3 < height / size < 1.6:
        return sizes
    # Half of the letters are about 0.6 em high, accents and descenders included.
    scale = height / 0.6 / size if size > 0 else 0.0
    return [value * scale if scale else height / 0.6 for value in sizes]


class _View:
    """From the page's own coordinates to points from the top left corner of the page as shown."""

    def __init__(self, page: Any, text_turn: int | None) -> None:
        self.x0, self.y0, self.x1, self.y1 = page.get_cropbox()
        shown = page.get_rotation() % 360
        # Print that stands on its side, as a wide table on an upright page, is laid out as if the page were turned.
        self.turn = shown if text_turn is None else text_turn
        self.width, self.height = self.x1 - self.x0, self.y1 - self.y0
        self.placement = None
        if self.turn != shown:
            stored = _stored(self.turn, self.width, self.height)
            self.placement = _shown(shown, self.width, self.height).after(stored)
        if self.turn in (90, 270):
            self.width, self.height = self.height, self.width

    def boxes(
        self, lefts: "array[float]", tops: "array[float]", rights: "array[float]", bottoms: "array[float]"
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        x0, y0, x1, y1 = self.x0, self.y0, self.x1, self.y1
        if self.turn == 0:
            return [x - x0 for x in lefts], [y1 - y for y in tops], [x - x0 for x in rights], [y1 - y for y in bottoms]
        if self.turn == 90:
            return [y - y0 for y in bottoms], [x - x0 for x in lefts], [y - y0 for y in tops], [x - x0 for x in rights]
        if self.turn == 180:
            return [x1 - x for x in rights], [y - y0 for y in bottoms], [x1 - x for x in lefts], [y - y0 for y in tops]
        return [y1 - y for y in tops], [x1 - x for x in rights], [y1 - y for y in bottoms], [x1 - x for x in lefts]

    def base(self, x: float, y: float) -> float:
        """The height of a baseline, measured down from the top."""
        return float({0: self.y1 - y, 90: x - self.x0, 180: y - self.y0}.get(self.turn, self.x1 - x))


def _stored(turn: int, wide: float, high: float) -> Placement:
    """From a page as seen turned by `turn` to how it is stored, from its lower left corner."""
    return {
        0: Placement(1, 0, 0, 0, -1, high),
        90: Placement(0, 1, 0, 1, 0, 0),
        180: Placement(-1, 0, wide, 0, 1, 0),
        270: Placement(0, -1, wide, -1, 0, high),
    }[turn]


def _shown(turn: int, wide: float, high: float) -> Placement:
    """From a page as it is stored to how it is seen turned by `turn`, from its upper left corner."""
    return {
        0: Placement(1, 0, 0, 0, -1, high),
        90: Placement(0, 1, 0, 1, 0, 0),
        180: Placement(-1, 0, wide, 0, 1, 0),
        270: Placement(0, -1, high, -1, 0, wide),
    }[turn]


def _text_turn(textpage: Any, count: int) -> int | None:
    """By how many degrees most characters are turned as they are stored; None where there are few or they disagree."""
    step = max(1, count // _SAMPLE)
    turns: Counter[int] = Counter()
    for index in range(0, count, step):
        if pdfium.FPDFText_GetUnicode(textpage, index) > 0x20 and not pdfium.FPDFText_IsGenerated(textpage, index):
            # PDFium measures clockwise.
            turns[-round(math.degrees(pdfium.FPDFText_GetCharAngle(textpage, index)) / 90) * 90 % 360] += 1
    if not turns:
        return None
    turn, often = turns.most_common(1)[0]
    return turn if often > 0.7 * turns.total() else None


def _pictured(page: Any) -> float:
    """The share of the page that its largest picture covers."""
    x0, y0, x1, y1 = page.get_cropbox()
    whole = max(1.0, (x1 - x0) * (y1 - y0))
    edges = [ctypes.c_float() for _ in range(4)]
    largest = 0.0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM and not _holds_picture(item):
            continue
        if pdfium.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            wide, high = min(right, x1) - max(left, x0), min(top, y1) - max(bottom, y0)
            largest = max(largest, max(0.0, wide) * max(0.0, high) / whole)
    return min(1.0, largest)


def _holds_picture(form: Any) -> bool:
    count = min(pdfium.FPDFFormObj_CountObjects(form), 100)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, index)) == pdfium.FPDF_PAGEOBJ_IMAGE
        for index in range(count)
    )


def _rules(page: Any, view: _View) -> tuple[list[Rule], list[Rule]]:
    """The straight lines that the page draws along its axes; a stroked rectangle gives four."""
    across: list[Rule] = []
    down: list[Rule] = []
    edges = [ctypes.c_float() for _ in range(4)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        (x0,), (y0,), (x1,), (y1,) = view.boxes(
            array("f", (left,)), array("f", (top,)), array("f", (right,)), array("f", (bottom,))
        )
        wide, high = x1 - x0, y1 - y0
        if high <= _RULE < wide:
            across.append(Rule((y0 + y1) / 2, x0, x1))
        elif wide <= _RULE < high:
            down.append(Rule((x0 + x1) / 2, y0, y1))
        elif wide > _RULE and high > _RULE and pdfium.FPDFPath_CountSegments(item) in (4, 5):
            pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
            if stroke.value:
                across += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
                down += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return across, down
