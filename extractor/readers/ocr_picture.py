"""A scanned page made ready for reading: straightened, cleaned of specks, its rules found and taken out.

Only numpy and Pillow. A page that lies askew by a degree is read well line by line, but its table rules
are no straight lines any more and its left edge wanders; so it is turned first, and every place that is
found is turned back (`Placement`).
"""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy
from PIL import Image, ImageFilter

from extractor.readers.manuscript import Placement
from extractor.readers.ocr_blots import Ink
from extractor.readers.ocr_ink import paled, seals
from extractor.readers.pages import PagePicture
from extractor.readers.pdf_glyphs import Rule

MOST_SKEW: Final = 6.0
"""Degrees; a page that lies further askew was not scanned but photographed, and is read as it is."""

_LEAST_SKEW = 0.08
_RULE_LENGTH = 0.022
_RULE_WIDTH = 5.0


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page to be read: its picture without rules, and its rules in points; `placement` leads back to the page.

    `zones` are where ink lay or lies that is no print, in pixels.
    """

    page: int
    picture: Image.Image
    scale: float
    skew: float
    ink: Ink
    across: list[Rule]
    down: list[Rule]
    placement: Placement | None
    zones: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return int(self.ink.sum()) < 60 * self.scale


def ready(shown: PagePicture) -> ReadyPage:
    """Straighten and clean a page."""
    picture = shown.picture
    skew = skew_of(dark(picture))
    placement = None
    if abs(skew) >= _LEAST_SKEW:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        placement = Placement.turned(math.radians(skew), shown.width / 2, shown.height / 2)
    else:
        skew = 0.0
    ink = dark(picture)
    gray = numpy.asarray(picture).copy()
    _wipe(gray, ink, _specks(ink, shown.scale))
    across = _rules(ink, shown.scale)
    down = _rules(ink.T, shown.scale)
    for found, field, shade in ((across, ink, gray), (down, ink.T, gray.T)):
        for at, thick, start, end in found:
            _take_out(field, shade, at, thick, start, end)
    zones = shown.zones
    if not zones:
        zones = seals(ink, shown.scale)
        paled(gray, ink, zones)
    return ReadyPage(
        page=shown.page,
        picture=Image.fromarray(gray),
        scale=shown.scale,
        skew=skew,
        ink=ink,
        across=[_rule(found, shown.scale) for found in across],
        down=[_rule(found, shown.scale) for found in down],
        placement=placement,
        zones=zones,
    )


def dark(picture: Image.Image) -> Ink:
    """Where the page is dark, against the light of its own surroundings (paper yellows, lamps fade)."""
    gray = numpy.asarray(picture, dtype=numpy.uint8)
    small = picture.resize((max(1, picture.width // 32), max(1, picture.height // 32)), Image.Resampling.BOX)
    light = numpy.asarray(small, dtype=numpy.float32)
    # Text covers a fifth of its square at most: the paper is what is lighter than the mean of the neighbours.
    paper = Image.fromarray(_spread_maximum(light).astype(numpy.uint8)).resize(picture.size, Image.Resampling.BILINEAR)
    threshold = numpy.asarray(paper, dtype=numpy.float32) * 0.68
    return gray < threshold


def _spread_maximum(values: Any) -> Any:
    padded = numpy.pad(values, 1, mode="edge")
    high, wide = values.shape
    return numpy.max([padded[y : y + high, x : x + wide] for y in range(3) for x in range(3)], axis=0)


def skew_of(ink: Ink) -> float:
    """How many degrees the lines of print fall to the right; 0 where no angle stands out.

    Of the angles within MOST_SKEW it is the one under which the rows of the page part best into print and
    blank: the profile of the rows has the greatest differences.
    """
    small = ink[::2, ::2]
    ys, xs = numpy.nonzero(small)
    if len(ys) < 500:
        return 0.0
    if len(ys) > 60_000:
        pick = numpy.random.default_rng(0).choice(len(ys), 60_000, replace=False)
        ys, xs = ys[pick], xs[pick]
    base = float(small.shape[1])

    def sharpness(degrees: float) -> float:
        rows = (ys - xs * math.tan(math.radians(degrees)) + base).astype(numpy.int64)
        profile = numpy.bincount(rows).astype(numpy.float64)
        return float(numpy.square(numpy.diff(profile)).sum())

    coarse = [step * 0.5 for step in range(-int(MOST_SKEW * 2), int(MOST_SKEW * 2) + 1)]
    best = max(coarse, key=sharpness)
    for step in (0.1, 0.02):
        best = max((best + step * k for k in range(-5, 6)), key=sharpness)
    return best if sharpness(best) > 1.02 * sharpness(0.0) else 0.0


# --- specks -------------------------------------------------------------------------------------------


def _specks(ink: Ink, scale: float) -> Ink:
    """Dark pixels with so few others around that they are no part of a letter."""
    reach = round(3.2 * scale)
    # A full stop beside a letter has the letter in its reach; a lone speck has only itself.
    least = (1.3 * scale) ** 2 / (2 * reach + 1) ** 2
    around = Image.fromarray(ink.astype(numpy.uint8) * 255).filter(ImageFilter.BoxBlur(reach))
    return ink & (numpy.asarray(around) < 255 * least)


def _wipe(gray: Any, ink: Ink, gone: Ink) -> None:
    """White where `gone` is, and on its soft edge."""
    ys, xs = numpy.nonzero(gone)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            gray[(ys + dy).clip(0, gray.shape[0] - 1), (xs + dx).clip(0, gray.shape[1] - 1)] = 255
    ink[gone] = False


# --- rules --------------------------------------------------------------------------------------------

Found = tuple[int, int, int, int]
"""A rule in pixels: its first row, its thickness, its first and its last column."""


def _rules(ink: Ink, scale: float) -> list[Found]:
    """Long dark runs along the rows, thin across them."""
    high, wide = ink.shape
    least = max(20, round(_RULE_LENGTH * max(high, wide)))
    most = max(3, round(_RULE_WIDTH / 2 * scale))
    runs: list[tuple[int, int, int]] = []
    # One row up or down bridges the steps of a rule that is not quite straight.
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    counts = ink.sum(1)
    for y in numpy.nonzero(counts >= least * 0.5)[0].tolist():
        row = numpy.pad(thick[y].astype(numpy.int8), 1)
        edges = numpy.diff(row)
        starts, ends = numpy.nonzero(edges == 1)[0], numpy.nonzero(edges == -1)[0]
        long = ends - starts >= least
        runs += [(y, int(a), int(b)) for a, b in zip(starts[long], ends[long], strict=True)]
    groups: list[list[int]] = []
    open_groups: list[list[int]] = []
    for y, a, b in runs:
        open_groups = [group for group in open_groups if y - group[1] <= 2]
        touching = [group for group in open_groups if a <= group[3] + 3 and b >= group[2] - 3]
        own = [y, y, a, b]
        # A rule of uneven ink begins in pieces: the row that spans them makes them one.
        for group in touching:
            own = [min(own[0], group[0]), y, min(own[2], group[2]), max(own[3], group[3])]
            groups.remove(group)
            open_groups.remove(group)
        groups.append(own)
        open_groups.append(own)
    return [(g[0], g[1] - g[0] + 1, g[2], g[3]) for g in groups if g[1] - g[0] + 1 <= most + 1]


def _take_out(ink: Ink, gray: Any, at: int, thick: int, start: int, end: int) -> None:
    """White out a rule but for what crosses it: letters that touch it keep their strokes."""
    top, bottom = max(0, at - 2), min(ink.shape[0], at + thick + 2)
    above = ink[max(0, top - 2) : max(1, top), start:end].any(0)
    below = ink[bottom : bottom + 2, start:end].any(0)
    free = numpy.nonzero(~(above & below))[0] + start
    gray[top:bottom, free] = 255
    ink[top:bottom, free] = False


def _rule(found: Found, scale: float) -> Rule:
    at, thick, start, end = found
    return Rule((at + thick / 2) / scale, start / scale, end / scale)
