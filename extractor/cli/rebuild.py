"""`tonghop rebuild`: the exports anew from the store; the originals read again by the present version."""

import argparse
import json
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.cli.changes import as_json, show_changes
from extractor.cli.exporting import answer, tell_conflicts, told, up_to_date
from extractor.cli.person import author
from extractor.cli.screen import followed, show, tell, wants_json
from extractor.dataset.comparison import compare, tally
from extractor.dataset.corrections import replay
from extractor.dataset.entry import decide
from extractor.dataset.folder import Dataset
from extractor.dataset.history import History, Submitted, load_reports, load_text, read_history
from extractor.dataset.intake import Read, readings_known, take_in
from extractor.dataset.versions import reading_version
from extractor.engine.incremental import READ_WITH_TEXT, report_and_text
from extractor.engine.originals import lay_out
from extractor.engine.outcome import Outcome
from extractor.engine.pool import Limits, read_many
from extractor.messages import say


def execute(options: argparse.Namespace) -> int:
    """Write all exports again, after reading again and deciding on the new readings if that is asked for."""
    lang, failed = options.lang, 0
    with Dataset.open(options.dataset, url=options.store) as dataset, dataset.locked():
        if options.reread:
            failed = _reread(dataset, options)
        history = read_history(dataset.store)
        waiting = _waiting(history, options.only)
        rereadings = [_difference(dataset, history, one, options) for one in waiting] if options.reread else []
        kind = "accept" if options.accept else "keep" if options.refuse else None
        if kind is not None:
            who, why = author(options), options.reason or say(f"rebuild.{kind}", lang)
            for one in waiting:
                assert one.candidate
                decide(dataset, kind, one.sha256, one.candidate.seq, who, why)
        projection = up_to_date(dataset, lang, force=True, jobs=options.jobs)
    tell_conflicts(projection, options.dataset, lang)
    if wants_json(options.json):
        print(json.dumps({**answer(options.dataset, projection), "rereadings": rereadings}, ensure_ascii=False))
    else:
        told(options.dataset, projection, lang)
        show(say("rebuild.decided" if kind else "rebuild.waiting", lang, n=len(waiting)))
    return 3 if failed else 0


def _reread(dataset: Dataset, options: argparse.Namespace) -> int:
    """Read every original that this version has not read; gives how many could not be."""
    version, history, failed = reading_version(), read_history(dataset.store), 0
    known = readings_known(dataset, version)
    wanted = [one for one in history.counted() if one.size is not None and one.sha256 not in known]
    with TemporaryDirectory(prefix="tonghop-") as place:
        paths = lay_out(dataset.originals, [(one.sha256, one.names[0]) for one in wanted], Path(place))
        limits = Limits(float(options.timeout), options.memory)
        reading = read_many(paths, task=READ_WITH_TEXT, jobs=options.jobs, limits=limits)
        with closing(followed(reading, len(paths), options.lang)) as outcomes:
            for one, outcome in zip(wanted, outcomes, strict=True):
                failed += not _keep(dataset, one, outcome, options.lang)
    return failed


def _keep(dataset: Dataset, one: Submitted, outcome: Outcome, lang: str) -> bool:
    if outcome.failure is not None:
        tell(f"✗ {outcome.failure.message(lang).replace(str(outcome.path), one.name)}", "red")
        return False
    report, text = report_and_text(outcome)
    source = report.source.model_copy(update={"name": one.names[0]})
    # The bytes are in the dataset already: only the reading is new.
    take_in(dataset, Read(report.model_copy(update={"source": source}), text, None, reading_version()))
    return True


def _waiting(history: History, only: list[str]) -> list[Submitted]:
    chosen = {history.find(what).sha256 for what in only}
    return [one for one in history.counted() if one.candidate is not None and (not chosen or one.sha256 in chosen)]


def _difference(dataset: Dataset, history: History, one: Submitted, options: argparse.Namespace) -> dict[str, object]:
    """What a new reading gains and loses against the one that counts; a table of it on a terminal."""
    assert one.candidate
    before, after = load_reports(dataset.store, [one.holds, one.candidate], {})
    changes = compare(before, after)
    counts = tally(changes)
    rows = [row for row in history.standing() if row.sha256 == one.sha256]
    replayed = replay(after, load_text(dataset.store, one.candidate), rows).outcomes
    conflicts = sum(outcome.state == "conflict" for outcome in replayed)
    if conflicts:
        tell(say("rebuild.conflicts", options.lang, name=one.name, n=conflicts), "yellow")
    if not wants_json(options.json):
        show_changes(say("rebuild.difference", options.lang, name=one.name, **counts), changes, options.lang)
    return {
        "name": one.name,
        "sha256": one.sha256,
        "extractor": one.candidate.extractor,
        "catalogue": one.candidate.catalogue,
        "added": counts["added"],
        "removed": counts["removed"],
        "changed": counts["changed"],
        "conflicts": conflicts,
        "changes": [as_json(change) for change in changes],
    }
