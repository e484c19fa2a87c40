"""`tonghop consolidate`: reports taken into the dataset, and the national tables of all reports in it."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from extractor.cli.exporting import answer, tell_conflicts, told, up_to_date
from extractor.cli.intake import Intake, prepare_folder, short
from extractor.cli.screen import tell, wants_json
from extractor.dataset.ahead import ready_ahead
from extractor.dataset.campaign_files import add_campaign
from extractor.dataset.exports import Superseded
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from extractor.dataset.intake import Read, note_names, readings_known, take_in
from extractor.dataset.versions import reading_version
from extractor.engine.incremental import READ_WITH_TEXT, report_and_text, split_known
from extractor.engine.outcome import Outcome, failure, shown
from extractor.messages import say
from schemas.catalogue import load


def execute(options: argparse.Namespace) -> int:
    """Read what is new, add it to the dataset in `--out`, and bring its exports up to date."""
    lang, out = options.lang, options.out
    prepare_folder(out, lang)
    intake = Intake(options, records=True, out=out)
    with Dataset.open(out, url=options.store, create=True) as dataset, dataset.locked():
        if options.campaign is not None:
            add_campaign(dataset, options.campaign, load())
        given = _take_in(dataset, intake)
        if not intake.read:
            return intake.exit_code()
        projection = up_to_date(dataset, lang, jobs=options.jobs)
        _tell_history(dataset, given, lang)
    _tell_superseded(projection.superseded, given, lang)
    tell_conflicts(projection, out, lang)
    if wants_json(options.json):
        print(json.dumps(answer(out, projection)))
    else:
        told(out, projection, lang)
    return intake.exit_code()


def _take_in(dataset: Dataset, intake: Intake) -> dict[str, list[Path]]:
    """Take in every input; gives the paths by the sha256 of the report they hold."""
    version = reading_version()
    given: defaultdict[str, list[Path]] = defaultdict(list)
    intake.paths, passed = split_known(intake.paths, readings_known(dataset, version))
    intake.read += len(passed)
    note_names(dataset, [(known.sha256, shown(known.path.name)) for known in passed])
    for known in passed:
        given[known.sha256].append(known.path)
    # With one job this process reads; with more it waits, and may as well load what exporting will need.
    with nullcontext() if intake.options.jobs == 1 or not intake.paths else ready_ahead(dataset):
        for outcome in intake.outcomes(READ_WITH_TEXT):
            report, text = report_and_text(outcome)
            if text is None:
                take_in(dataset, Read(report))
            else:
                try:
                    take_in(dataset, Read(report, text, outcome.path.read_bytes(), version))
                except ValueError:
                    # Somebody wrote to the file while it was being read.
                    _unread(intake, outcome)
                    continue
            given[report.source.sha256].append(outcome.path)
    return given


def _unread(intake: Intake, outcome: Outcome) -> None:
    intake.read -= 1
    intake.fail(failure("changed", outcome.path))


def _tell_history(dataset: Dataset, given: dict[str, list[Path]], lang: str) -> None:
    """Say how many reports were there before, and which readings wait for a decision."""
    history = read_history(dataset.store)
    earlier = sum(one.sha256 not in given for one in history.counted())
    if earlier:
        tell(say("consolidate.earlier", lang, n=earlier), "dim")
    waiting = sum(one.candidate is not None for one in history.counted())
    if waiting:
        tell(say("consolidate.waiting", lang, n=waiting, path=shown(dataset.folder)), "yellow")


def _tell_superseded(superseded: Iterable[Superseded], given: dict[str, list[Path]], lang: str) -> None:
    """Say which of the given files do not count because the same unit's report is there in another file."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in superseded:
        if one.sha256 not in given and one.by_sha256 not in given:
            continue
        kept, dropped = _place(given, one.by_sha256, one.by_file), _place(given, one.sha256, one.file)
        groups[kept, one.reason].append(dropped)
        if one.differing:
            tell(say("superseded.differ", lang, n=one.differing, kept=kept, dropped=dropped), "yellow")
    for (kept, reason), files in sorted(groups.items()):
        tell(say(f"superseded.{reason}", lang, kept=kept, dropped=", ".join(sorted(files))), "dim")


def _place(given: dict[str, list[Path]], sha256: str, name: str) -> str:
    return short(min(given[sha256])) if sha256 in given else name
