"""Sums, subsets, shares and conflicts, each held and broken by one number."""

import pytest

from extractor.audit import audit
from extractor.audit.scopes import comparable, is_inferred
from schemas import Figure
from schemas.report import Unread
from tests.audit.made import anchor, broken, figure, figures, listed, other, outcomes, report, target

LIST = {"training_polit_theory_advanced": "12", "training_master": "5", "training_it": "58", "training_abroad": "25"}


def attendances(total: str, parts: dict[str, str] = LIST) -> tuple[Figure, ...]:
    made = listed(training_sent_total=total, **parts)
    return tuple(in_attendances(one) for one in made)


def in_attendances(one: Figure) -> Figure:
    return one.model_copy(update={"quantity": one.quantity.model_copy(update={"unit": "attendance"})})


# Sums


def test_a_sum_that_is_too_large_is_an_error() -> None:
    findings = audit(report(figures=figures(staff_present_total="52", payroll_present="50", contract_nd111="3")))
    assert broken(findings) == {("sum_mismatch", "staff_present_total")}
    assert [f.severity for f in findings if f.outcome == "broken"] == ["error"]
    assert findings[0].arithmetic == "50 + 3 = 53 > 52"


def test_a_sum_that_is_too_small_is_a_warning_where_the_list_may_be_open() -> None:
    findings = audit(report(figures=listed(staff_present_total="52", payroll_present="48", contract_nd111="2")))
    assert [(f.rule, f.severity) for f in findings if f.outcome == "broken"] == [("sum_mismatch", "warning")]


@pytest.mark.parametrize(("total", "outcome"), [("100", "holds"), ("99", "broken"), ("101", "broken")])
def test_a_list_of_courses_makes_up_its_total(total: str, outcome: str) -> None:
    findings = audit(report(figures=attendances(total)))
    assert outcomes(findings, "sum_mismatch") == [outcome]


def test_a_number_in_the_list_that_nothing_took_may_be_the_missing_part() -> None:
    made = listed(staff_present_total="52", payroll_present="48", contract_nd111="2")
    within = made[1].anchor.end + 1
    unread = Unread(text="2", anchor=anchor("2", within))
    assert outcomes(audit(report(figures=made, unread=(unread,))), "sum_mismatch") == ["cannot_tell"]
    assert outcomes(audit(report(figures=made, others=(other("2", "hai người", start=within),))), "sum_mismatch") == [
        "cannot_tell"
    ]
    stranger = figure("staff_female", "2", start=within)
    assert outcomes(audit(report(figures=(*made, stranger))), "sum_mismatch") == ["cannot_tell"]
    elsewhere = Unread(text="2", anchor=anchor("2", made[-1].anchor.end + 5000))
    assert outcomes(audit(report(figures=made, unread=(elsewhere,))), "sum_mismatch") == ["broken"]


@pytest.mark.parametrize(("stretch", "outcome"), [(25, "broken"), (26, "cannot_tell")])
def test_words_between_two_items_that_nothing_was_read_from_may_be_the_missing_part(stretch: int, outcome: str) -> None:
    total, present = listed(staff_present_total="52", payroll_present="48")
    contracts = figure("contract_nd111", "2", start=present.anchor.end + stretch)
    assert outcomes(audit(report(figures=(total, present, contracts))), "sum_mismatch") == [outcome]
    # Some other number in between explains the stretch; it may be the missing part as well.
    women = figure("staff_female", "30", start=present.anchor.end + 2)
    assert outcomes(audit(report(figures=(total, present, women, contracts))), "sum_mismatch") == ["cannot_tell"]


def test_a_part_printed_for_another_time_may_be_the_missing_part() -> None:
    """ "hợp đồng theo Nghị định số 111/2022": the decree's year was taken for the figure's."""
    made = listed(staff_present_total="52", payroll_present="48", contract_other="2")
    dated = figure("contract_nd111", "2", period="year:2022", start=made[-1].anchor.end + 2)
    stated = tuple(one.model_copy(update={"period": "as_of:2024-05-23"}) for one in made)
    assert outcomes(audit(report(figures=stated)), "sum_mismatch") == ["broken"]
    assert outcomes(audit(report(figures=(*stated, dated))), "sum_mismatch") == ["cannot_tell"]
    elsewhere = dated.model_copy(update={"section": "IV.2"})
    assert outcomes(audit(report(figures=(*stated, elsewhere))), "sum_mismatch") == ["broken"]


