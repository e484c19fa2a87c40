"""What an office adds to a printed report before it scans it: stamp, signature, received stamp, shade.

The places come from the text of the PDF: the seal and the signature stand over the signer's block, the received
stamp beside the letterhead. All of it is drawn here, seeded; names and numbers are invented or those of the report.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

RED, BLUE = (206, 32, 52), (38, 58, 158)
FONTS = (
    "/usr/share/fonts/truetype/croscore/Tinos-Bold.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf",
)
_SEAL = 18.0 * 72 / 25.4
"""The radius of a round seal in points: 36 mm across (circular 07/2010/TT-BCA)."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Places:
    """Where a report is signed: the page's index from 0, and the box of the signer's name in points from the top."""

    page: int
    name: Box


def font(size: float) -> ImageFont.FreeTypeFont:
    """A Times-like bold font; `size` in pixels."""
    path = next(path for path in FONTS if Path(path).exists())
    return ImageFont.truetype(path, max(4, round(size)))


def places(document: pypdfium2.PdfDocument, signer: str) -> Places | None:
    """Where the signer's name stands for the last time."""
    found = None
    for number, page in enumerate(document):
        text = page.get_textpage()
        search = text.search(signer)
        while (hit := search.get_next()) is not None:
            boxes = [text.get_charbox(k) for k in range(hit[0], hit[0] + hit[1])]
            left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
            right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
            high = page.get_height()
            found = Places(number, (left, high - top, right, high - bottom))
    return found


def seal(canvas: Image.Image, scale: float, x: float, y: float, words: str, seed: numpy.random.Generator) -> None:
    """A round red seal with its rim, its words around and its star, a little turned, unevenly inked."""
    radius = _SEAL * scale
    side = round(2 * radius) + 8
    layer = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(layer)
    middle = side / 2
    for share, wide in ((1.0, 1.6), (0.93, 0.8), (0.62, 0.8)):
        r = radius * share
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=255, width=max(1, round(wide * scale)))
    letters = font(0.2 * radius)
    step = math.radians(min(9.5, 320 / max(1, len(words))))
    first = -math.pi / 2 - step * (len(words) - 1) / 2
    for k, letter in enumerate(words):
        angle = first + k * step
        tile = Image.new("L", (round(0.5 * radius), round(0.5 * radius)), 0)
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), letter, font=letters, fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        at = middle + 0.78 * radius * math.cos(angle), middle + 0.78 * radius * math.sin(angle)
        layer.paste(255, (round(at[0] - tile.width / 2), round(at[1] - tile.height / 2)), tile)
    star = [
        (middle + r * math.sin(math.pi * k / 5), middle - r * math.cos(math.pi * k / 5))
        for k in range(10)
        for r in (0.22 * radius if k % 2 == 0 else 0.09 * radius,)
    ]
    draw.polygon(star, fill=255)
    layer = layer.rotate(float(seed.uniform(-14, 14)), Image.Resampling.BICUBIC)
    patches = seed.uniform(0.45, 1.0, (9, 9)) * 255
    uneven = Image.fromarray(patches.astype(numpy.uint8)).resize(layer.size, Image.Resampling.BICUBIC)
    _ink(canvas, ImageChops.multiply(layer, uneven), RED, round(x * scale - middle), round(y * scale - middle))


def signature(canvas: Image.Image, scale: float, box: Box, seed: numpy.random.Generator) -> None:
    """A blue signature: loops and a long stroke, in a box in points."""
    x0, top, x1, bottom = (edge * scale for edge in box)
    wide, high = x1 - x0, bottom - top
    layer = Image.new("L", (round(wide) + 2, round(high) + 2), 0)
    draw = ImageDraw.Draw(layer)
    t = numpy.linspace(0, 1, 400)
    turns = float(seed.uniform(4, 7))
    x = wide * (0.08 + 0.8 * t + 0.08 * numpy.sin(2 * math.pi * turns * t))
    y = high * (0.5 + 0.4 * numpy.cos(2 * math.pi * turns * t + 0.6) * (1 - 0.75 * t))
    draw.line([(float(a), float(b)) for a, b in zip(x, y, strict=True)], fill=235, width=max(2, round(1.1 * scale)))
    tail = [(wide * 0.05, high * 0.95), (wide * 0.5, high * 0.72), (wide * 0.98, high * 0.25)]
    draw.line(tail, fill=220, width=max(2, round(0.9 * scale)), joint="curve")
    _ink(canvas, layer, BLUE, round(x0), round(top))


