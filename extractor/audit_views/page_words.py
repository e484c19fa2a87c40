"""Elements of the audit's page in the language that it opens with; the switch exchanges it for the other."""

from dataclasses import dataclass

from extractor.audit_views.words import Pair, pair
from extractor.documents.markup import Html, tag
from schemas.catalogue import Lang


@dataclass(frozen=True)
class Words:
    """`lang` is the language that the page opens with."""

    lang: Lang

    def pair(self, key: str, **values: object) -> Pair:
        """A word in both languages."""
        return pair(key, **values)

    def first(self, texts: Pair) -> str:
        """The text in the language that the page opens with."""
        return texts[self.lang == "en"]

    def spoken(self, texts: Pair, element: str = "span", **attributes: str | int | bool | None) -> Html:
        """An element with a text that the language switch exchanges."""
        other = texts[self.lang != "en"] if texts[0] != texts[1] else None
        return tag(element, self.first(texts), data_alt=other, **attributes)

    def put(
        self, key: str, element: str = "span", *, class_: str | None = None, id: str | None = None, **values: object
    ) -> Html:
        """An element with one of the page's own words, its values filled in."""
        return self.spoken(pair(key, **values), element, class_=class_, id=id)
