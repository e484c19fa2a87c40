"""What every sheet of the workbook shares: labels, formats, names, print set-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractor.national.codebook import Codebook
from extractor.national.labels import Labels
from extractor.national.styles import LINK, Styles
from extractor.national.submissions import Intake, Submission
from extractor.national.wording import campaign_text
from schemas.facts import Figure
from schemas.finding import Finding
from schemas.table import NationalTable

A4 = 9
"""Excel's number of the paper size."""

MAX_TEXT = 2000
"""Characters of a printed passage that a cell shows; the record holds it whole."""


@dataclass(frozen=True)
class Book:
    """The workbook under construction and everything its sheets show."""

    workbook: Workbook
    styles: Styles
    labels: Labels
    codebook: Codebook
    intake: Intake
    table: NationalTable
    findings: Mapping[str, Sequence[Finding]]
    figures: Mapping[tuple[str, str], tuple[Submission, Figure]]
    source_rows: Mapping[tuple[str, str], int]

    def campaign(self, key: str | None) -> str:
        """The campaign in words."""
        if key is None:
            return self.labels.any_campaign
        return next(campaign_text(one, self.labels) for one in self.table.campaigns if one.key == key)

    def era(self, era: str | None) -> str:
        """The era in words; empty where it is unknown."""
        return self.labels.eras.get(era or "", "")

    def sheet_name(self, key: str) -> str:
        """The name of a sheet by its key: an indicator group, or "targets", "sources" and so on."""
        fixed = {
            "contents": self.labels.contents,
            "targets": self.labels.targets,
            "regulations": self.labels.regulations,
            "findings": self.labels.findings,
            "sources": self.labels.sources,
        }
        return fixed.get(key) or self.labels.groups[key]

    def add_sheet(self, key: str, title: str, note: str = "") -> Worksheet:
        """A new sheet with its title, a note below it and the link back to the contents."""
        sheet = self.workbook.add_worksheet(self.sheet_name(key))
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.styles.get(bold=True, font_size=14))
        sheet.set_row(0, 22)
        sheet.write_string(1, 0, note, self.styles.get(italic=True, font_size=10, font_color="#555555"))
        sheet.write_url(
            2,
            0,
            f"internal:'{self.labels.contents}'!A1",
            self.styles.get(font_color=LINK, font_size=10),
            self.labels.back,
        )
        return sheet

    def print_setup(
        self, sheet: Worksheet, header: tuple[int, int], last: tuple[int, int], pages_wide: int = 1
    ) -> None:
        """Landscape A4, header rows on every page, `pages_wide` pages across, as many as needed down."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.repeat_rows(*header)
        sheet.fit_to_pages(pages_wide, 0)
        sheet.print_area(0, 0, max(last[0], header[1] + 1), last[1])
        sheet.set_footer(self.labels.footer)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width (in characters), word by word.

    >>> lines_needed("Lý luận chính trị cao cấp", 10)
    3
    """
    lines, used = 1, 0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length > width:
            lines, used = lines + 1, 0
        lines += max(0, ceil(length / width) - 1)
        used += length + (1 if used else 0)
    return lines


def shown(text: str) -> str:
    """A passage short enough for a cell, on one line of running text."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_TEXT else f"{flat[:MAX_TEXT]}…"
