"""`extract --out` reads nothing twice, and never trusts what was changed."""

import hashlib
from pathlib import Path

import pytest

from extractor.engine.record_folder import INDEX, RecordFolder, record_name

RECORD = '{"schema_version":"1"}'


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes("Báo cáo".encode())
    return path


@pytest.fixture
def folder(tmp_path: Path, report: Path) -> Path:
    place = tmp_path / "records"
    place.mkdir()
    kept = RecordFolder(place, "1")
    kept.keep(report.name, "d4f0e91e8bd9", RECORD)
    kept.close()
    return place


def keep(folder: Path, report: Path, version: str = "1") -> None:
    kept = RecordFolder(folder, version)
    kept.keep(report.name, hashlib.sha256(report.read_bytes()).hexdigest(), RECORD)
    kept.close()


def test_a_record_of_these_bytes_under_this_name_is_held(folder: Path, report: Path) -> None:
    assert RecordFolder(folder, "1").held(report) is None
    keep(folder, report)
    assert RecordFolder(folder, "1").held(report) == RECORD
    assert RecordFolder(folder, "2").held(report) is None
    other = report.rename(report.with_name("other.txt"))
    assert RecordFolder(folder, "1").held(other) is None


def test_other_bytes_are_another_report(folder: Path, report: Path) -> None:
    keep(folder, report)
    report.write_bytes("Báo cáo 2".encode())
    assert RecordFolder(folder, "1").held(report) is None


@pytest.mark.parametrize("damage", ["record", "gone", "index"])
def test_what_was_changed_is_read_again(folder: Path, report: Path, damage: str) -> None:
    keep(folder, report)
    (record,) = [path for path in folder.iterdir() if path.name.startswith(report.name) and "d4f0" not in path.name]
    if damage == "record":
        record.write_text('{"schema_version":"2"}', encoding="utf-8")
    elif damage == "gone":
        record.unlink()
    else:
        (folder / INDEX).write_text("[1", encoding="utf-8")
    assert RecordFolder(folder, "1").held(report) is None


def test_a_file_that_cannot_be_opened_is_left_to_the_reader(folder: Path, tmp_path: Path) -> None:
    assert RecordFolder(folder, "1").held(tmp_path / "nowhere.txt") is None


def test_the_name_of_a_record() -> None:
    assert record_name("report.pdf", "0123456789abcdef") == "report.pdf.0123456789ab.json"
