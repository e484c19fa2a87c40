"""Targets: what the report says it set out to reach, and what it says came of it.

A target is a numbered mục tiêu or chỉ tiêu with the items under it, or a row of a table whose
columns are the target, the result and the verdict. The text up to the first word of result is the
objective and its percentages are thresholds; what follows is the result.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import regex

from extractor.layers.figures import Sheet
from extractor.layers.quantities import Count
from extractor.layers.tables import TableView
from extractor.lexicon.statuses import load_verdicts
from schemas.facts import Status
from schemas.quantity import Unit

_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_OPENING = regex.compile(
    r"(?:(?:về )?(?:mục tiêu|chỉ tiêu)(?: cụ thể)?(?: số| thứ)?\s?\(?(?P<number>[0-9]{1,2}[a-d]?|[ivx]{1,4}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\)?)"
    r"(?=\s*[:.)(,;-]|\s+là\b|\s*$)"
)
_PLAIN_NUMBER = regex.compile(r"\(?(?P<number>[0-9]{1,2}[a-d]?)[.)/]\s+")
_RESULT_CUE = regex.compile(
    r"(?:kết quả(?: thực hiện)?(?: đến nay)?(?:,|:| là| đạt)|đánh giá(?: kết quả)?\s?:|hiện (?:có|nay)|đến nay|thực tế|tại thời điểm|đến thời điểm|đến (?:hết |cuối )?(?:năm|tháng|ngày) [0-9/]+,? đã|mới có|đã có|đã (?:được )?cấp"
    r"|số đã|rà soát cho thấy|qua rà soát|kết quả rà soát|cho thấy|trên thực tế|thực hiện được|đã thực hiện|đã (?:phê duyệt|ban hành|hoàn thành|đạt)|=>|→|➔|thực hiện\s?:)"
)
_VERDICT_LABEL = regex.compile(r"(?:kết quả|đánh giá|kết quả thực hiện|mức độ|mức độ hoàn thành|tự đánh giá|xếp loại|kết luận)\s?:\s*|(?:=>|→|➔|⇒)\s*|(?:^|[\s.;])[-–]\s+(?=[^\n]{1,60}$)")
_PAREN = regex.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")
_BEATS = regex.compile(r"vượt(?: trên| hơn| thêm)?\s*$|cao hơn\s*$|tăng(?: thêm)?\s*$|giảm\s*$")
_DEADLINE = regex.compile(r"(?:đến|trước|trong|chậm nhất(?: là)?|hoàn thành trước|vào)(?: hết| cuối| ngày)*\s?(?:năm\s?)?(?:(?P<day>[0-9]{1,2})[/-](?P<month>[0-9]{1,2})[/-])?(?P<year>20[0-9]{2})|nhiệm kỳ (?P<term>20[0-9]{2}\s?-\s?20[0-9]{2})")
_ALL = regex.compile(r"toàn bộ|tất cả|100 ?%|mọi")


@dataclass(slots=True)
class TargetReading:
    """A target as read, still in spans of the flow."""

    number: str
    block: int
    text: tuple[int, int]
    status: Status
    verdict: tuple[int, int]
    derived: bool = False
    blank: bool = False
    claims_all: bool = False
    thresholds: list[tuple[Decimal, Unit, str]] = field(default_factory=list)
    deadline: str | None = None
    actual: tuple[Decimal, Unit] | None = None
    fractions: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    used: list[Count] = field(default_factory=list)


def read_targets(sheet: Sheet, tables: Iterable[TableView]) -> list[TargetReading]:
    """All targets of the report, from its prose and its tables; the first telling of a number counts."""
    found = [*_prose_targets(sheet)]
    for view in tables:
        if view.is_targets:
            found += _table_targets(sheet, view)
    kept: dict[str, TargetReading] = {}
    for target in found:
        known = kept.get(target.number)
        if known is None or (known.status == "not_assessed" and target.status != "not_assessed"):
            kept[target.number] = target
    return list(kept.values())


def _prose_targets(sheet: Sheet) -> list[TargetReading]:
    blocks, targets = sheet.manuscript.blocks, []
    index = 0
    while index < len(blocks):
        opening = _opens(sheet, index)
        if opening is None:
            index += 1
            continue
        number, body = opening
        stop = index + 1
        while stop < len(blocks) and _belongs(sheet, index, stop):
            stop += 1
        parts = [(body, blocks[index].end)] + [(blocks[i].start, blocks[i].end) for i in range(index + 1, stop) if blocks[i].kind != "footnote"]
        targets.append(_read_target(sheet, number, index, parts, (blocks[index].start, body)))
        index = stop
    return targets


def _opens(sheet: Sheet, index: int) -> tuple[str, int] | None:
    """The number of the target that a block opens and where its text begins, or None."""
    block, place = sheet.manuscript.blocks[index], sheet.places[index]
    if place.role != "targets" or place.is_heading or block.kind in ("row", "footnote"):
        return None
    text = sheet.folded[block.start : block.end]
    match = _OPENING.match(text)
    if match is None and (place.body_start > block.start or text[:1] == "(") and _mentions_share(text):
        match = _PLAIN_NUMBER.match(text)
    if match is None:
        return None
    number = match["number"]
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    value = str(_ORDINALS.get(number) or roman.get(number) or number.lstrip("0"))
    return value, block.start + match.end()


def _mentions_share(text: str) -> bool:
    return "%" in text or regex.search(r"đạt|hoàn thành|vượt|đang (?:thực hiện|triển khai)|kết quả", text) is not None


def _belongs(sheet: Sheet, opener: int, index: int) -> bool:
    block, place = sheet.manuscript.blocks[index], sheet.places[index]
    if place.is_heading or block.kind == "row" or place.role != "targets":
        return block.kind == "footnote"
    if _opens(sheet, index) is not None:
        return False
    return block.kind == "footnote" or opener in place.parents or _VERDICT_LABEL.match(sheet.folded[block.start : block.end]) is not None


def _read_target(sheet: Sheet, number: str, index: int, parts: list[tuple[int, int]], label: tuple[int, int]) -> TargetReading:
    start, end = parts[0][0], parts[-1][1]
    folded = sheet.folded
    lead = _leading_verdict(folded, parts[0])
    result = _result_start(sheet, parts, lead[2] if lead else start)
    verdict = lead[:2] if lead else None
    found: tuple[Status, tuple[int, int]] | None = (lead[3], (label[0], lead[2])) if lead else _verdict(folded, parts, start, result)
    counts = [count for first, last in parts for count in sheet.splitter.counts_in(first, last)]
    text_end = result if result > start else end
    if found and not lead and found[1][0] < text_end:
        text_end = max(start, found[1][0])
    reading = TargetReading(
        number=number,
        block=index,
        text=(label[0], max(text_end, start + 1)),
        status=found[0] if found else "not_assessed",
        verdict=found[1] if found else (label[0], parts[0][1]),
        deadline=_deadline(folded[start:text_end]),
        claims_all=_ALL.search(folded[start:end]) is not None,
    )
    zone = verdict[0] if verdict else -1
    _fill(sheet, reading, counts, result, zone, lead[2] if lead else -1)
    if found is None:
        _derive(reading, parts[0])
    return reading


def _leading_verdict(folded: str, part: tuple[int, int]) -> tuple[int, int, int, Status] | None:
    """"Mục tiêu thứ nhất (đạt 100%): …": a verdict before the target's text."""
    match = regex.match(r"\s*[(\[]([^()\[\]\n]{2,60})[)\]]\s*[:.,-]", folded[part[0] : part[1]])
    if match and (status := _status_alone(match[1])):
        return part[0] + match.start(1), part[0] + match.end(1), part[0] + match.end(1) + 1, status
    return None


