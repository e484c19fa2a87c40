import numpy
import pytest
from PIL import Image, ImageDraw

from extractor.errors import UnreadableFile
from extractor.readers.ocr_blots import blots_of
from extractor.readers.ocr_picture import dark, ready, skew_of
from extractor.readers.pages import MAX_PIXELS, PagePicture, bounded_scale, frames

SCALE = 200 / 72


def sheet(*, wide: int = 1654, high: int = 2339) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """White paper with lines of print: bars as high as letters."""
    picture = Image.new("L", (wide, high), 255)
    draw = ImageDraw.Draw(picture)
    for row in range(10):
        for word in range(14):
            x = 240 + word * 88
            draw.rectangle((x, 1200 + row * 54, x + 60 + 7 * (word % 3), 1218 + row * 54), fill=0)
    return picture, draw


@pytest.mark.parametrize("degrees", [-2.5, -0.4, 0.0, 1.2, 4.0])
def test_skew_is_measured(degrees: float) -> None:
    picture, _ = sheet()
    turned = picture.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(dark(turned)) == pytest.approx(degrees, abs=0.06)


def test_rules_are_found_and_taken_out_and_print_is_left() -> None:
    picture, draw = sheet()
    for y in (200, 300, 400):
        draw.line((240, y, 1400, y), fill=0, width=3)
    for x in (240, 820, 1400):
        draw.line((x, 200, x, 400), fill=0, width=3)
    draw.rectangle((300, 230, 330, 260), fill=0)
    page = ready(PagePicture(1, picture, SCALE))
    assert [round(rule.at * SCALE) for rule in page.across] == pytest.approx([200, 300, 400], abs=2)
    assert [round(rule.at * SCALE) for rule in page.down] == pytest.approx([240, 820, 1400], abs=2)
    assert page.across[0].start * SCALE == pytest.approx(240, abs=3)
    assert page.across[0].end * SCALE == pytest.approx(1400, abs=3)
    left = numpy.asarray(page.picture)[190:410, 230:1410] < 128
    assert left.sum() == pytest.approx(31 * 31, rel=0.05)


def test_bars_of_print_are_no_rules() -> None:
    page = ready(PagePicture(1, sheet()[0], SCALE))
    assert page.across == page.down == []


def test_specks_go_and_full_stops_stay() -> None:
    picture, draw = sheet()
    draw.rectangle((1500, 600, 1502, 602), fill=0)
    draw.rectangle((306, 1214, 310, 1218), fill=0)
    kept = numpy.asarray(ready(PagePicture(1, picture, SCALE)).picture) < 128
    assert not kept[590:610, 1490:1510].any()
    assert kept[1214:1219, 306:311].all()


def test_print_is_dark_against_its_own_surroundings() -> None:
    gray = numpy.linspace(255, 120, 1654)[None, :].repeat(400, 0)
    gray[100:130, 100:1500:50] *= 0.4
    ink = dark(Image.fromarray(gray.astype(numpy.uint8)))
    assert ink[100:130, 100:1500:50].mean() > 0.95
    assert ink[200:].mean() < 0.01


def test_blots() -> None:
    drawn = ["##..#", "#...#", "##.##", ".....", "..#.."]
    ink = numpy.array([[mark == "#" for mark in row] for row in drawn])
    assert blots_of(ink) == [(0, 0, 2, 3), (2, 4, 3, 5), (3, 0, 5, 3)]


def test_arms_that_meet_below_are_one_blot() -> None:
    ink = numpy.array([[mark == "#" for mark in row] for row in ["#.#", "#.#", "###"]])
    assert blots_of(ink) == [(0, 0, 3, 3)]


def test_no_page_is_larger_than_its_bound() -> None:
    scale = bounded_scale(14400, 14400, 600)
    assert (14400 * scale) ** 2 <= MAX_PIXELS * 1.001


def test_a_picture_file_that_is_cut_short_says_so() -> None:
    with pytest.raises(UnreadableFile):
        list(frames(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "x.png"))
