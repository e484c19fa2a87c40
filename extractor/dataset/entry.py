"""Entering corrections and decisions: what a person says becomes rows, with the words it is about."""

import hashlib
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select

from extractor.dataset.chain import unpacked
from extractor.dataset.corrections import context_of
from extractor.dataset.faults import DatasetError, ambiguous, not_found
from extractor.dataset.folder import Dataset
from extractor.dataset.history import History, Submitted, load_reports, load_text, parse_record, read_history
from extractor.dataset.schema import READINGS
from extractor.language.numbers import parse_literal
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue
from schemas.facts import Figure
from schemas.quantity import Quantity
from schemas.report import Report

MEASURED = frozenset({"percent", "vnd"})
"""Units of measure that have decimals; all others count whole things."""

LEAST_ID = 6
"""Fewer characters of a figure's id are no name for it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says of a figure; null leaves it as it is read."""

    value: str | None = None
    upper: str | None = None
    bound: str | None = None
    unit: str | None = None
    period: str | None = None
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A row that was added: its place in the log, and the figure before and after."""

    seq: int
    sha256: str
    figure: str
    old: Figure | None
    new: Figure | None


def wrong(vi: str, en: str) -> DatasetError:
    """A correction that cannot be entered as it was asked for."""
    return DatasetError(vi, en)


def unknown_indicator(name: str) -> DatasetError:
    """The catalogue has no such indicator."""
    return wrong(
        f"Không có chỉ tiêu “{name}”. Hãy xem mã chỉ tiêu trong data/codebook.md.",
        f"There is no indicator “{name}”. The ids stand in data/codebook.md.",
    )


def number(text: str) -> Decimal:
    """A number as reports write it: a dot groups thousands, a comma marks decimals. Raises DatasetError.

    >>> number("22.877"), number("98,5")
    (Decimal('22877'), Decimal('98.5'))
    """
    parsed = parse_literal(text) if re.fullmatch("[0-9]+(?:[.,][0-9]+)*", text) else None
    if parsed is None or parsed.grouped is not None:
        raise wrong(
            f"“{text}” không phải một số rõ ràng. Hãy viết 22877 hoặc 22.877 (hàng nghìn), 98,5 (thập phân).",
            f"“{text}” is not one clear number. Write 22877 or 22.877 (thousands), 98,5 (decimals).",
        )
    return parsed.value


def change_figure(dataset: Dataset, what: str, said: Said | None, who: str, why: str, catalogue: Catalogue) -> Entered:
    """Correct a figure that was read, or reject it (`said` is null). `what` is its id or the beginning of it."""
    submitted, _, figure = find_figure(dataset, read_history(dataset.store), what)
    new = None
    if said is not None:
        new = _as_said(figure, said, catalogue)
        if new == figure:
            raise wrong("Giá trị mới giống giá trị đang có.", "The new value is the one that is there.")
    text = load_text(dataset.store, submitted.holds)
    kind = "reject" if new is None else "value"
    return enter(dataset, submitted, kind, (figure, new), figure.anchor, text, (who, why))


def add_figure(
    dataset: Dataset, what: str, indicator: str, quote: str, said: Said, who: str, why: str, catalogue: Catalogue
) -> Entered:
    """Add a figure that stands in the report (`what`) in the words `quote` and was not read."""
    submitted, report, text = _report(dataset, what)
    places = _places(text or "", quote)
    if len(places) != 1:
        raise wrong(
            f"Nguyên văn “{quote}” có {len(places)} lần trong báo cáo. Hãy ghi đoạn đủ dài để chỉ có một chỗ.",
            f"The report has the words “{quote}” {len(places)} times. Give as many words as make it one place.",
        )
    if said.value is None:
        raise wrong("Còn thiếu --value.", "--value is missing.")
    anchor = _anchored(report, Anchor(start=places[0], end=places[0] + len(quote), quote=quote))
    new = _new_figure(report, indicator, said, anchor, catalogue)
    return enter(dataset, submitted, "add", (None, new), anchor, text, (who, why))


def assign_numeral(
    dataset: Dataset, what: str, start: int, indicator: str, said: Said, who: str, why: str, catalogue: Catalogue
) -> Entered:
    """Give an indicator to a numeral that nothing explains, or that counts something else, at a character."""
    submitted, report, text = _report(dataset, what)
    other = next((one for one in report.other_figures if one.anchor.start <= start < one.anchor.end), None)
    unread = next((one for one in report.unread if one.anchor.start <= start < one.anchor.end), None)
    if unread is not None:
        said = replace(said, value=said.value or unread.text)
        new = _new_figure(report, indicator, said, unread.anchor, catalogue)
    elif other is not None:
        new = _new_figure(report, indicator, said, other.anchor, catalogue, other.section, other.quantity)
    else:
        raise not_found(f"{what}@{start}")
    return enter(dataset, submitted, "assign", (None, new), new.anchor, text, (who, why))


def decide(dataset: Dataset, kind: str, subject: str, reading: int | None, who: str, why: str) -> int:
    """Add a decision: accept or keep a reading, revoke a correction, withdraw or restore a report."""
    with dataset.store.writing() as writer:
        return writer.add("decisions", kind=kind, subject=subject, reading=reading, who=who, why=why)


def revoke(dataset: Dataset, what: str, who: str, why: str) -> int:
    """Take back the correction of that number in the log. Raises NotInDataset if there is none that stands."""
    standing = {str(row.seq) for row in read_history(dataset.store).standing()}
    if what not in standing:
        raise not_found(what)
    return decide(dataset, "revoke", what, None, who, why)


def find_figure(dataset: Dataset, history: History, what: str) -> tuple[Submitted, Report, Figure]:
    """The figure whose id begins so, among the readings that count. Raises NotInDataset for none or several."""
    found: list[tuple[Submitted, Report, Figure]] = []
    if len(what) >= LEAST_ID:
        with dataset.store.reading() as connection:
            for submitted in history.counted():
                held = submitted.holds
                packed = connection.execute(select(READINGS.c.record).where(READINGS.c.seq == held.seq)).scalar_one()
                # Parsing every record of a country takes seconds; looking for the id in its bytes does not.
                if f'"{what}'.encode() in unpacked(packed):
                    report = parse_record(packed, held.record_sha256)
                    found += [(submitted, report, one) for one in report.figures if one.id.startswith(what)]
    if len(found) != 1:
        raise ambiguous(what, len(found)) if found else not_found(what)
    return found[0]


def _report(dataset: Dataset, what: str) -> tuple[Submitted, Report, str | None]:
    submitted = read_history(dataset.store).find(what)
    (report,) = load_reports(dataset.store, [submitted.holds], {})
    return submitted, report, load_text(dataset.store, submitted.holds)


def _places(text: str, quote: str) -> list[int]:
    places, at = list[int](), -1
    while quote and (at := text.find(quote, at + 1)) >= 0:
        places.append(at)
    return places


def _anchored(report: Report, anchor: Anchor) -> Anchor:
    """The anchor on the page of the nearest fact before it, if the next one is on the same page; else on none."""
    places = [one.anchor for one in report.figures] + [one.anchor for one in report.other_figures]
    places.sort(key=lambda place: place.start)
    before = [place.page for place in places if place.start <= anchor.start]
    after = [place.page for place in places if place.start > anchor.start]
    sure = before and after and before[-1] == after[0]
    return anchor.model_copy(update={"page": before[-1]}) if sure else anchor


def _as_said(figure: Figure, said: Said, catalogue: Catalogue) -> Figure:
    indicator = said.indicator or figure.indicator
    if indicator not in catalogue.indicators:
        raise unknown_indicator(indicator)
    old = figure.quantity
    upper = number(said.upper) if said.upper is not None else None
    # A new number without a hedge is exact: the person has looked it up.
    bound = said.bound or ("range" if upper is not None else "exact" if said.value is not None else old.bound)
    quantity = _quantity(
        value=number(said.value) if said.value is not None else old.value,
        upper=upper if upper is not None else old.upper if bound == "range" else None,
        bound=bound,
        unit=said.unit or old.unit,
        strict=old.strict and bound == old.bound,
    )
    _whole_if_counted(quantity, said)
    period = said.period if said.period is not None else figure.period
    inferred = figure.period_inferred and said.period is None
    try:
        return Figure.model_validate(
            {**figure.model_dump(), "indicator": indicator, "quantity": quantity, "period": period or None}
            | {"period_inferred": inferred}
        )
    except ValidationError as error:
        raise _invalid(error) from error


def _new_figure(
    report: Report,
    indicator: str,
    said: Said,
    anchor: Anchor,
    catalogue: Catalogue,
    section: str = "",
    printed: Quantity | None = None,
) -> Figure:
    known = catalogue.indicators.get(indicator)
    if known is None:
        raise unknown_indicator(indicator)
    if printed is None or said.value is not None:
        upper = number(said.upper) if said.upper is not None else None
        bound = said.bound or ("exact" if upper is None else "range")
        quantity = _quantity(value=number(said.value or ""), upper=upper, bound=bound, unit=said.unit or known.unit)
    else:
        quantity = _quantity(**{**printed.model_dump(), "unit": said.unit or printed.unit})
    _whole_if_counted(quantity, said)
    seed = f"{report.source.sha256}:added:{indicator}:{anchor.start}:{anchor.end}:{quantity.value}"
    try:
        return Figure.model_validate(
            {
                "id": "c" + hashlib.sha256(seed.encode()).hexdigest()[:15],
                "indicator": indicator,
                "quantity": quantity,
                "period": said.period,
                "section": section,
                "confidence": 1.0,
                "anchor": anchor,
            }
        )
    except ValidationError as error:
        raise _invalid(error) from error


def _quantity(**values: Any) -> Quantity:
    try:
        return Quantity.model_validate(values)
    except ValidationError as error:
        raise _invalid(error) from error


def _whole_if_counted(quantity: Quantity, said: Said) -> None:
    """Raises DatasetError where a person gives half a person: "1.5" was meant as something else."""
    ends = [end for end in (quantity.value, quantity.upper) if end is not None]
    given = said.value is not None or said.upper is not None
    if given and quantity.unit not in MEASURED and any(end != end.to_integral_value() for end in ends):
        raise wrong(
            f"“{said.value or said.upper}” không phải một số đếm được. Hãy viết hàng nghìn như 22.877; "
            "số thập phân chỉ dùng với --unit percent hoặc vnd.",
            f"“{said.value or said.upper}” is no number of things that are counted. Write thousands as 22.877; "
            "decimals go with --unit percent or vnd alone.",
        )


def _invalid(error: ValidationError) -> DatasetError:
    first = error.errors(include_url=False)[0]
    reason = ".".join(map(str, first["loc"])) + ": " + first["msg"]
    return wrong(
        f"Không nhập được: {reason}. Hãy xem: tonghop schema figure.", f"{reason}. See: tonghop schema figure."
    )


def enter(
    dataset: Dataset,
    submitted: Submitted,
    kind: str,
    figures: tuple[Figure | None, Figure | None],
    anchor: Anchor,
    text: str | None,
    said_by: tuple[str, str],
    instead_of: int | None = None,
) -> Entered:
    """Add a correction of (old, new) figures at a place; `instead_of` is taken back in the same transaction."""
    old, new = figures
    before, after = context_of(text, anchor.start, anchor.end)
    named = old or new
    figure = named.id if named else ""
    who, why = said_by
    with dataset.store.writing() as writer:
        seq = writer.add(
            "corrections",
            sha256=submitted.sha256,
            kind=kind,
            figure=figure,
            old=old.model_dump_json() if old else None,
            new=new.model_dump_json() if new else None,
            quote=anchor.quote,
            before=before,
            after=after,
            who=who,
            why=why,
        )
        if instead_of is not None:
            writer.add("decisions", kind="revoke", subject=str(instead_of), reading=None, who=who, why=why)
    return Entered(seq, submitted.sha256, figure, old, new)
