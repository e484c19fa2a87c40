"""Total rows and columns of tables, and former provinces as parts of a merged one."""

import pytest

from extractor.audit import audit
from schemas import Figure, Header, OtherFigure
from schemas.report import DateMention, Era
from tests.audit.made import anchor, broken, figure, other, outcomes, quantity, report, table


@pytest.mark.parametrize(("total", "found"), [("16", set()), ("17", {("sum_mismatch", "staff_female")})])
def test_a_total_row_adds_up_its_rows(total: str, found: set[tuple[str, str]]) -> None:
    made = table("Đơn vị|Nữ|Tỷ lệ", "A|9|50", "B|7|40", f"Cộng|{total}|45", indicators=(None, "staff_female", None))
    assert broken(audit(report(tables=(made,)))) == found


def test_a_total_may_be_of_the_rows_since_the_last_total_or_of_totals() -> None:
    rows = ("A|1", "B|2", "Cộng khối 1|3", "C|10", "D|20", "Cộng khối 2|30", "Tổng cộng|33")
    assert outcomes(audit(report(tables=(table("Đơn vị|Số người", *rows),))), "sum_mismatch") == ["holds"] * 3
    wrong = (*rows[:-2], "Cộng khối 2|31", "Tổng cộng|33")
    assert "broken" in outcomes(audit(report(tables=(table("Đơn vị|Số người", *wrong),))), "sum_mismatch")


@pytest.mark.parametrize(("total", "found"), [("18", ["holds"]), ("19", ["broken", "holds"])])
def test_a_total_of_groups_adds_up_their_heads(total: str, found: list[str]) -> None:
    """Rows that a head sums up, and rows "Trong đó", are not added a second time."""
    rows = ("A|11|8", "1|4|3", "2|7|5", "B|7|6", "3|2|2", "4|5|4", "Trong đó: phường|1|1")
    made = table("Đơn vị|Nữ|Người", *rows, f"Tổng cộng (A+B)|{total}|14")
    assert sorted(outcomes(audit(report(tables=(made,))), "sum_mismatch")) == found


def test_a_blank_cell_makes_a_shortfall_undecidable_and_an_excess_wrong() -> None:
    rows = ("A|9|10", "B|-|5", "C|2|3")
    short = table("Đơn vị|Nữ|Người", *rows, "Cộng|16|18")
    assert outcomes(audit(report(tables=(short,))), "sum_mismatch") == ["cannot_tell", "holds"]
    excess = table("Đơn vị|Nữ|Người", *rows, "Cộng|10|18")
    assert outcomes(audit(report(tables=(excess,))), "sum_mismatch") == ["broken", "holds"]
    none = table("Đơn vị|Nữ|Người", *rows, "Cộng|11|18")
    assert outcomes(audit(report(tables=(none,))), "sum_mismatch") == ["holds"]


def test_numbers_of_rows_and_percentages_are_not_added() -> None:
    made = table("TT|Bình quân|Tỷ lệ (%)|Điểm", "1|3|20|7", "2|5|30|8", "Cộng|4|25|9")
    assert outcomes(audit(report(tables=(made,))), "sum_mismatch") == []


def test_a_first_row_of_all_staff_is_no_total_of_women_and_party_members() -> None:
    people = table("Nội dung|Số người", "Tổng số cán bộ|145", "Nữ|81", "Đảng viên|138")
    assert outcomes(audit(report(tables=(people,))), "sum_mismatch") == []
    above = table("Đơn vị|Số người", "Tổng số|145", "A|70", "B|74")
    assert outcomes(audit(report(tables=(above,))), "sum_mismatch") == ["broken"]


# Former provinces

LAO_CAI: tuple[Era, str] = ("post_2025_07", "15")


