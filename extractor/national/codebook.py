"""The part of the catalogue that consolidation needs: indicators in their order, provinces of both eras."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from schemas.catalogue import Catalogue, Indicator
from schemas.report import Era


@dataclass(frozen=True)
class Codebook:
    """Indicators in the catalogue's order; province names by (era, code).

    `rules` are the names of the audit's rules in Vietnamese and English. `regions` and `successors` are those
    of the provinces before 1 July 2025, by code: the geographic region, and the code of the province that took
    the territory over.
    """

    indicators: tuple[Indicator, ...]
    provinces: Mapping[tuple[Era, str], str]
    regions: Mapping[str, str] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def _by_id(self) -> dict[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    def indicator(self, identifier: str) -> Indicator | None:
        """The indicator of that id, or null."""
        return self._by_id.get(identifier)

    def groups(self) -> tuple[str, ...]:
        """The groups in the order of their first indicator."""
        return tuple(dict.fromkeys(indicator.group for indicator in self.indicators))

    def of_group(self, group: str) -> tuple[Indicator, ...]:
        """The indicators of one group."""
        return tuple(indicator for indicator in self.indicators if indicator.group == group)

    def rule_name(self, code: str) -> tuple[str, str]:
        """The name of a rule of the audit in both languages; its code where the catalogue has no such rule."""
        return self.rules.get(code, (code, code))

    def province_count(self, era: Era) -> int:
        """How many provinces the era has: 63 before 1 July 2025, 34 after."""
        return sum(1 for known, _ in self.provinces if known == era)


def codebook_of(catalogue: Catalogue) -> Codebook:
    """The codebook of a catalogue."""
    return Codebook(
        indicators=tuple(catalogue.indicators.values()),
        provinces={province.key: province.name for province in catalogue.provinces},
        regions={one.code: one.region for one in catalogue.provinces if one.era == "pre_2025_07" and one.region},
        rules={code: (rule.name_vi, rule.name_en) for code, rule in catalogue.rules.items()},
        successors={
            one.code: one.successor for one in catalogue.provinces if one.era == "pre_2025_07" and one.successor
        },
    )


def band_of(indicator: Indicator) -> str:
    """The partition an indicator belongs to: "education" for `partition:education`, else empty."""
    return (indicator.relation or "").partition(":")[2]
