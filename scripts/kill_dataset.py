"""Kills the program at random moments while it takes reports in, corrects and exports, and looks at what is left.

Run: .venv/bin/python scripts/kill_dataset.py [--kills 100] [--seed 6]

Each time a dataset is taken from an empty folder to three reports and a correction by the commands that a
person would type; the command that runs at the chosen moment is killed with SIGKILL and typed again, as often
as it is killed, until it comes to its end. Then `tonghop verify` must find nothing, and all rows, originals
and exports must be those of a dataset that nobody killed. Exit code 1 if a dataset differs.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from extractor.dataset.folder import Dataset
from extractor.dataset.schema import ENTRIES, LOG

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("tonghop")
REPORTS = ("lai-chau-2024/report.pdf", "nghe-an-2024/report.md", "da-nang-2024/report.docx")
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767355200", "TONGHOP_USER": "killer", "TONGHOP_LANG": "en"}
Contents = dict[str, object]


def commands(inbox: Path, dataset: Path, figure: str) -> list[list[str | Path]]:
    """What a person types, one after the other."""
    return [
        ["consolidate", inbox, "--out", dataset],
        ["correct", dataset, figure, "--value", "36", "--reason", "seen on paper"],
        ["rebuild", dataset],
    ]


def run(command: list[str | Path], kill_after: float | None = None) -> int:
    """Run a command to its end or until it is killed; gives its exit code."""
    process = subprocess.Popen(
        [PROGRAM, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True
    )
    try:
        _, said = process.communicate(timeout=kill_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return -signal.SIGKILL
    if process.returncode:
        print(" ".join(map(str, command)), said.decode(), file=sys.stderr)
    return process.returncode


def contents(folder: Path) -> Contents:
    """All rows, originals and exports."""
    found: Contents = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not path.name.startswith("store.sqlite")
    }
    with Dataset.open(folder) as dataset, dataset.store.reading() as connection:
        for table in (LOG, *ENTRIES.values()):
            found[f"table {table.name}"] = connection.execute(select(table).order_by(table.c.seq)).all()
    return found


def main() -> int:
    """Kill, run again, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    luck, landed, differing, again = random.Random(options.seed), Counter[str](), 0, 0
    with tempfile.TemporaryDirectory() as place:
        inbox, whole = Path(place) / "inbox", Path(place) / "whole"
        inbox.mkdir()
        for name in REPORTS:
            shutil.copy(ROOT / "corpus" / name, inbox / name.replace("/", "-"))
        assert run(["consolidate", inbox, "--out", whole]) == 0
        records = [json.loads(path.read_text("utf-8")) for path in sorted((whole / "records").iterdir())]
        figure = next(
            one["id"] for record in records for one in record["figures"] if one["indicator"] == "staff_female"
        )
        shutil.rmtree(whole)
        lengths = []
        for command in commands(inbox, whole, figure):
            start = time.monotonic()
            assert run(command) == 0
            lengths.append(time.monotonic() - start)
        expected = contents(whole)
        while sum(landed.values()) < options.kills:
            dataset = Path(place) / "killed"
            shutil.rmtree(dataset, ignore_errors=True)
            chosen = luck.choices(range(len(lengths)), lengths)[0]
            for number, command in enumerate(commands(inbox, dataset, figure)):
                code = run(command, luck.uniform(0, lengths[number])) if number == chosen else run(command)
                while code == -signal.SIGKILL:
                    landed[str(command[0])] += 1
                    # A correction that was entered before the kill is there: to type it again would be a second one.
                    entered = command[0] == "correct" and _corrected(dataset)
                    follow = ["rebuild", dataset] if entered else command
                    again_killed = luck.random() < 0.2
                    again += again_killed
                    code = run(follow, luck.uniform(0, lengths[number]) if again_killed else None)
                assert code == 0, command
            sound = run(["verify", dataset]) == 0
            found = contents(dataset)
            names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
            if names or not sound:
                differing += 1
                print(f"differs after a kill of {commands(inbox, dataset, figure)[chosen][0]}: {names[:5]}")
    print(f"{sum(landed.values())} kills ({dict(landed)}), {again} of them in a second attempt")
    print(f"{differing} datasets differ")
    return 1 if differing else 0


def _corrected(dataset: Path) -> bool:
    with Dataset.open(dataset) as opened, opened.store.reading() as connection:
        return connection.execute(select(ENTRIES["corrections"])).first() is not None


if __name__ == "__main__":
    sys.exit(main())
