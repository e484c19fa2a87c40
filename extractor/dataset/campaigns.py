"""How campaigns stand: which units have reported, which have not; what the national table expects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.dataset.campaign_files import CampaignFile, campaigns_of, expected_units
from extractor.dataset.history import History
from extractor.national.codebook import codebook_of
from extractor.national.submissions import Intake, Submission, slug, take_in
from schemas.campaign import ExpectedUnits, UnitState
from schemas.catalogue import Catalogue
from schemas.report import Header, Report, Source

_SPECIMEN = "0" * 64


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """Where one unit stands. `report_id` and `issued` are those of the report that counts, if any came."""

    code: str | None
    name: str
    state: UnitState
    report_id: str | None = None
    issued: str | None = None
    received: int = 0
    expected: bool = True


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """All units of a campaign, expected ones first, and those that report unasked."""

    name: str
    key: str
    deadline: str | None
    units: tuple[UnitStatus, ...]

    def count(self, *states: UnitState) -> int:
        """How many expected units are in one of the states."""
        return sum(unit.expected and unit.state in states for unit in self.units)

    @property
    def expected(self) -> int:
        """How many units are asked to report."""
        return sum(unit.expected for unit in self.units)


def expectations(history: History, reports: Sequence[Report], catalogue: Catalogue) -> Mapping[str, ExpectedUnits]:
    """What all campaigns of a dataset expect, by their keys in the national table of `reports`."""
    return {
        _among(campaign, reports, catalogue)[1]: expected_units(campaign, catalogue)
        for campaign in campaigns_of(history)
    }


def status(campaign: CampaignFile, reports: Sequence[Report], catalogue: Catalogue) -> CampaignStatus:
    """Who has reported and who has not. A date is late only as far as it is known."""
    expected, codebook = expected_units(campaign, catalogue), codebook_of(catalogue)
    intake, key = _among(campaign, reports, catalogue)
    came: dict[tuple[str | None, str], list[Submission]] = {}
    for one in intake.everything:
        if one.campaign == key and one.era == campaign.era and one.kind != "unknown":
            came.setdefault(_unit(one.code, one.name), []).append(one)
    current = {one.report_id for one in intake.current}
    asked: list[tuple[str | None, str]] = [
        (code, codebook.provinces[campaign.era, code]) for code in sorted(expected.provinces)
    ]
    asked += [(None, name) for name in sorted(expected.sector_unions, key=slug)]
    units = [_status(code, name, came.pop(_unit(code, name), []), current, campaign) for code, name in asked]
    for (code, _), submissions in sorted(came.items(), key=lambda item: (item[0][0] or "~", item[0][1])):
        units.append(_status(code, submissions[0].name, submissions, current, campaign, expected=False))
    return CampaignStatus(campaign.name, key, campaign.deadline, tuple(units))


def _status(
    code: str | None,
    name: str,
    submissions: list[Submission],
    current: set[str],
    campaign: CampaignFile,
    *,
    expected: bool = True,
) -> UnitStatus:
    counted = next((one for one in submissions if one.report_id in current), None)
    if counted is None:
        return UnitStatus(code, name, "missing", expected=expected)
    header = counted.record.header
    state: UnitState = "draft" if header.draft else "late" if _late(header, campaign.deadline) else "reported"
    return UnitStatus(code, name, state, counted.report_id, header.issued, len(submissions), expected)


def _late(header: Header, deadline: str | None) -> bool:
    if deadline is None or header.issued is None:
        return False
    known = min(len(deadline), len(header.issued))
    return header.issued[:known] > deadline[:known]


def _unit(code: str | None, name: str) -> tuple[str | None, str]:
    return (code, "") if code is not None else (None, slug(name))


def _among(campaign: CampaignFile, reports: Sequence[Report], catalogue: Catalogue) -> tuple[Intake, str]:
    """The reports in the table's order, and the key of the campaign among them.

    A report of no unit on the campaign's document is put among them: what the table makes of it, also
    where some spell the document without its date, names the campaign.
    """
    source = Source(name=campaign.name, sha256=_SPECIMEN, media_type="application/toml", reading="text")
    specimen = Report(source=source, header=Header(reviewed=campaign.reviewed, review_kind=campaign.review_kind))
    intake = take_in([*reports, specimen], codebook_of(catalogue))
    return intake, next(one.campaign for one in intake.everything if one.record.source.sha256 == _SPECIMEN)
