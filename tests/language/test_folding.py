import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.folding import fold, skeleton

NFC = st.text(max_size=200).map(lambda text: unicodedata.normalize("NFC", text))
VIETNAMESE = st.text(
    alphabet="aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ AĐQUYOaeÐðƣ–“",
    max_size=80,
)


@given(NFC | VIETNAMESE)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(NFC | VIETNAMESE)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NFC | VIETNAMESE)
def test_the_skeleton_keeps_the_length(text: str) -> None:
    assert len(skeleton(fold(text))) == len(text)


@given(VIETNAMESE)
def test_the_skeleton_has_no_diacritics_left(text: str) -> None:
    assert all(ord(letter) < 128 for letter in skeleton(fold(text)))


@given(NFC)
def test_digits_and_white_space_stay_where_they_are(text: str) -> None:
    folded = fold(text)
    for before, after in zip(text, folded, strict=True):
        if before in "0123456789\n\t .,;:()":
            assert after == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("KHOÁ XII", "khóa xii"),
        ("Tỉnh uỷ", "Tỉnh ủy"),
        ("thuỷ, huý, tuỵ", "thủy, húy, tụy"),
        ("toạ đàm, loè", "tọa đàm, lòe"),
        ("thạc sĩ", "thạc sỹ"),
        ("kĩ năng", "kỹ năng"),
        ("lí luận", "lý luận"),
        ("quí I", "quý I"),
        ("1,5 tỉ đồng", "1,5 tỷ đồng"),
        ("hàng năm", "hằng năm"),
        ("LÐLÐ", "LĐLĐ"),
        ("ƣu tú", "ưu tú"),
        ("cao nhứt", "cao nhất"),
        ("gởi báo cáo", "gửi báo cáo"),
        ("cải cách hành chánh", "cải cách hành chính"),
        ("03 d/c", "03 đ/c"),
        ("2019–2024", "2019-2024"),
        ("“Đạt”", '"Đạt"'),
        ("12\u00a0người", "12 người"),
    ],
)
def test_spellings_of_the_same_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bộ", "bố"),
        ("đạt", "dat"),
        ("hoàn", "hòan"),
        ("quà", "qùa"),
        ("hàng hóa", "hằng hóa"),
        ("mai", "may"),
        ("tay", "tai"),
        ("LĐLĐ", "LDLD"),
    ],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_closed_syllables_keep_their_tone_where_it_belongs() -> None:
    """ "oà" is moved only in open syllables: đoàn, hoàn, toàn are spelt in one way only."""
    assert fold("đoàn hoàn toàn khoảng quỳ quý") == "đoàn hoàn toàn khoảng quỳ quý"


@pytest.mark.parametrize(
    ("text", "bare"), [("Hoàn thành tốt", "hoan thanh tot"), ("ĐOÀN VIÊN", "doan vien"), ("Ưu ờ", "uu o")]
)
def test_skeletons(text: str, bare: str) -> None:
    assert skeleton(fold(text)) == bare


@pytest.mark.parametrize("letter", ["İ", "ß", "ﬁ", "ŉ", "ǰ", "Σ", "\U0001d504", "\U0010ffff", "\x00"])
def test_letters_that_change_their_length_in_lower_case(letter: str) -> None:
    assert len(fold(f"a{letter}b")) == len(letter) + 2
