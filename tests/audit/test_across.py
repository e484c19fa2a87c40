"""Reports compared with each other: each comparison with what it tells and what it leaves alone."""

import itertools

import pytest

from extractor.audit.across.copies import likeness
from extractor.audit.across.together import audit_together
from schemas import Figure, Regulation, Report, UnitRef
from schemas.finding import Finding
from schemas.period import Period
from schemas.report import Era, Passage
from tests.audit.made import anchor, figure, mention, regulation, report

CODES = ("01", "02", "04", "06", "08", "10", "11", "12", "14", "15", "17", "19")


def of_unit(
    number: int,
    made: Report,
    *,
    issued: str | None = "2024-05-23",
    name: str | None = None,
    era: Era = "pre_2025_07",
    central: bool = False,
    draft: bool = False,
) -> Report:
    """The report as that of the unit with this number; each has a file and bytes of its own."""
    name = name or f"{number}.pdf"
    unit = UnitRef(era=era, code=None if central else CODES[number], name=f"Đơn vị {number}")
    header = made.header.model_copy(update={"unit": unit, "issued": issued, "draft": draft})
    source = made.source.model_copy(update={"name": name, "sha256": name.encode().hex().ljust(64, "0")})
    return made.model_copy(update={"header": header, "source": source})


def told(rule: str, *reports: Report) -> list[tuple[str, Finding]]:
    """The findings of the rule with the file they are told of."""
    found = audit_together(reports)
    names = {made.source.sha256: made.source.name for made in reports}
    return sorted(
        ((names[sha256], f) for sha256, findings in found.items() for f in findings if f.rule == rule),
        key=lambda pair: (pair[0], pair[1].about, pair[1].arithmetic or ""),
    )


def briefly(rule: str, *reports: Report) -> list[tuple[str, str]]:
    return [(name, finding.outcome) for name, finding in told(rule, *reports)]


# Outliers


def women(number: int, share: str, *, total: str = "100", **header: object) -> Report:
    made = report(figures=(figure("staff_present_total", total), figure("staff_female", share)))
    return of_unit(number, made, **header)  # type: ignore[arg-type]


USUAL = ("58", "60", "62", "57", "61", "59", "60")


def group(odd: str, usual: tuple[str, ...] = USUAL) -> list[Report]:
    return [women(number, share) for number, share in enumerate((*usual, odd))]


def test_a_ratio_unlike_the_others_is_asked_about_with_the_reports_it_was_compared_with() -> None:
    ((name, finding),) = told("ratio_outlier", *group("20"))
    assert (name, finding.outcome, finding.severity) == ("7.pdf", "cannot_tell", "warning")
    assert finding.about == "staff_female"
    assert finding.arithmetic == "20 / 100 = 0,20; trung vị của 8 đơn vị: 0,59 (một nửa số đơn vị từ 0,57 đến 0,60)"
    assert {other.source.name for other in finding.others} == {f"{number}.pdf" for number in range(7)}
    assert [place.quote for place in finding.evidence] == ["staff_present_total 100", "staff_female 20"]


def test_the_spread_of_the_group_and_a_least_spread_decide() -> None:
    # The median of 57 58 59 60 60 61 62 and x below is 59.5, the MAD 1.5: the least spread of 3 points is taken.
    assert briefly("ratio_outlier", *group("49")) == []
    assert briefly("ratio_outlier", *group("48")) == [("7.pdf", "cannot_tell")]
    # A group that differs widely has no outlier.
    assert briefly("ratio_outlier", *group("20", ("30", "40", "50", "60", "70", "80", "90"))) == []


def test_exactly_at_the_limit_a_ratio_is_still_like_the_others() -> None:
    usual = ("50",) * 7
    assert briefly("ratio_outlier", *group("60", usual)) == []
    thousand = [women(number, "500", total="1000") for number in range(7)]
    assert briefly("ratio_outlier", *thousand, women(7, "605", total="1000")) == []
    assert briefly("ratio_outlier", *thousand, women(7, "606", total="1000")) == [("7.pdf", "cannot_tell")]


def test_fewer_than_eight_units_are_not_judged() -> None:
    assert briefly("ratio_outlier", *group("20")[1:]) == []


def test_a_unit_counts_once_with_its_latest_signed_report() -> None:
    reports = group("20")
    newer = women(7, "60", issued="2024-12-01", name="newer.pdf")
    assert briefly("ratio_outlier", *reports, newer) == []
    draft = women(7, "60", issued="2024-12-01", name="draft.pdf", draft=True)
    assert briefly("ratio_outlier", *reports, draft) == [("7.pdf", "cannot_tell")]
    older = women(7, "60", issued="2023-12-01", name="older.pdf")
    assert briefly("ratio_outlier", *reports, older) == [("7.pdf", "cannot_tell")]
    again = women(6, "60", issued="2024-12-01", name="again.pdf")
    assert briefly("ratio_outlier", *reports[1:], again) == []


