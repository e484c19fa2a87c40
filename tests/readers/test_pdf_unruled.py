"""Tables without rules and footnote marks of full size, in pages written word by word."""

from extractor.readers.manuscript import Manuscript
from extractor.readers.pdf import read_pdf
from tests.readers.written_pdf import Line, Words, pdf

Rows = tuple[tuple[str, ...], ...]
ROWS: Rows = (
    ("No", "Level", "2019", "2023"),
    ("1", "Master", "9", "14"),
    ("2", "Bachelor", "41", "52"),
    ("3", "College", "2", "-"),
)
COLUMNS = (90, 130, 300, 400)


def rows_of(manuscript: Manuscript) -> list[list[list[str]]]:
    return [
        [[manuscript.flow[start:end] for start, end in row] for row in grid.rows]
        for grid in manuscript.grids
        if grid.ruled
    ]


def table(rows: Rows = ROWS) -> list[Words | Line]:
    return [
        Words(at, 600 - 18 * number, text, 11)
        for number, row in enumerate(rows)
        for at, text in zip(COLUMNS, row, strict=True)
        if text
    ]


def test_columns_of_numbers_without_rules_are_a_table() -> None:
    page = [Words(90, 640, "Staff by level of education, as counted by the office itself:"), *table()]
    assert rows_of(read_pdf(pdf(page), "a.pdf")) == [[list(row) for row in ROWS]]


def test_a_name_that_wraps_stays_one_cell() -> None:
    rows = (*ROWS[:2], ("2", "Bachelor of", "41", "52"), ("", "arts or science", "", ""), ROWS[3])
    found = rows_of(read_pdf(pdf(table(rows)), "a.pdf"))
    assert found[0][2][1] == "Bachelor of arts or science"
    assert len(found[0]) == 4


def test_two_columns_of_words_are_no_table() -> None:
    sides = (
        ("Recipients:", "ON BEHALF OF"),
        ("- The presidium;", "THE COMMITTEE"),
        ("- The office;", "CHAIR"),
        ("- Files.", "A. Name"),
    )
    page = [
        Words(x, 600 - 18 * k, text, 11) for k, row in enumerate(sides) for x, text in zip((90, 350), row, strict=True)
    ]
    assert rows_of(read_pdf(pdf(page), "a.pdf")) == []


def test_prose_with_numbers_is_no_table() -> None:
    page = [
        Words(
            90, 600 - 18 * k, f"The province has {k + 11} unions of which {k} are new and {3 * k} are old by now.", 11
        )
        for k in range(6)
    ]
    assert rows_of(read_pdf(pdf(page), "a.pdf")) == []


def test_a_plain_digit_is_a_mark_only_where_such_a_note_stands_on_the_page() -> None:
    body = Words(90, 700, "By the decision1, the unions held 27 meetings in room 12.")
    rule, note = Line(90, 120, 200, 120), Words(90, 105, "1 Decision no. 118 of the committee.", 9)
    noted = read_pdf(pdf([body, rule, note]), "a.pdf")
    assert [mark.label for mark in noted.marks] == ["1"]
    assert "decision, the unions held 27 meetings in room 12." in noted.flow
    alone = read_pdf(pdf([body]), "a.pdf")
    assert alone.marks == ()
    assert "decision1, the unions" in alone.flow


def test_a_mark_behind_a_year_or_a_full_number_is_found() -> None:
    body = Words(90, 700, "Of 11/01/20191, there are 1.0242 unions.")
    notes = [Line(90, 120, 200, 120), Words(90, 108, "1 As corrected.", 9), Words(90, 96, "2 As counted.", 9)]
    manuscript = read_pdf(pdf([body, *notes]), "a.pdf")
    assert [mark.label for mark in manuscript.marks] == ["1", "2"]
    assert "Of 11/01/2019, there are 1.024 unions." in manuscript.flow
