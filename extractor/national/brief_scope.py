"""What the brief speaks of: its totals, and how a figure's sources are named in a footnote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.national.codebook import Codebook
from extractor.national.submissions import Intake, Submission
from extractor.national.wording import campaign_text
from extractor.national.words import LABELS
from schemas.facts import Figure
from schemas.finding import Finding
from schemas.table import NationalCell, NationalRow, NationalTable, TotalRow

VI = LABELS["vi"]
ERAS = {"pre_2025_07": "trước ngày 01/7/2025", "post_2025_07": "từ ngày 01/7/2025"}
FEW = 12
"""Up to so many units a footnote names each with its page; beyond, the names alone."""


@dataclass(frozen=True)
class Brief:
    """Everything the brief is made of."""

    codebook: Codebook
    intake: Intake
    table: NationalTable
    findings: Mapping[str, Sequence[Finding]]

    @cached_property
    def rows(self) -> dict[str, NationalRow]:
        """The rows by report."""
        return {row.report_id: row for row in self.table.rows}

    @cached_property
    def cells(self) -> dict[tuple[str, str], NationalCell]:
        """Every cell by report and indicator."""
        return {(row.report_id, cell.indicator): cell for row in self.table.rows for cell in row.cells}

    @cached_property
    def figures(self) -> dict[tuple[str, str], Figure]:
        """Every figure by report and id."""
        return {(one.report_id, figure.id): figure for one in self.intake.current for figure in one.report.figures}

    @cached_property
    def totals(self) -> tuple[TotalRow, ...]:
        """One total a campaign and era: that of the provinces, or of all units where no two provinces report.

        A total needs two reports, and the one over all campaigns of an era is left to the workbook.
        """
        chosen: dict[tuple[str, str | None], TotalRow] = {}
        for total in self.table.totals:
            if total.campaign is not None and len(total.report_ids) > 1:
                chosen.setdefault((total.era, total.campaign), total)
        return tuple(chosen.values())

    def campaign(self, key: str | None) -> str:
        """The campaign in words."""
        found = next((one for one in self.table.campaigns if one.key == key), None)
        return VI.any_campaign if found is None else campaign_text(found, VI)

    def submission(self, report_id: str) -> Submission:
        """The report with its names."""
        return next(one for one in self.intake.current if one.report_id == report_id)

    def sources(self, indicator: str, members: Sequence[str]) -> str:
        """The footnote of a total: the units that give the figure, with pages where they are few.

        Where more than half of many units give it, those that do not are named instead.
        """
        giving = [one for one in members if (one, indicator) in self.cells]
        silent = [one for one in members if (one, indicator) not in self.cells]
        if len(giving) > FEW and len(silent) < len(giving):
            return f"Nguồn: các đơn vị đã báo cáo{self._except(silent)}."
        named = (self._named(one, indicator, pages=len(giving) <= FEW) for one in giving)
        return f"Nguồn: {', '.join(named)}."

    def _except(self, silent: Sequence[str]) -> str:
        return f" (mục I), trừ: {self.names(silent)}" if silent else " (mục I)"

    def names(self, reports: Iterable[str]) -> str:
        """The units' names in the order of the table."""
        return ", ".join(self.rows[one].name for one in reports)

    def _named(self, report_id: str, indicator: str, *, pages: bool) -> str:
        name = self.rows[report_id].name
        if not pages:
            return name
        cell = self.cells[report_id, indicator]
        found = {self.figures[ref.report_id, ref.figure_id].anchor.page for ref in cell.sources}
        shown = ", ".join(str(page) for page in sorted(page for page in found if page is not None))
        return f"{name} (tr. {shown})" if shown else name
