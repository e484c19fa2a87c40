"""The exports of a dataset, made from the readings that count."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from extractor.audit import audit
from extractor.audit.across.together import compared
from extractor.dataset.ahead import resume_collecting
from extractor.dataset.campaigns import expectations
from extractor.dataset.chain import canonical, digest
from extractor.dataset.corrections import Replay, replay
from extractor.dataset.derived import Derived
from extractor.dataset.exports import Projection, Superseded, state_of, write_manifest
from extractor.dataset.folder import Dataset
from extractor.dataset.history import CorrectionRow, History, load_reports, load_text, read_history
from extractor.dataset.versions import projecting_version
from extractor.national import consolidate
from extractor.national.labels import Lang
from extractor.national.page_pictures import Cutter
from extractor.national.submissions import Corrected
from schemas.catalogue import load
from schemas.finding import Finding
from schemas.report import Report
from schemas.table import NationalTable

DERIVED = ".derived"
"""Inside a dataset: what is kept of each report so that it need not be made again."""

_FINDINGS = TypeAdapter(tuple[Finding, ...])


def project(dataset: Dataset, lang: Lang, cutter: Cutter | None = None) -> Projection:
    """Write the exports of the dataset's present state and say what they show; `cutter` makes the page's pictures.

    Raises:
        OSError: the folder cannot be written; the old exports are as they were.
    """
    # The records of a country are millions of objects without cycles: looking for some is most of the cost of loading.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _project(dataset, lang, cutter)
    finally:
        if collecting:
            resume_collecting()


def _project(dataset: Dataset, lang: Lang, cutter: Cutter | None) -> Projection:
    history, catalogue = read_history(dataset.store), load()
    counted = history.counted()
    names = {one.sha256: one.name for one in counted}
    reports = load_reports(dataset.store, (one.holds for one in counted), names, dataset.records)
    replays = replays_of(dataset, history, reports)
    known = _Known(dataset.folder, history, lang)
    findings = {report.source.sha256: known.findings(report) for report in reports}
    table = consolidate(
        reports,
        compared(reports, findings, catalogue, lang=lang),
        dataset.folder,
        lang=lang,
        corrected={sha256: Corrected(one.report, one.marks) for sha256, one in replays.items() if one.marks},
        received={one.sha256: one.seq for one in counted},
        expected=expectations(history, reports, catalogue),
        cutter=cutter,
        unchanged=known.unchanged(),
    )
    projection = Projection(
        reports=len(table.rows),
        units=len({(row.era, row.code or row.name) for row in table.rows}),
        superseded=tuple(_superseded(table, reports)),
        conflicts=sum(one.state == "conflict" for replay in replays.values() for one in replay.outcomes),
    )
    write_manifest(dataset.folder, state_of(history, lang), projection)
    known.keep()
    return projection


class _Known:
    """What earlier runs made of each report alone: the findings of its audit, and which record stands in the folder.

    A new report among many then costs its own audit and record. All of it follows from the reading, the
    name, the language and the version of the program; what is kept for anything else is made again.
    """

    def __init__(self, folder: Path, history: History, lang: Lang) -> None:
        version = projecting_version()
        self._folder = folder
        self._lang: Lang = lang
        self._derived = Derived(folder / DERIVED)
        self._of = {
            one.sha256: digest(canonical([version, lang, one.name, one.holds.record_sha256]).encode())
            for one in history.counted()
        }
        self._held = {sha256: self._derived.get(sha256, of) for sha256, of in self._of.items()}
        self._made: dict[str, tuple[Finding, ...]] = {}

    def findings(self, report: Report) -> tuple[Finding, ...]:
        """The audit of a report, from what is kept or anew."""
        sha256 = report.source.sha256
        held = self._held[sha256]
        if held is not None:
            try:
                return _FINDINGS.validate_json(held["findings"])
            except (KeyError, ValueError):
                self._held[sha256] = None
        self._made[sha256] = audit(report, lang=self._lang)
        return self._made[sha256]

    def unchanged(self) -> frozenset[str]:
        """The reports whose record stands in the folder as this version writes it."""
        return frozenset(
            sha256
            for sha256, held in self._held.items()
            if held is not None and self._hash_of(str(held.get("record"))) == held.get("hash")
        )

    def _hash_of(self, name: str) -> str | None:
        try:
            return digest((self._folder / "records" / Path(name).name).read_bytes())
        except OSError:
            return None

    def keep(self) -> None:
        """Note what was made; the exports are in place."""
        names = {path.stem.rpartition("-")[2]: path.name for path in (self._folder / "records").glob("*.json")}
        for sha256, findings in self._made.items():
            name = names.get(sha256[:8], "")
            body = _FINDINGS.dump_json(findings).decode()
            entry = {"findings": body, "record": name, "hash": self._hash_of(name)}
            # Without it the next run takes longer, and nothing else.
            with suppress(OSError):
                self._derived.put(sha256, self._of[sha256], entry)
        self._derived.drop_others(frozenset(self._of))


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
