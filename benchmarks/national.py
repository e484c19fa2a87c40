"""The national tables at full size: a pivot over a million facts, and the exports of 83 units × 106 indicators.

Run: .venv/bin/python benchmarks/national.py [--facts 1000000]

The pivot asks the tables as `tonghop query` does and is compared with the same grouping in the standard
library's sqlite3 over the same rows in memory; the workbook is compared with openpyxl reading it back. The
figures to quote are the ratios: times depend on the machine.
"""

import argparse
import gc
import io
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import load_workbook

from extractor.national.aggregate import tabulate
from extractor.national.codebook import codebook_of
from extractor.national.consolidation import dataset_files
from extractor.national.package_query import ask, open_package
from extractor.national.page import page_bytes
from extractor.national.submissions import take_in
from extractor.national.workbook import workbook_bytes
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue, load
from schemas.facts import Figure
from schemas.quantity import Quantity
from schemas.report import Header, Report, Reviewed, Source, UnitRef

UNIONS = 20
PIVOT = "PIVOT (SELECT indicator, unit_name, value FROM facts) ON indicator USING sum(value) GROUP BY unit_name"
GROUPED = "SELECT unit_name, indicator, sum(value) FROM facts GROUP BY unit_name, indicator"


def timed(work: Callable[[], object], times: int = 3) -> float:
    """The best of some runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def reports(catalogue: Catalogue) -> list[Report]:
    """63 provinces and 20 central sector unions, each with a figure of every indicator."""
    luck = random.Random(6)
    units = [
        UnitRef(era="pre_2025_07", code=one.code, name=one.name)
        for one in catalogue.provinces
        if one.era == "pre_2025_07"
    ]
    units += [UnitRef(era="pre_2025_07", code=None, name=f"Công đoàn ngành {number}") for number in range(UNIONS)]
    made = []
    for place, unit in enumerate(units):
        figures = []
        for at, indicator in enumerate(catalogue.indicators.values()):
            quote = f"{indicator.label_vi} {luck.randrange(100_000)}"
            figures.append(
                Figure(
                    id=f"{place:04x}{at:012x}",
                    indicator=indicator.id,
                    quantity=Quantity(value=Decimal(quote.rpartition(" ")[2]), unit=indicator.unit),
                    period="as_of:2024-05-31" if indicator.type == "stock" else "range:2019-2023",
                    section="P1.I.1",
                    confidence=0.95,
                    anchor=Anchor(start=at * 200, end=at * 200 + len(quote), quote=quote, page=1 + at // 12),
                )
            )
        reviewed = Reviewed(type="Nghị quyết", number="03/NQ-TLĐ", issued="2019-01-11")
        source = Source(
            name=f"{place}.pdf", sha256=f"{place:064x}", media_type="application/pdf", pages=9, reading="text_layer"
        )
        header = Header(unit=unit, issued="2024-05-31", reviewed=reviewed, review_kind="so_ket")
        made.append(Report(source=source, header=header, figures=tuple(figures)))
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--facts", type=int, default=1_000_000)
    options = parser.parse_args()
    gc.disable()  # as consolidating does while it writes exports
    catalogue = load()
    codebook = codebook_of(catalogue)
    intake = take_in(reports(catalogue), codebook)
    tabulating = timed(lambda: tabulate(intake, codebook), 1)
    table = tabulate(intake, codebook)
    book: bytes = b""

    def make() -> None:
        nonlocal book
        book = workbook_bytes(table, intake, {}, codebook, "vi")

    writing = timed(make)
    reading = timed(lambda: load_workbook(io.BytesIO(book)), 1)
    paging = timed(lambda: page_bytes(table, intake, {}, codebook, "vi", {}))
    everything = timed(lambda: dataset_files(table, intake, {}, codebook, "vi", {}), 1)
    cells = sum(len(row.cells) for row in table.rows)
    print(f"{len(table.rows)} units × {len(codebook.indicators)} indicators, {cells} cells")
    print(f"  national table               {tabulating:7.3f} s")
    print(f"  national.xlsx                {writing:7.3f} s   openpyxl reads it in {reading / writing:.1f} times that")
    print(f"  national.html                {paging:7.3f} s")
    print(f"  all exports                  {everything:7.3f} s")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "data").mkdir()
        luck = random.Random(6)
        names, indicators = [row.name for row in table.rows], [one.id for one in codebook.indicators]
        columns = {
            "unit_name": [luck.choice(names) for _ in range(options.facts)],
            "indicator": [luck.choice(indicators) for _ in range(options.facts)],
            "value": [float(luck.randrange(100_000)) for _ in range(options.facts)],
        }
        pq.write_table(pa.table(columns), folder / "data" / "facts.parquet", compression="zstd")
        opening = timed(lambda: open_package(folder), 1)
        database = open_package(folder)
        pivot = timed(lambda: ask(database, PIVOT), 5)
        plain = sqlite3.connect(":memory:")
        plain.execute("CREATE TABLE facts (unit_name, indicator, value)")
        plain.executemany("INSERT INTO facts VALUES (?, ?, ?)", zip(*columns.values(), strict=True))
        grouped = timed(lambda: plain.execute(GROUPED).fetchall(), 2)
    print(f"{options.facts} facts")
    print(f"  opening the tables           {opening:7.3f} s")
    print(f"  pivot by unit and indicator  {pivot:7.3f} s   {grouped / pivot:.0f} times as fast as sqlite3 groups them")


if __name__ == "__main__":
    main()
