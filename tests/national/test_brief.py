"""`brief.docx`: the form of Decree 30/2020, real footnotes, and nothing that the reports do not carry."""

import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm, Pt
from lxml import etree

from extractor.national import consolidate
from extractor.national.codebook import codebook_of
from schemas import Anchor, Finding, Report, Target
from schemas.catalogue import load
from tests.national.reports import CORPUS, anchor, figure, from_gold, report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THREE = [
    report("02", "Hà Giang", figure("union_members", 36742), figure("staff_female", 5)),
    report("12", "Lai Châu", figure("union_members", 22877), figure("staff_female", 2)),
    report("40", "Nghệ An", figure("union_members", 7400, bound="at_least", strict=True)),
]


def brief(tmp_path: Path, *reports: Report, findings: dict[str, list[Finding]] | None = None) -> Any:
    consolidate(reports, findings or {}, tmp_path)
    return Document(str(tmp_path / "brief.docx"))


def said(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def notes(tmp_path: Path) -> dict[str, str]:
    with zipfile.ZipFile(tmp_path / "brief.docx") as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in root}


def references(document: Any) -> list[str]:
    return [mark.get(f"{W}id") for mark in document.element.body.iter(f"{W}footnoteReference")]


def rows(document: Any, heading: str) -> list[list[str]]:
    """The rows of the first table with that column heading, without the heading row."""
    for table in document.tables:
        lines = [[cell.text for cell in row.cells] for row in table.rows]
        if heading in lines[0]:
            return lines[1:]
    raise AssertionError(f"no table has a column {heading}")


def test_the_page_is_that_of_the_decree(tmp_path: Path) -> None:
    document = brief(tmp_path, *THREE)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    for margin, (least, most) in zip(margins, ((20, 25), (20, 25), (30, 35), (15, 20)), strict=True):
        assert Mm(least) - Pt(1) <= margin <= Mm(most) + Pt(1)
    assert section.different_first_page_header_footer
    with zipfile.ZipFile(tmp_path / "brief.docx") as package:
        text = package.read("word/document.xml").decode()
        assert "Times New Roman" in package.read("word/styles.xml").decode()
    sizes = {int(size) / 2 for size in re.findall(r'<w:sz w:val="(\d+)"', text)}
    assert sizes <= {11, 12, 13, 14}


def test_the_head_leaves_number_and_date_to_the_officer(tmp_path: Path) -> None:
    head = brief(tmp_path, *THREE).tables[0]
    left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
    assert " ".join(left[:2]) == "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    assert re.fullmatch(r"Số:\s+/BC-TLĐ", left[-1])
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert re.fullmatch(r"Hà Nội, ngày\s+tháng\s+năm\s*", right[-1])


def test_title_and_numbered_sections(tmp_path: Path) -> None:
    lines = said(brief(tmp_path, *THREE))
    assert lines[:2] == ["BÁO CÁO", "Tổng hợp kết quả sơ kết Nghị quyết 03/NQ-TLĐ ngày 11/01/2019"]
    headings = [line for line in lines if re.match(r"[IVX]+\. ", line)]
    # No targets, regulations or doubts in these reports: no sections about them, and no gap in the numbers.
    assert headings == ["I. TÌNH HÌNH CHUNG", "II. SỐ LIỆU TỔNG HỢP"]
    assert lines[-1].endswith("./.")


def test_figures_are_written_as_officials_do_with_their_coverage(tmp_path: Path) -> None:
    lines = said(brief(tmp_path, *THREE))
    # 36.742 + 22.877 + more than 7.400, which is 7.401 at least.
    assert "- Đoàn viên công đoàn: trên 67.019 người, theo báo cáo của 03/63 tỉnh, thành phố." in lines
    document = Document(str(tmp_path / "brief.docx"))
    assert rows(document, "Tổng số") == [["1", "Đoàn viên công đoàn", "người", "trên 67.019", "03/03"]]
    every = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["1", "Nữ", "người", "07", "02/03"] in every


def test_every_figure_of_the_tables_has_a_footnote_with_its_units(tmp_path: Path) -> None:
    document = brief(tmp_path, *[from_gold(path.parent)[0] for path in sorted(CORPUS.glob("*/gold.json"))])
    held = notes(tmp_path)
    marks = references(document)
    assert marks == [str(number) for number in range(2, len(marks) + 2)]
    assert set(marks) == held.keys() - {"0", "1"}
    for table in document.tables:
        if "Tổng số" in [cell.text for cell in table.rows[0].cells]:
            for row in table.rows[1:]:
                (mark,) = row.cells[3]._tc.iter(f"{W}footnoteReference")
                reporting = int(row.cells[4].text.split("/")[0])
                sources = held[mark.get(f"{W}id")].partition("Nguồn: ")[2]
                assert len(sources.split(", ")) == reporting


def test_a_footnote_names_units_and_pages(tmp_path: Path) -> None:
    brief(tmp_path, *THREE)
    assert "Nguồn: Hà Giang (tr. 3), Lai Châu (tr. 3), Nghệ An (tr. 3)." in notes(tmp_path).values()


def test_the_footnote_of_a_nearly_full_country_names_who_is_missing(tmp_path: Path) -> None:
    provinces = [(code, name) for (era, code), name in codebook_of(load()).provinces.items() if era == "pre_2025_07"]
    reports = [report(code, name, *([figure("union_members", 10)] if code != "12" else [])) for code, name in provinces]
    lines = said(brief(tmp_path, *reports))
    assert "- Đoàn viên công đoàn: 620 người, theo báo cáo của 62/63 tỉnh, thành phố." in lines
    assert "Nguồn: các đơn vị đã báo cáo (mục I), trừ: Lai Châu." in notes(tmp_path).values()


