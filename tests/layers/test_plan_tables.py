"""Tables of a plan, of what was done of it, of quarters, and of percentages under merged heads."""

from schemas.report import Report
from tests.small_report import read_body, written

SECTION = "**I. KẾT QUẢ THỰC HIỆN**\n\n"


def figures(table: str) -> list[str]:
    return [written(figure) for figure in read_body(SECTION + table.strip()).figures]


def test_two_rows_of_heads_the_second_of_years() -> None:
    assert figures("""
| TT | Chỉ tiêu | ĐVT | Năm 2023 | Năm 2024 |  | So sánh (%) |  |
|:---|:---|:---|---:|---:|---:|---:|---:|
|  |  |  | TH | KH | TH | TH/KH | 2024/2023 |
| 1 | Công đoàn cơ sở | đơn vị | 96 | 98 | 101 | 103,1 | 105,2 |
| 2 | Đoàn viên công đoàn | người | 19.742 | 20.150 | 20.387 | 101,2 | 103,3 |
| 3 | CĐCS thành lập mới | đơn vị | 4 | 5 | 6 | 120,0 | 150,0 |
""") == [
        "grassroots_unions exact 96 unit",
        "grassroots_unions exact 101 unit",
        "union_members exact 19742 person",
        "union_members exact 20387 person",
        "grassroots_unions_new exact 4 unit",
        "grassroots_unions_new exact 6 unit",
    ]


def test_quarters_beside_the_year_are_parts() -> None:
    assert figures("""
| Nội dung | Năm 2023 | Quý I | Quý II | Quý III | Quý IV | Cả năm |
|---|---|---|---|---|---|---|
| Bổ nhiệm (lượt) | 9 | 3 | 2 | 4 | 5 | 14 |
| Điều động (lượt) | 6 | 1 | 2 | 3 | 2 | 8 |
| Luân chuyển (lượt) | 2 | 0 | 1 | 1 | 1 | 3 |
""") == [
        "appointment_count exact 9 attendance",
        "appointment_count exact 14 attendance",
        "transfer_count exact 6 attendance",
        "transfer_count exact 8 attendance",
        "rotation_count exact 2 attendance",
        "rotation_count exact 3 attendance",
    ]


PLAN = """
| TT | Nội dung chỉ tiêu | KH năm 2023 | Kết quả 9 tháng | % so KH |
|:-:|:---|---:|---:|---:|
| 1 | CĐCS thành lập mới | 180 | 151 | 83,9 |
| 2 | Đoàn viên kết nạp mới | 24.000 | 21.360 | 89,0 |
| 3 | Lượt bổ nhiệm cán bộ | 40 | 46 | 115,0 |
| 4 | Luân chuyển (lượt) | 10 | 9 | 95,0 |
"""


def read_plan() -> Report:
    return read_body(SECTION + PLAN.strip())


def test_what_was_done_of_a_plan_without_verdicts_is_no_table_of_targets() -> None:
    report = read_plan()
    assert [written(figure) for figure in report.figures] == [
        "grassroots_unions_new exact 151 unit",
        "union_members_new exact 21360 person",
        "appointment_count exact 46 attendance",
        "rotation_count exact 9 attendance",
    ]
    assert report.targets == ()


def test_columns_of_one_thing_beside_that_of_the_whole_are_parts() -> None:
    assert figures("""
| Năm | Cử đi học - phía Bắc | Cử đi học - phía Nam | Cử đi học - toàn tỉnh |
|---|---|---|---|
| 2022 | 149 | 103 | 252 |
| 2023 | 162 | 118 | 280 |
""") == ["training_sent_total exact 252 attendance", "training_sent_total exact 280 attendance"]


def test_the_first_counted_row_is_no_head_though_it_holds_no_number() -> None:
    found = read_body("""**I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU**

| TT | Chỉ tiêu | Yêu cầu | Thực hiện | Đánh giá |
|:--:|:---|:---|:---|:---|
| 1 | Hoàn thành sắp xếp bộ máy | Trong năm | Xong | Hoàn thành |
| 2 | Công đoàn xã có quy chế hoạt động | 100% | 28/28 (100%) | Đạt |
| 3 | Cán bộ có chứng chỉ nghiệp vụ | Từ 95% trở lên | 90/100 (90,0%) | Chưa đạt |
""").targets
    assert [(target.number, target.status) for target in found] == [
        ("1", "achieved"),
        ("2", "achieved"),
        ("3", "not_yet_achieved"),
    ]
    assert [threshold.value for threshold in found[2].thresholds] == [95]
