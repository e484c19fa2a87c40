"""How sure a figure is: a logistic regression over how its reading came about.

The rules decide what a figure is; this says how often readings that came about like it were right on
reports left out of the learning. The weights are plain data (`extractor/lexicon/confidence.toml`),
written by `scripts/train_confidence.py`; the same reading always has the same confidence.
"""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.errors import CatalogueError
from extractor.layers.sheet import Reading, Sheet
from extractor.lexicon.concepts import FOLDER

NAMES = (
    "inherited",
    "local",
    "score",
    "margin",
    "population_inherited",
    "no_unit",
    "unknown_left",
    "unknown_right",
    "parenthesis",
    "bound",
    "fraction",
    "table",
    "series",
    "list",
    "implied",
    "whole",
    "rivals",
    "people",
    "far",
    "unknown_next",
    "unknown_before",
    "rivals_same_period",
    "numbers_in_sentence",
)
"""The features, in the order of `features`."""

_FAR = 60
_NEXT = 14
_MOST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned numbers: a bias, a weight for each feature and indicator; and the function words."""

    bias: float
    weights: tuple[float, ...]
    indicators: Mapping[str, float]
    function_words: frozenset[str]


@cache
def load_weights() -> Weights:
    """The committed weights. Raises CatalogueError where the file lacks a feature or names another."""
    path = FOLDER / "confidence.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    weights = data.get("weights", {})
    if set(weights) != set(NAMES) or "bias" not in data:
        raise CatalogueError(
            f"{path.name}: phải có đúng các trọng số: bias, {', '.join(NAMES)}.",
            f"{path.name}: the weights must be exactly: bias, {', '.join(NAMES)}.",
        )
    return Weights(
        float(data["bias"]),
        tuple(float(weights[name]) for name in NAMES),
        {name: float(weight) for name, weight in data.get("indicators", {}).items()},
        frozenset(data.get("function_words", ())),
    )


def confidences(sheet: Sheet, readings: Sequence[Reading], periods: Sequence[str | None]) -> list[float]:
    """The confidence of each reading that has an indicator, between 0.0001 and 0.9999, to four digits."""
    learned = load_weights()
    found = []
    for reading, row in zip(readings, features(sheet, readings, periods), strict=True):
        logit = learned.bias + learned.indicators.get(reading.indicator or "", 0.0)
        logit += sum(w * x for w, x in zip(learned.weights, row, strict=True))
        found.append(round(min(0.9999, max(0.0001, 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))))), 4))
    return found


def features(sheet: Sheet, readings: Sequence[Reading], periods: Sequence[str | None]) -> list[tuple[float, ...]]:
    """A row of `NAMES` for each reading: how much was told by its own words, and how much was taken from elsewhere."""
    values: dict[tuple[str | None, str | None], set[object]] = {}
    for reading, period in zip(readings, periods, strict=True):
        values.setdefault((reading.indicator, "any"), set()).add(reading.count.value)
        values.setdefault((reading.indicator, period), set()).add(reading.count.value)
    return [
        _row(sheet, reading, len(values[reading.indicator, "any"]) - 1, len(values[reading.indicator, period]) - 1)
        for reading, period in zip(readings, periods, strict=True)
    ]


def _row(sheet: Sheet, reading: Reading, rivals: int, rivals_same_period: int) -> tuple[float, ...]:
    count, region = reading.count, reading.region
    left = right = far = before = after = numbers = 0.0
    if region is not None and reading.told == "words":
        left = _unknown(sheet, region.left_near, count.start)
        right = _unknown(sheet, count.end, region.right_near)
        before = _unknown(sheet, max(region.left_near, count.start - _NEXT), count.start) * _MOST_WORDS
        after = _unknown(sheet, count.end, min(region.right_near, count.end + _NEXT)) * _MOST_WORDS
        numbers = min(len(sheet.splitter.counts_in(*region.sentence)), 12) / 12
        nearest = [
            max(0, span.start - count.end, count.start - span.end)
            for span in sheet.spans(region.left_near, region.right_near)
            if span.concept.id in reading.concepts
        ]
        far = min(min(nearest, default=_FAR), _FAR) / _FAR
    return (
        float(min(len(reading.inherited), 4)),
        float(min(len(reading.concepts), 4)),
        reading.score,
        min(reading.margin, 1.0),
        float(reading.population is not None and reading.population in reading.inherited),
        float(count.unit is None),
        left,
        right,
        float(region.depth > 0) if region is not None else 0.0,
        float(count.bound != "exact"),
        float(count.whole is not None),
        float(reading.table is not None),
        float(reading.told == "series"),
        float(reading.told == "list"),
        float(count.implied),
        float(reading.told == "whole"),
        float(min(rivals, 3)),
        float(reading.unit == "person"),
        far,
        min(after, 2.0),
        min(before, 2.0),
        float(min(rivals_same_period, 2)),
        numbers,
    )


def _unknown(sheet: Sheet, start: int, end: int) -> float:
    """How many words of a span belong to no concept and are no function words, in eighths, at most one."""
    if end <= start:
        return 0.0
    known = [(span.start, span.end) for span in sheet.spans(max(0, start - 40), end + 40)]
    function_words = load_weights().function_words
    number = sum(
        word[0] not in function_words and not any(first <= word.start() < last for first, last in known)
        for word in _WORD.finditer(sheet.folded, start, end)
    )
    return min(number, _MOST_WORDS) / _MOST_WORDS
