"""What a person sees: the program run on a pseudo-terminal of 80 columns."""

import json
import os
import pty
import re
import signal
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest
from hostile_files import GOOD
from program import CORPUS, TONGHOP, tonghop

COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _on_terminal(*arguments: str | Path, lang: str = "vi", columns: int = 80) -> tuple[int, str]:
    master, slave = pty.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm-256color", "TONGHOP_LANG": lang}
    process = subprocess.Popen([TONGHOP, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:  # how Linux tells that the other end is closed
        pass
    os.close(master)
    text = shown.decode()
    assert "Traceback" not in text
    return process.wait(timeout=60), text


def _widths(text: str) -> list[int]:
    lines = COLOUR.sub("", text).replace("\r\n", "\n").split("\n")
    # A progress bar draws over its own line; what stands after the last return is what stays.
    return [len(unicodedata.normalize("NFC", line.rsplit("\r", 1)[-1])) for line in lines]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", GOOD],
        ["audit", GOOD],
        ["audit", "--all", GOOD],
        ["audit", "--explain"],
        ["audit", "--explain", "all"],
        ["doctor"],
        ["doctor", GOOD],
    ],
    ids=lambda a: " ".join(map(str, a)),
)
def test_tables_fit_80_columns_and_have_colours(arguments: list[str | Path], lang: str) -> None:
    code, text = _on_terminal(*arguments, lang=lang)
    assert code == 0
    assert max(_widths(text)) <= 80
    assert COLOUR.search(text)
    assert not text.startswith("{")


def _plain(text: str) -> str:
    """The words that are shown, without frames, colours and line breaks."""
    return " ".join(re.sub("[│┃┏┓┗┛━─┡┩╇┳├┤┼└┘┴]", " ", COLOUR.sub("", text)).split())


def test_an_audit_shows_quote_place_and_arithmetic_of_what_is_broken_and_of_what_holds() -> None:
    report = CORPUS / "lai-chau-2024/report.pdf"
    _, text = _on_terminal("audit", report)
    shown = _plain(text)
    assert "11/01/2019 × 6; 11/01/2024 × 1 ✗" in shown
    assert "✓ Cán bộ, công chức, người lao động hiện có: 20 + 30 + 2 = 52" in shown
    assert "(tr. 1, phần 1, mục I.1)" in shown
    assert "777 công đoàn cơ sở" not in shown
    _, everything = _on_terminal("audit", "--all", report)
    assert "777 công đoàn cơ sở" in _plain(everything)


def test_a_report_cannot_command_the_terminal(tmp_path: Path) -> None:
    # As long as the word it takes the place of: an anchor is as long as its quote.
    evil = {"người": "\x1b]0;x", "Nghị quyết": "\x1b[2J\x07\u202eabcd"}
    record = tonghop("extract", GOOD).out
    for word, command in evil.items():
        record = record.replace(word, json.dumps(command)[1:-1])
    path = tmp_path / "record.json"
    path.write_text(record, encoding="utf-8")
    code, text = _on_terminal("audit", "--all", path)
    assert code == 0
    assert "]0;x" in text
    for command in ("\x1b]", "\x1b[2J", "\x07", "\u202e"):
        assert command not in text


def test_a_wide_terminal_has_the_quotes_beside_the_finding() -> None:
    report = CORPUS / "lai-chau-2024/report.pdf"
    _, narrow = _on_terminal("audit", report, lang="en")
    _, wide = _on_terminal("audit", report, lang="en", columns=160)
    assert "Quote, place" in wide
    assert "Quote, place" not in narrow
    assert max(_widths(wide)) <= 160


def test_json_on_a_terminal_is_the_json_of_a_pipe() -> None:
    code, text = _on_terminal("extract", "--json", GOOD)
    assert code == 0
    assert text.replace("\r\n", "\n") == tonghop("extract", GOOD).out


def test_many_files_have_a_progress_bar_and_few_have_none(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"BÁO CÁO\n\nSố {number}.\n", encoding="utf-8")
    _, many = _on_terminal("extract", tmp_path, lang="en")
    _, few = _on_terminal("extract", tmp_path / "1.txt", lang="en")
    assert "5/5" in COLOUR.sub("", many)
    assert "Reading" not in few


def test_an_interrupt_stops_everything_cleanly(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [TONGHOP, "consolidate", CORPUS, "--out", tmp_path / "out", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TONGHOP_LANG": "en"},
        # A gate that runs in the background ignores the interrupt, and so would the program.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    children = _wait_for_children(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert err.strip() == "Stopped as asked."
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
    assert not (tmp_path / "out" / "national.xlsx").exists()


def _wait_for_children(pid: int) -> list[str]:
    for _ in range(1500):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        threads = list(Path(f"/proc/{pid}/task").glob("*/children"))
        children = [child for thread in threads for child in thread.read_text(encoding="ascii").split()]
        if len(children) == 2:
            return children
        time.sleep(0.02)
    raise AssertionError("no worker was started")
