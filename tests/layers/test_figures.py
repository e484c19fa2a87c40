"""Paragraphs as offices write them: what a careful reader takes from each, and nothing else."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas import catalogue
from tests.small_report import read_section, written

HERE = Path(__file__).parent
INDICATORS = catalogue.load().indicators


def _cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("paragraphs*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            unread = case.get("fails")
            marks = [pytest.mark.xfail(reason=unread, strict=True)] if unread else []
            yield pytest.param(case, id=case["name"], marks=marks)


CASES = list(_cases())


@pytest.mark.parametrize("case", CASES)
def test_a_paragraph_gives_its_figures_and_no_other(case: dict[str, Any]) -> None:
    report = read_section(case.get("under", "ĐẶC ĐIỂM TÌNH HÌNH"), case["text"])
    assert sorted(written(figure) for figure in report.figures) == sorted(case["figures"])


def test_the_paragraphs_name_indicators_of_the_catalogue() -> None:
    named = {figure.split()[0] for case in CASES for figure in case.values[0]["figures"]}
    assert named <= set(INDICATORS)


def test_a_number_without_a_population_stays_without_an_indicator() -> None:
    """There is no default population: "nữ 34 người" alone is nobody's."""
    report = read_section("KẾT QUẢ THỰC HIỆN", "Nữ 34 người, đảng viên 50 người.")
    assert not report.figures
    assert [(other.quantity.value, other.reason != "") for other in report.other_figures] == [(34, True), (50, True)]


def test_what_the_scope_gave_is_told_and_costs_confidence() -> None:
    report = read_section(
        "ĐẶC ĐIỂM TÌNH HÌNH",
        "Tổng số cán bộ, công chức, người lao động hiện có 48 người. Theo số mới lạ: cao cấp lý luận chính trị 22.",
    )
    total, advanced = report.figures
    assert total.inherited == ()
    assert "STAFF" in advanced.inherited
    assert advanced.confidence < total.confidence <= 1


def test_a_repeated_figure_is_one_with_two_places() -> None:
    report = read_section(
        "ĐẶC ĐIỂM TÌNH HÌNH",
        "Toàn tỉnh có 912 công đoàn cơ sở.\nVới 912 công đoàn cơ sở, công tác cán bộ có nhiều đặc thù.",
    )
    (figure,) = report.figures
    assert len(figure.also_at) == 1
    assert figure.anchor.start < figure.also_at[0].start
    assert "912" in figure.also_at[0].quote


def test_two_different_values_are_two_figures() -> None:
    """Nothing is chosen silently: the audit says that they conflict."""
    report = read_section(
        "ĐẶC ĐIỂM TÌNH HÌNH", "Toàn tỉnh có 912 công đoàn cơ sở.\nHiện nay toàn tỉnh có 921 công đoàn cơ sở."
    )
    assert [figure.quantity.value for figure in report.figures] == [912, 921]


def test_the_words_of_a_figure_are_its_quote() -> None:
    report = read_section(
        "ĐẶC ĐIỂM TÌNH HÌNH", "Hiện có 48 cán bộ, công chức, người lao động, trong đó nữ 20 người (41,7%)."
    )
    female = next(figure for figure in report.figures if figure.indicator == "staff_female")
    assert female.anchor.quote.startswith("nữ 20 người")
    assert female.share is not None
    assert (str(female.share.value), female.share.unit) == ("41.7", "percent")


def test_a_fraction_keeps_both_numbers() -> None:
    report = read_section(
        "ĐẶC ĐIỂM TÌNH HÌNH", "Tổng số cán bộ, công chức, người lao động hiện có 48 người. Nữ 20/48 người."
    )
    female = next(figure for figure in report.figures if figure.indicator == "staff_female")
    assert female.fraction is not None
    assert (female.fraction.part, female.fraction.whole) == (20, 48)


def test_a_part_says_what_it_is_a_part_of() -> None:
    report = read_section(
        "ĐẶC ĐIỂM TÌNH HÌNH",
        "Toàn tỉnh có 2.150 công đoàn cơ sở, trong đó tỉnh Bắc Kạn (cũ) có 870 công đoàn cơ sở.",
    )
    (part,) = report.other_figures
    assert part.quantity.value == 870
    assert part.about == "grassroots_unions"
    assert part.subset is not None
    assert "Bắc Kạn" in part.subset


@pytest.mark.parametrize("text", ["", "Không có số liệu.", "   ", "% % %", "(", ")", "12", "1/2/3/4", "1.2.3.4.5"])
def test_odd_paragraphs_give_no_figure(text: str) -> None:
    assert not read_section("KẾT QUẢ THỰC HIỆN", text).figures
