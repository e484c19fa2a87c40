"""Consolidating needs neither spaCy nor a PDF library."""

import subprocess
import sys


def test_national_imports_neither_spacy_nor_a_pdf_library() -> None:
    heavy = "('spacy', 'pdfplumber', 'pypdfium2')"
    heavy = ("spacy", "pdfplumber", "pypdfium2")
    code = f"import sys, extractor.national; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
