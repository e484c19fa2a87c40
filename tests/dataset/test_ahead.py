"""What is loaded ahead is what would be loaded later, and its faults are told where it is needed."""

import gc
import threading

import pytest

from extractor.dataset import ahead
from extractor.dataset.ahead import ready_ahead
from extractor.dataset.faults import DatasetError
from extractor.dataset.folder import Dataset
from extractor.dataset.history import load_reports, read_history
from extractor.dataset.intake import take_in
from tests.dataset.made import HA_GIANG, made

WOMEN = ("staff_female", "nữ 34 người", 34)


def loaded(dataset: Dataset) -> list[object]:
    counted = read_history(dataset.store).counted()
    names = {one.sha256: one.name for one in counted}
    return list(load_reports(dataset.store, (one.holds for one in counted), names, dataset.records))


def test_records_loaded_ahead_are_those_of_the_store(dataset: Dataset) -> None:
    take_in(dataset, made(WOMEN))
    with ready_ahead(dataset):
        take_in(dataset, made(WOMEN, unit=HA_GIANG, file="b.txt"))
    assert len(dataset.records) >= 1
    both = loaded(dataset)
    dataset.records.clear()
    assert (len(both), both) == (2, loaded(dataset))


def test_no_thread_is_left_and_the_collector_is_as_before(dataset: Dataset) -> None:
    for collecting in (True, False):
        (gc.enable if collecting else gc.disable)()
        try:
            before = threading.active_count()
            with pytest.raises(KeyError), ready_ahead(dataset):
                raise KeyError
            assert (threading.active_count(), gc.isenabled()) == (before, collecting)
        finally:
            gc.enable()


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_is_told_where_the_record_is_needed(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(dataset, made(WOMEN))

    def damaged(*_: object) -> None:
        raise DatasetError("hỏng", "damaged")

    with monkeypatch.context() as patched:
        patched.setattr(ahead, "parse_records", damaged)
        with ready_ahead(dataset):
            pass
    assert dataset.records == {}
    assert len(loaded(dataset)) == 1
