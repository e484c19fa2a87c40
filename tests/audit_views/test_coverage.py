"""How much of a report its audit reached."""

from extractor.audit import audit
from extractor.audit.case import EVIDENCE
from extractor.audit_views.coverage import audited, coverage_of
from schemas.finding import Finding
from schemas.report import Report
from tests.small_report import read_body, read_section

STAFF = (
    "Tổng số cán bộ, công chức, người lao động trong hệ thống công đoàn tỉnh hiện có: 52 người "
    "(trong đó: biên chế tại cơ quan LĐLĐ tỉnh 20 người, hợp đồng theo Nghị định số 111/2022/NĐ-CP là {} người; "
    "biên chế tại LĐLĐ các huyện, thành phố là 30 người). Toàn tỉnh có 777 công đoàn cơ sở."
)


def _report(contracts: str) -> Report:
    return read_section("ĐẶC ĐIỂM, TÌNH HÌNH", STAFF.format(contracts))


def _untouched(report: Report) -> list[str]:
    by_id = {figure.id: figure.indicator for figure in report.figures}
    return [by_id[id] for id in coverage_of(report, audit(report)).untouched]


def test_figures_of_a_sum_are_checked_whether_it_holds_or_not() -> None:
    for contracts in ("02", "03"):
        report = _report(contracts)
        assert _untouched(report) == ["grassroots_unions"]
        coverage = coverage_of(report, audit(report))
        assert (coverage.figures, coverage.checked) == (len(report.figures), len(report.figures) - 1)


def test_a_check_that_cannot_tell_has_checked_nothing() -> None:
    report = _report("02")
    findings = tuple(
        finding.model_copy(update={"outcome": "cannot_tell", "severity": "info"}) for finding in audit(report)
    )
    assert coverage_of(report, findings).checked == 0


def _table(total: int) -> Report:
    rows = "\n".join(f"| Đơn vị {n} | {100 + n} |" for n in range(1, 31))
    return read_body(f"**I. TÌNH HÌNH**\n\n| Đơn vị | Đoàn viên |\n| --- | --- |\n{rows}\n| Cộng | {total} |")


def test_a_cell_checks_the_figure_that_it_ends() -> None:
    """A figure of a table stands from the row's label to its cell; the sum of a column looks at the cells alone."""
    report = _table(sum(range(101, 131)))
    assert len(report.figures) == 1
    assert _untouched(report) == []


def test_where_the_evidence_shows_only_some_places_the_total_is_among_them() -> None:
    report = _table(4000)
    (finding,) = (one for one in audit(report) if one.rule == "sum_mismatch")
    assert finding.outcome == "broken"
    assert len(finding.evidence) == EVIDENCE
    assert finding.evidence[-1].quote == "4000"
    assert _untouched(report) == []


def test_the_report_comes_with_its_source() -> None:
    report = _report("02")
    findings: tuple[Finding, ...] = audit(report)
    told = audited(report, findings)
    assert told.source.sha256 == report.source.sha256
    assert told.findings == findings
