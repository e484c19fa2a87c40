"""Seeded faults: each breaks one rule of the auditor, says so in gold, and breaks nothing else.

A fault is planned before the report is written: it changes what is printed (never the facts), and the
writer carries it out. `plan` refuses a fault that a unit or a hand cannot carry.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from generator.facts import Facts
from generator.hand import Hand

RULES = (
    "sum_mismatch", "subset_exceeds_total", "percent_mismatch", "figure_conflict", "unit_mixture",
    "status_contradicts_figures", "status_missing", "target_count_mismatch", "citation_date_conflict",
    "citation_variant", "citation_after_report", "impossible_date", "quota_counts_contracts", "claim_without_figures",
)  # fmt: skip


@dataclass(slots=True)
class Orders:
    """What the writer shall print otherwise than it is, and the findings that gold lists for it."""

    printed: dict[str, int] = field(default_factory=dict)
    """Another value for an indicator."""
    wrong_shares: dict[str, int] = field(default_factory=dict)
    """Percentage points added to the share beside an indicator."""
    repeated: dict[str, int] = field(default_factory=dict)
    """An indicator told again with another value."""
    persons_for_courses: bool = False
    contradicted: bool = False
    blank_status: bool = False
    unfounded: bool = False
    plan_targets_off: int = 0
    conflicting_date: str = ""
    variant: str = ""
    young_document: bool = False
    impossible_day: bool = False
    wanted: set[str] = field(default_factory=set)
    """Rules whose finding the writer still owes; it fills in what only it knows."""
    findings: list[dict[str, str]] = field(default_factory=list)

    def find(self, rule: str, about: str, why: str) -> None:
        """Notes a finding of gold."""
        self.wanted.discard(rule)
        self.findings.append({"rule": rule, "about": about, "why": why})


class Unfit(Exception):
    """The unit or the hand cannot carry this fault."""


def plan(rule: str, facts: Facts, hand: Hand, rng: Random) -> Orders:
    """The orders that break `rule` once. Raises Unfit if this report cannot."""
    orders = Orders()
    PLANS[rule](orders, facts, hand, rng)
    return orders


def _sum(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    options = {"grassroots_unions_nonstate": "grassroots_unions"}
    if hand.table_columns not in ("before", "former"):
        options["staff_age_41_50"] = "staff_present_total"
    part, whole = rng.choice(sorted(options.items()))
    if hand.annex_rows and whole == "grassroots_unions":
        part, whole = "staff_age_41_50", "staff_present_total"
    off = rng.choice((-3, -2, 2, 3)) if facts.values[part] > 4 else 2
    orders.printed[part] = facts.values[part] + off
    orders.find("sum_mismatch", whole, f"{part} is printed {off:+d} off; the parts no longer make {whole}")


def _subset(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    if hand.annex_rows or hand.table_columns in ("former", "before", "share"):
        raise Unfit
    part, whole = rng.choice((("staff_party_members", "staff_present_total"), ("staff_it", "staff_present_total"),
                              ("union_members_female", "union_members")))  # fmt: skip
    orders.printed[part] = facts.values[whole] + max(2, facts.values[whole] // 40)
    orders.find("subset_exceeds_total", part, f"{orders.printed[part]} {part} of {facts.values[whole]} {whole}")


def _percent(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    if ("structure" not in hand.shares or hand.share_style == "slash") and hand.table_columns != "share":
        raise Unfit
    part = rng.choice(("staff_female", "staff_party_members"))
    orders.wrong_shares[part] = rng.choice((-6, -4, 3))
    orders.find("percent_mismatch", part, f"the share beside {part} is {orders.wrong_shares[part]:+d} points off")


def _conflict(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    # Only figures that no other check compares: a second value would break a sum or a share as well.
    options = [key for key in ("local_training_attendances", "planned_cadres", "union_members_new")
               if key not in hand.hedges]  # fmt: skip
    if not options:
        raise Unfit
    part = rng.choice(options)
    true = facts.values[part]
    orders.repeated[part] = true + max(3, true // 12)
    orders.find("figure_conflict", part, f"{true} in its section, {orders.repeated[part]} in the appraisal")


def _units(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    if hand.style("training") in ("table", "series"):
        raise Unfit
    orders.persons_for_courses = True
    orders.find("unit_mixture", "training_sent_total", "the total counts attendances, its courses count persons")


def _status(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    orders.contradicted = True
    orders.wanted.add("status_contradicts_figures")


def _blank(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    if hand.status not in ("table", "annex", "danhgia"):
        raise Unfit
    orders.blank_status = True
    orders.wanted.add("status_missing")


def _count(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    orders.plan_targets_off = rng.choice((-2, 2))
    orders.wanted.add("target_count_mismatch")


def _date(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    orders.conflicting_date = "plan"
    orders.wanted.add("citation_date_conflict")


def _variant(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    if facts.campaign.resolution not in ("nq03", "nq02", "ctr1644"):
        raise Unfit
    orders.variant = facts.campaign.resolution
    orders.wanted.add("citation_variant")


def _young(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    orders.young_document = True
    orders.wanted.add("citation_after_report")


def _impossible(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    orders.impossible_day = True
    orders.wanted.add("impossible_date")


def _quota(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    if hand.annex_rows or hand.table_columns == "former":
        raise Unfit
    people = facts.values["staff_present_total"]
    orders.printed["payroll_assigned"] = people
    orders.find("quota_counts_contracts", "payroll_assigned",
                f"assigned {people} equals all people, but contracts are outside the payroll")  # fmt: skip


def _claim(orders: Orders, facts: Facts, hand: Hand, rng: Random) -> None:
    orders.unfounded = True
    orders.wanted.add("claim_without_figures")


PLANS: Mapping[str, Callable[[Orders, Facts, Hand, Random], None]] = {
    "sum_mismatch": _sum,
    "subset_exceeds_total": _subset,
    "percent_mismatch": _percent,
    "figure_conflict": _conflict,
    "unit_mixture": _units,
    "status_contradicts_figures": _status,
    "status_missing": _blank,
    "target_count_mismatch": _count,
    "citation_date_conflict": _date,
    "citation_variant": _variant,
    "citation_after_report": _young,
    "impossible_date": _impossible,
    "quota_counts_contracts": _quota,
    "claim_without_figures": _claim,
}


def later(day: dt.date) -> dt.date:
    """A day some weeks after a report."""
    return day + dt.timedelta(days=47)
