"""`tonghop evaluate`: what was read against what a careful reader wrote down."""

import argparse
import json

from extractor.cli.screen import show_table, wants_json
from extractor.evaluate import Score, evaluate
from extractor.messages import label, say


def execute(options: argparse.Namespace) -> int:
    """Print precision, recall and F1 by kind of fact; as JSON also by report and indicator, with every slip."""
    lang = options.lang
    form = "" if options.form in {"", "text"} else f".{options.form}"
    result = evaluate(options.gold, leave_one_out=options.leave_one_out, form=form)
    if wants_json(options.json):
        print(json.dumps(result.as_json(), ensure_ascii=False))
        return 0
    keys = ("kind", "precision", "recall", "f1", "right", "wrong", "missed")
    columns = [say(f"evaluate.{key}", lang) for key in keys]
    title = say("evaluate.left_out" if options.leave_one_out else "evaluate.title", lang, n=len(result.reports))
    show_table(title, columns, [_row(kind, score, lang) for kind, score in result.scores.items()], right=range(1, 7))
    return 0


def _row(kind: str, score: Score, lang: str) -> tuple[str, ...]:
    name, _, level = kind.partition(" ")
    rates = (f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1))
    counts = (score.right, score.wrong, score.missed)
    return (f"{label('fact', name, lang)} {level}".strip(), *rates, *map(str, counts))
