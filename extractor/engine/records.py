"""Records that `extract` wrote, taken in again instead of reading the report a second time."""

import codecs
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from pydantic import ValidationError

from extractor.engine.inputs import RECORD_SUFFIXES
from extractor.engine.outcome import Outcome, failure
from extractor.engine.pool import READ_REPORT, Limits, read_many
from schemas.report import Report


def read_records(path: Path) -> Iterator[Outcome]:
    """The records of a `.json` file (one) or a `.jsonl` file (one a line).

    A line that is no record is a failure of its own; the other lines are taken.
    """
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError:
        yield Outcome(path, failure=failure("no_access", path))
        return
    # Not at every mark that Unicode calls the end of a line: those stand in JSON's strings as they are.
    lines = data.rstrip(b"\r\n").split(b"\n") if path.suffix.lower() == ".jsonl" else [data]
    for number, line in enumerate(lines, 1):
        if line.strip() or len(lines) == 1:
            where = f"{path}:{number}" if len(lines) > 1 else path
            try:
                yield Outcome(path, payload=line.decode(), record=Report.model_validate_json(line))
            except UnicodeDecodeError:
                yield Outcome(path, failure=failure("not_a_record", where, reason="UTF-8"))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                reason = ".".join(map(str, first["loc"])) + (": " if first["loc"] else "") + first["msg"]
                yield Outcome(path, failure=failure("not_a_record", where, reason=reason))


def read_inputs(
    paths: Sequence[Path], *, task: str = READ_REPORT, jobs: int | None = None, limits: Limits = Limits()
) -> Generator[Outcome, None, None]:
    """Read reports with the worker processes and records directly, in the order of `paths`."""
    reports = [path for path in paths if path.suffix.lower() not in RECORD_SUFFIXES]
    with closing(read_many(reports, task=task, jobs=jobs, limits=limits)) as outcomes:
        for path in paths:
            if path.suffix.lower() in RECORD_SUFFIXES:
                yield from read_records(path)
            else:
                yield next(outcomes)
