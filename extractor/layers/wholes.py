"""The y of an "x/y": a total of its own where it counts a population that has an indicator."""

from extractor.layers.quantities import Count
from extractor.layers.scope import clue_of
from extractor.layers.sheet import Reading, Sheet

_TOTALS = {
    "PROVINCIAL_LEADERS": "provincial_leaders",
    "PARTTIME_OFFICERS": "parttime_officers",
    "WORKERS": "workers_total",
}
_REPEATED = {"MEMBERS": "union_members", "STAFF": "staff_present_total"}


def read_wholes(sheet: Sheet, readings: list[Reading]) -> list[Reading]:
    """Readings of the wholes of fractions. A total known from elsewhere is only repeated here."""
    known = {(reading.indicator, reading.count.value) for reading in readings if reading.indicator}
    found = []
    for reading in readings:
        count = reading.count
        if covered := _instructed(sheet, reading):
            found.append(covered)
        people = count.unit in (None, "person")
        if count.whole is None or count.whole_digits is None or not people or reading.subset:
            continue
        role = sheet.places[reading.block].role
        if role in ("future", "shortcomings"):
            continue
        population = _population(sheet, reading)
        indicator = _TOTALS.get(population or "")
        if indicator is None:
            indicator = _REPEATED.get(population or "")
            if indicator is None or (indicator, count.whole) not in known:
                continue
        whole = Count(
            start=count.start,
            end=count.end,
            digits=count.whole_digits,
            value=count.whole,
            unit=count.unit,
            noun=count.noun,
        )
        total = Reading(whole, reading.block, reading.region, indicator=indicator, unit="person", population=population)
        total.start, total.end, total.table = reading.start, reading.end, reading.table
        total.concepts, total.told, total.of_whole = (population or "",), "whole", True
        found.append(total)
    return found


def _instructed(sheet: Sheet, reading: Reading) -> Reading | None:
    """ "13/13 công đoàn cấp trên (100 %) được giao tuyên truyền": a share of the upper-level units."""
    count = reading.count
    if count.whole is None or not count.whole or reading.region is None or reading.indicator:
        return None
    near = {span.concept.id for span in sheet.spans(reading.region.left_near, reading.region.right_near)}
    clause = {span.concept.id for span in sheet.spans(reading.region.left_clause, reading.region.right_clause)}
    if "UPPER_UNIT" not in near or "PROPAGATION" not in clause or not clause & {"INSTRUCTED", "ASSIGNED"}:
        return None
    value = count.share.value if count.share else count.value * 100 / count.whole
    share = Count(start=count.start, end=count.end, digits=count.digits, value=value, unit="percent")
    found = Reading(
        share, reading.block, reading.region, indicator="upper_units_instructed_to_propagate", unit="percent"
    )
    found.start, found.end, found.concepts, found.told = (
        reading.start,
        reading.end,
        ("UPPER_UNIT", "PROPAGATION"),
        "whole",
    )
    return found


def _population(sheet: Sheet, reading: Reading) -> str | None:
    """What the whole counts: the noun on its right, otherwise the population of the part."""
    right = [
        span
        for span in sheet.spans(reading.count.digits[1], reading.end)
        if (clue := clue_of(span)) and clue.population
    ]
    named = [clue for span in right if (clue := clue_of(span)) and clue.population]
    for clue in sorted(named, key=lambda clue: not clue.restricting):
        if clue.population in _TOTALS:
            return clue.population
    return reading.population