@pytest.mark.parametrize(("second", "outcome"), [("556", "broken"), ("566", "holds")])
def test_former_provinces_make_up_the_merged_one(second: str, outcome: str) -> None:
    whole = figure("training_sent_total", "1012", unit="person", start=70_000)
    parts = (
        other("446", "Lào Cai (cũ) 446", subset="Lào Cai (cũ)", start=70_060),
        other(second, "Yên Bái (cũ)", subset="Yên Bái (cũ)", start=70_090),
    )
    findings = audit(report(figures=(whole,), others=parts, unit=LAO_CAI, issued="2025-09-16"))
    assert outcomes(findings, "sum_mismatch") == [outcome]


@pytest.mark.parametrize(("indicator", "found"), [("provincial_committee_members", []), ("planned_cadres", ["broken"])])
def test_boards_are_chosen_anew_after_a_merger_and_are_no_sum(indicator: str, found: list[str]) -> None:
    whole = figure(indicator, "56", unit="person", start=70_000)
    parts = (
        other("41", "Lào Cai (cũ) 41", subset="Lào Cai (cũ)", start=70_060),
        other("45", "Yên Bái (cũ) 45", subset="Yên Bái (cũ)", start=70_090),
    )
    made = report(figures=(whole,), others=parts, unit=LAO_CAI, issued="2025-09-16")
    assert outcomes(audit(made), "sum_mismatch") == found


def test_parts_elsewhere_in_another_unit_hedged_or_in_a_table_prove_nothing() -> None:
    whole = figure("training_sent_total", "1012", start=70_000)
    first = other("446", "Lào Cai (cũ) 446", subset="Lào Cai (cũ)", start=70_060)
    second = other("556", "Yên Bái (cũ) 556", subset="Yên Bái (cũ)", start=70_090)

    def of(second: OtherFigure, whole: Figure = whole) -> list[str]:
        made = report(figures=(whole,), others=(first, second), unit=LAO_CAI, issued="2025-09-16")
        return outcomes(audit(made), "sum_mismatch")

    assert of(second) == ["broken"]
    assert of(second.model_copy(update={"section": "II.2"})) == []
    assert of(second.model_copy(update={"quantity": quantity("556", "attendance")})) == []
    assert of(second.model_copy(update={"quantity": quantity("~556")})) == []
    assert of(second.model_copy(update={"table": 0})) == []
    assert of(second.model_copy(update={"anchor": anchor("Yên Bái", 70_400)})) == []
    assert of(second, figure("training_sent_total", "~1012", start=70_000)) == []
    assert of(second, figure("training_sent_total", "1012", start=70_200)) == []


def test_parts_belong_to_the_number_before_them_not_to_an_earlier_figure() -> None:
    """The 96 that was not understood stands between the transfers and the parts of the 96."""
    transfers = figure("transfer_count", "37", start=75_000)
    between = other("96", "96 lượt", start=75_040)
    parts = (
        other("41", "Lào Cai (cũ) 41", subset="Lào Cai (cũ)", start=75_060),
        other("55", "Yên Bái (cũ) 55", subset="Yên Bái (cũ)", start=75_080),
    )
    found = audit(report(figures=(transfers,), others=(between, *parts), unit=LAO_CAI, issued="2025-09-16"))
    assert outcomes(found, "sum_mismatch") == []


def test_parts_that_are_not_all_former_provinces_prove_nothing() -> None:
    whole = figure("planned_cadres", "62", start=80_000)
    parts = (
        other("33", "nữ 33", subset="nữ", about="planned_cadres", start=80_040),
        other("35", "trẻ 35", subset="dưới 40 tuổi", about="planned_cadres", start=80_060),
    )
    assert outcomes(audit(report(figures=(whole,), others=parts, unit=LAO_CAI)), "sum_mismatch") == []


