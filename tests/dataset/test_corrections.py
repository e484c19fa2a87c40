"""Corrections: kept apart, replayed by content, never applied where they fit no more."""

from collections.abc import Callable
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from extractor.dataset.corrections import Replay, context_of, examples, replay
from extractor.dataset.entry import Said, add_figure, assign_numeral, change_figure, decide, number, revoke
from extractor.dataset.faults import DatasetError, NotInDataset
from extractor.dataset.folder import Dataset
from extractor.dataset.history import load_reports, load_text, read_history
from extractor.dataset.intake import Read, take_in
from extractor.dataset.projection import project
from schemas.catalogue import load
from schemas.report import Report
from tests.dataset.made import HA_GIANG, made, reread

WOMEN = ("staff_female", "nữ 34 người", 34)
TOTAL = "staff_present_total"
STAFF = (TOTAL, "tổng số 52 cán bộ", 52)
BY = ("Trần Thị B", "đối chiếu bản giấy")


def replayed(dataset: Dataset, read: Read) -> Replay:
    """The corrections of a report on the reading that counts."""
    history = read_history(dataset.store)
    one = history.submissions[read.report.source.sha256]
    (report,) = load_reports(dataset.store, [one.holds], {})
    return replay(
        report, load_text(dataset.store, one.holds), [r for r in history.standing() if r.sha256 == one.sha256]
    )


def accept(dataset: Dataset, read: Read) -> None:
    take_in(dataset, read)
    one = read_history(dataset.store).submissions[read.report.source.sha256]
    assert one.candidate
    decide(dataset, "accept", one.sha256, one.candidate.seq, "me", "newer")


def values(report: Report) -> dict[str, int]:
    return {figure.indicator: int(figure.quantity.value) for figure in report.figures}


def correct(dataset: Dataset, read: Read, value: str, place: int = 0) -> int:
    figure = read.report.figures[place].id
    return change_figure(dataset, figure, Said(value=value), *BY, load()).seq


def exported(dataset: Dataset, name: str) -> list[dict[str, Any]]:
    project(dataset, "vi")
    rows: list[dict[str, Any]] = pq.read_table(dataset.folder / "data" / f"{name}.parquet").to_pylist()
    return rows


def test_reported_and_corrected_stand_side_by_side_everywhere(dataset: Dataset) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    correct(dataset, read, "36")
    facts = {row["indicator"]: row for row in exported(dataset, "facts")}
    changed, same = facts["staff_female"], facts[TOTAL]
    assert (changed["value"], changed["reported_value"], changed["corrected"]) == (36, 34, True)
    assert (changed["correction"], changed["correction_reason"], changed["quote"]) == ("value", BY[1], "nữ 34 người")
    assert (same["value"], same["reported_value"], same["corrected"], same["correction"]) == (52, 52, False, None)
    cells = {row["indicator"]: row for row in exported(dataset, "national") if row["level"] == "unit"}
    assert (cells["staff_female"]["value"], cells["staff_female"]["corrected"]) == (36, True)
    assert cells[TOTAL]["corrected"] is False
    # The record is what was read, with the words of the report.
    (record,) = (dataset.folder / "records").iterdir()
    assert values(Report.model_validate_json(record.read_bytes())) == {"staff_female": 34, TOTAL: 52}


