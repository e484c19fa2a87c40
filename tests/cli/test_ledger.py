"""`tonghop extract --ledger`: every numeral has its colour, in the terminal and on the page."""

import json
import re
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.pipeline import read_ledger

REPORT = Path(__file__).parents[2] / "corpus/lai-chau-2024/report.txt"


def test_every_numeral_of_the_text_has_one_class() -> None:
    ledger = json.loads(read_ledger(REPORT))
    text, entries = ledger["text"], ledger["entries"]
    assert [entry[0] for entry in entries] == sorted(entry[0] for entry in entries)
    assert all(re.search("[0-9]", text[start:end]) for start, end, _, _ in entries)
    female = text.index("nữ 34 người") + 3
    assert [female, female + 2, "figure", "staff_female"] in entries


def test_the_page_holds_the_text_and_the_marks(tmp_path: Path) -> None:
    assert main(["extract", str(REPORT), "--ledger", "--out", str(tmp_path)]) == 0
    page = (tmp_path / "lai-chau-2024/report.txt.ledger.html").read_text(encoding="utf-8")
    assert '<mark class="figure" title="staff_female">34</mark>' in page
    assert "http" not in page


def test_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(REPORT), "--ledger", "--jobs", "1"]) == 0
    assert "nữ 34 người" in capsys.readouterr().out


def test_ledger_and_text_together_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(REPORT), "--ledger", "--text"]) == 2
    assert "--ledger" in capsys.readouterr().err