def test_disputed_and_refused_totals_are_said_as_such(tmp_path: Path) -> None:
    document = brief(
        tmp_path,
        report("12", "Lai Châu", figure("union_members", 5), figure("union_members", 7, start=9)),
        report("40", "Nghệ An", figure("training_master", 4, unit="person")),
        report("02", "Hà Giang", figure("training_master", 6, unit="attendance")),
    )
    lines = said(document)
    assert "- Lai Châu, Đoàn viên công đoàn: 05 người; 07 người; chưa chọn giá trị nào." in lines
    assert any("do đơn vị tính khác nhau: Đào tạo thạc sĩ" in line for line in lines)
    held = notes(tmp_path)
    assert any("“5 người”" in note and "“7 người”" in note for note in held.values())
    cells = [row.cells[3].text for table in document.tables for row in table.rows if len(row.cells) == 5]
    assert "không cộng" in cells
    assert any(note.startswith("Không cộng: đơn vị tính khác nhau. Nguồn: ") for note in held.values())


def test_the_table_of_targets_counts_those_to_whom_they_apply(tmp_path: Path) -> None:
    def answering(code: str, name: str, status: str) -> Report:
        target = Target.model_validate(
            {
                "number": "1",
                "text": "Mục tiêu 1: 100% cán bộ được quán triệt;",
                "status": status,
                "section": "P1.III",
                "anchor": anchor("Đạt"),
            }
        )
        return report(code, name).model_copy(update={"targets": (target,)})

    document = brief(
        tmp_path,
        answering("02", "Hà Giang", "achieved"),
        answering("12", "Lai Châu", "not_achieved"),
        answering("40", "Nghệ An", "not_applicable_at_level"),
    )
    assert rows(document, "Đạt và vượt") == [["1", "100% cán bộ được quán triệt", "02", "01", "01"]]
    held = set(notes(tmp_path).values())
    assert {"Hà Giang.", "Lai Châu: không đạt.", "Không thuộc cấp thực hiện của: Nghệ An."} <= held


def test_findings_are_counted_by_unit(tmp_path: Path) -> None:
    found = Finding(rule="sum_mismatch", severity="error", outcome="broken", about="staff_female", message="sai")
    holds = Finding(rule="sum_mismatch", severity="error", outcome="holds", about="staff_female", message="đúng")
    document = brief(tmp_path, *THREE, findings={THREE[1].source.sha256: [found, found, holds]})
    assert rows(document, "Cần xem lại") == [["1", "Lai Châu", "02", "0", "0"]]


@pytest.mark.parametrize("text", ["<w:p/>&\"'", "]]>", "a\x00b\x0c\ufffe", "x" * 40_000, "a\u2028b\nc"])
def test_what_a_report_prints_is_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    target = Target(number="1", text=text, status="achieved", section="I", anchor=anchor(text))
    hostile = report(None, text[:900], figure("union_members", 1, quote=text), figure("union_members", 2, start=99_999))
    hostile = hostile.model_copy(update={"targets": (target,)})
    shown = Anchor(start=0, end=len(text), quote=text, page=1)
    finding = Finding(
        rule="sum_mismatch", severity="error", outcome="broken", about=text, message=text, evidence=(shown,)
    )
    lines = said(brief(tmp_path, hostile, THREE[0], findings={hostile.source.sha256: [finding]}))
    assert lines[0] == "BÁO CÁO"
    assert lines[-1].endswith("./.")


def test_without_reports_it_says_so_and_nothing_else(tmp_path: Path) -> None:
    lines = said(brief(tmp_path))
    assert lines == ["BÁO CÁO", "Tổng hợp báo cáo của các cấp công đoàn", "Chưa có báo cáo nào của các đơn vị."]


def test_the_same_reports_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    for name, order in (("a", THREE), ("b", random.Random(4).sample(THREE, 3))):
        consolidate(order, {}, tmp_path / name)
    assert (tmp_path / "a/brief.docx").read_bytes() == (tmp_path / "b/brief.docx").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_it_with_its_footnotes(tmp_path: Path) -> None:
    brief(tmp_path, *THREE)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "brief.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "brief.odt") as package:
        root = etree.fromstring(package.read("content.xml"))
    assert "trên 67.019" in "".join(root.itertext())
    held = ["".join(note.itertext()) for note in root.iter("{*}note-body")]
    assert any("Nguồn: Hà Giang (tr. 3), Lai Châu (tr. 3), Nghệ An (tr. 3)." in note for note in held)


def test_the_city_is_not_named_like_the_person(tmp_path: Path) -> None:
    reports = [
        report("79", "Hồ Chí Minh", figure("staff_female", 40)),
        report("12", "Lai Châu", figure("staff_female", 34)),
    ]
    consolidate(reports, {}, tmp_path)
    with zipfile.ZipFile(tmp_path / "brief.docx") as package:
        text = package.read("word/document.xml").decode() + package.read("word/footnotes.xml").decode()
    assert "Thành phố Hồ Chí Minh" in text
    assert text.count("Hồ Chí Minh") == text.count("Thành phố Hồ Chí Minh")
