"""The catalogue: what may be said in a report, read once from `schemas/data/`.

Sources: the General Statistics Office's unit list and Resolution 202/2025/QH15 for the provinces,
Resolution 03/NQ-TLĐ of 11 January 2019 for the objectives, the reports' own tables for the indicators.
"""

import re
import unicodedata
from functools import cached_property, lru_cache
from pathlib import Path

from schemas.audit_records import AuditKnowledge, KnownDocument
from schemas.catalogue_files import (
    CatalogueProblem,
    read_identities,
    read_indicators,
    read_knowledge,
    read_provinces,
    read_resolutions,
    read_rules,
)
from schemas.catalogue_records import (
    Citations,
    Identity,
    IdentityExample,
    Indicator,
    Lang,
    Objective,
    Province,
    Ratio,
    Resolution,
    Rule,
)
from schemas.frozen import Frozen
from schemas.provinces import Gazetteer, name_key
from schemas.report import Era

__all__ = [
    "Catalogue",
    "CatalogueProblem",
    "Citations",
    "Identity",
    "IdentityExample",
    "Indicator",
    "Lang",
    "Objective",
    "Province",
    "Ratio",
    "Resolution",
    "Rule",
    "load",
    "number_key",
    "objectives_in",
]

DATA = Path(__file__).parent / "data"


class Catalogue(Frozen):
    """All records; `indicators` by id in the order of the data file."""

    indicators: dict[str, Indicator]
    provinces: tuple[Province, ...]
    resolutions: tuple[Resolution, ...]
    identities: tuple[Identity, ...]
    rules: dict[str, Rule]
    knowledge: AuditKnowledge = AuditKnowledge()

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Province]:
        return {province.key: province for province in self.provinces}

    @cached_property
    def _gazetteers(self) -> dict[str, Gazetteer]:
        eras = {province.era for province in self.provinces}
        return {era: Gazetteer(province for province in self.provinces if province.era == era) for era in eras}

    @cached_property
    def documents(self) -> dict[str, tuple[KnownDocument, ...]]:
        """The national documents by `number_key`; one number may have been given more than once."""
        found: dict[str, tuple[KnownDocument, ...]] = {}
        for document in self.knowledge.documents:
            key = number_key(document.number)
            found[key] = (*found.get(key, ()), document)
        return found

    def province(self, era: Era, code: str) -> Province | None:
        """The province with that key, or null."""
        return self._by_key.get((era, code))

    def find_province(self, text: str, era: Era) -> Province | None:
        """The province that the text names ("LĐLĐ tỉnh Hoà Bình"), or null; see `schemas.provinces.Gazetteer`."""
        gazetteer = self._gazetteers.get(era)
        return gazetteer.find(text) if gazetteer else None

    def predecessors(self, code_2025: str) -> tuple[Province, ...]:
        """The units before 1 July 2025 whose territory the unit with that code took over, in order of code."""
        return tuple(p for p in self.provinces if p.era == "pre_2025_07" and p.successor == code_2025)

    def resolution_for(self, number: str, year: int | None = None) -> Resolution | None:
        """The resolution with that number, in any of its spellings; with a year, only of that year."""
        wanted = number_key(number)
        for resolution in self.resolutions:
            if year is not None and year != resolution.year:
                continue
            if wanted in {number_key(spelling) for spelling in (resolution.number, *resolution.spellings)}:
                return resolution
        return None

    def children(self, indicator: str) -> tuple[Indicator, ...]:
        """The indicators whose parent it is."""
        return tuple(child for child in self.indicators.values() if child.parent == indicator)


@lru_cache(maxsize=4096)
def number_key(number: str) -> str:
    """A document number in the form that identity is decided on.

    Case, blanks, dash signs, leading zeros and Đ/D do not count (scans lose the bar of Đ); the kind
    of separator does, since 03/NQ-TLĐ and 03-NQ/TLĐ are different ways of writing.

    >>> number_key("3 / NQ - TLD") == number_key("03/NQ-TLĐ")
    True
    >>> number_key("03-NQ/TLĐ") == number_key("03/NQ-TLĐ")
    False
    """
    folded = unicodedata.normalize("NFC", number).upper()
    folded = re.sub(r"[–—‑‐−]", "-", folded)
    folded = re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]", "", folded)
    folded = folded.replace("Đ", "D").replace("Ð", "D").replace("Ɖ", "D")
    return folded.lstrip("0") or folded


def objectives_in(text: str, resolution: Resolution) -> tuple[Objective, ...]:
    """The objectives, and parts of objectives, whose wording a target's text contains, in their order.

    A part brings its objective with it. "không chuyên trách" does not count as "chuyên trách".
    """
    key = re.sub(r"\s+", " ", name_key(text))
    without = key.replace("không chuyên trách", "")
    found: set[str] = set()
    for objective in resolution.objectives:
        for wording in objective.wordings:
            phrases = [name_key(phrase) for phrase in wording]
            if all(phrase in (key if phrase.startswith("không ") else without) for phrase in phrases):
                found.add(objective.id)
                if objective.parent is not None:
                    found.add(objective.parent)
                break
    return tuple(objective for objective in resolution.objectives if objective.id in found)


def _read(folder: Path) -> Catalogue:
    indicators = read_indicators(folder / "indicators.csv")
    return Catalogue(
        indicators=indicators,
        provinces=read_provinces(folder / "provinces.csv", folder / "provinces_2025.csv"),
        resolutions=read_resolutions(folder / "resolutions", indicators),
        identities=read_identities(folder / "identities.toml", indicators),
        rules=read_rules(folder / "rules.toml"),
        knowledge=read_knowledge(folder, indicators),
    )


@lru_cache(maxsize=1)
def _default() -> Catalogue:
    return _read(DATA)


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue of the folder; without one the project's own, read once.

    Raises `CatalogueProblem` with file, record and reason where the data are wrong.
    """
    return _default() if folder is None else _read(folder)
