"""The columns of the tidy tables: each named, typed and described, with the keys that join the tables."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "number", "integer", "boolean"]
Value = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """A column: its name, its Table Schema type and what it means."""

    name: str
    type: ColumnType
    description: str


@dataclass(frozen=True)
class TidyTable:
    """A named table; every row has a value (or null) for every column.

    `key` are the columns that name a row; `refers` leads from columns here to a table and its columns.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


UNIT_COLUMNS = (
    Column("report_id", "string", "Stable name of the report; records/REPORT_ID.json is its record"),
    Column("unit_era", "string", "pre_2025_07 (63 provinces) or post_2025_07 (34); a code means nothing without it"),
    Column("unit_code", "string", "Two-digit province code as text; null for a central sector union"),
    Column("unit_name", "string", "Name of the reporting unit"),
    Column("issued", "string", "Date of the report as far as it is known (YYYY, YYYY-MM or YYYY-MM-DD)"),
)
ANCHOR_COLUMNS = (
    Column("section", "string", "Path of headings where the fact stands"),
    Column("page", "integer", "Page, from 1; null where the source has no pages"),
    Column("quote", "string", "The words as printed: characters start to end of the text that was read"),
    Column("start", "integer", "First character of the quote (Unicode code points)"),
    Column("end", "integer", "Character after the quote"),
)
_CAMPAIGN = Column("campaign", "string", "What is reported on: key of the reviewed document or of the periodic report")
_REPORTS = Column("reports", "string", "Reports that give the figures, joined by |")
_FILE = Column("file", "string", "Name of the report's file")

FACTS = (
    *UNIT_COLUMNS,
    Column("indicator", "string", "Indicator of the catalogue"),
    Column("group", "string", "Group of the indicator"),
    Column("value", "number", "The number as normalised; the lower end of a range"),
    Column("upper", "number", "Upper end of a range, otherwise null"),
    Column("bound", "string", "exact, at_least, at_most, approx or range"),
    Column("unit", "string", "Unit of the thing counted; person and attendance are never added"),
    Column("period", "string", "as_of:DATE, year:YYYY or range:YYYY-YYYY; null where none is stated"),
    *ANCHOR_COLUMNS,
    Column("confidence", "number", "How sure the reading is, 0 to 1"),
    Column("corrected", "boolean", "True if a person corrected the figure"),
    Column("figure_id", "string", "The figure's id in the record"),
    Column("strict", "boolean", "True for more than / less than, false for at least / at most"),
    Column("period_inferred", "boolean", "True if the period comes from the context"),
    Column("implied", "boolean", "True for a figure without a numeral of its own (không có)"),
    Column("share", "number", "Percentage printed beside the count"),
    _CAMPAIGN,
    _FILE,
    Column("reported_value", "number", "The number as the report prints it; null for a figure that a person added"),
    Column("reported_indicator", "string", "The indicator as it was read; null for a figure that a person added"),
    Column("correction", "string", "value, reject (then value is null), add or assign; null where nothing was changed"),
    Column("correction_reason", "string", "Why it was changed"),
)
TARGETS = (
    *UNIT_COLUMNS,
    Column("number", "string", "Number of the target as the report counts"),
    Column("objective", "string", "Objective of the known resolution that it answers"),
    Column("text", "string", "Wording of the target"),
    Column("thresholds", "string", "What it demands, joined by |"),
    Column("deadline", "string", "By when"),
    Column("status", "string", "Verdict of the report"),
    Column("derived", "boolean", "True if the verdict follows from a printed value alone"),
    Column("actual", "number", "Result as a number"),
    Column("actual_unit", "string", "Unit of the result"),
    *ANCHOR_COLUMNS,
    _CAMPAIGN,
    _FILE,
)
REGULATIONS = (
    *UNIT_COLUMNS,
    Column("key", "string", "Identity inside the report"),
    Column("merged_key", "string", "Identity across reports: a local document carries its unit"),
    Column("scope", "string", "national or local"),
    Column("type", "string", "Kind of document"),
    Column("number", "string", "Number in canonical spelling; null for a law cited by name"),
    Column("name", "string", "Name of a law cited by name"),
    Column("issuer", "string", "Issuing body"),
    Column("date", "string", "Date of the document that most mentions print"),
    Column("variants", "string", "Other spellings printed, joined by |"),
    Column("mentions", "integer", "Places where it is cited"),
)
MENTIONS = (
    *UNIT_COLUMNS,
    Column("key", "string", "Regulation, as in regulations.key"),
    Column("as_printed", "string", "The citation as printed"),
    Column("number", "string", "Number as printed there"),
    Column("date", "string", "Date printed there"),
    Column("form", "string", "full, short or title"),
    *ANCHOR_COLUMNS,
)
FINDINGS = (
    *UNIT_COLUMNS,
    Column("rule", "string", "Rule of the audit"),
    Column("severity", "string", "error, warning or info"),
    Column("outcome", "string", "broken, holds or cannot_tell"),
    Column("about", "string", "Indicator, target or regulation"),
    Column("message", "string", "The remark"),
    Column("arithmetic", "string", "The check written out"),
    Column("evidence", "integer", "Number of places that show it"),
    *ANCHOR_COLUMNS[1:],
    Column("finding", "integer", "Place of the finding among those of its report, from 1"),
)
EVIDENCE = (
    *UNIT_COLUMNS,
    Column("finding", "integer", "The finding, as in findings.finding"),
    Column("place", "integer", "Place among the finding's evidence, from 1"),
    *ANCHOR_COLUMNS[1:],
)
NATIONAL = (
    Column("level", "string", "unit, or total over the provinces (provinces) or all units (all) of an era"),
    *UNIT_COLUMNS,
    Column("campaign", "string", "Campaign; null for a total over all campaigns of an era"),
    Column("indicator", "string", "Indicator of the catalogue"),
    Column("group", "string", "Group of the indicator"),
    Column("low", "number", "Smallest value that the reports allow"),
    Column("high", "number", "Largest value; null where it is open above or the total is refused"),
    Column("value", "number", "The number where there is one exact or hedged value; null where disputed"),
    Column("bound", "string", "exact, at_least, at_most, approx, range; interval for an inexact total"),
    Column("unit", "string", "Unit of measure; null where units are mixed"),
    Column("period", "string", "Period of the value; several of a total are joined by |"),
    Column("state", "string", "single, series, computed, disputed; for a total: sum or refused"),
    Column("refused", "string", "Why a total is not formed"),
    Column("reporting", "integer", "Units that give a figure"),
    Column("expected", "integer", "Units that reported at all"),
    Column("provinces_of_era", "integer", "63 or 34, on totals"),
    Column("implied", "boolean", "True if the value has no numeral of its own"),
    Column("confidence", "number", "Lowest confidence of the figures shown"),
    Column("figures", "string", "Ids of the figures shown, joined by |"),
    Column("other_figures", "string", "Ids of the figures of other periods, joined by |"),
    Column("corrected", "boolean", "True if a person changed, added or took out a figure behind it; null on totals"),
    _REPORTS,
)
REPORTS = (
    *UNIT_COLUMNS,
    Column("kind", "string", "province, sector_union or unknown"),
    _CAMPAIGN,
    _FILE,
    Column("sha256", "string", "Hash of the file's bytes"),
    Column("media_type", "string", "Kind of file"),
    Column("pages", "integer", "Pages, null where the source has none"),
    Column("reading", "string", "How it was read"),
    Column("number", "string", "Number of the report"),
    Column("status", "string", "current, or superseded and not counted"),
    Column("superseded_by", "string", "The report that counts in its place"),
    Column("reason", "string", "earlier_issue, draft or same_issue"),
    Column("figures", "integer", "Figures read"),
    Column("unread", "integer", "Numerals that nothing explains"),
    Column("warnings", "string", "Codes of the reader's warnings, joined by |"),
    Column("draft", "boolean", "True for a draft; a draft counts only while there is no final report"),
)

