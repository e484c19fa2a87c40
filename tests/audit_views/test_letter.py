"""The query letter: the form of Decree 30/2020, numbered questions, every rule in its own words, nothing invented."""

import io
import re
from typing import Any

import pytest
from docx import Document

from extractor.audit import audit
from extractor.audit_views.letter import Enquiry, compose, letter_bytes, unit_of
from extractor.audit_views.questions import questions
from extractor.documents.docx_model import Paragraph
from schemas.anchor import Anchor
from schemas.catalogue import load
from schemas.facts import Target
from schemas.finding import AuditSource, Compared, Finding, Outcome
from schemas.report import Header, Report, UnitRef
from tests.audit.made import anchor, figure
from tests.audit.made import report as made
from tests.small_report import read_body, read_section

CATALOGUE = load()
WORDINGS = questions()
STAFF = (
    "Tổng số cán bộ, công chức, người lao động trong hệ thống công đoàn tỉnh hiện có: 52 người (trong đó: biên chế "
    "tại cơ quan LĐLĐ tỉnh 20 người, hợp đồng theo Nghị định số 111/2022/NĐ-CP là {} người; biên chế tại LĐLĐ các "
    "huyện, thành phố là 30 người); nữ {} người."
)


def _report(contracts: str = "02", women: str = "34") -> Report:
    return read_section("ĐẶC ĐIỂM, TÌNH HÌNH", STAFF.format(contracts, women))


def _enquiry(report: Report, findings: tuple[Finding, ...] | None = None, *, with_open: bool = False) -> Enquiry:
    return Enquiry(report, audit(report) if findings is None else findings, CATALOGUE, WORDINGS, with_open)


def _said(enquiry: Enquiry, style: str = "") -> list[str]:
    return [
        "".join(run.text for run in block.runs)
        for block in compose(enquiry)
        if isinstance(block, Paragraph) and style in ("", block.style)
    ]


def _document(enquiry: Enquiry) -> Any:
    body = letter_bytes(enquiry)
    assert body is not None
    return Document(io.BytesIO(body))


def _finding(rule: str, outcome: Outcome = "broken", **more: Any) -> Finding:
    fields: dict[str, Any] = {
        "about": "target 6",
        "message": "Lời của kiểm tra.",
        "arithmetic": "1 + 2 = 3 ≠ 4",
        "evidence": (anchor("chữ đã in"),),
    }
    severity = "error" if outcome == "broken" else "info"
    return Finding(rule=rule, severity=severity, outcome=outcome, **(fields | more))


# The form ---------------------------------------------------------------------------------------


def test_the_letter_has_the_form_of_an_official_letter() -> None:
    document = _document(_enquiry(_report(contracts="03")))
    head, foot = document.tables[0], document.tables[-1]
    left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
    assert " ".join(left[:2]) == "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    assert re.fullmatch(r"Số:\s+/TLĐ-……", left[3])
    assert left[4] == "V/v đề nghị làm rõ nội dung trong Báo cáo số 31/BC-LĐLĐ ngày 15 tháng 4 năm 2024"
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert re.fullmatch(r"Hà Nội, ngày\s+tháng\s+năm\s*", right[-1])
    body = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert body[0] == "Kính gửi: Liên đoàn Lao động tỉnh Cao Bằng"
    assert body[-1] == "Trân trọng./."
    assert "trước ngày ….. tháng ….. năm ………" in body[-2]
    recipients, signer = (cell.text for cell in foot.rows[0].cells)
    assert recipients.startswith("Nơi nhận:\n- Như trên;\n")
    assert "- Lưu: VT" in recipients
    assert "(Chức vụ của người ký)" in signer
    assert "(Họ và tên)" in signer


def test_the_opening_names_the_report_and_counts_the_questions() -> None:
    opening = _said(_enquiry(_report(contracts="03", women="60")), "body")[0]
    assert (
        "Báo cáo số 31/BC-LĐLĐ ngày 15 tháng 4 năm 2024 của Liên đoàn Lao động tỉnh Cao Bằng “Sơ kết 5 năm" in opening
    )
    # The total is in both findings: one cause, one question.
    assert "làm rõ 01 nội dung sau:" in opening
    assert len(_said(_enquiry(_report(contracts="03", women="60")), "question")) == 1


