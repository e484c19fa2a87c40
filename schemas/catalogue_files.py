"""Reads the catalogue's data files into records; a wrong file is refused with file, record and reason."""

import csv
import io
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from schemas.audit_records import AuditKnowledge
from schemas.catalogue_records import Identity, Indicator, Province, Resolution, Rule
from schemas.frozen import Frozen

Record = TypeVar("Record", bound=Frozen)


class CatalogueProblem(ValueError):
    """A data file of the catalogue is wrong. `record` is the id, code or line of the record, or empty."""

    def __init__(self, file: str, record: str, reason: str) -> None:
        super().__init__(f"{file}: {record}: {reason}" if record else f"{file}: {reason}")
        self.file = file
        self.record = record
        self.reason = reason


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueProblem(path.name, "", "the file is missing") from None
    except UnicodeDecodeError as error:
        raise CatalogueProblem(path.name, "", f"not UTF-8: {error.reason} at byte {error.start}") from error


def _validated(kind: type[Record], data: Mapping[str, Any], file: str, record: str) -> Record:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise CatalogueProblem(file, record, f"{where}: {first['msg']}" if where else first["msg"]) from error


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(path)), strict=True)
    try:
        names = tuple(reader.fieldnames or ())
        missing = [column for column in columns if column not in names]
        if missing:
            raise CatalogueProblem(path.name, "", f"column missing: {', '.join(missing)}")
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise CatalogueProblem(path.name, f"line {reader.line_num}", "number of cells differs from the header")
            rows.append(row)
    except csv.Error as error:
        raise CatalogueProblem(path.name, f"line {reader.line_num}", str(error)) from error
    return rows


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueProblem(path.name, "", f"not valid TOML: {error}") from error


def _unique(records: list[Record], key: Callable[[Record], str], file: str) -> None:
    seen: set[str] = set()
    for record in records:
        if (name := key(record)) in seen:
            raise CatalogueProblem(file, name, "occurs twice")
        seen.add(name)


def read_indicators(path: Path) -> dict[str, Indicator]:
    """`indicators.csv` by id; parents must exist and share the type of the child."""
    columns = ("id", "group", "label_vi", "label_en", "unit", "type", "parent", "relation", "examples")
    records = [
        _validated(
            Indicator,
            {
                **{column: row[column] for column in columns},
                "parent": row["parent"] or None,
                "relation": row["relation"] or None,
                "examples": _many(row["examples"]),
            },
            path.name,
            row["id"],
        )
        for row in _rows(path, columns)
    ]
    _unique(records, lambda record: record.id, path.name)
    by_id = {record.id: record for record in records}
    for record in records:
        if (record.parent is None) != (record.relation is None):
            raise CatalogueProblem(path.name, record.id, "a parent and a relation go together")
        if record.parent is None:
            continue
        if record.parent not in by_id:
            raise CatalogueProblem(path.name, record.id, f"unknown parent {record.parent}")
        if by_id[record.parent].type != record.type:
            raise CatalogueProblem(path.name, record.id, f"a {record.type} under a {by_id[record.parent].type}")
        ancestor: str | None = record.parent
        while ancestor is not None:
            if ancestor == record.id:
                raise CatalogueProblem(path.name, record.id, "is its own ancestor")
            ancestor = by_id[ancestor].parent if ancestor in by_id else None
    return by_id


def read_provinces(old: Path, new: Path) -> tuple[Province, ...]:
    """Both eras; the crosswalk must name each earlier unit exactly once."""
    before = [
        _validated(
            Province,
            {
                "era": "pre_2025_07",
                **{column: row[column] for column in ("code", "name", "type", "region", "change")},
                "successor": row["successor_code_2025"],
                "aliases": _many(row["aliases"]),
                "note": row["note"] or None,
            },
            old.name,
            row["code"],
        )
        for row in _rows(old, ("code", "name", "type", "region", "successor_code_2025", "change", "aliases", "note"))
    ]
    rows_2025 = _rows(
        new, ("code", "name", "type_20250701", "type_20260430", "merged_from", "merged_from_codes", "aliases")
    )
    after = [
        _validated(
            Province,
            {
                "era": "post_2025_07",
                "code": row["code"],
                "name": row["name"],
                "type": row["type_20250701"],
                "type_from_2026_04_30": row["type_20260430"],
                "aliases": _many(row["aliases"]),
            },
            new.name,
            row["code"],
        )
        for row in rows_2025
    ]
    _unique(before, lambda record: record.code, old.name)
    _unique(after, lambda record: record.code, new.name)
    names = {province.code: province.name for province in before}
    successors = {province.code: province.successor for province in before}
    used: set[str] = set()
    for row in rows_2025:
        for code, name in zip(_many(row["merged_from_codes"]), _many(row["merged_from"]), strict=False):
            if names.get(code) != name:
                raise CatalogueProblem(new.name, row["code"], f"{code} {name} is not in {old.name}")
            if successors[code] != row["code"]:
                raise CatalogueProblem(new.name, row["code"], f"{old.name} gives {code} to {successors[code]}")
            if code in used:
                raise CatalogueProblem(new.name, row["code"], f"{code} is merged twice")
            used.add(code)
    if left := sorted(set(names) - used):
        raise CatalogueProblem(new.name, "", f"no successor for {', '.join(left)}")
    return (*before, *after)


