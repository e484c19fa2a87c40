"""The national workbook: one screen that names its sheets in order."""

import io
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime

from extractor.national.book import Book
from extractor.national.codebook import Codebook
from extractor.national.comparison_sheet import has_comparison, write_comparison
from extractor.national.contents_sheet import write_contents
from extractor.national.coverage_sheet import write_coverage
from extractor.national.indicator_sheets import write_group
from extractor.national.labels import Lang
from extractor.national.list_sheets import SOURCES_FIRST_ROW, write_findings, write_regulations, write_sources
from extractor.national.overview_sheet import write_overview
from extractor.national.quick_workbook import QuickWorkbook
from extractor.national.regions_sheet import write_rebuilt, write_regions
from extractor.national.styles import Styles
from extractor.national.submissions import Intake
from extractor.national.target_sheet import write_targets
from extractor.national.tidy import in_text_order
from extractor.national.words import LABELS
from schemas.finding import Finding
from schemas.table import NationalTable

_CREATED = datetime(2024, 1, 1, tzinfo=UTC)
"""The creation date in the properties is a constant: the same inputs give the same bytes on any day."""

_OPTIONS = {
    "in_memory": True,
    # What a report prints stays text: nothing of it can become a formula, a number or a link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Column widths are measured in digits of this face; metric-compatible ones exist everywhere.
    "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
}


_LISTS: Mapping[str, Callable[[Book, int], None]] = {
    "coverage": write_coverage,
    "regions": write_regions,
    "rebuilt": write_rebuilt,
    "comparison": write_comparison,
    "targets": write_targets,
    "regulations": write_regulations,
    "findings": write_findings,
    "sources": write_sources,
}
"""The sheets after those of the indicator groups, in order."""


def workbook_bytes(
    table: NationalTable, intake: Intake, findings: Mapping[str, Sequence[Finding]], codebook: Codebook, lang: Lang
) -> bytes:
    """The workbook as a file's bytes, the same for the same inputs."""
    sink = io.BytesIO()
    # XlsxWriter writes into the options that it is given; a second workbook would find them changed.
    workbook = QuickWorkbook(sink, deepcopy(_OPTIONS))
    labels = LABELS[lang]
    workbook.set_properties({"title": labels.title, "created": _CREATED.replace(tzinfo=None)})
    workbook.set_calc_mode("auto")
    ordered = [(one, figure) for one in intake.current for figure in in_text_order(one)]
    book = Book(
        workbook=workbook,
        styles=Styles(workbook),
        labels=labels,
        codebook=codebook,
        intake=intake,
        table=table,
        findings=findings,
        figures={(one.report_id, figure.id): (one, figure) for one, figure in ordered},
        source_rows={
            (one.report_id, figure.id): SOURCES_FIRST_ROW + place for place, (one, figure) in enumerate(ordered)
        },
    )
    groups = codebook.groups()
    lists = {key: write for key, write in _LISTS.items() if key != "comparison" or has_comparison(book)}
    write_contents(book, ("overview", *groups, *lists))
    write_overview(book, 0)
    for place, group in enumerate(groups, start=1):
        write_group(book, group, place)
    for place, write in enumerate(lists.values(), len(groups) + 1):
        write(book, place)
    workbook.close()
    return sink.getvalue()
