"""Percentages against the numbers they were calculated from."""

from decimal import Decimal

import pytest

from extractor.audit import audit
from extractor.audit.percentages import RATINGS, fits
from schemas.report import Reading
from tests.audit.made import broken, figure, figures, outcomes, report, target


@pytest.mark.parametrize(
    ("part", "whole", "share", "right"),
    [
        (87, 204, "42.6", True),
        (87, 204, "42.7", False),
        (87, 204, "44.6", False),
        (34, 52, "65.38", True),
        (34, 52, "65.39", False),
        (2, 3, "66.6", True),  # cut off
        (2, 3, "66.7", True),  # rounded
        (2, 3, "66.8", False),
        (14, 40, "35", True),
        (13172, 15497, "85", True),
        (1, 200, "0.5", True),
        (139, 139, "100", True),
    ],
)
def test_a_percentage_is_rounded_or_cut_off_at_its_last_decimal(part: int, whole: int, share: str, right: bool) -> None:
    assert fits(Decimal(part), Decimal(whole), Decimal(share)) is right


@pytest.mark.parametrize(("share", "found"), [("65.4", set()), ("64.5", {("percent_mismatch", "staff_female")})])
def test_a_share_is_of_the_whole_of_its_indicator(share: str, found: set[tuple[str, str]]) -> None:
    made = (figure("staff_present_total", "52"), figure("staff_female", "34", share=share))
    findings = audit(report(figures=made))
    assert broken(findings) == found
    assert outcomes(findings, "percent_mismatch") == ["broken" if found else "holds"]


def test_a_printed_denominator_counts_before_the_whole() -> None:
    made = (figure("staff_present_total", "60"), figure("staff_female", "34", share="65.4", fraction=(34, 52)))
    assert outcomes(audit(report(figures=made)), "percent_mismatch") == ["holds"]


def test_a_share_may_be_of_the_posts_filled() -> None:
    made = (*figures(staff_present_total="104", payroll_present="99"), figure("staff_female", "52", share="52.5"))
    assert outcomes(audit(report(figures=made)), "percent_mismatch") == ["holds"]


def test_the_posts_filled_may_be_a_share_of_all_the_people() -> None:
    made = (*figures(payroll_assigned="115", staff_present_total="119"), figure("payroll_present", "107", share="89.9"))
    assert outcomes(audit(report(figures=made)), "percent_mismatch") == ["holds"]
    of_the_quota = (*made[:2], figure("payroll_present", "107", share="93.0"))
    assert outcomes(audit(report(figures=of_the_quota)), "percent_mismatch") == ["holds"]
    alone = (made[0], figure("payroll_present", "107", share="91.0"))
    assert outcomes(audit(report(figures=alone)), "percent_mismatch") == []
    of_nothing = (*made[:2], figure("payroll_present", "107", share="91.0"))
    assert outcomes(audit(report(figures=of_nothing)), "percent_mismatch") == ["broken"]


def test_a_whole_that_is_not_the_indicator_s_own_refutes_nothing() -> None:
    made = (figure("payroll_present", "99"), figure("staff_female", "52", share="50"))
    assert outcomes(audit(report(figures=made)), "percent_mismatch") == []
    assert outcomes(audit(report(figures=(*made, figure("staff_present_total", "101")))), "percent_mismatch") == [
        "broken"
    ]


def test_the_shares_of_the_grades_are_of_all_who_were_rated() -> None:
    made = (
        figure("evaluation_excellent", "22", share="19.82"),
        figure("evaluation_good", "84", share="75.68"),
        figure("evaluation_completed", "5", share="5.40"),
    )
    assert broken(audit(report(figures=made))) == {("percent_mismatch", "evaluation_completed")}
    assert outcomes(audit(report(figures=made[:2])), "percent_mismatch") == [], "a grade is missing: 95 %"


def test_the_denominator_of_a_share_does_not_own_it() -> None:
    made = (
        figure("staff_present_total", "204"),
        figure(
            "provincial_leaders_foreign_language", "15", share="65.2", fraction=(15, 23), start=60_000, quote="15/23"
        ),
        figure("provincial_leaders", "23", share="65.2", start=60_000, quote="15/23"),
    )
    assert broken(audit(report(figures=made))) == set()


# Limits


@pytest.mark.parametrize(
    ("part", "whole", "share", "fitting"),
    [("5", "8", "63", True), ("5", "8", "62", True), ("5", "8", "64", False), ("50", "100", "49", False)],
)
def test_half_a_unit_may_be_rounded_up_and_a_whole_one_not_cut_off(
    part: str, whole: str, share: str, fitting: bool
) -> None:
    assert fits(Decimal(part), Decimal(whole), Decimal(share)) is fitting


def test_nothing_is_divided_by_nought() -> None:
    nought = target("1", "achieved", actual="100", fractions=((0, 0),))
    assert outcomes(audit(report(targets=(nought,))), "percent_mismatch") == []
    made = (
        figure("staff_female", "5", share="50", fraction=(5, 0)),
        figure("staff_present_total", "0"),
        figure("staff_party_members", "0", share="0"),
        *(figure(name, "0", share="0") for name in RATINGS),
    )
    assert outcomes(audit(report(figures=made)), "percent_mismatch") == []


@pytest.mark.parametrize(
    ("first", "second", "outcome"), [("50", "52", ["broken", "holds"]), ("50", "53", []), ("99", None, [])]
)
def test_grades_are_complete_where_their_shares_make_a_hundred(
    first: str, second: str | None, outcome: list[str]
) -> None:
    made = [figure("evaluation_excellent", "20", share=first)]
    if second is not None:
        made.append(figure("evaluation_good", "20", share=second))
    assert outcomes(audit(report(figures=tuple(made))), "percent_mismatch") == outcome


@pytest.mark.parametrize(
    ("value", "start", "quote", "skipped"),
    [
        ("15", 105, "15/23", True),
        ("15", 110, "15/23", False),  # just after it
        ("15", 95, "15/23", False),  # just before it
        ("15", 96, "15/23", True),
        ("23", 105, "23/23", False),
    ],
)
def test_the_share_beside_a_fraction_is_not_that_of_its_denominator(
    value: str, start: int, quote: str, skipped: bool
) -> None:
    share = "100" if value == "23" else "65.2"
    whole = figure("staff_party_members", "23", share=share, start=100, quote="x" * 10)
    part = figure("provincial_leaders", value, start=start, quote=quote)
    findings = audit(report(figures=(whole, part, figure("staff_present_total", "100"))))
    assert (("percent_mismatch", "staff_party_members") in broken(findings)) is not skipped


@pytest.mark.parametrize(
    ("share", "reading", "outcome"),
    [
        ("211", "ocr", "cannot_tell"),
        ("2105", "ocr", "cannot_tell"),
        ("211", "docx", "broken"),
        ("22.1", "ocr", "broken"),
        ("21.1", "ocr", "holds"),
    ],
)
def test_a_scan_may_have_lost_a_decimal_comma(share: str, reading: Reading, outcome: str) -> None:
    made = report(figures=(figure("staff_age_over_50", "8", share=share, fraction=(8, 38)),))
    read = made.model_copy(update={"source": made.source.model_copy(update={"reading": reading})})
    assert outcomes(audit(read), "percent_mismatch") == [outcome]
