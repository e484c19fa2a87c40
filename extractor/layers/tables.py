"""Tables become small clauses: the words of a cell are its row's label and its column's header.

Either the columns name the concepts (and the rows are units, years or a total), or the rows do
(and the columns are years, former units or the whole). The caption, the group rows and the
headings are the scope. A row or column of a named part is not the reporting unit's figure.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import regex

from extractor.language.folding import fold
from extractor.layers.concepts import ConceptSpan
from extractor.layers.conditions import is_content
from extractor.layers.decrees import of_one_decree
from extractor.layers.quantities import Count
from extractor.layers.scope import Clue
from extractor.layers.sheet import Reading, Sheet
from extractor.layers.table_compose import SAYS_STAFF, compose_cell
from extractor.layers.table_departments import departments_told
from extractor.layers.table_view import (
    TARGET_HEADER,
    VERDICT_HEADER,
    WHOLE_COLUMN,
    Column,
    TableView,
    caption_of,
    cell_count,
    day_in_its_year,
    find_header_rows,
    has_keys,
    is_money,
    is_whole,
    labelled_unit_of,
    labels_name,
    level_columns,
    name_part_columns,
    named_part,
    part_columns,
    part_of_shared,
    period_of,
    preface_of,
    read_column,
    rows_say_what,
    unit_column,
    unit_hint,
)
from extractor.layers.target_tables import column_roles
from extractor.layers.verdicts import holds_verdicts
from extractor.lexicon.composition import Composition, load_compositions

Span = tuple[int, int]
ColumnKind = Literal["index", "label", "value", "percent", "change", "note"]

_TOTAL_LABEL = regex.compile(
    r"(?:tổng(?: số)?(?: cộng)?|cộng(?: chung)?|tổng hợp|toàn (?:tỉnh|thành phố|ngành|hệ thống|quốc)|"
    r"cả (?:tỉnh|giai đoạn|nhiệm kỳ)|số lượng|kết quả|hiện có|có mặt|số người|thực hiện|số liệu|"
    r"giá trị|tổng số người|tổng số lượt)(?:$|[\s:.(])"
)
_YEAR_ROW = regex.compile(
    r"(?:(?:[0-9]{1,2}|ba|sáu|chín) tháng (?:đầu |cuối )?(?:năm )?|năm |giai đoạn )?20[0-9]{2}(?![0-9/])"
)
ROW_TOTAL = regex.compile(
    r"(?:(?:tổng(?: số)?(?: cộng)?|cộng(?: chung)?)(?: (?:toàn|cả|các|hai|ba|bốn|0?[2-9])(?: các)? "
    r"(?:tỉnh|thành phố|ngành|hệ thống|cấp|đơn vị|địa bàn|nơi|bên|vùng|miền|khu vực|khối|huyện|nguồn|cụm)(?: cũ)?)?|"
    r"toàn (?:tỉnh|thành phố|ngành|hệ thống)|cả (?:tỉnh|"
    r"giai đoạn|nhiệm kỳ))[\s:.]*(?:\(.*)?$"
)


def read_table(sheet: Sheet, number: int) -> TableView | None:
    """A table of the body or an annex; None for a layout table or one without numbers."""
    grid = sheet.manuscript.grids[number]
    blocks = [index for index, block in enumerate(sheet.manuscript.blocks) if block.table == number]
    if not grid.ruled or not blocks or len(grid.rows) < 2:
        return None
    width = max(len(row) for row in grid.rows)
    if width < 2:
        return None
    over = caption_rows(grid.rows)
    rows = grid.rows[over:]
    header_rows = find_header_rows(sheet, rows) if rows else 0
    columns = [read_column(sheet, rows, header_rows, place) for place in range(width)]
    label = next((place for place, column in enumerate(columns) if column.kind == "label"), 0)
    caption, clues = caption_of(sheet, blocks[0])
    for row in grid.rows[:over]:
        caption = f"{caption} {sheet.manuscript.flow[row[0][0] : row[-1][1]].strip()}"
        clues = [*reversed(sheet.clues(row[0][0], row[-1][1])), *clues]
    headers = " | ".join(column.header for column in columns)
    is_targets = TARGET_HEADER.search(headers) is not None and VERDICT_HEADER.search(headers) is not None
    is_targets = is_targets or _judges(sheet, rows[header_rows:], columns, label)
    if is_targets and _is_plan_table(sheet, rows[header_rows:], columns, label):
        is_targets = False
    keyed = [column for column in columns if column.kind in ("value", "percent") and has_keys(sheet, column.spans)]
    levels: list[Column] = []
    if labels_name(sheet, rows[header_rows:], label):
        parts = part_columns(sheet, columns)
        for column in parts:
            column.subset = column.header
            keyed.remove(column)
        if parts:
            keyed = [column for column in keyed if column.kind == "value"]
    if rows_say_what(sheet, rows[header_rows:], label):
        levels = level_columns(sheet, columns)
        keyed = [column for column in keyed if column not in levels]
        if levels:
            keyed = [column for column in keyed if not is_whole(sheet, column)]
    values = [column for column in columns if column.kind == "value"]
    view = TableView(
        number=number,
        blocks=blocks,
        caption=caption,
        columns=columns,
        header_rows=over + header_rows,
        label_column=label,
        by_column=len(keyed) > 0
        and (2 * len(keyed) >= len(values) or not _rows_named(sheet, rows[header_rows:], label)),
        is_targets=is_targets,
        unit=unit_hint(fold(caption)),
        levels=levels,
        preface=preface_of(sheet, blocks[0]),
    )
    if not view.by_column:
        name_part_columns(sheet, view)
    part_of_shared(sheet, columns)
    if is_targets:
        _read_results(sheet, view, clues)
    else:
        _read_cells(sheet, view, clues)
        _attach_shares(view)
    return view


def _rows_named(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], label: int) -> bool:
    """Whether at least a third of the rows names something that is counted, a body or people or an act."""
    labels = [row[label] for row in rows if label < len(row) and row[label][0] < row[label][1]]
    return 3 * sum(has_keys(sheet, [span]) for span in labels) >= len(labels)


def _judges(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], columns: list[Column], label: int) -> bool:
    """Whether a column holds verdicts on what the rows say, under whatever header; rows of units are no targets."""
    if len(columns) < _FEWEST_COLUMNS or _OF_UNITS.search(columns[label].header):
        return False
    return any(
        holds_verdicts((sheet.folded[slice(*row[place])] for row in rows if place < len(row)), _FEWEST_JUDGED)
        for place in range(label + 1, len(columns))
    )


_FEWEST_COLUMNS, _FEWEST_JUDGED = 3, 3
_OF_UNITS = regex.compile(r"(?<!\w)(?:đơn vị|tên|họ và tên|công đoàn|cđcs|huyện|xã|năm|ngành|khối|tập thể)(?!\w)")


_VERDICT_ALONE = regex.compile(
    r"đánh giá|kết luận|nhận xét|mức độ|xếp loại|tình trạng|trạng thái|(?<!\w)(?:đg|đ/g)(?!\w)"
)
_NAMES_PLAN = regex.compile(r"(?<!\w)(?:kh|kế hoạch|giao|đăng ký)(?!\w)")


def _is_plan_table(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], columns: list[Column], label: int) -> bool:
    """ "Nội dung | KH năm 2025 | Kết quả 9 tháng | % so KH": what was done of a year's plan, with no verdicts.

    Its rows count things by bare numbers; a table of targets asks for percentages or judges them.
    """
    if any(_VERDICT_ALONE.search(column.header) for column in columns):
        return False
    plans = [place for place, column in enumerate(columns) if _NAMES_PLAN.search(column.own) and place != label]
    if not plans or not rows_say_what(sheet, rows, label):
        return False
    cells = [row[place] for row in rows for place in plans if place < len(row) and row[place][0] < row[place][1]]
    counts = [count for cell in cells if (count := cell_count(sheet, cell)) is not None]
    bare = [count for count in counts if count.unit != "percent" and count.whole is None]
    return len(cells) > 1 and 5 * len(bare) >= 4 * len(cells)


def caption_rows(rows: tuple[tuple[Span, ...], ...]) -> int:
    """How many rows at the top hold one text over all columns: the table's caption, not its header."""
    over = 0
    while over < len(rows) - 1 and len(rows[over]) > 2 and sum(start < end for start, end in rows[over]) == 1:
        over += 1
    return over


