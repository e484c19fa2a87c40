"""`tonghop campaign`: who is to report on what by when, who has, and who has not."""

import argparse
import json
from dataclasses import asdict

from rich.text import Text

from extractor.cli.exporting import up_to_date
from extractor.cli.screen import show_table, wants_json
from extractor.dataset.campaign_files import add_campaign, campaigns_of
from extractor.dataset.campaigns import CampaignStatus, status
from extractor.dataset.folder import Dataset
from extractor.dataset.history import load_reports, read_history
from extractor.messages import label, say
from schemas.catalogue import load

_STYLES = {"reported": "green", "late": "yellow", "draft": "yellow", "missing": "bold red"}


def execute(options: argparse.Namespace) -> int:
    """Take a campaign file into the dataset, or show how the campaigns in it stand."""
    lang, catalogue = options.lang, load()
    with Dataset.open(options.dataset, url=options.store) as dataset:
        name = None
        if options.file is not None:
            with dataset.locked():
                name = add_campaign(dataset, options.file, catalogue).name
                up_to_date(dataset, lang)
        history = read_history(dataset.store)
        counted = history.counted()
        reports = load_reports(dataset.store, (one.holds for one in counted), {one.sha256: one.name for one in counted})
    for campaign in campaigns_of(history):
        if name in {None, campaign.name}:
            _show(status(campaign, reports, catalogue), options)
    return 0


def _show(standing: CampaignStatus, options: argparse.Namespace) -> None:
    lang = options.lang
    numbers = {
        "expected": standing.expected,
        "reported": standing.count("reported", "late"),
        "late": standing.count("late"),
        "draft": standing.count("draft"),
        "missing": standing.count("missing"),
    }
    if wants_json(options.json):
        units = [asdict(unit) for unit in standing.units]
        head = {"name": standing.name, "campaign": standing.key, "deadline": standing.deadline}
        print(json.dumps({**head, **numbers, "units": units}, ensure_ascii=False))
        return
    columns = [say(f"campaign.{key}", lang) for key in ("code", "unit", "state", "issued")]
    rows = []
    for unit in standing.units:
        state = label("unit_state", unit.state, lang)
        if not unit.expected:
            state += " – " + say("campaign.unasked", lang)
        rows.append((unit.code or "", unit.name, Text(state, style=_STYLES[unit.state]), unit.issued or ""))
    show_table(say("campaign.title", lang, name=standing.name, **numbers), columns, rows)
