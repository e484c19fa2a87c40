"""`tonghop audit --html`: collects what the page shows, the pictures of pages among it, and writes the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.audit_views.page import page_bytes
from extractor.audit_views.view import Picture, View, pages_shown, view_of
from extractor.audit_views.words import Pair, pair, word
from extractor.cli.arguments import WrongUsage
from extractor.cli.audit_letter import check_place
from extractor.cli.intake import short
from extractor.cli.screen import tell
from extractor.engine.files import replace_file
from extractor.engine.inputs import RECORD_SUFFIXES
from extractor.engine.outcome import shown
from extractor.engine.page_pictures import drawn_pages
from extractor.engine.pool import READ_TEXT, Limits, read_many
from extractor.messages import say
from schemas.catalogue import Catalogue, Lang
from schemas.finding import Finding
from schemas.report import Report

Findings = Mapping[Lang, tuple[Finding, ...]]

READ_WITH_TEXT = "extractor.engine.reading:record_and_text"
DPI = 96
PAGES = 40
"""At most so many pages of one report are shown."""
BYTES = 24_000_000
"""At most so many bytes of pictures in one file."""
_PAGED = frozenset({"text_layer", "ocr", "mixed"})
_READ_AT_ONCE = frozenset({"text_layer", "docx", "text"})
"""Ways of reading quick enough to be repeated for the text of a record."""


@dataclass
class AuditPage:
    """Takes one report after the other and writes them all to one page."""

    file: Path
    inputs: tuple[Path, ...]
    catalogue: Catalogue
    lang: Lang
    limits: Limits

    def __post_init__(self) -> None:
        """Raises WrongUsage where the page cannot be put there."""
        if self.file.suffix.lower() not in {".html", ".htm"} or self.file.is_dir():
            raise WrongUsage(say("usage.html_name", self.lang, path=shown(self.file)))
        check_place(self.file, self.inputs, self.lang)
        self._views: list[View] = []
        self._room = BYTES

    def add(self, path: Path, report: Report, text: str | None, findings: Findings) -> None:
        """Take one report with its findings in both languages, and pictures as far as there is room.

        What is lacking is said on the page.
        """
        original = path if path.suffix.lower() not in RECORD_SUFFIXES else original_beside(path, report)
        if text is None and original is not None and report.source.reading in _READ_AT_ONCE:
            (outcome,) = read_many([original], task=READ_TEXT, jobs=2, limits=self.limits)
            text = outcome.payload
        view = view_of(short(path), report, findings["vi"], findings["en"], text)
        pictures, notes = self._pictures(view, original)
        self._views.append(replace(view, pictures=pictures, notes=tuple(notes)))

    def write(self) -> None:
        """Write the page and tell where it is. Raises OSError; the old file is then as it was."""
        replace_file(self.file, page_bytes(self._views, self.catalogue, self.lang))
        tell(say("html.written", self.lang, path=shown(self.file)), "bold green")

    def _pictures(self, view: View, original: Path | None) -> tuple[dict[int, Picture], list[Pair]]:
        source = view.report.source
        if source.reading not in _PAGED:
            return {}, [pair("page.no_pages")]
        wanted = list(pages_shown(view.findings))
        if not wanted:
            return {}, []
        if original is None:
            return {}, [pair("page.no_original")]
        drawn, failure = drawn_pages(original, source.sha256, wanted[:PAGES], DPI, self.limits)
        if failure is not None:
            said = word("page.not_drawn", "vi", reason=failure.vi), word("page.not_drawn", "en", reason=failure.en)
            return {}, [said]
        by_page = {one.page: one for one in drawn}
        pictures = {}
        for number in wanted:
            one = by_page.get(number)
            if one is not None and len(one.jpeg) <= self._room:
                pictures[number] = Picture(number, one.width, one.height, one.jpeg)
                self._room -= len(one.jpeg)
        left = sorted(set(wanted) - set(pictures))
        listed = ", ".join(map(str, left))
        return pictures, [pair("page.left_out", n=len(left), pages=listed)] if left else []


def original_beside(record: Path, report: Report) -> Path | None:
    """The report's own file in the folder of its record: under its name and with its bytes, or null."""
    name = Path(report.source.name).name
    if not name or name in {".", ".."}:
        return None
    path = record.parent / name
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == report.source.sha256
    except (OSError, ValueError):
        return None
    return path if same else None
