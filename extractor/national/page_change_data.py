"""Changes from one campaign to the next in words, and what the page's numbers of them lead to."""

from typing import Any

from extractor.messages import label
from extractor.national.campaign_comparison import Change, Comparison
from extractor.national.page_context import Page, Pair, numeral_of
from extractor.national.wording import change_text


def title_of(page: Page, one: Comparison) -> Pair:
    """Which campaign against which, and how many provinces report for both."""
    provinces = sum(later.kind == "province" for _, later in one.pairs)
    return page.both(
        lambda labels: labels.compared.format(
            page.campaign_in(one.before, labels), page.campaign_in(one.after, labels), provinces
        )
    )


def told(page: Page, change: Change) -> Pair:
    """A change with its sign, or why there is none."""
    return reason_of(change) if change.refused is not None else page.both(lambda labels: change_text(change, labels))


def reason_of(change: Change) -> Pair:
    """Why a change is not formed."""
    refused = change.refused or ""
    return label("not_compared", refused, "vi"), label("not_compared", refused, "en")


def changes_data(page: Page) -> list[list[Any]]:
    """What the numbers lead to: the title, the pairs of reports, and by indicator each province's change."""
    return [
        [
            list(title_of(page, one)),
            [[page.units[earlier.report_id], page.units[later.report_id]] for earlier, later in one.pairs],
            {
                str(page.places[indicator]): [
                    [place, numeral_of(told(page, change))]
                    for place, (_, later) in enumerate(one.pairs)
                    if later.kind == "province"
                    and (change := one.changes.get((later.report_id, indicator))) is not None
                ]
                for indicator in one.totals
            },
        ]
        for one in page.changes
    ]
