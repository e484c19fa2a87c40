"""Tables become small clauses: the words of a cell are its row's label and its column's header.

Either the columns name the concepts (and the rows are units, years or a total), or the rows do
(and the columns are years, former units or the whole). The caption, the group rows and the
headings are the scope. A row or column of a named part is not the reporting unit's figure.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

import regex

from extractor.layers.concepts import ConceptSpan
from extractor.layers.figures import Reading, Sheet, outer_clues, raw_clues
from extractor.layers.quantities import Count
from extractor.layers.scope import Clue, clue_of, people, resolve_workforce
from extractor.lexicon.composition import Composition, load_compositions
from schemas.quantity import Unit

Span = tuple[int, int]
ColumnKind = Literal["index", "label", "value", "percent", "change", "note"]

_TOTAL_LABEL = regex.compile(
    r"(?:tổng(?: số)?(?: cộng)?|cộng(?: chung)?|tổng hợp|toàn (?:tỉnh|thành phố|ngành|hệ thống|quốc)|cả (?:tỉnh|giai đoạn|nhiệm kỳ)|số lượng|kết quả|hiện có|có mặt|số người|thực hiện|số liệu|giá trị|tổng số người|tổng số lượt)(?:$|[\s:.(])"
)
_ROW_TOTAL = regex.compile(r"(?:tổng(?: số)?(?: cộng)?|cộng(?: chung)?|toàn (?:tỉnh|thành phố|ngành|hệ thống)|cả (?:tỉnh|giai đoạn|nhiệm kỳ))[\s:.]*(?:\(.*)?$")
_INDEX = regex.compile(r"(?:s?tt|số tt|số thứ tự|#)[\s.]*$")
_PERCENT_HEADER = regex.compile(r"%|tỷ lệ|tỷ trọng")
_CHANGE = regex.compile(r"tăng|giảm|so sánh|chênh lệch|\+/-|tăng/giảm|biến động")
_NOTE = regex.compile(r"ghi chú|nguồn|diễn giải|lý do")
_YEAR = regex.compile(r"(?:[0-9]{1,2} tháng (?:đầu|cuối) )?(?:năm )?(20[0-9]{2})(?!\s?[-–])(?:\s?\(.*)?$|.*?(?:năm|đầu năm|cuối năm|hết năm|[0-9]{1,2}/)\s?(20[0-9]{2})(?!\s?-)")
_YEARS = regex.compile(r".*?(20[0-9]{2})\s?[-–]\s?(20[0-9]{2})")
_UNIT_HINTS: tuple[tuple[str, Unit], ...] = (("lượt", "attendance"), ("người", "person"), ("đồng chí", "person"), ("đ/c", "person"), ("đơn vị", "unit"), ("lớp", "class"))
_TARGET_HEADER = regex.compile(r"chỉ tiêu|mục tiêu|kế hoạch|nghị quyết")
_VERDICT_HEADER = regex.compile(r"đánh giá|kết quả|mức độ|đạt|hoàn thành|xếp loại")
_NUMERIC = regex.compile(r"[\s0-9.,/()%lo–\-]*$")


@dataclass(slots=True)
class Column:
    """A column: its header's words, what kind it is, and the year or years it speaks of."""

    kind: ColumnKind
    header: str
    spans: list[Span]
    period: str | None = None
    subset: str | None = None


@dataclass(slots=True)
class TableView:
    """A table understood: columns, the rows of data, what every numeric cell was read as."""

    number: int
    blocks: list[int]
    caption: str
    columns: list[Column]
    header_rows: int
    label_column: int
    by_column: bool
    is_targets: bool
    unit: Unit | None
    readings: dict[tuple[int, int], Reading] = field(default_factory=dict)
    periods: dict[tuple[int, int], str] = field(default_factory=dict)


