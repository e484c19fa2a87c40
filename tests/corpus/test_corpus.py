import json
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from corpus_docx import write_docx  # noqa: E402
from corpus_source import Paragraph, Table, inline, read_source  # noqa: E402

FOLDERS = sorted(path.parent for path in ROOT.glob("corpus/*/gold.json"))


def source_of(folder: Path) -> Path:
    return next(path for path in (folder / "report.md", folder / "report.txt") if path.exists())


def test_each_report_in_every_form() -> None:
    assert len(FOLDERS) >= 12
    for folder in FOLDERS:
        assert source_of(folder).exists()
        assert (folder / "report.docx").exists()
        assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
        assert json.loads((folder / "gold.json").read_text("utf-8"))["figures"]


def test_each_folder_has_its_row_in_the_readme() -> None:
    readme = (ROOT / "corpus/README.md").read_text("utf-8")
    for folder in FOLDERS:
        assert f"| `{folder.name}` |" in readme


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_committed_docx_is_what_the_script_writes(folder: Path, tmp_path: Path) -> None:
    write_docx(read_source(source_of(folder)), folder.name, tmp_path / "report.docx")
    assert parts(tmp_path / "report.docx") == parts(folder / "report.docx")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_inline_markup() -> None:
    runs = inline("\\- **Nữ**: *34*[^1] \\* hết")
    assert [(run.text, run.bold, run.italic, run.note) for run in runs] == [
        ("- ", False, False, None),
        ("Nữ", True, False, None),
        (": ", False, False, None),
        ("34", False, True, None),
        ("1", False, False, "1"),
        (" * hết", False, False, None),
    ]


def test_sentences_that_a_scan_cut_are_whole_and_their_notes_linked() -> None:
    source = read_source(ROOT / "corpus/lai-chau-2024/report.txt")
    paragraphs = [block for block in source.blocks if isinstance(block, Paragraph)]
    texts = [paragraph.text for paragraph in paragraphs]
    assert any("lý luận nghiệp vụ công đoàn; 100% cán bộ công đoàn không chuyên trách" in text for text in texts)
    assert any("chính sách pháp luật của Nhà nước; tích cực" in text for text in texts)
    assert sorted(source.notes) == ["1", "2", "3", "4", "5"]
    assert [run.note for paragraph in paragraphs for run in paragraph.runs if run.note] == ["1", "2", "3", "4", "5"]
    assert isinstance(source.blocks[-1], Table)
