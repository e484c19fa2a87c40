"""What a person sees: tables, colours and progress on a terminal, plain sentences on standard error."""

import sys
from collections.abc import Generator, Sequence
from contextlib import closing

from rich.cells import cell_len
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
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str | Text]],
    *,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
) -> None:
    """A table as wide as the terminal at most. Long words are broken, never cut off with dots.

    The columns `right` hold numbers; they and the columns `whole` are never broken.
    """
    table = Table(
        title=escape(title), title_justify="left", title_style="bold", header_style="bold", show_header=any(columns)
    )
    for at, column in enumerate(columns):
        unbroken = at in right or at in whole
        table.add_column(
            # Headings of numbers stand on several lines: the words of the other columns need the room.
            escape(column.replace(" ", "\n") if at in right else column),
            justify="right" if at in right else "left",
            overflow="fold",
            min_width=max((cell_len(str(row[at])) for row in rows), default=0) if unbroken else None,
        )
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
