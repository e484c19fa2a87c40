"""What the exit code is when reading fails in ways that no sample file can bring about."""

from pathlib import Path

import pytest

from extractor import pipeline
from extractor.cli import main
from extractor.errors import CatalogueError, MissingProgram, UnreadableFile
from schemas.catalogue import CatalogueProblem
from schemas.report import Report, Source


def _files(folder: Path, *names: str) -> list[str]:
    for name in names:
        (folder / name).write_text("Báo cáo", encoding="utf-8")
    return [str(folder / name) for name in names]


def _read(path: Path) -> Report:
    match path.stem:
        case "scan":
            raise MissingProgram(f"{path.name}: thiếu tesseract", f"{path.name}: tesseract is missing")
        case "damaged":
            raise UnreadableFile(f"{path.name}: hỏng", f"{path.name}: damaged")
        case "lexicon":
            raise CatalogueError("concepts.toml: FEMALE: không có từ", "concepts.toml: FEMALE: no wordings")
        case "catalogue":
            raise CatalogueProblem("indicators.csv", "staff_female", "unknown parent")
        case "fault":
            raise ZeroDivisionError("ours")
    return Report(source=Source(name=path.name, sha256="0" * 64, media_type="text/plain", reading="text"))


@pytest.mark.parametrize(
    ("names", "code", "records", "words"),
    [
        (["a.txt"], 0, 1, ""),
        (["scan.txt"], 5, 0, "tesseract is missing"),
        (["a.txt", "scan.txt"], 5, 1, "tesseract is missing"),
        (["damaged.txt", "scan.txt"], 4, 0, "damaged"),
        (["a.txt", "damaged.txt", "scan.txt"], 3, 1, "damaged"),
        (["a.txt", "lexicon.txt", "z.txt"], 6, 1, "concepts.toml: FEMALE: no wordings"),
        (["catalogue.txt"], 6, 0, "indicators.csv: staff_female: unknown parent"),
        (["a.txt", "fault.txt", "z.txt"], 3, 2, "a fault of the program with this file (ZeroDivisionError: ours)"),
    ],
)
def test_what_went_wrong_decides_the_exit_code(
    names: list[str],
    code: int,
    records: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pipeline, "read_report", _read)
    assert main(["extract", *_files(tmp_path, *names), "--jobs", "1", "--lang", "en"]) == code
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == records
    assert words in err


def test_a_fault_outside_reading_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> object:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("extractor.cli.doctor.checks", fail)
    assert main(["doctor", "--lang", "en"]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("A fault of the program: ZeroDivisionError: ours. Please report it")
    assert len(err.splitlines()) == 1


def test_a_missing_package_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> object:
        raise ModuleNotFoundError("No module named 'spacy'", name="spacy")

    monkeypatch.setattr("extractor.cli.doctor.checks", fail)
    assert main(["doctor", "--lang", "en"]) == 5
    assert "“spacy” is missing. Run again: scripts/setup.sh" in capsys.readouterr().err


def test_results_that_cannot_be_written_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "read_report", _read)
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = str(tmp_path / "file" / "below")
    assert main(["extract", *_files(tmp_path, "a.txt"), "--jobs", "1", "--out", out, "--lang", "en"]) == 2
    assert f"Cannot write {out}" in capsys.readouterr().err
