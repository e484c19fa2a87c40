"""Text that a PDF holds but does not show: invisible, white on white, or covered by what is drawn over it.

Such text is no part of the report as its reader sees it: a redacted name, a search layer of another text, a
trap. What is certain is told from the object itself; what may be seen or not (white letters may stand on a
dark ground) is looked up in a small picture of the page.
"""

import ctypes
from collections.abc import Iterable
from typing import Any, Final

import numpy
import pypdfium2.raw as pdfium

MAX_OBJECTS: Final = 60_000
_INVISIBLE = 3
_WHITE = 245
_LEAST_COVER = 150.0
_SCALE = 2.0
_MOST_PIXELS = 8_000_000
_CONTRAST = 30
_PRINTED_OVER = 0.5

Bounds = tuple[float, float, float, float]


def hidden_objects(
    page: Any, objects: Iterable[int | None], *, pictured: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """Those of the text objects (by address) that nobody sees; and those of them that have other text printed over.

    `pictured`: the page is a picture; invisible text is then the layer that OCR made of it, and is kept.
    """
    hidden: set[int] = set()
    doubtful: dict[int, Bounds] = {}
    printed_over: set[int] = set()
    known = {key for key in objects if key}
    for key in known:
        handle = ctypes.cast(key, pdfium.FPDF_PAGEOBJECT)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        if mode == _INVISIBLE:
            if not pictured:
                hidden.add(key)
        elif mode == pdfium.FPDF_TEXTRENDERMODE_FILL and _is_pale(handle):
            bounds = _bounds(handle)
            if bounds is not None:
                doubtful[key] = bounds
    if not pictured:
        found, printed_over = _covered(page, known - hidden)
        doubtful.update(found)
        hidden |= printed_over
    if doubtful:
        hidden |= _unseen(page, doubtful)
    return frozenset(hidden), frozenset(printed_over)


def _is_pale(handle: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _WHITE or alpha.value < 10


def _bounds(handle: Any) -> Bounds | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return (left, bottom, right, top) if right > left and top > bottom else None


def _covered(page: Any, known: set[int]) -> tuple[dict[int, Bounds], set[int]]:
    """The text objects that lie under a picture or a filled shape drawn after them.

    First those in whose place nothing else is printed, then those that have another text printed over the cover.
    """
    texts: list[tuple[int, Bounds]] = []
    found: dict[int, Bounds] = {}
    printed_over: set[int] = set()
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        handle = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            key = ctypes.cast(handle, ctypes.c_void_p).value
            bounds = _bounds(handle)
            if key in known and key is not None and bounds is not None:
                texts.append((key, bounds))
                printed_over |= {under for under, place in found.items() if _overlap(place, bounds) > _PRINTED_OVER}
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
            if not fill.value:
                continue
        elif kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        cover = _bounds(handle)
        if cover is None or (cover[2] - cover[0]) * (cover[3] - cover[1]) < _LEAST_COVER:
            continue
        for key, bounds in texts:
            x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
            if cover[0] <= x <= cover[2] and cover[1] <= y <= cover[3]:
                found[key] = bounds
    return {key: bounds for key, bounds in found.items() if key not in printed_over}, printed_over


def _overlap(one: Bounds, other: Bounds) -> float:
    """The share of `one` that lies in `other`."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high) / ((one[2] - one[0]) * (one[3] - one[1]))


def _unseen(page: Any, doubtful: dict[int, Bounds]) -> set[int]:
    """Those objects in whose place the page shows one even tone."""
    x0, y0, x1, y1 = page.get_cropbox()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, (x1 - x0) * (y1 - y0))) ** 0.5)
    # Stored upright, so that bounds need no turning.
    bitmap = page.render(scale=scale, grayscale=True, rotation=-page.get_rotation() % 360)
    try:
        shades = bitmap.to_numpy()
        shades = shades.reshape(shades.shape[0], shades.shape[1], -1)[:, :, 0]
        out = set()
        for key, (left, bottom, right, top) in doubtful.items():
            rows = slice(max(0, int((y1 - top) * scale)), max(0, int((y1 - bottom) * scale) + 1))
            columns = slice(max(0, int((left - x0) * scale)), max(0, int((right - x0) * scale) + 1))
            part = shades[rows, columns]
            if not part.size or int(numpy.ptp(part)) < _CONTRAST:
                out.add(key)
        return out
    finally:
        bitmap.close()
