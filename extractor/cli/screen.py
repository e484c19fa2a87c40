"""What a person sees: tables, colours and progress on a terminal, plain sentences on standard error."""

import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from extractor.engine.outcome import Outcome
from extractor.messages import say

A_FEW = 3
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def wants_json(asked: bool) -> bool:
    """True if standard output takes JSON: asked for, or not a terminal."""
    return asked or not sys.stdout.isatty()


def tell(text: str, style: str = "") -> None:
    """A sentence on standard error, coloured on a terminal."""
    if sys.stderr.isatty():
        Console(stderr=True, highlight=False).print(Text(text, style=style))
    else:
        print(text, file=sys.stderr)


def show(text: str, style: str = "") -> None:
    """A sentence on standard output, for a person."""
    Console(highlight=False).print(Text(text, style=style))


def show_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str | Text]], right: Sequence[int] = ()
) -> None:
    """A table as wide as the terminal at most; the columns `right` hold numbers and are never cut."""
    table = Table(title=escape(title), title_justify="left", title_style="bold", header_style="bold", expand=False)
    for at, column in enumerate(columns):
        table.add_column(escape(column), justify="right" if at in right else "left", no_wrap=at in right)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    Console(highlight=False).print(table)


def followed(outcomes: Generator[Outcome, None, None], total: int, lang: str) -> Generator[Outcome, None, None]:
    """Pass the outcomes on, with a progress bar on a terminal if there are more than a few."""
    with closing(outcomes):
        if total <= A_FEW or not sys.stderr.isatty():
            yield from outcomes
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task(say("table.reading", lang), total=total)
            for outcome in outcomes:
                progress.advance(bar)
                yield outcome