@pytest.mark.parametrize(("whole", "outcome"), [("145", "holds"), ("154", "broken")])
def test_columns_of_former_provinces_make_up_the_column_of_the_whole(whole: str, outcome: str) -> None:
    made = table("Nội dung|Lào Cai (cũ)|Yên Bái (cũ)|Toàn tỉnh", f"Số người|70|75|{whole}", "Tỷ lệ nữ|50|60|55")
    assert outcomes(audit(report(tables=(made,), unit=LAO_CAI, issued="2025-09-16")), "sum_mismatch") == [outcome]
    folded = made.model_copy(update={"columns": tuple(column.lower() for column in made.columns)})
    assert outcomes(audit(report(tables=(folded,), unit=LAO_CAI)), "sum_mismatch") == [outcome]
    assert outcomes(audit(report(tables=(made,), unit=("pre_2025_07", "15"))), "sum_mismatch") == []
    nobody = report(tables=(made,)).model_copy(update={"header": Header()})
    assert outcomes(audit(nobody), "sum_mismatch") == []
    twice = table("Nội dung|Lào Cai (cũ)|Yên Bái (cũ)|Yên Bái (mới)|Toàn tỉnh", "Số người|70|75|1|9")
    assert outcomes(audit(report(tables=(twice,), unit=LAO_CAI)), "sum_mismatch") == []


def test_a_row_s_figure_gives_a_column_its_name_where_the_header_has_none() -> None:
    made = table("Đơn vị|Nữ", "A|9", "B|7", "Cộng|17")
    total = made.rows[-1].cells[1]
    assert total.anchor is not None
    women = figure("staff_female", "17", start=total.anchor.start, quote="17")
    assert broken(audit(report(tables=(made,)))) == {("sum_mismatch", "Nữ")}
    assert broken(audit(report(tables=(made,), figures=(women,)))) == {("sum_mismatch", "staff_female")}
    other_value = women.model_copy(update={"quantity": quantity("18")})
    assert broken(audit(report(tables=(made,), figures=(other_value,)))) == {("sum_mismatch", "Nữ")}


def test_a_total_of_one_row_is_no_sum_and_a_short_row_stops_nothing() -> None:
    assert outcomes(audit(report(tables=(table("Đơn vị|Nữ", "A|9", "Cộng|8"),))), "sum_mismatch") == []
    ragged = table("Đơn vị|Nữ|Nam", "A|9|1", "B|7", "Cộng|16|2")
    assert outcomes(audit(report(tables=(ragged,))), "sum_mismatch") == ["cannot_tell", "holds"]


def test_a_remark_names_the_table_the_column_and_the_row() -> None:
    made = table("Đơn vị|Nữ", "A|9", "B|7", "Cộng|17").model_copy(update={"caption": "Cơ cấu cán bộ"})
    finding = audit(report(tables=(made,)))[0]
    assert "Bảng “Cơ cấu cán bộ”, cột “Nữ”, dòng “Cộng”" in finding.message
    numbered = made.model_copy(update={"caption": "Biểu số 3. Cơ cấu"})
    assert " “Biểu số 3. Cơ cấu”, cột “Nữ”" in audit(report(tables=(numbered,)))[0].message
    assert [place.quote for place in finding.evidence] == ["9", "7", "17"]
    uncaptioned = made.model_copy(update={"caption": ""})
    assert "Bảng “I.1”" in audit(report(tables=(uncaptioned,)))[0].message


@pytest.mark.parametrize(("length", "cut"), [(100, False), (101, True)])
def test_a_paragraph_before_a_table_is_not_told_as_its_caption(length: int, cut: bool) -> None:
    caption = ("Số thực có " * 10)[: length - 1].strip().ljust(length, "x")
    made = table("Đơn vị|Nữ", "A|9", "B|7", "Cộng|17").model_copy(update={"caption": caption})
    message = audit(report(tables=(made,)))[0].message
    assert (caption in message) is not cut
    assert ("có …”" in message or "thực …”" in message or "Số …”" in message) is cut


