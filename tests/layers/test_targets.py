"""Targets: number, threshold, result, verdict in their many places, and what follows without a verdict."""

from dataclasses import replace
from typing import Any

import pytest

from extractor.facts import read_facts
from extractor.readers.plain import read_plain
from schemas import catalogue
from schemas.facts import Target
from schemas.report import Source
from tests.small_report import LETTERHEAD, read_body

SECTION = "**I. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU CỦA NGHỊ QUYẾT**"


def targets(text: str) -> tuple[Target, ...]:
    paragraphs = text.strip().replace("\n", "\n\n") if "|" not in text else text.strip()
    return read_body(f"{SECTION}\n\n{paragraphs}").targets


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("Mục tiêu (1): 100% cán bộ chủ chốt được tuyên truyền, quán triệt Nghị quyết (Đạt).", "1", "achieved"),
        ("Mục tiêu 1: 100% cán bộ chủ chốt được tuyên truyền (*Đạt*)", "1", "achieved"),
        ("Mục tiêu thứ nhất: 100% cán bộ chủ chốt được tuyên truyền. Kết quả: Đạt.", "1", "achieved"),
        ("Chỉ tiêu số 6: có 20% cán bộ lãnh đạo đạt trình độ ngoại ngữ. Kết quả: Vượt, 100%.", "6", "exceeded"),
        (
            "Mục tiêu 6: có 20% cán bộ lãnh đạo biết ngoại ngữ. Kết quả đạt 33,3%, vượt chỉ tiêu đề ra.",
            "6",
            "exceeded",
        ),
        ("Mục tiêu 2: xây dựng đội ngũ cán bộ chuyên nghiệp: cơ bản đạt.", "2", "mostly_achieved"),
        ("Mục tiêu 2: xây dựng đội ngũ cán bộ chuyên nghiệp. Đánh giá: Cơ bản hoàn thành.", "2", "mostly_achieved"),
        ("Mục tiêu 5: 100% cán bộ chuyên trách được cấp chứng chỉ (Chưa đạt).", "5", "not_yet_achieved"),
        ("Mục tiêu 5: 100% cán bộ chuyên trách được cấp chứng chỉ; kết quả không đạt chỉ tiêu.", "5", "not_achieved"),
        ("Mục tiêu 3: hoàn thiện quy định về tiêu chuẩn chức danh. Mục tiêu này đang thực hiện.", "3", "in_progress"),
        (
            "Mục tiêu 4: xây dựng đề án, thuộc trách nhiệm của Tổng Liên đoàn.",
            "4",
            "not_applicable_at_level",
        ),
        ("Mục tiêu 4: xây dựng đề án (Đạt một phần).", "4", "partly_achieved"),
        ("Mục tiêu 4 (100% cán bộ có chứng chỉ): có 54/58 người, tức 93,1%, đạt.", "4", "achieved"),
        ("Mục tiêu 9 (mỗi năm luân chuyển ít nhất 02 lượt): cả ba năm được 03 lượt, không đạt.", "9", "not_achieved"),
        ("Mục tiêu 7, mỗi năm ít nhất 90% được tập huấn: bình quân 91,4%, đạt được yêu cầu.", "7", "achieved"),
    ],
)
def test_the_verdict_in_its_places(text: str, number: str, status: str) -> None:
    (target,) = targets(text)
    assert (target.number, target.status, target.derived) == (number, status, False)
    assert target.section == "I"


def test_six_targets_keep_their_numbers_and_verdicts_apart() -> None:
    text = "\n".join(f"Mục tiêu ({n}): Nội dung thứ {w} của Nghị quyết ({v})." for n, w, v in SIX)
    assert [(target.number, target.status) for target in targets(text)] == [
        ("1", "achieved"),
        ("2", "exceeded"),
        ("3", "mostly_achieved"),
        ("4", "not_yet_achieved"),
        ("5", "achieved"),
        ("6", "not_achieved"),
    ]


SIX = (
    (1, "nhất", "Đạt"),
    (2, "hai", "Vượt"),
    (3, "ba", "Cơ bản đạt"),
    (4, "tư", "Chưa đạt"),
    (5, "năm", "Đạt"),
    (6, "sáu", "Không đạt"),
)


@pytest.mark.parametrize(
    ("result", "actual", "status"),
    [
        ("Kết quả: 33,3%", 33.3, "exceeded"),
        ("Kết quả: 20%", 20, "achieved"),
        ("Kết quả: 16,7%", 16.7, "not_achieved"),
        ("Kết quả: 3/9 đồng chí", 33.3, "exceeded"),
        ("Kết quả: 3/9 đồng chí (33,3%)", 33.3, "exceeded"),
    ],
)
def test_without_a_verdict_the_threshold_decides_and_it_is_told(result: str, actual: float, status: str) -> None:
    (target,) = targets(f"Mục tiêu 6: Có ít nhất 20% cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ. {result}.")
    assert (target.status, target.derived) == (status, True)
    assert target.actual is not None
    assert float(target.actual.value) == actual


