"""The concepts of the lexicon hold together, and a file that does not is refused with its place."""

import itertools
from pathlib import Path

import pytest

from extractor.errors import CatalogueError
from extractor.language.folding import fold
from extractor.layers.concepts import find_concepts
from extractor.layers.tokens import sheet_language
from extractor.lexicon.concepts import load_concepts, parse_concepts

RIGHT = """
[STAFF]
kind = "entity"
[STAFF.wordings]
"cán bộ, công chức" = ["có 48 cán bộ, công chức"]
"""


def found(text: str) -> list[tuple[str, str]]:
    spans = find_concepts(sheet_language()(text), fold(text))
    return [(span.concept.id, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("spoilt", "record", "reason"),
    [
        (RIGHT.replace('"entity"', '"thing"'), "STAFF", "kind must be one of"),
        (RIGHT.replace('kind = "entity"', 'colour = "red"'), "STAFF", "kind must be one of"),
        (RIGHT.replace("[STAFF.w", 'colour = "red"\n[STAFF.w'), "STAFF", "colour"),
        (RIGHT.replace("[STAFF.w", 'population = "NOBODY"\n[STAFF.w'), "STAFF", "NOBODY"),
        (RIGHT.replace("[STAFF.w", 'ladder = "NOWHERE"\n[STAFF.w'), "STAFF", "NOWHERE"),
        (RIGHT.replace("[STAFF.w", 'ambiguous = ["STAFF", "NOBODY"]\n[STAFF.w'), "STAFF", "NOBODY"),
        (RIGHT + "[STAFF.patterns]\n'(công chức' = ['công chức']\n", "STAFF", "(công chức"),
        (RIGHT.replace('["có 48 cán bộ, công chức"]', '"có 48"'), "STAFF", "cán bộ, công chức"),
        ("STAFF = 3\n", "STAFF", "kind must be one of"),
        ("[STAFF\n", "-", ""),
    ],
)
def test_a_broken_file_is_refused_with_file_record_and_reason(
    tmp_path: Path, spoilt: str, record: str, reason: str
) -> None:
    (tmp_path / "1-people.toml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        parse_concepts(tmp_path)
    assert refusal.value.exit_code == 6
    for lang in ("vi", "en"):
        message = refusal.value.message(lang)
        assert "1-people.toml" in message
        assert f" {record}: " in message
        assert reason in message


def test_the_right_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "1-people.toml").write_text(RIGHT, encoding="utf-8")
    (concept,) = parse_concepts(tmp_path).by_id.values()
    assert (concept.id, concept.kind, concept.wordings) == ("STAFF", "entity", ("cán bộ, công chức",))


def test_a_dropped_wording_is_gone_and_the_others_stay() -> None:
    whole, without = load_concepts(), load_concepts(frozenset({"FEMALE: nữ"}))
    assert "nữ" in whole.by_id["FEMALE"].wordings
    assert set(whole.by_id["FEMALE"].wordings) - set(without.by_id["FEMALE"].wordings) == {"nữ"}
    assert whole.by_id["STAFF"] == without.by_id["STAFF"]


def test_no_wording_stands_for_two_concepts_without_being_told() -> None:
    """Where two concepts share a wording only the first would ever be found."""
    owners: dict[str, set[str]] = {}
    for concept in load_concepts().by_id.values():
        for wording in concept.wordings:
            if not concept.not_after:
                owners.setdefault(wording, set()).add(concept.id)
    assert {wording: names for wording, names in owners.items() if len(names) > 1} == {}


def test_wordings_are_folded_so_that_spellings_need_no_second_entry() -> None:
    for concept in load_concepts().by_id.values():
        assert all(wording == fold(wording) for wording in concept.wordings), concept.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.210 cán bộ công đoàn không chuyên trách", "PARTTIME_OFFICERS"),
        ("48 cán bộ công đoàn chuyên trách", "FULLTIME_OFFICERS"),
        ("trình độ LÝ LUẬN CHÍNH TRỊ", "POLITICAL_THEORY"),
        ("lí luận chính trị", "POLITICAL_THEORY"),
        ("bổ nhiệm lại 09 lượt", "REAPPOINTMENT"),
        ("bổ nhiệm 14 lượt", "APPOINTMENT"),
        ("không hoàn thành nhiệm vụ", "RATED_NOT_COMPLETED"),
        ("hoàn thành xuất sắc nhiệm vụ", "RATED_EXCELLENT"),
        ("hoàn thành tốt nhiệm vụ", "RATED_GOOD"),
        ("hoàn thành nhiệm vụ", "RATED_COMPLETED"),
        ("tỉnh uỷ viên và 13 công đoàn cấp trên trực tiếp cơ sở", "UPPER_UNIT"),
    ],
)
def test_the_longest_words_win(text: str, expected: str) -> None:
    """A shorter term that is a substring of its opposite is not found inside it."""
    assert expected in {name for name, _ in found(text)}
    spans = sorted((text.index(words), text.index(words) + len(words)) for _, words in found(text))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_a_scan_without_diacritics_is_found_only_by_long_wordings() -> None:
    assert "POLITICAL_THEORY" in {name for name, _ in found("trinh do ly luan chinh tri")}
    assert "FEMALE" not in {name for name, _ in found("nu 20 nguoi")}


@pytest.mark.parametrize("text", ["", " ", "\n\t", "12 34", "nữnữ", "xnữ", "công\nchức"])
def test_words_are_found_whole_or_not_at_all(text: str) -> None:
    assert found(text) == []
