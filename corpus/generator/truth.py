"""National totals that a consolidation of the generated reports must find."""

from collections.abc import Sequence
from typing import Any

from generator.render import kind_of
from generator.units import Unit

Told = tuple[str, str, str | None, Unit, dict[str, Any]]


def truth_of(told: Sequence[Told]) -> dict[str, Any]:
    """What was generated, and per indicator the sum over the reports that state it.

    A sum is an interval: `lower` and `upper` (null where a report says only "over"). For a stock the
    latest date of each report counts, for a flow its longest period; series and former dates do not.
    """
    totals: dict[str, dict[str, Any]] = {}
    for _, _, _, _, gold in told:
        for indicator, figures in _by_indicator(gold["figures"]).items():
            figure = _main(indicator, figures)
            low, high = _interval(figure)
            entry = totals.setdefault(indicator, {"reports": 0, "lower": 0, "upper": 0, "exact": True})
            entry["reports"] += 1
            entry["lower"] += low
            entry["upper"] = None if high is None or entry["upper"] is None else entry["upper"] + high
            entry["exact"] = entry["exact"] and low == high
    return {
        "reports": [
            {"name": name, "hand": hand, "fault": fault, "era": unit.era, "unit": unit.name, "code": unit.code}
            for name, hand, fault, unit, _ in told
        ],
        "totals": dict(sorted(totals.items())),
    }


def _by_indicator(figures: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for figure in figures:
        grouped.setdefault(figure["indicator"], []).append(figure)
    return grouped


def _main(indicator: str, figures: list[dict[str, Any]]) -> dict[str, Any]:
    ranged = [figure for figure in figures if str(figure.get("period", "")).startswith("range:")]
    if kind_of(indicator) == "flow" and ranged:
        return ranged[0]
    return max(figures, key=lambda figure: str(figure.get("period", "")))


def _interval(figure: dict[str, Any]) -> tuple[float, float | None]:
    value, bound = figure["value"], figure["bound"]
    if bound == "range":
        return value, figure["upper"]
    if bound == "at_least":
        return value, None
    if bound == "at_most":
        return 0, value
    if bound == "approx":
        return round(value * 0.9), round(value * 1.1)
    return value, value
