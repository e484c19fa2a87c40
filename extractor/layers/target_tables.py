"""Targets told in a table: target, plan, result and verdict in columns."""

from decimal import Decimal
from typing import Literal

import regex

from extractor.layers.quantities import Count
from extractor.layers.sheet import Sheet
from extractor.layers.table_view import TableView
from extractor.layers.target_reading import ALL, BEATS, OPENING, TargetReading, deadline_in, derive, percent_of
from extractor.layers.target_summaries import verdict_codes
from extractor.layers.verdicts import holds_verdicts, said_status, status_alone
from schemas.facts import Status
from schemas.quantity import Unit

ColumnRole = Literal["text", "threshold", "result", "verdict", "other"]


def _tells_verdicts(sheet: Sheet, view: TableView, place: int) -> bool:
    rows = sheet.manuscript.grids[view.number].rows[view.header_rows :]
    return holds_verdicts(sheet.folded[slice(*row[place])] for row in rows if place < len(row))


def column_roles(sheet: Sheet, view: TableView) -> list[ColumnRole]:
    """What each column of a table of targets tells."""
    roles: list[ColumnRole] = []
    for place, column in enumerate(view.columns):
        header = column.header
        if column.kind == "index":
            roles.append("other")
        elif place == view.label_column:
            roles.append("text")
        elif regex.search(
            r"đánh giá|mức độ|xếp loại|đạt/|kết luận|nhận xét|ghi nhận|tình trạng|trạng thái|so với (?:mốc|mức)|"
            r"nhận định|(?<!\w)(?:đg|đ/g|đ/giá)(?!\w)",
            header,
        ) or _tells_verdicts(sheet, view, place):
            roles.append("verdict")
        elif regex.search(
            r"kết quả|thực hiện|đạt được|làm được|đã làm|đã đạt|tỷ lệ|thực tế|(?<!\w)(?:kq|k/q|th)(?!\w)", header
        ):
            roles.append("result")
        elif regex.search(
            r"(?:mức|mốc)(?!\w)|đề ra|đặt ra|phấn đấu|yêu cầu|cần đạt|phải đạt|định mức|"
            r"chỉ tiêu|mục tiêu|kế hoạch|nghị quyết|giao|(?<!\w)(?:ct|mt|kh|nq)(?!\w)",
            header,
        ):
            roles.append("threshold")
        else:
            roles.append("other")
    if "text" not in roles:
        for place, role in enumerate(roles):
            if role == "threshold":
                roles[place] = "text"
                break
    if "verdict" in roles and "threshold" not in roles:
        # Headers that nothing is known of: what stands first after the text is asked for, what stands last was reached.
        between = range(roles.index("text") + 1 if "text" in roles else 0, roles.index("verdict"))
        told = [place for place in between if roles[place] == "other" and view.columns[place].kind != "note"]
        if told and ("result" in roles or len(told) > 1):
            roles[told[0]] = "threshold"
        if told and "result" not in roles:
            roles[told[-1]] = "result"
    if "result" not in roles and "threshold" in roles and "verdict" in roles:
        # "Mức giao | 6 tháng | Cả năm 2024 | Đánh giá": the last time told before the verdict is the result.
        between = range(roles.index("threshold") + 1, len(roles) - 1 - roles[::-1].index("verdict"))
        told = [place for place in between if roles[place] == "other" and view.columns[place].kind != "note"]
        for place in told[-1:]:
            roles[place] = "result"
    return roles


def table_targets(sheet: Sheet, view: TableView) -> list[TargetReading]:
    """The targets that the rows of a table tell."""
    rows = sheet.manuscript.grids[view.number].rows
    roles = column_roles(sheet, view)
    targets: list[TargetReading] = []
    codes = verdict_codes(sheet.folded)
    if "text" not in roles or ("result" not in roles and "verdict" not in roles):
        return targets
    for position in range(view.header_rows, len(rows)):
        row = rows[position]
        cells = {role: [row[place] for place in range(len(row)) if roles[place] == role] for role in set(roles)}
        text = cells["text"][0]
        if not sheet.folded[slice(*text)].strip() or len(row) < len(roles):
            continue
        if len({row[place] for place in range(len(row)) if row[place][0] < row[place][1]}) == 1:
            continue
        targets.append(_row_target(sheet, view, position, text, cells, str(len(targets) + 1), row, roles, codes))
    return targets


