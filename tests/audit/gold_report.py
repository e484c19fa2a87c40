"""Test support: a Report as a careful reader would have it, made from a gold file and its report's text.

Nothing of the extractor is used: quotes are looked up in the text without markup, shares and
fractions are taken from beside them, targets from their numbered paragraphs or table rows,
citations by their numbers, tables from the Markdown.
"""

import itertools
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from schemas import (
    Anchor,
    Figure,
    Fraction,
    Header,
    Measure,
    Mention,
    OtherFigure,
    Quantity,
    Regulation,
    Report,
    Source,
    Table,
    TableRow,
    Target,
    Threshold,
    UnitRef,
)
from schemas.facts import Cell
from schemas.report import Reviewed

CORPUS = Path(__file__).parents[2] / "corpus"
# Reports whose targets and tables this small builder can lay out as a record without the program's own
# reading; the others are judged end to end in tests/test_evaluate.py.
_OTHERWISE = frozenset(
    {
        "bac-kan-2024",
        "can-tho-2025",
        "cong-doan-giao-duc-viet-nam-2024",
        "hai-duong-2023",
        "tp-ho-chi-minh-2024",
        "vinh-phuc-2023",
    }
)
ANNOTATED = sorted(path.parent.name for path in CORPUS.glob("*/gold.json") if path.parent.name not in _OTHERWISE)

_NUMBER = r"[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+"
_FRACTION = re.compile(rf"(?<![\w/.])(?<![0-9] )({_NUMBER})/({_NUMBER})(?![/\w-]|\.[0-9])")
_SHARE = re.compile(r"(?:\s*(?:người|đồng chí|đ/c))?\s*(?:,?\s*chiếm\s+|\(\s*(?:đạt\s+)?)([0-9]+(?:,[0-9]+)?)\s?%")
_THRESHOLD = re.compile(r"(?<![0-9,])([0-9]+(?:,[0-9]+)?)\s?%")
_RESULT_WORDS = re.compile(r"(?:bằng|tỷ lệ|đạt|vượt|mới được|\()\s*$", re.IGNORECASE)
_DATE = re.compile(r"[,\s]*(?:ngày\s+)?([0-9l]{1,2})(?:[/-]|\s+tháng\s+)([0-9l]{1,2})(?:[/-]|\s+năm\s+)([0-9]{4})")
_DUE = re.compile(r"(?:nhiệm kỳ [0-9]{4} ?- ?|[Đđ]ến (?:hết )?năm |trước năm )([0-9]{4})")
_ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6", "bảy": "7"}
_MARKER = re.compile(
    rf"(?:Mục tiêu|Chỉ tiêu) (?:\(?([0-9])\)?|thứ ({'|'.join(_ORDINALS)}))(?:[:.]|(?= \()|(?= là))", re.MULTILINE
)
_HEADS = {
    "nữ": "staff_female",
    "đảng viên": "staff_party_members",
    "dtts": "staff_ethnic_minority",
    "có mặt": "staff_present_total",
    "trên đại học": "staff_edu_postgraduate",
    "đại học": "staff_edu_bachelor",
    "biên chế giao": "payroll_assigned",
    "biên chế có mặt": "payroll_present",
}


def source_of(name: str) -> str:
    """The report's text as it came."""
    folder = CORPUS / name
    path = folder / "report.md" if (folder / "report.md").exists() else folder / "report.txt"
    return path.read_text(encoding="utf-8")


def plain(text: str) -> str:
    """The text without Markdown: marks, rules and pipes go, words and lines stay."""
    text = re.sub(r"\[\^[0-9]+\]:?", "", text).replace("*", "").replace("\\", "")
    lines = [re.sub(r"^#+ ", "", line) for line in text.splitlines() if not re.fullmatch(r"\s*[|:\-\s]+", line)]
    return "\n".join(re.sub(r"[ \t]+", " ", line.replace("|", " ")).strip() for line in lines)


class Text:
    """The plain text of a report, in which quotes are found whatever their white space."""

    def __init__(self, name: str) -> None:
        self.text = plain(source_of(name))

    def anchor(self, quote: str, start: int = 0) -> Anchor:
        words = r"\s+".join(map(re.escape, quote.split()))
        match = re.compile(words).search(self.text, start) or re.compile(words).search(self.text)
        assert match is not None, f"{quote!r} is not in the text"
        return self.at(match.start(), match.end())

    def at(self, start: int, end: int) -> Anchor:
        return Anchor(start=start, end=end, quote=self.text[start:end])


def number(text: str) -> Decimal:
    """`1.012` and `1 012` → 1012, `42,6` → 42.6, with the decimals kept."""
    return Decimal(re.sub(r"[ .]", "", text).replace(",", "."))


def fractions_in(text: str) -> Iterator[Fraction]:
    for match in _FRACTION.finditer(text.replace(".l", ".1")):
        if not re.search(r"(ngày|tháng|đến)\s*$", text[: match.start()]):
            yield Fraction(part=number(match[1]), whole=number(match[2]))


