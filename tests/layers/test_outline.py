"""The outline: section paths, headings above, list heads, and the role of each section."""

from dataclasses import replace

import pytest

from extractor.layers.outline import outline
from extractor.readers.plain import read_plain
from tests.corpus_reports import FOLDERS, read
from tests.small_report import LETTERHEAD

REPORT = f"""{LETTERHEAD}
**Phần thứ nhất**

**KẾT QUẢ 5 NĂM THỰC HIỆN NGHỊ QUYẾT**

**I. ĐẶC ĐIỂM TÌNH HÌNH**

1. Thuận lợi

Đoạn một.

2. Khó khăn

Đoạn hai.

**II. KẾT QUẢ THỰC HIỆN**

2.1. Công tác quy hoạch

Đoạn ba:

- Ý một

    + Ý con

- Ý hai

a) Công tác bồi dưỡng

Đoạn bốn.

**III. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU**

Đoạn năm.

**IV. HẠN CHẾ, NGUYÊN NHÂN**

Đoạn sáu.

**Phần thứ hai**

**PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI**

**I. MỤC TIÊU**

Đoạn bảy.

**Nơi nhận:**

- Như trên;

**TM. BAN THƯỜNG VỤ**

**CHỦ TỊCH**

**Phụ lục I**

Đoạn tám.
"""


def places(text: str) -> dict[str, tuple[str, str]]:
    """Path and role of each block by its text."""
    manuscript = read_plain(text)
    return {
        manuscript.flow[block.start : block.end]: (place.path, place.role)
        for block, place in zip(manuscript.blocks, outline(manuscript), strict=True)
    }


@pytest.mark.parametrize(
    ("block", "path", "role"),
    [
        ("BÁO CÁO", "header", "header"),
        ("Đoạn một.", "P1.I.1", "background"),
        ("Đoạn hai.", "P1.I.2", "shortcomings"),
        ("Đoạn ba:", "P1.II.2.1", "results"),
        ("Ý con", "P1.II.2.1", "results"),
        ("Đoạn năm.", "P1.III", "targets"),
        ("Đoạn sáu.", "P1.IV", "shortcomings"),
        ("Đoạn bảy.", "P2.I", "future"),
        ("Như trên;", "recipients", "recipients"),
        ("CHỦ TỊCH", "signature", "signature"),
        ("Đoạn tám.", "annex 1", "annex"),
    ],
)
def test_where_a_block_stands(block: str, path: str, role: str) -> None:
    assert places(REPORT)[block] == (path, role)


def test_roman_numbers_restart_in_each_part() -> None:
    seen = places(REPORT)
    assert seen["I. ĐẶC ĐIỂM TÌNH HÌNH"][0] == "P1.I"
    assert seen["I. MỤC TIÊU"][0] == "P2.I"


def test_headings_above_are_nearest_first() -> None:
    manuscript = read_plain(REPORT)
    texts = [manuscript.flow[block.start : block.end] for block in manuscript.blocks]
    place = outline(manuscript)[texts.index("Đoạn một.")]
    assert [texts[heading] for heading in place.headings[:3]] == [
        "1. Thuận lợi",
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "KẾT QUẢ 5 NĂM THỰC HIỆN NGHỊ QUYẾT",
    ]


def test_list_heads_above_are_nearest_first() -> None:
    manuscript = read_plain(REPORT)
    texts = [manuscript.flow[block.start : block.end] for block in manuscript.blocks]
    walked = outline(manuscript)
    assert [texts[parent] for parent in walked[texts.index("Ý con")].parents] == ["Ý một", "Đoạn ba:"]
    assert [texts[parent] for parent in walked[texts.index("Ý hai")].parents] == ["Đoạn ba:"]
    assert walked[texts.index("Đoạn năm.")].parents == ()


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("I. TÌNH HÌNH CHUNG", "I"),
        ("I- TÌNH HÌNH CHUNG", "I"),
        ("l. TÌNH HÌNH CHUNG", "I"),
        ("II/ TÌNH HÌNH CHUNG", "II"),
        ("## I. Tình hình chung", "I"),
        ("**IX. Tình hình chung**", "IX"),
    ],
)
def test_numbers_of_sections_as_printed_and_as_scanned(line: str, path: str) -> None:
    assert places(f"{LETTERHEAD}\n{line}\n\nĐoạn một.\n")["Đoạn một."][0] == path


