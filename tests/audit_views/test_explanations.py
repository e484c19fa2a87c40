"""What a rule means: every rule is explained, and every example says what the audit says of it."""

import re

import pytest

from extractor.audit import audit
from extractor.audit_views.explanations import Example, explain, explanations, title_of
from schemas.catalogue import load
from schemas.catalogue_records import Lang
from schemas.finding import Finding
from tests.small_report import LETTERHEAD, read_markdown

CATALOGUE = load()
RECORDS = explanations()


def test_every_rule_is_explained() -> None:
    missing = sorted(set(CATALOGUE.rules) - set(RECORDS))
    assert not missing, f"add [[explanations]] for these rules to audit_views/data/explanations.toml: {missing}"


def test_nothing_is_explained_that_is_no_rule() -> None:
    assert set(RECORDS) == set(CATALOGUE.rules)


def _outcomes(rule: str, example: Example) -> set[str]:
    text = example.text if example.text.startswith("|") else example.text.replace("\n", "\n\n")
    text = text.replace(
        "[…]", "Các cấp công đoàn tiếp tục quán triệt Nghị quyết đến đoàn viên và người lao động. " * 10
    )
    head = LETTERHEAD
    if example.title is not None:
        head = re.sub(r"\*\*Sơ kết 5 năm.*\*\*", f"**{example.title}**", head)
        assert example.title in head
    report = read_markdown(f"{head}\n**I. {example.heading}**\n\n{text}\n")
    return {finding.outcome for finding in audit(report) if finding.rule == rule}


ALONE = [rule for rule, record in CATALOGUE.rules.items() if record.reports == "one"]
"""What compares several reports is audited with the reports of corpus/audit-examples (tests/audit)."""


@pytest.mark.parametrize("rule", ALONE)
def test_the_example_that_breaks_the_rule_breaks_it(rule: str) -> None:
    failing = "cannot_tell" if CATALOGUE.rules[rule].suspects else "broken"
    assert failing in _outcomes(rule, RECORDS[rule].broken)


@pytest.mark.parametrize("rule", ALONE)
def test_the_example_that_holds_does_not(rule: str) -> None:
    assert _outcomes(rule, RECORDS[rule].holds) <= {"holds"}


def test_the_examples_of_a_rule_differ() -> None:
    for record in RECORDS.values():
        assert (record.holds.title, record.holds.text) != (record.broken.title, record.broken.text)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("rule", CATALOGUE.rules)
def test_a_rule_is_told_in_both_languages(rule: str, lang: Lang) -> None:
    told, other = (explain(CATALOGUE.rules[rule], one) for one in (lang, "en" if lang == "vi" else "vi"))  # type: ignore[arg-type]
    assert told.meaning != other.meaning
    assert told.check != other.check
    assert told.advice == CATALOGUE.rules[rule].advice(lang)


def test_a_rule_without_a_record_is_told_from_the_catalogue() -> None:
    rule = CATALOGUE.rules["sum_mismatch"].model_copy(update={"code": "brand_new"})
    told = explain(rule, "en")
    assert (told.name, told.check, told.advice) == (rule.name_en, rule.name_en, rule.advice_en)
    assert told.why is None
    assert told.holds is None


def test_a_check_that_holds_is_not_titled_with_what_would_be_wrong() -> None:
    holding = Finding(rule="sum_mismatch", severity="info", outcome="holds", about="x", message="m")
    broken = holding.model_copy(update={"outcome": "broken"})
    unknown = holding.model_copy(update={"rule": "brand_new"})
    assert title_of(holding, CATALOGUE, "en") == "Parts against their total"
    assert title_of(broken, CATALOGUE, "en") == "Sum does not match"
    assert title_of(unknown, CATALOGUE, "en") == "brand_new"
