"""The ledger on the screen and as a page: the report's text with each numeral coloured by its class."""

import argparse
import html
import json
from collections import Counter

from rich.console import Console
from rich.text import Text

from extractor.cli.arguments import WrongUsage
from extractor.cli.intake import Intake, prepare_folder
from extractor.engine.outcome import shown
from extractor.engine.pool import READ_LEDGER
from extractor.messages import say

Entry = tuple[int, int, str, str]
CLASSES = {
    "figure": ("bold green", "#1b7f3b"),
    "date": ("cyan", "#0b6f8a"),
    "citation": ("blue", "#2f4fb0"),
    "heading": ("dim", "#777777"),
    "other": ("yellow", "#8a6d00"),
    "unread": ("bold white on red", "#c4122f"),
}


def show_ledgers(options: argparse.Namespace) -> int:
    """Print the text of each report with its numerals coloured, or write one HTML file a report to --out."""
    lang, out = options.lang, options.out
    if options.text or options.json:
        raise WrongUsage(say("usage.ledger_text", lang))
    prepare_folder(out, lang)
    intake = Intake(options, out=out)
    console = Console(soft_wrap=True, highlight=False)
    for outcome in intake.outcomes(READ_LEDGER):
        ledger = json.loads(outcome.payload or "{}")
        name = shown(outcome.path.name)
        entries = [(start, end, kind, why) for start, end, kind, why in ledger["entries"]]
        if out:
            folder = out / shown(outcome.path.resolve().parent.name)
            folder.mkdir(parents=True, exist_ok=True)
            page = ledger_page(name, ledger["text"], entries, lang)
            (folder / f"{name}.ledger.html").write_text(page, encoding="utf-8")
        else:
            console.print(coloured(ledger["text"], entries))
            console.print(_legend(entries, lang))
    return intake.exit_code()


def coloured(text: str, entries: list[Entry]) -> Text:
    """The text with each numeral in the colour of its class.

    >>> coloured("nữ 34 người", [(3, 5, "figure", "staff_female")]).spans
    [Span(3, 5, 'bold green')]
    """
    shown_text = Text(text)
    for start, end, kind, _ in entries:
        shown_text.stylize(CLASSES[kind][0], start, end)
    return shown_text


def _legend(entries: list[Entry], lang: str) -> Text:
    legend = Text()
    for kind, (style, _) in CLASSES.items():
        legend.append(f" {sum(entry[2] == kind for entry in entries)} {say(f'ledger.{kind}', lang)} ", style)
    return legend


def ledger_page(name: str, text: str, entries: list[Entry], lang: str) -> str:
    """One self-contained page: the text, each numeral marked, what it was read as in its tooltip.

    >>> 'title="no unit">7</mark> &lt;b&gt;' in ledger_page("a", "7 <b>", [(0, 1, "unread", "no unit")], "vi")
    True
    """
    parts, at = [], 0
    for start, end, kind, why in entries:
        parts.append(html.escape(text[at:start]))
        parts.append(f'<mark class="{kind}" title="{html.escape(why)}">{html.escape(text[start:end])}</mark>')
        at = end
    parts.append(html.escape(text[at:]))
    colours = "".join(f"mark.{kind}{{color:#fff;background:{colour}}}" for kind, (_, colour) in CLASSES.items())
    tally = Counter(entry[2] for entry in entries)
    counts = "".join(
        f'<li><mark class="{kind}">{tally[kind]}</mark> {say(f"ledger.{kind}", lang)}</li>' for kind in CLASSES
    )
    title = say("ledger.title", lang) + ": " + html.escape(name)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title><style>'
        "body{font:16px/1.6 serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "pre{white-space:pre-wrap;font:inherit}mark{border-radius:3px;padding:0 2px}"
        f"ul{{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:1rem}}{colours}"
        f"</style><h1>{title}</h1><ul>{counts}</ul><pre>{''.join(parts)}</pre></html>\n"
    )
