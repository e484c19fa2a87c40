"""The sheet: a spaCy Doc over the flow of a Manuscript, syllable by syllable, NORM folded.

spaCy's own Vietnamese tokenizer needs a segmenter and without it splits at white space only. Here
a token is a run of letters, a run of digits, or one other character, so that a number glued to a
word ("là98") still is a token of its own. `doc.text` is the flow, character for character.
"""

from functools import cache
from typing import Any, cast

import regex
from spacy.attrs import LEMMA, NORM, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractor.language.folding import fold, skeleton, toneless

_TOKEN = regex.compile(r"[^\W\d_]++|[0-9]++|\s++|.", regex.DOTALL)


class SyllableTokenizer:
    """Splits into syllables, numbers, single marks; NORM is the folding, LEMMA the skeleton, TAG the toneless form."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The sheet of a text."""
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[int] = []
        for match in _TOKEN.finditer(text):
            token = match[0]
            if token == " " and words and not spaces[-1]:
                spaces[-1] = True
                continue
            words.append(token)
            spaces.append(False)
            starts.append(match.start())
        doc = Doc(self.vocab, words=words, spaces=spaces)
        folded = fold(text)
        bare, level = skeleton(folded), toneless(folded)
        add = self.vocab.strings.add
        import numpy  # spaCy's own array type; at hand wherever spaCy is

        table = numpy.zeros((len(words), 3), dtype="uint64")
        for row, (word, start) in enumerate(zip(words, starts, strict=True)):
            end = start + len(word)
            table[row, 0] = add(folded[start:end])
            table[row, 1] = add(bare[start:end])
            table[row, 2] = add(level[start:end])
        return doc.from_array([NORM, LEMMA, TAG], cast(Any, table)) if words else doc


def _create() -> object:
    return lambda nlp: SyllableTokenizer(nlp.vocab)


registry.tokenizers.register("tonghop.syllables.v1", func=_create)


@cache
def sheet_language() -> Language:
    """The empty spaCy pipeline with the project's tokenizer."""
    import spacy

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "tonghop.syllables.v1"}}})
    nlp.max_length = 20_000_000
    return nlp
