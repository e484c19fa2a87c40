import io
import zipfile
from pathlib import Path

import pytest

from extractor.errors import UnreadableFile
from extractor.readers.docx import read_docx
from extractor.readers.manuscript import Manuscript
from extractor.readers.pdf import read_pdf
from tests.readers.written_docx import NS, cell, docx, p, r, read, row, shown, table

ROOT = Path(__file__).parents[2]
REPORTS = sorted(path.parent for path in ROOT.glob("corpus/*/report.docx"))

# --- the same report in both forms ---


def signature_lines(manuscript: Manuscript) -> list[str]:
    """The words of the columns without rules, column by column, line by line."""
    out = []
    for grid in manuscript.grids:
        if grid.ruled:
            continue
        for column in range(max(len(cells) for cells in grid.rows)):
            for cells in grid.rows:
                start, end = cells[column]
                out += [" ".join(line.split()) for line in manuscript.flow[start:end].split("\v") if line.strip()]
    return out


def described(manuscript: Manuscript) -> list[tuple[object, ...]]:
    kept = []
    for block in manuscript.blocks:
        ruled = block.table is None or manuscript.grids[block.table].ruled
        if ruled:
            words = " ".join(manuscript.flow[block.start : block.end].split())
            look = (block.emphasis, block.centred) if block.kind != "row" else ()
            kept.append((block.kind, block.marker, block.depth, block.note, *look, words))
    return kept


NOT_YET = {
    "bac-kan-2024": "a letterhead of one paragraph is parted into columns in print only",
    "can-tho-2025": "a row that a page cuts comes twice, and once without its percent sign",
    "tp-ho-chi-minh-2024": "a syllable that a narrow column breaks into two syllables stays broken",
    "cong-doan-giao-duc-viet-nam-2024": "recipients with em-dashes run into the signature's column",
}


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(folder, marks=pytest.mark.xfail(reason=NOT_YET[folder.name], strict=True), id=folder.name)
        if folder.name in NOT_YET
        else pytest.param(folder, id=folder.name)
        for folder in REPORTS
    ],
)
def test_docx_and_pdf_of_a_report_give_the_same_blocks(folder: Path) -> None:
    word = read_docx((folder / "report.docx").read_bytes(), "report.docx")
    printed = read_pdf((folder / "report.pdf").read_bytes(), "report.pdf")
    assert described(printed) == described(word)
    assert signature_lines(printed) == signature_lines(word)
    assert [(mark.label, word.flow[: mark.at][-8:]) for mark in word.marks] == [
        (mark.label, printed.flow[: mark.at][-8:]) for mark in printed.marks
    ]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("nghe-an-2024", "nghe-an-two-fonts.pdf"),
        ("da-nang-2024", "da-nang-without-indents.pdf"),
        ("da-nang-2024", "da-nang-large-notes.pdf"),
        ("dong-nai-2024", "dong-nai-running-foot.pdf"),
    ],
)
def test_another_look_gives_the_same_blocks(name: str, printed: str) -> None:
    word = read_docx((ROOT / "corpus" / name / "report.docx").read_bytes(), "report.docx")
    other = read_pdf((Path(__file__).parent / "data" / printed).read_bytes(), printed)
    assert described(other) == described(word)
    assert signature_lines(other) == signature_lines(word)


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_anchors_are_exact(folder: Path) -> None:
    manuscript = read_docx((folder / "report.docx").read_bytes(), "report.docx")
    for block in manuscript.blocks:
        if block.kind == "row" and not manuscript.flow[block.start : block.end].strip():
            continue  # a row of empty cells has no character to point at
        anchor = manuscript.anchor(block.start, block.end)
        assert anchor.quote == manuscript.text[anchor.start : anchor.end]
        assert anchor.page is None
        assert anchor.boxes == ()


# --- numbers and bullets that Word prints ---

