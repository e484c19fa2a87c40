"""The exports of a dataset, made from the readings that count."""

from collections.abc import Sequence

from extractor.audit import audit
from extractor.dataset.exports import Projection, Superseded, state_of, write_manifest
from extractor.dataset.folder import Dataset
from extractor.dataset.history import load_reports, read_history
from extractor.national import consolidate
from extractor.national.labels import Lang
from schemas.report import Report
from schemas.table import NationalTable


def project(dataset: Dataset, lang: Lang) -> Projection:
    """Write the exports of the dataset's present state and say what they show.

    Raises:
        OSError: the folder cannot be written; the old exports are as they were.
    """
    history = read_history(dataset.store)
    state = state_of(history, lang)
    counted = history.counted()
    names = {one.sha256: one.name for one in counted}
    reports = load_reports(dataset.store, (one.holds for one in counted), names)
    findings = {report.source.sha256: audit(report, lang=lang) for report in reports}
    table = consolidate(reports, findings, dataset.folder, lang=lang)
    projection = Projection(
        reports=len(table.rows),
        units=len({(row.era, row.code or row.name) for row in table.rows}),
        superseded=tuple(_superseded(table, reports)),
    )
    write_manifest(dataset.folder, state, projection)
    return projection


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