def test_a_wrong_row_of_a_merged_province_is_about_its_figure() -> None:
    made = table("Nội dung|Lào Cai (cũ)|Yên Bái (cũ)|Toàn tỉnh", "Số người|70|75|145", "Nữ|38|43|91")
    cell = made.rows[1].cells[3]
    assert cell.anchor is not None
    women = figure("staff_female", "91", start=cell.anchor.start, quote="91")
    unnamed = audit(report(tables=(made,), unit=LAO_CAI))
    assert broken(unnamed) == {("sum_mismatch", "Nữ")}
    assert broken(audit(report(tables=(made,), figures=(women,), unit=LAO_CAI))) == {("sum_mismatch", "staff_female")}


def test_a_column_with_nothing_but_its_total_adds_up_to_nothing() -> None:
    made = table("Đơn vị|Số|Ghi chú", "A|1|", "B|2|", "Cộng|3|9")
    assert outcomes(audit(report(tables=(made,))), "sum_mismatch") == ["holds"]


def test_a_column_without_a_head_or_a_known_indicator_is_called_by_its_place() -> None:
    made = table("Đơn vị|Số", "A|1|10", "B|2|20", "Cộng|3|40")
    assert broken(audit(report(tables=(made,)))) == {("sum_mismatch", "3")}
    known = table("Đơn vị|Số|Nữ", "A|1|10", "B|2|20", "Cộng|3|40", indicators=(None, None))
    assert broken(audit(report(tables=(known,)))) == {("sum_mismatch", "Nữ")}


def test_no_more_than_twelve_places_are_shown() -> None:
    made = table("Đơn vị|Số", *(f"Đơn vị {number}|1" for number in range(20)), "Cộng|21")
    (finding,) = (f for f in audit(report(tables=(made,))) if f.outcome == "broken")
    assert len(finding.evidence) == 12


def test_a_short_row_of_a_merged_province_has_no_total() -> None:
    made = table("Nội dung|Lào Cai (cũ)|Yên Bái (cũ)|Toàn tỉnh", "Số người|70|75|145", "Nữ|38|43")
    assert outcomes(audit(report(tables=(made,), unit=LAO_CAI)), "sum_mismatch") == ["holds"]


# A column of the whole, found by its sums

LEVELS = ("Nữ|31|74|105", "Đảng viên|57|112|169", "Đại học|31|92|123", "Cao đẳng|0|3|3")


def by_level(*rows: str, head: str = "Nội dung|Cơ quan|Cấp trên|Toàn hệ thống") -> list[str]:
    return outcomes(audit(report(tables=(table(head, *rows),))), "sum_mismatch")


def test_a_column_that_is_the_sum_of_those_beside_it_is_so_in_every_row() -> None:
    assert by_level(*LEVELS) == ["holds"]
    assert by_level(*LEVELS, "TC LLCT|22|58|82") == ["broken", "holds"]
    assert by_level(*LEVELS, "TC LLCT|22|58|82", head="Nội dung|Cơ quan|Cấp trên|Cộng") == ["broken", "holds"]
    assert by_level(*LEVELS, "TC LLCT|22|58|82", head="Nội dung|Cơ quan|Cấp trên|Năm 2024") == []
    assert by_level(*LEVELS, "TC LLCT|22|58|82", head="Nội dung|Cơ quan|Cấp trên|Tỷ lệ chung (%)") == []


def test_the_places_of_a_sum_that_holds_are_those_of_the_rows_that_hold() -> None:
    made = table("Nội dung|Cơ quan|Cấp trên|Cộng", *LEVELS, "TC LLCT|22|58|82")
    (holds,) = (f for f in audit(report(tables=(made,))) if f.outcome == "holds")
    assert [place.quote for place in holds.evidence] == ["105", "169", "123", "3"]


def test_two_rows_that_add_up_by_chance_make_no_sum_and_neither_do_rows_with_one_number() -> None:
    assert by_level(*LEVELS[:2], "TC LLCT|22|58|82") == []
    assert by_level(*LEVELS[:3], "TC LLCT|22|58|82") == ["broken", "holds"]
    assert by_level(*LEVELS[:3], "TC LLCT|22|58|82", "CV|1|2|4") == []
    assert by_level("A|5|0|5", "B|7|0|7", "C|9|0|9", "D|2|1|4") == []


