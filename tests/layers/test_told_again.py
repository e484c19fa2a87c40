"""Counts told again or changed, parts of other bodies, spans told by their length, verdicts before their targets."""

import pytest

from tests.small_report import read_body, read_section, written

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def figures(heading: str, text: str) -> list[str]:
    return [written(figure) for figure in read_section(heading, text).figures]


def periods(heading: str, text: str) -> dict[str, str | None]:
    return {str(figure.quantity.value): figure.period for figure in read_section(heading, text).figures}


def test_a_rough_count_and_then_the_exact_one() -> None:
    text = "Cán bộ chuyên trách được cử đi học gần 400 lượt, tính đúng là 392 lượt."
    assert figures(RESULTS, text) == [
        "training_sent_total at_most 400 attendance",
        "training_sent_total exact 392 attendance",
    ]
    assert figures(RESULTS, text.replace("392", "92"))[1:] == []  # too far off to be the same count


def test_a_change_names_what_it_leads_to() -> None:
    text = "Đoàn viên: 51.200 người giảm xuống 48.900 người."
    assert figures(BACKGROUND, text) == ["union_members exact 51200 person", "union_members exact 48900 person"]


def test_this_number_is_that_of_the_whole_and_not_of_the_last_part() -> None:
    text = "Toàn tỉnh có 61.000 công nhân, viên chức, lao động. Cuối năm 2018 con số này là 58.400 người."
    assert figures(BACKGROUND, text) == ["workers_total exact 61000 person", "workers_total exact 58400 person"]
    average = "Bình quân mỗi cán bộ phụ trách 21 CĐCS; hiện nay con số này giảm còn 17."
    assert figures(BACKGROUND, average) == []


@pytest.mark.parametrize("board", ["Ban Chấp hành Liên đoàn Lao động tỉnh", "Ban Thường vụ Liên đoàn Lao động tỉnh"])
def test_women_of_a_board_are_not_those_of_the_staff(board: str) -> None:
    text = (
        f"Toàn hệ thống có 64 cán bộ, công chức, người lao động. {board} có 15 ủy viên, trong đó nữ 05, đảng viên 14."
    )
    assert not [told for told in figures(BACKGROUND, text) if told.startswith(("staff_female", "staff_party"))]


def test_inhabitants_are_no_staff() -> None:
    assert figures(BACKGROUND, "Dân số khoảng 54 vạn người, đồng bào dân tộc thiểu số chiếm 95%.") == []


def test_a_span_told_by_its_length_is_the_one_spelt_elsewhere() -> None:
    spelt = "Trong 05 năm (2019-2023), toàn tỉnh bổ nhiệm 41 lượt cán bộ. "
    told = periods(RESULTS, spelt + "Cũng trong 05 năm đã luân chuyển 12 lượt cán bộ.")
    assert told["12"] == "range:2019-2023"
    two = spelt + "Trong 05 năm (2014-2018) điều động 09 lượt. Cũng trong 05 năm đã luân chuyển 12 lượt cán bộ."
    assert periods(RESULTS, two)["12"] != "range:2019-2023"  # two spans of that length are told


@pytest.mark.parametrize(
    ("time", "day"),
    [("cuối tháng 2/2024", "2024-02-29"), ("hết quý I/2024", "2024-03-31"), ("tháng 2/2024", "2024-02")],
)
def test_the_end_of_a_month_or_a_quarter_is_a_day(time: str, day: str) -> None:
    assert periods(BACKGROUND, f"Tính đến {time}, toàn tỉnh có 912 CĐCS.")["912"] == f"as_of:{day}"


def test_a_day_over_the_years_of_a_table() -> None:
    table = "| Nội dung | 2021 | 2022 |\n|---|---|---|\n| {label} | 905 | 912 |\n| CĐCS thành lập mới | 12 | 17 |\n"
    stock = {"905": "as_of:2021-12-31", "912": "as_of:2022-12-31", "12": "year:2021", "17": "year:2022"}
    for caption, label in (("", "Số CĐCS (thời điểm 31/12)"), ("*Bảng 1. Tổ chức tại 31/12 các năm*\n\n", "Số CĐCS")):
        read = read_body(f"**I. {RESULTS}**\n\n{caption}{table.format(label=label)}").figures
        assert {str(figure.quantity.value): figure.period for figure in read} == stock


def test_a_part_done_after_a_day_is_no_total() -> None:
    text = "Toàn tỉnh bổ nhiệm 118 lượt cán bộ, trong đó sau ngày 01/7/2023 là 49 lượt."
    assert figures(RESULTS, text) == ["appointment_count exact 118 attendance"]


def test_verdicts_before_their_targets_without_numbers() -> None:
    found = read_body(
        "**I. CHÍN CHỈ TIÊU, NHÌN THẲNG MÀ CHẤM**\n\n"
        "- **Đạt:** 100% cán bộ chủ chốt được quán triệt Nghị quyết (240/240 người).\n\n"
        "- **Chưa đạt:** 100% cán bộ chuyên trách có chứng chỉ; mới có 44/50 người, bằng 88,0%.\n\n"
        "- **…………:** 70% cán bộ nói được tiếng dân tộc.\n\n"
        "- **Không thuộc thẩm quyền:** Phụ cấp do Tổng Liên đoàn quyết định.\n"
    ).targets
    assert [(target.number, target.status) for target in found] == [
        ("1", "achieved"),
        ("2", "not_yet_achieved"),
        ("3", "not_assessed"),
        ("4", "not_applicable_at_level"),
    ]


def test_targets_one_after_the_other_in_prose() -> None:
    found = read_body(
        "**I. ĐỐI CHIẾU CÁC MỤC TIÊU**\n\n"
        "Trước hết, mục tiêu thứ nhất đòi hỏi 100% cán bộ chủ chốt được quán triệt, số đã dự là 41/41 đồng chí, "
        "cho nên mục tiêu này xem như đạt. Kế đến, mục tiêu thứ hai quy định 100% đơn vị xây dựng quy hoạch, "
        "đến nay xong 12/15 đơn vị, phải thừa nhận là không đạt."
    ).targets
    assert [(target.number, target.status) for target in found] == [("1", "achieved"), ("2", "not_achieved")]


def test_people_of_bodies_below_a_row_of_people() -> None:
    table = (
        "| TT | Nội dung | Số lượng |\n|---|---|---|\n| 1 | Biên chế thực hiện | 95 |\n"
        "| 2 | Trong đó: cơ quan Liên đoàn Lao động tỉnh | 41 |\n"
        "| 3 | Trong đó: công đoàn cấp trên trực tiếp cơ sở | 54 |\n"
    )
    read = read_body(f"**I. {RESULTS}**\n\n{table}").figures
    assert [written(figure) for figure in read] == [
        "payroll_present exact 95 person",
        "payroll_present_provincial_office exact 41 person",
        "payroll_present_upper_level_units exact 54 person",
    ]