def _result_start(sheet: Sheet, parts: list[tuple[int, int]], start: int) -> int:
    """Where the objective's words end and its result begins."""
    first, last = parts[0]
    cue = _RESULT_CUE.search(sheet.folded, start, last)
    candidates = [cue.start()] if cue else []
    candidates += [count.start for count in sheet.splitter.counts_in(start, last) if count.whole is not None][:1]
    if candidates:
        return min(candidates)
    return parts[1][0] if len(parts) > 1 else last


def _verdict(folded: str, parts: list[tuple[int, int]], start: int, result: int) -> tuple[Status, tuple[int, int]] | None:
    """The verdict of a target: in parentheses, after a label, or said in a sentence; the last place first."""
    for first, last in reversed(parts):
        for match in reversed(list(_PAREN.finditer(folded, max(first, start), last))):
            if status := _status_alone(match[1]):
                return status, (match.start(), match.end())
        for match in reversed(list(_VERDICT_LABEL.finditer(folded, max(first, start), last))):
            stop = regex.search(r"[.;\n](?:\s|$)|$", folded[match.end() : last])
            end = match.end() + (stop.start() if stop else 0)
            if status := _status_alone(folded[match.end() : end]):
                return status, (_skip_blanks(folded, match.start()), end)
    verdicts = load_verdicts()
    for first, last in reversed(parts):
        zone = max(first, result if result < last else first)
        said = [(match.start(), match.end(), verdicts.meaning[match[0]]) for match in verdicts.said.finditer(folded, zone, last)]
        said += [(match.start(), match.end(), status) for pattern, status in verdicts.patterns for match in pattern.finditer(folded, zone, last)]
        if said:
            begin, finish, status = max(said, key=lambda entry: (entry[0], entry[1] - entry[0]))
            left = max(folded.rfind(mark, first, begin) for mark in ";,.\n")
            return status, (_skip_blanks(folded, max(left + 1, first)), finish)
    for first, last in parts:
        for match in verdicts.said.finditer(folded, first, last):
            status = verdicts.meaning[match[0]]
            if status == "not_applicable_at_level":
                return status, (first if folded[first] != ":" else first + 1, match.end())
            if status != "achieved":
                left = max(folded.rfind(mark, first, match.start()) for mark in ";,.:\n")
                return status, (_skip_blanks(folded, max(left + 1, first)), match.end())
    return None


