"""Slash lists: labels and numbers in step, "HTXSNV/HTTNV/HTNV: 6/34/3", "2019/2020/2021: 48/21/17"."""

from dataclasses import dataclass

import regex

from schemas.quantity import Unit

_NUMBERS = regex.compile(r"(?<![\w/.,])[0-9]{1,3}(?:[0-9]{0,3}|(?:\.[0-9]{3})+)(?:\s?/\s?[0-9][0-9.]*)++(?![\w/%])")
_PART = r"[^/:;,()\n0-9]{1,28}|\s?(?:năm )?20[0-9]{2}\s?"
_LABELS = regex.compile(
    rf"(?:^|[:;,(.]\s|(?<=\s))((?:{_PART})(?:/(?:{_PART}))+)"
    r"(?:\s?\([^()\n]{1,40}\))?\s?(?::|=|là|lần lượt là|tương ứng)\s?$"
)
_YEARS = regex.compile(r"(?:(?:các |trong )?năm )?20[0-9]{2}(?:\s?/\s?(?:năm )?20[0-9]{2})+")
_CLAUSE = regex.compile(r"[^:;,.()\n]*$")
_LEAST_LABEL = 8
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a list: the span of its own label, and of the list as a whole.

    `year`: the year it is of, where the label spans years; `unit`: what the list counts, where it says so
    once for all; `clear` is false where labels and numbers do not pair off. `again`: it goes through what the
    numbers before the list are of.
    """

    label: tuple[int, int]
    whole: tuple[int, int]
    year: str | None = None
    unit: Unit | None = None
    clear: bool = True
    again: bool = False


def find_slash_lists(folded: str) -> dict[int, Entry]:
    """The entries of all slash lists by the position of their number.

    >>> text = "ngạch cvc/cv: 8/11"
    >>> {text[at : at + 2].strip("/"): text[slice(*entry.label)] for at, entry in find_slash_lists(text).items()}
    {'8': 'ngạch cvc', '11': 'cv'}
    """
    found: dict[int, Entry] = {}
    for numbers in _NUMBERS.finditer(folded):
        line = folded.rfind("\n", 0, numbers.start()) + 1
        labels = _LABELS.search(folded, max(line, numbers.start() - 160), numbers.start())
        if labels is None:
            continue
        parts = list(regex.finditer(r"[^/]+", labels[1]))
        digits = list(regex.finditer(r"[0-9][0-9.]*", numbers[0]))
        if len(parts) != len(digits) or any(len(part[0].split()) > _MOST_WORDS for part in parts[1:]):
            continue
        whole = (labels.start(1), numbers.end())
        if _YEARS.fullmatch(labels[1].strip()):
            # "Số cuộc kiểm tra các năm 2021/2022/2023: 07/11/14": what is counted stands before the years.
            before = _CLAUSE.search(folded, line, labels.start(1))
            if before is not None and len(before[0].strip()) >= _LEAST_LABEL:
                for part, number in zip(parts, digits, strict=True):
                    label, year = (before.start(), labels.start(1)), part[0].strip()[-4:]
                    found[numbers.start() + number.start()] = Entry(label, (before.start(), numbers.end()), year=year)
                continue
        for part, number in zip(parts, digits, strict=True):
            label = (labels.start(1) + part.start(), labels.start(1) + part.end())
            found[numbers.start() + number.start()] = Entry(label, whole)
    return found