def read_table(sheet: Sheet, number: int) -> TableView | None:
    """A table of the body or an annex; None for a layout table or one without numbers."""
    grid = sheet.manuscript.grids[number]
    blocks = [index for index, block in enumerate(sheet.manuscript.blocks) if block.table == number]
    if not grid.ruled or not blocks or len(grid.rows) < 2:
        return None
    width = max(len(row) for row in grid.rows)
    if width < 2:
        return None
    header_rows = _header_rows(sheet, grid.rows)
    columns = [_column(sheet, grid.rows, header_rows, place) for place in range(width)]
    label = next((place for place, column in enumerate(columns) if column.kind == "label"), 0)
    caption, clues = _caption(sheet, blocks[0])
    headers = " | ".join(column.header for column in columns)
    is_targets = _TARGET_HEADER.search(headers) is not None and _VERDICT_HEADER.search(headers) is not None
    keyed = [column for column in columns if column.kind in ("value", "percent") and _keys(sheet, column.spans)]
    values = [column for column in columns if column.kind == "value"]
    view = TableView(
        number=number,
        blocks=blocks,
        caption=caption,
        columns=columns,
        header_rows=header_rows,
        label_column=label,
        by_column=2 * len(keyed) >= len(values) and len(keyed) > 0,
        is_targets=is_targets,
        unit=_unit_hint(caption),
    )
    if not view.by_column:
        _name_part_columns(sheet, view)
    if is_targets:
        _read_results(sheet, view, clues)
    else:
        _read_cells(sheet, view, clues)
        _attach_shares(view)
    return view


RESULTS_IN_TABLES = frozenset(
    {
        "staff_union_certificate",
        "provincial_leaders_foreign_language",
        "parttime_officers",
        "grassroots_chairs_fulltime",
        "local_training_attendances",
    }
)


def _read_results(sheet: Sheet, view: TableView, outer: list[Clue]) -> None:
    """A table of targets gives figures only where a result counts the indicator's own population."""
    rows = sheet.manuscript.grids[view.number].rows
    for position in range(view.header_rows, len(rows)):
        row = rows[position]
        label = row[view.label_column] if view.label_column < len(row) else (0, 0)
        for place, column in enumerate(view.columns):
            if column.kind in ("index", "label", "note") or place >= len(row) or regex.search("chỉ tiêu|kế hoạch|đánh giá", column.header):
                continue
            count = cell_count(sheet, row[place])
            if count is None or count.unit == "percent":
                continue
            unit = count.unit or _labelled(sheet.folded[slice(*label)].strip()) or "person"
            found = _compose(sheet, sheet.spans(*label), outer, unit, False)
            if not found or found[0].indicator not in RESULTS_IN_TABLES:
                continue
            reading = Reading(count, view.blocks[min(position, len(view.blocks) - 1)], None, indicator=found[0].indicator, unit=unit, table=view.number)
            reading.start, reading.end, reading.population = label[0], row[place][1], found[1]
            reading.confidence, reading.concepts = 0.85, tuple(sorted(found[0].names))
            view.readings[(position, place)] = reading
            break


def _name_part_columns(sheet: Sheet, view: TableView) -> None:
    """Beside a column of totals, columns without a concept or a period of their own are parts."""
    values = [column for column in view.columns if column.kind == "value"]
    totals = [column for column in values if _WHOLE_COLUMN.match(column.header)]
    if not totals or len(values) < 3:
        return
    for column in values:
        if column not in totals and column.period is None and column.subset is None and not _keys(sheet, column.spans) and column.header:
            column.subset = column.header


_WHOLE_COLUMN = regex.compile(r"(?:tổng(?: số| cộng)?|cộng|toàn (?:tỉnh|thành phố|ngành)|cả (?:tỉnh|giai đoạn))")


def _attach_shares(view: TableView) -> None:
    """A column of percentages belongs to the count on its left."""
    for (position, place), reading in list(view.readings.items()):
        if view.columns[place].kind != "percent":
            continue
        left = view.readings.get((position, place - 1))
        if left is not None and view.columns[place - 1].kind == "value" and left.count.share is None:
            left.count = replace(left.count, share=reading.count)
            reading.of_whole = True


def cell_count(sheet: Sheet, span: Span) -> Count | None:
    """The one quantity of a cell that holds hardly anything else, or None."""
    counts = sheet.splitter.counts_in(*span)
    if len(counts) != 1:
        return None
    rest = sheet.folded[span[0] : counts[0].start] + sheet.folded[counts[0].end : span[1]]
    return counts[0] if len(rest.strip(" ()%.,")) <= 12 else None


def _header_rows(sheet: Sheet, rows: tuple[tuple[Span, ...], ...]) -> int:
    for position, row in enumerate(rows):
        texts = [sheet.folded[start:end].strip() for start, end in row]
        numeric = [place for place, text in enumerate(texts) if text and _NUMERIC.match(text) and regex.search("[0-9]", text)]
        column_numbers = [text.strip("()") for text in texts if text]
        if column_numbers and all(text.isdigit() for text in column_numbers) and [int(t) for t in column_numbers] == list(range(int(column_numbers[0]), int(column_numbers[0]) + len(column_numbers))) and len(column_numbers) >= 3:
            return position + 1
        years = all(regex.fullmatch(r"(?:năm )?20[0-9]{2}", texts[place]) for place in numeric)
        if [place for place in numeric if place > 0] and not (years and position == 0):
            return max(position, 1)
    return 1


