"""Which pictures of the paper the page holds: those of what deserves a look first, up to a bound."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from extractor.national.submissions import Intake
from schemas.anchor import Anchor
from schemas.table import NationalTable

Pictures = Mapping[str, Mapping[str, str]]
"""By the report's sha256 and `place_key`: PNG in base64."""

Cutter = Callable[[Intake], Pictures]
"""Makes the pictures of the reports that count."""

MOST_BYTES = 4_000_000
"""Of all pictures together, as they stand in the page."""


def place_key(anchor: Anchor) -> str:
    """A place in the text of a report."""
    return f"{anchor.start}-{anchor.end}"


@dataclass
class Gallery:
    """The pictures that the page holds; `places` counts those that there are."""

    bodies: list[str] = field(default_factory=list)
    at: dict[tuple[str, str], int] = field(default_factory=dict)
    places: int = 0

    def of(self, sha256: str, anchor: Anchor) -> int:
        """The picture's number from 1; 0 if the page has none of this place."""
        return self.at.get((sha256, place_key(anchor)), 0)


def gallery(table: NationalTable, intake: Intake, pictures: Pictures) -> Gallery:
    """Choose: disputed and corrected cells, then those computed or hedged, the other cells, targets, the rest."""
    made = Gallery(places=sum(map(len, pictures.values())))
    used = 0
    for sha256, key in _in_order(table, intake):
        body = pictures.get(sha256, {}).get(key)
        if body is None or (sha256, key) in made.at:
            continue
        used += len(body)
        if used > MOST_BYTES:
            break
        made.bodies.append(body)
        made.at[sha256, key] = len(made.bodies)
    return made


def _in_order(table: NationalTable, intake: Intake) -> Iterable[tuple[str, str]]:
    reports = {one.report_id: one.report for one in intake.current}
    anchors = {
        (one.report_id, figure.id): place_key(figure.anchor) for one in intake.current for figure in one.report.figures
    }
    ranked: list[tuple[int, str, str]] = []
    for row in table.rows:
        sha256 = reports[row.report_id].source.sha256
        for cell in row.cells:
            notable = cell.state == "disputed" or cell.corrected
            rank = 0 if notable else 1 if cell.state == "computed" or cell.bound != "exact" else 2
            for place, ref in enumerate((*cell.sources, *cell.others)):
                key = anchors[ref.report_id, ref.figure_id]
                ranked.append((rank if notable or place < len(cell.sources) else 4, sha256, key))
        ranked += [(3, sha256, place_key(target.anchor)) for target in reports[row.report_id].targets]
    ranked.sort(key=lambda one: one[0])
    return ((sha256, key) for _, sha256, key in ranked)