RESULTS_IN_TABLES = frozenset(
    {
        "staff_union_certificate",
        "provincial_leaders_foreign_language",
        "grassroots_chairs_fulltime",
        "local_training_attendances",
    }
)


def _read_results(sheet: Sheet, view: TableView, outer: list[Clue]) -> None:
    """A table of targets gives figures only where a result counts the indicator's own population."""
    rows = sheet.manuscript.grids[view.number].rows
    roles = column_roles(sheet, view)
    for position in range(view.header_rows, len(rows)):
        row = rows[position]
        label = row[view.label_column] if view.label_column < len(row) else (0, 0)
        for place, column in enumerate(view.columns):
            if column.kind in ("index", "label", "note") or place >= len(row) or _NO_RESULT.search(column.header):
                continue
            if roles[place] in ("threshold", "verdict"):
                continue
            fractions = [c for c in sheet.splitter.counts_in(*row[place]) if c.whole is not None]
            count = cell_count(sheet, row[place]) or (fractions[0] if len(fractions) == 1 else None)
            if count is None or count.unit == "percent":
                continue
            words = sheet.folded[slice(*label)].strip()
            if _COUNTS_BODIES.match(words):
                continue
            unit = count.unit or labelled_unit_of(words) or "person"
            found = compose_cell(sheet, sheet.spans(*label), outer, unit, False)
            if not found or found[0].indicator not in RESULTS_IN_TABLES:
                continue
            reading = Reading(
                count,
                view.blocks[min(position, len(view.blocks) - 1)],
                None,
                indicator=found[0].indicator,
                unit=unit,
                table=view.number,
            )
            reading.start, reading.end = min(label[0], row[place][0]), max(label[1], row[place][1])
            reading.population = found[1]
            reading.told, reading.concepts = "table", tuple(sorted(found[0].names))
            view.readings[(position, place)] = reading
            break


