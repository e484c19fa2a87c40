"""What the page's marks lead to, embedded once as JSON: quotes with file, page, section and period."""

import json
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from extractor.documents.markup import Html, clean
from extractor.national.page_change_data import changes_data
from extractor.national.page_context import Page, Pair, numeral_of
from extractor.national.page_words import WORDS
from extractor.national.tidy import plain
from extractor.national.wording import correction_text, interval_text, period_text
from schemas.anchor import Anchor
from schemas.finding import Finding
from schemas.quantity import UNITS
from schemas.table import NationalCell, SourceRef

MAX_QUOTE = 300
"""Characters of a quote that the page shows; the record holds it whole."""

_STATES = ("single", "series", "computed", "disputed")
_ALL_KINDS = ("broken", "cannot_tell")


class Interned:
    """Values that repeat, each kept once and named by its place."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        """The place of the value, new or known."""
        if value not in self._places:
            self._places[value] = len(self.values)
            self.values.append(value)
        return self._places[value]


def short(quote: str) -> str:
    """A quote on one line and short enough for a panel."""
    flat = " ".join(clean(quote).split())
    return flat if len(flat) <= MAX_QUOTE else f"{flat[:MAX_QUOTE]}…"


def listed_findings(page: Page) -> list[tuple[int, Finding]]:
    """The findings that the page lists, unit by unit: what is broken, then what cannot be told."""
    order = {kind: place for place, kind in enumerate(_ALL_KINDS)}
    severities = {"error": 0, "warning": 1, "info": 2}
    listed = []
    for one in page.intake.current:
        found = [f for f in page.findings.get(one.report.source.sha256, ()) if f.outcome in order]
        found.sort(key=lambda f: (order[f.outcome], severities[f.severity], f.rule, f.about))
        listed += [(page.units[one.report_id], finding) for finding in found]
    return listed


def data_script(page: Page) -> Html:
    """The JSON element. `<`, `>` and `&` are written as escapes, so nothing of a report can end it."""
    body = json.dumps(_data(page), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in ("<", ">", "&", "\u2028", "\u2029"):
        body = body.replace(char, f"\\u{ord(char):04x}")
    return Html(f'<script type="application/json" id="data">{body}</script>')


def _data(page: Page) -> dict[str, Any]:
    sections, periods = Interned(), Interned()
    cells = {
        f"{page.units[report_id]}.{page.places[indicator]}": _cell(page, cell, sections, periods)
        for (report_id, indicator), cell in page.cells.items()
    }
    rebuilt = len(page.totals) - len(page.rebuilt)
    return {
        "units": [
            [
                clean(row.name),
                clean(row.file),
                _pair(page.campaign(row.campaign)),
                _pair(page.day(row.issued)),
                row.code or "",
            ]
            for row in page.table.rows
        ],
        "indicators": [_pair((one.label_vi, one.label_en)) for one in page.codebook.indicators],
        "cells": cells,
        "totals": [[_pair(total.label), [page.units[one] for one in total.reports]] for total in page.totals],
        "rebuilt": {
            str(place): {
                str(page.places[cell.indicator]): [
                    plain(cell.interval.low) if cell.interval else None,
                    numeral_of(page.total_text(cell)),
                ]
                for cell in page.rebuilt[place - rebuilt].cells
            }
            for place in range(rebuilt, len(page.totals))
        },
        "changes": changes_data(page),
        "findings": [
            [unit, clean(finding.message)[:1000], _evidence(finding.evidence)]
            for unit, finding in listed_findings(page)
        ],
        "targets": [
            [
                page.units[one.report_id],
                short(target.text),
                *_place(target.anchor),
                sections.place(clean(target.section)),
                page.gallery.of(one.report.source.sha256, target.anchor),
            ]
            for one in page.intake.current
            for target in one.report.targets
        ],
        "pictures": page.gallery.bodies,
        "measures": [_pair(page.among("units", unit)) for unit in UNITS],
        "sections": sections.values,
        "periods": [_pair(period) for period in periods.values],
        "words": {key: _pair(WORDS[key]) for key in _SPOKEN},
        "labels": {
            name: _pair(page.both(attrgetter(name)))
            for name in ("page_of", "section", "period", "disputed", "computed", "series", "implied", "inferred")
        },
    }


_SPOKEN = (
    "sorted_up",
    "sorted_down",
    "parts",
    "other_periods",
    "no_source",
    "picture_of",
    "map_low",
    "map_high",
)


def _pair(pair: Pair) -> str | list[str]:
    """One text where both languages agree."""
    return pair[0] if pair[0] == pair[1] else list(pair)


def _cell(page: Page, cell: NationalCell, sections: Interned, periods: Interned) -> list[Any]:
    """State, number that colours the map, text (0: the first figure's), implied 1, corrected 2, figures, others."""
    number = plain(cell.interval.low) if cell.interval else None
    shown = _figures(page, cell.sources, sections, periods)
    others = _figures(page, cell.others, sections, periods)
    text: str | list[str] | int = numeral_of(page.cell_text(cell))
    # Most cells are one figure: its text is not written twice.
    text = 0 if text == shown[0][0] else text
    row = [_STATES.index(cell.state), number, text, int(cell.implied) + 2 * int(cell.corrected), shown]
    return [*row, others] if others else row


def _figures(page: Page, refs: Iterable[SourceRef], sections: Interned, periods: Interned) -> list[Any]:
    """Value, unit of measure, page, quote, section, period, inferred, picture (0: none), the correction if any."""
    return [_figure(page, ref, sections, periods) for ref in refs]


def _figure(page: Page, ref: SourceRef, sections: Interned, periods: Interned) -> list[Any]:
    figure = page.figures[ref.report_id, ref.figure_id]
    quantity = figure.quantity
    value = page.both(lambda labels: interval_text(quantity.interval, labels))
    period = page.both(lambda labels: period_text(figure.period, labels))
    place = sections.place(clean(figure.section)), periods.place(period)
    unit = UNITS.index(quantity.unit)
    sha256 = page.submissions[ref.report_id].report.source.sha256
    picture = page.gallery.of(sha256, figure.anchor)
    row = [numeral_of(value), unit, *_place(figure.anchor), *place, int(figure.period_inferred)]
    change = page.submissions[ref.report_id].corrections.get(ref.figure_id)
    if change is None:
        return [*row, picture] if picture else row
    told = page.both(lambda labels: clean(correction_text(change, labels)))
    return [*row, picture, _pair(told)]


def _place(anchor: Anchor) -> tuple[int, str]:
    return anchor.page or 0, short(anchor.quote)


def _evidence(anchors: tuple[Anchor, ...]) -> list[list[Any]]:
    return [list(_place(anchor)) for anchor in anchors[:8]]
