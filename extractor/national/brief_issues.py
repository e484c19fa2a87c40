"""The brief's last section: what the officer must clear up before the totals are used."""

from collections import Counter

from extractor.documents.docx_model import Block, Column, Paragraph, Run, Table, cell, line
from extractor.national.brief_figures import count, printed
from extractor.national.brief_scope import VI, Brief
from extractor.national.page_data import short
from schemas.table import NationalCell

SEVERITIES = ("error", "warning", "info")


def issues(brief: Brief) -> list[Block]:
    """Disputed figures, sums that could not be formed, what the audit found: each only if there is any."""
    made: list[Block] = []
    parts = (
        ("Số liệu không thống nhất trong cùng một báo cáo", _disputes(brief)),
        ("Chỉ tiêu chưa cộng được", _refusals(brief)),
        ("Kết quả kiểm tra báo cáo", _findings(brief)),
    )
    place = 0
    for name, content in parts:
        if content:
            place += 1
            made += [line("subheading", f"{place}. {name}"), *content]
    return made


def _disputes(brief: Brief) -> list[Block]:
    made: list[Block] = []
    for row in brief.table.rows:
        for one in row.cells:
            if one.state == "disputed":
                indicator = brief.codebook.indicator(one.indicator)
                name = indicator.label_vi if indicator else one.indicator
                said = Run(f"- {row.name}, {name}: {_values(brief, one)}", note=_quotes(brief, one))
                made.append(Paragraph("item", (said, Run("; chưa chọn giá trị nào."))))
    return made


def _values(brief: Brief, one: NationalCell) -> str:
    figures = [brief.figures[ref.report_id, ref.figure_id] for ref in one.sources]
    said = [f"{printed(figure.quantity)} {VI.units[figure.quantity.unit]}" for figure in figures]
    return "; ".join(dict.fromkeys(said))


def _quotes(brief: Brief, one: NationalCell) -> str:
    said = []
    for ref in one.sources:
        figure = brief.figures[ref.report_id, ref.figure_id]
        page = f"tr. {figure.anchor.page}, " if figure.anchor.page is not None else ""
        said.append(f"{page}mục {figure.section}: “{short(figure.anchor.quote)}”")
    return "; ".join(dict.fromkeys(said)) + "."


def _refusals(brief: Brief) -> list[Block]:
    made: list[Block] = []
    for total in brief.totals:
        reasons: dict[str, list[str]] = {}
        for one in total.cells:
            if one.refused is not None:
                indicator = brief.codebook.indicator(one.indicator)
                reasons.setdefault(one.refused, []).append(indicator.label_vi if indicator else one.indicator)
        for reason, names in reasons.items():
            said = f"- {brief.campaign(total.campaign)}, do {VI.refusals[reason]}: {'; '.join(names)}."
            made.append(line("item", said))
    return made


def _findings(brief: Brief) -> list[Block]:
    columns = (
        Column("TT", 7, "center"),
        Column("Đơn vị", 45),
        *(Column(VI.severities[severity], 16, "center") for severity in SEVERITIES),
    )
    rows: list[tuple[tuple[Run, ...], ...]] = []
    for one in brief.intake.current:
        found = [f for f in brief.findings.get(one.report.source.sha256, ()) if f.outcome == "broken"]
        if not found:
            continue
        counts = [[f for f in found if f.severity == severity] for severity in SEVERITIES]
        cells = [cell(count(len(of)), _rules(brief, [f.rule for f in of]) if of else None) for of in counts]
        rows.append((cell(str(len(rows) + 1)), cell(one.name), *cells))
    if not rows:
        return []
    said = f"Kiểm tra tự động phát hiện nội dung không khớp trong báo cáo của {count(len(rows))} đơn vị; "
    said += "chi tiết từng điểm tại Biểu “Phát hiện” của tệp national.xlsx."
    return [line("body", said), Table(columns, tuple(rows))]


def _rules(brief: Brief, rules: list[str]) -> str:
    names = Counter(brief.codebook.rule_name(rule)[0] for rule in rules)
    return "; ".join(f"{name} ({count(times)})" for name, times in names.items()) + "."
