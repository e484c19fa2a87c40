"""Every indicator has a composition and every composition an indicator; a broken file is refused."""

from pathlib import Path

import pytest

from extractor.errors import CatalogueError
from extractor.lexicon.composition import Composition, load_compositions, parse_compositions
from schemas import catalogue

RIGHT = """
[soft]
concepts = ["STAFF"]

[staff_female]
needs = ["FEMALE", "STAFF|WORKFORCE"]
inherit = ["STAFF|WORKFORCE"]
population = ["STAFF"]
units = ["person"]
"""
INDICATORS = catalogue.load().indicators


def test_every_indicator_is_composed_and_every_composition_is_an_indicator() -> None:
    assert {rule.indicator for rule in load_compositions().all} == set(INDICATORS)
    assert len(load_compositions().all) == len(INDICATORS) == 106


@pytest.mark.parametrize("rule", load_compositions().all, ids=lambda rule: rule.indicator)
def test_a_composition_takes_the_unit_of_its_indicator(rule: Composition) -> None:
    assert INDICATORS[rule.indicator].unit in rule.units
    assert rule.unit in rule.units


@pytest.mark.parametrize(
    ("old", "new", "record", "reason"),
    [
        ('needs = ["FEMALE", "STAFF|WORKFORCE"]\n', "", "staff_female", "needs and units"),
        ('units = ["person"]', "", "staff_female", "needs and units"),
        ("FEMALE", "LADIES", "staff_female", "LADIES"),
        ('inherit = ["STAFF|WORKFORCE"]', 'inherit = ["STAFF"]', "staff_female", "inherit"),
        ('["person"]', '["people"]', "staff_female", "people"),
        ("[staff_female]", "[staff_female", "-", ""),
    ],
)
def test_a_broken_file_is_refused_with_file_record_and_reason(
    tmp_path: Path, old: str, new: str, record: str, reason: str
) -> None:
    assert old in RIGHT
    path = tmp_path / "composition.toml"
    path.write_text(RIGHT.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        parse_compositions(path)
    assert refusal.value.exit_code == 6
    for lang in ("vi", "en"):
        assert f"composition.toml, {'bản ghi' if lang == 'vi' else 'record'} {record}: " in refusal.value.message(lang)
        assert reason in refusal.value.message(lang)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param(
            'units = ["person"]', 'units = ["person"]\npopulation_of = ["STAFF"]', "population_of", id="unknown field"
        ),
        pytest.param('population = ["STAFF"]', 'population = ["NOBODY"]', "NOBODY", id="unknown population"),
        pytest.param('concepts = ["STAFF"]', 'concepts = ["NOBODY"]', "NOBODY", id="unknown soft concept"),
        pytest.param(
            'units = ["person"]', 'units = ["person"]\nunit = "unit"', "unit", id="a unit not among the units"
        ),
        pytest.param('units = ["person"]', 'units = ["person"]\nladder = "NOWHERE"', "NOWHERE", id="unknown ladder"),
    ],
)
def test_a_slip_of_the_pen_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "composition.toml"
    path.write_text(RIGHT.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        parse_compositions(path)
    assert reason in refusal.value.vi


def test_the_right_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "composition.toml"
    path.write_text(RIGHT, encoding="utf-8")
    compositions = parse_compositions(path)
    (rule,) = compositions.all
    assert rule.needs == (("FEMALE",), ("STAFF", "WORKFORCE"))
    assert rule.names == {"FEMALE", "STAFF", "WORKFORCE"}
    assert compositions.soft == {"STAFF"}
