"""Bringing the exports of a dataset up to date, for every verb that changes it."""

import shutil
from pathlib import Path

from extractor.cli.screen import show, tell
from extractor.dataset.exports import Projection, held, state_of
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from extractor.engine.outcome import shown
from extractor.messages import say
from schemas.catalogue_records import Lang

WORKBOOK = "national.xlsx"


def up_to_date(dataset: Dataset, lang: Lang, *, force: bool = False, jobs: int | None = None) -> Projection:
    """What the exports show, after they were written if anything has changed; pictures are cut by `jobs` workers.

    Raises OSError where the folder cannot be written; the old exports are as they were.
    """
    standing = None if force else held(dataset.folder, state_of(read_history(dataset.store), lang))
    if standing is not None:
        return standing
    # The libraries that write exports take longer to load than the whole of a run that changes nothing.
    from extractor.dataset.projection import DERIVED, project
    from extractor.engine.pictures import CACHE, PageCutter

    if force:
        # Rebuilding takes nothing over from earlier runs.
        for kept in (DERIVED, CACHE):
            shutil.rmtree(dataset.folder / kept, ignore_errors=True)
    return project(dataset, lang, PageCutter(dataset.folder, jobs=jobs))


def answer(folder: Path, projection: Projection) -> dict[str, object]:
    """What a program is told of the exports."""
    return {
        "out": shown(folder),
        "workbook": shown(folder / WORKBOOK),
        "reports": projection.reports,
        "units": projection.units,
    }


def told(folder: Path, projection: Projection, lang: str) -> None:
    """Tell a person of the exports."""
    show(say("consolidate.done", lang, n=projection.reports, units=projection.units))
    show(say("consolidate.where", lang, path=shown(folder / WORKBOOK)), "bold green")


def tell_conflicts(projection: Projection, folder: Path, lang: str) -> None:
    """Say that corrections fit no more and were not applied."""
    if projection.conflicts:
        tell(say("correct.conflicts", lang, n=projection.conflicts, path=shown(folder)), "yellow")
