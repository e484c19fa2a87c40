"""The page's tables: totals, figures by unit, regions, reconstructed provinces, lists."""

from collections.abc import Iterable, Sequence

from extractor.documents.markup import Html, join, tag
from extractor.national.citations import merge
from extractor.national.page_context import Page, Pair, Total
from extractor.national.page_data import listed_findings, short
from extractor.national.page_words import WORDS
from schemas.catalogue import Indicator
from schemas.table import NationalCell, TotalCell

SHOWN_MESSAGE = 600


def table(
    page: Page,
    name: str,
    caption: Pair,
    heads: Iterable[Html],
    rows: Iterable[Html],
    kind: str | None = None,
    foot: Html | None = None,
) -> Html:
    """A table inside a box that scrolls sideways and can be reached with the keyboard; `name` is its id."""
    inner = tag(
        "table",
        page.put(caption, "caption", id=f"c-{name}"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        *(() if foot is None else (tag("tfoot", foot),)),
        class_=kind,
    )
    return tag("div", inner, class_="scroll", tabindex=0, role="region", aria_labelledby=f"c-{name}")


def head(page: Page, pair: Pair, *, number: bool = False, **more: str | int | None) -> Html:
    """A column heading that sorts."""
    return page.put(pair, "th", scope="col", class_="num" if number else None, **more)


def word(page: Page, name: str) -> Pair:
    """A word that the page shares with the workbook."""
    return page.both(lambda labels: str(getattr(labels, name)))


# Totals -----------------------------------------------------------------------------------------


def totals_table(page: Page, group: str, totals: Sequence[tuple[int, Total]], name: str) -> Html:
    """Indicators of a group as rows, totals as columns; each cell leads to the units that it adds.

    `name` is the section and, with "_caption", the word of its caption.
    """
    indicators = [
        one for one in page.codebook.of_group(group) if any(total.cell(one.id) is not None for _, total in totals)
    ]
    if not indicators:
        return Html("")
    heads = [head(page, word(page, "indicator")), *(head(page, total.label, number=True) for _, total in totals)]
    rows = (
        tag(
            "tr",
            page.put(page.label_of(one.id), "th", scope="row"),
            *(_total(page, place, total.cell(one.id)) for place, total in totals),
            data_i=page.places[one.id],
        )
        for one in indicators
    )
    return table(page, f"{name}-{group}-{totals[0][0]}", WORDS[f"{name}_caption"], heads, rows, "totals")


def _total(page: Page, place: int, cell: TotalCell | None) -> Html:
    if cell is None:
        return tag("td", class_="none")
    coverage = tag("small", f"{cell.reporting}/{cell.expected}")
    if cell.refused is not None:
        reason = page.among("refusals", cell.refused)
        button = page.put(page.total_text(cell), "button", data_t=place)
        return tag("td", button, " ", page.put(reason, "small"), " ", coverage, class_="ref")
    look = None if cell.exact else "hed"
    return tag("td", page.numeral(page.total_text(cell), "button", data_t=place), " ", coverage, class_=look)


# Units ------------------------------------------------------------------------------------------


def units_table(page: Page, group: str) -> Html:
    """Units as rows, indicators of a group as columns; each figure leads to its quote."""
    indicators = [one for one in page.codebook.of_group(group) if one.id in page.given]
    if not indicators:
        return Html("")
    heads = [
        head(page, word(page, "unit")),
        head(page, word(page, "era")),
        *(_indicator_head(page, one) for one in indicators),
    ]
    rows = (
        tag(
            "tr",
            tag("th", row.name, scope="row"),
            page.put(page.era(row.era), "td"),
            *(_figure(page, page.cells.get((row.report_id, one.id))) for one in indicators),
            data_u=page.units[row.report_id],
        )
        for row in page.table.rows
    )
    caption = page.both(lambda labels: labels.sheet_holds[group])
    return table(page, f"units-{group}", caption, heads, rows, "units")


def _indicator_head(page: Page, one: Indicator) -> Html:
    names, unit = page.label_of(one.id), page.among("units", one.unit)
    pair = f"{names[0]} ({unit[0]})", f"{names[1]} ({unit[1]})"
    return head(page, pair, number=True, data_i=page.places[one.id])


def _figure(page: Page, cell: NationalCell | None) -> Html:
    if cell is None:
        return Html('<td class="none"></td>')
    look = "cor" if cell.corrected else {"disputed": "dis", "computed": "com"}.get(cell.state)
    if look is None:
        look = "imp" if cell.implied else None if cell.bound == "exact" else "hed"
    return tag("td", page.numeral(page.cell_text(cell), "button"), class_=look)


# Lists ------------------------------------------------------------------------------------------


def coverage_table(page: Page) -> Html:
    """The reports that count, with what was read from each."""
    heads = [
        head(page, word(page, "code")),
        head(page, word(page, "unit")),
        head(page, word(page, "era")),
        head(page, word(page, "campaign")),
        head(page, word(page, "issued"), data_sort="date"),
        head(page, word(page, "figures"), number=True),
        head(page, WORDS["broken_head"], number=True),
        head(page, word(page, "unread"), number=True),
    ]
    rows = []
    for row in page.table.rows:
        one = page.submissions[row.report_id]
        broken = sum(1 for f in page.findings.get(one.report.source.sha256, ()) if f.outcome == "broken")
        rows.append(
            tag(
                "tr",
                tag("td", row.code or ""),
                tag("th", tag("button", row.name, data_n=page.units[row.report_id]), scope="row"),
                page.put(page.era(row.era), "td"),
                page.put(page.campaign(row.campaign), "td"),
                page.put(page.day(row.issued), "td", data_s=row.issued or ""),
                tag("td", str(len(one.report.figures)), class_="num"),
                tag("td", str(broken), class_="num"),
                tag("td", str(len(one.report.unread)), class_="num"),
            )
        )
    return table(page, "coverage", WORDS["reported_units"], heads, rows)


def findings_table(page: Page) -> Html:
    """What the audit found broken or could not tell."""
    names = ("unit", "severity", "outcome", "rule", "about", "message")
    heads = [head(page, word(page, name)) for name in names]
    rows = []
    for place, (unit, finding) in enumerate(listed_findings(page)):
        row = page.table.rows[unit]
        about = page.about(finding.about)
        severity = page.among("severities", finding.severity)
        outcome = page.among("outcomes", finding.outcome)
        rows.append(
            tag(
                "tr",
                tag("th", row.name, scope="row"),
                page.put(severity, "td", class_=f"s-{finding.severity}" if finding.outcome == "broken" else None),
                page.put(outcome, "td"),
                page.put(page.codebook.rule_name(finding.rule), "td"),
                page.put(about, "td"),
                tag("td", tag("button", _cut(finding.message), data_f=place, class_="wide")),
            )
        )
    return table(page, "findings", WORDS["findings"], heads, rows, "text")


def regulations_table(page: Page) -> Html:
    """National documents once for all reports, local ones by their unit."""
    heads = [
        head(page, word(page, "type")),
        head(page, word(page, "number")),
        head(page, word(page, "issuer")),
        head(page, word(page, "date"), data_sort="date"),
        head(page, word(page, "citing_count"), number=True),
        head(page, word(page, "mentions"), number=True),
        head(page, word(page, "citing_units")),
    ]
    rows = []
    for entry in merge(page.intake.current):
        days = [day for day, _ in entry.dates]
        days = days if entry.date_conflict else [max(days, key=len, default="")]
        written = [page.day(day) for day in days]
        dates = "; ".join(pair[0] for pair in written), "; ".join(pair[1] for pair in written)
        rows.append(
            tag(
                "tr",
                tag("td", entry.type),
                tag("th", short(entry.number or entry.name or ""), scope="row"),
                tag("td", short(entry.issuer or "")),
                page.put(dates, "td", class_="dis" if entry.date_conflict else None, data_s=days[0]),
                tag("td", str(len(entry.citing)), class_="num"),
                tag("td", str(entry.mentions), class_="num"),
                tag("td", "; ".join(one.submission.name for one in entry.citing)),
            )
        )
    return table(page, "regulations", WORDS["regulations"], heads, rows, "text")


def sources_table(page: Page) -> Html:
    """Every file taken in, whether it counts, and its hash."""
    aside = {entry.report_id: entry for entry in page.table.superseded}
    heads = [
        head(page, word(page, "unit")),
        head(page, word(page, "file")),
        head(page, WORDS["reading"]),
        head(page, WORDS["pages"], number=True),
        head(page, word(page, "figures"), number=True),
        head(page, WORDS["superseded"]),
        head(page, WORDS["sha"]),
    ]
    rows = []
    for one in (*page.intake.current, *(one for one in page.intake.everything if one.report_id in aside)):
        source, entry = one.report.source, aside.get(one.report_id)
        why = page.among("superseded", entry.reason) if entry else ("", "")
        rows.append(
            tag(
                "tr",
                tag("th", one.name, scope="row"),
                tag("td", source.name),
                page.say(f"reading.{source.reading}", "td"),
                tag("td", "" if source.pages is None else str(source.pages), class_="num"),
                tag("td", str(len(one.report.figures)), class_="num"),
                page.put(why, "td"),
                tag("td", tag("code", source.sha256)),
                class_="off" if entry else None,
            )
        )
    return table(page, "sources", WORDS["sources"], heads, rows, "text")


def _cut(message: str) -> str:
    flat = " ".join(message.split())
    return flat if len(flat) <= SHOWN_MESSAGE else f"{flat[:SHOWN_MESSAGE]}…"


def by_group(page: Page, parts: Iterable[tuple[str, Html]], *, opened: bool = True) -> Html:
    """One foldable part a group that has something, the first open or all closed."""
    made: list[Html] = []
    for group, content in parts:
        if content:
            title = page.put(page.among("groups", group), "h3")
            made.append(tag("details", tag("summary", title), content, open=opened and not made, class_="fold"))
    return join(made)
