"""From a file's bytes to a record: the same facts however the same text is encoded."""

import codecs
import hashlib
import unicodedata
from pathlib import Path

import pytest

from extractor.errors import UnreadableFile
from extractor.pipeline import read_report, read_text
from schemas.report import Report
from tests.corpus_reports import FORMS, path_of
from tests.small_report import LETTERHEAD

TEXT = f"""{LETTERHEAD}
**I. ĐẶC ĐIỂM TÌNH HÌNH**

Toàn tỉnh có 912 công đoàn cơ sở với trên 31.450 đoàn viên. Tổng số cán bộ, công chức, người lao động hiện có 48 người,
trong đó nữ 20 người.
"""


def facts(report: Report) -> list[tuple[object, ...]]:
    return [(f.indicator, f.quantity, f.period, f.section) for f in report.figures]


def written(tmp_path: Path, data: bytes, name: str = "report.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="UTF-8 with a byte order mark"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with a byte order mark"),
        pytest.param(TEXT.encode("utf-16-be"), id="UTF-16 big end first"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16 small end first"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), id="letters and marks apart"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="carriage returns"),
        pytest.param(TEXT.replace("Đ", "Ð").encode(), id="the Icelandic letter for Đ"),
        pytest.param(TEXT.replace(" công đoàn", "\u00a0công\u200b đoàn").encode(), id="blanks that do not break"),
    ],
)
def test_the_encoding_does_not_matter(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    report, text = read_report(path), read_text(path)
    assert facts(report) == facts(read_report(written(tmp_path, TEXT.encode(), "plain.txt")))
    assert len(report.figures) == 4
    for figure in report.figures:
        assert text[figure.anchor.start : figure.anchor.end] == figure.anchor.quote


def test_the_text_is_the_file_s_own_without_its_byte_order_mark(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n")
    assert read_text(written(tmp_path, apart.encode())) == apart
    assert read_text(written(tmp_path, codecs.BOM_UTF8 + apart.encode())) == apart


@pytest.mark.parametrize("form", FORMS)
def test_the_source_of_a_record(form: str) -> None:
    path = path_of("lai-chau-2024", form)
    source = read_report(path).source
    assert source.name == path.name
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.reading == {"source": "text", "docx": "docx", "pdf": "text_layer"}[form]
    assert source.pages == (11 if form == "pdf" else None)


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_read_the_same_each_time(form: str) -> None:
    path = path_of("thai-binh-2024-ocr", form)
    assert read_report(path).model_dump_json() == read_report(str(path)).model_dump_json()


def test_a_record_survives_json() -> None:
    report = read_report(path_of("lai-chau-2024", "pdf"))
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_a_dropped_wording_is_not_known(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.replace("nữ 20", "phụ nữ 20").encode())
    known = {figure.indicator for figure in read_report(path).figures}
    without = frozenset({"FEMALE: phụ nữ", "FEMALE: nữ"})
    assert known - {figure.indicator for figure in read_report(path, without).figures} == {"staff_female"}


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    path = Path(str(tmp_path).encode().decode() + "/b\udce1o.txt")
    path.write_bytes(TEXT.encode())
    assert read_report(path).source.name.endswith(".txt")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_report(tmp_path / "report.pdf")
    assert "report.pdf" in refusal.value.vi