def test_questions_are_numbered_from_one_without_a_gap() -> None:
    text = "Thực hiện Kế hoạch số 25/KH-LĐLĐ ngày 31/9/2023. " + STAFF.format("03", "34")
    report = read_section("ĐẶC ĐIỂM, TÌNH HÌNH", text)
    headings = _said(_enquiry(report), "question")
    assert [heading.split(".")[0] for heading in headings] == [str(n) for n in range(1, len(headings) + 1)]
    assert len(headings) == 2


def test_nothing_to_ask_is_no_letter() -> None:
    assert letter_bytes(_enquiry(_report())) is None
    assert compose(_enquiry(_report())) == []


def test_the_same_findings_give_the_same_bytes() -> None:
    assert letter_bytes(_enquiry(_report("03"))) == letter_bytes(_enquiry(_report("03")))


# What is said -----------------------------------------------------------------------------------


def test_a_question_quotes_the_place_the_figures_and_the_arithmetic() -> None:
    (item, ask) = _said(_enquiry(_report(contracts="03")), "item")
    assert "“biên chế tại cơ quan LĐLĐ tỉnh 20 người”" in item
    assert "(mục I)" in item
    assert "20 + 30 + 3 = 53 > 52" in item
    assert ask.startswith("Đề nghị cho biết số nào đúng")


def test_every_rule_has_its_own_question() -> None:
    missing = sorted(set(CATALOGUE.rules) - set(WORDINGS.by_rule))
    assert not missing, f"add [[questions]] for these rules to audit_views/data/questions.toml: {missing}"


@pytest.mark.parametrize("outcome", ["broken", "cannot_tell"])
@pytest.mark.parametrize("rule", [*CATALOGUE.rules, "a_rule_of_tomorrow"])
def test_every_question_is_a_whole_sentence_with_its_quote(rule: str, outcome: Outcome) -> None:
    finding = _finding(rule, outcome)
    enquiry = _enquiry(_report(), (finding,), with_open=True)
    wording = WORDINGS.wording(rule)
    if outcome == "cannot_tell" and not wording.asks_open:
        assert compose(enquiry) == []
        return
    (heading,), (item, ask) = _said(enquiry, "question"), _said(enquiry, "item")
    assert heading.startswith("1. Về ")
    assert item.startswith("Báo cáo ghi: “chữ đã in”.")
    template = wording.found if outcome == "broken" else wording.found_open
    assert template is not None
    assert ("1 + 2 = 3 ≠ 4" in item) == ("{arithmetic}" in template)
    assert item.endswith(".")
    assert ask.startswith("Đề nghị ")
    assert not re.search(r"[{}]|None", "".join(_said(enquiry)))


@pytest.mark.parametrize("rule", [rule for rule, wording in WORDINGS.by_rule.items() if wording.together])
def test_findings_of_a_rule_that_are_asked_together_agree_in_number(rule: str) -> None:
    findings = tuple(_finding(rule, about=f"target {n}", evidence=(anchor(f"mục {n}"),)) for n in (1, 5, 6))
    enquiry = _enquiry(_report(), findings)
    (heading,) = _said(enquiry, "question")
    assert "các" in heading
    assert heading.endswith("1, 5 và 6")
    items = [text for text in _said(enquiry, "item") if "Báo cáo ghi" in text]
    assert [item[:3] for item in items] == ["a) ", "b) ", "c) "]
    assert len(_said(enquiry, "item")) == 4
    alone = _said(_enquiry(_report(), findings[:1]), "question")
    assert "các mục tiêu" not in alone[0]
    assert "các văn bản" not in alone[0]


def test_a_rule_of_which_nothing_is_known_is_asked_about_in_the_audits_words() -> None:
    enquiry = _enquiry(_report(), (_finding("a_rule_of_tomorrow", about="union_members"),))
    assert _said(enquiry, "question") == ["1. Về nội dung “Đoàn viên công đoàn”"]
    assert "Lời của kiểm tra." in _said(enquiry, "item")[0]


