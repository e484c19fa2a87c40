"""Sentences cut by a page break: when does a paragraph go on in the next one?"""

import regex

_CLOSED = regex.compile(r"""[.:;!?…](?:["”'’)*\]]*+)\s*$""")
_NUMBERED = regex.compile(r"(?:[IVXLC]+|[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ])[.)/-]+ ")
_LISTED = regex.compile(r"\(?(?:[a-zđ]|[0-9]{1,2}|[ivx]{1,4})[)] ")
_DANGLING = regex.compile(
    r"\b(?:của|và|các|những|với|cho|tại|về|theo|trong|là|để|do|từ|đến|bằng|như|hoặc|nhằm|cũng|đã|được|sẽ|thì|mà|ở|trên|dưới"
    r"|khi|nếu|vì|bởi|giữa|đối|gồm|thuộc|có|không|chưa|một|mỗi|mọi|này|công tác|thực hiện|số|ngày)\s*$"
)


def continues(before: str, after: str, *, interrupted: bool = False) -> bool:
    """Whether the paragraph `after` is the rest of the sentence that `before` leaves open.

    `interrupted`: a footnote or page number stands between the two, which is what a page break
    looks like in linear text.

    >>> continues("đánh giá, quy hoạch, cơ", "cấu, số lượng, quy trình")
    True
    >>> continues("chính sách pháp luật của", "Nhà nước; tích cực tham gia")
    True
    >>> continues("II. KẾT QUẢ THỰC HIỆN", "Thực hiện Kế hoạch")
    False
    """
    before, after = before.rstrip(" *\\"), after.lstrip(" *")
    if not before or not after or _LISTED.match(after):
        return False
    letters = [letter for letter in before if letter.isalpha()]
    if not letters or all(letter.isupper() for letter in letters):
        return False
    if interrupted and before.endswith((";", ",")):
        return True
    if _CLOSED.search(before):
        return False
    if after[0].islower():
        return True
    if len(before) < 100 and _NUMBERED.match(before):
        return False
    return _DANGLING.search(before) is not None and not _NUMBERED.match(after)
