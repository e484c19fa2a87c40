"""Facts, a hand and the orders of a fault into one report and its gold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from generator.citations import Citations, documents_of
from generator.context import context
from generator.facts import Facts
from generator.faults import Orders, later
from generator.hand import Hand, table
from generator.header import closing, gold_header, head_of, letterhead, opening, title
from generator.marked import CitationFact, FigureFact, Marked, OtherFact, TargetFact, concat
from generator.numbers import date
from generator.render import Missing, Renderer
from generator.tables import TableWriter
from generator.targets import Target, TargetWriter, targets_of

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
LETTERS = "abcdđe"
PART_WORDS = ("nhất", "hai")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report: the text, the marks in it, and its gold."""

    marked: Marked
    header: dict[str, Any]
    documents: Citations
    findings: tuple[dict[str, str], ...]

    @property
    def text(self) -> str:
        """The text of report.md."""
        return self.marked.text

    def gold(self) -> dict[str, Any]:
        """Gold in the order of the text."""
        figures: dict[tuple[object, ...], dict[str, Any]] = {}
        others, targets = [], []
        mentions: dict[str, int] = {}
        for mark in sorted(self.marked.marks, key=lambda mark: (mark.start, mark.end)):
            quote = self.marked.quote(mark)
            match mark.fact:
                case FigureFact() as fact:
                    key = (fact.indicator, fact.value, fact.upper, fact.bound, fact.period)
                    figures.setdefault(key, _figure(fact, mark.section, quote))
                case OtherFact() as fact:
                    others.append(
                        {"value": _number(fact.value), "bound": fact.bound, "unit": fact.unit, "quote": quote}
                    )
                case TargetFact() as fact:
                    targets.append(_target(fact, mark.section, quote))
                case CitationFact(key=name):
                    mentions[name] = mentions.get(name, 0) + 1
        return {
            "header": self.header,
            "figures": list(figures.values()),
            "other_figures": others,
            "targets": targets,
            "regulations": [self._regulation(key, count) for key, count in mentions.items()],
            "findings": list(self.findings),
        }

    def _regulation(self, key: str, mentions: int) -> dict[str, Any]:
        document = self.documents.documents[key]
        entry: dict[str, Any] = {"type": document.type, "number": document.number, "issued": self.documents.issued(key),
                                 "mentions": mentions}  # fmt: skip
        return entry | ({"name": document.name} if document.name else {})


def write(facts: Facts, hand: Hand, orders: Orders, seed: int) -> Report:
    """The report of these facts in this hand; the same arguments give the same bytes."""
    rng = Random(f"write:{seed}:{hand.name}:{facts.unit.name}")
    return _Writer(facts, hand, orders, rng).report()


