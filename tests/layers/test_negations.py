"""None, lacked, called off; and numbers restated or told in words."""

import pytest

from tests.layers.drawn import counts_of
from tests.small_report import read_section, written

RESULTS, BACKGROUND = "KẾT QUẢ THỰC HIỆN", "ĐẶC ĐIỂM TÌNH HÌNH"


def figures(heading: str, text: str) -> list[str]:
    return [written(figure) for figure in read_section(heading, text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "Không có đ/c nào bị kỷ luật.",
        "Kỷ luật cán bộ công đoàn: không có đồng chí nào.",
        "Kỷ luật cán bộ: không có trường hợp nào.",
        "Trong kỳ không có cán bộ nào bị kỷ luật.",
        "Kỷ luật: ko.",
        "Còn kỷ luật thì không có.",
    ],
)
def test_nobody_is_a_zero(text: str) -> None:
    assert figures(RESULTS, text) == ["discipline_count exact 0 person"]


STAFF = "Tổng số cán bộ, công chức, người lao động hiện có 48 người."


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Trong đó 42 người có chứng chỉ nghiệp vụ công đoàn.", True),
        ("Trong đó 42 người chưa có chứng chỉ nghiệp vụ công đoàn.", False),
        ("Trong đó 42 người chưa được cấp chứng chỉ nghiệp vụ công đoàn.", False),
        ("Trong đó 42 người thiếu chứng chỉ nghiệp vụ công đoàn.", False),
    ],
)
def test_those_who_lack_something_are_not_those_who_have_it(text: str, held: bool) -> None:
    assert ("staff_union_certificate exact 42 person" in figures(BACKGROUND, f"{STAFF} {text}")) is held


def test_those_whom_others_are_counted_out_of_are_no_figure() -> None:
    assert "staff_edu_master exact 12 person" in figures(BACKGROUND, f"{STAFF} Thạc sĩ 12 người.")
    assert "staff_edu_master exact 12 person" not in figures(BACKGROUND, f"{STAFF} Trong số 12 thạc sĩ có 05 nữ.")


@pytest.mark.parametrize("age", ["Trên 50 tuổi", "Trên tuổi 50", "Từ 51 tuổi trở lên", "Ngoài 50 tuổi"])
def test_ages_told_in_other_words(age: str) -> None:
    assert figures(BACKGROUND, f"{STAFF} {age} có 07 người.")[1:] == ["staff_age_over_50 exact 7 person"]


@pytest.mark.parametrize("words", ["phải hoãn", "hủy bỏ", "hủy", "tạm dừng", "không tổ chức được"])
def test_what_was_called_off_did_not_take_place(words: str) -> None:
    report = read_section(RESULTS, f"Các cấp công đoàn đã mở 62 lớp tập huấn; {words} 04 lớp tập huấn do dịch bệnh.")
    assert [written(figure) for figure in report.figures] == ["local_training_classes exact 62 class"]
    assert [(int(other.quantity.value), other.reason) for other in report.other_figures] == [(4, "was called off")]


@pytest.mark.parametrize(
    ("heading", "text", "figure"),
    [
        (RESULTS, "Kỷ luật 02 (hai) đồng chí.", "discipline_count exact 2 person"),
        (RESULTS, "Đã bổ nhiệm 14 (mười bốn) lượt cán bộ.", "appointment_count exact 14 attendance"),
        (BACKGROUND, "Toàn tỉnh có 912 (chín trăm mười hai) công đoàn cơ sở.", "grassroots_unions exact 912 unit"),
        (BACKGROUND, "Toàn tỉnh có chín trăm mười hai công đoàn cơ sở.", "grassroots_unions exact 912 unit"),
    ],
)
def test_a_number_restated_or_told_in_words(heading: str, text: str, figure: str) -> None:
    assert figures(heading, text) == [figure]


def test_a_restated_number_is_one_count_with_the_unit_behind_its_words() -> None:
    (count,) = counts_of("Nữ có 33 (ba mươi ba) đồng chí.")
    assert (int(count.value), count.unit) == (33, "person")


def test_another_number_in_words_after_it_is_no_restatement() -> None:
    first, second = counts_of("Nữ 14 người (mười hai đồng chí là đảng viên).")
    assert (int(first.value), int(second.value)) == (14, 12)


@pytest.mark.parametrize("text", ["một trăm phần trăm", "100 phần trăm"])
def test_percent_in_words(text: str) -> None:
    (count,) = counts_of(f"Có {text} cán bộ được quán triệt.")
    assert (int(count.value), count.unit) == (100, "percent")


@pytest.mark.parametrize("text", ["hai mươi trên bốn mươi tám người", "20 trong tổng số 48 người", "20/48 người"])
def test_a_part_of_a_whole_in_words(text: str) -> None:
    (count,) = counts_of(f"Nữ {text}.")
    assert (int(count.value), int(count.whole or 0), count.unit) == (20, 48, "person")


@pytest.mark.parametrize("text", ["Trong 5 năm 2019 - 2023", "Qua năm năm 2019 - 2023", "Sau 05 năm (2019-2023)"])
def test_years_and_their_number_count_nothing(text: str) -> None:
    assert counts_of(f"{text}, công tác cán bộ có chuyển biến.") == []


def test_a_difference_with_an_equals_sign_or_a_colon_is_no_count() -> None:
    for mark in (":", " ="):
        report = read_section(RESULTS, f"Bổ nhiệm 14 lượt cán bộ, tăng{mark} 03 lượt so với giai đoạn trước.")
        assert [written(figure) for figure in report.figures] == ["appointment_count exact 14 attendance"]
        assert [other.reason for other in report.other_figures] == ["is a change against another time"]


def test_what_is_left_of_a_quota_is_the_quota() -> None:
    assert figures(BACKGROUND, "Năm 2024 biên chế được giao còn 80 người.") == ["payroll_assigned exact 80 person"]


def test_posts_counted_as_targets_are_posts() -> None:
    assert figures(BACKGROUND, "Biên chế được giao là 66 chỉ tiêu.") == ["payroll_assigned exact 66 person"]
    plan = "Kế hoạch thực hiện Nghị quyết đề ra 06 chỉ tiêu và 05 nhóm nhiệm vụ."
    assert figures(RESULTS, plan) == ["plan_specific_targets exact 6 item", "plan_task_groups exact 5 item"]
