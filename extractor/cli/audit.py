"""`tonghop audit`: what an auditor remarks on each report."""

import argparse
import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.audit.across.together import audit_together
from extractor.audit_views.coverage import audited
from extractor.cli.arguments import SEVERITIES, WrongUsage, complaint
from extractor.cli.audit_explain import show_explanations
from extractor.cli.audit_letter import Letters
from extractor.cli.audit_screen import AuditScreen
from extractor.cli.intake import Intake, short
from extractor.cli.screen import wants_json
from extractor.engine.outcome import Outcome
from extractor.engine.pool import READ_REPORT, Limits
from extractor.messages import say
from schemas.catalogue import Lang, load
from schemas.report import Report


def execute(options: argparse.Namespace) -> int:
    """The findings of each report, alone and against the others; exit code 1 if one is broken at `--fail-on`."""
    lang, catalogue = options.lang, load()
    if options.explain is not None:
        if options.paths or options.letter or options.html:
            raise WrongUsage(say("usage.explain_alone", lang))
        return show_explanations(options.explain, catalogue, lang, as_json=options.json)
    if not options.paths:
        raise WrongUsage(complaint("usage.required", "audit ", lang, what="PATH"))
    if options.ask_open and not options.letter:
        raise WrongUsage(say("usage.ask_open", lang))
    intake = Intake(options, records=True)
    letters = page = None
    if options.letter:
        letters = Letters(options.letter, intake.paths, catalogue, lang, ask_open=options.ask_open)
    task = READ_REPORT
    if options.html:
        # Drawing pages takes libraries that a plain audit of records never loads.
        from extractor.cli.audit_page import READ_WITH_TEXT, AuditPage

        task = READ_WITH_TEXT
        page = AuditPage(options.html, intake.paths, catalogue, lang, Limits(float(options.timeout), options.memory))
    # A letter is Vietnamese, and the page speaks both languages, whatever the user reads.
    spoken: list[Lang] = sorted({lang, *(("vi",) if letters else ()), *(("vi", "en") if page else ())})
    as_json = wants_json(options.json)
    failing = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1] if options.fail_on else ()
    alarm = False
    screen = AuditScreen(catalogue, lang, everything=options.all)
    with _undisturbed():
        read = [(outcome.path, *_unpacked(outcome, with_text=page is not None)) for outcome in intake.outcomes(task)]
        findings = {one: audit_together((report for _, report, _ in read), catalogue, lang=one) for one in spoken}
    for path, report, text in read:
        own = {one: findings[one][report.source.sha256] for one in spoken}
        found = audited(report, own[lang])
        alarm = alarm or any(f.outcome == "broken" and f.severity in failing for f in found.findings)
        if as_json:
            print(found.model_dump_json(), flush=True)
        else:
            screen.show(short(path), report, found)
        if letters is not None:
            letters.add(short(path), report, own["vi"])
        if page is not None:
            page.add(path, report, text, own)
    if letters is not None and intake.read:
        letters.write()
    if page is not None and intake.read:
        page.write()
    return intake.exit_code() or int(alarm)


def _unpacked(outcome: Outcome, *, with_text: bool) -> tuple[Report, str | None]:
    """The record of an outcome, with the text where it was read together with it."""
    if outcome.record is not None:
        return outcome.record, None
    if not with_text:
        return Report.model_validate_json(outcome.payload or ""), None
    both = json.loads(outcome.payload or "")
    return Report.model_validate_json(both["record"]), both["text"]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of reference cycles: records are trees, and walking a thousand of them takes longer
    than auditing them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what was read and found lives to the end: nothing of it is to be walked either
        if was_on:
            gc.enable()
