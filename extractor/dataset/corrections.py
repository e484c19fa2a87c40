"""What people correct stays apart from what was read, and is replayed after every reading by its content.

A correction names its figure by what the report says there (indicator, words, the words around them),
not by a position: the next version of the program may count characters otherwise. Where the new
reading says something else, the correction is not applied and the conflict is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from extractor.dataset.history import CorrectionRow
from schemas.corrected import CorrectedFigure
from schemas.facts import Figure
from schemas.quantity import Quantity
from schemas.report import Report

Kind = Literal["value", "reject", "add", "assign"]
KINDS: tuple[str, ...] = get_args(Kind)

State = Literal["applied", "confirmed", "replaced", "conflict"]
"""`applied`: the correction changes what was read. `confirmed`: the present reading says the same by
itself. `replaced`: a later correction of the same figure holds. `conflict`: it fits the reading no more."""

Reason = Literal["gone", "differs", "several", "occupied"]
"""Why a correction conflicts. `gone`: its words are not read as that indicator any more. `differs`: they are
read with a third value, neither the old nor the corrected one. `several`: they fit more than one place.
`occupied`: another figure of the indicator was read where one was to be added."""

CONTEXT = 40
"""Characters of text kept on either side of the quote."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one correction."""

    row: CorrectionRow
    state: State
    figure: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Replay:
    """A report with its corrections: what counts, which figures were changed, what became of each correction."""

    report: Report
    marks: Mapping[str, CorrectedFigure]
    outcomes: tuple[Replayed, ...]


def context_of(text: str | None, start: int, end: int) -> tuple[str | None, str | None]:
    """The words before and after a place; null where the text is not known."""
    if text is None:
        return None, None
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def replay(report: Report, text: str | None, rows: Sequence[CorrectionRow]) -> Replay:
    """Apply the corrections of one report, in the order they were entered, to what was read from it."""
    states: dict[int, Replayed] = {}
    holder: dict[str, CorrectionRow] = {}
    for row in rows:
        outcome = _find(report, text, row)
        states[row.seq] = outcome
        if outcome.state == "applied":
            earlier = holder.get(outcome.figure)
            if earlier is not None:
                states[earlier.seq] = Replayed(earlier, "replaced", outcome.figure)
            holder[outcome.figure] = row
    figures: list[Figure] = []
    marks: dict[str, CorrectedFigure] = {}
    for figure in report.figures:
        if figure.id not in holder:
            figures.append(figure)
            continue
        change = holder.pop(figure.id)
        marks[figure.id] = _mark(change, figure)
        if change.new is not None:
            figures.append(with_change(figure, Figure.model_validate_json(change.new)))
    for identifier, row in holder.items():
        added = _placed(Figure.model_validate_json(row.new or ""), text, row)
        figures.append(added)
        marks[identifier] = _mark(row, None)
    changed = report.model_copy(update={"figures": tuple(figures)}) if marks else report
    return Replay(changed, marks, tuple(states[row.seq] for row in rows))


def examples(outcomes: Iterable[Replayed]) -> list[dict[str, str | None]]:
    """Corrected phrases as material for the lexicon: the words in their sentence, and what they mean."""
    found = []
    for outcome in outcomes:
        row = outcome.row
        if outcome.state == "replaced" or row.quote is None:
            continue
        old = Figure.model_validate_json(row.old) if row.old and row.kind in {"value", "reject"} else None
        new = Figure.model_validate_json(row.new) if row.new else None
        found.append(
            {
                "kind": row.kind,
                "example": " ".join(f"{row.before or ''}{row.quote}{row.after or ''}".split()),
                "quote": row.quote,
                "read_as": f"{old.indicator} = {old.quantity.value}" if old else None,
                "means": f"{new.indicator} = {new.quantity.value} {new.quantity.unit}" if new else None,
                "report": row.sha256[:12],
                "why": row.why,
            }
        )
    return found


def _mark(row: CorrectionRow, reported: Figure | None) -> CorrectedFigure:
    kind: Kind = row.kind  # type: ignore[assignment]
    return CorrectedFigure(kind=kind, reported=reported, who=row.who, why=row.why)


def with_change(figure: Figure, new: Figure) -> Figure:
    """The figure as read, with what the correction says in place of what the report says."""
    said = ("indicator", "quantity", "period", "period_inferred")
    return figure.model_copy(update={name: getattr(new, name) for name in said})


