"""`tonghop audit`: what an auditor remarks on each report."""

import argparse

from extractor.audit import audit
from extractor.audit_views.coverage import audited
from extractor.cli.arguments import SEVERITIES
from extractor.cli.audit_screen import AuditScreen
from extractor.cli.intake import Intake, short
from extractor.cli.screen import wants_json
from schemas.catalogue import load
from schemas.report import Report


def execute(options: argparse.Namespace) -> int:
    """The findings of each report; exit code 1 if one is broken at or above `--fail-on`."""
    intake = Intake(options, records=True)
    as_json = wants_json(options.json)
    failing = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1] if options.fail_on else ()
    alarm = False
    screen = AuditScreen(load(), options.lang, everything=options.all)
    for outcome in intake.outcomes():
        report = Report.model_validate_json(outcome.payload or "")
        found = audited(report, audit(report, lang=options.lang))
        alarm = alarm or any(f.outcome == "broken" and f.severity in failing for f in found.findings)
        if as_json:
            print(found.model_dump_json(), flush=True)
        else:
            screen.show(short(outcome.path), report, found)
    return intake.exit_code() or int(alarm)
