"""Which reports count: units, campaigns, stable report names, superseded reports."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.national.codebook import Codebook
from schemas.campaign import ExpectedUnits
from schemas.corrected import CorrectedFigure
from schemas.report import Era, Report
from schemas.table import Campaign, NationalRow, RowKind, Superseded

ERA_START = "2025-07-01"
"""From this day the 34 new provinces report (Resolution 202/2025/QH15)."""

LONGEST_SLUG = 80
"""Letters of a name that a report's id carries."""

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LEADING_NUMBER = re.compile(r"0*([0-9]+)([a-zđ]?)")
_FORM_ORDER = {"text_layer": 0, "docx": 1, "text": 2, "mixed": 3, "ocr": 4}


@dataclass(frozen=True)
class Corrected:
    """A report as it counts after corrections, and each figure that a person changed, by its id."""

    report: Report
    figures: Mapping[str, CorrectedFigure]


@dataclass(frozen=True)
class Submission:
    """A report with the names under which the national table knows it.

    `report` is what counts; where people corrected figures, `record` is still what was read.
    """

    report: Report
    report_id: str
    kind: RowKind
    era: Era | None
    code: str | None
    name: str
    campaign: str
    record: Report
    corrections: Mapping[str, CorrectedFigure] = field(default_factory=dict)

    @property
    def unit_key(self) -> tuple[str, str]:
        """What identifies the unit; a report without a readable unit is a unit of its own."""
        if self.kind == "unknown":
            return "unknown", self.report.source.sha256
        return self.era or "", self.code or slug(self.name)


@dataclass(frozen=True)
class Intake:
    """The reports that count, in the table's order; the superseded; every report for the records.

    `expected` are the units that a campaign asks to report, by the campaign's key.
    """

    current: tuple[Submission, ...]
    superseded: tuple[Superseded, ...]
    everything: tuple[Submission, ...]
    campaigns: tuple[Campaign, ...]
    expected: Mapping[str, ExpectedUnits] = field(default_factory=dict)


@lru_cache(maxsize=1 << 14)
def slug(text: str) -> str:
    """Letters and digits of a name without accents, for file names and keys.

    >>> slug("Công đoàn Y tế Việt Nam"), slug("Đắk Lắk")
    ('cong-doan-y-te-viet-nam', 'dak-lak')
    """
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d").replace("ð", "d")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_SLUG.sub("-", plain).strip("-")


def _short_slug(text: str) -> str:
    """The slug as part of a file name: no system takes names over 255 bytes, and the hash tells two apart."""
    return slug(text)[:LONGEST_SLUG].strip("-")


def take_in(
    reports: Iterable[Report],
    codebook: Codebook,
    *,
    corrected: Mapping[str, Corrected] | None = None,
    received: Mapping[str, int] | None = None,
    expected: Mapping[str, ExpectedUnits] | None = None,
) -> Intake:
    """Name every report, drop files given twice, and set earlier reports of one unit and campaign aside.

    By sha256: `corrected` reports count in place of what was read; of two reports alike in date and form
    the one `received` later counts. `expected` units are given by the campaign's key.
    """
    distinct = sorted({report.source.sha256: report for report in _ordered(reports)}.values(), key=_stable)
    campaigns = _campaigns(distinct)
    submissions = [
        _submission(report, campaigns[report.source.sha256], codebook, (corrected or {}).get(report.source.sha256))
        for report in distinct
    ]
    groups: defaultdict[tuple[tuple[str, str], str], list[Submission]] = defaultdict(list)
    for submission in submissions:
        groups[submission.unit_key, submission.campaign].append(submission)
    current, superseded = [], []
    for group in groups.values():
        winner, *losers = sorted(group, key=lambda one: _precedence(one, received or {}))
        current.append(winner)
        superseded += [_superseded(loser, winner) for loser in losers]
    used = {campaign.key: campaign for campaign in campaigns.values()}
    return Intake(
        current=tuple(sorted(current, key=_row_order)),
        superseded=tuple(sorted(superseded, key=lambda entry: entry.report_id)),
        everything=tuple(sorted(submissions, key=lambda submission: submission.report_id)),
        campaigns=tuple(used[key] for key in sorted(used)),
        expected=expected or {},
    )


def awaited(asked: ExpectedUnits, campaign: str, rows: Iterable[NationalRow], codebook: Codebook) -> tuple[str, ...]:
    """The units that a campaign asks to report and from which no report counts, provinces by code and then unions."""
    given = [row for row in rows if row.campaign == campaign]
    codes = {row.code for row in given if row.era == asked.era}
    names = {slug(row.name) for row in given if row.kind == "sector_union"}
    provinces = [codebook.provinces.get((asked.era, code), code) for code in sorted(asked.provinces - codes)]
    return (*provinces, *(name for name in sorted(asked.sector_unions) if slug(name) not in names))


def _ordered(reports: Iterable[Report]) -> list[Report]:
    # The same bytes under two names are one submission: the name that sorts first stays.
    return sorted(reports, key=lambda report: (report.source.sha256, report.source.name), reverse=True)


def _stable(report: Report) -> tuple[str, str]:
    return report.source.sha256, report.source.name