def test_provinces_and_central_unions_and_the_two_eras_are_groups_of_their_own() -> None:
    reports = group("20")
    assert briefly("ratio_outlier", *reports[1:], women(0, "60", central=True)) == []
    assert briefly("ratio_outlier", *reports[1:], women(0, "60", era="post_2025_07")) == []


def test_sizes_are_compared_by_factors() -> None:
    def sized(number: int, members: str) -> Report:
        return of_unit(number, report(figures=(figure("union_members", members), figure("grassroots_unions", "100"))))

    usual = [
        sized(number, members)
        for number, members in enumerate(("5000", "7000", "10000", "14000", "20000", "9000", "11000"))
    ]
    assert briefly("ratio_outlier", *usual, sized(7, "40000")) == []
    assert briefly("ratio_outlier", *usual, sized(7, "190000")) == [("7.pdf", "cannot_tell")]
    assert briefly("ratio_outlier", *usual, sized(7, "600")) == [("7.pdf", "cannot_tell")]
    assert briefly("ratio_outlier", *usual, sized(7, "0")) == []


# Dates of national documents


def citing(number: int, issued: str | None, document: str = "12/NQ-TLĐ", **header: object) -> Report:
    return of_unit(number, report(regulations=(regulation(document, mention(document, issued)),)), **header)  # type: ignore[arg-type]


def test_the_report_that_differs_from_most_is_told_with_both_sides_places() -> None:
    reports = [citing(0, "2023-07-17"), citing(1, "2023-07-17"), citing(2, "2023-07-19")]
    ((name, finding),) = told("citation_date_across_reports", *reports)
    assert (name, finding.outcome, finding.about) == ("2.pdf", "broken", "12/NQ-TLĐ")
    assert finding.arithmetic == "17/07/2023 × 2; 19/07/2023 × 1"
    assert [(other.source.name, other.printed) for other in finding.others] == [
        ("0.pdf", "17/07/2023"),
        ("1.pdf", "17/07/2023"),
    ]
    assert [place.quote for place in finding.evidence] == ["12/NQ-TLĐ"]


def test_one_against_one_cannot_be_told() -> None:
    two = (citing(0, "2023-07-17"), citing(1, "2023-07-19"))
    assert briefly("citation_date_across_reports", *two) == [("0.pdf", "cannot_tell"), ("1.pdf", "cannot_tell")]
    level = (*two, citing(2, "2023-07-17"), citing(3, "2023-07-19"))
    assert {outcome for _, outcome in briefly("citation_date_across_reports", *level)} == {"cannot_tell"}


def test_units_count_and_not_reports() -> None:
    twice = (citing(0, "2023-07-17"), citing(0, "2023-07-17", name="again.pdf"), citing(1, "2023-07-19"))
    assert {outcome for _, outcome in briefly("citation_date_across_reports", *twice)} == {"cannot_tell"}


@pytest.mark.parametrize("odd", ["2023-07-19", "2022-07-17"])
def test_dates_differ_as_misprints_do(odd: str) -> None:
    reports = [citing(0, "2023-07-17"), citing(1, "2023-07-17"), citing(2, odd)]
    assert briefly("citation_date_across_reports", *reports) == [("2.pdf", "broken")]


@pytest.mark.parametrize(
    ("document", "odd"),
    [
        ("12/NQ-TLĐ", "2022-03-05"),  # the number of another year
        ("12/NQ-TLĐ", "2023"),
        ("12/NQ-TLĐ", None),
        ("71/KH-LĐLĐ", "2023-07-19"),  # each province has one of its own
        ("06-NQ/TU", "2023-07-19"),
    ],
)
def test_other_documents_are_not_compared(document: str, odd: str | None) -> None:
    reports = [citing(0, "2023-07-17", document), citing(1, "2023-07-17", document), citing(2, odd, document)]
    assert briefly("citation_date_across_reports", *reports) == []


@pytest.mark.parametrize("document", ["48/2021/NĐ-CP", "7-KL/TW", "5/2022/TT-BNV", "8/2023/QH15"])
def test_the_state_s_and_the_party_s_documents_are_national(document: str) -> None:
    reports = [citing(0, "2023-07-17", document), citing(1, "2023-07-17", document), citing(2, "2023-07-19", document)]
    assert briefly("citation_date_across_reports", *reports) == [("2.pdf", "broken")]


