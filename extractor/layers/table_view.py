"""The shape of a table: its header rows, what each column is, its caption and unit."""

import datetime
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

import regex

from extractor.language.dates import find_dates
from extractor.layers.concepts import ConceptSpan
from extractor.layers.conditions import is_content
from extractor.layers.quantities import Count
from extractor.layers.scope import ORGANISATIONS, Clue
from extractor.layers.sheet import Reading, Sheet, outer_clues
from extractor.lexicon.composition import load_compositions
from schemas.quantity import Unit

Span = tuple[int, int]
ColumnKind = Literal["index", "label", "value", "percent", "change", "note"]


_INDEX = regex.compile(r"(?:s?tt|số tt|số thứ tự|#)[\s.]*$")


_SHORT_HEADER = 16


_PERCENT_HEADER = regex.compile(r"%|tỷ lệ|tỷ trọng")


_CHANGE = regex.compile(r"tăng|giảm|so sánh|chênh lệch|\+/-|tăng/giảm|biến động")


_NOTE = regex.compile(r"ghi chú|nguồn|diễn giải|lý do")


_YEAR = regex.compile(
    r"(?:[0-9]{1,2} tháng (?:(?:đầu|cuối) )?)?(?:năm )?(20[0-9]{2})(?!\s?[-–])(?:\s?\(.*)?$|"
    r"(?:(?:th|thực hiện|kết quả) )?(?:(?:1[0-2]|[1-9]) ?(?:t|th|tháng) ?/ ?|(?:năm )?)(20[0-9]{2})(?:\s?\(.*)?$|"
    r".*?(?:năm|đầu năm|cuối năm|hết năm|(?<![0-9])(?:0?[1-9]|1[0-2])/)\s?(20[0-9]{2})(?!\s?-)"
)


_YEARS = regex.compile(r".*?(20[0-9]{2})\s?[-–]\s?(20[0-9]{2})")


_UNIT_HINTS: tuple[tuple[str, Unit], ...] = (
    ("lượt", "attendance"),
    ("người", "person"),
    ("đồng chí", "person"),
    ("đ/c", "person"),
    ("đơn vị", "unit"),
    ("lớp", "class"),
)


TARGET_HEADER = regex.compile(
    r"(?:mức|mốc) (?:đề ra|đặt ra|phấn đấu|giao|yêu cầu|tối thiểu)|đề ra|đặt ra|kpi|cần đạt|phải đạt|"
    r"chỉ tiêu|mục tiêu|kế hoạch|nghị quyết|(?<!\w)(?:ct|mt|kh|nq)(?!\w)"
)


VERDICT_HEADER = regex.compile(
    r"làm được|ghi nhận|nhận xét|kết luận|tình trạng|trạng thái|"
    r"đánh giá|kết quả|mức độ|đạt|hoàn thành|xếp loại|(?<!\w)(?:kq|đg|k/q|đ/g)(?!\w)"
)


_NUMERIC = regex.compile(r"[\s0-9.,/()%lo–\-]*$")


@dataclass(slots=True)
class Column:
    """A column: its header's words, what kind it is, and the year or years it speaks of."""

    kind: ColumnKind
    header: str
    spans: list[Span]
    period: str | None = None
    subset: str | None = None
    own: str = ""


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
    preface: str = ""
    """The paragraph above the caption that speaks of the table by its number."""
    levels: list[Column] = field(default_factory=list)
    """Columns of one level each beside a total: parts of what the rows count."""
    readings: dict[tuple[int, int], Reading] = field(default_factory=dict)
    periods: dict[tuple[int, int], str] = field(default_factory=dict)


def name_part_columns(sheet: Sheet, view: TableView) -> None:
    """Beside a column of totals, columns without a concept or a period of their own are parts."""
    values = [column for column in view.columns if column.kind == "value"]
    totals = [column for column in values if is_whole(sheet, column)]
    if not totals or len(values) < 3:
        return
    for column in values:
        if (
            column not in totals
            and (column.period is None or period_of(column.own) is None)
            and column.subset is None
            and not has_keys(sheet, column.spans)
            and column.header
        ):
            column.subset = column.header


