"""`tonghop audit --letter`: the query letters of the reports that were audited."""

import re
from pathlib import Path

from extractor.audit_views.letter import Enquiry, compose, letter_bytes
from extractor.audit_views.questions import questions
from extractor.cli.arguments import WrongUsage
from extractor.cli.intake import prepare_folder
from extractor.cli.screen import tell
from extractor.engine.files import replace_file
from extractor.engine.outcome import shown
from extractor.messages import say
from schemas.catalogue import Catalogue
from schemas.finding import Finding
from schemas.report import Report

_UNSAFE = re.compile(r"[^\w .-]+")
_SCANNED = frozenset({"ocr", "mixed"})


def check_place(path: Path, inputs: tuple[Path, ...], lang: str) -> None:
    """Raises WrongUsage where a file cannot be put there: it is an input, or its folder does not exist."""
    if path.resolve() in {one.resolve() for one in inputs}:
        raise WrongUsage(say("usage.is_input", lang, path=shown(path)))
    if not path.parent.is_dir():
        raise WrongUsage(say("usage.no_folder", lang, path=shown(path.parent)))


class Letters:
    """Collects one letter a report and writes them at the end, so that a wrong usage writes none."""

    def __init__(
        self, place: Path, inputs: tuple[Path, ...], catalogue: Catalogue, lang: str, *, ask_open: bool
    ) -> None:
        self._place = place
        self._catalogue = catalogue
        self._lang = lang
        self._ask_open = ask_open
        self._enquiries: list[tuple[str, Enquiry]] = []
        self._as_file = place.suffix.lower() == ".docx" and not place.is_dir()
        if self._as_file:
            check_place(place, inputs, lang)
            if len(inputs) > 1:
                raise WrongUsage(say("usage.letter_folder", lang, path=shown(place)))
        elif place.exists() and not place.is_dir():
            raise WrongUsage(say("usage.out_is_file", lang, path=shown(place)))

    def add(self, name: str, report: Report, findings: tuple[Finding, ...]) -> None:
        """Take one report and its findings in Vietnamese; `name` is how it is called on the screen.

        Raises WrongUsage for a second report into one file.
        """
        if self._as_file and self._enquiries:
            raise WrongUsage(say("usage.letter_folder", self._lang, path=shown(self._place)))
        self._enquiries.append((name, Enquiry(report, findings, self._catalogue, questions(), self._ask_open)))

    def write(self) -> None:
        """Write the letters and tell where they are, or that there is nothing to ask. Raises OSError."""
        for name, enquiry in self._enquiries:
            body = letter_bytes(enquiry)
            if body is None:
                tell(say("letter.nothing", self._lang, name=name), "green")
                continue
            path = self._place
            if not self._as_file:
                prepare_folder(path, self._lang)
                path = path / letter_name(enquiry.report)
            replace_file(path, body)
            n = sum(getattr(block, "style", "") == "question" for block in compose(enquiry))
            tell(say("letter.written", self._lang, n=n, path=shown(path)), "bold green")
            if enquiry.report.source.reading in _SCANNED:
                tell(say("letter.from_scan", self._lang, name=name), "yellow")


def letter_name(report: Report) -> str:
    """A file name of the unit (or the report's file) and the first digits of its hash: two never take one place."""
    unit = report.header.unit
    who = unit.name if unit is not None else Path(report.source.name).stem
    return f"{_UNSAFE.sub('_', who).strip(' .')[:80] or 'report'}.{report.source.sha256[:12]}.docx"
