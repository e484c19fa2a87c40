import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hostile_files import GOOD
from program import CORPUS, tonghop

from schemas.finding import AuditedReport
from schemas.report import Report

FORMS = ("report.txt", "report.docx", "report.pdf")
SCRATCH = tempfile.TemporaryDirectory()
FOLDER = Path(SCRATCH.name) / "lai-chau-2024"
FOLDER.mkdir()
for form in FORMS:  # the corpus also holds two scans of the report, which take long to read
    shutil.copy(CORPUS / "lai-chau-2024" / form, FOLDER)


@pytest.fixture(scope="module")
def extracted() -> str:
    return tonghop("extract", FOLDER).out


def test_a_record_a_report_in_the_order_of_the_names(extracted: str) -> None:
    records = [Report.model_validate_json(line) for line in extracted.splitlines()]
    assert [record.source.name for record in records] == sorted(FORMS)


def test_the_number_of_workers_changes_nothing(extracted: str) -> None:
    for jobs in ("1", "3"):
        assert tonghop("extract", *(FOLDER / form for form in FORMS), "--jobs", jobs).out == extracted


def test_out_takes_one_file_a_report(tmp_path: Path, extracted: str) -> None:
    ran = tonghop("extract", FOLDER, "--out", tmp_path / "records")
    assert ran.out == extracted
    written = sorted((tmp_path / "records").glob("[!.]*"))
    assert sorted(path.read_text(encoding="utf-8") for path in written) == sorted(extracted.splitlines(keepends=True))


def test_out_reads_no_report_twice(tmp_path: Path, extracted: str) -> None:
    out = tmp_path / "records"
    tonghop("extract", FOLDER / "report.txt", "--out", out)
    # A reader that may take no memory could not read the other forms, and need not read this one.
    ran = tonghop("extract", FOLDER / "report.txt", "--out", out, "--memory", "1", "--jobs", "2")
    assert (ran.code, ran.out) == (0, next(line for line in extracted.splitlines(True) if '"report.txt"' in line))
    assert tonghop("extract", FOLDER, "--out", out).out == extracted


def test_text_is_what_the_anchors_point_into() -> None:
    text = tonghop("extract", GOOD, "--text").out
    assert text == GOOD.read_text(encoding="utf-8")
    report = Report.model_validate_json(tonghop("extract", GOOD).out)
    assert report.figures
    assert all(text[f.anchor.start : f.anchor.end] == f.anchor.quote for f in report.figures)


def test_text_prints_one_report_only(tmp_path: Path) -> None:
    assert tonghop("extract", FOLDER, "--text").code == 2
    ran = tonghop("extract", FOLDER, "--text", "--out", tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert sorted(path.name for path in (tmp_path / FOLDER.name).iterdir()) == sorted(f"{form}.txt" for form in FORMS)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "record.json"
    path.write_text(tonghop("extract", GOOD).out, encoding="utf-8")
    return path


def test_audit_of_a_record_is_the_audit_of_its_report(record: Path) -> None:
    of_report, of_record = tonghop("audit", GOOD), tonghop("audit", record)
    assert of_report.code == of_record.code == 0
    assert of_report.out == of_record.out
    audited = AuditedReport.model_validate_json(of_report.out)
    assert audited.source.name == GOOD.name


def test_fail_on_counts_broken_findings_from_that_severity_up(record: Path) -> None:
    audited = AuditedReport.model_validate_json(tonghop("audit", record).out)
    broken = {finding.severity for finding in audited.findings if finding.outcome == "broken"}
    assert broken  # the sample's gold has findings
    at_or_above = {"error": {"error"}, "warning": {"error", "warning"}, "info": {"error", "warning", "info"}}
    for severity, counted in at_or_above.items():
        assert tonghop("audit", record, "--fail-on", severity).code == int(bool(broken & counted))


def test_findings_speak_the_language_asked_for(record: Path) -> None:
    vietnamese, english = (tonghop("audit", record, "--lang", lang).out for lang in ("vi", "en"))
    messages = [
        [finding.message for finding in AuditedReport.model_validate_json(out).findings]
        for out in (vietnamese, english)
    ]
    assert len(messages[0]) == len(messages[1])
    assert messages[0] != messages[1]


def test_consolidate_counts_a_report_in_three_forms_once(tmp_path: Path) -> None:
    ran = tonghop("consolidate", FOLDER, "--out", tmp_path / "out", lang="en")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {
        "out": str(tmp_path / "out"),
        "workbook": str(tmp_path / "out" / "national.xlsx"),
        "reports": 1,
        "units": 1,
    }
    dropped = "lai-chau-2024/report.docx, lai-chau-2024/report.txt"
    assert f"The same report, only lai-chau-2024/report.pdf is counted: {dropped}" in ran.err


def test_consolidate_again_over_its_own_folder_reads_no_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.read_bytes())
    for _ in range(2):
        ran = tonghop("consolidate", tmp_path, "--out", tmp_path / "out")
        assert json.loads(ran.out)["reports"] == 1
        assert ran.err == ""


def test_schema_accepts_what_extract_prints() -> None:
    schema = json.loads(tonghop("schema", "report").out)
    record = json.loads(tonghop("extract", GOOD).out)
    assert set(record) == set(schema["properties"])
    whole = json.loads(tonghop("schema").out)
    assert {"Report", "AuditedReport", "Figure", "Anchor"} <= set(whole["$defs"])


def test_doctor_knows_the_parts() -> None:
    parts = {part["part"]: part for part in json.loads(tonghop("doctor").out)}
    assert {"python", "pypdfium2", "spacy", "tesseract", "catalogue", "lexicon"} <= set(parts)
    assert parts["catalogue"]["state"] == "ok"


def test_doctor_of_a_file_is_its_triage() -> None:
    (line,) = tonghop("doctor", FOLDER / "report.pdf").out.splitlines()
    facts = json.loads(line)
    assert facts["media_type"] == "application/pdf"
    assert facts["pages"] == 11
    assert facts["reading"] == "text_layer"


def test_evaluate_counts_what_gold_holds(tmp_path: Path) -> None:
    folder = tmp_path / "gold" / "lai-chau-2024"
    folder.mkdir(parents=True)
    for name in ("gold.json", "report.txt"):
        (folder / name).write_bytes((CORPUS / "lai-chau-2024" / name).read_bytes())
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    ran = tonghop("evaluate", tmp_path / "gold")
    assert ran.code == 0
    evaluated = json.loads(ran.out)
    assert list(evaluated["reports"]) == ["lai-chau-2024"]
    for kind, facts in (("figures value", "figures"), ("targets", "targets"), ("regulations", "regulations")):
        score = evaluated["scores"][kind]
        assert score["right"] + score["missed"] == len(gold[facts])
    assert json.loads(tonghop("evaluate", tmp_path / "gold", "--leave-one-out").out)["left_out"] is True


def test_evaluate_without_gold_is_wrong_usage(tmp_path: Path) -> None:
    ran = tonghop("evaluate", tmp_path, lang="en")
    assert (ran.code, ran.out) == (2, "")
    assert "no gold.json" in ran.err
    assert tonghop("evaluate", tmp_path / "nowhere").code == 2
