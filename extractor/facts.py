"""Facts: what the layers found, as the records of the contract, each anchored in the text."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import regex

from extractor.header import read_header
from extractor.language.citations import ResolvedRegulation, resolve
from extractor.layers.build import Layers, build, name_parts
from extractor.layers.confidence import confidences
from extractor.layers.figures import read_prose
from extractor.layers.implied import implied_units
from extractor.layers.passages import read_passages
from extractor.layers.period_sources import Horizon
from extractor.layers.periods import Periods
from extractor.layers.sheet import Reading, Sheet
from extractor.layers.table_view import TableView, cell_count
from extractor.layers.tables import ROW_TOTAL, read_table
from extractor.layers.target_reading import TargetReading
from extractor.layers.targets import read_targets
from extractor.layers.wholes import read_wholes
from extractor.ledger import ROLES_WITHOUT_FIGURES, Found, block_at, ledger_entries, take_ledger
from extractor.readers.manuscript import Manuscript
from schemas.catalogue import Catalogue, objectives_in
from schemas.facts import Cell, Figure, Fraction, Mention, OtherFigure, Regulation, Table, TableRow, Target, Threshold
from schemas.quantity import Measure, Quantity
from schemas.report import DateMention, Header, Report, Source

_BLANK_CELLS = frozenset({"", "-", "–", "//", "x", "X", "…"})


def read_facts(
    manuscript: Manuscript, source: Source, catalogue: Catalogue, without: frozenset[str] = frozenset()
) -> Report:
    """The record of a manuscript. `without` drops lexicon wordings (for leave-one-out measurements)."""
    layers = build(manuscript, without)
    sheet = layers.sheet
    header, regulations = _header_and_regulations(layers, catalogue)
    name_parts(sheet, header.unit.name if header.unit else "")
    found = _quantities(sheet)
    horizon = _horizon(header)
    cited = [(citation.start, citation.end) for citation in layers.citations]
    dates = [date for date in layers.dates if not any(start <= date.start < end for start, end in cited)]
    opening = next((sheet.manuscript.blocks[reading.block] for reading in found.readings if reading.indicator), None)
    first = (opening.start, opening.end) if opening else (0, 0)
    periods = Periods(sheet, dates, horizon, catalogue, first)
    figures = _figures(sheet, source, found.readings, found.tables, periods)
    others = _other_figures(sheet, found.readings, figures)
    targets = tuple(_target(sheet, reading, header, catalogue) for reading in found.targets)
    numerals, unread = take_ledger(layers, found)
    return Report(
        source=source,
        header=header,
        figures=figures,
        other_figures=others,
        targets=targets,
        regulations=regulations,
        tables=tuple(_table(sheet, view) for view in found.tables),
        dates=_dates(layers),
        numerals=numerals,
        unread=unread,
        passages=read_passages(sheet),
    )


def read_ledger(manuscript: Manuscript, catalogue: Catalogue) -> list[tuple[int, int, str, str]]:
    """Every numeral of a manuscript: its span of the text, its class, and the indicator or the reason."""
    layers = build(manuscript)
    header, _ = _header_and_regulations(layers, catalogue)
    name_parts(layers.sheet, header.unit.name if header.unit else "")
    spans = []
    for entry in ledger_entries(layers, _quantities(layers.sheet)):
        anchor = manuscript.anchor(entry.start, entry.end)
        spans.append((anchor.start, anchor.end, entry.kind, entry.reason))
    return sorted(spans)


def _header_and_regulations(layers: Layers, catalogue: Catalogue) -> tuple[Header, tuple[Regulation, ...]]:
    """Header and regulations know of each other: the report's own number is no citation."""
    sheet, citations = layers.sheet, layers.citations
    first = read_header(sheet, citations, layers.dates, catalogue, {})
    code = "LDLD" if first.unit is None or first.unit.code else "CD"
    if first.unit is not None:
        code = f"{code}-{first.unit.code or first.unit.name.replace(' ', '')}"
    resolved = resolve(citations, report_issued=first.issued, own_number=first.number, own_issuer_code=code)
    dates = {mention.index: regulation.issued for regulation in resolved for mention in regulation.mentions}
    header = read_header(sheet, citations, layers.dates, catalogue, dates)
    return header, tuple(_regulation(layers, entry) for entry in resolved)


