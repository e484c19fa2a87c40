"""Campaigns side by side on the page: the sums over the provinces that report for both, each led to its units."""

from decimal import Decimal

from extractor.documents.markup import Html, join, tag
from extractor.national.campaign_comparison import Change, Comparison, Given
from extractor.national.page_change_data import reason_of, title_of, told
from extractor.national.page_context import Page
from extractor.national.page_tables import by_group, head, table, word
from extractor.national.tidy import plain
from schemas.catalogue import Indicator


def changes_section(page: Page) -> Html:
    """For each pair of campaigns a table a group of indicators: earlier, later, change, how many provinces."""
    made = [page.say("changes_note", "p", class_="note")] if page.changes else []
    for place, one in enumerate(page.changes):
        made.append(page.put(title_of(page, one), "h3", class_="campaign"))
        parts = ((group, _group(page, group, place, one)) for group in page.codebook.groups())
        made.append(by_group(page, parts, opened=place == 0))
    return join(made) or page.say("no_changes", "p", class_="note")


def _group(page: Page, group: str, place: int, one: Comparison) -> Html:
    indicators = [indicator for indicator in page.codebook.of_group(group) if indicator.id in one.totals]
    if not indicators:
        return Html("")
    heads = (
        head(page, word(page, "indicator")),
        head(page, word(page, "measure")),
        head(page, page.campaign(one.before), number=True),
        head(page, page.campaign(one.after), number=True),
        head(page, word(page, "change"), number=True),
        head(page, word(page, "provinces"), number=True),
    )
    rows = (_row(page, place, indicator, one.totals[indicator.id]) for indicator in indicators)
    return table(page, f"changes-{place}-{group}", word(page, "comparison_note"), heads, rows, "totals changes")


def _row(page: Page, place: int, indicator: Indicator, total: Change) -> Html:
    return tag(
        "tr",
        page.put(page.label_of(indicator.id), "th", scope="row"),
        page.put(page.among("units", total.before.unit or indicator.unit), "td", class_="word"),
        _side(page, place, total, total.before),
        _side(page, place, total, total.after),
        _change(page, place, total),
        tag("td", str(total.units)),
        data_i=page.places[indicator.id],
    )


def _side(page: Page, place: int, total: Change, side: Given) -> Html:
    interval = side.interval
    if total.refused == "percent" or interval is None:
        return tag("td", page.put(word(page, "not_added"), "button", data_c=place), class_="ref", data_v="")
    look = None if interval.low == interval.high else "hed"
    text = page.numeral(page.interval(interval), "button", data_c=place)
    return tag("td", text, class_=look, data_v=_size(interval.low))


def _change(page: Page, place: int, total: Change) -> Html:
    if total.refused is not None:
        button = page.put(word(page, "not_compared"), "button", data_c=place)
        return tag("td", button, " ", page.put(reason_of(total), "small"), class_="ref", data_v="")
    exact = total.low is not None and total.low == total.high
    lowest = total.low if total.low is not None else total.high
    button = page.numeral(told(page, total), "button", data_c=place)
    return tag("td", button, class_="sum" if exact else "hed", data_v=_size(lowest))


def _size(value: Decimal | None) -> str:
    """What the column sorts by; nothing comes last."""
    return "" if value is None else str(plain(value))
