"""Findings of one cause together: what a unit can answer at once is asked once."""

from collections.abc import Sequence

from extractor.audit_views.questions import Questions
from schemas.finding import Finding


def by_cause(findings: Sequence[Finding], questions: Questions) -> list[list[Finding]]:
    """Groups of findings, in the order of their first member.

    Findings of one theme are of one cause if they are about the same thing (a target, a regulation, an
    indicator); those about figures also if they rest on a common figure or place. What is left alone joins
    the others of its rule that are alone, where the rule's findings may be asked about in one question.
    """
    groups: list[list[Finding]] = []
    for finding in findings:
        own = _marks(finding, questions)
        touching = [group for group in groups if any(own & _marks(member, questions) for member in group)]
        merged = [*(member for group in touching for member in group), finding]
        groups = [*(group for group in groups if group not in touching), merged]
    places = {id(finding): place for place, finding in enumerate(findings)}
    for group in groups:
        group.sort(key=lambda member: places[id(member)])
    return _joined(sorted(groups, key=lambda group: places[id(group[0])]), questions)


def _marks(finding: Finding, questions: Questions) -> set[object]:
    """What two findings of one cause have in common; a rule without a theme shares nothing with others."""
    theme = questions.wording(finding.rule).theme
    marks: set[object] = {(theme or finding.rule, finding.about)}
    if theme == "figures":
        marks |= {("figure", id) for id in finding.figures}
        marks |= {("place", anchor.start, anchor.end) for anchor in finding.evidence}
    return marks


def _joined(groups: list[list[Finding]], questions: Questions) -> list[list[Finding]]:
    joined: list[list[Finding]] = []
    first: dict[str, list[Finding]] = {}
    for group in groups:
        rule = group[0].rule
        if len(group) == 1 and questions.wording(rule).together:
            if rule in first:
                first[rule] += group
                continue
            first[rule] = group
        joined.append(group)
    return joined
