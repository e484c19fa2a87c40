"""`tonghop correct`: corrections by people, kept apart from what was read."""

import argparse
import json

from extractor.cli.arguments import WrongUsage
from extractor.cli.exporting import tell_conflicts, up_to_date
from extractor.cli.person import author
from extractor.cli.screen import show, show_table, wants_json
from extractor.dataset.comparison import printed
from extractor.dataset.corrections import Replayed, examples
from extractor.dataset.entry import Entered, Said, add_figure, assign_numeral, change_figure, decide, revoke
from extractor.dataset.folder import Dataset
from extractor.dataset.history import History, load_reports, load_text, read_history
from extractor.dataset.settling import Candidate, candidates, settle
from extractor.messages import label, say
from schemas.catalogue import load
from schemas.facts import Figure


def execute(options: argparse.Namespace) -> int:
    """Enter one correction or decision and bring the exports up to date; or list what was entered."""
    lang = options.lang
    with Dataset.open(options.dataset, url=options.store) as dataset:
        if options.what is None or options.examples:
            _list(dataset, options)
            return 0
        if not (options.reason or "").strip():
            raise WrongUsage(say("usage.reason", lang))
        with dataset.locked():
            entered = _enter(dataset, options)
            projection = up_to_date(dataset, lang)
    if wants_json(options.json):
        print(json.dumps({**entered, "conflicts": projection.conflicts}, ensure_ascii=False))
    else:
        old, new = (entered[side] or "–" for side in ("old", "new"))
        show(say("correct.done", lang, seq=entered["seq"], old=old, new=new), "green")
    tell_conflicts(projection, options.dataset, lang)
    return 0


def _enter(dataset: Dataset, options: argparse.Namespace) -> dict[str, object]:
    what, who, why = options.what, author(options), options.reason.strip()
    said = Said(options.value, options.upper, options.bound, options.unit, options.period, options.indicator)
    catalogue = load()
    if options.revoke:
        return {"kind": "revoke", "seq": revoke(dataset, what, who, why), "old": what, "new": None}
    if options.settle:
        settled = settle(dataset, what, options.settle, options.at, who, why)
        if isinstance(settled, int):
            return {"kind": "revoke", "seq": settled, "old": what, "new": None}
        return _told("settle", settled)
    if options.withdraw or options.restore:
        kind = "withdraw" if options.withdraw else "restore"
        sha256 = read_history(dataset.store).find(what).sha256
        return {"kind": kind, "seq": decide(dataset, kind, sha256, None, who, why), "old": what, "new": None}
    if options.reject:
        return _told("reject", change_figure(dataset, what, None, who, why, catalogue))
    if options.add:
        if options.quote is None or options.value is None:
            raise WrongUsage(say("usage.add", options.lang))
        return _told("add", add_figure(dataset, what, options.add, options.quote, said, who, why, catalogue))
    if options.assign:
        report, _, start = what.rpartition("@")
        if not report or not start.isdecimal():
            raise WrongUsage(say("usage.assign", options.lang))
        entered = assign_numeral(dataset, report, int(start), options.assign, said, who, why, catalogue)
        return _told("assign", entered)
    if said == Said():
        raise WrongUsage(say("usage.correct", options.lang))
    return _told("value", change_figure(dataset, what, said, who, why, catalogue))


def _told(kind: str, entered: Entered) -> dict[str, object]:
    return {
        "kind": kind,
        "seq": entered.seq,
        "sha256": entered.sha256,
        "figure": entered.figure,
        "old": printed(entered.old) if entered.old else None,
        "new": printed(entered.new) if entered.new else None,
    }


def _outcomes(dataset: Dataset, history: History) -> list[Replayed]:
    # Replaying needs the reports that have corrections, and the exports' libraries with them.
    from extractor.dataset.projection import replays_of

    touched = {row.sha256 for row in history.standing()}
    readings = [history.submissions[sha256].holds for sha256 in sorted(touched)]
    replays = replays_of(dataset, history, load_reports(dataset.store, readings, {}))
    outcomes = [one for replay in replays.values() for one in replay.outcomes]
    return sorted(outcomes, key=lambda one: one.row.seq)


def _candidates(dataset: Dataset, history: History, one: Replayed) -> tuple[Candidate, ...]:
    """The places among which a person may choose; a report is loaded only for a conflict."""
    if one.state != "conflict":
        return ()
    held = history.submissions[one.row.sha256].holds
    (report,) = load_reports(dataset.store, [held], {})
    return candidates(report, load_text(dataset.store, held), one)


def _place(place: Candidate) -> dict[str, object]:
    """A place as JSON tells it; `figure` is null where its words are read as no figure."""
    figure = place.figure
    read = None if figure is None else {"figure_id": figure.id, "read_as": f"{figure.indicator}: {printed(figure)}"}
    return {"at": place.start, "quote": place.quote, "before": place.before, "after": place.after, "figure": read}


def _list(dataset: Dataset, options: argparse.Namespace) -> None:
    lang = options.lang
    history = read_history(dataset.store)
    outcomes = _outcomes(dataset, history)
    if options.examples:
        for example in examples(outcomes):
            print(json.dumps(example, ensure_ascii=False))
        return
    if wants_json(options.json):
        for one in outcomes:
            row = one.row
            print(
                json.dumps(
                    {
                        "seq": row.seq,
                        "kind": row.kind,
                        "state": one.state,
                        "conflict": one.reason,
                        "places": [_place(place) for place in _candidates(dataset, history, one)],
                        "name": history.submissions[row.sha256].name,
                        "figure": one.figure,
                        "old": _figure(row.old),
                        "new": _figure(row.new),
                        "quote": row.quote,
                        "before": row.before,
                        "after": row.after,
                        "who": row.who,
                        "when": row.received_at,
                        "why": row.why,
                    },
                    ensure_ascii=False,
                )
            )
        return
    columns = [say(f"correct.{key}", lang) for key in ("seq", "state", "old", "new", "quote", "who", "why")]
    rows = [
        (
            str(one.row.seq),
            _state(one, lang),
            _figure(one.row.old) or "",
            _figure(one.row.new) or "",
            one.row.quote or "",
            one.row.who,
            one.row.why,
        )
        for one in outcomes
    ]
    show_table(say("correct.title", lang, n=len(outcomes)), columns, rows)
    for one in outcomes:
        for place in _candidates(dataset, history, one):
            read = f"{place.figure.indicator}: {printed(place.figure)}" if place.figure else say("correct.unread", lang)
            words = f"…{place.before[-20:]}{place.quote}{place.after[:20]}…".replace("\n", " ")
            show(say("correct.place", lang, seq=one.row.seq, at=place.start, read=read, words=words))


def _figure(body: str | None) -> str | None:
    if body is None:
        return None
    figure = Figure.model_validate_json(body)
    return f"{figure.indicator}: {printed(figure)}"


def _state(one: Replayed, lang: str) -> str:
    state = label("correction_state", one.state, lang)
    return f"{state}: {label('conflict', one.reason, lang)}" if one.reason else state
