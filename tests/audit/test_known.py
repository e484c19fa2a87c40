"""Citations against published documents and the terms of those who issue them."""

import pytest

from extractor.audit import audit
from schemas import Mention, Regulation
from schemas.finding import Finding
from schemas.report import Reading
from tests.audit.made import anchor, broken, mention, outcomes, regulation, report


def cited(printed: str, number: str, issued: str | None, *, type: str = "Nghị quyết") -> Regulation:
    """A regulation cited once, in these words."""
    once = Mention(as_printed=printed, number=number, issued=issued, form="full", anchor=anchor(printed))
    return Regulation(key=number, type=type, number=number, mentions=(once,))


def found(*regulations: Regulation, issued: str = "2024-05-23") -> tuple[Finding, ...]:
    return audit(report(regulations=regulations, issued=issued))


# Published dates


@pytest.mark.parametrize(
    ("issued", "outcome"),
    [
        ("2020-08-13", ["holds"]),
        ("2020-08-18", ["broken"]),  # a misprinted day
        ("2021-08-13", ["broken"]),  # a misprinted year
        ("2021-03-02", []),  # neither: another document with this number
        ("2020", []),
        (None, []),
    ],
)
def test_a_published_document_has_its_published_date(issued: str | None, outcome: list[str]) -> None:
    decree = regulation("90/2020/NĐ-CP", mention("90/2020/NĐ-CP", issued), type="Nghị định")
    assert outcomes(found(decree), "citation_known_date") == outcome


def test_a_number_given_twice_has_two_dates() -> None:
    for day in ("2017-10-25", "2022-06-16"):
        assert outcomes(found(cited("x", "18-NQ/TW", day)), "citation_known_date") == ["holds"]
    wrong = found(cited("x", "18-NQ/TW", "2022-06-17"))
    assert outcomes(wrong, "citation_known_date") == ["broken"]
    assert wrong[0].arithmetic == "17/06/2022 ≠ 16/06/2022"


def test_another_kind_of_document_with_the_number_is_another_document() -> None:
    assert outcomes(found(cited("x", "18-NQ/TW", "2017-10-26", type="Kết luận")), "citation_known_date") == []


def test_dates_that_contradict_each_other_are_told_once_with_the_published_one() -> None:
    both = regulation("18-NQ/TW", mention("18-NQ/TW", "2017-10-25"), mention("18-NQ/TW", "2017-10-26"))
    findings = found(both)
    assert broken(findings) == {("citation_date_conflict", "18-NQ/TW")}
    assert "văn bản đã công bố: 25/10/2017" in findings[0].message


@pytest.mark.parametrize(
    ("day", "printed", "late"),
    [
        ("2022-12-29", None, True),
        ("2022-12-29", "2022", True),
        ("2022-12-30", None, False),
        ("2022-12-31", "2022", False),
        ("2022-05-20", "2021", False),  # not the published document
    ],
)
def test_a_document_is_not_cited_before_it_was_published(day: str, printed: str | None, late: bool) -> None:
    decree = regulation("111/2022/NĐ-CP", mention("111/2022/NĐ-CP", printed), type="Nghị định")
    findings = found(decree, issued=day)
    assert (("citation_after_report", "111/2022/NĐ-CP") in broken(findings)) is late


def test_a_printed_day_is_judged_by_itself() -> None:
    """Dated wrongly, it is a wrong date, and not a document of the future besides."""
    decree = regulation("111/2022/NĐ-CP", mention("111/2022/NĐ-CP", "2022-03-30"), type="Nghị định")
    assert broken(found(decree, issued="2022-06-01")) == {("citation_known_date", "111/2022/NĐ-CP")}


# Terms


@pytest.mark.parametrize(
    ("issued", "outcome"),
    [
        ("2018-09-23", ["broken"]),
        ("2018-09-24", ["holds"]),
        ("2023-12-03", ["holds"]),
        ("2023-12-04", ["broken"]),
        ("2018", ["holds"]),
        ("2017", ["broken"]),
        ("2024", ["broken"]),
        (None, []),
    ],
)
def test_a_document_of_a_term_is_dated_within_it(issued: str | None, outcome: list[str]) -> None:
    words = "Nghị quyết số 07/NQ-TLĐ của Ban Chấp hành Tổng Liên đoàn (khóa XII)"
    assert outcomes(found(cited(words, "07/NQ-TLĐ", issued)), "citation_outside_term") == outcome


