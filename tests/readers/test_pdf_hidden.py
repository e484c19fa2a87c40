import pytest

from extractor.readers.cross_check import disagreements
from extractor.readers.manuscript import FlowWriter
from extractor.readers.pdf import read_pdf
from tests.readers.written_pdf import Line, Patch, Words, pdf

SEEN = Words(80, 700, "There are 25 members in the unit")


def read(*items: Words | Line | Patch) -> tuple[str, list[str]]:
    manuscript = read_pdf(pdf([SEEN, *items]), "a.pdf")
    return manuscript.text, [warning.message for warning in manuscript.warnings if warning.code == "hidden_text"]


@pytest.mark.parametrize(
    "items",
    [
        [Words(80, 600, "Secret 99", invisible=True)],
        [Words(80, 600, "Secret 99", shade=1.0)],
        [Words(80, 600, "Secret 99"), Patch(70, 590, 300, 620, shade=0.0)],
        [Words(80, 600, "Secret 99"), Patch(70, 590, 300, 620, shade=1.0)],
    ],
    ids=["without ink", "white on white", "under black", "under white"],
)
def test_text_that_nobody_sees_is_left_out_and_told(items: list[Words | Line | Patch]) -> None:
    text, warnings = read(*items)
    assert "25 members" in text
    assert "99" not in text
    (warning,) = warnings
    assert "Secret 99" in warning
    assert "Trang 1" in warning


@pytest.mark.parametrize(
    "items",
    [
        [Patch(70, 590, 300, 620, shade=0.1), Words(80, 600, "Public 99", shade=1.0)],
        [Patch(70, 590, 300, 620, shade=0.9), Words(80, 600, "Public 99")],
        [Words(80, 600, "Public 99"), Patch(300, 590, 400, 620, shade=0.0)],
        [Words(80, 600, "Public 99", shade=0.6)],
    ],
    ids=["white on black", "on a gray ground", "beside a patch", "gray"],
)
def test_text_that_can_be_seen_stays(items: list[Words | Line | Patch]) -> None:
    text, warnings = read(*items)
    assert "Public 99" in text
    assert warnings == []


def test_print_on_its_side_is_read_and_boxed_where_it_is_shown() -> None:
    """A page stored and shown upright whose words run upwards: the box of a word is higher than wide."""
    turned = pdf([Words(100, 500, "Seventeen members"), Words(100, 480, "of the union")], turn=90)
    upright = turned.replace(b"/Rotate 90", b"/Rotate 0 ")
    manuscript = read_pdf(upright, "a.pdf")
    assert manuscript.flow.split() == ["Seventeen", "members", "of", "the", "union"]
    (box,) = manuscript.anchor(0, len("Seventeen")).boxes
    assert box.bottom - box.top > 3 * (box.x1 - box.x0)
    # Stored at (595 - 500, 100) from the lower left, growing upwards; its baseline is at x = 95.
    assert box.bottom == pytest.approx(842 - 100, abs=2)
    assert box.x0 < 95 < box.x1 + 1
    assert box.x0 > 80


def test_the_letter_oi_of_wrong_tables_is_u_with_a_horn_in_the_flow_only() -> None:
    text = "Đ\u01a2ỢC t\u01a3 nhân"
    writer = FlowWriter(text)
    writer.open("paragraph")
    writer.take(0, len(text))
    manuscript = writer.finish(reading="text")
    assert manuscript.text == text
    assert manuscript.flow.strip() == "ĐƯỢC tư nhân"


def test_a_second_reader_that_agrees_says_nothing() -> None:
    data = pdf([SEEN])
    assert disagreements(data, read_pdf(data, "a.pdf")) == []


def test_a_second_reader_that_differs_names_page_and_numerals() -> None:
    """Text without ink: PDFium's page shows 25 alone, pdfplumber reads what is stored."""
    data = pdf([SEEN, Words(80, 600, "Secret 99", invisible=True)])
    (warning,) = disagreements(data, read_pdf(data, "a.pdf"))
    assert warning.code == "reader_disagreement"
    assert "Trang 1" in warning.message
    assert "99" in warning.message
    assert "25" not in warning.message
