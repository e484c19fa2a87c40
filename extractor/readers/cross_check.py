"""A second opinion on a PDF: pdfplumber reads it too, and the numerals of both are compared."""

import io
from collections import Counter

import pdfplumber
import regex
from pdfminer.pdfexceptions import PDFException

from extractor.readers.manuscript import Manuscript
from schemas.report import Warning

_NUMERAL = regex.compile(r"[0-9]+")
_SHOWN = 12
_WORD_GAP = 1.5


def disagreements(data: bytes, manuscript: Manuscript) -> list[Warning]:
    """A warning `reader_disagreement` for each page whose numerals pdfplumber reads otherwise.

    Pages that were recognised from their picture are left out: pdfplumber reads no pictures.
    """
    pictured = {sheet.page for sheet in manuscript.sheets if sheet.verdict not in ("text", "reordered_text")}
    ours: dict[int, Counter[str]] = {}
    for line in manuscript.lines:
        found = _NUMERAL.findall(manuscript.text[line.start : line.end])
        ours.setdefault(line.page, Counter()).update(found)
    out = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for number, page in enumerate(document.pages, start=1):
                if number in pictured:
                    continue
                words = page.extract_words(x_tolerance=_WORD_GAP, extra_attrs=["size"])
                theirs = Counter(numeral for word in words for numeral in _NUMERAL.findall(word["text"]))
                out += _told(number, ours.get(number, Counter()), theirs)
                page.close()
    except (PDFException, ValueError, KeyError, TypeError, AssertionError, RecursionError) as problem:
        message = f"Không đối chiếu được bằng bộ đọc thứ hai ({type(problem).__name__})."
        out.append(Warning(code="cross_check_failed", message=message))
    return out


def _told(page: int, ours: Counter[str], theirs: Counter[str]) -> list[Warning]:
    more, less = ours - theirs, theirs - ours
    if not more and not less:
        return []
    parts = []
    for name, counted in (("chỉ bản này có", more), ("chỉ bộ đọc thứ hai có", less)):
        if counted:
            numerals = sorted(counted.elements(), key=lambda numeral: (len(numeral), numeral))
            shown = ", ".join(numerals[:_SHOWN]) + (" …" if len(numerals) > _SHOWN else "")
            parts.append(f"{name}: {shown}")
    message = f"Trang {page}: hai bộ đọc PDF khác nhau về chữ số ({'; '.join(parts)}). Hãy xem lại trang này."
    return [Warning(code="reader_disagreement", message=message)]
