"""Where evidence stands and what it says, written for a person."""

import re
from collections.abc import Iterator
from functools import cached_property

from extractor.audit_views.words import word
from extractor.documents.markup import clean
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue, Lang
from schemas.finding import Compared
from schemas.report import Report

_PART = re.compile(r"P([0-9]+)(?:\.(.+))?")
_APART = re.compile(r"(annex|footnote)(?: (.+))?")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_NAMED = frozenset({"header", "body", "signature", "recipients"})
_GROUPS = frozenset({"targets", "citations", "percent", "passages", "ratios", "periods", "flows"})
_LINE_END_HYPHEN = "\ufffe"
"""PDFium's sign of a hyphen at the end of a line."""


def section_text(section: str, lang: Lang) -> str:
    """A section path as a reader says it.

    >>> section_text("P1.II.3", "vi"), section_text("annex 2", "en"), section_text("IV.7", "vi")
    ('phần 1, mục II.3', 'annex 2', 'mục IV.7')
    """
    if not section:
        return ""
    if section in _NAMED:
        return word(f"place.{section}", lang)
    apart = _APART.fullmatch(section)
    if apart:
        return word(f"place.{apart[1]}", lang, number=apart[2] or "").strip()
    part = _PART.fullmatch(section)
    if part is None:
        return word("place.section", lang, section=section)
    if part[2] is None:
        return word("place.only_part", lang, part=part[1])
    return word("place.part", lang, part=part[1], section=part[2])


def quoted(text: str, most: int = 0) -> str:
    """The printable characters of a quote on one line, cells of a table apart.

    What is longer than `most` is given in whole words of its two ends.

    >>> quoted("Cộng\\t12\\t 7"), quoted("một hai ba bốn năm", 15)
    ('Cộng | 12 | 7', 'một hai … năm')
    """
    printable = clean(text.replace(_LINE_END_HYPHEN, "-"))
    flat = " | ".join(" ".join(cell.split()) for cell in printable.split("\t"))
    if not most or len(flat) <= most:
        return flat
    room = most - 3
    first, last = flat[: room - room // 3], flat[len(flat) - room // 3 :]
    return f"{first.rsplit(' ', 1)[0]} … {last.split(' ', 1)[-1]}"


class Places:
    """The sections of a report's places."""

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def _sections(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for anchor, section in self._known():
            found.setdefault((anchor.start, anchor.end), section)
        return found

    def _known(self) -> Iterator[tuple[Anchor, str]]:
        report = self._report
        for figure in report.figures:
            yield figure.anchor, figure.section
        for other in report.other_figures:
            yield other.anchor, other.section
        for target in report.targets:
            yield target.anchor, target.section
            if target.text_anchor is not None:
                yield target.text_anchor, target.section
        for regulation in report.regulations:
            for mention in regulation.mentions:
                yield mention.anchor, mention.section
        for table in report.tables:
            for row in table.rows:
                for cell in row.cells:
                    if cell.anchor is not None:
                        yield cell.anchor, table.section

    def section(self, anchor: Anchor) -> str:
        """The section of a fact's place; empty where the record does not tell it (repeated figures, dates)."""
        return self._sections.get((anchor.start, anchor.end), "")

    def formal(self, anchor: Anchor) -> str:
        """The section as a Vietnamese letter names it: "mục II.2 phần I"."""
        section = self.section(anchor)
        part = _PART.fullmatch(section)
        if part is None:
            return section_text(section, "vi")
        roman = _ROMAN.get(part[1], part[1])
        if part[2] is None:
            return word("place.only_part", "vi", part=roman)
        return word("place.formal_part", "vi", part=roman, section=part[2])

    def text(self, anchor: Anchor, lang: Lang) -> str:
        """Page and section: "tr. 3, mục II.1"; empty where the source has no pages and the section is unknown."""
        page = "" if anchor.page is None else word("place.page", lang, page=anchor.page)
        return ", ".join(filter(None, (page, section_text(self.section(anchor), lang))))


def compared(other: Compared, lang: Lang) -> str:
    """What another report prints, with its unit, file and page."""
    page = other.anchor.page if other.anchor is not None else None
    place = ", ".join(filter(None, (other.source.name, "" if page is None else word("place.page", lang, page=page))))
    return f"{quoted(other.unit, 120)}: {quoted(other.printed, 300)} ({place})"


def is_whole(about: str) -> bool:
    """True for what a finding says of the whole report, not of one indicator, target or document.

    >>> is_whole("citations"), is_whole("union_members")
    (True, False)
    """
    return about in _GROUPS or about in _NAMED


def subject(about: str, catalogue: Catalogue, lang: Lang) -> str:
    """What a finding is about, for a reader: the indicator's name, "Target 6", or a regulation's number as it is."""
    if about.startswith("target "):
        return word("place.target", lang, number=about.removeprefix("target "))
    if is_whole(about):
        return word(f"place.{about}", lang)
    known = catalogue.indicators.get(about)
    return known.label(lang) if known else quoted(about)
