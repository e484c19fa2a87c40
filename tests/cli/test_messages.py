import re
from pathlib import Path
from string import Formatter

import extractor.messages
from extractor.messages import _texts

SOURCES = sorted(Path(extractor.messages.__file__).parent.rglob("*.py"))

VOCABULARIES = {
    *("bound", "checked", "conflict", "correction_state", "fact", "family", "fault", "help"),
    *("reading", "severity", "status", "superseded", "unit_state"),
}
"""Families whose names come from data, not from the code."""


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_message_says_the_same_in_both_languages() -> None:
    for key, texts in _texts().items():
        assert set(texts) == {"vi", "en"}, key
        assert _fields(texts["vi"]) == _fields(texts["en"]), key
        assert texts["vi"].strip() and texts["en"].strip(), key


def test_no_message_is_without_use() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    families = set(re.findall(r'f"([a-z_]+)\.\{', code)) | set(re.findall(r'label\("([a-z_]+)"', code))
    families.add("input")  # the engine's failures name them without the family
    unused = [
        key
        for key in _texts()
        if f'"{key}"' not in code
        and not (key.partition(".")[0] in families and f'"{key.partition(".")[2]}"' in code)
        and key.partition(".")[0] not in VOCABULARIES
    ]
    assert unused == []
