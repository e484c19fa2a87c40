"""`tonghop consolidate`: the national tables of all reports."""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from extractor.audit import audit
from extractor.cli.intake import Intake, prepare_folder, short
from extractor.cli.screen import show, tell, wants_json
from extractor.engine.outcome import shown
from extractor.messages import say
from extractor.national import consolidate
from schemas.report import Report
from schemas.table import NationalTable


def execute(options: argparse.Namespace) -> int:
    """Read all reports, audit them, and write the national tables to `--out`."""
    lang, out = options.lang, options.out
    prepare_folder(out, lang)
    intake = Intake(options, records=True, out=out)
    read = [(o.path, Report.model_validate_json(o.payload or "")) for o in intake.outcomes()]
    if not read:
        return intake.exit_code()
    reports = [report for _, report in read]
    table = consolidate(reports, {report.source.sha256: audit(report, lang=lang) for report in reports}, out, lang=lang)
    _tell_superseded(table, read, lang)
    workbook = out / "national.xlsx"
    units = len({(row.era, row.code or row.name) for row in table.rows})
    if wants_json(options.json):
        print(json.dumps({"out": shown(out), "workbook": shown(workbook), "reports": len(table.rows), "units": units}))
    else:
        show(say("consolidate.done", lang, n=len(table.rows), units=units))
        show(say("consolidate.where", lang, path=shown(workbook)), "bold green")
    return intake.exit_code()


def _tell_superseded(table: NationalTable, read: list[tuple[Path, Report]], lang: str) -> None:
    """Say which files were not counted because the same unit's report is there in another file."""
    by_sha = {report.source.sha256[:8]: (path, report) for path, report in read}
    groups: defaultdict[tuple[Path, str], list[Path]] = defaultdict(list)
    for entry in table.superseded:
        (path, report), (kept_path, kept) = (
            by_sha[report_id.rsplit("-", 1)[1]] for report_id in (entry.report_id, entry.by_report_id)
        )
        groups[kept_path, entry.reason].append(path)
        differing = len(_figures(report) ^ _figures(kept))
        if entry.reason == "same_issue" and differing:
            names = {"kept": short(kept_path), "dropped": short(path)}
            tell(say("superseded.differ", lang, n=differing, **names), "yellow")
    for (kept_path, reason), paths in sorted(groups.items()):
        dropped = ", ".join(short(path) for path in sorted(paths))
        tell(say(f"superseded.{reason}", lang, kept=short(kept_path), dropped=dropped), "dim")


def _figures(report: Report) -> set[tuple[object, ...]]:
    quantities = ((figure.indicator, figure.quantity) for figure in report.figures)
    return {(indicator, q.value, q.upper, q.bound, q.unit) for indicator, q in quantities}
