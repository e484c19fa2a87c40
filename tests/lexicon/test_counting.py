"""Units and hedges: their own examples are read as they say, and a broken file is refused."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import CatalogueError
from extractor.lexicon import counting
from extractor.lexicon.concepts import FOLDER
from extractor.lexicon.counting import hedge_words, longest_unit, syllables, unit_words
from tests.layers.drawn import counts_of


def records(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def examples(name: str) -> Iterator[Any]:
    for key, record in records(name).items():
        for example in record["examples"]:
            yield pytest.param(key, record, example, id=f"{key}: {example}")


@pytest.mark.parametrize(("unit", "record", "example"), list(examples("units.toml")))
def test_each_example_of_a_unit_is_counted_in_it(unit: str, record: dict[str, Any], example: str) -> None:
    counts = counts_of(example)
    assert counts
    assert {count.unit for count in counts} == {unit}


@pytest.mark.parametrize(("name", "record", "example"), list(examples("hedges.toml")))
def test_each_example_of_a_hedge_is_bounded_by_it(name: str, record: dict[str, Any], example: str) -> None:
    (count,) = counts_of(example)
    assert (count.bound, count.strict) == (record["bound"], record["strict"])


@pytest.mark.parametrize("name", ["units.toml", "hedges.toml"])
def test_every_record_has_words_and_examples(name: str) -> None:
    for key, record in records(name).items():
        assert record["words"], key
        assert record["examples"], key


def test_every_word_of_a_unit_counts_in_it() -> None:
    """No word stands in two units; whichever stood last would silently win."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for unit, record in records("units.toml").items():
        for words in record["words"]:
            owners.setdefault(syllables(words), set()).add(unit)
    assert {words: units for words, units in owners.items() if len(units) > 1} == {}
    assert max(len(words) for words in owners) == longest_unit()


def test_every_hedge_is_read_in_its_place() -> None:
    for words, hedge in hedge_words().items():
        text = f"có 50 người {words}" if hedge.after else f"mở {words} 80 lớp"
        (count,) = counts_of(text)
        assert (words, count.bound, count.strict) == (words, hedge.bound, hedge.strict)


def test_the_longest_hedge_comes_first() -> None:
    lengths = [len(words) for words in hedge_words()]
    assert lengths == sorted(lengths, reverse=True)
    assert list(hedge_words()).index("trên dưới") < list(hedge_words()).index("trên")


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with units and hedges of its own, read in place of the project's."""
    for name in ("units.toml", "hedges.toml"):
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(counting, "FOLDER", tmp_path)
    caches = (unit_words, hedge_words, longest_unit)
    for function in caches:
        function.cache_clear()
    yield tmp_path
    for function in caches:
        function.cache_clear()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("units.toml", "[person]", "[people]", "people"),
        ("units.toml", "[person]", "[person", "units.toml"),
        ("hedges.toml", "[approx]", "[approx", "hedges.toml"),
    ],
)
def test_a_broken_file_is_refused(spoilt: Path, file: str, old: str, new: str, told: str) -> None:
    refuse(spoilt, file, old, new, told)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        pytest.param("units.toml", "[person]\nwords", "[person]\nwrods", "person", id="a unit without words"),
        pytest.param("hedges.toml", 'bound = "approx"', "", "approx", id="a hedge without a bound"),
        pytest.param("hedges.toml", 'bound = "approx"', 'bound = "roughly"', "roughly", id="an unknown bound"),
        pytest.param(
            "hedges.toml", 'bound = "approx"\nstrict', 'bound = "approx"\nstricht', "approx", id="a misspelt field"
        ),
    ],
)
def test_a_wrong_record_is_refused_with_its_name(spoilt: Path, file: str, old: str, new: str, told: str) -> None:
    refuse(spoilt, file, old, new, told)


def refuse(folder: Path, file: str, old: str, new: str, told: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        (unit_words if file == "units.toml" else hedge_words)()
    assert refusal.value.exit_code == 6
    for lang in ("vi", "en"):
        assert file in refusal.value.message(lang)
        assert told in refusal.value.message(lang)
