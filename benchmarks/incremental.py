"""What a run costs that finds nothing new, and one that finds one new report, against the first run.

Run: .venv/bin/python benchmarks/incremental.py [REPORT…] [--copies N | --generated N]

Each given report is copied N times with a different last line, so that every copy is a report of its own
to read; by default the text forms of the corpus. Copies are superseded by each other: few reports count, and
the exports are small. With --generated, N reports of the generator are taken instead, most of which count.
All runs are of the command line, start included. The figures to quote are the ratios: times depend on the
machine.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAM = Path(sys.executable).with_name("tonghop")


def run(*arguments: str | Path) -> float:
    """Wall time of one command. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run([PROGRAM, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def copies(reports: list[Path], number: int, place: Path) -> None:
    """Write `number` copies of each report, all different."""
    for report in reports:
        for copy in range(number):
            target = place / f"{report.parent.name}-{copy}{report.suffix}"
            target.write_bytes(report.read_bytes() + f"\n\nBản {copy}.\n".encode())


def generated(number: int, seed: int, place: Path) -> None:
    """Write generated reports of the 63 provinces and central sector unions."""
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, "-m", "generator", made, "--count", str(number), "--seed", str(seed), "--era", "pre"]
        subprocess.run(command, check=True, capture_output=True, cwd=CORPUS)
        for report in Path(made).glob("*/report.*"):
            (place / f"{seed}-{report.parent.name}{report.suffix}").write_bytes(report.read_bytes())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("reports", type=Path, nargs="*", help="text or Markdown files")
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--generated", type=int, metavar="N", help="N generated reports instead of copies")
    options = parser.parse_args()
    reports = options.reports or sorted(CORPUS.glob("*/report.md"))
    with tempfile.TemporaryDirectory() as place:
        inbox, dataset = Path(place) / "inbox", Path(place) / "dataset"
        inbox.mkdir()
        if options.generated:
            generated(options.generated, 6, inbox)
        else:
            copies(reports, options.copies, inbox)
        count = len(list(inbox.iterdir()))
        first = run("consolidate", inbox, "--out", dataset)
        unchanged = min(run("consolidate", inbox, "--out", dataset) for _ in range(5))
        if options.generated:
            generated(1, 7, Path(place))
        else:
            copies(reports[:1], 1, Path(place))
        new = next(one for one in Path(place).iterdir() if one.suffix in {".md", ".txt"})
        new.write_bytes(new.read_bytes() + "Một báo cáo mới.\n".encode())
        new.rename(inbox / "new.md")
        one_new = run("consolidate", inbox, "--out", dataset)
        alone = run("consolidate", inbox / "new.md", "--out", Path(place) / "alone")
        nothing = min(run("schema", "anchor") for _ in range(3))
    print(f"{count} reports, first run          {first:8.2f} s")
    print(f"nothing new                     {unchanged:8.2f} s   {first / unchanged:6.1f} times faster")
    print(f"one new report                  {one_new:8.2f} s   {first / one_new:6.1f} times faster")
    print(f"that report alone               {alone:8.2f} s   {one_new / alone:6.1f} times as long among the others")
    print(f"a command that does nothing     {nothing:8.2f} s")


if __name__ == "__main__":
    main()