@pytest.mark.parametrize(
    "line",
    [
        "2019 - 2024 là giai đoạn quan trọng.",
        "15 người tham gia.",
        "Tính đến nay, có 3 đơn vị.",
        "2.450 đoàn viên mới.",
        "- I. là số",
    ],
)
def test_lines_that_begin_with_a_number_and_are_no_heading(line: str) -> None:
    seen = places(f"{LETTERHEAD}\n**I. TÌNH HÌNH CHUNG**\n\n{line}\n\nĐoạn một.\n")
    assert seen["Đoạn một."][0] == "I"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("**II. SO VỚI CÁC CHỈ TIÊU ĐỀ RA**", "targets"),
        ("**II. ĐỐI CHIẾU VỚI CHỈ TIÊU CỦA NGHỊ QUYẾT**", "targets"),
        ("**II. CÁC CHỈ TIÊU**", "targets"),
        ("**II. SỐ LIỆU NỀN**", "background"),
        ("**II. GIỚI THIỆU CHUNG**", "background"),
        ("**II. VIỆC PHẢI LÀM**", "future"),
        ("**II. NHIỆM VỤ NĂM 2025**", "future"),
        ("**II. NĂM 2025**", "future"),
        ("**II. NĂM 2023**", "results"),
    ],
)
def test_what_a_section_is_about(heading: str, role: str) -> None:
    """The report is of April 2024."""
    seen = places(f"{LETTERHEAD}\n**I. KẾT QUẢ**\n\nĐoạn một.\n\n{heading}\n\nĐoạn hai.\n")
    assert seen["Đoạn hai."] == ("II", role)


def test_targets_reviewed_under_a_heading_that_also_looks_ahead_are_targets() -> None:
    text = (
        "**II. ĐÁNH GIÁ CHUNG, PHƯƠNG HƯỚNG**\n\n1. Về thực hiện các chỉ tiêu\n\nĐoạn hai.\n\n2. Mục tiêu\n\nĐoạn ba."
    )
    seen = places(f"{LETTERHEAD}\n{text}\n")
    assert [seen[block][1] for block in ("Đoạn hai.", "Đoạn ba.")] == ["targets", "future"]


@pytest.mark.parametrize("letters", ["ABCDĐE", "ABCDE", "ABC"])
def test_sections_by_the_letters_of_either_alphabet(letters: str) -> None:
    text = "\n\n".join(f"**{letter}. KẾT QUẢ VỀ CÔNG TÁC {letter}**\n\nĐoạn {letter}." for letter in letters)
    seen = places(f"{LETTERHEAD}\n{text}\n")
    assert [seen[f"Đoạn {letter}."][0] for letter in letters] == list(letters)


def test_concerning_in_short_is_no_roman_number() -> None:
    seen = places(f"{LETTERHEAD}\n**IV. KẾT QUẢ**\n\n**V/v tổ chức học tập Nghị quyết**\n\nĐoạn một.\n")
    assert seen["Đoạn một."][0] == "IV"


def test_a_report_without_headings_is_all_head() -> None:
    assert {path for path, _ in places(LETTERHEAD).values()} == {"header"}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_figure_of_a_report_stands_under_a_heading_or_in_an_annex(name: str) -> None:
    paths = {figure.section for figure in read(name, "source").report.figures}
    assert not paths & {"signature", "recipients"}


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        (("**II. MỘT**", "**HI. HAI**"), "III"),
        (("**I- MỘT**", "**H- HAI**"), "II"),
        (("**I. MỘT**", "**HI. HAI**"), "I"),
        (("**U- MỘT**", "**II- HAI**"), "II"),
        (("**J/ MỘT HAI**", "BA"), "I"),
    ],
)
def test_two_strokes_of_a_roman_number_that_a_scan_took_for_a_letter(lines: tuple[str, str], path: str) -> None:
    manuscript = read_plain(f"{LETTERHEAD}\n{lines[0]}\n\nĐoạn một.\n\n{lines[1]}\n\nĐoạn hai.\n")
    assert outline(replace(manuscript, reading="ocr"))[-1].path == path


def test_a_letter_is_no_first_number_where_nothing_was_recognised() -> None:
    assert {path for path, _ in places(f"{LETTERHEAD}\n**U- MỘT HAI**\n\nĐoạn một.").values()} == {"header"}


def test_a_first_heading_without_a_point_is_read() -> None:
    assert places(f"{LETTERHEAD}\nI ĐẶC ĐIỂM TÌNH HÌNH\n\nĐoạn một.")["Đoạn một."][0] == "I"


@pytest.mark.parametrize("at_end", [False, True])
def test_a_footnote_stands_under_the_words_at_its_mark_wherever_a_form_prints_it(at_end: bool) -> None:
    note, other = "[^1]: Trong đó 19 đồng chí nữ.\n\n", "**II. KẾT QUẢ**\n\nĐoạn một.\n\n"
    manuscript = read_plain(
        f"{LETTERHEAD}\n**I. ĐỘI NGŨ CÁN BỘ**\n\nBan Chấp hành có 55 đồng chí[^1].\n\n"
        + (other + note if at_end else note + other)
    )
    places = outline(manuscript)
    (place,) = (place for place in places if place.role == "footnote")
    (home,) = place.parents
    assert place.path == "footnote 1"
    assert manuscript.flow[manuscript.blocks[home].start :].startswith("Ban Chấp hành")
    assert place.headings == places[home].headings


def test_a_footnote_without_a_mark_stands_under_nothing() -> None:
    manuscript = read_plain(f"{LETTERHEAD}\n**I. ĐỘI NGŨ CÁN BỘ**\n\nĐoạn một.\n\n[^1]: Trong đó 19 đồng chí nữ.\n")
    (place,) = (place for place in outline(manuscript) if place.role == "footnote")
    assert (place.headings, place.parents) == ((), ())
