"""Plain text and Markdown: the flow is without markup, and every character of it leads back to the file."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts import read_facts
from extractor.readers.manuscript import Block, Manuscript
from extractor.readers.plain import read_plain
from schemas import catalogue
from schemas.report import Source
from tests.corpus_reports import CORPUS, FOLDERS, path_of
from tests.small_report import LETTERHEAD, read_markdown

SAME = str.maketrans({"\u00a0": " ", "\n": " ", "\t": " ", "\r": " ", "\v": " ", "\f": " "})


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, manuscript.flow[block.start : block.end]) for block in manuscript.blocks]


def only(manuscript: Manuscript, kind: str) -> list[Block]:
    return [block for block in manuscript.blocks if block.kind == kind]


def assert_traceable(manuscript: Manuscript) -> None:
    """Each character of the flow is a joint of the reader's, or comes from the characters it is mapped to."""
    assert len(manuscript.flow) == len(manuscript.starts) == len(manuscript.ends)
    for character, start, end in zip(manuscript.flow, manuscript.starts, manuscript.ends, strict=True):
        assert 0 <= start <= end <= len(manuscript.text)
        if start == end:
            assert character in " \n\t\v"
            continue
        source = manuscript.text[start:end]
        if character == " ":
            assert source[0].isspace() or source[0].translate(SAME) == " ", (character, source)
        elif character != "-":
            assert character in unicodedata.normalize("NFKC", source) or character in unicodedata.normalize(
                "NFC", source
            )
    # A footnote that interrupts a sentence follows it in the flow; within a block the order is the file's.
    for block in manuscript.blocks:
        starts = list(manuscript.starts[block.start : block.end])
        assert starts == sorted(starts)


# --- every character is traceable ---


@pytest.mark.parametrize("name", FOLDERS)
def test_every_character_of_a_report_is_traceable(name: str) -> None:
    text = path_of(name, "source").read_text(encoding="utf-8")
    manuscript = read_plain(text)
    assert manuscript.text == text
    assert_traceable(manuscript)


@pytest.mark.parametrize("name", FOLDERS)
def test_no_numeral_of_a_report_is_lost(name: str) -> None:
    """What is not in the flow is a footnote's mark or label, a page number, a list number, or the rule of a table."""
    manuscript = read_plain(path_of(name, "source").read_text(encoding="utf-8"))
    taken = bytearray(len(manuscript.text))
    spans = [*zip(manuscript.starts, manuscript.ends, strict=True), *manuscript.furniture]
    spans += [(mark.start, mark.end) for mark in manuscript.marks]
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    lost = [at for at, character in enumerate(manuscript.text) if character in "0123456789" and not taken[at]]
    labels = {manuscript.text[max(0, at - 3) : at + 4].strip() for at in lost}
    assert all("[^" in label or "[" in label for label in labels), labels


DEBRIS = st.text(
    alphabet=st.sampled_from("ab Đố1.2,3%/()|-*#[]^:;¹²\\\n\t\r_=+•–<br>\u00a0\u200b\u0301\ufeff\x00\x07"), max_size=300
)


@given(DEBRIS)
@settings(max_examples=300)
def test_markup_debris_is_traceable(text: str) -> None:
    assert_traceable(read_plain(text))


@given(st.text(max_size=2000))
def test_any_text_is_read(text: str) -> None:
    manuscript = read_plain(text)
    assert manuscript.text == text
    assert_traceable(manuscript)