def _submission(report: Report, campaign: Campaign, codebook: Codebook, corrected: Corrected | None) -> Submission:
    unit, issued = report.header.unit, report.header.issued
    kind: RowKind
    if unit is None:
        kind, era, code = "unknown", era_of(issued), None
        name = report.header.issuer or report.source.name
        place = f"unknown-{_short_slug(report.source.name.rsplit('.', 1)[0]) or 'report'}"
    else:
        era, code = unit.era, unit.code
        kind = "sector_union" if code is None else "province"
        name = codebook.provinces.get((era, code), unit.name) if code is not None else unit.name
        place = f"{era}-{code or _short_slug(name)}"
    report_id = f"{place}-{issued or 'undated'}-{report.source.sha256[:8]}"
    counts = corrected.report if corrected else report
    changed = corrected.figures if corrected else {}
    return Submission(counts, report_id, kind, era, code, name, campaign.key, report, changed)


def era_of(issued: str | None) -> Era | None:
    """The era of a report by its date; a bare "2025" could be either and gives null.

    >>> era_of("2025-06-30"), era_of("2025-09-16"), era_of("2025")
    ('pre_2025_07', 'post_2025_07', None)
    """
    if issued is None or (len(issued) == 4 and issued == ERA_START[:4]):
        return None
    return "post_2025_07" if issued >= ERA_START[: len(issued)] else "pre_2025_07"


def _precedence(submission: Submission, received: Mapping[str, int]) -> tuple[bool, tuple[int, ...], int, int, str]:
    """First is what counts: final before draft, later before earlier, the most reliable form, the last received."""
    header, source = submission.report.header, submission.report.source
    later_first = tuple(-int(part) for part in (header.issued or "0").split("-"))
    return header.draft, later_first, _FORM_ORDER[source.reading], -received.get(source.sha256, 0), source.sha256


def _superseded(loser: Submission, winner: Submission) -> Superseded:
    mine, theirs = loser.report.header, winner.report.header
    if mine.draft and not theirs.draft:
        reason = "draft"
    else:
        reason = "same_issue" if mine.issued == theirs.issued else "earlier_issue"
    return Superseded.model_validate(
        {
            "report_id": loser.report_id,
            "file": loser.report.source.name,
            "by_report_id": winner.report_id,
            "by_file": winner.report.source.name,
            "reason": reason,
        }
    )


_KIND_ORDER: Mapping[RowKind, int] = {"province": 0, "sector_union": 1, "unknown": 2}


def _row_order(submission: Submission) -> tuple[str, str, int, str, str]:
    # "pre" after "post" in the alphabet, yet before it in time; reports of no known era come last.
    era = {"pre_2025_07": "0", "post_2025_07": "1"}.get(submission.era or "", "2")
    unit = submission.code or slug(submission.name)
    return era, submission.campaign, _KIND_ORDER[submission.kind], unit, submission.report_id


# Campaigns -------------------------------------------------------------------------------------


def _campaigns(reports: Sequence[Report]) -> dict[str, Campaign]:
    """The campaign of each report by sha256.

    One document printed in two styles ("03/NQ-TLĐ", "03-NQ/BCH") with one type, number and date is
    one campaign; a report that prints no date joins the dated campaign of its spelling, if one
    alone fits.
    """
    dated: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for report in reports:
        reviewed = report.header.reviewed
        if reviewed is not None and reviewed.issued is not None:
            dated[_spelling(report)].add(reviewed.issued)
    keyed: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        keyed[_campaign_key(report, dated)].append(report)
    return {
        report.source.sha256: campaign
        for key, members in keyed.items()
        for campaign in (_campaign(key, members),)
        for report in members
    }


def _spelling(report: Report) -> tuple[str, ...]:
    reviewed = report.header.reviewed
    if reviewed is None:
        return ()
    return slug(reviewed.type), slug(reviewed.number or reviewed.name or "")


def _campaign_key(report: Report, dated: Mapping[tuple[str, ...], set[str]]) -> str:
    header, reviewed = report.header, report.header.reviewed
    if reviewed is None:
        return f"{header.review_kind or 'report'}-{(header.issued or 'undated')[:4]}"
    issued = reviewed.issued
    if issued is None:
        dates = dated.get(_spelling(report), set())
        issued = next(iter(dates)) if len(dates) == 1 else None
    number = _LEADING_NUMBER.match((reviewed.number or "").casefold())
    if issued is not None and len(issued) == len("2019-01-11") and number:
        return f"{slug(reviewed.type)}-{int(number[1]):02d}{slug(number[2])}-{issued}"
    return "-".join(part for part in (*_spelling(report), issued or "") if part)


def _campaign(key: str, members: Sequence[Report]) -> Campaign:
    # The spelling that most reports use stands for the campaign.
    used = Counter(map(_spelling, members))
    header = min(members, key=lambda report: (-used[_spelling(report)], _stable(report))).header
    reviewed = header.reviewed
    dates = sorted(m.header.reviewed.issued for m in members if m.header.reviewed and m.header.reviewed.issued)
    return Campaign(
        key=key,
        type=reviewed.type if reviewed else None,
        number=(reviewed.number or reviewed.name) if reviewed else None,
        issued=dates[0] if dates else None,
        review_kind=header.review_kind,
        year=(header.issued or "")[:4] or None if reviewed is None else None,
    )