def _find(report: Report, text: str | None, row: CorrectionRow) -> Replayed:
    if row.kind in {"add", "assign"}:
        return _find_added(report, text, row)
    old = Figure.model_validate_json(row.old or "")
    new = Figure.model_validate_json(row.new) if row.new else None
    same = [figure for figure in report.figures if figure.id == old.id and _says(figure, old)]
    if not same:
        wanted = {old.indicator, new.indicator if new else old.indicator}
        alike = [
            figure
            for figure in report.figures
            if figure.indicator in wanted and _words(figure.anchor.quote) == _words(row.quote or "")
        ]
        starts = _same_place(text, row, [figure.anchor.start for figure in alike])
        same = [figure for figure in alike if figure.anchor.start in starts]
    if len(same) > 1:
        # Two figures in the same words ("nữ 34/52"): the value tells them apart.
        same = [figure for figure in same if _says(figure, old)] or same
    if len(same) > 1:
        return Replayed(row, "conflict", old.id, "several")
    if not same:
        return Replayed(row, "confirmed" if new is None else "conflict", old.id, None if new is None else "gone")
    (figure,) = same
    if _says(figure, old):
        return Replayed(row, "applied", figure.id)
    if new is not None and _says(figure, new):
        return Replayed(row, "confirmed", figure.id)
    return Replayed(row, "conflict", figure.id, "differs")


def _find_added(report: Report, text: str | None, row: CorrectionRow) -> Replayed:
    new = Figure.model_validate_json(row.new or "")
    places = occurrences(text, row) if text is not None else [new.anchor.start]
    if len(places) != 1:
        return Replayed(row, "conflict", new.id, "several" if places else "gone")
    start, end = places[0], places[0] + len(new.anchor.quote)
    there = [
        figure
        for figure in report.figures
        if figure.indicator == new.indicator and figure.anchor.start < end and start < figure.anchor.end
    ]
    if any(_says(figure, new) for figure in there):
        return Replayed(row, "confirmed", new.id)
    if there:
        return Replayed(row, "conflict", new.id, "occupied")
    return Replayed(row, "applied", new.id)


def _placed(figure: Figure, text: str | None, row: CorrectionRow) -> Figure:
    """An added figure at its words in the present text. The page stays: the original is the same."""
    if text is None:
        return figure
    start = occurrences(text, row)[0]
    anchor = figure.anchor.model_copy(update={"start": start, "end": start + len(figure.anchor.quote)})
    return figure.model_copy(update={"anchor": anchor})


def occurrences(text: str, row: CorrectionRow) -> list[int]:
    """Where the words of a correction stand, if they tell one place; several places or none otherwise."""
    quote, places, at = row.quote or "", list[int](), -1
    while quote and (at := text.find(quote, at + 1)) >= 0:
        places.append(at)
    return _same_place(text, row, places)


def _same_place(text: str | None, row: CorrectionRow, starts: list[int]) -> list[int]:
    """Those of `starts` that are the correction's place: the only one in the text, or the one in the same words.

    Words that the text has once need no context: what stands around them may be read otherwise (a page
    header, a footnote). Of several places those count that share most of the words before and after.
    """
    if text is None or row.before is None or row.after is None:
        return starts
    if text.count(row.quote or "") == 1:
        return starts
    shared = {start: _shared(text, start, row) for start in starts}
    best = max(shared.values(), default=0)
    return [start for start in starts if best and shared[start] == best]


def _shared(text: str, start: int, row: CorrectionRow) -> int:
    """On how many sides the words around a place are those of the correction, blanks apart: 0, 1 or 2."""
    before, after = context_of(text, start, start + len(row.quote or ""))
    # The outermost word may be cut elsewhere when blanks differ; the nearer half of the context decides.
    half = CONTEXT // 2
    return (_words(before or "")[-half:] == _words(row.before or "")[-half:]) + (
        _words(after or "")[:half] == _words(row.after or "")[:half]
    )


def _words(text: str) -> str:
    return "".join(text.split())


def _says(figure: Figure, other: Figure) -> bool:
    return (figure.indicator, figure.period, _plain(figure.quantity)) == (
        other.indicator,
        other.period,
        _plain(other.quantity),
    )


def _plain(quantity: Quantity) -> tuple[object, ...]:
    return quantity.value, quantity.upper, quantity.bound, quantity.strict, quantity.unit
