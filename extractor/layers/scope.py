"""Scope: what a quantity inherits from the words before it, nearest first.

Two slots are filled: the population (who or what is being broken down) and the ladder (which
scale a level belongs to). A population has no default: where none is found, none is assumed.
"""

from dataclasses import dataclass

from extractor.layers.concepts import ConceptSpan
from extractor.lexicon.concepts import Concept

ORGANISATIONS = frozenset(
    {
        "UPPER_UNIT",
        "DISTRICT_FEDERATION",
        "SECTOR_UNION",
        "CIVIL_SERVANTS_UNION",
        "INDUSTRIAL_ZONE_UNION",
        "CORPORATION_UNION",
        "COMMUNE_UNION",
        "GRASSROOTS_UNION",
        "DEPARTMENTS",
        "DOCUMENTS",
        "PLAN_TARGETS",
        "PLAN_TASKS",
    }
)
LEVEL_LADDERS = frozenset({"POLITICAL_THEORY", "STATE_MANAGEMENT", "EDUCATION"})
_PLACES = frozenset({"PROVINCIAL_OFFICE"})


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing the scope says, at a position of the flow.

    `population` and `ladder` are set where it says them; `concept` is the word's concept, or None
    for what an earlier quantity was found to be about.
    """

    at: int
    population: str | None = None
    ladder: str | None = None
    concept: Concept | None = None
    restricting: bool = False
    indicator: str | None = None
    subset: str | None = None


def clue_of(span: ConceptSpan) -> Clue | None:
    """What a concept's words say to those after them, or None."""
    concept = span.concept
    if concept.kind == "neutral":
        return None
    population = None
    if (concept.kind == "entity" and not concept.weak) or (concept.kind == "event" and concept.population):
        population = concept.population or concept.id
    ladder = concept.id if concept.kind == "ladder" and concept.id in LEVEL_LADDERS else concept.ladder
    return Clue(span.start, population, ladder, concept, concept.restricting)


def people(population: str) -> bool:
    """Whether a population is made of people, not of organisations or documents."""
    return population not in ORGANISATIONS


def resolve_workforce(clues: list[Clue]) -> str | None:
    """Whether "công chức, viên chức, lao động" are staff or the workers, by what is near."""
    for clue in clues:
        if clue.population in ("MEMBERS", "WORKERS", "GRASSROOTS_UNION"):
            return "WORKERS"
        if clue.population == "STAFF":
            return "STAFF"
    return None
