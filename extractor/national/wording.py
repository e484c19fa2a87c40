"""Dates, periods, campaigns and intervals as an office writes them."""

from extractor.national.campaign_comparison import Change
from extractor.national.codebook import Codebook
from extractor.national.labels import Labels
from extractor.national.tidy import plain
from schemas.corrected import CorrectedFigure
from schemas.quantity import Interval
from schemas.table import Campaign, TotalRow


def date_text(partial: str | None, labels: Labels) -> str:
    """A date as Decree 30/2020 writes it: days below 10 and months 1 and 2 take a leading zero."""
    if not partial:
        return ""
    if labels.lang == "en":
        return partial
    parts = partial.split("-")
    year, rest = parts[0], [int(part) for part in parts[1:]]
    month = [f"{rest[0]:02d}" if rest[0] < 3 else str(rest[0])] if rest else []
    day = [f"{rest[1]:02d}"] if len(rest) > 1 else []
    return "/".join([*day, *month, year])


def period_text(period: str | None, labels: Labels) -> str:
    """A period in words: "đến 30/4/2024", "năm 2023", "2019–2024"."""
    if period is None:
        return labels.no_period
    kind, _, text = period.partition(":")
    if kind == "range":
        return text.replace("-", "–")
    if kind == "year":
        return f"{labels.year} {text}"
    return f"{labels.as_of} {date_text(text, labels)}"


def campaign_text(campaign: Campaign, labels: Labels) -> str:
    """What is reported on in a few words: "Sơ kết Nghị quyết 03/NQ-TLĐ"."""
    kind = labels.review_kinds.get(campaign.review_kind or "", "")
    if campaign.type is None:
        return f"{kind or labels.reports_word} {campaign.year or ''}".strip()
    return " ".join(part for part in (kind, campaign.type, campaign.number or "") if part)


def interval_text(interval: Interval, labels: Labels) -> str:
    """An interval: "25–30", "≥ 176", one number where both ends meet."""
    low = labels.number_text(plain(interval.low) or 0)
    if interval.high is None:
        return f"≥ {low}"
    if interval.high == interval.low:
        return low
    return f"{low}–{labels.number_text(plain(interval.high) or 0)}"


def change_text(change: Change, labels: Labels) -> str:
    """A change from one campaign to the next: "+6", "≥ +5", "-3 … +12"; a sign before each end."""
    low, high = plain(change.low), plain(change.high)

    def signed(value: int | float) -> str:
        return f"{'+' if value > 0 else '-' if value < 0 else ''}{labels.number_text(abs(value))}"

    if low is None and high is None:
        return labels.change_unknown
    if high is None:
        return f"≥ {signed(low or 0)}"
    if low is None:
        return f"≤ {signed(high)}"
    return signed(low) if low == high else f"{signed(low)} … {signed(high)}"


def about_text(about: str, codebook: Codebook, labels: Labels) -> str:
    """What a finding is about: an indicator, a target, a kind of statements; a document's number as it is."""
    indicator = codebook.indicator(about)
    if indicator is not None:
        return indicator.label(labels.lang)
    kind, _, number = about.partition(" ")
    return labels.target.format(number) if kind == "target" and number else labels.abouts.get(about, about)


def correction_text(change: CorrectedFigure, labels: Labels) -> str:
    """A correction in one line: who, what the report prints, why."""
    if change.reported is None:
        printed = "–"
    else:
        quantity = change.reported.quantity
        printed = f"{interval_text(quantity.interval, labels)} {labels.units[quantity.unit]}"
    return labels.corrected.format(change.who, printed, change.why)


def total_label(total: TotalRow, campaign: str, labels: Labels) -> str:
    """The name of a total row with its coverage of the era's provinces."""
    name = labels.total_provinces if total.members == "provinces" else labels.total_all
    covered = labels.provinces_covered.format(total.provinces_reporting, total.provinces_of_era)
    if total.members == "all":
        covered += f"; {labels.unions_covered.format(total.sector_unions_reporting)}"
    return f"{name} – {campaign} ({covered})"
