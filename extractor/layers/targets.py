"""Targets: what the report says it set out to reach, and what it says came of it.

A target is a numbered mục tiêu or chỉ tiêu with the items under it, or a row of a table whose
columns are the target, the result and the verdict. The text up to the first word of result is the
objective and its percentages are thresholds; what follows is the result.
"""

from collections.abc import Iterable
from decimal import Decimal

import regex

from extractor.layers.clauses import sentences
from extractor.layers.quantities import Count
from extractor.layers.sheet import Sheet
from extractor.layers.table_view import TableView
from extractor.layers.target_reading import ALL, BEATS, OPENING, TargetReading, deadline_in, derive, percent_of
from extractor.layers.target_summaries import judge_together
from extractor.layers.target_tables import table_targets
from extractor.layers.verdicts import (
    VERDICT_FIRST,
    VERDICT_LABEL,
    blank_verdict,
    find_verdict,
    leading_verdict,
    said_status,
    verdict_of,
)
from schemas.facts import Status
from schemas.quantity import Unit

_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
# "4. Chỉ tiêu về bồi dưỡng chủ tịch CĐCS" as a heading, the target in the paragraphs under it.
_HEADED = regex.compile(
    r"\(?(?P<number>[0-9]{1,2})[.)/-]\s*(?:về )?(?:chỉ tiêu|mục tiêu)(?! (?:chung|tổng quát|cụ thể)(?!\w))(?= )"
)
_PLAIN_NUMBER = regex.compile(r"\(?(?P<number>[0-9]{1,2}[a-d]?)[.)/]\s+")
_IN_BRACKET = regex.compile(r"[0-9]{1,2}\) ")
_RESULT_CUE = regex.compile(
    r"(?:kết quả(?: thực hiện)?(?: đến nay)?(?:,|:| là| đạt)|(?<=[;,.] )kết quả(?= )|đánh giá(?: kết quả)?\s?:|"
    r"(?<!\w)kq\s?:|hiện (?:có|nay|trong|là|đạt|đã|mới)|(?:tỷ lệ|con số|chỉ tiêu|mục tiêu) này(?= (?:hiện|đã|là|"
    r"đạt|mới|đến))|"
    r"toàn (?:cơ quan|tỉnh|thành phố|ngành|hệ thống)(?: hiện)? có|"
    r"đến nay|thực tế|tại thời điểm|đến thời điểm|đến (?:hết |cuối )?(?:năm|tháng|ngày) [0-9/]+,? đã|"
    r"mới có|đã có|đã (?:được )?cấp"
    r"|số đã|rà soát cho thấy|qua rà soát|kết quả rà soát|cho thấy|trên thực tế|thực hiện được|"
    r"(?<=[.;] )(?:(?:đến|hết|tính đến|cuối|trong|riêng|trong cả) )*(?:năm|ngày|tháng|quý|giai đoạn) [0-9][0-9/ –-]*,? "
    r"(?=(?:mới |đã |cũng |chỉ |toàn tỉnh |toàn ngành )*(?:đạt|có|được|thực hiện)(?!\w))|"
    r"đã thực hiện|(?:đã |mới )?làm được|đã (?:phê duyệt|ban hành|hoàn thành|đạt)|=>|→|➔|thực hiện\s?:|"
    r"thực hiện(?: được| đạt| năm 20[0-9]{2})?(?: là)? (?=[0-9]))"
)


_OF_PLAN = regex.compile(
    r"(?<!\w)(?:đạt|bằng|được|mới được)(?: tỷ lệ)? (?P<share>[0-9][0-9.,]*) ?%,? (?:so với )?(?:kế hoạch|kh)(?!\w)"
)
_AFTER_COLON = regex.compile(r": ((?:bình quân|hằng năm|đạt|đã|mới|có|tỷ lệ)(?= ))")
_COLON = regex.compile(r"(?<=[\w)%]): (?=\S)")


