"""Targets under headings of their own, by short names, in tables of other words; and what is still to come."""

import pytest

from schemas.facts import Target
from schemas.report import Report
from tests.small_report import read_body

SECTION = "**I. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU CỦA NGHỊ QUYẾT**"


def targets(text: str, section: str = SECTION) -> tuple[Target, ...]:
    return read_body(f"{section}\n\n{text.strip()}").targets


def test_a_heading_opens_a_target_that_the_paragraphs_under_it_tell() -> None:
    found = targets(
        "**1. Chỉ tiêu về tuyên truyền, quán triệt Nghị quyết**\n\n"
        "Các cấp công đoàn đã tổ chức quán triệt đến cán bộ chủ chốt. Kết quả: đạt.\n\n"
        "**2. Chỉ tiêu về trình độ ngoại ngữ**\n\n"
        "Cán bộ lãnh đạo có trình độ ngoại ngữ còn ít. Đánh giá: Chưa đạt.\n"
    )
    assert [(target.number, target.status, target.section) for target in found] == [
        ("1", "achieved", "I.1"),
        ("2", "not_yet_achieved", "I.2"),
    ]


@pytest.mark.parametrize("general", ["Mục tiêu chung", "Mục tiêu tổng quát", "Mục tiêu cụ thể", "Chỉ tiêu cụ thể"])
def test_a_heading_of_targets_in_general_is_none_of_them(general: str) -> None:
    found = targets(f"**2. {general}**\n\n- Chỉ tiêu 1: 100% cán bộ chủ chốt được quán triệt Nghị quyết (Đạt).\n")
    assert [(target.number, target.status) for target in found] == [("1", "achieved")]


@pytest.mark.parametrize("name", ["CT", "MT", "KPI ", "Chỉ tiêu ", "Mục tiêu số "])
def test_short_names_of_targets(name: str) -> None:
    found = targets(
        f"{name}1: 100% cán bộ chủ chốt được quán triệt Nghị quyết. Kết quả: Đạt.\n\n"
        f"{name}2: Có ít nhất 20% cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ. Kết quả: 33,3% (Vượt)."
    )
    assert [(target.number, target.status) for target in found] == [("1", "achieved"), ("2", "exceeded")]
    assert [(threshold.op, int(threshold.value)) for threshold in found[1].thresholds] == [(">=", 20)]


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ("(đã vượt)", "exceeded"),
        ("(vượt xa)", "exceeded"),
        ("(tương đối đạt)", "mostly_achieved"),
        ("(gần như đạt)", "mostly_achieved"),
        ("; do Tổng Liên đoàn chủ trì, tỉnh không đánh giá", "not_applicable_at_level"),
        ("(ngoài thẩm quyền)", "not_applicable_at_level"),
    ],
)
def test_verdicts_of_other_hands(verdict: str, status: str) -> None:
    (target,) = targets(f"Mục tiêu 1: xây dựng đội ngũ cán bộ công đoàn chuyên nghiệp {verdict}.")
    assert target.status == status


def test_a_count_that_was_asked_for_and_one_that_came() -> None:
    (target,) = targets("MT 4: Có ít nhất 15 giảng viên kiêm chức. Hiện đã có 19 giảng viên kiêm chức.")
    assert (target.status, target.derived) == ("exceeded", True)
    assert [(t.op, int(t.value), t.unit) for t in target.thresholds] == [(">=", 15, "person")]
    assert target.actual is not None
    assert (int(target.actual.value), target.actual.unit) == (19, "person")


@pytest.mark.parametrize(
    ("wanted", "came", "verdict"),
    [("Mức đề ra", "Làm được", "Ghi nhận"), ("Mốc phấn đấu", "Thực tế", "Tình trạng"), ("KH", "TH", "ĐG")],
)
def test_a_table_with_other_words_over_its_columns(wanted: str, came: str, verdict: str) -> None:
    found = targets(
        f"""
| TT | Nội dung | {wanted} | {came} | {verdict} |
|---|---|---|---|---|
| 1 | Cán bộ chủ chốt được quán triệt Nghị quyết | 100% | 100% | Đạt |
| 2 | Cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ | 20% | 33,3% | Vượt |
| 3 | Cán bộ chuyên trách có chứng chỉ nghiệp vụ | 100% | 83,3% | Chưa đạt |
"""
    )
    seen = [
        (t.number, t.status, int(t.thresholds[0].value), t.actual and str(t.actual.value))
        for t in found
        if t.thresholds
    ]
    assert seen == [
        ("1", "achieved", 100, "100"),
        ("2", "exceeded", 20, "33.3"),
        ("3", "not_yet_achieved", 100, "83.3"),
    ]


def test_a_column_of_the_result_over_the_plan_is_neither() -> None:
    found = targets(
        """
| TT | Chỉ tiêu | Kế hoạch | Thực hiện | TH/KH (%) | Đánh giá |
|---|---|---|---|---|---|
| 1 | Kết nạp mới đoàn viên (người) | 1.000 | 1.119 | 111,9 | Vượt |
"""
    )
    assert [(int(t.thresholds[0].value), t.actual and int(t.actual.value)) for t in found] == [(1000, 1119)]


@pytest.mark.parametrize("heading", ["**1. Mục tiêu**", "**1. Chỉ tiêu**", "**1. Các chỉ tiêu chủ yếu**"])
def test_targets_of_what_is_to_come_are_none_of_the_past(heading: str) -> None:
    text = f"{heading}\n\nChỉ tiêu 1: 100% cán bộ chủ chốt được quán triệt Nghị quyết, phấn đấu đạt vào năm 2026."
    assert targets(text, "**II. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI**") == ()
    assert len(targets(text, "**II. KẾT QUẢ THỰC HIỆN**")) == 1


def test_among_the_targets_what_is_said_of_the_whole_unit_is_a_figure() -> None:
    report = read_body(f"{SECTION}\n\nHiện toàn tỉnh có 804 chủ tịch công đoàn cơ sở.")
    assert [(f.indicator, int(f.quantity.value)) for f in report.figures] == [("grassroots_chairs", 804)]
    asked = read_body(f"{SECTION}\n\nPhấn đấu toàn tỉnh có 804 chủ tịch công đoàn cơ sở được bồi dưỡng.")
    assert asked.figures == ()


def _annex(title: str, text: str) -> Report:
    return read_body(f"**I. KẾT QUẢ THỰC HIỆN**\n\nĐã hoàn thành nhiệm vụ.\n\n**PHỤ LỤC I**\n\n**{title}**\n\n{text}")


def test_targets_listed_in_an_annex() -> None:
    report = _annex(
        "Mục tiêu của Kế hoạch số 28/KH-LĐLĐ",
        "7. Đến năm 2025, ít nhất 95% lao động là đoàn viên. Kết quả: 95,4%. Đánh giá: Vượt.\n\n"
        "8. Đến năm 2025, 100% CĐCS ký thỏa ước. Kết quả: 44/46 CĐCS, bằng 95,7%. Đánh giá: Cơ bản đạt.",
    )
    assert [(t.number, t.status) for t in report.targets] == [("7", "exceeded"), ("8", "mostly_achieved")]


def test_an_annex_of_statistics_keeps_its_figures() -> None:
    report = _annex("KẾT QUẢ THỰC HIỆN MỘT SỐ CHỈ TIÊU", "Tổng số cán bộ, công chức, người lao động hiện có 48 người.")
    assert [(f.indicator, f.quantity.value) for f in report.figures] == [("staff_present_total", 48)]
    assert not report.targets
