"""Renders the reports of `corpus/` as DOCX and PDF beside their source text.

    python scripts/render_corpus.py [NAME...] [--corpus DIR]

DOCX is written by python-docx, PDF from the DOCX by LibreOffice (`soffice`), so that pages break and
footnotes stand where a word processor puts them. The same source gives the same DOCX bytes; a PDF's
dates and identifiers are set to fixed values, the rest depends on the version of LibreOffice and on the fonts.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus_docx import write_docx
from corpus_source import read_source

_PDF_DATE = re.compile(rb"\(D:[0-9]{14}[^)]{0,10}\)")
_PDF_ID = re.compile(rb"<[0-9A-F]{32}>")
_PDF_CHECKSUM = re.compile(rb"(/DocChecksum /)[0-9A-F]{32}")


def render(folder: Path) -> None:
    """Write `report.docx` and `report.pdf` in `folder` from its `report.md` or `report.txt`."""
    source = next(path for path in (folder / "report.md", folder / "report.txt") if path.exists())
    document = folder / "report.docx"
    write_docx(read_source(source), folder.name, document)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{scratch}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                scratch,
                str(document),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        data = (Path(scratch) / "report.pdf").read_bytes()
    data = _PDF_DATE.sub(lambda match: b"(D:20240601080000Z" + b"0" * (len(match[0]) - 19) + b")", data)
    data = _PDF_ID.sub(b"<" + b"0" * 32 + b">", data)
    data = _PDF_CHECKSUM.sub(rb"\g<1>" + b"0" * 32, data)
    (folder / "report.pdf").write_bytes(data)


def main() -> int:
    """Render the named folders of the corpus, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    options = parser.parse_args()
    if shutil.which("soffice") is None:
        print("soffice is missing: install libreoffice-writer", file=sys.stderr)
        return 5
    folders = sorted(path.parent for path in options.corpus.glob("*/gold.json"))
    for folder in folders:
        if not options.names or folder.name in options.names:
            render(folder)
            print(folder.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
