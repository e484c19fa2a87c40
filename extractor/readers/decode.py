"""Bytes of a text file to characters: UTF-8 and UTF-16, with or without a byte order mark."""

import codecs

from extractor.errors import UnreadableFile

_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\v")
_SHARE_OF_NUL = 0.2


def decode(data: bytes, name: str) -> str:
    """The characters of a text file; a byte order mark is not one of them.

    Raises UnreadableFile if the bytes are no text in a known encoding.
    """
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data[3:], "utf-8", name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data[2:], "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be", name)
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    half = max(1, min(len(data), 2000) // 2)
    if max(even, odd) > half * _SHARE_OF_NUL:
        return _strict(data, "utf-16-be" if even > odd else "utf-16-le", name)
    if any(byte in _CONTROL for byte in data[:4096]):
        raise not_text(name)
    return _strict(data, "utf-8", name)


def not_text(name: str) -> UnreadableFile:
    """The error for bytes that are no text."""
    return UnreadableFile(
        f"{name}: không phải tệp văn bản UTF-8 hay UTF-16. Hãy lưu lại dưới dạng UTF-8, DOCX hoặc PDF.",
        f"{name}: not a UTF-8 or UTF-16 text file. Save it as UTF-8, DOCX or PDF.",
    )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise not_text(name) from None
