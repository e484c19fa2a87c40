"""`tonghop audit --explain`: what a rule means, why it matters, examples, what to do."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from extractor.audit_views.explanations import ExampleTold, Told, explain
from extractor.audit_views.words import word
from extractor.cli.arguments import WrongUsage
from extractor.cli.screen import SEVERITY_STYLES, show, show_table, wants_json
from extractor.messages import label, say
from schemas.catalogue import Catalogue, Lang

EVERY = "all"


def show_explanations(asked: str, catalogue: Catalogue, lang: Lang, *, as_json: bool) -> int:
    """Explain one rule, with `all` each of them; an empty name lists them. Raises WrongUsage for an unknown rule."""
    rules = catalogue.rules
    if asked and asked != EVERY and asked not in rules:
        raise WrongUsage(say("usage.unknown_rule", lang, rule=asked, rules=", ".join(rules)))
    told = [explain(rule, lang) for code, rule in rules.items() if asked in ("", EVERY, code)]
    if wants_json(as_json):
        for one in told:
            print(one.model_dump_json())
    elif asked:
        for one in told:
            _show(one, lang)
    else:
        columns = [word(f"explain.{key}", lang) for key in ("rule", "severity", "check")]
        rows = [(one.rule, _severity(one, lang), one.check) for one in told]
        show_table(word("explain.all", lang), columns, rows)
        show(word("explain.more", lang), "dim")
    return 0


def _severity(told: Told, lang: Lang) -> Text:
    return Text(label("severity", told.severity, lang), style=SEVERITY_STYLES[told.severity])


def _show(told: Told, lang: Lang) -> None:
    console = Console(highlight=False)
    heading = Text.assemble((told.rule, "bold"), " · ", told.check, " · ")
    console.print(heading.append_text(_severity(told, lang)))

    def part(key: str, *lines: Text | str) -> None:
        console.print(Text(word(f"explain.{key}", lang), style="bold"))
        for line in lines:
            console.print(Padding(line if isinstance(line, Text) else Text(line), (0, 0, 0, 2)))

    part("meaning", told.meaning)
    if told.why:
        part("why", told.why)
    for key, sign, style in (("holds", "✓", "green"), ("broken", "✗", "red")):
        example: ExampleTold | None = getattr(told, key)
        if example is not None:
            part(key, Text(example.text, style="italic"), Text(f"{sign} {example.note}", style=style))
    part("advice", told.advice)
    console.print()
