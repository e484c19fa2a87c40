"""Differences between two records, for a person and for a program."""

from collections.abc import Sequence
from dataclasses import asdict

from extractor.cli.screen import show, show_table
from extractor.dataset.comparison import Change
from extractor.messages import label, say

_SIGNS = {"added": "+", "removed": "−", "changed": "≠"}
_QUOTE = 80


def as_json(change: Change) -> dict[str, object]:
    """A difference as plain data."""
    return asdict(change)


def show_changes(title: str, changes: Sequence[Change], lang: str) -> None:
    """A table of differences; one line if there are none."""
    if not changes:
        nothing = say("diff.none", lang)
        show(f"{title}: {nothing}", "green")
        return
    columns = [say(f"diff.{key}", lang) for key in ("kind", "name", "before", "after", "quote")]
    rows = []
    for one in changes:
        quote = one.quote_after or one.quote_before or ""
        family = label("family", one.family, lang)
        rows.append((_SIGNS[one.kind], f"{family} {one.name}", one.before or "", one.after or "", quote[:_QUOTE]))
    show_table(title, columns, rows)
