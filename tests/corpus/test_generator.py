"""The generator: gold is what the text says, adds up, is reproducible, and a fault is one finding."""

import re
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "corpus"))

from generator.__main__ import generate  # noqa: E402
from generator.damage import damage  # noqa: E402
from generator.facts import invent  # noqa: E402
from generator.faults import RULES, Orders, Unfit, plan  # noqa: E402
from generator.hand import hands, phrases  # noqa: E402
from generator.hedged import SUMMED, hedge_sums  # noqa: E402
from generator.marked import plain  # noqa: E402
from generator.units import Unit, indicator_rows, provinces  # noqa: E402
from generator.write import Report, write  # noqa: E402

from schemas import Quantity  # noqa: E402
from schemas.catalogue import load  # noqa: E402

HANDS = sorted(hands())


def unit_for(hand: str, turn: int = 0) -> Unit:
    fitting = [unit for unit in (*provinces()[0], *provinces()[1]) if hands()[hand].fits(unit)]
    return fitting[(turn * 17 + len(hand)) % len(fitting)]


@cache
def reports(hand: str) -> tuple[Report, ...]:
    return tuple(write(invent(seed, unit_for(hand, seed)), hands()[hand], Orders(), seed) for seed in range(4))


def read_text(report: Report) -> str:
    return plain(report.text)


@pytest.mark.parametrize("hand", HANDS)
def test_every_quote_of_gold_stands_in_the_text(hand: str) -> None:
    for report in reports(hand):
        text, gold = read_text(report), report.gold()
        for entry in (*gold["figures"], *gold["other_figures"], *gold["targets"]):
            assert entry["quote"] in text


@pytest.mark.parametrize("hand", HANDS)
def test_a_quote_shows_the_number_it_stands_for(hand: str) -> None:
    for report in reports(hand):
        for figure in report.gold()["figures"]:
            stated = numbers_in(figure["quote"], hands()[hand].thousands)
            assert figure["implied"] or figure["value"] in stated or figure["value"] <= hands()[hand].words_up_to


def numbers_in(quote: str, thousands: str) -> set[int]:
    joined = quote.replace(thousands, "") if thousands else quote
    return {int(number) for text in (quote, joined) for number in re.findall(r"[0-9]+", text)}


@pytest.mark.parametrize("hand", HANDS)
def test_damage_moves_the_quotes_with_the_text(hand: str) -> None:
    for number, report in enumerate(reports(hand)):
        damaged = damage(report, Random(number), rate=0.05)
        assert damaged.text != report.text
        before, after = report.gold(), damaged.gold()
        assert [entry["value"] for entry in after["figures"]] == [entry["value"] for entry in before["figures"]]
        text = read_text(damaged)
        for entry in (*after["figures"], *after["targets"]):
            assert entry["quote"] in text


@pytest.mark.parametrize("hand", HANDS)
def test_faultless_gold_breaks_no_identity_of_the_catalogue(hand: str) -> None:
    for report in reports(hand):
        assert broken_identities(report.gold()) == []


def broken_identities(gold: dict[str, Any]) -> list[str]:
    """Whole and parts of one period, all exact: partitions that are printed complete must tile."""
    broken = []
    periods = {figure.get("period") for figure in gold["figures"]}
    for period in periods:
        values = {
            figure["indicator"]: figure["value"]
            for figure in gold["figures"]
            if figure.get("period") == period and figure["bound"] == "exact"
        }
        for identity in load().identities:
            whole, parts = values.get(identity.whole), [values[part] for part in identity.parts if part in values]
            if whole is None or not parts:
                continue
            closed = identity.kind == "partition" and len(parts) == len(identity.parts)
            if identity.kind == "subset" and max(parts) > whole:
                broken.append(identity.id)
            if identity.kind in ("partition", "partial") and sum(parts) > whole:
                broken.append(identity.id)
            if closed and sum(parts) != whole:
                broken.append(identity.id)
    return broken


def test_a_seeded_sum_is_found_by_the_same_check() -> None:
    found = [identity for seed in range(6) for identity in broken_identities(faulty("sum_mismatch", seed).gold())]
    assert found


