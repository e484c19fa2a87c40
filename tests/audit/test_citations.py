"""Citations and dates, each rule held and broken."""

from typing import Literal

import pytest

from extractor.audit import audit
from extractor.audit.days import exists
from schemas import Regulation
from schemas.report import DateMention
from tests.audit.made import anchor, broken, mention, outcomes, regulation, report


def dates(*issued: str | None, number: str = "25/KH-LĐLĐ") -> list[str]:
    cited = regulation(number, *(mention(number, day) for day in issued))
    return outcomes(audit(report(regulations=(cited,), issued=None)), "citation_date_conflict")


def test_a_regulation_has_one_date() -> None:
    assert dates("2019-03-18", "2019-03-18") == ["holds"]
    assert dates("2019-03-18", "2019-04-18") == ["broken"]
    assert dates("2019-03-18", "2019", None) == ["holds"]
    assert dates("2019-03-18", "2020") == ["broken"]
    assert dates("2019-03-18") == []


def test_a_year_in_the_number_is_that_of_the_date() -> None:
    assert dates("2022-12-30", number="111/2022/NĐ-CP") == []
    assert dates("2020-12-30", number="111/2022/NĐ-CP") == ["broken"]


def test_the_odd_date_is_shown_before_the_usual_one() -> None:
    days = ("2019-01-11", "2024-01-11", "2019-01-11")
    cited = regulation("03/NQ-TLĐ", *(mention("03/NQ-TLĐ", day, start=1000 * i) for i, day in enumerate(days)))
    finding = audit(report(regulations=(cited,)))[0]
    assert finding.arithmetic == "11/01/2019 × 2; 11/01/2024 × 1"
    assert {place.start for place in finding.evidence} == {0, 1000}


@pytest.mark.parametrize(
    ("canonical", "printed", "odd"),
    [
        ("03/NQ-TLĐ", "03-NQ/BCH", True),
        ("06-NQ/TU", "06/NQ-TU", True),
        ("03/NQ-TLĐ", "3/NQ-TLĐ", False),
        ("71/KH-LĐLĐ", "71/KH-LĐLD", False),
        ("35-QĐ/ĐĐ", "35-QD/ĐĐ", False),
        ("26-NQ/TW", "26 -NQ/TW", False),
        ("18-NQ/TW", "18", False),
        ("18-NQ/TW", "l8-NQ/TW", False),
        ("113/2018/NĐ-CP", "113/2018", False),
        ("03/NQ-TLĐ", "NQ 03", False),
    ],
)
def test_another_way_of_writing_a_number_is_told_from_damage_and_shortening(
    canonical: str, printed: str, odd: bool
) -> None:
    cited = regulation(canonical, mention(canonical), mention(printed))
    assert bool(outcomes(audit(report(regulations=(cited,))), "citation_variant")) is odd
    listed = Regulation(
        key=canonical,
        type="Nghị quyết",
        number=canonical,
        variants=(printed,),
        mentions=(mention(canonical), mention(f"Nghị quyết số {printed}").model_copy(update={"number": canonical})),
    )
    assert bool(outcomes(audit(report(regulations=(listed,))), "citation_variant")) is odd


@pytest.mark.parametrize(
    ("issued", "late"),
    [("2024-05-23", False), ("2024-05-24", True), ("2024-05-22", False), ("2024", False), ("2025", True)],
)
def test_nothing_younger_than_the_report_can_be_cited(issued: str, late: bool) -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", issued))
    findings = audit(report(regulations=(cited,), issued="2024-05-23"))
    assert (("citation_after_report", "21/HD-LĐLĐ") in broken(findings)) is late


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2019-04-31", False),
        ("2019-13-01", False),
        ("2019-00-10", False),
        ("2019-12", True),
        ("2019-13", False),
        ("2019", True),
        ("2019-01-00", False),
        ("2019-01-01", True),
        ("2019-01-31", True),
        ("2019-01-32", False),
        ("2019-01", True),
        ("0000", False),
        ("0001", True),
        ("9999", True),
    ],
)
def test_the_calendar_is_known(text: str, real: bool) -> None:
    assert exists(text) is real


