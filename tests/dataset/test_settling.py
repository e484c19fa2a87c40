"""A person chooses in a conflict: the reading, or the correction at a place."""

import pytest

from extractor.dataset.corrections import Replay
from extractor.dataset.entry import Entered, Said, add_figure, change_figure
from extractor.dataset.faults import DatasetError, NotInDataset
from extractor.dataset.folder import Dataset
from extractor.dataset.history import load_reports, load_text, read_history
from extractor.dataset.intake import Read, take_in
from extractor.dataset.settling import Candidate, candidates, settle
from schemas.catalogue import load
from tests.dataset.made import made, reread
from tests.dataset.test_corrections import BY, STAFF, TOTAL, WOMEN, accept, correct, replayed, values

OTHER = ("staff_female", "nữ 34 người", 35)


def places(dataset: Dataset, read: Read, outcome: int = 0) -> tuple[Candidate, ...]:
    held = read_history(dataset.store).submissions[read.report.source.sha256].holds
    (report,) = load_reports(dataset.store, [held], {})
    return candidates(report, load_text(dataset.store, held), replayed(dataset, read).outcomes[outcome])


def states(found: Replay) -> list[str]:
    return [one.state for one in found.outcomes]


@pytest.mark.parametrize("holds", ["reported", "corrected"])
def test_a_third_value_is_settled_either_way(dataset: Dataset, holds: str) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    seq = correct(dataset, read, "36")
    accept(dataset, reread(read, OTHER, STAFF))
    assert states(replayed(dataset, read)) == ["conflict"]
    settle(dataset, str(seq), holds, None, "C", "looked at the page")  # type: ignore[arg-type]
    found = replayed(dataset, read)
    assert values(found.report)["staff_female"] == (35 if holds == "reported" else 36)
    assert "conflict" not in states(found)
    if holds == "corrected":
        (mark,) = found.marks.values()
        # What the report is now read as stays beside what holds, and who settled it is told.
        assert mark.reported is not None
        assert (mark.reported.quantity.value, mark.who, mark.why) == (35, "C", "looked at the page")


def test_a_rejection_holds_at_the_place_that_is_chosen(dataset: Dataset) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    seq = change_figure(dataset, read.report.figures[0].id, None, *BY, load()).seq
    twice = reread(read, OTHER, ("staff_female", "nữ 34 người", 36), STAFF)
    accept(dataset, twice)
    assert [one.reason for one in replayed(dataset, read).outcomes] == ["several"]
    first, second = places(dataset, read)
    with pytest.raises(DatasetError, match=f"{first.start}.*{second.start}"):
        settle(dataset, str(seq), "corrected", None, *BY)
    with pytest.raises(NotInDataset):
        settle(dataset, str(seq), "corrected", "999999", *BY)
    settle(dataset, str(seq), "corrected", str(second.start), *BY)
    women = [one for one in replayed(dataset, read).report.figures if one.indicator == "staff_female"]
    assert [int(one.quantity.value) for one in women] == [35]


def test_a_figure_that_is_read_no_more_is_put_at_its_words(dataset: Dataset) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    seq = correct(dataset, read, "36")
    accept(dataset, reread(read, STAFF, unread="nữ 34 người"))
    (place,) = places(dataset, read)
    assert place.figure is None
    entered = settle(dataset, str(seq), "corrected", None, *BY)
    assert isinstance(entered, Entered)
    found = replayed(dataset, read)
    assert values(found.report) == {TOTAL: 52, "staff_female": 36}
    (added,) = [one for one in found.report.figures if one.indicator == "staff_female"]
    held = read_history(dataset.store).submissions[read.report.source.sha256].holds
    text = load_text(dataset.store, held) or ""
    assert text[added.anchor.start : added.anchor.end] == added.anchor.quote == "nữ 34 người"


def test_an_added_figure_takes_the_place_of_the_one_that_is_read_there_now(dataset: Dataset) -> None:
    read = made(STAFF, unread="nữ 34 người")
    take_in(dataset, read)
    sha = read.report.source.sha256
    seq = add_figure(dataset, sha, "staff_female", "nữ 34 người", Said(value="36"), *BY, load()).seq
    accept(dataset, reread(read, STAFF, OTHER))
    assert [one.reason for one in replayed(dataset, read).outcomes] == ["occupied"]
    settle(dataset, str(seq), "corrected", None, *BY)
    found = replayed(dataset, read)
    assert values(found.report) == {TOTAL: 52, "staff_female": 36}
    assert states(found) == ["applied"]


def test_only_a_conflict_is_settled(dataset: Dataset) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    seq = correct(dataset, read, "36")
    with pytest.raises(DatasetError, match="--revoke"):
        settle(dataset, str(seq), "corrected", None, *BY)
    with pytest.raises(NotInDataset):
        settle(dataset, "999", "reported", None, *BY)
