"""Plain text and Markdown to a Manuscript: the text is the file's own, the flow is without its markup."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extractor.readers.cut import continues
from extractor.readers.drawn_tables import Cell, drawn_table
from extractor.readers.manuscript import CELL, LINE, FlowWriter, Manuscript
from extractor.readers.nesting import Nesting
from extractor.readers.tabbed import fields_of, tabbed_rows

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPER = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"

_LINE = regex.compile(r"[^\n]*+(?:\n|$)")
_RULE_LINE = regex.compile(r"[ \t]*(?:-{3,}|_{3,}|={3,})[ \t]*")
_PAGE_NUMBER = regex.compile(
    r"[ \t]*(?:[-–][ \t]?)?(?:[Tt]rang[ \t]{1,3})?[0-9]{1,3}(?:/[0-9]{1,3})?(?:[ \t]?[-–])?[ \t]*"
)
_PIPE_ROW = regex.compile(r"[ \t]*\|.*\|[ \t]*")
_PIPE_RULE = regex.compile(r"[ \t]*\|(?=[^\n]*-)[-:| \t]+\|[ \t]*")
_GRID_RULE = regex.compile(r"[ \t]*\+(?:[-=]{2,}\+)+[ \t]*")
_FIELD_GAP = regex.compile(r" {2,}")
_MOST_TABBED = 300
_HEADING = regex.compile(r"(#{1,6})[ \t]+")
_ITEM = regex.compile(r"([ \t]*)\\?([-+•*▪◦–—●○➢❖■◆])[ \t]+(?=\S)")
_NOTE = regex.compile(rf"\[\^([^\]\s]{{1,8}})\]:[ \t]*|({_SUPER}{{1,3}})[ \t]*(?=\S)|\[([0-9]{{1,3}})\][ \t]+")
_INLINE = regex.compile(
    rf"(?P<ref>\[\^[^\]\s]{{1,8}}\])|(?P<super>{_SUPER}{{1,3}})|(?P<escape>\\(?=[!-/:-@\[-`{{-~]|\s*$))|(?P<stars>\*{{1,3}})"
    r"|(?P<break><br[ \t]*/?>)|(?P<glued>(?<=[^\W\d_]{2})[0-9]{1,2}(?![\w/%.,-]*[0-9])(?=[\s.,;:)]|$))"
)


@dataclass(slots=True)
class _Chunk:
    """A block of the source as spans of the text, before cut sentences are joined."""

    kind: str
    spans: list[tuple[int, int]]
    marker: str = ""
    depth: int = 0
    heading: int | None = None
    note: str | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    ruled: bool = True
    joined: bool = False


def read_plain(text: str) -> Manuscript:
    """The Manuscript of a plain text or Markdown report."""
    chunks = list(_chunks(text))
    labels = {chunk.note for chunk in chunks if chunk.note}
    writer = FlowWriter(text)
    taker = _Taker(writer, labels)
    waiting: list[_Chunk] = []
    open_prose = False
    for position, chunk in enumerate(chunks):
        if chunk.kind == "furniture":
            for span in chunk.spans:
                writer.furniture(*span)
            continue
        if chunk.kind == "footnote" and open_prose and _resumes(text, chunks, position):
            waiting.append(chunk)
            continue
        if chunk.joined:
            writer.blank()
            taker.prose(chunk.spans)
        else:
            _flush(waiting, taker)
            taker.chunk(chunk)
        open_prose = chunk.kind in ("paragraph", "item")
        following = _next_prose(chunks, position)
        if waiting and not (following and following.joined):
            _flush(waiting, taker)
            open_prose = False
    _flush(waiting, taker)
    return writer.finish(reading="text")


def _flush(waiting: list[_Chunk], taker: "_Taker") -> None:
    for chunk in waiting:
        taker.chunk(chunk)
    waiting.clear()


def _next_prose(chunks: list[_Chunk], position: int) -> _Chunk | None:
    for chunk in chunks[position + 1 :]:
        if chunk.kind not in ("footnote", "furniture"):
            return chunk
    return None


def _resumes(text: str, chunks: list[_Chunk], position: int) -> bool:
    """Whether the sentence that a footnote interrupts goes on after it; marks the continuation."""
    following = _next_prose(chunks, position)
    return following is not None and following.joined


class _Taker:
    """Feeds chunks to the writer, setting markup and footnote marks aside."""

    def __init__(self, writer: FlowWriter, labels: set[str]) -> None:
        self.writer = writer
        self.labels = labels
        self.seen: set[str] = set()

    def chunk(self, chunk: _Chunk) -> None:
        writer = self.writer
        if chunk.kind == "table":
            self.table(chunk)
            return
        text = writer.text[chunk.spans[0][0] : chunk.spans[-1][1]].strip()
        emphasis = text.startswith("**") and text.rstrip("\\ ").endswith("**")
        if chunk.kind == "footnote":
            writer.open("footnote", note=chunk.note)
        elif chunk.kind == "item":
            writer.open("item", marker=chunk.marker, depth=chunk.depth, emphasis=emphasis)
        else:
            writer.open("paragraph", heading=chunk.heading, emphasis=emphasis or chunk.heading is not None)
        self.prose(chunk.spans)

    def prose(self, spans: list[tuple[int, int]]) -> None:
        for start, end in spans:
            self.writer.blank()
            self.inline(start, end)

    def table(self, chunk: _Chunk) -> None:
        writer = self.writer
        number, rows = writer.tables, []
        for index, cells in enumerate(chunk.rows):
            writer.open("row", table=number, row=index)
            spans = []
            for place, cell in enumerate(cells):
                if place:
                    writer.put(CELL)
                at = writer.position
                for line, (start, end) in enumerate(cell):
                    if line:
                        writer.blank()
                    self.inline(start, end)
                spans.append((at, writer.position))
            rows.append(spans)
        writer.close()
        writer.grid(rows, ruled=chunk.ruled)

    def inline(self, start: int, end: int) -> None:
        writer, text = self.writer, self.writer.text
        at = start
        for match in _INLINE.finditer(text, start, end):
            if match["glued"] and (match[0] not in self.labels or match[0] in self.seen):
                continue
            if match["stars"] and self._bare_stars(match.start(), match.end(), start, end):
                continue
            writer.take(at, match.start())
            at = match.end()
            if match["ref"]:
                writer.mark(match.start(), match.end(), match[0][2:-1])
            elif match["super"] or match["glued"]:
                label = match[0].translate(_SUPERSCRIPTS)
                self.seen.add(label)
                writer.mark(match.start(), match.end(), label)
            elif match["break"]:
                writer.put(LINE)
        writer.take(at, end)

    def _bare_stars(self, first: int, last: int, start: int, end: int) -> bool:
        """A star that stands alone is a star, not emphasis; so is an escaped one."""
        text = self.writer.text
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        return before == "\\" or (before.isspace() and after.isspace() and last - first == 1)


def _lines(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            continue
        end = match.end() - (1 if match[0].endswith("\n") else 0)
        while end > match.start() and text[end - 1] in "\r\f ":
            end -= 1
        spans.append((match.start(), end))
    return spans


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int | None:
    """The width at which the file wraps its paragraphs, or None where a line is a paragraph."""
    lengths = sorted(end - start for start, end in lines if end > start)
    if len(lengths) < 5 or (width := lengths[len(lengths) * 9 // 10]) > 130:
        return None
    return width


def _chunks(text: str) -> Iterator[_Chunk]:
    lines = _lines(text)
    width = _wrap_width(text, lines)
    nesting = Nesting(tolerance=0)
    last: _Chunk | None = None
    interrupted = False
    blank_before = True
    index = 0
    while index < len(lines):
        start, end = lines[index]
        line = text[start:end]
        if not line.strip():
            blank_before = True
            index += 1
            continue
        if drawn := drawn_table(text, lines, index):
            yield _Chunk("table", lines[index : index + drawn.lines], rows=drawn.rows, ruled=drawn.ruled)
            index, last, blank_before = index + drawn.lines, None, True
            continue
        if _is_bar_line(line):
            stop = index
            while stop < len(lines) and _is_bar_line(text[slice(*lines[stop])]):
                stop += 1
            yield _pipe_table(text, lines[index:stop])
            index, last, blank_before = stop, None, True
            continue
        if count := tabbed_rows([_tabbed(text[slice(*span)]) for span in _fielded(text, lines, index)]):
            yield _tab_table(text, lines[index : index + count])
            index, last, blank_before = index + count, None, True
            continue
        index += 1
        if _RULE_LINE.fullmatch(line) or (blank_before and _PAGE_NUMBER.fullmatch(line)):
            yield _Chunk("furniture", [(start, end)])
            interrupted = True
            continue
        if note := _NOTE.match(line):
            label = (note[1] or note[2] or note[3]).translate(_SUPERSCRIPTS)
            chunk = _Chunk("footnote", [(start + note.end(), end)], note=label)
            while index < len(lines) and _wraps(text, lines, index, width):
                chunk.spans.append(lines[index])
                index += 1
            yield chunk
            interrupted = True
            continue
        chunk = _open_chunk(text, start, end, nesting)
        while index < len(lines) and _wraps(text, lines, index, width):
            chunk.spans.append(lines[index])
            index += 1
        if last is not None and chunk.kind == "paragraph" and last.kind in ("paragraph", "item") and not chunk.heading:
            first_text, next_text = text[slice(*last.spans[-1])], text[slice(*chunk.spans[0])]
            chunk.joined = not _is_heading(text, last) and continues(first_text, next_text, interrupted=interrupted)
        if not chunk.joined:
            blank_before = False
        yield chunk
        last, interrupted, blank_before = chunk, False, False


def _is_heading(text: str, chunk: _Chunk) -> bool:
    words = text[chunk.spans[0][0] : chunk.spans[-1][1]].strip()
    return chunk.heading is not None or (words.startswith("**") and words.endswith("**"))


def _open_chunk(text: str, start: int, end: int, nesting: Nesting) -> _Chunk:
    line = text[start:end]
    if heading := _HEADING.match(line):
        nesting.reset()
        return _Chunk("paragraph", [(start + heading.end(), end)], heading=len(heading[1]))
    if item := _ITEM.match(line):
        depth = nesting.depth(item[2], len(item[1].expandtabs(4)))
        return _Chunk("item", [(start + item.end(), end)], marker=item[2], depth=depth)
    nesting.reset()
    return _Chunk("paragraph", [(start, end)])


def _wraps(text: str, lines: list[tuple[int, int]], index: int, width: int | None) -> bool:
    """Whether line `index` continues the line before it within a paragraph."""
    start, end = lines[index]
    line = text[start:end]
    before_start, before_end = lines[index - 1]
    before = text[before_start:before_end]
    if not line.strip() or _ITEM.match(line) or _HEADING.match(line) or _NOTE.match(line) or _PIPE_ROW.fullmatch(line):
        return False
    if before.endswith("\\") or not before.strip():
        return False
    if line.lstrip("*( ")[:1].islower():
        return True
    return width is not None and before_end - before_start >= width * 0.7 and not before.rstrip("* ").isupper()


def _is_bar_line(line: str) -> bool:
    return bool(_PIPE_ROW.fullmatch(line) or _GRID_RULE.fullmatch(line))


def _tabbed(line: str) -> str:
    """A line with its wide gaps as tabs, of the same length."""
    return str(_FIELD_GAP.sub(lambda gap: "\t" * len(gap[0]), line))


def _fielded(text: str, lines: list[tuple[int, int]], index: int) -> Iterator[tuple[int, int]]:
    """The lines from `index` on that have two fields or more."""
    for span in lines[index : index + _MOST_TABBED]:
        if len(fields_of(_tabbed(text[slice(*span)]))) < 2:
            return
        yield span


def _tab_table(text: str, lines: list[tuple[int, int]]) -> _Chunk:
    """A table whose columns are parted by tabs or wide gaps."""
    rows = []
    for start, end in lines:
        fields = fields_of(_tabbed(text[start:end]))
        cells: list[Cell] = [(_trimmed(text, start + left, start + right),) for left, right in fields]
        rows.append(cells)
    return _Chunk("table", lines, rows=rows)


def _pipe_table(text: str, lines: list[tuple[int, int]]) -> _Chunk:
    rows = []
    for start, end in lines:
        line = text[start:end]
        if _PIPE_RULE.fullmatch(line) or _GRID_RULE.fullmatch(line):
            continue
        bars = [match.start() for match in regex.finditer(r"(?<!\\)\|", line)]
        cells: list[Cell] = []
        for left, right in itertools.pairwise(bars):
            cells.append((_trimmed(text, start + left + 1, start + right),))
        rows.append(cells)
    layout = bool(rows) and all(start == end for cell in rows[0] for start, end in cell)
    if layout:
        rows = rows[1:]
    return _Chunk("table", lines, rows=rows, ruled=not layout)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