def test_what_the_audit_adds_is_said_with_it() -> None:
    (item, _) = _said(_enquiry(_report(contracts="03")), "item")
    assert "Căn cứ đối chiếu: Tổng số người hiện có" in item


def test_signs_of_the_auditor_become_words() -> None:
    contradiction = _finding("status_contradicts_figures", arithmetic="17,6% (✗ ≥ 20%)")
    conflict = _finding("citation_date_conflict", about="1/KH", arithmetic="01/01/2020 × 2; 02/01/2020 × 1")
    items = "".join(_said(_enquiry(_report(), (contradiction, conflict)), "item"))
    assert "17,6% (yêu cầu ≥ 20%)." in items
    assert "01/01/2020 (02 lần); 02/01/2020 (01 lần)." in items
    assert not re.search("[✓✗×]", items)
    outside = _finding("citation_outside_term", arithmetic="15/03/2024 ∉ 24/09/2018 – 03/12/2023")
    assert "15/03/2024 không thuộc 24/09/2018 – 03/12/2023." in _said(_enquiry(_report(), (outside,)), "item")[0]


@pytest.mark.parametrize("rule", [code for code, rule in CATALOGUE.rules.items() if rule.reports == "several"])
def test_a_unit_is_not_told_what_stands_in_the_reports_of_others(rule: str) -> None:
    other = Compared(source=AuditSource(name="khac.pdf", sha256="1" * 64), unit="Hà Giang", printed="30 / 52")
    finding = _finding(rule, "cannot_tell", message="Hà Giang ghi khác.", others=(other,))
    said = " ".join(_said(_enquiry(_report(), (finding,), with_open=True)))
    assert "Về" in said
    assert "Hà Giang" not in said
    assert "khac.pdf" not in said


# One cause, one question ------------------------------------------------------------------------


def test_findings_on_one_regulation_are_one_question_and_on_a_plans_targets_another() -> None:
    findings = (
        _finding("citation_date_conflict", about="25/KH-LĐLĐ", arithmetic="a"),
        _finding("citation_variant", about="25/KH-LĐLĐ", arithmetic=None),
        _finding("target_count_mismatch", about="25/KH-LĐLĐ", arithmetic="5 ≠ 6"),
    )
    enquiry = _enquiry(_report(), findings)
    assert _said(enquiry, "question") == [
        "1. Về ngày ban hành văn bản 25/KH-LĐLĐ",
        "2. Về số lượng mục tiêu, chỉ tiêu",
    ]


def test_findings_on_one_figure_are_one_question_and_on_others_another() -> None:
    shared, apart = ("f1",), ("f2",)
    findings = (
        _finding("sum_mismatch", about="staff_present_total", figures=shared),
        _finding("subset_exceeds_total", about="staff_female", figures=shared),
        _finding("sum_mismatch", about="union_members", figures=apart),
    )
    assert len(_said(_enquiry(_report(), findings), "question")) == 2


# What cannot be told ----------------------------------------------------------------------------


def test_what_cannot_be_told_is_asked_only_when_wanted_and_after_the_rest() -> None:
    findings = (_finding("figure_conflict", "cannot_tell", about="a"), _finding("sum_mismatch", about="b"))
    assert len(_said(_enquiry(_report(), findings), "question")) == 1
    both = _said(_enquiry(_report(), findings, with_open=True))
    further = next(place for place, text in enumerate(both) if text.startswith("Ngoài ra"))
    assert [text[:2] for text in both[further:] if re.match("[0-9]", text)] == ["2."]
    assert "cho biết thêm 01 nội dung" in both[further]


def test_only_what_cannot_be_told_opens_without_an_accusation() -> None:
    enquiry = _enquiry(_report(), (_finding("sum_mismatch", "cannot_tell"),), with_open=True)
    assert "chưa thấy nội dung nào không khớp" in _said(enquiry, "body")[0]


def test_a_doubtful_reading_is_ours_and_not_asked_about() -> None:
    unsure = figure("union_members", "5", confidence=0.3)
    report = made(figures=[unsure])
    finding = _finding("figure_conflict", "cannot_tell", figures=(unsure.id,))
    assert compose(_enquiry(report, (finding,), with_open=True)) == []
    sure = _finding("figure_conflict", "cannot_tell", figures=("another",))
    assert compose(_enquiry(report, (sure,), with_open=True)) != []


