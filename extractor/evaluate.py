"""Evaluation against gold: what a careful reader wrote down, and what the program read.

Precision, recall and F1 per kind of fact at growing strictness. A figure is right at `value` if its
indicator and value are right, and so on up to its section and period. Leaving a report out drops
every lexicon wording that only this report witnesses, which is the honest figure for a report that
nobody has seen.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.audit import audit
from extractor.errors import UsageError
from extractor.language.folding import fold
from extractor.lexicon.concepts import load_concepts
from extractor.pipeline import read_report
from schemas.report import Report

FORMS = (".txt", ".md", ".docx", ".pdf")
HEADER_FIELDS = (
    "document_type",
    "number",
    "place",
    "issued",
    "review_kind",
    "review_span_years",
    "reviewed",
    "issuer",
    "unit",
    "sign_capacity",
    "signer_position",
    "signer_name",
    "recipients",
)
FIGURE_LEVELS = ("value", "+bound", "+unit", "+section", "+period")
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was read rightly, wrongly and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of gold that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Slip:
    """One difference from gold: what gold has or what was read instead, with its quote."""

    report: str
    kind: str
    missed: bool
    what: str
    quote: str


@dataclass(slots=True)
class Evaluation:
    """The scores of a run: by kind and level over all reports, by report, and every slip."""

    scores: dict[str, Score] = field(default_factory=dict)
    reports: dict[str, dict[str, Score]] = field(default_factory=dict)
    indicators: dict[str, Score] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    left_out: bool = False
    form: str = ""

    def add(self, report: str, kind: str, score: Score) -> None:
        """Adds one report’s score for a kind to the totals."""
        self.scores[kind] = self.scores.get(kind, Score()) + score
        self.reports.setdefault(report, {})[kind] = score

    def as_json(self) -> dict[str, Any]:
        """The evaluation as plain data, F1 rounded to four digits."""

        def plain(score: Score) -> dict[str, float]:
            return {
                **asdict(score),
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
            }

        return {
            "left_out": self.left_out,
            "form": self.form,
            "scores": {kind: plain(score) for kind, score in self.scores.items()},
            "reports": {
                name: {kind: plain(score) for kind, score in kinds.items()} for name, kinds in self.reports.items()
            },
            "indicators": {name: plain(score) for name, score in sorted(self.indicators.items())},
            "slips": [asdict(slip) for slip in self.slips],
        }


def evaluate(gold_dir: Path, *, leave_one_out: bool = False, form: str = "") -> Evaluation:
    """Reads every report of `gold_dir` that has a gold.json and compares.

    `form` is a file suffix (".pdf"); without one the source text is read. Raises UsageError if the
    folder holds no gold.
    """
    folders = gold_folders(gold_dir)
    result = Evaluation(left_out=leave_one_out, form=form or "source")
    dropped = left_out_wordings(folders) if leave_one_out else {}
    for folder in folders:
        path = report_file(folder, form)
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        compare(result, folder.name, read_report(path, dropped.get(folder.name, frozenset())), gold)
    return result


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of the program did to the slips: those gone (gains) and those new (losses)."""

    gains: tuple[Slip, ...]
    losses: tuple[Slip, ...]


def changed(result: Evaluation, old: dict[str, Any]) -> Change:
    """Gains and losses of `result` against an earlier one as `as_json` wrote it.

    Only reports that both have read are compared. Raises KeyError or TypeError if `old` is no result.
    """
    shared = set(result.reports) & set(old["reports"])
    before = Counter(Slip(**{**slip, "quote": ""}) for slip in old["slips"] if slip["report"] in shared)
    after = Counter(Slip(s.report, s.kind, s.missed, s.what, "") for s in result.slips if s.report in shared)
    return Change(tuple((before - after).elements()), tuple((after - before).elements()))


def gold_folders(gold_dir: Path) -> list[Path]:
    """The folders with a gold.json, sorted. Raises UsageError if there are none."""
    folders = sorted(path.parent for path in gold_dir.rglob("gold.json"))
    if not folders:
        raise UsageError(
            f"{gold_dir}: không có tệp gold.json nào. Hãy chỉ thư mục chứa các báo cáo đã đánh dấu, ví dụ corpus/.",
            f"{gold_dir}: no gold.json found. Name a folder of annotated reports, such as corpus/.",
        )
    return folders


def report_file(folder: Path, form: str = "") -> Path:
    """The report of a gold folder in one form, its source text by default."""
    for suffix in (form,) if form else FORMS:
        found = sorted(folder.glob(f"report{suffix}"))
        if found:
            return found[0]
    raise UsageError(
        f"{folder}: không có báo cáo dạng {form or 'văn bản'}.", f"{folder}: no report in the form {form or 'text'}."
    )


def left_out_wordings(folders: Sequence[Path]) -> dict[str, frozenset[str]]:
    """Per report, the lexicon entries ("CONCEPT: words") that no example but this report's shows."""
    dropped: dict[str, set[str]] = {folder.name: set() for folder in folders}
    for concept in load_concepts().by_id.values():
        for words, examples in concept.examples:
            sources = {example.partition(": ")[0] for example in examples}
            if len(sources) == 1 and (name := sources.pop()) in dropped:
                dropped[name].add(f"{concept.id}: {words}")
    return {name: frozenset(entries) for name, entries in dropped.items()}


