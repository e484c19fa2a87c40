"""The notebook of the researcher's package: loads the Parquet files and asks them a few questions."""

from typing import Any

from extractor.national.export import canonical

_CELLS: tuple[tuple[str, str], ...] = (
    (
        "markdown",
        "# Bộ dữ liệu tổng hợp · The consolidated dataset\n\n"
        "`facts` có một dòng cho mỗi số liệu; `national` là bảng toàn quốc; `codebook` và `codes` giải thích các mã. "
        "Thiếu không phải là 0. Mỗi số liệu dẫn về tệp, trang và nguyên văn.\n\n"
        "`facts` has one row a figure; `national` is the national table; `codebook` and `codes` explain the codes. "
        "Missing is not 0. Every figure leads to file, page and quote.\n\n"
        "Cần một trong hai · one of these is needed: `pip install duckdb` / `pip install pandas pyarrow`.",
    ),
    (
        "code",
        "from pathlib import Path\n\n"
        "DATA = Path('.')  # the folder that holds facts.parquet\n"
        "FILES = sorted(DATA.glob('*.parquet'))\n\n"
        "try:\n"
        "    import duckdb\n"
        "except ImportError:\n"
        "    duckdb = None\n"
        "try:\n"
        "    import pandas\n"
        "except ImportError:\n"
        "    pandas = None\n\n"
        "if duckdb is not None:\n"
        "    db = duckdb.connect()\n"
        "    for file in FILES:\n"
        '        path = str(file).replace("\'", "\'\'")\n'
        "        db.execute(f\"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{path}')\")\n"
        "elif pandas is not None:\n"
        "    tables = {file.stem: pandas.read_parquet(file) for file in FILES}\n"
        "else:\n"
        "    raise SystemExit('pip install duckdb, or pandas with pyarrow')\n"
        "[file.stem for file in FILES]",
    ),
    (
        "markdown",
        "## Tổng toàn quốc · National totals\n\n"
        "`low`–`high` là khoảng mà các báo cáo cho phép; `reporting` trên `expected` là số đơn vị có số liệu. "
        "`low`–`high` is what the reports allow; `reporting` of `expected` units give a figure.",
    ),
    (
        "code",
        "if duckdb is not None:\n"
        "    totals = db.sql('''\n"
        "        SELECT c.label_vi, n.campaign, n.low, n.high, n.unit, n.reporting, n.expected, n.refused\n"
        "        FROM national n JOIN codebook c ON c.id = n.indicator\n"
        "        WHERE n.level = 'provinces' ORDER BY n.campaign, c.\"group\", n.indicator\n"
        "    ''')\n"
        "else:\n"
        "    national = tables['national']\n"
        "    totals = national[national.level == 'provinces'].merge(\n"
        "        tables['codebook'][['id', 'label_vi']], left_on='indicator', right_on='id')\n"
        "totals",
    ),
    ("markdown", "## Một chỉ tiêu theo đơn vị, kèm nguyên văn · One indicator by unit, with its quotes"),
    (
        "code",
        "indicator = 'union_members'\n"
        "if duckdb is not None:\n"
        "    figures = db.execute('''\n"
        "        SELECT unit_name, value, upper, bound, unit, period, page, quote FROM facts\n"
        "        WHERE indicator = ? ORDER BY value DESC\n"
        "    ''', [indicator]).fetchall()\n"
        "else:\n"
        "    facts = tables['facts']\n"
        "    figures = facts[facts.indicator == indicator].sort_values('value', ascending=False)\n"
        "figures",
    ),
    ("markdown", "## Phát hiện của kiểm tra · Findings of the audit"),
    (
        "code",
        "if duckdb is not None:\n"
        "    findings = db.sql('''\n"
        "        SELECT rule, severity, count(*) AS findings, count(DISTINCT report_id) AS reports FROM findings\n"
        "        WHERE outcome = 'broken' GROUP BY rule, severity ORDER BY findings DESC, rule\n"
        "    ''')\n"
        "else:\n"
        "    broken = tables['findings'].query(\"outcome == 'broken'\")\n"
        "    findings = broken.groupby(['rule', 'severity']).report_id.agg(['size', 'nunique'])\n"
        "findings",
    ),
)


def notebook() -> bytes:
    """The notebook as nbformat 4.5 JSON, without outputs; it stands beside the data it loads."""
    return canonical(
        {
            "cells": [_cell(place, kind, text) for place, (kind, text) in enumerate(_CELLS, 1)],
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def _cell(place: int, kind: str, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": f"cell-{place:02d}",
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
    return cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []}
