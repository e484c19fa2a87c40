"""`national.html`: complete, self-contained, escaped, accessible, the same bytes."""

import json
import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html

from extractor.national import consolidate
from extractor.national.codebook import codebook_of
from extractor.national.page_map import ISLANDS, tiles
from extractor.national.page_status import SIGNS
from extractor.national.page_words import WORDS
from extractor.national.submissions import Corrected
from schemas import Anchor, Finding, Report, Target
from schemas.campaign import ExpectedUnits
from schemas.catalogue import load
from schemas.corrected import CorrectedFigure
from schemas.facts import STATUSES
from tests.national.reports import CORPUS, anchor, figure, from_gold, report

BOOK = codebook_of(load())
REPORTS = [
    report("12", "Lai Châu", figure("union_members", 22877, quote="22.877 đoàn viên"), figure("staff_female", 34)),
    report("02", "Hà Giang", figure("union_members", 100, bound="at_least", strict=True)),
    report("40", "Nghệ An", figure("union_members", 5), figure("union_members", 7, start=9)),
    report(None, "Công đoàn Y tế Việt Nam", figure("union_members", 9, unit="attendance")),
]


def page(tmp_path: Path, *reports: Report, findings: dict[str, list[Finding]] | None = None) -> Any:
    consolidate(reports, findings or {}, tmp_path)
    return html.fromstring((tmp_path / "national.html").read_bytes())


