"""What offices' Word files hold beyond plain paragraphs: each feature by a file written for it."""

import io
import random
import zipfile

import pytest

from extractor.errors import UnreadableFile
from extractor.readers.docx import read_docx
from extractor.readers.manuscript import Manuscript
from extractor.readers.open import read_manuscript
from tests.readers.written_docx import NS, TYPE, cell, docx, p, r, read, row, shown, table

TCVN3 = "Tæng sè c¸n bé c«ng ®oµn: 52 ng\u00adêi"
MEANT = "Tổng số cán bộ công đoàn: 52 người"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def codes(manuscript: Manuscript) -> list[str]:
    return [warning.code for warning in manuscript.warnings]


def repacked(data: bytes, **changed: str | None) -> bytes:
    """The package with parts replaced ("__" for "/", "_xml" for ".xml"); None takes a part out."""
    parts = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in changed.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            if text is not None:
                new.writestr(name, text)
    return out.getvalue()


# --- old fonts ---


def test_runs_in_an_old_font_are_converted_and_told() -> None:
    manuscript = read(p(r(TCVN3, font(".VnTime"))) + p("Đã là Unicode."))
    assert shown(manuscript) == [MEANT, "Đã là Unicode."]
    assert MEANT in manuscript.text
    assert codes(manuscript) == ["legacy_encoding"]


def test_a_capital_font_gives_capitals() -> None:
    manuscript = read(p(r("liªn ®oµn lao ®éng", font(".VnTimeH")), r(" tØnh Lai Ch©u", font(".VnTime"))))
    assert shown(manuscript) == ["LIÊN ĐOÀN LAO ĐỘNG tỉnh Lai Châu"]


def test_the_letter_ư_that_word_keeps_as_an_optional_hyphen() -> None:
    runs = f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:t>52 ng</w:t><w:softHyphen/><w:t>êi lao ®éng</w:t></w:r>"
    assert shown(read(p(runs))) == ["52 người lao động"]


def test_a_letter_and_its_mark_in_two_runs() -> None:
    vni = font("VNI-Times")
    manuscript = read(p(r("Toång soá ca", vni), r("ùn boä", vni + "<w:b/>"), r(": 52", vni)))
    assert shown(manuscript) == ["Tổng số cán bộ: 52"]


def test_the_font_of_a_style() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr></w:rPrDefault>'
        f'</w:docDefaults><w:style w:type="paragraph" w:styleId="Cu"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
    )
    manuscript = read(p(TCVN3, properties='<w:pStyle w:val="Cu"/>') + p("Köln"), styles=styles)
    assert shown(manuscript) == [MEANT, "Köln"]


def test_unicode_typed_under_an_old_font_stays_as_it_is() -> None:
    old = font(".VnTime")
    body = p(r("Tổng số cán bộ công đoàn: 52 người", old)) + p(r("Có: 34 nữ", old)) + p(r("có", old))
    manuscript = read(body)
    assert shown(manuscript) == ["Tổng số cán bộ công đoàn: 52 người", "Có: 34 nữ", "có"]
    assert codes(manuscript) == []


def test_a_short_word_in_an_old_font_goes_with_the_rest_of_the_document() -> None:
    old = font(".VnTime")
    manuscript = read(p(r("Céng", old)) + p(r(TCVN3, old)))
    assert shown(manuscript) == ["Cộng", MEANT]


# --- tracked changes ---


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="a"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="a">{r(text)}</w:ins>'


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ((deleted("52"), inserted("53")), "“52” → “53”"),
        ((inserted("53"), deleted("52")), "“52” → “53”"),
        ((deleted("52"), r("53")), "xóa “52”"),
        ((inserted("53"),), "thêm “53”"),
    ],
)
def test_the_old_value_is_kept_in_the_warning(runs: tuple[str, ...], told: str) -> None:
    manuscript = read(p("Có ", *runs, " người"))
    assert shown(manuscript) == ["Có 53 người"]
    (warning,) = manuscript.warnings
    assert warning.code == "tracked_changes"
    assert told in warning.message


def test_a_deleted_row_is_left_out_and_told() -> None:
    struck = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("Huyện B")}{cell("17")}</w:tr>'
    manuscript = read(table(row(cell("Huyện A"), cell("3")), struck))
    assert shown(manuscript) == ["Huyện A\t3"]
    assert "“Huyện B17”" in manuscript.warnings[0].message


# --- what is seen and what is not ---

