"""Letters that another font lends go where the line has left their place."""

import pytest

from extractor.readers.pdf_lines import _fill_gaps, _Run


def _run(text: str, lefts: list[float], rights: list[float]) -> _Run:
    return _Run(list(text), lefts, rights, 100.0, 10.0, 90.0, 100.0, False, False)


def test_a_lent_letter_takes_its_place() -> None:
    line = [
        _run("L u:", [0, 6, 12, 17], [6, 12, 17, 20]),
        _run("ư", [6.1], [11.9]),
    ]
    _fill_gaps(line)
    assert ["".join(run.text) for run in line] == ["Lưu:"]
    assert line[0].lefts == [0, 6.1, 12, 17]


def test_two_lent_letters_with_a_blank_after_the_first() -> None:
    line = [
        _run("Th Ng c", [0, 6, 11, 20, 27, 32, 37], [6, 11, 20, 27, 32, 37, 42]),
        _run("ị ọ", [11, 14, 32], [14, 32, 37]),
    ]
    _fill_gaps(line)
    assert ["".join(run.text) for run in line] == ["Thị Ngọc"]


@pytest.mark.parametrize("left", [3.0, 40.0])
def test_a_letter_without_a_place_stays_where_it_is(left: float) -> None:
    line = [_run("L u:", [0, 6, 12, 17], [6, 12, 17, 20]), _run("ư", [left], [left + 6])]
    _fill_gaps(line)
    assert len(line) == 2
