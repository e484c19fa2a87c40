"""Numbers that do not fit because they are of other things: they accuse nobody."""

from extractor.audit import audit
from schemas import Figure
from tests.audit.made import anchor, broken, figure, figures, outcomes, quantity, report, table


def test_parts_of_more_than_twice_the_whole_are_of_something_else_unless_a_slip_explains_them() -> None:
    """ "Riêng cơ quan: thạc sĩ trở lên 22" beside the 5 doctors and 42 masters of the whole system."""

    def said(whole: str, doctors: str, masters: str) -> list[str]:
        made = figures(staff_edu_postgraduate=whole, staff_edu_doctorate=doctors, staff_edu_master=masters)
        return outcomes(audit(report(figures=made)), "sum_mismatch")

    assert said("22", "5", "42") == ["cannot_tell"]
    assert said("24", "6", "42") == ["broken"]  # exactly twice
    assert said("24", "7", "42") == ["cannot_tell"]
    assert said("47", "5", "342") == ["broken"]  # 42 was meant
    assert said("20", "5", "115") == ["broken"]  # a whole of 120 was meant
    assert said("20", "5", "116") == ["cannot_tell"]


def test_a_list_gathered_from_several_sections_is_not_called_complete() -> None:
    parts = (
        figure("district_federations", "28", unit="unit", section="I.1"),
        figure("local_sector_unions", "3", unit="unit", section="I.2"),
    )
    whole = figure("upper_level_units_total", "41", unit="unit", section="I.2")
    assert outcomes(audit(report(figures=(whole, *parts))), "sum_mismatch") == ["cannot_tell"]
    together = tuple(part.model_copy(update={"section": "I.2"}) for part in parts)
    assert "broken" in outcomes(audit(report(figures=(whole, *listed_again(together)))), "sum_mismatch")


def listed_again(parts: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures a comma and a blank apart, so that nothing can stand between them."""
    made: list[Figure] = []
    start = parts[0].anchor.start
    for part in parts:
        made.append(part.model_copy(update={"anchor": anchor(part.anchor.quote, start)}))
        start = made[-1].anchor.end + 2
    return tuple(made)


def test_years_of_a_disputed_total_prove_nothing_and_those_of_a_table_are_its_total_row_s() -> None:
    years = tuple(
        figure("local_training_classes", value, unit="class", period=f"year:{year}")
        for value, year in (("40", 2022), ("60", 2023))
    )
    total = figure("local_training_classes", "110", unit="class", period="range:2022-2023")
    again = figure("local_training_classes", "100", unit="class", period="range:2022-2023", section="V")
    assert broken(audit(report(figures=(*years, total)))) == {("sum_mismatch", "local_training_classes")}
    assert broken(audit(report(figures=(*years, total, again)))) == {("figure_conflict", "local_training_classes")}
    assert outcomes(audit(report(figures=(*years, total, again))), "sum_mismatch") == ["holds"]
    neither = again.model_copy(update={"quantity": quantity("120", "class")})
    assert outcomes(audit(report(figures=(*years, total, neither))), "sum_mismatch") == ["cannot_tell"] * 2
    earlier = again.model_copy(update={"period": "range:2018-2021"})
    assert outcomes(audit(report(figures=(*years, total, earlier))), "sum_mismatch") == ["broken"]

    made = table("Năm|Số lớp", "2022|40", "2023|60", "9 tháng 2024|10", "Tổng cộng|110")
    cells = [row.cells[1] for row in made.rows]
    rows = (cells[0], cells[1], cells[3])
    in_table = tuple(
        one.model_copy(update={"table": 0, "anchor": cell.anchor})
        for one, cell in zip((*years, total), rows, strict=True)
    )
    assert broken(audit(report(figures=in_table, tables=(made,)))) == set()
    assert broken(audit(report(figures=in_table))) == {("sum_mismatch", "local_training_classes")}
    body = (*in_table[:2], total)
    assert broken(audit(report(figures=body, tables=(made,)))) == {("sum_mismatch", "local_training_classes")}


def test_a_table_is_added_up_as_it_stands_and_not_with_a_sentence() -> None:
    """ "Trình độ ĐH trở lên: mốc đầu 95, mốc cuối 86" beside the table's 5, 42 and 39 of 92."""
    rows = {"staff_present_total": "92", "staff_edu_doctorate": "5", "staff_edu_master": "42", "staff_edu_college": "6"}
    made = tuple(one.model_copy(update={"table": 0}) for one in figures(**rows, staff_edu_bachelor="39"))
    told = figure("staff_edu_university_or_higher", "95")
    about = ("sum_mismatch", "staff_present_total")
    assert about not in broken(audit(report(figures=(*made, told))))
    assert about in broken(audit(report(figures=(*made[:1], *made[3:4], told))))
    one_row = (*made[:1], *made[3:], told)
    assert "95 + 6 = 101 > 92" in {f.arithmetic for f in audit(report(figures=one_row)) if f.outcome == "broken"}
    prose = tuple(one.model_copy(update={"table": None}) for one in made)
    assert about in broken(audit(report(figures=(*prose, told))))
    wrong = made[-1].model_copy(update={"quantity": quantity("40")})
    assert about in broken(audit(report(figures=(*made[:-1], wrong, told))))