PROMPT = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Nhập tên')}</w:sdtContent></w:sdt>"
RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (table(row(cell("A")), f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('99')}</w:tr>"), ["A"]),
        (p("Tỉnh ", PROMPT), ["Tỉnh"]),
        (p(r("báo cáo", "<w:caps/>")), ["BÁO CÁO"]),
        (p(r("ü", font("Wingdings")), " Đạt"), ["✓ Đạt"]),
        (p("12", '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', "15"), ["12≤15"]),
        (p(r("Giữ\u00adnguyên")), ["Giữnguyên"]),
        (p("50 km", r("2", RAISED), ", 10", r("3", RAISED)), ["50 km², 10³"]),
    ],
    ids=["hidden row", "prompt", "capitals", "wingdings", "symbol", "soft hyphen", "powers"],
)  # fmt: skip
def test_what_the_printed_page_shows(body: str, words: list[str]) -> None:
    assert shown(read(body)) == words


def test_a_text_box_is_read_once_wherever_its_alternatives_stand() -> None:
    inner = f"<w:txbxContent>{p('Trong: 7')}</w:txbxContent>"
    outer = f"<w:txbxContent>{p('Ngoài: 5', '<w:r><w:pict>' + inner + '</w:pict></w:r>')}</w:txbxContent>"
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:drawing>' + outer + "</w:drawing></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:pict>" + outer + "</w:pict></w:r></mc:Fallback></mc:AlternateContent>"
    )
    assert shown(read(p("Trên", choice) + p("Dưới"))) == ["Trên", "Ngoài: 5", "Trong: 7", "Dưới"]


def test_an_empty_choice_leaves_the_fallback() -> None:
    box = f"<w:txbxContent>{p('Dự phòng: 9')}</w:txbxContent>"
    run = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing/></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert shown(read(p("Trên", run))) == ["Trên", "Dự phòng: 9"]


# --- numbering ---

STYLED = """
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="De1"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="De2"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Muc"/>
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Muc"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
"""  # noqa: E501
IN_LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
HEADINGS = "".join(f'<w:style w:type="paragraph" w:styleId="De{at}">{IN_LIST}</w:style>' for at in (1, 2))


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def test_headings_numbered_by_their_style() -> None:
    body = (
        styled("MỞ ĐẦU", "De1")
        + styled("Một", "De2")
        + styled("Hai", "De2")
        + styled("KẾT", "De1")
        + styled("Ba", "De2")
    )
    manuscript = read(body, numbering=STYLED, styles=HEADINGS)
    assert shown(manuscript) == ["I. MỞ ĐẦU", "1. Một", "2. Hai", "II. KẾT", "1. Ba"]


def test_a_level_that_never_restarts() -> None:
    body = listed("A", 1) + listed("x", 1, 2) + listed("B", 1) + listed("y", 1, 2)
    assert shown(read(body, numbering=STYLED)) == ["I. A", "a) x", "II. B", "b) y"]


def test_an_empty_paragraph_of_a_list_is_counted() -> None:
    assert shown(read(listed("A", 1) + listed("", 1) + listed("C", 1), numbering=STYLED)) == ["I. A", "III. C"]


def test_a_list_that_names_a_list_style() -> None:
    assert shown(read(listed("Đầu", 3) + listed("Sau", 3), numbering=STYLED)) == ["Điều 03. Đầu", "Điều 04. Sau"]


# --- notes ---


def test_a_note_with_a_mark_of_its_own() -> None:
    notes = f'<w:footnote w:id="4">{p("*", " Nguồn: Ban Tổ chức")}</w:footnote>'
    run = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    manuscript = read(p("Đạt 52", run, " người"), footnotes=notes)
    assert shown(manuscript) == ["Đạt 52 người", "Nguồn: Ban Tổ chức"]
    assert [(mark.label, manuscript.text[mark.start : mark.end]) for mark in manuscript.marks] == [("*", "*")]


def test_notes_typed_by_hand() -> None:
    body = p("là chủ yếu", r("1", RAISED), ", có 5") + p(r("1", RAISED), " Kế hoạch số 71/KH-LĐLĐ")
    manuscript = read(body)
    assert shown(manuscript) == ["là chủ yếu, có 5", "Kế hoạch số 71/KH-LĐLĐ"]
    assert [(block.kind, block.note) for block in manuscript.blocks] == [("paragraph", None), ("footnote", "1")]
    assert [mark.label for mark in manuscript.marks] == ["1"]


# --- tables ---


def test_a_ruled_table_inside_a_layout_is_a_table_of_its_own() -> None:
    inner = table(row(cell("Nam"), cell("Nữ")), row(cell("18"), cell("34")))
    outer = table(f"<w:tr><w:tc>{p('Biểu 1')}{inner}<w:p/></w:tc>{cell('Ghi chú')}</w:tr>", borders="nil")
    manuscript = read(outer)
    assert shown(manuscript) == ["Biểu 1\tGhi chú", "Nam\tNữ", "18\t34"]
    assert [grid.ruled for grid in manuscript.grids] == [False, True]