def test_a_cell_that_is_blank_makes_a_row_of_such_a_table_undecidable_if_it_is_short() -> None:
    assert by_level(*LEVELS, "TC LLCT|22|-|82") == ["cannot_tell", "holds"]
    assert by_level(*LEVELS, "TC LLCT|22|-|20") == ["cannot_tell", "holds"]
    assert by_level(*LEVELS, "TC LLCT|22|-|22") == ["holds"]
    assert by_level(*LEVELS, "TC LLCT|22|58|-") == ["holds"]
    assert by_level(*LEVELS, "Tỷ lệ nữ|50|57|54") == ["holds"]


def test_a_stock_or_an_average_in_a_column_of_sums_is_no_wrong_sum() -> None:
    assert by_level(*LEVELS, "Số CĐCS hiện có|742|785|785") == ["cannot_tell", "holds"]
    assert by_level(*LEVELS, "Số người một đơn vị|7|9|8") == ["cannot_tell", "holds"]
    assert by_level(*LEVELS, "CV|742|785|786") == ["broken", "holds"]


@pytest.mark.parametrize(("total", "outcome"), [("785", "cannot_tell"), ("760", "cannot_tell"), ("786", "broken")])
def test_a_stock_below_the_years_is_no_wrong_sum_either(total: str, outcome: str) -> None:
    made = table("Năm|CĐCS|Lớp", "2021|742|10", "2022|785|20", f"Cộng|{total}|30")
    assert outcomes(audit(report(tables=(made,))), "sum_mismatch") == [outcome, "holds"]


@pytest.mark.parametrize(("total", "found"), [("60", ["holds"]), ("61", ["broken", "holds"])])
def test_columns_of_years_make_up_the_column_of_the_whole_if_a_row_agrees(total: str, found: list[str]) -> None:
    rows = ("Lớp|2|3|5", f"Lượt|20|40|{total}", "CĐCS (31/12)|9|8|x")
    assert sorted(by_level(*rows, head="Nội dung|2021|Năm 2022|Cộng")) == found
    assert by_level("Lớp|2|3|6", f"Lượt|20|40|{total}", head="Nội dung|2021|Năm 2022|Cộng") == (
        [] if total == "61" else ["broken", "holds"]
    )


def test_the_parts_may_follow_the_whole_or_take_turns_with_percentages() -> None:
    follow = ("Nữ|105|31|74", "Đảng viên|169|57|112", "Đại học|123|31|92", "CV|96|24|71")
    assert by_level(*follow, head="Nội dung|Tổng số|Cơ quan|Cấp trên") == ["broken", "holds"]
    head = "Nội dung|A SL|A tỷ lệ|B SL|B tỷ lệ|Cộng SL|Cộng tỷ lệ"
    turns = ("Nữ|31|50|74|56|105|54", "Đảng viên|57|92|112|85|169|88", "Đại học|31|50|92|70|123|64")
    assert by_level(*turns, "CV|24|39|71|54|96|49", head=head) == ["broken", "holds"]
    head = "Nội dung|Lớp A|Lượt A|Kinh phí A|Lớp B|Lượt B|Kinh phí B|Lớp cộng|Lượt cộng|Kinh phí cộng"
    rows = [f"{n}|{n}|{n}0|{n}1|{n + 1}|{n}5|{n}3|{2 * n + 1}|{20 * n + 5}|{20 * n + 4}" for n in (1, 3, 5)]
    assert by_level(*rows, "7|7|70|71|8|75|73|16|145|144", head=head) == ["broken", "holds", "holds", "holds"]


