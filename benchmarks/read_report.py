"""How long the whole reading of a report takes, against pdfplumber's word extraction alone on the same file.

Run: .venv/bin/python benchmarks/read_report.py [FILE.pdf] [--runs N]

Both sides are measured in this one process, taking turns, after one run each that does not count
(imports, caches). The figure to quote is the ratio of the medians: times depend on the machine.
`extract_words` gives words with boxes and nothing more; `read_report` gives the record of the report.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from extractor.pipeline import read_report

SAMPLE = Path(__file__).parents[1] / "corpus" / "lai-chau-2024" / "report.pdf"


def words(path: Path) -> int:
    """The number of words that pdfplumber extracts."""
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_words()) for page in document.pages)


def figures(path: Path) -> int:
    """The number of figures in the report's record."""
    return len(read_report(path).figures)


def seconds(task: Callable[[Path], int], path: Path) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    task(path)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    print(f"{options.file.name}: {words(options.file)} words, {figures(options.file)} figures")
    taken: dict[Callable[[Path], int], list[float]] = {words: [], figures: []}
    for _ in range(options.runs):
        for task, times in taken.items():
            times.append(seconds(task, options.file))
    theirs, ours = (statistics.median(times) for times in taken.values())
    for name, times in (("pdfplumber extract_words", taken[words]), ("read_report", taken[figures])):
        print(f"{name:26} median {statistics.median(times):.3f} s  (best {min(times):.3f}, worst {max(times):.3f})")
    print(f"read_report is {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
