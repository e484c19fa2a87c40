"""The task of a worker for the dataset: a report's record with the text that its anchors count in."""

import json
from pathlib import Path

from extractor.engine.outcome import shown
from extractor.pipeline import read_with_text


def record_and_text(path: Path) -> str:
    """The record and the text as one JSON object. Raises what the readers raise."""
    report, text = read_with_text(path)
    # A file name that is no text cannot stand in JSON as it is.
    source = report.source.model_copy(update={"name": shown(path.name)})
    return json.dumps({"record": report.model_copy(update={"source": source}).model_dump_json(), "text": text})
