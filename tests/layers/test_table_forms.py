"""Tables of harder forms: a column for each level, merged headers, drawn grids, days and parts of years, money."""

import pytest

from tests.small_report import read_body, written

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def read(table: str, caption: str = "", heading: str = RESULTS) -> tuple[list[str], list[tuple[int, str | None]]]:
    """The figures with their periods; value and subset of every other quantity."""
    report = read_body(f"**I. {heading}**\n\n{caption}\n\n{table.strip()}\n")
    figures = [f"{written(figure)} {figure.period}" for figure in report.figures]
    return sorted(figures), [(int(other.quantity.value), other.subset) for other in report.other_figures]


def test_a_column_for_each_level_is_a_part_unless_an_indicator_is_of_that_level() -> None:
    table = """
| Nội dung | Tổng số | Cơ quan LĐLĐ tỉnh | CĐ cấp trên trực tiếp cơ sở |
|---|---|---|---|
| Bổ nhiệm (lượt) | 14 | 8 | 6 |
| Điều động (lượt) | 9 | 4 | 5 |
| Biên chế có mặt (người) | 48 | 30 | 18 |
"""
    figures, others = read(table)
    assert figures == [
        "appointment_count exact 14 attendance range:2019-2024",
        "payroll_present exact 48 person as_of:2024-04-15",
        "payroll_present_provincial_office exact 30 person as_of:2024-04-15",
        "payroll_present_upper_level_units exact 18 person as_of:2024-04-15",
        "transfer_count exact 9 attendance range:2019-2024",
    ]
    levels = ("Cơ quan LĐLĐ tỉnh", "CĐ cấp trên trực tiếp cơ sở")
    assert others == [(8, levels[0]), (6, levels[1]), (4, levels[0]), (5, levels[1])]


@pytest.mark.parametrize(
    ("caption", "indicator"),
    [
        ("Biên chế của các công đoàn cấp trên trực tiếp cơ sở:", "payroll_present_upper_level_units"),
        ("Biên chế toàn hệ thống:", "payroll_present"),
    ],
)
def test_whose_payroll_the_caption_says(caption: str, indicator: str) -> None:
    table = """
| TT | Đơn vị | Biên chế có mặt |
|---|---|---|
| 1 | LĐLĐ huyện Bảo Lạc | 8 |
| 2 | LĐLĐ huyện Hà Quảng | 10 |
| | Tổng cộng | 18 |
"""
    assert read(table, caption, BACKGROUND)[0] == [f"{indicator} exact 18 person as_of:2024-04-15"]


def test_women_beside_a_total_are_no_total() -> None:
    table = """
| Nội dung | Tổng số | Trong đó: nữ |
|---|---|---|
| Bổ nhiệm (lượt) | 14 | 6 |
| Điều động (lượt) | 9 | 3 |
| Luân chuyển (người) | 7 | 2 |
"""
    figures, others = read(table)
    assert [figure.rsplit(" ", 1)[0] for figure in figures] == [
        "appointment_count exact 14 attendance",
        "rotation_count exact 7 person",
        "transfer_count exact 9 attendance",
    ]
    assert others == [(6, "trong đó: nữ"), (3, "trong đó: nữ"), (2, "trong đó: nữ")]


YEARS_OF_APPOINTMENTS = [
    "appointment_count exact 4 attendance year:2023",
    "appointment_count exact 5 attendance year:2022",
    "transfer_count exact 2 attendance year:2023",
    "transfer_count exact 3 attendance year:2022",
]


def test_a_header_merged_over_two_years() -> None:
    table = """
| Nội dung | Số lượt | |
|---|---|---|
| | Năm 2022 | Năm 2023 |
| Bổ nhiệm | 5 | 4 |
| Điều động | 3 | 2 |
"""
    assert read(table)[0] == YEARS_OF_APPOINTMENTS


def test_a_drawn_grid_with_a_merged_header() -> None:
    table = """
+-----------+---------------------+
| Nội dung  | Số lượt             |
|           +----------+----------+
|           | Năm 2022 | Năm 2023 |
+-----------+----------+----------+
| Bổ nhiệm  | 5        | 4        |
+-----------+----------+----------+
| Điều động | 3        | 2        |
+-----------+----------+----------+
"""
    assert read(table)[0] == YEARS_OF_APPOINTMENTS


TWO_CONCEPTS = """
| Đơn vị | Bổ nhiệm (lượt) | | Điều động (lượt) | |
|---|---|---|---|---|
| | Năm 2022 | Năm 2023 | Năm 2022 | Năm 2023 |
| Toàn tỉnh | 5 | 4 | 3 | 2 |
"""
TWO_CONCEPTS_DRAWN = """
+-----------+---------------------+---------------------+
| Đơn vị    | Bổ nhiệm (lượt)     | Điều động (lượt)    |
|           +----------+----------+----------+----------+
|           | Năm 2022 | Năm 2023 | Năm 2022 | Năm 2023 |
+-----------+----------+----------+----------+----------+
| Toàn tỉnh | 5        | 4        | 3        | 2        |
+-----------+----------+----------+----------+----------+
"""


@pytest.mark.parametrize("table", [TWO_CONCEPTS, TWO_CONCEPTS_DRAWN], ids=["markdown", "drawn"])
def test_each_of_two_merged_headers_holds_for_both_columns_under_it(table: str) -> None:
    assert read(table)[0] == YEARS_OF_APPOINTMENTS