def test_a_layout_inside_a_cell_is_read_in_its_cell() -> None:
    inner = table(row(cell("TM. BAN THƯỜNG VỤ")), row(cell("CHỦ TỊCH")), borders="nil")
    outer = table(f"<w:tr>{cell('Nơi nhận:')}<w:tc>{inner}<w:p/></w:tc></w:tr>", borders="nil")
    assert shown(read(outer)) == ["Nơi nhận:\tTM. BAN THƯỜNG VỤ\vCHỦ TỊCH"]


def test_a_page_set_in_one_cell_is_running_text() -> None:
    words = [f"Đoạn {number}" for number in range(10)]
    assert [block.kind for block in read(table(row(cell(*words)))).blocks] == ["paragraph"] * 10


def test_cells_merged_the_way_of_word_97() -> None:
    restart, going_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    manuscript = read(
        table(
            row(cell("Tổng", properties=restart), cell(properties=going_on), cell("Nữ")),
            row(cell("1"), cell("2"), cell("3")),
        )
    )
    (grid,) = manuscript.grids
    assert [manuscript.flow[a:b] for a, b in grid.rows[0]] == ["Tổng", "Tổng", "Nữ"]


# --- letterhead ---

LETTERHEAD = (
    p("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM") + p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Số: 31/BC-LĐLĐ")
    + p("Cao Bằng, ngày 15 tháng 4 năm 2024")
)  # fmt: skip
REFERENCE = '<w:headerReference r:id="r5" w:type="first"/><w:titlePg/>'


def section(*content: str) -> str:
    return f"<w:sectPr>{''.join(content)}</w:sectPr>"


def test_a_letterhead_in_the_first_page_header_is_read() -> None:
    manuscript = read(p("BÁO CÁO") + p("Nội dung.") + section(REFERENCE), header=LETTERHEAD)
    assert shown(manuscript)[:3] == [
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 31/BC-LĐLĐ",
    ]
    assert codes(manuscript) == ["letterhead_in_header"]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (LETTERHEAD + p("BÁO CÁO") + section(REFERENCE), LETTERHEAD),
        (p("BÁO CÁO") + section(REFERENCE), p("Báo cáo sơ kết 5 năm - trang 1")),
        (p("BÁO CÁO") + section('<w:headerReference r:id="r5" w:type="first"/>'), LETTERHEAD),
    ],
    ids=["body has one", "running head", "no first page of its own"],
)
def test_other_headers_stay_apart(body: str, header: str) -> None:
    manuscript = read(body, header=header)
    assert codes(manuscript) == []
    assert "trang 1" not in manuscript.text
    assert manuscript.text.count("CỘNG HÒA") == body.count("CỘNG HÒA")


# --- files of other programs, damaged and odd ---


def test_the_strict_form_of_the_format() -> None:
    usual = docx(p(r("Có 52 người", "<w:b/>")) + table(row(cell("3"))))
    spaces = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        TYPE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    changed: dict[str, str | None] = {}
    with zipfile.ZipFile(io.BytesIO(usual)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            for old, new in spaces.items():
                text = text.replace(old, new)
            changed[name] = text
    strict = repacked(usual, **changed)
    assert strict != usual
    assert shown(read_docx(strict, "x.docx")) == shown(read_docx(usual, "x.docx")) == ["Có 52 người", "3"]


def test_another_prefix_and_an_absolute_target() -> None:
    body = f'<document xmlns="{NS.split(chr(34))[1]}"><body><p><r><t>Có 52 người</t></r></p></body></document>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{TYPE}/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    data = repacked(docx(p("x")), word__document_xml=None, word__document2_xml=body)
    data = repacked(data, **{"_rels__.rels": relations})
    assert shown(read_docx(data, "x.docx")) == ["Có 52 người"]


def test_parts_that_are_missing_or_damaged_cost_only_themselves() -> None:
    body = listed("MỞ ĐẦU", 1) + p("Có 52 người")
    whole = docx(body, numbering=STYLED, styles=HEADINGS)
    assert shown(read_docx(repacked(whole, word__numbering_xml=None), "x.docx")) == ["MỞ ĐẦU", "Có 52 người"]
    manuscript = read_docx(repacked(whole, word__styles_xml="<w:styles"), "x.docx")
    assert shown(manuscript) == ["I. MỞ ĐẦU", "Có 52 người"]
    (warning,) = manuscript.warnings
    assert warning.code == "damaged_part"
    assert "styles.xml" in warning.message


def test_macros_are_told_and_not_run() -> None:
    data = repacked(docx(p("Có 52 người")), **{"word__vbaProject.bin": "x"})
    manuscript = read_manuscript(data, "x.docm")
    assert shown(manuscript) == ["Có 52 người"]
    assert codes(manuscript) == ["macros_ignored"]


def test_a_document_of_pictures_says_so() -> None:
    pictures = {"word__media__image1.jpeg": "x" * 60_000}
    with pytest.raises(UnreadableFile, match="pictures and no text"):
        read_docx(repacked(docx(p("")), **pictures), "x.docx")
    assert codes(read_docx(repacked(docx(p("Báo cáo")), **pictures), "x.docx")) == ["pictures_unread"]


def test_a_document_within_the_document_is_told() -> None:
    manuscript = read(p("Có 52 người") + '<w:altChunk r:id="r9"/>')
    assert codes(manuscript) == ["embedded_document_unread"]


def test_damaged_copies_are_read_or_refused_and_nothing_else() -> None:
    whole = docx(listed("MỞ ĐẦU", 1) + p("Có 52 người") + table(row(cell("3"))), numbering=STYLED, styles=HEADINGS)
    dice = random.Random(7)
    refused = 0
    for _ in range(300):
        copy = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            copy[dice.randrange(len(copy))] = dice.randrange(256)
        try:
            read_docx(bytes(copy), "x.docx")
        except UnreadableFile as problem:
            refused += 1
            assert problem.vi.startswith("x.docx: ")
    assert 0 < refused < 300


def test_the_archive_error_of_a_wrong_place_is_a_refusal() -> None:
    whole = bytearray(docx(p("Có 52 người")))
    at = whole.rindex(b"PK\x05\x06") + 16  # where the list of files begins, in the record that ends the archive
    whole[at : at + 4] = (10**9).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="damaged"):
        read_docx(bytes(whole), "x.docx")


