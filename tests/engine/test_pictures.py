"""Pictures of places: cut once, bounded, and never a reason to fail."""

import base64
import io
import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from extractor.dataset.folder import Dataset
from extractor.dataset.intake import Read, take_in
from extractor.engine import pictures
from extractor.engine.pictures import Order, PageCutter, cut_many, full_picture
from extractor.national import page_pictures
from extractor.national.aggregate import tabulate
from extractor.national.codebook import codebook_of
from extractor.national.page import page_bytes
from extractor.national.page_pictures import Pictures, gallery, place_key
from extractor.national.submissions import Intake
from extractor.national.submissions import take_in as intake_of
from extractor.pipeline import read_report
from extractor.readers.crops import cut
from schemas.anchor import Box
from schemas.catalogue import load
from schemas.report import Report

REPORT = Path(__file__).parents[2] / "corpus" / "lai-chau-2024" / "report.pdf"
ROOM = {"beside": 50.0, "above": 7.0}
Drawn = dict[str, Image.Image]


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(REPORT)


@pytest.fixture
def dataset(report: Report, tmp_path: Path) -> Path:
    with Dataset.open(tmp_path / "dataset", create=True) as opened:
        take_in(opened, Read(report, None, REPORT.read_bytes()))
    return tmp_path / "dataset"


@pytest.fixture
def intake(report: Report) -> Intake:
    return intake_of([report], codebook_of(load()))


def drawn(places: dict[str, list[Box]], look: str = "small") -> Drawn:
    return cut(REPORT.read_bytes(), "r", places, dpi=100, look=look, **ROOM)  # type: ignore[arg-type]


def women(report: Report) -> tuple[Box, ...]:
    (figure,) = [one for one in report.figures if one.indicator == "staff_female"]
    return figure.anchor.boxes


def red(picture: Image.Image) -> int:
    return sum(count for count, colour in picture.convert("RGB").getcolors(1 << 20) or [] if colour == (200, 0, 0))


@pytest.mark.parametrize("look", ["small", "full"])
def test_a_place_is_shown_in_a_frame_with_its_surroundings(report: Report, look: str) -> None:
    (box,) = women(report)
    picture = drawn({"a": [box]}, look)["a"]
    scale = 100 / 72
    assert picture.width == pytest.approx((box.x1 - box.x0 + 100) * scale, abs=3)
    assert picture.height == pytest.approx((box.bottom - box.top + 14) * scale, abs=3)
    frame = 2 * (box.x1 - box.x0 + 3 + box.bottom - box.top + 2) * scale
    assert red(picture) == pytest.approx(frame, rel=0.15)
    dark = sum(count for count, colour in picture.convert("L").getcolors() or [] if colour < 60)
    assert dark > 100, "the words"


def test_a_place_over_a_page_break_has_both_pages(report: Report) -> None:
    (box,) = women(report)
    there = box.model_copy(update={"page": 2})
    one, two = drawn({"a": [box]})["a"], drawn({"a": [box, there]})["a"]
    assert (two.width, two.height) == (one.width, 2 * one.height + 8)


def test_what_lies_on_no_page_has_no_picture(report: Report) -> None:
    (box,) = women(report)
    places = {
        "beyond the last page": [box.model_copy(update={"page": 99})],
        "beside the page": [box.model_copy(update={"x0": 5000.0, "x1": 5010.0})],
        "there": [box],
    }
    assert list(drawn(places)) == ["there"]


def test_workers_cut_what_this_process_cuts(report: Report, dataset: Path) -> None:
    originals = Dataset.open(dataset).originals
    orders = [Order(report.source.sha256, {"a": women(report)}, "small"), Order("0" * 64, {"a": women(report)})]
    alone = list(cut_many(originals, orders, jobs=1))
    assert alone == list(cut_many(originals, orders, jobs=2))
    assert alone[1] == {}, "an original that is not there"
    picture = Image.open(io.BytesIO(base64.b64decode(alone[0]["a"])))
    assert picture.size == drawn({"a": list(women(report))})["a"].size


