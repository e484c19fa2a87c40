"""The store itself: rows are only added, the chain holds, versions follow each other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select, text

from extractor.dataset.chain import GENESIS
from extractor.dataset.faults import DatasetError
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from extractor.dataset.intake import take_in
from extractor.dataset.migrations import CURRENT, migrate, version_of
from extractor.dataset.schema import ENTRIES, LOG, SCHEMA_VERSIONS
from extractor.dataset.store import Store, hidden
from extractor.dataset.verification import verify
from tests.dataset.made import made
from tests.dataset.server import Server, empty_database


@pytest.mark.parametrize("table", [*ENTRIES, "log", "schema_versions"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_delete_rows(dataset: Dataset, table: str, change: str) -> None:
    take_in(dataset, made(("staff_female", "nữ 34 người", 34)))
    by, about = {"who": "w", "why": "y"}, made(("staff_female", "nữ 34 người", 34)).report.source.sha256
    with dataset.store.writing() as writer:
        writer.add("corrections", sha256=about, kind="reject", figure="f", **by)
        writer.add("decisions", kind="withdraw", subject=about, **by)
        writer.add("campaigns", name="n", body="b")

    column = "version" if table == "schema_versions" else "seq"
    with pytest.raises(DatasetError, match="only added"), dataset.store.writing() as writer:
        writer.connection.execute(text(change.format(table, column, column)))
    assert verify(dataset).sound


def test_rows_are_chained(dataset: Dataset) -> None:
    take_in(dataset, made(("staff_female", "nữ 34 người", 34)))
    with dataset.store.reading() as connection:
        chain = connection.execute(select(LOG).order_by(LOG.c.seq)).all()
    assert [row.kind for row in chain] == ["submissions", "names", "originals", "readings"]
    assert [row.previous for row in chain] == [GENESIS, *(row.hash for row in chain[:-1])]
    assert len({row.hash for row in chain}) == 4


def test_a_transaction_adds_everything_or_nothing(dataset: Dataset) -> None:
    with pytest.raises(RuntimeError), dataset.store.writing() as writer:
        writer.add("submissions", sha256="a")
        raise RuntimeError
    with pytest.raises(DatasetError), dataset.store.writing() as writer:
        writer.add("submissions", sha256="b")
        writer.add("names", sha256="nowhere", name="n")
    assert read_history(dataset.store).submissions == {}
    assert verify(dataset).checked.get("rows", 0) == 0


def test_a_store_of_a_later_version_is_left_alone(dataset: Dataset, reopen: Callable[[], Dataset]) -> None:
    with dataset.store.writing() as writer:
        writer.connection.execute(SCHEMA_VERSIONS.insert().values(version=CURRENT + 1, applied_at="later"))
    dataset.close()
    with pytest.raises(DatasetError, match="Update the program"):
        reopen()


def test_a_store_of_the_first_version_is_migrated_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, "then", str(path), last=1)
        assert not inspect(connection).has_table("campaigns")
    engine.dispose()
    for number in range(2):
        with Store.sqlite(path) as store, store.reading() as connection:
            assert version_of(connection) == CURRENT
            assert inspect(connection).has_table("campaigns")
        # The second opening finds nothing to migrate and makes no other backup.
        assert [kept.name for kept in (tmp_path / "backups").iterdir()] == ["store-v1.sqlite"], number
    backup = create_engine(f"sqlite:///{tmp_path / 'backups' / 'store-v1.sqlite'}")
    with backup.connect() as connection:
        assert version_of(connection) == 1


def test_postgresql_is_migrated_after_a_backup(postgresql: Server) -> None:
    url = empty_database(postgresql)
    engine = create_engine(url)
    with engine.begin() as connection:
        migrate(connection, "then", url, last=1)
    with Store.at(url) as store, store.reading() as connection:
        assert version_of(connection) == CURRENT
        assert "backup_v1" in inspect(connection).get_schema_names()
        kept = connection.execute(text("SELECT version FROM backup_v1.schema_versions")).scalars().all()
        assert kept == [1]
    engine.dispose()


def test_the_url_is_remembered_without_its_password(
    tmp_path: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = empty_database(postgresql)
    with Dataset.open(tmp_path, url=url, create=True) as dataset:
        take_in(dataset, made(("staff_female", "nữ 34 người", 34)))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(postgresql.password.encode() not in path.read_bytes() for path in files)
    assert not (tmp_path / "store.sqlite").exists()
    monkeypatch.setenv("PGPASSWORD", postgresql.password)
    with Dataset.open(tmp_path) as dataset:
        assert len(read_history(dataset.store).submissions) == 1


def test_a_url_is_shown_without_its_password() -> None:
    assert hidden("postgresql+psycopg://me:secret@host/base") == "postgresql+psycopg://me@host/base"
    assert "secret" not in hidden("postgresql+psycopg://host/base?password=secret&connect_timeout=2")


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://host/base", "postgresql+psycopg://u:secret@127.0.0.1:1/none?connect_timeout=2"]
)
def test_a_store_that_cannot_be_reached_is_told_without_the_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(DatasetError) as raised:
        Dataset.open(tmp_path, url=url, create=True)
    assert "secret" not in raised.value.vi + raised.value.en
    assert not (tmp_path / "dataset.toml").exists()


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DatasetError, match="cannot be opened"):
        Dataset.open(tmp_path)
    assert (tmp_path / "store.sqlite").read_bytes() == b"not a database at all" * 100


def test_no_dataset_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="not a dataset"):
        Dataset.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