@cache
def gold_report(name: str) -> Report:
    """The record of an annotated report."""
    gold: dict[str, Any] = json.loads((CORPUS / name / "gold.json").read_text(encoding="utf-8"))
    text = Text(name)
    head = gold["header"]
    tables = tuple(_tables(name, text))
    beside = _shares_beside(tables)
    figures = tuple(_figure(text, item, index, head["issued"], beside) for index, item in enumerate(gold["figures"]))
    return Report(
        source=Source(name=name, sha256="0" * 64, media_type="text/markdown", reading="text"),
        header=Header(
            **{key: head[key] for key in ("document_type", "number", "place", "issued", "review_kind", "issuer")},
            reviewed=Reviewed(**head["reviewed"]) if head["reviewed"] else None,
            unit=UnitRef(**head["unit"]),
        ),
        figures=figures,
        other_figures=tuple(_other(text, item, figures) for item in gold.get("other_figures", ())),
        targets=_targets(name, text, gold["targets"]),
        regulations=tuple(_regulation(text, item) for item in gold["regulations"] if item["number"]),
        tables=tables,
    )


def _quantity(item: dict[str, Any]) -> Quantity:
    return Quantity(
        value=Decimal(str(item["value"])),
        upper=None if item.get("upper") is None else Decimal(str(item["upper"])),
        bound=item["bound"],
        unit=item["unit"],
        strict=bool(re.match(r"(trên|hơn|chưa đến|gần)\b", item["quote"])),
    )


def _shares_beside(tables: tuple[Table, ...]) -> dict[int, Decimal]:
    """Where a cell ends → the percentage in the cell after it, under a head of its own with a %."""
    shares: dict[int, Decimal] = {}
    for table in tables:
        second = [cell.text for cell in table.rows[0].cells]
        for row in table.rows:
            for column, (cell, after) in enumerate(itertools.pairwise(row.cells), start=1):
                heads = table.columns[column] + (second[column] if column < len(second) else "")
                if cell.anchor and "%" in heads and re.fullmatch(r"[0-9]+(,[0-9]+)?", after.text):
                    shares[cell.anchor.end] = number(after.text)
    return shares


def _figure(text: Text, item: dict[str, Any], index: int, issued: str, beside: dict[int, Decimal]) -> Figure:
    anchor = text.anchor(item["quote"])
    quantity = _quantity(item)
    found = [f for f in fractions_in(item["quote"]) if f.part == quantity.value and f.whole != f.part]
    fraction = found[0] if len(found) == 1 else None
    after = text.text[anchor.end : anchor.end + 40]
    whole_of_a_fraction = any(f.whole == quantity.value != f.part for f in fractions_in(item["quote"]))
    share = None if whole_of_a_fraction else _SHARE.match(after)
    printed = number(share[1]) if share else beside.get(anchor.end)
    return Figure(
        id=f"f{index}",
        indicator=item["indicator"],
        quantity=quantity,
        period=item.get("period"),
        period_inferred=item.get("period") == f"as_of:{issued}",
        implied=item["implied"],
        section=item["section"],
        share=Measure(value=printed, unit="percent") if printed is not None else None,
        fraction=fraction,
        confidence=1.0,
        anchor=anchor,
    )


def _other(text: Text, item: dict[str, Any], figures: tuple[Figure, ...]) -> OtherFigure:
    anchor = text.anchor(item["quote"])
    former = re.match(r"(\w+ \w+ \(cũ\))", item["quote"])
    before = [figure for figure in figures if figure.anchor.start <= anchor.start]
    near = max(before, key=lambda figure: figure.anchor.start, default=figures[0])
    fraction = next(fractions_in(item["quote"]), None)
    return OtherFigure(
        quantity=_quantity(item),
        counted=item["quote"],
        section=near.section,
        subset=former[1] if former else None,
        fraction=fraction,
        anchor=anchor,
    )


def _segments(text: Text) -> dict[str, tuple[int, int]]:
    """Target number → its stretch of the text, from its marker to the next one or to the next heading."""
    found = [(match[1] or _ORDINALS[match[2]], match.start()) for match in _MARKER.finditer(text.text)]
    found = found or [(match[1], match.start()) for match in re.finditer(r"^\(([0-9])\) ", text.text, re.MULTILINE)]
    segments: dict[str, tuple[int, int]] = {}
    for index, (key, start) in enumerate(found):
        limit = found[index + 1][1] if index + 1 < len(found) else len(text.text)
        heading = re.compile(r"\n+(?:[IVX]+\. |- Tổng hợp|Như vậy)").search(text.text, start, limit)
        segments.setdefault(key, (start, heading.start() if heading else limit))
    return segments


def _targets(name: str, text: Text, items: list[dict[str, Any]]) -> tuple[Target, ...]:
    segments = _segments(text)
    rows = {
        row.cells[0].text: (table, row) for table in _tables(name, text) for row in table.rows if _of_targets(table)
    }
    made = []
    for item in items:
        if item["number"] in rows:
            made.append(_target_row(text, item, *rows[item["number"]]))
            continue
        start, end = segments[item["number"]]
        status = text.anchor(item["quote"], start)
        wording = text.text[start:end]
        shares = [
            match[1]
            for match in _THRESHOLD.finditer(wording)
            if not status.start <= start + match.start() < status.end
            and not _RESULT_WORDS.search(wording[: match.start()])
        ]
        made.append(
            _target(item, wording, shares, tuple(fractions_in(wording)), status, text.at(start, end), blank=False)
        )
    return tuple(made)


