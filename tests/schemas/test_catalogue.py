"""The catalogue's data against its own examples, both ways, and against what is known of the domain."""

import re
from collections import Counter

import pytest

from schemas.catalogue import Indicator, Objective, Province, Resolution, load, number_key, objectives_in
from schemas.provinces import name_key

CATALOGUE = load()
RESOLUTION_03 = CATALOGUE.resolutions[0]


def by_id(record: Indicator | Objective) -> str:
    return record.id


def test_it_is_read_once() -> None:
    assert load() is CATALOGUE


# Indicators


def test_the_groups_hold_106_indicators() -> None:
    groups = Counter(indicator.group for indicator in CATALOGUE.indicators.values())
    assert groups == {"organisation": 21, "staff": 43, "training": 22, "personnel": 17, "plan": 3}


@pytest.mark.parametrize("indicator", CATALOGUE.indicators.values(), ids=by_id)
def test_an_indicator_has_a_phrase_with_its_number_and_its_unit(indicator: Indicator) -> None:
    for example in indicator.examples:
        assert re.search("[0-9]", example), example
        assert ("%" in example) == (indicator.unit == "percent")
        if "lượt" in example:
            assert indicator.unit == "attendance"


def test_no_phrase_belongs_to_two_indicators() -> None:
    phrases = Counter(example for indicator in CATALOGUE.indicators.values() for example in indicator.examples)
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


@pytest.mark.parametrize("indicator", CATALOGUE.indicators.values(), ids=by_id)
def test_a_child_stands_under_its_parent(indicator: Indicator) -> None:
    if indicator.parent is not None:
        assert indicator in CATALOGUE.children(indicator.parent)
        assert indicator.relation is not None


def test_labels_are_distinct_within_a_group() -> None:
    for lang in ("vi", "en"):
        labels = Counter((i.group, i.label_vi if lang == "vi" else i.label_en) for i in CATALOGUE.indicators.values())
        assert max(labels.values()) == 1


# Provinces


def names() -> list[tuple[str, Province]]:
    return [(name, province) for province in CATALOGUE.provinces for name in (province.name, *province.aliases)]


@pytest.mark.parametrize(
    ("name", "province"), names(), ids=lambda value: value if isinstance(value, str) else value.era
)
def test_each_name_and_alias_is_found_where_reports_print_it(name: str, province: Province) -> None:
    for sentence in (
        f"Ban Thường vụ LĐLĐ tỉnh {name} báo cáo kết quả",
        f"{name}, ngày 23 tháng 5 năm 2024",
        f"LIÊN ĐOÀN LAO ĐỘNG TỈNH {name.upper()}",
    ):
        found = CATALOGUE.find_province(sentence, province.era)
        assert found is not None, sentence
        assert found.key == province.key, sentence


def test_no_name_belongs_to_two_provinces_of_an_era() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for name, province in names():
        owners.setdefault((province.era, name_key(name)), set()).add(province.code)
    assert [key for key, codes in owners.items() if len(codes) > 1] == []


@pytest.mark.parametrize(
    "text",
    [
        "giữ gìn hòa bình, thái bình cho nhân dân",
        "LĐLĐ thành phố Biên Hòa",
        "Công đoàn Y tế Việt Nam",
        "Hà Nam Ninh",  # a province before 1992
        "",
    ],
)
def test_other_words_are_no_province(text: str) -> None:
    found = CATALOGUE.find_province(text, "pre_2025_07")
    assert found is None or (text.startswith("Hà Nam Ninh") and found.name == "Hà Nam")


def test_a_name_after_its_title_goes_before_one_without() -> None:
    text = "Lao Động Hà Nội đưa tin về LĐLĐ tỉnh Đồng Nai"
    found = CATALOGUE.find_province(text, "pre_2025_07")
    assert found is not None
    assert found.name == "Đồng Nai"


def test_the_longest_name_at_a_place_wins() -> None:
    found = CATALOGUE.find_province("LĐLĐ tỉnh Thừa Thiên - Huế", "pre_2025_07")
    assert found is not None
    assert found.code == "46"
    assert CATALOGUE.find_province("tỉnh Bà Rịa — Vũng Tàu", "post_2025_07") is None


