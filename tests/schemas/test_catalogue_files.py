"""A wrong catalogue file is refused with file, record and reason."""

import shutil
import tomllib
from pathlib import Path

import pytest

from schemas.catalogue import DATA, CatalogueProblem, load

CASES: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("broken_files.toml").read_text(encoding="utf-8"))[
    "cases"
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue's data, to be spoilt."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def spoil(text: str, case: dict[str, str]) -> str:
    if "doubled" in case:
        line = next(line for line in text.splitlines(keepends=True) if line.startswith(case["doubled"]))
        return text + line
    assert case["old"] in text
    return text.replace(case["old"], case["new"], 1)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_wrong_file_is_refused(folder: Path, case: dict[str, str]) -> None:
    path = folder / case["file"]
    path.write_text(spoil(path.read_text(encoding="utf-8"), case), encoding="utf-8")
    with pytest.raises(CatalogueProblem) as refusal:
        load(folder)
    assert refusal.value.file == case.get("refused", path.name)
    assert refusal.value.record == case["record"]
    assert case["reason"] in refusal.value.reason
    assert refusal.value.file in str(refusal.value)


@pytest.mark.parametrize(
    "file", ["indicators.csv", "provinces.csv", "provinces_2025.csv", "identities.toml", "rules.toml"]
)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(CatalogueProblem, match=f"{file}: the file is missing"):
        load(folder)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    text = (folder / "provinces.csv").read_text(encoding="utf-8")
    (folder / "provinces.csv").write_text(text, encoding="utf-16")
    with pytest.raises(CatalogueProblem, match="not UTF-8"):
        load(folder)


def test_an_unchanged_copy_is_read(folder: Path) -> None:
    assert load(folder) == load()
