"""What this machine has of what the program needs, and the triage of one file."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from extractor.engine.outcome import shown
from extractor.errors import CatalogueError
from extractor.language.citation_data import document_types, issuers, laws
from extractor.lexicon.concepts import load_concepts
from extractor.lexicon.counting import hedge_words, unit_words
from extractor.messages import say
from extractor.readers.open import MEDIA_TYPES, read_manuscript
from extractor.readers.open import load as read_bytes
from schemas.catalogue import CatalogueProblem, load

OLDEST_PYTHON = (3, 11)
PROGRAM_SECONDS = 20
_FONTS = ("Tinos", "Liberation Serif", "Times New Roman")
"""Times-like families with all Vietnamese letters; one of them is enough."""

_LEXICON = (load_concepts, unit_words, hedge_words, document_types, issuers, laws)
"""What reads a file of the lexicon; each refuses a wrong record with a CatalogueError."""

State = Literal["ok", "missing", "invalid", "optional"]


@dataclass(frozen=True, slots=True)
class Check:
    """One part: `missing` is needed and absent, `optional` absent and not needed, `invalid` wrong data.

    `part` is a program's or package's own name, or the key of a message; `fix` the key of the
    advice, with `package` to install.
    """

    part: str
    state: State
    version: str = ""
    fix: str = ""
    package: str = ""
    why: str = ""
    problem: str = ""

    def name(self, lang: str) -> str:
        """The part as a person calls it."""
        return say(self.part, lang) if self.part.startswith("doctor.") else self.part

    def advice(self, lang: str) -> str:
        """What to do, or nothing."""
        if self.problem or not self.fix:
            return self.problem
        return say(self.fix, lang, package=self.package, why=say(self.why, lang) if self.why else "")

    def as_json(self, lang: str) -> dict[str, str]:
        """The check for another program."""
        part = self.part.removeprefix("doctor.")
        return {"part": part, "state": self.state, "version": self.version, "advice": self.advice(lang)}


def checks() -> tuple[Check, ...]:
    """All checks, in a fixed order."""
    return (_python(), *_packages(), *_tesseract(), _soffice(), _fonts(), _catalogue(), _lexicon())


def exit_code(found: Iterable[Check]) -> int:
    """6 if data of the project are wrong, else 5 if something needed is missing, else 0."""
    states = {check.state for check in found}
    return 6 if "invalid" in states else 5 if "missing" in states else 0


def triage(path: Path) -> str:
    """What kind of file it is and how it is read, without understanding it: an object in JSON.

    Raises UnreadableFile as reading would.
    """
    data = read_bytes(path)
    manuscript = read_manuscript(data, path.name)
    facts = {
        "file": shown(path),
        "media_type": MEDIA_TYPES.get(path.suffix.lower()),
        "bytes": len(data),
        "pages": manuscript.pages,
        "reading": manuscript.reading,
        "characters": len(manuscript.text),
        "warnings": [warning.model_dump() for warning in manuscript.warnings],
        "triage": [asdict(sheet) for sheet in manuscript.sheets],
    }
    return json.dumps(facts, ensure_ascii=False)


def _python() -> Check:
    number = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Check("python", "missing", number, fix="doctor.python_old")
    return Check("python", "ok", number)


def _packages() -> list[Check]:
    found = []
    for requirement in requires("tonghop") or ():
        if "extra ==" in requirement:
            continue
        named = re.match(r"[A-Za-z0-9._-]+", requirement)
        name = named[0] if named else requirement
        try:
            found.append(Check(name, "ok", version(name)))
        except PackageNotFoundError:
            found.append(Check(name, "missing", fix="doctor.install_package"))
    return found


def _said(*command: str) -> str | None:
    """What a program prints, or null if it is absent or does not answer."""
    if shutil.which(command[0]) is None:
        return None
    try:
        answer = subprocess.run(command, capture_output=True, timeout=PROGRAM_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (answer.stdout or answer.stderr).decode("utf-8", "replace")


def _tesseract() -> list[Check]:
    advice = {"fix": "doctor.install_system", "why": "doctor.why_tesseract"}
    said = _said("tesseract", "--version")
    if said is None:
        return [Check("tesseract", "optional", package="tesseract-ocr tesseract-ocr-vie", **advice)]
    number = re.search(r"tesseract v?([0-9.]+)", said)
    languages = (_said("tesseract", "--list-langs") or "").split()
    vietnamese = (
        Check("tesseract vie", "ok")
        if "vie" in languages
        else Check("tesseract vie", "optional", package="tesseract-ocr-vie", **advice)
    )
    return [Check("tesseract", "ok", number[1] if number else ""), vietnamese]


def _soffice() -> Check:
    said = _said("soffice", "--version")
    if said is None:
        package = "libreoffice-writer"
        return Check("soffice", "optional", fix="doctor.install_system", package=package, why="doctor.why_soffice")
    number = re.search(r"[0-9]+(?:\.[0-9]+)+", said)
    return Check("soffice", "ok", number[0] if number else "")


def _fonts() -> Check:
    families = _said("fc-list", ":lang=vi", "family") or ""
    for family in _FONTS:
        if family in families:
            return Check("fonts", "ok", family)
    package = "fonts-croscore fonts-liberation"
    return Check("fonts", "optional", fix="doctor.install_system", package=package, why="doctor.why_fonts")


def _catalogue() -> Check:
    try:
        catalogue = load()
    except CatalogueProblem as problem:
        return Check("doctor.catalogue", "invalid", problem=str(problem))
    return Check("doctor.catalogue", "ok", str(len(catalogue.indicators)))


def _lexicon() -> Check:
    try:
        for read in _LEXICON:
            read()
    except CatalogueError as problem:
        return Check("doctor.lexicon", "invalid", problem=str(problem))
    return Check("doctor.lexicon", "ok", str(len(load_concepts().by_id)))
