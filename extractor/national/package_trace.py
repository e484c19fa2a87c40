"""From a cell of the national table down to figures, quotes, places on the page, and the checks that touched them."""

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from extractor.errors import UsageError
from extractor.messages import say
from extractor.national.package_query import parquet_files
from extractor.national.submissions import slug
from schemas.catalogue import Catalogue, Indicator

Row = dict[str, Any]

NATIONAL_NAMES = frozenset({"toan-quoc", "ca-nuoc", "tong", "tong-cong", "national", "total"})
"""Words for the national totals in place of a unit, without accents."""

_CELL = ("low", "high", "value", "bound", "unit", "period", "state", "refused", "reporting", "expected")
_FIGURE = ("figure_id", "value", "upper", "bound", "strict", "unit", "period", "period_inferred", "implied", "share")
_PLACE = ("section", "page", "quote", "start", "end", "confidence", "corrected")
_CORRECTION = ("reported_value", "reported_indicator", "correction", "correction_reason")


class Dataset:
    """The tables of a consolidated folder, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = {path.stem: path for path in parquet_files(folder)}

    def rows(self, table: str, **equal: object) -> list[Row]:
        """The rows of a table whose columns equal the values. Raises UsageError for a table that is not there."""
        path = self._files.get(table)
        if path is None:
            raise _wrong("dataset.damaged", path=self._folder, reason=f"data/{table}.parquet")
        try:
            filters = [(name, "==", value) for name, value in equal.items()] or None
            rows: list[Row] = pq.read_table(path, filters=filters).to_pylist()
        except (OSError, ValueError) as error:
            raise _wrong("dataset.damaged", path=path, reason=error) from error
        return rows

    def anchors(self, report_id: str) -> Mapping[str, Row]:
        """The figures of a record by their ids; empty where the record is not there."""
        path = self._folder / "records" / f"{report_id}.json"
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {figure["id"]: figure for figure in record.get("figures", ())}


def trace(folder: Path, unit: str, indicator: str, catalogue: Catalogue) -> Row:
    """Everything behind the cells of a unit and an indicator, as JSON shows it.

    `unit` is a code, a name or an alias of a province, a sector union, a region, or a word for the
    national totals; `indicator` an id or a name. Several eras or campaigns give several cells. A
    total's `parts` are the cells it adds. `taken_out` are figures that a person rejected or moved to another
    indicator: they stand in a report and in no cell.

    Raises:
        UsageError: no such dataset, unit or indicator.
    """
    dataset = Dataset(folder)
    wanted = find_indicator(indicator, catalogue)
    cells = dataset.rows("national", indicator=wanted.id)
    by_report = {row["report_id"]: row for row in cells if row["level"] == "unit"}
    chosen = _chosen(unit, cells, dataset, catalogue, wanted.id)
    parts = {name for row in chosen for name in (row.get("reports") or "").split("|")} & by_report.keys()
    leaves = {report_id: _leaf(by_report[report_id], dataset) for report_id in sorted(parts)}
    return {
        "indicator": {"id": wanted.id, "label_vi": wanted.label_vi, "label_en": wanted.label_en, "unit": wanted.unit},
        "cells": [_cell(row, leaves) for row in chosen],
        "taken_out": _taken_out(unit, wanted.id, dataset, catalogue),
    }


def _taken_out(unit: str, indicator: str, dataset: Dataset, catalogue: Catalogue) -> list[Row]:
    """The figures that a report gives for the indicator and that a person rejected or moved to another one."""
    names = ("report_id", "unit_era", "unit_code", "unit_name", "indicator", *_PLACE, *_CORRECTION, "figure_id")
    national = slug(unit) in NATIONAL_NAMES
    return [
        {name: fact[name] for name in names}
        for fact in dataset.rows("facts", corrected=True)
        if (fact["correction"] == "reject" and fact["indicator"] == indicator)
        or (fact["reported_indicator"] == indicator != fact["indicator"])
        if national or _of_region(fact, unit, catalogue) or _is_unit({**fact, "kind": "province"}, unit, catalogue)
    ]


def _of_region(row: Row, text: str, catalogue: Catalogue) -> bool:
    province = None if row["unit_code"] is None else catalogue.province(row["unit_era"], row["unit_code"])
    return province is not None and bool(province.region) and slug(province.region or "") == slug(text)


def find_indicator(text: str, catalogue: Catalogue) -> Indicator:
    """The indicator of that id or name. Raises UsageError with the nearest ones."""
    if text in catalogue.indicators:
        return catalogue.indicators[text]
    named = {
        slug(label): one for one in catalogue.indicators.values() for label in (one.label_vi, one.label_en, one.id)
    }
    found = named.get(slug(text))
    if found is None:
        near = dict.fromkeys(named[name].id for name in difflib.get_close_matches(slug(text), named, n=8, cutoff=0.4))
        raise _wrong("trace.no_indicator", name=text, near=", ".join(list(near)[:5]) or "–")
    return found


def _chosen(unit: str, cells: Sequence[Row], dataset: Dataset, catalogue: Catalogue, indicator: str) -> list[Row]:
    if slug(unit) in NATIONAL_NAMES:
        return [row for row in cells if row["level"] != "unit"]
    regions = [row for row in dataset.rows("regions", indicator=indicator) if slug(row["region"]) == slug(unit)]
    if regions:
        return [{**row, "level": "region"} for row in regions]
    reports = [row for row in dataset.rows("reports") if row["status"] == "current"]
    found = {row["report_id"] for row in reports if _is_unit(row, unit, catalogue)}
    rebuilt = [
        {**row, "level": "reconstructed"}
        for row in dataset.rows("reconstructed", indicator=indicator)
        if "|" in row["predecessors"] and _is_unit({**row, "kind": "province"}, unit, catalogue)
    ]
    if not found and not rebuilt:
        names = dict.fromkeys(str(row["unit_name"]) for row in reports)
        raise _wrong("trace.no_unit", name=unit, units=", ".join(names) or "–")
    return [row for row in cells if row["report_id"] in found] + rebuilt


def _is_unit(row: Row, text: str, catalogue: Catalogue) -> bool:
    """True if the text names the unit of the row: its code, name, alias, or a phrase with a province's name."""
    wanted = slug(text)
    if not wanted:
        return False
    code, era = row["unit_code"], row["unit_era"]
    if code is None:
        return wanted in slug(row["unit_name"])
    if text.strip() == code:
        return True
    province = catalogue.province(era, code)
    names = (row["unit_name"], *(() if province is None else province.aliases))
    if wanted in map(slug, names):
        return True
    named = catalogue.find_province(text, era)
    return named is not None and named.code == code


