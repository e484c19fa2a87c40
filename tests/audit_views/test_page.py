"""The audit's page: self-contained, escaped, in two languages, quotes in their passage, pictures bounded."""

import base64
import hashlib
import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from extractor.audit import audit
from extractor.audit_views.page import page_bytes
from extractor.audit_views.page_pictures import marks_of
from extractor.audit_views.view import Picture, Spoken, View, pages_shown, spoken, view_of
from extractor.audit_views.words import pair, texts
from extractor.readers.plain import read_plain
from schemas.anchor import Anchor, Box
from schemas.catalogue import load
from schemas.finding import AuditSource, Compared, Finding
from schemas.report import Header, Report, Source
from tests.audit.made import figure
from tests.audit.made import report as made
from tests.small_report import LETTERHEAD, read_body

CATALOGUE = load()
BODY = (
    "**I. ĐẶC ĐIỂM, TÌNH HÌNH**\n\nTổng số cán bộ, công chức, người lao động trong hệ thống công đoàn tỉnh hiện có: "
    "52 người (trong đó: biên chế tại cơ quan LĐLĐ tỉnh 20 người, hợp đồng theo Nghị định số 111/2022/NĐ-CP là 03 "
    "người; biên chế tại LĐLĐ các huyện, thành phố là 30 người); nữ 34 người. Toàn tỉnh có 777 công đoàn cơ sở."
)
REPORT = read_body(BODY)
TEXT = read_plain(f"{LETTERHEAD}\n{BODY}\n").text


def _view(report: Report = REPORT, text: str | None = TEXT, **more: Any) -> View:
    view = view_of("folder/report.md", report, audit(report, lang="vi"), audit(report, lang="en"), text)
    return View(**({name: getattr(view, name) for name in View.__dataclass_fields__} | more))


def _page(*views: View, lang: Any = "vi") -> Any:
    return html.fromstring(page_bytes(views or [_view()], CATALOGUE, lang))


