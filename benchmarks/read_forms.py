"""How the forms of a report are read, against pdfplumber on the same files: words, tables, boxes, scans, memory.

Run: .venv/bin/python benchmarks/read_forms.py [--corpus DIR] [--runs N] [--scan-pages N]

Words with places, and ruled tables with their cells: both sides in this one process, taking turns, one run each that
does not count; the figure to quote is the ratio of the summed medians, beside the share that is equal. Boxes: those of
the facts' anchors against the characters that pdfplumber finds for the same words (intersection over union). Scans:
processor seconds a page, tesseract's included, of pages read one after the other. Memory: the peak of a fresh process
that reads one file, with the tesseract it calls.
"""

import argparse
import io
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pdfplumber
import regex

from extractor.pipeline import read_report
from extractor.readers.ocr import pictures_of, recognise_pages
from extractor.readers.ocr_engine import available
from extractor.readers.open import read_manuscript
from extractor.readers.pages import page_picture
from extractor.readers.pdf_glyphs import pages_of
from extractor.readers.pdf_lines import in_order, segments_of
from extractor.readers.pdf_tables import tables_of
from schemas.anchor import Box

CORPUS = Path(__file__).parents[1] / "corpus"
DPI = 216
Words = Counter[str]


def our_words(data: bytes) -> Words:
    """Words with places by PDFium's characters."""
    out: Words = Counter()
    for page in pages_of(data, "report.pdf"):
        for line in segments_of(page):
            for segment in line:
                for word in regex.finditer(r"\S+", segment.text):
                    _ = segment.lefts[word.start()], segment.top, segment.rights[word.end() - 1], segment.bottom
                    out[plain(word[0])] += 1
    return out


def their_words(data: bytes) -> Words:
    """Words with places by pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return Counter(
            plain(word["text"])
            for page in document.pages
            for word in page.extract_words(x_tolerance=1.5, extra_attrs=["size"])
        )


def plain(text: str) -> str:
    """A word without what the two readers spell differently: PDFium's hyphen at the end of a line."""
    return text.replace("\ufffe", "-")


def our_cells(data: bytes) -> Words:
    """The cells of ruled tables with their texts."""
    out: Words = Counter()
    for page in pages_of(data, "report.pdf"):
        tables = tables_of(page)
        if not tables:
            continue
        for line in segments_of(page):
            for segment in line:
                table = next((table for table in tables if table.holds(segment)), None)
                if table is not None:
                    table.put(segment)
        for table in tables:
            for cell in table.cells:
                out["".join("".join(s.text for s in in_order(cell.segments)).split()).replace("\ufffe", "-")] += 1
    return out


def their_cells(data: bytes) -> Words:
    """The cells of pdfplumber's tables, which it finds by rules."""
    out: Words = Counter()
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for table in page.find_tables():
                for row in table.extract(x_tolerance=1.5):
                    out.update("".join((text or "").split()) for text in row if text is not None)
    return out


def compared(
    name: str, ours: Callable[[bytes], Words], theirs: Callable[[bytes], Words], runs: int, corpus: Path
) -> None:
    """Print the ratio of times and how much is equal."""
    equal = whole = 0
    spent = [0.0, 0.0]
    for path in sorted(corpus.glob("*/report.pdf")):
        data = path.read_bytes()
        one, other = ours(data), theirs(data)
        equal += 2 * sum((one & other).values())
        whole += sum(one.values()) + sum(other.values())
        times: list[list[float]] = [[], []]
        for _ in range(runs):
            for side, task in enumerate((ours, theirs)):
                start = time.perf_counter()
                task(data)
                times[side].append(time.perf_counter() - start)
        spent = [total + statistics.median(own) for total, own in zip(spent, times, strict=True)]
    print(f"{name}: {spent[1] / spent[0]:.1f} times as fast as pdfplumber; equal {equal / whole:.4f} of {whole // 2}")


def overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(box.x1 - box.x0) * (box.bottom - box.top) for box in (one, other)]
    return wide * high / (sum(areas) - wide * high)


