"""The findings of one report on the page: arithmetic, quotes in their passage, pictures; then all that holds."""

from extractor.audit_views.explanations import title_of
from extractor.audit_views.page_pictures import crops, marks_of
from extractor.audit_views.page_words import Words
from extractor.audit_views.places import Places, compared, quoted, subject
from extractor.audit_views.signs import arithmetic, message
from extractor.audit_views.view import Spoken, View
from extractor.audit_views.words import Pair
from extractor.documents.markup import Html, join, tag
from extractor.messages import label
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue
from schemas.facts import Figure
from schemas.finding import Finding

PASSAGE = 110
"""So many characters of the text stand before and after a quote."""
QUOTE, SHORT = 600, 200
OTHERS = 20
"""At most so many of the reports that a finding compares with are named."""


class Findings:
    """Writes the findings of one report; `section` is the id of its part of the page."""

    def __init__(self, words: Words, catalogue: Catalogue, section: str, view: View) -> None:
        self._words = words
        self._catalogue = catalogue
        self._section = section
        self._view = view
        self._places = Places(view.report)

    def articles(self, outcome: str) -> Html:
        """What is broken, or cannot be told, one article a finding with everything an auditor needs."""
        return join(self._article(place, one) for place, one in self._view.of(outcome))

    def id(self, place: int) -> str:
        """The id of a finding on the page."""
        return f"{self._section}-f{place}"

    def _article(self, place: int, one: Spoken) -> Html:
        finding, words = one.vi, self._words
        severity = (label("severity", finding.severity, "vi"), label("severity", finding.severity, "en"))
        badge = words.spoken(severity, "span", class_=f"badge s-{finding.severity}")
        title = tag("h4", words.spoken(self._title(one)), " ", badge if finding.outcome == "broken" else "")
        written = (arithmetic(one.vi), arithmetic(one.en))
        rule = self._catalogue.rules.get(finding.rule)
        advice = (rule.advice("vi"), rule.advice("en")) if rule is not None else None
        return tag(
            "article",
            title,
            tag(
                "p",
                words.spoken(self._subject(finding.about)),
                " · ",
                words.put("page.rule"),
                " ",
                tag("code", finding.rule),
            ),
            words.spoken(written, "p", class_=f"sum o-{finding.outcome}") if written[0] else "",
            words.spoken((message(one.vi), message(one.en)), "p"),
            tag("ul", *(self._evidence(group) for group in self._near(finding.evidence)), class_="evidence"),
            self._others(one.vi),
            crops(words, self._section, self._view, marks_of(finding.evidence, finding.outcome, self.id(place))),
            tag("p", words.put("page.advice", "b"), words.spoken(advice), class_="note") if advice is not None else "",
            id=self.id(place),
            class_=f"finding o-{finding.outcome}",
        )

    def _title(self, one: Spoken) -> Pair:
        return title_of(one.vi, self._catalogue, "vi"), title_of(one.en, self._catalogue, "en")

    def _subject(self, about: str) -> Pair:
        return subject(about, self._catalogue, "vi"), subject(about, self._catalogue, "en")

    def _place(self, anchor: Anchor) -> Pair:
        return self._places.text(anchor, "vi"), self._places.text(anchor, "en")

    def _others(self, finding: Finding) -> Html:
        """What the reports that it was compared with print."""
        if not finding.others:
            return Html("")
        shown = finding.others[:OTHERS]
        said = [
            self._words.spoken((compared(other, "vi"), compared(other, "en")), "li", class_="other") for other in shown
        ]
        if len(shown) < len(finding.others):
            said.append(self._words.put("more_reports", "li", n=len(finding.others) - len(shown)))
        return join([self._words.put("page.others", "b"), tag("ul", *said)])

    # Quotes ------------------------------------------------------------------------------------

    def _near(self, evidence: tuple[Anchor, ...]) -> list[list[tuple[int, Anchor]]]:
        """The places with their numbers; those of one page whose passages would overlap together."""
        groups: list[list[tuple[int, Anchor]]] = []
        for number, anchor in enumerate(evidence, 1):
            last = groups[-1][-1][1] if groups else None
            together = last is not None and self._in_text(anchor) and self._in_text(last) and last.page == anchor.page
            if together and last is not None and anchor.start - last.end <= 2 * PASSAGE:
                groups[-1].append((number, anchor))
            else:
                groups.append([(number, anchor)])
        return groups

    def _in_text(self, anchor: Anchor) -> bool:
        text = self._view.text
        return text is not None and text[anchor.start : anchor.end] == anchor.quote

    def _evidence(self, group: list[tuple[int, Anchor]]) -> Html:
        places = dict.fromkeys(self._place(anchor) for _, anchor in group)
        cites = [self._words.spoken(place, "cite") for place in places if place[0]]
        return tag("li", tag("blockquote", self._passage(group), lang="vi"), *cites)

    def _passage(self, group: list[tuple[int, Anchor]]) -> Html:
        """The quotes, marked within the text around them where that is at hand; with their numbers in the pictures."""
        text, first = self._view.text, group[0][1]
        if text is None or not self._in_text(first):
            return join(_marked(first.quote, number) for number, _ in group)
        # A passage ends at a blank line: what follows belongs to another paragraph, cell or page.
        before = text[max(0, first.start - PASSAGE) : first.start].rpartition("\n\n")[2]
        parts: list[str] = [_before(before)]
        at = first.start
        for number, anchor in group:
            parts.append(_between(text[at : anchor.start]))
            parts.append(_marked(text[max(at, anchor.start) : anchor.end], number))
            at = max(at, anchor.end)
        parts.append(_after(text[at : at + PASSAGE].partition("\n\n")[0]))
        return join(parts)

    # Lists -------------------------------------------------------------------------------------

    def holding(self) -> Html:
        """The checks that hold, as a table."""
        rows = [
            tag(
                "tr",
                self._words.spoken(self._title(one), "td"),
                self._words.spoken(self._subject(one.vi.about), "td"),
                self._words.spoken(self._sum(one), "td"),
                tag("td", *self._shortly(one.vi.evidence)),
                id=self.id(place),
            )
            for place, one in self._view.of("holds")
        ]
        return self._table("title.holds", ("check", "page.about", "page.arithmetic", "quotes"), rows, "holds")

    def _sum(self, one: Spoken) -> Pair:
        written = arithmetic(one.vi), arithmetic(one.en)
        return written if written[0] else (message(one.vi), message(one.en))

    def _shortly(self, evidence: tuple[Anchor, ...]) -> list[Html]:
        shown = []
        for anchor in evidence[:4]:
            shown.append(
                tag("div", f"“{quoted(anchor.quote, SHORT)}” ", self._words.spoken(self._place(anchor), "small"))
            )
        if len(evidence) > len(shown):
            shown.append(self._words.put("more_places", "small", n=len(evidence) - len(shown)))
        return shown

    def untouched(self) -> Html:
        """The figures that no check touches, as a table."""
        by_id: dict[str, Figure] = {figure.id: figure for figure in self._view.report.figures}
        rows = [
            tag(
                "tr",
                self._words.spoken(self._subject(figure.indicator), "td"),
                tag("td", *self._shortly((figure.anchor,))),
            )
            for figure in (by_id[id] for id in self._view.coverage.untouched)
        ]
        return self._table("title.untouched", ("indicator", "quotes"), rows, "untouched")

    def _table(self, caption: str, heads: tuple[str, ...], rows: list[Html], name: str) -> Html:
        if not rows:
            return Html("")
        head = tag("tr", *(self._words.spoken(self._words.pair(key), "th", scope="col") for key in heads))
        named = self._words.put(caption, "caption", id=f"{self._section}-{name}")
        inner = tag("table", named, tag("thead", head), tag("tbody", *rows), class_="text")
        return tag("div", inner, class_="scroll", tabindex=0, role="region", aria_labelledby=f"{self._section}-{name}")


def _marked(text: str, number: int) -> Html:
    """A quote with its number; of one that lies within the last only the number is left."""
    return tag("mark", quoted(text, QUOTE), tag("sup", str(number)))


def _between(text: str) -> str:
    flat = quoted(text)
    if not flat:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{flat}{' ' if text[-1:].isspace() else ''}"


def _before(text: str) -> str:
    """Text before a quote on one line, in whole words, with dots where it was cut, and the blank before the quote."""
    cut = len(text) == PASSAGE
    flat = quoted(text.split(None, 1)[-1] if cut and " " in text.strip() else text)
    return f"{'… ' if cut else ''}{flat}{' ' if text[-1:].isspace() else ''}" if flat else ""


def _after(text: str) -> str:
    """The same of the text after a quote."""
    cut = len(text) == PASSAGE
    flat = quoted(text.rsplit(None, 1)[0] if cut and " " in text.strip() else text)
    return f"{' ' if text[:1].isspace() else ''}{flat}{' …' if cut else ''}" if flat else ""
