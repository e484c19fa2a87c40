"""Many places of one report as small pictures: each page is drawn once, whatever number of places it holds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Final, Literal

from PIL import Image, ImageDraw

from extractor.readers.pages import PagePicture, bounded_scale, frames, opened_pdf, rendered
from schemas.anchor import Box

_POINT: Final = 72.0
_GAP: Final = 8
_FRAME: Final = 3
"""The frame's place in the palette of small pictures: white, gray, black, red."""
_PALETTE: Final = (255, 255, 255, 160, 160, 160, 0, 0, 0, 200, 0, 0)

Look = Literal["full", "small"]
"""`full`: colours as printed. `small`: four colours, for a page that holds thousands."""


def cut(
    data: bytes, name: str, places: Mapping[str, Sequence[Box]], *, dpi: float, beside: float, above: float, look: Look
) -> dict[str, Image.Image]:
    """The picture of each place (boxes in points), framed in red; a place over a page break has both below one another.

    `beside` and `above` are the room around it in points. A place that lies on no page has no picture.
    Raises UnreadableFile if the file cannot be read.
    """
    pages: defaultdict[int, dict[str, list[Box]]] = defaultdict(dict)
    for key, boxes in places.items():
        for box in boxes:
            pages[box.page].setdefault(key, []).append(box)
    cuts: defaultdict[str, list[Image.Image]] = defaultdict(list)
    with ExitStack() as stack:
        drawn = _Pages(data, name, stack, colour=look == "full")
        for number in sorted(pages):
            page = drawn.page(number, dpi)
            if page is None:
                continue
            for key, boxes in pages[number].items():
                picture = _framed(page, boxes, beside, above, look)
                if picture is not None:
                    cuts[key].append(picture)
    return {key: stacked(cuts[key]) for key in places if cuts[key]}


def stacked(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures below one another, on gray."""
    if len(pictures) == 1:
        return pictures[0]
    first = pictures[0]
    size = max(one.width for one in pictures), sum(one.height + _GAP for one in pictures) - _GAP
    if first.mode == "P":
        out = Image.new("P", size, 1)
        out.putpalette(_PALETTE)
    else:
        out = Image.new("RGB", size, (128, 128, 128))
    top = 0
    for one in pictures:
        out.paste(one, (0, top))
        top += one.height + _GAP
    return out


class _Pages:
    """The pages of a PDF or of a picture file, drawn when asked for."""

    def __init__(self, data: bytes, name: str, stack: ExitStack, *, colour: bool) -> None:
        self._colour = colour
        self._document = stack.enter_context(opened_pdf(data, name)) if b"%PDF-" in data[:1024] else None
        self._frames = [] if self._document is not None else list(frames(data, name))

    def page(self, number: int, dpi: float) -> PagePicture | None:
        """One page, counted from 1; null if there is none."""
        if self._document is None:
            if not 1 <= number <= len(self._frames):
                return None
            shown = self._frames[number - 1]
            scale = bounded_scale(shown.width, shown.height, dpi)
            size = max(1, round(shown.width * scale)), max(1, round(shown.height * scale))
            picture = shown.picture.resize(size).convert("RGB" if self._colour else "L")
            return PagePicture(number, picture, scale)
        if not 1 <= number <= len(self._document):
            return None
        opened = self._document[number - 1]
        try:
            return rendered(opened, number, dpi, colour=self._colour)
        finally:
            opened.close()


def _framed(page: PagePicture, boxes: Sequence[Box], beside: float, above: float, look: Look) -> Image.Image | None:
    edges = (
        min(box.x0 for box in boxes) - beside,
        min(box.top for box in boxes) - above,
        max(box.x1 for box in boxes) + beside,
        max(box.bottom for box in boxes) + above,
    )
    left, top, right, bottom = (round(edge * page.scale) for edge in edges)
    area = max(0, left), max(0, top), min(page.picture.width, right), min(page.picture.height, bottom)
    if area[0] >= area[2] or area[1] >= area[3]:
        return None
    picture = page.picture.crop(area)
    if look == "small":
        picture = picture.point([2 if shade < 110 else 1 if shade < 205 else 0 for shade in range(256)])
        picture = Image.frombytes("P", picture.size, picture.tobytes())
        picture.putpalette(_PALETTE)
    draw = ImageDraw.Draw(picture)
    outline = _FRAME if look == "small" else (200, 0, 0)
    for box in boxes:
        frame = ((box.x0 - 1.5, box.top - 1.0), (box.x1 + 1.5, box.bottom + 1.0))
        corners = [(x * page.scale - area[0], y * page.scale - area[1]) for x, y in frame]
        draw.rectangle(corners, outline=outline, width=max(1, round(page.scale / 1.5)))
    return picture