@pytest.mark.parametrize(
    ("words", "number", "outcome"),
    [
        ("Nghị quyết số 09-NQ/TW của Ban Chấp hành Trung ương Đảng (khóa XI)", "09-NQ/TW", ["broken"]),
        ("Nghị quyết số 09-NQ/TW của Ban Chấp hành Trung ương Đảng (khoá XII)", "09-NQ/TW", ["holds"]),
        ("Nghị quyết số 09-NQ/TW, Trung ương Đảng khóa 12", "09-NQ/TW", ["holds"]),
        ("Nghị quyết số 09-NQ/TW, Trung ương Đảng khóa 11", "09-NQ/TW", ["broken"]),
        ("Nghị quyết số 09-NQ/TW, Trung ương Đảng khóa 1", "09-NQ/TW", []),
        ("Nghị quyết số 09-NQ/TW, Trung ương Đảng khóa 16", "09-NQ/TW", []),
        ("Nghị quyết số 09-NQ/TW, Trung ương Đảng khóa 17", "09-NQ/TW", []),
        ("Nghị quyết số 09-NQ/TU của Tỉnh ủy (khóa XI)", "09-NQ/TU", []),
        ("Nghị quyết số 1111/NQ-UBTVQH14", "1111/NQ-UBTVQH14", ["holds"]),
        ("Nghị quyết số 1111/NQ-UBTVQH13", "1111/NQ-UBTVQH13", ["broken"]),
        ("Nghị quyết số 09-NQ/TW", "09-NQ/TW", []),
    ],
)
def test_each_body_counts_its_terms(words: str, number: str, outcome: list[str]) -> None:
    assert outcomes(found(cited(words, number, "2018-06-01")), "citation_outside_term") == outcome


def test_a_law_without_a_number_is_known_by_its_words() -> None:
    words = "Nghị quyết của Quốc hội khóa XIV"
    once = Mention(as_printed=words, issued="2015-06-01", form="title", anchor=anchor(words))
    law = Regulation(key="x", type="Nghị quyết", name="Nghị quyết", mentions=(once,))
    assert broken(found(law)) == {("citation_outside_term", "Nghị quyết")}


@pytest.mark.parametrize(("issued", "gone"), [("2025-06-30", False), ("2025-07-01", True), ("2025", False)])
def test_a_party_group_issues_nothing_after_its_end(issued: str, gone: bool) -> None:
    findings = found(cited("Quy định số 07-QĐ/ĐĐ", "07-QĐ/ĐĐ", issued, type="Quy định"), issued="2025-12-01")
    assert (("citation_outside_term", "07-QĐ/ĐĐ") in broken(findings)) is gone


def test_the_term_tells_which_of_two_dates_is_wrong() -> None:
    words = "Nghị quyết số 03/NQ-TLĐ của Ban Chấp hành Tổng Liên đoàn (khóa XII)"
    days = ("2019-01-11", "2019-01-11", "2024-01-11")
    mentions = tuple(
        Mention(as_printed=words, number="03/NQ-TLĐ", issued=day, form="full", anchor=anchor(words)) for day in days
    )
    findings = found(Regulation(key="x", type="Nghị quyết", number="03/NQ-TLĐ", mentions=mentions))
    assert broken(findings) == {("citation_date_conflict", "03/NQ-TLĐ")}
    assert "11/01/2024 ∉ 24/09/2018 – 03/12/2023 (khóa XII)" in findings[0].message
    assert [f.arithmetic for f in findings if f.rule == "citation_outside_term"] == ["2 lần viện dẫn"]


# Series of numbers


def series(*documents: tuple[str, str]) -> list[str]:
    made = [regulation(number, mention(number, day), type="Quy định") for number, day in documents]
    return outcomes(found(*made), "citation_number_order")


def test_numbers_of_a_year_grow_with_their_days() -> None:
    assert series(("17-QĐ/ĐĐ", "2020-08-18"), ("19-QĐ/ĐĐ", "2020-09-09")) == ["holds"]
    assert series(("17-QĐ/ĐĐ", "2020-09-09"), ("19-QĐ/ĐĐ", "2020-09-09")) == ["holds"]
    assert series(("17-QĐ/ĐĐ", "2020-09-10"), ("19-QĐ/ĐĐ", "2020-09-09")) == ["cannot_tell"]
    assert series(("9-QĐ/ĐĐ", "2020-08-18"), ("10-QĐ/ĐĐ", "2020-09-09")) == ["holds"]


def test_other_years_and_suffixes_are_other_series() -> None:
    assert series(("17-QĐ/ĐĐ", "2021-09-10"), ("19-QĐ/ĐĐ", "2020-09-09")) == []
    assert series(("17-QĐ/TU", "2020-09-10"), ("19-QĐ/ĐĐ", "2020-09-09")) == []
    assert series(("17-QĐ/ĐĐ", "2020-09-10")) == []
    assert series(("17-QĐ/ĐĐ", "2020"), ("19-QĐ/ĐĐ", "2020-09-09")) == []


@pytest.mark.parametrize(
    ("term", "reading", "outcome"),
    [
        ("XI", "ocr", "cannot_tell"),
        ("XI", "mixed", "cannot_tell"),
        ("XI", "text_layer", "broken"),
        ("XIII", "ocr", "cannot_tell"),
        ("X", "ocr", "broken"),
        ("XII", "ocr", "holds"),
    ],
)
def test_a_scan_may_have_lost_a_stroke_of_the_term(term: str, reading: Reading, outcome: str) -> None:
    printed = f"Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng (khóa {term})"
    made = report(regulations=(cited(printed, "18-NQ/TW", "2017-10-25"),))
    read = made.model_copy(update={"source": made.source.model_copy(update={"reading": reading})})
    assert outcomes(audit(read), "citation_outside_term") == [outcome]
