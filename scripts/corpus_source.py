"""The written source of a corpus report as blocks: Pandoc Markdown, or the plain text of a scanned report.

Only the constructs that the reports use are known. A construct that is not known stays in the text
as it is written, where the eye finds it on the rendered page.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import regex

from extractor.readers.drawn_tables import Drawn, drawn_table

Role = Literal["body", "centred", "right", "heading", "item", "rule"]

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; `note` makes it a footnote mark, `line_break` a break of the line."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str | None = None
    line_break: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `marker` and `depth` belong to list items, `level` to headings that the source declares."""

    runs: tuple[Run, ...]
    role: Role = "body"
    marker: str = ""
    depth: int = 0
    level: int | None = None

    @property
    def text(self) -> str:
        """The words without footnote marks."""
        return "".join(run.text for run in self.runs if run.note is None)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(run.bold for run in self.runs if run.text.strip() and run.note is None)


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell a tuple of paragraphs; `ruled` is false for letterhead and signature."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    alignments: tuple[str, ...]
    ruled: bool = True


@dataclass
class Source:
    """A report as blocks with its footnotes by label."""

    blocks: list[Paragraph | Table] = field(default_factory=list)
    notes: dict[str, tuple[Run, ...]] = field(default_factory=dict)


def read_source(path: Path) -> Source:
    """Read `report.md` or `report.txt`."""
    text = path.read_text("utf-8")
    source = _read_markdown(text) if path.suffix == ".md" else _read_plain(text)
    _join_cut_paragraphs(source)
    source.blocks = list(_with_letterhead(source.blocks))
    source.blocks = list(_with_signature(source.blocks))
    return source


# --- inline markup ---------------------------------------------------------------------------------

_INLINE = regex.compile(r"\\(?P<escaped>[^\w\s])|\[\^(?P<note>[0-9]{1,3})\]|(?P<stars>\*{1,3})|(?P<break>\\\n)")


def inline(text: str) -> tuple[Run, ...]:
    """Runs of a Markdown paragraph: `**bold**`, `*italic*`, `[^1]`, backslash escapes, hard breaks."""
    runs: list[Run] = []
    plain: list[str] = []
    bold = italic = False

    def flush() -> None:
        if text := "".join(plain):
            runs.append(Run(text, bold, italic))
        plain.clear()

    at = 0
    for match in _INLINE.finditer(text):
        plain.append(text[at : match.start()].replace("\n", " "))
        at = match.end()
        if match["escaped"]:
            plain.append(match["escaped"])
            continue
        flush()
        if match["note"]:
            runs.append(Run(match["note"], note=match["note"]))
        elif match["break"]:
            runs.append(Run("", line_break=True))
        else:
            bold ^= len(match["stars"]) >= 2
            italic ^= len(match["stars"]) != 2
    plain.append(text[at:].replace("\n", " "))
    flush()
    return tuple(runs)


# --- Markdown ---------------------------------------------------------------------------------------

_ITEM = regex.compile(r"(?P<indent> *)(?P<marker>[-+]) +(?P<text>.*)")
_HEADING = regex.compile(r"(?P<marks>#{1,6}) +(?P<text>.*)")
_NOTE = regex.compile(r"\[\^(?P<label>[0-9]{1,3})\]: *(?P<text>.*)")
_DASHES = regex.compile(r" *-{2,}(?: +-{2,})+ *")


