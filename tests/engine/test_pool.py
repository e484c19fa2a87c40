import os
import time
from pathlib import Path

import pytest

from extractor.engine.pool import Limits, read_many

TASK = "hostile:read"


@pytest.fixture(autouse=True)
def _hostile_is_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def _files(folder: Path, *orders: str) -> list[Path]:
    paths = []
    for number, order in enumerate(orders):
        path = folder / f"{number:02}-{order}.txt"
        path.write_text(order, encoding="utf-8")
        paths.append(path)
    return paths


def test_hostile_files_cost_only_themselves(tmp_path: Path) -> None:
    orders = ["a", "crash", "b", "gorge", "exit", "c", "raise", "refuse", "lack", "print", "drink", "deep", "d"]
    paths = _files(tmp_path, *orders)
    outcomes = list(read_many(paths, task=TASK, jobs=2, limits=Limits(seconds=30, megabytes=500)))
    assert [o.path for o in outcomes] == paths
    answers = [o.payload if o.failure is None else o.failure.code for o in outcomes]
    told = dict(zip(orders, answers, strict=True))
    crash = told.pop("deep")
    assert crash in {"crashed", "internal", "memory"}
    assert told == {
        "a": "a done",
        "crash": "crashed",
        "b": "b done",
        "gorge": "memory",
        "exit": "crashed",
        "c": "c done",
        "raise": "internal",
        "refuse": "unreadable",
        "lack": "missing_program",
        "print": "print done",
        "drink": "standard input held 0 bytes",
        "d": "d done",
    }
    by_order = dict(zip(orders, outcomes, strict=True))
    assert by_order["crash"].failure and "SIGSEGV" in by_order["crash"].failure.en
    assert by_order["raise"].failure and "\n" not in by_order["raise"].failure.vi
    assert by_order["refuse"].failure and by_order["refuse"].failure.vi == f"{by_order['refuse'].path}: hỏng"
    assert by_order["lack"].failure and by_order["lack"].failure.exit_code == 5


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    paths = _files(tmp_path, "hang", "a", "hang", "b")
    start = time.monotonic()
    outcomes = list(read_many(paths, task=TASK, jobs=2, limits=Limits(seconds=1)))
    assert time.monotonic() - start < 20
    assert [o.failure.code if o.failure else o.payload for o in outcomes] == ["timeout", "a done", "timeout", "b done"]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_order_is_that_of_the_inputs_whatever_the_number_of_workers(tmp_path: Path, jobs: int) -> None:
    paths = _files(tmp_path, "slow", "a", "b", "slow", "c")
    outcomes = list(read_many(paths, task=TASK, jobs=jobs))
    assert [o.path for o in outcomes] == paths
    assert [o.payload for o in outcomes] == ["slow done", "a done", "b done", "slow done", "c done"]


def test_a_reader_that_cannot_start_is_told(tmp_path: Path) -> None:
    (outcome,) = read_many(_files(tmp_path, "a"), task="no_such_module:read", jobs=2)
    assert outcome.failure and outcome.failure.code == "start"
    assert "no_such_module" in outcome.failure.en


def test_a_module_that_lies_among_the_reports_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _files(tmp_path, "a")
    for name in ("json", "click", "numbers", "regex"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger runs')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (outcome,) = read_many(paths, task=TASK, jobs=2)
    assert outcome.payload == "a done"


def test_leaving_early_ends_every_worker(tmp_path: Path) -> None:
    outcomes = read_many(_files(tmp_path, "a", "hang", "hang", "hang"), task=TASK, jobs=3)
    assert next(outcomes).payload == "a done"
    outcomes.close()
    mine = [p for p in Path("/proc").glob("[0-9]*") if _parent(p) == os.getpid() and "hostile:read" in _command(p)]
    assert mine == []


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text()
    except OSError:
        return ""
