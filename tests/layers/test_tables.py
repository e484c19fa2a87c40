"""Tables: rows or columns name the concepts; totals, years, former units and verdicts keep their meaning."""

import pytest

from tests.small_report import read_body, written


def figures(table: str, caption: str = "", heading: str = "**I. KẾT QUẢ THỰC HIỆN**") -> list[str]:
    report = read_body(f"{heading}\n\n{caption}\n\n{table.strip()}\n")
    return sorted(f"{written(figure)} {figure.period or '-'}" for figure in report.figures)


def test_rows_name_the_concepts() -> None:
    table = """
| TT | Nội dung | Đơn vị tính | Số lượng |
|---|---|---|---|
| 1 | Bổ nhiệm | lượt | 14 |
| 2 | Bổ nhiệm lại | lượt | 9 |
| 3 | Luân chuyển | người | 6 |
| 4 | Kỷ luật | người | 0 |
"""
    assert figures(table, "Kết quả công tác cán bộ giai đoạn 2019 - 2024:") == [
        "appointment_count exact 14 attendance range:2019-2024",
        "discipline_count exact 0 person range:2019-2024",
        "reappointment_count exact 9 attendance range:2019-2024",
        "rotation_count exact 6 person range:2019-2024",
    ]


def test_rows_name_the_concepts_columns_the_years() -> None:
    table = """
| Nội dung | Năm 2022 | Năm 2023 |
|---|---|---|
| Bổ nhiệm (lượt) | 5 | 4 |
| Đoàn viên kết nạp mới (người) | 502 | 543 |
"""
    assert figures(table) == [
        "appointment_count exact 4 attendance year:2023",
        "appointment_count exact 5 attendance year:2022",
        "union_members_new exact 502 person year:2022",
        "union_members_new exact 543 person year:2023",
    ]


def test_columns_name_the_concepts_rows_the_units() -> None:
    """Only the total row is the reporting unit's; the rows of districts are parts."""
    table = """
| TT | Đơn vị | Số CĐCS | Đoàn viên |
|---|---|---|---|
| 1 | LĐLĐ huyện Bảo Lạc | 80 | 2.140 |
| 2 | LĐLĐ huyện Hà Quảng | 95 | 2.890 |
| | Tổng cộng | 175 | 5.030 |
"""
    assert figures(table, "Biểu tổng hợp công đoàn cơ sở và đoàn viên đến 31/3/2024", "**I. TÌNH HÌNH CHUNG**") == [
        "grassroots_unions exact 175 unit as_of:2024-03-31",
        "union_members exact 5030 person as_of:2024-03-31",
    ]


def test_columns_name_the_concepts_rows_the_years() -> None:
    table = """
| Năm | Bổ nhiệm (lượt) | Điều động (lượt) |
|---|---|---|
| 2022 | 5 | 3 |
| 2023 | 4 | - |
| Cộng | 9 | 3 |
"""
    assert figures(table) == [
        "appointment_count exact 4 attendance year:2023",
        "appointment_count exact 5 attendance year:2022",
        "appointment_count exact 9 attendance range:2022-2023",
        "transfer_count exact 3 attendance range:2022-2023",
        "transfer_count exact 3 attendance year:2022",
    ]


ELLIPSIS = pytest.param(
    "…", marks=pytest.mark.xfail(reason="an ellipsis makes its column no column of numbers", strict=True)
)


@pytest.mark.parametrize("blank", ["", "-", "–", "//", "x", ELLIPSIS])
def test_an_empty_cell_is_not_zero(blank: str) -> None:
    table = f"| Nội dung | Số lượt |\n|---|---|\n| Bổ nhiệm | 14 |\n| Biệt phái | {blank} |\n"
    assert figures(table) == ["appointment_count exact 14 attendance range:2019-2024"]


def test_the_staff_by_its_parts() -> None:
    table = """
| Nội dung | Số người | Tỷ lệ (%) |
|---|---|---|
| Tổng số cán bộ, công chức, người lao động | 48 | 100 |
| Nữ | 20 | 41,7 |
| Đảng viên | 41 | 85,4 |
| Trình độ chuyên môn | | |
| - Thạc sĩ | 11 | 22,9 |
| - Đại học | 34 | 70,8 |
| Lý luận chính trị | | |
| - Cao cấp | 22 | 45,8 |
| - Trung cấp | 15 | 31,3 |
"""
    heading = "**I. ĐẶC ĐIỂM TÌNH HÌNH**"
    assert figures(table, "Đội ngũ cán bộ, công chức, người lao động hệ thống công đoàn tỉnh:", heading) == sorted(
        f"{indicator} exact {value} person as_of:2024-04-15"
        for indicator, value in (
            ("staff_present_total", 48),
            ("staff_female", 20),
            ("staff_party_members", 41),
            ("staff_edu_master", 11),
            ("staff_edu_bachelor", 34),
            ("staff_polit_theory_advanced", 22),
            ("staff_polit_theory_intermediate", 15),
        )
    )


