"""The exports of a dataset, made from the readings that count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.audit.across.together import audit_together
from extractor.dataset.campaigns import expectations
from extractor.dataset.corrections import Replay, replay
from extractor.dataset.exports import Projection, Superseded, state_of, write_manifest
from extractor.dataset.folder import Dataset
from extractor.dataset.history import CorrectionRow, History, load_reports, load_text, read_history
from extractor.national import consolidate
from extractor.national.labels import Lang
from extractor.national.submissions import Corrected
from schemas.catalogue import load
from schemas.report import Report
from schemas.table import NationalTable


def project(dataset: Dataset, lang: Lang) -> Projection:
    """Write the exports of the dataset's present state and say what they show.

    Raises:
        OSError: the folder cannot be written; the old exports are as they were.
    """
    history, catalogue = read_history(dataset.store), load()
    counted = history.counted()
    names = {one.sha256: one.name for one in counted}
    reports = load_reports(dataset.store, (one.holds for one in counted), names)
    replays = replays_of(dataset, history, reports)
    table = consolidate(
        reports,
        audit_together(reports, lang=lang),
        dataset.folder,
        lang=lang,
        corrected={sha256: Corrected(one.report, one.marks) for sha256, one in replays.items() if one.marks},
        received={one.sha256: one.seq for one in counted},
        expected=expectations(history, reports, catalogue),
    )
    projection = Projection(
        reports=len(table.rows),
        units=len({(row.era, row.code or row.name) for row in table.rows}),
        superseded=tuple(_superseded(table, reports)),
        conflicts=sum(one.state == "conflict" for replay in replays.values() for one in replay.outcomes),
    )
    write_manifest(dataset.folder, state_of(history, lang), projection)
    return projection


def replays_of(dataset: Dataset, history: History, reports: Iterable[Report]) -> dict[str, Replay]:
    """The standing corrections replayed on the reports they are about, by sha256."""
    rows: defaultdict[str, list[CorrectionRow]] = defaultdict(list)
    for row in history.standing():
        rows[row.sha256].append(row)
    replays = {}
    for report in reports:
        sha256 = report.source.sha256
        if sha256 in rows:
            text = load_text(dataset.store, history.submissions[sha256].holds)
            replays[sha256] = replay(report, text, rows[sha256])
    return replays


def _superseded(table: NationalTable, reports: Sequence[Report]) -> list[Superseded]:
    by_id = {report.source.sha256[:8]: report for report in reports}
    found = []
    for entry in table.superseded:
        mine, theirs = (by_id[report_id.rpartition("-")[2]] for report_id in (entry.report_id, entry.by_report_id))
        differing = len(_figures(mine) ^ _figures(theirs)) if entry.reason == "same_issue" else 0
        found.append(
            Superseded(mine.source.sha256, entry.file, theirs.source.sha256, entry.by_file, entry.reason, differing)
        )
    return found


def _figures(report: Report) -> set[tuple[object, ...]]:
    quantities = ((figure.indicator, figure.quantity) for figure in report.figures)
    return {(indicator, q.value, q.upper, q.bound, q.unit) for indicator, q in quantities}