def test_the_workbook_says_who_changed_what_and_why(dataset: Dataset) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    correct(dataset, read, "36")
    change_figure(dataset, read.report.figures[1].id, None, "A", "của đơn vị khác", load())
    project(dataset, "vi")
    book = openpyxl.load_workbook(dataset.folder / "national.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    (comment,) = [cell.comment.text for cell in cells if cell.comment and "ĐÃ ĐÍNH CHÍNH" in cell.comment.text]
    assert "ĐÃ ĐÍNH CHÍNH (Trần Thị B): báo cáo ghi 34 người; đối chiếu bản giấy" in comment
    assert "nữ 34 người" in comment
    assert any(cell.value == 36 for cell in cells)
    assert any("không tính" in str(cell.value) and "tổng số 52 cán bộ" in str(cell.value) for cell in cells)


def test_a_rejected_figure_does_not_count_and_is_still_shown_as_reported(dataset: Dataset) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    change_figure(dataset, read.report.figures[0].id[:8], None, *BY, load())
    facts = {row["indicator"]: row for row in exported(dataset, "facts")}
    rejected = facts["staff_female"]
    assert (rejected["value"], rejected["reported_value"], rejected["correction"]) == (None, 34, "reject")
    assert {row["indicator"] for row in exported(dataset, "national") if row["level"] == "unit"} == {TOTAL}


def test_an_added_figure_is_led_to_its_words(dataset: Dataset) -> None:
    read = made(WOMEN, unread="18")
    take_in(dataset, read)
    add_figure(dataset, "bao-cao.txt", TOTAL, "Ngoài ra có 18", Said(value="18"), *BY, load())
    (row,) = [row for row in exported(dataset, "facts") if row["correction"] == "add"]
    assert (row["value"], row["reported_value"], row["unit"], row["quote"]) == (18, None, "person", "Ngoài ra có 18")
    assert (read.text or "")[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("quote", ["không có đoạn này", "theo danh sách"])
def test_words_that_stand_nowhere_or_twice_are_no_place(dataset: Dataset, quote: str) -> None:
    take_in(dataset, made(WOMEN, STAFF))
    with pytest.raises(DatasetError, match="times"):
        add_figure(dataset, "bao-cao.txt", TOTAL, quote, Said(value="18"), *BY, load())


def test_an_unread_numeral_is_given_an_indicator(dataset: Dataset) -> None:
    read = made(WOMEN, unread="1.218", other="97 người khác")
    take_in(dataset, read)
    catalogue = load()
    start = read.report.unread[0].anchor.start
    assign_numeral(dataset, "bao-cao.txt", start, TOTAL, Said(), *BY, catalogue)
    place = read.report.other_figures[0].anchor.start
    assign_numeral(dataset, "bao-cao.txt", place + 1, "union_members", Said(), *BY, catalogue)
    facts = {row["indicator"]: row["value"] for row in exported(dataset, "facts")}
    assert facts == {"staff_female": 34, TOTAL: 1218, "union_members": 97}
    with pytest.raises(NotInDataset):
        assign_numeral(dataset, "bao-cao.txt", 0, TOTAL, Said(), *BY, catalogue)


def test_every_part_of_a_figure_can_be_corrected(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    said = Said(value="30", upper="40", unit="attendance", period="year:2023", indicator=TOTAL)
    change_figure(dataset, read.report.figures[0].id, said, *BY, load())
    (row,) = exported(dataset, "facts")
    assert (row["value"], row["upper"], row["bound"], row["unit"]) == (30, 40, "range", "attendance")
    assert (row["period"], row["indicator"], row["reported_indicator"]) == (
        "year:2023",
        TOTAL,
        "staff_female",
    )


@pytest.mark.parametrize(
    "said",
    [
        Said(value="22,877"),
        Said(value="1.5"),
        Said(value="34,5"),
        Said(value="ba mươi"),
        Said(value="34"),
        Said(unit="apples"),
        Said(period="2023"),
        Said(indicator="no_such"),
        Said(value="40", upper="30"),
        Said(bound="range"),
    ],
)
def test_what_is_no_clear_correction_is_refused_and_nothing_is_entered(dataset: Dataset, said: Said) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    with pytest.raises(DatasetError):
        change_figure(dataset, read.report.figures[0].id, said, *BY, load())
    assert read_history(dataset.store).corrections == ()


@pytest.mark.parametrize(("text", "value"), [("22.877", 22877), ("22877", 22877), ("1.234.567", 1234567)])
def test_numbers_are_those_of_reports(text: str, value: int) -> None:
    assert number(text) == value


def test_a_figure_of_several_reports_needs_its_whole_id(dataset: Dataset) -> None:
    take_in(dataset, made(WOMEN))
    for what in ("ffffffffffffffff", "", "12"):
        with pytest.raises(NotInDataset):
            change_figure(dataset, what, None, *BY, load())


# Replay ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["Báo cáo kết quả thực hiện. ", "Một lời mở đầu dài hơn trước rất nhiều lần. "])
def test_a_correction_holds_after_a_reading_that_says_the_same_elsewhere(dataset: Dataset, opening: str) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    correct(dataset, read, "36")
    again = reread(read, WOMEN, STAFF, ("staff_party_members", "nữ chủ tịch 3 người", 3), opening=opening)
    accept(dataset, again)
    found = replayed(dataset, read)
    assert [one.state for one in found.outcomes] == ["applied"]
    assert values(found.report)["staff_female"] == 36
    (identifier,) = found.marks
    reported = found.marks[identifier].reported
    assert reported is not None
    text = again.text or ""
    assert text[reported.anchor.start : reported.anchor.end] == "nữ 34 người"


CASES: list[tuple[str, tuple[tuple[str, str, int], ...], str, str | None]] = [
    ("the new reading says what the correction says", (("staff_female", "nữ 34 người", 36), STAFF), "confirmed", None),
    ("the new reading says a third value", (("staff_female", "nữ 34 người", 35), STAFF), "conflict", "differs"),
    ("the figure is read no more", (STAFF,), "conflict", "gone"),
    ("the words are read as another indicator", ((TOTAL, "nữ 34 người", 34),), "conflict", "gone"),
    (
        "the same words stand in two places",
        ((TOTAL, "x 1 người", 1), WOMEN, WOMEN, WOMEN, WOMEN),
        "conflict",
        "several",
    ),
]


@pytest.mark.parametrize(("said", "state", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_correction_that_fits_no_more_is_shown_and_not_applied(
    dataset: Dataset, said: tuple[tuple[str, str, int], ...], state: str, reason: str | None
) -> None:
    read = made(WOMEN, STAFF) if reason != "several" else made((TOTAL, "x 1 người", 1), WOMEN, WOMEN, WOMEN, WOMEN)
    take_in(dataset, read)
    correct(dataset, read, "36", place=2 if reason == "several" else 0)
    again = reread(read, *said, opening="Lời mở đầu khác. ")
    accept(dataset, again)
    found = replayed(dataset, read)
    assert [(one.state, one.reason) for one in found.outcomes] == [(state, reason)]
    assert found.marks == {}
    assert found.report.figures == again.report.figures
    assert project(dataset, "vi").conflicts == (state == "conflict")


def test_an_added_figure_is_found_again_or_confirmed_or_in_conflict(dataset: Dataset) -> None:
    read = made(WOMEN, unread="18")
    take_in(dataset, read)
    add_figure(dataset, "bao-cao.txt", TOTAL, "Ngoài ra có 18", Said(value="18"), *BY, load())
    (row,) = read_history(dataset.store).standing()
    moved = reread(read, WOMEN, unread="18", opening="Dài hơn trước một chút. ")
    (outcome,) = replay(moved.report, moved.text, [row]).outcomes
    assert outcome.state == "applied"
    (added,) = [f for f in replay(moved.report, moved.text, [row]).report.figures if f.indicator == TOTAL]
    assert (moved.text or "")[added.anchor.start : added.anchor.end] == "Ngoài ra có 18"
    for value, state, reason in ((18, "confirmed", None), (19, "conflict", "occupied")):
        now = added.model_copy(update={"quantity": added.quantity.model_copy(update={"value": value})})
        report = moved.report.model_copy(update={"figures": (*moved.report.figures, now)})
        (outcome,) = replay(report, moved.text, [row]).outcomes
        assert (outcome.state, outcome.reason) == (state, reason)
    gone = reread(read, WOMEN)
    (outcome,) = replay(gone.report, gone.text, [row]).outcomes
    assert (outcome.state, outcome.reason) == ("conflict", "gone")


def test_the_last_of_two_corrections_of_one_figure_holds(dataset: Dataset) -> None:
    read = made(WOMEN)
    take_in(dataset, read)
    correct(dataset, read, "36")
    last = correct(dataset, read, "37")
    found = replayed(dataset, read)
    assert [one.state for one in found.outcomes] == ["replaced", "applied"]
    assert values(found.report) == {"staff_female": 37}
    revoke(dataset, str(last), *BY)
    found = replayed(dataset, read)
    assert [one.state for one in found.outcomes] == ["applied"]
    assert values(found.report) == {"staff_female": 36}
    with pytest.raises(NotInDataset):
        revoke(dataset, str(last), *BY)


def test_corrections_of_a_withdrawn_report_do_not_count(dataset: Dataset) -> None:
    read = made(WOMEN)
    for one in (read, made(STAFF, unit=HA_GIANG)):
        take_in(dataset, one)
    correct(dataset, read, "36")
    decide(dataset, "withdraw", read.report.source.sha256, None, "me", "wrong report")
    assert read_history(dataset.store).standing() == ()
    assert [row["unit_name"] for row in exported(dataset, "facts")] == ["Hà Giang"]


def test_corrected_phrases_become_examples(dataset: Dataset, reopen: Callable[[], Dataset]) -> None:
    read = made(WOMEN, STAFF)
    take_in(dataset, read)
    correct(dataset, read, "36")
    change_figure(dataset, read.report.figures[1].id, None, *BY, load())
    found = examples(replayed(reopen(), read).outcomes)
    assert [(one["kind"], one["read_as"], one["means"]) for one in found] == [
        ("value", "staff_female = 34", "staff_female = 36 person"),
        ("reject", "staff_present_total = 52", None),
    ]
    assert all((one["quote"] or "?") in (one["example"] or "") for one in found)


def test_context_is_cut_at_the_ends_of_the_text() -> None:
    assert context_of("ab34cd", 2, 4) == ("ab", "cd")
    assert context_of(None, 2, 4) == (None, None)