def faulty(rule: str, seed: int) -> Report:
    for turn in range(len(HANDS)):
        hand = HANDS[(seed * 5 + turn) % len(HANDS)]
        facts = invent(seed, unit_for(hand, seed))
        try:
            orders = plan(rule, facts, hands()[hand], Random(seed))
        except Unfit:
            continue
        return write(facts, hands()[hand], orders, seed)
    raise AssertionError(f"no hand carries {rule}")


@pytest.mark.parametrize("rule", RULES)
def test_a_fault_gives_its_finding_and_no_other(rule: str) -> None:
    for seed in range(5):
        findings = faulty(rule, seed).gold()["findings"]
        assert [finding["rule"] for finding in findings] == [rule]


def test_a_faulty_report_differs_from_the_true_one() -> None:
    facts, hand = invent(1, unit_for("dash_lists", 1)), hands()["dash_lists"]
    true = write(facts, hand, Orders(), 1)
    for rule in ("sum_mismatch", "percent_mismatch", "status_missing", "impossible_date", "quota_counts_contracts"):
        facts = invent(1, unit_for("dash_lists", 1))
        assert write(facts, hand, plan(rule, facts, hand, Random(1)), 1).text != true.text


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate(tmp_path / name, 12, 5, faults=6, damaged=True)
    first = {path.relative_to(tmp_path / "a"): path.read_bytes() for path in (tmp_path / "a").rglob("*.*")}
    second = {path.relative_to(tmp_path / "b"): path.read_bytes() for path in (tmp_path / "b").rglob("*.*")}
    assert first == second
    generate(tmp_path / "c", 12, 6)
    assert (tmp_path / "c/truth.json").read_bytes() != (tmp_path / "a/truth.json").read_bytes()


def test_every_indicator_has_three_wordings_and_is_written_somewhere() -> None:
    stated = {figure["indicator"] for hand in HANDS for report in reports(hand) for figure in report.gold()["figures"]}
    for row in indicator_rows():
        wordings = {word for form, words in phrases()[row["id"]].items() if form != "unit_words" for word in words}
        assert len(wordings) >= 3, row["id"]
        assert row["id"] in stated, row["id"]


def test_reports_have_the_length_of_real_ones() -> None:
    for hand in HANDS:
        for report in reports(hand):
            assert 1400 <= len(report.text.split()) <= 3500


def test_merged_provinces_are_the_sum_of_their_predecessors() -> None:
    merged = [unit for unit in provinces()[1] if unit.predecessors]
    assert len(merged) == 23
    for seed, unit in enumerate(merged):
        facts = invent(seed, unit)
        for indicator in ("union_members", "staff_present_total", "training_sent_total", "staff_age_31_40"):
            assert facts.values[indicator] == sum(part[indicator] for part in facts.former)


def test_gold_names_only_sections_that_the_text_has() -> None:
    for hand in HANDS:
        for report in reports(hand):
            for figure in report.gold()["figures"]:
                last = figure["section"].split(".")[-1]
                assert last.startswith("annex") or re.search(
                    rf"^[#* ]*{re.escape(last)}[./)-]", report.text, re.MULTILINE
                ), figure["section"]


@pytest.mark.parametrize("hand", HANDS)
def test_the_rounded_figures_of_sums_are_true(hand: str) -> None:
    rounded = 0
    for seed in range(4):
        facts, writer = hedge_sums(invent(seed, unit_for(hand, seed)), hands()[hand], Random(seed))
        gold = write(facts, writer, Orders(), seed).gold()
        assert gold["findings"] == []
        for figure in gold["figures"]:
            if figure["bound"] == "exact" or figure["indicator"] not in SUMMED:
                continue
            rounded += 1
            fields = {name: figure[name] for name in ("value", "upper", "bound", "unit")}
            interval, true = Quantity(**fields).interval, facts.values[figure["indicator"]]
            assert interval.low <= true
            assert interval.high is None or true <= interval.high
    assert rounded >= 4
