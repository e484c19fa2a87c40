import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.folding import fold
from extractor.language.numbers import MAX_DIGITS, find_numbers, parse_literal, parse_words
from tests.language.speller import spell


def values(text: str) -> list[Decimal]:
    return [number.value for number in find_numbers(fold(text))]


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


# --- written form and back ---


@given(st.integers(0, 10**MAX_DIGITS - 1))
def test_dots_group_thousands(number: int) -> None:
    parsed = parse_literal(grouped(number, "."))
    assert parsed is not None
    assert (parsed.value, parsed.decimals) == (number, 0)


@given(st.integers(1000, 10**MAX_DIGITS - 1), st.sampled_from([" ", "\u00a0"]))
def test_blanks_group_thousands(number: int, blank: str) -> None:
    assert values(f"có {grouped(number, blank)} người") == [number]


@given(st.integers(1, 10**9 - 1))
def test_commas_group_thousands_the_english_way(number: int) -> None:
    """One comma before three digits is also a decimal; both readings are kept."""
    parsed = parse_literal(grouped(number, ","))
    assert parsed is not None
    assert number in (parsed.value, parsed.grouped)
    if number >= 10**6 or number < 1000:
        assert parsed.value == number


@given(st.integers(0, 10**6), st.integers(0, 9999), st.integers(1, 4))
def test_a_comma_marks_decimals(whole: int, fraction: int, digits: int) -> None:
    printed = f"{fraction % 10**digits:0{digits}d}"
    parsed = parse_literal(f"{whole},{printed}")
    assert parsed is not None
    assert (parsed.value, parsed.decimals) == (Decimal(f"{whole}.{printed}"), digits)


@given(st.integers(1000, 10**9), st.integers(0, 99))
def test_thousands_and_decimals_both_ways_round(whole: int, fraction: int) -> None:
    value = Decimal(f"{whole}.{fraction:02d}")
    for printed in (f"{grouped(whole, '.')},{fraction:02d}", f"{grouped(whole, ',')}.{fraction:02d}"):
        parsed = parse_literal(printed)
        assert parsed is not None
        assert parsed.value == value


@given(st.integers(0, 99))
def test_a_leading_zero_means_nothing(number: int) -> None:
    assert values(f"{number:02d} người") == [number]


@given(st.integers(1, 9999), st.sampled_from(["nghìn", "ngàn"]), st.sampled_from(["lẻ", "linh"]))
@settings(max_examples=400)
def test_words_are_read_back(number: int, thousand: str, odd: str) -> None:
    words = spell(number, thousand=thousand, odd=odd)
    assert parse_words(fold(words).split()) == number


@given(st.integers(10_000, 9_999_999))
def test_long_words_are_read_back(number: int) -> None:
    assert parse_words(fold(spell(number)).split()) == number


def test_the_speller_is_right_itself() -> None:
    """Spelt by hand, so that reader and speller cannot be wrong together."""
    by_hand = {
        4: "bốn",
        10: "mười",
        15: "mười lăm",
        21: "hai mươi mốt",
        45: "bốn mươi lăm",
        100: "một trăm",
        101: "một trăm lẻ một",
        110: "một trăm mười",
        555: "năm trăm năm mươi lăm",
        1000: "một nghìn",
        1005: "một nghìn không trăm lẻ năm",
        1100: "một nghìn một trăm",
        7400: "bảy nghìn bốn trăm",
    }
    assert {number: spell(number) for number in by_hand} == by_hand


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_words_in_a_sentence_are_found_where_they_stand(first: int, second: int) -> None:
    text = fold(f"mở {spell(first)} lớp cho {spell(second)} lượt")
    found = find_numbers(text)
    assert [number.value for number in found] == [first, second]
    assert [text[number.start : number.end] for number in found] == [spell(first), spell(second)]
    assert all(number.words for number in found)


# --- single forms ---


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ba mươi tư", 34),
        ("hai mươi nhăm", 25),
        ("bẩy mươi bẩy", 77),
        ("trăm rưỡi", 150),
        ("một triệu rưỡi", 1_500_000),
        ("hai nghìn rưỡi", 2500),
        ("nghìn hai", 1200),
        ("hai chục", 20),
        ("hai tá", 24),
        ("ba vạn", 30_000),
        ("một tỷ hai trăm triệu", 1_200_000_000),
        ("một trăm linh hai", 102),
        ("ba triệu không trăm năm mươi nghìn", 3_050_000),
    ],
)
def test_ways_to_say_a_number(words: str, value: int) -> None:
    assert parse_words(fold(words).split()) == value


@pytest.mark.parametrize(
    "words", ["hai ba", "mười mười", "năm năm", "rưỡi", "không", "lẻ hai trăm ba bốn", "", "người", "một hai ba"]
)
def test_words_that_are_no_number(words: str) -> None:
    assert parse_words(fold(words).split()) is None


@pytest.mark.parametrize(
    "literal", ["1.2.3", "1,2,3", "12.34.567", "1.234,5,6", "1,234.567.8", "1" * (MAX_DIGITS + 1), "0.123.456"]
)
def test_malformed_literals_are_no_numbers(literal: str) -> None:
    assert parse_literal(literal) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8l9 người", [819]),
        ("2O người", [20]),
        ("l2.O45 lượt", [12045]),
        ("lo âu, lol, ol", []),
        ("đạt 98.5%", [Decimal("98.5")]),
        ("22 877 người, 15 lớp", [22877, 15]),
        ("năm 2019 2020", [5, 2019, 2020]),
        ("52/52 người", [52, 52]),
        ("2019-2024", [2019, 2024]),
        ("có 34,người", [34]),
        ("có 34.", [34]),
        ("đến 1.234.567,5 đồng", [Decimal("1234567.5")]),
        ("٢٣ người", []),
        ("２３ người", []),
        ("5² và x³", [5]),
    ],
)
def test_numbers_of_a_text(text: str, expected: list[Decimal]) -> None:
    assert values(text) == expected


@given(st.text(max_size=300))
def test_any_text_has_its_numbers_in_order_and_without_overlap(text: str) -> None:
    folded = fold(text)
    found = find_numbers(folded)
    for number in found:
        assert 0 <= number.start < number.end <= len(folded)
        assert number.value >= 0
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text",
    ["1," * 85_000, "1." * 85_000, "1" * 170_000, "12 345 " * 25_000, "một " * 40_000, "l" * 170_000, "mươi " * 30_000],
)
def test_hostile_text_is_read(text: str) -> None:
    assert isinstance(find_numbers(text), list)
