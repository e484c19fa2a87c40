"""The reports of the corpus in each form, each read once a worker."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.pipeline import read_report, read_text
from schemas.anchor import Anchor
from schemas.report import Report

CORPUS = Path(__file__).parents[1] / "corpus"
FOLDERS = sorted(path.parent.name for path in CORPUS.glob("*/gold.json"))
FORMS = ("source", "docx", "pdf")
IN_EVERY_FORM = [name for name in FOLDERS if all((CORPUS / name / f"report.{form}").exists() for form in FORMS[1:])]


@dataclass(frozen=True)
class Read:
    """A report's record and the text that its anchors point into."""

    report: Report
    text: str


def path_of(name: str, form: str) -> Path:
    """The file of a report: its source text or Markdown, its DOCX or its PDF."""
    if form != "source":
        return CORPUS / name / f"report.{form}"
    return next(path for path in (CORPUS / name / "report.txt", CORPUS / name / "report.md") if path.exists())


@cache
def read(name: str, form: str) -> Read:
    """The report as the program reads it."""
    path = path_of(name, form)
    return Read(read_report(path), read_text(path))


def anchors_of(report: Report) -> list[tuple[str, Anchor]]:
    """Every anchor of a record, each with what it is the anchor of."""
    found = [("header " + field, anchor) for field, anchor in report.header.anchors.items()]
    for figure in report.figures:
        found += [(figure.indicator, anchor) for anchor in (figure.anchor, *figure.also_at)]
    found += [("other figure", other.anchor) for other in report.other_figures]
    for target in report.targets:
        found.append((f"target {target.number}", target.anchor))
        if target.text_anchor is not None:
            found.append((f"text of target {target.number}", target.text_anchor))
    found += [(r.key, mention.anchor) for r in report.regulations for mention in r.mentions]
    found += [("date", date.anchor) for date in report.dates]
    found += [("unread", unread.anchor) for unread in report.unread]
    for table in report.tables:
        found += [("cell", cell.anchor) for row in table.rows for cell in row.cells if cell.anchor is not None]
    return found