def test_tone_marks_may_stand_on_either_vowel_and_text_may_be_decomposed() -> None:
    for text in ("tỉnh Hoà Bình", "tỉnh Hòa Bình", "tỉnh Ho\u0300a Bi\u0300nh", "TỈNH HOÀ BÌNH"):
        found = CATALOGUE.find_province(text, "pre_2025_07")
        assert found is not None, text
        assert found.code == "17"


def test_the_crosswalk_is_complete() -> None:
    before = [province for province in CATALOGUE.provinces if province.era == "pre_2025_07"]
    after = [province for province in CATALOGUE.provinces if province.era == "post_2025_07"]
    assert (len(before), len(after)) == (63, 34)
    used = [province.code for unit in after for province in CATALOGUE.predecessors(unit.code)]
    assert sorted(used) == sorted(province.code for province in before)
    sizes = Counter(len(CATALOGUE.predecessors(unit.code)) for unit in after)
    assert sizes == {1: 11, 2: 17, 3: 6}
    assert all(province.successor is None for province in after)


def test_seven_codes_changed_meaning() -> None:
    changed = {
        code: (old.name, new.name)
        for code in (f"{number:02}" for number in range(100))
        if (old := CATALOGUE.province("pre_2025_07", code)) is not None
        and (new := CATALOGUE.province("post_2025_07", code)) is not None
        and code not in {province.code for province in CATALOGUE.predecessors(code) if province.name == new.name}
        and old.name != "Thừa Thiên Huế"
    }
    assert changed == {
        "15": ("Yên Bái", "Lào Cai"),
        "24": ("Bắc Giang", "Bắc Ninh"),
        "44": ("Quảng Bình", "Quảng Trị"),
        "52": ("Bình Định", "Gia Lai"),
        "80": ("Long An", "Tây Ninh"),
        "82": ("Tiền Giang", "Đồng Tháp"),
        "91": ("Kiên Giang", "An Giang"),
    }


def test_a_code_without_its_era_means_nothing() -> None:
    assert CATALOGUE.province("pre_2025_07", "10") is not None
    assert CATALOGUE.province("post_2025_07", "10") is None
    assert CATALOGUE.province("post_2025_07", "1") is None


def test_municipalities() -> None:
    def cities(era: str) -> set[str]:
        return {p.name for p in CATALOGUE.provinces if p.era == era and p.type.startswith("thành phố")}

    assert cities("pre_2025_07") == {"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"}
    assert cities("post_2025_07") == cities("pre_2025_07") | {"Huế"}


# Resolutions

_CITATION = re.compile(
    r"(?P<type>Nghị quyết|Quyết định)(?: số)? (?P<number>[0-9]+[^,]*?)(?:,? ngày (?P<date>\S+))?$", re.I
)


def cited(citation: str) -> Resolution | None:
    match = _CITATION.fullmatch(citation)
    assert match is not None, citation
    found = CATALOGUE.resolution_for(match["number"], int(match["date"][-4:]) if match["date"] else None)
    return found if found is not None and found.type.lower() == match["type"].lower() else None


@pytest.mark.parametrize(
    ("resolution", "citation"), [(r, text) for r in CATALOGUE.resolutions for text in r.citations.matching]
)
def test_a_resolution_is_found_by_its_citations(resolution: Resolution, citation: str) -> None:
    assert cited(citation) is resolution


@pytest.mark.parametrize(
    ("resolution", "citation"), [(r, text) for r in CATALOGUE.resolutions for text in r.citations.other]
)
def test_a_resolution_is_not_found_by_others(resolution: Resolution, citation: str) -> None:
    assert cited(citation) is not resolution


@pytest.mark.parametrize("objective", RESOLUTION_03.objectives, ids=by_id)
def test_an_objective_is_known_by_its_wordings(objective: Objective) -> None:
    assert objective.examples
    assert objective.counter_examples
    for text in (*objective.examples, *([objective.text] if objective.text else [])):
        assert objective in objectives_in(text, RESOLUTION_03), text
    for text in objective.counter_examples:
        assert objective not in objectives_in(text, RESOLUTION_03), text


