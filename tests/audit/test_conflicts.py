"""One indicator, two values: what contradicts itself, and what is two things."""

from decimal import Decimal

import pytest

from extractor.audit import audit
from extractor.audit.conflicts import one_slip
from schemas.period import Period
from tests.audit.made import figure, other, outcomes, report


def verdict(second: str, start: int, *, section: str = "I.1", table: int | None = None) -> list[str]:
    """What is said of 64.850 at character 1000 of section I.1 and another value of the same indicator."""
    one = figure("local_training_attendances", "64850", unit="attendance", start=1000)
    other = figure("local_training_attendances", second, unit="attendance", section=section, start=start)
    made = (one, other.model_copy(update={"table": table}))
    return outcomes(audit(report(figures=made)), "figure_conflict")


def test_two_values_in_two_sections_conflict() -> None:
    assert verdict("68450", 9000, section="V.1") == ["broken"]
    assert verdict("64850", 9000, section="V.1") == ["holds"]
    assert verdict("6485", 9000, section="V.1") == ["broken"]


@pytest.mark.parametrize(("gap", "outcome"), [(600, "cannot_tell"), (601, "broken")])
def test_two_values_in_one_passage_are_of_two_things(gap: int, outcome: str) -> None:
    end = 1000 + len("local_training_attendances 64850")
    assert verdict("68450", end + gap) == [outcome]


def test_a_table_beside_its_text_says_the_same_thing() -> None:
    assert verdict("68450", 1100, table=0) == ["broken"]


@pytest.mark.parametrize(
    ("second", "outcome"), [("129700", "broken"), ("129701", "cannot_tell"), ("32424", "cannot_tell")]
)
def test_a_value_more_than_twice_the_other_in_one_section_is_a_part_of_it(second: str, outcome: str) -> None:
    assert verdict(second, 9000) == [outcome]


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        ("129701", "cannot_tell"),  # another thing
        ("6485", "broken"),  # a digit lost
        ("648500", "broken"),  # a digit added
        ("4850", "broken"),
        ("94850", "broken"),
        ("12850", "cannot_tell"),
    ],
)
def test_a_value_more_than_twice_the_other_in_another_section_conflicts_only_as_a_misprint(
    second: str, outcome: str
) -> None:
    assert verdict(second, 9000, section="V.1") == [outcome]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("118", "18", True),
        ("604", "26", False),
        ("15", "5", False),
        ("115", "5", False),
        ("15", "62", False),
        ("52", "25", True),
        ("52", "26", False),
        ("148620", "148260", True),
        ("118", "188", True),
        ("118", "189", False),
        ("100", "900", True),
        ("123", "321", False),
    ],
)
def test_one_slip_of_the_hand(one: str, other: str, slip: bool) -> None:
    assert one_slip(Decimal(one), Decimal(other)) is slip
    assert one_slip(Decimal(other), Decimal(one)) is slip


def doubted(
    first: str, second: str, *, period: Period | None = "as_of:2024-03-31", inferred: bool = False
) -> list[str]:
    """What is said of two values in two sections, the second of which was read with little confidence."""
    one = figure("union_members", first, period="as_of:2024-03-31")
    other = figure("union_members", second, period=period, section="V.1", confidence=0.2)
    other = other.model_copy(update={"period_inferred": inferred})
    return outcomes(audit(report(figures=(one, other))), "figure_conflict")


def test_digits_turned_round_conflict_however_much_the_reading_is_doubted() -> None:
    assert doubted("148620", "148260") == ["broken"]
    assert doubted("148620", "148626") == ["cannot_tell"]
    assert doubted("148620", "148260", period=None) == ["cannot_tell"]
    assert doubted("148620", "148260", inferred=True) == ["cannot_tell"]
    assert doubted("52", "25") == ["cannot_tell"]
    assert doubted("152", "125") == ["broken"]


def test_a_hedge_around_the_number_itself_contradicts_nothing() -> None:
    assert verdict(">64850", 9000, section="V.1") == ["holds"]
    assert verdict("<64850", 9000, section="V.1") == ["holds"]
    assert verdict(">64851", 9000, section="V.1") == ["broken"]
    assert verdict("<64849", 9000, section="V.1") == ["broken"]
    assert verdict(">60000", 9000, section="V.1") == ["holds"]


@pytest.mark.parametrize(("again", "outcome"), [(">55", "cannot_tell"), ("55-60", "cannot_tell"), (">50", "broken")])
def test_a_number_that_is_also_printed_with_a_hedge_breaks_no_sum(again: str, outcome: str) -> None:
    total = figure("staff_present_total", "55", section="III")
    hedged = figure("staff_present_total", again, section="I.2")
    parts = (figure("payroll_present", "54"), figure("contract_nd111", "3"))
    found = [f for f in audit(report(figures=(total, hedged, *parts))) if f.about == "staff_present_total"]
    assert outcome in [f.outcome for f in found if f.arithmetic == "54 + 3 = 57 > 55"]


@pytest.mark.parametrize(
    ("second", "about", "outcome"),
    [
        ("43800", "union_members", "cannot_tell"),
        ("43800", "grassroots_unions", "broken"),
        ("43900", "union_members", "broken"),
    ],
)
def test_a_total_printed_elsewhere_as_a_part_is_that_parts(second: str, about: str, outcome: str) -> None:
    one = figure("union_members", "48600")
    annex = figure("union_members", second, section="annex 2")
    part = other("43800", "các đơn vị trực thuộc 43.800", about=about)
    assert outcomes(audit(report(figures=(one, annex), others=(part,))), "figure_conflict") == [outcome]


@pytest.mark.parametrize(("second", "outcome"), [("104", "cannot_tell"), ("140", "broken")])
def test_a_total_of_the_units_is_the_part_that_the_catalogue_knows(second: str, outcome: str) -> None:
    made = (
        figure("payroll_present", "147"),
        figure("payroll_present_provincial_office", "43"),
        figure("payroll_present_upper_level_units", "104"),
        figure("payroll_present", second, section="annex 1"),
    )
    assert outcomes(audit(report(figures=made)), "figure_conflict") == [outcome]


def test_two_totals_that_are_both_printed_as_parts_still_conflict() -> None:
    one, annex = figure("union_members", "48600"), figure("union_members", "46800", section="annex 2")
    parts = (
        other("48600", "các đơn vị trực thuộc 48.600", about="union_members"),
        other("46800", "các đơn vị còn lại 46.800", about="union_members"),
    )
    assert outcomes(audit(report(figures=(one, annex), others=parts)), "figure_conflict") == ["broken"]
