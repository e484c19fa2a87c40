"""`tonghop query`: read-only SQL over a consolidated dataset."""

import argparse
import json
import math
from decimal import Decimal
from typing import Any

from extractor.cli.screen import show, show_table, wants_json
from extractor.messages import say
from extractor.national.package_query import Answer, ask, open_package

SHOWN = 200
"""Rows that a terminal shows; JSON gives all."""


def execute(options: argparse.Namespace) -> int:
    """Ask the dataset's tables one question; a table on a terminal, JSON otherwise."""
    answer = ask(open_package(options.dataset), options.sql, seconds=options.timeout)
    if wants_json(options.json):
        print(json.dumps([_plain(record) for record in answer.records()], ensure_ascii=False, allow_nan=False))
        return 0
    _show(answer, options.lang)
    return 0


def _show(answer: Answer, lang: str) -> None:
    numeric = [
        place
        for place in range(len(answer.columns))
        if any(row[place] is not None for row in answer.rows)
        and all(isinstance(row[place], int | float | Decimal | None) for row in answer.rows)
    ]
    rows = [["" if value is None else str(_plain(value)) for value in row] for row in answer.rows[:SHOWN]]
    show_table(say("query.rows", lang, n=len(answer.rows)), answer.columns, rows, right=numeric)
    if len(answer.rows) > SHOWN:
        show(say("query.more", lang, n=SHOWN, total=len(answer.rows)), "dim")


def _plain(value: Any) -> Any:
    """A value as JSON can write it: numbers, text, true and false, null, lists and mappings of them."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int | str) else str(value)
