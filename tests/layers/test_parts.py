"""Parts by place, by name and by level; none of them is a figure of the whole unit."""

import pytest

from tests.small_report import read_section, written

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def read(heading: str, text: str) -> tuple[list[str], list[tuple[int, str | None, str | None]]]:
    """The figures, and value, subset and whole of every other quantity."""
    report = read_section(heading, text)
    others = [(int(other.quantity.value), other.subset, other.about) for other in report.other_figures]
    return [written(figure) for figure in report.figures], others


def test_former_units_in_a_parenthesis() -> None:
    text = "Toàn tỉnh có 58.930 đoàn viên (Hà Quảng cũ 36.420, Bảo Lạc cũ 22.510)."
    assert read(BACKGROUND, text) == (
        ["union_members exact 58930 person"],
        [(36420, "Hà Quảng cũ", "union_members"), (22510, "Bảo Lạc cũ", "union_members")],
    )


def test_a_part_by_place_that_exceeds_its_whole_is_told_all_the_same() -> None:
    """The audit must see the slip of the pen."""
    _, others = read(BACKGROUND, "Toàn tỉnh có 58.930 đoàn viên (Hà Quảng cũ 63.420, Bảo Lạc cũ 22.510).")
    assert others[0] == (63420, "Hà Quảng cũ", "union_members")


def test_former_units_by_short_names_that_the_report_explains() -> None:
    text = "HQ là Hà Quảng cũ, BL là Bảo Lạc cũ. Toàn tỉnh có 5.030 đoàn viên (HQ: 2.890; BL: 2.140)."
    assert read(BACKGROUND, text) == (
        ["union_members exact 5030 person"],
        [(2890, "Hà Quảng cũ", "union_members"), (2140, "Bảo Lạc cũ", "union_members")],
    )


def test_another_province_is_no_part_of_the_own_and_the_own_is_the_whole() -> None:
    own = "Liên đoàn Lao động tỉnh Cao Bằng hiện có 912 công đoàn cơ sở."
    assert read(BACKGROUND, own) == (["grassroots_unions exact 912 unit"], [])
    assert read(BACKGROUND, own.replace("Cao Bằng", "Bắc Kạn")) == (
        [],
        [(912, "Liên đoàn Lao động tỉnh Bắc Kạn", "grassroots_unions")],
    )


def test_peoples_by_name() -> None:
    text = "Tổng số cán bộ, công chức hiện có 48 người. Dân tộc thiểu số 34 người, trong đó: Tày 21, Nùng 13."
    assert read(BACKGROUND, text) == (
        ["staff_present_total exact 48 person", "staff_ethnic_minority exact 34 person"],
        [(21, "Tày", "staff_ethnic_minority"), (13, "Nùng", "staff_ethnic_minority")],
    )


def test_forms_by_name() -> None:
    text = "Kiểm tra công tác cán bộ 39 cuộc (trực tiếp: 19; đột xuất: 20)."
    assert read(RESULTS, text) == (
        ["inspections_personnel exact 39 event"],
        [(19, "trực tiếp", "inspections_personnel"), (20, "đột xuất", "inspections_personnel")],
    )


def test_a_name_with_more_than_the_whole_is_no_part() -> None:
    _, others = read(RESULTS, "Kiểm tra công tác cán bộ 39 cuộc (phục vụ: 190).")
    assert others == []  # nor is it anything else: it has no unit


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Riêng Liên đoàn Lao động huyện Hòa An mở 14 lớp tập huấn.", 14),
        ("Một số huyện đã mở 14 lớp tập huấn.", 14),
        ("Có huyện mở 14 lớp tập huấn.", 14),
        ("Riêng trong Tháng Công nhân mở 14 lớp tập huấn.", 14),
        ("Mạnh nhất là huyện Hòa An mở 14 lớp tập huấn.", 14),
        ("Riêng Công đoàn ngành Giáo dục thì mở 14 lớp tập huấn.", 14),
        ("Trong số này có 14 lớp tập huấn cho chủ tịch công đoàn cơ sở.", 14),
    ],
)
def test_what_one_or_some_did_is_not_what_all_did(text: str, part: int) -> None:
    figures, others = read(RESULTS, f"Các cấp công đoàn mở 62 lớp tập huấn. {text}")
    assert figures == ["local_training_classes exact 62 class"]
    assert [value for value, _, _ in others] == [part]


@pytest.mark.parametrize(
    "by",
    ["chia theo cấp: cấp tỉnh", "chia theo đơn vị: Hòa An", "tách theo vùng: miền Đông", "theo từng địa bàn: Hòa An"],
)
def test_numbers_by_level_or_place_are_parts(by: str) -> None:
    figures, others = read(RESULTS, f"Mở 62 lớp tập huấn, {by} 22 lớp, còn lại 40 lớp.")
    assert figures == ["local_training_classes exact 62 class"]
    assert [value for value, _, _ in others] == [22, 40]


def test_inhabitants_are_nobody_of_the_union() -> None:
    report = read_section(BACKGROUND, "Dân số toàn tỉnh 543.000 người, trong đó có 31.450 đoàn viên.")
    assert [written(figure) for figure in report.figures] == ["union_members exact 31450 person"]
    assert [(int(other.quantity.value), other.reason) for other in report.other_figures] == [
        (543000, "counts inhabitants")
    ]


def test_unions_directly_under_the_centre_are_not_all_of_them() -> None:
    text = "Công đoàn cơ sở trực thuộc Liên đoàn Lao động tỉnh có 40 đơn vị."
    assert "grassroots_unions exact 40 unit" not in read(BACKGROUND, text)[0]
