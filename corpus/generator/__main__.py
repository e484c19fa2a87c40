"""`python -m generator OUT --count 300 --seed 7`: a folder of reports, each with its gold."""

import argparse
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from random import Random

from generator.damage import damage
from generator.facts import invent
from generator.faults import RULES, Orders, Unfit, plan
from generator.hand import Hand, hands
from generator.hedged import hedge_sums
from generator.truth import truth_of
from generator.units import Unit, provinces
from generator.write import Report, write


def main() -> None:
    """Reads the arguments and writes the reports."""
    parser = argparse.ArgumentParser(prog="generator", description="Writes synthetic reports and their gold.")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--count", type=int, default=40, help="number of reports (default 40)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same bytes")
    parser.add_argument("--faults", type=int, default=0, help="how many of the reports carry one seeded fault")
    parser.add_argument("--rule", choices=RULES, help="only faults of this rule")
    parser.add_argument("--hand", help="only this hand")
    parser.add_argument("--hedged", action="store_true", help="round the figures of sums, truly")
    parser.add_argument("--damage", action="store_true", help="damage of a scan in the text")
    parser.add_argument("--era", choices=("pre", "post", "mixed"), default="mixed", help="before or after July 2025")
    given = parser.parse_args()
    generate(given.out, given.count, given.seed, faults=given.faults, rule=given.rule, hand=given.hand,
             damaged=given.damage, era=given.era, hedged=given.hedged)  # fmt: skip


def generate(
    out: Path,
    count: int,
    seed: int,
    *,
    faults: int = 0,
    rule: str | None = None,
    hand: str | None = None,
    damaged: bool = False,
    era: str = "mixed",
    hedged: bool = False,
) -> None:
    """Writes `count` reports to `out`, the first `faults` of them with one fault each."""
    rng = Random(f"generate:{seed}:{era}")
    units = _units(rng, era, count)
    out.mkdir(parents=True, exist_ok=True)
    told = []
    for number, unit in enumerate(units):
        facts = invent(seed * 10_000 + number, unit)
        first = number % len(RULES)
        rules = () if number >= faults else (rule,) if rule else RULES[first:] + RULES[:first]
        chosen, orders, fault = _hand_and_orders(rng, unit, seed * 10_000 + number, rules, hand)
        if hedged:
            facts, chosen = hedge_sums(facts, chosen, Random(f"hedged:{seed}:{number}"))
        report = write(facts, chosen, orders, seed * 10_000 + number)
        if damaged:
            report = damage(report, Random(f"damage:{seed}:{number}"))
        name = f"{number + 1:04d}-{_slug(unit.name)}-{facts.campaign.issued.year}"
        _save(out / name, report)
        told.append((name, chosen.name, fault, unit, report.gold()))
    truth = json.dumps(truth_of(told), ensure_ascii=False, indent=1)
    (out / "truth.json").write_text(truth + "\n", "utf-8")


def _units(rng: Random, era: str, count: int) -> list[Unit]:
    before, after = provinces()
    pool = {"pre": before, "post": after, "mixed": before + after}[era]
    drawn: list[Unit] = []
    while len(drawn) < count:
        drawn += rng.sample(pool, len(pool))
    return drawn[:count]


def _hand_and_orders(
    rng: Random, unit: Unit, seed: int, rules: Sequence[str], wanted: str | None
) -> tuple[Hand, Orders, str | None]:
    """A hand that such an office writes, and the orders of the first rule that it can break."""
    fitting = [hand for hand in hands().values() if hand.fits(unit) and wanted in (None, hand.name)]
    if not fitting:
        fitting = [hands()[wanted]] if wanted else list(hands().values())
    rng.shuffle(fitting)
    for rule in rules:
        facts = invent(seed, unit)
        for hand in fitting:
            try:
                return hand, plan(rule, facts, hand, Random(f"fault:{seed}")), rule
            except Unfit:
                continue
    return fitting[0], Orders(), None


def _save(folder: Path, report: Report) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(report.text, "utf-8")
    gold = json.dumps(report.gold(), ensure_ascii=False, indent=1)
    (folder / "gold.json").write_text(gold + "\n", "utf-8")


def _slug(name: str) -> str:
    text = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    kept = "".join(c for c in text if not unicodedata.combining(c))
    return "-".join("".join(c if c.isalnum() else " " for c in kept).split())


if __name__ == "__main__":
    main()