def compare(result: Evaluation, name: str, report: Report, gold: dict[str, Any]) -> None:
    """Adds the scores of one report to `result`."""
    for depth, level in enumerate(FIGURE_LEVELS, start=1):
        ours = [(figure_key(figure_plain(figure), depth), figure.anchor.quote) for figure in report.figures]
        theirs = [(figure_key(entry, depth), entry.get("quote", "")) for entry in gold["figures"]]
        score = _count(result, name, f"figures {level}", ours, theirs, slips=level in ("+unit", "+period"))
        result.add(name, f"figures {level}", score)
    _by_indicator(result, report, gold)
    targets = [((t.number, t.status), t.anchor.quote) for t in report.targets]
    gold_targets = [((t["number"], t["status"]), t.get("quote", "")) for t in gold["targets"]]
    result.add(name, "targets", _count(result, name, "targets", targets, gold_targets))
    actual = [
        ((t.number, t.status, _number(t.actual.value) if t.actual else None), t.anchor.quote) for t in report.targets
    ]
    gold_actual = [((t["number"], t["status"], _number(t.get("actual"))), t.get("quote", "")) for t in gold["targets"]]
    result.add(name, "targets +actual", _count(result, name, "targets +actual", actual, gold_actual))
    regulations = [((r.type, _named(r.number, r.name), r.issued), _named(r.number, r.name)) for r in report.regulations]
    gold_regulations = [
        ((r["type"], _named(r["number"], r.get("name")), r["issued"]), _named(r["number"], r.get("name")))
        for r in gold["regulations"]
    ]
    result.add(name, "regulations", _count(result, name, "regulations", regulations, gold_regulations))
    cited = [((*key, len(r.mentions)), quote) for (key, quote), r in zip(regulations, report.regulations, strict=True)]
    gold_cited = [
        ((*key, r["mentions"]), quote) for (key, quote), r in zip(gold_regulations, gold["regulations"], strict=True)
    ]
    result.add(
        name, "regulations +mentions", _count(result, name, "regulations +mentions", cited, gold_cited, slips=True)
    )
    result.add(name, "header", _header(result, name, report, gold["header"]))
    broken = [((f.rule, f.about), f.message) for f in audit(report) if f.outcome == "broken" and f.severity != "info"]
    gold_findings = [((f["rule"], f["about"]), f.get("why", "")) for f in gold["findings"]]
    result.add(name, "findings", _count(result, name, "findings", broken, gold_findings))


def figure_plain(figure: Any) -> dict[str, Any]:
    """A figure in the shape of gold."""
    quantity = figure.quantity
    return {
        "indicator": figure.indicator,
        "value": quantity.value,
        "upper": quantity.upper,
        "bound": quantity.bound,
        "unit": quantity.unit,
        "section": figure.section,
        "period": figure.period,
    }


def figure_key(entry: dict[str, Any], depth: int = 3) -> Key:
    """What of a figure must agree with gold at a level: three is value, bound and unit (see FIGURE_LEVELS)."""
    parts: list[object] = [entry["indicator"], _number(entry["value"])]
    if depth > 1:
        parts += [_number(entry.get("upper")), entry["bound"]]
    if depth > 2:
        parts.append(entry["unit"])
    if depth > 3:
        parts.append(entry["section"])
    if depth > 4:
        parts.append(entry.get("period"))
    return tuple(parts)


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize()


def _named(number: str | None, name: str | None) -> str:
    return number or fold(name or "").replace("(", "").replace(")", "")


def _count(
    result: Evaluation,
    report: str,
    kind: str,
    ours: Iterable[tuple[Key, str]],
    theirs: Iterable[tuple[Key, str]],
    *,
    slips: bool = True,
) -> Score:
    ours, theirs = list(ours), list(theirs)
    read, wanted = Counter(key for key, _ in ours), Counter(key for key, _ in theirs)
    right = sum((read & wanted).values())
    if slips:
        wrong, missed = read - wanted, wanted - read
        for counter, entries, is_missed in ((wrong, ours, False), (missed, theirs, True)):
            for key, quote in entries:
                if counter[key] > 0:
                    counter[key] -= 1
                    what = " · ".join("–" if part is None else str(part) for part in key)
                    result.slips.append(Slip(report, kind, is_missed, what, (quote or "").replace("\n", " ")[:160]))
    return Score(right, sum(read.values()) - right, sum(wanted.values()) - right)


def _by_indicator(result: Evaluation, report: Report, gold: dict[str, Any]) -> None:
    read = Counter(figure_key(figure_plain(figure), 3) for figure in report.figures)
    wanted = Counter(figure_key(entry, 3) for entry in gold["figures"])
    pairs: tuple[tuple[Counter[Key], Callable[[int], Score]], ...] = (
        (read & wanted, lambda n: Score(right=n)),
        (read - wanted, lambda n: Score(wrong=n)),
        (wanted - read, lambda n: Score(missed=n)),
    )
    for counter, score in pairs:
        for key, number in counter.items():
            name = str(key[0])
            result.indicators[name] = result.indicators.get(name, Score()) + score(number)


def _header(result: Evaluation, name: str, report: Report, gold: dict[str, Any]) -> Score:
    right = 0
    ours = report.header.model_dump(mode="json")
    for wanted in HEADER_FIELDS:
        theirs = gold.get(wanted)
        mine = ours.get(wanted)
        if wanted == "reviewed" and isinstance(mine, dict) and isinstance(theirs, dict):
            mine = {key: mine.get(key) for key in theirs}
        if wanted == "recipients":
            mine, theirs = list(mine or ()), list(theirs or ())
        if _same(mine, theirs):
            right += 1
        else:
            result.slips.append(Slip(name, "header", True, f"{wanted}: {mine!r}", repr(theirs)))
    return Score(right, len(HEADER_FIELDS) - right, len(HEADER_FIELDS) - right)


def _same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, str) and isinstance(theirs, str):
        return fold(mine).strip() == fold(theirs).strip()
    if isinstance(mine, list) and isinstance(theirs, list):
        return [fold(entry) for entry in mine] == [fold(entry) for entry in theirs]
    return bool(mine == theirs)
