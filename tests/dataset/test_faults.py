"""Killed at any moment, no room, no rights: the old state or the new one, never something between."""

import contextlib
import errno
import os
import random
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from extractor.dataset.entry import Said, change_figure
from extractor.dataset.faults import DatasetError
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from extractor.dataset.intake import take_in
from extractor.dataset.originals import Originals
from extractor.dataset.projection import project
from extractor.dataset.schema import ENTRIES, LOG
from extractor.dataset.verification import verify
from schemas.catalogue import load
from tests.dataset.conftest import NOON
from tests.dataset.made import HA_GIANG, HEALTH, made
from tests.dataset.server import Server, empty_database

READS = [made(("staff_female", "nữ 34 người", 34), unit=unit) for unit in (HA_GIANG, HEALTH)]
READS.append(made(("staff_female", "nữ 35 người", 35), file="c.txt"))
KILLS = int(os.environ.get("TONGHOP_KILLS", "20"))
"""Of each store; a hundred take some minutes."""
STEPS_BEFORE_EXPORTS = 24


def work(folder: Path, url: str | None, watch: Callable[[Dataset], None] = lambda dataset: None) -> None:
    """Everything that writes: intake of three reports, a correction, the exports."""
    with Dataset.open(folder, url=url, create=True, clock=lambda: NOON) as dataset, dataset.locked():
        watch(dataset)
        for read in READS:
            take_in(dataset, read)
        if not read_history(dataset.store).corrections:
            change_figure(dataset, READS[0].report.figures[0].id, Said(value="36"), "me", "seen", load())
        project(dataset, "vi")


def state(folder: Path, url: str | None) -> dict[str, Any]:
    """All rows, originals and exports."""
    with Dataset.open(folder, url=url) as dataset:
        found = verify(dataset)
        assert found.problems == []
        with dataset.store.reading() as connection:
            tables = (LOG, *ENTRIES.values())
            rows = {table.name: connection.execute(select(table).order_by(table.c.seq)).all() for table in tables}
    kept = ("originals", "data", "records")
    files = [path for part in kept for path in (folder / part).rglob("*")] + [folder / "national.xlsx"]
    return {**rows, **{str(path.relative_to(folder)): path.read_bytes() for path in files if path.is_file()}}


def in_child(task: Callable[[], None]) -> int:
    """Start a task in a process of its own; gives its id."""
    child = os.fork()
    if child == 0:
        try:
            task()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def places(tmp_path: Path, request: pytest.FixtureRequest, store_url: str | None) -> Iterator[Callable[[], Any]]:
    """Gives a new folder and store each time."""

    def place() -> tuple[Path, str | None]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        url = None
        if store_url is not None:
            server: Server = request.getfixturevalue("postgresql")
            url = empty_database(server)
        folder.mkdir()
        return folder, url

    yield place


def test_killed_at_random_moments_and_run_again(places: Callable[[], tuple[Path, str | None]]) -> None:
    whole, url = places()
    start = time.monotonic()
    assert ended(in_child(lambda: work(whole, url))) == 0
    length = time.monotonic() - start
    expected, luck = state(whole, url), random.Random(6)
    killed = 0
    folder, url = places()
    for number in range(KILLS):
        if number % 5 == 0:
            folder, url = places()  # some datasets are killed several times before they are whole
        child = in_child(lambda folder=folder, url=url: work(folder, url))  # type: ignore[misc]
        time.sleep(luck.uniform(0, length))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        killed += ended(child) == -signal.SIGKILL
        if number % 5 == 4:
            work(folder, url)
            assert state(folder, url) == expected
    assert killed >= KILLS // 4  # the others were quicker than the first run and are whole


