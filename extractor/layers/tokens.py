"""The sheet: a spaCy Doc over the flow of a Manuscript, syllable by syllable, NORM folded.

spaCy's own Vietnamese tokenizer needs a segmenter and without it splits at white space only. Here
a token is a run of letters, a run of digits, or one other character, so that a number glued to a
word ("là98") still is a token of its own. A hyphen that breaks a word at the end of a line ("công- đoàn") is no
token. `token_places` leads from the tokens to the characters of the flow.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from operator import add
from typing import Any, cast

from spacy.attrs import LEMMA, NORM, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractor.language.folding import fold, skeleton, toneless
from extractor.language.repair import halves
from extractor.layers.anchored import WordIndex

# A token and the one blank that follows it; several blanks, or a blank of another kind, are a token of their own.
_TOKEN = re.compile(r"(?:[^\W\d_]++(?:-(?= [a-zà-ỹđ]))?|[0-9]++|\S)(?: (?!\s))?|\s++")


_STARTS, _ENDS, _WORDS, _INDEX = "starts", "ends", "words", "index"


class _Parts(dict[str, tuple[int, bool, int, int]]):
    """What was found as a token: the key of its word, whether a blank follows it, the lengths of word and find.

    spaCy makes a sheet of keys several times as fast as of words.
    """

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self.vocab = vocab

    def __missing__(self, found: str) -> tuple[int, bool, int, int]:
        if len(self) > _KNOWN:
            self.clear()
        blank = found[-1] == " " and not found.isspace()
        word = found[:-1] if blank else found
        word = word[:-1] if word[-1] == "-" != word else word
        self[found] = parts = (self.vocab.strings.add(word), blank, len(word), len(found))
        return parts


class _Rows(dict[str, int]):
    """The row of a word in a table of the vocabulary's keys, one column for each of its spellings."""

    def __init__(self, vocab: Vocab, *spellings: Callable[[str], str]) -> None:
        super().__init__()
        self.vocab, self.spellings = vocab, spellings
        self.keys_of: list[list[int]] = []
        self.table: Any = None

    def __missing__(self, word: str) -> int:
        self[word] = row = len(self.keys_of)
        self.keys_of.append([self.vocab.strings.add(spelling(word)) for spelling in self.spellings])
        return row

    def of(self, words: list[str]) -> Any:
        """The keys of the words, a row for each."""
        import numpy  # spaCy's own array type; at hand wherever spaCy is

        if len(self) > _KNOWN:
            self.clear()
            self.keys_of.clear()
            self.table = None
        rows = list(map(self.__getitem__, words))
        if self.table is None or len(self.table) < len(self.keys_of):
            self.table = numpy.array(self.keys_of, dtype="uint64")
        return self.table[rows]


class SyllableTokenizer:
    """Splits into syllables, numbers, single marks; NORM is the folding, LEMMA the skeleton."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._parts = _Parts(vocab)
        self._norms = _Rows(vocab, str, skeleton)
        self._tags = _Rows(vocab, toneless)

    def __call__(self, text: str) -> Doc:
        """The sheet of a text."""
        return self.spelled(text, fold(text))

    def spelled(self, text: str, folded: str, *, parted: bool = False) -> Doc:
        """The sheet of a text whose folded spelling is given; `parted`: words run together are two tokens."""
        found = list(map(self._parts.__getitem__, _TOKEN.findall(text)))
        keys, spaces, sizes, lengths = map(list, zip(*found, strict=True)) if found else ([], [], [], [])
        starts = list(accumulate(lengths, initial=0))
        starts.pop()
        ends = list(map(add, starts, sizes))
        if parted:
            spaces, starts, ends = _parted(spaces, starts, ends, folded)
            keys = [self.vocab.strings.add(text[start:end]) for start, end in zip(starts, ends, strict=True)]
        doc = Doc(self.vocab, words=keys, spaces=spaces)
        doc.user_data[_STARTS], doc.user_data[_ENDS] = starts, ends
        doc.user_data[_WORDS] = forms = list(map(folded.__getitem__, map(slice, starts, ends)))
        return doc.from_array([NORM, LEMMA], self._norms.of(forms)) if forms else doc

    def mark_toneless(self, doc: Doc) -> Doc:
        """The sheet with the toneless form of each token in TAG."""
        words = folded_words(doc)
        return doc.from_array([TAG], self._tags.of(words)) if words else doc


def _parted(
    spaces: list[bool], starts: list[int], ends: list[int], folded: str
) -> tuple[list[bool], list[int], list[int]]:
    """The tokens, those that are two known words run together as two."""
    tokens: list[tuple[bool, int, int]] = []
    for blank, start, end in zip(spaces, starts, ends, strict=True):
        word = folded[start:end]
        at = halves(word) if word.isalpha() else None
        if at is None:
            tokens.append((blank, start, end))
        else:
            tokens += [(True, start, start + at), (blank, start + at, end)]
    return (
        [blank for blank, _, _ in tokens],
        [start for _, start, _ in tokens],
        [end for _, _, end in tokens],
    )


def token_places(doc: Doc) -> tuple[list[int], list[int]]:
    """First characters of the tokens of a sheet, and the ends of them, exclusive."""
    return doc.user_data[_STARTS], doc.user_data[_ENDS]


def word_index(doc: Doc) -> WordIndex:
    """Where each word of a sheet stands."""
    if _INDEX not in doc.user_data:
        doc.user_data[_INDEX] = WordIndex(folded_words(doc), doc.user_data[_STARTS])
    return cast(WordIndex, doc.user_data[_INDEX])


def folded_words(doc: Doc) -> list[str]:
    """The folded spelling of each token of a sheet."""
    return cast(list[str], doc.user_data[_WORDS])


def mark_toneless(doc: Doc) -> Doc:
    """The sheet with the toneless form of each token in TAG, for what recognition of scans may have mistaken."""
    return cast(SyllableTokenizer, sheet_language().tokenizer).mark_toneless(doc)


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
