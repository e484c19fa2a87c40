"""Terse styles: items parted by slashes, arrows from before to after, labels around brackets, plans beside results."""

import pytest

from tests.small_report import read_section, written

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


def test_labels_in_front_of_brackets() -> None:
    text = (
        "Toàn hệ thống có 187 cán bộ, công chức, người lao động có mặt, gồm cơ quan Liên đoàn Lao động tỉnh "
        "(102 người) và các công đoàn cấp trên trực tiếp cơ sở (85 người)."
    )
    assert figures(BACKGROUND, text) == [
        "staff_present_total exact 187 person",
        "payroll_present_provincial_office exact 102 person",
        "payroll_present_upper_level_units exact 85 person",
    ]


def test_seats_taken_are_members_and_those_who_came_are_not() -> None:
    committee = "Ban Chấp hành Liên đoàn Lao động tỉnh: 35/37"
    assert figures(BACKGROUND, f"{committee} (khuyết 02).") == ["provincial_committee_members exact 35 person"]
    assert figures(BACKGROUND, f"{committee} đồng chí dự họp.") == []


def test_a_label_says_what_a_bare_number_counts() -> None:
    text = "Số lớp tập huấn do các cấp công đoàn mở là 618, số lượt là 31.200."
    assert figures(RESULTS, text) == [
        "local_training_classes exact 618 class",
        "local_training_attendances exact 31200 attendance",
    ]


def test_what_was_planned_is_not_what_was_done() -> None:
    text = "Kế hoạch mở 70 lớp tập huấn, thực tế mở 62 lớp tập huấn."
    assert figures(RESULTS, text) == ["local_training_classes exact 62 class"]


def test_members_of_one_kind_are_not_all_members() -> None:
    assert figures(BACKGROUND, "Đoàn viên là công nhân: 12.300 người.") == []
    assert figures(BACKGROUND, "Đoàn viên: 12.300 người.") == ["union_members exact 12300 person"]


def test_documents_in_short() -> None:
    assert figures(RESULTS, "Ban hành 12 VB về công tác cán bộ.") == ["documents_issued exact 12 document"]


def test_workers_of_the_whole_sector() -> None:
    assert figures(BACKGROUND, "Người lao động toàn ngành: 41.300 người.") == ["workers_total exact 41300 person"]
