"""National totals are the sums of what the generator knows to be true; LibreOffice calculates the same numbers.

A smaller run of scripts/check_totals.py, which does it for 300 reports and the corpus.
"""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
COUNT, SEED = 24, 11


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_totals", ROOT / "scripts" / "check_totals.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_totals"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def check() -> ModuleType:
    return _script()


@pytest.fixture(scope="module")
def consolidated(check: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("generated")
    made, inbox, dataset = folder / "made", folder / "inbox", folder / "dataset"
    inbox.mkdir()
    generate = [sys.executable, "-m", "generator", made, "--count", str(COUNT), "--seed", str(SEED), "--era", "pre"]
    subprocess.run(generate, check=True, cwd=ROOT / "corpus")
    true = check.golds([made], inbox)
    subprocess.run([check.PROGRAM, "consolidate", inbox, "--out", dataset], check=True, capture_output=True)
    return dataset, true


def test_totals_are_the_true_ones(check: ModuleType, consolidated: tuple[Path, dict[str, object]]) -> None:
    dataset, true = consolidated
    told = check.compare_totals(dataset / "data", true)
    assert told.differing == []
    compared = told.counts["exact totals compared"] + told.counts["hedged totals compared"]
    assert compared > 200
    assert compared > 0.6 * told.counts["totals"]


def test_a_wrong_total_is_seen(check: ModuleType, consolidated: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    dataset, true = consolidated
    shutil.copytree(dataset / "data", tmp_path / "data")
    path = tmp_path / "data" / "national.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    exact = ",exact,unit,"
    place = next(at for at, line in enumerate(lines) if line.startswith("provinces,") and exact in line)
    fields = lines[place].split(",")
    fields[9] = fields[10] = str(int(fields[9]) + 1)
    lines[place] = ",".join(fields)
    path.write_text("".join(lines), "utf-8")
    assert len(check.compare_totals(tmp_path / "data", true).differing) == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_same_numbers(
    check: ModuleType, consolidated: tuple[Path, dict[str, object]]
) -> None:
    told = check.compare_workbook(consolidated[0])
    assert told.differing == []
    assert told.counts["of these formulas"] > 100