def _of_targets(table: Table) -> bool:
    return table.columns[-1] == "Đánh giá"


def _target_row(text: Text, item: dict[str, Any], table: Table, row: TableRow) -> Target:
    cells = [cell.text for cell in row.cells]
    demand = " ".join(cells[1:-2])
    against = re.search(r"%\s?/\s?([0-9,]+)\s?%", cells[-2])  # "thực hiện/kế hoạch"
    shares = [against[1]] if against else _THRESHOLD.findall(demand)
    fractions = tuple(fractions_in(" | ".join(cells[2:-1])))
    blank = not cells[-1]
    anchor = text.anchor(item["quote"])
    counts = re.fullmatch(r"[0-9]+", cells[-3])
    target = _target(item, demand, shares, fractions, anchor, None, blank=blank)
    if counts:
        threshold = Threshold(op=">=", value=Decimal(counts[0]), unit=item["actual_unit"])
        target = target.model_copy(update={"thresholds": (threshold,)})
    return target


def _target(
    item: dict[str, Any],
    wording: str,
    shares: list[str],
    fractions: tuple[Fraction, ...],
    status: Anchor,
    whole: Anchor | None,
    *,
    blank: bool,
) -> Target:
    thresholds = tuple(Threshold(op=">=", value=number(share), unit="percent") for share in shares)
    actual = item.get("actual")
    return Target(
        number=item["number"],
        text=wording,
        thresholds=thresholds,
        status=item["status"],
        derived=item.get("derived", False),
        blank=blank,
        claims_all=any(t.value == 100 for t in thresholds) or "toàn bộ" in wording,
        actual=None if actual is None else Measure(value=Decimal(str(actual)), unit=item["actual_unit"]),
        fractions=fractions,
        deadline=due[1] if (due := _DUE.search(wording)) else None,
        section=item["section"],
        anchor=status,
        text_anchor=whole,
    )


def _regulation(text: Text, item: dict[str, Any]) -> Regulation:
    pieces = re.split(r"[/-]", item["number"])
    other_issuer = "|BCH" if pieces[-1] == "TLĐ" else ""
    last = re.escape(pieces[-1]).replace("Đ", "[ĐD]") + other_issuer
    middle = [re.escape(piece).replace("Đ", "[ĐD]") for piece in pieces[1:-1]]
    digits = pieces[0].lstrip("0")
    pattern = r"\s?[/-]\s?".join([rf"(?<![0-9.])0?{digits}", *middle, rf"(?:{last})"])
    mentions = []
    for match in re.finditer(pattern + r"(?!\w)", text.text):
        dated = _DATE.match(text.text, match.end())
        parts = [int(part.replace("l", "1")) for part in dated.groups()] if dated else []
        issued = f"{parts[2]:04}-{parts[1]:02}-{parts[0]:02}" if parts else None
        anchor = text.at(match.start(), match.end())
        mentions.append(Mention(as_printed=match[0], number=match[0], issued=issued, form="full", anchor=anchor))
    return Regulation(
        key=item["number"],
        type=item["type"],
        number=item["number"],
        issued=item["issued"],
        mentions=tuple(mentions),
    )


def _tables(name: str, text: Text) -> Iterator[Table]:
    lines = source_of(name).splitlines()
    for index, line in enumerate(lines):
        if not re.fullmatch(r"\|[\s:\-|]+\|", line) or "--" not in line or not lines[index - 1].startswith("|"):
            continue
        columns = _cells(lines[index - 1])
        if len(columns) < 3:
            continue
        body = []
        for raw in lines[index + 1 :]:
            if not raw.startswith("|"):
                break
            body.append(_row(text, columns, _cells(raw)))
        caption = next((plain(above) for above in reversed(lines[: index - 1]) if above.strip()), "")
        indicators = tuple(_HEADS.get(head.lower()) for head in columns)
        yield Table(caption=caption, section="", columns=tuple(columns), indicators=indicators, rows=tuple(body))


def _cells(line: str) -> list[str]:
    return [" ".join(cell.replace("*", "").split()) for cell in line.strip().strip("|").split("|")]


def _row(text: Text, columns: list[str], cells: list[str]) -> TableRow:
    label = next((cell for cell in cells if cell and not re.fullmatch(r"[0-9]{1,2}", cell)), cells[0])
    line = text.anchor(" ".join(cell for cell in cells if cell))
    made = []
    place = line.start
    for cell in cells:
        anchor = text.anchor(cell, place) if cell else None
        place = anchor.end if anchor else place
        value = number(cell) if re.fullmatch(_NUMBER, cell) else None
        made.append(Cell(text=cell, value=value, anchor=anchor))
    return TableRow(label=label, total=bool(re.fullmatch(r"(Tổng )?[Cc]ộng", label)), cells=tuple(made))
