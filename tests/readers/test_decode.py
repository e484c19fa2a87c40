import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableFile
from extractor.readers.decode import Decoded, decode

TEXT = "Tổng số đoàn viên: 31.450 người\nNữ: 17.280 người\n"
PRINTED = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=200)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_known_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == Decoded(TEXT)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8])
def test_the_byte_order_mark_is_no_character(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    assert decode(mark + TEXT.encode(encoding), "a.txt") == Decoded(TEXT)


@given(PRINTED)
def test_every_text_in_utf_8_is_read_back_or_told_to_be_repaired(text: str) -> None:
    read = decode(text.encode(), "a.txt")
    assert read.warnings or read.text == text.removeprefix("\ufeff")


@given(PRINTED)
def test_every_text_in_utf_16_with_its_mark_is_read_back_or_told_to_be_repaired(text: str) -> None:
    read = decode(text.encode("utf-16"), "a.txt")
    assert read.warnings or read.text == text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Tổng số".encode("cp1258", "replace") + b"\xfe\xff", id="two words and bytes of no table"),
        pytest.param(b"\x89PNG\r\n\x1a\nIHDR", id="a picture"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", id="half a UTF-16 unit"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", id="half a surrogate pair"),
        pytest.param(bytes(range(1, 32)) * 4, id="control characters"),
        pytest.param(b"\xff" * 100, id="no letter at all"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        decode(data, "báo cáo.txt")
    for lang, advice in (("vi", "UTF-8"), ("en", "UTF-8")):
        assert "báo cáo.txt" in refusal.value.message(lang)
        assert advice in refusal.value.message(lang)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "a.txt").text, str)
    except UnreadableFile as refusal:
        assert refusal.vi
