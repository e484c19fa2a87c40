"""Rules and what findings are about have names in both languages wherever an officer reads them."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html

from extractor.audit.across import together
from extractor.national import consolidate
from extractor.national.codebook import codebook_of
from extractor.national.labels import Lang
from extractor.national.wording import about_text
from extractor.national.words import LABELS
from schemas import Report
from schemas.catalogue import load
from tests.national.reports import CORPUS, from_gold

RAW = re.compile(r"[a-z]+(_[a-z]+)+")


@pytest.fixture(scope="module")
def golds() -> list[Report]:
    return [from_gold(path.parent)[0] for path in sorted(CORPUS.glob("*/gold.json"))]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_exports_name_rules_and_subjects(tmp_path: Path, golds: list[Report], lang: Lang) -> None:
    findings = together.audit_together(golds, lang=lang)
    # One finding of each rule that the reports do not break.
    one = next(iter(findings))
    sample = findings[one][0]
    met = {finding.rule for found in findings.values() for finding in found}
    more = tuple(sample.model_copy(update={"rule": rule, "about": "targets"}) for rule in load().rules.keys() - met)
    findings[one] += more
    consolidate(golds, findings, tmp_path, lang=lang)
    sheet: Any = openpyxl.load_workbook(tmp_path / "national.xlsx", read_only=True)[LABELS[lang].findings]
    rows = [row[3:5] for row in sheet.iter_rows(min_row=5, values_only=True)]
    names = {getattr(rule, f"name_{lang}") for rule in load().rules.values()}
    assert {rule for rule, _ in rows} == names
    assert not [about for _, about in rows if RAW.fullmatch(str(about)) or about in LABELS[lang].abouts]
    tree = html.fromstring((tmp_path / "national.html").read_bytes())
    cells = [row.xpath("./td") for row in tree.xpath("//section[@id='findings']//tbody/tr")]
    assert {row[2].text_content() for row in cells} <= names
    assert not [row[3].text_content() for row in cells if row[3].text_content() in LABELS[lang].abouts]


def test_what_a_finding_is_about_in_words() -> None:
    codebook, vi = codebook_of(load()), LABELS["vi"]
    told = [about_text(about, codebook, vi) for about in ("union_members", "target 3", "citations", "03/NQ-TLĐ")]
    assert told == ["Đoàn viên công đoàn", "Mục tiêu 3", "Văn bản được viện dẫn", "03/NQ-TLĐ"]


def test_both_languages_know_the_same_subjects() -> None:
    assert LABELS["vi"].abouts.keys() == LABELS["en"].abouts.keys()
