"""Campaign files: which units are to report on which document, by when."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import ValidationError, field_validator

from extractor.dataset.faults import DatasetError
from extractor.dataset.folder import Dataset
from extractor.dataset.history import History
from schemas.campaign import ExpectedUnits
from schemas.catalogue import Catalogue
from schemas.frozen import Frozen
from schemas.period import PartialDate
from schemas.report import Era, Reviewed, ReviewKind


class CampaignFile(Frozen):
    """A campaign file (TOML). `units`: "all" provinces of the era, or their codes or names."""

    name: str
    reviewed: Reviewed
    review_kind: ReviewKind | None = None
    era: Era = "pre_2025_07"
    units: Literal["all"] | tuple[str, ...] = "all"
    sector_unions: tuple[str, ...] = ()
    deadline: PartialDate | None = None

    @field_validator("reviewed")
    @classmethod
    def _named(cls, value: Reviewed) -> Reviewed:
        if not (value.number or value.name):
            raise ValueError("a document has a number or a name")
        return value

    @field_validator("deadline", mode="before")
    @classmethod
    def _dated(cls, value: object) -> object:
        # TOML has dates of its own; both 2024-06-30 and "2024-06-30" are meant.
        return value if value is None or isinstance(value, str) else str(value)


def parse_campaign(body: str, where: object) -> CampaignFile:
    """The campaign in a file's text. Raises DatasetError with the place of the mistake."""
    try:
        return CampaignFile.model_validate(tomllib.loads(body))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _faulty(where, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except ValueError as error:
        raise _faulty(where, error) from error


def add_campaign(dataset: Dataset, path: Path, catalogue: Catalogue) -> CampaignFile:
    """Read a campaign file into the dataset; a file of the same name replaces the earlier one, both are kept."""
    try:
        body = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _faulty(path, error) from error
    campaign = parse_campaign(body, path)
    expected_units(campaign, catalogue)
    with dataset.store.writing() as writer:
        writer.add("campaigns", name=campaign.name, body=body)
    return campaign


def campaigns_of(history: History) -> list[CampaignFile]:
    """The campaigns that hold, by their names."""
    return [parse_campaign(history.campaigns[name], name) for name in sorted(history.campaigns)]


def expected_units(campaign: CampaignFile, catalogue: Catalogue) -> ExpectedUnits:
    """The units that the campaign asks. Raises DatasetError for a province that the era does not have."""
    provinces = {province.code for province in catalogue.provinces if province.era == campaign.era}
    if campaign.units != "all":
        provinces = {_code(text, campaign, catalogue) for text in campaign.units}
    return ExpectedUnits(
        era=campaign.era, provinces=frozenset(provinces), sector_unions=frozenset(campaign.sector_unions)
    )


def _code(text: str, campaign: CampaignFile, catalogue: Catalogue) -> str:
    province = catalogue.province(campaign.era, text) or catalogue.find_province(text, campaign.era)
    if province is None:
        raise _faulty(campaign.name, f"units: {text}")
    return province.code


def _faulty(where: object, reason: object) -> DatasetError:
    return DatasetError(
        f"{where}: tệp đợt báo cáo sai ({reason}). Hãy xem docs/dataset.md và sửa lại tệp.",
        f"{where}: the campaign file is wrong ({reason}). Check it against docs/dataset.md.",
    )
