"""Test support: small reports made by hand, one fact a line."""

from decimal import Decimal
from itertools import count

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
from schemas.facts import Cell, Status
from schemas.finding import Finding
from schemas.period import Period
from schemas.quantity import Unit
from schemas.report import DateMention, Era, Reviewed, Unread

_PLACES = count(100_000, 1000)


def anchor(quote: str = "x", start: int | None = None) -> Anchor:
    """A place of its own for each fact, a thousand characters after the last."""
    at = next(_PLACES) if start is None else start
    return Anchor(start=at, end=at + len(quote), quote=quote)


def quantity(text: str, unit: Unit = "person") -> Quantity:
    """`52`, `>100` (more than), `<10` (less than), `~40` (about), `20-30` (from to)."""
    sign = text[0]
    if sign in "<>":
        bound = "at_least" if sign == ">" else "at_most"
        return Quantity(value=Decimal(text[1:]), bound=bound, strict=True, unit=unit)
    if sign == "~":
        return Quantity(value=Decimal(text[1:]), bound="approx", unit=unit)
    low, _, high = text.partition("-")
    if high:
        return Quantity(value=Decimal(low), upper=Decimal(high), bound="range", unit=unit)
    return Quantity(value=Decimal(text), unit=unit)


def figure(
    indicator: str,
    value: str,
    *,
    unit: Unit = "person",
    period: Period | None = None,
    share: str | None = None,
    fraction: tuple[int, int] | None = None,
    section: str = "I.1",
    confidence: float = 1.0,
    start: int | None = None,
    quote: str | None = None,
) -> Figure:
    place = anchor(quote or f"{indicator} {value}", start)
    return Figure(
        id=f"{indicator}@{place.start}",
        indicator=indicator,
        quantity=quantity(value, unit),
        period=period,
        section=section,
        share=None if share is None else Measure(value=Decimal(share), unit="percent"),
        fraction=None if fraction is None else Fraction(part=Decimal(fraction[0]), whole=Decimal(fraction[1])),
        confidence=confidence,
        anchor=place,
    )


def figures(**values: str) -> tuple[Figure, ...]:
    return tuple(figure(indicator, value) for indicator, value in values.items())


def listed(**values: str) -> tuple[Figure, ...]:
    """The figures as one sentence lists them, a comma and a blank apart."""
    made: list[Figure] = []
    start = next(_PLACES)
    for indicator, value in values.items():
        made.append(figure(indicator, value, start=start))
        start = made[-1].anchor.end + 2
    next(_PLACES)
    return tuple(made)


def other(value: str, quote: str, *, subset: str | None = None, about: str | None = None, **place: int) -> OtherFigure:
    part, _, whole = quote.partition("/")
    fraction = Fraction(part=Decimal(part), whole=Decimal(whole.split()[0])) if whole and part.isdigit() else None
    return OtherFigure(
        quantity=quantity(value),
        counted=quote,
        section="I.1",
        subset=subset,
        about=about,
        fraction=fraction,
        anchor=anchor(quote, place.get("start")),
    )


def target(
    number: str,
    status: Status,
    text: str = "chỉ tiêu khác",
    *,
    thresholds: tuple[str, ...] = (),
    actual: str | None = None,
    fractions: tuple[tuple[int, int], ...] = (),
    blank: bool = False,
    derived: bool = False,
    claims_all: bool = False,
    quote: str = "(Đạt)",
) -> Target:
    start = next(_PLACES)
    return Target(
        number=number,
        text=text,
        thresholds=tuple(Threshold(op=">=", value=Decimal(value), unit="percent") for value in thresholds),
        status=status,
        actual=None if actual is None else Measure(value=Decimal(actual), unit="percent"),
        fractions=tuple(Fraction(part=Decimal(part), whole=Decimal(whole)) for part, whole in fractions),
        blank=blank,
        derived=derived,
        claims_all=claims_all,
        section="III",
        anchor=anchor(quote, start + 50),
        text_anchor=anchor(text[:40], start),
    )


def mention(printed: str, issued: str | None = None, **place: int) -> Mention:
    return Mention(
        as_printed=printed, number=printed, issued=issued, form="full", anchor=anchor(printed, place.get("start"))
    )


def regulation(number: str, *mentions: Mention, type: str = "Nghị quyết") -> Regulation:
    return Regulation(key=number, type=type, number=number, mentions=mentions)


def table(columns: str, *rows: str, indicators: tuple[str | None, ...] = ()) -> Table:
    """Cells apart by `|`; a row that begins with "Cộng" or "Tổng" is a total."""
    made = []
    for row in rows:
        texts = [text.strip() for text in row.split("|")]
        cells = [
            Cell(text=t, value=Decimal(t) if t.isdigit() else None, anchor=anchor(t) if t else None) for t in texts
        ]
        made.append(TableRow(label=texts[0], total=texts[0].startswith(("Cộng", "Tổng")), cells=tuple(cells)))
    heads = tuple(text.strip() for text in columns.split("|"))
    return Table(caption="Bảng", section="I.1", columns=heads, indicators=indicators, rows=tuple(made))


def report(
    *,
    figures: tuple[Figure, ...] = (),
    others: tuple[OtherFigure, ...] = (),
    targets: tuple[Target, ...] = (),
    regulations: tuple[Regulation, ...] = (),
    tables: tuple[Table, ...] = (),
    dates: tuple[DateMention, ...] = (),
    unread: tuple[Unread, ...] = (),
    issued: str | None = "2024-05-23",
    reviewed: str | None = "03/NQ-TLĐ",
    unit: tuple[Era, str] = ("pre_2025_07", "12"),
) -> Report:
    return Report(
        source=Source(name="made", sha256="0" * 64, media_type="text/plain", reading="text"),
        header=Header(
            issued=issued,
            reviewed=Reviewed(type="Nghị quyết", number=reviewed) if reviewed else None,
            unit=UnitRef(era=unit[0], code=unit[1], name="?"),
            anchors={"issued": anchor("ngày")},
        ),
        figures=figures,
        other_figures=others,
        targets=targets,
        regulations=regulations,
        tables=tables,
        dates=dates,
        unread=unread,
    )


def broken(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    """(rule, about) of the checks that do not hold."""
    return {(finding.rule, finding.about) for finding in findings if finding.outcome == "broken"}


def outcomes(findings: tuple[Finding, ...], rule: str) -> list[str]:
    return [finding.outcome for finding in findings if finding.rule == rule]