def part_of_shared(sheet: Sheet, columns: list[Column]) -> None:
    """ "Cử đi học - phía Tây | … - phía Đông | … - toàn tỉnh": beside the whole, columns of one thing are parts."""
    values = [column for column in columns if column.kind == "value"]
    named = {id(c): frozenset(s.concept.id for f, e in c.spans for s in sheet.spans(f, e) if _told(s)) for c in values}
    wholes = [column for column in values if _WHOLE_AFTER.search(column.own)]
    for column in values:
        alike = [whole for whole in wholes if whole is not column and named[id(whole)] == named[id(column)]]
        if column not in wholes and alike and column.subset is None and column.period == alike[0].period:
            column.subset = column.header


_WHOLE_AFTER = regex.compile(
    r"(?:[-–(:] ?|\s)(?:toàn (?:tỉnh|thành phố|tp|ngành|hệ thống)|cả (?:tỉnh|hai tỉnh|ba tỉnh)|tổng(?: số| cộng)?|cộng)"
    r"\)?$"
)


def is_whole(sheet: Sheet, column: Column) -> bool:
    """Whether any of a column's header cells says that it is of the whole unit."""
    return any(WHOLE_COLUMN.match(sheet.folded[slice(*span)].replace("\v", " ").strip()) for span in column.spans)


WHOLE_COLUMN = regex.compile(
    r"(?:tổng(?: số| cộng)?|cộng|toàn (?:tỉnh|thành phố|tp|ngành|hệ thống)|cả (?:tỉnh|giai đoạn)|"
    r"(?:tỉnh|thành phố|tp|đơn vị) mới|(?:sau )?(?:hợp nhất|sáp nhập))(?!\w)"
)


def cell_count(sheet: Sheet, span: Span) -> Count | None:
    """The one quantity of a cell that holds hardly anything else, or None."""
    counts = sheet.splitter.counts_in(*span)
    if len(counts) != 1:
        return None
    rest = sheet.folded[span[0] : counts[0].start] + sheet.folded[counts[0].end : span[1]]
    return counts[0] if len(rest.strip(" ()%.,")) <= 12 else None


_DAY = regex.compile(r"(?:[0-9]{1,2}/)?[0-9]{1,2}/(?:19|20)[0-9]{2}")
_TIME = regex.compile(
    r"(?:năm )?20[0-9]{2}|(?:[0-9]{1,2}/)?[0-9]{1,2}/(?:19|20)[0-9]{2}|%? ?20[0-9]{2}\s?[/-]\s?20[0-9]{2}(?: ?\(%\))?"
)


_MOST_HEADERS = 3


def find_header_rows(sheet: Sheet, rows: tuple[tuple[Span, ...], ...]) -> int:
    """How many rows at the top are headers: those before the first row with a number."""
    for position, row in enumerate(rows):
        texts = [sheet.folded[start:end].strip() for start, end in row]
        numeric = [
            place for place, text in enumerate(texts) if text and _NUMERIC.match(text) and regex.search("[0-9]", text)
        ]
        column_numbers = [text.strip("()") for text in texts if text]
        if (
            column_numbers
            and all(text.isdigit() for text in column_numbers)
            and [int(t) for t in column_numbers]
            == list(range(int(column_numbers[0]), int(column_numbers[0]) + len(column_numbers)))
            and len(column_numbers) >= 3
        ):
            return position + 1
        if position and texts[0].strip(" .()") in ("1", "01") and any(texts[1:]):
            return position  # the first of the rows that a column counts, though it holds no other number
        times = [place for place in numeric if _TIME.fullmatch(texts[place])]
        numeric = [place for place in numeric if place not in times or not _DAY.fullmatch(texts[place])]
        years = len(times) >= len(numeric) > 0 and all(place in times for place in numeric)
        # Under a header that is merged over it, a row of times is a header too; its label stands above.
        under = years and (position == 0 or (position < _MOST_HEADERS and not any(texts[: min(numeric)][:2])))
        if [place for place in numeric if place > 0] and not under:
            return max(position, 1)
    return 1