def _texts(nodes: list[Any]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def _on_pages(report: Report = REPORT) -> Report:
    """The report as if every figure stood on a line of its own, ten a page."""

    def placed(anchor: Anchor, place: int) -> Anchor:
        box = Box(page=1 + place // 10, x0=80, top=60 + 60 * (place % 10), x1=300, bottom=74 + 60 * (place % 10))
        return anchor.model_copy(update={"page": box.page, "boxes": (box,)})

    figures = tuple(
        one.model_copy(update={"anchor": placed(one.anchor, place)}) for place, one in enumerate(report.figures)
    )
    source = report.source.model_copy(update={"reading": "text_layer", "pages": 3})
    return report.model_copy(update={"figures": figures, "source": source})


PICTURE = Picture(page=1, width=595.3, height=841.9, jpeg=base64.b64encode(b"\xff\xd8 a picture").decode())


# Self-contained -----------------------------------------------------------------------------------


def test_the_network_is_never_asked() -> None:
    body = page_bytes([_view(_on_pages(), pictures={1: PICTURE})], CATALOGUE, "vi").decode()
    assert re.findall(r"https?:|//[a-z]|\burl\(|@import|<link|<iframe|<img|\bsrc=", body) == []
    hrefs = set(re.findall(r'href="([^"]{0,30})', body))
    assert all(href.startswith(("#", "data:image/jpeg;base64,")) for href in hrefs)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', body)
    assert policy is not None
    rules = policy[1].replace("&#x27;", "'").split("; ")
    assert rules[0] == "default-src 'none'"
    assert "img-src data:" in rules
    assert "unsafe" not in policy[1]


def test_the_policy_names_the_very_script_and_style() -> None:
    body = page_bytes([_view()], CATALOGUE, "vi").decode()
    for element in ("style", "script"):
        (inner,) = re.findall(f"<{element}>(.*?)</{element}>", body, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{element}-src &#x27;sha256-{digest}&#x27;" in body


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "\"' onmouseover='alert(1)' x=\"",
    "<!--<svg onload=alert(1)>",
    "a\x00b\u202ec\x1b[31m\ufffe",
    "x" * 50_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_report_prints_is_text_and_nothing_else(text: str) -> None:
    one, other = figure("union_members", "5", quote=text), figure("union_members", "7", quote=text)
    report = made(figures=[one, other]).model_copy(update={"header": Header(title=text, number=text[:100])})
    report = report.model_copy(update={"source": report.source.model_copy(update={"name": text[:100]})})
    assert any(finding.outcome == "broken" for finding in audit(report))
    padded = text.join(("«" * one.anchor.start, "»" * 100))
    view = _view(report, padded, name=text[:100], notes=(pair("page.not_drawn", reason=text[:100]),))
    tree = _page(view)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img|//iframe|//object|//a[not(starts-with(@href, '#'))]") == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    assert len(page_bytes([view], CATALOGUE, "vi")) < 400_000


# What it shows ------------------------------------------------------------------------------------


def test_a_finding_shows_its_arithmetic_and_its_quotes_in_their_passage() -> None:
    (article,) = _page().xpath("//article")
    assert "20 + 30 + 3 = 53 > 52 ✗" in _texts(article.xpath(".//p"))
    marks = [mark.text for mark in article.xpath(".//blockquote/mark")]
    assert "biên chế tại cơ quan LĐLĐ tỉnh 20 người" in marks
    passage = " ".join(article.xpath(".//blockquote")[0].text_content().split())
    # All four numbers stand in one sentence: one passage, and what lies between them is there.
    assert len(article.xpath(".//blockquote")) == 1
    assert "(trong đó: biên chế tại cơ quan" in passage
    assert "Cần làm: " in article.text_content()


def test_without_the_text_the_quotes_stand_alone() -> None:
    (article,) = _page(_view(text=None)).xpath("//article")
    assert len(article.xpath(".//blockquote")) == 4
    assert all(quote.text is None for quote in article.xpath(".//blockquote"))


def test_a_text_that_is_not_that_of_the_anchors_is_not_used() -> None:
    (article,) = _page(_view(text="x" + TEXT)).xpath("//article")
    assert len(article.xpath(".//blockquote")) == 4


def test_what_holds_and_what_no_check_touches_are_shown() -> None:
    tree = _page()
    tables = {_texts(table.xpath("./caption"))[0]: _texts(table.xpath("./tbody/tr")) for table in tree.xpath("//table")}
    assert any("34 ≤ 52 ✓" in row for row in tables["Đã kiểm, khớp"])
    (untouched,) = tables["Số liệu chưa có phép kiểm nào xét tới"]
    assert "777 công đoàn cơ sở" in untouched
    cards = _texts(tree.xpath("//ul[@class='cards']/li"))
    assert "1 lỗi" in cards
    assert "1 số liệu chưa được kiểm" in cards


def test_what_other_reports_print_stands_with_the_finding() -> None:
    place = Anchor(start=0, end=1, quote="x", page=4)
    others = tuple(
        Compared(source=AuditSource(name=f"{n}.pdf", sha256="1" * 64), unit=f"Tỉnh {n}", printed="a < b", anchor=place)
        for n in range(25)
    )
    finding = Finding(rule="r", severity="warning", outcome="broken", about="a", message="m", others=others)
    (article,) = _page(_view(findings=(Spoken(finding, finding),))).xpath("//article")
    said = _texts(article.xpath(".//li"))
    assert said[0] == "Tỉnh 0: a < b (0.pdf, tr. 4)"
    assert said[-1] == "… và 5 báo cáo khác"


def test_several_reports_have_an_overview_that_leads_to_each() -> None:
    tree = _page(_view(), _view(name="other/report.md"))
    (overview,) = tree.xpath("//table[caption[@id='overview']]")
    assert overview.xpath(".//a/@href") == ["#r1", "#r2"]
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))


def test_no_report_is_said() -> None:
    assert "Không có báo cáo nào đọc được." in html.fromstring(page_bytes([], CATALOGUE, "vi")).text_content()


def test_both_languages_are_inside() -> None:
    for lang, first, other in (("vi", 0, 1), ("en", 1, 0)):
        tree = _page(lang=lang)
        assert tree.get("lang") == lang
        said = {(node.text, node.get("data-alt")) for node in tree.xpath("//*[@data-alt]")}
        for words in (pair("page.title"), pair("page.broken"), pair("title.holds"), ("English", "Tiếng Việt")):
            assert (words[first], words[other]) in said


def test_findings_of_both_languages_are_the_same_findings() -> None:
    vietnamese, english = audit(REPORT, lang="vi"), audit(REPORT, lang="en")
    pairs = spoken(vietnamese, tuple(reversed(english)))
    assert tuple(one.vi for one in pairs) == vietnamese
    for one in pairs:
        assert (one.vi.rule, one.vi.about, one.vi.evidence) == (one.en.rule, one.en.about, one.en.evidence)
        assert one.vi.message != one.en.message
    assert {one.en for one in pairs} == set(english)


def test_every_word_has_both_languages_and_the_same_fields() -> None:
    for key, words in texts().items():
        assert set(words) == {"vi", "en"}, key
        fields = [set(re.findall(r"\{([a-z]+)\}", text)) for text in words.values()]
        assert fields[0] == fields[1], key


def test_headings_descend_one_by_one_and_tables_are_named() -> None:
    tree = _page()
    levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")[0].text_content().strip()
        box = table.getparent()
        assert (box.get("role"), box.get("tabindex")) == ("region", "0")


def test_the_same_views_give_the_same_bytes() -> None:
    assert page_bytes([_view()], CATALOGUE, "vi") == page_bytes([_view()], CATALOGUE, "vi")


# Pictures -----------------------------------------------------------------------------------------


def test_a_picture_stands_once_and_its_crops_are_views_of_it() -> None:
    view = _view(_on_pages(), pictures={1: PICTURE})
    body = page_bytes([view], CATALOGUE, "vi").decode()
    assert body.count(PICTURE.jpeg) == 1
    tree = html.fromstring(body)
    crops = tree.xpath("//article//svg")
    assert crops
    for crop in crops:
        assert crop.xpath("./use/@href") == ["#r1-p1"]
        _, top, width, height = (float(number) for number in crop.get("viewbox").split())
        assert width == PICTURE.width
        assert top >= 0 and top + height <= PICTURE.height + 0.1
        for rect in crop.xpath(".//rect"):
            assert rect.get("class") == "mb"
            assert top <= float(rect.get("y")) <= top + height
    # The staff total and its three parts.
    assert len(tree.xpath("//article//svg//rect")) == 4


def test_a_whole_page_has_the_marks_of_all_findings_each_leading_to_its_own() -> None:
    tree = _page(_view(_on_pages(), pictures={1: PICTURE}))
    (sheet,) = tree.xpath("//details[@class='sheet']/svg")
    # Total and parts are in the broken sum; the women among the total hold, and the total is drawn once, as broken.
    assert sorted(sheet.xpath(".//rect/@class")) == ["mb"] * 4 + ["mh"]
    for href in sheet.xpath(".//a/@href"):
        assert tree.get_element_by_id(href.removeprefix("#")) is not None


def test_places_within_each_other_are_framed_once_and_numbered_at_the_cell_that_counts() -> None:
    label, first, second = (Box(page=1, x0=x, top=10, x1=x + 5, bottom=20) for x in (0, 10, 20))
    row = Anchor(start=0, end=8, quote="Cộng\t741", page=1, boxes=(label, first))
    longer = Anchor(start=0, end=12, quote="Cộng\t741\t163", page=1, boxes=(label, first, second))
    marks = {mark.box: mark.number for mark in marks_of((row, longer), "broken", "f")}
    assert marks == {label: "", first: "1", second: "2"}
    line = Anchor(start=0, end=2, quote="ab", page=1, boxes=(label, first))
    assert [mark.number for mark in marks_of((line,), "broken", "f")] == ["1", ""]


def test_a_box_outside_the_page_draws_nothing_wrong() -> None:
    report = _on_pages()
    odd = Box(page=1, x0=-50, top=5000, x1=-80, bottom=4000)
    first = report.figures[0]
    figures = (
        first.model_copy(update={"anchor": first.anchor.model_copy(update={"boxes": (odd,)})}),
        *report.figures[1:],
    )
    tree = _page(_view(report.model_copy(update={"figures": figures}), pictures={1: PICTURE}))
    for rect in tree.xpath("//rect"):
        assert float(rect.get("width")) >= 0
        assert float(rect.get("height")) >= 0
    assert all(float(svg.get("viewbox").split()[3]) > 0 for svg in tree.xpath("//svg[@viewbox]"))


def test_pages_are_wanted_for_what_is_broken_first_and_not_for_what_holds() -> None:
    def finding(outcome: Any, page: int) -> Finding:
        box = Box(page=page, x0=0, top=0, x1=1, bottom=1)
        anchor = Anchor(start=0, end=1, quote="x", page=page, boxes=(box,))
        return Finding(rule="r", severity="info", outcome=outcome, about="a", message="m", evidence=(anchor,))

    findings = [
        finding(*pair) for pair in (("holds", 1), ("cannot_tell", 5), ("broken", 9), ("broken", 2), ("broken", 9))
    ]
    assert list(pages_shown(tuple(Spoken(one, one) for one in findings))) == [9, 2, 5]


def test_notes_say_what_is_lacking_in_both_languages() -> None:
    note = pair("page.left_out", n=2, pages="7, 9")
    said = _page(_view(notes=(note,))).xpath("//p[@class='note']")
    assert (note[0], note[1]) in {(node.text, node.get("data-alt")) for node in said}


def test_a_source_of_any_reading_is_named() -> None:
    for reading in ("text_layer", "ocr", "mixed", "docx", "text"):
        source = Source(name="a", sha256="0" * 64, media_type="x/y", reading=reading)  # type: ignore[arg-type]
        assert (
            pair(f"reading.{reading}")[0] in _page(_view(REPORT.model_copy(update={"source": source}))).text_content()
        )
