from pathlib import Path

import pytest
from program import tonghop


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        ([], "còn thiếu LỆNH", "COMMAND is missing"),
        (["nope"], "LỆNH không nhận giá trị nope", "COMMAND does not take nope"),
        (["extract"], "còn thiếu PATH", "PATH is missing"),
        (
            ["extract", "a.txt", "--jobs", "0"],
            "--jobs cần một số nguyên dương, không phải 0",
            "a positive whole number",
        ),
        (["extract", "a.txt", "--jobs"], "--jobs cần một giá trị", "--jobs needs a value"),
        (["audit", "a.txt", "--fail-on", "bad"], "không nhận giá trị bad", "does not take bad"),
        (["audit", "a.txt", "--colour"], "không có tùy chọn --colour", "there is no option --colour"),
        (["consolidate", "a.txt"], "còn thiếu --out", "--out is missing"),
        (["schema", "nothing"], "không có bản ghi tên nothing", "no record called nothing"),
        (
            ["extract", "a.txt", "--text", "--json"],
            "--text không dùng cùng --json",
            "--text cannot be used with --json",
        ),
    ],
)
def test_wrong_usage_is_told_in_the_users_language(arguments: list[str], vietnamese: str, english: str) -> None:
    for lang, words in (("vi", vietnamese), ("en", english)):
        ran = tonghop(*arguments, lang=lang)
        assert ran.code == 2
        assert ran.out == ""
        assert words in ran.err


def test_the_option_beats_the_variable() -> None:
    assert "is missing" in tonghop("extract", "--lang", "en", lang="vi").err
    assert "còn thiếu" in tonghop("extract", "--lang=vi", lang="en").err
    assert "--lang" in tonghop("extract", "x", "--lang", "fr").err


def test_out_that_is_a_file_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Báo cáo", encoding="utf-8")
    for verb in ("extract", "consolidate"):
        ran = tonghop(verb, tmp_path / "a.txt", "--out", tmp_path / "taken", lang="en")
        assert ran.code == 2
        assert "is a file" in ran.err
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
