"""Composition inside a table: the words of a cell are its row's label and its column's header."""

import regex

from extractor.layers.concepts import ConceptSpan
from extractor.layers.scope import Clue, clue_of, people, resolve_workforce
from extractor.layers.sheet import Sheet
from extractor.lexicon.composition import Composition, load_compositions
from schemas.quantity import Unit


def compose_cell(
    sheet: Sheet,
    spans: list[ConceptSpan],
    scope: list[Clue],
    unit: Unit | None,
    whole: bool,
    *,
    of_people: bool = False,
) -> tuple[Composition, str | None, tuple[str, ...]] | None:
    """The most specific composition that a cell's words satisfy, with its population.

    `of_people`: the row is a part of one that counts people, so a body that it names is where they work.
    """
    rules = load_compositions()
    names = {span.concept.id for span in spans}
    blocking = {
        span.concept.id
        for span in spans
        if span.concept.id not in rules.soft and span.concept.kind != "neutral" and not span.concept.weak
    }
    found: list[tuple[float, Composition, str | None, tuple[str, ...]]] = []
    placed = of_people or any(
        regex.search(r"(?:^|\s|\t)(?:tại|ở)(?: các)? $", sheet.folded[max(0, span.start - 8) : span.start])
        for span in spans
    )
    for rule in rules.all:
        if placed and rule.units == ("unit",):
            continue
        if rule.indicator == "payroll_present" and "STAFF" in names and "PAYROLL" not in names:
            continue
        if rule.from_to or (unit is not None and unit not in rule.units and unit != "person"):
            continue
        if (
            "WORKFORCE" in names
            and not names & {"STAFF", "WORKERS"}
            and rule.indicator in ("workers_total", "staff_present_total")
            and (resolve_workforce(scope) != ("WORKERS" if rule.indicator == "workers_total" else "STAFF"))
        ):
            continue
        if rule.indicator in _STAFF_OF_BODIES and unit is None and not placed and not names & SAYS_STAFF:
            continue  # a row "Công đoàn cấp trên cơ sở" counts bodies unless it is said that it counts people
        score, inherited = 0.0, []
        satisfied = True
        for need in rule.needs:
            if names & set(need):
                score += 1
            elif (need in rule.inherit or ((rule.total or rule.total_flow) and whole)) and (
                name := _scope_name(need, scope)
            ):
                score += 0.4
                inherited.append(name)
            else:
                satisfied = False
                break
        if not satisfied or blocking - rule.names - rule.allow - _of_population(rule, spans):
            continue
        if rule.total and not (
            whole or _SAYS_ALL.search(" ".join(sheet.folded[max(0, s.start - 10) : s.end + 12] for s in spans))
        ):
            continue
        if not names & rule.names and not whole:
            continue
        if rule.ladder and _cell_ladder(spans, scope) != rule.ladder:
            continue
        population: str | None = None
        if rule.population:
            population = _cell_population(rule, spans, scope)
            if population is None:
                continue
            score += 0.5
        found.append((score, rule, population, tuple(inherited)))
    found.sort(key=lambda entry: -entry[0])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    _, rule, population, inherited_names = found[0]
    return rule, population, inherited_names


_STAFF_OF_BODIES = frozenset({"payroll_present_provincial_office", "payroll_present_upper_level_units"})
SAYS_STAFF = frozenset({"PAYROLL", "STAFF", "WORKFORCE", "FULLTIME_OFFICERS", "PRESENT"})
_SAYS_ALL = regex.compile(
    r"(?<!\w)(?:tổng|(?:cả|kể cả|tính cả|gồm cả) (?:hđ|hợp đồng|lđhđ)|hiện có|có mặt|đang làm việc|"
    r"(?:toàn|trong|của) hệ thống)(?!\w)"
)


def _of_population(rule: Composition, spans: list[ConceptSpan]) -> set[str]:
    return {span.concept.id for span in spans if (span.concept.population or span.concept.id) in rule.population}


def _scope_name(need: tuple[str, ...], scope: list[Clue]) -> str | None:
    for clue in scope:
        if clue.concept is not None and clue.concept.id in need:
            return clue.concept.id
    return None


def _cell_ladder(spans: list[ConceptSpan], scope: list[Clue]) -> str | None:
    own = [clue for span in spans if (clue := clue_of(span)) and clue.ladder]
    explicit = [clue for clue in own if clue.concept is not None and clue.concept.kind == "ladder"]
    for clue in (*explicit, *own, *scope):
        if clue.ladder:
            return clue.ladder
    return None


def _cell_population(rule: Composition, spans: list[ConceptSpan], scope: list[Clue]) -> str | None:
    wants_people = rule.units[0] in ("person", "attendance")
    own = [clue for span in spans if (clue := clue_of(span)) and clue.population]
    for place, clue in enumerate((*own, *scope)):
        name = clue.population
        if clue.concept is not None and clue.concept.ambiguous:
            name = resolve_workforce(scope[max(0, place - len(own)) :])
        if name in rule.population:
            return name
        if name is None or (clue.concept is not None and clue.concept.id in rule.allow):
            continue
        if people(name) == wants_people:
            return None
    return None
