"""The record types of the catalogue: indicators, provinces, resolutions with their objectives, identities."""

from typing import Literal

from pydantic import Field

from schemas.facts import Threshold
from schemas.finding import Outcome, Severity
from schemas.frozen import Frozen
from schemas.period import PartialDate
from schemas.quantity import Unit
from schemas.report import Era

Group = Literal["organisation", "staff", "training", "personnel", "plan"]
Lang = Literal["vi", "en"]


class Indicator(Frozen):
    """What may be counted. `relation` is the role towards `parent`: `subset`, `partition:KIND`, `partial:KIND`.

    A partition's parts add up to the parent when all are listed; a partial one leaves a rest that
    reports do not name; a subset overlaps with others. `examples` are phrases as reports write them.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    group: Group
    label_vi: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    unit: Unit
    type: Literal["stock", "flow"]
    parent: str | None = None
    relation: str | None = Field(default=None, pattern=r"^(subset|(partition|partial):[a-z_]+)$")
    examples: tuple[str, ...] = Field(min_length=1)

    def label(self, lang: Lang = "vi") -> str:
        """The name to show."""
        return self.label_en if lang == "en" else self.label_vi


class Province(Frozen):
    """A province in one era; its key is (era, code), since seven codes changed meaning on 1 July 2025.

    `type` is the status at the era's start (for the earlier era: 2024); `type_from_2026_04_30` where known.
    `successor` is the code of the unit of 1 July 2025 that took over the territory (earlier era only).
    """

    era: Era
    code: str = Field(pattern=r"^[0-9]{2}$")
    name: str = Field(min_length=1)
    type: Literal["tỉnh", "thành phố trực thuộc trung ương"]
    type_from_2026_04_30: Literal["tỉnh", "thành phố trực thuộc trung ương"] | None = None
    region: str | None = None
    aliases: tuple[str, ...] = ()
    successor: str | None = None
    change: str | None = None
    note: str | None = None

    @property
    def key(self) -> tuple[Era, str]:
        """(era, code): the only identity of a province."""
        return (self.era, self.code)


class Ratio(Frozen):
    """A numerator and a denominator (indicator ids) that answer an objective numerically.

    `same_denominator` is false where the indicator counts more people than the objective speaks of:
    then the ratio supports or questions a claim, and never refutes it.
    """

    part: str
    whole: str
    same_denominator: bool


class Objective(Frozen):
    """One objective of a resolution, or one part of it (`2a` of `2`).

    `wordings`: each is a list of phrases that must all occur in a target's text. `text` is null where
    the official wording is not known. `deadline` is the last day that the wording gives.
    """

    id: str = Field(pattern=r"^[0-9]+[a-z]?$")
    parent: str | None = None
    text_key: str | None = None
    text: str | None = None
    wordings: tuple[tuple[str, ...], ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    qualitative: bool = False
    deadline: PartialDate | None = None
    deadline_text: str | None = None
    level: Literal["all", "central"] = "all"
    denominator: str | None = None
    answered_by: tuple[Ratio, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class Citations(Frozen):
    """Citations that are this resolution, and look-alikes that are not."""

    matching: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...] = Field(min_length=1)


class Resolution(Frozen):
    """A resolution that reports review. `spellings` are other ways its number is printed."""

    id: str
    type: str
    number: str
    spellings: tuple[str, ...] = ()
    issued: PartialDate
    issuer: str
    term: str | None = None
    title: str
    citations: Citations
    objectives: tuple[Objective, ...] = Field(min_length=1)

    @property
    def year(self) -> int:
        """The year of issue; numbers restart every year."""
        return int(self.issued[:4])

    def objective(self, id: str) -> Objective | None:
        """The objective or part with that id."""
        return next((objective for objective in self.objectives if objective.id == id), None)

    def with_parts(self, id: str) -> tuple[Objective, ...]:
        """An objective and its parts, or the one part."""
        return tuple(objective for objective in self.objectives if id in (objective.id, objective.parent))


IdentityKind = Literal["partition", "partial", "subset", "not_more", "before_after", "quota"]


class IdentityExample(Frozen):
    """Figures by indicator id (`">100"`, `"~40"`, `"20-30"`, `"52"`) and what the check must say of them."""

    figures: dict[str, str]
    outcome: Outcome


class Identity(Frozen):
    """An arithmetical relation between indicators that an honest report cannot break.

    `partition`: the parts make up the whole; `partial`: they may leave a rest; `subset`: each part is
    at most the whole; `not_more`: like subset, but an excess is possible (posts filled above the
    quota); `before_after`: parts[0] is the state after, whole the state before; `quota`: parts[0] is
    outside the whole (contract staff outside the payroll). `core`: the parts that a listing must name
    before a shortfall means anything; `listing`: a list of so many parts is taken as complete (reports
    list the courses to the last); `closed`: the catalogue knows no further part. `singles`: parts of which
    a unit has one, which reports name without a number ("và Công đoàn Viên chức tỉnh").
    `people`: the indicator whose number of persons all parts are shares of, for checks of percentages.
    """

    id: str
    kind: IdentityKind
    whole: str
    parts: tuple[str, ...] = Field(min_length=1)
    core: tuple[str, ...] = ()
    listing: int | None = Field(default=None, ge=2)
    closed: bool = False
    singles: tuple[str, ...] = ()
    people: str | None = None
    message_vi: str = Field(min_length=1)
    message_en: str = Field(min_length=1)
    examples: tuple[IdentityExample, ...] = Field(min_length=1)

    def message(self, lang: Lang = "vi") -> str:
        """What the relation says, for a reader."""
        return self.message_en if lang == "en" else self.message_vi


class Rule(Frozen):
    """A rule of the audit: its stable code, the severity of a broken check, its wording in two languages.

    `reports`: "one" where a report is checked against itself, "several" where it is compared with others.
    `suspects`: the rule only ever asks; what it cannot tell has the rule's severity.
    """

    code: str = Field(pattern=r"^[a-z][a-z_]*$")
    severity: Severity
    name_vi: str
    name_en: str
    broken_vi: str
    broken_en: str
    holds_vi: str
    holds_en: str
    cannot_tell_vi: str
    cannot_tell_en: str
    meaning_vi: str = Field(min_length=1)
    meaning_en: str = Field(min_length=1)
    advice_vi: str
    advice_en: str
    reports: Literal["one", "several"] = "one"
    suspects: bool = False

    def name(self, lang: Lang = "vi") -> str:
        """The rule's name for a reader."""
        return self.name_en if lang == "en" else self.name_vi

    def meaning(self, lang: Lang = "vi") -> str:
        """What the rule compares, and what it means if the check fails."""
        return self.meaning_en if lang == "en" else self.meaning_vi

    def advice(self, lang: Lang = "vi") -> str:
        """What to do about a broken check."""
        return self.advice_en if lang == "en" else self.advice_vi

    def template(self, outcome: Outcome, lang: Lang = "vi") -> str:
        """The message's template for an outcome."""
        templates = {
            ("broken", "vi"): self.broken_vi,
            ("broken", "en"): self.broken_en,
            ("holds", "vi"): self.holds_vi,
            ("holds", "en"): self.holds_en,
            ("cannot_tell", "vi"): self.cannot_tell_vi,
            ("cannot_tell", "en"): self.cannot_tell_en,
        }
        return templates[outcome, lang]