def test_a_percentage_column_is_the_share_of_its_count() -> None:
    report = read_body(
        "**I. ĐẶC ĐIỂM TÌNH HÌNH**\n\nCán bộ, công chức, người lao động:\n\n"
        "| Nội dung | Số người | Tỷ lệ (%) |\n|---|---|---|\n| Tổng số | 48 | 100 |\n| Nữ | 20 | 41,7 |\n"
    )
    (female,) = [figure for figure in report.figures if figure.indicator == "staff_female"]
    assert female.share is not None
    assert str(female.share.value) == "41.7"


def test_columns_of_former_provinces_are_parts() -> None:
    table = """
| Nội dung | Bắc Kạn (cũ) | Thái Nguyên (cũ) | Tổng cộng |
|---|---|---|---|
| Công đoàn cơ sở | 870 | 1.280 | 2.150 |
| Đoàn viên | 26.400 | 91.200 | 117.600 |
"""
    seen = [entry.rsplit(" ", 1)[0] for entry in figures(table, "Số liệu sau hợp nhất:", "**I. ĐẶC ĐIỂM TÌNH HÌNH**")]
    assert seen == ["grassroots_unions exact 2150 unit", "union_members exact 117600 person"]


def test_a_future_table_gives_no_figure() -> None:
    table = "| Nội dung | Năm 2025 |\n|---|---|\n| Kết nạp mới đoàn viên | 2.000 |\n| Bổ nhiệm (lượt) | 5 |\n"
    assert figures(table, "", "**I. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI**") == []


def test_a_cell_s_figure_is_quoted_from_its_label_on() -> None:
    report = read_body(
        "**I. KẾT QUẢ THỰC HIỆN**\n\n| Nội dung | Số lượt |\n|---|---|\n| Bổ nhiệm | 14 |\n| Điều động | 11 |\n"
    )
    assert [figure.table for figure in report.figures] == [0, 0]
    assert report.figures[0].anchor.quote.startswith("Bổ nhiệm")
    assert report.figures[0].anchor.quote.endswith("14")


def test_a_letterhead_table_is_no_table() -> None:
    table = "|  |  |\n|---|---|\n| Nơi nhận: | CHỦ TỊCH |\n| - Như trên 12 |  |\n"
    report = read_body(f"**I. KẾT QUẢ THỰC HIỆN**\n\n{table}")
    assert report.tables == ()


@pytest.mark.parametrize(
    "table",
    [
        "| a |\n|---|\n| 1 |",
        "| a | b |\n|---|---|",
        "| | |\n|---|---|\n| | |",
        "| 1 | 2 |\n|---|---|\n| 3 | 4 |",
        "| a | b |\n|---|---|\n| c |\n| d | 5 | 6 | 7 |",
    ],
)
def test_odd_tables_give_no_figure(table: str) -> None:
    assert figures(table) == []


def test_a_row_numbered_under_another_speaks_of_it() -> None:
    table = """
| STT | Chỉ tiêu | Đến 31/12/2018 | Đến 31/5/2024 |
|---|---|---|---|
| 2 | Công đoàn cơ sở | 8.957 | 10.284 |
| 2.1 | Khu vực nhà nước | 4.112 | 3.965 |
"""
    found = figures(table, "So sánh giữa hai thời điểm:", "**I. ĐẶC ĐIỂM TÌNH HÌNH**")
    assert [entry for entry in found if entry.startswith("grassroots_unions_state")] == [
        "grassroots_unions_state exact 3965 unit as_of:2024-05-31",
        "grassroots_unions_state exact 4112 unit as_of:2018-12-31",
    ]


def test_columns_of_acts_take_what_the_caption_says_of_them() -> None:
    table = """
| Năm | Kết nạp | Thành lập |
|---|---|---|
| 2019 | 6.214 | 41 |
| 2020 | 4.087 | 23 |
"""
    assert figures(table, "Kết nạp đoàn viên, thành lập CĐCS qua các năm:", "**I. ĐẶC ĐIỂM TÌNH HÌNH**") == sorted(
        [
            "union_members_new exact 6214 person year:2019",
            "union_members_new exact 4087 person year:2020",
            "grassroots_unions_new exact 41 unit year:2019",
            "grassroots_unions_new exact 23 unit year:2020",
        ]
    )
