"""`tonghop evaluate`: what was read against what a careful reader wrote down."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractor.cli.screen import show_table, tell, wants_json
from extractor.errors import UsageError
from extractor.evaluate import Score, Slip, changed, evaluate
from extractor.evaluate_forms import KINDS, evaluate_forms
from extractor.messages import label, say


def execute(options: argparse.Namespace) -> int:
    """Print precision, recall and F1 by kind of fact; as JSON also by report and indicator, with every slip.

    With `--against` the gains and losses against an earlier result go to standard error, and a loss
    makes the exit code 1.
    """
    lang = options.lang
    if options.forms:
        return _forms(options)
    form = "" if options.form in {"", "text"} else f".{options.form}"
    old = _earlier(options.against) if options.against else None
    result = evaluate(options.gold, leave_one_out=options.leave_one_out, form=form)
    code = 0
    if old is not None:
        change = changed(result, old)
        counts = {"gains": len(change.gains), "losses": len(change.losses)}
        tell(say("evaluate.against", lang, old=options.against.name, **counts))
        for key, slips, style in (("gain", change.gains, "green"), ("loss", change.losses, "red")):
            for slip in slips:
                tell(f"  {say(f'evaluate.{key}', lang)}: {slip.report} · {slip.kind} · {slip.what}", style)
        code = 1 if change.losses else 0
    if wants_json(options.json):
        print(json.dumps(result.as_json(), ensure_ascii=False))
        return code
    keys = ("kind", "precision", "recall", "f1", "right", "wrong", "missed")
    columns = [say(f"evaluate.{key}", lang) for key in keys]
    title = say("evaluate.left_out" if options.leave_one_out else "evaluate.title", lang, n=len(result.reports))
    show_table(title, columns, [_row(kind, score, lang) for kind, score in result.scores.items()], right=range(1, 7))
    if options.details:
        _show_slips(result.slips, lang)
    return code


def _forms(options: argparse.Namespace) -> int:
    """The F1 of each report in each form: figures, targets, regulations."""
    lang = options.lang
    result = evaluate_forms(options.gold)
    for place, reason in result.unread.items():
        tell(f"✗ {place}: {reason}", "red")
    if wants_json(options.json):
        print(json.dumps(result.as_json(), ensure_ascii=False))
        return 0

    def cell(scores: Iterable[Score | None]) -> str:
        return " / ".join("–" if score is None else f"{score.f1:.3f}" for score in scores)

    rows = [
        (name, *(cell(result.score(name, form, k) for k in KINDS) for form in result.forms)) for name in result.reports
    ]
    rows.append((say("evaluate.all", lang), *(cell(result.total(form, k) for k in KINDS) for form in result.forms)))
    shares = [[result.of_pdf(form, kind) for kind in KINDS[:2]] for form in result.forms]
    told = (" / ".join("–" if share is None else f"{share:.3f}" for share in pair) for pair in shares)
    rows.append((say("evaluate.of_pdf", lang), *told))
    columns = [say("table.report", lang), *result.forms]
    show_table(say("evaluate.forms", lang, n=len(result.reports)), columns, rows, whole=range(1, len(columns)))
    return 0


def _earlier(path: Path) -> dict[str, Any]:
    try:
        old = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(old, dict) and isinstance(old.get("reports"), dict) and isinstance(old.get("slips"), list):
            return old
    except (OSError, ValueError):
        pass
    raise UsageError(say("evaluate.bad_old", "vi", path=path), say("evaluate.bad_old", "en", path=path))


def _show_slips(slips: Iterable[Slip], lang: str) -> None:
    for slip in slips:
        verdict = say("evaluate.missed" if slip.missed else "evaluate.wrong", lang)
        print(f"{verdict}: {slip.report} · {slip.kind} · {slip.what}\n    “{slip.quote}”")


def _row(kind: str, score: Score, lang: str) -> tuple[str, ...]:
    name, _, level = kind.partition(" ")
    rates = (f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1))
    counts = (score.right, score.wrong, score.missed)
    return (f"{label('fact', name, lang)} {level}".strip(), *rates, *map(str, counts))
