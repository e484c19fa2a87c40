"""Two campaigns of a consolidated folder set side by side."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.errors import UsageError
from extractor.messages import say
from extractor.national.campaign_comparison import Change, Given, change, sum_changes
from extractor.national.package_trace import Dataset, Row
from extractor.national.submissions import slug

Unit = tuple[str, str]
"""Era, and code or name."""


@dataclass(frozen=True)
class Compared:
    """The changes at each unit that reports for both campaigns, and over the provinces among them.

    Where no province does (two campaigns of sector unions), `totals` are over the unions.
    """

    before: str
    after: str
    units: Mapping[Unit, str]
    """Their names."""
    changes: Mapping[tuple[Unit, str], Change]
    totals: Mapping[str, Change]


def compare(folder: Path, before: str, after: str) -> Compared:
    """Compare two campaigns, each named by its key or by the number of its document.

    Raises:
        UsageError: no such dataset; a name that means no campaign or several.
    """
    dataset = Dataset(folder)
    rows = dataset.rows("national", level="unit")
    known = list(dict.fromkeys(str(row["campaign"]) for row in rows))
    earlier, later = find_campaign(before, known), find_campaign(after, known)
    old, new = _cells(rows, earlier), _cells(rows, later)
    names = {_unit(row): str(row["unit_name"]) for row in rows if row["campaign"] in {earlier, later}}
    both = {unit for unit, _ in old} & {unit for unit, _ in new}
    changes = {key: change(key[1], old[key], new[key]) for key in new if key in old}
    provinces = {unit for unit in both if unit[1].isdecimal()}
    counted = provinces or both
    totals = {}
    for indicator in dict.fromkeys(indicator for _, indicator in changes):
        parts = [one for (unit, of), one in changes.items() if of == indicator and unit in counted]
        total = sum_changes(indicator, parts)
        if total is not None:
            totals[indicator] = total
    return Compared(earlier, later, {unit: names[unit] for unit in sorted(both)}, changes, totals)


def find_campaign(text: str, known: Iterable[str]) -> str:
    """The campaign that a key, a part of one, or a document's number means. Raises UsageError.

    >>> find_campaign("03/NQ-TLĐ", ["nghi-quyet-03-2019-01-11", "periodic-2023"])
    'nghi-quyet-03-2019-01-11'
    """
    keys = list(known)
    wanted = slug(text)
    number = re.match(r"0*([0-9]{1,3})(?![0-9])", wanted)
    tests: list[Callable[[str], bool]] = [
        lambda key: key == text,
        lambda key: bool(wanted) and wanted in key,
        lambda key: number is not None and re.search(rf"(?<![0-9])0*{number[1]}-[0-9]{{4}}", key) is not None,
    ]
    for test in tests:
        found = [key for key in keys if test(key)]
        if len(found) == 1:
            return found[0]
    values = {"name": text, "known": "; ".join(sorted(keys)) or "–"}
    raise UsageError(*(say("compare.no_campaign", lang, **values) for lang in ("vi", "en")))


def _unit(row: Row) -> Unit:
    return str(row["unit_era"]), str(row["unit_code"] or row["unit_name"])


def _cells(rows: Iterable[Row], campaign: str) -> dict[tuple[Unit, str], Given]:
    return {
        (_unit(row), row["indicator"]): Given(_decimal(row["low"]), _decimal(row["high"]), row["unit"], row["period"])
        for row in rows
        if row["campaign"] == campaign and row["unit_era"]
    }


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize() + 0
