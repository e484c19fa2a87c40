"""The brief's title and first section: what is reported on, who has reported."""

from collections.abc import Sequence

from extractor.documents.docx_model import Block, Paragraph, line
from extractor.national.brief_figures import count
from extractor.national.brief_scope import ERAS, VI, Brief
from extractor.national.submissions import awaited
from extractor.national.wording import date_text
from schemas.table import NationalRow

_REVIEWS = {"so_ket": "sơ kết", "tong_ket": "tổng kết"}


def title(brief: Brief) -> Sequence[Paragraph]:
    """BÁO CÁO, and the subject: the document under review where all reports are about one."""
    subject = "Tổng hợp báo cáo của các cấp công đoàn"
    if len(brief.table.campaigns) == 1:
        only = brief.table.campaigns[0]
        if only.type is not None:
            issued = f" ngày {date_text(only.issued, VI)}" if only.issued and len(only.issued) == 10 else ""
            review = _REVIEWS.get(only.review_kind or "", "thực hiện")
            subject = f"Tổng hợp kết quả {review} {only.type} {only.number or ''}{issued}"
    return line("kind", "BÁO CÁO"), line("subject", " ".join(subject.split()))


def general(brief: Brief) -> Sequence[Block]:
    """Who has reported for what, with coverage, and between which dates the reports were issued."""
    rows = brief.table.rows
    provinces = {(row.era, row.code) for row in rows if row.kind == "province"}
    unions = {row.name for row in rows if row.kind == "sector_union"}
    unknown = sum(1 for row in rows if row.kind == "unknown")
    parts = [f"{count(len(provinces))} tỉnh, thành phố" if provinces else ""]
    parts.append(f"{count(len(unions))} công đoàn ngành trung ương" if unions else "")
    parts.append(f"{count(unknown)} đơn vị chưa xác định được" if unknown else "")
    listed = ", ".join(part for part in parts if part)
    opening = f"Báo cáo này tổng hợp số liệu từ {count(len(rows))} báo cáo của {listed}{_dates(rows)}. "
    opening += "Số liệu chỉ gồm những gì các đơn vị đã báo cáo; đơn vị không nêu không có nghĩa là không có."
    blocks: list[Block] = [line("body", opening)]
    groups: dict[tuple[str, str], list[NationalRow]] = {}
    for row in rows:
        groups.setdefault((row.era or "", row.campaign), []).append(row)
    blocks += [_coverage(brief, members) for members in groups.values()]
    for key, asked in sorted(brief.intake.expected.items()):
        missing = awaited(asked, key, rows, brief.codebook)
        if missing:
            name = brief.campaign(key) if any(one.key == key for one in brief.table.campaigns) else key
            said = f"- {name}: {count(len(missing))} đơn vị phải báo cáo mà chưa báo cáo ({', '.join(missing)})."
            blocks.append(line("item", said))
    return blocks


def _dates(rows: Sequence[NationalRow]) -> str:
    days = sorted({row.issued for row in rows if row.issued and len(row.issued) == 10})
    if not days:
        return ""
    if len(days) == 1:
        return f", cùng đề ngày {date_text(days[0], VI)}"
    return f", đề ngày từ {date_text(days[0], VI)} đến {date_text(days[-1], VI)}"


def _coverage(brief: Brief, members: Sequence[NationalRow]) -> Paragraph:
    first = members[0]
    era = f" (giai đoạn {ERAS[first.era]})" if first.era else ""
    provinces = [row for row in members if row.kind == "province"]
    parts = []
    if provinces and first.era:
        whole = count(brief.codebook.province_count(first.era))
        parts.append(f"{count(len(provinces))}/{whole} tỉnh, thành phố đã báo cáo ({_names(provinces)})")
    unions = [row for row in members if row.kind == "sector_union"]
    if unions:
        parts.append(f"{count(len(unions))} công đoàn ngành trung ương ({_names(unions)})")
    unknown = [row for row in members if row.kind == "unknown"]
    if unknown:
        parts.append(f"{count(len(unknown))} báo cáo chưa xác định được đơn vị ({_names(unknown)})")
    return line("item", f"- {brief.campaign(first.campaign)}{era}: {'; '.join(parts)}.")


def _names(rows: Sequence[NationalRow]) -> str:
    return ", ".join(row.name for row in rows)


def outside_totals(brief: Brief) -> Sequence[Paragraph]:
    """What the totals leave out: campaigns with one report, reports that others replace."""
    summed = {(total.era, total.campaign) for total in brief.totals}
    single = [row for row in brief.table.rows if (row.era, row.campaign) not in summed and row.kind != "unknown"]
    said = []
    if single:
        named = "; ".join(f"{row.name} ({brief.campaign(row.campaign)})" for row in single)
        said.append(line("body", f"Không lập tổng số cho kỳ báo cáo chỉ có một đơn vị báo cáo: {named}."))
    replaced = [entry for entry in brief.table.superseded if entry.reason != "same_issue"]
    if replaced:
        named = "; ".join(f"{entry.file} ({VI.superseded[entry.reason]})" for entry in replaced)
        said.append(line("body", f"Không tính {count(len(replaced))} báo cáo: {named}."))
    return said