@pytest.mark.parametrize(("confidence", "outcome"), [(0.3, "cannot_tell"), (0.5, "broken"), (0.9, "broken")])
def test_a_figure_read_with_little_confidence_accuses_nobody(confidence: float, outcome: str) -> None:
    made = (
        figure("staff_present_total", "52"),
        figure("payroll_present", "50", confidence=confidence),
        figure("contract_nd111", "3"),
    )
    assert outcomes(audit(report(figures=made)), "sum_mismatch") == [outcome]


def test_findings_stand_broken_first_then_by_weight_and_place() -> None:
    made = (
        *figures(payroll_assigned="50", payroll_present="51"),
        *figures(staff_present_total="52", staff_female="53"),
    )
    made += figures(union_members="9000", union_members_female="10000")
    made += figures(provincial_committee_members="45", standing_committee_members="13")
    findings = audit(report(figures=made))
    assert [(f.outcome, f.severity, f.about) for f in findings][:3] == [
        ("broken", "error", "staff_female"),
        ("broken", "error", "union_members_female"),
        ("broken", "warning", "payroll_present"),
    ]
    assert {f.outcome for f in findings[3:]} == {"holds"}


def test_figures_of_different_days_are_not_added() -> None:
    made = (
        figure("staff_present_total", "52", period="as_of:2024-03-31"),
        figure("payroll_present", "50", period="as_of:2023-12-31"),
        figure("contract_nd111", "3", period="as_of:2023-12-31"),
    )
    assert outcomes(audit(report(figures=made)), "sum_mismatch") == []


def test_a_day_that_was_only_inferred_is_compared_with_a_printed_one() -> None:
    made = (
        figure("staff_present_total", "52", period="as_of:2024-05-23"),
        figure("payroll_present", "50", period="as_of:2024-03-31"),
        figure("contract_nd111", "3", period="as_of:2024-03-31"),
    )
    assert outcomes(audit(report(figures=made, issued="2024-05-23")), "sum_mismatch") == ["broken"]


def test_a_day_long_before_is_another_state() -> None:
    def of(day: str) -> list[str]:
        made = (
            figure("staff_present_total", "52", period="as_of:2024-05-23"),
            figure("payroll_present", "50", period=day),
            figure("contract_nd111", "3", period=day),
        )
        return outcomes(audit(report(figures=made, issued="2024-05-23")), "sum_mismatch")

    assert of("as_of:2024-03-09") == ["broken"]
    assert of("as_of:2024-03-08") == []
    assert of("as_of:2024-02") == []


def test_parts_without_a_period_belong_to_no_one_of_several_totals() -> None:
    totals = [
        figure("training_sent_total", value, unit="attendance", period=period)
        for value, period in (("486", "year:2023"), ("197", "year:2024"), ("683", "range:2023-2024"))
    ]
    parts = [figure(name, "100", unit="attendance") for name in ("training_it", "training_master", "training_abroad")]
    assert broken(audit(report(figures=(*totals, *parts)))) == set()
    dated = [part.model_copy(update={"period": "year:2024"}) for part in parts]
    assert broken(audit(report(figures=(*totals, *dated)))) == {("sum_mismatch", "training_sent_total")}


def test_a_year_s_flow_is_compared_with_that_year_s_parts_only() -> None:
    made = (
        figure("training_sent_total", "30", unit="attendance", period="year:2020"),
        figure("training_sent_total", "70", unit="attendance", period="year:2021"),
        figure("training_it", "10", unit="attendance", period="year:2020"),
        figure("training_master", "20", unit="attendance", period="year:2020"),
        figure("training_it", "50", unit="attendance", period="year:2021"),
        figure("training_master", "30", unit="attendance", period="year:2021"),
    )
    findings = audit(report(figures=made))
    assert {(f.outcome, f.arithmetic) for f in findings if f.rule == "sum_mismatch"} == {
        ("holds", "20 + 10 = 30"),
        ("broken", "30 + 50 = 80 > 70"),
    }