def read_targets(sheet: Sheet, tables: Iterable[TableView]) -> list[TargetReading]:
    """All targets of the report, from its prose and its tables; the first telling of a number counts."""
    told = [_prose_targets(sheet), *(table_targets(sheet, view) for view in tables if view.is_targets)]
    if sheet.manuscript.reading in ("ocr", "mixed"):
        for row in told:
            _in_row(row)
    found = [target for row in told for target in row]
    kept: dict[str, TargetReading] = {}
    for target in found:
        known = kept.get(target.number)
        if known is None or (known.status == "not_assessed" and target.status != "not_assessed"):
            kept[target.number] = target
    targets = list(kept.values())
    judge_together(sheet, targets)
    return targets


def _in_row(targets: list[TargetReading]) -> None:
    """A scan misreads a digit: between the fourth and the sixth stands the fifth, though "(5)" was read as "6)"."""
    for before, target, after in zip(targets, targets[1:], targets[2:], strict=False):
        if before.number.isdecimal() and after.number.isdecimal() and int(after.number) - int(before.number) == 2:
            target.number = str(int(before.number) + 1)


def _prose_targets(sheet: Sheet) -> list[TargetReading]:
    blocks, targets = sheet.manuscript.blocks, []
    judged = _judged_items(sheet)
    index = 0
    while index < len(blocks):
        if index in judged:
            number, body = judged[index]
            block = blocks[index]
            targets.append(_read_target(sheet, number, index, [(body, block.end)], (block.start, body)))
            index += 1
            continue
        if inline := _inline_items(sheet, index):
            targets += [_read_target(sheet, number, index, [span], (span[0], span[0])) for number, span in inline]
            index += 1
            continue
        opening = _opens(sheet, index)
        if opening is None:
            index += 1
            continue
        number, body = opening
        stop = index + 1
        while stop < len(blocks) and _belongs(sheet, index, stop):
            stop += 1
        below = [(blocks[i].start, blocks[i].end) for i in range(index + 1, stop) if blocks[i].kind != "footnote"]
        parts = below if _told_below(sheet, index) else [(body, blocks[index].end), *below]
        targets.append(_read_target(sheet, number, index, parts, (blocks[index].start, body)))
        index = stop
    return targets


_FEWEST = 3
"""So many items in a row begin with a verdict where a list of targets is told verdict first."""


def _judged_items(sheet: Sheet) -> dict[int, tuple[str, int]]:
    """Items without numbers, each with its verdict first ("Đạt: 100 % …"): number in the row and start by block."""
    found: dict[int, tuple[str, int]] = {}
    row: list[tuple[int, int]] = []
    known = 0
    for index, (block, place) in enumerate(zip(sheet.manuscript.blocks, sheet.places, strict=True)):
        if block.kind in ("row", "footnote") or place.role != "targets" or place.is_heading:
            row, known = [], 0
            continue
        match = VERDICT_FIRST.match(sheet.folded, block.start, block.end)
        status = verdict_of(match["verdict"]) if match else None
        if match is None or not (status or set(match["verdict"]) <= set(".…_")):
            continue
        row.append((index, block.start))
        known += status is not None
        if known >= _FEWEST:
            found |= {at: (str(number), start) for number, (at, start) in enumerate(row, 1)}
    return found


def _opens(sheet: Sheet, index: int) -> tuple[str, int] | None:
    """The number of the target that a block opens and where its text begins, or None."""
    block, place = sheet.manuscript.blocks[index], sheet.places[index]
    if place.role != "targets" or block.kind in ("row", "footnote"):
        return None
    text = sheet.folded[block.start : block.end]
    match = _HEADED.match(text) if place.is_heading else OPENING.match(text)
    if place.is_heading and match is None:
        match = _NUMBERED_HEADING.match(text) if _told_below(sheet, index) else None
    if place.is_heading and match is None:
        return None
    listed = place.body_start > block.start or text[:1] == "(" or _IN_BRACKET.match(text) is not None
    if match is None and listed and _mentions_share(text):
        match = _PLAIN_NUMBER.match(text)
    if match is None:
        return None
    number = match["number"]
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    value = str(_ORDINALS.get(number) or roman.get(number) or number.lstrip("0"))
    return value, block.start + match.end()