def _cell(row: Row, leaves: Mapping[str, Row]) -> Row:
    reports = [one for one in (row.get("reports") or "").split("|") if one in leaves]
    if row["level"] == "unit":
        return leaves[row["report_id"]]
    names = ("level", "campaign", "unit_era", "unit_code", "unit_name", "region", "predecessors", *_CELL)
    return {name: row[name] for name in names if name in row} | {"parts": [leaves[one] for one in reports]}


def _leaf(row: Row, dataset: Dataset) -> Row:
    """The cell of one report with its figures and the findings about them."""
    report = dataset.rows("reports", report_id=row["report_id"])[0]
    shown, others = (set(filter(None, (row[name] or "").split("|"))) for name in ("figures", "other_figures"))
    facts = [fact for fact in dataset.rows("facts", report_id=row["report_id"]) if fact["figure_id"] in shown | others]
    anchors = dataset.anchors(row["report_id"])
    figures = [_figure(fact, anchors.get(fact["figure_id"], {}), fact["figure_id"] in shown) for fact in facts]
    names = ("level", "report_id", "campaign", "unit_era", "unit_code", "unit_name", "issued", *_CELL)
    return {
        **{name: row[name] for name in names},
        "file": report["file"],
        "sha256": report["sha256"],
        "figures": sorted(figures, key=lambda one: (not one["shown"], one["start"])),
        "checks": _checks(row, facts, dataset),
    }


def _figure(fact: Row, recorded: Row, shown: bool) -> Row:
    anchor = recorded.get("anchor") or {}
    figure = {name: fact[name] for name in (*_FIGURE, *_PLACE, *(_CORRECTION if fact["corrected"] else ()))}
    return {**figure, "shown": shown, "boxes": anchor.get("boxes", []), "also_at": recorded.get("also_at", [])}


def _checks(row: Row, facts: Iterable[Row], dataset: Dataset) -> list[Row]:
    """The findings about the indicator, and those whose evidence overlaps a figure of the cell."""
    spans = [(fact["start"], fact["end"]) for fact in facts]
    evidence: dict[int, list[Row]] = {}
    for place in dataset.rows("evidence", report_id=row["report_id"]):
        evidence.setdefault(place["finding"], []).append(
            {name: place[name] for name in ("page", "quote", "start", "end")}
        )
    checks = []
    for finding in dataset.rows("findings", report_id=row["report_id"]):
        places = evidence.get(finding["finding"], [])
        touches = any(place["start"] < end and start < place["end"] for place in places for start, end in spans)
        if finding["about"] == row["indicator"] or touches:
            names = ("rule", "severity", "outcome", "about", "message", "arithmetic")
            checks.append({name: finding[name] for name in names} | {"evidence": places})
    order = {"broken": 0, "cannot_tell": 1, "holds": 2}
    return sorted(checks, key=lambda check: order.get(check["outcome"], 3))


def _wrong(key: str, **values: object) -> UsageError:
    return UsageError(*(say(key, lang, **values) for lang in ("vi", "en")))
