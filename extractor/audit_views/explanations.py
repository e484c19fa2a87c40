"""What a rule means: data/explanations.toml beside the rule's own record in the catalogue."""

import tomllib
from functools import cache

from pydantic import Field

from extractor.audit_views.words import DATA
from schemas.catalogue import Catalogue, CatalogueProblem, Lang, Rule
from schemas.finding import Finding, Severity
from schemas.frozen import Frozen

FILE = "explanations.toml"
DEFAULT_HEADING = "ĐẶC ĐIỂM, TÌNH HÌNH"


class Example(Frozen):
    """Sentences of a report (in Vietnamese, as reports are), and what the audit makes of them.

    `title` and `heading` are those of the report and the section where they decide.
    """

    title: str | None = None
    heading: str = DEFAULT_HEADING
    text: str = Field(min_length=1)
    note_vi: str = Field(min_length=1)
    note_en: str = Field(min_length=1)

    def note(self, lang: Lang) -> str:
        """What the audit makes of the text."""
        return self.note_en if lang == "en" else self.note_vi


class Explanation(Frozen):
    """One record of the file. `check` names what is compared, whatever the outcome."""

    rule: str
    check_vi: str = Field(min_length=1)
    check_en: str = Field(min_length=1)
    why_vi: str = Field(min_length=1)
    why_en: str = Field(min_length=1)
    holds: Example
    broken: Example


class ExampleTold(Frozen):
    """An example in one language."""

    text: str
    note: str


class Told(Frozen):
    """A rule explained in one language. A rule without a record has only what the catalogue says of it."""

    rule: str
    severity: Severity
    name: str
    check: str
    meaning: str
    why: str | None = None
    holds: ExampleTold | None = None
    broken: ExampleTold | None = None
    advice: str


@cache
def explanations() -> dict[str, Explanation]:
    """The records by rule. Raises CatalogueProblem where the file is wrong."""
    with (DATA / FILE).open("rb") as file:
        raw = tomllib.load(file)["explanations"]
    try:
        records = [Explanation.model_validate(item) for item in raw]
    except ValueError as error:
        raise CatalogueProblem(FILE, "", str(error)) from error
    return {record.rule: record for record in records}


def explain(rule: Rule, lang: Lang) -> Told:
    """The rule explained; without a record, by what the catalogue says of it."""
    record = explanations().get(rule.code)
    if record is None:
        return Told(
            rule=rule.code,
            severity=rule.severity,
            name=rule.name(lang),
            check=rule.name(lang),
            meaning=rule.meaning(lang),
            advice=rule.advice(lang),
        )
    english = lang == "en"
    return Told(
        rule=rule.code,
        severity=rule.severity,
        name=rule.name(lang),
        check=record.check_en if english else record.check_vi,
        meaning=rule.meaning(lang),
        why=record.why_en if english else record.why_vi,
        holds=ExampleTold(text=record.holds.text, note=record.holds.note(lang)),
        broken=ExampleTold(text=record.broken.text, note=record.broken.note(lang)),
        advice=rule.advice(lang),
    )


def title_of(finding: Finding, catalogue: Catalogue, lang: Lang) -> str:
    """A finding's title: of a broken check what is wrong, else what was compared; the code where nobody named it."""
    record, rule = explanations().get(finding.rule), catalogue.rules.get(finding.rule)
    if record is not None and finding.outcome != "broken":
        return record.check_en if lang == "en" else record.check_vi
    return rule.name(lang) if rule else finding.rule
