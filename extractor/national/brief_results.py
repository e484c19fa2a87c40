"""The brief's results: targets with their verdicts, tables of totals, regulations cited."""

from collections.abc import Sequence

import regex

from extractor.documents.docx_model import Block, Column, Paragraph, Run, Table, cell, line
from extractor.national.brief_figures import amount, count
from extractor.national.brief_scope import ERAS, VI, Brief
from extractor.national.citations import NationalRegulation, merge
from extractor.national.page_data import short
from extractor.national.submissions import Submission
from extractor.national.target_matrix import OUTSIDE, Key, answers_of, blocks_of, keys_of, met_of
from extractor.national.wording import date_text
from schemas.catalogue import Indicator
from schemas.table import TotalCell, TotalRow

MAX_REGULATIONS = 20
"""The documents that most units cite; the workbook has all."""


_LABEL = regex.compile(r"^\s*+\(?(?:(?:Mục|Chỉ) tiêu\s*+)?[0-9]{1,2}[a-z]?(?:\)|\.|:)\s*+")
"""The target's own number at the head of its wording: the table has it in the first column."""


# Targets ----------------------------------------------------------------------------------------


def targets(brief: Brief) -> list[Block]:
    """A table a campaign: how many units met each target of those to which it applies; who did not in footnotes.

    Where one unit alone reports for a campaign, a sentence says how many of its targets it met.
    """
    made: list[Block] = []
    single: list[Block] = []
    place = 0
    for block in blocks_of(brief.intake.current):
        answering = [one for one in block if one.report.targets]
        if len(answering) == 1:
            single.append(_alone(brief, answering[0]))
        if len(answering) < 2:
            continue
        place += 1
        era = f" (giai đoạn {ERAS[block[0].era]})" if block[0].era else ""
        made.append(line("subheading", f"{place}. {brief.campaign(block[0].campaign)}{era}"))
        said = f"Có {count(len(answering))} đơn vị nêu kết quả thực hiện các mục tiêu: {_names(answering)}."
        made += [line("body", said), _targets_table(answering)]
    if single:
        place += 1
        made += [line("subheading", f"{place}. Các kỳ báo cáo chỉ có một đơn vị"), *single]
    return made


def _alone(brief: Brief, one: Submission) -> Paragraph:
    keys = keys_of([one])
    judged = [key for key in keys if met_of([one], key)[1]]
    met = [key for key in judged if met_of([one], key)[0]]
    rest = [key for key in judged if key not in met]
    note = "; ".join(f"{key[1]}: {_status(one, key)}" for key in rest)
    said = f"- {one.name} ({brief.campaign(one.campaign)}): đạt và vượt {count(len(met))}/{count(len(judged))} mục tiêu"
    return Paragraph("item", (Run(said, note=f"Mục tiêu {note}." if note else None), Run(".")))


def _status(one: Submission, key: Key) -> str:
    return ", ".join(VI.statuses[target.status].lower() for target in answers_of(one)[key])


def _targets_table(block: Sequence[Submission]) -> Table:
    columns = (
        Column("TT", 7, "center"),
        Column("Mục tiêu", 49),
        Column("Số đơn vị đánh giá", 14, "center"),
        Column("Đạt và vượt", 14, "center"),
        Column("Chưa đạt, khác", 16, "center"),
    )
    keys = keys_of(block)
    known = any(kind == "objective" for kind, _ in keys)
    rows = []
    for key in keys:
        met, judged = met_of(block, key)
        missed = [one for one in judged if one not in met]
        rows.append(
            (
                cell(key[1] if key[0] == "objective" or not known else f"({key[1]})"),
                cell(_wording(block, key, own=known and key[0] == "number"), _outside(block, key)),
                cell(count(len(judged))),
                cell(count(len(met)), _units("", met) if met else None),
                cell(count(len(missed)), _verdicts(missed, key) if missed else None),
            )
        )
    return Table(columns, tuple(rows))


def _wording(block: Sequence[Submission], key: Key, *, own: bool) -> str:
    texts = (target.text for one in block for target in answers_of(one).get(key, []) if target.text.strip())
    wording = next((short(text) for text in texts), "")
    wording = _LABEL.sub("", wording).rstrip(" ;:,-–")
    if own:
        return f"Chỉ tiêu {key[1]} theo cách đánh số của đơn vị: {wording}".rstrip(": ")
    return wording or f"Mục tiêu {key[1]}"


def _units(said: str, units: Sequence[Submission]) -> str:
    return f"{said}{_names(units)}."


def _verdicts(units: Sequence[Submission], key: Key) -> str:
    return "; ".join(f"{one.name}: {_status(one, key)}" for one in units) + "."


def _outside(block: Sequence[Submission], key: Key) -> str | None:
    """The units that say that the target is not theirs; they are in no count."""
    outside = [
        one
        for one in block
        if (found := answers_of(one).get(key)) and all(target.status == OUTSIDE for target in found)
    ]
    return _units("Không thuộc cấp thực hiện của: ", outside) if outside else None


def _names(units: Sequence[Submission]) -> str:
    return ", ".join(one.name for one in units)


# Figures ----------------------------------------------------------------------------------------


