"""Ink on a scanned page that is no print, and lies over print: seals, signatures, received stamps, a clerk's pen.

Ink of a colour is light in its own channel, print is dark in all three: where a page is coloured, its lightest
channel shows the print that stands under a seal. Lines of coloured *print*, such as a blue heading, are kept. On a gray
page only a seal can be told, by its size, and what is paler than print in it is taken off. What is recognised where
such ink was has to be read with more certainty than elsewhere.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy
from PIL import Image, ImageChops

from extractor.readers.ocr_blots import blots_of

CHROMA: Final = 46
"""How far the channels of a pixel must differ to be a colour, of 255: JPEG leaves up to 30 at the edges of black."""

_TINGE = 16
_GLANCE = 4
_FAR = 9.0
_DARK, _PALE = 0.75, 100
_CORE = 0.17
_PALE_PRINT = 0.06
_EDGE = 0.07
_SEAL, _ARC = 50.0, 22.0
_LEAST_AREA = 12.0
_MOST_SHARE = 0.6
_GRID = 1.5
_STROKE = 28.0
_THIN = 3.5
_LINE = 100.0
_REACH = 7.0

Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's print in shades of gray.

    `aside` is the area of the coloured ink taken off it, in square points; `zones` are where it lay, in pixels.
    """

    print: Image.Image
    aside: float = 0.0
    zones: tuple[Area, ...] = ()


def parted(picture: Image.Image, scale: float) -> Parted:
    """Print and coloured ink of a page told apart; `scale` is pixels a point.

    A page whose print is itself coloured, as a carbon copy, is left as it is.
    """
    gray = picture.convert("L")
    if picture.mode != "RGB":
        return Parted(gray)
    paper = _paper(picture)
    if _colourless(numpy.asarray(picture.reduce(_GLANCE)), paper):
        return Parted(gray)
    red, green, blue = (_balanced(band, white) for band, white in zip(picture.split(), paper, strict=True))
    lightest = numpy.asarray(ImageChops.lighter(ImageChops.lighter(red, green), blue))
    chroma = lightest - numpy.asarray(ImageChops.darker(ImageChops.darker(red, green), blue))
    coloured = chroma > CHROMA
    flat = numpy.asarray(gray)
    light = int(numpy.percentile(flat[::4, ::4], 80))
    inked = flat < _DARK * light
    coloured &= inked
    amount = int(coloured.sum())
    if amount < _LEAST_AREA * scale * scale or amount > _MOST_SHARE * max(1, int(inked.sum())):
        return Parted(gray)
    foreign, zones = _foreign(coloured, scale)
    area = float(foreign.sum()) / scale**2
    if area < _LEAST_AREA:
        return Parted(gray)
    out = flat.copy()
    # The soft edge of a stroke is paler than what counts as a colour; further out only what has a tinge of it.
    near, far = _spread(foreign, 0.4 * scale), _spread(foreign, _FAR * scale)
    gone = (near | (far & (chroma > _TINGE))) & (lightest > _PALE)
    out[gone] = light
    kept = near & ~gone
    out[kept] = lightest[kept]
    return Parted(Image.fromarray(out), round(area, 1), zones)


def _spread(mask: Any, reach: float) -> Any:
    """The mask grown by `reach` pixels to all sides."""
    grown = mask
    for axis in (0, 1):
        step = min(max(1, round(reach)), grown.shape[axis] - 1)
        # How many are set up to each place; a window holds one where that grows over it.
        pad = [(step + 1, step) if k == axis else (0, 0) for k in (0, 1)]
        total = numpy.pad(grown, pad).cumsum(axis, dtype=numpy.int32)
        low, high = (
            numpy.take(total, range(grown.shape[axis]), axis),
            total[tuple(slice(2 * step + 1, None) if k == axis else slice(None) for k in (0, 1))],
        )
        grown = high > low
    return grown


