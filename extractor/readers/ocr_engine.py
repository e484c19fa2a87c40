"""Debian's tesseract through its command line: pictures in, lines of recognised characters out.

The output asked for is hOCR with a box and a certainty for each character, not TSV, which has them for words
only: it shows a raised footnote mark for what it is and gives every character its own place. Each
call runs with one thread (`OMP_THREAD_LIMIT=1`, five times less processor time than the default) and a limit of time.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import regex
from lxml import etree
from PIL import Image

from extractor.errors import MissingProgram

LANGUAGE: Final = "vie"
COLUMN, BLOCK, LINE = 4, 6, 7
"""Page segmentation: one column of text of any sizes, one block of text, one line. With 3, the default, tesseract takes
the marks of a list for dirt.
"""

_NUMBERS = regex.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAMAGED = regex.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class OcrFailed(Exception):
    """tesseract took too long or gave up on a picture."""


@dataclass(frozen=True, slots=True)
class Character:
    """A recognised character, its box in pixels and the certainty from 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    sure: float


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word; `sure` is tesseract's certainty of it as a word."""

    characters: tuple[Character, ...]
    sure: float

    @property
    def text(self) -> str:
        """The word as text."""
        return "".join(character.text for character in self.characters)


Line = tuple[Word, ...]


@cache
def languages() -> frozenset[str]:
    """The languages that the installed tesseract reads; none where it is not installed."""
    if shutil.which("tesseract") is None:
        return frozenset()
    try:
        said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(said.decode("utf-8", "replace").split())


def available() -> bool:
    """Whether scans can be read on this machine."""
    return LANGUAGE in languages()


def missing(name: str) -> MissingProgram:
    """What to tell when a scan cannot be read for want of tesseract."""
    return MissingProgram(
        f"{name}: là bản quét, cần chương trình nhận dạng chữ (OCR)."
        " Hãy cài: sudo apt-get install tesseract-ocr tesseract-ocr-vie — hoặc gửi bản Word, PDF xuất từ Word.",
        f"{name}: a scan; reading it needs a program for OCR."
        " Install it: sudo apt-get install tesseract-ocr tesseract-ocr-vie — or send the Word file or a PDF of it.",
    )


def recognise(
    pictures: Sequence[Image.Image], dpi: float, *, mode: int, seconds: float, letters: str = ""
) -> list[list[Line]]:
    """The lines of each picture. `letters` are the only ones that may be found, where they are known.

    Raises OcrFailed if tesseract takes longer than `seconds` or fails.
    """
    with tempfile.TemporaryDirectory(prefix="tonghop-") as folder:
        names = []
        for number, picture in enumerate(pictures):
            path = Path(folder) / f"{number}.pgm"
            picture.save(path)
            names.append(str(path))
        list_file = Path(folder) / "pictures"
        list_file.write_text("\n".join(names) + "\n", encoding="utf-8")
        command = ["tesseract", str(list_file), "stdout", "-l", LANGUAGE, "--psm", str(mode), "--dpi", str(round(dpi))]
        command += ["-c", "hocr_char_boxes=1"]
        if letters:
            command += ["-c", f"tessedit_char_whitelist={letters}"]
        said = _run([*command, "hocr"], seconds)
    pages = _pages(said)
    if len(pages) != len(pictures):
        raise OcrFailed(f"{len(pages)} of {len(pictures)} pictures were read")
    return pages


def orientation(picture: Image.Image, *, seconds: float) -> int:
    """By how many degrees clockwise a picture must be turned to stand upright; 0 where that cannot be told."""
    if "osd" not in languages():
        return 0
    with tempfile.TemporaryDirectory(prefix="tonghop-") as folder:
        path = Path(folder) / "page.pgm"
        picture.save(path)
        try:
            said = _run(["tesseract", str(path), "stdout", "--psm", "0", "-l", "osd"], seconds)
        except OcrFailed:
            return 0
    found = regex.search(rb"Rotate: ([0-9]+)\s+Orientation confidence: ([0-9.]+)", said)
    return int(found[1]) % 360 if found and float(found[2]) > 1.0 else 0


def _run(command: list[str], seconds: float) -> bytes:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired as problem:
        raise OcrFailed(f"longer than {seconds:.0f} s") from problem
    except OSError as problem:
        raise OcrFailed(problem.strerror or "cannot start") from problem
    if done.returncode:
        raise OcrFailed(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1][:200] if done.stderr else "")
    return done.stdout


def _pages(hocr: bytes) -> list[list[Line]]:
    text = _DAMAGED.sub("", hocr.decode("utf-8", "replace"))
    parser = etree.XMLParser(recover=True, no_network=True, resolve_entities=False, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as problem:
        raise OcrFailed(str(problem)) from problem
    if root is None:
        raise OcrFailed("no output")
    pages = []
    for page in root.iter("{*}div"):
        if page.get("class") != "ocr_page":
            continue
        words: dict[str, list[Word]] = {}
        for span in page.iter("{*}span"):
            if span.get("class") != "ocrx_word":
                continue
            word = _word(span)
            if word is not None:
                line = span.getparent()
                words.setdefault(line.get("id") or "" if line is not None else "", []).append(word)
        pages.append([tuple(line) for line in words.values()])
    return pages


def _word(span: "etree._Element") -> Word | None:
    characters = []
    for part in span.iter("{*}span"):
        if part.get("class") != "ocrx_cinfo":
            continue
        numbers = [float(number) for number in _NUMBERS.findall(part.get("title") or "")]
        text = "".join(str(piece) for piece in part.itertext())
        if len(numbers) >= 5 and text.strip():
            x0, top, x1, bottom, sure = numbers[:5]
            characters.append(Character(text, x0, top, x1, bottom, max(0.0, min(1.0, sure / 100))))
    if not characters:
        return None
    found = regex.search(r"x_wconf ([0-9]+)", span.get("title") or "")
    return Word(tuple(characters), int(found[1]) / 100 if found else 0.0)
