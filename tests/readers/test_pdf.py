import io
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import regex

from extractor.errors import UnreadableFile
from extractor.readers.manuscript import Manuscript
from extractor.readers.pdf import read_pdf
from tests.readers.written_pdf import Line, Words, pdf

ROOT = Path(__file__).parents[2]
REPORTS = sorted(path.parent.name for path in ROOT.glob("corpus/*/report.pdf"))
NUMERAL = regex.compile(r"[0-9]+")


@dataclass(frozen=True)
class Read:
    """A report as we read it, and as pdfplumber does by itself: its characters and words, page by page."""

    ours: Manuscript
    characters: list[list[dict[str, Any]]]
    words: list[str]


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest) -> Read:
    data = (ROOT / "corpus" / request.param / "report.pdf").read_bytes()
    with pdfplumber.open(io.BytesIO(data)) as document:
        characters = [page.chars for page in document.pages]
        words = [
            word["text"]
            for page in document.pages
            for word in page.extract_words(x_tolerance=1.5, extra_attrs=["size"])
        ]
    return Read(read_pdf(data, "report.pdf"), characters, words)


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, manuscript.flow[block.start : block.end]) for block in manuscript.blocks]


# --- the reports of the corpus ---


def test_every_inked_character_stands_in_exactly_one_printed_line(report: Read) -> None:
    manuscript = report.ours
    covered = Counter(at for line in manuscript.lines for at in range(line.start, line.end))
    inked = {at for at, character in enumerate(manuscript.text) if not character.isspace()}
    assert inked - covered.keys() == set()
    assert max(covered.values()) == 1
    assert [line.start for line in manuscript.lines] == sorted(line.start for line in manuscript.lines)
    assert all(len(line.lefts) == len(line.rights) == line.end - line.start for line in manuscript.lines)


def test_each_block_is_anchored_in_the_text(report: Read) -> None:
    manuscript = report.ours
    for block in manuscript.blocks:
        if not manuscript.flow[block.start : block.end].strip():
            continue  # a row of empty cells
        anchor = manuscript.anchor(block.start, block.end)
        assert anchor.quote == manuscript.text[anchor.start : anchor.end]
        assert anchor.boxes
        assert all(box.x0 < box.x1 and box.top < box.bottom for box in anchor.boxes)


def test_the_words_under_a_box_are_the_quote(report: Read) -> None:
    """pdfplumber, which reads the file by itself, finds the quoted word in the box of its anchor."""
    manuscript = report.ours
    for word in random.Random(7).sample(list(regex.finditer(r"\S{3,}", manuscript.flow)), 40):
        anchor = manuscript.anchor(word.start(), word.end())
        seen = "".join(
            character["text"]
            for box in anchor.boxes
            for character in report.characters[box.page - 1]
            if box.x0 - 0.5 <= (character["x0"] + character["x1"]) / 2 <= box.x1 + 0.5
            and box.top - 1 <= (character["top"] + character["bottom"]) / 2 <= box.bottom + 1
        )
        assert seen.replace(" ", "") == anchor.quote.replace(" ", "").replace("\t", "").replace("\ufffe", "-")


CUT = regex.compile(r"[0-9]\.[0-9]{1,2}$|/[0-9]{1,2}/(?:[12]|19|20[0-9]?)$")


def test_numerals_agree_with_pdfplumber(report: Read) -> None:
    manuscript = report.ours
    printed = "".join(character["text"] for page in report.characters for character in page)
    other, words = Counter(NUMERAL.findall(printed)), Counter(NUMERAL.findall(" ".join(report.words)))
    ours = Counter(NUMERAL.findall(manuscript.text))
    assert Counter("".join(ours.elements())) == Counter("".join(other.elements()))
    # What a narrow cell breaks ("265.95" over "3", "31/12/20" over "18") is one number here and two words there.
    cut = sum(1 for word in report.words if CUT.search(word))
    assert sum((ours - words).values()) <= cut


def test_text_of_the_page_is_all_there_once(report: Read) -> None:
    """Counted letter by letter, the text holds what pdfplumber sees, no more and no less."""
    manuscript = report.ours
    seen = Counter(c for page in report.characters for char in page for c in char["text"] if not c.isspace())
    # PDFium gives a hyphen at the end of a line as U+FFFE.
    ours = Counter(c for c in manuscript.text.replace("\ufffe", "-") if not c.isspace())
    assert ours == seen


