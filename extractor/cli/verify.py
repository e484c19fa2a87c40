"""`tonghop verify`: is the dataset still what was put into it?"""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.cli.screen import show, show_table, wants_json
from extractor.dataset.folder import Dataset
from extractor.dataset.history import read_history
from extractor.dataset.verification import verify
from extractor.dataset.versions import reading_version
from extractor.engine.originals import lay_out
from extractor.engine.pool import READ_TEXT, Limits, read_many
from extractor.messages import label, say


def execute(options: argparse.Namespace) -> int:
    """Recompute every hash, the chain and the anchors; exit code 1 if anything is damaged."""
    lang = options.lang
    with Dataset.open(options.dataset, url=options.store) as dataset:

        def decode(wanted: Iterable[str]) -> Iterator[tuple[str, str | None]]:
            return _read_again(dataset, list(wanted), options)

        found = verify(
            dataset,
            noted_head=options.head,
            version=reading_version().extractor,
            decoder=decode if options.deep else None,
        )
    if wants_json(options.json):
        problems = [
            {**asdict(one), "damage": one.damage, "message": label("fault", one.fault, lang)} for one in found.problems
        ]
        answer = {"sound": found.sound, "head": found.head, "checked": found.checked, "problems": problems}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        rows = [(label("checked", what, lang), str(number)) for what, number in found.checked.items()]
        show_table(say("verify.title", lang), ("", ""), rows, right=(1,))
        if found.problems:
            columns = [say(f"verify.{key}", lang) for key in ("fault", "about")]
            told = [(label("fault", one.fault, lang), one.about) for one in found.problems]
            show_table(say("verify.problems", lang), columns, told)
        show(say("verify.sound" if found.sound else "verify.damaged", lang), "green" if found.sound else "bold red")
        show(say("verify.head", lang, head=found.head), "dim")
    return 0 if found.sound else 1


def _read_again(dataset: Dataset, wanted: list[str], options: argparse.Namespace) -> Iterator[tuple[str, str | None]]:
    """The text of each original, read again in a worker; null for one that cannot be read."""
    history = read_history(dataset.store)
    with TemporaryDirectory(prefix="tonghop-") as place:
        files = [(sha256, history.submissions[sha256].names[0]) for sha256 in wanted]
        paths = lay_out(dataset.originals, files, Path(place))
        limits = Limits(float(options.timeout), options.memory)
        outcomes = read_many(paths, task=READ_TEXT, jobs=options.jobs, limits=limits)
        for sha256, outcome in zip(wanted, outcomes, strict=True):
            yield sha256, outcome.payload