def test_without_verdict_and_result_nothing_is_assumed() -> None:
    (target,) = targets("Mục tiêu 6: Có ít nhất 20% cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ.")
    assert (target.status, target.derived, target.actual) == ("not_assessed", False, None)


@pytest.mark.parametrize("place", ["Đánh giá: ........", "Đánh giá:", "Đánh giá: …", "(……)", "(   )", "Kết quả: ____"])
def test_a_blank_place_for_the_verdict_is_told(place: str) -> None:
    (target,) = targets(f"Mục tiêu 6: Có ít nhất 20% cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ. {place}")
    assert (target.status, target.blank) == ("not_assessed", True)


def test_a_blank_cell_for_the_verdict_is_told() -> None:
    found = targets(
        "| TT | Chỉ tiêu | Kết quả | Đánh giá |\n|---|---|---|---|\n"
        "| 1 | Cán bộ chủ chốt được quán triệt Nghị quyết | 100% | Đạt |\n"
        "| 2 | Xây dựng đội ngũ cán bộ chuyên nghiệp |  |  |\n"
    )
    assert [(target.number, target.status, target.blank) for target in found] == [
        ("1", "achieved", False),
        ("2", "not_assessed", True),
    ]


def test_threshold_result_and_deadline() -> None:
    (target,) = targets(
        "Mục tiêu 6: Đến hết năm 2023, có ít nhất 20% cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ. "
        "Kết quả: 33,3% (Vượt)."
    )
    assert [(t.op, int(t.value), t.unit) for t in target.thresholds] == [(">=", 20, "percent")]
    assert target.actual is not None
    assert (float(target.actual.value), target.actual.unit) == (33.3, "percent")
    assert target.deadline is not None
    assert target.deadline.startswith("2023")


def test_thresholds_and_results_are_no_figures_of_the_unit() -> None:
    report = read_body(
        f"{SECTION}\n\nMục tiêu 2: 100% cán bộ công đoàn chuyên trách có trình độ đại học. "
        "Kết quả: 45/48 người (93,8%), chưa đạt.\n"
    )
    assert [figure.indicator for figure in report.figures] == []
    (target,) = report.targets
    assert (target.status, target.claims_all) == ("not_yet_achieved", True)
    assert [(int(f.part), int(f.whole)) for f in target.fractions] == [(45, 48)]


def test_a_table_of_targets() -> None:
    found = targets(
        """
| TT | Chỉ tiêu | Nghị quyết | Kết quả | Đánh giá |
|---|---|---|---|---|
| 1 | Cán bộ chủ chốt được quán triệt Nghị quyết | 100% | 100% | Đạt |
| 2 | Cán bộ lãnh đạo cấp tỉnh có trình độ ngoại ngữ | 20% | 33,3% | Vượt |
| 3 | Cán bộ chuyên trách có chứng chỉ nghiệp vụ | 100% | 83,3% | Chưa đạt |
"""
    )
    seen: list[Any] = [(t.number, t.status, float(t.actual.value) if t.actual else None) for t in found]
    assert seen == [("1", "achieved", 100), ("2", "exceeded", 33.3), ("3", "not_yet_achieved", 83.3)]


def test_the_objective_is_found_by_what_it_says_not_by_its_number() -> None:
    (target,) = targets("Mục tiêu 1: Có ít nhất 20% cán bộ giữ chức vụ lãnh đạo cấp tỉnh có trình độ ngoại ngữ (Đạt).")
    assert (target.number, target.objective) == ("1", "6")


@pytest.mark.parametrize(
    "text",
    [
        "Các mục tiêu, chỉ tiêu cơ bản đạt yêu cầu đề ra.",
        "Việc thực hiện mục tiêu của Nghị quyết có nhiều thuận lợi.",
        "Đạt 4/6 chỉ tiêu.",
    ],
)
def test_targets_in_general_are_none_in_particular(text: str) -> None:
    assert targets(text) == ()


@pytest.mark.parametrize(("reading", "numbers"), [("ocr", ["1", "2", "3"]), ("text", ["1", "3"])])
def test_a_scan_misread_a_number_between_two_others(reading: str, numbers: list[str]) -> None:
    items = ("(1) 100% cán bộ: đạt.", "3) 90% cán bộ: vượt.", "(3) 80% cán bộ: chưa đạt.")
    manuscript = replace(read_plain(f"{LETTERHEAD}\n{SECTION}\n\n" + "\n\n".join(items) + "\n"), reading=reading)
    source = Source(name="report.pdf", sha256="0" * 64, media_type="application/pdf", reading="text")
    assert [target.number for target in read_facts(manuscript, source, catalogue.load()).targets] == numbers