def read_resolutions(folder: Path, indicators: Mapping[str, Indicator]) -> tuple[Resolution, ...]:
    """Every `*.toml` of the folder; the indicators that answer an objective must exist."""
    records = []
    for path in sorted(folder.glob("*.toml")):
        data = _toml(path)
        record = _validated(Resolution, data, path.name, str(data.get("id", "")))
        _unique(list(record.objectives), lambda objective: objective.id, path.name)
        for objective in record.objectives:
            if objective.parent is not None and record.objective(objective.parent) is None:
                raise CatalogueProblem(path.name, objective.id, f"unknown parent {objective.parent}")
            for ratio in objective.answered_by:
                for indicator in (ratio.part, ratio.whole):
                    if indicator not in indicators:
                        raise CatalogueProblem(path.name, objective.id, f"unknown indicator {indicator}")
        records.append(record)
    return tuple(records)


def read_identities(path: Path, indicators: Mapping[str, Indicator]) -> tuple[Identity, ...]:
    """`identities.toml`; whole, parts and core must be known indicators of one type."""
    data = _toml(path)
    raw = data.get("identities")
    if not isinstance(raw, list) or set(data) != {"identities"}:
        raise CatalogueProblem(path.name, "", "expected [[identities]] and nothing else")
    records = [
        _validated(Identity, item, path.name, str(item.get("id", f"number {index}")))
        for index, item in enumerate(raw, start=1)
    ]
    _unique(records, lambda record: record.id, path.name)
    for record in records:
        named = [record.whole, *record.parts, *([record.people] if record.people else [])]
        for example in record.examples:
            named.extend(example.figures)
        for indicator in named:
            if indicator not in indicators:
                raise CatalogueProblem(path.name, record.id, f"unknown indicator {indicator}")
        if len({indicators[name].type for name in (record.whole, *record.parts)}) > 1:
            raise CatalogueProblem(path.name, record.id, "stocks and flows in one relation")
        if not set(record.core) <= set(record.parts):
            raise CatalogueProblem(path.name, record.id, "core names something that is no part")
        if record.whole in record.parts or len(set(record.parts)) != len(record.parts):
            raise CatalogueProblem(path.name, record.id, "a part stands twice, or is the whole")
        if (record.kind == "quota") != (record.people is not None):
            raise CatalogueProblem(path.name, record.id, "a quota, and only a quota, names people")
    return tuple(records)


def read_rules(path: Path) -> dict[str, Rule]:
    """`rules.toml` by code; templates may use no other fields than those listed in the file's head."""
    data = _toml(path)
    raw = data.get("rules")
    if not isinstance(raw, list) or set(data) != {"rules"}:
        raise CatalogueProblem(path.name, "", "expected [[rules]] and nothing else")
    records = [
        _validated(Rule, item, path.name, str(item.get("code", f"number {index}")))
        for index, item in enumerate(raw, start=1)
    ]
    _unique(records, lambda record: record.code, path.name)
    fields = dict.fromkeys(("subject", "about", "arithmetic", "detail", "number"), "")
    for record in records:
        for name, value in record.model_dump().items():
            try:
                str(value).format(**fields)
            except (KeyError, IndexError, ValueError) as error:
                raise CatalogueProblem(path.name, record.code, f"{name}: {error!r} in the template") from error
    return {record.code: record for record in records}


def read_knowledge(folder: Path, indicators: Mapping[str, Indicator]) -> AuditKnowledge:
    """`documents.toml`, `bodies.toml` and `ratios.toml` of the folder."""
    tables: dict[str, Any] = {}
    for name, keys in (("documents", {"documents"}), ("bodies", {"bodies"}), ("ratios", {"ratios", "floors", "flows"})):
        path = folder / f"{name}.toml"
        data = _toml(path)
        if set(data) != keys:
            raise CatalogueProblem(path.name, "", f"expected {', '.join(sorted(keys))} and nothing else")
        tables |= _validated(AuditKnowledge, data, path.name, "").model_dump(include=keys)
    knowledge = AuditKnowledge.model_validate(tables)
    _unique(list(knowledge.documents), lambda one: f"{one.type} {one.number} {one.issued[:4]}", "documents.toml")
    _unique(list(knowledge.bodies), lambda one: one.id, "bodies.toml")
    _unique(list(knowledge.ratios), lambda one: one.id, "ratios.toml")
    for indicator in sorted(knowledge.indicators()):
        if indicator not in indicators:
            raise CatalogueProblem("ratios.toml", "", f"unknown indicator {indicator}")
    return knowledge