@given(st.text(max_size=2000) | DEBRIS.map(lambda text: text * 5))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_record(text: str) -> None:
    """No text breaks the reading, and what is found in it leads back to it."""
    source = Source(name="a.md", sha256="0" * 64, media_type="text/markdown", reading="text")
    report = read_facts(read_plain(text), source, catalogue.load())
    for fact in (*report.figures, *report.other_figures, *report.unread):
        assert text[fact.anchor.start : fact.anchor.end] == fact.anchor.quote
    numerals = report.numerals.model_dump()
    assert numerals.pop("total") == sum(numerals.values())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1," * 85_000, id="digits and commas"),
        pytest.param("9" * 170_000, id="one number of 170,000 digits"),
        pytest.param("(" * 100_000, id="open parentheses"),
        pytest.param(")(" * 50_000, id="closed and open parentheses"),
        pytest.param("\n" * 50_000, id="line feeds"),
        pytest.param("\r\n" * 40_000, id="carriage returns"),
        pytest.param(" " * 150_000, id="blanks"),
        pytest.param("|" * 50_000, id="bars"),
        pytest.param("| 1 | 2 |\n" * 1_500, id="a long table"),
        pytest.param("*" * 100_000, id="stars"),
        pytest.param("- " * 50_000, id="dashes"),
        pytest.param("- a\n" * 5_000, id="list items"),
        pytest.param("¹" * 40_000, id="footnote marks"),
        pytest.param("." * 100_000, id="dots"),
        pytest.param("một " * 10_000, id="number words"),
        pytest.param("số " * 40_000, id="the word số"),
        pytest.param("Nghị quyết số 03/NQ-TLĐ " * 1_500, id="citations"),
        pytest.param("Mục tiêu 1: đạt. " * 3_000, id="targets"),
        pytest.param("nữ 3 người, " * 400, id="400 numbers in a sentence"),
    ],
)
def test_hostile_text_makes_a_record(text: str) -> None:
    report = read_markdown(f"{LETTERHEAD}\n**I. KẾT QUẢ THỰC HIỆN**\n\n{text}\n")
    assert report.header.number == "31/BC-LĐLĐ"


# --- blocks ---


def test_markup_is_set_aside() -> None:
    manuscript = read_plain("Nữ **34** người, *đảng viên* 50 người\\; ***hết***.")
    assert manuscript.flow.strip() == "Nữ 34 người, đảng viên 50 người; hết."
    at = manuscript.flow.index("34")
    assert manuscript.anchor(at, at + 2).quote == "34"


def test_a_star_that_is_no_markup_stays() -> None:
    assert read_plain("Tổng * số").flow.strip() == "Tổng * số"


@pytest.mark.parametrize(("mark", "level"), [("#", 1), ("##", 2), ("####", 4)])
def test_declared_headings(mark: str, level: int) -> None:
    (block,) = read_plain(f"{mark} I. Tình hình").blocks
    assert (block.kind, block.heading, block.emphasis) == ("paragraph", level, True)


def test_a_line_that_is_wholly_bold() -> None:
    first, second = read_plain("**I. TÌNH HÌNH**\n\nToàn **tỉnh** có.").blocks
    assert (first.emphasis, second.emphasis) == (True, False)


def test_list_items_and_their_depth() -> None:
    manuscript = read_plain("- Một\n    + Hai\n    + Ba\n- Bốn\n\n• Năm")
    assert [(b.marker, b.depth, manuscript.flow[b.start : b.end]) for b in only(manuscript, "item")][:4] == [
        ("-", 0, "Một"),
        ("+", 1, "Hai"),
        ("+", 1, "Ba"),
        ("-", 0, "Bốn"),
    ]


def test_marks_of_different_kinds_nest_without_indent() -> None:
    manuscript = read_plain("- Một\n+ Hai\n+ Ba\n- Bốn")
    assert [block.marker for block in only(manuscript, "item")] == ["-", "+", "+", "-"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Các cấp công đoàn trong tỉnh đã quan tâm công tác cán bộ, coi đây là nhiệm vụ\n"
        "trọng tâm, xuyên suốt; đội ngũ cán bộ từng bước được chuẩn hóa theo quy định\n"
        "của Đảng, của Tổng Liên đoàn Lao động Việt Nam.\n"
    )
    manuscript = read_plain(text)
    assert len(manuscript.blocks) == 1
    assert "nhiệm vụ trọng tâm" in manuscript.flow
    assert "quy định của Đảng" in manuscript.flow


def test_a_table_with_bars() -> None:
    manuscript = read_plain("| Năm | Lượt |\n|---|---:|\n| 2022 | **14** |\n| 2023 |  |\n")
    (grid,) = manuscript.grids
    assert grid.ruled
    assert [[manuscript.flow[slice(*cell)] for cell in row] for row in grid.rows] == [
        ["Năm", "Lượt"],
        ["2022", "14"],
        ["2023", ""],
    ]
    assert [(block.table, block.row) for block in only(manuscript, "row")] == [(0, 0), (0, 1), (0, 2)]


def test_a_table_without_a_head_is_a_layout() -> None:
    """Converters print letterhead and signature as a table whose head is empty."""
    manuscript = read_plain("|  |  |\n|---|---|\n| Nơi nhận: | CHỦ TỊCH |\n")
    (grid,) = manuscript.grids
    assert not grid.ruled
    assert len(grid.rows) == 1


