"""Bringing the exports of a dataset up to date, for every verb that changes it."""

from extractor.dataset.exports import Projection, held, state_of
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from schemas.catalogue_records import Lang


def up_to_date(dataset: Dataset, lang: Lang, *, force: bool = False) -> Projection:
    """What the exports show, after they were written if anything has changed.

    Raises OSError where the folder cannot be written; the old exports are as they were.
    """
    standing = None if force else held(dataset.folder, state_of(read_history(dataset.store), lang))
    if standing is not None:
        return standing
    # The libraries that write exports take longer to load than the whole of a run that changes nothing.
    from extractor.dataset.projection import project

    return project(dataset, lang)
