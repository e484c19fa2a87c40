"""Totals by region: the provinces of one geographic region that report for one campaign.

The catalogue gives regions to the 63 provinces before 1 July 2025 alone: several of the 34 that followed
lie in two of the old regions, so they have none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.national.aggregate import sum_cells
from extractor.national.codebook import Codebook
from schemas.table import NationalRow, NationalTable, TotalCell


@dataclass(frozen=True)
class RegionTotal:
    """The sums over the provinces of a region that report; `provinces_of_region` is how many it has."""

    campaign: str
    region: str
    provinces_reporting: int
    provinces_of_region: int
    report_ids: tuple[str, ...]
    cells: tuple[TotalCell, ...]

    def cell(self, indicator: str) -> TotalCell | None:
        """The total of an indicator, or null where no province of the region reports it."""
        return next((cell for cell in self.cells if cell.indicator == indicator), None)


def region_totals(table: NationalTable, codebook: Codebook) -> tuple[RegionTotal, ...]:
    """The totals of every region in which a province reports, campaign by campaign, north to south."""
    order = list(dict.fromkeys(codebook.regions.values()))
    return tuple(
        total
        for campaign in dict.fromkeys(row.campaign for row in table.rows)
        for region in order
        if (total := _region(table.rows, campaign, region, codebook)) is not None
    )


def _region(rows: Iterable[NationalRow], campaign: str, region: str, codebook: Codebook) -> RegionTotal | None:
    members = [
        row
        for row in rows
        if row.era == "pre_2025_07"
        and row.kind == "province"
        and row.campaign == campaign
        and codebook.regions.get(row.code or "") == region
    ]
    if not members:
        return None
    cells = (
        sum_cells(
            [cell for row in members if (cell := row.cell(indicator.id)) is not None],
            indicator,
            len(members),
            same_campaign=True,
        )
        for indicator in codebook.indicators
    )
    return RegionTotal(
        campaign=campaign,
        region=region,
        provinces_reporting=len(members),
        provinces_of_region=sum(1 for known in codebook.regions.values() if known == region),
        report_ids=tuple(row.report_id for row in members),
        cells=tuple(cell for cell in cells if cell is not None),
    )
