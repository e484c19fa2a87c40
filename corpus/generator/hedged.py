"""Reports whose sums are hedged: their parts and totals are printed as over, nearly, about, from–to, and all are true.

An auditor who takes "trên 50" for 50 finds them broken.
"""

from dataclasses import replace
from random import Random

from generator.facts import AGE, BELOW_UNIVERSITY, CONTRACTS, COURSES, PLACES, RATINGS, UNIVERSITY, Facts, Hedge, hedge
from generator.hand import Hand

SUMMED = (
    "staff_present_total", "payroll_present", "staff_female", "staff_party_members", "staff_edu_university_or_higher",
    "training_sent_total", "grassroots_unions", "grassroots_unions_state", "grassroots_unions_nonstate",
    "union_members", "union_members_female", "union_members_nonstate", "workers_total",
    *AGE, *UNIVERSITY, *BELOW_UNIVERSITY, *PLACES, *CONTRACTS, *COURSES, *RATINGS,
)  # fmt: skip
"""Totals, and the parts that make them up or fit into them."""
LEAST = 10
"""Nobody rounds fewer."""


def _rounded(rng: Random, true: int) -> Hedge:
    """A rounding of the number; "khoảng" only within a tenth."""
    while True:
        made = hedge(rng, true)
        if made.bound != "approx" or 10 * abs(made.value - true) <= made.value:
            return made


def hedge_sums(facts: Facts, hand: Hand, rng: Random) -> tuple[Facts, Hand]:
    """The facts with more than half of the figures of their sums hedged, and the hand that prints them so.

    A share beside a rounded figure would not be of that figure, so none is printed.
    """
    known = [key for key in SUMMED if facts.values.get(key, 0) >= LEAST]
    chosen = rng.sample(known, k=rng.randint(len(known) // 2, len(known)))
    hedges = {**facts.hedges, **{key: _rounded(rng, facts.values[key]) for key in chosen}}
    return replace(facts, hedges=hedges), replace(hand, hedges=(*hand.hedges, *chosen), shares=())
