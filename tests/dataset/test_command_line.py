"""The verbs over the dataset, as a shell runs them."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extractor.dataset.folder import Dataset
from extractor.dataset.intake import Read, take_in
from extractor.dataset.versions import ReadingVersion, projecting_version, reading_version
from schemas.report import Report
from tests.dataset.rights import without_privileges
from tests.dataset.server import Server, empty_database

CORPUS = Path(__file__).parents[2] / "corpus"
REPORT = CORPUS / "lai-chau-2024" / "report.txt"
CAMPAIGN = """\
name = "NQ 03"
deadline = "2024-05-31"
reviewed = {type = "Nghị quyết", number = "03/NQ-TLĐ", issued = "2019-01-11"}
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


def tonghop(*arguments: str | Path, before: Callable[[], None] | None = None, **variables: str) -> Ran:
    environment = {**os.environ, "TONGHOP_LANG": "en", "TONGHOP_USER": "Tester", "SOURCE_DATE_EPOCH": "1767355200"}
    ran = subprocess.run(
        [Path(sys.executable).parent / "tonghop", *arguments],
        capture_output=True,
        timeout=300,
        env=environment | variables,
        check=False,
        preexec_fn=before,
        text=True,
    )
    assert "Traceback" not in ran.stdout + ran.stderr, ran.stderr
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def code() -> tuple[object, str]:
    """The versions that a program started now would have: they follow from the content of the sources."""
    return reading_version.__wrapped__(), projecting_version.__wrapped__()


CODE = code()


@pytest.fixture(autouse=True)
def same_code() -> Iterator[None]:
    """These tests compare what several runs of the program did: no source may change between them.

    An edit while the tests run makes another version, which reads again and finds nothing of its own to
    check. That is right, and a failure for that reason should say so.
    """
    yield
    assert code() == CODE, "the sources were changed while these tests ran; run them again"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of one report; the tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "dataset"
    ran = tonghop("consolidate", REPORT, "--out", folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture
def dataset(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "dataset"))