@pytest.mark.parametrize(("total", "outcome"), [("100", "holds"), ("110", "broken")])
def test_years_make_up_a_period(total: str, outcome: str) -> None:
    made = (
        figure("rotation_count", total, unit="attendance", period="range:2019-2020"),
        figure("rotation_count", "40", unit="attendance", period="year:2019"),
        figure("rotation_count", "60", unit="attendance", period="year:2020"),
    )
    assert outcomes(audit(report(figures=made)), "sum_mismatch") == [outcome]
    assert outcomes(audit(report(figures=made[:2])), "sum_mismatch") == []


def test_a_figure_is_compared_with_the_nearest_candidate() -> None:
    """In its table, then in its period, then in its section."""

    def outcome(*parts: Figure, whole: Figure) -> list[str]:
        return outcomes(audit(report(figures=(whole, *parts))), "subset_exceeds_total")

    def women(value: str, period: str | None = None, section: str = "I.1", table: int | None = None) -> Figure:
        made = figure("staff_female", value, period=period, section=section)
        return made.model_copy(update={"table": table})

    day, other_day = "as_of:2024-03-31", "as_of:2024-05-23"
    whole = figure("staff_present_total", "52", period=day)
    in_table = whole.model_copy(update={"table": 1})
    assert outcome(women("53", table=1), women("34", table=2), whole=in_table) == ["cannot_tell"]
    assert outcome(women("34", table=1), women("53", table=2), whole=in_table) == ["holds"]
    assert outcome(women("34", day), women("53", other_day), whole=whole) == ["holds"]
    assert outcome(women("53", other_day), women("34", day), whole=whole) == ["holds"]
    assert outcome(women("34", day), women("53", day, "V.1"), whole=whole) == ["holds"]
    assert outcome(women("53", day, "V.1"), women("34", day), whole=whole) == ["holds"]
    assert outcome(women("34", day), women("53", day), whole=whole) == [], "two that differ at one place decide nothing"


def test_a_period_that_was_only_inferred_may_be_another() -> None:
    sent = figure("training_sent_total", "20", unit="attendance", period="range:2019-2024")
    course = figure("training_it", "30", unit="attendance", period="range:2020-2024")
    assert outcomes(audit(report(figures=(sent, course))), "subset_exceeds_total") == []
    for one, two in ((sent, course), (course, sent)):
        inferred = one.model_copy(update={"period_inferred": True})
        assert outcomes(audit(report(figures=(inferred, two))), "subset_exceeds_total") == ["broken"]


def test_a_quota_of_a_year_is_compared_with_people_on_a_day_of_that_year() -> None:
    quota = figure("payroll_assigned", "50", period="year:2024")
    for day, outcome in (("as_of:2024-03-31", ["broken"]), ("as_of:2023-12-31", [])):
        filled = figure("payroll_present", "51", period=day)
        assert outcomes(audit(report(figures=(quota, filled))), "subset_exceeds_total") == outcome


# Units


def test_persons_and_attendances_are_not_mixed_silently() -> None:
    made = (figure("training_sent_total", "176", unit="attendance"), *figures(training_master="4", training_it="40"))
    findings = audit(report(figures=made))
    assert broken(findings) == {("unit_mixture", "training_sent_total")}
    assert "người: 4, 40" in findings[0].message
    same = tuple(figure(f.indicator, str(f.quantity.value), unit="attendance") for f in made)
    assert outcomes(audit(report(figures=same)), "unit_mixture") == []
    none = (*(f for f in same if f.indicator != "training_it"), figure("training_it", "0", unit="person"))
    assert outcomes(audit(report(figures=none)), "unit_mixture") == []  # "không có đ/c nào" mixes nothing


def test_a_mixed_sum_proves_no_error_in_the_total() -> None:
    made = (figure("training_sent_total", "40", unit="attendance"), *figures(training_master="4", training_it="40"))
    assert outcomes(audit(report(figures=made)), "sum_mismatch") == ["cannot_tell"]


# Subsets


@pytest.mark.parametrize(("women", "found"), [("34", set()), ("35", {("subset_exceeds_total", "staff_female")})])
def test_a_part_is_at_most_the_whole(women: str, found: set[tuple[str, str]]) -> None:
    assert broken(audit(report(figures=figures(staff_present_total="34", staff_female=women)))) == found


def test_more_posts_filled_than_assigned_is_a_warning() -> None:
    findings = audit(report(figures=figures(payroll_assigned="50", payroll_present="51")))
    assert [(f.about, f.severity) for f in findings if f.outcome == "broken"] == [("payroll_present", "warning")]


