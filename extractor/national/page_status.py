"""The status matrix: targets × units, one block an era and campaign, each verdict led to its words."""

from collections.abc import Sequence

from extractor.documents.markup import Html, join, tag
from extractor.national.page_context import Page, Pair
from extractor.national.page_data import short
from extractor.national.page_tables import head, table, word
from extractor.national.submissions import Submission
from extractor.national.target_matrix import Key, answers_of, blocks_of, keys_of, met_of
from extractor.national.tidy import plain
from schemas.facts import Target

SIGNS = {
    "achieved": "✓",
    "exceeded": "✓+",
    "mostly_achieved": "≈",
    "partly_achieved": "◐",
    "in_progress": "…",
    "not_yet_achieved": "✗",
    "not_achieved": "✗",
    "not_applicable_at_level": "–",
    "not_assessed": "?",
}
"""A sign beside the colour: nobody needs to tell green from red."""

_WORST_FIRST = (
    "not_achieved",
    "not_yet_achieved",
    "in_progress",
    "partly_achieved",
    "mostly_achieved",
    "not_assessed",
    "achieved",
    "exceeded",
    "not_applicable_at_level",
)


def matrices(page: Page) -> Html:
    """A table for each block of units that report under one document."""
    places = {id(target): place for place, target in enumerate(_every(page))}
    blocks = [block for block in blocks_of(page.intake.current) if any(one.report.targets for one in block)]
    return join(_matrix(page, number, block, places) for number, block in enumerate(blocks))


def _every(page: Page) -> list[Target]:
    """The targets in the order of the page's data."""
    return [target for one in page.intake.current for target in one.report.targets]


def _matrix(page: Page, number: int, block: Sequence[Submission], places: dict[int, int]) -> Html:
    keys = keys_of(block)
    known = any(kind == "objective" for kind, _ in keys)
    heads = [head(page, word(page, "unit"))]
    heads += [
        head(page, _name(page, key, own=known and key[0] == "number"), title=_wording(block, key)) for key in keys
    ]
    rows = []
    for one in block:
        answers = answers_of(one)
        cells = (_cell(page, answers.get(key, []), places) for key in keys)
        rows.append(tag("tr", tag("th", one.name, scope="row"), *cells, data_u=page.units[one.report_id]))
    campaign, era = page.campaign(block[0].campaign), page.era(block[0].era)
    title = f"{campaign[0]} – {era[0]}", f"{campaign[1]} – {era[1]}"
    counts = [page.say("by_indicator", "th", scope="row")]
    for key in keys:
        met, judged = met_of(block, key)
        counts.append(tag("td", f"{len(met)}/{len(judged)}"))
    # The counts stand in a foot, so that sorting leaves them where they are.
    return table(page, f"targets-{number}", title, heads, rows, "matrix", tag("tr", *counts))


def _name(page: Page, key: Key, *, own: bool) -> Pair:
    return page.both(lambda labels: (labels.own_count if own else labels.target).format(key[1]))


def _wording(block: Sequence[Submission], key: Key) -> str | None:
    texts = (target.text for one in block for target in answers_of(one).get(key, []) if target.text.strip())
    return next((short(text) for text in texts), None)


def _cell(page: Page, targets: Sequence[Target], places: dict[int, int]) -> Html:
    if not targets:
        return Html('<td class="none"></td>')
    # Of several verdicts on one target the least favourable gives the colour.
    worst = min((target.status for target in targets), key=_WORST_FIRST.index)
    return tag("td", join(_verdict(page, target, places) for target in targets), class_=f"t-{worst}")


def _verdict(page: Page, target: Target, places: dict[int, int]) -> Html:
    status = page.among("statuses", target.status)
    sign = SIGNS[target.status]
    value: Pair = ("", "")
    if target.actual is not None:
        number = page.number(plain(target.actual.value) or 0)
        unit = page.among("units", target.actual.unit)
        gap = "" if target.actual.unit == "percent" else " "
        value = f" {number[0]}{gap}{unit[0]}", f" {number[1]}{gap}{unit[1]}"
    text = f"{sign} {status[0]}{value[0]}", f"{sign} {status[1]}{value[1]}"
    return page.put(text, "button", data_g=places[id(target)])