NUMBERING = """
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_counts_stand_in_the_text() -> None:
    body = "".join(
        [
            listed("MỞ ĐẦU", 1),
            listed("Tình hình", 1, 1),
            listed("Khó khăn", 1, 1),
            listed("Một", 1, 2),
            listed("KẾT QUẢ", 1),
            listed("Chung", 1, 1),
            listed("PHẦN HAI", 3),
        ]
    )
    manuscript = read(body, numbering=NUMBERING)
    assert shown(manuscript) == [
        "I. MỞ ĐẦU",
        "1.1. Tình hình",
        "1.2. Khó khăn",
        "a) Một",
        "II. KẾT QUẢ",
        "2.1. Chung",
        "I. PHẦN HAI",
    ]


def test_bullets_are_marks_outside_the_flow() -> None:
    manuscript = read(listed("Nữ: 34", 2) + listed("Trẻ: 12", 2, 1) + p("+ Khác: 3"), numbering=NUMBERING)
    assert shown(manuscript) == ["Nữ: 34", "Trẻ: 12", "Khác: 3"]
    assert [(block.kind, block.marker) for block in manuscript.blocks] == [("item", "-"), ("item", "•"), ("item", "+")]
    assert [block.depth for block in manuscript.blocks[:2]] == [0, 1]
    assert "+ Khác: 3" in manuscript.text


def test_a_heading_is_declared_by_the_outline_level_of_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="De"><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="De"/></w:style>'
    )
    manuscript = read(p("I. TÌNH HÌNH", properties='<w:pStyle w:val="Con"/>') + p("Năm 2024"), styles=styles)
    assert [(block.heading, block.emphasis) for block in manuscript.blocks] == [(2, True), (None, False)]


# --- footnotes ---


def test_footnotes_stand_under_their_paragraph_and_their_mark_outside_the_flow() -> None:
    notes = (
        '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>", " Kế hoạch số 71")}</w:footnote>'
        f'<w:footnote w:id="3">{p(" Quy định số 5")}</w:footnote>'
    )
    body = p(
        "Chủ yếu", '<w:r><w:footnoteReference w:id="7"/></w:r>', " đạt 5", '<w:r><w:footnoteReference w:id="3"/></w:r>'
    )
    manuscript = read(body + p("Sau đó."), footnotes=notes)
    assert shown(manuscript) == ["Chủ yếu đạt 5", "Kế hoạch số 71", "Quy định số 5", "Sau đó."]
    assert [(mark.label, manuscript.text[mark.start : mark.end]) for mark in manuscript.marks] == [
        ("1", "¹"),
        ("2", "²"),
    ]
    assert [block.note for block in manuscript.blocks] == [None, "1", "2", None]


def test_endnotes_are_read() -> None:
    notes = f'<w:endnote w:id="2">{p("Nguồn: báo cáo")}</w:endnote>'
    manuscript = read(p("Đạt", '<w:r><w:endnoteReference w:id="2"/></w:r>'), endnotes=notes)
    assert [(block.kind, block.note) for block in manuscript.blocks] == [("paragraph", None), ("footnote", "i")]


# --- what a reader of the page sees ---


def test_deleted_text_is_out_and_inserted_text_in_with_a_warning() -> None:
    old = '<w:del w:id="1"><w:r><w:delText>52</w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2">{r("53")}</w:ins>'
    manuscript = read(p("Có ", old, new, " người"))
    assert shown(manuscript) == ["Có 53 người"]
    assert [warning.code for warning in manuscript.warnings] == ["tracked_changes"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    manuscript = read(p("Có 52 ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p("người"))
    assert shown(manuscript) == ["Có 52 người"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p("Có ", r("99", "<w:vanish/>"), "52"), ["Có 52"]),
        (p("A", '<w:hyperlink r:id="x">' + r("B") + "</w:hyperlink>", "C"), ["ABC"]),
        (p("<w:sdt><w:sdtContent>" + r("Lai Châu") + "</w:sdtContent></w:sdt>"), ["Lai Châu"]),
        ("<w:sdt><w:sdtContent>" + p("Một") + p("Hai") + "</w:sdtContent></w:sdt>", ["Một", "Hai"]),
        (p("NĐ", "<w:r><w:noBreakHyphen/></w:r>", "CP"), ["NĐ-CP"]),
        (p("12", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "10"), ["12≥10"]),
        (p("Số", "<w:r><w:tab/></w:r>", "45"), ["Số 45"]),
        (p("Một", "<w:r><w:br/></w:r>", "Hai"), ["Một Hai"]),
        (p("đoàn", "<w:r><w:softHyphen/></w:r>", "viên"), ["đoànviên"]),
    ],
    ids=["hidden", "link", "control", "block control", "hyphen", "symbol", "tab", "break", "soft hyphen"],
)
def test_inline_content(body: str, words: list[str]) -> None:
    assert shown(read(body)) == words


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("12") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert shown(read(p("Bảng ", field, " có 5 dòng"))) == ["Bảng 12 có 5 dòng"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Trong khung: 7 người')}</w:txbxContent>"
    run = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>' + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert shown(read(p("Trên", run) + p("Dưới"))) == ["Trên", "Trong khung: 7 người", "Dưới"]


# --- tables ---


def test_merged_cells_stand_in_each_place_they_cover() -> None:
    manuscript = read(
        table(
            row(
                cell("Đơn vị", properties='<w:vMerge w:val="restart"/>'),
                cell("Tổng", properties='<w:gridSpan w:val="2"/>'),
            ),
            row(cell(properties="<w:vMerge/>"), cell("Nam"), cell("Nữ")),
            row(cell("Huyện A"), cell("3"), cell("4")),
        )
    )
    (grid,) = manuscript.grids
    assert grid.ruled
    assert [[manuscript.flow[a:b] for a, b in line] for line in grid.rows] == [
        ["Đơn vị", "Tổng", "Tổng"],
        ["Đơn vị", "Nam", "Nữ"],
        ["Huyện A", "3", "4"],
    ]
    assert manuscript.flow.count("Tổng") == 1


def test_a_table_without_lines_is_a_layout() -> None:
    manuscript = read(table(row(cell("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), cell("Nơi nhận:")), borders="nil"))
    (grid,) = manuscript.grids
    assert not grid.ruled
    assert shown(manuscript) == ["TM. BAN THƯỜNG VỤ\vCHỦ TỊCH\tNơi nhận:"]


# --- files that cannot be read ---


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 70_000_000)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def entity() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        inside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        package.writestr("word/document.xml", f"{inside}<w:document {NS}><w:body>{p('&a;')}</w:body></w:document>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 no archive", "damaged"),
        ((REPORTS[0] / "report.docx").read_bytes()[:9000], "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx(""), "no text"),
        (workbook(), "Word document"),
        (bomb(), "unusual size"),
        (entity(), "no text"),
    ],
    ids=["empty", "no archive", "cut", "bad xml", "no words", "no document", "bomb", "entity"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_docx(data, "x.docx")
    assert says in raised.value.en
    assert raised.value.vi.startswith("x.docx: ")
