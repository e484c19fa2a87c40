"""Damage of a scan: what recognition does to a printed page.

Only the body is damaged, and no number loses its value: a digit may become a look-alike letter
(`l4`, `O8`, `2O23`) that the number's shape still tells. Marks move with the text, so the quotes of
gold are what the damaged page says.
"""

import re
from dataclasses import replace
from random import Random

from generator.marked import Mark, Marked
from generator.write import Report

WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"(?<![\w/.\-])[0-9]{2,4}(?![\w/.\-])")
DIACRITICS = {
    "ố": "ô", "ổ": "ồ", "ạ": "a", "ả": "à", "ư": "u", "ơ": "o", "ấ": "á", "ế": "ê", "ệ": "ê", "ộ": "ô", "ụ": "u",
    "ồ": "ô", "ề": "ê", "ậ": "â",
}  # fmt: skip
LOOK_ALIKES = {"1": "l", "0": "O"}
PROTECTED = ("header", "signature")
Edit = tuple[int, int, str]


def damage(report: Report, rng: Random, *, rate: float = 0.012, pages: bool = True) -> Report:
    """The report after recognition: the same facts, their words damaged."""
    text = report.marked
    safe = _protected(text)
    edits: list[Edit] = []
    taken = list(safe)
    for find, spoil, share in (
        (WORD, _diacritic, rate), (WORD, _split, rate / 6), (re.compile(r"(?<=\w) (?=\w)"), _glue, rate / 8),
        (NUMBER, _look_alike, rate * 4), (re.compile(r"LĐLĐ"), _stroke, 0.12),
    ):  # fmt: skip
        for found in find.finditer(text.text):
            if rng.random() >= share or any(a < found.end() and found.start() < b for a, b in taken):
                continue
            new = spoil(found[0], rng)
            if new != found[0]:
                edits.append((found.start(), found.end(), new))
                taken.append((found.start(), found.end()))
    if pages:
        edits += _page_numbers(text, rng, taken)
    return replace(report, marked=_edited(text, sorted(edits)))


def _protected(text: Marked) -> list[tuple[int, int]]:
    """Spans that stay whole: header and signature, headings, tables, footnote marks, verdict words."""
    spans = [(mark.start, mark.end) for mark in text.marks if mark.section in PROTECTED]
    body = text.text.find("như sau")
    end = text.text.find("Nơi nhận")
    spans.append((0, max(0, body)))
    spans.append((end if end >= 0 else len(text.text), len(text.text)))
    spans += [
        found.span()
        for found in re.finditer(r"^(?:\*\*.*|#.*|\|.*|\[\^.*|[IVX]+[./-].*|[0-9][./-] .*)$", text.text, re.M)
    ]
    spans += [found.span() for found in re.finditer(r"\[\^[0-9]+\]|\*\([^)]*\)\*", text.text)]
    return spans


def _diacritic(word: str, rng: Random) -> str:
    places = [i for i, letter in enumerate(word) if letter in DIACRITICS]
    if not places:
        return word
    at = rng.choice(places)
    return word[:at] + DIACRITICS[word[at]] + word[at + 1 :]


def _split(word: str, rng: Random) -> str:
    return f"{word[:2]} {word[2:]}" if len(word) > 4 else word


def _glue(blank: str, rng: Random) -> str:
    return ""


def _look_alike(number: str, rng: Random) -> str:
    places = [i for i, digit in enumerate(number) if digit in LOOK_ALIKES]
    if not places or len(places) == len(number):
        return number
    at = rng.choice(places)
    return number[:at] + LOOK_ALIKES[number[at]] + number[at + 1 :]


def _stroke(word: str, rng: Random) -> str:
    return rng.choice(("LĐLD", "LDLĐ"))


def _page_numbers(text: Marked, rng: Random, taken: list[tuple[int, int]]) -> list[Edit]:
    """A page ends inside a paragraph now and then: its number stands between the halves of a sentence."""
    inside = [(mark.start, mark.end) for mark in text.marks] + taken
    edits, page = [], 2
    for found in re.finditer(r"(?<=[a-zà-ỹ]) (?=[a-zà-ỹ])", text.text):
        if found.start() < page * 4200 or any(a <= found.start() < b for a, b in inside):
            continue
        edits.append((found.start(), found.end(), f"\n\n{page}\n\n"))
        page += 1
    return edits


def _edited(text: Marked, edits: list[Edit]) -> Marked:
    """The text after the edits, the marks moved along."""
    parts, at, shifts = [], 0, []
    for start, end, new in edits:
        parts += [text.text[at:start], new]
        shifts.append((start, end, len(new) - (end - start)))
        at = end
    parts.append(text.text[at:])

    def moved(position: int, *, closing: bool) -> int:
        shift = 0
        for start, end, by in shifts:
            if end <= position if closing else end <= position or start < position:
                shift += by
        return position + shift

    marks: list[Mark] = [
        replace(mark, start=moved(mark.start, closing=False), end=moved(mark.end, closing=True)) for mark in text.marks
    ]
    return Marked("".join(parts), tuple(marks))
