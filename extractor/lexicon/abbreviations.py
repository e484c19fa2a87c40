"""Shortened wordings: every wording with its parts abbreviated the way offices do."""

import itertools
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import regex

from extractor.errors import CatalogueError
from extractor.language.folding import fold
from extractor.lexicon.concepts import FOLDER

MOST_PARTS = 5


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Short forms by folded full words, the longest first. Raises CatalogueError."""
    path = FOLDER / "abbreviations.toml"
    try:
        records = tomllib.loads(path.read_text(encoding="utf-8"))["abbreviation"]
        table = {fold(record["words"]): tuple(map(fold, record["short"])) for record in records}
        shown = all(record["examples"] for record in records)
    except (OSError, ValueError, KeyError) as problem:
        raise CatalogueError(f"{path.name}: {problem!r}", f"{path.name}: {problem!r}") from problem
    if not shown:
        raise CatalogueError(f"{path.name}: thiếu ví dụ", f"{path.name}: a record has no example")
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


@cache
def _phrases() -> regex.Pattern[str]:
    return regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, abbreviations())) + r")(?!\w)")


def shortened(wording: str) -> list[str]:
    """The wording with parts abbreviated; only forms that cannot be taken for something else.

    >>> shortened("đoàn viên mới")
    ['đv mới']
    >>> shortened("biên chế")
    []
    """
    pieces: list[tuple[str, ...]] = []
    at = 0
    for match in _phrases().finditer(wording):
        pieces += [(wording[at : match.start()],), (match[0], *abbreviations()[match[0]])]
        at = match.end()
    pieces.append((wording[at:],))
    parts = sum(len(piece) > 1 for piece in pieces)
    if not parts or parts > MOST_PARTS:
        return []
    forms: list[str] = []
    for chosen in itertools.product(*pieces):
        is_short = [choice != piece[0] for choice, piece in zip(chosen, pieces, strict=True)]
        if not any(is_short):
            continue
        full = "".join(choice for choice, short in zip(chosen, is_short, strict=True) if not short)
        form = "".join(chosen)
        glued = "".join(
            "" if choice == " " and _glues(chosen[place - 1 : place + 2], is_short[place - 1 : place + 2]) else choice
            for place, choice in enumerate(chosen)
        )
        for variant in dict.fromkeys((form, glued)):
            words = [word for word in regex.split(r"\W+", full) if len(word) > 1]
            if words or sum(map(str.isalpha, variant)) >= 4:
                forms.append(variant)
    return list(dict.fromkeys(forms))


def _glues(around: tuple[str, ...], is_short: list[bool]) -> bool:
    """ "CB" and "CĐ" are also written as one, "CBCĐ"; "ko" never is."""
    return len(around) == 3 and is_short[0] and is_short[2] and not {around[0], around[2]} & {"ko", "k"}


def shortened_wordings(wordings: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The shortened forms of each concept's wordings that no other concept has."""
    explicit = {words for own in wordings.values() for words in own}
    made = {name: list(dict.fromkeys(v for words in own for v in shortened(words))) for name, own in wordings.items()}
    users = Counter(variant for variants in made.values() for variant in variants)
    return {
        name: [variant for variant in variants if users[variant] == 1 and variant not in explicit]
        for name, variants in made.items()
    }