@pytest.mark.parametrize(
    ("indicator", "share", "outcome"),
    [
        ("grassroots_unions_new", "122", []),
        ("grassroots_unions_new", "112", ["broken"]),
        ("grassroots_unions_new", None, ["broken"]),
        ("staff_union_certificate", "122", ["broken"]),
    ],
)
def test_a_flow_may_be_more_than_its_plan(indicator: str, share: str | None, outcome: list[str]) -> None:
    made = figure(indicator, "61", share=share, fraction=(61, 50))
    assert outcomes(audit(report(figures=(made,))), "subset_exceeds_total") == outcome


@pytest.mark.parametrize(("third", "outcome"), [("48", "cannot_tell"), ("25", "broken")])
def test_the_whole_read_as_one_of_its_parts_accuses_nobody(third: str, outcome: str) -> None:
    made = figures(
        staff_present_total="48",
        staff_age_under_30="5",
        staff_age_31_40="21",
        staff_age_41_50=third,
        staff_age_over_50="2",
    )
    assert outcomes(audit(report(figures=made)), "sum_mismatch") == [outcome]


@pytest.mark.parametrize(("fraction", "outcome"), [((52, 54), []), ((52, 52), []), ((54, 52), ["broken"])])
def test_a_printed_fraction_is_at_most_one(fraction: tuple[int, int], outcome: list[str]) -> None:
    made = figure("staff_union_certificate", str(fraction[0]), fraction=fraction)
    assert outcomes(audit(report(figures=(made,))), "subset_exceeds_total") == outcome


def test_a_part_that_is_no_indicator_is_at_most_its_figure() -> None:
    planned = figure("planned_cadres", "62", start=50_000)
    for value, outcome in (("33", []), ("66", ["broken"])):
        women = other(value, f"nữ {value} đồng chí", subset="nữ", about="planned_cadres", start=50_040)
        assert outcomes(audit(report(figures=(planned,), others=(women,))), "subset_exceeds_total") == outcome


# The quota


@pytest.mark.parametrize(
    ("assigned", "people", "contracts", "outcome"),
    [("52", "52", "2", ["broken"]), ("53", "52", "2", ["holds"]), ("52", "52", "0", []), ("52", ">52", "2", ["holds"])],
)
def test_contracts_fill_no_post_of_the_quota(assigned: str, people: str, contracts: str, outcome: list[str]) -> None:
    made = figures(payroll_assigned=assigned, staff_present_total=people, contract_nd111=contracts)
    assert outcomes(audit(report(figures=made)), "quota_counts_contracts") == outcome


def test_a_quota_filled_with_contracts_is_one_remark() -> None:
    """268 of 268 posts filled, of whom 131 + 123 hold posts and 14 contracts: no sum is wrong besides."""
    made = figures(
        payroll_assigned="268",
        payroll_present="268",
        staff_present_total="268",
        payroll_present_provincial_office="131",
        payroll_present_upper_level_units="123",
        contract_nd111="14",
    )
    assert broken(audit(report(figures=made))) == {("quota_counts_contracts", "payroll_assigned")}


# Conflicts


@pytest.mark.parametrize(
    ("one", "other_value", "outcome"),
    [
        ("68450", "64850", ["broken"]),
        ("68450", "68450", ["holds"]),
        ("68450", ">68000", ["holds"]),
        ("68450", ">69000", ["broken"]),
    ],
)
def test_one_indicator_has_one_value_in_one_period(one: str, other_value: str, outcome: list[str]) -> None:
    made = (figure("local_training_attendances", one), figure("local_training_attendances", other_value, section="V.1"))
    assert outcomes(audit(report(figures=made)), "figure_conflict") == outcome


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("year:2022", "year:2023", False),
        ("year:2022", "range:2019-2024", False),
        ("as_of:2022-12-31", "as_of:2023-12-31", False),
        ("range:2019-2024", "range:2019-2024", True),
        ("range:2019-2024", None, True),
    ],
)
def test_values_of_different_periods_do_not_conflict(first: str, second: str | None, conflict: bool) -> None:
    made = (figure("rotation_count", "5", period=first), figure("rotation_count", "7", period=second))
    assert bool(outcomes(audit(report(figures=made)), "figure_conflict")) is conflict