def boxes(corpus: Path) -> None:
    """Print how well the boxes of facts lie on the page.

    True edges: left and right as pdfplumber has them for the quote's characters, top and bottom those of the ink of
    the printed line on the rendered page (what pdfplumber takes for top and bottom is not on the ink).
    """
    found: list[float] = []
    for path in sorted(corpus.glob("*/report.pdf")):
        data = path.read_bytes()
        report, lines = read_report(path), read_manuscript(data, path.name).lines
        with pdfplumber.open(path) as document:
            characters = [page.chars for page in document.pages]
        shades = {page: numpy.asarray(page_picture(data, path.name, page, DPI, colour=False)) < 140
                  for page in range(1, (report.source.pages or 0) + 1)}  # fmt: skip
        for fact in (*report.figures, *report.targets, *report.other_figures):
            for box in fact.anchor.boxes:
                line = next((it for it in lines if it.page == box.page and abs(it.top - box.top) < 0.02
                             and it.lefts[0] - 0.02 <= box.x0 and box.x1 <= it.rights[-1] + 0.02), None)  # fmt: skip
                if line is None:
                    continue
                whole = Box(page=box.page, x0=line.lefts[0], top=line.top, x1=line.rights[-1], bottom=line.bottom)
                ink, edges = _ink(whole, shades[box.page]), _edges(box, characters[box.page - 1])
                if ink and edges:
                    true = Box(page=box.page, x0=edges[0], top=ink.top, x1=edges[1], bottom=ink.bottom)
                    found.append(overlap(box, true))
    good = sum(1 for share in found if share >= 0.9)
    print(
        f"boxes of facts: {len(found)}, IoU median {statistics.median(found):.3f},"
        f" at 0.9 or more {good / len(found):.3f}, at 0.8 or more {sum(s >= 0.8 for s in found) / len(found):.3f}"
    )


def _edges(box: Box, characters: list[dict[str, Any]]) -> tuple[float, float] | None:
    """The left edge of the first and the right edge of the last character whose middle is in the box."""
    inside = [
        c
        for c in characters
        if c["text"].strip()
        and box.x0 - 0.5 <= (c["x0"] + c["x1"]) / 2 <= box.x1 + 0.5
        and min(box.bottom, c["bottom"]) - max(box.top, c["top"]) > 0.4 * (box.bottom - box.top)
    ]
    return (min(c["x0"] for c in inside), max(c["x1"] for c in inside)) if inside else None


def _ink(box: Box, shades: Any) -> Box | None:
    """The ink in a box and two points above and below it."""
    scale = DPI / 72
    top, left = round((box.top - 2) * scale), round(box.x0 * scale)
    part = shades[max(0, top) : round((box.bottom + 2) * scale), left : round(box.x1 * scale) + 1]
    ys, xs = numpy.nonzero(part)
    if not len(ys):
        return None
    return Box(
        page=box.page,
        x0=(left + int(xs.min())) / scale,
        top=(top + int(ys.min())) / scale,
        x1=(left + int(xs.max()) + 1) / scale,
        bottom=(top + int(ys.max()) + 1) / scale,
    )


def spent_with_children() -> float:
    """Processor seconds of this process and of those that it has called."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def scans(corpus: Path, pages: int) -> None:
    """Print processor seconds a page of both kinds of scan."""
    if not available():
        print("scans: tesseract is not installed")
        return
    for kind in ("scan-clean.pdf", "scan-bad.pdf", "scan-signed.pdf"):
        times = []
        for path in sorted(corpus.glob(f"*/{kind}")):
            data = path.read_bytes()
            for number in range(1, pages + 1):
                (picture,) = pictures_of(data, kind, [number])
                start = spent_with_children()
                list(recognise_pages(iter([picture])))
                times.append(spent_with_children() - start)
        if times:
            print(
                f"{kind}: {statistics.mean(times):.2f} s a page a core (median {statistics.median(times):.2f},"
                f" worst {max(times):.2f}) over {len(times)} pages"
            )


def memory(corpus: Path) -> None:
    """Print the peak of a process that reads one file, for the largest file of each kind."""
    for kind in ("report.pdf", "report.docx", "scan-bad.pdf", "scan-signed.pdf"):
        paths = sorted(corpus.glob(f"*/{kind}"), key=lambda path: path.stat().st_size)
        if not paths:
            continue
        code = (
            "import resource, sys; from pathlib import Path; from extractor.pipeline import read_report;"
            "read_report(Path(sys.argv[1]));"
            "print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
        )
        said = subprocess.run(
            [sys.executable, "-c", code, str(paths[-1])], check=True, capture_output=True, text=True, env=os.environ
        ).stdout
        own, called = (int(kilobytes) / 1024 for kilobytes in said.split())
        print(
            f"memory, {paths[-1].parent.name}/{kind}: {own:.0f} MB, and {called:.0f} MB the largest program it called"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scan-pages", type=int, default=2, help="how many pages of each scan")
    options = parser.parse_args()
    compared("words", our_words, their_words, options.runs, options.corpus)
    compared("cells of ruled tables", our_cells, their_cells, options.runs, options.corpus)
    boxes(options.corpus)
    scans(options.corpus, options.scan_pages)
    memory(options.corpus)


if __name__ == "__main__":
    main()
