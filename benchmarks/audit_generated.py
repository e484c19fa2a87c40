"""How surely the auditor finds seeded faults, and how often it cries wolf, on generated reports.

Run: .venv/bin/python benchmarks/audit_generated.py [--faulty 300] [--faultless 100] [--hedged 200]
     [--seed 901] [--keep DIR]

Three sets are written by `corpus/generator`: reports with one seeded fault each (all fourteen kinds in
turn), reports without any, and reports without any in which most figures of the sums are rounded, truly
("trên 50", "gần 35", "từ 15 đến 20"). Every one is read from its text and audited. A broken finding is right
if gold names its rule and what it is about; anything else that is called broken is a false alarm.

A slip is laid at the door of the reading where the record of the report differs from gold in any
figure, target or regulation, and at the auditor's where the record is right in all of them. A second
measure takes reading out of it: the figures of each record are replaced by those of gold, and the
rules that look at figures alone are counted.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.audit import audit
from extractor.evaluate import Evaluation, compare
from extractor.pipeline import read_report
from schemas.anchor import Anchor
from schemas.facts import Figure
from schemas.finding import Finding
from schemas.quantity import Quantity
from schemas.report import Report

CORPUS = Path(__file__).parents[1] / "corpus"
FIGURE_RULES = (
    "sum_mismatch",
    "subset_exceeds_total",
    "percent_mismatch",
    "figure_conflict",
    "unit_mixture",
    "quota_counts_contracts",
)
HEDGED_RULES = ("sum_mismatch", "subset_exceeds_total", "figure_conflict", "unit_mixture")
KINDS = ("figures +period", "targets +actual", "regulations +mentions")
_HEDGED_NUMBER = re.compile(r"(?:^|[+,;=∋≤<>≥] )[≥≤<>≈] [0-9]|[0-9]–[0-9]|∋")


@dataclass(frozen=True)
class Judged:
    """What was found in one report: right, missed and wrong findings as (rule, about)."""

    name: str
    well_read: bool
    right: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]
    hedged: int
    hedged_wrong: int
    messages: tuple[str, ...] = field(default=())
    gold_figures: tuple[int, int, int] = (0, 0, 0)
    """Right, missed and wrong findings about figures where the record has gold's figures."""


