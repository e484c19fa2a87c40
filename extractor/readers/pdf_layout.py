"""The parts of a printed page: running heads, footnotes, columns, tables and the lines of the body."""

from collections import Counter
from dataclasses import dataclass, field

import regex

from extractor.readers.manuscript import Placement
from extractor.readers.pdf_columns import Columns, columns_of
from extractor.readers.pdf_glyphs import Glyphs, Rule
from extractor.readers.pdf_lines import Segment, joined, mark_label, segments_of
from extractor.readers.pdf_tables import PageTable, tables_of
from extractor.readers.pdf_unruled import unruled_tables

_PAGE_NUMBER = regex.compile(
    r"(?:[-–][ ]?)?(?:trang[ ]{0,2})?[0-9]{1,4}(?:[ ]?/[ ]?[0-9]{1,4})?(?:[ ]?[-–])?", regex.IGNORECASE
)
_DIGITS = regex.compile(r"[0-9]+")
_NOTE_LABEL = regex.compile(r"(?:[0-9]{1,3}|\*{1,3})(?=[ ])")
_SMALL = 0.93
_HEAD, _FOOT = 0.1, 0.92


@dataclass(frozen=True, slots=True)
class Metrics:
    """The measures of the body text: its edges, its font size, the distance of its lines.

    `indents` are the places right of the left edge where many lines begin. `justified`: lines are
    stretched to the right edge, so that one which is not is the last of its paragraph.
    """

    left: float
    right: float
    size: float
    pitch: float
    indents: tuple[float, ...] = ()
    justified: bool = False

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.right - self.left

    @property
    def centre(self) -> float:
        """The middle of the text."""
        return (self.left + self.right) / 2

    def centred(self, segment: Segment) -> bool:
        """Whether a line stands in the middle with room on both sides."""
        room = min(segment.x0 - self.left, self.right - segment.x1)
        off = abs((segment.x0 + segment.x1) / 2 - self.centre)
        if room < 2.5 or off >= 5 or any(abs(segment.x0 - indent) < 1.5 for indent in self.indents):
            return False
        return room > 1.2 * segment.size or off < 1


@dataclass(slots=True)
class Note:
    """A footnote as printed: its label and its lines; no label for the rest of one begun a page earlier."""

    label: str | None
    segments: list[Segment]
    skip: int = 0


Element = Segment | Columns | PageTable


@dataclass(slots=True)
class PageLayout:
    """A page taken apart; `body` is in reading order."""

    page: int
    metrics: Metrics
    body: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    furniture: list[Segment] = field(default_factory=list)
    inked: bool = True
    placement: Placement | None = None


def layout(pages: list[Glyphs]) -> list[PageLayout]:
    """Take each page apart."""
    lined = [_lines_and_tables(glyphs) for glyphs in pages]
    heads = _running_heads(pages, [lines for lines, _ in lined])
    metrics = _metrics(pages, [lines for lines, _ in lined])
    reach = _separators(pages, [lines for lines, _ in lined], metrics)
    out: list[PageLayout] = []
    for glyphs, (lines, tables) in zip(pages, lined, strict=True):
        measures = metrics[round(glyphs.width)]
        part = PageLayout(glyphs.page, measures, inked=bool(lines or tables), placement=glyphs.placement)
        rest: list[list[Segment]] = []
        for place, line in enumerate(lines):
            if _is_furniture(line, place, len(lines), glyphs, heads):
                part.furniture += line
            else:
                rest.append(line)
        start = _notes_start(rest, glyphs, measures, reach)
        part.notes = _notes(rest[start:])
        before = out[-1].body[-1] if out and out[-1].body else None
        part.body = _body(rest[:start], tables, before)
        out.append(part)
    return out