# --- diagrams and charts ---

_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"


def drawing(inside: str) -> str:
    return (
        f'<w:r><w:drawing><a:graphic xmlns:a="{_DRAWN}" xmlns:dgm="{_DIAGRAM}"><a:graphicData>{inside}'
        "</a:graphicData></a:graphic></w:drawing></w:r>"
    )


def point(name: str, words: str, kind: str = "node") -> str:
    return (
        f'<dgm:pt modelId="{name}" type="{kind}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        if words
        else f'<dgm:pt modelId="{name}" type="{kind}"/>'
    )


def model(*parts: str) -> str:
    return f'<dgm:dataModel xmlns:dgm="{_DIAGRAM}" xmlns:a="{_DRAWN}">{"".join(parts)}</dgm:dataModel>'


def with_diagram(data: str | None) -> Manuscript:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="{TYPE}/diagramData" Target="diagrams/data1.xml"/></Relationships>'
    )
    body = p("Trước sơ đồ.", drawing('<dgm:relIds r:dm="r9" r:lo="r10"/>')) + p("Sau sơ đồ.")
    changed = {"word/_rels/document.xml.rels": relation, "word/diagrams/data1.xml": data}
    return read_docx(repacked(docx(body), **changed), "x.docx")


def test_the_words_of_a_diagram_stand_at_its_place_and_in_the_order_of_its_tree() -> None:
    manuscript = with_diagram(
        model(
            "<dgm:ptLst>",
            point("b", "Nữ: 34 người"),
            point("0", "", "doc"),
            point("a", "Cán bộ: 52 người"),
            point("c", "Đảng viên: 51 người"),
            point("x", "hình", "pres"),
            "</dgm:ptLst><dgm:cxnLst>",
            '<dgm:cxn modelId="1" srcId="0" destId="a" srcOrd="0"/>',
            '<dgm:cxn modelId="2" srcId="a" destId="c" srcOrd="1"/>',
            '<dgm:cxn modelId="3" srcId="a" destId="b" srcOrd="0"/>',
            '<dgm:cxn modelId="4" type="presOf" srcId="a" destId="x" srcOrd="0"/>',
            # A tree that runs in a ring ends.
            '<dgm:cxn modelId="5" srcId="b" destId="a" srcOrd="0"/>',
            "</dgm:cxnLst>",
        )
    )
    assert shown(manuscript) == [
        "Trước sơ đồ.",
        "Cán bộ: 52 người",
        "Nữ: 34 người",
        "Đảng viên: 51 người",
        "Sau sơ đồ.",
    ]
    assert codes(manuscript) == []


def test_a_diagram_without_its_part_is_told() -> None:
    manuscript = with_diagram(None)
    assert shown(manuscript) == ["Trước sơ đồ.", "Sau sơ đồ."]
    assert codes(manuscript) == ["diagram_unread"]


def test_a_damaged_diagram_is_told() -> None:
    assert codes(with_diagram("<dgm:dataModel")) == ["diagram_unread", "damaged_part"]


def test_a_chart_is_told() -> None:
    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="r9"/>'
    assert codes(read(p("Biểu đồ:", drawing(chart)))) == ["chart_unread"]