def test_pictures_of_traces_are_in_colour(report: Report, dataset: Path) -> None:
    originals = Dataset.open(dataset).originals
    (figure,) = [one for one in report.figures if one.indicator == "staff_female"]
    bare = figure.anchor.model_copy(update={"boxes": (), "start": 0, "end": 3})
    first, second = full_picture(originals, [(report.source.sha256, figure.anchor), (report.source.sha256, bare)])
    assert second is None
    assert first is not None
    assert Image.open(io.BytesIO(first)).mode == "RGB"


def test_what_was_cut_once_is_not_cut_again(dataset: Path, intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    made = PageCutter(dataset, jobs=1)(intake)
    (places,) = made.values()
    expected = {place_key(one.anchor) for one in (*intake.current[0].report.figures, *intake.current[0].report.targets)}
    assert places.keys() == expected

    def nothing(*arguments: object, **named: object) -> list[dict[str, str]]:
        assert list(arguments)[1:] == [[]], "nothing is left to cut"
        return []

    monkeypatch.setattr(pictures, "cut_many", nothing)
    assert PageCutter(dataset)(intake) == made


def spoilt(path: Path) -> None:
    head, _, rest = path.read_text("utf-8").partition("\n")
    body = json.loads(rest)
    body[min(body)] = body[max(body)]
    path.write_text(f"{head}\n{json.dumps(body)}", "utf-8")


@pytest.mark.parametrize("damage", [spoilt, lambda path: path.write_text("[]"), lambda path: path.write_bytes(b"\xff")])
def test_a_damaged_cache_is_cut_again(dataset: Path, intake: Intake, damage: Callable[[Path], object]) -> None:
    made = PageCutter(dataset, jobs=1)(intake)
    (cached,) = (dataset / pictures.CACHE).iterdir()
    damage(cached)
    assert PageCutter(dataset, jobs=1)(intake) == made


def test_an_original_that_cannot_be_drawn_leaves_its_pictures_out(dataset: Path, intake: Intake) -> None:
    original = Dataset.open(dataset).originals.path(intake.current[0].report.source.sha256)
    original.chmod(0o644)
    original.write_bytes(b"%PDF-1.7 rubbish")
    assert PageCutter(dataset, jobs=1)(intake) == {intake.current[0].report.source.sha256: {}}
    shutil.rmtree(original.parent)
    assert PageCutter(dataset, jobs=1)(intake) == {}


def page(intake: Intake, made: Pictures) -> str:
    codebook = codebook_of(load())
    return page_bytes(tabulate(intake, codebook), intake, {}, codebook, "en", made).decode()


def test_the_page_holds_pictures_up_to_a_bound_and_says_so(
    dataset: Path, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = PageCutter(dataset, jobs=1)(intake)
    (places,) = made.values()
    shown = page(intake, made)
    assert f"pictures of all {len(places)} places" in shown
    assert all(body in shown for body in places.values())
    assert "img-src data:" in shown
    monkeypatch.setattr(page_pictures, "MOST_BYTES", sum(map(len, places.values())) // 2)
    fewer = page(intake, made)
    held = sum(body in fewer for body in places.values())
    assert 0 < held < len(places)
    assert f"pictures of {held} of {len(places)} places" in fewer
    assert "holds no pictures" in page(intake, {})


def test_disputed_figures_come_first(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = intake.current
    women, other = one.report.figures[1], one.report.figures[2]
    again = women.model_copy(
        update={
            "id": "f" * 16,
            "quantity": women.quantity.model_copy(update={"value": Decimal(35)}),
            "anchor": women.anchor.model_copy(update={"start": 9000, "end": 9003}),
        }
    )
    disputed = one.report.model_copy(update={"figures": (other, women, again)})
    codebook = codebook_of(load())
    several = intake_of([disputed], codebook)
    sha256 = disputed.source.sha256
    made = {sha256: {place_key(figure.anchor): "x" * 100 for figure in disputed.figures}}
    monkeypatch.setattr(page_pictures, "MOST_BYTES", 200)
    chosen = gallery(tabulate(several, codebook), several, made)
    assert [chosen.of(sha256, figure.anchor) > 0 for figure in disputed.figures] == [False, True, True]
