import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import hostile_files
import pytest
from hostile_files import GOOD
from program import no_privilege_over_permissions, tonghop

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
ADVICE = {
    "vi": "(Hãy|hãy) ",
    "en": r"\b([Aa]sk|[Cc]heck|[Cc]hoose|[Ss]ave|[Rr]ename|[Ss]plit|[Rr]emove|[Oo]pen|[Rr]un|[Cc]onvert) ",
}


@pytest.mark.parametrize("make", hostile_files.ALL, ids=lambda make: make.__name__)
def test_one_bad_input_is_told_with_advice_and_costs_only_itself(make: Callable[[Path], Path], tmp_path: Path) -> None:
    bad = make(tmp_path)
    alone = tonghop("extract", bad)
    assert alone.code == 4
    assert alone.out == ""
    assert str(bad) in alone.err
    assert "lỗi của chương trình" not in alone.err
    assert re.search(ADVICE["vi"], alone.err), alone.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_bad_inputs_at_once_cost_only_themselves(jobs: str, tmp_path: Path) -> None:
    bad = [make(tmp_path) for make in hostile_files.ALL]
    ran = tonghop("extract", *bad, GOOD, "--jobs", jobs, lang="en")
    assert ran.code == 3
    (record,) = ran.out.splitlines()
    assert json.loads(record)["source"]["name"] == GOOD.name
    *told, closing = ran.err.splitlines()
    assert closing == f"{len(bad)} of {len(bad) + 1} files could not be read; the others are done."
    for path in bad:
        (line,) = [line for line in told if str(path) + ":" in line]
        words = line.replace(str(path), "")
        assert re.search(ADVICE["en"], words), line
        assert not VIETNAMESE.search(words), line


def test_the_other_verbs_go_on_too(tmp_path: Path) -> None:
    bad = hostile_files.damaged_docx(tmp_path)
    audited = tonghop("audit", bad, GOOD)
    assert audited.code == 3
    assert [json.loads(line)["source"]["name"] for line in audited.out.splitlines()] == [GOOD.name]
    made = tonghop("consolidate", bad, GOOD, "--out", tmp_path / "out")
    assert made.code == 3
    assert json.loads(made.out)["reports"] == 1
    assert (tmp_path / "out" / "national.xlsx").read_bytes().startswith(b"PK")
    nothing = tonghop("consolidate", bad, "--out", tmp_path / "none")
    assert nothing.code == 4
    assert not (tmp_path / "none" / "national.xlsx").exists()


def test_a_record_that_is_none_is_told(tmp_path: Path) -> None:
    record = tmp_path / "records.jsonl"
    good = tonghop("extract", GOOD).out
    record.write_text(good + '{"schema_version": "1"}\nnonsense\n', encoding="utf-8")
    ran = tonghop("audit", record, lang="en")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 1
    assert "records.jsonl:2" in ran.err
    assert "records.jsonl:3" in ran.err


def test_a_line_of_records_that_is_no_text_stops_no_other(tmp_path: Path) -> None:
    record = tmp_path / "records.jsonl"
    good = tonghop("extract", GOOD).out.encode()
    record.write_bytes(b"\xef\xbb\xbf" + good + b'{"schema_version": "\xff"}\n' + good.replace(b"\n", b"\r\n"))
    ran = tonghop("audit", record, lang="en")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 2
    assert "records.jsonl:2" in ran.err


def test_a_file_without_permission(tmp_path: Path) -> None:
    closed, readable = tmp_path / "closed.txt", tmp_path / "open.txt"
    for path in (closed, readable):
        shutil.copy(GOOD, path)
    closed.chmod(0)
    ran = tonghop("extract", closed, readable, lang="en", before=no_privilege_over_permissions)
    assert ran.code == 3
    assert json.loads(ran.out)["source"]["name"] == "open.txt"
    assert "closed.txt" in ran.err
    assert "permission" in ran.err


ODD_NAMES = {
    b"two\nlines.txt": "two\\nlines.txt",
    b"b\xe1o c\xe1o.txt": "b\\xe1o c\\xe1o.txt",
    b"-dash.txt": "-dash.txt",
    b"[brackets]* and 'quotes'.txt": "[brackets]* and 'quotes'.txt",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_odd_names_are_read(jobs: str, tmp_path: Path) -> None:
    paths = [os.fsencode(tmp_path) + b"/" + name for name in ODD_NAMES]
    for path in paths:
        Path(os.fsdecode(path)).write_bytes(GOOD.read_bytes())
    ran = tonghop("extract", "--jobs", jobs, *paths)
    assert ran.code == 0, ran.err
    assert {json.loads(line)["source"]["name"] for line in ran.out.splitlines()} == set(ODD_NAMES.values())
    for path in paths:
        Path(os.fsdecode(path)).write_bytes(b"")
    ran = tonghop("extract", "--jobs", jobs, *paths)
    assert ran.code == 4
    assert len(ran.err.splitlines()) == len(paths) + 1
    assert all(printed in ran.err for printed in ODD_NAMES.values())
