"""The words of the interface in Vietnamese and English, read from messages.toml."""

import os
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
VARIABLE = "TONGHOP_LANG"


@cache
def _texts() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "messages.toml").open("rb") as file:
        return tomllib.load(file)


def say(key: str, lang: str, **values: object) -> str:
    """The message `key` in `lang` with its values filled in. Raises KeyError for an unknown key.

    >>> say("consolidate.where", "en", path="out/national.xlsx")
    'National workbook: out/national.xlsx'
    """
    return _texts()[key][lang].format(**values)


def label(family: str, name: str, lang: str) -> str:
    """The label of one value of a vocabulary, or the value itself where it has none.

    >>> label("severity", "error", "en"), label("severity", "odd", "en")
    ('error', 'odd')
    """
    text = _texts().get(f"{family}.{name}")
    return text[lang] if text else name


def spoken_language(arguments: list[str]) -> str:
    """The language asked for with `--lang` or TONGHOP_LANG, before the command line is parsed; else Vietnamese.

    >>> spoken_language(["extract", "--lang=en"]), spoken_language(["doctor", "--lang", "vi"])
    ('en', 'vi')
    """
    chosen = os.environ.get(VARIABLE, "")
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            chosen = arguments[at + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]
