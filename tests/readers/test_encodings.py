"""Text before Unicode and text that was damaged on the way: back to what was meant, or refused."""

import unicodedata
from pathlib import Path

import pytest

from extractor.errors import UnreadableFile
from extractor.readers.decode import decode
from extractor.readers.legacy_fonts import Encoding, convert, legacy_font, letters
from extractor.readers.mojibake import repair
from extractor.readers.open import read_manuscript

ROOT = Path(__file__).parents[2]
SMALL = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
SENTENCE = "Tổng số cán bộ công đoàn chuyên trách là 52 người, trong đó nữ 34 người; đảng viên 45 đồng chí."
# Written by hand from the keyboard tables of the two encodings, not by the program.
TCVN3 = "Tæng sè c¸n bé c«ng ®oµn chuyªn tr¸ch lµ 52 ng\u00adêi, trong ®ã n÷ 34 ng\u00adêi; ®¶ng viªn 45 ®ång chÝ."
VNI = "Toång soá caùn boä coâng ñoaøn chuyeân traùch laø 52 ngöôøi, trong ñoù nöõ 34 ngöôøi; ñaûng vieân 45 ñoàng chí."
OTHER = "Các cấp công đoàn đã tổ chức 12 lớp tập huấn cho 345 lượt cán bộ."


def western_view(text: str, page: str) -> str:
    """UTF-8 as a program shows it that takes every byte for a character."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes([byte]).decode(page))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)


def code_page_1258(text: str) -> bytes:
    """As Windows' Vietnamese keyboard writes: the letter, then its tone."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        out.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tones)
    return "".join(out).encode("cp1258")


# --- the tables ---


@pytest.mark.parametrize("letter", [*SMALL, *SMALL.upper()])
def test_every_letter_of_vni_both_ways(letter: str) -> None:
    written = {shown: code for code, shown in letters("vni").items()}[letter]
    assert convert(f"T{written}n", "vni") == f"T{letter}n"
    assert written.encode("latin-1").decode("cp1252") == written


@pytest.mark.parametrize("letter", [*SMALL, *"ĂÂÊÔƠƯĐ"])
def test_every_letter_of_tcvn3_both_ways(letter: str) -> None:
    written = {shown: code for code, shown in letters("tcvn3").items()}[letter]
    assert len(written) == 1
    assert convert(f"t{written}n", "tcvn3") == f"t{letter}n"
    assert convert(f"t{written}n", "tcvn3", capitals=True) == f"T{letter.upper()}N"


def test_the_tables_hold_each_letter_once() -> None:
    assert sorted(letters("tcvn3").values()) == sorted([*SMALL, *"ĂÂÊÔƠƯĐ"])
    assert sorted(letters("vni").values()) == sorted([*SMALL, *SMALL.upper()])


@pytest.mark.parametrize(
    ("encoding", "written", "meant"),
    [
        ("tcvn3", TCVN3, SENTENCE),
        ("vni", VNI, SENTENCE),
        ("tcvn3", "NghÞ quyÕt, v¨n phßng, ®Þa ph­¬ng, Qu¶ng B×nh", "Nghị quyết, văn phòng, địa phương, Quảng Bình"),
        ("tcvn3", "kû luËt, bæ nhiÖm, xÕp lo¹i, mçi, dòng c¶m", "kỷ luật, bổ nhiệm, xếp loại, mỗi, dũng cảm"),
        ("vni", "Nghò quyeát, vaên phoøng, ñòa phöông, Quaûng Bình", "Nghị quyết, văn phòng, địa phương, Quảng Bình"),
        ("vni", "kyû luaät, boå nhieäm, xeáp loaïi, moãi, duõng caûm", "kỷ luật, bổ nhiệm, xếp loại, mỗi, dũng cảm"),
        ("vni", "ÑAÛNG UÛY, Ñaûng uûy, NÖÕ COÂNG", "ĐẢNG ỦY, Đảng ủy, NỮ CÔNG"),
        ("tcvn3", "TM. BAN TH¦êNG Vô", "TM. BAN THƯỜNG VỤ"),
    ],
)
def test_words_written_in_the_old_keyboards(encoding: Encoding, written: str, meant: str) -> None:
    assert convert(written, encoding) == meant


def test_text_set_with_a_symbol_font_or_through_code_page_1258_is_the_same_text() -> None:
    private = "".join(chr(0xF000 + ord(letter)) if ord(letter) > 32 else letter for letter in TCVN3)
    assert convert(private, "tcvn3") == SENTENCE
    assert convert(TCVN3.encode("latin-1").decode("cp1258", "replace").replace("\ufffd", "ÿ"), "tcvn3") == SENTENCE


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        ("ABCDEF+.VnTime-Bold", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("QWERTY+VNI-Times,BoldItalic", "vni", False),
    ],
)
def test_fonts_that_name_their_encoding(name: str, encoding: str, capitals: bool) -> None:
    font = legacy_font(name)
    assert font is not None
    assert (font.encoding, font.capitals) == (encoding, capitals)


@pytest.mark.parametrize("name", ["Times New Roman", "Arial", "vnr10", "Verdana", "Vni", "VnTeX-Regular", ""])
def test_fonts_that_do_not(name: str) -> None:
    assert legacy_font(name) is None


# --- whole files ---


