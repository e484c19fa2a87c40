"""Choosing in a conflict: what is read now holds, or the correction does, at a place that a person names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from extractor.dataset.corrections import Replayed, context_of, replay, with_change
from extractor.dataset.entry import LEAST_ID, Entered, enter, revoke, wrong
from extractor.dataset.faults import ambiguous, not_found
from extractor.dataset.folder import Dataset
from extractor.dataset.history import CorrectionRow, load_reports, load_text, read_history
from schemas.anchor import Anchor
from schemas.facts import Figure
from schemas.report import Report

Holds = Literal["reported", "corrected"]
HOLDS: tuple[str, ...] = get_args(Holds)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a correction in conflict could hold: a figure that is read now, or its words where none is read."""

    start: int
    quote: str
    before: str
    after: str
    figure: Figure | None


def candidates(report: Report, text: str | None, outcome: Replayed) -> tuple[Candidate, ...]:
    """The places among which a person may choose, in the order of the text; none unless there is a conflict."""
    row = outcome.row
    if outcome.state != "conflict" or row.quote is None:
        return ()
    found = {figure.anchor.start: _candidate(figure, text) for figure in _alike(report, row, outcome)}
    taken = [(figure.anchor.start, figure.anchor.end) for figure in (one.figure for one in found.values()) if figure]
    if row.new is not None:
        for start in _places(text or "", row.quote):
            if not any(first < start + len(row.quote) and start < last for first, last in taken):
                before, after = context_of(text, start, start + len(row.quote))
                found[start] = Candidate(start, row.quote, before or "", after or "", None)
    return tuple(found[start] for start in sorted(found))


def settle(dataset: Dataset, what: str, holds: Holds, at: str | None, who: str, why: str) -> Entered | int:
    """Settle the conflict of the correction of that number in the log.

    `reported`: the correction is taken back and what is read now counts; gives the decision's place.
    `corrected`: what the correction says is entered anew for the place `at` (the beginning of the id of a
    figure that is read now, or the character at which the words begin; needed only where there are several)
    and the old entry is taken back.

    Raises:
        NotInDataset: no such correction stands, or `at` is none of its places.
        DatasetError: the correction is not in conflict, or several places fit and `at` is not given.
    """
    history = read_history(dataset.store)
    row = next((row for row in history.standing() if str(row.seq) == what), None)
    if row is None:
        raise not_found(what)
    submitted = history.submissions[row.sha256]
    (report,) = load_reports(dataset.store, [submitted.holds], {})
    text = load_text(dataset.store, submitted.holds)
    rows = [one for one in history.standing() if one.sha256 == row.sha256]
    outcome = next(one for one in replay(report, text, rows).outcomes if one.row.seq == row.seq)
    if outcome.state != "conflict":
        raise wrong(
            f"Đính chính số {what} không có xung đột. Muốn rút lại, hãy dùng --revoke.",
            f"Correction {what} is not in conflict. To take it back use --revoke.",
        )
    if holds == "reported":
        return revoke(dataset, what, who, why)
    place = _chosen(candidates(report, text, outcome), what, at)
    new = Figure.model_validate_json(row.new) if row.new is not None else None
    if place.figure is None:
        assert new is not None
        anchor = _moved(new.anchor, place)
        figures: tuple[Figure | None, Figure | None] = None, new.model_copy(update={"anchor": anchor})
        return enter(dataset, submitted, "add", figures, anchor, text, (who, why), instead_of=row.seq)
    changed = None if new is None else with_change(place.figure, new)
    kind = "reject" if changed is None else "value"
    return enter(
        dataset, submitted, kind, (place.figure, changed), place.figure.anchor, text, (who, why), instead_of=row.seq
    )


def _alike(report: Report, row: CorrectionRow, outcome: Replayed) -> Iterator[Figure]:
    """The figures that could be meant: the one that replaying found, or those of its indicator or in its words."""
    meant = [Figure.model_validate_json(body) for body in (row.old, row.new) if body]
    indicators = {figure.indicator for figure in meant}
    quote = "".join((row.quote or "").split())
    for figure in report.figures:
        same_words = "".join(figure.anchor.quote.split()) == quote
        if (
            figure.id == outcome.figure
            or same_words
            or (outcome.reason != "several" and figure.indicator in indicators)
        ):
            yield figure


def _candidate(figure: Figure, text: str | None) -> Candidate:
    anchor = figure.anchor
    before, after = context_of(text, anchor.start, anchor.end)
    return Candidate(anchor.start, anchor.quote, before or "", after or "", figure)


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _chosen(places: tuple[Candidate, ...], what: str, at: str | None) -> Candidate:
    if at is not None:
        fitting = [
            one
            for one in places
            if at == str(one.start) or (one.figure is not None and len(at) >= LEAST_ID and one.figure.id.startswith(at))
        ]
        if len(fitting) != 1:
            raise ambiguous(at, len(fitting)) if fitting else not_found(at)
        return fitting[0]
    if len(places) == 1:
        return places[0]
    told = "; ".join(f"{one.start}: “…{one.before[-20:]}{one.quote}{one.after[:20]}…”" for one in places[:8]) or "–"
    raise wrong(
        f"Đính chính số {what} có {len(places)} chỗ có thể khớp. Hãy chọn bằng --at VỊ_TRÍ: {told}",
        f"Correction {what} fits {len(places)} places. Choose one with --at START: {told}",
    )


def _moved(anchor: Anchor, place: Candidate) -> Anchor:
    """The anchor at the chosen words; boxes are kept only where the words have not moved."""
    if anchor.start == place.start and anchor.quote == place.quote:
        return anchor
    return Anchor(start=place.start, end=place.start + len(place.quote), quote=place.quote, page=anchor.page)
