"""Figures without a numeral: a unit that a counted list only names."""

from decimal import Decimal

import regex

from extractor.layers.clauses import sentences
from extractor.layers.quantities import Count
from extractor.layers.scope import ORGANISATIONS
from extractor.layers.sheet import Reading, Sheet

_BEFORE_NAME = regex.compile(r"(?:^|[,;:(]|\s(?:và|gồm|cùng|với|còn lại là|và một|,))\s?$")
_AFTER_NAME = regex.compile(r"\s?(?:[,;).]|và\s|$|\s-\s)")
_NAMES = {
    "CIVIL_SERVANTS_UNION": "provincial_civil_servants_union",
    "INDUSTRIAL_ZONE_UNION": "industrial_zone_unions",
}


def implied_units(sheet: Sheet, index: int, readings: list[Reading]) -> list[Reading]:
    """Units of one that a counted list names without a number ("và Công đoàn Viên chức tỉnh")."""
    block = sheet.manuscript.blocks[index]
    found: list[Reading] = []
    for start, end in sentences(sheet.manuscript.flow, block.start, block.end):
        siblings = [
            reading
            for reading in readings
            if reading.region is not None and reading.region.sentence == (start, end) and reading.indicator in _LISTED
        ]
        if not siblings:
            continue
        first = min(reading.count.digits[0] for reading in siblings)
        for span in sheet.spans(start, end):
            indicator = _NAMES.get(span.concept.id)
            if indicator is None or span.start < first:
                continue
            if any(r.indicator == indicator and start <= r.start < end for r in (*readings, *found)):
                continue
            if _BEFORE_NAME.search(sheet.folded[max(start, span.start - 16) : span.start]) and _AFTER_NAME.match(
                sheet.folded[span.end : end]
            ):
                if any(c.start < span.start and c.end >= span.end for c in sheet.splitter.counts):
                    continue
                if _labels_people(sheet, span.end, readings):
                    continue
                found.append(_reading(index, span.start, span.end, Decimal(1), "unit", indicator, (span.concept.id,)))
    return found


_LISTED = frozenset(
    {
        "upper_level_units_total",
        "district_federations",
        "local_sector_unions",
        "commune_unions",
        "corporation_unions",
        "industrial_zone_unions",
    }
)


def _labels_people(sheet: Sheet, end: int, readings: list[Reading]) -> bool:
    """The name is part of a place's label: "… và Công đoàn Viên chức tỉnh 47 người"."""
    return any(
        reading.region is not None
        and reading.region.left_clause <= end <= reading.count.start
        and reading.population not in ORGANISATIONS
        for reading in readings
    )


def _reading(
    index: int, start: int, end: int, value: Decimal, unit: str, indicator: str, concepts: tuple[str, ...]
) -> Reading:
    count = Count(start=start, end=end, digits=(start, end), value=value, unit=unit, implied=True)  # type: ignore[arg-type]
    reading = Reading(count, index, None, indicator=indicator, unit=count.unit, concepts=concepts, told="implied")
    reading.start, reading.end = start, end
    return reading