def test_a_published_date_is_right_against_any_majority() -> None:
    reports = [citing(number, "2017-10-26", "18-NQ/TW") for number in range(3)]
    right = citing(3, "2017-10-25", "18-NQ/TW")
    assert briefly("citation_date_across_reports", *reports, right) == []
    split = (citing(0, "2017-10-26", "18-NQ/TW"), citing(1, "2017-10-25", "18-NQ/TW"))
    assert briefly("citation_date_across_reports", *split) == [("0.pdf", "cannot_tell")]


def test_a_report_that_contradicts_itself_is_left_to_itself() -> None:
    both: Regulation = regulation("12/NQ-TLĐ", mention("12/NQ-TLĐ", "2023-07-17"), mention("12/NQ-TLĐ", "2023-07-19"))
    torn = of_unit(2, report(regulations=(both,)))
    assert briefly("citation_date_across_reports", citing(0, "2023-07-17"), citing(1, "2023-07-17"), torn) == []


# Copied passages


def passage(*runs: int, words: int = 60) -> Passage:
    return Passage(section="I.1", words=words, fingerprint=tuple(sorted(runs)), anchor=anchor("Đội ngũ cán bộ"))


def writing(number: int, *passages: Passage, **header: object) -> Report:
    return of_unit(number, report().model_copy(update={"passages": passages}), **header)  # type: ignore[arg-type]


RUNS = tuple(range(100, 120))


def test_a_passage_of_two_units_is_told_to_both_with_the_other_s_place() -> None:
    found = told(
        "copied_passage", writing(0, passage(*RUNS)), writing(1, passage(*RUNS)), writing(2, passage(*range(20)))
    )
    assert [(name, finding.outcome, finding.severity) for name, finding in found] == [
        ("0.pdf", "cannot_tell", "warning"),
        ("1.pdf", "cannot_tell", "warning"),
    ]
    assert found[0][1].arithmetic == "1 đoạn, 60 tiếng, giống từ 100%"
    assert [(other.source.name, other.printed) for other in found[0][1].others] == [("1.pdf", "Đội ngũ cán bộ")]


def test_what_three_units_write_is_common_wording() -> None:
    assert briefly("copied_passage", *(writing(number, passage(*RUNS)) for number in range(3))) == []


def test_nearly_alike_is_alike() -> None:
    # The smallest twenty of both: 18 of 20 in common if two runs of each are its own, 15 of 20 if five are.
    near = passage(*RUNS[2:], 90, 91)
    assert len(briefly("copied_passage", writing(0, passage(*RUNS)), writing(1, near))) == 2
    far = passage(*RUNS[5:], 90, 91, 92, 93, 94)
    assert briefly("copied_passage", writing(0, passage(*RUNS)), writing(1, far)) == []


@pytest.mark.parametrize(("own", "found"), [(4, 2), (5, 0)])
def test_four_fifths_of_the_runs_make_two_passages_alike(own: int, found: int) -> None:
    other = passage(*RUNS[:-own], *(1000 + run for run in range(own)))
    assert likeness(passage(*RUNS).fingerprint, other.fingerprint) == (20 - own) / 20
    assert len(briefly("copied_passage", writing(0, passage(*RUNS)), writing(1, other))) == found


def test_versions_of_one_report_share_their_text_rightly() -> None:
    draft = writing(0, passage(*RUNS), name="draft.pdf", issued="2024-05-01")
    undated = writing(0, passage(*RUNS), name="undated.pdf", issued=None)
    final = writing(0, passage(*RUNS))
    assert briefly("copied_passage", draft, undated, final) == []


def test_a_unit_that_copies_itself_is_told_in_the_later_report_only() -> None:
    before = writing(0, passage(*RUNS), name="before.pdf", issued="2023-05-23")
    assert briefly("copied_passage", before, writing(0, passage(*RUNS))) == [("0.pdf", "cannot_tell")]


def test_all_passages_of_two_reports_are_one_remark() -> None:
    runs = [tuple(range(start, start + 20)) for start in (100, 200, 300)]
    one, other = (writing(number, *(passage(*each) for each in runs)) for number in (0, 1))
    found = told("copied_passage", one, other)
    assert [finding.arithmetic for _, finding in found] == ["3 đoạn, 180 tiếng, giống từ 100%"] * 2
    assert len(found[0][1].evidence) == 3


# The unit's earlier report


def at(issued: str, *figures: Figure, number: int = 0, **header: object) -> Report:
    return of_unit(number, report(figures=figures), issued=issued, name=f"{issued}-{number}.pdf", **header)  # type: ignore[arg-type]


def admitted(value: str, period: Period = "year:2022", **more: object) -> Figure:
    return figure("union_members_new", value, period=period).model_copy(update=more)