@pytest.mark.parametrize("objective", RESOLUTION_03.objectives, ids=by_id)
def test_each_wording_is_justified_by_some_text(objective: Objective) -> None:
    texts = [text for o in RESOLUTION_03.objectives for text in (*o.examples, o.text or "")]
    for wording in objective.wordings:
        keys = [name_key(phrase) for phrase in wording]
        assert any(all(key in name_key(text) for key in keys) for text in texts), wording


def test_resolution_03_as_the_reports_state_it() -> None:
    tops = [objective.id for objective in RESOLUTION_03.objectives if objective.parent is None]
    assert tops == ["1", "2", "3", "4", "5", "6"]
    assert [o.id for o in RESOLUTION_03.with_parts("2")] == ["2", "2a", "2b"]
    assert [o.id for o in RESOLUTION_03.with_parts("5")] == ["5", "5a", "5b"]
    demands = {
        o.id: [(str(t.op), int(t.value)) for t in o.thresholds] for o in RESOLUTION_03.objectives if o.thresholds
    }
    hundred = [(">=", 100)]
    assert demands == {"1": hundred, "2a": hundred, "2b": hundred, "5a": hundred, "5b": hundred, "6": [(">=", 20)]}
    four = RESOLUTION_03.objective("4")
    assert four is not None
    assert (four.text, four.level) == (None, "central")
    six = RESOLUTION_03.objective("6")
    assert six is not None
    assert [(r.part, r.whole) for r in six.answered_by] == [
        ("provincial_leaders_foreign_language", "provincial_leaders")
    ]


def test_the_two_kinds_of_officers_are_not_confused() -> None:
    parttime = objectives_in("100% cán bộ công đoàn không chuyên trách được bồi dưỡng", RESOLUTION_03)
    assert "5b" in [objective.id for objective in parttime]
    assert "2b" not in [o.id for o in objectives_in("cán bộ không chuyên trách có trình độ đại học", RESOLUTION_03)]


def test_numbers_are_compared_without_what_a_scan_does_to_them() -> None:
    assert number_key("03 /NQ–TLĐ") == number_key("3/nq-tlđ") == number_key("03/NQ-TLD")
    assert number_key("03/NQ-TLĐ") != number_key("03-NQ/TLĐ")
    assert number_key("30/NQ-TLĐ") != number_key("3/NQ-TLĐ")


# Identities and rules


def test_a_partition_of_the_indicators_is_an_identity_too() -> None:
    """Each child of a partition or partial list has an identity in which it stands for its parent, and vice versa."""
    reached: dict[str, set[str]] = {}
    for identity in CATALOGUE.identities:
        if identity.kind in ("partition", "partial", "subset", "not_more"):
            for part in identity.parts:
                reached.setdefault(part, set()).add(identity.whole)
    for indicator in CATALOGUE.indicators.values():
        if indicator.parent is None:
            continue
        wholes: set[str] = set()
        frontier = {indicator.id}
        while frontier:
            frontier = {whole for part in frontier for whole in reached.get(part, set())} - wholes
            wholes |= frontier
        assert indicator.parent in wholes, indicator.id


def test_every_rule_of_the_findings_vocabulary_is_there() -> None:
    assert set(CATALOGUE.rules) >= {
        "sum_mismatch",
        "subset_exceeds_total",
        "percent_mismatch",
        "figure_conflict",
        "unit_mixture",
        "status_contradicts_figures",
        "status_missing",
        "target_count_mismatch",
        "citation_date_conflict",
        "citation_variant",
        "citation_after_report",
        "impossible_date",
        "quota_counts_contracts",
        "claim_without_figures",
    }
    for rule in CATALOGUE.rules.values():
        assert rule.name("vi") != rule.name("en")
        assert rule.advice("vi") != rule.advice("en")
        for outcome in ("broken", "holds", "cannot_tell"):
            assert rule.template(outcome, "vi") != rule.template(outcome, "en")
