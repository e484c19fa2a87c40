"""What a DOCX reader must tell besides the text: old values under tracked changes, old fonts, what was left unread."""

from collections.abc import Iterator

from extractor.readers.decode import legacy_warning
from extractor.readers.docx_inline import Change, Inline
from extractor.readers.docx_package import Package
from extractor.readers.legacy_fonts import NAMES
from schemas.report import Warning

LARGE_PICTURES = 50_000
"""From this many bytes on, the pictures of a document may hold a scanned page."""
_FEW_WORDS = 200
_SHOWN_CHANGES = 20
_SHOWN_LETTERS = 60
_SENTENCES = {
    "letterhead_in_header": "Quốc hiệu, số, ký hiệu nằm ở tiêu đề trên (header) của trang đầu:"
    " đã đọc vào phần đầu báo cáo.",
    "diagram_unread": "Tài liệu có sơ đồ (SmartArt) mà phần chữ bị thiếu hoặc hỏng: chưa đọc được chữ trong sơ đồ.",
    "chart_unread": "Tài liệu có biểu đồ: số liệu vẽ trong biểu đồ chưa đọc. Hãy đối chiếu với lời văn và bảng.",
    "embedded_document_unread": "Tài liệu chèn một tệp khác bên trong, chưa đọc được. Hãy mở và lưu lại bằng Word.",
}


def warnings_of(package: Package, inline: Inline, flow: str, odd: list[str]) -> Iterator[Warning]:
    """The warnings of a document; `odd` are codes of what was met on the way."""
    if inline.tracking.seen:
        yield Warning(code="tracked_changes", message=_tracked(inline.tracking.changes))
    for encoding, paragraphs in inline.legacy.paragraphs.items():
        yield legacy_warning(NAMES[encoding], f"{paragraphs} đoạn đặt bằng phông cũ")
    for code in dict.fromkeys(odd):
        yield Warning(code=code, message=_SENTENCES[code])
    if package.has_macros:
        yield Warning(code="macros_ignored", message="Tài liệu có macro: không chạy, chỉ đọc chữ.")
    if package.damaged:
        parts = ", ".join(package.damaged)
        yield Warning(
            code="damaged_part",
            message=f"Một phần của tệp bị hỏng và đã bỏ qua ({parts}): số tự động hoặc chú thích có thể thiếu.",
        )
    if package.picture_bytes > LARGE_PICTURES and sum(map(str.isalpha, flow)) < _FEW_WORDS:
        yield Warning(
            code="pictures_unread",
            message="Tài liệu gần như chỉ có ảnh; chữ trong ảnh chưa đọc. Hãy lưu thành PDF để nhận dạng chữ.",
        )


def _tracked(changes: list[Change]) -> str:
    message = "Tài liệu còn dấu vết sửa đổi: đã đọc bản sau khi sửa (giữ phần chèn thêm, bỏ phần đã xóa)."
    if not changes:
        return message
    shown = "; ".join(_said(change) for change in changes[:_SHOWN_CHANGES])
    more = f"; và {len(changes) - _SHOWN_CHANGES} chỗ khác" if len(changes) > _SHOWN_CHANGES else ""
    return f"{message} Các chỗ sửa: {shown}{more}."


def _said(change: Change) -> str:
    if change.old.strip() and change.new.strip():
        return f"“{_short(change.old)}” → “{_short(change.new)}”"
    return f"xóa “{_short(change.old)}”" if change.old.strip() else f"thêm “{_short(change.new)}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_LETTERS else f"{text[: _SHOWN_LETTERS - 1]}…"
