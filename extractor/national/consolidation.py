"""Reports and their findings become the national table and its files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from extractor.national.aggregate import tabulate
from extractor.national.brief import brief_bytes
from extractor.national.codebook import Codebook, codebook_of
from extractor.national.export import csv_bytes, datapackage, parquet, record
from extractor.national.labels import Lang
from extractor.national.package_codebook import codebook_markdown, codebook_tables
from extractor.national.package_notebook import notebook
from extractor.national.page import page_bytes
from extractor.national.page_pictures import Cutter, Pictures
from extractor.national.publish import publish
from extractor.national.submissions import Corrected, Intake, Submission, take_in
from extractor.national.tidy import tidy_tables
from extractor.national.together import together
from extractor.national.workbook import workbook_bytes
from schemas.campaign import ExpectedUnits
from schemas.catalogue import Catalogue, load
from schemas.finding import Finding
from schemas.report import Report
from schemas.table import NationalTable


def consolidate(
    reports: Sequence[Report],
    findings: Mapping[str, Sequence[Finding]],
    out: Path,
    *,
    catalogue: Catalogue | None = None,
    lang: Lang = "vi",
    corrected: Mapping[str, Corrected] | None = None,
    received: Mapping[str, int] | None = None,
    expected: Mapping[str, ExpectedUnits] | None = None,
    cutter: Cutter | None = None,
    unchanged: frozenset[str] = frozenset(),
) -> NationalTable:
    """Write the workbook, the page, the brief, `data/` and `records/` into `out` and return the table they show.

    `findings`, `corrected` and `received` are given by the report's sha256, `expected` units by the
    campaign's key; see `take_in`. `cutter` makes the pictures of places that the page shows.
    Findings are about what was read; cells and facts show what was corrected.
    The records of reports whose sha256 is `unchanged` stand in `out` already as they would be written, and stay.
    The files are byte-identical for the same inputs in any order. All files are put in place together: a
    failure leaves the old ones.

    Raises:
        OSError: `out` cannot be written.
    """
    catalogue = catalogue or load()
    codebook = codebook_of(catalogue)
    intake = take_in(reports, codebook, corrected=corrected, received=received, expected=expected)
    table = tabulate(intake, codebook)
    pictures = {} if cutter is None else cutter(intake)
    files = dataset_files(table, intake, findings, codebook, lang, pictures)
    kept = {record_name(one): None for one in intake.everything if one.record.source.sha256 in unchanged}
    files |= {record_name(one): record(one.record) for one in intake.everything if record_name(one) not in kept}
    publish(files, out, kept=kept.keys())
    return table


def dataset_files(
    table: NationalTable,
    intake: Intake,
    findings: Mapping[str, Sequence[Finding]],
    codebook: Codebook,
    lang: Lang,
    pictures: Pictures,
) -> dict[str, bytes]:
    """Every file but the records by its path inside the folder. Pure: nothing is written."""
    costly = {
        "national.xlsx": lambda: workbook_bytes(table, intake, findings, codebook, lang),
        "national.html": lambda: page_bytes(table, intake, findings, codebook, lang, pictures),
    }
    with together(costly) as results:
        files = {f"data/{name}": body for name, body in _package(table, intake, findings, codebook).items()}
        files["brief.docx"] = brief_bytes(table, intake, findings, codebook)
        return {**files, **results()}


def record_name(one: Submission) -> str:
    """The path of a report's record inside the folder."""
    return f"records/{one.report_id}.json"


def _package(
    table: NationalTable, intake: Intake, findings: Mapping[str, Sequence[Finding]], codebook: Codebook
) -> dict[str, bytes]:
    """The researcher's package: tables as CSV and Parquet, their description, codebook and notebook."""
    codes = codebook_tables(codebook)
    facts = tidy_tables(intake, table, findings, codebook)
    tables = (*facts, *codes)
    data = {f"{tidy.name}.csv": csv_bytes(tidy) for tidy in tables}
    data["datapackage.json"] = datapackage(tables, data)
    data |= {f"{tidy.name}.parquet": parquet(tidy) for tidy in tables}
    return {**data, "codebook.md": codebook_markdown(codes, facts), "notebook.ipynb": notebook()}
