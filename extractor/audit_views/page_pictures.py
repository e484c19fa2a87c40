"""Pictures of pages inside the audit's page: each stands there once, and its crops are views of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.audit_views.page_words import Words
from extractor.audit_views.view import Picture, View
from extractor.documents.markup import Html, join, tag
from schemas.anchor import Anchor, Box

AROUND = 28.0
"""Points of the page above and below a crop's marks."""
APART = 70.0
"""Marks further apart than so many points get crops of their own."""
_LOOKS = {"broken": "mb", "cannot_tell": "mu", "holds": "mh"}


@dataclass(frozen=True)
class Mark:
    """A box with the number of its quote, the outcome of its finding, and the finding's id on the page."""

    box: Box
    number: str
    outcome: str
    finding: str


def marks_of(evidence: Sequence[Anchor], outcome: str, finding: str) -> list[Mark]:
    """The boxes of a finding's evidence, each once, numbered as its quotes are.

    The number stands at a quote's first line; in a table at its last cell, which is the one that counts.
    """
    numbers: dict[Box, list[str]] = {}
    for number, anchor in enumerate(evidence, 1):
        labelled = len(anchor.boxes) - 1 if "\t" in anchor.quote else 0
        for at, box in enumerate(anchor.boxes):
            numbers.setdefault(box, []).extend([str(number)] if at == labelled else [])
    return [Mark(box, ", ".join(held), outcome, finding) for box, held in numbers.items()]


def definitions(views: Iterable[tuple[str, View]]) -> Html:
    """Every picture once, referred to by its id; `views` come with the id of their section."""
    images = [
        tag(
            "image",
            id=_id(section, picture.page),
            width=_n(picture.width),
            height=_n(picture.height),
            href=f"data:image/jpeg;base64,{picture.jpeg}",
        )
        for section, view in views
        for picture in view.pictures.values()
    ]
    return (
        tag("svg", tag("defs", *images), class_="defs", aria_hidden="true", focusable="false") if images else Html("")
    )


def crops(words: Words, section: str, view: View, marks: Sequence[Mark]) -> Html:
    """The places of marks: one crop for those that stand near each other, over the whole width of the page."""
    made = []
    for page in sorted({mark.box.page for mark in marks}):
        picture = view.pictures.get(page)
        if picture is None:
            continue
        here = sorted((mark for mark in marks if mark.box.page == page), key=lambda mark: mark.box.top)
        for group in _near(here):
            top = max(0.0, min(mark.box.top for mark in group) - AROUND)
            bottom = min(picture.height, max(mark.box.bottom for mark in group) + AROUND)
            if bottom > top:
                made.append(_drawing(words, section, picture, top, bottom - top, group))
    return join(made)


def whole_pages(words: Words, section: str, view: View, marks: Sequence[Mark]) -> Html:
    """Each page with all its marks, folded; a mark leads to its finding."""
    made = []
    for page, picture in sorted(view.pictures.items()):
        here = [mark for mark in marks if mark.box.page == page]
        drawing = _drawing(words, section, picture, 0.0, picture.height, here, links=True)
        title = words.put("page.whole_page", "summary", page=page)
        made.append(tag("details", title, drawing, class_="sheet"))
    return join(made)


def _near(marks: Sequence[Mark]) -> list[list[Mark]]:
    groups: list[list[Mark]] = []
    bottom = 0.0
    for mark in marks:
        if groups and mark.box.top - bottom <= APART:
            groups[-1].append(mark)
        else:
            groups.append([mark])
        bottom = max(bottom, mark.box.bottom) if len(groups[-1]) > 1 else mark.box.bottom
    return groups


def _drawing(
    words: Words,
    section: str,
    picture: Picture,
    top: float,
    height: float,
    marks: Sequence[Mark],
    *,
    links: bool = False,
) -> Html:
    return tag(
        "svg",
        words.put("page.picture", "title", page=picture.page),
        tag("use", href=f"#{_id(section, picture.page)}"),
        *(_mark(mark, links=links) for mark in marks),
        viewbox=f"0 {_n(top)} {_n(picture.width)} {_n(height)}",
        role="img" if not links else None,
        class_="sheet-of",
    )


def _mark(mark: Mark, *, links: bool) -> Html:
    box = mark.box
    frame = tag(
        "rect",
        x=_n(box.x0 - 1.5),
        y=_n(box.top - 1.0),
        width=_n(max(0.0, box.x1 - box.x0) + 3.0),
        height=_n(max(0.0, box.bottom - box.top) + 2.0),
        class_=_LOOKS.get(mark.outcome, "mu"),
    )
    label = tag("text", mark.number, x=_n(box.x0), y=_n(box.top - 1.5)) if mark.number and not links else Html("")
    return tag("a", frame, href=f"#{mark.finding}") if links else join([frame, label])


def _id(section: str, page: int) -> str:
    return f"{section}-p{page}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