def test_footnotes_are_lifted_and_linked() -> None:
    manuscript = read_pdf((ROOT / "corpus/lai-chau-2024/report.pdf").read_bytes(), "report.pdf")
    notes = {block.note: manuscript.flow[block.start : block.end] for block in manuscript.blocks if block.note}
    assert list(notes) == ["1", "2", "3", "4", "5"]
    assert notes["4"].startswith("Quy định số 18-QĐ/ĐĐ, ngày 09/9/2020")
    places = {mark.label: manuscript.flow[: mark.at].rsplit(" ", 2)[-2:] for mark in manuscript.marks}
    assert places == {
        "1": ["chủ", "yếu"],
        "2": ["quản", "lý"],
        "3": ["cán", "bộ"],
        "4": ["cán", "bộ"],
        "5": ["ứng", "cử"],
    }
    for mark in manuscript.marks:
        assert manuscript.text[mark.start : mark.end] == mark.label


def test_a_sentence_over_a_page_break_is_whole() -> None:
    manuscript = read_pdf((ROOT / "corpus/lai-chau-2024/report.pdf").read_bytes(), "report.pdf")
    crossing = []
    for block in manuscript.blocks:
        anchor = manuscript.anchor(block.start, block.end)
        if len({box.page for box in anchor.boxes}) > 1:
            crossing.append(anchor.quote)
    assert crossing
    for quote in crossing:
        assert "\n" not in quote
        assert quote.rstrip()[-1] in ".;:…)"
    numbers = [manuscript.text[start:end] for start, end in manuscript.furniture]
    assert numbers == [str(page) for page in range(2, 12)]


# --- pages written for one question each ---


def filler(count: int, top: float, *, x: float = 80.0) -> list[Words]:
    """Lines of prose that fill the width."""
    line = "The quick brown fox jumps over the lazy dog and runs along the river bank again"
    return [Words(x, top - 15 * number, line) for number in range(count)]


def test_a_paragraph_ends_where_its_last_line_is_short() -> None:
    page = [*filler(3, 800), Words(80, 755, "and home."), *filler(2, 740), Words(80, 710, "The end.")]
    kinds = blocks(read_pdf(pdf(page), "a.pdf"))
    assert [text[-9:] for _, text in kinds] == ["and home.", " The end."]


def test_a_raised_small_digit_with_a_footnote_is_a_mark_and_no_number() -> None:
    page = [
        Words(80, 700, "There are 25 members"),
        Words(80 + 116.73, 704, "1", size=7),
        Words(205, 700, "in the unit."),
        Words(80, 100, "1", size=6),
        Words(84, 97, "Decision 12 of the committee.", size=9),
    ]
    manuscript = read_pdf(pdf([*filler(5, 800), *page]), "a.pdf")
    assert ("paragraph", "There are 25 members in the unit.") in blocks(manuscript)
    assert ("footnote", "Decision 12 of the committee.") in blocks(manuscript)
    assert [mark.label for mark in manuscript.marks] == ["1"]


def test_a_square_metre_is_no_footnote() -> None:
    page = [Words(80, 700, "The house has 120 m"), Words(80 + 112.7, 704, "2", size=7)]
    manuscript = read_pdf(pdf([*filler(5, 800), *page]), "a.pdf")
    assert manuscript.marks == ()
    assert blocks(manuscript)[-1] == ("paragraph", "The house has 120 m2")


def test_a_line_that_ends_in_a_hyphen_goes_on_without_a_blank() -> None:
    page = [
        *filler(4, 800),
        Words(80, 740, "and with a long line of words before it follows the number of the plan 03-"),
    ]
    page += [Words(80, 725, "NQ/TW of the year.")]
    flow = read_pdf(pdf(page), "a.pdf").flow
    assert "03-NQ/TW of the year." in flow


def grid(xs: list[float], ys: list[float]) -> list[Line]:
    return [Line(xs[0], y, xs[-1], y) for y in ys] + [Line(x, ys[0], x, ys[-1]) for x in xs]


