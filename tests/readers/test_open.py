from pathlib import Path

import pytest

from extractor.errors import UnreadableFile
from extractor.readers import open as opening
from extractor.readers.open import load, read_manuscript, sniff
from tests.corpus_reports import path_of

TEXT = "Toàn tỉnh có 912 công đoàn cơ sở.\n".encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbfjunk before\n%PDF-1.4\n", "pdf"),
        (b"PK\x03\x04rest", "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (TEXT, "text"),
        (b"", "text"),
        (b"P", "text"),
    ],
)
def test_the_kind_is_told_by_the_content(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@pytest.mark.parametrize("name", ["report.txt", "report.md", "REPORT.TXT", "báo cáo số 1.v2.Md"])
def test_text_is_read_under_its_names(name: str) -> None:
    manuscript = read_manuscript(TEXT, name)
    assert manuscript.text == TEXT.decode()
    assert manuscript.flow.strip() == TEXT.decode().strip()


@pytest.mark.parametrize(("form", "reading"), [("source", "text"), ("docx", "docx"), ("pdf", "text_layer")])
def test_each_form_goes_to_its_reader(form: str, reading: str) -> None:
    path = path_of("lai-chau-2024", form)
    assert read_manuscript(path.read_bytes(), path.name).reading == reading


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"%PDF-1.7\n", "report.docx", "PDF"),
        (b"PK\x03\x04rest", "report.pdf", "DOCX"),
        (TEXT, "report.pdf", "TXT"),
        (TEXT, "report.docx", "TXT"),
        (b"%PDF-1.7\n", "report.txt", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "report.docx", "Word 97-2003"),
        (TEXT, "report.xlsx", ".xlsx"),
        (TEXT, "report", "“”"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(data: bytes, name: str, told: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_manuscript(data, name)
    assert name in refusal.value.vi
    assert told in refusal.value.vi
    assert refusal.value.vi.count(".") >= 2, "what happened, and what to do"


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.txt").write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        load(tmp_path / "report.txt")
    assert "tệp rỗng" in refusal.value.vi


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        load(tmp_path)


def test_a_file_that_is_too_large_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 10)
    (tmp_path / "report.txt").write_bytes(TEXT)
    with pytest.raises(UnreadableFile) as refusal:
        load(tmp_path / "report.txt")
    assert "report.txt" in refusal.value.vi


def test_what_is_loaded_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(TEXT)
    assert load(tmp_path / "report.txt") == TEXT
