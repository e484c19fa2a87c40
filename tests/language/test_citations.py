"""Citations: shapes of the language (none copied from program output), identity, the annotated reports, time."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from extractor.language.citation_data import document_types, issuers, laws
from extractor.language.citation_numbers import read_number
from extractor.language.citations import Citation, ResolvedRegulation, find, resolve
from extractor.readers.open import read_manuscript

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = sorted(path for path in CORPUS.glob("*/report.*") if path.suffix in (".md", ".txt"))


def numbers(text: str) -> list[str | None]:
    return [citation.number for citation in find(text)]


def one(text: str) -> Citation:
    (citation,) = find(text)
    return citation


def joined(text: str, **given: Any) -> list[ResolvedRegulation]:
    own = {"report_issued": "2024-05-23", "own_number": None, "own_issuer_code": "LDLD-LaiChau", **given}
    return resolve(find(text), **own)


# The knowledge and its examples, both ways.


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.name)
def test_each_kind_reads_its_examples(kind: Any) -> None:
    assert kind.examples
    for printed, number in kind.examples:
        found = find(f"Thực hiện {printed} ngày 05/3/2020, Ban Thường vụ báo cáo.")
        assert [(c.type, c.number, c.issued) for c in found] == [(kind.name, number, "2020-03-05")], printed


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.name)
def test_each_word_and_abbreviation_of_a_kind_is_used(kind: Any) -> None:
    code = kind.codes[0] if kind.codes else None
    symbol = f"/{code}-TLĐ" if code else "/2019/QH14"
    for word in (*kind.words, *kind.short, *(w.upper() for w in kind.words), *(w.lower() for w in kind.words)):
        assert [c.type for c in find(f"theo {word} số 12{symbol} nêu trên")] == [kind.name], word


@pytest.mark.parametrize("issuer", issuers(), ids=lambda issuer: issuer.code)
def test_each_issuer_reads_its_examples_and_suffixes(issuer: Any) -> None:
    assert issuer.examples
    for example in issuer.examples:
        number = read_number(example, 0)
        assert number is not None and number.spelt() == example
        assert issuer.code in [known.code for known in number.issuers]
    for suffix in (*issuer.suffixes, *issuer.also):
        dash, slash = ("-", "/") if issuer.system == "party" else ("/", "-")
        legislature = "15" if issuer.code in ("QH", "UBTVQH") else ""
        number = read_number(f"12{dash}NQ{slash}{suffix}{legislature} ngày", 0)
        assert number is not None and [known.code for known in number.issuers] == [issuer.code], suffix


@pytest.mark.parametrize("law", laws(), ids=lambda law: law.name)
def test_each_law_reads_its_examples(law: Any) -> None:
    for example in law.examples:
        citation = one(f"theo {example} và quy định của pháp luật")
        assert citation.name == example and citation.form == "title"


# Shapes.

ONE = [
    ("Nghị quyết số 06b/NQ-TLĐ ngày 29/01/2011", "Nghị quyết", "06b/NQ-TLĐ", "2011-01-29"),
    ("Nghị quyết 06b /NQ-TLĐ", "Nghị quyết", "06b/NQ-TLĐ", None),
    ("Nghị quyết số 05/ NQ - ĐCT ngày 01-7-2010", "Nghị quyết", "05/NQ-ĐCT", "2010-07-01"),
    ("HƯỚNG DẪN SỐ 1156/HD-TLĐ NGÀY 21/7/2011", "Hướng dẫn", "1156/HD-TLĐ", "2011-07-21"),
    ("Chỉ thị 37–CT/TW ngày 03 tháng 9 năm 2019 của Ban Bí thư", "Chỉ thị", "37-CT/TW", "2019-09-03"),
    ("Kết luận 79-KL/TW (25/12/2013)", "Kết luận", "79-KL/TW", "2013-12-25"),
    ("Nghị quyết số 1211/2016/UBTVQH13", "Nghị quyết", "1211/2016/UBTVQH13", None),
    ("Quyết định số 217-QĐ/TW, ngày 12.12.2013", "Quyết định", "217-QĐ/TW", "2013-12-12"),
    ("Quyết định số 05-QĐ/TW", "Quyết định", "05-QĐ/TW", None),
    ("QĐ 05-QĐ/TW", "Quy định", "05-QĐ/TW", None),
    ("QĐ số 733/QĐ-TLĐ", "Quyết định", "733/QĐ-TLĐ", None),
    ("Quyết định số 245-QĐ-NS/TW ngày 03/5/2022", "Quyết định", "245-QĐ-NS/TW", "2022-05-03"),
    ("Công văn số 1452/UBND-NC ngày 04/8/2021", "Công văn", "1452/UBND-NC", "2021-08-04"),
    ("Công văn 339-CV/ĐĐ", "Công văn", "339-CV/ĐĐ", None),
    ("CV số 88/TLĐ-CSKTXH&TĐKT", "Công văn", "88/TLĐ-CSKTXH&TĐKT", None),
    ("Thông tư 09/2019/TT-BGD&ĐT", "Thông tư", "09/2019/TT-BGD&ĐT", None),
    ("Quyết định số 22/2018/QĐ-UBND tháng 8/2018", "Quyết định", "22/2018/QĐ-UBND", "2018-08"),
    ("Nghị quyết liên tịch số 01/NQLT-CP-TLĐ ngày 29/10/2012", "Nghị quyết liên tịch", "01/NQLT-CP-TLĐ", "2012-10-29"),
    ("Chương trình hành động số 27-CTr/TU", "Chương trình", "27-CTr/TU", None),
    ("Chương trình phối hợp số 02/CTPH-LĐLĐ-HLHPN", "Chương trình", "02/CTPH-LĐLĐ-HLHPN", None),
    ("Bộ luật số 45/2019/QH14 ngày 20/11/2019", "Bộ luật", "45/2019/QH14", "2019-11-20"),
    ("Nghị định 43/2006", "Nghị định", "43/2006/NĐ-CP", None),
    ("Quy định của Đảng đoàn LĐLĐ tỉnh số 09-QĐ/ĐĐ ngày 02/6/2021", "Quy định", "09-QĐ/ĐĐ", "2021-06-02"),
    ("Ngày 02/4/2019, Ban Thường vụ đã ban hành Kế hoạch số 40/KH-LĐLĐ", "Kế hoạch", "40/KH-LĐLĐ", "2019-04-02"),
    ("Năm 2020, LĐLĐ tỉnh ban hành Kế hoạch số 40/KH-LĐLĐ", "Kế hoạch", "40/KH-LĐLĐ", "2020"),
    ("Từ ngày 02/4/2019, LĐLĐ tỉnh ban hành Kế hoạch số 40/KH-LĐLĐ", "Kế hoạch", "40/KH-LĐLĐ", None),
    ("Nghị quyết số 10c/NQ-BCH ngày     tháng 01 năm 2017", "Nghị quyết", "10c/NQ-BCH", "2017-01"),
    ("Kế hoạch số 40/KH-LĐLĐ được ban hành ngày 31/02/2024", "Kế hoạch", "40/KH-LĐLĐ", "2024-02-31"),
    ("Quyết định 4290/QĐ-TLĐ (2022)", "Quyết định", "4290/QĐ-TLĐ", "2022"),
    ("Hướng dẫn số 101/HD-LĐLĐ cùng ngày 03/6/2021", "Hướng dẫn", "101/HD-LĐLĐ", "2021-06-03"),
    # read over: OCR and typing
    ("Kế hoạch sô 42/KH-TLD", "Kế hoạch", "42/KH-TLĐ", None),
    ("Kê hoạch só42/KH-TLÐ,", "Kế hoạch", "42/KH-TLĐ", None),
    ("Nghịquyết sổ 03/NQ-TLĐ", "Nghị quyết", "03/NQ-TLĐ", None),
    ("Qui định số 35-QD/DD", "Quy định", "35-QĐ/ĐĐ", None),
    ("Nghi định số 9O/2020/ND-CP", "Nghị định", "90/2020/NĐ-CP", None),
    ("Nghị quyết số l8-NQ/TW ngày 25/l0/2017", "Nghị quyết", "18-NQ/TW", "2017-10-25"),
    ("Kế hoạch số 71/KH-L ĐLĐ", "Kế hoạch", "71/KH-LĐLĐ", None),
    ("Nghị quyết số 03NQ/TLĐ", "Nghị quyết", "03/NQ/TLĐ", None),
    ("Nghị quyết số 12-NQ/TƯ", "Nghị quyết", "12-NQ/TW", None),
]


@pytest.mark.parametrize(("text", "kind", "number", "issued"), ONE)
def test_one_citation(text: str, kind: str, number: str, issued: str | None) -> None:
    citation = one(
        f"Thực hiện {text}" if not text[0].isdigit() and text.split()[0] not in ("Ngày", "Năm", "Từ") else text
    )
    assert (citation.type, citation.number, citation.issued, citation.form) == (kind, number, issued, "full")


LISTS = [
    ("các Nghị quyết số 26, 27 và 28-NQ/TW", ["26-NQ/TW", "27-NQ/TW", "28-NQ/TW"]),
    ("Quy định số 17, 37-QĐ/ĐĐ", ["17-QĐ/ĐĐ", "37-QĐ/ĐĐ"]),
    ("các Nghị định số 145, 152/2020/NĐ-CP", ["145/2020/NĐ-CP", "152/2020/NĐ-CP"]),
    ("các Nghị định: 46/2017, 135/2018/NĐ-CP", ["46/2017/NĐ-CP", "135/2018/NĐ-CP"]),
    ("Quyết định 1013, 1014/QĐ-TLĐ", ["1013/QĐ-TLĐ", "1014/QĐ-TLĐ"]),
    ("Nghị quyết 9a, 9b/NQ-TLĐ", ["9a/NQ-TLĐ", "9b/NQ-TLĐ"]),
    ("các Quyết định: số 12/QĐ-LĐLĐ, số 13/QĐ-LĐLĐ và số 14/QĐ-LĐLĐ", ["12/QĐ-LĐLĐ", "13/QĐ-LĐLĐ", "14/QĐ-LĐLĐ"]),
    ("Nghị quyết số 03/NQ-TLĐ, Kế hoạch số 71/KH-LĐLĐ", ["03/NQ-TLĐ", "71/KH-LĐLĐ"]),
    ("(Kế hoạch 08/KH-BTV; Hướng dẫn 09/HD-LĐLĐ)", ["08/KH-BTV", "09/HD-LĐLĐ"]),
    ("Nghị quyết số 18-NQ/TW, 100% cán bộ", ["18-NQ/TW"]),
    ("Nghị quyết số 18-NQ/TW, 19 đơn vị", ["18-NQ/TW"]),
    ("Quyết định số 27/QĐ-LĐLĐ, số 28/QĐ-LĐLĐ cùng ngày 18/7/2025", ["27/QĐ-LĐLĐ", "28/QĐ-LĐLĐ"]),
    ("số 12/LĐLĐ-ToC và số 15/LĐLĐ-TC ngày 03/3/2021", ["12/LĐLĐ-ToC", "15/LĐLĐ-TC"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists(text: str, expected: list[str]) -> None:
    assert numbers(f"Thực hiện {text}.") == expected


NONE = [
    "Số: 57/BC-LĐLĐ\tLai Châu, ngày 23 tháng 5 năm 2024",
    "LĐLĐ TỈNH LAI CHÂU Số: 57/BC-LĐLĐ Lai Châu",
    "Số 12-BC/ĐĐ",
    "Số:      /BC-LĐLĐ",
    "các nghị quyết của Đảng, quy định của pháp luật, nghị quyết đại hội công đoàn các cấp nhiệm kỳ 2023-2028",
    "Hội nghị lần thứ hai Ban Chấp hành ra nghị quyết; Phụ lục 1, Điều 5 khoản 2",
    "ban hành 12 kế hoạch, 05 quyết định, 03 hướng dẫn và 15 nghị quyết",
    "Kế hoạch 5 năm, kế hoạch 12 tháng, Kế hoạch 2024, báo cáo 6 tháng, Chương trình 04 nội dung",
    "Quyết định 15 biên chế, Kết luận 03 nội dung, Hướng dẫn 20 CĐCS, Thông báo 12 trường hợp",
    "52/52 người, 24/7, 1/3 số chỉ tiêu, 34/52 cán bộ, mẫu số 03, bão số 3",
    "Nghị quyết 5 năm 2020-2025",
    "Nghị quyết\n1. Triển khai quán triệt",
    "số lượng 20 người; Hướng dẫn số lượng 5 người",
]


@pytest.mark.parametrize("text", NONE)
def test_no_citation(text: str) -> None:
    assert find(text) == []


def test_offsets_and_parts() -> None:
    text = "theo Nghị quyết số 39-NQ/TW, ngày 17/4/2015 của Bộ Chính trị và quy định khác"
    citation = one(text)
    assert text[citation.start : citation.end] == "Nghị quyết số 39-NQ/TW, ngày 17/4/2015 của Bộ Chính trị"
    assert text[citation.number_start : citation.number_end] == "39-NQ/TW" == citation.printed
    assert (citation.issuer, citation.issuer_code) == ("Bộ Chính trị", "TW")


ISSUERS = [
    ("03/NQ-TLĐ ngày 11/01/2019 của Ban Chấp hành Tổng Liên đoàn (khóa XII) về",
     "Ban Chấp hành Tổng Liên đoàn (khóa XII)", "XII"),
    ("18-NQ/TW, ngày 25/10/2017, Hội nghị lần thứ 6 Ban Chấp hành Trung ương Đảng (khóa XII), một số",
     "Hội nghị lần thứ 6 Ban Chấp hành Trung ương Đảng (khóa XII)", "XII"),
    ("27-NQ/TW của Hội nghị Trung ương 7 khóa XII về", "Hội nghị Trung ương 7 khóa XII", "XII"),
    ("06-NQ/TU của Ban Chấp hành Đảng bộ tỉnh khóa XIII về", "Ban Chấp hành Đảng bộ tỉnh khóa XIII", "XIII"),
    ("28-NQ/TW của Ban Bí thư là căn cứ", "Ban Bí thư", None),
    ("12/NQ-LĐLĐ của Ban Thường vụ LĐLĐ tỉnh gồm 07 chỉ tiêu", "Ban Thường vụ LĐLĐ tỉnh", None),
    ("43/NQ-CP về", "Chính phủ", None),
    ("03/NQ-TLĐ của Ban Thường vụ LĐLĐ tỉnh Lai Châu.", "Tổng Liên đoàn Lao động Việt Nam", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuer", "term"), ISSUERS)
def test_issuer_and_term(text: str, issuer: str, term: str | None) -> None:
    citation = one(f"Nghị quyết số {text}")
    assert (citation.issuer, citation.term) == (issuer, term)


def test_ministry_with_a_dash_in_its_name() -> None:
    text = "Thông tư số 10/2020/TT-BLĐTBXH của Bộ Lao động - Thương binh và Xã hội về hợp đồng"
    assert one(text).issuer == "Bộ Lao động - Thương binh và Xã hội"


NAMES = [
    ("Luật Phòng, chống ma túy năm 2021", "Luật", "2021"),
    ("Luật Bình đẳng giới 2006", "Luật", "2006"),
    ("Luật Công đoàn (sửa đổi) năm 2024", "Luật", "2024"),
    ("Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức năm 2019", "Luật", "2019"),
    ("Bộ luật Dân sự năm 2015", "Bộ luật", "2015"),
    ("Luật Đất đai (2024)", "Luật", "2024"),
    ("Hiến pháp năm 2013", "Hiến pháp", "2013"),
    ("Điều lệ Công đoàn Việt Nam (khoá XIII)", "Điều lệ", None),
    ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Nghị quyết", None),
    ("Nghị quyết Đại hội XIX Công đoàn tỉnh Bắc Giang nhiệm kỳ 2023-2028", "Nghị quyết", None),
    ("Nghị quyết Đại hội Công đoàn tỉnh lần thứ X", "Nghị quyết", None),
    ("Nghị quyết Trung ương 4 (khóa XI, XII)", "Nghị quyết", None),
]


@pytest.mark.parametrize(("name", "kind", "issued"), NAMES)
def test_documents_by_name(name: str, kind: str, issued: str | None) -> None:
    citation = one(f"căn cứ {name}, Ban Thường vụ")
    assert (citation.name, citation.type, citation.issued, citation.number) == (name, kind, issued, None)


def test_short_forms() -> None:
    text = (
        "Nghị quyết số 60-NQ/TW ngày 12/4/2025 (sau đây gọi tắt là Nghị quyết 60) và Kế hoạch số 8/KH-LĐLĐ. "
        "Theo NQ 60, kế hoạch 08 và Nghị quyết 60 nêu trên; Nghị quyết 60 người."
    )
    assert [(c.printed, c.form) for c in find(text)] == [
        ("60-NQ/TW", "full"), ("60", "short"), ("8/KH-LĐLĐ", "full"), ("60", "short"), ("08", "short"), ("60", "short"),
    ]  # fmt: skip
    assert [(r.number, len(r.mentions)) for r in joined(text)] == [("60-NQ/TW", 4), ("8/KH-LĐLĐ", 2)]


# Identity.


def test_leading_zero_ocr_and_hybrid_spelling_are_one() -> None:
    text = "Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019; NQ 3/NQ-TLD; Nghị quyết 03-NQ/BCH ngày 11/01/2019; NQ số 03/NQ-BCH"
    (regulation,) = joined(text)
    assert regulation.key == "TLD:NQ:03:2019"
    assert (regulation.number, regulation.issued) == ("03/NQ-TLĐ", "2019-01-11")
    assert set(regulation.variants) == {"03-NQ/BCH", "03/NQ-BCH"}
    assert len(regulation.mentions) == 4


def test_a_slip_in_the_year_is_kept_and_outvoted() -> None:
    dates = ("11/01/2019", "11/01/2024", "11/01/2019")
    (regulation,) = joined(". ".join(f"Nghị quyết 03/NQ-TLĐ ngày {date}" for date in dates))
    assert regulation.issued == "2019-01-11"
    assert [mention.issued for mention in regulation.mentions] == ["2019-01-11", "2024-01-11", "2019-01-11"]


def test_tied_dates_take_the_one_not_after_the_report() -> None:
    (regulation,) = joined("Nghị quyết 03/NQ-TLĐ ngày 11/01/2025. Nghị quyết 03/NQ-TLĐ ngày 11/01/2019.")
    assert regulation.issued == "2019-01-11"


def test_numbers_of_two_years_stay_two_and_undated_mentions_join_the_nearest() -> None:
    text = "KH 71/KH-LĐLĐ ngày 25/3/2019. Kế hoạch số 71. KH 71/KH-LĐLĐ ngày 08/02/2021. Kế hoạch 71/KH-LĐLĐ."
    assert [(r.key, len(r.mentions)) for r in joined(text)] == [
        ("LDLD-LaiChau:KH:71:2019", 2),
        ("LDLD-LaiChau:KH:71:2021", 2),
    ]


def test_party_numbers_of_two_terms_stay_two() -> None:
    text = "Nghị quyết 18-NQ/TW ngày 25/10/2017 và Nghị quyết số 18-NQ/TW ngày 16/6/2022 về đất đai"
    assert [r.key for r in joined(text)] == ["TW:NQ:18:2017", "TW:NQ:18:2022"]


def test_kind_and_issuer_tell_apart() -> None:
    text = (
        "Quy định số 18-QĐ/ĐĐ, Nghị quyết số 18-NQ/TW, Quyết định số 18/QĐ-LĐLĐ, Kế hoạch 18/KH-LĐLĐ, Kế hoạch 18-KH/ĐĐ"
    )
    assert len(joined(text)) == 5


def test_place_of_another_province_and_of_the_report() -> None:
    text = (
        "Kế hoạch 29/KH-LĐLĐ của LĐLĐ tỉnh Yên Bái; Quy định 17-QĐ/ĐĐ; Nghị quyết số 06-NQ/TU; "
        "NQ 01-NQ/ĐĐ của Đảng đoàn TLĐ"
    )
    assert [r.key for r in joined(text)] == [
        "LDLD-YenBai:KH:29:?",
        "DD-LDLD-LaiChau:QyD:17:?",
        "TU-LaiChau:NQ:06:?",
        "DD-TLD:NQ:01:?",
    ]


def test_short_before_the_full_citation_joins_it() -> None:
    (regulation,) = joined("NỘI DUNG NGHỊ QUYẾT 05\nThực hiện Nghị quyết số 05/NQ-TLĐ ngày 03/02/2020")
    assert [mention.form for mention in regulation.mentions] == ["short", "full"]


def test_the_report_itself_is_no_regulation() -> None:
    text = "(Kèm theo Báo cáo số 118/BC-LĐLĐ ngày 23/5/2024) và Báo cáo số 90/BC-LĐLĐ ngày 10/12/2023"
    assert [r.number for r in joined(text, own_number="118/BC-LĐLĐ")] == ["90/BC-LĐLĐ"]
    assert [r.number for r in joined(text)] == ["90/BC-LĐLĐ"], "the letterhead is lost, the date tells"


def test_a_law_by_name_and_by_number_is_one() -> None:
    (regulation,) = joined("Luật Công đoàn năm 2012; Luật Công đoàn số 12/2012/QH13; Luật Công đoàn")
    assert (regulation.number, regulation.name, len(regulation.mentions)) == (
        "12/2012/QH13",
        "Luật Công đoàn năm 2012",
        3,
    )


def test_a_law_dated_by_its_day_is_the_law_of_its_year() -> None:
    (regulation,) = joined("Căn cứ Luật Công đoàn ngày 20 tháng 6 năm 2012; theo Luật Công đoàn năm 2012")
    assert (regulation.name, regulation.issued, len(regulation.mentions)) == (
        "Luật Công đoàn năm 2012",
        "2012-06-20",
        2,
    )


def test_a_bare_number_with_its_date_is_a_citation() -> None:
    citation = one("theo công văn 345 ngày 03/4/2020 của LĐLĐ tỉnh")
    assert (citation.number, citation.issued, citation.form) == ("345", "2020-04-03", "short")


def test_a_block_may_begin_with_a_citation() -> None:
    assert numbers("số 80-QĐ/TW và 65-QĐ/TW ngày 28/4/2022\nSố 50-QĐ/TW ngày 27/12/2021 của Bộ Chính trị") == [
        "80-QĐ/TW",
        "65-QĐ/TW",
        "50-QĐ/TW",
    ]


def test_two_laws_of_one_name_stay_two() -> None:
    assert [r.issued for r in joined("Luật Công đoàn năm 2012 và Luật Công đoàn năm 2024")] == ["2012", "2024"]


def test_the_word_of_one_mention_gives_the_kind_to_the_other() -> None:
    (regulation,) = joined("QĐ 12-QĐ/TU và Quyết định số 12-QĐ/TU")
    assert regulation.type == "Quyết định"


# The annotated reports.


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_regulations_of_the_annotated_reports(path: Path) -> None:
    gold = json.loads((path.parent / "gold.json").read_text("utf-8"))
    flow = read_manuscript(path.read_bytes(), path.name).flow
    header = gold["header"]
    found = resolve(
        find(flow), report_issued=header["issued"], own_number=header["number"], own_issuer_code="LDLD-LaiChau"
    )
    expected = {(r["type"], r["number"], r["issued"], r["mentions"], r.get("name")) for r in gold["regulations"]}
    assert {(r.type, r.number, r.issued, len(r.mentions), None if r.number else r.name) for r in found} == expected
    variants = {f["about"] for f in gold["findings"] if f["rule"] == "citation_variant"}
    assert {r.number for r in found if r.variants} == variants


def test_the_corpus_is_there() -> None:
    assert len(REPORTS) >= 9


@pytest.mark.parametrize(
    "hostile",
    [
        "1/" * 100_000,
        "số 1, " * 33_000,
        "Nghị quyết " * 18_000,
        "Nghị quyết số 1, 2, 3 và " * 8_000,
        "Luật " + "a b " * 50_000,
        "NQ 03/NQ-TLĐ của " + "Ban Chấp hành " * 14_000,
        "03/" + "AB-" * 66_000,
        "Kế hoạch của Ban Thường vụ " * 7_400,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_finishes(hostile: str) -> None:
    begin = time.perf_counter()
    resolve(find(hostile), report_issued=None, own_number=None, own_issuer_code="LDLD-LaiChau")
    assert time.perf_counter() - begin < 15