def read_column(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], header_rows: int, place: int) -> Column:
    """A column from its header cells and the cells below."""
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
    own = sheet.folded[slice(*spans[-1])].replace("\v", " ").strip() if spans else ""
    header = " ".join(sheet.folded[start:end].replace("\v", " ").strip() for start, end in spans)
    body = [sheet.folded[slice(*row[place])].strip() for row in rows[header_rows:] if place < len(row)]
    filled = [text for text in body if text and text not in "-–xX//"]
    numeric = [text for text in filled if _NUMERIC.match(text)]
    kind: ColumnKind = "value"
    if (
        regex.match(r"(?:đơn vị tính|đvt|đơn vị)\s*$", header)
        and place
        and filled
        and all(_is_unit(text) for text in filled)
    ):
        return Column("note", header, spans)
    if (
        _INDEX.match(header)
        or (place == 0 and not header and numeric and all(t.strip("().").isdigit() for t in numeric))
        or (place == 0 and len(header) <= _SHORT_HEADER and _counts_rows(filled))
    ):
        kind = "index"
    elif _NOTE.search(header):
        kind = "note"
    elif place <= 1 and (2 * len(numeric) <= len(filled) or (place == 0 and _years(filled))):
        kind = "label"
    elif _CHANGE.search(header):
        kind = "change"
    elif _PERCENT_HEADER.search(header) and not regex.search(r"số lượng|người \(", header):
        kind = "percent"
    texts = (sheet.folded[slice(*span)].replace("\v", " ").strip() for span in spans)
    period = _day_of(sheet, spans) or period_of(header) or next(filter(None, map(period_of, texts)), None)
    return Column(kind, header, spans, period, named_part(sheet, spans), own)


def _counts_rows(texts: list[str]) -> bool:
    """Whether a column counts the rows, 1, 2, 3, whatever a scan made of its header."""
    numbers = [int(text.strip("().")) for text in texts if text.strip("().").isdecimal()]
    following = sum(1 for place, number in enumerate(numbers, start=1) if number == place)
    return len(numbers) >= 3 and 5 * len(numbers) >= 4 * len(texts) and 5 * following >= 4 * len(numbers)


def _day_of(sheet: Sheet, spans: list[Span]) -> str | None:
    """The one day that a header names ("Trước sắp xếp (30/6/2025)"), as a period."""
    days = [
        date.iso for span in spans for date in find_dates(sheet.manuscript.flow[slice(*span)]) if date.kind == "day"
    ]
    return f"as_of:{days[0]}" if len(days) == 1 else None


def _is_unit(text: str) -> bool:
    return (
        text == "%"
        or (any(word in text for word, _ in _UNIT_HINTS) and len(text) <= 20)
        or labelled_unit_of(text) is not None
    )


def _years(texts: list[str]) -> bool:
    return sum(1 for text in texts if _YEAR.match(text)) * 2 > len(texts)


def period_of(text: str) -> str | None:
    """The year or years that a label or header names, as a period."""
    if years := _YEARS.match(text):
        return f"range:{years[1]}-{years[2]}"
    if year := _YEAR.match(text.strip()):
        return f"year:{year[1] or year[2] or year[3]}"
    return None


def named_part(sheet: Sheet, spans: list[Span]) -> str | None:
    """The part of the unit that header or label cells name, or None."""
    for start, end in spans:
        for first, last, name in sheet.subsets:
            if start <= first and last <= end:
                return name
        words = sheet.folded[start:end]
        if regex.search(r"(?<!\w)cũ(?!\w)", words) and not _ALL_FORMER.search(words):
            return sheet.manuscript.flow[start:end].strip()
    return None


