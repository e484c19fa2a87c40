import os
from pathlib import Path

import pytest

from extractor.engine.inputs import find_inputs
from extractor.engine.outcome import shown


def _put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_a_folder_is_searched_through_for_reports(tmp_path: Path) -> None:
    _put(
        tmp_path,
        "b/report.PDF",
        "b/report.docx",
        "a.txt",
        "a.md",
        "README.md",
        "~$b.docx",
        ".hidden/c.pdf",
        "gold.json",
    )
    _put(tmp_path, "table.xlsx", "out/brief.docx", "x.pdf/inside.txt", "LICENSE.txt")
    files, failures = find_inputs([str(tmp_path)], leave_out=tmp_path / "out")
    assert [str(f.relative_to(tmp_path)) for f in files] == [
        "a.md",
        "a.txt",
        "b/report.PDF",
        "b/report.docx",
        "x.pdf/inside.txt",
    ]
    assert failures == ()


def test_records_are_found_only_when_asked_for(tmp_path: Path) -> None:
    _put(tmp_path, "a.txt", "gold.json", "other.json")
    (tmp_path / "record.json").write_text('{"schema_version":"1"}', encoding="utf-8")
    assert [f.name for f in find_inputs([str(tmp_path)])[0]] == ["a.txt"]
    assert [f.name for f in find_inputs([str(tmp_path)], records=True)[0]] == ["a.txt", "record.json"]


def test_each_file_once_in_one_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(tmp_path, "b.txt", "a.txt", "c.txt")
    monkeypatch.chdir(tmp_path)
    forth, _ = find_inputs(["b.txt", ".", str(tmp_path / "a.txt"), "*.txt"])
    back, _ = find_inputs(["*.txt", "b.txt"])
    again, _ = find_inputs([str(tmp_path / "a.txt"), "*.txt", ".", "b.txt"])
    assert sorted(f.name for f in forth) == ["a.txt", "b.txt", "c.txt"]
    assert forth == again
    assert [f.name for f in back] == ["a.txt", "b.txt", "c.txt"]


def test_what_names_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    wanted = [str(tmp_path / n) for n in ("nowhere.pdf", "empty", "*.pptx", "pipe.pdf")]
    files, failures = find_inputs(wanted)
    assert files == ()
    assert {f.failure.code for f in failures if f.failure} == {"missing", "empty_folder", "no_match", "not_a_file"}


def test_a_pattern_may_be_a_file_name(tmp_path: Path) -> None:
    _put(tmp_path, "báo cáo [1].txt", "báo cáo 1.txt")
    files, _ = find_inputs([str(tmp_path / "báo cáo [1].txt")])
    assert [f.name for f in files] == ["báo cáo [1].txt"]


def test_linked_folders_do_not_lead_round(tmp_path: Path) -> None:
    _put(tmp_path, "a/report.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    files, _ = find_inputs([str(tmp_path)])
    assert [f.name for f in files] == ["report.txt"]


def test_odd_names_are_safe_to_print() -> None:
    assert shown(os.fsdecode(b"b\xe1o c\xe1o\x1b[2J.pdf")) == "b\\xe1o c\\xe1o\\x1b[2J.pdf"