def test_an_empty_report_has_no_findings() -> None:
    assert audit(report(issued=None, reviewed=None)) == ()


# One wrong number, one remark


def test_a_number_the_report_disputes_itself_breaks_no_sum_besides() -> None:
    made = (
        figure("staff_present_total", "52"),
        figure("staff_present_total", "25", section="annex 1"),
        figure("payroll_present", "50"),
        figure("contract_nd111", "2"),
    )
    assert broken(audit(report(figures=made))) == {("figure_conflict", "staff_present_total")}


def test_a_wrong_total_makes_its_shares_not_wrong() -> None:
    shares = {
        "staff_female": ("34", "65.4"),
        "staff_party_members": ("51", "98.1"),
        "staff_ethnic_minority": ("11", "21.2"),
    }
    right = tuple(figure(indicator, value, share=share) for indicator, (value, share) in shares.items())
    total = figure("staff_present_total", "62")
    findings = audit(report(figures=(total, *right)))
    assert broken(findings) == set()
    assert outcomes(findings, "percent_mismatch") == ["cannot_tell"] * 3
    one_wrong = (figure("staff_present_total", "52"), *right[1:], figure("staff_female", "43", share="65.4"))
    assert broken(audit(report(figures=one_wrong))) == {("percent_mismatch", "staff_female")}


def test_a_target_s_percentage_is_remarked_on_once() -> None:
    made = figure("staff_union_certificate", "156", share="89.1", fraction=(156, 159), section="III")
    of_target = target("5", "mostly_achieved", thresholds=("100",), actual="89.1", fractions=((156, 159),))
    assert broken(audit(report(figures=(made,), targets=(of_target,)))) == {("percent_mismatch", "target 5")}


# Where exactly a number stands


@pytest.mark.parametrize(
    ("place", "outcome"), [(-61, "broken"), (-60, "cannot_tell"), (59, "cannot_tell"), (60, "broken")]
)
def test_a_number_within_reach_of_the_list_may_be_the_missing_part(place: int, outcome: str) -> None:
    made = listed(staff_present_total="52", payroll_present="48", contract_nd111="2")
    at = made[1].anchor.start + place if place < 0 else made[2].anchor.end + place
    made = (figure("staff_present_total", "52", start=made[0].anchor.start - 500), *made[1:])
    unread = Unread(text="2", anchor=anchor("2", at))
    assert outcomes(audit(report(figures=made, unread=(unread,))), "sum_mismatch") == [outcome]
    number = other("2", "hai người", start=at)
    assert outcomes(audit(report(figures=made, others=(number,))), "sum_mismatch") == [outcome]


def test_a_figure_at_the_very_ends_of_the_list_is_none_of_its_items() -> None:
    made = listed(staff_present_total="52", payroll_present="48", contract_nd111="2")
    for start in (made[1].anchor.start, made[2].anchor.end):
        stranger = figure("staff_female", "2", start=start)
        assert outcomes(audit(report(figures=(*made, stranger))), "sum_mismatch") == ["broken"]
    inside = figure("staff_female", "2", start=made[1].anchor.start + 1)
    assert outcomes(audit(report(figures=(*made, inside))), "sum_mismatch") == ["cannot_tell"]


def test_the_rest_of_an_open_list_is_named_as_such() -> None:
    made = figures(staff_present_total="52", staff_polit_theory_advanced="29", staff_polit_theory_intermediate="17")
    (finding,) = (f for f in audit(report(figures=made)) if f.rule == "sum_mismatch")
    assert finding.outcome == "holds"
    assert "phần còn lại không nêu" in finding.message
    closed = figures(
        payroll_present="50", payroll_present_provincial_office="20", payroll_present_upper_level_units="29"
    )
    (finding,) = (f for f in audit(report(figures=closed)) if f.rule == "sum_mismatch")
    assert "phần còn lại" not in finding.message


def test_posts_that_count_the_contracts_are_told_by_the_quota_alone() -> None:
    made = figures(
        payroll_assigned="268",
        payroll_present="268",
        staff_present_total="268",
        payroll_present_provincial_office="131",
        payroll_present_upper_level_units="123",
        contract_nd111="14",
    )
    assert broken(audit(report(figures=made))) == {("quota_counts_contracts", "payroll_assigned")}


