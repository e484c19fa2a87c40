"""`tonghop doctor`: what is installed, what is missing, what to do; or the triage of files."""

import argparse
import json

from rich.text import Text

from extractor.cli.intake import Intake
from extractor.cli.screen import show, show_table, wants_json
from extractor.doctor import Check, checks, exit_code
from extractor.messages import label, say

_SHEET = ("page", "verdict", "accented", "legibility", "skew", "seconds")
_STYLES = {"ok": "green", "missing": "bold red", "invalid": "bold red", "optional": "yellow"}


def execute(options: argparse.Namespace) -> int:
    """What is installed and what is missing; with a file, its triage."""
    lang = options.lang
    if options.paths:
        intake = Intake(options)
        for outcome in intake.outcomes("extractor.doctor:triage"):
            if wants_json(options.json):
                print(outcome.payload, flush=True)
            else:
                _show_triage(json.loads(outcome.payload or "{}"), lang)
        return intake.exit_code()
    found = checks()
    code = exit_code(found)
    if wants_json(options.json):
        print(json.dumps([check.as_json(lang) for check in found], ensure_ascii=False))
        return code
    columns = [say(f"doctor.{key}", lang) for key in ("part", "state", "version", "advice")]
    rows = [_row(check, lang) for check in found]
    show_table(say("doctor.title", lang), columns, rows)
    show(say("doctor.unhealthy" if code else "doctor.healthy", lang), "bold red" if code else "green")
    return code


def _row(check: Check, lang: str) -> tuple[str, Text, str, str]:
    state = Text(say(f"doctor.{check.state}", lang), style=_STYLES[check.state])
    return check.name(lang), state, check.version, check.advice(lang)


def _show_triage(facts: dict[str, object], lang: str) -> None:
    rows = []
    triage = facts.pop("triage", [])
    for key, value in facts.items():
        if key == "warnings" and isinstance(value, list):
            text = "\n".join(str(warning["message"]) for warning in value) or say("doctor.none", lang)
        elif key == "reading":
            text = label("reading", str(value), lang)
        else:
            text = "–" if value is None else str(value)
        rows.append((say(f"doctor.{key}", lang), text))
    show_table(say("doctor.file", lang), ("", ""), rows)
    if isinstance(triage, list) and triage:
        columns = [say(f"doctor.{key}", lang) for key in _SHEET]
        show_table(say("doctor.triage", lang), columns, [_sheet(page, lang) for page in triage], right=(0, 2, 3, 4, 5))


def _sheet(page: dict[str, object], lang: str) -> tuple[str, ...]:
    """How one page was read, as a row."""
    out = []
    for key in _SHEET:
        value = page[key]
        if value is None:
            out.append("–")
        elif key == "verdict":
            out.append(label("verdict", str(value), lang))
        elif key in ("accented", "legibility"):
            out.append(f"{value:.0%}")
        else:
            out.append(str(value))
    return tuple(out)
