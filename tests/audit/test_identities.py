"""The interpreter: the catalogue's examples, and what must be so for any numbers."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.audit.identities import evaluate, refinements_of
from schemas import Interval, Quantity
from schemas.catalogue import Identity, IdentityExample, load
from tests.audit.made import quantity

CATALOGUE = load()
REFINEMENTS = refinements_of(CATALOGUE.identities)
EXAMPLES = [(identity, example) for identity in CATALOGUE.identities for example in identity.examples]
BY_ID = {identity.id: identity for identity in CATALOGUE.identities}
PARTITIONS = [identity for identity in CATALOGUE.identities if identity.kind == "partition" and not identity.listing]


@pytest.mark.parametrize(("identity", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_each_identity_judges_its_examples(identity: Identity, example: IdentityExample) -> None:
    values = {indicator: quantity(text) for indicator, text in example.figures.items()}
    verdict = evaluate(identity, values, REFINEMENTS)
    assert verdict is not None
    assert verdict.outcome == example.outcome


@pytest.mark.parametrize("identity", CATALOGUE.identities, ids=lambda identity: identity.id)
def test_each_identity_can_hold_and_can_be_broken(identity: Identity) -> None:
    assert {"holds", "broken"} <= {example.outcome for example in identity.examples}


@pytest.mark.parametrize("identity", CATALOGUE.identities, ids=lambda identity: identity.id)
def test_each_part_of_an_identity_is_read(identity: Identity) -> None:
    """A part far above the whole breaks every relation; if it does not, the interpreter passes it over."""
    for part in identity.parts:
        values = {identity.whole: quantity("10"), part: quantity("1000")}
        if identity.people is not None:
            values[identity.people] = quantity("10")
        verdict = evaluate(identity, values, REFINEMENTS)
        assert verdict is not None
        assert verdict.outcome == "broken", part


def test_nothing_is_said_without_the_whole_or_without_parts() -> None:
    identity = BY_ID["staff_by_age"]
    assert evaluate(identity, {"staff_age_31_40": quantity("9")}, REFINEMENTS) is None
    assert evaluate(identity, {"staff_present_total": quantity("9")}, REFINEMENTS) is None


def test_finer_parts_stand_for_a_part_that_is_not_printed() -> None:
    values = {
        "staff_present_total": quantity("52"),
        "payroll_present_provincial_office": quantity("20"),
        "contract_nd111": quantity("2"),
        "payroll_present_upper_level_units": quantity("30"),
    }
    verdict = evaluate(BY_ID["staff_by_contract"], values, REFINEMENTS)
    assert verdict is not None
    assert (verdict.outcome, verdict.arithmetic()) == ("holds", "20 + 30 + 2 = 52")


def test_a_printed_part_is_not_added_to_its_own_finer_parts() -> None:
    values = {
        "staff_present_total": quantity("52"),
        "payroll_present": quantity("50"),
        "payroll_present_provincial_office": quantity("20"),
        "payroll_present_upper_level_units": quantity("30"),
        "contract_nd111": quantity("2"),
    }
    verdict = evaluate(BY_ID["staff_by_contract"], values, REFINEMENTS)
    assert verdict is not None
    assert verdict.arithmetic() == "50 + 2 = 52"


def test_an_unprinted_part_is_unknown_not_zero() -> None:
    """Two of four age bands leave room for the others; all four with the same sum do not."""
    two = {"staff_present_total": "79", "staff_age_31_40": "29", "staff_age_41_50": "32"}
    four = two | {"staff_age_under_30": "6", "staff_age_over_50": "11"}
    age = BY_ID["staff_by_age"]
    for figures, outcome in ((two, "cannot_tell"), (four, "broken")):
        verdict = evaluate(age, {key: quantity(text) for key, text in figures.items()}, REFINEMENTS)
        assert verdict is not None
        assert verdict.outcome == outcome


def outcome_of(identity: str, **figures: str) -> str | None:
    values = {indicator: quantity(text) for indicator, text in figures.items()}
    verdict = evaluate(BY_ID[identity], values, REFINEMENTS)
    return verdict.outcome if verdict else None


def test_finer_parts_that_are_not_all_printed_leave_room() -> None:
    """Without the doctorates, masters and bachelors may fall short of "university or higher"."""
    figures = {"staff_edu_university_or_higher": "99", "staff_edu_master": "15", "staff_edu_bachelor": "78"}
    assert outcome_of("university_or_higher", **figures) == "cannot_tell"
    assert outcome_of("university_or_higher", **figures, staff_edu_doctorate="2") == "broken"
    assert outcome_of("university_or_higher", **figures, staff_edu_doctorate="6") == "holds"


def test_the_core_alone_is_no_list() -> None:
    """20 + 30 posts filled of 52 people: the contracts are not printed at all."""
    places = {"payroll_present_provincial_office": "20", "payroll_present_upper_level_units": "30"}
    assert outcome_of("staff_by_contract", staff_present_total="52", **places) == "cannot_tell"
    assert outcome_of("staff_by_contract", staff_present_total="52", **places, contract_nd111="1") == "broken"
    assert (
        outcome_of("staff_by_contract", staff_present_total="52", contract_nd68="1", contract_nd111="1")
        == "cannot_tell"
    )


def test_a_hedged_list_that_falls_short_cannot_tell() -> None:
    figures = {"staff_present_total": "60", "payroll_present": "~40", "contract_nd111": "2"}
    assert outcome_of("staff_by_contract", **figures) == "cannot_tell"
    assert outcome_of("staff_by_contract", **{**figures, "payroll_present": "40"}) == "broken"


@pytest.mark.parametrize(("people", "arithmetic"), [("52", "52 = 52; 52 − 2 − 1 = 49"), ("50", "50 ≠ 52")])
def test_the_quota_s_arithmetic_shows_the_posts_left(people: str, arithmetic: str) -> None:
    figures = {"payroll_assigned": "52", "staff_present_total": people, "contract_nd111": "2", "contract_other": "1"}
    verdict = evaluate(BY_ID["quota_and_contracts"], {k: quantity(t) for k, t in figures.items()}, REFINEMENTS)
    assert verdict is not None
    assert verdict.arithmetic() == arithmetic


@pytest.mark.parametrize(
    ("figures", "arithmetic"),
    [
        ({"staff_present_total": "52", "staff_polit_theory_advanced": "29"}, "29 < 52"),
        ({"staff_present_total": "29", "staff_polit_theory_advanced": "29"}, "29 = 29"),
        ({"staff_present_total": "29", "staff_polit_theory_advanced": "30"}, "30 > 29"),
    ],
)
def test_one_part_is_written_without_a_sum(figures: dict[str, str], arithmetic: str) -> None:
    verdict = evaluate(BY_ID["staff_by_political_theory"], {k: quantity(t) for k, t in figures.items()}, REFINEMENTS)
    assert verdict is not None
    assert verdict.arithmetic() == arithmetic


def test_a_list_that_may_be_open_accuses_softly() -> None:
    figures = {"staff_present_total": "52", "payroll_present": "48", "contract_nd111": "2"}
    verdict = evaluate(BY_ID["staff_by_contract"], {key: quantity(text) for key, text in figures.items()}, REFINEMENTS)
    assert verdict is not None
    assert (verdict.outcome, verdict.firm) == ("broken", False)


def test_the_arithmetic_is_written_for_each_language() -> None:
    values = {"union_members": quantity("22877"), "union_members_female": quantity("23000")}
    verdict = evaluate(BY_ID["union_members_subsets"], values, REFINEMENTS)
    assert verdict is not None
    assert verdict.arithmetic("vi") == "23.000 > 22.877"
    assert verdict.arithmetic("en") == "23,000 > 22,877"


# For any numbers


@st.composite
def printed(draw: st.DrawFn, truth: int) -> Quantity:
    """A number as a report may print it, exactly or hedged, always truly."""
    value = Decimal(truth)
    match draw(st.sampled_from(["exact", "over", "at least", "under", "range", "about"])):
        case "over" if truth > 0:
            below = draw(st.integers(0, truth - 1))
            return Quantity(value=Decimal(below), bound="at_least", strict=True, unit="person")
        case "at least":
            return Quantity(value=Decimal(draw(st.integers(0, truth))), bound="at_least", unit="person")
        case "under":
            above = truth + draw(st.integers(1, 50))
            return Quantity(value=Decimal(above), bound="at_most", strict=True, unit="person")
        case "range":
            low, high = draw(st.integers(0, truth)), truth + draw(st.integers(0, 50))
            return Quantity(value=Decimal(low), upper=Decimal(high), bound="range", unit="person")
        case "about":
            return Quantity(value=value, bound="approx", unit="person")
    return Quantity(value=value, unit="person")


@st.composite
def partitions(draw: st.DrawFn) -> tuple[Identity, dict[str, int]]:
    """A partition with every part known, and the true numbers of parts and whole."""
    identity = draw(st.sampled_from(PARTITIONS))
    numbers = {part: draw(st.integers(0, 5000)) for part in identity.parts}
    return identity, {**numbers, identity.whole: sum(numbers.values())}


@given(partitions(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_true_partition_is_never_broken_however_it_is_hedged(
    case: tuple[Identity, dict[str, int]], data: st.DataObject
) -> None:
    identity, numbers = case
    values = {indicator: data.draw(printed(number)) for indicator, number in numbers.items()}
    verdict = evaluate(identity, values, REFINEMENTS)
    assert verdict is not None
    assert verdict.outcome == "holds"


@given(partitions(), st.data())
@settings(max_examples=150, deadline=None)
def test_leaving_parts_out_breaks_nothing_unless_the_core_is_said_to_be_all(
    case: tuple[Identity, dict[str, int]], data: st.DataObject
) -> None:
    identity, numbers = case
    kept = data.draw(st.sets(st.sampled_from(identity.parts), min_size=1))
    values = {indicator: quantity(str(numbers[indicator])) for indicator in (*kept, identity.whole)}
    verdict = evaluate(identity, values, REFINEMENTS)
    assert verdict is not None
    if verdict.outcome == "broken":
        assert not verdict.firm
        assert identity.core
        assert set(identity.core) <= kept


@given(partitions(), st.integers(1, 9999), st.booleans(), st.data())
@settings(max_examples=150, deadline=None)
def test_one_exact_part_changed_breaks_a_partition(
    case: tuple[Identity, dict[str, int]], change: int, up: bool, data: st.DataObject
) -> None:
    identity, numbers = case
    part = data.draw(st.sampled_from(identity.parts))
    changed = numbers[part] + change if up or numbers[part] < change else numbers[part] - change
    values = {indicator: quantity(str(number)) for indicator, number in {**numbers, part: changed}.items()}
    verdict = evaluate(identity, values, REFINEMENTS)
    assert verdict is not None
    assert verdict.outcome == ("broken" if identity.closed or identity.core else "cannot_tell")


@given(st.integers(0, 5000), st.integers(1, 5000), st.data())
@settings(max_examples=100, deadline=None)
def test_a_subset_is_broken_exactly_if_it_cannot_fit(whole: int, excess: int, data: st.DataObject) -> None:
    identity = BY_ID["staff_subsets"]
    part = data.draw(st.sampled_from(identity.parts))
    fitting = data.draw(st.integers(0, whole))
    for number, outcome in ((fitting, "holds"), (whole + excess, "broken")):
        values = {identity.whole: quantity(str(whole)), part: quantity(str(number))}
        verdict = evaluate(identity, values, REFINEMENTS)
        assert verdict is not None
        assert verdict.outcome == outcome


def test_intervals_that_touch_meet() -> None:
    values = {"staff_present_total": quantity("100"), "staff_female": quantity(">99")}
    verdict = evaluate(BY_ID["staff_subsets"], values, REFINEMENTS)
    assert verdict is not None
    assert verdict.outcome == "holds"
    assert quantity(">99").interval == Interval(low=Decimal(100), high=None)


@pytest.mark.parametrize(("core", "outcome"), [(("a", "b"), "broken"), (("a",), "broken"), (("a", "c"), "cannot_tell")])
def test_a_listing_that_names_its_core_is_taken_as_complete(core: tuple[str, ...], outcome: str) -> None:
    example = IdentityExample(figures={}, outcome="holds")
    identity = Identity(
        id="x", kind="partition", whole="w", parts=("a", "b", "c"), core=core, message_vi="x", message_en="x",
        examples=(example,),
    )  # fmt: skip
    verdict = evaluate(identity, {"w": quantity("10"), "a": quantity("5"), "b": quantity("4")}, {})
    assert verdict is not None
    assert (verdict.outcome, verdict.firm) == (outcome, False)
