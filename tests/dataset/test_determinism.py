"""The same inputs give the same bytes: in any order, with any number of workers, anywhere and at any time."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = (
    *("lai-chau-2024/report.pdf", "lai-chau-2024/report.docx", "lai-chau-2024/report.txt"),
    *("nghe-an-2024/report.pdf", "can-tho-2025/report.md", "bac-kan-2024/report.docx"),
)
PROGRAM = Path(sys.executable).parent / "tonghop"


def consolidated(paths: list[Path], out: Path, *more: str, **variables: str) -> dict[str, bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    ran = subprocess.run(
        [PROGRAM, "consolidate", *paths, "--out", out, "--lang", "vi", *more],
        capture_output=True,
        env=environment | variables,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found = {path for pattern in ("national.*", "brief.*", "data/*", "records/*") for path in out.glob(pattern)}
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("inbox")
    return [Path(shutil.copy(CORPUS / name, folder / name.replace("/", "-"))) for name in REPORTS]


def test_exports_are_the_same_in_every_order_place_and_time(inbox: list[Path], tmp_path: Path) -> None:
    first = consolidated(inbox, tmp_path / "a", "--jobs", "1", LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")
    shuffled = random.Random(6).sample(inbox, len(inbox))
    assert shuffled != inbox
    for path in shuffled:
        os.utime(path, (0, 0))
    second = consolidated(
        *(shuffled, tmp_path / "somewhere else", "--jobs", "4"),
        LC_ALL="tr_TR.UTF-8",
        LANG="tr_TR.UTF-8",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="4102444800",
    )
    assert {"national.xlsx", "national.html", "brief.docx", "data/datapackage.json"} <= first.keys()
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_taken_in_one_by_one_in_another_order_they_give_the_same(inbox: list[Path], tmp_path: Path) -> None:
    whole = consolidated(inbox, tmp_path / "a", "--jobs", "2")
    # The same report in several forms: the form decides which counts, not which came first.
    grown: dict[str, bytes] = {}
    for path in reversed(inbox):
        grown = consolidated([path], tmp_path / "b", "--jobs", "1")
    assert [name for name in whole.keys() | grown.keys() if whole.get(name) != grown.get(name)] == []