class _Writer:
    def __init__(self, facts: Facts, hand: Hand, orders: Orders, rng: Random) -> None:
        self.facts, self.hand, self.orders, self.rng = facts, hand, orders, rng
        self.citations = documents_of(facts, hand, orders, rng)
        self.head = head_of(facts, hand, self.citations.own_code, rng)
        self.words = context(facts, hand, self.head.abbreviation, rng)
        self.targets = targets_of(facts, hand, orders, rng, self.words["nq"])
        self.count_plan()
        planned = {target.kind: target.part for target in self.targets if target.whole_of == "planned_cadres"}
        self.words["nu"] = str(planned.get("women_planned", round(facts.values["planned_cadres"] * 0.37)))
        self.words["tre"] = str(planned.get("young_planned", round(facts.values["planned_cadres"] * 0.24)))
        self.renderer = Renderer(self.facts, hand, orders, self.citations, rng, self.words)
        self.tables = TableWriter(self.renderer)
        self.parts: list[Marked] = []
        self.notes_shown = 0

    def count_plan(self) -> None:
        """What the plan asks is known only once the objectives are chosen."""
        asked = {"plan_specific_targets": len(self.targets), "plan_task_groups": 5 + len(self.targets) % 4}
        self.facts = replace(self.facts, values={**self.facts.values, **asked})
        if self.orders.plan_targets_off:
            told = max(2, len(self.targets) + self.orders.plan_targets_off)
            self.orders.printed["plan_specific_targets"] = told
            number = self.citations.documents["plan"].number or ""
            why = f"the plan is said to have {told} targets, {len(self.targets)} are answered"
            self.orders.find("target_count_mismatch", number, why)

    def report(self) -> Report:
        for block in letterhead(self.head, self.hand, self.facts):
            self.put(block, "header")
        for block in title(self.renderer, self.facts, self.hand, self.rng):
            self.put(block, "header")
        self.put(opening(self.renderer, self.head, self.facts, self.rng), "")
        self.body()
        for block in closing(self.head, self.hand, self.facts, self.rng):
            self.put(block, "signature")
        self.annexes()
        if not self.hand.interrupted:
            for number, note in enumerate(self.citations.notes, start=1):
                self.put(f"[^{number}]: " + note, f"footnote {number}")
        return Report(concat(self.parts, "\n\n") + "\n", gold_header(self.head, self.facts, self.reviewed()),
                      self.citations, tuple(self.orders.findings))  # fmt: skip

    def reviewed(self) -> dict[str, Any] | None:
        """The reviewed document as the header of gold has it."""
        key = self.facts.campaign.resolution
        if not key:
            return None
        document = self.citations.documents[key]
        assert document.day is not None
        return {"type": document.type, "number": document.number, "issued": document.day.isoformat()}

    def put(self, block: Marked, section: str) -> None:
        """Adds a block of text; in an interrupted hand the footnotes of the page follow it."""
        self.parts.append(block.within(section))
        if not self.hand.interrupted:
            return
        at = len(self.parts) - 1
        for note in self.citations.notes[self.notes_shown :]:
            self.notes_shown += 1
            mark = str(self.notes_shown).translate(SUPERSCRIPTS)
            self.parts[at] = _swapped(self.parts[at], f"[^{self.notes_shown}]", mark)
            self.parts.append((mark + " " + note).within(f"footnote {self.notes_shown}"))

    def body(self) -> None:
        outline = table("outlines")[self.hand.outline]
        part, number = 0, 0
        for section in outline["sections"]:
            if self.hand.parts and section.get("part", 0) != part:
                part, number = section["part"], 0
                self.part_heading(part, outline["parts"][part - 1])
            number += 1
            path = f"P{part}.{ROMAN[number - 1]}" if part else ROMAN[number - 1]
            self.heading(1, number, self.rng.choice(section["head"]))
            self.blocks(section.get("blocks", ()), path)
            for i, sub in enumerate(section.get("subs", ()), start=1):
                self.heading(2, i, self.rng.choice(sub["head"]))
                self.blocks(sub.get("blocks", ()), f"{path}.{i}")
                for j, third in enumerate(sub.get("thirds", ()), start=1):
                    self.heading(3, j, self.rng.choice(third["head"]))
                    self.blocks(third["blocks"], f"{path}.{i}.{LETTERS[j - 1]}")

    def part_heading(self, part: int, words: str) -> None:
        """A part: its number and its title on separate lines."""
        words = words.replace("{NQ}", self.words["nq"].upper())
        if self.hand.parts == "Phần thứ":
            label = f"Phần thứ {PART_WORDS[part - 1]}"
        else:
            label = f"{self.hand.parts} {ROMAN[part - 1]}"
        for text in (label, words):
            self.parts.append(Marked(text if self.hand.heading == "plain" else f"**{text}**"))

    def heading(self, level: int, number: int, words: str) -> None:
        """A heading of a section in the numbering of the hand."""
        mark = {"roman": ".", "roman_slash": "/", "dash": "-"}[self.hand.numbering]
        if level == 1:
            text = f"{ROMAN[number - 1]}{mark} {words}"
        elif level == 2:
            text = f"{number}{mark} {words}"
        else:
            text = f"{LETTERS[number - 1]}) {words}"
        shown = {"hash": "#" * level + f" {text}", "plain": text}.get(
            self.hand.heading, f"**{text}**" if level < 3 else f"*{text}*"
        )
        self.parts.append(Marked(shown))

    def blocks(self, names: Sequence[str], section: str) -> None:
        """The blocks of one section, in order."""
        for name in names:
            if name.startswith("@"):
                self.filler(name[1:], section)
            elif name == "targets":
                self.target_block(section)
            elif name == "repeat":
                self.repeat(section)
            else:
                self.block(name, section)

    def block(self, name: str, section: str) -> None:
        """One block in the style of the hand; silently nothing if all its figures are already stated."""
        if ONCE.get(name) in self.renderer.stated:
            return
        entry, style = table("blocks")[name], self.hand.style(name)
        if style not in entry and style in ("table", "series"):
            style = "prose"
        if style not in entry and not (style == "lines" and "lines" in entry):
            style = "table" if self.hand.style(name) == "table" else "prose"
        if style not in entry:
            return
        kept = set(self.renderer.stated)
        try:
            if style == "table":
                shown = self.tables.concepts(name)
            elif style == "series" and "columns" in entry["series"]:
                shown = self.tables.years(name)
            elif style == "series":
                shown = [self.renderer.sentence(self.rng.choice(entry["prose"])), *self.tables.years(name)]
            elif style == "lines":
                shown = self.lines(self.rng.choice(entry["lines"]))
            else:
                shown = [self.renderer.sentence(self.rng.choice(entry["prose"]))]
        except Missing:
            self.renderer.stated.clear()
            self.renderer.stated.update(kept)
            return
        for block in shown:
            self.put(block, section)

    def lines(self, frames: list[str]) -> list[Marked]:
        """List lines; a line whose figures are all known to be absent is left out."""
        shown = []
        for i, frame in enumerate(frames):
            try:
                text = self.renderer.sentence(frame.removeprefix("+ "))
            except Missing:
                continue
            inner = frame.startswith("+ ") or (self.hand.nested and i > 0)
            shown.append(("  + " if inner else self.hand.bullet) + text)
        if not shown:
            raise Missing(frames[0])
        return shown

    def filler(self, name: str, section: str) -> None:
        """Sentences around the facts."""
        entry = table("fillers")[name]
        if name == "merger" and not self.facts.unit.predecessors:
            return
        options = entry.get("text") or entry[self.facts.unit.profile]
        count = {"tasks": 5, "proposals": 2, "favour": 2, "hinder": 2, "limits": 2, "achievement": 2}.get(name, 1)
        if self.hand.outline == "short":
            count = min(count, 4)
        chosen = self.rng.sample(options, min(count, len(options)))
        listed = self.hand.style("*") == "lines" or name in ("tasks", "proposals")
        for i, frame in enumerate(chosen, start=1):
            if name in ("favour",) and i > 1:
                frame = frame.removeprefix("Thuận lợi: ")
            text = self.renderer.sentence(frame)
            self.put((self.hand.bullet if listed else "") + text, section)

    def target_block(self, section: str) -> None:
        """The objectives with their results, in the text, in a table or in an annex."""
        writer = TargetWriter(self.renderer, self.rng)
        if self.hand.status == "annex":
            self.put(
                Marked("Kết quả thực hiện từng chỉ tiêu được tổng hợp tại Phụ lục 2 kèm theo báo cáo này."), section
            )
            return
        if self.hand.status == "table":
            self.put(Marked("Kết quả thực hiện các chỉ tiêu đến thời điểm báo cáo như sau:"), section)
            self.put(self.tables.caption(["Kết quả thực hiện các chỉ tiêu"]), section)
            self.put(self.target_table(writer), section)
            return
        self.put(Marked("Đối chiếu với mục tiêu đề ra, kết quả thực hiện như sau:"), section)
        for target in self.targets:
            self.put(writer.paragraph(target), section)

    def target_table(self, writer: TargetWriter) -> Marked:
        """The objectives as rows."""
        head = ["| TT | Chỉ tiêu | Kế hoạch | Kết quả | Đánh giá |", "|:--:|:---|:---:|:---:|:---:|"]
        return concat([*head, *(writer.row(target) for target in self.targets)], "\n")

    def repeat(self, section: str) -> None:
        """The appraisal tells some things again; here some faults stand."""
        orders, told = self.orders, []
        stated = self.renderer.stated
        for indicator, value in orders.repeated.items():
            if indicator not in stated:
                raise AssertionError(f"{indicator} was not stated before it is repeated")
            fact = FigureFact(indicator, Decimal(value), self.renderer.fact(indicator).unit,
                              period=self.renderer.period(indicator) or None)  # fmt: skip
            frame = REPEATS[indicator]
            before, after = frame.split("@")
            words = Marked(f"{before}{self.renderer.number(value, in_words=False)}{after}").stating(fact)
            told.append("Tính chung, " + words + ", một kết quả đáng ghi nhận.")
        if not orders.repeated and "training_sent_total" in stated and self.rng.random() < 0.4:
            again = self.renderer.render("[@training_sent_total lượt cán bộ được cử đi đào tạo, bồi dưỡng]")
            told.append("Qua " + again + ", năng lực của đội ngũ được nâng lên rõ rệt.")
        told += self.late_citations()
        for text in told:
            self.put((self.hand.bullet if self.hand.style("*") == "lines" else "") + text, section)

    def late_citations(self) -> list[Marked]:
        """Printings of documents that a fault asks for."""
        orders, cited, told = self.orders, self.citations, []
        if orders.conflicting_date:
            document = cited.documents[orders.conflicting_date]
            assert document.day is not None
            other = document.day.replace(month=document.day.month % 6 + 4)
            told.append("Việc thực hiện " + cited.other_date(document.key, other) + " được duy trì thường xuyên.")
            # The date is printed in its proper place, too, or nothing would conflict.
            orders.find("citation_date_conflict", document.number or "",
                        f"{document.day.isoformat()} and {other.isoformat()}")  # fmt: skip
        if orders.variant:
            document = cited.documents[orders.variant]
            told.append("Tinh thần của " + cited.variant(orders.variant) + " đã đi vào cuộc sống.")
            orders.find("citation_variant", document.number or "", f"once printed {document.variant}")
        if orders.young_document:
            told.append("Việc xếp loại cán bộ theo " + cited.mention("young", "date") + " đã đi vào nền nếp.")
            document = cited.documents["young"]
            orders.find("citation_after_report", document.number or "",
                        f"dated {later(self.facts.campaign.issued).isoformat()}, after the report")  # fmt: skip
        if orders.impossible_day:
            told.append("Quy trình bổ nhiệm theo " + cited.mention("odd", "date") + " được thực hiện nghiêm túc.")
            document = cited.documents["odd"]
            orders.find("impossible_date", document.number or "", f"dated {cited.issued('odd')}")
        return told

    def annexes(self) -> None:
        """Annexes of a hand that keeps its tables there."""
        with_rows = self.hand.annex_rows and bool(self.facts.rows)
        if self.hand.status != "annex":
            return
        number = f"Báo cáo số {self.head.number}" if self.head.number else "Báo cáo"
        dated = f"ngày {date(self.facts.campaign.issued, 'slash')} của {self.head.issuer}"
        if with_rows:
            self.parts.append(Marked("**PHỤ LỤC 1**"))
            self.parts.append(Marked("**Tổng hợp biên chế, cán bộ theo đơn vị**"))
            self.put(Marked(f"*(Kèm theo {number} {dated}; đơn vị tính: người)*"), "annex 1")
            for block in self.tables.units():
                self.put(block, "annex 1")
        self.parts.append(Marked("**PHỤ LỤC 2**"))
        self.parts.append(Marked("**Kết quả thực hiện các chỉ tiêu**"))
        self.put(Marked(f"*(Kèm theo {number} {dated})*"), "annex 2")
        self.put(self.target_table(TargetWriter(self.renderer, self.rng)), "annex 2")


