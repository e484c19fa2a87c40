"""`national.html`: one page that holds everything, asks the network for nothing, and reads in two languages."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from extractor.documents.markup import Html, join, tag
from extractor.documents.page_shell import LANGUAGES, page_document
from extractor.national.campaign_comparison import comparisons
from extractor.national.codebook import Codebook
from extractor.national.labels import Lang
from extractor.national.page_changes import changes_section
from extractor.national.page_context import Page
from extractor.national.page_data import data_script
from extractor.national.page_map import era_map
from extractor.national.page_pictures import Pictures, gallery
from extractor.national.page_plots import plot
from extractor.national.page_status import matrices
from extractor.national.page_tables import (
    by_group,
    coverage_table,
    findings_table,
    regulations_table,
    sources_table,
    totals_table,
    units_table,
)
from extractor.national.page_words import WORDS
from extractor.national.regions import region_totals
from extractor.national.rollup import reconstruct
from extractor.national.submissions import Intake, awaited
from schemas.finding import Finding
from schemas.report import Era
from schemas.table import NationalTable

ASSETS = Path(__file__).parent / "assets"
ERAS: tuple[Era, ...] = ("pre_2025_07", "post_2025_07")


def page_bytes(
    table: NationalTable,
    intake: Intake,
    findings: Mapping[str, Sequence[Finding]],
    codebook: Codebook,
    lang: Lang,
    pictures: Pictures,
) -> bytes:
    """The page as a file's bytes, the same for the same inputs.

    Its policy of contents lets run only the page's own script and style (by hash) and load nothing:
    a report cannot bring in code or an address, whatever it prints.
    """
    page = Page(
        lang=lang,
        codebook=codebook,
        intake=intake,
        table=table,
        findings=findings,
        regions=region_totals(table, codebook),
        rebuilt=reconstruct(table, codebook),
        gallery=gallery(table, intake, pictures),
        changes=tuple(one for one in comparisons(table, [one.id for one in codebook.indicators]) if one.totals),
    )
    body = join([_top(page), tag("main", *_sections(page), id="main"), _panel(page), data_script(page)])
    return page_document(
        WORDS["title"], lang, body, style=ASSETS / "page.css", script=ASSETS / "page.js", pictures=True
    )


_PARTS: tuple[str, ...] = (
    "overview",
    "totals",
    "map",
    "plots",
    "figures",
    "targets",
    "regions",
    "rebuilt",
    "changes",
    "findings",
    "regulations",
    "sources",
)


def _top(page: Page) -> Html:
    links = (tag("li", page.say(name, "a", href=f"#{name}")) for name in _PARTS)
    return join(
        [
            page.say("skip", "a", class_="skip", href="#main"),
            tag(
                "header",
                page.say("title", "h1"),
                tag(
                    "div",
                    page.put(LANGUAGES, "button", type="button", id="lang"),
                    page.say("theme", "button", type="button", id="theme"),
                    page.say("print", "button", type="button", id="print"),
                    class_="tools",
                ),
            ),
            tag("nav", tag("ul", *links), aria_label=page.first(WORDS["sections"])),
            tag("noscript", tag("p", WORDS["no_script"][0]), tag("p", WORDS["no_script"][1], lang="en")),
            tag("p", id="live", role="status", aria_live="polite", class_="hidden"),
        ]
    )


def _panel(page: Page) -> Html:
    return tag(
        "dialog",
        tag("div", tag("h2", id="panel-title"), page.say("close", "button", type="button", id="close"), class_="bar"),
        tag("div", id="panel-body"),
        id="panel",
        aria_labelledby="panel-title",
    )


def _sections(page: Page) -> list[Html]:
    made: dict[str, Callable[[Page], Html]] = {
        "overview": _overview,
        "totals": _totals,
        "map": _map,
        "plots": _plots,
        "figures": lambda page: by_group(page, ((one, units_table(page, one)) for one in page.codebook.groups())),
        "targets": matrices,
        "regions": _regions,
        "rebuilt": _rebuilt,
        "changes": changes_section,
        "findings": lambda page: join([page.say("holds_note", "p", class_="note"), findings_table(page)]),
        "regulations": regulations_table,
        "sources": lambda page: join([_pictured(page), sources_table(page)]),
    }
    if not page.table.rows:
        made = {name: lambda page: Html("") for name in _PARTS}
    return [
        tag(
            "section",
            page.say(name, "h2", id=f"{name}-h"),
            make(page) or page.say("nothing", "p", class_="note"),
            id=name,
            aria_labelledby=f"{name}-h",
        )
        for name, make in made.items()
    ]


def _pictured(page: Page) -> Html:
    """How many of the places on paper the page has a picture of."""
    held, places = len(page.gallery.bodies), page.gallery.places
    if not places:
        return page.say("no_pictures", "p", class_="note")
    told = "some_pictures" if held < places else "all_pictures"
    pair = WORDS[told][0].format(held, places), WORDS[told][1].format(held, places)
    return page.put(pair, "p", class_="note")


def _overview(page: Page) -> Html:
    rows = page.table.rows
    found = (f for one in page.intake.current for f in page.findings.get(one.report.source.sha256, ()))
    broken = sum(1 for finding in found if finding.outcome == "broken")
    counts = (
        (len(rows), "reports"),
        (len({(row.era, row.code) for row in rows if row.kind == "province"}), "provinces"),
        (len({row.name for row in rows if row.kind == "sector_union"}), "unions"),
        (sum(len(one.report.figures) for one in page.intake.current), "figure_count"),
        (broken, "broken"),
    )
    cards = (tag("li", page.numeral(page.number(count), "b"), " ", page.say(name)) for count, name in counts)
    return join(
        [
            tag("ul", *cards, class_="cards"),
            page.say("hint", "p", class_="note"),
            coverage_table(page),
            *(_awaited(page, key) for key in sorted(page.intake.expected)),
            *(_absent(page, era) for era in ERAS),
        ]
    )


def _awaited(page: Page, campaign: str) -> Html:
    """The units that a campaign asks to report and that have not."""
    missing = awaited(page.intake.expected[campaign], campaign, page.table.rows, page.codebook)
    known = any(one.key == campaign for one in page.table.campaigns)
    name = page.campaign(campaign) if known else (campaign, campaign)
    summary = tag("summary", page.say("awaited"), " – ", page.put(name), f": {len(missing)}")
    return tag("details", summary, tag("p", "; ".join(missing) or "–"), open=True)


def _absent(page: Page, era: Era) -> Html:
    """The provinces of an era without a report, where no campaign says who is to report and the era has any report."""
    present = {row.code for row in page.table.rows if row.era == era}
    if not present or any(asked.era == era for asked in page.intake.expected.values()):
        return Html("")
    missing = [name for (known, code), name in page.codebook.provinces.items() if known == era and code not in present]
    summary = tag("summary", page.say("absent"), " – ", page.put(page.among("eras", era)), f": {len(missing)}")
    return tag("details", summary, tag("p", "; ".join(missing) or "–"))


def _totals(page: Page) -> Html:
    chosen = list(enumerate(page.totals))[: page.national_totals]
    if not chosen:
        return page.say("no_totals", "p", class_="note")
    parts = ((group, totals_table(page, group, chosen, "totals")) for group in page.codebook.groups())
    return by_group(page, parts)


def _regions(page: Page) -> Html:
    first = page.national_totals
    made = []
    for campaign in dict.fromkeys(region.campaign for region in page.regions):
        chosen = [
            (first + place, page.totals[first + place])
            for place, region in enumerate(page.regions)
            if region.campaign == campaign
        ]
        parts = [(group, totals_table(page, group, chosen, "region")) for group in page.codebook.groups()]
        made.append(page.put(page.campaign(campaign), "h3", class_="campaign"))
        made.append(by_group(page, parts, opened=False))
    return join(made)


def _rebuilt(page: Page) -> Html:
    first = len(page.totals) - len(page.rebuilt)
    chosen = list(enumerate(page.totals))[first:]
    parts = [(group, totals_table(page, group, chosen, "rebuilt")) for group in page.codebook.groups()]
    return by_group(page, parts, opened=False)


def _map(page: Page) -> Html:
    options = [page.say("map_none", "option", value="")]
    options += [
        page.put(page.label_of(one.id), "option", value=page.places[one.id])
        for one in page.codebook.indicators
        if one.id in page.given
    ]
    legend = (
        tag("li", tag("i", class_=f"k {name}"), page.say(f"map_{word}"))
        for name, word in (("rep", "reported"), ("reb", "rebuilt"), ("abs", "absent"))
    )
    return join(
        [
            page.say("map_hint", "p", class_="note"),
            tag(
                "p",
                page.say("map_choice", "label", for_="map-indicator"),
                " ",
                tag("select", *options, id="map-indicator"),
                class_="screen",
            ),
            tag("ul", *legend, class_="legend"),
            tag("p", id="map-scale", class_="note", role="status"),
            tag("div", *(era_map(page, era) for era in ERAS), class_="maps"),
        ]
    )


def _plots(page: Page) -> Html:
    made = [page.say("plot_hint", "p", class_="note")]
    for group in page.codebook.groups():
        figures = []
        for one in page.codebook.of_group(group):
            drawing = plot(page, one)
            if drawing:
                unit = page.among("units", one.unit)
                title = f"{one.label_vi} ({unit[0]})", f"{one.label_en} ({unit[1]})"
                figures.append(tag("details", page.put(title, "summary"), drawing, class_="one"))
        if figures:
            made.append(page.put(page.among("groups", group), "h3"))
            made.append(tag("div", *figures, class_="plots"))
    return join(made)
