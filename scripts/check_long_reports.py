"""Whether a report of thirty pages and more tells the same as DOCX and as the PDF printed from it.

    python scripts/check_long_reports.py [REPORT...] [--keep DIR]        # needs LibreOffice; half a minute a report

To each corpus report are added: a landscape annex of units with a header of two rows, printed again on each page; an
annex of training by year with cells that wrap; a list of documents with their numbers and dates, its rows cut by
pages; and prose full of citations. Seeded; names and figures are invented. Prints what differs and ends with 1 if any
does.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from check_forms import facts
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from extractor.pipeline import read_report
from schemas.report import Report

ROOT = Path(__file__).parents[1]
UNITS = ("Liên đoàn Lao động huyện", "Công đoàn ngành", "Công đoàn cơ sở Công ty TNHH", "Công đoàn khu công nghiệp")
NAMES = (
    "An Bình", "Phú Lộc", "Tân Thành", "Hưng Thịnh", "Bình Minh", "Đông Sơn", "Vạn Xuân", "Trường Giang", "Hòa Lạc",
    "Y tế", "Giáo dục", "Xây dựng", "Giao thông vận tải", "May mặc Phương Đông", "Thủy sản Biển Xanh",
)  # fmt: skip
SUBJECTS = (
    "về quy hoạch cán bộ công đoàn nhiệm kỳ 2023-2028", "về luân chuyển, điều động cán bộ",
    "về tiêu chuẩn chức danh cán bộ lãnh đạo, quản lý các cấp công đoàn trong tỉnh", "về đào tạo, bồi dưỡng cán bộ",
    "về đánh giá, xếp loại chất lượng tổ chức, cá nhân hằng năm", "về kiện toàn tổ chức bộ máy cơ quan chuyên trách",
)  # fmt: skip
COURSES = (
    "Cao cấp lý luận chính trị", "Trung cấp lý luận chính trị", "Quản lý nhà nước ngạch chuyên viên chính",
    "Quản lý nhà nước ngạch chuyên viên", "Lý luận, nghiệp vụ công đoàn", "Tin học", "Ngoại ngữ",
)  # fmt: skip
KINDS = (("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Hướng dẫn", "HD"), ("Quy định", "QyĐ"), ("Thông báo", "TB"))
ISSUERS = ("LĐLĐ", "TLĐ", "TU", "UBND", "ĐĐ")


def lengthen(source: Path, target: Path) -> None:
    """Write the report with its annexes to `target`."""
    draw = random.Random(source.parent.name)
    document = Document(str(source))
    _prose(document, draw)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    _units(document, draw)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width
    _training(document, draw)
    _documents(document, draw)
    document.save(str(target))


def _title(document: Any, number: str, text: str) -> None:
    for line in (f"Phụ lục {number}", text):
        run = document.add_paragraph().add_run(line)
        run.bold = True
        run.font.size = Pt(13)


def _prose(document: Any, draw: random.Random) -> None:
    _title(document, "I", "BÁO CÁO BỔ SUNG TÌNH HÌNH THỰC HIỆN Ở CÁC ĐƠN VỊ")
    for number in range(1, 45):
        kind, code = draw.choice(KINDS)
        date = f"{draw.randint(10, 28)}/{draw.randint(3, 9)}/{draw.randint(2019, 2023)}"
        document.add_paragraph(
            f"{number}. {draw.choice(UNITS)} {draw.choice(NAMES)}: thực hiện {kind} số"
            f" {draw.randint(10, 999)}/{code}-LĐLĐ ngày {date} {draw.choice(SUBJECTS)}, đơn vị đã tổ chức"
            f" {draw.randint(2, 60)} hội nghị với {draw.randint(1, 9)}.{draw.randint(100, 999)} lượt người dự; các nội"
            " dung còn lại được tiếp tục triển khai theo kế hoạch, bảo đảm đúng quy trình, công khai, dân chủ và sát"
            " với yêu cầu thực tế của từng địa bàn."
        )


def _units(document: Any, draw: random.Random) -> None:
    _title(document, "II", "TỔNG HỢP CÁN BỘ CÔNG ĐOÀN CHUYÊN TRÁCH THEO ĐƠN VỊ (đơn vị tính: người)")
    heads = ("TT", "Đơn vị", "Tổng số", "Trong đó", "", "", "Trình độ chuyên môn", "", "", "Ghi chú")
    lower = ("", "", "", "Nữ", "DTTS", "Đảng viên", "Thạc sĩ", "Đại học", "Cao đẳng", "")
    table = document.add_table(rows=2, cols=len(heads))
    table.style = "Table Grid"
    for k, (upper, under) in enumerate(zip(heads, lower, strict=True)):
        table.cell(0, k).text, table.cell(1, k).text = upper, under
    for first, last in ((3, 5), (6, 8)):
        table.cell(0, first).merge(table.cell(0, last))
    for k in (0, 1, 2, 9):
        table.cell(0, k).merge(table.cell(1, k))
    for row in table.rows:
        _repeated(row)
    sums = [0] * 7
    for number in range(1, 121):
        total = draw.randint(3, 40)
        women, minority, party = (draw.randint(0, total) for _ in range(3))
        master = draw.randint(0, total // 4)
        college = draw.randint(0, 2)
        values = (total, women, minority, party, master, total - master - college, college)
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        _row(table, [str(number), f"{draw.choice(UNITS)} {draw.choice(NAMES)}", *map(str, values), ""])
    _row(table, ["", "Tổng cộng", *(f"{value:,}".replace(",", ".") for value in sums), ""])


def _training(document: Any, draw: random.Random) -> None:
    _title(document, "III", "KẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG GIAI ĐOẠN 2019-2023 (đơn vị tính: lượt người)")
    table = document.add_table(rows=1, cols=7)
    table.style = "Table Grid"
    for cell, text in zip(
        table.rows[0].cells, ("Nội dung", "2019", "2020", "2021", "2022", "2023", "Cộng"), strict=True
    ):
        cell.text = text
    _repeated(table.rows[0])
    for name in COURSES:
        years = [draw.randint(1, 300) for _ in range(5)]
        _row(table, [name, *map(str, years), f"{sum(years):,}".replace(",", ".")])


def _documents(document: Any, draw: random.Random) -> None:
    _title(document, "IV", "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH")
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("TT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu"), strict=True):
        cell.text = text
    _repeated(table.rows[0])
    seen = set()
    while len(seen) < 150:
        (kind, code), issuer = draw.choice(KINDS), draw.choice(ISSUERS)
        number = draw.randint(1, 2400)
        if (number, code, issuer) in seen:
            continue
        seen.add((number, code, issuer))
        date = f"{draw.randint(10, 28)}/{draw.randint(3, 12)}/{draw.randint(2019, 2023)}"
        printed = f"{number}-{code}/{issuer}" if issuer in ("TU", "ĐĐ") else f"{number}/{code}-{issuer}"
        _row(table, [str(len(seen)), f"{kind} số {printed}", date, f"{kind} {draw.choice(SUBJECTS)}"])
    for k, wide in enumerate((1.2, 5.2, 3.2, 6.4)):
        for row in table.rows:
            row.cells[k].width = Cm(wide)


def _row(table: Any, texts: list[str]) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.text = text


def _repeated(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def told(report: Report) -> dict[str, Counter[str]]:
    """What is compared: the facts, and beside them every number and unit read."""
    return {
        **facts(report),
        "others": Counter(f"{it.quantity.value} {it.quantity.unit} {it.section}" for it in report.other_figures),
        "unread": Counter(it.text for it in report.unread),
    }


def main() -> int:
    """Compare, print, and say by the exit code whether all agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--keep", type=Path, help="a folder for the documents")
    options = parser.parse_args()
    differing = 0
    for source in sorted(ROOT.glob("corpus/*/report.docx")):
        name = source.parent.name
        if options.names and name not in options.names:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.keep or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            document = folder / f"{name}.docx"
            lengthen(source, document)
            subprocess.run(
                ["soffice", f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}", "--headless",
                 "--convert-to", "pdf", "--outdir", str(folder), str(document)],
                check=True, capture_output=True, timeout=300,
            )  # fmt: skip
            printed = read_report(document.with_suffix(".pdf"))
            expected, read = told(read_report(document)), told(printed)
        lines = []
        for kind, counted in expected.items():
            missing, added = counted - read[kind], read[kind] - counted
            lines += [f"    - {kind}: {fact}" for fact in missing.elements()]
            lines += [f"    + {kind}: {fact}" for fact in added.elements()]
        differing += bool(lines)
        counts = ", ".join(f"{sum(counted.values())} {kind}" for kind, counted in expected.items() if kind != "header")
        print(f"{name}, {printed.source.pages} pages: {'differs' if lines else 'the same'} ({counts})", flush=True)
        print("\n".join(lines[:40]), end="\n" if lines else "")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
