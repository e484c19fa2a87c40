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


def test_a_cell_checks_the_figure_of_its_row_also_where_the_evidence_shows_only_some() -> None:
    """A figure of a table stands from the row's label to its cell; the sum of a column looks at the cells alone."""
    rows = "\n".join(f"| Đơn vị {n} | {n} | {100 + n} |" for n in range(1, 31))
    total = f"| Cộng | {sum(range(1, 31))} | {sum(range(101, 131))} |"
    table = f"| Đơn vị | Số CĐCS | Đoàn viên |\n| --- | --- | --- |\n{rows}\n{total}"
    report = read_body(f"**I. ĐẶC ĐIỂM, TÌNH HÌNH**\n\n{table}")
    (finding,) = (one for one in audit(report) if one.rule == "sum_mismatch")
    assert {figure.id for figure in report.figures} == set(finding.figures)
    assert len(finding.evidence) == EVIDENCE
    assert finding.evidence[-1].quote == str(sum(range(101, 131)))
    assert _untouched(report) == []


def test_the_report_comes_with_its_source() -> None:
    report = _report("02")
    findings: tuple[Finding, ...] = audit(report)
    told = audited(report, findings)
    assert told.source.sha256 == report.source.sha256
    assert told.findings == findings