def test_a_ruled_table_gives_rows_and_cells() -> None:
    words = [("Year", "Total"), ("2019", "147"), ("2020", "71")]
    cells = [Words(90 + 100 * k, 683 - 20 * i, text) for i, row in enumerate(words) for k, text in enumerate(row)]
    page: list[Words | Line] = [*filler(4, 800), *grid([80, 180, 280], [700, 680, 660, 640]), *cells]
    manuscript = read_pdf(pdf(page), "a.pdf")
    rows = [manuscript.flow[block.start : block.end] for block in manuscript.blocks if block.kind == "row"]
    assert rows == ["Year\tTotal", "2019\t147", "2020\t71"]
    (table,) = manuscript.grids
    assert table.ruled
    assert [[manuscript.flow[a:b] for a, b in row] for row in table.rows] == [list(row) for row in words]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("202", "1"), "2021"),
        (("Cap 202", "4"), "Cap 2024"),
        (("2024/20", "23"), "2024/2023"),
        (("2024/2", "023"), "2024/2023"),
        (("31/12/20", "18"), "31/12/2018"),
        (("20.48", "0"), "20.480"),
        (("20.", "480"), "20.480"),
        (("108,", "3"), "108,3"),
        (("202", "15"), "202 15"),
        (("12", "1"), "12 1"),
        (("2024", "2023"), "2024 2023"),
        (("2024/13", "25"), "2024/13 25"),
    ],
)
def test_a_number_that_a_narrow_cell_breaks_is_one(lines: tuple[str, str], text: str) -> None:
    cells = [Words(90, 683, "Year"), Words(190, 683, lines[0], size=9), Words(190, 672, lines[1], size=9)]
    page: list[Words | Line] = [
        *filler(4, 800),
        *grid([80, 180, 240], [700, 665, 640]),
        *cells,
        Words(90, 648, "Total"),
        Words(190, 648, "147"),
    ]
    manuscript = read_pdf(pdf(page), "a.pdf")
    (table,) = manuscript.grids
    assert manuscript.flow[slice(*table.rows[0][1])] == text


def test_a_large_table_drawn_cell_by_cell_is_one_table() -> None:
    """Word draws each cell's edges by themselves, hundreds of short rules for one table."""
    xs, ys = [60.0 + 45 * k for k in range(11)], [800.0 - 15 * i for i in range(49)]
    rules = [Line(left, y, left + 44.5, y) for y in ys for left in xs[:-1]]
    rules += [Line(x, low + 0.5, x, low + 15) for x in xs for low in ys[1:]]
    words = [
        Words(x + 5, y - 11, str(i * 10 + k), size=9) for i, y in enumerate(ys[:-1]) for k, x in enumerate(xs[:-1])
    ]
    manuscript = read_pdf(pdf([*rules, *words]), "a.pdf")
    (table,) = manuscript.grids
    shown = [[manuscript.flow[a:b] for a, b in row] for row in table.rows]
    assert shown == [[str(i * 10 + k) for k in range(10)] for i in range(48)]


def test_a_merged_cell_stands_in_each_place_it_covers() -> None:
    rules: list[Words | Line] = [
        Line(80, 700, 380, 700), Line(180, 680, 380, 680), Line(80, 660, 380, 660),
        Line(80, 700, 80, 660), Line(180, 700, 180, 660), Line(380, 700, 380, 660), Line(280, 680, 280, 660),
    ]  # fmt: skip
    words = [Words(90, 677, "Unit"), Words(240, 685, "Staff"), Words(190, 665, "Men"), Words(290, 665, "Women")]
    manuscript = read_pdf(pdf([*filler(4, 800), *rules, *words]), "a.pdf")
    (table,) = manuscript.grids
    shown = [[manuscript.flow[a:b] for a, b in row] for row in table.rows]
    assert shown == [["Unit", "Staff", "Staff"], ["Unit", "Men", "Women"]]
    assert manuscript.flow.count("Unit") == manuscript.flow.count("Staff") == 1