_PART_OF_A_YEAR = regex.compile(r"[0-9]{1,2} tháng (?:đầu|cuối)(?! năm 20| 20|/20)|nửa (?:đầu|cuối) năm(?! 20)")
_QUARTER = regex.compile(r"(?<!\w)quý (?:[1-4]|i{1,3}|iv)(?!\w)")
_CUMULATED = regex.compile(r"lũy kế|lũy tiến|cộng dồn|(?<!\w)(?:đến|hết|cuối)(?!\w)|[0-9]/[0-9]")
_NO_RESULT = regex.compile(r"chỉ tiêu|kế hoạch|đánh giá|đề ra|đặt ra|(?<!\w)(?:kh|ct|mt)(?!\w)")
_COUNTS_BODIES = regex.compile(
    r"(?:[0-9., ]+% ?)?(?:tỷ lệ |số )?(?:các )?(?:doanh nghiệp|đơn vị|cđcs|công đoàn|cơ quan|lđlđ|huyện|xã|"
    r"trường)(?!\w)"
)


def _with_label(label: tuple[int, int], cell: tuple[int, int]) -> tuple[int, int]:
    """From a row's label to a cell of it, whichever stands first; the cell alone where there is no label."""
    if label[0] >= label[1]:
        return cell
    return min(label[0], cell[0]), max(label[1], cell[1])


def _attach_shares(view: TableView) -> None:
    """A column of percentages belongs to the count on its left."""
    for (position, place), reading in list(view.readings.items()):
        if view.columns[place].kind != "percent":
            continue
        left = view.readings.get((position, place - 1))
        if left is not None and view.columns[place - 1].kind == "value" and left.count.share is None:
            left.count = replace(left.count, share=reading.count)
            reading.of_whole = True


def _read_cells(sheet: Sheet, view: TableView, outer: list[Clue]) -> None:
    rows = sheet.manuscript.grids[view.number].rows
    group: list[Clue] = []
    above = (0, 0)
    whole: list[Clue] = []
    corner = view.columns[view.label_column]
    if not view.by_column and corner.kind == "label":
        # "CBCT toàn hệ thống | 30/9/2019 | 31/8/2022": the corner says what the rows are of.
        outer = [*(clue for span in corner.spans for clue in sheet.clues(*span)), *outer]
    numbered: dict[str, list[Clue]] = {}
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
            own = list(reversed(sheet.clues(*label)))
            if own or not _THEREOF.match(sheet.folded, *label):
                group = own
            elif above[0] < above[1]:
                group = list(reversed(sheet.clues(*above)))  # "Trong đó:" and the parts of the row before
            continue
        above = label
        index = _row_index(sheet, view, row)
        head = numbered.get(index.rpartition(".")[0], []) if "." in index else []
        numbered[index] = list(reversed(sheet.clues(*label)))
        if _THEREOF.match(sheet.folded, *label) and not group:
            head = [*head, *whole]  # "Trong đó, cao cấp LLCT" below "Cử đi đào tạo, bồi dưỡng"
        else:
            whole = list(reversed(sheet.clues(*label)))
        for place, count in numbers.items():
            reading = _read_cell(sheet, view, position, place, count, [*head, *group, *outer])
            view.readings[(position, place)] = reading
            if not view.by_column and reading.indicator in _STAFF_TOTALS:
                outer = [Clue(label[0], population="STAFF"), *outer]
        own = [clue for clue in sheet.clues(*label) if clue.ladder]
        if own and not view.by_column:
            group = [*own, *[clue for clue in group if clue.ladder is None]]