def _column(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], header_rows: int, place: int) -> Column:
    spans: list[Span] = []
    for depth, row in enumerate(rows[:header_rows]):
        span = row[place] if place < len(row) else (0, 0)
        if span[0] == span[1] and depth + 1 < header_rows and place:
            # A header merged over several columns leaves the others empty: they are under it.
            under = rows[depth + 1]
            if place < len(under) and under[place][0] < under[place][1]:
                span = next((row[left] for left in range(place - 1, 0, -1) if row[left][0] < row[left][1]), span)
        if span[0] < span[1] and span not in spans:
            spans.append(span)
    header = " ".join(sheet.folded[start:end].replace("\v", " ").strip() for start, end in spans)
    body = [sheet.folded[slice(*row[place])].strip() for row in rows[header_rows:] if place < len(row)]
    filled = [text for text in body if text and text not in "-–xX//"]
    numeric = [text for text in filled if _NUMERIC.match(text)]
    kind: ColumnKind = "value"
    if regex.match(r"(?:đơn vị tính|đvt|đơn vị)\s*$", header) and place and filled and all(_is_unit(text) for text in filled):
        return Column("note", header, spans)
    if _INDEX.match(header) or (place == 0 and not header and numeric and all(t.strip("().").isdigit() for t in numeric)):
        kind = "index"
    elif _NOTE.search(header):
        kind = "note"
    elif place <= 1 and (2 * len(numeric) <= len(filled) or (place == 0 and _years(filled))):
        kind = "label"
    elif _CHANGE.search(header):
        kind = "change"
    elif _PERCENT_HEADER.search(header) and not regex.search(r"số lượng|người \(", header):
        kind = "percent"
    return Column(kind, header, spans, _period(header), _named_part(sheet, spans))


def _is_unit(text: str) -> bool:
    return text == "%" or any(word in text for word, _ in _UNIT_HINTS) and len(text) <= 20 or _labelled(text) is not None


def _years(texts: list[str]) -> bool:
    return sum(1 for text in texts if _YEAR.match(text)) * 2 > len(texts)


def _period(text: str) -> str | None:
    if years := _YEARS.match(text):
        return f"range:{years[1]}-{years[2]}"
    if year := _YEAR.match(text.strip()):
        return f"year:{year[1] or year[2]}"
    return None


def _named_part(sheet: Sheet, spans: list[Span]) -> str | None:
    for start, end in spans:
        for first, last, name in sheet.subsets:
            if start <= first and last <= end:
                return name
        if "(cũ)" in sheet.folded[start:end]:
            return sheet.manuscript.flow[start:end].strip()
    return None


def _caption(sheet: Sheet, first: int) -> tuple[str, list[Clue]]:
    """The words above a table, and all that its cells inherit, nearest first."""
    place = sheet.places[first]
    words: list[str] = []
    clues: list[Clue] = []
    for index in range(first - 1, max(-1, first - 4), -1):
        block = sheet.manuscript.blocks[index]
        if block.kind not in ("paragraph", "item") or sheet.places[index].path != place.path:
            break
        text = sheet.folded[block.start : block.end]
        if len(text) > 300 and not text.rstrip().endswith(":"):
            break
        words.append(text)
        clues += reversed(raw_clues(sheet, block.start, block.end))
        if regex.match(r"(?:bảng|biểu)\b", text) or sheet.places[index].is_heading:
            break
    return " ".join(reversed(words)), [*clues, *outer_clues(sheet, place)]


def _unit_hint(text: str) -> Unit | None:
    hint = regex.search(r"(?:đơn vị(?: tính)?|đvt)\s?:?\s?([^)\n;,]{2,30})", text)
    words = hint[1] if hint else ""
    return next((unit for word, unit in _UNIT_HINTS if word in words), None)


def _keys(sheet: Sheet, spans: list[Span]) -> bool:
    soft = load_compositions().soft
    return any(
        span.concept.id not in soft and span.concept.kind != "neutral" for first, last in spans for span in sheet.spans(first, last)
    )


