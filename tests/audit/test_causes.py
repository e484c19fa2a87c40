"""One misprinted number is one remark, however many sums it breaks."""

from extractor.audit import audit
from schemas import Figure
from tests.audit.made import broken, figure, report, table


def yearly(*values: str, total: str) -> tuple[Figure, ...]:
    """Attendances of 2021 and the years after it, and of all the years together."""
    made = [
        figure("training_sent_total", value, unit="attendance", period=f"year:{2021 + index}", start=index * 50)
        for index, value in enumerate(values)
    ]
    last = 2020 + len(values)
    whole = figure("training_sent_total", total, unit="attendance", period=f"range:2021-{last}", start=5000)
    return (*made, whole)


def test_a_misprinted_total_of_a_table_is_told_once() -> None:
    made = table("Lớp|2021|2022", "Cao cấp|10|20", "Trung cấp|30|40", "Tổng số|40|80")
    cell = made.rows[2].cells[2].anchor
    assert cell is not None
    years = yearly("40", "80", total="100")
    years = (years[0], years[1].model_copy(update={"anchor": cell}), years[2])
    findings = [f for f in audit(report(figures=years, tables=(made,))) if f.outcome == "broken"]
    assert [(f.rule, f.about) for f in findings] == [("sum_mismatch", "training_sent_total")]
    assert findings[0].arithmetic == "20 + 40 = 60 ≠ 80; 40 + 80 = 120 ≠ 100"
    assert "Nếu 80 là 60 thì 2 phép cộng này đều khớp." in findings[0].message
    assert {place.start for place in findings[0].evidence} >= {cell.start, 5000}
    english = [f for f in audit(report(figures=years, tables=(made,)), lang="en") if f.outcome == "broken"]
    assert "If 80 were 60, these 2 sums would all add up." in english[0].message


def test_sums_that_no_one_number_mends_stay_apart() -> None:
    made = table("Lớp|2021|2022", "Cao cấp|10|20", "Trung cấp|30|40", "Tổng số|40|80")
    cell = made.rows[2].cells[2].anchor
    years = yearly("40", "80", total="101")  # 60 would mend the column and not the years
    years = (years[0], years[1].model_copy(update={"anchor": cell}), years[2])
    found = [f for f in audit(report(figures=years, tables=(made,))) if f.outcome == "broken"]
    assert len(found) == 2
    assert not any("phép cộng" in f.message and "Nếu" in f.message for f in found)


def test_a_number_of_a_sum_that_holds_is_not_the_cause() -> None:
    """Two columns are wrong by different numbers, and the row of totals adds up: two misprints, two remarks."""
    made = table("Lớp|2021|2022", "Cao cấp|10|20", "Trung cấp|30|40", "Tổng số|45|80")
    assert len(broken(audit(report(tables=(made,))))) == 2


def test_a_misprinted_nought_is_told_once_too() -> None:
    made = table("Lớp|2021", "Cao cấp|0", "Trung cấp|0", "Tổng số|5")
    cell = made.rows[2].cells[1].anchor
    years = yearly("5", "40", total="40")
    years = (years[0].model_copy(update={"anchor": cell}), *years[1:])
    findings = [f for f in audit(report(figures=years, tables=(made,))) if f.outcome == "broken"]
    assert len(findings) == 1
    assert "Nếu 5 là 0 thì 2 phép cộng này đều khớp." in findings[0].message
