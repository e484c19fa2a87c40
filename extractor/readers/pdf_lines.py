"""From characters with places to printed lines: words joined, blanks restored, footnote marks told apart."""

import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

import regex

from extractor.readers.pdf_glyphs import Glyphs, Rule
from extractor.readers.triage import order_lies

COLUMN_GAP = 1.3
"""A gap wider than this many ems parts columns; justified text stays below it."""

_LABEL = regex.compile(r"[-+•*▪◦–—●○]|(?:[0-9]{1,2}\.){1,4}|[0-9]{1,2}[)]|[IVXLC]{1,6}[.)-]?|\p{L}[.)]|[0-9]{1,2}-")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_SUPERSCRIPT = regex.compile(f"[{SUPERSCRIPTS}]{{1,3}}")
_MARK = regex.compile(r"[0-9]{1,3}|\*{1,3}|\([0-9]{1,2}\)|\[[0-9]{1,2}\]")


_DOT_BELOW = "".join(unicodedata.normalize("NFC", letter + "\u0323") for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_TONED_Y = "".join(unicodedata.normalize("NFC", "y" + tone) for tone in "\u0300\u0301\u0303\u0309")
_HANGING = frozenset("gjpqyQ,;()[]{}|/@$_“”„" + _DOT_BELOW + _TONED_Y)


def hangs(text: str) -> bool:
    """Whether a letter or mark of a line reaches below the line that the letters stand on."""
    return not _HANGING.isdisjoint(text)


def mark_label(text: str) -> str:
    """The label that a printed footnote mark stands for.

    >>> mark_label("¹²"), mark_label("(3)")
    ('12', '3')
    """
    return text.strip("()[]").translate(_TO_DIGITS)


# No superscript of a report's type sizes is raised higher, in points.
_RISE = 12.0


@dataclass(slots=True)
class Segment:
    """A stretch of a printed line without a wide gap: a line of text, or one column's part of it."""

    page: int
    text: str
    lefts: "array[float]"
    rights: "array[float]"
    base: float
    size: float
    top: float
    bottom: float
    bold: bool
    any_bold: bool
    ends_blank: bool = False
    marks: list[tuple[int, int]] = field(default_factory=list)
    legibility: "array[float] | None" = None

    @property
    def x0(self) -> float:
        """The left edge of the first character."""
        return float(self.lefts[0])

    @property
    def x1(self) -> float:
        """The right edge of the last character."""
        return float(self.rights[-1])

    @property
    def first_word(self) -> float:
        """The width of the first word, which tells whether it would have fitted on the line above."""
        end = self.text.find(" ")
        return float(self.rights[end - 1 if end > 0 else -1]) - self.x0


@dataclass(slots=True)
class _Run:
    """Characters that follow one another on one baseline in one size."""

    text: list[str]
    lefts: list[float]
    rights: list[float]
    base: float
    size: float
    top: float
    bottom: float
    bold: bool
    any_bold: bool
    ends_blank: bool = False
    raised: bool = False
    sure: list[float] | None = None


def segments_of(glyphs: Glyphs) -> list[list[Segment]]:
    """The printed lines of a page from top to bottom, each as its segments from left to right."""
    runs = _runs(glyphs, _order(glyphs))
    lines = _baselines(runs)
    return [segments for line in lines if (segments := _segments(line, glyphs))]


def _order(glyphs: Glyphs) -> list[int] | range:
    """The order of the file, unless it lies (`triage.order_lies`): then by place."""
    text = glyphs.text
    if not order_lies(text):
        return range(len(text))
    inked = [i for i, character in enumerate(text) if not character.isspace()]
    inked.sort(key=lambda i: glyphs.bases[i])
    lines: list[list[int]] = []
    for i in inked:
        if not lines or glyphs.bases[i] - glyphs.bases[lines[-1][-1]] > 0.15 * glyphs.sizes[i]:
            lines.append([])
        lines[-1].append(i)
    order: list[int] = []
    raised: list[int] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        size = max(glyphs.sizes[i] for i in line)
        if below is not None and not raised:
            # Footnote marks stand between the characters of the line that they are raised from.
            host = max(glyphs.sizes[i] for i in below)
            rise = glyphs.bases[below[0]] - glyphs.bases[line[0]]
            if size < 0.82 * host and rise < 0.65 * host:
                raised = line
                continue
        order += sorted([*raised, *line], key=lambda k: glyphs.lefts[k])
        raised = []
    return order


def _runs(glyphs: Glyphs, order: list[int] | range) -> list[_Run]:
    # Sorted by place, blanks are known by their width alone.
    least = 0.2 if isinstance(order, range) else 0.14
    text, lefts, rights = glyphs.text, glyphs.lefts, glyphs.rights
    bases, sizes, tops, bottoms, bold = glyphs.bases, glyphs.sizes, glyphs.tops, glyphs.bottoms, glyphs.bold
    down, objects, sure = glyphs.down, glyphs.objects, glyphs.legibility
    drawn: int | None = None
    runs: list[_Run] = []
    run: _Run | None = None
    edge = last = 0.0
    blank = real = False
    for i in order:
        character = text[i]
        if character <= " " or character == "\xa0":
            blank = True
            if rights[i] - lefts[i] > 0.1 and run is not None:
                real = True
                edge = max(edge, rights[i])
            continue
        left, base, size = lefts[i], bases[i], sizes[i]
        if run is not None:
            gap = left - last
            if (
                abs(base - run.base) <= 0.12 * size
                and 0.8 * run.size < size < 1.25 * run.size
                and gap > -0.5 * size
                and (left - edge < COLUMN_GAP * size or (objects[i] == drawn and left - edge < 10 * size))
                and not (down and gap > 0.5 and _ruled_off(down, last, left, base))
            ):
                if (blank and gap > 0.08 * size) or gap > least * size:
                    run.text.append(" ")
                    run.lefts.append(last)
                    run.rights.append(left)
                    if run.sure is not None:
                        run.sure.append(1.0)
                run.text.append(character)
                run.lefts.append(left)
                run.rights.append(rights[i])
                run.top, run.bottom = min(run.top, tops[i]), max(run.bottom, bottoms[i])
                run.bold, run.any_bold = run.bold and bold[i], run.any_bold or bold[i]
                if run.sure is not None and sure is not None:
                    run.sure.append(sure[i])
                edge = last = rights[i]
                drawn = objects[i]
                blank = real = False
                continue
            if unicodedata.combining(character) and gap <= 0.5:
                run.text.append(character)
                run.lefts.append(left)
                run.rights.append(max(rights[i], left))
                if run.sure is not None and sure is not None:
                    run.sure.append(sure[i])
                continue
            run.ends_blank = real
        run = _Run([character], [left], [rights[i]], base, size, tops[i], bottoms[i], bold[i], bold[i])
        if sure is not None:
            run.sure = [sure[i]]
        runs.append(run)
        edge = last = rights[i]
        drawn = objects[i]
        blank = real = False
    if run is not None:
        run.ends_blank = real
    return runs


def _ruled_off(down: list[Rule], last: float, left: float, base: float) -> bool:
    return any(last - 1 <= rule.at <= left + 1 and rule.start - 2 <= base <= rule.end + 2 for rule in down)


def _baselines(runs: list[_Run]) -> list[list[_Run]]:
    """Runs by baseline, top to bottom; a small raised run joins the line that it touches."""
    ordered = sorted(runs, key=lambda run: run.base)
    bases = [run.base for run in ordered]
    lines: list[list[_Run]] = []
    line_of: dict[int, list[_Run]] = {}
    small: list[tuple[_Run, _Run]] = []
    for place, run in enumerate(ordered):
        host = _host(run, ordered, bases, place) if len(run.text) <= 6 else None
        if host is not None:
            small.append((run, host))
            continue
        if not lines or run.base - lines[-1][0].base > 0.25 * min(run.size, lines[-1][0].size):
            lines.append([])
        lines[-1].append(run)
        line_of[id(run)] = lines[-1]
    for run, host in small:
        run.raised = True
        if id(host) in line_of:
            line_of[id(host)].append(run)
        else:
            lines.append([run])
    lines.sort(key=lambda line: max(run.base for run in line if not run.raised or len(line) == 1))
    return lines


def _host(run: _Run, ordered: list[_Run], bases: list[float], place: int) -> _Run | None:
    """The run of normal size beside which `run` stands as a superscript; it stands a little lower."""
    reach = bisect_right(bases, run.base + _RISE, place)
    for other in ordered[place + 1 : reach]:
        if run.size > 0.82 * other.size or not 0.1 * other.size < other.base - run.base < 0.65 * other.size:
            continue
        after, before = run.lefts[0] - other.rights[-1], other.lefts[0] - run.rights[-1]
        if abs(after) < 0.6 * other.size or abs(before) < 1.5 * other.size:
            return other
    return None


def _fill_gaps(line: list[_Run]) -> None:
    """Letters that another font lends are drawn after their line ("L u: VT … ư"): each goes where its place is left."""
    for run in [run for run in line if len(run.text) <= _MOST_LENT and not run.raised]:
        letters = [k for k, character in enumerate(run.text) if character != " "]
        for host in line:
            if host is not run and all(_gap_for(host, run.lefts[k], run.rights[k]) is not None for k in letters):
                for k in letters:
                    _lend(host, run, k)
                line.remove(run)
                break


def _gap_for(host: _Run, left: float, right: float) -> int | None:
    """Where a line has a blank that a letter fits into."""
    near = _GAP_TOLERANCE * host.size
    place = bisect_right(host.lefts, left + near) - 1
    fits = place > 0 and host.text[place] == " " and right < host.rights[place] + near
    return place if fits else None


def _lend(host: _Run, run: _Run, k: int) -> None:
    """Puts a letter into its blank; what is left of the blank on either side stays one."""
    place = _gap_for(host, run.lefts[k], run.rights[k]) or 0
    start, end, least = host.lefts[place], host.rights[place], 0.16 * host.size
    text, lefts, rights = [run.text[k]], [run.lefts[k]], [run.rights[k]]
    if run.lefts[k] - start > least:
        text, lefts, rights = [" ", *text], [start, *lefts], [run.lefts[k], *rights]
    if end - run.rights[k] > least:
        text, lefts, rights = [*text, " "], [*lefts, run.rights[k]], [*rights, end]
    host.text[place : place + 1], host.lefts[place : place + 1], host.rights[place : place + 1] = text, lefts, rights
    if host.sure is not None:
        host.sure[place : place + 1] = [run.sure[k] if run.sure else 1.0] * len(text)


_MOST_LENT = 12
_GAP_TOLERANCE = 0.08


def _segments(line: list[_Run], glyphs: Glyphs) -> list[Segment]:
    _fill_gaps(line)
    line.sort(key=lambda run: run.lefts[0])
    parts: list[list[_Run]] = []
    for run in line:
        if parts:
            before = parts[-1][-1]
            gap = run.lefts[0] - before.rights[-1]
            size = max(run.size, before.size)
            label = len(parts[-1]) == 1 and gap < 4 * size and _LABEL.fullmatch("".join(before.text))
            parted = glyphs.down and _ruled_off(glyphs.down, before.rights[-1], run.lefts[0], run.base)
            if (gap < COLUMN_GAP * size or label) and not parted:
                parts[-1].append(run)
                continue
        parts.append([run])
    return [_segment(part, glyphs.page) for part in parts]


def _segment(runs: list[_Run], page: int) -> Segment:
    text: list[str] = []
    lefts, rights = array("d"), array("d")
    sure = array("d")
    marks: list[tuple[int, int]] = []
    for run in runs:
        if text and (run.lefts[0] - rights[-1] > 0.2 * run.size or text[-1] == " "):
            text.append(" ")
            lefts.append(rights[-1])
            rights.append(run.lefts[0])
            sure.append(1.0)
        start = len(text)
        text += run.text
        lefts.extend(run.lefts)
        rights.extend(run.rights)
        sure.extend(run.sure or ())
        words = "".join(run.text)
        if run.raised and _MARK.fullmatch(words):
            marks.append((start, len(text)))
        else:
            marks += [(start + found.start(), start + found.end()) for found in _SUPERSCRIPT.finditer(words)]
    plain = [run for run in runs if not run.raised] or runs
    widest = max(plain, key=lambda run: len(run.text))
    shown = "".join(text)
    if len(shown) != len(text):
        # A glyph that stands for several characters: each gets the glyph's place.
        lefts, rights = _spread(text, lefts), _spread(text, rights)
        sure = _spread(text, sure) if len(sure) == len(text) else sure
        marks = []
    return Segment(
        page=page,
        text=shown,
        lefts=lefts,
        rights=rights,
        base=widest.base,
        size=widest.size,
        top=min(run.top for run in runs),
        bottom=max(run.bottom for run in runs),
        bold=all(run.bold for run in plain),
        any_bold=any(run.any_bold for run in plain),
        ends_blank=runs[-1].ends_blank,
        marks=marks,
        legibility=sure if len(sure) == len(shown) else None,
    )


def _spread(text: list[str], places: "array[float]") -> "array[float]":
    return array("d", (place for part, place in zip(text, places, strict=True) for _ in part))


def joined(parts: list[Segment]) -> Segment:
    """Segments of one printed line as one, with a blank between them."""
    text: list[str] = []
    lefts, rights, sure = array("d"), array("d"), array("d")
    marks: list[tuple[int, int]] = []
    for part in parts:
        if text:
            text.append(" ")
            lefts.append(rights[-1])
            rights.append(part.lefts[0])
            sure.append(1.0)
        offset = sum(map(len, text))
        marks += [(offset + start, offset + end) for start, end in part.marks]
        text.append(part.text)
        lefts.extend(part.lefts)
        rights.extend(part.rights)
        sure.extend(part.legibility or ())
    first = parts[0]
    return Segment(
        page=first.page,
        text="".join(text),
        lefts=lefts,
        rights=rights,
        base=first.base,
        size=max(part.size for part in parts),
        top=min(part.top for part in parts),
        bottom=max(part.bottom for part in parts),
        bold=all(part.bold for part in parts),
        any_bold=any(part.any_bold for part in parts),
        ends_blank=parts[-1].ends_blank,
        marks=marks,
        legibility=sure if len(sure) == len(lefts) else None,
    )


def in_order(segments: list[Segment]) -> list[Segment]:
    """Segments as they are read: page by page, from top to bottom, those of one line from left to right."""
    ordered = sorted(segments, key=lambda segment: (segment.page, segment.base))
    rows: list[list[Segment]] = []
    for segment in ordered:
        last = rows[-1][0] if rows else None
        if last and last.page == segment.page and segment.base - last.base <= 0.25 * min(segment.size, last.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [segment for row in rows for segment in sorted(row, key=lambda segment: segment.x0)]