def test_a_part_of_a_total_further_above_is_no_part_of_the_year_before_it() -> None:
    """ "296 lớp …; các năm 64, 41 và 91. Trong tổng số nói trên, tỉnh trực tiếp mở 88 lớp"."""
    total = figure("local_training_classes", "296", unit="class", start=60_000)
    year = figure("local_training_classes", "64", unit="class", period="year:2019", start=60_100)
    elsewhere = figure("local_training_classes", "900", unit="class", period="year:2010", section="V")
    part = other("88", "tỉnh mở 88 lớp", subset="tỉnh", about="local_training_classes", start=60_150)
    part = part.model_copy(update={"quantity": quantity("88", "class")})
    rule = "subset_exceeds_total"
    assert outcomes(audit(report(figures=(total, year), others=(part,))), rule) == []
    assert outcomes(audit(report(figures=(year,), others=(part,))), rule) == ["broken"]
    assert outcomes(audit(report(figures=(year, elsewhere), others=(part,))), rule) == ["broken"]


def test_numbers_of_former_provinces_that_exceed_the_number_before_them_are_of_something_else() -> None:
    whole = figure("corporation_unions", "1", unit="unit", start=70_000)

    def parts(about: str | None, first: str = "16") -> list[str]:
        named = (
            other(first, "Lào Cai (cũ) 16", subset="Lào Cai (cũ)", about=about, start=70_060),
            other("17", "Yên Bái (cũ) 17", subset="Yên Bái (cũ)", about=about, start=70_090),
        )
        made = tuple(
            one.model_copy(update={"quantity": one.quantity.model_copy(update={"unit": "unit"})}) for one in named
        )
        return outcomes(audit(report(figures=(whole,), others=made, unit=LAO_CAI, issued="2025-09-16")), "sum_mismatch")

    assert parts(None) == []
    assert parts("corporation_unions") == ["broken"]
    equal = figure("corporation_unions", "17", unit="unit", start=70_000)
    whole = equal
    assert parts(None) == ["broken"]


@pytest.mark.parametrize(("total", "found"), [("28", ["holds"]), ("29", ["broken", "holds"])])
def test_groups_of_different_sizes_have_their_own_heads(total: str, found: list[str]) -> None:
    """A|B|C are heads; in one column the head of B is misprinted, and it is a head all the same."""
    rows = (
        "A|11|8|20",
        "1|4|3|9",
        "2|7|5|11",
        "B|9|6|31",
        "3|1|1|10",
        "4|5|4|11",
        "5|3|1|9",
        "C|8|9|17",
        "6|3|4|8",
        "7|5|5|9",
    )
    made = table("Đơn vị|Nữ|Người|Đoàn viên", *rows, f"Tổng cộng|{total}|23|68")
    assert sorted(outcomes(audit(report(tables=(made,))), "sum_mismatch")) == found


def test_a_row_cut_short_before_its_last_part_is_undecided() -> None:
    follow = ("Nữ|105|31|74", "Đảng viên|169|57|112", "Đại học|123|31|92", "CV|96|24")
    assert by_level(*follow, head="Nội dung|Tổng số|Cơ quan|Cấp trên") == ["cannot_tell", "holds"]


@pytest.mark.parametrize(("shift", "found"), [(0, []), (1, []), (29, []), (30, ["broken"]), (-1, ["broken"])])
def test_a_day_printed_between_a_number_and_its_parts_makes_them_of_another_day(shift: int, found: list[str]) -> None:
    whole = figure("training_sent_total", "1012", start=70_000)
    end = whole.anchor.end
    parts = (
        other("446", "Lào Cai (cũ) 446", subset="Lào Cai (cũ)", start=end + 30),
        other("556", "Yên Bái (cũ) 556", subset="Yên Bái (cũ)", start=end + 50),
    )
    day = DateMention(date="2025-06-30", as_printed="30/6/2025", valid=True, anchor=anchor("30/6/2025", end + shift))
    made = report(figures=(whole,), others=parts, dates=(day,), unit=LAO_CAI, issued="2025-09-16")
    assert outcomes(audit(made), "sum_mismatch") == found
