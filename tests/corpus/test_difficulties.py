"""Each small file of corpus/difficulties tells the same facts as the plain one, or is refused with advice."""

import re
import sys
import zlib
from pathlib import Path

import pytest

from extractor.errors import MissingProgram, UnreadableFile
from extractor.pipeline import read_report, read_text
from extractor.readers import office
from extractor.readers.ocr_engine import available
from schemas.report import Report

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus" / "difficulties"
sys.path.insert(0, str(ROOT / "scripts"))

from difficulty_docx import unpacked  # noqa: E402
from difficulty_pages import PICTURED, pages  # noqa: E402
from render_difficulties import documents, texts  # noqa: E402

BY_OFFICE = ("plain.doc", "plain.odt", "plain.rtf")
REFUSED = ("refused-viqr.txt", "locked.docx", "locked.doc")
WARNED = {
    "cp1258.txt": "legacy_encoding",
    "tcvn3.txt": "legacy_encoding",
    "tcvn3-in-utf8.txt": "legacy_encoding",
    "tcvn3-paragraphs.txt": "legacy_encoding",
    "vni.txt": "legacy_encoding",
    "vni-in-utf8.txt": "legacy_encoding",
    "mojibake-cp1252.txt": "mojibake_repaired",
    "mojibake-mac.txt": "mojibake_repaired",
    "tracked-changes.docx": "tracked_changes",
    "letterhead-in-header.docx": "letterhead_in_header",
    "tcvn3-font.docx": "legacy_encoding",
    "vni-font.docx": "legacy_encoding",
    "damaged-parts.docx": "damaged_part",
    "macros.docm": "macros_ignored",
    "hidden.pdf": "hidden_text",
    "covered.pdf": "hidden_text",
    "tcvn3-font.pdf": "legacy_encoding",
    "vni-font.pdf": "legacy_encoding",
    **dict.fromkeys(BY_OFFICE, "converted"),
}
RECOGNISED = {
    "garbage-layer.pdf": ["wrong_text_layer", "read_by_ocr"],
    "mixed-pages.pdf": ["read_by_ocr"],
    "sealed-scan.pdf": ["read_by_ocr", "ink_set_aside"],
    "handwritten-scan.pdf": ["read_by_ocr", "ink_set_aside"],
}
BLANK = ("blank-number.pdf", "handwritten-scan.pdf")
FILES = sorted(path for path in FOLDER.iterdir() if path.name not in ("README.md", ".gitattributes"))
READ = [path for path in FILES if path.name not in (*REFUSED, *RECOGNISED, *BLANK)]


needs_tesseract = pytest.mark.skipif(
    not available(),
    reason="tesseract with Vietnamese is not installed: apt-get install tesseract-ocr tesseract-ocr-vie",
)


def inflated(data: bytes) -> list[bytes]:
    """The streams of a PDF file, without the compressor's own choices."""
    return [
        zlib.decompress(found[1]) for found in re.finditer(rb"/FlateDecode.*?>>stream\n(.*?)\nendstream", data, re.S)
    ]


def facts(report: Report) -> dict[str, object]:
    """What a report says, without where it stands."""
    return {
        "header": report.header.model_dump(exclude={"anchors"}),
        "figures": sorted(
            (f.indicator, str(f.quantity.value), f.quantity.bound, f.quantity.unit, f.section, str(f.period))
            for f in report.figures
        ),
        "targets": [(t.number, t.status, [str(it.value) for it in t.thresholds], t.section) for t in report.targets],
        "regulations": sorted((r.number or "", str(r.issued)) for r in report.regulations),
        "unread": [it.text for it in report.unread],
    }


@pytest.fixture(scope="module")
def plain() -> Report:
    return read_report(FOLDER / "plain.md")