def _lines_and_tables(glyphs: Glyphs) -> tuple[list[list[Segment]], list[PageTable]]:
    tables = tables_of(glyphs)
    lines = segments_of(glyphs)
    if not tables:
        return unruled_tables(lines)
    rest = []
    for line in lines:
        kept = []
        for segment in line:
            table = next((table for table in tables if table.holds(segment)), None)
            if table is None:
                kept.append(segment)
            else:
                table.put(segment)
        if kept:
            rest.append(kept)
    rest, unruled = unruled_tables(rest)
    filled = [table for table in tables if any(cell.segments for cell in table.cells)]
    return rest, sorted([*filled, *unruled], key=lambda table: table.top)


def _body(lines: list[list[Segment]], tables: list[PageTable], before: Element | None) -> list[Element]:
    elements: list[tuple[float, Element]] = [(table.top, table) for table in tables]
    edges = sorted(table.top for table in tables)
    groups: dict[int, list[list[Segment]]] = {}
    for line in lines:
        groups.setdefault(sum(1 for edge in edges if edge < line[0].base), []).append(line)
    for above, group in groups.items():
        # Columns that the end of the last page cut go on at the top of this one.
        cut = before if isinstance(before, Columns) and above == 0 else None
        for item in columns_of(group, cut):
            if isinstance(item, Columns):
                elements.append((item.top, item))
            else:
                elements.append((item[0].base, item[0] if len(item) == 1 else joined(item)))
    return [element for _, element in sorted(elements, key=lambda pair: pair[0])]


# --- measures -----------------------------------------------------------------------------------------


def _metrics(pages: list[Glyphs], lined: list[list[list[Segment]]]) -> dict[int, Metrics]:
    """The measures for each width of page, since an annex may lie across."""
    sizes: Counter[float] = Counter()
    for lines in lined:
        for line in lines:
            for segment in line:
                sizes[round(segment.size * 2) / 2] += len(segment.text)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    pitches: Counter[float] = Counter()
    by_width: dict[int, list[Segment]] = {}
    for glyphs, lines in zip(pages, lined, strict=True):
        kept = by_width.setdefault(round(glyphs.width), [])
        before: Segment | None = None
        for line in lines:
            segment = line[0]
            if len(line) == 1 and abs(segment.size - size) < 0.6:
                kept.append(segment)
                if before is not None and len(before.text) > 45:
                    pitches[round((segment.base - before.base) * 2) / 2] += 1
                before = segment
            else:
                before = None
    # The closest common distance: paragraphs may stand further apart, lines of one paragraph never do.
    common = [pitch for pitch, count in pitches.items() if pitch > 0.8 * size and count * 5 >= max(pitches.values())]
    pitch = min(common) if common else 1.3 * size
    out = {}
    for glyphs in pages:
        width = round(glyphs.width)
        if width not in out:
            kept = by_width.get(width, [])
            left, right = _edges(kept, glyphs.width)
            long = [segment for segment in kept if len(segment.text) > 45]
            flush = sum(1 for segment in long if abs(segment.x1 - right) < 1.5)
            justified = len(long) >= 10 and flush > 0.7 * len(long)
            out[width] = Metrics(left, right, size, pitch, _indents(kept, left), justified)
    return out


def _edges(segments: list[Segment], width: float) -> tuple[float, float]:
    long = [segment for segment in segments if len(segment.text) > 45]
    if len(long) < 3:
        if not segments:
            return 0.12 * width, 0.92 * width
        return min(s.x0 for s in segments), max(max(s.x1 for s in segments), 0.8 * width)
    lefts, rights = Counter(round(s.x0) for s in long), Counter(round(s.x1) for s in long)
    # The outermost edges that come twice: most lines of a report made of lists stand further in.
    left = min((at for at, count in lefts.items() if count > 1), default=min(lefts))
    right = max((at for at, count in rights.items() if count > 1), default=max(rights))
    return float(left), float(right)


def _indents(segments: list[Segment], left: float) -> tuple[float, ...]:
    starts = Counter(round(segment.x0, 1) for segment in segments if segment.x0 > left + 4)
    return tuple(at for at, count in starts.items() if count >= 3)