def _regulation(layers: Layers, entry: ResolvedRegulation) -> Regulation:
    sheet, mentions = layers.sheet, []
    for mention in entry.mentions:
        citation = layers.citations[mention.index]
        block = block_at(sheet, citation.start)
        mentions.append(
            Mention(
                as_printed=sheet.manuscript.flow[citation.start : citation.end],
                number=mention.number,
                issued=mention.issued,
                form=mention.form,
                section=sheet.places[block].path,
                anchor=sheet.manuscript.anchor(citation.start, citation.end),
            )
        )
    return Regulation(
        key=entry.key,
        type=entry.type,
        number=entry.number,
        name=entry.name,
        issuer=entry.issuer,
        issued=entry.issued,
        variants=entry.variants,
        mentions=tuple(mentions),
    )


def _quantities(sheet: Sheet) -> Found:
    readings: list[Reading] = []
    for index, block in enumerate(sheet.manuscript.blocks):
        if block.kind == "row" or sheet.places[index].role in ROLES_WITHOUT_FIGURES:
            continue
        own = read_prose(sheet, index)
        own += implied_units(sheet, index, own)
        readings += own
    tables = [view for number in range(len(sheet.manuscript.grids)) if (view := read_table(sheet, number))]
    for view in tables:
        readings += view.readings.values()
    targets = read_targets(sheet, tables)
    readings += read_wholes(sheet, readings)
    return Found(readings, tables, targets)


def _horizon(header: Header) -> Horizon:
    """The years under review: of the title, or from the reviewed document to the report."""
    title = header.title or ""
    years = regex.search(r"(20[0-9]{2})\s?[-–]\s?(20[0-9]{2})", title)
    last = header.issued[:4] if header.issued else None
    if years and "nhiệm kỳ" not in title.lower()[: years.start()]:
        # A programme may run on: no report tells what came after it.
        return Horizon(header.issued, years[1], min(years[2], last) if last and last >= years[1] else years[2])
    if header.review_kind == "periodic":
        said = regex.split(r"[;,]? (?:và )?(?:phương hướng|nhiệm vụ|kế hoạch|chương trình công tác)", title.lower())[0]
        if span := regex.search(r"từ [^;]{0,20}?(20[0-9]{2})[^;]{0,12}? (?:đến|tới) [^;]{0,20}?(20[0-9]{2})", said):
            return Horizon(header.issued, span[1], span[2])
        if year := regex.search(r"(?:năm |/)(20[0-9]{2})", said):
            return Horizon(header.issued, year[1], year[1])
    if header.reviewed is not None and header.reviewed.issued and last:
        return Horizon(header.issued, header.reviewed.issued[:4], last, header.review_span_years)
    if header.review_span_years and last:
        return Horizon(header.issued, str(int(last) - header.review_span_years), last, header.review_span_years)
    return Horizon(header.issued, None, last)


def _figures(
    sheet: Sheet, source: Source, readings: list[Reading], tables: list[TableView], periods: Periods
) -> tuple[Figure, ...]:
    printed = {
        id(reading): (
            view.periods.get(key, periods.named_in(view.columns[key[1]].header)),
            f"{view.preface} {view.caption} {view.columns[view.label_column].header}",
        )
        for view in tables
        for key, reading in view.readings.items()
    }
    answered = [reading for reading in readings if reading.indicator]
    answered.sort(key=lambda reading: reading.start)
    told = [_period(reading, *printed.get(id(reading), (None, "")), periods) for reading in answered]
    sure = confidences(sheet, answered, [period for period, _ in told])
    figures = [_figure(sheet, source, *of_one) for of_one in zip(answered, told, sure, strict=True)]
    dated = {_said(figure) for figure in figures if not figure.period_inferred}
    kept: dict[tuple[object, ...], list[Figure]] = {}  # those of one indicator and value beside each other
    for figure in figures:
        alike = kept.setdefault(_said(figure)[:-1], [])
        same = next((place for place, other in enumerate(alike) if _same(other, figure, dated)), None)
        if same is None:
            alike.append(figure)
        else:
            alike[same] = _joined(alike[same], figure)
    every = [figure for alike in kept.values() for figure in alike]
    return tuple(sorted(every, key=lambda figure: (figure.anchor.start, figure.anchor.end, figure.indicator)))


