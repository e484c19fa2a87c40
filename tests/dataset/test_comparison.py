"""What changed, figure by figure: one changed number is one change."""

from dataclasses import astuple
from decimal import Decimal

from extractor.dataset.comparison import Change, compare, tally
from schemas.anchor import Anchor
from schemas.facts import Mention, Regulation, Target
from schemas.quantity import Measure
from tests.dataset.made import HA_GIANG, made

A, B = ("staff_female", "nữ 34 người", 34), ("staff_present_total", "tổng số 52 cán bộ", 52)


def short(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str | None, str | None]]:
    return [astuple(change)[:5] for change in changes]


def test_equal_records_have_no_difference_wherever_their_facts_stand() -> None:
    assert compare(made(A, B).report, made(B, A, opening="Một đoạn mở đầu khác hẳn. ").report) == ()


def test_a_changed_number_is_one_change_with_both_quotes() -> None:
    (change,) = compare(made(A, B).report, made(("staff_female", "nữ 35 người", 35), B).report)
    assert astuple(change)[:5] == (
        "figure",
        "changed",
        "staff_female",
        "34 person, as_of:2024-05-23",
        "35 person, as_of:2024-05-23",
    )
    assert (change.quote_before, change.quote_after) == ("nữ 34 người", "nữ 35 người")


def test_gains_and_losses() -> None:
    changes = compare(made(A).report, made(B).report)
    assert {(change.kind, change.name) for change in changes} == {
        ("removed", "staff_female"),
        ("added", "staff_present_total"),
    }
    assert tally(changes) == {"added": 1, "removed": 1, "changed": 0}


def test_of_two_figures_of_one_indicator_the_unchanged_one_is_matched_first() -> None:
    before = made(("staff_female", "nữ 34 người", 34), ("staff_female", "nữ cấp huyện 20 người", 20)).report
    after = made(("staff_female", "nữ 20 người", 20), ("staff_female", "nữ toàn tỉnh 36 người", 36)).report
    (change,) = compare(before, after)
    assert (change.before, change.after) == ("34 person, as_of:2024-05-23", "36 person, as_of:2024-05-23")


def test_header_targets_and_regulations() -> None:
    place = Anchor(start=0, end=3, quote="Báo")

    def target(status: str, actual: int) -> Target:
        measure = Measure(value=Decimal(actual), unit="percent")
        return Target(number="6", text="", status=status, actual=measure, section="P1", anchor=place)  # type: ignore[arg-type]

    def regulation(mentions: int) -> Regulation:
        mention = Mention(as_printed="NQ 03", form="short", anchor=place)
        return Regulation(key="k", type="Nghị quyết", number="03/NQ-TLĐ", mentions=(mention,) * mentions)

    before, after = made(A, issued="2024-05-23").report, made(A, issued="2024-06-01", unit=HA_GIANG).report
    before = before.model_copy(update={"targets": (target("achieved", 90),), "regulations": (regulation(2),)})
    after = after.model_copy(update={"targets": (target("exceeded", 100),), "regulations": (regulation(3),)})
    assert short(compare(before, after)) == [
        ("header", "changed", "issued", "2024-05-23", "2024-06-01"),
        ("header", "changed", "unit", "pre_2025_07 12 Lai Châu", "pre_2025_07 02 Hà Giang"),
        ("target", "changed", "6", "achieved, 90 percent", "exceeded, 100 percent"),
        ("regulation", "changed", "k", "Nghị quyết 03/NQ-TLĐ, 2×", "Nghị quyết 03/NQ-TLĐ, 3×"),
    ]
