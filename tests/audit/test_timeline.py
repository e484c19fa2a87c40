"""The report on the calendar: its plan, the years it reviews, deadlines, periods."""

import pytest

from extractor.audit import audit
from schemas import Report, Target
from schemas.facts import Status
from schemas.finding import Finding
from schemas.period import Period
from schemas.report import Reviewed
from tests.audit.made import broken, figure, mention, outcomes, regulation, report, target


def reviewing(made: Report, *, issued: str | None, span: int | None = None, number: str = "06-NQ/TU") -> Report:
    """The report as a review of a document of that day."""
    reviewed = Reviewed(type="Nghị quyết", number=number, issued=issued)
    return made.model_copy(
        update={"header": made.header.model_copy(update={"reviewed": reviewed, "review_span_years": span})}
    )


# Plans


def plan(issued: str | None, reviewed: str | None = "2018-09-20", number: str = "06-NQ/TU") -> list[str]:
    count = figure("plan_specific_targets", "5", unit="item", start=90_000)
    its = regulation("71/KH-LĐLĐ", mention("71/KH-LĐLĐ", issued, start=90_060), type="Kế hoạch")
    own = regulation(number, mention(number, reviewed))
    made = reviewing(report(figures=(count,), regulations=(its, own)), issued=reviewed, number=number)
    return outcomes(audit(made), "plan_before_resolution")


@pytest.mark.parametrize(
    ("issued", "outcome"),
    [
        ("2018-09-19", ["cannot_tell"]),
        ("2018-09-20", ["holds"]),
        ("2018-09-21", ["holds"]),
        ("2018", []),
        (None, []),
    ],
)
def test_a_plan_is_not_older_than_what_it_puts_into_effect(issued: str | None, outcome: list[str]) -> None:
    assert plan(issued) == outcome


def test_the_published_day_of_the_reviewed_document_counts() -> None:
    assert plan("2019-01-10", "2018-01-11", "03/NQ-TLĐ") == ["cannot_tell"]
    assert plan("2019-01-11", "2020-01-11", "03/NQ-TLĐ") == ["holds"]


def test_without_a_day_of_the_reviewed_document_nothing_is_compared() -> None:
    assert plan("2018-09-19", None) == []
    assert plan("2018-09-19", "2018") == []


# Spans


@pytest.mark.parametrize(
    ("span", "outcome"),
    [(4, ["holds"]), (5, ["holds"]), (6, ["holds"]), (7, ["broken"]), (3, ["cannot_tell"]), (None, [])],
)
def test_the_years_under_review_have_passed(span: int | None, outcome: list[str]) -> None:
    made = reviewing(report(issued="2024-05-23"), issued="2019-01-11", span=span)
    assert outcomes(audit(made), "review_span_mismatch") == outcome


def test_a_review_of_an_undated_document_has_no_span() -> None:
    assert outcomes(audit(reviewing(report(), issued=None, span=50)), "review_span_mismatch") == []
    assert outcomes(audit(reviewing(report(issued=None), issued="2019-01-11", span=50)), "review_span_mismatch") == []


# Deadlines


def due(deadline: str | None, status: Status, text: str = "chỉ tiêu khác", **header: str) -> tuple[Finding, ...]:
    made: Target = target("3", status, text).model_copy(update={"deadline": deadline})
    return audit(report(targets=(made,), issued="2024-05-23", **header))


@pytest.mark.parametrize(
    ("deadline", "outcome"),
    [
        ("2023", ["broken"]),
        ("2024-05-22", ["broken"]),
        ("2024-05-23", []),
        ("2024-04", ["broken"]),
        ("2024", []),
        ("2025", []),
        (None, []),
        ("2023-02-30", []),
    ],
)
def test_a_target_in_progress_is_late_after_its_deadline(deadline: str | None, outcome: list[str]) -> None:
    assert outcomes(due(deadline, "in_progress"), "deadline_passed") == outcome


@pytest.mark.parametrize("status", ["achieved", "not_achieved", "not_yet_achieved", "mostly_achieved"])
def test_a_final_verdict_is_in_time(status: Status) -> None:
    assert outcomes(due("2023", status), "deadline_passed") == ["holds"]


def test_a_target_without_a_verdict_is_told_elsewhere() -> None:
    assert outcomes(due("2023", "not_assessed"), "deadline_passed") == []


def test_a_deadline_that_only_the_resolution_gives_is_asked_about() -> None:
    words = "xây dựng đội ngũ cán bộ công đoàn chuyên nghiệp, cơ cấu hợp lý"
    late = due(None, "in_progress", words)
    assert outcomes(late, "deadline_passed") == ["cannot_tell"]
    assert broken(late) == set()
    assert outcomes(due(None, "achieved", words), "deadline_passed") == []


# Periods


def period(span: Period, indicator: str = "staff_female", **more: object) -> list[str]:
    made = figure(indicator, "5", period=span).model_copy(update=more)
    return outcomes(audit(report(figures=(made,), issued="2024-05-23")), "period_inconsistent")


@pytest.mark.parametrize(
    ("span", "outcome"),
    [
        ("as_of:2024-05-23", "holds"),
        ("as_of:2024-05-24", "broken"),
        ("as_of:2024-06", "broken"),
        ("as_of:2024", "holds"),
        ("year:2025", "holds"),  # a quota may be next year's
    ],
)
def test_a_stock_is_not_of_a_day_to_come(span: Period, outcome: str) -> None:
    assert period(span) == [outcome]


@pytest.mark.parametrize(
    ("span", "outcome"),
    [
        ("year:2024", "holds"),
        ("year:2025", "broken"),
        ("range:2019-2024", "holds"),
        ("range:2019-2025", "cannot_tell"),
        ("range:2024-2025", "cannot_tell"),
        ("range:2025-2026", "broken"),
        ("range:2024-2019", "broken"),
        ("range:2024-2024", "holds"),
    ],
)
def test_a_flow_is_not_of_a_time_to_come(span: Period, outcome: str) -> None:
    assert period(span, "recruitment_count") == [outcome]


def test_a_term_that_ends_later_is_no_flow() -> None:
    assert period("range:2023-2028", "planned_cadres") == ["holds"]


def test_inferred_and_doubtful_periods_accuse_nobody() -> None:
    assert period("as_of:2024-05-24", period_inferred=True) == []
    assert period("as_of:2024-05-24", confidence=0.4) == ["cannot_tell"]
    assert period("as_of:2024-02-30") == []
    made = figure("staff_female", "5", period="as_of:2024-05-24")
    assert outcomes(audit(report(figures=(made,), issued=None)), "period_inconsistent") == ["holds"]
