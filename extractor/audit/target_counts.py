"""How many targets there are said to be, and how many are answered."""

import re
from collections.abc import Iterator

from extractor.audit.arithmetic import is_point, write_number
from extractor.audit.case import Case
from extractor.audit.targets import DONE, NOT_DONE, anchors_of, contradicts, results_of, skipped
from schemas.facts import Figure, Target
from schemas.finding import Finding

PLAN_NEAR = 120
"""A plan cited within so many characters of its number of targets is the plan that has them."""

_NOT_ASSIGNED = re.compile(r"không (giao|phân công|thuộc (phạm vi )?(kế hoạch|trách nhiệm|nhiệm vụ))", re.IGNORECASE)
_SUMMARIES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"cơ bản|tương đối"), ("mostly_achieved",)),
    (re.compile(r"không đạt|chưa đạt|không hoàn thành|chưa hoàn thành"), NOT_DONE),
    (re.compile(r"đang (thực hiện|triển khai)"), ("in_progress",)),
    (re.compile(r"(đạt|hoàn thành) và|đạt,|đạt\b|hoàn thành"), DONE),
    (re.compile(r"vượt"), ("exceeded",)),
)
_OF_TARGETS = re.compile(r"\d\s*/\s*\d+\s*(?:chỉ tiêu|mục tiêu)", re.IGNORECASE)
"""An x/y that counts targets names them right after it; "11/24 người. => Vượt chỉ tiêu" counts people."""
_SETTING_TARGETS = ("Kế hoạch", "Chương trình", "Đề án", "Nghị quyết")
"""The types of documents that set targets; of several cited beside their number, the one that carries out another."""


def target_counts(case: Case) -> Iterator[Finding]:
    """The plan's stated number of targets, and "5/6 targets achieved", against the targets answered."""
    targets = {target.number.rstrip("abcdđ"): target for target in case.report.targets}
    if not targets:
        return
    evidence = [anchor for target in targets.values() for anchor in anchors_of(target)]
    outside = [t for t in targets.values() if t.status == "not_applicable_at_level" and _left_out(t)]
    for figure in case.figures.get("plan_specific_targets", ()):
        if not is_point(figure.quantity.interval):
            continue
        stated, answered = figure.quantity.value, len(targets)
        holds = stated in (answered, answered - len(outside))
        without = f" − {len(outside)}" if holds and stated != answered else ""
        unfound = skipped(case.report.targets)
        yield case.finding(
            "target_count_mismatch",
            "holds" if holds else "cannot_tell" if unfound and stated == answered + len(unfound) else "broken",
            _set_by(case, figure),
            [figure.anchor, *evidence],
            arithmetic=f"{write_number(stated, case.lang)} {'=' if holds else '≠'} {answered}{without}",
            detail=_unfound(case, unfound),
        )
    for other in case.report.other_figures:
        words = f"{other.anchor.quote} {other.counted}".lower()
        if other.fraction is None or not _OF_TARGETS.search(words):
            continue
        counted = _with_status(words, list(targets.values()))
        whole, part = other.fraction.whole, other.fraction.part
        right = whole == len(targets) and (counted is None or part == counted)
        found = f"{counted}/{len(targets)}" if counted is not None else str(len(targets))
        shaky = sum(_undeclared(target) for target in targets.values())
        unfound = skipped(case.report.targets)
        explained = (whole == len(targets) and counted is not None and abs(part - counted) <= shaky) or (
            bool(unfound) and whole == len(targets) + len(unfound)
        )
        yield case.finding(
            "target_count_mismatch",
            "holds" if right else "cannot_tell" if explained else "broken",
            _answered_for(case),
            [other.anchor, *evidence],
            arithmetic=f"{part}/{whole} {'=' if right else '≠'} {found}",
            detail=f"“{other.anchor.quote}”.",
        )


def _set_by(case: Case, figure: Figure) -> str:
    """The document that sets so many targets: the one cited beside the number, else the one under review."""
    return plan_of(case, figure) or _reviewed(case) or figure.indicator


def _answered_for(case: Case) -> str:
    """The document whose targets the report counts: the one that sets them by number, else the one under review."""
    for figure in case.figures.get("plan_specific_targets", ()):
        if (plan := plan_of(case, figure)) is not None:
            return plan
    return _reviewed(case) or "targets"


def _reviewed(case: Case) -> str | None:
    reviewed = case.report.header.reviewed
    return reviewed.number if reviewed is not None else None


def _with_status(words: str, targets: list[Target]) -> int | None:
    """How many targets have the status that the words name ("đạt và vượt", "cơ bản đạt"), or null."""
    for pattern, statuses in _SUMMARIES:
        if pattern.search(words):
            return sum(target.status in statuses for target in targets)
    return None


def _unfound(case: Case, numbers: list[int]) -> str:
    """What the reader is told of targets that the numbering has and the report, as read, has not."""
    listed = ", ".join(map(str, numbers))
    return case.say(f"Không nhận ra mục tiêu số {listed}.", f"Target {listed} was not recognised.") if numbers else ""


def _undeclared(target: Target) -> bool:
    """True if the verdict is missing, or contradicted by the result: then a count of verdicts may go either way."""
    return target.blank or target.status == "not_assessed" or contradicts(target.status, results_of(target))


def _left_out(target: Target) -> bool:
    """True where the report itself says that the objective is not given to the province."""
    return bool(_NOT_ASSIGNED.search(f"{target.text} {target.anchor.quote}"))


def plan_of(case: Case, figure: Figure) -> str | None:
    """The number of the plan or programme cited beside a count of targets, in its section; null if none is near."""
    cited = [
        (
            _SETTING_TARGETS.index(regulation.type),
            min(abs(mention.anchor.start - figure.anchor.end), abs(figure.anchor.start - mention.anchor.end)),
            regulation.number,
        )
        for regulation in case.report.regulations
        if regulation.type in _SETTING_TARGETS and regulation.number is not None
        for mention in regulation.mentions
        if not mention.section or mention.section == figure.section or mention.section.startswith("footnote")
    ]
    near = [found for found in cited if found[1] <= PLAN_NEAR]
    return min(near)[2] if near else None