def received(canvas: Image.Image, scale: float, box: Box, lines: list[tuple[str, str]]) -> None:
    """A red received stamp: a frame, printed words, and a clerk's blue numbers on the dots."""
    x0, top, x1, bottom = (edge * scale for edge in box)
    for hand, colour in ((False, RED), (True, BLUE)):
        layer = Image.new("L", (round(x1 - x0), round(bottom - top)), 0)
        draw = ImageDraw.Draw(layer)
        pitch = layer.height / (len(lines) + 0.4)
        letters = font(0.62 * pitch)
        if not hand:
            edges = (1, 1, layer.width - 2, layer.height - 2)
            draw.rectangle(edges, outline=255, width=max(2, round(1.1 * scale)))
        for k, (printed, written) in enumerate(lines):
            y = (k + 0.7) * pitch
            if not written and not hand:
                draw.text((layer.width / 2, y), printed, font=letters, fill=255, anchor="mm")
            elif written:
                at = 0.06 * layer.width
                if not hand:
                    draw.text((at, y), printed + ".........", font=letters, fill=255, anchor="lm")
                else:
                    draw.text(
                        (at + draw.textlength(printed + " ", font=letters), y - 0.1 * pitch),
                        written, font=font(0.8 * pitch), fill=230, anchor="lm",
                    )  # fmt: skip
        layer = layer.rotate(1.5, Image.Resampling.BICUBIC)
        _ink(canvas, layer, colour, round(x0), round(top))


def pen(canvas: Image.Image, scale: float, at: tuple[float, float], text: str) -> None:
    """A few digits written by hand in blue, in points from the top left; their foot stands at `at`."""
    letters = font(17 * scale)
    layer = Image.new("L", (round(40 * scale), round(26 * scale)), 0)
    ImageDraw.Draw(layer).text((4, layer.height - 4), text, font=letters, fill=240, anchor="ls")
    layer = layer.transform(layer.size, Image.Transform.AFFINE, (1, 0.25, -2 * scale, -0.06, 1, 0))
    _ink(canvas, layer, BLUE, round(at[0] * scale), round(at[1] * scale) - layer.height + 4)


def scanned(canvas: Image.Image, seed: numpy.random.Generator, skew: float) -> Image.Image:
    """The sheet as the scanner sees it: a little turned, gray ink, tinted paper, a shade along the bound edge."""
    turned = canvas.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=(252, 252, 250))
    shades = numpy.asarray(turned.filter(ImageFilter.GaussianBlur(0.45)), dtype=numpy.float32)
    high, wide = shades.shape[:2]
    light = numpy.ones(wide, numpy.float32)
    edge = round(0.035 * wide)
    light[:edge] = numpy.linspace(0.45, 1.0, edge)
    paper = numpy.array([0.985, 0.975, 0.94], numpy.float32)
    seen = (22 + shades * 0.9) * light[None, :, None] * paper + seed.normal(0, 2.0, (high, wide, 1))
    return Image.fromarray(seen.clip(0, 255).astype(numpy.uint8))


def _ink(canvas: Image.Image, mask: Image.Image, colour: tuple[int, int, int], x: int, y: int) -> None:
    """Ink laid over print: it darkens what is under it, and does not cover it."""
    sheet = Image.new("RGB", canvas.size, (255, 255, 255))
    sheet.paste(colour, (x, y), mask)
    canvas.paste(ImageChops.multiply(canvas, sheet))
