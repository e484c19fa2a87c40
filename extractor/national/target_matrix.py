"""Targets × units as data: which targets stand side by side, who answers them, who counts."""

import re
from collections.abc import Mapping, Sequence

from extractor.national.submissions import Submission
from schemas.facts import Target

MET = frozenset({"achieved", "exceeded"})
OUTSIDE = "not_applicable_at_level"
"""A target reserved to another level is neither met nor missed by the unit."""

Key = tuple[str, str]
"""("objective", id) for a target recognised as an objective of the resolution, else ("number", its number)."""


def blocks_of(submissions: Sequence[Submission]) -> list[list[Submission]]:
    """Reports by era and campaign, in the order of the table: only under one document do targets compare."""
    blocks: dict[tuple[str, str], list[Submission]] = {}
    for one in submissions:
        blocks.setdefault((one.era or "", one.campaign), []).append(one)
    return list(blocks.values())


def keys_of(block: Sequence[Submission]) -> list[Key]:
    """The targets that the reports of a block answer, recognised objectives first."""
    keys = {key_of(target) for one in block for target in one.report.targets}
    return sorted(keys, key=lambda key: (key[0] != "objective", _natural(key[1])))


def key_of(target: Target) -> Key:
    """What makes two targets of different reports the same."""
    return ("objective", target.objective) if target.objective else ("number", target.number)


def answers_of(one: Submission) -> Mapping[Key, list[Target]]:
    """The targets of a report by their keys."""
    answers: dict[Key, list[Target]] = {}
    for target in one.report.targets:
        answers.setdefault(key_of(target), []).append(target)
    return answers


def met_of(block: Sequence[Submission], key: Key) -> tuple[list[Submission], list[Submission]]:
    """The units that met the target, and all to which it applies and that answer it."""
    given = [(one, answers_of(one).get(key, [])) for one in block]
    judged = [(one, targets) for one, targets in given if any(target.status != OUTSIDE for target in targets)]
    met = [one for one, targets in judged if all(target.status in MET for target in targets)]
    return met, [one for one, _ in judged]


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers inside a text compare as numbers: 2 < 2a < 10."""
    return tuple((int(digits) if digits else -1, rest) for digits, rest in re.findall(r"([0-9]{1,9})|([^0-9]+)", text))