@pytest.mark.parametrize("written", [TCVN3, VNI], ids=["tcvn3", "vni"])
@pytest.mark.parametrize("stored_as", ["latin-1", "utf-8", "utf-16"])
def test_a_file_in_an_old_encoding_is_converted_and_told(written: str, stored_as: str) -> None:
    read = decode(f"{written}\n{written}".encode(stored_as), "x.txt")
    assert read.text == f"{SENTENCE}\n{SENTENCE}"
    assert [warning.code for warning in read.warnings] == ["legacy_encoding"]


def test_only_the_paragraphs_in_an_old_encoding_are_converted() -> None:
    read = decode(f"{OTHER}\n{TCVN3}\nTæng: 52\n{TCVN3}\n{OTHER} Phần “A” ± 5 m².\n".encode(), "x.txt")
    assert read.text.splitlines() == [OTHER, SENTENCE, "Tổng: 52", SENTENCE, f"{OTHER} Phần “A” ± 5 m²."]
    assert [warning.code for warning in read.warnings] == ["legacy_encoding"]


def test_windows_vietnamese_code_page() -> None:
    read = decode(code_page_1258(SENTENCE), "x.txt")
    assert unicodedata.normalize("NFC", read.text) == SENTENCE
    assert [warning.code for warning in read.warnings] == ["legacy_encoding"]


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "mac_roman"])
def test_mojibake_is_repaired_and_told(page: str) -> None:
    text = f"{SENTENCE}\n{OTHER}\nĐỘC LẬP – “Hạnh phúc”…\n"
    read = decode(western_view(text, page).encode(), "x.txt")
    assert read.text == text
    assert [warning.code for warning in read.warnings] == ["mojibake_repaired"]


def test_mojibake_whose_no_break_spaces_became_spaces() -> None:
    assert repair(western_view(SENTENCE, "cp1252").replace("\u00a0", " ")).text == SENTENCE


def test_a_sound_line_beside_mojibake_is_left_alone() -> None:
    sound = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert repair(f"{sound}\n{western_view(SENTENCE, 'cp1252')}").text == f"{sound}\n{SENTENCE}"


@pytest.mark.parametrize("path", sorted(ROOT.glob("corpus/*/report.md")), ids=lambda path: path.parent.name)
def test_sound_reports_are_left_as_they_are(path: Path) -> None:
    data = path.read_bytes()
    read = decode(data, "x.md")
    assert read.text == data.decode("utf-8")
    assert read.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_its_forms(encoding: str) -> None:
    read = decode(SENTENCE.encode(encoding), "x.txt")
    assert (read.text, read.warnings) == (SENTENCE, ())


def test_viqr_is_refused_with_advice() -> None:
    viqr = b"To^?ng so^' ca'n bo^. co^ng ddoa`n chuye^n tra'ch la` 52 ngu+o+`i, trong ddo' nu+~ 34 ngu+o+`i."
    with pytest.raises(UnreadableFile) as raised:
        decode(viqr, "x.txt")
    assert "VIQR" in raised.value.vi
    assert "Convert it to Unicode" in raised.value.en


def test_plain_ascii_is_not_viqr() -> None:
    assert decode(b"Bao cao so 31/BC-LDLD (a) 5^2 = 25; x+y, add, d/c.", "x.txt").warnings == ()


def test_a_few_lost_bytes_are_told_and_many_refused() -> None:
    data = (SENTENCE * 5).encode()
    cut = data[: data.index("ổ".encode(), 200) + 1] + b" " + data[300:]
    read = decode(cut, "x.txt")
    assert "\ufffd" in read.text
    assert [warning.code for warning in read.warnings] == ["bytes_unreadable"]
    with pytest.raises(UnreadableFile):
        decode(bytes(byte | 0x80 if at % 5 == 0 else byte for at, byte in enumerate(data)), "x.txt")


@pytest.mark.parametrize("text", ["Köln, Zürich, Genève, Málaga", "Москва, Киев, Минск", "東京 大阪 京都"])
def test_other_languages_are_no_legacy_vietnamese(text: str) -> None:
    assert decode(text.encode(), "x.txt").text == text


# --- through the reader ---


@pytest.mark.parametrize(
    "marks",
    ["e\u0302\u0323", "\u00ea\u0323", "\u1eb9\u0302", "e\u0323\u0302"],
    ids=["nfd in typed order", "ê and dot", "ẹ and roof", "nfd"],
)
def test_marks_in_any_order_are_one_letter_in_the_flow_and_untouched_in_the_text(marks: str) -> None:
    text = f"Nhi{marks}m kỳ 2023 - 2028 có 15 ủy viên."
    manuscript = read_manuscript(text.encode(), "x.txt")
    assert manuscript.text == text
    assert manuscript.flow.startswith("Nhiệm kỳ")
    assert manuscript.anchor(0, 4).quote == f"Nhi{marks}"


@pytest.mark.parametrize(("marks", "letter"), [("e\u0301\u0302", "ế"), ("a\u0300\u0306", "ằ"), ("o\u0301\u031b", "ớ")])
def test_a_tone_typed_before_the_roof_is_healed_too(marks: str, letter: str) -> None:
    assert read_manuscript(f"T{marks}t cả 15".encode(), "x.txt").flow == f"T{letter}t cả 15\n"


def test_the_text_that_was_read_is_the_converted_text() -> None:
    manuscript = read_manuscript(TCVN3.encode("latin-1"), "x.txt")
    at = manuscript.flow.index("34 người")
    anchor = manuscript.anchor(at, at + 8)
    assert anchor.quote == manuscript.text[anchor.start : anchor.end] == "34 người"
    assert [warning.code for warning in manuscript.warnings] == ["legacy_encoding"]