def data(tree: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(tree.get_element_by_id("data").text)
    return loaded


def texts(nodes: list[Any]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def test_the_network_is_never_asked(tmp_path: Path) -> None:
    consolidate(REPORTS, {}, tmp_path)
    body = (tmp_path / "national.html").read_text(encoding="utf-8")
    assert re.findall(r"https?:|//[a-z]|\burl\(|@import|\bsrc=|<link|<iframe|<img", body) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', body)
    assert policy is not None
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]


def test_the_policy_names_the_very_script_and_style(tmp_path: Path) -> None:
    import base64
    import hashlib

    consolidate(REPORTS, {}, tmp_path)
    body = (tmp_path / "national.html").read_text(encoding="utf-8")
    for element in ("style", "script"):
        inner = re.findall(f"<{element}>(.*?)</{element}>", body, re.DOTALL)
        assert len(inner) == 1
        digest = base64.b64encode(hashlib.sha256(inner[0].encode()).digest()).decode()
        assert f"{element}-src &#x27;sha256-{digest}&#x27;" in body


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"' onmouseover='alert(1)' x=\"",
    "<!--<script>",
    "]]>&lt;b&gt;&amp;",
    "a\u2028b\u2029c\u202edcba\x00\x1b[31m\ufffe",
    "<img src=x onerror=alert(1)>",
    "x" * 50_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_report_prints_is_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    target = Target(number="1", text=text, status="achieved", section=text[:900], anchor=anchor(text))
    hostile = report(
        None, text[:900], figure("union_members", 1, quote=text, section=text[:900]), file=f"{text[:80]}.pdf"
    )
    hostile = hostile.model_copy(update={"targets": (target,)})
    shown = Anchor(start=0, end=len(text), quote=text, page=1)
    finding = Finding(
        rule="sum_mismatch", severity="error", outcome="broken", about=text[:900], message=text, evidence=(shown,)
    )
    tree = page(tmp_path, hostile, REPORTS[0], findings={hostile.source.sha256: [finding]})
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//img|//iframe|//object|//a[not(starts-with(@href, '#'))]") == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    units = [unit[0] for unit in data(tree)["units"]]
    assert len(units) == 2
    assert (tmp_path / "national.html").stat().st_size < 400_000


def test_a_figure_leads_to_its_quote_page_section_and_file(tmp_path: Path) -> None:
    tree = page(tmp_path, *REPORTS)
    held = data(tree)
    unit = next(place for place, one in enumerate(held["units"]) if one[0] == "Lai Châu")
    indicator = list(load().indicators).index("union_members")
    state, number, shown, implied, figures = held["cells"][f"{unit}.{indicator}"]
    assert (state, number, shown, implied) == (0, 22877, 0, 0)
    value, measure, number_of_page, quote, section, _period, _inferred = figures[0]
    assert (value, held["measures"][measure][0], number_of_page) == ("22.877", "người", 3)
    assert (quote, held["sections"][section]) == ("22.877 đoàn viên", "P1.I.1")
    assert held["units"][unit][1] == "Lai Châu-2024-05-23.pdf"


def test_every_button_of_the_tables_of_units_has_its_cell(tmp_path: Path) -> None:
    tree = page(tmp_path, *[from_gold(path.parent)[0] for path in sorted(CORPUS.glob("*/gold.json"))])
    held, seen = data(tree)["cells"], set()
    for table in tree.xpath("//table[contains(@class, 'units')]"):
        columns = [head.get("data-i") for head in table.xpath("./thead/tr/th")]
        for row in table.xpath("./tbody/tr"):
            for place, cell in enumerate(row):
                if cell.xpath("./button"):
                    key = f"{row.get('data-u')}.{columns[place]}"
                    shown = held[key][2] or held[key][4][0][0]
                    assert cell.text_content() == (shown if isinstance(shown, str) else shown[0])
                    seen.add(key)
    assert seen == held.keys()
    marks = {f"{mark.get('data-u')}.{mark.getparent().get('data-i')}" for mark in tree.xpath("//*[@class='m']")}
    assert marks <= held.keys()
    assert len(marks) > 500


def test_totals_are_intervals_with_coverage_or_say_why_not(tmp_path: Path) -> None:
    tree = page(tmp_path, *REPORTS)
    row = tree.xpath("//table[@class='totals']//tr[th='Đoàn viên công đoàn']")[0]
    provinces, everything = texts(row.xpath("./td"))
    # 22877 + more than 100 (101 at least, open above) + disputed between 5 and 7.
    assert provinces == "≥ 22.983 3/3"
    assert everything == "không cộng đơn vị tính khác nhau 4/4"


def test_tables_and_drawings_are_named_for_a_screen_reader(tmp_path: Path) -> None:
    tree = page(tmp_path, *[from_gold(path.parent)[0] for path in sorted(CORPUS.glob("*/gold.json"))])
    tables = tree.xpath("//table")
    assert len(tables) > 10
    for table in tables:
        assert table.xpath("./caption")[0].text_content().strip()
        assert all(head.get("scope") == "col" for head in table.xpath("./thead//th"))
        assert all(head.get("scope") == "row" for head in table.xpath("./tbody//th|./tfoot//th"))
        box = table.getparent()
        assert (box.get("role"), box.get("tabindex")) == ("region", "0")
        assert tree.get_element_by_id(box.get("aria-labelledby")) is table.xpath("./caption")[0]
    drawings = tree.xpath("//svg")
    assert len(drawings) > 80
    for drawing in drawings:
        names = drawing.get("aria-labelledby").split()
        assert all(tree.get_element_by_id(name).text_content().strip() for name in names)
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert tree.get_element_by_id("live").get("aria-live") == "polite"
    levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_both_languages_are_inside(tmp_path: Path) -> None:
    tree = page(tmp_path, *REPORTS)
    assert tree.get("lang") == "vi"
    assert {(node.text, node.get("data-alt")) for node in tree.xpath("//h2[@data-alt]")} >= {
        WORDS["totals"],
        WORDS["map"],
    }
    consolidate(REPORTS, {}, tmp_path / "en", lang="en")
    english = html.fromstring((tmp_path / "en/national.html").read_bytes())
    assert english.get("lang") == "en"
    assert WORDS["totals"][::-1] in {(node.text, node.get("data-alt")) for node in english.xpath("//h2[@data-alt]")}


def test_every_status_has_a_sign_beside_its_colour() -> None:
    assert SIGNS.keys() == set(STATUSES)


def test_every_province_of_both_eras_has_one_tile_and_none_shares_a_place() -> None:
    assert sorted((tile.era, tile.code) for tile in tiles()) == sorted(BOOK.provinces)
    places = [(tile.era, tile.column, tile.row) for tile in tiles()]
    places += [(era, column, row) for era, islands in ISLANDS.items() for _, _, column, row in islands]
    assert len(places) == len(set(places)) == 63 + 34 + 4
    for tile in tiles():
        words = " ".join(line for line in tile.lines if line)
        name = BOOK.provinces[tile.era, tile.code]  # type: ignore[index]
        assert words == name or tile.code in {"46", "77"}


def test_the_islands_are_on_both_maps_with_their_provinces(tmp_path: Path) -> None:
    da_nang = report("48", "Đà Nẵng", figure("union_members", 3))
    tree = page(tmp_path, da_nang)
    titles = tree.xpath("//svg[@class='map']//*[contains(@class, 'isl')]/title/text()")
    assert titles == ["Hoàng Sa (Đà Nẵng)", "Trường Sa (Khánh Hòa)"] * 2
    first = tree.xpath("//svg[@class='map']//*[contains(@class, 'isl')]")[0]
    assert (first.get("class"), first.get("data-n")) == ("tile rep isl", "0")


def test_a_reconstructed_province_says_so(tmp_path: Path) -> None:
    tree = page(
        tmp_path,
        report("10", "Lào Cai", figure("union_members", 10)),
        report("15", "Yên Bái", figure("union_members", 32)),
    )
    heads = texts(tree.xpath("//section[@id='rebuilt']//thead/tr/th"))
    assert "Lào Cai (dựng lại từ Lào Cai, Yên Bái)" in heads
    tile = tree.xpath("//*[@data-name='Lào Cai' and contains(@class, 'reb')]")
    assert len(tile) == 1


def test_without_reports_the_page_still_stands(tmp_path: Path) -> None:
    tree = page(tmp_path)
    assert len(tree.xpath("//section")) == 12
    assert data(tree)["cells"] == {}


def test_the_same_reports_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    for name, order in (("a", REPORTS), ("b", random.Random(1).sample(REPORTS, len(REPORTS)))):
        consolidate(order, {}, tmp_path / name)
    assert (tmp_path / "a/national.html").read_bytes() == (tmp_path / "b/national.html").read_bytes()


def test_a_full_country_stays_below_three_megabytes(tmp_path: Path) -> None:
    units = [(code, name) for (era, code), name in BOOK.provinces.items() if era == "pre_2025_07"]
    units += [(None, f"Công đoàn ngành {number}") for number in range(20)]
    reports = []
    for place, (code, name) in enumerate(units):
        figures = [
            figure(
                one.id,
                1000 + place * 37 + at,
                "as_of:2024-05-23",
                at * 50,
                unit=one.unit,
                quote=f"{one.label_vi}: {place}",
            )
            for at, one in enumerate(BOOK.indicators)
        ]
        reports.append(report(code, name, *figures))
    assert len(reports) == 83
    tree = page(tmp_path, *reports)
    assert len(data(tree)["cells"]) == 83 * len(BOOK.indicators)
    assert (tmp_path / "national.html").stat().st_size < 3_000_000


def test_a_report_of_an_unknown_unit_is_on_the_page(tmp_path: Path) -> None:
    unknown = report("12", "Lai Châu", figure("union_members", 3))
    unknown = unknown.model_copy(update={"header": unknown.header.model_copy(update={"unit": None, "issuer": "Ai đó"})})
    assert [unit[0] for unit in data(page(tmp_path, unknown))["units"]] == ["Ai đó"]


def test_a_corrected_figure_says_who_changed_what_and_why(tmp_path: Path) -> None:
    read = report("12", "Lai Châu", figure("union_members", 3))
    right = figure("union_members", 30)
    counts = read.model_copy(update={"figures": (right,)})
    change = CorrectedFigure(kind="value", reported=read.figures[0], who="Bà Hoa", why="sai <chính tả>")
    consolidate(
        [read], {}, tmp_path, corrected={read.source.sha256: Corrected(report=counts, figures={right.id: change})}
    )
    tree = html.fromstring((tmp_path / "national.html").read_bytes())
    (cell,) = data(tree)["cells"].values()
    assert (cell[1], cell[3]) == (30, 2)
    assert "Bà Hoa" in cell[4][0][-1][0]
    assert "3 người" in cell[4][0][-1][0]
    assert tree.xpath("//td[@class='cor']/button/text()") == ["30"]


def test_units_that_a_campaign_asks_for_are_named_until_they_report(tmp_path: Path) -> None:
    asked = ExpectedUnits(
        era="pre_2025_07",
        provinces=frozenset({"12", "20"}),
        sector_unions=frozenset({"Công đoàn Y tế Việt Nam", "Công đoàn Dầu khí Việt Nam"}),
    )
    consolidate(REPORTS, {}, tmp_path, expected={"nghi-quyet-03-2019-01-11": asked})
    tree = html.fromstring((tmp_path / "national.html").read_bytes())
    (missing,) = tree.xpath("//section[@id='overview']/details")
    assert missing.xpath("./p/text()") == ["Lạng Sơn; Công đoàn Dầu khí Việt Nam"]
    document = Document(str(tmp_path / "brief.docx"))
    line = "02 đơn vị phải báo cáo mà chưa báo cáo (Lạng Sơn, Công đoàn Dầu khí Việt Nam)."
    assert any(paragraph.text.endswith(line) for paragraph in document.paragraphs)