def _said(figure: Figure) -> tuple[object, ...]:
    return (figure.indicator, figure.quantity.value, figure.quantity.upper, figure.quantity.bound, figure.period)


def _same(earlier: Figure, later: Figure, dated: set[tuple[object, ...]]) -> bool:
    """Whether two figures of one indicator and value say the same: no two different printed periods.

    A figure whose period is inferred may be one of another period, unless the report prints (`dated`) the same
    value for the period that was inferred.
    """
    if earlier.period == later.period:
        return True
    return any(figure.period_inferred and _said(figure) not in dated for figure in (earlier, later))


def _joined(earlier: Figure, later: Figure) -> Figure:
    update: dict[str, object] = {
        "also_at": (*earlier.also_at, later.anchor),
        "confidence": max(earlier.confidence, later.confidence),
    }
    if earlier.period_inferred and not later.period_inferred and later.period:
        update |= {"period": later.period, "period_inferred": False}
    if earlier.fraction is None and later.fraction is not None:
        update["fraction"] = later.fraction
    if earlier.share is None and later.share is not None:
        update["share"] = later.share
    return earlier.model_copy(update=update)


def _period(reading: Reading, printed: str | None, caption: str, periods: Periods) -> tuple[str | None, bool]:
    """The period of a reading, and whether it was inferred."""
    if printed == "":
        return None, False  # half a year, which no period of the contract tells
    return (periods.of_column(reading, printed, caption), False) if printed else periods.of(reading)


def _figure(sheet: Sheet, source: Source, reading: Reading, told: tuple[str | None, bool], confidence: float) -> Figure:
    count, (period, inferred) = reading.count, told
    anchor = sheet.manuscript.anchor(reading.start, reading.end)
    quantity = _quantity(reading)
    seed = f"{source.sha256}:{reading.indicator}:{anchor.start}:{anchor.end}:{count.digits[0]}:{quantity.value}"
    return Figure(
        id=hashlib.sha256(seed.encode()).hexdigest()[:16],
        indicator=reading.indicator or "",
        quantity=quantity,
        period=period,
        period_inferred=inferred,
        implied=count.implied,
        section=sheet.places[reading.block].path,
        share=Measure(value=count.share.value, unit="percent") if count.share and not reading.of_whole else None,
        fraction=Fraction(part=count.value, whole=count.whole) if count.whole and not reading.of_whole else None,
        confidence=confidence,
        concepts=reading.concepts,
        inherited=reading.inherited,
        table=reading.table,
        anchor=anchor,
    )


def _quantity(reading: Reading) -> Quantity:
    count = reading.count
    value = count.grouped if count.grouped is not None and reading.unit != "percent" else count.value
    return Quantity(value=value, upper=count.upper, bound=count.bound, unit=reading.unit or "item", strict=count.strict)


def _other_figures(sheet: Sheet, readings: list[Reading], figures: Iterable[Figure]) -> tuple[OtherFigure, ...]:
    others = []
    for reading in readings:
        count = reading.count
        if reading.indicator or reading.of_whole or count.implied or sheet.places[reading.block].role == "future":
            continue
        if (
            reading.unit is None
            and count.unit is None
            and not (reading.table is not None or count.whole is not None or reading.about)
        ):
            continue
        anchor = sheet.manuscript.anchor(reading.start, reading.end)
        others.append(
            OtherFigure(
                quantity=_quantity(replace(reading, unit=reading.unit or count.unit or "person")),
                counted=(count.noun + " " + sheet.manuscript.flow[count.end : reading.end]).strip()[:120]
                or reading.row_label[:120],
                section=sheet.places[reading.block].path,
                reason=reading.reason,
                subset=reading.subset,
                about=reading.about,
                fraction=Fraction(part=count.value, whole=count.whole) if count.whole else None,
                table=reading.table,
                anchor=anchor,
            )
        )
    return tuple(others)


