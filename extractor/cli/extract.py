"""`tonghop extract`: one record a report."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from extractor.cli.arguments import WrongUsage
from extractor.cli.intake import Intake, prepare_folder, short
from extractor.cli.ledger import show_ledgers
from extractor.cli.screen import show_table, tell, wants_json
from extractor.dataset.versions import reading_version
from extractor.engine.outcome import Outcome, shown
from extractor.engine.pool import READ_REPORT, READ_TEXT
from extractor.engine.record_folder import RecordFolder
from extractor.messages import label, say
from schemas.catalogue import load
from schemas.quantity import Quantity
from schemas.report import Report

READ_CROSS_CHECKED = "extractor.pipeline:read_cross_checked"
_HEDGES = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}


def execute(options: argparse.Namespace) -> int:
    """Read reports: one record a report, as JSON Lines or as tables."""
    if options.ledger:
        return show_ledgers(options)
    if options.text:
        return _text(options)
    lang, out = options.lang, options.out
    prepare_folder(out, lang)
    intake = Intake(options, out=out)
    as_json = wants_json(options.json)
    task = READ_CROSS_CHECKED if options.cross_check else READ_REPORT
    kept = RecordFolder(out, f"{task} {reading_version()}") if out else None
    reports: list[tuple[Path, Report]] = []
    for outcome in _outcomes(intake, kept, task):
        record = outcome.payload or ""
        if as_json:
            print(record, flush=True)
        else:
            reports.append((outcome.path, Report.model_validate_json(record)))
    if kept:
        kept.close()
    if reports:
        _show_reports(reports, lang)
        if len(reports) == 1:
            _show_facts(reports[0][1], lang)
        if not out:
            tell(say("table.hint_json", lang), "dim")
    if out:
        tell(say("table.written", lang, n=intake.read, path=shown(out)))
    return intake.exit_code()


def _outcomes(intake: Intake, kept: RecordFolder | None, task: str) -> Iterator[Outcome]:
    """The outcomes in the order of the paths; what the folder holds already is not read, the rest is put there."""
    if kept is None:
        yield from intake.outcomes(task)
        return
    order = {path: place for place, path in enumerate(intake.paths)}
    held = {path: record for path in intake.paths if (record := kept.held(path)) is not None}
    intake.paths = tuple(path for path in intake.paths if path not in held)
    intake.read += len(held)
    waiting = sorted(held, key=order.__getitem__)
    for outcome in intake.outcomes(task):
        while waiting and order[waiting[0]] < order[outcome.path]:
            yield Outcome(waiting[0], payload=held[waiting.pop(0)])
        source = Report.model_validate_json(outcome.payload or "").source
        kept.keep(source.name, source.sha256, outcome.payload or "")
        yield outcome
    for path in waiting:
        yield Outcome(path, payload=held[path])


def _text(options: argparse.Namespace) -> int:
    lang, out = options.lang, options.out
    if options.json:
        raise WrongUsage(say("usage.text_json", lang))
    prepare_folder(out, lang)
    intake = Intake(options, out=out)
    if len(intake.paths) > 1 and not out:
        raise WrongUsage(say("usage.text_many", lang, n=len(intake.paths)))
    for outcome in intake.outcomes(READ_TEXT):
        text = (outcome.payload or "").encode("utf-8", "surrogatepass")
        if out:
            folder = out / shown(outcome.path.resolve().parent.name)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{shown(outcome.path.name)}.txt").write_bytes(text)
        else:
            sys.stdout.buffer.write(text)
    return intake.exit_code()


def _show_reports(reports: list[tuple[Path, Report]], lang: str) -> None:
    keys = ("report", "unit", "issued", "figures", "targets", "regulations", "unread")
    rows = []
    for path, report in reports:
        header = report.header
        counts = (len(report.figures), len(report.targets), len(report.regulations), report.numerals.unread)
        unit = header.unit.name if header.unit else "?"
        rows.append((short(path), unit, header.issued or "?", *map(str, counts)))
    columns = [say(f"table.{key}", lang) for key in keys]
    show_table(say("table.reports", lang), columns, rows, right=(3, 4, 5, 6), whole=(2,))


def _show_facts(report: Report, lang: str) -> None:
    indicators = load().indicators
    rows = []
    for figure in report.figures:
        indicator = indicators.get(figure.indicator)
        name = indicator.label("en" if lang == "en" else "vi") if indicator else figure.indicator
        rows.append((name, quantity(figure.quantity, lang), str(figure.anchor.page or ""), figure.anchor.quote))
    columns = [say(f"table.{key}", lang) for key in ("indicator", "value", "page", "quote")]
    if rows:
        show_table(say("table.figures", lang), columns, rows, right=(1, 2))
    columns = [say(f"table.{key}", lang) for key in ("targets", "status", "page", "quote")]
    targets = [
        (t.number, label("status", t.status, lang), str(t.anchor.page or ""), t.anchor.quote) for t in report.targets
    ]
    if targets:
        show_table(say("table.targets", lang), columns, targets, right=(2,))


def quantity(q: Quantity, lang: str) -> str:
    """A quantity for a person, with the thousands mark of the language.

    >>> from decimal import Decimal
    >>> quantity(Quantity(value=Decimal(22877), unit="person"), "vi")
    '22.877'
    >>> quantity(Quantity(value=Decimal("98.5"), bound="at_least", unit="percent"), "vi")
    '≥ 98,5 %'
    """

    def number(value: object) -> str:
        text = f"{value:,}"
        return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))

    hedge = "> " if q.bound == "at_least" and q.strict else "< " if q.bound == "at_most" and q.strict else ""
    text = (hedge or _HEDGES.get(q.bound, "")) + number(q.value)
    if q.upper is not None:
        text += f"–{number(q.upper)}"
    return f"{text} %" if q.unit == "percent" else text