def test_an_impossible_date_is_about_the_regulation_it_dates() -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", "2019-02-30", start=95_000))
    findings = audit(report(regulations=(cited,)))
    assert broken(findings) == {("impossible_date", "21/HD-LĐLĐ")}
    assert "30/02/2019" in findings[0].message
    printed = DateMention(as_printed="30/02/2019", date="2019-02-30", valid=False, anchor=anchor("30/02/2019", 95_018))
    assert len(audit(report(regulations=(cited,), dates=(printed,)))) == len(findings)
    alone = DateMention(as_printed="31/4/2021", date=None, valid=False, anchor=anchor("31/4/2021", 99_000))
    assert broken(audit(report(dates=(alone,)))) == {("impossible_date", "31/4/2021")}
    right = DateMention(as_printed="30/4/2021", date="2021-04-30", valid=True, anchor=anchor("30/4/2021", 99_000))
    assert broken(audit(report(dates=(right,)))) == set()


def test_two_impossible_dates_of_one_regulation_are_two_remarks() -> None:
    days = (mention("21/HD-LĐLĐ", "2019-02-30", start=95_000), mention("21/HD-LĐLĐ", "2019-02-31", start=98_000))
    findings = audit(report(regulations=(regulation("21/HD-LĐLĐ", *days),)))
    assert outcomes(findings, "impossible_date") == ["broken", "broken"]


def test_a_report_dated_on_no_day_is_remarked_on_and_compared_with_nothing() -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", "2025-01-01"))
    assert broken(audit(report(regulations=(cited,), issued="2024-02-30"))) == {("impossible_date", "issued")}


@pytest.mark.parametrize(
    ("end", "about"), [(0, "21/HD-LĐLĐ"), (60, "21/HD-LĐLĐ"), (61, "31/4/2021"), (-1, "31/4/2021")]
)
def test_a_date_belongs_to_the_citation_that_begins_shortly_before_it_ends(end: int, about: str) -> None:
    cited = regulation("21/HD-LĐLĐ", mention("21/HD-LĐLĐ", start=95_000))
    place = anchor("31/4/2021", 95_000 + end - len("31/4/2021"))
    printed = DateMention(as_printed="31/4/2021", date=None, valid=False, anchor=place)
    assert broken(audit(report(regulations=(cited,), dates=(printed,)))) == {("impossible_date", about)}


@pytest.mark.parametrize(("apart", "remarks"), [(60, 1), (61, 2)])
def test_an_impossible_date_is_told_once_in_its_place(apart: int, remarks: int) -> None:
    days = (
        mention("21/HD-LĐLĐ", "2019-02-30", start=95_000),
        mention("21/HD-LĐLĐ", "2019-02-31", start=95_000 + apart),
    )
    findings = audit(report(regulations=(regulation("21/HD-LĐLĐ", *days),)))
    assert outcomes(findings, "impossible_date") == ["broken"] * remarks


def test_a_month_behind_a_short_name_is_hardly_a_date_of_issue() -> None:
    """ "Hội nghị học tập NQ 03 (tháng 3/2019)": the month of the meeting."""
    full = mention("03/NQ-TLĐ", "2019-01-11")

    def said(day: str, form: Literal["full", "short"]) -> list[str]:
        other = mention("NQ 03", day).model_copy(update={"form": form})
        return outcomes(audit(report(regulations=(regulation("03/NQ-TLĐ", full, other),))), "citation_date_conflict")

    assert said("2019-03", "short") == ["cannot_tell"]
    assert said("2019-01", "short") == ["holds"]
    assert said("2019-03-11", "short") == ["broken"]
    assert said("2018", "short") == ["broken"]
    assert said("2019-03", "full") == ["broken"]
