"""Verdict words: every word means the status it stands under, and a broken file is refused."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import CatalogueError
from extractor.language.folding import fold
from extractor.layers.verdicts import said_status, status_alone
from extractor.lexicon import statuses
from extractor.lexicon.concepts import FOLDER
from extractor.lexicon.statuses import load_verdicts
from schemas.facts import STATUSES

RECORDS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "statuses.toml").read_text(encoding="utf-8"))


def test_there_are_words_for_every_status() -> None:
    assert set(RECORDS) == set(STATUSES)
    assert all(record["alone"] and record["said"] for record in RECORDS.values())


@pytest.mark.parametrize("key", ["alone", "said"])
def test_no_words_mean_two_things(key: str) -> None:
    owners: dict[str, set[str]] = {}
    for name, record in RECORDS.items():
        for words in record[key]:
            owners.setdefault(fold(words), set()).add(name)
    assert {words: names for words, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", STATUSES)
def test_words_alone_in_a_verdict_s_place(name: str) -> None:
    for words in RECORDS[name]["alone"]:
        for printed in (words, f" {words}. ", f"{words};"):
            assert status_alone(fold(printed)) == name, printed


@pytest.mark.parametrize("name", STATUSES)
def test_words_said_of_a_target(name: str) -> None:
    """The longest words win, so that "chưa đạt chỉ tiêu" is not read as "đạt chỉ tiêu"."""
    for words in RECORDS[name]["said"]:
        assert said_status(fold(f"Đến nay, {words} như đã nêu.")) == name, words


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Đạt", "achieved"),
        ("đạt 100%", "achieved"),
        ("Đạt chỉ tiêu đề ra", "achieved"),
        ("Hoàn thành", "achieved"),
        ("Vượt, 100%", "exceeded"),
        ("Đạt và vượt", "exceeded"),
        ("Cơ bản đạt", "mostly_achieved"),
        ("Cơ bản hoàn thành", "mostly_achieved"),
        ("Đạt một phần", "partly_achieved"),
        ("Không đạt", "not_achieved"),
        ("Chưa đạt", "not_yet_achieved"),
        ("chưa hoàn thành", "not_yet_achieved"),
        ("Chưa đạt, 16,7%", "not_yet_achieved"),
        ("Đang thực hiện", "in_progress"),
        ("kèm theo phụ lục", None),
        ("52/52 người", None),
        ("", None),
    ],
)
def test_verdicts_as_offices_print_them(printed: str, status: str | None) -> None:
    assert status_alone(fold(printed)) == status


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "statuses.toml"
    path.write_text((FOLDER / "statuses.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(statuses, "FOLDER", tmp_path)
    load_verdicts.cache_clear()
    yield path
    load_verdicts.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("[achieved]", "[succeeded]", "succeeded", id="an unknown status"),
        pytest.param("[achieved]", "[achieved", "statuses.toml", id="no TOML"),
        pytest.param(
            "patterns = ['(?:đã ",
            "patterns = ['((?:đã ",
            "exceeded",
            id="a pattern that is none",
        ),
        pytest.param(
            "alone = [",
            "aloen = [",
            "aloen",
            id="a misspelt field",
        ),
    ],
)
def test_a_broken_file_is_refused(spoilt: Path, old: str, new: str, told: str) -> None:
    text = spoilt.read_text(encoding="utf-8")
    assert old in text
    spoilt.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        load_verdicts()
    assert refusal.value.exit_code == 6
    for lang in ("vi", "en"):
        assert "statuses.toml" in refusal.value.message(lang)
        assert told in refusal.value.message(lang)