def _skip_blanks(folded: str, at: int) -> int:
    while at < len(folded) and (folded[at].isspace() or folded[at] in "–-:"):
        at += 1
    return at


def _status_alone(words: str) -> Status | None:
    """The status of words that stand alone in a verdict's place: "vượt, 100%", "đạt 98,5%"."""
    verdicts = load_verdicts()
    text = words.strip(" .;:,!-–\v")
    core = regex.sub(r"[,;:]?\s*(?:đạt |bằng |mới được |tỷ lệ |với |là |được )*(?:tỷ lệ )?[0-9][0-9.,]*(?:/[0-9][0-9.,]*)?\s?(?:điểm ?)?(?:%|phần trăm)?(?:\s?(?:so với|kế hoạch|chỉ tiêu|nghị quyết)[^,;]{0,40})?", "", text).strip(" ,;:.()")
    core = regex.sub(r"\s*\([^()]*\)\s*", " ", core).strip()
    if core in verdicts.alone:
        return verdicts.alone[core]
    if not core and text.startswith(("đạt", "vượt")):
        return "achieved" if text.startswith("đạt") else "exceeded"
    if len(core) <= 60:
        for known in sorted(verdicts.alone, key=len, reverse=True):
            if core.startswith(known + " ") and regex.match(r"(?:chỉ tiêu|mục tiêu|kế hoạch|so với|nghị quyết|yêu cầu|đề ra|mức|điểm|trước|đúng|\()", core[len(known) + 1 :]):
                return verdicts.alone[known]
    return None