@pytest.mark.parametrize(("period", "issued", "inferred"), [
    (None, "2024-05-23", True),
    ("as_of:2024-05-23", "2024-05-23", True),
    ("as_of:2024-05-22", "2024-05-23", False),
    ("as_of:2024-05-22", None, False),
])  # fmt: skip
def test_the_day_of_signing_is_no_day_of_the_figure(period: str | None, issued: str | None, inferred: bool) -> None:
    assert is_inferred(figure("staff_female", "5", period=period), issued) is inferred
    stated = figure("staff_female", "5", period="as_of:2024-04-30")
    of_the_day = figure("staff_present_total", "5", period="as_of:2024-05-23")
    assert comparable(stated, of_the_day, "2024-05-23")
    assert not comparable(stated, of_the_day, "2024-05-24")


@pytest.mark.parametrize(("gap", "found"), [(0, True), (160, True), (161, False)])
def test_a_former_province_s_part_stands_beside_its_total(gap: int, found: bool) -> None:
    whole = figure("training_sent_total", "1012", start=1000)
    first = other(
        "446", "Lào Cai (cũ) 446", subset="Lào Cai", about="training_sent_total", start=whole.anchor.end + gap
    )
    second = other("556", "Yên Bái (cũ) 556", subset="Yên Bái", about="training_sent_total", start=first.anchor.end + 2)
    findings = audit(report(figures=(whole,), others=(first, second), unit=("post_2025_07", "15")))
    assert (("sum_mismatch", "training_sent_total") in broken(findings)) is found


def test_another_number_between_a_total_and_its_part_parts_them() -> None:
    whole = figure("training_sent_total", "1012", start=1000)
    first = other("446", "Lào Cai (cũ) 446", subset="Lào Cai", start=whole.anchor.end + 20)
    second = other("556", "Yên Bái (cũ) 556", subset="Yên Bái", start=first.anchor.end + 2)
    unit = ("post_2025_07", "15")
    findings = audit(report(figures=(whole,), others=(first, second), unit=unit))
    assert ("sum_mismatch", "training_sent_total") in broken(findings)
    stranger = other("7", "bảy người", start=whole.anchor.end)
    findings = audit(report(figures=(whole,), others=(stranger, first, second), unit=unit))
    assert ("sum_mismatch", "training_sent_total") not in broken(findings)


def test_a_number_of_another_kind_explains_the_words_between_two_items_and_a_share_does_not() -> None:
    total, present = listed(staff_present_total="52", payroll_present="48")
    contracts = figure("contract_nd111", "2", start=present.anchor.end + 40)
    papers = other("3", "ba văn bản", start=present.anchor.end)
    papers = papers.model_copy(update={"quantity": papers.quantity.model_copy(update={"unit": "document"})})
    share = papers.model_copy(update={"quantity": papers.quantity.model_copy(update={"unit": "percent"})})
    for between, outcome in ((papers, "broken"), (share, "cannot_tell")):
        findings = audit(report(figures=(total, present, contracts), others=(between,)))
        assert outcomes(findings, "sum_mismatch") == [outcome]


def test_without_a_quota_posts_and_contracts_that_exceed_the_staff_are_a_wrong_sum() -> None:
    made = figures(payroll_present="268", staff_present_total="268", contract_nd111="14")
    assert broken(audit(report(figures=made))) == {("sum_mismatch", "staff_present_total")}


def test_each_of_several_totals_is_held_against_its_parts() -> None:
    """Totals that are equal in two years, and totals of one day that are printed with and without a hedge."""
    totals = tuple(figure("training_sent_total", "100", period=f"year:{year}") for year in (2023, 2024))
    parts = tuple(figure(name, "60", period="year:2024") for name in ("training_it", "training_master"))
    assert broken(audit(report(figures=(*totals, *parts)))) == {("sum_mismatch", "training_sent_total")}
    hedged = tuple(figure("staff_present_total", number) for number in (">50", "52"))
    posts = figures(payroll_present="50", contract_nd111="3")
    assert broken(audit(report(figures=(*hedged, *posts)))) == {("sum_mismatch", "staff_present_total")}


def test_a_finding_knows_the_figures_that_stand_at_its_places() -> None:
    made = figures(staff_present_total="52", payroll_present="50", contract_nd111="3")
    (finding,) = (f for f in audit(report(figures=made)) if f.outcome == "broken")
    assert set(finding.figures) == {one.id for one in made}