_STAFF_TOTALS = frozenset({"staff_present_total", "payroll_present"})
"""What a row of them says of the rows below: that they break the staff down."""


_SCALED = regex.compile(
    r"\((?:đơn vị(?: tính)?|đvt)?:? ?(?P<scale>nghìn|ngàn|triệu|1\.000|1000) "
    r"(?:người|đoàn viên|đv|lao động|lượt|nlđ|cnlđ)\)"
)
""" "Đoàn viên (nghìn người)": what the numbers of a column are told in."""
_SCALES = {"nghìn": 1000, "ngàn": 1000, "1.000": 1000, "1000": 1000, "triệu": 1_000_000}


def _of_one_kind(sheet: Sheet, view: TableView) -> str | None:
    """What all rows are where they are the unions of industrial zones alone: their sum is no total of the unit."""
    rows = sheet.manuscript.grids[view.number].rows[view.header_rows :]
    labels = [row[view.label_column] for row in rows if view.label_column < len(row)]
    told = [sheet.spans(*label) for label in labels if not ROW_TOTAL.match(sheet.folded[slice(*label)].strip())]
    zones = [any(span.concept.id == "INDUSTRIAL_ZONE_UNION" for span in spans) for spans in told]
    return sheet.manuscript.flow[slice(*labels[0])].strip() if len(zones) > 1 and all(zones) else None


def _row_index(sheet: Sheet, view: TableView, row: Sequence[tuple[int, int]]) -> str:
    """What the column of numbers prints: "2.1 Khu vực nhà nước" speaks of "2 Công đoàn cơ sở"."""
    places = [place for place, column in enumerate(view.columns) if column.kind == "index" and place < len(row)]
    return sheet.folded[slice(*row[places[0]])].strip(" .*") if places else ""


