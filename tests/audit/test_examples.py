"""Every rule has a report (or several) in the corpus that passes and one that fails; both are read and audited."""

from functools import cache
from pathlib import Path

import pytest

from extractor.audit.across.together import audit_together
from extractor.pipeline import read_report
from schemas.catalogue import load
from schemas.finding import Finding
from schemas.report import Report

EXAMPLES = Path(__file__).parents[2] / "corpus" / "audit-examples"
RULES = load().rules


@cache
def records(rule: str, which: str) -> tuple[Report, ...]:
    """The example as read: one file, or a folder of them."""
    folder = EXAMPLES / rule / which
    paths = sorted(folder.glob("*.md")) if folder.is_dir() else [folder.with_suffix(".md")]
    return tuple(read_report(path) for path in paths)


def findings(rule: str, which: str) -> tuple[Finding, ...]:
    """What the audit finds in the example; a folder's reports are audited together."""
    found = audit_together(records(rule, which))
    return tuple(finding for one in found.values() for finding in one)


@pytest.mark.parametrize("rule", RULES)
def test_the_passing_example_passes(rule: str) -> None:
    outcomes = {finding.outcome for finding in findings(rule, "holds") if finding.rule == rule}
    assert outcomes <= {"holds"}
    accused = {finding.rule for finding in findings(rule, "holds") if finding.outcome == "broken"}
    assert accused == set()


@pytest.mark.parametrize("rule", RULES)
def test_the_failing_example_fails_and_breaks_nothing_else(rule: str) -> None:
    found = findings(rule, "broken")
    failing = "cannot_tell" if RULES[rule].suspects else "broken"
    told = [finding for finding in found if finding.rule == rule and finding.outcome == failing]
    assert len(told) == 1 or (RULES[rule].reports == "several" and told)
    assert all(finding.severity == RULES[rule].severity for finding in told)
    assert {finding.rule for finding in found if finding.outcome == "broken"} <= {rule}
    assert all(bool(finding.others) == (RULES[rule].reports == "several") for finding in told)


def test_the_two_examples_of_a_rule_differ_in_little() -> None:
    for rule, record in RULES.items():
        folder = EXAMPLES / rule
        if record.reports == "one":
            holds, broken = ((folder / f"{which}.md").read_text(encoding="utf-8") for which in ("holds", "broken"))
            assert holds != broken
            assert set(holds.split()) ^ set(broken.split())
        else:
            names = [sorted(path.name for path in (folder / which).iterdir()) for which in ("holds", "broken")]
            assert names[0] == names[1]


def test_there_is_no_example_without_a_rule() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == set(RULES)