# Whom it is to, and places ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ({"unit": UnitRef(era="pre_2025_07", code="48", name="Đà Nẵng")}, "Liên đoàn Lao động thành phố Đà Nẵng"),
        ({"unit": UnitRef(era="pre_2025_07", code=None, name="Công đoàn Y tế Việt Nam")}, "Công đoàn Y tế Việt Nam"),
        (
            {
                "unit": UnitRef(era="pre_2025_07", code="12", name="Lai Châu"),
                "issuer": "Đảng đoàn Liên đoàn Lao động tỉnh Lai Châu",
            },
            "Đảng đoàn Liên đoàn Lao động tỉnh Lai Châu",
        ),
        (
            {"unit": UnitRef(era="post_2025_07", code="75", name="Đồng Nai"), "issued": "2026-06-01"},
            "Liên đoàn Lao động thành phố Đồng Nai",
        ),
        (
            {"unit": UnitRef(era="post_2025_07", code="75", name="Đồng Nai"), "issued": "2025-12-01"},
            "Liên đoàn Lao động tỉnh Đồng Nai",
        ),
        ({}, "………………………………"),
    ],
)
def test_whom_the_letter_is_to(header: dict[str, Any], unit: str) -> None:
    report = _report().model_copy(update={"header": Header(**header)})
    assert unit_of(report, CATALOGUE, WORDINGS) == unit


def test_a_report_without_number_and_date_is_named_by_its_file() -> None:
    report = _report("03").model_copy(update={"header": Header()})
    assert "Báo cáo (tệp report.md)" in _said(_enquiry(report), "body")[0]


def test_an_objective_that_no_target_answers_is_asked_about_without_the_words_of_others() -> None:
    body = (
        "**III. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU NGHỊ QUYẾT**\n\n"
        "Mục tiêu 1: 100% cán bộ chủ chốt công đoàn các cấp được tuyên truyền, quán triệt nâng cao nhận thức: "
        "418/418 đồng chí (Đạt)."
    )
    items = _said(_enquiry(read_body(body)), "item")
    unanswered = [item for item in items if "không được báo cáo" in item]
    assert unanswered
    assert all("Báo cáo ghi" not in item for item in unanswered)


def test_targets_beside_their_count_are_not_quoted_against_it() -> None:
    verdict = anchor("(Đạt)")
    target = Target(number="1", text="x", status="achieved", section="III", anchor=verdict)
    report = made(targets=[target])
    finding = _finding("target_count_mismatch", evidence=(anchor("05 chỉ tiêu cụ thể"), verdict))
    item = _said(_enquiry(report, (finding,)), "item")[0]
    assert "05 chỉ tiêu cụ thể" in item
    assert "(Đạt)" not in item


def test_cells_of_a_table_are_named_by_their_place_not_quoted_as_bare_numbers() -> None:
    cells = tuple(Anchor(start=at, end=at + 2, quote=str(at), page=7, boxes=()) for at in range(10, 20))
    item = _said(_enquiry(_report(), (_finding("sum_mismatch", evidence=cells),)), "item")[0]
    assert item.startswith("Số liệu tại trang 7.")
    assert "“" not in item


# Hostile reports ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["<w:p>&amp;</w:p>", "a\x00b\x1b[31m", "x" * 50_000, "“”{0}{unit}", "a\u202eb\ufffe"])
def test_what_a_report_prints_is_text_and_nothing_else(text: str) -> None:
    header = Header(title=text, number=text, issuer=text)
    report = _report().model_copy(update={"header": header})
    finding = _finding("sum_mismatch", about=text, evidence=(anchor(text),))
    document = _document(_enquiry(report, (finding,)))
    assert len(document.tables) == 2
    assert len([p for p in document.paragraphs if p.text.startswith("1. Về số liệu")]) == 1
    quotes = [p.text for p in document.paragraphs if p.text.startswith("Báo cáo ghi")]
    assert len(quotes[0]) < 400
    assert sum(len(paragraph.text) for paragraph in document.paragraphs) < 5000
