"""What every part of the page shares: the table, both languages, the places of units and indicators."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.documents.markup import Html, tag
from extractor.national.campaign_comparison import Comparison
from extractor.national.codebook import Codebook
from extractor.national.labels import Labels, Lang
from extractor.national.page_pictures import Gallery
from extractor.national.page_words import WORDS
from extractor.national.regions import RegionTotal
from extractor.national.rollup import Reconstruction
from extractor.national.submissions import Intake, Submission
from extractor.national.wording import about_text, campaign_text, date_text, interval_text, total_label
from extractor.national.words import LABELS
from schemas.facts import Figure
from schemas.finding import Finding
from schemas.quantity import Interval
from schemas.table import NationalCell, NationalTable, TotalCell, TotalRow

Pair = tuple[str, str]
"""A text in Vietnamese and in English."""

SHORTEST_TOTAL = 2
"""A total over one report is that report: it is shown as the unit's own."""


@dataclass(frozen=True)
class Total:
    """A total of any kind as the page names it; `reports` are its members."""

    label: Pair
    reports: tuple[str, ...]
    cell: Callable[[str], TotalCell | None]


@dataclass(frozen=True)
class Page:
    """The page under construction."""

    lang: Lang
    codebook: Codebook
    intake: Intake
    table: NationalTable
    findings: Mapping[str, Sequence[Finding]]
    regions: tuple[RegionTotal, ...]
    rebuilt: tuple[Reconstruction, ...]
    gallery: Gallery
    changes: tuple[Comparison, ...]

    @cached_property
    def units(self) -> dict[str, int]:
        """The place of each report that counts; marks carry it."""
        return {row.report_id: place for place, row in enumerate(self.table.rows)}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each indicator in the catalogue."""
        return {indicator.id: place for place, indicator in enumerate(self.codebook.indicators)}

    @cached_property
    def given(self) -> frozenset[str]:
        """The indicators that some report gives."""
        return frozenset(cell.indicator for row in self.table.rows for cell in row.cells)

    @cached_property
    def cells(self) -> dict[tuple[str, str], NationalCell]:
        """Every cell by report and indicator."""
        return {(row.report_id, cell.indicator): cell for row in self.table.rows for cell in row.cells}

    @cached_property
    def figures(self) -> dict[tuple[str, str], Figure]:
        """Every figure by report and id."""
        return {(one.report_id, figure.id): figure for one in self.intake.current for figure in one.report.figures}

    @cached_property
    def submissions(self) -> dict[str, Submission]:
        """Every report that counts by its name."""
        return {one.report_id: one for one in self.intake.current}

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """National totals, then regions, then reconstructed provinces; marks carry the place."""
        national = (self._national(total) for total in self.table.totals if len(total.report_ids) >= SHORTEST_TOTAL)
        regions = (
            Total(_covered(one.region, one.provinces_reporting, one.provinces_of_region), one.report_ids, one.cell)
            for one in self.regions
        )
        rebuilt = (Total(self._origin(one), one.report_ids, one.cell) for one in self.rebuilt)
        return (*national, *regions, *rebuilt)

    @property
    def national_totals(self) -> int:
        """How many of `totals` are national."""
        return len(self.totals) - len(self.regions) - len(self.rebuilt)

    def _origin(self, one: Reconstruction) -> Pair:
        """The new province with the old ones it is the sum of."""
        old = ", ".join(self.codebook.provinces["pre_2025_07", code] for code in one.predecessors)
        return f"{one.name} (dựng lại từ {old})", f"{one.name} (reconstructed from {old})"

    def _national(self, total: TotalRow) -> Total:
        label = self.both(lambda labels: total_label(total, self.campaign_in(total.campaign, labels), labels))
        era = self.both(lambda labels: labels.eras_short[total.era])
        return Total((f"{label[0]}, {era[0]}", f"{label[1]}, {era[1]}"), total.report_ids, total.cell)

    # Words -------------------------------------------------------------------------------------

    def both(self, make: Callable[[Labels], str]) -> Pair:
        """A text made with the words of each language."""
        return make(LABELS["vi"]), make(LABELS["en"])

    def campaign_in(self, key: str | None, labels: Labels) -> str:
        """The campaign in words."""
        found = next((one for one in self.table.campaigns if one.key == key), None)
        return labels.any_campaign if found is None else campaign_text(found, labels)

    def campaign(self, key: str | None) -> Pair:
        """The campaign in the words of both languages."""
        return self.both(lambda labels: self.campaign_in(key, labels))

    def among(self, vocabulary: str, name: str) -> Pair:
        """A value of one of the labels' vocabularies, or the value itself where it has no word."""
        return self.both(lambda labels: str(getattr(labels, vocabulary).get(name, name)))

    def era(self, era: str | None) -> Pair:
        """The era in a few words; empty where it is unknown."""
        return self.among("eras_short", era) if era else ("", "")

    def day(self, issued: str | None) -> Pair:
        """A date as each language writes it."""
        return self.both(lambda labels: date_text(issued, labels))

    def first(self, pair: Pair) -> str:
        """The text in the language that the page opens with."""
        return pair[self.lang == "en"]

    def alt(self, pair: Pair) -> str | None:
        """The text in the other language where it differs; the switch exchanges the two."""
        return pair[self.lang != "en"] if pair[0] != pair[1] else None

    def say(self, key: str, name: str = "span", **attributes: str | int | bool | None) -> Html:
        """An element with a sentence of the page's own words."""
        return self.put(WORDS[key], name, **attributes)

    def put(self, pair: Pair, name: str = "span", **attributes: str | int | bool | None) -> Html:
        """An element with a text that the language switch exchanges."""
        return tag(name, self.first(pair), data_alt=self.alt(pair), **attributes)

    def numeral(self, pair: Pair, name: str, **attributes: str | int | bool | None) -> Html:
        """An element with a number: where the languages differ in the separators alone, the switch turns them."""
        alt = None if turned(pair) else self.alt(pair)
        return tag(name, self.first(pair), data_alt=alt, **attributes)

    def label_of(self, indicator: str) -> Pair:
        """The indicator's name."""
        found = self.codebook.indicator(indicator)
        return (found.label_vi, found.label_en) if found else (indicator, indicator)

    def about(self, about: str) -> Pair:
        """What a finding is about."""
        return self.both(lambda labels: about_text(about, self.codebook, labels))

    # Values ------------------------------------------------------------------------------------

    def interval(self, interval: Interval) -> Pair:
        """An interval as each language writes it."""
        return self.both(lambda labels: interval_text(interval, labels))

    def number(self, value: int | float) -> Pair:
        """A number as each language writes it."""
        return self.both(lambda labels: labels.number_text(value))

    @cached_property
    def _cell_texts(self) -> dict[int, Pair]:
        return {}

    def cell_text(self, cell: NationalCell) -> Pair:
        """A unit's cell: its interval, with the unit of measure where that is not the usual one."""
        # A cell stands in a table, in a plot and in the data.
        known = self._cell_texts.get(id(cell))
        if known is None:
            known = self._cell_texts[id(cell)] = self._cell_text(cell)
        return known

    def _cell_text(self, cell: NationalCell) -> Pair:
        usual = self.codebook.indicator(cell.indicator)
        named = cell.unit is not None and (usual is None or cell.unit != usual.unit)

        def written(labels: Labels) -> str:
            if cell.interval is None:
                return labels.dispute_between.format("?")
            text = interval_text(cell.interval, labels)
            return f"{text} {labels.units[cell.unit]}" if named and cell.unit else text

        return self.both(written)

    def total_text(self, cell: TotalCell) -> Pair:
        """A total: its interval, or that it is not added."""
        usual = self.codebook.indicator(cell.indicator)
        named = cell.unit is not None and (usual is None or cell.unit != usual.unit)

        def written(labels: Labels) -> str:
            if cell.interval is None:
                return labels.not_added
            text = interval_text(cell.interval, labels)
            return f"{text} {labels.units[cell.unit]}" if named and cell.unit else text

        return self.both(written)


_TURN = str.maketrans(",.", ".,")


def turned(pair: Pair) -> bool:
    """True if the second text is the first with points and commas exchanged.

    >>> turned(("1.234,5", "1,234.5")), turned(("1.234 người", "1,234 people"))
    (True, False)
    """
    return pair[0].translate(_TURN) == pair[1]


def numeral_of(pair: Pair) -> str | list[str]:
    """For the page's data: one text where the languages differ in the separators alone; the script turns them."""
    return pair[0] if turned(pair) else list(pair)


def _covered(name: str, part: int, whole: int) -> Pair:
    return f"{name} ({part}/{whole})", f"{name} ({part}/{whole})"
