import shutil

import pytest

from extractor import doctor
from schemas.catalogue import CatalogueProblem


def test_what_is_absent_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = {check.part: check for check in doctor.checks()}
    assert found["tesseract"].state == "optional"
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in found["tesseract"].advice("vi")
    assert "apt-get install libreoffice-writer" in found["soffice"].advice("en")
    assert "apt-get install fonts-croscore" in found["fonts"].advice("en")
    assert doctor.exit_code(found.values()) == 0


def test_tesseract_without_vietnamese_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"--version": "tesseract 5.3.0\n leptonica-1.82", "--list-langs": "List (2):\neng\nosd\n"}
    monkeypatch.setattr(doctor, "_said", lambda *command: answers.get(command[-1]))
    found = {check.part: check for check in doctor.checks()}
    assert (found["tesseract"].state, found["tesseract"].version) == ("ok", "5.3.0")
    assert found["tesseract vie"].state == "optional"
    assert "tesseract-ocr-vie" in found["tesseract vie"].advice("en")


def test_a_missing_package_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda name: ["no-such-package>=1", 'pytest>=8; extra == "dev"'])
    found = doctor.checks()
    missing = [check for check in found if check.state == "missing"]
    assert [check.part for check in missing] == ["no-such-package"]
    assert "scripts/setup.sh" in missing[0].advice("vi")
    assert doctor.exit_code(found) == 5


def test_a_wrong_catalogue_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> object:
        raise CatalogueProblem("indicators.csv", "staff_female", "unknown parent")

    monkeypatch.setattr(doctor, "load", refuse)
    monkeypatch.setattr(doctor, "requires", lambda name: ["no-such-package>=1"])
    found = doctor.checks()
    (wrong,) = [check for check in found if check.state == "invalid"]
    assert "indicators.csv: staff_female: unknown parent" in wrong.advice("en")
    assert doctor.exit_code(found) == 6
