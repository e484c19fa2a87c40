"""`tonghop audit` as a user types it: --explain, --html, --letter, and what still comes through a pipe."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hostile_files import GOOD
from program import CORPUS, no_privilege_over_permissions, tonghop

from schemas.finding import AuditedReport

PDF = CORPUS / "lai-chau-2024" / "report.pdf"
OTHER = CORPUS / "da-nang-2024" / "report.md"
FAULTLESS = CORPUS / "ha-giang-2024" / "report.md"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    return {path: tonghop("extract", path).out for path in (PDF, OTHER, FAULTLESS)}


def _record(folder: Path, records: dict[Path, str], path: Path = PDF, **source: Any) -> Path:
    record = json.loads(records[path])
    record["source"] |= source
    file = folder / f"{path.parent.name}.json"
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return file


# The pipe -----------------------------------------------------------------------------------------


def test_a_pipe_gets_one_object_with_the_coverage_and_nothing_else(tmp_path: Path, records: dict[Path, str]) -> None:
    record = _record(tmp_path, records)
    plain = tonghop("audit", record)
    with_files = tonghop("audit", record, "--html", tmp_path / "a.html", "--letter", tmp_path / "a.docx", "--all")
    assert (plain.code, with_files.code) == (0, 0)
    assert plain.out == with_files.out
    assert plain.err == ""
    found = AuditedReport.model_validate_json(plain.out)
    assert found.coverage.figures == len(json.loads(records[PDF])["figures"])
    assert found.coverage.checked == found.coverage.figures - len(found.coverage.untouched) > 0
    assert str(tmp_path / "a.html") in with_files.err
    assert str(tmp_path / "a.docx") in with_files.err


def test_fail_on_counts_with_the_files_written_all_the_same(tmp_path: Path, records: dict[Path, str]) -> None:
    ran = tonghop("audit", _record(tmp_path, records), "--fail-on", "warning", "--letter", tmp_path / "a.docx")
    assert ran.code == 1
    assert (tmp_path / "a.docx").exists()


def test_reports_given_together_are_compared_on_the_page_and_in_their_letters(tmp_path: Path) -> None:
    reports = CORPUS / "audit-examples" / "citation_date_across_reports" / "broken"
    page, letters = tmp_path / "page.html", tmp_path / "letters"
    assert tonghop("audit", reports, "--html", page, "--letter", letters).code == 0
    assert "Các báo cáo ghi ngày ban hành khác nhau" in page.read_text(encoding="utf-8")
    (letter,) = letters.iterdir()
    questions = [p.text for p in Document(str(letter)).paragraphs if re.match(r"[0-9]+\. Về ", p.text)]
    assert questions == ["1. Về ngày ban hành văn bản 12/NQ-TLĐ"]


# --explain ----------------------------------------------------------------------------------------


def test_explain_tells_one_rule_or_all_and_needs_no_report() -> None:
    one = [json.loads(line) for line in tonghop("audit", "--explain", "sum_mismatch", lang="en").out.splitlines()]
    assert [told["rule"] for told in one] == ["sum_mismatch"]
    assert {"severity", "name", "meaning", "why", "holds", "broken", "advice"} <= one[0].keys()
    every = tonghop("audit", "--explain", "all").out.splitlines()
    assert every == tonghop("audit", "--explain").out.splitlines()
    assert len(every) > 10


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_unknown_rule_is_answered_with_those_there_are(lang: str) -> None:
    ran = tonghop("audit", "--explain", "sum_mismach", lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert "“sum_mismach”" in ran.err
    assert "sum_mismatch, subset_exceeds_total" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["audit"], ["audit", GOOD, "--explain"], ["audit", GOOD, "--ask-open"], ["audit", "--explain", "all", GOOD]],
    ids=lambda arguments: " ".join(map(str, arguments[:3])),
)
def test_what_makes_no_sense_is_wrong_usage(arguments: list[str | Path]) -> None:
    ran = tonghop(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()


# --html -------------------------------------------------------------------------------------------


def _pictures(page: Path) -> int:
    return page.read_text(encoding="utf-8").count("data:image/jpeg;base64,")


def test_the_page_of_a_pdf_has_pictures_with_boxes(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert tonghop("audit", PDF, "--html", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert _pictures(page) > 2
    assert 'class="mb"' in text
    # The quote in its sentence, and not only the quote.
    assert re.search(r"<blockquote[^>]*>… [^<]+<mark>Tổng số biên chế được giao", text)
    assert page.stat().st_size < 3_000_000


def test_a_record_alone_has_no_pictures_and_says_so(tmp_path: Path, records: dict[Path, str]) -> None:
    page = tmp_path / "page.html"
    assert tonghop("audit", _record(tmp_path, records), "--html", page, lang="en").code == 0
    assert _pictures(page) == 0
    assert "no original beside it" in page.read_text(encoding="utf-8")


def test_a_record_beside_its_original_has_pictures_and_beside_another_file_none(
    tmp_path: Path, records: dict[Path, str]
) -> None:
    record, page = _record(tmp_path, records), tmp_path / "page.html"
    shutil.copy(PDF, tmp_path / "report.pdf")
    tonghop("audit", record, "--html", page)
    assert _pictures(page) > 2
    with (tmp_path / "report.pdf").open("ab") as file:
        file.write(b"\n")
    tonghop("audit", record, "--html", page)
    assert _pictures(page) == 0


@pytest.mark.parametrize("name", ["../report.pdf", "/etc/hostname", "..", "", "folder/../../report.pdf"])
def test_a_record_cannot_name_a_file_elsewhere(tmp_path: Path, records: dict[Path, str], name: str) -> None:
    shutil.copy(PDF, tmp_path / "report.pdf")
    folder = tmp_path / "folder"
    folder.mkdir()
    page = tmp_path / "page.html"
    assert tonghop("audit", _record(folder, records, name=name), "--html", page).code == 0
    assert _pictures(page) == 0


def test_an_original_that_cannot_be_drawn_costs_the_pictures_only(tmp_path: Path, records: dict[Path, str]) -> None:
    broken = b"%PDF-1.4\n" + bytes(range(256)) * 40
    (tmp_path / "report.pdf").write_bytes(broken)
    record, page = _record(tmp_path, records, sha256=hashlib.sha256(broken).hexdigest()), tmp_path / "page.html"
    ran = tonghop("audit", record, "--html", page, lang="en")
    assert ran.code == 0
    text = page.read_text(encoding="utf-8")
    assert "could not be drawn" in text
    assert "tonghop-" not in text  # no name of a file that the user never saw
    assert "11/01/2019 × 6; 11/01/2024 × 1 ✗" in text


def test_reports_that_cannot_be_read_leave_the_page_of_the_others(tmp_path: Path) -> None:
    bad, page = tmp_path / "bad.pdf", tmp_path / "page.html"
    bad.write_bytes(b"%PDF-1.4 nothing")
    assert tonghop("audit", bad, OTHER, "--html", page).code == 3
    assert "da-nang-2024/report.md" in page.read_text(encoding="utf-8")
    page.unlink()
    assert tonghop("audit", bad, "--html", page).code == 4
    assert not page.exists()


def test_the_page_is_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    pages = []
    for jobs in ("1", "3"):
        pages.append(tmp_path / f"{jobs}.html")
        tonghop("audit", OTHER, FAULTLESS, PDF, "--html", pages[-1], "--jobs", jobs)
    assert pages[0].read_bytes() == pages[1].read_bytes()


# Where files go -----------------------------------------------------------------------------------


def test_no_report_is_overwritten_and_no_folder_made_up(tmp_path: Path) -> None:
    report = tmp_path / "report.docx"
    shutil.copy(CORPUS / "lai-chau-2024" / "report.docx", report)
    before = report.read_bytes()
    assert tonghop("audit", report, "--letter", report).code == 2
    assert tonghop("audit", report, "--html", report).code == 2
    assert tonghop("audit", report, "--html", tmp_path / "no" / "page.html").code == 2
    assert tonghop("audit", report, "--letter", tmp_path / "no" / "letter.docx").code == 2
    assert tonghop("audit", report, "--html", tmp_path).code == 2
    assert report.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.docx"]


def test_a_place_that_cannot_be_written_keeps_the_old_file(tmp_path: Path, records: dict[Path, str]) -> None:
    record, folder = _record(tmp_path, records), tmp_path / "out"
    folder.mkdir()
    for option, name in (("--html", "a.html"), ("--letter", "a.docx")):
        (folder / name).write_text("old", encoding="utf-8")
        folder.chmod(0o500)
        try:
            ran = tonghop("audit", record, option, folder / name, before=no_privilege_over_permissions)
        finally:
            folder.chmod(0o700)
        assert ran.code == 2
        assert name[1:] in ran.err or str(folder) in ran.err
        assert (folder / name).read_text(encoding="utf-8") == "old"
        assert sorted(path.name for path in folder.iterdir()) == sorted(
            {"a.html", name} if option == "--html" else {"a.html", "a.docx"}
        )


# --letter -----------------------------------------------------------------------------------------


def test_the_letter_of_one_report(tmp_path: Path, records: dict[Path, str]) -> None:
    file = tmp_path / "letter.docx"
    ran = tonghop("audit", _record(tmp_path, records), "--letter", file, lang="en")
    assert ran.code == 0
    questions = [p.text for p in Document(str(file)).paragraphs if re.match(r"[0-9]+\. Về ", p.text)]
    assert f"({len(questions)} questions)" in ran.err
    assert len(questions) > 3
    # Findings are shown in English, the letter stays Vietnamese.
    assert "Kính gửi: Liên đoàn Lao động tỉnh Lai Châu" in [p.text for p in Document(str(file)).paragraphs]


def test_nothing_to_ask_is_said_and_writes_nothing(tmp_path: Path, records: dict[Path, str]) -> None:
    file = tmp_path / "letter.docx"
    ran = tonghop("audit", _record(tmp_path, records, FAULTLESS), "--letter", file, lang="en")
    assert ran.code == 0
    assert "nothing to ask" in ran.err
    assert not file.exists()


def test_several_reports_need_a_folder_and_get_a_letter_each(tmp_path: Path, records: dict[Path, str]) -> None:
    inputs = [_record(tmp_path, records, path) for path in (PDF, OTHER, FAULTLESS)]
    ran = tonghop("audit", *inputs, "--letter", tmp_path / "letter.docx", lang="en")
    assert ran.code == 2
    assert "a folder instead of the file" in ran.err
    assert tonghop("audit", *inputs, "--letter", tmp_path / "letters").code == 0
    names = sorted(path.name for path in (tmp_path / "letters").iterdir())
    hashes = {path: json.loads(records[path])["source"]["sha256"][:12] for path in (PDF, OTHER)}
    assert names == sorted([f"Lai Châu.{hashes[PDF]}.docx", f"Đà Nẵng.{hashes[OTHER]}.docx"])


def test_a_file_of_several_records_is_several_reports(tmp_path: Path, records: dict[Path, str]) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(records[path] for path in (PDF, OTHER)), encoding="utf-8")
    ran = tonghop("audit", lines, "--letter", tmp_path / "letter.docx")
    assert ran.code == 2
    assert not (tmp_path / "letter.docx").exists()


@pytest.mark.parametrize("mark", ["\u2028", "\x85"])
def test_a_line_of_records_ends_at_a_line_feed_and_nowhere_else(
    tmp_path: Path, records: dict[Path, str], mark: str
) -> None:
    """PDFs hold other marks that Unicode calls the end of a line, and JSON lets them stand."""
    made = [json.loads(records[path]) for path in (PDF, OTHER)]
    made[0]["header"]["title"] = f"Báo cáo{mark}sơ kết"
    lines = tmp_path / "records.jsonl"
    text = "\r\n".join(json.dumps(one, ensure_ascii=False) for one in made)
    lines.write_text(text, encoding="utf-8", newline="")
    ran = tonghop("audit", lines)
    assert ran.code == 0
    assert len(ran.out.splitlines()) == len(made)


def test_a_scan_is_to_be_compared_before_the_letter_is_signed(tmp_path: Path, records: dict[Path, str]) -> None:
    record = _record(tmp_path, records, reading="ocr")
    ran = tonghop("audit", record, "--letter", tmp_path / "letter.docx", lang="en")
    assert "was read from a scan" in ran.err
