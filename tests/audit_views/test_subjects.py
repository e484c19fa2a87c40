"""What a finding is about, as a reader is told: never a code of ours."""

import re

import pytest

from extractor.audit import audit
from extractor.audit_views.places import subject
from schemas.catalogue import Lang, load
from tests.audit.gold_report import ANNOTATED, gold_report

CATALOGUE = load()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ANNOTATED)
def test_no_code_stands_where_a_reader_looks_for_a_name(name: str, lang: Lang) -> None:
    shown = {subject(finding.about, CATALOGUE, lang) for finding in audit(gold_report(name))}
    assert [words for words in shown if re.fullmatch(r"[a-z]+(?:_[a-z]+)*", words)] == []
