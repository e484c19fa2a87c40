"""How sure a figure is: by its own words more than by what stands elsewhere, and always the same."""

import tomllib
from pathlib import Path

import pytest

from extractor.errors import CatalogueError
from extractor.layers import confidence
from extractor.pipeline import read_report
from schemas.report import Report

HEAD = "BÁO CÁO\nSơ kết 5 năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019\n\nI. TÌNH HÌNH\n\n"


def _read(folder: Path, words: str) -> Report:
    path = folder / "report.md"
    path.write_text(HEAD + words, encoding="utf-8")
    return read_report(path)


def _confidence(report: Report, indicator: str) -> float:
    return next(figure.confidence for figure in report.figures if figure.indicator == indicator)


def test_unknown_words_beside_a_number_make_it_less_sure(tmp_path: Path) -> None:
    head = "Tổng số cán bộ công đoàn chuyên trách hiện có 112 đồng chí; "
    plain = _read(tmp_path, f"{head}nữ 51.\n")
    strange = _read(tmp_path, f"{head}nữ xanh lơ mờ mịt quanh quẩn lạ lùng 51.\n")
    assert _confidence(plain, "staff_female") > _confidence(strange, "staff_female")


def test_two_values_of_one_period_make_both_less_sure(tmp_path: Path) -> None:
    once = _read(tmp_path, "Năm 2023 toàn tỉnh mở 12 lớp tập huấn cho cán bộ công đoàn.\n")
    twice = _read(
        tmp_path,
        "Năm 2023 toàn tỉnh mở 12 lớp tập huấn cho cán bộ công đoàn.\n\n"
        "Năm 2023 toàn tỉnh mở 31 lớp tập huấn cho cán bộ công đoàn.\n",
    )
    assert _confidence(once, "local_training_classes") > _confidence(twice, "local_training_classes")


def test_the_same_report_has_the_same_confidences(tmp_path: Path) -> None:
    words = "Tổng số cán bộ công đoàn chuyên trách hiện có 112 đồng chí; nữ 51 đồng chí; đảng viên 104 đồng chí.\n"
    first, second = (_read(tmp_path, words) for _ in range(2))
    assert [figure.confidence for figure in first.figures] == [figure.confidence for figure in second.figures]
    assert all(0.0001 <= figure.confidence <= 0.9999 for figure in first.figures)


def test_weights_that_lack_a_feature_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (confidence.FOLDER / "confidence.toml").read_text(encoding="utf-8")
    assert "margin" in tomllib.loads(text)["weights"]
    (tmp_path / "confidence.toml").write_text(text.replace("\nmargin = ", "\nmargins = "), encoding="utf-8")
    monkeypatch.setattr(confidence, "FOLDER", tmp_path)
    with pytest.raises(CatalogueError, match="margin"):
        confidence.load_weights.__wrapped__()
