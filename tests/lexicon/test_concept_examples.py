"""Every wording of the lexicon is shown by a sentence, and the sentence is what it says it is."""

import unicodedata
from pathlib import Path

import pytest
import regex

from extractor.errors import CatalogueError
from extractor.language.folding import fold
from extractor.layers.concepts import find_concepts
from extractor.layers.tokens import sheet_language
from extractor.lexicon.concepts import Concept, load_concepts, parse_concepts

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = {path.parent.name: path.parent for path in CORPUS.rglob("gold.json")}
CONCEPTS = list(load_concepts().by_id.values())


def _report_of(example: str) -> str:
    name = example.partition(": ")[0]
    return name if name in REPORTS else ""


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_every_example_holds_its_wording(concept: Concept) -> None:
    for words, examples in concept.examples:
        form = words if words in concept.patterns else regex.escape(words)
        for example in examples:
            sentence = fold(example.removeprefix(f"{_report_of(example)}: "))
            assert regex.search(rf"(?<!\w)(?:{form})(?!\w)", sentence), f"{concept.id}: {words!r} not in {example!r}"


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_quotes_from_a_report_stand_in_it(name: str) -> None:
    source = next(path for path in sorted(REPORTS[name].iterdir()) if path.name in ("report.md", "report.txt"))
    text = unicodedata.normalize("NFC", source.read_text(encoding="utf-8"))
    quoted = [
        example.removeprefix(f"{name}: ")
        for concept in CONCEPTS
        for _, examples in concept.examples
        for example in examples
        if _report_of(example) == name
    ]
    assert [quote for quote in quoted if quote not in text] == []


def test_plain_sentences_find_their_concept() -> None:
    missed = set()
    for concept in CONCEPTS:
        short = {words for _, words in concept.within}
        for words, examples in concept.examples:
            if words in short:
                continue  # found by find_short_forms, where their ladder is spoken of
            for example in examples:
                folded = fold(example)
                spans = find_concepts(sheet_language()(example), folded)
                if not _report_of(example) and concept.id not in {span.concept.id for span in spans}:
                    missed.add(f"{concept.id}: {words}")
    assert missed == set()


def test_a_wording_without_an_example_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_text('[X]\nkind = "entity"\n[X.wordings]\n"người" = []\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"1\.toml, .* X: 'người'"):
        parse_concepts(tmp_path)


def test_a_concept_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("1.toml", "2.toml"):
        (tmp_path / name).write_text('[X]\nkind = "entity"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"2\.toml, .* X: stands in 1\.toml too"):
        parse_concepts(tmp_path)
