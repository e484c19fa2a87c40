"""The wording of the query letter and of its question for each rule: data/questions.toml."""

import string
import tomllib
from functools import cache
from typing import Any, Literal

from pydantic import Field, ValidationError

from extractor.audit_views.words import DATA
from schemas.catalogue import CatalogueProblem
from schemas.frozen import Frozen

FILE = "questions.toml"
FIELDS = frozenset({"subject", "about", "number", "arithmetic", "message", "several", "detail"})

Quotes = Literal["all", "not targets", "own target"]
Theme = Literal["figures", "targets", "citations"]


class Wording(Frozen):
    """How one question is put; the file's head says what each text is for."""

    theme: Theme | None = None
    detail: str | None = None
    quotes: Quotes = "all"
    heading: str = Field(min_length=1)
    found: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    heading_many: str | None = None
    found_many: str | None = None
    ask_many: str | None = None
    found_open: str | None = None
    ask_open: str | None = None

    @property
    def asks_open(self) -> bool:
        """True if what the audit cannot decide is worth a question."""
        return self.found_open is not None and self.ask_open is not None

    @property
    def together(self) -> bool:
        """True if several findings of the rule make one question."""
        return self.heading_many is not None


class Letter(Frozen):
    """The letter's own sentences."""

    symbol: str
    sender: str
    unknown_unit: str
    unions: dict[str, str]
    party: str
    about: str
    address: str
    document: str
    numbered: str
    dated: str
    file: str
    titled: str
    opening: str
    opening_open: str
    further: str
    quoted: str
    cells: str
    and_others: str
    times: str
    required: str
    signs: dict[str, str]
    page: str
    closing: str
    end: str
    recipients: tuple[str, ...]


class Questions(Frozen):
    """All of the file. A rule without a wording of its own is asked about in the words of `fallback`."""

    letter: Letter
    fallback: Wording
    by_rule: dict[str, Wording]

    def wording(self, rule: str) -> Wording:
        """The rule's own wording, or the general one."""
        return self.by_rule.get(rule, self.fallback)


@cache
def questions() -> Questions:
    """The file's content, read once. Raises CatalogueProblem with the record where it is wrong."""
    with (DATA / FILE).open("rb") as file:
        data = tomllib.load(file)
    by_rule = {}
    for item in data.pop("questions"):
        rule = str(item.pop("rule", ""))
        if not rule or rule in by_rule:
            raise CatalogueProblem(FILE, rule, "a question without a rule, or the second for one")
        by_rule[rule] = _wording(rule, item)
    return Questions(
        letter=Letter.model_validate(data["letter"]), fallback=_wording("fallback", data["fallback"]), by_rule=by_rule
    )


def _wording(name: str, item: dict[str, Any]) -> Wording:
    try:
        wording = Wording.model_validate(item)
    except ValidationError as error:
        raise CatalogueProblem(FILE, name, str(error.errors()[0]["msg"])) from error
    for key, text in wording.model_dump(exclude_none=True).items():
        unknown = {field for _, field, _, _ in string.Formatter().parse(text) if field} - FIELDS
        if unknown:
            raise CatalogueProblem(FILE, name, f"{key}: no field {', '.join(sorted(unknown))}")
    return wording
