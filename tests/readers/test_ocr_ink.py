"""Ink on a scanned page that is no print: drawn pages whose every pixel the test knows."""

import numpy
from PIL import Image, ImageChops, ImageDraw

from extractor.readers.ocr_ink import parted
from extractor.readers.ocr_picture import ready
from extractor.readers.pages import PagePicture

SCALE = 200 / 72
RED, BLUE, BLACK = (206, 32, 52), (30, 60, 170), (25, 25, 25)
SIZE = (1654, 2339)


def page() -> Image.Image:
    """Paper with lines of black print: rows of upright strokes, a letter's height each."""
    picture = Image.new("RGB", SIZE, (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    for y in range(300, 1900, 54):
        for x in range(240, 1400, 14):
            draw.rectangle((x, y, x + 4, y + 22), fill=BLACK)
    return picture


def inked(picture: Image.Image, draw_on: ImageDraw.ImageDraw | None = None) -> Image.Image:
    """A seal over the print near the foot of the page: a ring of 36 mm, laid over as ink is."""
    layer = Image.new("RGB", SIZE, (255, 255, 255))
    ImageDraw.Draw(layer).ellipse((900, 1500, 1180, 1780), outline=RED, width=8)
    return ImageChops.multiply(picture, layer)


def dark(picture: Image.Image) -> numpy.ndarray:
    return numpy.asarray(picture.convert("L")) < 128


def test_a_seal_goes_and_the_print_under_it_stays() -> None:
    before = dark(page())
    found = parted(inked(page()), SCALE)
    assert found.print.mode == "L"
    assert found.aside > 100
    assert (dark(found.print) == before).mean() > 0.9999
    assert dark(found.print)[before].mean() > 0.99
    ((left, top, right, bottom),) = found.zones
    assert left <= 905
    assert top <= 1505
    assert right >= 1175
    assert bottom >= 1775


def test_a_page_without_colour_is_as_it_was() -> None:
    plain = page()
    found = parted(plain, SCALE)
    assert (found.aside, found.zones) == (0.0, ())
    assert numpy.array_equal(numpy.asarray(found.print), numpy.asarray(plain.convert("L")))
    gray = plain.convert("L")
    assert numpy.array_equal(numpy.asarray(parted(gray, SCALE).print), numpy.asarray(gray))


def test_a_line_of_coloured_print_is_print() -> None:
    picture = page()
    draw = ImageDraw.Draw(picture)
    for x in range(300, 1200, 14):
        draw.rectangle((x, 200, x + 4, 222), fill=BLUE)
    found = parted(picture, SCALE)
    assert found.aside == 0.0
    assert dark(found.print)[205:218, 300:1200].any()


def test_a_word_in_a_pen_of_colour_is_set_aside() -> None:
    picture = page()
    draw = ImageDraw.Draw(picture)
    for x in range(500, 560, 14):
        draw.rectangle((x, 200, x + 4, 222), fill=BLUE)
    found = parted(picture, SCALE)
    assert found.aside > 0
    assert not dark(found.print)[190:230].any()


def test_a_page_printed_in_colour_stays_whole() -> None:
    picture = Image.new("RGB", SIZE, (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    for y in range(300, 1900, 54):
        for x in range(240, 330, 14):
            draw.rectangle((x, y, x + 4, y + 22), fill=BLUE)
    found = parted(picture, SCALE)
    assert found.aside == 0.0
    assert dark(found.print).any()


def test_a_gray_seal_is_paled_where_print_is_darker() -> None:
    gray = inked(page()).convert("L")
    before = dark(page())
    made = ready(PagePicture(1, gray, SCALE))
    assert made.zones
    ring = dark(gray) & ~before
    assert ring.sum() > 2000
    left = (numpy.asarray(made.picture) < 128) & ring
    assert left.sum() < 0.2 * ring.sum()
    assert (numpy.asarray(made.picture) < 128)[before].mean() > 0.97
