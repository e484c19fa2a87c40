"""Files that no reader can read, each made the way such files come about."""

import shutil
from pathlib import Path

from program import CORPUS

GOOD = CORPUS / "lai-chau-2024" / "report.txt"


def empty(folder: Path) -> Path:
    """An upload that broke off at once."""
    path = folder / "empty.pdf"
    path.write_bytes(b"")
    return path


def blank(folder: Path) -> Path:
    """A text file of white space."""
    path = folder / "blank.txt"
    path.write_text(" \n\n", encoding="utf-8")
    return path


def picture_named_pdf(folder: Path) -> Path:
    """A photograph of a report, renamed."""
    path = folder / "photo.pdf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    return path


def pdf_named_docx(folder: Path) -> Path:
    """A PDF whose name was changed instead of its format."""
    path = folder / "renamed.docx"
    shutil.copy(CORPUS / "lai-chau-2024" / "report.pdf", path)
    return path


def zip_named_docx(folder: Path) -> Path:
    """An archive that is no document."""
    shutil.make_archive(str(folder / "archive"), "zip", CORPUS / "lai-chau-2024", "gold.json")
    return (folder / "archive.zip").rename(folder / "archive.docx")


def damaged_docx(folder: Path) -> Path:
    """The first half of a DOCX."""
    path = folder / "half.docx"
    whole = (CORPUS / "lai-chau-2024" / "report.docx").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def damaged_pdf(folder: Path) -> Path:
    """The first kilobytes of a PDF."""
    path = folder / "half.pdf"
    path.write_bytes((CORPUS / "lai-chau-2024" / "report.pdf").read_bytes()[:3000])
    return path


def encrypted_pdf(folder: Path) -> Path:
    """A PDF behind a password: the standard security handler, with a key that the empty password does not give."""
    path = folder / "locked.pdf"
    key = "ab" * 32
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{key}> /U <{key}> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<{'00' * 16}> <{'00' * 16}>] >>"
    body += f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF\n".encode()
    path.write_bytes(body)
    return path


def other_kind(folder: Path) -> Path:
    """A spreadsheet, named on the command line all the same."""
    path = folder / "table.xlsx"
    path.write_bytes(b"PK\x03\x04 not a report")
    return path


def noise_named_txt(folder: Path) -> Path:
    """Bytes that are no text."""
    path = folder / "noise.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def missing(folder: Path) -> Path:
    """A name mistyped."""
    return folder / "no-such-report.pdf"


def empty_folder(folder: Path) -> Path:
    """A folder that holds other things than reports."""
    path = folder / "nothing"
    path.mkdir()
    (path / "gold.json").write_text("{}", encoding="utf-8")
    (path / "README.md").write_text("# not a report", encoding="utf-8")
    (path / "~$report.docx").write_bytes(b"lock")
    return path


def folder_named_pdf(folder: Path) -> Path:
    """A folder whose name ends like a file's."""
    path = folder / "bundle.pdf"
    path.mkdir()
    return path


ALL = (
    empty,
    blank,
    picture_named_pdf,
    pdf_named_docx,
    zip_named_docx,
    damaged_docx,
    damaged_pdf,
    encrypted_pdf,
    other_kind,
    noise_named_txt,
    missing,
    empty_folder,
    folder_named_pdf,
)