def _fill(sheet: Sheet, reading: TargetReading, counts: list[Count], result: int, lead_start: int, lead_end: int) -> None:
    """Thresholds, results and fractions of a target from its quantities."""
    folded = sheet.folded
    results: list[tuple[Decimal, Unit]] = []
    for count in counts:
        in_lead = lead_start <= count.start < lead_end
        in_verdict = reading.verdict[0] <= count.digits[0] < reading.verdict[1] and reading.status != "not_assessed" and count.digits[0] >= reading.text[1]
        before = folded[max(0, count.digits[0] - 24) : count.digits[0]]
        if count.whole is not None:
            if count.whole > 0 and count.unit != "percent":
                reading.fractions.append((count.value, count.whole))
            if count.share is not None:
                results.append((count.share.value, "percent"))
        elif count.unit == "percent":
            if _BEATS.search(before) or "điểm" in count.noun:
                continue
            if count.start >= result or in_lead or in_verdict:
                results.append((count.value, "percent"))
            else:
                op = ">=" if not count.bound == "at_most" else "<="
                reading.thresholds.append((count.value, "percent", op))
            continue
        elif count.start >= result and count.share is not None:
            results.append((count.share.value, "percent"))
    distinct = list(dict.fromkeys(results))
    if not distinct and not reading.fractions and not reading.thresholds:
        _count_target(reading, counts, result)
    elif len(distinct) == 1 and len(reading.fractions) <= 1:
        reading.actual = distinct[0]
    elif not distinct and len(reading.fractions) == 1:
        part, whole = reading.fractions[0]
        reading.actual = (_percent(part, whole), "percent")


def _count_target(reading: TargetReading, counts: list[Count], result: int) -> None:
    """A target in numbers of its own: "có ít nhất 15 giảng viên … hiện đã có 19 giảng viên"."""
    wanted = [count for count in counts if count.start < result and count.unit and count.unit != "vnd" and count.whole is None]
    came = [count for count in counts if count.start >= result and count.unit and count.whole is None]
    for demand in wanted:
        same = [count for count in came if count.unit == demand.unit]
        if same and len(wanted) == 1 and demand.unit and same[0].unit:
            reading.thresholds.append((demand.value, demand.unit, "<=" if demand.bound == "at_most" else ">="))
            reading.actual = (same[0].value, same[0].unit)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    value = (part * 100 / whole).quantize(Decimal("0.1"))
    return value.to_integral_value() if value == value.to_integral_value() else value


def _derive(reading: TargetReading, part: tuple[int, int]) -> None:
    """Without a verdict, a printed result is compared with the threshold, and marked derived."""
    if reading.actual is None:
        return
    value, unit = reading.actual
    same = [entry for entry in reading.thresholds if entry[1] == unit]
    if len(same) != 1:
        return
    threshold = same[0][0]
    reading.derived = True
    reading.status = "exceeded" if value > threshold else "achieved" if value == threshold else "not_achieved"


def _deadline(text: str) -> str | None:
    match = _DEADLINE.search(text)
    if not match:
        return None
    if match["term"]:
        return match["term"][-4:]
    if match["day"]:
        return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    return match["year"]


ColumnRole = Literal["text", "threshold", "result", "verdict", "other"]


def _column_roles(view: TableView) -> list[ColumnRole]:
    roles: list[ColumnRole] = []
    for place, column in enumerate(view.columns):
        header = column.header
        if column.kind == "index":
            roles.append("other")
        elif place == view.label_column:
            roles.append("text")
        elif regex.search(r"đánh giá|mức độ|xếp loại|đạt/|kết luận|nhận xét|tự đánh giá", header):
            roles.append("verdict")
        elif regex.search(r"kết quả|thực hiện|đạt được|tỷ lệ|thực tế", header):
            roles.append("result")
        elif regex.search(r"chỉ tiêu|mục tiêu|kế hoạch|nghị quyết|giao", header):
            roles.append("threshold")
        else:
            roles.append("other")
    if "text" not in roles:
        for place, role in enumerate(roles):
            if role == "threshold":
                roles[place] = "text"
                break
    return roles


