"""What every sheet of the workbook shares: labels, formats, names, print set-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from extractor.national.codebook import Codebook
from extractor.national.labels import Labels
from extractor.national.quick_workbook import QuickWorkbook, QuickWorksheet
from extractor.national.styles import LINK, QUIET, Styles
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

    workbook: QuickWorkbook
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
            "regions": self.labels.regions,
            "overview": self.labels.overview,
            "coverage": self.labels.coverage_sheet,
            "rebuilt": self.labels.rebuilt,
            "comparison": self.labels.comparison,
        }
        return fixed.get(key) or self.labels.groups[key]

    def add_sheet(self, key: str, title: str, note: str = "", title_column: int = 0) -> QuickWorksheet:
        """A new sheet: the link back to the contents, the title, a note below it."""
        sheet: QuickWorksheet = self.workbook.add_worksheet(self.sheet_name(key))
        sheet.hide_gridlines(2)
        link = self.styles.get(font_color=LINK, font_size=10)
        sheet.write_url(0, 0, f"internal:'{self.labels.contents}'!A1", link, self.labels.back)
        row = 0 if title_column else 1
        sheet.write_string(row, title_column, title, self.styles.get(bold=True, font_size=14))
        sheet.set_row(row, 22)
        if note:
            sheet.write_string(
                row + 1, title_column, note, self.styles.get(italic=True, font_size=10, font_color=QUIET)
            )
        return sheet

    def print_setup(self, sheet: QuickWorksheet, header: tuple[int, int] | None, last: tuple[int, int]) -> None:
        """Landscape A4, header rows on every page; the caller says how it fits the width."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        if header is not None:
            sheet.repeat_rows(*header)
        sheet.print_area(0, 0, max(last[0], 1), last[1])
        sheet.set_footer(self.labels.footer)


@lru_cache(maxsize=1 << 16)
def lines_needed(text: str, width: float, font_size: int = 11) -> int:
    """How many lines a text takes in a column of that width, word by word.

    The width is in Excel's characters (digits of its default face); a Times letter is narrower.

    >>> lines_needed("Lý luận chính trị cao cấp", 9)
    3
    """
    width, lines, used = (width - 1) * 1.15 * 11 / font_size, 1, 0
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
