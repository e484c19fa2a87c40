"""Pages of reports drawn in a process of their own."""

import base64
import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from extractor.engine.page_pictures import drawn_pages
from extractor.engine.pool import Limits

CORPUS = Path(__file__).parents[2] / "corpus"
LIMITS = Limits(seconds=60)


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["report.pdf", "scan-clean.pdf"])
def test_a_page_comes_as_a_picture_with_its_size_in_points(name: str) -> None:
    path = CORPUS / "lai-chau-2024" / name
    drawn, failure = drawn_pages(path, _sha(path), [3, 1], 72, LIMITS)
    assert failure is None
    assert [one.page for one in drawn] == [1, 3]
    for one in drawn:
        picture = Image.open(io.BytesIO(base64.b64decode(one.jpeg)))
        assert picture.format == "JPEG"
        assert picture.size == (pytest.approx(one.width, abs=1), pytest.approx(one.height, abs=1))
        assert (one.width, one.height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))


def test_a_picture_file_has_pages_too(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    Image.new("L", (1654, 2339), 255).save(path, dpi=(200, 200))
    drawn, failure = drawn_pages(path, _sha(path), [1], 96, LIMITS)
    assert failure is None
    assert [(one.page, round(one.width)) for one in drawn] == [(1, 595)]
    assert Image.open(io.BytesIO(base64.b64decode(drawn[0].jpeg))).width == pytest.approx(794, abs=2)


def test_a_page_that_there_is_not_is_left_out() -> None:
    path = CORPUS / "lai-chau-2024" / "report.pdf"
    drawn, failure = drawn_pages(path, _sha(path), [1, 999], 72, LIMITS)
    assert failure is None
    assert [one.page for one in drawn] == [1]


def test_another_file_under_the_name_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes((CORPUS / "lai-chau-2024" / "report.pdf").read_bytes())
    drawn, failure = drawn_pages(path, "0" * 64, [1], 72, LIMITS)
    assert drawn == ()
    assert failure is not None
    assert failure.en == "report.pdf: the file has changed since it was read. Run again."


def test_a_damaged_file_is_a_failure_of_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "hỏng.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 50)
    drawn, failure = drawn_pages(path, _sha(path), [1], 72, LIMITS)
    assert drawn == ()
    assert failure is not None
    assert failure.vi.startswith("hỏng.pdf: ")
    assert "request" not in failure.vi + failure.en


def test_drawing_that_takes_too_long_is_given_up() -> None:
    path = CORPUS / "lai-chau-2024" / "scan-clean.pdf"
    drawn, failure = drawn_pages(path, _sha(path), list(range(1, 12)), 600, Limits(seconds=0.2))
    assert drawn == ()
    assert failure is not None
    assert failure.code == "timeout"
    assert failure.en.startswith("scan-clean.pdf")
