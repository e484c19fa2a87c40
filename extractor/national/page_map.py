"""The tile-grid maps of both eras: one equal tile a province, the islands of the East Sea with their provinces."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.documents.markup import Html, join, tag
from extractor.national.page_context import Page
from extractor.national.page_words import WORDS
from schemas.report import Era

SIZE, GAP = 48, 3
TILES = Path(__file__).parent / "assets" / "tiles.csv"

ISLANDS: dict[Era, tuple[tuple[str, str, int, int], ...]] = {
    "pre_2025_07": (("hoang_sa", "48", 7, 9), ("truong_sa", "56", 7, 16)),
    "post_2025_07": (("hoang_sa", "48", 7, 7), ("truong_sa", "56", 7, 13)),
}
"""Hoàng Sa is a district (now special zone) of Đà Nẵng, Trường Sa of Khánh Hòa: word, code, column, row."""


@dataclass(frozen=True)
class Tile:
    """Where a province lies in the grid; `lines` is its name in two lines."""

    era: Era
    code: str
    column: int
    row: int
    lines: tuple[str, ...]


@cache
def tiles() -> tuple[Tile, ...]:
    """All tiles of both eras."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return tuple(
            Tile(line["era"], line["code"], int(line["column"]), int(line["row"]), tuple(line["label"].split("|")))  # type: ignore[arg-type]
            for line in csv.DictReader(file)
        )


def era_map(page: Page, era: Era) -> Html:
    """The map of one era. A tile carries the unit's report, or its reconstruction, or neither."""
    own = {row.code: page.units[row.report_id] for row in page.table.rows if row.era == era and row.kind == "province"}
    first = len(page.totals) - len(page.rebuilt)
    rebuilt = {one.code: first + place for place, one in enumerate(page.rebuilt)} if era == "post_2025_07" else {}
    drawn = [tile for tile in tiles() if tile.era == era]
    names = {tile.code: page.codebook.provinces[era, tile.code] for tile in drawn}
    marks = [
        _tile(names[tile.code], tile.lines, tile.column, tile.row, own.get(tile.code), rebuilt.get(tile.code))
        for tile in drawn
    ]
    islands = [
        _tile(
            f"{WORDS[word][0].replace('|', ' ')} ({names[code]})",
            tuple(WORDS[word][0].split("|")),
            column,
            row,
            own.get(code),
            rebuilt.get(code),
            island=True,
        )
        for word, code, column, row in ISLANDS[era]
    ]
    width = 8 * SIZE
    height = (max(tile.row for tile in drawn) + 1) * SIZE
    title = page.both(lambda labels: labels.eras[era])
    covered = page.both(lambda labels: labels.provinces_covered.format(len(own), len(drawn)))
    drawing = tag(
        "svg",
        page.put(title, "title", id=f"map-{era}-t"),
        page.put(covered, "desc", id=f"map-{era}-d"),
        join([*marks, *islands]),
        class_="map",
        viewbox=f"0 0 {width} {height}",
        role="group",
        aria_labelledby=f"map-{era}-t map-{era}-d",
    )
    caption = tag("figcaption", page.put(title, "b"), " · ", page.put(covered))
    return tag("figure", caption, drawing)


def _tile(
    name: str,
    lines: tuple[str, ...],
    column: int,
    row: int,
    unit: int | None,
    total: int | None,
    *,
    island: bool = False,
) -> Html:
    kind = "rep" if unit is not None else "reb" if total is not None else "abs"
    side = SIZE - GAP
    words = [line for line in lines if line]
    texts = [
        tag("text", line, x=side // 2, y=16 + 12 * place if len(words) > 1 else 22) for place, line in enumerate(words)
    ]
    return tag(
        "g",
        tag("title", name),
        Html(f'<rect width="{side}" height="{side}" rx="5"/>'),
        *texts,
        tag("text", "", class_="tv", x=side // 2, y=40),
        class_=f"tile {kind}{' isl' if island else ''}",
        transform=f"translate({column * SIZE} {row * SIZE})",
        data_n=unit,
        data_t=total if unit is None else None,
        data_name=name,
    )