def _read_cell(sheet: Sheet, view: TableView, position: int, place: int, count: Count, scope: list[Clue]) -> Reading:
    row = sheet.manuscript.grids[view.number].rows[position]
    column, label = view.columns[place], row[view.label_column]
    reading = Reading(count, view.blocks[min(position, len(view.blocks) - 1)], None, unit=count.unit, table=view.number)
    reading.start, reading.end = _with_label(label, row[place])
    reading.row_label = sheet.manuscript.flow[slice(*label)].strip()
    words = sheet.folded[slice(*label)].strip()
    label_spans = [] if ROW_TOTAL.match(words) else sheet.spans(*label)
    header_spans = [span for first, last in column.spans for span in sheet.spans(first, last)]
    if not view.by_column and {span.concept.id for span in label_spans} == {"PRESENT"}:
        corner = [span for first, last in view.columns[view.label_column].spans for span in sheet.spans(first, last)]
        label_spans = [*label_spans, *(span for span in corner if span.concept.population == "STAFF")]
    subset = column.subset
    period = column.period or period_of(words) or day_in_its_year(column.own, view.caption)
    if period is None and view.by_column and ROW_TOTAL.match(words):
        period = _spanned_years(sheet, view)
    if period is None and not view.by_column and WHOLE_COLUMN.match(column.header):
        years = sorted(
            {int(other.period[-4:]) for other in view.columns if other.period and other.period.startswith("year:")}
        )
        period = f"range:{years[0]}-{years[-1]}" if len(years) > 1 else None
    if not subset and _QUARTER.search(column.own) and not _CUMULATED.search(column.own):
        subset = sheet.manuscript.flow[slice(*column.spans[-1])].strip()
    if _PART_OF_A_YEAR.search(column.header) or _PART_OF_A_YEAR.search(words):
        view.periods[(position, place)] = ""
    elif period:
        view.periods[(position, place)] = period
    if view.by_column and not ROW_TOTAL.match(words) and period_of(words) is None:
        subset = reading.row_label or subset
        label_spans = []
    elif not view.by_column:
        subset = subset or named_part(sheet, [label])
    elif not subset and (places := _of_one_kind(sheet, view)):
        subset = places
    reading.subset = subset
    if column.kind == "percent" or count.unit == "percent":
        reading.reason, reading.unit = "is a percentage", "percent"
        return reading
    if _PLANNED.fullmatch(column.own) and any(_DONE.match(other.own) for other in view.columns):
        reading.reason = "is a plan"
        return reading
    if is_money(words) or is_money(column.header):
        reading.reason, reading.unit = "is an amount of money", "vnd"
        return reading
    if not view.by_column and (name := departments_told(view, column, words, label_spans)):
        reading.indicator, reading.unit = name, "unit"
        return reading
    if scale := _SCALED.search(column.header):
        count = reading.count = replace(count, value=count.value * _SCALES[scale["scale"]], grouped=None)
    whole = (view.by_column and bool(_TOTAL_LABEL.match(column.header))) or (
        not view.by_column and (_TOTAL_LABEL.match(words) or _YEAR_ROW.match(words)) is not None
    )
    unit = (
        count.unit
        or labelled_unit_of(words)
        or labelled_unit_of(column.own)
        or labelled_unit_of(column.header)
        or unit_column(sheet, view, row)
        or unit_hint(f"đơn vị: {column.header[column.header.find('(') + 1 :]}" if "(" in column.header else "")
        or view.unit
    )
    scope = _said_with(header_spans, scope)
    if unit == "percent":
        reading.reason, reading.unit = "is a percentage", "percent"
        return reading
    of_people = not view.by_column and _under_people(sheet, view, position)
    label_spans = of_one_decree(label_spans, column.header)
    header_spans = of_one_decree(header_spans, words)
    found = compose_cell(sheet, [*label_spans, *header_spans], scope, unit, whole, of_people=of_people)
    if found and subset == column.header and found[0].indicator in _OF_ALL_STAFF:
        whole_row = compose_cell(sheet, label_spans, scope, unit, True)
        if whole_row and whole_row[0].indicator == "staff_present_total":
            subset = reading.subset = None  # "Tổng số có mặt | 71 | nữ 35"
    if column in view.levels and not (found and _names_level(found[0], label_spans, header_spans)):
        subset = reading.subset = sheet.manuscript.flow[slice(*column.spans[-1])].strip()
        found = compose_cell(sheet, label_spans, scope, unit, whole)
    if not found and not view.by_column and unit == "attendance" and not _says_what(label_spans):
        # "Số lớp" and under it "Số lượt người dự".
        found = compose_cell(sheet, [*header_spans, *_classes_above(sheet, view, position)], scope, unit, whole)
    if not found and view.by_column and place and unit == "attendance" and not _says_what(header_spans):
        # "Số lớp | Số lượt người dự": those who attended the classes of the column before.
        found = compose_cell(
            sheet, [*label_spans, *header_spans, *_classes_before(sheet, view, place)], scope, unit, whole
        )
    if not found:
        reading.reason = "no indicator covers it"
        reading.unit = unit or "person"
        return reading
    rule, population, inherited = found
    if rule.indicator == "staff_present_total" and view.by_column and _rates(sheet, view):
        reading.reason, reading.unit = "counts all that were rated", unit or "person"
        return reading
    if view.by_column and rule.indicator == "payroll_present" and _OF_UPPER_UNITS.search(fold(view.caption)):
        rule = next(r for r in load_compositions().all if r.indicator == "payroll_present_upper_level_units")
    left = view.readings.get((position, place - 1))
    if (
        subset is None
        and _THEREOF.match(column.own)
        and left is not None
        and rule.indicator in (left.indicator, left.about)
    ):
        subset = reading.subset = column.header  # "Lượt cán bộ dự | Trong đó lượt thợ lò"
    if (rule.flow or rule.flow_words) and subset is None and _QUARTER.search(column.own):
        subset = reading.subset = sheet.manuscript.flow[slice(*column.spans[-1])].strip()
    reading.unit = unit if unit in rule.units else rule.unit
    reading.population, reading.inherited = population, inherited
    reading.concepts = tuple(sorted({span.concept.id for span in (*label_spans, *header_spans)} & rule.names))
    if subset:
        reading.about, reading.reason = rule.indicator, f"a part: {subset}"
    elif sheet.places[reading.block].role in ("future", "shortcomings"):
        reading.about, reading.reason = rule.indicator, "stands in a section about the future or shortcomings"
    else:
        reading.indicator = rule.indicator
        reading.told = "table"
    return reading


_OF_ALL_STAFF = frozenset({"staff_female", "staff_ethnic_minority", "staff_party_members"})
_THEREOF = regex.compile(r"[-+*\s]*(?:trong đó|gồm|bao gồm|chia ra)(?!\w)")


