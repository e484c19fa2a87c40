"""Provinces of 1 July 2025 reconstructed from the reports of those they were formed of.

Sums only go up, from old provinces to new ones: a new province's figure is never split. A sum is formed
where every predecessor reports for the same campaign and gives the indicator; dates and units of measure
must be such that a national total may be formed of them (`aggregate.refusal`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.national.aggregate import sum_cells
from extractor.national.codebook import Codebook
from schemas.table import NationalRow, NationalTable, TotalCell


@dataclass(frozen=True)
class Reconstruction:
    """A new province's figures as sums over its predecessors. It is no report of that province.

    `predecessors` are codes before 1 July 2025; a province whose territory did not change has one.
    A cell is missing where a predecessor does not give the indicator, and refused where dates or
    units of measure differ.
    """

    campaign: str
    code: str
    name: str
    predecessors: tuple[str, ...]
    report_ids: tuple[str, ...]
    cells: tuple[TotalCell, ...]

    def cell(self, indicator: str) -> TotalCell | None:
        """The sum of an indicator, or null where a predecessor does not give it."""
        return next((cell for cell in self.cells if cell.indicator == indicator), None)


def reconstruct(table: NationalTable, codebook: Codebook) -> tuple[Reconstruction, ...]:
    """Every new province all of whose predecessors report for one campaign, by campaign and code."""
    return tuple(
        made
        for campaign in dict.fromkeys(row.campaign for row in table.rows)
        for code in sorted(set(codebook.successors.values()))
        if (made := _province(table.rows, campaign, code, codebook)) is not None
    )


def _province(rows: Iterable[NationalRow], campaign: str, code: str, codebook: Codebook) -> Reconstruction | None:
    predecessors = predecessors_of(code, codebook)
    found = {
        row.code: row
        for row in rows
        if row.era == "pre_2025_07" and row.campaign == campaign and row.code in predecessors
    }
    if len(found) < len(predecessors):
        return None
    members = [found[predecessor] for predecessor in predecessors]
    cells = []
    for indicator in codebook.indicators:
        given = [cell for row in members if (cell := row.cell(indicator.id)) is not None]
        if len(given) == len(members):
            cells.append(sum_cells(given, indicator, len(members), same_campaign=True))
    return Reconstruction(
        campaign=campaign,
        code=code,
        name=codebook.provinces["post_2025_07", code],
        predecessors=predecessors,
        report_ids=tuple(row.report_id for row in members),
        cells=tuple(cell for cell in cells if cell is not None),
    )


def predecessors_of(code: str, codebook: Codebook) -> tuple[str, ...]:
    """The codes of the provinces before 1 July 2025 whose territory the new province took over."""
    return tuple(sorted(old for old, new in codebook.successors.items() if new == code))