def judge(folder: Path) -> Judged:
    """Read and audit the report of one folder and hold the findings against its gold."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    report = read_report(folder / "report.md")
    findings = audit(report)
    broken = {(f.rule, f.about): f for f in findings if f.outcome == "broken"}
    wanted = {(f["rule"], f["about"]) for f in gold["findings"]}
    sums = [f for f in findings if f.rule in HEDGED_RULES and _hedged(f)]
    return Judged(
        name=folder.name,
        well_read=_well_read(report, gold),
        right=tuple(sorted(wanted & set(broken))),
        missed=tuple(sorted(wanted - set(broken))),
        wrong=tuple(sorted(set(broken) - wanted)),
        hedged=len(sums),
        hedged_wrong=sum(f.outcome == "broken" and (f.rule, f.about) not in wanted for f in sums),
        messages=tuple(broken[key].message for key in sorted(set(broken) - wanted)),
        gold_figures=_of_gold(report, gold, (folder / "report.md").read_text(encoding="utf-8")),
    )


def _of_gold(report: Report, gold: dict[str, Any], text: str) -> tuple[int, int, int]:
    figures = tuple(_gold_figure(report, item, index, text) for index, item in enumerate(gold["figures"]))
    others = tuple(other for other in report.other_figures if other.quantity.unit == "percent")
    made = report.model_copy(update={"figures": figures, "other_figures": others, "unread": ()})
    found = {(f.rule, f.about) for f in audit(made) if f.outcome == "broken" and f.rule in FIGURE_RULES}
    wanted = {(f["rule"], f["about"]) for f in gold["findings"] if f["rule"] in FIGURE_RULES}
    of_targets = {key for key in found - wanted if key[1].startswith("target")}
    return len(found & wanted), len(wanted - found), len(found - wanted - of_targets)


def _gold_figure(report: Report, item: dict[str, Any], index: int, text: str) -> Figure:
    """The figure of gold, with the share and the table that were read for it."""
    quantity = Quantity(
        value=Decimal(str(item["value"])),
        upper=None if item.get("upper") is None else Decimal(str(item["upper"])),
        bound=item["bound"],
        unit=item["unit"],
    )
    read = next(
        (f for f in report.figures if f.indicator == item["indicator"] and f.quantity.value == quantity.value), None
    )
    words = r"[\s|*]+".join(re.escape(word) for word in item["quote"].split())
    place = re.search(words, text) or re.search(re.escape(item["quote"].split()[0]), text)
    start, end = place.span() if place else (0, 0)
    anchor = read.anchor if read is not None else Anchor(start=start, end=end, quote=text[start:end])
    return Figure(
        id=f"gold{index}",
        indicator=item["indicator"],
        quantity=quantity,
        period=item.get("period"),
        implied=item["implied"],
        section=item["section"],
        share=read.share if read else None,
        fraction=read.fraction if read else None,
        table=read.table if read else None,
        confidence=1,
        anchor=anchor,
    )


def _hedged(finding: Finding) -> bool:
    return _HEDGED_NUMBER.search(finding.arithmetic or "") is not None


def _well_read(report: Report, gold: dict[str, Any]) -> bool:
    result = Evaluation()
    compare(result, "report", report, gold)
    return all(result.scores[kind].f1 == 1 for kind in KINDS)


def show(title: str, judged: Iterable[Judged]) -> None:
    """Print precision and recall, the slips, and whose they are."""
    judged = list(judged)
    right, missed, wrong = (sum(len(getattr(one, key)) for one in judged) for key in ("right", "missed", "wrong"))
    print(f"\n{title}: {len(judged)} reports, {sum(one.well_read for one in judged)} of them read without an error")
    print(
        f"  recall    {right}/{right + missed} = {right / (right + missed or 1):.4f}\n"
        f"  precision {right}/{right + wrong} = {right / (right + wrong or 1):.4f}\n"
        f"  checks with hedged numbers: {sum(one.hedged for one in judged)} checked, "
        f"{sum(one.hedged_wrong for one in judged)} false alarms"
    )
    rules = Counter(rule for one in judged for rule, _ in (*one.right, *one.missed))
    found = Counter(rule for one in judged for rule, _ in one.right)
    if rules:
        print("  " + "\n  ".join(f"{rule:28} {found[rule]}/{rules[rule]}" for rule in sorted(rules)))
    for one in judged:
        whose = "audit" if one.well_read else "reading"
        for rule, about in one.missed:
            print(f"  missed [{whose}] {one.name}: {rule} {about}")
        for (rule, about), message in zip(one.wrong, one.messages, strict=True):
            print(f"  wrong  [{whose}] {one.name}: {rule} {about}: {message}")
    right, missed, wrong = (sum(one.gold_figures[at] for one in judged) for at in range(3))
    print(f"  with the figures of gold, rules about figures alone: {right} right, {missed} missed, {wrong} wrong")
    own = [one for one in judged if one.well_read]
    right, missed, wrong = (sum(len(getattr(one, key)) for one in own) for key in ("right", "missed", "wrong"))
    print(f"  of those read without an error: {right} right, {missed} missed, {wrong} wrong")


def main() -> None:
    """Generate, read, audit, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--faulty", type=int, default=300)
    parser.add_argument("--faultless", type=int, default=100)
    parser.add_argument("--hedged", type=int, default=200)
    parser.add_argument("--seed", type=int, default=901)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the generated reports in this folder")
    options = parser.parse_args()
    sys.path.insert(0, str(CORPUS))
    from generator.__main__ import generate  # the corpus is no installed package

    with tempfile.TemporaryDirectory() as temporary:
        out = options.keep or Path(temporary)
        generate(out / "faulty", options.faulty, options.seed, faults=options.faulty)
        generate(out / "faultless", options.faultless, options.seed + 1)
        generate(out / "hedged", options.hedged, options.seed + 2, hedged=True)
        with ProcessPoolExecutor(options.jobs) as pool:
            for name in ("faulty", "faultless", "hedged"):
                folders = sorted(path.parent for path in (out / name).glob("*/gold.json"))
                show(name, pool.map(judge, folders, chunksize=4))


if __name__ == "__main__":
    main()
