"""Taking in: once each, in order, nothing lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Table, func, select

from extractor.dataset.faults import NotInDataset
from extractor.dataset.folder import Dataset
from extractor.dataset.history import load_reports, load_text, read_history
from extractor.dataset.intake import UNKNOWN_VERSION, Read, note_names, readings_known, take_in
from extractor.dataset.schema import ENTRIES, LOG
from tests.dataset.made import FIRST, HA_GIANG, SECOND, made, reread

WOMEN = ("staff_female", "nữ 34 người", 34)


def rows(dataset: Dataset) -> dict[str, int]:
    with dataset.store.reading() as connection:
        counts = {name: _count(connection, table) for name, table in ENTRIES.items()}
        assert _count(connection, LOG) == sum(counts.values())
    return {name: count for name, count in counts.items() if count}


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_what_came_in_comes_out(dataset: Dataset) -> None:
    read = made(WOMEN)
    assert take_in(dataset, read) == "new"
    (submitted,) = read_history(dataset.store).submissions.values()
    assert load_reports(dataset.store, [submitted.holds], {}) == [read.report]
    assert load_text(dataset.store, submitted.holds) == read.text
    assert dataset.originals.path(read.report.source.sha256).read_bytes() == read.data
    held = submitted.holds
    assert (held.unit_code, held.unit_name, held.issued) == ("12", "Lai Châu", "2024-05-23")
    assert (held.draft, held.figures) == (False, 1)
    assert held.reviewed == "Nghị quyết 03/NQ-TLĐ 2019-01-11"


def test_the_same_file_twice_is_one_submission(dataset: Dataset) -> None:
    assert take_in(dataset, made(WOMEN)) == "new"
    before = rows(dataset)
    assert take_in(dataset, made(WOMEN)) == "known"
    assert rows(dataset) == before == {"submissions": 1, "names": 1, "originals": 1, "readings": 1}


def test_another_name_is_noted_and_is_no_other_submission(dataset: Dataset) -> None:
    take_in(dataset, made(WOMEN, file="b.txt"))
    assert take_in(dataset, made(WOMEN, file="a.txt")) == "known"
    sha256 = made(WOMEN).report.source.sha256
    assert note_names(dataset, [(sha256, "a.txt")]) == 0
    assert note_names(dataset, [(sha256, "a.txt"), (sha256, "c.txt")]) == 1
    (submitted,) = read_history(dataset.store).submissions.values()
    assert (submitted.names, submitted.name) == (["b.txt", "a.txt", "c.txt"], "a.txt")


def test_bytes_that_are_not_those_that_were_read_are_refused(dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="bytes"):
        take_in(dataset, replace(made(WOMEN), data=b"something else"))
    assert rows(dataset) == {}
    assert list(dataset.originals.names()) == []


def test_a_version_reads_a_file_once(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    assert readings_known(dataset, FIRST) == {read.report.source.sha256}
    assert readings_known(dataset, SECOND) == frozenset()
    assert take_in(dataset, reread(read, WOMEN)) == "reread"
    assert readings_known(dataset, SECOND) == {read.report.source.sha256}


def test_a_record_without_its_file_is_taken_in_and_the_file_may_follow(dataset: Dataset) -> None:
    read = made(WOMEN)
    record = Read(read.report)
    assert record.version == UNKNOWN_VERSION
    assert take_in(dataset, record) == "new"
    assert take_in(dataset, record) == "known"
    (submitted,) = read_history(dataset.store).submissions.values()
    assert submitted.size is None
    take_in(dataset, read)
    (submitted,) = read_history(dataset.store).submissions.values()
    assert submitted.size == len(read.data or b"")
    # The file gives the same record: nothing waits for a decision.
    assert submitted.candidate is None


def test_a_record_of_a_file_that_is_here_tells_nothing_more(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    other = read.report.model_copy(update={"figures": ()})
    assert take_in(dataset, Read(other)) == "known"
    assert rows(dataset)["readings"] == 1


def test_awkward_text_survives(dataset: Dataset) -> None:
    read = replace(made(WOMEN), text="\x00 \ud800 \U0001f600 Hà Giang")
    take_in(dataset, read)
    (submitted,) = read_history(dataset.store).submissions.values()
    assert load_text(dataset.store, submitted.holds) == read.text


def test_the_order_of_receipt_is_kept(dataset: Dataset, reopen: Callable[[], Dataset]) -> None:
    reads = [made(WOMEN, salt=str(number)) for number in range(5)]
    for read in reads:
        take_in(dataset, read)
    dataset.close()
    assert list(read_history(reopen().store).submissions) == [read.report.source.sha256 for read in reads]


def test_a_report_is_found_by_id_hash_and_name(dataset: Dataset) -> None:
    read, other = made(WOMEN, file="lai-chau.txt"), made(WOMEN, unit=HA_GIANG, file="ha-giang.txt")
    for one in (read, other):
        take_in(dataset, one)
    sha256 = read.report.source.sha256
    history = read_history(dataset.store)
    for what in (sha256, sha256[:8], f"pre_2025_07-12-2024-05-23-{sha256[:8]}", "lai-chau.txt"):
        assert history.find(what).sha256 == sha256
    for what in ("nothing.txt", sha256[:3], ""):
        with pytest.raises(NotInDataset):
            history.find(what)