def _read_cells(sheet: Sheet, view: TableView, outer: list[Clue]) -> None:
    rows = sheet.manuscript.grids[view.number].rows
    group: list[Clue] = []
    for position in range(view.header_rows, len(rows)):
        row = rows[position]
        if view.label_column >= len(row):
            continue
        label = row[view.label_column]
        numbers = {
            place: count
            for place, column in enumerate(view.columns)
            if column.kind in ("value", "percent") and place < len(row) and (count := cell_count(sheet, row[place]))
        }
        if not numbers:
            group = list(reversed(raw_clues(sheet, *label)))
            continue
        for place, count in numbers.items():
            reading = _read_cell(sheet, view, position, place, count, [*group, *outer])
            view.readings[(position, place)] = reading
        own = [clue for clue in raw_clues(sheet, *label) if clue.ladder]
        if own and not view.by_column:
            group = [*own, *[clue for clue in group if clue.ladder is None]]


def _read_cell(sheet: Sheet, view: TableView, position: int, place: int, count: Count, scope: list[Clue]) -> Reading:
    row = sheet.manuscript.grids[view.number].rows[position]
    column, label = view.columns[place], row[view.label_column]
    reading = Reading(count, view.blocks[min(position, len(view.blocks) - 1)], None, unit=count.unit, table=view.number)
    reading.start, reading.end = label[0] if label[0] < label[1] else row[place][0], row[place][1]
    reading.row_label = sheet.manuscript.flow[slice(*label)].strip()
    words = sheet.folded[slice(*label)].strip()
    label_spans = [] if _ROW_TOTAL.match(words) else sheet.spans(*label)
    header_spans = [span for first, last in column.spans for span in sheet.spans(first, last)]
    period = column.period or _period(words)
    if period is None and view.by_column and _ROW_TOTAL.match(words):
        period = _spanned_years(sheet, view)
    if period is None and not view.by_column and _WHOLE_COLUMN.match(column.header):
        years = sorted({int(other.period[-4:]) for other in view.columns if other.period and other.period.startswith("year:")})
        period = f"range:{years[0]}-{years[-1]}" if len(years) > 1 else None
    if period:
        view.periods[(position, place)] = period
    subset = column.subset
    if view.by_column and not _ROW_TOTAL.match(words) and _period(words) is None:
        subset = reading.row_label or subset
        label_spans = []
    elif not view.by_column:
        subset = subset or _named_part(sheet, [label])
    reading.subset = subset
    if column.kind == "percent" or count.unit == "percent":
        reading.reason, reading.unit = "is a percentage", "percent"
        return reading
    whole = (view.by_column and bool(_TOTAL_LABEL.match(column.header))) or (not view.by_column and bool(_TOTAL_LABEL.match(words)))
    unit = (
        count.unit
        or _labelled(words)
        or _labelled(column.header)
        or _unit_column(sheet, view, row)
        or _unit_hint(f"đơn vị: {column.header[column.header.find('(') + 1 :]}" if "(" in column.header else "")
        or view.unit
    )
    found = _compose(sheet, [*label_spans, *header_spans], scope, unit, whole)
    if not found:
        reading.reason = "no indicator covers it"
        reading.unit = unit or "person"
        return reading
    rule, population, inherited = found
    reading.unit = unit if unit in rule.units else rule.unit
    reading.population, reading.inherited = population, inherited
    reading.concepts = tuple(sorted({span.concept.id for span in (*label_spans, *header_spans)} & rule.names))
    if subset:
        reading.about, reading.reason = rule.indicator, f"a part: {subset}"
    elif sheet.places[reading.block].role in ("future", "shortcomings"):
        reading.about, reading.reason = rule.indicator, "stands in a section about the future or shortcomings"
    else:
        reading.indicator = rule.indicator
        reading.confidence = round(0.95 - 0.04 * len(inherited), 2)
    return reading


_LABEL_UNIT = regex.compile(r"(?:tổng )?(?:số (?:lượng )?)?(lượt|lớp|cuộc|đơn vị|hội nghị|văn bản|cđcs|công đoàn cơ sở)(?!\w)")
_LABEL_UNITS: dict[str, Unit] = {
    "lượt": "attendance",
    "lớp": "class",
    "cuộc": "event",
    "đơn vị": "unit",
    "hội nghị": "event",
    "văn bản": "document",
    "cđcs": "unit",
    "công đoàn cơ sở": "unit",
}


def _labelled(words: str) -> Unit | None:
    """The unit that a label names: "Lớp tập huấn …", "Số cuộc …", "Đoàn viên kết nạp mới (người)"."""
    if match := _LABEL_UNIT.match(words):
        return _LABEL_UNITS[match[1]]
    bracket = regex.search(r"\(([^()]{2,20})\)\s*$", words)
    return next((unit for word, unit in _UNIT_HINTS if word in bracket[1]), None) if bracket else None