def _target(sheet: Sheet, reading: TargetReading, header: Header, catalogue: Catalogue) -> Target:
    flow = sheet.manuscript.flow
    text = flow[slice(*reading.text)].strip()
    objective = None
    if header.reviewed is not None and header.reviewed.number and header.reviewed.issued:
        resolution = catalogue.resolution_for(header.reviewed.number, int(header.reviewed.issued[:4]))
        if resolution is not None and (hits := objectives_in(text, resolution)):
            objective = hits[0].parent or hits[0].id
    return Target(
        number=reading.number,
        text=text,
        thresholds=tuple(Threshold(op=op, value=value, unit=unit) for value, unit, op in reading.thresholds),
        deadline=reading.deadline,
        status=reading.status,
        derived=reading.derived,
        blank=reading.blank,
        claims_all=reading.claims_all,
        actual=Measure(value=reading.actual[0], unit=reading.actual[1]) if reading.actual else None,
        fractions=tuple(Fraction(part=part, whole=whole) for part, whole in reading.fractions),
        objective=objective,
        section=sheet.places[reading.block].path,
        anchor=sheet.manuscript.anchor(*reading.verdict),
        text_anchor=sheet.manuscript.anchor(*reading.text),
    )


def _table(sheet: Sheet, view: TableView) -> Table:
    flow = sheet.manuscript.flow
    values = [place for place, column in enumerate(view.columns) if column.kind in ("value", "percent", "change")]
    rows = []
    by_column: dict[int, Counter[str]] = {place: Counter() for place in values}
    for (_, place), reading in view.readings.items():
        if (name := reading.indicator or reading.about) and place in by_column:
            by_column[place][name] += 1
    for position in range(view.header_rows, len(sheet.manuscript.grids[view.number].rows)):
        row = sheet.manuscript.grids[view.number].rows[position]
        cells = []
        for place in values:
            span = row[place] if place < len(row) else (0, 0)
            text = flow[slice(*span)].strip()
            count = cell_count(sheet, span) if text not in _BLANK_CELLS else None
            cells.append(
                Cell(
                    text=text,
                    value=(count.grouped or count.value) if count else None,
                    anchor=sheet.manuscript.anchor(*span) if text else None,
                )
            )
        label = flow[slice(*row[view.label_column])].strip() if view.label_column < len(row) else ""
        rows.append(TableRow(label=label, total=_is_total(sheet, row, view), cells=tuple(cells)))
    indicators = tuple(
        by_column[place].most_common(1)[0][0] if view.by_column and by_column[place] else None for place in values
    )
    return Table(
        caption=view.caption[:300],
        section=sheet.places[view.blocks[0]].path,
        columns=tuple(" ".join(flow[slice(*span)].strip() for span in view.columns[place].spans) for place in values),
        indicators=indicators,
        rows=tuple(rows),
    )


_NUMBERING = regex.compile(r"\s*(?:[ivx0-9]+[.)]?\s+)?")


def _is_total(sheet: Sheet, row: tuple[tuple[int, int], ...], view: TableView) -> bool:
    label = row[view.label_column] if view.label_column < len(row) else (0, 0)
    texts = [sheet.folded[slice(*span)] for span in (label, row[0]) if span[0] < span[1]]
    return any(ROW_TOTAL.match(_NUMBERING.sub("", text, count=1)) for text in texts)


def _dates(layers: Layers) -> tuple[DateMention, ...]:
    manuscript = layers.sheet.manuscript
    return tuple(
        DateMention(
            as_printed=manuscript.flow[date.start : date.end],
            date=date.iso,
            valid=date.valid,
            anchor=manuscript.anchor(date.start, date.end),
        )
        for date in layers.dates
        if date.kind == "day" and date.iso
    )
