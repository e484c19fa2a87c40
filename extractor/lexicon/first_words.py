"""The words with which what a pattern matches can begin: where none of them stands the pattern need not be tried.

A small reader of the patterns that the lexicon is written in. Of what it does not know it says nothing, so that
the pattern is looked for everywhere.
"""

from functools import cache
from typing import TypeAlias

_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_NO_MORE = r"(?!\w)"
_SPECIAL = frozenset("\\[](){}?*+|.^$")

Heads: TypeAlias = frozenset[tuple[str, bool]]
"""Beginnings up to the end of a word at most; whether the word goes on with what follows."""
_NOTHING: Heads = frozenset({("", True)})
_AT_END: Heads = frozenset({("", False)})


class _UnknownError(Exception):
    """The pattern has something that this module does not read."""


@cache
def first_words(pattern: str) -> frozenset[str] | None:
    """The words of letters one of which begins whatever `pattern` matches, if it ends with a word; None: any.

    >>> sorted(first_words("(?:(?:các|những) )?(?:lớp|khóa(?= học)) [a-z]{1,9}|(?<=số )biên chế"))
    ['biên', 'các', 'khóa', 'lớp', 'những']
    >>> first_words("(?:lớp )?[0-9]+"), first_words("cđ[a-z]{1,6}vn"), first_words(".{3} lớp")
    (None, None, None)
    """
    try:
        heads, end = _alternatives(pattern, 0)
    except _UnknownError:
        return None
    if heads is None or end != len(pattern):
        return None
    words = frozenset(word for word, _ in heads)
    return words if "" not in words else None


def _alternatives(pattern: str, at: int) -> tuple[Heads | None, int]:
    found, at = _sequence(pattern, at)
    while pattern[at : at + 1] == "|":
        heads, at = _sequence(pattern, at + 1)
        found = found | heads if found is not None and heads is not None else None
    return found, at


def _sequence(pattern: str, at: int) -> tuple[Heads | None, int]:
    heads: Heads | None = _NOTHING
    while at < len(pattern) and pattern[at] not in "|)":
        item, at = _item(pattern, at)
        if heads is not None and any(more for _, more in heads):
            heads = None if item is None else _joined(heads, item)
    return heads, at


def _joined(heads: Heads, item: Heads) -> Heads:
    return frozenset((head + word, more) for head, goes_on in heads for word, more in (item if goes_on else _AT_END))


def _item(pattern: str, at: int) -> tuple[Heads | None, int]:
    """One letter, class or group, with how often it may stand; None: it can begin with anything."""
    letter = pattern[at]
    heads: Heads | None
    if letter == "\\":
        escaped = pattern[at + 1 : at + 2]
        if escaped == "b":
            heads, at = _NOTHING, at + 2
        elif escaped in ("s", "n", "t", "d") or not escaped.isalnum():
            heads, at = _AT_END, at + 2
        else:
            heads, at = None, pattern.index("}", at) + 1 if escaped in ("p", "P") else at + 2
    elif letter == "[":
        end = _end_of_class(pattern, at)
        lettered = any(sign.isalpha() or sign in "^\\" for sign in pattern[at:end])
        heads, at = None if lettered else _AT_END, end
    elif letter == "(":
        heads, at = _group(pattern, at)
    elif letter in "^$":
        heads, at = _NOTHING, at + 1
    elif letter == ".":
        heads, at = None, at + 1
    elif letter in _SPECIAL:
        raise _UnknownError
    else:
        heads, at = frozenset({(letter, True)}) if letter.isalpha() else _AT_END, at + 1
    least, most, at = _repeats(pattern, at)
    if heads is None or (most != 1 and any(word and more for word, more in heads)):
        return None, at
    return (heads | _NOTHING if least == 0 else heads), at


def _end_of_class(pattern: str, at: int) -> int:
    at += 2 if pattern[at + 1] == "^" else 1
    first = at
    while pattern[at] != "]" or at == first:
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _group(pattern: str, at: int) -> tuple[Heads | None, int]:
    aside = pattern.startswith(_AROUND, at)
    if aside:
        begin = at + (4 if pattern[at + 2] == "<" else 3)
    elif pattern.startswith("(?P<", at):
        begin = pattern.index(">", at) + 1
    elif pattern.startswith("(?:", at):
        begin = at + 3
    elif pattern.startswith("(?", at):
        raise _UnknownError
    else:
        begin = at + 1
    if aside:
        ends_word = pattern.startswith(_NO_MORE, at)
        return _AT_END if ends_word else _NOTHING, _end_of_group(pattern, begin)
    heads, end = _alternatives(pattern, begin)
    if pattern[end : end + 1] != ")":
        raise _UnknownError
    return heads, end + 1


def _end_of_group(pattern: str, at: int) -> int:
    depth = 1
    while depth:
        if at >= len(pattern):
            raise _UnknownError
        sign = pattern[at]
        if sign == "[":
            at = _end_of_class(pattern, at)
            continue
        depth += {"(": 1, ")": -1}.get(sign, 0)
        at += 2 if sign == "\\" else 1
    return at


def _repeats(pattern: str, at: int) -> tuple[int, int | None, int]:
    """How often at least and at most (None: any number of times), and where the sign of it ends."""
    sign = pattern[at : at + 1]
    if sign == "{":
        end = pattern.index("}", at)
        least, _, most = pattern[at + 1 : end].partition(",")
        bounds = int(least or 0), int(most or least or 0) or None
        at = end + 1
    elif sign and sign in "?*+":
        bounds = (1, None) if sign == "+" else (0, 1 if sign == "?" else None)
        at += 1
    else:
        return 1, 1, at
    if pattern[at : at + 1] in ("?", "+"):
        at += 1
    return *bounds, at