def _read_markdown(text: str) -> Source:
    source = Source()
    lines = text.split("\n")
    at = 0
    title_open = True
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        if drawn := _drawn(lines, at):
            source.blocks.append(_table_of(lines, at, drawn))
            at += drawn.lines
            continue
        if line.startswith("|") and at + 1 < len(lines) and lines[at + 1].startswith("|"):
            stop = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
            source.blocks.append(_pipe_table(lines[at:stop]))
            at = stop
            continue
        if _DASHES.fullmatch(line):
            stop = next(i for i in range(at + 1, len(lines)) if _DASHES.fullmatch(lines[i]))
            source.blocks.append(_simple_table(line, lines[at + 1 : stop]))
            at = stop + 1
            continue
        if regex.fullmatch(r"-{3,}", line.strip()):
            source.blocks.append(Paragraph((), "rule"))
            at += 1
            continue
        stop = at + 1
        while stop < len(lines) and lines[stop].strip() and not _starts_block(lines[stop]) and not _drawn(lines, stop):
            stop += 1
        chunk = "\n".join([line, *(part.strip() for part in lines[at + 1 : stop])])
        at = stop
        if note := _NOTE.match(chunk):
            source.notes[note["label"]] = inline(chunk[note.start("text") :])
        elif heading := _HEADING.match(chunk):
            runs = tuple(replace(run, bold=True) for run in inline(chunk[heading.start("text") :]))
            source.blocks.append(Paragraph(runs, "heading", level=len(heading["marks"])))
        elif item := _ITEM.match(chunk):
            depth = min(len(item["indent"]) // 4, 2) if len(item["indent"]) != 2 else 1
            words = chunk[item.start("text") :].removesuffix("\\")
            source.blocks.append(Paragraph(inline(words), "item", item["marker"], depth))
        else:
            paragraph = Paragraph(inline(chunk))
            role, title_open = _role_of_bold(paragraph, source.blocks, title_open)
            source.blocks.append(replace(paragraph, role=role))
    return source


def _drawn(lines: list[str], at: int) -> Drawn | None:
    """The table drawn with dashes or plus signs that begins at a line; the old layouts are read as before."""
    if not _RULER.match(lines[at]) and not (at + 1 < len(lines) and _RULER.match(lines[at + 1])):
        return None
    return drawn_table("\n".join(lines), _line_spans(lines), at)


def _line_spans(lines: list[str]) -> list[tuple[int, int]]:
    ends = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
    return [(start, start + len(line)) for start, line in zip(ends, lines, strict=False)]


def _table_of(lines: list[str], at: int, drawn: Drawn) -> Table:
    text = "\n".join(lines)
    rows = tuple(
        tuple(
            _cell(" ".join(text[slice(*span)].strip() for span in cell).strip(), bold=drawn.ruled and place == 0)
            for cell in row
        )
        for place, row in enumerate(drawn.rows)
    )
    return Table(rows, ("center" if not drawn.ruled else "left",) * len(drawn.rows[0]), drawn.ruled)


_RULER = regex.compile(r"[ \t]*(?:\+[-=:]{2,}|-{2,}[ \t]+-{2,}|-{10,}[ \t]*$)")


def _starts_block(line: str) -> bool:
    return bool(line.startswith("|") or _ITEM.match(line) or _HEADING.match(line) or _NOTE.match(line))


_NUMBERED = regex.compile(r"(?:[IVXl]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}|[a-zđ])[.)\-]")
_PART = regex.compile(
    r"ph[ầa]n\s+(?:thứ\s+\p{L}+|[IVX]+)\s*|phụ lục(?:\s+[0-9IVX]+)?|(?:phụ )?biểu(?: số liệu)?(?:\s+[0-9IVX]+)?",
    regex.IGNORECASE,
)
_PLACE_DATE = regex.compile(r"\p{Lu}[^,]{2,30}, ngày [0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}")


def _role_of_bold(paragraph: Paragraph, before: list[Paragraph | Table], title_open: bool) -> tuple[Role, bool]:
    """Title, subject, part headings and annex captions are centred; so is what stands bold right under them."""
    text = paragraph.text.strip()
    last = before[-1] if before and isinstance(before[-1], Paragraph) else None
    if _PLACE_DATE.fullmatch(text) and title_open:
        return "right", title_open
    if _PART.fullmatch(text) or (text == "BÁO CÁO" and paragraph.bold):
        return "centred", True
    wholly_marked = all(run.bold or run.italic for run in paragraph.runs if run.text.strip(" ()"))
    if title_open and last and last.role == "centred" and wholly_marked and not _NUMBERED.match(text):
        return "centred", True
    if wholly_marked and text.startswith(("Bảng:", "(Kèm theo", "(Số liệu đến")):
        return "centred", title_open
    return "body", False


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _cell(text: str, bold: bool = False) -> tuple[Paragraph, ...]:
    runs = inline(text)
    return (Paragraph(tuple(replace(run, bold=True) for run in runs) if bold else runs),)


def _pipe_table(lines: list[str]) -> Table:
    header, marks, *body = [_cells(line) for line in lines]
    alignments = tuple(
        "center" if mark.startswith(":") and mark.endswith(":") else "right" if mark.endswith(":") else "left"
        for mark in marks
    )
    rows = [tuple(_cell(cell) for cell in row) for row in body]
    ruled = any(header)
    if ruled:
        rows.insert(0, tuple(_cell(cell, bold=True) for cell in header))
    return Table(tuple(rows), alignments, ruled)


def _simple_table(bounds: str, lines: list[str]) -> Table:
    """A headerless multiline table: columns stand under runs of dashes, rows are parted by blank lines."""
    columns = [(match.start(), match.end()) for match in regex.finditer("-+", bounds)]
    rows = []
    for filled, group in itertools.groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            chunk = list(group)
            rows.append(tuple(_cell(" ".join(line[a : b + 1].strip() for line in chunk)) for a, b in columns))
    return Table(tuple(rows), ("center",) * len(columns), ruled=False)


# --- plain text of a scan ----------------------------------------------------------------------------


def _read_plain(text: str) -> Source:
    source = Source()
    expected: Role | None = None
    chunks = [part.strip("\n") for part in regex.split(r"\n(?:[ \t]*\n)+", text) if part.strip()]
    for chunk in chunks:
        if chunk.startswith("- ") and "\n" in chunk:
            source.blocks.extend(Paragraph((Run(line),)) for line in chunk.split("\n"))
            continue
        runs = inline(chunk.replace("\n", "\\\n"))
        text = "".join(run.text for run in runs)
        if _PLACE_DATE.fullmatch(text):
            source.blocks.append(Paragraph(runs, "right"))
        elif _PART.fullmatch(text) or text == "BÁO CÁO":
            source.blocks.append(Paragraph(_bold(runs), "centred"))
            expected = "centred"
        elif expected:
            source.blocks.append(Paragraph(_bold(runs), expected))
            expected = None
        elif (_NUMBERED.match(text) and len(text) < 200) or text.endswith("nhận:"):
            source.blocks.append(Paragraph(_bold(runs)))
        else:
            source.blocks.append(Paragraph(runs))
    return source


def _bold(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(replace(run, bold=True) for run in runs)


# --- what page breaks did to a scan ------------------------------------------------------------------

_NOTE_BODY = regex.compile(rf"(?P<label>[{SUPERSCRIPTS}]{{1,3}})\s+(?P<text>.+)", regex.DOTALL)
_OPEN_END = regex.compile(r"[\p{L}0-9,;]\Z")


_OPEN_WORD = regex.compile(r"(?<!\p{L})(?:của|và|các|những|về|cho|theo|với|tại|ở|do|là|từ|đến|bởi|trong|hoặc|như)\Z")


def _join_cut_paragraphs(source: Source) -> None:
    """Take page numbers and footnotes out of the sentences they interrupt and link the footnotes' marks."""
    kept: list[Paragraph | Table] = []
    interrupted = False
    for block in source.blocks:
        if isinstance(block, Paragraph) and block.role == "body":
            text = block.text
            if note := _NOTE_BODY.fullmatch(text):
                source.notes[note["label"].translate(_TO_DIGITS)] = (Run(note["text"]),)
                interrupted = True
                continue
            if regex.fullmatch("[0-9]{1,2}", text):
                interrupted = True
                continue
            if kept and isinstance(kept[-1], Paragraph) and _cut(kept[-1], block, interrupted):
                kept[-1] = replace(kept[-1], runs=(*kept[-1].runs, Run(" "), *block.runs))
                interrupted = False
                continue
        interrupted = False
        kept.append(block)
    source.blocks = [_linked(block, source.notes) if isinstance(block, Paragraph) else block for block in kept]


def _cut(before: Paragraph, after: Paragraph, interrupted: bool) -> bool:
    if before.role not in ("body", "item") or before.bold or after.bold or not _OPEN_END.search(before.text):
        return False
    if interrupted:
        return True
    goes_on = after.text[:1].islower() or (after.text[:1].isalpha() and _OPEN_WORD.search(before.text) is not None)
    return before.text[-1].isalpha() and len(before.text) > 80 and goes_on


def _linked(paragraph: Paragraph, notes: dict[str, tuple[Run, ...]]) -> Paragraph:
    """Superscripts, and plain digits glued to a word, become footnote marks where a footnote has that number."""
    if not notes:
        return paragraph
    mark = regex.compile(rf"(?<=\p{{L}})(?:[{SUPERSCRIPTS}]{{1,3}}|[0-9]{{1,2}}(?=[\s,;.]|\Z))")
    runs: list[Run] = []
    for run in paragraph.runs:
        at = 0
        for match in mark.finditer(run.text) if run.note is None else ():
            label = match[0].translate(_TO_DIGITS)
            if label not in notes:
                continue
            runs += [replace(run, text=run.text[at : match.start()]), Run(label, note=label)]
            at = match.end()
        runs.append(replace(run, text=run.text[at:]) if at else run)
    return replace(paragraph, runs=tuple(run for run in runs if run.text or run.line_break))


# --- letterhead and signature ------------------------------------------------------------------------

_RIGHT_HALF = regex.compile(r"CỘNG H|ĐẢNG CỘNG SẢN|Độc lập - Tự do|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+, ngày ")
_CAPACITY = regex.compile(r"(?:TM|T/M|KT|K/T|TL|TUQ|Q)\. ?\p{Lu}|T/M \p{Lu}")
_RECIPIENTS = regex.compile(r"N[ơo]i nhận:?")


def _with_letterhead(blocks: list[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """A letterhead that a scan wrote line by line becomes the two columns that it was."""
    rows = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.role != "body":
            break
        cut = _RIGHT_HALF.search(block.text, 1)
        if cut is None:
            break
        rows.append((_cell(block.text[: cut.start()].strip()), _cell(block.text[cut.start() :])))
    if rows:
        yield Table(tuple(rows), ("center", "center"), ruled=False)
    yield from blocks[len(rows) :]


def _with_signature(blocks: list[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """Recipients and signature, written one under the other, become the two columns of the printed form."""
    start = next((i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and _RECIPIENTS.match(b.text)), None)
    if start is None:
        yield from blocks
        return
    yield from blocks[:start]
    stop = start
    columns: list[list[Paragraph]] = [[], []]
    side = 0
    for block in blocks[start:]:
        if not isinstance(block, Paragraph) or _PART.fullmatch(block.text.strip()):
            break
        if _CAPACITY.match(block.text):
            side = 1
        runs = tuple(replace(run, text=run.text.strip() if run is block.runs[0] else run.text) for run in block.runs)
        if block.marker:
            runs = (Run(f"{block.marker} "), *runs)
        columns[side].append(Paragraph(runs))
        stop += 1
    right = columns[1]
    if right:
        blank = Paragraph(())
        right = [*right[:-1], blank, blank, blank, right[-1]]
    yield Table(((tuple(columns[0]), tuple(right)),), ("left", "center"), ruled=False)
    yield from blocks[stop:]
