"""The words of the workbook in Vietnamese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Lang = Literal["vi", "en"]

_SEPARATORS = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Labels:
    """One language. Field names say where a label stands; `{}` places are filled with `str.format`."""

    lang: Lang
    title: str
    subtitle: str
    contents: str
    sheet: str
    holds: str
    targets: str
    regulations: str
    findings: str
    sources: str
    regions: str
    rebuilt: str
    overview: str
    overview_note: str
    units_reporting: str
    coverage_sheet: str
    coverage_note: str
    reported_of: str
    awaited: str
    draft: str
    undated: str
    comparison: str
    comparison_note: str
    compared: str
    change: str
    not_compared: str
    change_unknown: str
    region: str
    rebuilt_note: str
    rebuilt_from: str
    form: str
    back: str
    coverage: str
    era: str
    campaign: str
    provinces: str
    sector_unions: str
    reports: str
    figures: str
    legend: str
    code: str
    unit: str
    issued: str
    file: str
    total_provinces: str
    total_all: str
    any_campaign: str
    reporting: str
    not_added: str
    notes: str
    superseded_note: str
    unknown_unit: str
    page: str
    quote: str
    period: str
    section: str
    value: str
    measure: str
    confidence: str
    indicator: str
    no_period: str
    inferred: str
    implied: str
    disputed: str
    corrected: str
    not_counted: str
    correction: str
    computed: str
    series: str
    see_source: str
    target: str
    verdict: str
    result: str
    target_texts: str
    met_of: str
    own_count: str
    type: str
    number: str
    name: str
    issuer: str
    date: str
    variants: str
    citing_count: str
    citing_units: str
    mentions: str
    scope: str
    severity: str
    rule: str
    about: str
    message: str
    arithmetic: str
    outcome: str
    evidence: str
    unread: str
    footer: str
    page_of: str
    dispute_between: str
    group: str
    year: str
    as_of: str
    reports_word: str
    provinces_covered: str
    unions_covered: str
    unknown_era: str
    derived: str
    units_met: str
    continued: str
    all_note: str
    legend_entries: tuple[tuple[str, str], ...]
    sheet_holds: Mapping[str, str]
    groups: Mapping[str, str]
    bands: Mapping[str, str]
    units: Mapping[str, str]
    statuses: Mapping[str, str]
    severities: Mapping[str, str]
    outcomes: Mapping[str, str]
    scopes: Mapping[str, str]
    eras: Mapping[str, str]
    eras_short: Mapping[str, str]
    review_kinds: Mapping[str, str]
    refusals: Mapping[str, str]
    superseded: Mapping[str, str]
    abouts: Mapping[str, str]
    formal_names: Mapping[str, str]

    def number_text(self, value: int | float) -> str:
        """A number as the language writes it: 7.412 and 98,5 in Vietnamese, 7,412 and 98.5 in English."""
        text = f"{value:,}"
        if self.lang == "en":
            return text
        return text.translate(_SEPARATORS)
