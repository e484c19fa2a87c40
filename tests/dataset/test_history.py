"""Earlier and later reports, drafts, readings that wait, reports withdrawn."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extractor.dataset.entry import decide
from extractor.dataset.exports import held, state_of
from extractor.dataset.folder import Dataset
from extractor.dataset.history import Submitted, earlier_of, read_history
from extractor.dataset.intake import Read, take_in
from extractor.dataset.projection import project
from tests.dataset.made import HA_GIANG, SECOND, made, reread

WOMEN = ("staff_female", "nữ 34 người", 34)
MORE = ("staff_female", "nữ 35 người", 35)


def women(dataset: Dataset) -> dict[str, float | None]:
    """The national cell of women by unit, as a reader of the exports sees it."""
    project(dataset, "vi")
    table: list[dict[str, Any]] = pq.read_table(dataset.folder / "data" / "national.parquet").to_pylist()
    return {
        row["unit_name"]: row["value"] for row in table if row["level"] == "unit" and row["indicator"] == "staff_female"
    }


def submitted(dataset: Dataset, read: Read) -> Submitted:
    return read_history(dataset.store).submissions[read.report.source.sha256]


def statuses(dataset: Dataset) -> dict[str, tuple[str, str | None]]:
    rows = pq.read_table(dataset.folder / "data" / "reports.parquet").to_pylist()
    return {row["file"]: (row["status"], row["reason"]) for row in rows}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_later_report_of_the_same_unit_on_the_same_document_counts_and_both_are_kept(
    dataset: Dataset, order: tuple[int, int]
) -> None:
    reads = [made(WOMEN, issued="2024-05-23", file="a.txt"), made(MORE, issued="2024-06-01", file="b.txt")]
    for place in order:
        take_in(dataset, reads[place])
    assert women(dataset) == {"Lai Châu": 35}
    assert statuses(dataset) == {"a.txt": ("superseded", "earlier_issue"), "b.txt": ("current", None)}
    assert len(list((dataset.folder / "records").iterdir())) == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_reports_of_one_day_the_one_received_later_counts(dataset: Dataset, order: tuple[int, int]) -> None:
    reads = [made(WOMEN, file="a.txt"), made(MORE, file="b.txt")]
    for place in order:
        take_in(dataset, reads[place])
    assert women(dataset) == {"Lai Châu": [34, 35][order[1]]}


def test_a_draft_never_replaces_a_final_report(dataset: Dataset) -> None:
    take_in(dataset, made(WOMEN, issued="2024-05-23", file="final.txt"))
    take_in(dataset, made(MORE, issued="2024-06-01", file="draft.txt", draft=True))
    assert women(dataset) == {"Lai Châu": 34}
    assert statuses(dataset)["draft.txt"] == ("superseded", "draft")
    drafts = pq.read_table(dataset.folder / "data" / "reports.parquet").to_pylist()
    assert {row["file"]: row["draft"] for row in drafts} == {"final.txt": False, "draft.txt": True}


def test_what_came_before_is_that_of_the_same_unit_and_document(dataset: Dataset) -> None:
    first, other, second = made(WOMEN, issued="2024-05-23"), made(WOMEN, unit=HA_GIANG), made(MORE, issued="2024-06-01")
    for read in (first, other, second):
        take_in(dataset, read)
    history = read_history(dataset.store)
    later = history.submissions[second.report.source.sha256]
    assert [one.sha256 for one in earlier_of(history, later)] == [first.report.source.sha256]


def test_a_new_reading_waits_until_somebody_decides(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    take_in(dataset, reread(read, MORE))
    one = submitted(dataset, read)
    assert one.candidate is not None
    assert (one.holds.extractor, one.candidate.extractor) == (read.version.extractor, SECOND.extractor)
    assert women(dataset) == {"Lai Châu": 34}
    decide(dataset, "accept", one.sha256, one.candidate.seq, "me", "better")
    assert submitted(dataset, read).candidate is None
    assert women(dataset) == {"Lai Châu": 35}


def test_a_refused_reading_does_not_come_up_again(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    take_in(dataset, reread(read, MORE))
    one = submitted(dataset, read)
    assert one.candidate is not None
    decide(dataset, "keep", one.sha256, one.candidate.seq, "me", "worse")
    assert submitted(dataset, read).candidate is None
    assert women(dataset) == {"Lai Châu": 34}


def test_a_reading_that_says_the_same_needs_no_decision(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    take_in(dataset, reread(read, WOMEN))
    assert submitted(dataset, read).candidate is None


def test_a_withdrawn_report_does_not_count_until_it_is_restored(dataset: Dataset) -> None:
    read = made(WOMEN)
    for one in (read, made(MORE, unit=HA_GIANG)):
        take_in(dataset, one)
    sha256 = read.report.source.sha256
    decide(dataset, "withdraw", sha256, None, "me", "sent by mistake")
    assert women(dataset) == {"Hà Giang": 35}
    assert dataset.originals.path(sha256).exists()
    decide(dataset, "restore", sha256, None, "me", "no mistake")
    assert women(dataset) == {"Hà Giang": 35, "Lai Châu": 34}


def test_exports_stand_until_something_they_show_changes(dataset: Dataset) -> None:
    take_in(dataset, made(WOMEN))
    project(dataset, "vi")

    def standing() -> bool:
        return held(dataset.folder, state_of(read_history(dataset.store), "vi")) is not None

    assert standing()
    workbook = dataset.folder / "national.xlsx"
    bytes_before = workbook.read_bytes()
    workbook.write_bytes(bytes_before + b"x")
    assert not standing()
    project(dataset, "vi")
    assert workbook.read_bytes() == bytes_before
    (dataset.folder / "data" / "facts.csv").unlink()
    assert not standing()
    project(dataset, "vi")
    assert standing()
    assert held(dataset.folder, state_of(read_history(dataset.store), "en")) is None
    take_in(dataset, made(MORE, unit=HA_GIANG))
    assert not standing()


def test_no_export_tells_the_time(dataset: Dataset) -> None:
    take_in(dataset, made(WOMEN))
    project(dataset, "vi")
    for path in sorted(dataset.folder.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".csv"}:
            assert "2026-01-02" not in path.read_text(encoding="utf-8"), path
    manifest = json.loads((dataset.folder / ".exports.json").read_text(encoding="utf-8"))
    assert Path("national.xlsx").name in manifest["files"]
