"""One indicator, two values: what contradicts itself, and what is two things."""

import pytest

from extractor.audit import audit
from tests.audit.made import figure, outcomes, report


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
