"""Reports and their findings become the national table and its files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from extractor.national.aggregate import tabulate
from extractor.national.codebook import codebook_of
from extractor.national.export import csv_bytes, datapackage, parquet, record
from extractor.national.labels import Lang
from extractor.national.publish import publish
from extractor.national.submissions import take_in
from extractor.national.tidy import tidy_tables
from extractor.national.workbook import workbook_bytes
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
) -> NationalTable:
    """Write `national.xlsx`, `data/` and `records/` into `out` and return the table they show.

    `findings` are given by the report's sha256. The files are byte-identical for the same inputs in
    any order. All files are put in place together: a failure leaves the old ones.

    Raises:
        OSError: `out` cannot be written.
    """
    codebook = codebook_of(catalogue or load())
    intake = take_in(reports, codebook)
    table = tabulate(intake, codebook)
    files = {f"records/{one.report_id}.json": record(one.report) for one in intake.everything}
    tables = tidy_tables(intake, table, findings, codebook)
    data = {f"{tidy.name}.csv": csv_bytes(tidy) for tidy in tables}
    data["datapackage.json"] = datapackage(tables, data)
    data |= {f"{tidy.name}.parquet": parquet(tidy) for tidy in tables}
    files |= {f"data/{name}": body for name, body in data.items()}
    files["national.xlsx"] = workbook_bytes(table, intake, findings, codebook, lang)
    publish(files, out)
    return table
