"""Bytes of a text file to characters: Unicode in its forms, and the encodings of Vietnam before it.

What is converted is told: `legacy_encoding`, `mojibake_repaired`, `bytes_unreadable`. The converted text
is then the text that was read; anchors point into it.
"""

import codecs
import unicodedata
from dataclasses import dataclass

import regex

from extractor.errors import UnreadableFile
from extractor.readers.legacy_fonts import ENCODINGS, NAMES, SURE, convert, heal_paragraphs
from extractor.readers.mojibake import Repaired, repair
from extractor.readers.syllables import spelling
from schemas.report import Warning

_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\v")
_SHARE_OF_NUL = 0.2
_END_OF_FILE = b"\x1a"  # closes a text file of DOS
_LEAST_WORDS = 3
_SHARE_OF_LOSS = 0.001
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# VIQR (RFC 1456) writes marks as ASCII after the letter: "To^?ng Lie^n ddoa`n Lao ddo^.ng".
_VIQR = regex.compile(r"[aeo]\^|[ou]\+|a\(|\bdd(?=[aeiouy])", regex.IGNORECASE)
_VIQR_TONE = regex.compile(r"[aeiouy^+(][`'?~](?=[a-z]|\W|$)", regex.IGNORECASE)
_WORD = regex.compile(r"[A-Za-z]\S*+")
_SHARE_OF_VIQR = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text file, and what was done to get them."""

    text: str
    warnings: tuple[Warning, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The characters of a text file; a byte order mark is not one of them.

    Raises UnreadableFile if the bytes are no text in a known encoding, or are in VIQR.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _sound(_strict(data[len(mark) :], encoding, name), name)
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    half = max(1, min(len(data), 2000) // 2)
    if max(even, odd) > half * _SHARE_OF_NUL:
        return _sound(_strict(data, "utf-16-be" if even > odd else "utf-16-le", name), name)
    data = data.rstrip(_END_OF_FILE)
    if any(byte in _CONTROL for byte in data[:4096]):
        raise not_text(name)
    try:
        return _sound(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        return _eight_bit(data, name)


def not_text(name: str) -> UnreadableFile:
    """The error for bytes that are no text."""
    return UnreadableFile(
        f"{name}: không phải tệp văn bản UTF-8, UTF-16, TCVN3, VNI hay cp1258."
        " Hãy lưu lại dưới dạng UTF-8, DOCX hoặc PDF.",
        f"{name}: not a text file in UTF-8, UTF-16, TCVN3, VNI or cp1258. Save it as UTF-8, DOCX or PDF.",
    )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise not_text(name) from None


def _sound(text: str, name: str) -> Decoded:
    """Text that came as Unicode, put right where it was made Unicode with the wrong table."""
    if _is_viqr(text):
        raise UnreadableFile(
            f"{name}: tệp gõ theo VIQR (dấu viết bằng ký tự ASCII), chưa đọc được."
            " Hãy chuyển sang Unicode rồi gửi lại.",
            f"{name}: written in VIQR (marks as ASCII characters), which is not read."
            " Convert it to Unicode and send it again.",
        )
    healed, repaired = heal_paragraphs(text), repair(text)
    if healed.changed and (not repaired.letters or spelling(healed.text).share >= spelling(repaired.text).share):
        converted = (legacy_warning(NAMES[encoding], f"{lines} dòng") for encoding, lines in healed.changed.items())
        return Decoded(healed.text, tuple(converted))
    if repaired.letters:
        return Decoded(repaired.text, (mojibake_warning(repaired),))
    return Decoded(text)


def mojibake_warning(repaired: Repaired) -> Warning:
    """The warning that letters were put right which a wrong code page had damaged."""
    return Warning(
        code="mojibake_repaired",
        message=f"Văn bản UTF-8 đã bị mở nhầm bảng mã {repaired.page}: đã khôi phục {repaired.letters} chữ;"
        " vị trí trích dẫn tính theo văn bản đã khôi phục.",
    )


def legacy_warning(encoding: str, what: str) -> Warning:
    """The warning that text was converted from an old encoding."""
    return Warning(
        code="legacy_encoding",
        message=f"Đã chuyển {what} từ bảng mã cũ {encoding} sang Unicode;"
        " vị trí trích dẫn tính theo văn bản đã chuyển.",
    )


def _eight_bit(data: bytes, name: str) -> Decoded:
    """Bytes that are not UTF-8: the table under which they spell Vietnamese."""
    western = _western(data, "cp1252")
    candidates = [(NAMES[encoding], convert(western, encoding)) for encoding in ENCODINGS]
    candidates.append(("Windows-1258", _western(data, "cp1258")))
    spelt = [spelling(unicodedata.normalize("NFC", text)) for _, text in candidates]
    best = max(range(len(candidates)), key=lambda place: (spelt[place].share, spelt[place].right))
    if spelt[best].share >= SURE and spelt[best].right >= _LEAST_WORDS:
        title, text = candidates[best]
        return Decoded(text, (legacy_warning(title, "cả tệp"),))
    text = data.decode("utf-8", "replace")
    lost, said = text.count("\ufffd"), spelling(text)
    if said.share >= SURE and said.right >= _LEAST_WORDS and lost <= max(3, len(text) * _SHARE_OF_LOSS):
        warning = Warning(
            code="bytes_unreadable",
            message=f"Tệp UTF-8 bị hỏng ở {lost} chỗ: chữ ở đó được thay bằng “\ufffd”. Hãy đối chiếu với bản gốc.",
        )
        return Decoded(text, (warning,))
    raise not_text(name)


def _western(data: bytes, page: str) -> str:
    """The bytes in a Windows code page; a byte that it lacks is taken as Latin-1."""
    return data.decode(page, "latin-1-for-the-rest")


def _latin_1(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return problem.object[problem.start : problem.end].decode("latin-1"), problem.end


codecs.register_error("latin-1-for-the-rest", _latin_1)


def _is_viqr(text: str) -> bool:
    words = _WORD.findall(text, timeout=10)
    if len(words) < _LEAST_WORDS or spelling(text).words:
        return False
    least = max(_LEAST_WORDS, len(words) * _SHARE_OF_VIQR)
    return all(sum(1 for word in words if marks.search(word)) >= least for marks in (_VIQR, _VIQR_TONE))
