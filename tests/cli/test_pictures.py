"""`crop`, `extract --cross-check`, `doctor FILE` and `evaluate --forms`: what shows a report's pages and forms."""

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image
from program import CORPUS, tonghop

REPORT = CORPUS / "lai-chau-2024" / "report.pdf"


def reds(path: Path) -> int:
    with Image.open(path) as picture:
        shades = picture.convert("RGB").getcolors(maxcolors=1 << 24) or []
    return sum(count for count, (red, green, blue) in shades if red > 150 and green < 60 and blue < 60)


def test_crop_of_a_quote_shows_its_place_framed(tmp_path: Path) -> None:
    ran = tonghop("crop", REPORT, "nữ 34 người", "--out", tmp_path / "a.png", "--json")
    assert ran.code == 0
    told = json.loads(ran.out)
    anchor = told["anchor"]
    assert " ".join(anchor["quote"].split()) == "nữ 34 người"
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width < 1000
        assert picture.height < 400
    assert reds(tmp_path / "a.png") > 100
    # The same place by its characters, and by the anchor as a record holds it.
    for place in (f"{anchor['start']}:{anchor['end']}", json.dumps(anchor)):
        again = tonghop("crop", REPORT, place, "--out", tmp_path / "b.png")
        assert again.code == 0
        assert (tmp_path / "b.png").read_bytes() == (tmp_path / "a.png").read_bytes()


def test_crop_of_a_page_is_the_whole_page(tmp_path: Path) -> None:
    assert tonghop("crop", REPORT, "page 2", "--dpi", "72", "--out", tmp_path).code == 0
    with Image.open(tmp_path / "report.page-2.png") as picture:
        assert (picture.width, picture.height) == pytest.approx((595, 842), abs=2)


@pytest.mark.parametrize(
    ("file", "place", "code"),
    [
        (REPORT, "these words are nowhere", 2),
        (REPORT, "5:5", 2),
        (REPORT, "0:999999", 2),
        (REPORT, "{not json", 2),
        (REPORT, "page 99", 3),
        (CORPUS / "lai-chau-2024" / "report.docx", "nữ 34 người", 2),
        (CORPUS / "no-such.pdf", "1:2", 3),
    ],
    ids=["no such quote", "empty", "outside", "broken", "no such page", "no pages", "no file"],
)
def test_crop_that_cannot_be_says_why(tmp_path: Path, file: Path, place: str, code: int) -> None:
    ran = tonghop("crop", file, place, "--out", tmp_path / "a.png", lang="en")
    assert ran.code == code
    assert ran.err.strip()
    assert not (tmp_path / "a.png").exists()


def test_cross_check_is_silent_where_two_readers_agree() -> None:
    ran = tonghop("extract", REPORT, "--cross-check", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["source"]["warnings"] == []


def test_doctor_tells_how_each_page_was_read() -> None:
    told = json.loads(tonghop("doctor", REPORT, "--json").out)
    assert [page["page"] for page in told["triage"]] == list(range(1, 12))
    assert {page["verdict"] for page in told["triage"]} == {"text"}
    assert all(page["accented"] > 0.2 for page in told["triage"])


def test_forms_are_compared_with_one_gold(tmp_path: Path) -> None:
    folder = tmp_path / "nghe-an-2024"
    folder.mkdir()
    for name in ("gold.json", "report.md", "report.docx", "report.pdf"):
        shutil.copy(CORPUS / "nghe-an-2024" / name, folder / name)
    (folder / "scan-bad.pdf").write_bytes(b"%PDF-1.7 cut short")
    ran = tonghop("evaluate", tmp_path, "--forms", "--json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert list(told["forms"]) == ["text", "docx", "pdf"]
    assert list(told["unread"]) == ["nghe-an-2024/scan-bad"]
    for form in told["forms"].values():
        assert form["scores"]["figures +unit"]["f1"] > 0.9