# --- running heads ------------------------------------------------------------------------------------


def _running_heads(pages: list[Glyphs], lined: list[list[list[Segment]]]) -> frozenset[str]:
    """What stands at the head or foot of three pages or more, numbers aside."""
    seen: Counter[str] = Counter()
    for glyphs, lines in zip(pages, lined, strict=True):
        shown = {_shape(line) for line in lines if _at_edge(line, glyphs.height)}
        seen.update(shown)
    return frozenset(shape for shape, count in seen.items() if count >= 3 and 2 * count >= len(pages))


def _shape(line: list[Segment]) -> str:
    return str(_DIGITS.sub("#", " ".join(segment.text for segment in line)))


def _at_edge(line: list[Segment], height: float) -> bool:
    return line[0].base < _HEAD * height or line[0].base > _FOOT * height


def _is_furniture(line: list[Segment], place: int, count: int, glyphs: Glyphs, heads: frozenset[str]) -> bool:
    if not _at_edge(line, glyphs.height):
        return False
    if _shape(line) in heads and (place < 3 or place >= count - 3):
        return True
    return place in (0, count - 1) and len(line) == 1 and _PAGE_NUMBER.fullmatch(line[0].text) is not None


# --- footnotes ----------------------------------------------------------------------------------------


def _separators(
    pages: list[Glyphs], lined: list[list[list[Segment]]], metrics: dict[int, Metrics]
) -> frozenset[tuple[int, int]]:
    """Where the rules begin and end that stand over a footnote with a label, somewhere in the report."""
    seen = set()
    for glyphs, lines in zip(pages, lined, strict=True):
        for rule in glyphs.across:
            if _is_separator(rule, metrics[round(glyphs.width)]):
                under = next((line for line in lines if line[0].base > rule.at), None)
                if under is not None and _label(under[0]):
                    seen.add((round(rule.start), round(rule.end)))
    return frozenset(seen)


def _notes_start(
    lines: list[list[Segment]], glyphs: Glyphs, metrics: Metrics, separators: frozenset[tuple[int, int]]
) -> int:
    """The index of the first line of the footnotes; the number of lines where there are none."""
    for rule in glyphs.across:
        if _is_separator(rule, metrics):
            below = next((i for i, line in enumerate(lines) if line[0].base > rule.at), len(lines))
            under = lines[below:]
            small = all(line[0].size <= _SMALL * metrics.size for line in under)
            if under and (small or _label(under[0][0]) or (round(rule.start), round(rule.end)) in separators):
                return below
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if max(segment.size for segment in lines[index]) > _SMALL * metrics.size:
            break
        if _label(lines[index][0]):
            start = index
    return start


def _is_separator(rule: Rule, metrics: Metrics) -> bool:
    return 20 < rule.end - rule.start < 0.6 * metrics.width and abs(rule.start - metrics.left) < 8


def _label(segment: Segment) -> tuple[str, int] | None:
    """The label at the start of a footnote and where the words begin."""
    if segment.marks and segment.marks[0][0] == 0:
        end = segment.marks[0][1]
        return mark_label(segment.text[:end]), end
    match = _NOTE_LABEL.match(segment.text)
    return (match[0], match.end()) if match else None


def _notes(lines: list[list[Segment]]) -> list[Note]:
    notes: list[Note] = []
    last = 0
    for line in lines:
        segment = line[0] if len(line) == 1 else joined(line)
        label = _label(segment)
        if label is not None and (segment.marks or _follows(label[0], last)):
            notes.append(Note(label[0], [segment], label[1]))
            last = int(label[0]) if label[0].isdecimal() else last
        elif notes:
            notes[-1].segments.append(segment)
        else:
            notes.append(Note(None, [segment]))
    return notes


def _follows(label: str, last: int) -> bool:
    """A plain digit at the start of a line is a label only if it counts on."""
    return not label.isdecimal() or last == 0 or int(label) == last + 1
