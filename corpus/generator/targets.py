"""The objectives of the reviewed document, their results and verdicts, in the ways of a hand."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from generator.facts import Facts
from generator.faults import Orders
from generator.hand import Hand, table
from generator.marked import FigureFact, Marked, OtherFact, TargetFact, concat
from generator.numbers import share
from generator.render import Renderer

RESOLUTION_03 = ("key_officers", "university", "rules", "elsewhere", "certificate", "foreign_language")
POOL = (
    "university", "rules", "certificate", "foreign_language", "parttime", "women_planned", "young_planned",
    "nonstate_chairs", "standardised", "fulltime_chairs",
)  # fmt: skip
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
VERDICTS = {
    "achieved": ("Đạt", "Hoàn thành"),
    "exceeded": ("Vượt", "Đạt và vượt"),
    "mostly_achieved": ("Cơ bản đạt", "Cơ bản hoàn thành"),
    "not_yet_achieved": ("Chưa đạt", "Chưa hoàn thành"),
    "not_achieved": ("Không đạt",),
    "in_progress": ("Đang thực hiện", "Đang triển khai"),
}
SENTENCES = {
    "achieved": ("mục tiêu này đã hoàn thành", "đạt mục tiêu đề ra", "đã hoàn thành chỉ tiêu"),
    "exceeded": ("vượt mục tiêu đề ra", "vượt chỉ tiêu đề ra"),
    "mostly_achieved": ("mục tiêu này cơ bản đạt", "cơ bản hoàn thành chỉ tiêu"),
    "not_yet_achieved": ("chưa đạt mục tiêu đề ra", "mục tiêu này chưa đạt"),
    "not_achieved": ("không đạt mục tiêu đề ra",),
    "in_progress": ("nội dung này đang thực hiện", "mục tiêu này đang triển khai thực hiện"),
}
NUMBERING = {
    "paren": "{}) ",
    "paren_italic": "({}) ",
    "dash": "- Chỉ tiêu {}: ",
    "danhgia": "Chỉ tiêu {}: ",
    "ketqua": "Mục tiêu {}: ",
    "arrow": "- Chỉ tiêu {}. ",
    "prefix": "Mục tiêu {}: ",
}
EQUALS = ("đạt", "bằng", "tỷ lệ")


@dataclass(frozen=True, slots=True)
class Target:
    """One objective: what it asks and what came of it."""

    number: str
    kind: str
    text: str
    short: str
    status: str
    threshold: int = 0
    part: int = 0
    whole: int = 0
    noun: str = ""
    result: str = ""
    part_of: str = ""
    whole_of: str = ""
    blank: bool = False
    unfounded: bool = False

    @property
    def counted(self) -> bool:
        """True if the objective is a number of things, not a share."""
        return bool(self.threshold) and not self.whole


def targets_of(facts: Facts, hand: Hand, orders: Orders, rng: Random, bare: str) -> tuple[Target, ...]:
    """The objectives with statuses that follow from their figures (unless a fault says otherwise)."""
    data = table("targets")
    if facts.campaign.resolution == "nq03" and hand.status not in ("table", "annex"):
        kinds = list(RESOLUTION_03)
    else:
        pool = [kind for kind in POOL if kind != "foreign_language" or facts.unit.profile != "sector"]
        kinds = ["key_officers", *rng.sample(pool, rng.randint(4, 7))]
    if orders.contradicted and "women_planned" not in kinds:
        kinds.append("women_planned") if facts.campaign.resolution != "nq03" else None
    made = []
    for number, kind in enumerate(kinds, start=1):
        entry = data[kind]
        if kinds == list(RESOLUTION_03) and "thresholds" in entry:
            entry = {**entry, "thresholds": entry["thresholds"][:1]}
        made.append(_target(str(number), kind, entry, facts, rng, bare))
    return tuple(_faulty(made, orders, facts, rng))


def _target(number: str, kind: str, entry: dict[str, object], facts: Facts, rng: Random, bare: str) -> Target:
    def pick(name: str) -> str:
        options = entry.get(name, [""])
        assert isinstance(options, list)
        return str(rng.choice(options)).replace("{nq}", bare)

    base = Target(number, kind, pick("text"), pick("short"), "achieved", noun=str(entry.get("noun", "")))
    if entry.get("level") == "central":
        return replace(base, status="not_applicable_at_level")
    if entry.get("qualitative"):
        going = rng.random() < 0.25
        return replace(base, status="in_progress" if going else "achieved", result=pick("going" if going else "done"))
    if entry.get("count_of"):
        value = facts.values[str(entry["count_of"])]
        wanted = max(1, value - rng.choice((0, 0, 1, 2)))
        return replace(base, status="exceeded" if value > wanted else "achieved", threshold=wanted, part=value,
                       part_of=str(entry["count_of"]))  # fmt: skip
    thresholds, span = entry["thresholds"], entry.get("den")
    assert isinstance(thresholds, list)
    threshold = rng.choice(thresholds)
    whole_of, part_of = str(entry.get("den_of", "")), str(entry.get("num_of", ""))
    if whole_of:
        whole = facts.values[whole_of]
    else:
        assert isinstance(span, list)
        whole = rng.randint(*span)
    if part_of:
        part = facts.values[part_of]
    elif threshold == 100:
        part = whole
    else:
        low = 0.86 if kind not in ("women_planned", "young_planned") or rng.random() < 0.3 else 1.02
        part = min(whole - rng.randint(1, max(1, whole // 20)), round(whole * threshold / 100 * rng.uniform(low, 1.25)))
    while part * 100 != threshold * whole and share(part, whole, 1) == threshold and not part_of:
        part -= 1  # or the rounded percentage would contradict the verdict
    if kind == "university":
        lower = facts.values["staff_present_total"] - facts.values["payroll_present"]
        part = whole if lower >= 0 else part
    target = replace(base, threshold=threshold, part=part, whole=whole, part_of=part_of, whole_of=whole_of)
    return replace(target, status=_verdict(target, rng))


def _verdict(target: Target, rng: Random) -> str:
    reached, wanted = target.part * 100, target.threshold * target.whole
    if reached >= wanted:
        return "exceeded" if reached > wanted else "achieved"
    if reached >= wanted * 95 / 100:
        return rng.choice(("mostly_achieved", "not_yet_achieved"))
    return rng.choice(("not_yet_achieved", "not_achieved"))


def _faulty(made: list[Target], orders: Orders, facts: Facts, rng: Random) -> list[Target]:
    for i, target in enumerate(made):
        if orders.contradicted and target.kind in ("women_planned", "key_officers") and _may_contradict(made, target):
            part = round(target.whole * target.threshold / 100) - max(2, target.whole * 3 // 100)
            made[i] = replace(target, part=part, status="achieved")
            orders.find("status_contradicts_figures", f"target {target.number}",
                        f"{part}/{target.whole} is below {target.threshold} %, the verdict says achieved")  # fmt: skip
        if orders.blank_status and target.kind == "key_officers":
            made[i] = replace(target, blank=True)
            orders.find("status_missing", f"target {target.number}", "the place of the verdict is blank")
        if orders.unfounded and target.kind == "key_officers":
            made[i] = replace(target, unfounded=True)
            orders.find("claim_without_figures", f"target {target.number}", "100 % claimed, no figures given")
    return made


def _may_contradict(made: list[Target], target: Target) -> bool:
    return target.kind == "women_planned" or all(other.kind != "women_planned" for other in made)


class TargetWriter:
    """Writes objectives as paragraphs or as rows of a table."""

    def __init__(self, renderer: Renderer, rng: Random) -> None:
        self.renderer, self.hand, self.rng = renderer, renderer.hand, rng

    def paragraph(self, target: Target) -> Marked:
        """One objective with its result and verdict."""
        style = self.hand.status
        wanted = self._wanted(target)
        if target.status == "not_applicable_at_level":
            return self._head(target) + Marked(target.text).stating(self._fact(target)) + "."
        if style == "prefix":
            return self._prefixed(target, wanted)
        result = self._result(target)
        lead = self._head(target)
        if style in ("paren", "paren_italic"):
            mark = "*" if style == "paren_italic" else ""
            told = concat([wanted, ". ", result.capitalised(), ". "] if result.text else [wanted, ". "])
            return lead + told + self._stated(target, f"({mark}", self._word(target), f"{mark})")
        if style == "dash":
            return (
                lead
                + wanted
                + (concat([": ", result]) if result.text else Marked())
                + self._stated(target, " - ", self._word(target), ".")
            )
        if style == "danhgia":
            told = concat([". Kết quả: ", result]) if result.text else Marked()
            word = "……" if target.blank else self._word(target)
            return lead + wanted + told + self._stated(target, ". Đánh giá: ", word, ".")
        if style == "ketqua":
            told = concat([" (", result, ")"]) if result.text else Marked()
            return lead + wanted + ". " + self._stated(target, "Kết quả: ", self._word(target), "") + told + "."
        if style == "arrow":
            told = concat([". Kết quả: ", result]) if result.text else Marked()
            return lead + wanted + told + self._stated(target, " => ", self._word(target), ".")
        told = concat([". Đến nay, ", result]) if result.text else Marked(". Đến nay")
        sentence = self.rng.choice(SENTENCES[target.status])
        return lead + wanted + told + self._stated(target, "; " if result.text else ", ", sentence, ".")

    def row(self, target: Target) -> Marked:
        """One row: objective, threshold, result, verdict."""
        wanted = (
            ""
            if not target.threshold
            else (str(target.threshold) if target.counted else f"{target.threshold}{self.hand.percent}")
        )
        if target.status == "not_applicable_at_level":
            words = Marked(target.text).stating(self._fact(target))
            return concat(["| ", target.number, " | ", words, " |  |  |  |"])
        label = target.short
        result = self._cell(target, label, wanted)
        word = "" if target.blank else self._word(target)
        quoted = result + " | " + word
        if not target.blank:
            quoted = quoted.stating(self._fact(target))
        elif target.part and target.threshold:
            quoted = result.stating(self._fact(target, derived=True)) + " | "
        return concat(["| ", target.number, " | ", self._labelled(label, wanted, quoted, target), " |"])

    def _labelled(self, label: str, wanted: str, quoted: Marked, target: Target) -> Marked:
        # Figures of the row are quoted from their label on, as the golds of tables do.
        row = concat([label, " | ", wanted or "x", " | ", quoted])
        start = len(label) + len(wanted or "x") + 6
        marks = tuple(
            replace(mark, start=0) if isinstance(mark.fact, FigureFact) and mark.start == start else mark
            for mark in row.marks
        )
        return Marked(row.text, marks)

    def _cell(self, target: Target, label: str, wanted: str) -> Marked:
        if target.unfounded:
            return Marked("100" + self.hand.percent)
        if target.result:
            return Marked(target.result)
        if target.counted:
            return Marked(self.renderer.number(target.part, in_words=False) + " người").stating(*self._counts(target))
        ratio = Marked(f"{self._digits(target.part)}/{self._digits(target.whole)} người").stating(*self._counts(target))
        shown = self.renderer.percentage(share(target.part, target.whole, self.hand.decimals))
        return concat([ratio, f" ({shown})"])

    def _head(self, target: Target) -> str:
        if self.hand.status == "sentence":
            return f"Mục tiêu thứ {ORDINALS[int(target.number) - 1]}: "
        return NUMBERING[self.hand.status].format(target.number)

    def _prefixed(self, target: Target, wanted: Marked) -> Marked:
        word = self._word(target)
        head = Marked(f"Mục tiêu {target.number} ({word[:1].lower() + word[1:]})").stating(self._fact(target))
        result = self._result(target)
        return head + ": " + wanted + (concat([". ", result.capitalised()]) if result.text else Marked()) + "."

    def _wanted(self, target: Target) -> Marked:
        shown = str(target.threshold) if target.counted else f"{target.threshold}{self.hand.percent}"
        return Marked(target.text.replace("{nguong}", shown))

    def _result(self, target: Target) -> Marked:
        if target.unfounded:
            return Marked()
        if target.result:
            return Marked(target.result[:1].lower() + target.result[1:])
        if target.counted:
            number = self.renderer.number(target.part)
            return "hiện có " + Marked(f"{number} chủ tịch CĐCS chuyên trách").stating(*self._counts(target))
        ratio = Marked(f"{self._digits(target.part)}/{self._digits(target.whole)} {target.noun}")
        shown = self.renderer.percentage(share(target.part, target.whole, self.hand.decimals))
        lead = self.rng.choice(("có ", "đã có ", ""))
        told = Marked(f"{self.rng.choice(EQUALS)} {shown}")
        ratio_value = share(target.part, target.whole, self.hand.decimals)
        return concat([lead, ratio.stating(*self._counts(target)), ", ",
                       told.stating(OtherFact(ratio_value, "percent"))])  # fmt: skip

    def _counts(self, target: Target) -> list[FigureFact | OtherFact]:
        facts: list[FigureFact | OtherFact] = []
        for indicator, value in ((target.part_of, target.part), (target.whole_of, target.whole)):
            if indicator in ("staff_union_certificate", "provincial_leaders", "provincial_leaders_foreign_language",
                             "grassroots_chairs_fulltime"):  # fmt: skip
                facts.append(self.renderer.fact(indicator))
                self.renderer.stated.add(indicator)
            elif value and indicator == target.part_of:
                facts.append(OtherFact(Decimal(value), "person"))
        return facts

    def _digits(self, value: int) -> str:
        return self.renderer.number(value, in_words=False)

    def _word(self, target: Target) -> str:
        return VERDICTS[target.status][int(target.number) % len(VERDICTS[target.status])]

    def _stated(self, target: Target, before: str, words: str, after: str) -> Marked:
        if target.blank:
            return Marked(before + words + after)
        inside = before.endswith(("(", "(*")) and after
        if inside:
            return Marked(before + words + after).stating(self._fact(target))
        lead = before.lstrip(". ;=>-")
        cut = len(before) - len(lead)
        return concat([before[:cut], Marked(lead + words).stating(self._fact(target)), after])

    def _fact(self, target: Target, *, derived: bool = False) -> TargetFact:
        if target.unfounded:
            in_cell = self.hand.status in ("table", "annex")
            return TargetFact(target.number, target.status, Decimal(100) if in_cell else None,
                              "percent" if in_cell else None)  # fmt: skip
        if target.counted:
            return TargetFact(target.number, target.status, Decimal(target.part), "person", derived)
        if target.whole:
            ratio = share(target.part, target.whole, self.hand.decimals)
            return TargetFact(target.number, target.status, ratio, "percent", derived)
        return TargetFact(target.number, target.status)
