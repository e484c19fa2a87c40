"""Magnitudes that cannot be: half a person, a province of ninety members, a class of three thousand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.arithmetic import is_point, write_number, write_quantity
from extractor.audit.case import Case, doubtful, places
from extractor.audit.conflicts import disputed
from extractor.audit.scopes import comparable
from schemas.audit_records import RatioRecord
from schemas.facts import Figure
from schemas.finding import Finding

COUNTED = ("person", "attendance", "unit", "class", "event", "document", "item")
"""Units of which there are only whole ones."""
THOUSANDS = 20
"""Further outside the plausible than by this factor, a number has lost or gained its thousands."""


@dataclass(frozen=True)
class RatioValue:
    """A ratio as a report gives it, with the figures that it comes from."""

    value: Decimal
    part: Decimal
    whole: Decimal
    years: int
    figures: tuple[Figure, ...]


def ratio_values(case: Case, record: RatioRecord) -> list[RatioValue]:
    """The ratio for each exact figure of the whole that has a comparable exact part, sure figures only."""
    issued = case.report.header.issued
    out = disputed(case)
    found = []
    for whole in case.figures.get(record.whole, ()):
        if not _usable(whole, out) or whole.quantity.value == 0:
            continue
        parts = _parts(case, record, whole, out, issued)
        if not parts:
            continue
        part = sum((figure.quantity.value for figure in parts), Decimal(0))
        years = _years(parts[0]) if record.per_year else 1
        found.append(
            RatioValue(part / whole.quantity.value / years, part, whole.quantity.value, years, (*parts, whole))
        )
    return found


def _usable(figure: Figure, out: frozenset[str]) -> bool:
    return is_point(figure.quantity.interval) and not doubtful([figure]) and figure.id not in out


def _parts(
    case: Case, record: RatioRecord, whole: Figure, out: frozenset[str], issued: str | None
) -> tuple[Figure, ...]:
    def one(name: str) -> Figure | None:
        fitting = [f for f in case.figures.get(name, ()) if _usable(f, out) and _together(case, f, whole, issued)]
        if record.per_year and fitting:
            longest = max(map(_years, fitting))
            fitting = [f for f in fitting if _years(f) == longest]
        return fitting[-1] if len({f.quantity for f in fitting}) == 1 else None

    printed = one(record.part)
    if printed is not None:
        return (printed,)
    found = [figure for name in record.parts if (figure := one(name)) is not None]
    return tuple(found)


def _together(case: Case, part: Figure, whole: Figure, issued: str | None) -> bool:
    """True if the two may be divided: of one time, or a flow of any period over the latest stock."""
    known = case.catalogue.indicators
    kinds = {known[figure.indicator].type for figure in (part, whole) if figure.indicator in known}
    return kinds == {"flow", "stock"} or comparable(part, whole, issued)


def _years(figure: Figure) -> int:
    kind, _, span = (figure.period or "").partition(":")
    return max(1, int(span[-4:]) - int(span[:4])) if kind == "range" else 1


def magnitudes(case: Case) -> Iterator[Finding]:
    """Counts that are no whole numbers or below any federation's, and ratios that no union has."""
    for figure in case.in_order:
        quantity = figure.quantity
        if quantity.unit in COUNTED and quantity.value != quantity.value.to_integral_value():
            yield _impossible(case, figure, case.say("không phải số nguyên", "no whole number"))
    for floor in case.catalogue.knowledge.floors:
        for figure in case.figures.get(floor.indicator, ()):
            interval = figure.quantity.interval
            if interval.high is not None and interval.high < floor.least and figure.quantity.unit in COUNTED:
                yield _impossible(case, figure, f"< {write_number(floor.least, case.lang)}")
    yield from _ratios(case)


def _impossible(case: Case, figure: Figure, why: str) -> Finding:
    unsure = doubtful([figure])
    return case.finding(
        "implausible_magnitude",
        "cannot_tell" if unsure else "broken",
        figure.indicator,
        places([figure]),
        arithmetic=f"{write_quantity(figure.quantity, case.lang)}: {why}",
        detail=f"“{figure.anchor.quote}”.",
    )


def _ratios(case: Case) -> Iterator[Finding]:
    sound: list[str] = []
    evidence: list[Figure] = []
    for record in case.catalogue.knowledge.ratios:
        if record.plausible is None:
            continue
        low, high = record.plausible
        for ratio in ratio_values(case, record):
            arithmetic = written(case, ratio)
            if low <= ratio.value <= high:
                sound.append(f"{record.label(case.lang)}: {arithmetic}")
                evidence += ratio.figures
                continue
            lost = ratio.value < low / THOUSANDS or ratio.value > high * THOUSANDS
            bounds = f"{write_number(low, case.lang)}–{write_number(high, case.lang)}"
            yield case.finding(
                "implausible_magnitude",
                "broken" if lost else "cannot_tell",
                record.part,
                places(ratio.figures),
                arithmetic=f"{arithmetic} ∉ {bounds}",
                detail=record.label(case.lang) + ".",
            )
    if sound:
        yield case.finding("implausible_magnitude", "holds", "ratios", places(evidence), arithmetic="; ".join(sound))


def written(case: Case, ratio: RatioValue) -> str:
    """The division written out: "22.877 / 777 = 29,4"."""
    numbers = [write_number(value, case.lang) for value in (ratio.part, ratio.whole)]
    if ratio.years > 1:
        numbers.append(str(ratio.years))
    return f"{' / '.join(numbers)} = {write_number(ratio.value.quantize(Decimal('0.01')), case.lang)}"


def flows_of_stocks(case: Case) -> Iterator[Finding]:
    """Newly trained against those who hold the diploma: more is a question, since people leave."""
    out = disputed(case)
    sound: list[str] = []
    evidence: list[Figure] = []
    for record in case.catalogue.knowledge.flows:
        flows = _sure(case.figures.get(record.flow, ()), out)
        stocks = next((sure for name in record.stock if (sure := _sure(case.figures.get(name, ()), out))), [])
        if not flows or not stocks:
            continue
        most = max(flows, key=lambda figure: figure.quantity.interval.low)
        stock = max(stocks, key=lambda figure: figure.quantity.value)
        high = stock.quantity.interval.high
        flow_printed, stock_printed = (write_quantity(figure.quantity, case.lang) for figure in (most, stock))
        if high is not None and most.quantity.interval.low > high:
            yield case.finding(
                "flow_exceeds_stock",
                "cannot_tell",
                record.flow,
                places([most, stock]),
                arithmetic=f"{flow_printed} > {stock_printed}",
            )
        else:
            sound.append(f"{flow_printed} ≤ {stock_printed}")
            evidence += [most, stock]
    if sound:
        yield case.finding("flow_exceeds_stock", "holds", "flows", places(evidence), arithmetic="; ".join(sound))


def _sure(figures: Sequence[Figure], out: frozenset[str]) -> list[Figure]:
    return [figure for figure in figures if not doubtful([figure]) and figure.id not in out]