def test_killed_before_each_step_that_changes_something(places: Callable[[], tuple[Path, str | None]]) -> None:
    """Every rename, flush, deletion and commit is, in turn, the one that is not reached."""
    whole, url = places()
    work(whole, url)
    expected = state(whole, url)
    step, code = 0, -signal.SIGKILL
    while code:
        # One by one through intake and correction; the exports are many files treated alike.
        step += 1 if step < STEPS_BEFORE_EXPORTS else 11
        folder, url = places()
        code = ended(in_child(lambda folder=folder, url=url, step=step: dying(folder, url, step)))  # type: ignore[misc]
        assert code in {0, -signal.SIGKILL}
        work(folder, url)
        assert state(folder, url) == expected, step
    assert step > STEPS_BEFORE_EXPORTS


def dying(folder: Path, url: str | None, step: int) -> None:
    """Do the work and die of the step-th change."""
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            count()
            return function(*arguments, **named)

        return call

    for name in ("replace", "rename", "unlink", "fsync", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))

    def watch(dataset: Dataset) -> None:
        event.listen(dataset.store._engine, "commit", count)

    work(folder, url, watch)


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_no_room_for_an_original(dataset: Dataset, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    take_in(dataset, READS[0])
    before = read_history(dataset.store).submissions

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(dataset.folder))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Originals, "keep", lambda self, data: full())
    with pytest.raises(OSError, match="No space") as raised:
        take_in(dataset, READS[1])
    assert str(dataset.folder) in str(raised.value.filename)
    monkeypatch.undo()
    assert read_history(dataset.store).submissions == before
    assert [path.name for path in dataset.originals.folder.rglob("*") if path.is_file()] == list(before)
    take_in(dataset, READS[1])
    assert verify(dataset).sound


def test_no_room_in_the_store(tmp_path: Path) -> None:
    with Dataset.open(tmp_path, create=True) as dataset:
        take_in(dataset, READS[0])
        engine = dataset.store._engine

        @event.listens_for(engine, "begin")
        def limit(connection: Any) -> None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

        large = made(*(("staff_female", f"nữ {number} người", number) for number in range(2000)))
        with pytest.raises(DatasetError, match=r"full.*old data are intact"):
            take_in(dataset, large)
    with Dataset.open(tmp_path) as dataset:
        assert list(read_history(dataset.store).submissions) == [READS[0].report.source.sha256]
        assert [problem.fault for problem in verify(dataset).problems] == ["original_unlogged"]
        assert take_in(dataset, large) == "new"
        assert verify(dataset).problems == []


def test_no_room_for_the_exports(tmp_path: Path) -> None:
    """A real limit on the size of files, in a process of its own."""
    work(tmp_path, None)
    before = state(tmp_path, None)

    def short_of_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        largest = max(path.stat().st_size for path in (tmp_path / "data").iterdir())
        with Dataset.open(tmp_path, clock=lambda: NOON) as dataset:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest // 2, largest // 2))
            with pytest.raises(OSError, match="File too large") as raised:
                project(dataset, "en")
            assert raised.value.filename == str(tmp_path)

    assert ended(in_child(short_of_room)) == 0
    assert state(tmp_path, None) == before
    assert not list(tmp_path.glob(".tonghop-*"))


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    with Dataset.open(tmp_path, create=True) as one, one.locked(), Dataset.open(tmp_path) as other:
        with pytest.raises(DatasetError, match="another program"), other.locked():
            pass
        take_in(one, READS[0])
    with Dataset.open(tmp_path) as other, other.locked():
        take_in(other, READS[1])
    assert len(READS) > 2


def test_writers_of_one_store_take_turns(dataset: Dataset, store_url: str | None) -> None:
    """Two processes add at the same time; the chain has one end."""
    folder = dataset.folder
    children = [
        in_child(
            lambda place=place: [  # type: ignore[misc,func-returns-value]
                _take(folder, store_url, f"{place}-{number}") for number in range(10)
            ]
        )
        for place in range(2)
    ]
    assert [ended(child) for child in children] == [0, 0]
    found = verify(dataset)
    assert (found.problems, found.checked["readings"]) == ([], 20)


def _take(folder: Path, url: str | None, salt: str) -> None:
    with Dataset.open(folder, url=url) as dataset:
        take_in(dataset, made(("staff_female", "nữ 34 người", 34), salt=salt))