# "1. Trình độ chuyên môn" and below it "Mục tiêu: …", "Kết quả: …".
_NUMBERED_HEADING = regex.compile(r"[\s*_]*(?P<number>[0-9]{1,2}|[ivx]{1,5})[.)/][\s*_]+(?=\S)")
_DEMAND = regex.compile(
    r"[-+*•\s\\]*(?:[\[(][^\])]{2,30}[\])] ?)?(?:mục tiêu|chỉ tiêu|yêu cầu|mức (?:đề ra|giao|phấn đấu|yêu cầu))"
    r"(?! ?(?:thứ|số|[0-9(]|[ivx]+(?!\w)))(?: (?:đến|của|trong|là|được|đề|đặt|giao|phải|cần|năm)[^:.;%]{0,50})?: "
)


def _told_below(sheet: Sheet, index: int) -> bool:
    """Whether a heading is that of one target, whose demand the block below it states."""
    if not sheet.places[index].is_heading or index + 1 >= len(sheet.places):
        return False
    below = sheet.manuscript.blocks[index + 1]
    return (
        not sheet.places[index + 1].is_heading
        and below.kind != "row"
        and _DEMAND.match(sheet.folded, below.start, below.end) is not None
    )


_INLINE = regex.compile(r"\((?P<number>[1-9][0-9]?)\) ")


