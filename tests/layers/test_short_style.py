"""Terse styles: items parted by slashes, arrows from before to after, letters of sections, words as spoken."""

import pytest

from tests.small_report import LETTERHEAD, read_markdown, read_section, written

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def figures(heading: str, text: str) -> list[str]:
    return [written(figure) for figure in read_section(heading, text).figures]


def test_slashes_part_items() -> None:
    text = "Bổ nhiệm 14 lượt cán bộ / điều động 09 lượt / luân chuyển 06 người."
    assert figures(RESULTS, text) == [
        "appointment_count exact 14 attendance",
        "transfer_count exact 9 attendance",
        "rotation_count exact 6 person",
    ]


@pytest.mark.parametrize("arrow", ["→", "=>", "->", "xuống còn", ", sau khi sắp xếp giữ lại"])
def test_arrows_lead_from_before_to_after(arrow: str) -> None:
    assert figures(RESULTS, f"Sắp xếp 05 ban chuyên môn {arrow} 03 ban chuyên môn.") == [
        "specialist_departments_before exact 5 unit",
        "specialist_departments_after exact 3 unit",
    ]


def test_documents_in_short() -> None:
    assert figures(RESULTS, "Ban hành 12 VB về công tác cán bộ.") == ["documents_issued exact 12 document"]


def test_workers_of_the_whole_sector() -> None:
    assert figures(BACKGROUND, "Người lao động toàn ngành: 41.300 người.") == ["workers_total exact 41300 person"]


@pytest.mark.parametrize("letters", ["ABCDĐE", "ABCĐ", "ABCDE"])
def test_sections_by_letters_of_either_alphabet(letters: str) -> None:
    body = "\n\n".join(f"**{letter}. KẾT QUẢ VỀ CÔNG TÁC CÁN BỘ**\n\nToàn tỉnh có 912 CĐCS." for letter in letters)
    report = read_markdown(f"{LETTERHEAD}\n{body}\n")
    (figure,) = report.figures
    assert (figure.section, len(figure.also_at)) == (letters[0], len(letters) - 1)
