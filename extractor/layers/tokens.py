"""The sheet: a spaCy Doc over the flow of a Manuscript, syllable by syllable, NORM folded.

spaCy's own Vietnamese tokenizer needs a segmenter and without it splits at white space only. Here
a token is a run of letters, a run of digits, or one other character, so that a number glued to a
word ("là98") still is a token of its own. A hyphen that breaks a word at the end of a line ("công- đoàn") is no
token. `token_spans` leads from the tokens to the characters of the flow.
"""

import re
from functools import cache
from itertools import accumulate
from typing import Any, cast

from spacy.attrs import LEMMA, NORM, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractor.language.folding import fold, skeleton, toneless
from extractor.language.repair import halves

# A token and the one blank that follows it; several blanks, or a blank of another kind, are a token of their own.
_TOKEN = re.compile(r"(?:[^\W\d_]++(?:-(?= [a-zà-ỹđ]))?|[0-9]++|\S)(?: (?!\s))?|\s++")


_SPANS, _FOLDED = "spans", "folded"


class SyllableTokenizer:
    """Splits into syllables, numbers, single marks; NORM is the folding, LEMMA the skeleton."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._keys: dict[str, int] = {}

    def __call__(self, text: str) -> Doc:
        """The sheet of a text."""
        return self.spelled(text, fold(text))

    def spelled(self, text: str, folded: str, *, parted: bool = False) -> Doc:
        """The sheet of a text whose folded spelling is given; `parted`: words run together are two tokens."""
        found = _TOKEN.findall(text)
        spaces = [token[-1] == " " and not token.isspace() for token in found]
        words = [token[:-1] if blank else token for token, blank in zip(found, spaces, strict=True)]
        words = [word[:-1] if word[-1] == "-" != word else word for word in words]
        starts = [0, *accumulate(map(len, found))]
        spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=False)]
        if parted:
            words, spaces, spans = _parted(words, spaces, spans, folded)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[_SPANS] = spans
        doc.user_data[_FOLDED] = folded
        if not words:
            return doc
        return doc.from_array([NORM, LEMMA], self.keys(spans, folded, skeleton(folded)))

    def keys(self, spans: list[tuple[int, int]], *spellings: str) -> Any:
        """The vocabulary's keys of the tokens, a column for each of the spellings of their text."""
        import numpy  # spaCy's own array type; at hand wherever spaCy is

        return numpy.array([self._column(text, spans) for text in spellings], dtype="uint64").T.copy()

    def _column(self, text: str, spans: list[tuple[int, int]]) -> list[int]:
        known = self._keys
        words = [text[start:end] for start, end in spans]
        keys = list(map(known.get, words))
        if None not in keys:
            return cast(list[int], keys)
        if len(known) > _KNOWN:
            known.clear()
        for word in set(words).difference(known):
            known[word] = self.vocab.strings.add(word)
        return [known[word] for word in words]


def _parted(
    words: list[str], spaces: list[bool], spans: list[tuple[int, int]], folded: str
) -> tuple[list[str], list[bool], list[tuple[int, int]]]:
    """The tokens, those that are two known words run together as two."""
    tokens: list[tuple[str, bool, tuple[int, int]]] = []
    for word, blank, (start, end) in zip(words, spaces, spans, strict=True):
        at = halves(folded[start:end]) if word.isalpha() else None
        if at is None:
            tokens.append((word, blank, (start, end)))
        else:
            tokens += [(word[:at], True, (start, start + at)), (word[at:], blank, (start + at, end))]
    return [word for word, _, _ in tokens], [blank for _, blank, _ in tokens], [span for _, _, span in tokens]


def token_spans(doc: Doc) -> list[tuple[int, int]]:
    """First and last character of each token of a sheet, the last exclusive."""
    return cast(list[tuple[int, int]], doc.user_data[_SPANS])


def mark_toneless(doc: Doc) -> Doc:
    """The sheet with the toneless form of each token in TAG, for what recognition of scans may have mistaken."""
    tokenizer = cast(SyllableTokenizer, sheet_language().tokenizer)
    spans = token_spans(doc)
    return doc.from_array([TAG], tokenizer.keys(spans, toneless(doc.user_data[_FOLDED]))) if spans else doc


def sheet_of(flow: str, folded: str, *, parted: bool = False) -> Doc:
    """The sheet of a flow with its folded spelling, which may have been repaired."""
    return cast(SyllableTokenizer, sheet_language().tokenizer).spelled(flow, folded, parted=parted)


def _create() -> object:
    return lambda nlp: SyllableTokenizer(nlp.vocab)


registry.tokenizers.register("tonghop.syllables.v1", func=_create)

_KNOWN = 100_000
"""Words whose keys are kept at hand; a text may have any number of others."""


@cache
def sheet_language() -> Language:
    """The empty spaCy pipeline with the project's tokenizer."""
    import spacy

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "tonghop.syllables.v1"}}})
    nlp.max_length = 20_000_000
    return nlp
