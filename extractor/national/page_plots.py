"""Dot plots with intervals: one drawing an indicator, one line a unit. Drawn here, without a script."""

from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from extractor.documents.markup import Html, join, tag
from extractor.national.page_context import Page
from extractor.national.tidy import plain
from schemas.catalogue import Indicator
from schemas.table import NationalCell, NationalRow

WIDTH, LEFT, RIGHT = 460, 136, 350
"""The drawing, and where the scale begins and ends in it; values stand right of it."""
ROW, TOP, BOTTOM = 18, 8, 22
LONGEST = 22
"""Letters of a unit's name that fit left of the scale."""


@dataclass(frozen=True)
class _Scale:
    top: float

    def x(self, value: Decimal | int | float) -> str:
        place = LEFT + (RIGHT - LEFT) * float(value) / self.top
        return f"{place:.1f}".removesuffix(".0")


def nice_step(value: float) -> float:
    """A quarter of the scale: the smallest of 1, 2, 2.5, 5 times a power of ten, whole, that four of reach the value.

    >>> nice_step(7412), nice_step(0), nice_step(20), nice_step(36)
    (2000.0, 1.0, 5.0, 10.0)
    """
    if value <= 4:
        return 1.0
    power = 10.0 ** floor(log10(value / 4))
    steps = (step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0))
    return next(step for step in steps if step == int(step) and step * 4 >= value * 0.999999)


def plot(page: Page, indicator: Indicator) -> Html:
    """The figure of one indicator, the largest value first within each era; empty if no unit gives it."""
    given = [(row, cell) for row in page.table.rows if (cell := page.cells.get((row.report_id, indicator.id)))]
    drawn = [(row, cell) for row, cell in given if cell.interval is not None]
    if not drawn:
        return Html("")
    drawn.sort(key=lambda pair: (pair[0].era or "z", -_low(pair[1]), page.units[pair[0].report_id]))
    drawn.sort(key=lambda pair: pair[0].era == "post_2025_07")
    highs = [cell.interval.high for _, cell in drawn if cell.interval and cell.interval.high is not None]
    scale = _Scale(4 * nice_step(float(max([*highs, *(_low(cell) for _, cell in drawn)]))))
    height = TOP + ROW * len(drawn) + BOTTOM
    names = f"p{page.places[indicator.id]}"
    title = page.label_of(indicator.id)
    low, high = min(_low(cell) for _, cell in drawn), max(_low(cell) for _, cell in drawn)
    summary = page.both(
        lambda labels: (
            f"{len(drawn)} {labels.reporting.lower()}: "
            f"{labels.number_text(plain(low) or 0)} – {labels.number_text(plain(high) or 0)}"
        )
    )
    return tag(
        "svg",
        page.put(title, "title", id=f"{names}t"),
        page.put(summary, "desc", id=f"{names}d"),
        _grid(page, scale, height),
        *(_mark(page, place, row, cell, scale) for place, (row, cell) in enumerate(drawn)),
        class_="plot",
        viewbox=f"0 0 {WIDTH} {height}",
        role="group",
        aria_labelledby=f"{names}t {names}d",
        data_i=page.places[indicator.id],
    )


def _low(cell: NationalCell) -> Decimal:
    return cell.interval.low if cell.interval else Decimal(0)


def _grid(page: Page, scale: _Scale, height: int) -> Html:
    lines = []
    for part in range(5):
        value = scale.top * part / 4
        x = scale.x(value)
        shown = page.number(int(value))
        lines.append(Html(f'<path class="g" d="M{x} {TOP - 4}V{height - BOTTOM + 2}"/>'))
        lines.append(page.numeral(shown, "text", class_="ax", x=x, y=height - 6))
    return join(lines)


def _mark(page: Page, place: int, row: NationalRow, cell: NationalCell, scale: _Scale) -> Html:
    """Name, dot, interval and value on one line; the style sheet puts name and value left and right of the scale."""
    interval = cell.interval
    parts: list[Html] = [tag("text", _short(row.name))]
    if interval is not None:
        low = scale.x(interval.low)
        if interval.high is None:
            parts.append(Html(f'<path class="iv" d="M{low} 0H{RIGHT - 2}m-5 -4l5 4l-5 4"/>'))
        elif interval.high != interval.low:
            parts.append(Html(f'<path class="iv" d="M{low} 0H{scale.x(interval.high)}"/>'))
            parts.append(_shape(row, scale.x(interval.high)))
        parts.append(_shape(row, low))
    parts.append(page.numeral(page.cell_text(cell), "text", class_="v"))
    disputed = " x" if cell.state == "disputed" else ""
    return tag(
        "g",
        *parts,
        class_=f"m{disputed}",
        data_u=page.units[row.report_id],
        transform=f"translate(0 {TOP + ROW * place + ROW // 2})",
    )


def _shape(row: NationalRow, x: str) -> Html:
    if row.kind == "sector_union":
        return Html(f'<path d="M{x} 0m-4 -4h8v8h-8z"/>')
    if row.era == "post_2025_07":
        return Html(f'<path d="M{x} -5l5 5l-5 5l-5 -5z"/>')
    return Html(f'<circle cx="{x}" r="4.5"/>')


def _short(name: str) -> str:
    name = name.replace("Công đoàn ", "CĐ ").replace(" Việt Nam", " VN")
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
