"""What must be told of how the pages of a file were read."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from extractor.readers.decode import legacy_warning
from extractor.readers.legacy_fonts import ENCODINGS, NAMES, Encoding
from extractor.readers.manuscript import PageReading
from schemas.report import Warning

_DOUBTFUL = 0.75
_SHOWN = 80
_INK = 60.0


def pages_named(pages: Iterable[int]) -> str:
    """Pages for a person, runs of them shortened.

    >>> pages_named([1, 2, 3, 5])
    '1–3, 5'
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def warnings_of(
    sheets: Sequence[PageReading],
    bare: Sequence[int],
    installed: bool,
    hidden: Mapping[int, str] = MappingProxyType({}),
    converted: Mapping[int, tuple[Encoding, ...]] = MappingProxyType({}),
) -> list[Warning]:
    """The warnings of a file. `bare` are the pages on which something is drawn but no text was found;
    `installed` tells whether a program for OCR was there; `hidden` is what a page holds and does not show;
    `converted` the old encodings that a page's fonts were converted from.
    """
    out = [
        Warning(
            code="hidden_text",
            message=f"Trang {page} có chữ bị ẩn hoặc bị che, không được tính là nội dung: “{_shortened(text)}”.",
        )
        for page, text in sorted(hidden.items())
    ]
    for encoding in ENCODINGS:
        old = [page for page, encodings in converted.items() if encoding in encodings]
        if old:
            out.append(legacy_warning(NAMES[encoding], f"trang {pages_named(old)} đặt bằng phông cũ"))
    unread = [sheet.page for sheet in sheets if sheet.verdict == "unread"]
    why = (
        "nhận dạng chữ (OCR) quá thời gian hoặc bị lỗi"
        if installed
        else "là bản quét mà máy chưa cài chương trình nhận dạng chữ (tesseract-ocr tesseract-ocr-vie)"
    )
    out += [Warning(code="page_unread", message=f"Trang {page} chưa đọc được: {why}.") for page in unread]
    out += [
        Warning(code="page_without_text", message=f"Trang {page} có hình vẽ nhưng không tìm thấy chữ nào.")
        for page in bare
    ]
    wrong = [sheet.page for sheet in sheets if sheet.verdict == "wrong_text"]
    if wrong:
        message = f"Lớp chữ của trang {pages_named(wrong)} không phải tiếng Việt đúng; đã nhận dạng lại từ ảnh trang."
        out.append(Warning(code="wrong_text_layer", message=message))
    seen = [sheet for sheet in sheets if sheet.legibility is not None]
    if seen:
        mean = sum(sheet.legibility or 0.0 for sheet in seen) / len(seen)
        message = (
            f"Trang {pages_named(sheet.page for sheet in seen)} đọc bằng nhận dạng ảnh (OCR),"
            f" độ chắc trung bình {mean:.0%}; hãy đối chiếu số liệu với bản gốc."
        )
        out.append(Warning(code="read_by_ocr", message=message))
    inked = [sheet.page for sheet in seen if (sheet.aside or 0.0) >= _INK]
    if inked:
        message = (
            f"Trang {pages_named(inked)} có dấu, chữ ký hoặc nét bút màu; phần này không được đọc là nội dung."
            " Số, ngày viết tay (nếu có) cần xem trên ảnh trang."
        )
        out.append(Warning(code="ink_set_aside", message=message))
    for sheet in seen:
        if (sheet.legibility or 0.0) < _DOUBTFUL:
            message = f"Trang {sheet.page} mờ hoặc xấu (độ chắc {sheet.legibility:.0%}); số liệu của trang này dễ sai."
            out.append(Warning(code="page_hardly_legible", message=message))
    return out
