"""Frames and wordings into marked text.

A frame is a sentence with places for figures (see blocks.toml). Rendering decides how this hand spells
each number, which of its wordings an indicator takes, and what share stands beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from random import Random

from generator.citations import Citations
from generator.facts import COURSES, RATINGS, Facts, Hedge
from generator.faults import Orders
from generator.hand import Hand, phrases, table
from generator.marked import FigureFact, Marked, OtherFact, concat, listed
from generator.numbers import HEDGE_WORDS, decimal, digits, share, words
from generator.units import indicator_rows

TOKEN = re.compile(
    r"⟪(?P<optional>[^⟫]*)⟫|<(?P<figure>[a-z0-9_]+)(?::(?P<form>[a-z]+))?>|\[(?P<quote>[^\[\]^]*)\]|\{(?P<brace>[^{}]+)\}"
)
NUMBER = re.compile(
    r"@(?P<indicator>[a-z0-9_]+)"
    r"|#(?P<unit>[a-z]+)(?P<bound>[~>]?)(?:\.(?P<places>[0-9]))?(?:\*(?P<factor>[0-9]+))?"
    r":(?P<low>[0-9]+)-(?P<high>[0-9]+)(?:/(?P<step>[0-9]+))?"
)
SENTENCE_START = re.compile(r"(?<=[^\W_]\. )[a-zà-ỹđ]|(?<=[%)]\. )[a-zà-ỹđ]")
HEDGED = (("không dưới ", "at_least"), ("ít nhất ", "at_least"), ("trên ", "at_least"), ("hơn ", "at_least"),
          ("khoảng ", "approx"), ("dưới ", "at_most"), ("gần ", "at_most"))  # fmt: skip
KEEP_CAPITAL = (
    "LĐLĐ", "CĐCS", "CNVCLĐ", "Ban ", "Ủy ", "Công đoàn Viên chức", "Công đoàn các khu", "Công đoàn khu", "Liên đoàn",
    "DTTS", "LLCT", "QLNN",
)  # fmt: skip
WHOLES = {
    "staff_": "staff_present_total",
    "union_members_female": "union_members",
    "union_members_nonstate": "union_members",
    "union_members": "workers_total",
}
STAFF_GROUPS = ("structure", "age", "education", "theory", "grades", "skills")


class Missing(Exception):
    """A frame asks for a figure that the report does not have, or has already stated."""


@dataclass(slots=True)
class Renderer:
    """Renders the frames of one report; remembers which figures it has stated."""

    facts: Facts
    hand: Hand
    orders: Orders
    citations: Citations
    rng: Random
    words: Mapping[str, str]
    stated: set[str] = field(default_factory=set)

    def render(self, frame: str) -> Marked:
        """A frame as marked text. Raises Missing."""
        for name in ("nu", "tre"):
            frame = frame.replace(f"§{name}§", self.words.get(name, ""))
        parts: list[Marked | str] = []
        at = 0
        for found in TOKEN.finditer(frame):
            parts.append(frame[at : found.start()])
            at = found.end()
            if found["optional"] is not None:
                parts.append(self._optional(found["optional"]))
            elif found["figure"]:
                parts.append(self.figure(found["figure"], found["form"] or ""))
            elif found["quote"] is not None:
                parts.append(self._quoted(found["quote"]))
            else:
                parts.append(self._brace(found["brace"]))
        parts.append(frame[at:])
        return concat(parts)

    def sentence(self, frame: str) -> Marked:
        """A frame that starts a sentence."""
        text = self.render(frame).capitalised()
        return Marked(SENTENCE_START.sub(lambda found: found[0].upper(), text.text), text.marks)

    def figure(self, indicator: str, form: str = "", group: str = "", pick: int | None = None) -> Marked:
        """A figure in one of its wordings, with its share where the hand prints one. Raises Missing.

        `pick` chooses the wording, so that the items of one list are told alike.
        """
        pick = self.rng.randrange(12) if pick is None else pick
        if not self.known(indicator):
            raise Missing(indicator)
        wordings = phrases()[indicator]
        form = form or self.hand.prose_form
        value = self.value(indicator)
        if value == 0 and "zero" in wordings:
            self.stated.add(indicator)
            text = Marked(self._abbreviate(self.rng.choice(wordings["zero"])))
            return text.stating(self.fact(indicator, implied=True, unit="person"))
        if form in ("label", "full", "table"):
            shown = self._labelled(indicator, form, pick)
        else:
            fallbacks = {"nounfull": ("nounfull", "noun"), "clause": ("clause", "noun"), "noun": ("noun", "clause")}
            options = next(wordings[name] for name in fallbacks[form] if name in wordings)
            shown = self._worded(indicator, options[pick % len(options)])
        self.stated.add(indicator)
        return shown + self._share(indicator, group)

    def items(self, group: str, form: str) -> Marked:
        """The figures of a group that are known and not stated yet. Raises Missing if there are none."""
        wanted = [key for key in table("blocks")["groups"][group] if self.known(key) and key not in self.stated]
        if not wanted:
            raise Missing(group)
        form = form or self.hand.prose_form
        pick = self.rng.randrange(12)
        parts = [self._item(key, form, group, pick) for key in wanted]
        return listed(parts, self.hand.joiner if form in ("noun", "nounfull") else "; ", self._last(form))

    def known(self, indicator: str) -> bool:
        """True if the report has a value for this indicator."""
        return self.facts.values.get(indicator) is not None

    def value(self, indicator: str) -> int:
        """The value as it is to be printed."""
        return self.orders.printed.get(indicator, self.facts.values[indicator])

    def fact(self, indicator: str, *, implied: bool = False, unit: str = "", period: str = "") -> FigureFact:
        """The fact that a printing of this indicator states."""
        hedge = self._hedge(indicator)
        value, bound, upper = Decimal(self.value(indicator)), "exact", None
        if hedge and not implied:
            value, bound = Decimal(hedge.value), hedge.bound
            upper = None if hedge.upper is None else Decimal(hedge.upper)
        unit = unit or ("person" if indicator in COURSES and self.orders.persons_for_courses else unit_of(indicator))
        return FigureFact(indicator, value, unit, bound, upper, period or self.period(indicator) or None, implied)

    def period(self, indicator: str) -> str:
        """The period of a figure by the conventions of gold; empty where none is given."""
        campaign = self.facts.campaign
        if indicator == "payroll_assigned":
            return f"year:{campaign.end}"
        if indicator in RATINGS:
            return f"year:{max(self.facts.by_year[indicator])}"
        if indicator in NO_PERIOD:
            return ""
        if kind_of(indicator) == "flow":
            return f"range:{campaign.start}-{campaign.end}"
        return f"as_of:{self.facts.stock_date.isoformat()}"

    def number(self, value: int, *, in_words: bool = True) -> str:
        """A whole number in the habits of the hand."""
        if in_words and 0 < value <= self.hand.words_up_to:
            return words(value)
        return digits(value, self.hand.thousands, self.hand.leading_zero)

    def percentage(self, number: Decimal) -> str:
        """A percentage with its sign."""
        return decimal(number) + self.hand.percent

    def whole(self, indicator: str) -> str | None:
        """The indicator of which this one is a share."""
        for prefix, whole in WHOLES.items():
            if indicator == prefix or (prefix == "staff_" and indicator.startswith(prefix)):
                return whole if indicator != whole and self.known(whole) else None
        return None

    def _item(self, indicator: str, form: str, group: str, pick: int) -> Marked:
        implied = phrases()[indicator].get("implied")
        if implied and self.value(indicator) == 1 and self.rng.random() < 0.5:
            self.stated.add(indicator)
            return self.render(implied[0]).stating(self.fact(indicator, implied=True))
        return self.figure(indicator, form, group, pick)

    def _last(self, form: str) -> str:
        if form in ("noun", "nounfull") and self.hand.joiner == ", ":
            return self.rng.choice((", ", " và "))
        return "; " if form not in ("noun", "nounfull") else self.hand.joiner

    def _worded(self, indicator: str, wording: str) -> Marked:
        before, after = wording.split("@", 1)
        text = concat([self.render(self._unit(before, indicator)), self._number(indicator),
                       self.render(self._unit(after, indicator))])  # fmt: skip
        return text.stating(self.fact(indicator))

    def _labelled(self, indicator: str, form: str, pick: int) -> Marked:
        wordings = phrases()[indicator]
        labels = wordings.get(form) or wordings["full"]
        label = labels[pick % len(labels)]
        mark = self.hand.label
        unit = self._unit(wordings["unit_words"][pick % len(wordings["unit_words"])], indicator)
        slashed = "/" in self._number(indicator)
        bare = unit_of(indicator) == "person" and (mark == ": " or slashed) and pick % 2 == 0
        label = self._abbreviate(label)
        if not label.startswith(KEEP_CAPITAL):
            label = label[:1].lower() + label[1:]
        shown_label = self.render(label)
        if shown_label.text[-1:].isdigit():
            mark = ": "
        parts: list[Marked | str] = [shown_label, mark, self._number(indicator, in_words=False)]
        if not bare:
            parts.append(" " + unit)
        return concat(parts).stating(self.fact(indicator))

    def _number(self, indicator: str, *, in_words: bool = True) -> str:
        hedge = self._hedge(indicator)
        if hedge:
            if hedge.upper is not None:
                return f"từ {self.number(hedge.value, in_words=False)} đến {self.number(hedge.upper, in_words=False)}"
            options = HEDGE_WORDS[hedge.bound]
            return f"{options[len(indicator) % len(options)]} {self.number(hedge.value, in_words=False)}"
        value = self.value(indicator)
        shown = self.number(value, in_words=in_words)
        if unit_of(indicator) == "percent":
            return str(value)
        whole = self.whole(indicator)
        if self.hand.share_style.startswith("slash") and whole and self._shared(indicator):
            return f"{self.number(value, in_words=False)}/{self.number(self.value(whole), in_words=False)}"
        return shown

    def _share(self, indicator: str, group: str) -> Marked:
        whole = self.whole(indicator)
        style = self.hand.share_style
        if not whole or not self._shared(indicator) or style in ("", "slash") or indicator in self.orders.printed:
            return Marked()
        ratio = share(self.value(indicator), self.value(whole), self.hand.decimals)
        ratio += self.orders.wrong_shares.get(indicator, 0)
        text = self.percentage(ratio)
        if style == "chiem":
            before, text = (" ", f"(chiếm {text})") if group else (", ", f"chiếm {text}")
            return before + Marked(text).stating(OtherFact(ratio, "percent"))
        return " " + Marked(f"({text})").stating(OtherFact(ratio, "percent"))

    def _shared(self, indicator: str) -> bool:
        groups = table("blocks")["groups"]
        inside = [name for name in (*STAFF_GROUPS,) if indicator in groups[name]]
        if indicator.startswith("union_members"):
            inside.append("members")
        return any(name in self.hand.shares for name in inside)

    def _hedge(self, indicator: str) -> Hedge | None:
        if indicator not in self.hand.hedges or indicator in self.orders.printed:
            return None
        if indicator in self.orders.repeated:
            return None
        return self.facts.hedges.get(indicator)

    def _unit(self, text: str, indicator: str) -> str:
        unit = unit_of(indicator)
        if unit == "attendance":
            word = self.hand.attendance
            if indicator in COURSES and self.orders.persons_for_courses:
                word = "người"
        else:
            word = self.hand.person
        return self._abbreviate(text.replace("~", word))

    def _abbreviate(self, text: str) -> str:
        for long, short in self.hand.abbreviations.items():
            text = text.replace(long, short)
        return text

    def _optional(self, frame: str) -> Marked:
        kept = set(self.stated)
        try:
            return self.render(frame)
        except Missing:
            self.stated.clear()
            self.stated.update(kept)
            return Marked()

    def _quoted(self, frame: str) -> Marked:
        facts: list[FigureFact | OtherFact] = []
        parts: list[Marked | str] = []
        at = 0
        for found in NUMBER.finditer(frame):
            parts.append(self.render(frame[at : found.start()]))
            at = found.end()
            if found["indicator"]:
                indicator = found["indicator"]
                if not self.known(indicator):
                    raise Missing(indicator)
                self.stated.add(indicator)
                parts.append(self._number(indicator))
                facts.append(self.fact(indicator))
            else:
                text, fact = self._distractor(found, frame[: found.start()], frame[found.end() :])
                parts.append(text)
                facts.append(fact)
        parts.append(self.render(frame[at:]))
        return concat(parts).stating(*facts)

    def _distractor(self, found: re.Match[str], before: str, after: str) -> tuple[str, OtherFact]:
        step = int(found["step"] or 1)
        places = int(found["places"] or 0)
        number = Decimal(self.rng.randrange(int(found["low"]), int(found["high"]) + 1, step))
        if places:
            number += Decimal(self.rng.randint(1, 10**places - 1)).scaleb(-places)
            number = number.normalize()
        bound, text = "exact", decimal(number) if places else self.number(int(number), in_words=False)
        if found["bound"]:
            bound = "approx" if found["bound"] == "~" else "at_least"
            text = ("khoảng " if bound == "approx" else "hơn ") + text
        for word, hedged in HEDGED:
            if before.endswith(word):
                bound = hedged
        if "trở lên" in after:
            bound = "at_least"
        return text, OtherFact(number * int(found["factor"] or 1), found["unit"], bound)

    def _brace(self, name: str) -> Marked:
        if name.startswith("cite:"):
            key, _, form = name[5:].partition(":")
            return self.citations.mention(key, form or "number")
        if name.startswith("cite_day:"):
            return Marked(self.citations.day(name[9:]))
        if name.startswith("items:"):
            group, _, form = name[6:].partition(":")
            return self.items(group, form)
        if name == "nqvt" and self.facts.campaign.resolution:
            return self.citations.mention(self.facts.campaign.resolution, "short")
        return Marked(self.words[name])


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["unit"], row["type"]) for row in indicator_rows()}


def unit_of(indicator: str) -> str:
    """The catalogue's unit of an indicator."""
    return _catalogue()[indicator][0]


def kind_of(indicator: str) -> str:
    """Stock or flow."""
    return _catalogue()[indicator][1]


NO_PERIOD = (
    "plan_specific_targets", "plan_task_groups", "specialist_departments_before", "specialist_departments_after",
    "trainees_receiving_full_benefits", "upper_units_instructed_to_propagate",
)  # fmt: skip