_ALL_FORMER = regex.compile(
    r"(?<!\w)(?:cộng|gộp|tổng|tính chung|cả|của)(?: chung| cả| gộp| số)? (?:0?[2-4]|hai|ba|bốn|các) "
    r"(?:tỉnh|thành phố|địa phương|đơn vị|bên)(?:, thành phố)? cũ(?!\w)"
)
""" "Năm 2024 (cộng hai tỉnh cũ)": the whole as it was, no part."""


def caption_of(sheet: Sheet, first: int) -> tuple[str, list[Clue]]:
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
        words.append(sheet.manuscript.flow[block.start : block.end])
        clues += reversed(sheet.clues(block.start, block.end))
        if regex.match(r"(?:bảng|biểu)\b", text) or sheet.places[index].is_heading or text.rstrip().endswith(":"):
            break
    return " ".join(reversed(words)), [*clues, *outer_clues(sheet, place)]


_NUMBERED = regex.compile(r"(?:bảng|biểu)(?: số)? (?P<number>[0-9]{1,2})(?!\w)")


def preface_of(sheet: Sheet, first: int) -> str:
    """The paragraph right above a caption "Bảng 1 …" that speaks of the table by its number."""
    blocks, folded = sheet.manuscript.blocks, sheet.folded
    for index in range(first - 1, max(-1, first - 3), -1):
        caption = _NUMBERED.match(folded, blocks[index].start, blocks[index].end)
        if caption is None or not index:
            continue
        above = blocks[index - 1]
        told = _NUMBERED.finditer(folded, above.start, above.end)
        if above.kind in ("paragraph", "item") and any(m["number"] == caption["number"] for m in told):
            return sheet.manuscript.flow[above.start : above.end]
    return ""


def day_in_its_year(words: str, caption: str) -> str | None:
    """ "Quý I (31/3)" under "Đoàn viên theo quý năm 2024": the day, as a period, where the caption names one year."""
    told = regex.search(r"(?<![0-9/])([0-3]?[0-9])/(1[0-2]|0?[1-9])(?![0-9/])", words)
    years = set(regex.findall(r"(?<![0-9/])20[0-9]{2}(?![0-9/])", caption))
    if told is None or len(years) != 1:
        return None
    with suppress(ValueError):
        return f"as_of:{datetime.date(int(years.pop()), int(told[2]), int(told[1])).isoformat()}"
    return None


def unit_hint(text: str) -> Unit | None:
    """The unit that a caption gives after "đơn vị tính"."""
    hint = regex.search(r"(?:đơn vị(?: tính)?|đvt)\s?:?\s?([^)\n;,]{2,30})", text)
    if hint is None:
        hint = regex.search(r"\(((?:lượt|số lượt|người|đồng chí|đ/c|đơn vị|lớp)[^()]{0,20})\)[\s.:*_]*$", text)
    words = hint[1] if hint else ""
    return next((unit for word, unit in _UNIT_HINTS if word in words), None)


def labels_name(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], label: int) -> bool:
    """Whether most rows are labelled with concepts of their own, so that the rows say what is counted."""
    spans = [row[label] for row in rows if label < len(row) and row[label][0] < row[label][1]]
    named = [
        span
        for span in spans
        if any(is_content(c.concept) and c.concept.id not in _UNITS_OF_ROWS for c in sheet.spans(*span))
    ]
    return len(spans) > 2 and 2 * len(named) > len(spans)


