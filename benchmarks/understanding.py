"""What understanding a report costs against reading it, and how it grows with the length of the text.

Run: .venv/bin/python benchmarks/understanding.py [--runs N] [--most KILOBYTES]

Reading is PDFium's geometry of the eleven-page sample (a place for every character) and what composes lines and
blocks of it; understanding is everything after the manuscript: spaCy layers, figures, targets, citations, periods.
Both are measured in this one process, taking turns, after one run each that does not count; between two turns other
reports of the corpus are understood, so that nothing remembered of the sample is left to help. Growth: the sample's
text over and over, time a kilobyte against that of the shortest. Quote the ratios: times depend on the machine.
"""

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from extractor.facts import read_facts
from extractor.readers.manuscript import Manuscript
from extractor.readers.open import read_manuscript
from extractor.readers.pdf_glyphs import pages_of
from schemas import catalogue
from schemas.report import Source

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpus" / "lai-chau-2024"
OTHERS = "corpus/first-contact/*/report.md"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def understand(manuscript: Manuscript) -> object:
    """The record of a manuscript."""
    source = Source(
        name="sample.pdf",
        sha256=hashlib.sha256(b"").hexdigest(),
        media_type="application/pdf",
        pages=manuscript.pages,
        reading=manuscript.reading,
    )
    return read_facts(manuscript, source, catalogue.load())


def main() -> None:
    """Measures and prints ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", type=int, default=1000, help="kilobytes of the longest text")
    options = parser.parse_args()
    data = (SAMPLE / "report.pdf").read_bytes()
    manuscript = read_manuscript(data, "report.pdf")
    works: dict[str, Callable[[], object]] = {
        "geometry": lambda: list(pages_of(data, "report.pdf")),
        "reading": lambda: read_manuscript(data, "report.pdf"),
        "understanding": lambda: understand(manuscript),
    }
    others = [read_manuscript(path.read_bytes(), path.name) for path in sorted(ROOT.glob(OTHERS))[:8]]
    times: dict[str, list[float]] = {name: [] for name in works}
    for run in range(options.runs + 1):
        for other in others:
            understand(other)
        for name, work in works.items():
            taken = seconds(work)
            if run:
                times[name].append(taken)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in middle.items():
        print(f"{name}: {taken:.3f} s, {taken / middle['geometry']:.2f} times PDFium's geometry")
    text = (SAMPLE / "report.txt").read_text(encoding="utf-8")
    least = None
    for kilobytes in (100, 300, options.most):
        long = (text * (1 + kilobytes * 1000 // len(text.encode())))[: kilobytes * 1000]
        made = read_manuscript(long.encode(), "long.txt")
        rate = seconds(lambda made=made: understand(made)) / kilobytes  # type: ignore[misc]
        least = least or rate
        print(f"{kilobytes} kB: {1000 * rate:.2f} ms a kB, {rate / least:.2f} times the shortest")


if __name__ == "__main__":
    main()
