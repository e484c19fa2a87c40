"""Whatever is changed behind the dataset's back is seen, and named."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator

import pytest
from sqlalchemy import create_engine, text

from extractor.dataset.chain import GENESIS
from extractor.dataset.entry import Said, change_figure
from extractor.dataset.folder import Dataset
from extractor.dataset.intake import Read, take_in
from extractor.dataset.projection import project
from extractor.dataset.verification import verify
from schemas.catalogue import load
from tests.dataset.made import FIRST, HA_GIANG, made

WOMEN = ("staff_female", "nữ 34 người", 34)


@pytest.fixture
def filled(dataset: Dataset) -> Dataset:
    """Two reports, one of them corrected, and their exports."""
    read = made(WOMEN)
    take_in(dataset, read)
    take_in(dataset, made(WOMEN, unit=HA_GIANG))
    change_figure(dataset, read.report.figures[0].id, Said(value="36"), "me", "seen on paper", load())
    project(dataset, "vi")
    return dataset


def tamper(dataset: Dataset, store_url: str | None, statement: str, **values: object) -> None:
    """Change the store as somebody would who has the database's own rights."""
    engine = create_engine(store_url or f"sqlite:///{dataset.folder / 'store.sqlite'}")
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for trigger in triggers:
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(text(statement), values)
    engine.dispose()


def faults(dataset: Dataset) -> set[tuple[str, str]]:
    return {(problem.fault, problem.about) for problem in verify(dataset).problems}


def test_an_untouched_dataset_is_sound(filled: Dataset) -> None:
    found = verify(filled)
    assert (found.sound, found.problems) == (True, [])
    assert (found.checked["rows"], found.checked["originals"], found.checked["readings"]) == (9, 2, 2)
    assert found.checked["anchors"] == 2
    assert found.checked["exports"] > 10


def test_an_empty_dataset_is_sound(dataset: Dataset) -> None:
    assert (verify(dataset).sound, verify(dataset).head) == (True, GENESIS)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE corrections SET why = 'other'", ("row_changed", "corrections 9")),
        ("UPDATE corrections SET who = 'somebody'", ("row_changed", "corrections 9")),
        ("UPDATE readings SET issued = '2024-01-01' WHERE seq = 4", ("row_changed", "readings 4")),
        ("UPDATE names SET received_at = '2020'  WHERE seq = 2", ("row_changed", "names 2")),
        ("DELETE FROM corrections", ("row_missing", "corrections 9")),
        ("UPDATE log SET row_hash = 'x' WHERE seq = 5", ("chain_broken", "log 5")),
        ("UPDATE log SET kind = 'names' WHERE seq = 9", ("chain_broken", "log 9")),
        ("DELETE FROM log WHERE seq = 2", ("chain_broken", "log 3")),
        (
            "INSERT INTO decisions (seq, kind, subject, who, why, received_at)"
            " VALUES (77, 'withdraw', 'x', 'w', 'y', 't')",
            ("row_unlogged", "decisions 77"),
        ),
        ("UPDATE readings SET record_sha256 = 'x' WHERE seq = 4", ("record_damaged", "readings 4")),
    ],
)
def test_a_row_changed_behind_the_programs_back_is_named(
    filled: Dataset, store_url: str | None, statement: str, fault: tuple[str, str]
) -> None:
    tamper(filled, store_url, statement)
    assert fault in faults(filled)
    assert not verify(filled).sound


@pytest.mark.parametrize("column", ["record", "text"])
@pytest.mark.parametrize("body", [zlib.compress(b'{"figures": []}'), gzip.compress(b"x", mtime=0), b""])
def test_content_changed_in_the_store_is_seen(filled: Dataset, store_url: str | None, column: str, body: bytes) -> None:
    tamper(filled, store_url, f"UPDATE readings SET {column} = :body WHERE seq = 4", body=body)
    assert ("record_damaged", "readings 4") in faults(filled)


def test_an_anchor_beside_its_words_is_seen(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, Read(read.report, "x" + (read.text or ""), read.data, FIRST))
    assert {fault for fault, _ in faults(dataset)} == {"anchor_off"}


def test_originals_are_recomputed(filled: Dataset) -> None:
    one, two = filled.originals.names()
    for path, change in ((filled.originals.path(one), b"other"), (filled.originals.path(two), None)):
        path.chmod(0o644)
        if change is None:
            path.unlink()
        else:
            path.write_bytes(change)
    assert faults(filled) == {("original_changed", one), ("original_missing", two)}


def test_a_file_that_a_killed_intake_left_is_told_and_is_no_damage(filled: Dataset) -> None:
    sha256 = filled.originals.keep(b"left behind")
    found = verify(filled)
    assert [(problem.fault, problem.about) for problem in found.problems] == [("original_unlogged", sha256)]
    assert found.sound


@pytest.mark.parametrize("change", ["write", "remove", "add"])
def test_exports_are_compared_with_what_was_written(filled: Dataset, change: str) -> None:
    path = filled.folder / "data" / ("extra.csv" if change == "add" else "facts.csv")
    if change == "remove":
        path.unlink()
    else:
        path.write_text("x", encoding="utf-8")
    assert faults(filled) == {("export_changed", f"data/{path.name}")}


def test_a_store_written_anew_is_told_by_a_hash_that_was_noted(filled: Dataset) -> None:
    head = verify(filled).head
    take_in(filled, made(WOMEN, salt="later"))
    assert verify(filled, noted_head=head).sound
    assert {problem.fault for problem in verify(filled, noted_head="f" * 64).problems} == {"head_unknown"}


def test_originals_are_read_again_if_asked(filled: Dataset) -> None:
    texts = {read.report.source.sha256: read.text for read in (made(WOMEN), made(WOMEN, unit=HA_GIANG))}

    def decoder(change: Callable[[str], str | None]) -> Callable[[Iterable[str]], Iterator[tuple[str, str | None]]]:
        return lambda wanted: ((sha256, change(texts[sha256] or "")) for sha256 in wanted)

    assert verify(filled, version=FIRST.extractor, decoder=decoder(lambda text: text)).checked["texts"] == 2
    for change in (lambda text: text + "!", lambda text: None):
        found = verify(filled, version=FIRST.extractor, decoder=decoder(change))
        assert [problem.fault for problem in found.problems] == ["text_differs", "text_differs"]
    assert "texts" not in verify(filled, version="another", decoder=decoder(lambda text: None)).checked
