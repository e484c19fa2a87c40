"""Which reader reads a file: decided by its content, which must agree with its name."""

from dataclasses import replace
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.readers.manuscript import Manuscript

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
MAX_BYTES = 200_000_000
_KINDS = {
    "pdf": "PDF",
    "zip": "DOCX (ZIP)",
    "odt": "OpenDocument (ODT)",
    "ole": "Word 97-2003 (DOC)",
    "rtf": "RTF",
    "picture": "ảnh (JPEG, PNG, TIFF…)",
    "text": "TXT",
}
_KINDS_EN = {**_KINDS, "picture": "a picture (JPEG, PNG, TIFF…)"}
_EXPECTED = {
    ".pdf": ("pdf",),
    ".docx": ("zip",),
    ".docm": ("zip",),
    # Programs of every age save RTF under the name of a Word file.
    ".doc": ("ole", "rtf"),
    ".odt": ("odt",),
    ".rtf": ("rtf",),
    ".txt": ("text",),
    ".md": ("text",),
    ".png": ("picture",),
    ".jpg": ("picture",),
    ".jpeg": ("picture",),
    ".tif": ("picture",),
    ".tiff": ("picture",),
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_BINARY, _WORD_ENCRYPTED = b"\xec\xa5", 0x01


def sniff(data: bytes) -> str:
    """The kind of content: pdf, zip, odt, ole (old Word), rtf, picture or text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "odt" if b"opendocument.text" in data[:200] else "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    is_bitmap = data.startswith(_PICTURES) and not (data.startswith(b"BM") and data[6:10] != bytes(4))
    if is_bitmap or data[4:12] in _HEIF or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    return "text"


def is_locked(data: bytes) -> bool:
    """Whether an OLE file is a document behind a password: an encrypted DOCX, or an encrypted old Word file.

    MS-OFFCRYPTO 1.3.3 (the stream EncryptedPackage); MS-DOC 2.5.1 (the bit fEncrypted of FibBase).
    """
    if _ENCRYPTED_PACKAGE in data:
        return True
    return any(
        data[at : at + 2] == _WORD_BINARY and data[at + 11 : at + 12] and data[at + 11] & _WORD_ENCRYPTED
        for at in range(512, min(len(data), 1 << 20), 512)
    )


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

    Raises UnreadableFile where the content is not what the name says, or is damaged or locked, MissingProgram
    where it needs an outside program that is not installed.
    """
    suffix = Path(name).suffix.lower()
    kind = sniff(data)
    if kind == "ole" and is_locked(data):
        raise UnreadableFile(
            f"{name}: tệp bị khóa bằng mật khẩu. Hãy xin bản không khóa.",
            f"{name}: the file is locked with a password. Ask for a copy without one.",
        )
    expected = _EXPECTED.get(suffix)
    if expected is None:
        raise UnreadableFile(
            f"{name}: chưa đọc được loại tệp “{suffix}”. Hãy lưu thành PDF, DOCX hoặc văn bản UTF-8.",
            f"{name}: files of kind “{suffix}” cannot be read yet. Save it as PDF, DOCX or UTF-8 text.",
        )
    if kind == "picture" and kind not in expected:
        raise UnreadableFile(
            f"{name}: nội dung là {_KINDS[kind]}, không phải {suffix[1:].upper()}."
            " Hãy ghép các ảnh chụp thành tệp PDF rồi đọc lại, hoặc xin bản gốc.",
            f"{name}: the content is {_KINDS_EN[kind]}, not {suffix[1:].upper()}."
            " Save the pictures together as a PDF and read that, or ask for the original.",
        )
    if kind not in expected:
        raise UnreadableFile(
            f"{name}: nội dung là {_KINDS[kind]}, không phải {suffix[1:].upper()} như tên tệp."
            " Hãy đổi lại đuôi tệp cho đúng hoặc xin bản khác.",
            f"{name}: the content is {_KINDS_EN[kind]}, not {suffix[1:].upper()} as the name says."
            " Rename the file or ask for another copy.",
        )
    # A reader's library is heavy; only the one that the file needs is loaded.
    if kind == "pdf":
        from extractor.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "picture":
        from extractor.readers.picture import read_picture

        return read_picture(data, name)
    if kind == "text":
        from extractor.readers.decode import decode
        from extractor.readers.plain import read_plain

        decoded = decode(data, name)
        return replace(read_plain(decoded.text), warnings=decoded.warnings)
    from extractor.readers.docx import read_docx

    if kind == "zip":
        return read_docx(data, name)
    from extractor.readers.office import converted, to_docx

    manuscript = read_docx(to_docx(data, name), name)
    return replace(manuscript, warnings=(converted(name), *manuscript.warnings))