def _unit_column(sheet: Sheet, view: TableView, row: tuple[Span, ...]) -> Unit | None:
    """The unit that a column "Đơn vị tính" gives for the row."""
    for place, column in enumerate(view.columns):
        if place < len(row) and regex.match(r"(?:đơn vị(?: tính)?|đvt)\b", column.header):
            words = sheet.folded[slice(*row[place])].strip()
            return next((unit for word, unit in _UNIT_HINTS if word in words), None) or _labelled(words)
    return None


def _spanned_years(sheet: Sheet, view: TableView) -> str | None:
    years = []
    for row in sheet.manuscript.grids[view.number].rows[view.header_rows :]:
        if view.label_column < len(row) and (period := _period(sheet.folded[slice(*row[view.label_column])].strip())):
            years.append(int(period[-4:]))
    return f"range:{min(years)}-{max(years)}" if len(years) > 1 else None


def _compose(
    sheet: Sheet, spans: list[ConceptSpan], scope: list[Clue], unit: Unit | None, whole: bool
) -> tuple[Composition, str | None, tuple[str, ...]] | None:
    """The most specific composition that a cell's words satisfy, with its population."""
    rules = load_compositions()
    names = {span.concept.id for span in spans}
    blocking = {span.concept.id for span in spans if span.concept.id not in rules.soft and span.concept.kind != "neutral" and not span.concept.weak}
    found: list[tuple[float, Composition, str | None, tuple[str, ...]]] = []
    placed = any(regex.search(r"(?:^|\s|\t)(?:tại|ở)(?: các)? $", sheet.folded[max(0, span.start - 8) : span.start]) for span in spans)
    for rule in rules.all:
        if placed and rule.units == ("unit",):
            continue
        if rule.from_to or (unit is not None and unit not in rule.units and unit != "person"):
            continue
        if "WORKFORCE" in names and not names & {"STAFF", "WORKERS"} and rule.indicator in ("workers_total", "staff_present_total") and (
            resolve_workforce(scope) != ("WORKERS" if rule.indicator == "workers_total" else "STAFF")
        ):
            continue
        score, inherited = 0.0, []
        satisfied = True
        for need in rule.needs:
            if names & set(need):
                score += 1
            elif (need in rule.inherit or ((rule.total or rule.total_flow) and whole)) and (name := _scope_name(need, scope)):
                score += 0.4
                inherited.append(name)
            else:
                satisfied = False
                break
        if not satisfied or blocking - rule.names - rule.allow - _of_population(rule, spans):
            continue
        if rule.total and not (whole or regex.search("tổng", " ".join(sheet.folded[s.start - 10 : s.end] for s in spans))):
            continue
        if not names & rule.names and not whole:
            continue
        if rule.ladder and _cell_ladder(spans, scope) != rule.ladder:
            continue
        population: str | None = None
        if rule.population:
            population = _cell_population(rule, spans, scope)
            if population is None:
                continue
            score += 0.5
        found.append((score, rule, population, tuple(inherited)))
    found.sort(key=lambda entry: -entry[0])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    _, rule, population, inherited_names = found[0]
    return rule, population, inherited_names


def _of_population(rule: Composition, spans: list[ConceptSpan]) -> set[str]:
    return {span.concept.id for span in spans if (span.concept.population or span.concept.id) in rule.population}


def _scope_name(need: tuple[str, ...], scope: list[Clue]) -> str | None:
    for clue in scope:
        if clue.concept is not None and clue.concept.id in need:
            return clue.concept.id
    return None


def _cell_ladder(spans: list[ConceptSpan], scope: list[Clue]) -> str | None:
    own = [clue for span in spans if (clue := clue_of(span)) and clue.ladder]
    explicit = [clue for clue in own if clue.concept is not None and clue.concept.kind == "ladder"]
    for clue in (*explicit, *own, *scope):
        if clue.ladder:
            return clue.ladder
    return None


def _cell_population(rule: Composition, spans: list[ConceptSpan], scope: list[Clue]) -> str | None:
    wants_people = rule.units[0] in ("person", "attendance")
    own = [clue for span in spans if (clue := clue_of(span)) and clue.population]
    for place, clue in enumerate((*own, *scope)):
        name = clue.population
        if clue.concept is not None and clue.concept.ambiguous:
            name = resolve_workforce(scope[max(0, place - len(own)) :])
        if name in rule.population:
            return name
        if name is None or (clue.concept is not None and clue.concept.id in rule.allow):
            continue
        if people(name) == wants_people:
            return None
    return None
