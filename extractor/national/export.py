"""Tidy tables and records as bytes: Parquet, CSV, the data package, canonical JSON. The same bytes on every run."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.national.tidy_columns import ColumnType, TidyTable, Value
from schemas.report import SCHEMA_VERSION, Report

_ARROW: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}


def parquet(table: TidyTable) -> bytes:
    """The table as Parquet: one row group, zstd, no statistics of the writer's environment beyond its version."""
    schema = pa.schema(
        [
            pa.field(column.name, _ARROW[column.type], metadata={"description": column.description})
            for column in table.columns
        ]
    )
    columns = [
        pa.array(map(_number, values) if column.type == "number" else values, _ARROW[column.type])
        for column, values in zip(table.columns, _by_column(table), strict=True)
    ]
    sink = io.BytesIO()
    pq.write_table(
        pa.Table.from_arrays(columns, schema=schema),
        sink,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        row_group_size=1_000_000,
        store_schema=True,
    )
    return sink.getvalue()


def _by_column(table: TidyTable) -> Sequence[Sequence[Value]]:
    return list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)


def _number(value: Value) -> float | None:
    return None if value is None else float(value)


def csv_bytes(table: TidyTable) -> bytes:
    """The table as CSV: UTF-8 without a byte order mark, "\\n", commas, quotes only where needed, null is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([column.name for column in table.columns])
    printed = (
        values if column.type in ("string", "integer") else map(_printed, values)
        for column, values in zip(table.columns, _by_column(table), strict=True)
    )
    writer.writerows(zip(*printed, strict=True))
    return text.getvalue().encode("utf-8")


def _printed(value: Value) -> Value:
    """A value as the writer should print it; null is printed as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def datapackage(tables: Sequence[TidyTable], files: dict[str, bytes]) -> bytes:
    """The Frictionless data package that describes the CSV files; each Parquet file holds the same rows."""
    return canonical(
        {
            "name": "tonghop-national",
            "title": "National consolidation of trade-union review reports",
            "description": "Every CSV file has a Parquet file of the same name, columns and rows beside it.",
            "profile": "tabular-data-package",
            "schema_version": SCHEMA_VERSION,
            "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
        }
    )


def _resource(table: TidyTable, body: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.description} for column in table.columns
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": list(fields), "reference": {"resource": resource, "fields": list(there)}}
            for fields, resource, there in table.refers
        ]
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def record(report: Report) -> bytes:
    """The report's record in canonical form."""
    return canonical(report.model_dump(mode="json"))


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, two blanks of indent, Unicode as it is, and a last newline."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n").encode("utf-8")
