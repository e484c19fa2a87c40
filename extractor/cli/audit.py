"""`tonghop audit`: what an auditor remarks on each report."""

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.text import Text

from extractor.audit.across.together import audit_together
from extractor.cli.arguments import SEVERITIES
from extractor.cli.intake import Intake, short
from extractor.cli.screen import SEVERITY_STYLES, show, show_table, wants_json
from extractor.messages import label, say
from schemas.finding import AuditedReport, AuditSource
from schemas.report import Report


def execute(options: argparse.Namespace) -> int:
    """The findings of each report, alone and against the others; exit code 1 if one is broken at `--fail-on`."""
    lang = options.lang
    intake = Intake(options, records=True)
    as_json = wants_json(options.json)
    failing = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1] if options.fail_on else ()
    alarm = False
    with _undisturbed():
        read = [(one.path, one.record or Report.model_validate_json(one.payload or "")) for one in intake.outcomes()]
        findings = audit_together((report for _, report in read), lang=lang)
    for path, report in read:
        source = AuditSource(name=report.source.name, sha256=report.source.sha256)
        audited = AuditedReport(source=source, findings=findings[source.sha256])
        alarm = alarm or any(f.outcome == "broken" and f.severity in failing for f in audited.findings)
        if as_json:
            print(audited.model_dump_json(), flush=True)
        else:
            _show_findings(path, audited, lang)
    return intake.exit_code() or int(alarm)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of reference cycles: records are trees, and walking a thousand of them takes longer
    than auditing them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _show_findings(path: Path, audited: AuditedReport, lang: str) -> None:
    broken = [f for f in audited.findings if f.outcome == "broken"]
    holds = sum(f.outcome == "holds" for f in audited.findings)
    unknown = sum(f.outcome == "cannot_tell" for f in audited.findings)
    title = say("table.checks", lang, name=short(path), broken=len(broken), holds=holds, unknown=unknown)
    if not broken:
        show(title, "green")
        return
    columns = [say(f"table.{key}", lang) for key in ("severity", "about", "message")]
    rows = []
    for finding in sorted(broken, key=lambda f: SEVERITIES.index(f.severity)):
        style = SEVERITY_STYLES[finding.severity]
        place = next((f" ({say('table.page', lang).lower()} {a.page})" for a in finding.evidence if a.page), "")
        about = Text(finding.about, style="bold")
        rows.append((Text(label("severity", finding.severity, lang), style=style), about, finding.message + place))
    show_table(title, columns, rows)