def figures(brief: Brief) -> list[Block]:
    """For each total: the headline figures in sentences, then a table a group of indicators."""
    made: list[Block] = []
    for place, total in enumerate(brief.totals, 1):
        name = f"{brief.campaign(total.campaign)} (giai đoạn {ERAS[total.era]})"
        made.append(line("subheading", f"{place}. {name}"))
        made += _scope_note(brief, total)
        made += _sentences(brief, total)
        for group in brief.codebook.groups():
            made += _group(brief, total, group)
    return made


def _coverage(total: TotalRow, reporting: int) -> str:
    """ "07/63 tỉnh, thành phố", or units where the total is over sector unions too."""
    if total.members == "provinces":
        return f"{count(reporting)}/{count(total.provinces_of_era)} tỉnh, thành phố"
    return f"{count(reporting)}/{count(len(total.report_ids))} đơn vị"


def _scope_note(brief: Brief, total: TotalRow) -> list[Block]:
    unions = [
        row.name
        for row in brief.table.rows
        if row.kind == "sector_union" and (row.era, row.campaign) == (total.era, total.campaign)
    ]
    if total.members == "all" or not unions:
        return []
    said = f"Tổng số dưới đây chưa gồm số liệu của công đoàn ngành trung ương ({', '.join(unions)}), vì đoàn viên, "
    return [line("body", said + "cán bộ của ngành có thể đã nằm trong số liệu của tỉnh, thành phố nơi làm việc.")]


def _sentences(brief: Brief, total: TotalRow) -> list[Block]:
    """The organisation in sentences, parts of a partition left to the table, where a sum could be formed."""
    made: list[Block] = []
    for one in brief.codebook.of_group("organisation"):
        summed = total.cell(one.id)
        if (one.relation or "").startswith("partition") or summed is None or summed.interval is None:
            continue
        unit = VI.units[summed.unit or one.unit]
        value = f"{amount(summed.interval)} {unit}"
        said = Run(f"- {one.label_vi}: {value}", note=brief.sources(one.id, total.report_ids))
        made.append(Paragraph("item", (said, Run(f", theo báo cáo của {_coverage(total, summed.reporting)}."))))
    return made


def _group(brief: Brief, total: TotalRow, group: str) -> list[Block]:
    given = [(one, summed) for one in brief.codebook.of_group(group) if (summed := total.cell(one.id)) is not None]
    if not given:
        return []
    columns = (
        Column("TT", 7, "center"),
        Column("Chỉ tiêu", 43),
        Column("Đơn vị tính", 11, "center"),
        Column("Tổng số", 22, "right"),
        Column("Số đơn vị có số liệu", 17, "center"),
    )
    rows = tuple(_row(brief, total, place, one, summed) for place, (one, summed) in enumerate(given, 1))
    caption = f"{VI.sheet_holds[group]} ({brief.campaign(total.campaign)})"
    return [line("caption", caption), Table(columns, rows)]


def _row(brief: Brief, total: TotalRow, place: int, one: Indicator, summed: TotalCell) -> tuple[tuple[Run, ...], ...]:
    unit = VI.units[summed.unit] if summed.unit else "–"
    note = brief.sources(one.id, total.report_ids)
    if summed.interval is None:
        value = cell("không cộng", f"Không cộng: {VI.refusals[summed.refused or '']}. {note}")
    else:
        value = cell(amount(summed.interval), note)
    return (
        cell(str(place)),
        cell(one.label_vi),
        cell(unit),
        value,
        cell(f"{count(summed.reporting)}/{count(summed.expected)}"),
    )


# Regulations ------------------------------------------------------------------------------------


def regulations(brief: Brief) -> list[Block]:
    """The national documents that at least two units cite, most cited first."""
    cited = [entry for entry in merge(brief.intake.current) if entry.scope == "national" and len(entry.citing) > 1]
    if not cited:
        return []
    columns = (
        Column("TT", 7, "center"),
        Column("Văn bản", 45),
        Column("Ngày ban hành", 20, "center"),
        Column("Số đơn vị viện dẫn", 14, "center"),
        Column("Số lần", 14, "center"),
    )
    rows = []
    for place, entry in enumerate(cited[:MAX_REGULATIONS], 1):
        days = [day for day, _ in entry.dates]
        conflict = " Các báo cáo ghi ngày khác nhau." if entry.date_conflict else ""
        shown = days if entry.date_conflict else [max(days, key=len, default="")]
        units = ", ".join(one.submission.name for one in entry.citing)
        rows.append(
            (
                cell(str(place)),
                cell(_title(entry)),
                cell("; ".join(date_text(day, VI) for day in shown)),
                cell(count(len(entry.citing)), f"{units}.{conflict}"),
                cell(count(entry.mentions)),
            )
        )
    more = len(cited) - MAX_REGULATIONS
    said = f"Có {count(len(cited))} văn bản của trung ương được từ hai đơn vị trở lên viện dẫn"
    tail = f"; {count(MAX_REGULATIONS)} văn bản được viện dẫn nhiều nhất:" if more > 0 else ":"
    return [line("body", said + tail), Table(columns, tuple(rows))]


def _title(entry: NationalRegulation) -> str:
    """Kind and number; a law cited by its name says its kind itself."""
    if entry.number is not None:
        return f"{entry.type} {short(entry.number)}"
    name = short(entry.name or "")
    return name if name.casefold().startswith(entry.type.casefold()) else f"{entry.type} {name}"