def test_a_table_over_two_pages_is_one_and_its_header_is_set_aside() -> None:
    def part(top: float, *rows: tuple[str, str]) -> list[Words | Line]:
        ys = [top - 20 * number for number in range(len(rows) + 1)]
        texts = [Words(90 + 100 * k, ys[i] - 14, text) for i, row in enumerate(rows) for k, text in enumerate(row)]
        return [*grid([80, 180, 280], ys), *texts]

    one = [*filler(4, 800), *part(700, ("Year", "Total"), ("2019", "147"))]
    two = [*part(790, ("Year", "Total"), ("2020", "71")), *filler(4, 600)]
    manuscript = read_pdf(pdf(one, two), "a.pdf")
    assert len(manuscript.grids) == 1
    rows = [manuscript.flow[block.start : block.end] for block in manuscript.blocks if block.kind == "row"]
    assert rows == ["Year\tTotal", "2019\t147", "2020\t71"]
    assert [manuscript.text[a:b] for a, b in manuscript.furniture] == ["Year", "Total"]


def test_columns_without_rules_are_kept_apart() -> None:
    head = [
        Words(80, 800, "FEDERATION OF LABOUR"), Words(330, 800, "THE REPUBLIC"),
        Words(80, 785, "PROVINCE OF X"), Words(330, 785, "Independence"),
        Words(80, 770, "No: 12/BC"),
    ]  # fmt: skip
    manuscript = read_pdf(pdf([*head, *filler(5, 700)]), "a.pdf")
    (table,) = manuscript.grids
    assert not table.ruled
    left = [manuscript.flow[row[0][0] : row[0][1]] for row in table.rows]
    assert left == ["FEDERATION OF LABOUR", "PROVINCE OF X", "No: 12/BC"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_where_the_page_shows_the_words(turn: int) -> None:
    """A page stored lying and shown upright: pdfplumber, which turns it too, finds the word in the same place."""
    data = pdf([Words(100, 500, "Seventeen"), Words(100, 480, "members of it")], turn=turn)
    manuscript = read_pdf(data, "a.pdf")
    assert manuscript.flow.split() == ["Seventeen", "members", "of", "it"]
    (box,) = manuscript.anchor(0, len("Seventeen")).boxes
    with pdfplumber.open(io.BytesIO(data)) as document:
        word = document.pages[0].extract_words()[0]
    assert word["text"] == "Seventeen"
    assert box.x0 == pytest.approx(word["x0"], abs=1.5)
    assert box.x1 == pytest.approx(word["x1"], abs=1.5)
    assert word["top"] - 2 <= box.top < box.bottom <= word["bottom"] + 2


def test_boxes_are_measured_from_the_edge_of_the_crop_box() -> None:
    manuscript = read_pdf(pdf([Words(100, 700, "Seventeen")], box="20 30 500 800"), "a.pdf")
    (box,) = manuscript.anchor(0, len("Seventeen")).boxes
    assert box.x0 == pytest.approx(100 - 20, abs=1.5)
    assert box.bottom == pytest.approx(800 - 700, abs=3)


def test_accents_printed_after_the_line_are_put_in_their_place() -> None:
    """A font without some letters makes a word processor print those after the others."""
    plain, later = [], []
    for number in range(12):
        y = 800 - 15 * number
        plain += [Words(80, y, "c"), Words(94, y, "n b")]
        later += [Words(86.5, y, "á"), Words(112.0, y, "é")]
    manuscript = read_pdf(pdf([*plain, *later]), "a.pdf")
    assert manuscript.flow.split()[:2] == ["cán", "bé"]


# --- files that cannot be read ---


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"plain words, named .pdf", "damaged"),
        ((ROOT / "corpus/lai-chau-2024/report.pdf").read_bytes()[:30000], "damaged"),
        ((Path(__file__).parent / "data/locked.pdf").read_bytes(), "password"),
        (pdf([Line(10, 10, 90, 90)]), "scan"),
    ],
    ids=["empty", "only a header", "text", "cut", "locked", "picture"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_pdf(data, "x.pdf")
    assert says in raised.value.en
    assert raised.value.vi.startswith("x.pdf: ")


def test_a_page_without_text_is_named() -> None:
    manuscript = read_pdf(pdf(filler(5, 800), [Line(10, 10, 90, 90)]), "a.pdf")
    (warning,) = manuscript.warnings
    assert warning.code == "page_without_text"
    assert "2" in warning.message
