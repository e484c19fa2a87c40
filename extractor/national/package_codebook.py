"""The researcher's codebook in two languages: what each indicator counts, and what each code means."""

from collections.abc import Iterable, Mapping

from extractor.national.codebook import Codebook, band_of
from extractor.national.labels import Labels
from extractor.national.tidy_columns import Column, TidyTable
from extractor.national.words import LABELS
from schemas.catalogue import Indicator

CODEBOOK = (
    Column("id", "string", "Indicator, as in the other tables"),
    Column("group", "string", "Group of the indicator"),
    Column("label_vi", "string", "Name in Vietnamese"),
    Column("label_en", "string", "Name in English"),
    Column("unit", "string", "Unit of measure that is usual; a figure may print another"),
    Column("type", "string", "stock: counted at a date; flow: counted over a period"),
    Column("parent", "string", "The indicator that this one is a part of"),
    Column("relation", "string", "subset, partition:KIND (parts make up the parent) or partial:KIND (a rest is left)"),
    Column("definition_vi", "string", "What it counts and how it relates to others, in Vietnamese"),
    Column("definition_en", "string", "What it counts and how it relates to others, in English"),
    Column("examples", "string", "Wordings of reports, joined by |"),
)
CODES = (
    Column("list", "string", "The column or vocabulary that the code belongs to"),
    Column("code", "string", "The code"),
    Column("label_vi", "string", "Meaning in Vietnamese"),
    Column("label_en", "string", "Meaning in English"),
)

_BOUNDS = {
    "exact": ("đúng số in", "the printed number"),
    "at_least": ("trên, ít nhất, từ … trở lên", "more than, at least"),
    "at_most": ("dưới, không quá, gần", "less than, at most, nearly"),
    "approx": ("khoảng, chừng (hiểu là ±10 %)", "about (taken as ±10 %)"),
    "range": ("từ … đến …", "from … to …"),
    "interval": ("tổng không chính xác: từ low đến high", "an inexact total: from low to high"),
}
_STATES = {
    "single": ("báo cáo in một giá trị", "the report prints one value"),
    "series": ("báo cáo in nhiều thời kỳ", "the report prints several periods"),
    "computed": ("cộng từ số liệu từng năm", "sum of the years that the report prints"),
    "disputed": ("báo cáo in các giá trị khác nhau", "the report prints values that differ"),
    "sum": ("tổng", "a total"),
    "refused": ("không cộng", "a total that is not formed"),
}


def codebook_tables(codebook: Codebook) -> tuple[TidyTable, TidyTable]:
    """The tables `codebook` (one row an indicator) and `codes` (one row a code of a vocabulary)."""
    rows = tuple(
        (
            one.id,
            one.group,
            one.label_vi,
            one.label_en,
            one.unit,
            one.type,
            one.parent,
            one.relation,
            definition(one, codebook, LABELS["vi"]),
            definition(one, codebook, LABELS["en"]),
            "|".join(one.examples),
        )
        for one in codebook.indicators
    )
    return (
        TidyTable("codebook", "Codebook of the indicators", CODEBOOK, rows, key=("id",)),
        TidyTable("codes", "Meaning of the codes", CODES, tuple(_codes(codebook)), key=("list", "code")),
    )


def definition(indicator: Indicator, codebook: Codebook, labels: Labels) -> str:
    """A sentence made of the catalogue's own fields: unit, stock or flow, and the place under the parent."""
    vi = labels.lang == "vi"
    unit = labels.units[indicator.unit]
    kind = {
        ("stock", True): "số lượng tại một thời điểm",
        ("flow", True): "số phát sinh trong một thời kỳ",
        ("stock", False): "a number at a date",
        ("flow", False): "a number over a period",
    }[indicator.type, vi]
    text = f"{indicator.label(labels.lang)}: {kind} ({unit})"
    parent = codebook.indicator(indicator.parent or "")
    if parent is None:
        return f"{text}."
    name, band = parent.label(labels.lang), labels.bands.get(band_of(indicator), band_of(indicator))
    relation = (indicator.relation or "").partition(":")[0]
    tail = {
        ("subset", True): f"nằm trong “{name}”, có thể trùng với các bộ phận khác",
        ("partition", True): f"một phần của “{name}” (nhóm “{band}”); các phần cộng lại bằng tổng khi liệt kê đủ",
        ("partial", True): f"một phần của “{name}” (nhóm “{band}”); các phần có thể không đủ tổng",
        ("subset", False): f"within “{name}”; it may overlap with other parts",
        ("partition", False): f"part of “{name}” (group “{band}”); the parts add up to the whole where all are listed",
        ("partial", False): f"part of “{name}” (group “{band}”); the parts may leave a rest",
    }.get((relation, vi))
    return f"{text}; {tail}." if tail else f"{text}."


def _codes(codebook: Codebook) -> Iterable[tuple[str, str, str, str]]:
    vi, en = LABELS["vi"], LABELS["en"]
    rules_vi = {code: names[0] for code, names in codebook.rules.items()}
    rules_en = {code: names[1] for code, names in codebook.rules.items()}
    vocabularies: tuple[tuple[str, Mapping[str, str], Mapping[str, str]], ...] = (
        ("group", vi.groups, en.groups),
        ("unit", vi.units, en.units),
        ("status", vi.statuses, en.statuses),
        ("severity", vi.severities, en.severities),
        ("outcome", vi.outcomes, en.outcomes),
        ("rule", rules_vi, rules_en),
        ("scope", vi.scopes, en.scopes),
        ("unit_era", vi.eras, en.eras),
        ("refused", vi.refusals, en.refusals),
        ("reason", vi.superseded, en.superseded),
    )
    for name, in_vi, in_en in vocabularies:
        for code in in_vi:
            yield name, code, in_vi[code], in_en[code]
    for name, pairs in (("bound", _BOUNDS), ("state", _STATES)):
        for code, (label_vi, label_en) in pairs.items():
            yield name, code, label_vi, label_en


def codebook_markdown(tables: tuple[TidyTable, TidyTable], others: Iterable[TidyTable]) -> bytes:
    """The codebook to read: indicators by group, codes, and the columns of every table."""
    indicators, codes = tables
    lines = ["# Sổ mã · Codebook", "", "## Chỉ tiêu · Indicators", ""]
    for group in dict.fromkeys(row[1] for row in indicators.rows):
        names = LABELS["vi"].groups[str(group)], LABELS["en"].groups[str(group)]
        lines += [f"### {names[0]} · {names[1]} (`{group}`)", ""]
        lines += _table(
            ("id", "Định nghĩa", "Definition"),
            [(f"`{row[0]}`", row[8], row[9]) for row in indicators.rows if row[1] == group],
        )
    lines += ["## Mã · Codes", ""]
    for name in dict.fromkeys(row[0] for row in codes.rows):
        lines += [f"### `{name}`", ""]
        lines += _table(
            ("code", "Tiếng Việt", "English"), [(f"`{row[1]}`", *row[2:]) for row in codes.rows if row[0] == name]
        )
    lines += ["## Bảng · Tables", ""]
    for table in (*others, *tables):
        lines += [f"### `{table.name}` – {table.title}", ""]
        lines += _table(("column", "type", "meaning"), [(f"`{c.name}`", c.type, c.description) for c in table.columns])
    return "\n".join(lines).encode("utf-8")


def _table(head: tuple[str, ...], rows: Iterable[Iterable[object]]) -> list[str]:
    body = [f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *body, ""]