def seals(ink: Any, scale: float) -> tuple[Area, ...]:
    """Where a gray page, its rules taken out, has strokes much larger than letters: seals, signatures.

    The flattest arcs of a ring go with the rules: what is left of it is put together.
    """
    cell, grid = _grid(ink, scale)
    side = cell / scale
    zones = [blot for blot in blots_of(grid) if min(blot[2] - blot[0], blot[3] - blot[1]) * side > _ARC]
    reach = round(_ARC / side)
    merged: list[Area] = []
    for zone in zones:
        beside = [other for other in merged if _touch(zone, other, reach)]
        merged = [other for other in merged if other not in beside]
        group = [zone, *beside]
        merged.append((
            min(z[0] for z in group), min(z[1] for z in group), max(z[2] for z in group), max(z[3] for z in group)
        ))  # fmt: skip
    return tuple(_scaled(zone, cell) for zone in merged if min(zone[2] - zone[0], zone[3] - zone[1]) * side > _SEAL)


def _touch(one: Area, other: Area, reach: int) -> bool:
    return (
        one[0] - reach < other[2]
        and other[0] < one[2] + reach
        and one[1] - reach < other[3]
        and other[1] < one[3] + reach
    )


def paled(gray: Any, ink: Any, zones: tuple[Area, ...]) -> None:
    """Take what is paler than print out of the zones of a gray page, in place."""
    inside = numpy.zeros_like(ink)
    for left, top, right, bottom in zones:
        inside[top:bottom, left:right] = True
    # The shade of a bound edge is no print.
    edge = round(_EDGE * ink.shape[1])
    outside = ink & ~inside
    outside[:, :edge] = outside[:, ink.shape[1] - edge :] = False
    if not zones or not outside.any():
        return
    print_shade, paper = float(numpy.percentile(gray[outside], 25)), float(numpy.percentile(gray, 80))
    far = ~_spread(gray < print_shade + _CORE * (paper - print_shade), 2)
    # Where print itself is pale in places, paleness tells nothing.
    if (far & outside).sum() > _PALE_PRINT * outside.sum():
        return
    gone = far & inside
    gray[gone] = round(paper)
    ink[gone] = False


def _grid(mask: Any, scale: float) -> tuple[int, Any]:
    """The mask in cells of about _GRID points, and how many pixels a cell has."""
    cell = max(1, round(_GRID * scale))
    high, wide = (side - side % cell for side in mask.shape)
    return cell, mask[:high, :wide].reshape(high // cell, cell, wide // cell, cell).any((1, 3))


def _scaled(blot: Area, cell: int) -> Area:
    return blot[0] * cell, blot[1] * cell, blot[2] * cell, blot[3] * cell


def _paper(picture: Image.Image) -> tuple[float, ...]:
    """How light the paper is in each channel."""
    seen = numpy.asarray(picture.reduce(_GLANCE)).reshape(-1, 3)
    return tuple(float(light) for light in numpy.percentile(seen, 80, axis=0).clip(60, 255))


def _colourless(glance: Any, paper: tuple[float, ...]) -> bool:
    """Whether a small picture of the page shows no colour but that of its paper."""
    level = glance * (255.0 / numpy.array(paper))
    return float((level.max(2) - level.min(2)).max()) < CHROMA / 3


def _balanced(band: Image.Image, light: float) -> Image.Image:
    """A channel as if the paper were white in it."""
    return band.point([min(255, round(value * 255.0 / light)) for value in range(256)])


def _foreign(coloured: Any, scale: float) -> tuple[Any, tuple[Area, ...]]:
    """The coloured pixels that are no lines of print: strokes longer than letters, what they frame, lone signs."""
    cell, grid = _grid(coloured, scale)
    side = cell / scale
    strokes = [blot for blot in blots_of(grid) if _is_stroke(blot, side)]
    reach = max(1, round(_REACH / side))
    spread = grid.copy()
    for step in range(1, reach + 1):
        spread[:, step:] |= grid[:, :-step]
    print_of = numpy.zeros_like(grid)
    zones = []
    for left, top, right, bottom in blots_of(spread):
        framed = any(_touch((left, top, right, bottom), stroke, reach) for stroke in strokes)
        if not framed and (right - left) * side >= _LINE:
            print_of[top:bottom, left:right] = True
        else:
            zones.append(_scaled((left, top, right, bottom), cell))
    out = coloured.copy()
    out[: cell * grid.shape[0], : cell * grid.shape[1]] &= ~print_of.repeat(cell, 0).repeat(cell, 1)
    return out, tuple(zones)


def _is_stroke(blot: Area, side: float) -> bool:
    wide, high = (blot[2] - blot[0]) * side, (blot[3] - blot[1]) * side
    return max(wide, high) > _STROKE and (min(wide, high) > _THIN or high > wide)