_SUM_COLUMNS = (
    Column("indicator", "string", "Indicator of the catalogue"),
    Column("group", "string", "Group of the indicator"),
    Column("low", "number", "Smallest value that the reports allow; null where the sum is refused"),
    Column("high", "number", "Largest value; null where it is open above or the sum is refused"),
    Column("value", "number", "The sum where every summand is one exact number"),
    Column("bound", "string", "exact or interval"),
    Column("unit", "string", "Unit of measure; null where units are mixed"),
    Column("period", "string", "Periods of the summands, joined by |"),
    Column("state", "string", "sum or refused"),
    Column("refused", "string", "Why the sum is not formed"),
    Column("reporting", "integer", "Provinces that give a figure"),
    Column("expected", "integer", "Provinces that reported at all"),
    _REPORTS,
)
REGIONS = (
    _CAMPAIGN,
    Column("region", "string", "Geographic region of the provinces before 1 July 2025"),
    Column("provinces_of_region", "integer", "Provinces that the region has"),
    *_SUM_COLUMNS,
)
CHANGES = (
    Column("level", "string", "unit: one unit; provinces: the sum over the provinces that give it in both campaigns"),
    Column("unit_era", "string", "pre_2025_07 or post_2025_07"),
    Column("unit_code", "string", "Code of the province; null for sector unions and sums"),
    Column("unit_name", "string", "Name of the unit; null for sums"),
    Column("before", "string", "The earlier campaign"),
    Column("after", "string", "The later campaign"),
    Column("indicator", "string", "Indicator of the catalogue"),
    Column("unit", "string", "Unit of measure, null where the two differ"),
    Column("before_low", "number", "Smallest value that the earlier report allows"),
    Column("before_high", "number", "Largest value; null where it is open above"),
    Column("after_low", "number", "Smallest value that the later report allows"),
    Column("after_high", "number", "Largest value; null where it is open above"),
    Column("low", "number", "Smallest change; null where it is open or refused"),
    Column("high", "number", "Largest change; null where it is open or refused"),
    Column("refused", "string", "Why the change is not formed: units_differ, spans_differ, no_value or percent"),
    Column("units", "integer", "Units that give a figure in both campaigns"),
)
RECONSTRUCTED = (
    _CAMPAIGN,
    Column("unit_era", "string", "post_2025_07: the province is one of the 34"),
    Column("unit_code", "string", "Code of the new province"),
    Column("unit_name", "string", "Name of the new province"),
    Column("predecessors", "string", "Codes before 1 July 2025 of the provinces added up, joined by |"),
    Column("reconstructed", "boolean", "Always true: a sum over predecessors, no report of the province itself"),
    *_SUM_COLUMNS,
)
