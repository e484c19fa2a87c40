"""Rarer ways to cite: a general word whose number says the kind, years in parentheses, and what is no citation."""

import pytest

from extractor.language.citations import find, resolve


def cited(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(citation.type, citation.number, citation.issued) for citation in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo văn bản số 212/QĐ-CĐNN", [("Quyết định", "212/QĐ-CĐNN", None)]),
        (
            "các văn bản 212/QĐ-CĐNN, 07/QC-CĐNN",
            [("Quyết định", "212/QĐ-CĐNN", None), ("Quy chế", "07/QC-CĐNN", None)],
        ),
        ("Văn bản số 15/LĐLĐ-TC ngày 03/4/2020", [("Công văn", "15/LĐLĐ-TC", "2020-04-03")]),
        ("công văn số 345/LĐLĐ ngày 03/4/2020", [("Công văn", "345/LĐLĐ", "2020-04-03")]),
    ],
)
def test_a_general_word_gives_way_to_the_kind_that_the_number_says(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize("text", ["CT1: 100% cán bộ được quán triệt", "Kết quả CT1, CT2 và CT3 đều đạt"])
def test_the_number_of_a_target_is_no_directive(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize("text", ["Chỉ thị 01-CT/TW", "CT số 01-CT/TW", "CT 01-CT/TW"])
def test_a_directive_is_one_still(text: str) -> None:
    assert cited(text) == [("Chỉ thị", "01-CT/TW", None)]


def test_a_year_that_labels_what_follows_in_a_parenthesis_dates_nothing_before_it() -> None:
    text = "người lao động hợp đồng theo Nghị định 68 (năm 2023: Nghị định 111)"
    assert cited(text) == [("Nghị định", "68", None), ("Nghị định", "111", None)]
    assert cited("theo Nghị định 68 (ngày 17/11/2000)") == [("Nghị định", "68", "2000-11-17")]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Luật Các tổ chức tín dụng năm 2024", "2024"),
        ("Luật Bảo vệ bí mật nhà nước năm 2018", "2018"),
        ("Luật An toàn, vệ sinh lao động năm 2015", "2015"),
        ("Luật Thực hiện dân chủ ở cơ sở năm 2022", "2022"),
        ("Luật Trách nhiệm bồi thường của Nhà nước năm 2017", "2017"),
    ],
)
def test_a_law_by_its_name_and_year(name: str, year: str) -> None:
    (citation,) = find(f"theo {name}, các cấp công đoàn")
    assert (citation.type, citation.name, citation.issued) == ("Luật", name, year)


def test_what_a_decision_enacts_is_not_cited_besides() -> None:
    text = "Quyết định số 174/QĐ-TLĐ ngày 03/02/2020 ban hành Điều lệ Công đoàn Việt Nam"
    assert cited(text) == [("Quyết định", "174/QĐ-TLĐ", "2020-02-03")]
    assert [kind for kind, _, _ in cited("theo Điều lệ Công đoàn Việt Nam")] == ["Điều lệ"]


def test_two_days_of_one_year_in_the_mentions_of_one_plan_are_one_plan() -> None:
    text = "Kế hoạch số 42/KH-LĐLĐ ngày 03/4/2024; Kế hoạch số 42/KH-LĐLĐ ngày 05/4/2024 của LĐLĐ tỉnh Lai Châu"
    (plan,) = resolve(find(text), report_issued="2024-05-23", own_number=None, own_issuer_code="LDLD-LaiChau")
    assert (plan.number, len(plan.mentions)) == ("42/KH-LĐLĐ", 2)


def test_the_same_number_of_two_years_is_two_plans() -> None:
    text = "Kế hoạch số 42/KH-LĐLĐ ngày 03/4/2022; Kế hoạch số 42/KH-LĐLĐ ngày 05/4/2024 của LĐLĐ tỉnh Lai Châu"
    plans = resolve(find(text), report_issued="2024-05-23", own_number=None, own_issuer_code="LDLD-LaiChau")
    assert [plan.issued for plan in plans] == ["2022-04-03", "2024-04-05"]