def _table_targets(sheet: Sheet, view: TableView) -> list[TargetReading]:
    rows = sheet.manuscript.grids[view.number].rows
    roles = _column_roles(view)
    targets: list[TargetReading] = []
    if "text" not in roles or "result" not in roles and "verdict" not in roles:
        return targets
    for position in range(view.header_rows, len(rows)):
        row = rows[position]
        cells = {role: [row[place] for place in range(len(row)) if roles[place] == role] for role in set(roles)}
        text = cells["text"][0]
        if not sheet.folded[slice(*text)].strip() or len(row) < len(roles):
            continue
        if len({row[place] for place in range(len(row)) if row[place][0] < row[place][1]}) == 1:
            continue
        targets.append(_row_target(sheet, view, position, text, cells, str(len(targets) + 1), row, roles))
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
) -> TargetReading:
    folded = sheet.folded
    number = ordinal
    for place, column in enumerate(view.columns):
        if column.kind == "index" and (digits := folded[slice(*row[place])].strip(" .()")):
            number = digits.lstrip("0") or ordinal
    opening = _OPENING.match(folded[slice(*text)])
    if opening and opening["number"].isdigit():
        number = opening["number"].lstrip("0")
    verdict_spans = [span for span in cells.get("verdict", []) if folded[slice(*span)].strip()]
    result_spans = [span for span in cells.get("result", []) if folded[slice(*span)].strip()]
    status: Status | None = None
    where = verdict_spans[0] if verdict_spans else (result_spans[0] if result_spans else text)
    for span in verdict_spans:
        status = _status_alone(folded[slice(*span)]) or _said(folded[slice(*span)])
        where = (result_spans[0][0] if result_spans and result_spans[0][0] < span[0] else span[0], span[1])
        if status:
            break
    if status is None:
        for span in result_spans:
            if status := _status_alone(folded[slice(*span)]) or _said(folded[slice(*span)]):
                where = span
                break
    reading = TargetReading(
        number=number,
        block=view.blocks[min(position, len(view.blocks) - 1)],
        text=text,
        status=status or "not_assessed",
        verdict=where,
        blank="verdict" in roles and not verdict_spans,
        deadline=_deadline(folded[slice(*text)]),
        claims_all=_ALL.search(folded[text[0] : row[-1][1]]) is not None,
    )
    over_plan = [span for place, span in enumerate(row) if _OVER_PLAN.search(view.columns[place].header)]
    _fill_row(sheet, reading, [text, *cells.get("threshold", [])], [*result_spans, *verdict_spans], over_plan)
    if status is None:
        if any(_OF_PLAN.search(folded[slice(*span)]) for span in verdict_spans) and not any(t[1] == "percent" for t in reading.thresholds):
            reading.thresholds.append((Decimal(100), "percent", ">="))
            of_plan = [count for span in verdict_spans for count in sheet.splitter.counts_in(*span) if count.unit == "percent"]
            if len(of_plan) == 1:
                reading.actual = (of_plan[0].value, "percent")
        _derive(reading, text)
    return reading


_OVER_PLAN = regex.compile(r"thực hiện\s*/\s*(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)|kết quả\s*/\s*(?:kế hoạch|chỉ tiêu|mục tiêu)|th/kh")
_OF_PLAN = regex.compile(r"(?:%|phần trăm) (?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu)")


def _said(folded: str) -> Status | None:
    verdicts = load_verdicts()
    match = verdicts.said.search(folded)
    if match:
        return verdicts.meaning[match[0]]
    return next((status for pattern, status in verdicts.patterns if pattern.search(folded)), None)


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
            if count.whole is None and (count.unit == "percent" or folded[slice(*span)].strip(" .") == folded[count.digits[0] : count.end].strip(" .")):
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
                if not _BEATS.search(before) and "điểm" not in count.noun:
                    found.append((count.value, "percent"))
            elif not found and any(entry[1] == "person" or entry[1] == count.unit for entry in reading.thresholds):
                found.append((count.value, count.unit or "person"))
    distinct = list(dict.fromkeys(found))
    if len(distinct) == 1 and len(reading.fractions) <= 1:
        reading.actual = distinct[0]
    elif not distinct and len(reading.fractions) == 1:
        reading.actual = (_percent(*reading.fractions[0]), "percent")
