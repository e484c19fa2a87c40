"""Taking in what the command line names, and the exit code of what could not be read."""

import argparse
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from extractor.cli.arguments import WrongUsage
from extractor.cli.screen import followed, tell
from extractor.engine.inputs import find_inputs
from extractor.engine.outcome import Failure, Outcome, shown
from extractor.engine.pool import READ_REPORT, Limits, read_many
from extractor.engine.records import read_inputs
from extractor.errors import CatalogueError
from extractor.messages import say


@dataclass
class Intake:
    """The inputs of one command; iterating over `outcomes()` gives those that could be read."""

    options: argparse.Namespace
    records: bool = False
    out: Path | None = None
    read: int = 0
    failures: list[Failure] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.paths, self._unnamed = find_inputs(self.options.paths, records=self.records, leave_out=self.out)

    def outcomes(self, task: str = READ_REPORT) -> Generator[Outcome, None, None]:
        """Do `task` with everything; each failure is told at once on standard error.

        Raises CatalogueError as soon as a reader reports one: no other file would fare better.
        """
        options = self.options
        for outcome in self._unnamed:
            if outcome.failure:
                self.fail(outcome.failure)
        limits = Limits(float(options.timeout), options.memory)
        # The records of a .jsonl file are only counted while it is read: the bar counts files.
        reading = (
            read_inputs(self.paths, task=task, jobs=options.jobs, limits=limits)
            if self.records
            else read_many(self.paths, task=task, jobs=options.jobs, limits=limits)
        )
        with closing(followed(reading, len(self.paths), options.lang)) as outcomes:
            for outcome in outcomes:
                if outcome.failure is None:
                    self.read += 1
                    yield outcome
                elif outcome.failure.exit_code == CatalogueError.exit_code:
                    raise CatalogueError(outcome.failure.vi, outcome.failure.en)
                else:
                    self.fail(outcome.failure)

    def fail(self, failure: Failure) -> None:
        """Note and tell one failure."""
        self.failures.append(failure)
        tell(f"✗ {failure.message(self.options.lang)}", "red")

    def exit_code(self) -> int:
        """0, or what the failures amount to, with a closing sentence."""
        lang = self.options.lang
        if not self.failures:
            return 0
        if not self.read:
            tell(say("input.nothing", lang), "bold red")
        else:
            tell(say("input.some", lang, failed=len(self.failures), total=self.read + len(self.failures)), "yellow")
        return exit_code(self.read, self.failures)


def exit_code(read: int, failures: Iterable[Failure]) -> int:
    """The contract's exit code: 5 if only outside programs were missing, 4 if nothing was read, 3 if not all.

    >>> lacking, damaged = Failure("missing_program", "", "", 5), Failure("unreadable", "", "", 3)
    >>> exit_code(1, []), exit_code(0, [damaged]), exit_code(1, [damaged]), exit_code(0, [lacking])
    (0, 4, 3, 5)
    """
    codes = {failure.exit_code for failure in failures}
    if not codes:
        return 0
    if codes == {5}:
        return 5
    return 3 if read else 4


def prepare_folder(out: Path | None, lang: str) -> None:
    """Make the folder for results. Raises WrongUsage if its place is taken by a file."""
    if out is None:
        return
    if out.exists() and not out.is_dir():
        raise WrongUsage(say("usage.out_is_file", lang, path=shown(out)))
    out.mkdir(parents=True, exist_ok=True)


def short(path: Path) -> str:
    """A path by its last two parts, enough to tell several report.pdf apart."""
    return shown(Path(*path.parts[-2:]))