def part_columns(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Columns "Trong đó: nữ" beside a total: parts of what the rows count."""
    values = [column for column in columns if column.kind == "value"]
    if not any(WHOLE_COLUMN.match(column.own) or _TOTAL_OWN.match(column.own) for column in values):
        return []
    return [
        column
        for column in values
        if has_keys(sheet, column.spans[-1:])
        and all(
            span.concept.id in _QUALITIES_OF_PEOPLE
            for first, last in column.spans[-1:]
            for span in sheet.spans(first, last)
            if span.concept.kind != "neutral"
        )
    ]


def rows_say_what(sheet: Sheet, rows: tuple[tuple[Span, ...], ...], label: int) -> bool:
    """Whether most rows say what they count, by a concept ("Bổ nhiệm") or by what is counted ("Số lớp", "Kinh phí")."""
    spans = [row[label] for row in rows if label < len(row) and row[label][0] < row[label][1]]
    named = [
        span
        for span in spans
        if _COUNTED.match(sheet.folded, *span)
        or any(is_content(c.concept) and c.concept.id not in _UNITS_OF_ROWS for c in sheet.spans(*span))
    ]
    return len(spans) > 1 and 2 * len(named) > len(spans)


_COUNTED = regex.compile(
    r"[-+*• ]*(?:tổng )?(?:số )?(?:lượng )?(?:lớp|lượt|cuộc|khóa|hội nghị|học viên|người dự|kinh phí)(?!\w)"
)


def level_columns(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Columns that name only a level ("Cơ quan LĐLĐ tỉnh | CĐ cấp trên cơ sở | CĐCS") beside a column of the whole."""
    values = [column for column in columns if column.kind == "value"]
    wholes = [column for column in values if is_whole(sheet, column)]
    levels = [
        column
        for column in values
        if column not in wholes
        and (named := [s.concept.id for first, last in column.spans for s in sheet.spans(first, last) if _told(s)])
        and all(name in _UNITS_OF_ROWS for name in named)
    ]
    return levels if wholes and len(levels) > 1 else []


def _told(span: ConceptSpan) -> bool:
    return span.concept.kind not in ("neutral", "ladder")


_QUALITIES_OF_PEOPLE = frozenset({"FEMALE", "ETHNIC_MINORITY", "PARTY_MEMBER", "RELIGIOUS"})
_UNITS_OF_ROWS = ORGANISATIONS | {"PROVINCIAL_OFFICE"}
_TOTAL_OWN = regex.compile(r"(?:số lượng|số lượt|số người|tổng cộng|tổng)(?!\w)")


def has_keys(sheet: Sheet, spans: list[Span]) -> bool:
    """Whether header cells name a concept that sets figures apart."""
    soft = load_compositions().soft
    return any(
        span.concept.id not in soft and span.concept.kind != "neutral"
        for first, last in spans
        for span in sheet.spans(first, last)
    )


_LABEL_UNIT = regex.compile(
    r"(?:tổng )?(?:số (?:lượng )?)?(lượt|lớp|cuộc|đơn vị|hội nghị|văn bản|cđcs|công đoàn cơ sở)(?!\w)"
)


_MONEY_LABEL = regex.compile(
    r"kinh phí|số tiền|(?:triệu|tỷ|nghìn|ngàn)(?: đồng)?\)|(?<!hợp |cộng |hội )đồng\)|(?:triệu|tỷ|nghìn) đồng|vnđ"
)


def is_money(words: str) -> bool:
    """Whether a label or header speaks of money: "Kinh phí (triệu đồng)"."""
    return _MONEY_LABEL.search(words) is not None


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


def labelled_unit_of(words: str) -> Unit | None:
    """The unit that a label names: "Lớp tập huấn …", "Số cuộc …", "Đoàn viên kết nạp mới (người)"."""
    if match := _LABEL_UNIT.match(words):
        return _LABEL_UNITS[match[1]]
    bracket = regex.search(r"\(([^()]{1,20})\)\s*$", words)
    return (
        next((unit for word, unit in (*_UNIT_HINTS, ("%", "percent")) if word in bracket[1]), None) if bracket else None
    )


def unit_column(sheet: Sheet, view: TableView, row: tuple[Span, ...]) -> Unit | None:
    """The unit that a column "Đơn vị tính" gives for the row."""
    for place, column in enumerate(view.columns):
        if place < len(row) and regex.match(r"(?:đơn vị(?: tính)?|đvt)\b", column.header):
            words = sheet.folded[slice(*row[place])].strip()
            return next((unit for word, unit in _UNIT_HINTS if word in words), None) or labelled_unit_of(words)
    return None
