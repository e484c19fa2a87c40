"""The words of the auditor's views, read from data/words.toml."""

import tomllib
from functools import cache
from pathlib import Path

from schemas.catalogue import Lang

DATA = Path(__file__).parent / "data"

Pair = tuple[str, str]
"""A text in Vietnamese and in English."""


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every word by its key and language."""
    with (DATA / "words.toml").open("rb") as file:
        return tomllib.load(file)


def word(key: str, lang: Lang, **values: object) -> str:
    """The word or sentence `key` in `lang` with its values filled in. Raises KeyError for an unknown key.

    >>> word("place.page", "vi", page=3)
    'tr. 3'
    """
    return texts()[key][lang].format(**values)


def pair(key: str, **values: object) -> Pair:
    """The word in both languages."""
    return word(key, "vi", **values), word(key, "en", **values)