def _inline_items(sheet: Sheet, index: int) -> list[tuple[str, tuple[int, int]]]:
    """Targets counted inside one paragraph, "(1) …: chỉ tiêu 80%, thực hiện 78,8%. (2) …": number and span."""
    block, place = sheet.manuscript.blocks[index], sheet.places[index]
    if place.role != "targets" or place.is_heading or block.kind in ("row", "footnote"):
        return []
    if in_prose := _told_sentences(sheet, index):
        return in_prose
    marks = list(_INLINE.finditer(sheet.folded, block.start, block.end))
    if len(marks) < 2 or [int(mark["number"]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    items = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else block.end
        if following is None:
            spans = sentences(sheet.manuscript.flow, mark.start(), block.end)
            end = spans[0][1]
        items.append((mark["number"], (mark.start(), end)))
    told = [span for _, span in items if _mentions_share(sheet.folded[slice(*span)])]
    return items if len(told) == len(items) else []


_TOLD = regex.compile(
    r"(?:(?:riêng|còn|ngược lại|tương tự|đối với|với|về|trong khi đó|bên cạnh đó|"
    r"tiếp đến|tiếp theo|tiếp nữa|kế đến|kế tiếp|thứ đến|trước hết|trước tiên|đầu tiên|sau cùng|sau nữa|cuối cùng|"
    r"ở|sang|đến|rồi),? ){0,2}"
    r"(?:chỉ tiêu|mục tiêu)(?: cụ thể)? (?:thứ (?P<ordinal>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|"
    r"(?:số )?(?P<digits>[0-9]{1,2}))(?!\w)"
    r"(?! (?:chưa|không|cơ bản|mới|đã|đạt|vượt|còn|tuy))"
)


def _told_sentences(sheet: Sheet, index: int) -> list[tuple[str, tuple[int, int]]]:
    """Targets told one after the other in running prose: "Chỉ tiêu thứ nhất yêu cầu … Chỉ tiêu thứ hai …"."""
    block = sheet.manuscript.blocks[index]
    openings = []
    spans = sentences(sheet.manuscript.flow, block.start, block.end)
    for start, _ in spans:
        if told := _TOLD.match(sheet.folded, start, block.end):
            openings.append((str(_ORDINALS.get(told["ordinal"] or "") or int(told["digits"] or 0)), start))
    if len(openings) < 2 and (not openings or _opens(sheet, index) is not None):
        return []
    summed = (start for start, _ in spans if start > openings[-1][1] and _SUMS_UP.match(sheet.folded, start))
    ends = [start for _, start in openings[1:]] + [next(summed, block.end)]
    items = [(number, (start, end)) for (number, start), end in zip(openings, ends, strict=True)]
    # A remark on a target ("Chỉ tiêu 5 chưa đạt do …") states no threshold and is no telling of it.
    told = [(span, sheet.folded[slice(*span)]) for _, span in items]
    stated = [span for span, words in told if regex.search("%|[0-9]/[0-9]", words) or said_status(words)]
    longest = all(span[1] - span[0] > _REMARK for _, span in items)
    return items if len(stated) == len(items) or (len(items) > 2 and 2 * len(stated) > len(items) and longest) else []


_SUMS_UP = regex.compile(
    r"(?:như vậy|như thế|tóm lại|tổng hợp|tổng cộng|tính chung|nhìn chung|xét chung|đánh giá chung)(?!\w)"
)
_REMARK = 60
"""A telling of a target is longer than this; a remark on one may be as short."""


def _mentions_share(text: str) -> bool:
    return (
        "%" in text
        or regex.search(r"đạt|hoàn thành|vượt|đang (?:thực hiện|triển khai)|kết quả", text) is not None
        or said_status(text) == "not_applicable_at_level"
    )


def _belongs(sheet: Sheet, opener: int, index: int) -> bool:
    block, place = sheet.manuscript.blocks[index], sheet.places[index]
    if sheet.places[opener].is_heading:
        return not place.is_heading and block.kind != "row" and opener in place.headings
    if place.is_heading or block.kind == "row" or place.role != "targets":
        return block.kind == "footnote"
    if _opens(sheet, index) is not None:
        return False
    return (
        block.kind == "footnote"
        or opener in place.parents
        or VERDICT_LABEL.match(sheet.folded[block.start : block.end]) is not None
    )


def _read_target(
    sheet: Sheet, number: str, index: int, parts: list[tuple[int, int]], label: tuple[int, int]
) -> TargetReading:
    start, end = parts[0][0], parts[-1][1]
    folded = sheet.folded
    lead = leading_verdict(folded, parts[0])
    result = _result_start(sheet, parts, lead[2] if lead else start)
    verdict = lead[:2] if lead else None
    found: tuple[Status, tuple[int, int]] | None = (
        (lead[3], (label[0], lead[2])) if lead else find_verdict(folded, parts, start, result)
    )
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
        deadline=deadline_in(folded[start:text_end]),
        claims_all=ALL.search(folded[start:end]) is not None,
    )
    zone = verdict[0] if verdict else -1
    _fill(sheet, reading, counts, result, zone, lead[2] if lead else -1)
    if found is None:
        if of_plan := _OF_PLAN.search(folded, result if start <= result < end else start, end):
            # "đạt 83,3% KH": the result as a share of what was planned.
            shares = [share for count in counts for share in (count, count.share) if share is not None]
            told = [share for share in shares if share.digits[0] == of_plan.start("share")]
            if told:
                reading.thresholds, reading.actual = [(Decimal(100), "percent", ">=")], (told[0].value, "percent")
        derive(reading, parts[0])
        if blank := blank_verdict(folded, parts):
            reading.blank = True
            reading.verdict = reading.verdict if reading.derived else blank
    return reading


def _result_start(sheet: Sheet, parts: list[tuple[int, int]], start: int) -> int:
    """Where the objective's words end and its result begins."""
    _first, last = parts[0]
    cue = _RESULT_CUE.search(sheet.folded, start, last)
    candidates: list[int] = [cue.start()] if cue else []
    if (colon := _AFTER_COLON.search(sheet.folded, start, last)) and sheet.splitter.counts_in(start, colon.start()):
        candidates.append(colon.start(1))
    candidates += [count.start for count in sheet.splitter.counts_in(start, last) if count.whole is not None][:1]
    colon = _COLON.search(sheet.folded, start, last)
    if colon and sheet.splitter.counts_in(start, colon.start()) and sheet.splitter.counts_in(colon.end(), last):
        candidates.append(colon.end())
    if candidates:
        return min(candidates)
    asked = sheet.splitter.counts_in(start, last)
    following = [begin for begin, _ in sentences(sheet.manuscript.flow, start, last)[1:]]
    for begin in following:
        # Without a word that says so, the sentence after that of the objective tells the result.
        shares = [count for count in asked if count.start >= begin and (count.unit == "percent" or count.share)]
        if shares and asked[0].start < begin and asked[0].unit == "percent":
            return begin
    return parts[1][0] if len(parts) > 1 else last


def _fill(
    sheet: Sheet, reading: TargetReading, counts: list[Count], result: int, lead_start: int, lead_end: int
) -> None:
    """Thresholds, results and fractions of a target from its quantities."""
    folded = sheet.folded
    results: list[tuple[Decimal, Unit]] = []
    for count in counts:
        in_lead = lead_start <= count.start < lead_end
        in_verdict = (
            reading.verdict[0] <= count.digits[0] < reading.verdict[1]
            and reading.status != "not_assessed"
            and count.digits[0] >= reading.text[1]
        )
        before = folded[max(0, count.digits[0] - 24) : count.digits[0]]
        if count.whole is not None:
            if count.unit == "percent":
                results.append((count.value, "percent"))  # "83,2%/85%": the result over its threshold
            elif count.whole > 0:
                reading.fractions.append((count.value, count.whole))
            if count.share is not None:
                results.append((count.share.value, "percent"))
        elif count.unit == "percent":
            if (beats := BEATS.search(before)) and not (
                count.start >= result
                and (verb := beats[0].split()[0]) in ("tăng", "giảm")
                and verb in folded[slice(*reading.text)]
            ):
                continue
            if "điểm" in count.noun:
                continue
            if count.start >= result or in_lead or in_verdict:
                results.append((count.value, "percent"))
            else:
                op = ">=" if count.bound != "at_most" else "<="
                reading.thresholds.append((count.value, "percent", op))
            continue
        elif count.start >= result and count.share is not None:
            results.append((count.share.value, "percent"))
            if count.share.value == 100 and _ALL_OF.search(before):
                reading.fractions.append((count.value, count.value))
    distinct = list(dict.fromkeys(results))
    if not distinct and not reading.fractions and not reading.thresholds:
        _count_target(reading, counts, result)
    elif len(distinct) == 1 and len(reading.fractions) <= 1:
        reading.actual = distinct[0]
    elif not distinct and len(reading.fractions) == 1:
        part, whole = reading.fractions[0]
        reading.actual = (percent_of(part, whole), "percent")


_ALL_OF = regex.compile(r"(?<!\w)(?:cả|toàn bộ|tất cả) $")


def _count_target(reading: TargetReading, counts: list[Count], result: int) -> None:
    """A target in numbers of its own: "có ít nhất 15 giảng viên … hiện đã có 19 giảng viên"."""
    wanted = [
        count for count in counts if count.start < result and count.unit and count.unit != "vnd" and count.whole is None
    ]
    came = [count for count in counts if count.start >= result and count.unit and count.whole is None]
    for demand in wanted:
        same = [count for count in came if count.unit == demand.unit]
        if same and len(wanted) == 1 and demand.unit and same[0].unit:
            reading.thresholds.append((demand.value, demand.unit, "<=" if demand.bound == "at_most" else ">="))
            reading.actual = (same[0].value, same[0].unit)
