"""Every test of the dataset runs on SQLite and on PostgreSQL, where Debian's package of it is installed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from extractor.dataset.folder import Dataset
from tests.dataset.server import Server, empty_database, programs, running

NOON = "2026-01-02T12:00:00+00:00"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    place = programs()
    if place is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql); SQLite is tested alone")
    with running(place) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str | None:
    """None for the SQLite file in the dataset's folder, or the URL of an empty PostgreSQL database."""
    return None if request.param == "sqlite" else empty_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def reopen(tmp_path: Path, store_url: str | None) -> Iterator[Callable[[], Dataset]]:
    """Opens the test's dataset, as often as it is called, the first time making it; the clock stands still."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(
            Dataset.open(tmp_path / "dataset", url=store_url, create=True, clock=lambda: NOON)
        )


@pytest.fixture
def dataset(reopen: Callable[[], Dataset]) -> Dataset:
    return reopen()
