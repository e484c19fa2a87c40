"""Which reader reads a file: decided by its content, which must agree with its name."""

from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.readers.manuscript import Manuscript

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
MAX_BYTES = 200_000_000
_KINDS = {"pdf": "PDF", "zip": "DOCX (ZIP)", "ole": "Word 97-2003 (DOC)", "text": "TXT"}


def sniff(data: bytes) -> str:
    """The kind of content: pdf, zip, ole (old Word) or text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    return "text"


def load(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile if there are none to be had."""
    name = path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(
                f"{name}: tệp lớn hơn {MAX_BYTES // 1_000_000} MB. Hãy tách tệp rồi đọc lại.",
                f"{name}: larger than {MAX_BYTES // 1_000_000} MB. Split the file and read it again.",
            )
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableFile(
            f"{name}: không mở được tệp ({problem.strerror}). Hãy kiểm tra đường dẫn và quyền đọc.",
            f"{name}: cannot be opened ({problem.strerror}). Check the path and the permission to read.",
        ) from problem
    if not data.strip():
        raise UnreadableFile(
            f"{name}: tệp rỗng. Hãy xin đơn vị gửi lại báo cáo.",
            f"{name}: the file is empty. Ask the unit to send the report again.",
        )
    return data


def read_manuscript(data: bytes, name: str) -> Manuscript:
    """The Manuscript of a report file.

    Raises UnreadableFile where the content is not what the name says, or is damaged or locked.
    """
    suffix = Path(name).suffix.lower()
    kind = sniff(data)
    expected = {".pdf": "pdf", ".docx": "zip", ".txt": "text", ".md": "text"}.get(suffix)
    if expected is None:
        raise UnreadableFile(
            f"{name}: chưa đọc được loại tệp “{suffix}”. Hãy lưu thành PDF, DOCX hoặc văn bản UTF-8.",
            f"{name}: files of kind “{suffix}” cannot be read yet. Save it as PDF, DOCX or UTF-8 text.",
        )
    if kind != expected:
        raise UnreadableFile(
            f"{name}: nội dung là {_KINDS[kind]}, không phải {suffix[1:].upper()} như tên tệp."
            " Hãy đổi lại đuôi tệp cho đúng hoặc xin bản khác.",
            f"{name}: the content is {_KINDS[kind]}, not {suffix[1:].upper()} as the name says."
            " Rename the file or ask for another copy.",
        )
    # A reader's library is heavy; only the one that the file needs is loaded.
    if kind == "pdf":
        from extractor.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "zip":
        from extractor.readers.docx import read_docx

        return read_docx(data, name)
    from extractor.readers.decode import decode
    from extractor.readers.plain import read_plain

    return read_plain(decode(data, name))