def test_a_table_of_dashes_is_a_layout() -> None:
    text = (
        "-------------  -----------\nNơi nhận:      CHỦ TỊCH\n- Như trên     Lý Thị Hoa\n-------------  -----------\n"
    )
    manuscript = read_plain(text)
    (grid,) = manuscript.grids
    assert not grid.ruled
    assert [manuscript.flow[slice(*cell)] for cell in grid.rows[0]] == ["Nơi nhận:", "CHỦ TỊCH"]


def test_page_numbers_and_rules_are_furniture() -> None:
    manuscript = read_plain("Đoạn một.\n\n2\n\nĐoạn hai.\n\n- 3 -\n\nTrang 4/11\n\n------\n\nĐoạn ba.")
    assert [text for _, text in blocks(manuscript)] == ["Đoạn một.", "Đoạn hai.", "Đoạn ba."]
    assert [manuscript.text[slice(*span)].strip() for span in manuscript.furniture] == [
        "2",
        "- 3 -",
        "Trang 4/11",
        "------",
    ]


def test_a_sentence_that_a_page_cuts_is_joined() -> None:
    manuscript = read_plain("Công tác quy hoạch, bổ nhiệm, luân\n\n5\n\nchuyển cán bộ được quan tâm.\n")
    assert blocks(manuscript) == [("paragraph", "Công tác quy hoạch, bổ nhiệm, luân chuyển cán bộ được quan tâm.")]
    at = manuscript.flow.index("luân chuyển")
    assert manuscript.anchor(at, at + len("luân chuyển")).quote == "luân\n\n5\n\nchuyển"


def test_a_sentence_that_a_footnote_cuts_is_joined() -> None:
    manuscript = read_plain(
        "Thực hiện quy định về quy hoạch¹ cán bộ, cơ\n\n¹ Quy định số 19-QĐ/ĐĐ ngày 09/9/2020.\n\ncấu hợp lý.\n"
    )
    assert blocks(manuscript) == [
        ("paragraph", "Thực hiện quy định về quy hoạch cán bộ, cơ cấu hợp lý."),
        ("footnote", "Quy định số 19-QĐ/ĐĐ ngày 09/9/2020."),
    ]
    (mark,) = manuscript.marks
    assert (mark.label, manuscript.text[mark.start : mark.end]) == ("1", "¹")
    assert manuscript.flow[: mark.at].endswith("quy hoạch")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Quy hoạch[^1] cán bộ.\n\n[^1]: Quy định số 19.", "1"),
        ("Quy hoạch¹ cán bộ.\n\n¹ Quy định số 19.", "1"),
        ("Quy hoạch1 cán bộ.\n\n¹ Quy định số 19.", "1"),
        ("Quy hoạch¹² cán bộ.\n\n¹² Quy định số 19.", "12"),
        ("Quy hoạch[^a] cán bộ.\n\n[^a]: Quy định số 19.", "a"),
    ],
)
def test_footnotes_and_their_marks(text: str, label: str) -> None:
    manuscript = read_plain(text)
    assert blocks(manuscript) == [("paragraph", "Quy hoạch cán bộ."), ("footnote", "Quy định số 19.")]
    assert [mark.label for mark in manuscript.marks] == [label]
    assert only(manuscript, "footnote")[0].note == label


def test_a_digit_at_a_word_without_a_footnote_is_the_word_s() -> None:
    manuscript = read_plain("Covid19 và lớp bồi dưỡng1.")
    assert manuscript.marks == ()
    assert manuscript.flow.strip() == "Covid19 và lớp bồi dưỡng1."


def test_letters_and_marks_apart_are_joined_and_lead_back() -> None:
    text = unicodedata.normalize("NFD", "Đảng viên: 41 người")
    manuscript = read_plain(text)
    assert manuscript.flow.strip() == "Đảng viên: 41 người"
    anchor = manuscript.anchor(0, len("Đảng viên"))
    assert anchor.quote == unicodedata.normalize("NFD", "Đảng viên")


def test_an_empty_text_is_an_empty_manuscript() -> None:
    for text in ("", "\n\n", "   \n\t\n"):
        manuscript = read_plain(text)
        assert (manuscript.flow, manuscript.blocks) == ("", ())


def test_the_folders_of_the_corpus_are_there() -> None:
    assert len(FOLDERS) >= 9
    assert CORPUS.is_dir()