def contents(folder: Path) -> dict[str, bytes]:
    """Exports and originals. The store's file, the lock and the manifest may differ where no row does."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".sqlite" and not path.name.startswith(".")
    }


def facts(folder: Path) -> list[dict[str, str]]:
    with (folder / "data" / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_nothing_is_read_or_written_again_when_nothing_has_changed(dataset: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in dataset.rglob("*") if path.is_file() and path.name != ".lock"}
    # A program that had to read the report would say that it cannot: it may take no memory at all.
    ran = tonghop("consolidate", REPORT, "--out", dataset, "--memory", "1", "--jobs", "2")
    assert (ran.code, ran.err) == (0, "")
    assert ran.answer["reports"] == 1
    after = {path: path.stat().st_mtime_ns for path in dataset.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


def test_reports_taken_in_one_by_one_make_the_same_dataset(tmp_path: Path) -> None:
    reports = [CORPUS / name / "report.md" for name in ("nghe-an-2024", "da-nang-2024")]
    copies = [Path(shutil.copy(path, tmp_path / f"{path.parent.name}.md")) for path in reports]
    tonghop("consolidate", *copies, "--out", tmp_path / "together")
    for path in copies:
        ran = tonghop(
            "consolidate", path, "--out", tmp_path / "apart", "--jobs", "1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C"
        )
    assert ran.answer["reports"] == 2
    assert "Counting 1 reports that the dataset held before." in ran.err
    together, apart = contents(tmp_path / "together"), contents(tmp_path / "apart")
    assert together.keys() == apart.keys()
    assert [name for name in together if together[name] != apart[name]] == []


def test_verify_is_silent_on_damage_of_none_and_loud_on_damage(dataset: Path) -> None:
    ran = tonghop("verify", dataset, "--deep")
    assert ran.code == 0
    assert ran.answer["sound"] is True
    assert ran.answer["checked"]["originals"] == ran.answer["checked"]["texts"] == 1
    assert ran.answer["checked"]["anchors"] > 100
    head = ran.answer["head"]
    assert tonghop("verify", dataset, "--head", head).code == 0
    assert tonghop("verify", dataset, "--head", "0" * 63 + "1").code == 1
    (dataset / "data" / "facts.csv").write_text("", encoding="utf-8")
    (problem,) = (ran := tonghop("verify", dataset)).answer["problems"]
    assert (ran.code, problem["fault"], problem["about"]) == (1, "export_changed", "data/facts.csv")


def test_rebuild_writes_the_exports_again(dataset: Path) -> None:
    before = contents(dataset)
    shutil.rmtree(dataset / "data")
    (dataset / "national.xlsx").write_bytes(b"")
    assert tonghop("rebuild", dataset, "--lang", "vi").code == 0
    assert tonghop("rebuild", dataset).code == 0
    assert contents(dataset) == before


def test_a_correction_from_the_shell_and_back(dataset: Path) -> None:
    before = facts(dataset)
    chosen = next(row for row in before if row["indicator"] == "staff_female")
    ran = tonghop("correct", dataset, chosen["figure_id"], "--value", "1.036", "--reason", "seen on paper")
    assert ran.code == 0, ran.err
    assert ran.answer["new"].startswith("1036 person")
    (changed,) = [row for row in facts(dataset) if row["corrected"] == "true"]
    assert (changed["value"], changed["reported_value"]) == ("1036", chosen["value"])
    (cell,) = tonghop("trace", dataset, "12", "staff_female").answer["cells"]
    traced = next(figure for figure in cell["figures"] if figure["figure_id"] == chosen["figure_id"])
    assert (traced["value"], traced["reported_value"], traced["correction"]) == (1036, float(chosen["value"]), "value")
    listed = json.loads(tonghop("correct", dataset).out)
    assert (listed["who"], listed["why"], listed["state"]) == ("Tester", "seen on paper", "applied")
    assert listed["when"] == "2026-01-02T12:00:00+00:00"
    (example,) = map(json.loads, tonghop("correct", dataset, "--examples").out.splitlines())
    assert chosen["quote"] in example["example"]
    assert tonghop("correct", dataset, str(ran.answer["seq"]), "--revoke", "--reason", "wrong").code == 0
    assert facts(dataset) == before
    assert tonghop("verify", dataset).code == 0


def test_a_report_withdrawn_and_restored(dataset: Path) -> None:
    before = contents(dataset)
    for verb, reports in (("--withdraw", 0), ("--restore", 1)):
        assert tonghop("correct", dataset, "report.txt", verb, "--reason", "test").code == 0
        assert tonghop("rebuild", dataset).answer["reports"] == reports
    assert contents(dataset) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ffffffffffff", "--value", "3", "--reason", "r"], "holds no"),
        (["ffffffffffff", "--value", "3"], "reason is needed"),
        (["x", "--reason", "r"], "Nothing is said to be corrected"),
        (["report.txt", "--add", "staff_female", "--reason", "r"], "--add needs"),
        (["report.txt", "--assign", "staff_female", "--reason", "r"], "REPORT@START"),
        (["1", "--revoke", "--reason", "r"], "holds no"),
    ],
)
def test_what_cannot_be_entered_is_told(dataset: Path, arguments: list[str], words: str) -> None:
    before = contents(dataset)
    ran = tonghop("correct", dataset, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert contents(dataset) == before


def test_diff_of_a_report_and_its_corrected_version(dataset: Path, tmp_path: Path) -> None:
    text = REPORT.read_text(encoding="utf-8")
    assert text.count("nữ 34 người") == 1
    second = tmp_path / "second.txt"
    second.write_text(text.replace("nữ 34 người", "nữ 35 người"), encoding="utf-8")
    assert tonghop("diff", dataset, "report.txt").code == 2
    tonghop("consolidate", second, "--out", dataset)
    ran = tonghop("diff", dataset, "second.txt")
    changed = {
        (change["name"], change["before"], change["after"])
        for change in ran.answer["changes"]
        if change["family"] == "figure"
    }
    assert ran.answer["before"]["name"] == "report.txt"
    assert {(name, (old or "").split()[0], (new or "").split()[0]) for name, old, new in changed} == {
        ("staff_female", "34", "35")
    }
    assert tonghop("diff", dataset, "second.txt", "report.txt").answer["changed"] == ran.answer["changed"]
    # Both are kept; the later received counts.
    assert len(list((dataset / "records").iterdir())) == 2
    (counted,) = [row["value"] for row in facts(dataset) if row["indicator"] == "staff_female"]
    assert counted == "35"


def test_a_campaign_file_is_taken_in_and_told(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "campaign.toml"
    path.write_text(CAMPAIGN, encoding="utf-8")
    answer = tonghop("campaign", dataset, path).answer
    assert (answer["expected"], answer["reported"], answer["late"], answer["missing"]) == (63, 1, 0, 62)
    assert [unit["name"] for unit in answer["units"] if unit["state"] == "reported"] == ["Lai Châu"]
    assert tonghop("campaign", dataset).answer == answer
    path.write_text("name = 1", encoding="utf-8")
    assert tonghop("campaign", dataset, path).code == 2


def test_a_dataset_that_may_not_be_written_is_read_all_the_same(dataset: Path) -> None:
    for path in (dataset, *dataset.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = contents(dataset)
    other = CORPUS / "da-nang-2024" / "report.md"
    refused = tonghop("consolidate", other, "--out", dataset, before=without_privileges)
    assert refused.code == 2
    assert "annot be written" in refused.err or "Permission denied" in refused.err
    assert tonghop("verify", dataset, before=without_privileges).code == 0
    assert tonghop("diff", dataset, "report.txt", "report.txt", before=without_privileges).answer["changes"] == []
    assert contents(dataset) == before
    for path in (dataset, *dataset.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert tonghop("consolidate", other, "--out", dataset).answer["reports"] == 2


def test_a_folder_that_is_no_dataset_is_told(tmp_path: Path) -> None:
    for verb in (["verify"], ["rebuild"], ["diff"], ["correct"], ["campaign"]):
        arguments = [tmp_path, "x"] if verb == ["diff"] else [tmp_path]
        ran = tonghop(*verb, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "not a dataset" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_office_keeps_its_dataset_in_postgresql(tmp_path: Path, postgresql: Server, made: Path) -> None:
    url = empty_database(postgresql)
    ran = tonghop("consolidate", REPORT, "--out", tmp_path / "dataset", "--store", url)
    assert ran.code == 0, ran.err
    assert contents(tmp_path / "dataset").keys() - contents(made).keys() == {"dataset.toml"}
    exports = {name: body for name, body in contents(tmp_path / "dataset").items() if name != "dataset.toml"}
    assert exports == contents(made)
    assert tonghop("verify", tmp_path / "dataset", PGPASSWORD=postgresql.password).answer["checked"]["rows"] == 4
    refused = tonghop("verify", tmp_path / "dataset", PGPASSWORD="wrong")
    assert refused.code == 2
    assert postgresql.password not in refused.err


def test_a_newer_version_shows_what_it_would_change_before_anybody_accepts(dataset: Path) -> None:
    """The reading of another version stands in the store; here it is the record of an older program."""
    report = Report.model_validate_json(next((dataset / "records").iterdir()).read_bytes())
    women = next(figure for figure in report.figures if figure.indicator == "staff_female")
    assert tonghop("correct", dataset, women.id, "--value", "36", "--reason", "r").code == 0
    fewer = report.model_copy(update={"figures": tuple(one for one in report.figures if one is not women)})
    with Dataset.open(dataset) as opened:
        take_in(opened, Read(fewer, REPORT.read_text("utf-8"), None, ReadingVersion("2", "2")))
    told = tonghop("rebuild", dataset, "--reread")
    (difference,) = told.answer["rereadings"]
    assert [(change["kind"], change["name"]) for change in difference["changes"]] == [("removed", "staff_female")]
    assert (difference["added"], difference["removed"], difference["conflicts"]) == (0, 1, 1)
    assert "1 corrections fit no more" in told.err
    assert len(facts(dataset)) == len(report.figures)
    assert tonghop("rebuild", dataset, "--accept", "--only", "report.txt", "--reason", "sampled").code == 0
    assert len(facts(dataset)) == len(report.figures) - 1
    listed = json.loads(tonghop("correct", dataset).out)
    assert (listed["conflict"], [place["quote"] for place in listed["places"]]) == ("gone", [women.anchor.quote])
    settled = tonghop("correct", dataset, str(listed["seq"]), "--settle", "corrected", "--reason", "it stands there")
    assert (settled.code, settled.answer["conflicts"]) == (0, 0), settled.err
    (row,) = [row for row in facts(dataset) if row["indicator"] == "staff_female"]
    assert (row["value"], row["correction"], row["start"]) == ("36", "add", str(women.anchor.start))
    assert tonghop("rebuild", dataset, "--reread").answer["rereadings"] == []