ONCE = {"certificate": "staff_union_certificate", "leaders": "provincial_leaders"}
REPEATS = {
    "local_training_attendances": "có @ lượt cán bộ được tập huấn tại các lớp do công đoàn các cấp mở",
    "planned_cadres": "có @ cán bộ trong quy hoạch các chức danh lãnh đạo, quản lý",
    "union_members_new": "kết nạp mới @ đoàn viên",
}


def _swapped(text: Marked, old: str, new: str) -> Marked:
    at = text.text.find(old)
    if at < 0:
        return text
    shift = len(new) - len(old)

    def moved(position: int) -> int:
        return position + shift if position > at else position

    marks = tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in text.marks)
    return Marked(text.text[:at] + new + text.text[at + len(old) :], marks)


def _figure(fact: FigureFact, section: str, quote: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "indicator": fact.indicator, "value": _number(fact.value),
        "upper": None if fact.upper is None else _number(fact.upper), "bound": fact.bound, "unit": fact.unit,
        "section": section, "quote": quote,
    }  # fmt: skip
    if fact.period:
        entry["period"] = fact.period
    return entry | {"implied": fact.implied}


def _target(fact: TargetFact, section: str, quote: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"number": fact.number, "status": fact.status}
    if fact.actual is not None:
        entry |= {"actual": _number(fact.actual), "actual_unit": fact.actual_unit}
    if fact.derived:
        entry["derived"] = True
    return entry | {"section": section, "quote": quote}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


__all__ = ["Report", "Target", "write"]