def test_columns_under_two_concepts_keep_theirs() -> None:
    table = """
| Năm | Lớp tập huấn | | Kiểm tra công tác cán bộ | |
|---|---|---|---|---|
| | Số lớp | Số lượt người | Số cuộc | Ghi chú |
| 2022 | 14 | 1.020 | 5 | |
| 2023 | 20 | 1.410 | 8 | |
"""
    figures, _ = read(table, "Kết quả do các cấp công đoàn tỉnh thực hiện:")
    assert figures == [
        "inspections_personnel exact 5 event year:2022",
        "inspections_personnel exact 8 event year:2023",
        "local_training_attendances exact 1020 attendance year:2022",
        "local_training_attendances exact 1410 attendance year:2023",
        "local_training_classes exact 14 class year:2022",
        "local_training_classes exact 20 class year:2023",
    ]


def test_days_as_headers() -> None:
    table = """
| Nội dung | 31/12/2019 | 31/3/2024 |
|---|---|---|
| Công đoàn cơ sở | 880 | 912 |
| Đoàn viên | 28.100 | 31.450 |
"""
    assert read(table, "Tổ chức công đoàn qua hai thời điểm:", BACKGROUND)[0] == [
        "grassroots_unions exact 880 unit as_of:2019-12-31",
        "grassroots_unions exact 912 unit as_of:2024-03-31",
        "union_members exact 28100 person as_of:2019-12-31",
        "union_members exact 31450 person as_of:2024-03-31",
    ]


def test_a_day_of_each_year_in_the_label_of_a_row() -> None:
    table = """
| Nội dung | Năm 2022 | Năm 2023 |
|---|---|---|
| CĐCS (thời điểm 31/12) | 905 | 912 |
| Đoàn viên đầu năm | 30.100 | 31.000 |
"""
    assert read(table, "", BACKGROUND)[0] == [
        "grassroots_unions exact 905 unit as_of:2022-12-31",
        "grassroots_unions exact 912 unit as_of:2023-12-31",
        "union_members exact 30100 person as_of:2022-01-01",
        "union_members exact 31000 person as_of:2023-01-01",
    ]


def test_columns_of_half_years_have_no_period() -> None:
    table = "| Nội dung | 6 tháng đầu | 6 tháng cuối |\n|---|---|---|\n| Bổ nhiệm (lượt) | 5 | 9 |\n"
    assert read(table)[0] == ["appointment_count exact 5 attendance None", "appointment_count exact 9 attendance None"]


def test_months_of_a_year_are_of_that_year() -> None:
    table = "| Nội dung | 9T/2023 | Năm 2022 |\n|---|---|---|\n| Bổ nhiệm (lượt) | 4 | 6 |\n"
    assert read(table)[0] == [
        "appointment_count exact 4 attendance year:2023",
        "appointment_count exact 6 attendance year:2022",
    ]


@pytest.mark.parametrize(("planned", "done"), [("KH 2023", "TH 2023"), ("Kế hoạch năm 2023", "Thực hiện năm 2023")])
def test_a_plan_beside_its_result_is_no_result(planned: str, done: str) -> None:
    table = f"""
| Nội dung | {planned} | {done} |
|---|---|---|
| Bổ nhiệm (lượt) | 6 | 5 |
| Kết nạp mới đoàn viên (người) | 500 | 543 |
"""
    figures, others = read(table)
    assert [figure.rsplit(" ", 1)[0] for figure in figures] == [
        "appointment_count exact 5 attendance",
        "union_members_new exact 543 person",
    ]
    assert {value for value, _ in others} <= {6, 500}


def test_attendances_take_their_classes_from_the_row_above_and_money_is_none() -> None:
    table = """
| Nội dung | Số lượng | Kinh phí (triệu đồng) |
|---|---|---|
| Số lớp tập huấn cán bộ công đoàn cơ sở | 62 | 1.240 |
| Số lượt người dự | 5.120 | |
"""
    figures, others = read(table, "Kết quả tập huấn do công đoàn tổ chức")
    assert figures == [
        "local_training_attendances exact 5120 attendance range:2019-2024",
        "local_training_classes exact 62 class range:2019-2024",
    ]
    assert others == [(1240, None)]


@pytest.mark.parametrize("last", ["Tổng cộng toàn tỉnh", "Tổng các cấp", "Cộng toàn hệ thống"])
def test_the_row_of_the_whole(last: str) -> None:
    table = f"""
| Đơn vị | Đoàn viên | CĐCS |
|---|---|---|
| Huyện Hà Quảng | 2.890 | 95 |
| Huyện Bảo Lạc | 2.140 | 80 |
| {last} | 5.030 | 175 |
"""
    figures, others = read(table, "Tổ chức công đoàn:", BACKGROUND)
    assert [figure.rsplit(" ", 1)[0] for figure in figures] == [
        "grassroots_unions exact 175 unit",
        "union_members exact 5030 person",
    ]
    assert {subset for _, subset in others} == {"Huyện Hà Quảng", "Huyện Bảo Lạc"}


def test_rows_under_the_total_of_the_staff_break_it_down() -> None:
    table = """
| Nội dung | Số lượng |
|---|---|
| Tổng số cán bộ, công chức, người lao động có mặt | 48 |
| Nữ | 20 |
| Đảng viên | 41/48 |
"""
    assert [figure.rsplit(" ", 1)[0] for figure in read(table, "", BACKGROUND)[0]] == [
        "staff_female exact 20 person",
        "staff_party_members exact 41 person",
        "staff_present_total exact 48 person",
    ]


def test_all_that_were_rated_are_not_the_staff() -> None:
    table = "| Năm | Tổng số cán bộ | HTXSNV | HTTNV |\n|---|---|---|---|\n| 2022 | 47 | 9 | 38 |\n"
    assert read(table, "Xếp loại cán bộ, công chức:")[0] == [
        "evaluation_excellent exact 9 person year:2022",
        "evaluation_good exact 38 person year:2022",
    ]
