"""What earlier runs made of a report is used only for what it was made from, and only as it was written."""

from pathlib import Path

import pytest

from extractor.dataset import projection
from extractor.dataset.derived import Derived
from extractor.dataset.folder import Dataset
from extractor.dataset.intake import note_names, take_in
from extractor.dataset.projection import DERIVED, project
from schemas.finding import Finding
from schemas.report import Report
from tests.dataset.made import HA_GIANG, made

READS = [
    made(("staff_present_total", "52 người", 52), ("staff_female", f"nữ {n} người", n), unit=unit, file=file)
    for n, unit, file in ((54, HA_GIANG, "a.txt"), (34, made().report.header.unit, "b.txt"))
    if unit is not None
]


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the reports that were audited, as it happens."""
    names: list[str] = []
    audit = projection.audit

    def noted(report: Report, **named: object) -> tuple[Finding, ...]:
        names.append(report.source.name)
        return audit(report, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(projection, "audit", noted)
    return names


def exports(folder: Path) -> dict[str, bytes]:
    found = {path for pattern in ("national.*", "brief.*", "data/*", "records/*") for path in folder.glob(pattern)}
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_new_report_costs_its_own_audit_alone(tmp_path: Path, audited: list[str]) -> None:
    with Dataset.open(tmp_path / "grown", create=True) as grown, Dataset.open(tmp_path / "whole", create=True) as whole:
        take_in(grown, READS[0])
        project(grown, "vi")
        (record,) = (grown.folder / "records").iterdir()
        written = record.stat().st_mtime_ns
        take_in(grown, READS[1])
        project(grown, "vi")
        assert audited == ["a.txt", "b.txt"]
        assert record.stat().st_mtime_ns == written
        for read in READS:
            take_in(whole, read)
        project(whole, "vi")
        assert exports(grown.folder) == exports(whole.folder)
        # In another language, or under another name, what is kept is not that of the report any more.
        audited.clear()
        project(grown, "en")
        assert sorted(audited) == ["a.txt", "b.txt"]
        audited.clear()
        note_names(grown, [(READS[0].report.source.sha256, "0.txt")])
        project(grown, "en")
        assert audited == ["0.txt"]


@pytest.mark.parametrize("damage", ["findings", "head", "rubbish", "gone", "record"])
def test_what_was_changed_is_made_again(tmp_path: Path, damage: str) -> None:
    with Dataset.open(tmp_path, create=True) as dataset:
        take_in(dataset, READS[0])
        project(dataset, "vi")
        before = exports(tmp_path)
        assert b"54 > 52" in before["data/findings.csv"]
        (kept,) = (tmp_path / DERIVED).iterdir()
        (record,) = (tmp_path / "records").iterdir()
        match damage:
            case "findings":
                kept.write_bytes(kept.read_bytes().replace(b"broken", b"holds "))
            case "head":
                kept.write_bytes(kept.read_bytes().replace(b'"of":"', b'"of":"0'))
            case "rubbish":
                kept.write_bytes(b"\xff\n[]")
            case "gone":
                kept.unlink()
            case "record":
                record.write_bytes(b"{}")
        project(dataset, "vi")
        assert exports(tmp_path) == before


def test_nothing_is_kept_of_reports_that_are_withdrawn(tmp_path: Path) -> None:
    derived = Derived(tmp_path / "d")
    for name in ("a", "b"):
        derived.put(name, "1", {"x": name})
    assert derived.get("a", "1") == {"x": "a"}
    assert derived.get("a", "2") is None
    derived.drop_others(frozenset({"b"}))
    assert (derived.get("a", "1"), derived.get("b", "1")) == (None, {"x": "b"})
