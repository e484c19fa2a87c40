import math
from dataclasses import replace

import pytest

from extractor.readers.manuscript import PageReading, Placement
from extractor.readers.page_warnings import warnings_of
from extractor.readers.pdf_glyphs import Glyphs, blank_page
from extractor.readers.triage import accented_share, order_lies, slope, straightened, verdict

PROSE = "Liên đoàn Lao động tỉnh tổng kết phong trào thi đua và công tác cán bộ công đoàn trong tình hình mới. " * 4
UNMARKED = "Lien doan Lao dong tinh tong ket phong trao thi dua va cong tac can bo cong doan trong tinh hinh moi. " * 4


def page(text: str, *, pictured: float = 0.0, empty: bool = False) -> Glyphs:
    """A page of text, ten characters a line."""
    count = len(text)
    lefts = [60.0 + 6 * (i % 80) for i in range(count)]
    bases = [100.0 + 18 * (i // 80) for i in range(count)]
    return replace(
        blank_page(1, 595, 842),
        text=text,
        lefts=lefts,
        rights=[left + 6 for left in lefts],
        tops=[base - 10 for base in bases],
        bottoms=[base + 3 for base in bases],
        bases=bases,
        sizes=[12.0] * count,
        bold=[False] * count,
        objects=list(range(count)),
        empty=empty,
        pictured=pictured,
    )


@pytest.mark.parametrize(
    ("text", "pictured", "empty", "expected"),
    [
        ("", 0.0, True, "blank"),
        ("", 1.0, False, "picture"),
        ("", 0.0, False, "picture"),
        (PROSE, 0.0, False, "text"),
        (PROSE, 1.0, False, "text"),
        ("Ký bởi: Liên đoàn Lao động\n", 1.0, False, "picture"),
        ("Ký bởi: Liên đoàn Lao động\n", 0.0, False, "text"),
        (UNMARKED, 1.0, False, "wrong_text"),
        (UNMARKED, 0.0, False, "text"),
        ("Tæng Liªn ®oµn Lao ®éng ViÖt Nam, c«ng t¸c c¸n bé c«ng ®oµn. " * 6, 0.0, False, "wrong_text"),
        ("Toång Lieân ñoaøn Lao ñoäng Vieät Nam, coâng taùc caùn boä. " * 6, 0.0, False, "wrong_text"),
        ("\ue012\ue015 \ue021\ue022n \ue030o\ue031 " * 40 + UNMARKED[:150], 0.0, False, "wrong_text"),
        ("The quick brown fox jumps over the lazy dog. " * 8, 0.0, False, "text"),
        ("c n b c ng o n á ộ ô đ à t nh t ng ỉ ổ " * 10, 0.0, False, "reordered_text"),
    ],
    ids=[
        *("blank", "picture", "drawn letters", "prose", "an honest OCR layer", "a signature's stamp on a scan"),
        *("a short printed page", "an English OCR layer", "typed without marks", "TCVN3", "VNI", "private characters"),
        *("an English page", "accents after letters"),
    ],
)
def test_verdicts(text: str, pictured: float, empty: bool, expected: str) -> None:
    assert verdict(page(text, pictured=pictured, empty=empty)) == expected


def test_share_of_accented_letters_counts_decomposed_letters_too() -> None:
    import unicodedata

    whole = accented_share(PROSE)
    assert whole is not None
    assert whole > 0.26
    assert accented_share(unicodedata.normalize("NFD", PROSE)) == whole
    assert accented_share("ngắn") is None


def test_a_list_with_single_letters_is_no_lie() -> None:
    assert not order_lies(PROSE + " a) b) c) ở à")


@pytest.mark.parametrize("degrees", [1.2, -0.8, 3.0])
def test_a_layer_askew_is_made_level_and_led_back(degrees: float) -> None:
    level = page(PROSE * 3, pictured=1.0)
    turn = Placement.turned(math.radians(degrees), level.width / 2, level.height / 2)
    places = [turn.rectangle(left, base, left, base) for left, base in zip(level.lefts, level.bases, strict=True)]
    askew = replace(
        level,
        lefts=[place[0] for place in places],
        rights=[place[0] + 6 for place in places],
        bases=[place[1] for place in places],
        tops=[place[1] - 10 for place in places],
        bottoms=[place[1] + 3 for place in places],
    )
    fall = slope(askew)
    assert math.degrees(math.atan(fall)) == pytest.approx(degrees, abs=0.05)
    made = straightened(askew, fall)
    assert max(abs(a - b) for a, b in zip(made.bases, level.bases, strict=True)) < 0.5
    assert made.placement is not None
    for k in (0, 100, 700):
        x, y, _, _ = made.placement.rectangle(made.lefts[k], made.bases[k], made.lefts[k], made.bases[k])
        assert (x, y) == pytest.approx((askew.lefts[k], askew.bases[k]), abs=0.01)


def test_level_lines_have_no_slope() -> None:
    assert slope(page(PROSE * 3)) == 0.0


def test_what_is_told_of_pages() -> None:
    sheets = [
        PageReading(1, "picture", legibility=0.95),
        PageReading(2, "wrong_text", legibility=0.6),
        PageReading(3, "unread"),
        PageReading(4, "text"),
    ]
    told = {warning.code: warning.message for warning in warnings_of(sheets, [4], installed=False)}
    assert set(told) == {"page_unread", "page_without_text", "wrong_text_layer", "read_by_ocr", "page_hardly_legible"}
    assert "Trang 3" in told["page_unread"]
    assert "tesseract" in told["page_unread"]
    assert "Trang 1–2" in told["read_by_ocr"]
    assert "Trang 2" in told["page_hardly_legible"]
    assert warnings_of([PageReading(1, "text")], [], installed=True) == []