def _row_target(
    sheet: Sheet,
    view: TableView,
    position: int,
    text: tuple[int, int],
    cells: dict[ColumnRole, list[tuple[int, int]]],
    ordinal: str,
    row: tuple[tuple[int, int], ...],
    roles: list[ColumnRole],
    codes: dict[str, Status],
) -> TargetReading:
    folded = sheet.folded
    number = ordinal
    for place, column in enumerate(view.columns):
        if column.kind == "index" and (digits := folded[slice(*row[place])].strip(" .()")):
            number = digits.lstrip("0") or ordinal
    opening = OPENING.match(folded[slice(*text)])
    if opening and opening["number"].isdigit():
        number = opening["number"].lstrip("0")
    verdict_spans = [span for span in cells.get("verdict", []) if folded[slice(*span)].strip()]
    result_spans = [span for span in cells.get("result", []) if folded[slice(*span)].strip()]
    status: Status | None = None
    where = verdict_spans[0] if verdict_spans else (result_spans[0] if result_spans else text)
    for span in verdict_spans:
        words = folded[slice(*span)]
        status = codes.get(words.strip(" .*()")) or status_alone(words) or said_status(words)
        where = (result_spans[0][0] if result_spans and result_spans[0][0] < span[0] else span[0], span[1])
        if status:
            break
    if status is None:
        for span in result_spans:
            if status := status_alone(folded[slice(*span)]) or said_status(folded[slice(*span)]):
                where = span
                break
    reading = TargetReading(
        number=number,
        block=view.blocks[min(position, len(view.blocks) - 1)],
        text=text,
        status=status or "not_assessed",
        verdict=where,
        blank="verdict" in roles and not verdict_spans,
        deadline=deadline_in(folded[slice(*text)]),
        claims_all=ALL.search(folded[text[0] : row[-1][1]]) is not None,
    )
    over_plan = [span for place, span in enumerate(row) if _OVER_PLAN.search(view.columns[place].header)]
    _fill_row(sheet, reading, [text, *cells.get("threshold", [])], [*result_spans, *verdict_spans], over_plan)
    _percent_column(
        sheet,
        reading,
        [
            span
            for place, span in enumerate(row)
            if _PERCENT.search(view.columns[place].own) and not _OVER_PLAN.search(view.columns[place].header)
        ],
    )
    if status is None:
        if any(_OF_PLAN.search(folded[slice(*span)]) for span in verdict_spans) and not any(
            t[1] == "percent" for t in reading.thresholds
        ):
            reading.thresholds.append((Decimal(100), "percent", ">="))
            of_plan = [
                count for span in verdict_spans for count in sheet.splitter.counts_in(*span) if count.unit == "percent"
            ]
            if len(of_plan) == 1:
                reading.actual = (of_plan[0].value, "percent")
        derive(reading, text)
    return reading


_PERCENT = regex.compile(r"%|tỷ lệ")


def _percent_column(sheet: Sheet, reading: TargetReading, spans: list[tuple[int, int]]) -> None:
    """A column "Tỷ lệ (%)" beside the numbers gives the result in percent."""
    shares = [count for span in spans for count in sheet.splitter.counts_in(*span) if count.whole is None]
    if len(shares) == 1 and shares[0].unit in (None, "percent"):
        reading.actual = (shares[0].value, "percent")


_OVER_PLAN = regex.compile(
    r"thực hiện\s*/\s*(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)|kết quả\s*/\s*(?:kế hoạch|chỉ tiêu|mục tiêu)|"
    r"(?:th|kq)\s*/\s*(?:kh|ct|mt|nq)|(?:so với|bằng).{0,12}kế hoạch"
)


_OF_PLAN = regex.compile(r"(?:%|phần trăm) (?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu)")


_AT_LEAST = regex.compile(r"[\s>≥=]*(?:từ |ít nhất |tối thiểu |không dưới |trên |hơn |đạt |có |phải |mỗi năm )*")


def _whole_cell(folded: str, span: tuple[int, int], count: Count) -> bool:
    """Whether a cell of a threshold holds nothing but a quantity and the words of its bound: "Từ 1.200 đoàn viên"."""
    after = folded[count.end : span[1]].strip(" .")
    return _AT_LEAST.fullmatch(folded, span[0], count.digits[0]) is not None and after in ("", "trở lên")


def _unit_like(reading: TargetReading, unit: Unit | None) -> Unit | None:
    """The unit of a bare result: its own or, where it has none, that of the one threshold ("240 lượt | 265")."""
    wanted = {threshold[1] for threshold in reading.thresholds}
    if unit is None and len(wanted) == 1 and "percent" not in wanted:
        return next(iter(wanted))
    return (unit or "person") if wanted & {"person", unit} else None


def _fill_row(
    sheet: Sheet,
    reading: TargetReading,
    texts: list[tuple[int, int]],
    results: list[tuple[int, int]],
    over_plan: list[tuple[int, int]],
) -> None:
    folded = sheet.folded
    for span in texts:
        for count in sheet.splitter.counts_in(*span):
            if count.whole is None and (
                count.unit == "percent"
                or folded[slice(*span)].strip(" .") == folded[count.digits[0] : count.end].strip(" .")
                or (len(texts) > 1 and span != texts[0] and _whole_cell(folded, span, count))
            ):
                unit: Unit = count.unit or "person"
                reading.thresholds.append((count.value, unit, "<=" if count.bound == "at_most" else ">="))
    found: list[tuple[Decimal, Unit]] = []
    for span in results:
        for count in sheet.splitter.counts_in(*span):
            before = folded[max(span[0], count.digits[0] - 24) : count.digits[0]]
            if count.whole is not None:
                if count.unit == "percent" or span in over_plan:
                    # "83,2 %/85 %": the result over the target itself.
                    if not (found and count.unit != "percent"):
                        found.append((count.value, count.unit or "person"))
                    reading.thresholds.append((count.whole, count.unit or "person", ">="))
                elif count.whole > 0:
                    reading.fractions.append((count.value, count.whole))
                    if count.share is not None:
                        found.append((count.share.value, "percent"))
            elif count.unit == "percent":
                if not BEATS.search(before) and "điểm" not in count.noun:
                    found.append((count.value, "percent"))
            elif count.share is not None and not found:
                found.append((count.share.value, "percent"))  # "3.918 (111,9%)": the result in percent of the plan
            elif not found and (like := _unit_like(reading, count.unit)):
                found.append((count.value, like))
    distinct = list(dict.fromkeys(found))
    if len(distinct) == 1 and len(reading.fractions) <= 1:
        reading.actual = distinct[0]
    elif not distinct and len(reading.fractions) == 1:
        reading.actual = (percent_of(*reading.fractions[0]), "percent")