def restated(now: Figure, then: Figure | None = None, **header: object) -> list[tuple[str, str]]:
    return briefly("restated_figure", at("2023-06-20", then or admitted("3421")), at("2024-05-23", now, **header))


def test_a_past_year_s_figure_does_not_change() -> None:
    assert restated(admitted("3241")) == [("2024-05-23-0.pdf", "cannot_tell")]
    assert restated(admitted("3421")) == [("2024-05-23-0.pdf", "holds")]
    assert restated(admitted(">3000")) == [("2024-05-23-0.pdf", "holds")]
    assert restated(admitted("3241", "year:2023")) == []
    assert restated(admitted("3241", period_inferred=True)) == []
    assert restated(admitted("3241"), admitted("3421", period_inferred=True)) == []
    assert restated(admitted("3241", confidence=0.3)) == []
    assert restated(figure("union_members_new", "3241", unit="attendance", period="year:2022")) == []


def test_what_is_added_up_from_one_year_on_cannot_fall() -> None:
    then = admitted("500", "range:2019-2023")
    assert restated(admitted("499", "range:2019-2024"), then) == [("2024-05-23-0.pdf", "cannot_tell")]
    assert restated(admitted("500", "range:2019-2024"), then) == []
    assert restated(admitted(">400", "range:2019-2024"), then) == []
    assert restated(admitted("499", "range:2020-2024"), then) == []
    assert restated(admitted("499", "range:2019-2022"), then) == []
    assert restated(admitted("499", "range:2019-2024", period_inferred=True), then) == []


def test_the_last_report_before_is_compared_and_the_finding_names_it() -> None:
    reports = (at("2022-05-23", admitted("1")), at("2023-06-20", admitted("3421")), at("2024-05-23", admitted("3241")))
    found = told("restated_figure", *reports)
    assert [(name, f.arithmetic) for name, f in found] == [
        ("2023-06-20-0.pdf", "3.421 ≠ 1"),
        ("2024-05-23-0.pdf", "3.241 ≠ 3.421"),
    ]
    assert found[1][1].severity == "warning"
    assert [(other.source.name, other.printed) for other in found[1][1].others] == [("2023-06-20-0.pdf", "3.421")]
    assert "20/06/2023" in found[1][1].message


def test_versions_of_one_report_and_other_units_are_not_compared() -> None:
    for issued, found in (("2024-03-24", []), ("2024-03-23", [("2024-05-23-0.pdf", "cannot_tell")])):
        reports = (at(issued, admitted("3421")), at("2024-05-23", admitted("3241")))
        assert briefly("restated_figure", *reports) == found
    assert restated(admitted("3241"), number=1) == []


def test_a_draft_leaves_the_comparison_to_the_fair_copy() -> None:
    reports = (
        at("2023-06-20", admitted("3421")),
        at("2024-05-01", admitted("3241")),
        at("2024-05-23", admitted("3241")),
    )
    assert briefly("restated_figure", *reports) == [("2024-05-23-0.pdf", "cannot_tell")]


def jump(now: str, then: str, indicator: str = "grassroots_unions") -> list[tuple[str, str]]:
    made = (at("2023-06-20", figure(indicator, then)), at("2024-05-23", figure(indicator, now)))
    return briefly("implausible_change", *made)


@pytest.mark.parametrize(
    ("then", "now", "asked"),
    [
        ("777", "1554", True),
        ("777", "1553", False),
        ("777", "388", True),
        ("777", "389", False),
        ("10", "20", True),
        ("9", "19", False),
        ("0", "20", True),
        ("777", ">1554", False),
    ],
)
def test_twice_or_half_as_many_is_asked_about(then: str, now: str, asked: bool) -> None:
    assert jump(now, then) == ([("2024-05-23-0.pdf", "cannot_tell")] if asked else [])


def test_a_flow_may_be_of_any_size() -> None:
    assert jump("2000", "20", "recruitment_count") == []


def test_the_eras_are_not_compared() -> None:
    before = at("2024-06-20", figure("grassroots_unions", "777"))
    after = at("2025-09-23", figure("grassroots_unions", "77"), era="post_2025_07")
    assert briefly("implausible_change", before, after) == []


# All together


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [*group("20")[:7], at("2023-06-20", admitted("3421")), citing(8, "2023-07-17"), citing(9, "2023-07-19")]
    expected = audit_together(reports)
    for turned in itertools.islice(itertools.permutations(reports), 0, 5000, 997):
        assert audit_together(turned) == expected


def test_one_report_alone_is_compared_with_nothing_and_twice_is_one() -> None:
    made = group("20")[7]
    assert audit_together([made, made]) == audit_together([made])
    assert all(not finding.others for finding in audit_together([made])[made.source.sha256])
