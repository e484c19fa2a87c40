"""The words with which what a pattern matches can begin: where none of them stands the pattern need not be tried.

A small reader of the patterns that the lexicon is written in. Of what it does not know it says nothing, so that
the pattern is looked for everywhere.
"""

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_SPECIAL = frozenset("\\[](){}?*+|.^$")

Heads: TypeAlias = frozenset[tuple[str, bool]]
"""Beginnings up to the end of a word at most; whether the word goes on with what follows."""
_NOTHING: Heads = frozenset({("", True)})


class _UnknownError(Exception):
    """The pattern has something that this module does not read, or it can begin with anything."""


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
    words = frozenset(word for word, _ in heads)
    return words if end == len(pattern) and "" not in words else None


def _alternatives(pattern: str, at: int) -> tuple[Heads, int]:
    found, at = _sequence(pattern, at)
    while pattern[at : at + 1] == "|":
        heads, at = _sequence(pattern, at + 1)
        found |= heads
    return found, at


def _sequence(pattern: str, at: int) -> tuple[Heads, int]:
    heads = _NOTHING
    while at < len(pattern) and pattern[at] not in "|)":
        going_on = any(open_ for _, open_ in heads)
        try:
            item, at = _item(pattern, at)
        except _BeyondError as beyond:
            if going_on:
                raise _UnknownError from beyond
            item, at = _NOTHING, beyond.end
        if going_on:
            heads = frozenset(
                (head + word, more) if open_ else (head, False) for head, open_ in heads for word, more in item
            )
    return heads, at


@dataclass
class _BeyondError(Exception):
    """A part that can be any of many letters; harmless where the first word is at its end already."""

    end: int


def _item(pattern: str, at: int) -> tuple[Heads, int]:
    """One letter, class or group, with how often it may stand."""
    letter, known = pattern[at], True
    heads: Heads = _NOTHING
    if letter == "\\":
        escaped = pattern[at + 1 : at + 2]
        if escaped in ("s", "n", "t", "d", "b") or not escaped.isalnum():
            heads, at = _NOTHING if escaped == "b" else frozenset({("", False)}), at + 2
        else:
            known, at = False, pattern.index("}", at) + 1 if escaped in ("p", "P") else at + 2
    elif letter == "[":
        end = _end_of_class(pattern, at)
        known = not any(sign.isalpha() or sign in "^\\" for sign in pattern[at:end])
        heads, at = frozenset({("", False)}), end
    elif letter == "(":
        heads, at = _group(pattern, at)
    elif letter in "^$":
        at += 1
    elif letter == ".":
        known, at = False, at + 1
    elif letter in _SPECIAL:
        raise _UnknownError
    else:
        heads, at = frozenset({(letter, True) if letter.isalpha() else ("", False)}), at + 1
    least, most, at = _repeats(pattern, at)
    if not known:
        raise _BeyondError(at)
    if most != 1 and any(word and more for word, more in heads):
        raise _BeyondError(at)
    return (heads | _NOTHING if least == 0 else heads), at


def _end_of_class(pattern: str, at: int) -> int:
    at += 2 if pattern[at + 1] == "^" else 1
    first = at
    while pattern[at] != "]" or at == first:
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _group(pattern: str, at: int) -> tuple[Heads, int]:
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
        return _NOTHING, _end_of_group(pattern, begin)
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
