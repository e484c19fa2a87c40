"""National totals against what the generator knows to be true, and the workbook against LibreOffice.

Run: .venv/bin/python scripts/check_totals.py [--count 300] [--seed 6] [--keep DIR]

Generated reports and those of the corpus are consolidated by the command line. Then

1. every total of `data/national.csv` whose reports were all read as they were written is compared with the
   sum of the generator's own figures (reports in which a figure was misread leave their totals out; how many
   is printed);
2. the workbook is opened with openpyxl, each of its formulas is stripped of the result that was stored with
   it, LibreOffice calculates the workbook anew, and every number is compared with the stored one;
3. the totals in the sheets are compared with `data/national.csv`.

Exit code 1 if anything differs.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("tonghop")
Row = dict[str, str]
Figure = tuple[Decimal, Decimal | None, str, str, str]
"""Value, upper end, bound, unit of measure, period."""
Interval = tuple[Decimal, Decimal | None]
YEARLY_RATINGS = ("evaluation_excellent", "evaluation_good", "evaluation_completed", "evaluation_not_completed")


@dataclass
class Told:
    """What was compared and what differs."""

    counts: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def golds(folders: list[Path], inbox: Path) -> dict[str, dict[str, list[Figure]]]:
    """Copies the reports into one folder; the true figures of each by file name and indicator."""
    true: dict[str, dict[str, list[Figure]]] = {}
    for folder in folders:
        for gold in sorted(folder.glob("*/gold.json")):
            report = next(
                gold.parent / f"report.{kind}" for kind in ("md", "txt") if (gold.parent / f"report.{kind}").exists()
            )
            name = f"{gold.parent.name}{report.suffix}"
            shutil.copy(report, inbox / name)
            found: defaultdict[str, list[Figure]] = defaultdict(list)
            for one in json.loads(gold.read_text("utf-8"))["figures"]:
                upper = None if one.get("upper") is None else Decimal(str(one["upper"]))
                figure = (
                    Decimal(str(one["value"])),
                    upper,
                    one.get("bound") or "exact",
                    one["unit"],
                    one.get("period") or "",
                )
                found[one["indicator"]].append(figure)
            true[name] = found
    return true


def read_figures(data: Path) -> dict[str, dict[str, list[Figure]]]:
    """What was read, by report id and indicator."""
    found: defaultdict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(data / "facts.csv"):
        upper = Decimal(row["upper"]) if row["upper"] else None
        figure = (Decimal(row["value"]), upper, row["bound"], row["unit"], row["period"])
        found[row["report_id"]][row["indicator"]].append(figure)
    return found


def chosen(indicator: str, figures: list[Figure], flows: frozenset[str]) -> Interval | None:
    """The one value that a careful clerk takes from the figures of one report; null where that needs judgement.

    A stock counts on its latest day. A flow is its longest range, the later of two as long; bare years are added.
    """
    periods = {figure[4] for figure in figures}
    if indicator in flows and indicator not in YEARLY_RATINGS and len(periods) > 1:
        ranges = sorted(periods & {period for period in periods if period.startswith("range:")}, key=_length)
        if not ranges:
            years = [figure for figure in figures if figure[4].startswith("year:")]
            if len(years) < len(figures) or len({figure[4] for figure in years}) < len(years):
                return None
            low, high = Decimal(0), Decimal(0)
            for figure in years:
                part = interval(figure)
                if part[1] is None:
                    return None
                low, high = low + part[0], high + part[1]
            return low, high
        kept = [figure for figure in figures if figure[4] == ranges[-1]]
    else:
        latest = max(
            periods,
            key=lambda period: (
                period.partition(":")[2].rpartition("-")[2] if indicator in flows else period.partition(":")[2]
            ),
        )
        kept = [figure for figure in figures if figure[4] == latest]
    different = {interval(figure) for figure in kept}
    return different.pop() if len(different) == 1 else None


def _length(period: str) -> tuple[int, str]:
    first, _, last = period.removeprefix("range:").partition("-")
    return int(last) - int(first), last


def interval(figure: Figure) -> Interval:
    """What a printed number allows; a tenth either way for an approximate one."""
    value, upper, bound, _, _ = figure
    low: Decimal = {"at_most": Decimal(0), "approx": value * Decimal("0.9")}.get(bound, value)
    high: Decimal | None = {"at_least": None, "approx": value * Decimal("1.1"), "range": upper}.get(bound, value)
    return low, high


def compare_totals(data: Path, true: dict[str, dict[str, list[Figure]]]) -> Told:
    """Every total that rests on rightly read reports alone against the sum of the true figures."""
    told = Told()
    reports = [row for row in rows(data / "reports.csv") if row["status"] == "current"]
    read = read_figures(data)
    flows = frozenset(row["id"] for row in rows(data / "codebook.csv") if row["type"] == "flow")
    for total in rows(data / "national.csv"):
        if total["level"] == "unit":
            continue
        told.counts["totals"] += 1
        indicator, members = total["indicator"], list(_members(total, reports))
        if any(Counter(read[row["report_id"]][indicator]) != Counter(true[row["file"]][indicator]) for row in members):
            told.counts["left out, a figure was misread"] += 1
            continue
        if total["refused"]:
            told.counts["refused by the program"] += 1
            continue
        given = [row for row in members if true[row["file"]][indicator]]
        parts = [chosen(indicator, true[row["file"]][indicator], flows) for row in given]
        if None in parts:
            told.counts["left out, a report gives two values"] += 1
            continue
        low = sum((part[0] for part in parts if part), Decimal(0))
        highs = [part[1] for part in parts if part]
        high = None if None in highs else sum((one for one in highs if one is not None), Decimal(0))
        # "More than 100" begins at 101: a step for each hedged summand.
        hedged = sum(
            any(figure[2] in ("at_least", "at_most") for figure in true[row["file"]][indicator]) for row in given
        )
        kind = "hedged totals compared" if hedged or low != high else "exact totals compared"
        told.counts[kind] += 1
        if not (
            int(total["reporting"]) == len(given)
            and 0 <= Decimal(total["low"]) - low <= hedged
            and (high is None) == (total["high"] == "")
            and (high is None or 0 <= high - Decimal(total["high"]) <= hedged)
        ):
            told.differing.append(
                f"{total['level']} {total['campaign']} {indicator}: {total['low']}–{total['high']}, true {low}–{high}"
            )
    return told


def _members(total: Row, reports: list[Row]) -> Iterator[Row]:
    """The reports whose units a total adds, those that are silent on the indicator too."""
    kinds = {"provinces": {"province"}, "all": {"province", "sector_union"}}[total["level"]]
    of_era = [
        row for row in reports if row["unit_era"] == total["unit_era"] and row["kind"] in {"province", "sector_union"}
    ]
    if total["campaign"]:
        of_era = [row for row in of_era if row["campaign"] == total["campaign"]]
    else:
        latest = {
            (row["unit_code"], row["unit_name"]): row
            for row in sorted(of_era, key=lambda row: (row["issued"], row["report_id"]))
        }
        of_era = list(latest.values())
    yield from (row for row in of_era if row["kind"] in kinds)


def compare_workbook(dataset: Path) -> Told:
    """The workbook's stored results against LibreOffice's, and its totals against `data/national.csv`."""
    told = Told()
    path = dataset / "national.xlsx"
    stored = load_workbook(path, data_only=True)
    formulas = load_workbook(path)
    with tempfile.TemporaryDirectory() as place:
        # openpyxl writes formulas without their results: LibreOffice has to calculate each of them.
        formulas.save(Path(place) / "stripped.xlsx")
        profile = f"-env:UserInstallation=file://{place}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            f"{place}/out",
        ]
        subprocess.run([*command, f"{place}/stripped.xlsx"], check=True, capture_output=True, timeout=3600)
        calculated = load_workbook(Path(place) / "out" / "stripped.xlsx", data_only=True)
    for sheet in stored:
        again, plain = calculated[sheet.title], formulas[sheet.title]
        for cells in sheet.iter_rows():
            for cell in cells:
                value = cell.value
                if not isinstance(value, int | float):
                    continue
                told.counts["numbers in the workbook"] += 1
                told.counts["of these formulas"] += plain[cell.coordinate].data_type == "f"
                other = again[cell.coordinate].value
                if not isinstance(other, int | float) or abs(other - value) > 1e-9 * max(1, abs(value)):
                    told.differing.append(f"{sheet.title}!{cell.coordinate}: {value}, LibreOffice {other}")
    return told


def main() -> int:
    """Generate, consolidate, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.keep or Path(place)
        inbox, made, dataset = folder / "inbox", folder / "generated", folder / "dataset"
        inbox.mkdir(parents=True, exist_ok=True)
        generate = [sys.executable, "-m", "generator", made, "--count", str(options.count), "--seed", str(options.seed)]
        subprocess.run([*generate, "--era", "pre"], check=True, cwd=ROOT / "corpus")
        true = golds([made, ROOT / "corpus"], inbox)
        subprocess.run([PROGRAM, "consolidate", inbox, "--out", dataset, "--json"], check=True, capture_output=True)
        parts: dict[str, Any] = {
            "Totals against the generator": compare_totals(dataset / "data", true),
            "Workbook against LibreOffice": compare_workbook(dataset),
        }
    for title, told in parts.items():
        print(title)
        for what, count in told.counts.items():
            print(f"  {count:7} {what}")
        print(f"  {len(told.differing):7} differing")
        for line in told.differing[:20]:
            print(f"          {line}")
    return 1 if any(told.differing for told in parts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