def _under_people(sheet: Sheet, view: TableView, position: int) -> bool:
    """ "Trong đó: cơ quan LĐLĐ tỉnh" below "Biên chế thực hiện": the row counts people too."""
    rows, column = sheet.manuscript.grids[view.number].rows, view.label_column
    labels = [row[column] for row in rows[view.header_rows : position + 1] if column < len(row)]
    if not labels or not _THEREOF.match(sheet.folded[slice(*labels[-1])]):
        return False
    above = next((span for span in reversed(labels) if not _THEREOF.match(sheet.folded[slice(*span)])), None)
    return above is not None and any(span.concept.id in SAYS_STAFF for span in sheet.spans(*above))


_PLANNED = regex.compile(
    r"(?:kh|kế hoạch|chỉ tiêu|mục tiêu|dự kiến|đăng ký|phấn đấu|giao|mức giao)"
    r"(?: (?:giao|năm|cả năm|cấp trên|đề ra|đăng ký|được giao|kế hoạch))*(?: 20[0-9]{2})?\s?(?:\([^()]*\))?"
)
_DONE = regex.compile(r"(?:th|thực hiện|kết quả|đã thực hiện|đạt được|đã làm|ước thực hiện)(?![\w/])")
_OF_UPPER_UNITS = regex.compile(
    r"(?<!\w)(?:của|tại|ở|theo)(?: từng| các)? "
    r"(?:(?:công đoàn|cđ)[^.;,]{0,12} cấp trên|cttt|lđlđ (?:các )?(?:quận|huyện))"
)


def _rates(sheet: Sheet, view: TableView) -> bool:
    """Whether a table's columns are ratings: its totals count those who were rated."""
    named = [span.concept.id for c in view.columns for first, last in c.spans for span in sheet.spans(first, last)]
    return sum(name.startswith("RATED_") for name in named) > 1


def _names_level(rule: Composition, label: list[ConceptSpan], header: list[ConceptSpan]) -> bool:
    """Whether an indicator is one of the level itself: "Biên chế có mặt" under "Cơ quan LĐLĐ tỉnh"."""
    if rule.indicator.startswith("payroll") and not any(span.concept.id == "PAYROLL" for span in label):
        return False
    return any(span.concept.id in rule.names for span in header)


def _said_with(header: list[ConceptSpan], scope: list[Clue]) -> list[Clue]:
    """ "Kết nạp | Thành lập" under "Kết nạp đoàn viên, thành lập CĐCS": what is said of whom, the caption tells."""
    acts = {span.concept.id for span in header if span.concept.id.startswith("NEWLY")}
    told = [clue for clue in scope if clue.concept is not None and clue.concept.id in acts]
    after = [clue for clue in scope if clue.population and told and clue.at > told[0].at]
    if not after or any(span.concept.population for span in header):
        return scope
    nearest = min(after, key=lambda clue: clue.at)
    return [nearest, *(clue for clue in scope if not clue.population)]


def _says_what(spans: list[ConceptSpan]) -> bool:
    return any(is_content(span.concept) for span in spans)


def _classes_before(sheet: Sheet, view: TableView, place: int) -> list[ConceptSpan]:
    """The concepts of the nearest column on the left that counts classes."""
    for left in range(place - 1, 0, -1):
        if regex.search(r"(?<!\w)lớp(?!\w)", view.columns[left].header):
            return [span for first, last in view.columns[left].spans for span in sheet.spans(first, last)]
    return []


def _classes_above(sheet: Sheet, view: TableView, position: int) -> list[ConceptSpan]:
    """The concepts of the nearest row above that counts classes."""
    rows = sheet.manuscript.grids[view.number].rows
    for above in range(position - 1, view.header_rows - 1, -1):
        label = rows[above][view.label_column] if view.label_column < len(rows[above]) else (0, 0)
        if regex.search(r"(?<!\w)(?:lớp|khóa)(?!\w)", sheet.folded[slice(*label)]):
            return sheet.spans(*label)
    return []


def _spanned_years(sheet: Sheet, view: TableView) -> str | None:
    years = []
    for row in sheet.manuscript.grids[view.number].rows[view.header_rows :]:
        if view.label_column < len(row) and (period := period_of(sheet.folded[slice(*row[view.label_column])].strip())):
            years.append(int(period[-4:]))
    return f"range:{min(years)}-{max(years)}" if len(years) > 1 else None
