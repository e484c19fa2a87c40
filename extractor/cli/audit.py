"""`tonghop audit`: what an auditor remarks on each report."""

import argparse

from extractor.audit import audit
from extractor.audit_views.coverage import audited
from extractor.cli.arguments import SEVERITIES, WrongUsage, complaint
from extractor.cli.audit_explain import show_explanations
from extractor.cli.audit_letter import Letters
from extractor.cli.audit_screen import AuditScreen
from extractor.cli.intake import Intake, short
from extractor.cli.screen import wants_json
from extractor.messages import say
from schemas.catalogue import load
from schemas.report import Report


def execute(options: argparse.Namespace) -> int:
    """The findings of each report; exit code 1 if one is broken at or above `--fail-on`."""
    catalogue = load()
    if options.explain is not None:
        if options.paths or options.letter:
            raise WrongUsage(say("usage.explain_alone", options.lang))
        return show_explanations(options.explain, catalogue, options.lang, as_json=options.json)
    if not options.paths:
        raise WrongUsage(complaint("usage.required", "audit ", options.lang, what="PATH"))
    intake = Intake(options, records=True)
    if options.ask_open and not options.letter:
        raise WrongUsage(say("usage.ask_open", options.lang))
    letters = (
        Letters(options.letter, intake.paths, catalogue, options.lang, ask_open=options.ask_open)
        if options.letter
        else None
    )
    as_json = wants_json(options.json)
    failing = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1] if options.fail_on else ()
    alarm = False
    screen = AuditScreen(catalogue, options.lang, everything=options.all)
    for outcome in intake.outcomes():
        report = Report.model_validate_json(outcome.payload or "")
        found = audited(report, audit(report, lang=options.lang))
        alarm = alarm or any(f.outcome == "broken" and f.severity in failing for f in found.findings)
        if as_json:
            print(found.model_dump_json(), flush=True)
        else:
            screen.show(short(outcome.path), report, found)
        if letters is not None:
            letters.add(short(outcome.path), report)
    if letters is not None:
        letters.write()
    return intake.exit_code() or int(alarm)