def test_the_plain_file_tells_what_is_written_in_it(plain: Report) -> None:
    assert {(f.indicator, int(f.quantity.value or 0), f.section) for f in plain.figures} == {
        ("staff_present_total", 52, "I.1"),
        ("staff_female", 34, "I.1"),
        ("staff_party_members", 45, "I.1"),
        ("staff_edu_master", 9, "I.1"),
        ("staff_edu_bachelor", 41, "I.1"),
        ("staff_edu_college", 2, "I.1"),
        ("grassroots_unions", 1024, "I.2"),
        ("union_members", 38517, "I.2"),
        ("inspections_personnel", 27, "III"),
    }
    assert [(t.number, t.status) for t in plain.targets] == [("1", "achieved"), ("6", "exceeded")]
    assert {r.number for r in plain.regulations} == {"03/NQ-TLĐ", "42/KH-TLĐ", "118/QĐ-LĐLĐ"}
    assert (plain.header.number, plain.header.issued) == ("31/BC-LĐLĐ", "2024-04-15")
    assert plain.header.signer_name == "Nông Văn Tài"


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_each_form_tells_the_same(path: Path, plain: Report) -> None:
    if path.name in BY_OFFICE and office.program() is None:
        with pytest.raises(MissingProgram, match="apt-get install"):
            read_report(path)
        return
    report = read_report(path)
    assert facts(report) == facts(plain)
    assert [warning.code for warning in report.source.warnings] == ([WARNED[path.name]] if path.name in WARNED else [])
    text = read_text(path)
    for figure in report.figures:
        assert text[figure.anchor.start : figure.anchor.end] == figure.anchor.quote


@needs_tesseract
@pytest.mark.parametrize("name", [name for name in RECOGNISED if name not in BLANK])
def test_scanned_pages_tell_the_same(name: str, plain: Report) -> None:
    report = read_report(FOLDER / name)
    assert facts(report) == facts(plain)
    assert [warning.code for warning in report.source.warnings] == RECOGNISED[name]
    assert all(figure.anchor.boxes for figure in report.figures)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=needs_tesseract if name in RECOGNISED else ()) for name in BLANK]
)
def test_what_is_blank_or_written_by_hand_stays_unknown(name: str, plain: Report) -> None:
    report = read_report(FOLDER / name)
    assert (report.header.number, report.header.issued) == (None, None)
    assert report.header.place == "Cao Bằng"
    unknown = {"number": None, "issued": None}
    assert report.header.model_dump(exclude={"anchors"}) == {
        **plain.header.model_dump(exclude={"anchors"}), **unknown
    }  # fmt: skip
    # As of which day the stocks hold is not invented either.
    assert {(f.indicator, f.quantity.value, f.period) for f in report.figures} == {
        (f.indicator, f.quantity.value, None) for f in plain.figures
    }
    assert [warning.code for warning in report.source.warnings] == RECOGNISED.get(name, [])


@pytest.mark.parametrize("name", ["signed-digitally.pdf", "received-stamp.pdf"])
def test_the_numerals_of_stamps_are_told(name: str) -> None:
    """They are no facts, and they are not dropped either: each stands in the ledger of numerals."""
    report, plain = read_report(FOLDER / name), read_report(FOLDER / "plain.pdf")
    assert report.numerals.total > plain.numerals.total
    assert report.numerals.figure == plain.numerals.figure


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_advice(name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"password|VIQR"):
        read_report(FOLDER / name)


def test_the_old_value_is_told() -> None:
    (warning,) = read_report(FOLDER / "tracked-changes.docx").source.warnings
    assert "“51” → “52”" in warning.message
    assert "999" in warning.message


def test_without_libreoffice_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingProgram) as raised:
        read_report(FOLDER / "plain.odt")
    assert raised.value.exit_code == 5
    assert "apt-get install" in raised.value.vi


def test_a_conversion_that_fails_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.odt"
    broken.write_bytes((FOLDER / "plain.odt").read_bytes()[:3000])
    told = "apt-get install" if office.program() is None else "could not convert"
    with pytest.raises((UnreadableFile, MissingProgram), match=told):
        read_report(broken)


def test_the_committed_files_are_what_the_script_writes() -> None:
    for name, data in texts().items():
        assert (FOLDER / name).read_bytes() == data, name
    for name, data in pages().items():
        if name not in PICTURED:
            assert inflated((FOLDER / name).read_bytes()) == inflated(data), name
    for name, data in documents().items():
        # Compressed bytes are the compressor's; the parts are the script's.
        assert unpacked((FOLDER / name).read_bytes()) == unpacked(data), name


def test_each_file_stands_in_the_readme() -> None:
    named = set(
        re.findall(r"`([\w.-]+\.(?:md|txt|docx|docm|doc|odt|rtf|pdf))`", (FOLDER / "README.md").read_text("utf-8"))
    )
    assert named == {path.name for path in FILES}
