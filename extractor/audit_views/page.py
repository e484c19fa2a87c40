"""`tonghop audit --html`: one page with the findings of all reports, that asks the network for nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from extractor.audit_views.page_findings import Findings
from extractor.audit_views.page_pictures import Mark, definitions, marks_of, whole_pages
from extractor.audit_views.page_words import Words
from extractor.audit_views.view import View
from extractor.audit_views.words import word
from extractor.documents.markup import Html, join, tag
from extractor.documents.page_shell import LANGUAGES, page_document
from schemas.anchor import Box
from schemas.catalogue import Catalogue, Lang

ASSETS: Final = Path(__file__).parent / "assets"
_COUNTS: Final = (
    ("broken", "error", "page.errors"),
    ("broken", "warning", "page.warnings"),
    ("broken", "info", "page.infos"),
    ("cannot_tell", None, "page.undecided"),
    ("holds", None, "page.holding"),
)


def page_bytes(views: Sequence[View], catalogue: Catalogue, lang: Lang) -> bytes:
    """The page as a file's bytes, the same for the same reports and pictures."""
    words = Words(lang)
    named = [(f"r{number}", view) for number, view in enumerate(views, 1)]
    sections = [_section(words, catalogue, section, view) for section, view in named]
    main = [_overview(words, named)] if len(named) > 1 else []
    body = join(
        [
            _top(words, named),
            definitions(named),
            tag("main", *main, *(sections or [words.put("page.empty", "p")]), id="main"),
        ]
    )
    return page_document(words.pair("page.title"), lang, body, style=ASSETS / "audit.css", pictures=True)


def _top(words: Words, named: Sequence[tuple[str, View]]) -> Html:
    links = [tag("li", tag("a", view.name, href=f"#{section}")) for section, view in named]
    reports = words.first(words.pair("page.reports"))
    return join(
        [
            words.spoken(words.pair("page.skip"), "a", class_="skip", href="#main"),
            tag(
                "header",
                words.put("page.title", "h1"),
                tag(
                    "div",
                    words.spoken(LANGUAGES, "button", type="button", id="lang"),
                    words.spoken(words.pair("page.theme"), "button", type="button", id="theme"),
                    words.spoken(words.pair("page.print"), "button", type="button", id="print"),
                    class_="tools",
                ),
            ),
            tag("nav", tag("ul", *links), aria_label=reports) if len(named) > 1 else Html(""),
            tag("noscript", words.put("page.no_script", "p")),
        ]
    )


def _overview(words: Words, named: Sequence[tuple[str, View]]) -> Html:
    """What was found in each report, in numbers."""
    heads = ("page.report", *(key for _, _, key in _COUNTS), "page.figures", "page.untouched")
    looks = (None, *["num"] * (len(heads) - 1))
    named_heads = (
        words.spoken(words.pair(key), "th", scope="col", class_=look) for key, look in zip(heads, looks, strict=True)
    )
    head = tag("tr", *named_heads)
    rows = []
    for section, view in named:
        counts = [view.count(outcome, severity) for outcome, severity, _ in _COUNTS]
        counts += [view.coverage.figures, len(view.coverage.untouched)]
        name = tag("th", tag("a", view.name, href=f"#{section}"), scope="row")
        rows.append(tag("tr", name, *(tag("td", str(count), class_="num") for count in counts)))
    caption = words.put("page.overview", "caption", id="overview")
    table = tag("table", caption, tag("thead", head), tag("tbody", *rows))
    return tag("div", table, class_="scroll", tabindex=0, role="region", aria_labelledby="overview")


def _section(words: Words, catalogue: Catalogue, section: str, view: View) -> Html:
    findings = Findings(words, catalogue, section, view)
    parts = [
        tag("h2", view.name, id=f"{section}-h"),
        _source(words, view),
        _cards(words, view),
        *(words.spoken(note, "p", class_="note") for note in view.notes),
        _part(words, "page.broken", findings.articles("broken")) or words.put("page.nothing_broken", "p"),
        _part(words, "title.cannot_tell", findings.articles("cannot_tell")),
        _folded(words, "title.holds", view.count("holds"), findings.holding()),
        _folded(words, "title.untouched", len(view.coverage.untouched), findings.untouched()),
        _part(words, "page.whole_pages", whole_pages(words, section, view, _marks(findings, view))),
    ]
    return tag("section", *parts, id=section, aria_labelledby=f"{section}-h")


def _source(words: Words, view: View) -> Html:
    source, header = view.report.source, view.report.header
    reading = words.pair(f"reading.{source.reading}")
    name, digest = source.name, f"{source.sha256[:16]}…"
    said = (
        word("page.read_from", "vi", name=name, sha256=digest, reading=reading[0]),
        word("page.read_from", "en", name=name, sha256=digest, reading=reading[1]),
    )
    title = " · ".join(filter(None, (header.document_type, header.number, header.issued, header.title)))
    return join([tag("p", title, lang="vi") if title else "", words.spoken(said, "p", class_="note")])


def _cards(words: Words, view: View) -> Html:
    counts = [
        (n, key) for outcome, severity, key in _COUNTS if (n := view.count(outcome, severity)) or severity != "info"
    ]
    counts += [(view.coverage.figures, "page.figures"), (len(view.coverage.untouched), "page.untouched")]
    return tag("ul", *(tag("li", tag("b", str(n)), " ", words.put(key)) for n, key in counts), class_="cards")


def _part(words: Words, title: str, content: Html) -> Html:
    return join([words.put(title, "h3"), content]) if content else Html("")


def _folded(words: Words, title: str, count: int, content: Html) -> Html:
    if not content:
        return Html("")
    return tag("details", tag("summary", words.put(title, "h3"), f" ({count})"), content)


def _marks(findings: Findings, view: View) -> list[Mark]:
    """The boxes of all findings, each once: what is broken before what cannot be told before what holds."""
    marks: dict[Box, Mark] = {}
    for outcome in ("holds", "cannot_tell", "broken"):
        for place, one in view.of(outcome):
            for mark in marks_of(one.vi.evidence, outcome, findings.id(place)):
                # Drawn last, and so on top.
                marks.pop(mark.box, None)
                marks[mark.box] = mark
    return list(marks.values())
