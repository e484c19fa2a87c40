"""A report of one section, for tests of how a paragraph is read."""

from extractor.facts import read_facts
from extractor.readers.plain import read_plain
from schemas import catalogue
from schemas.facts import Figure
from schemas.report import Report, Source

LETTERHEAD = """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG

Số: 31/BC-LĐLĐ

Cao Bằng, ngày 15 tháng 4 năm 2024

**BÁO CÁO**

**Sơ kết 5 năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019 về công tác cán bộ công đoàn**

Thực hiện Kế hoạch số 42/KH-TLĐ ngày 03/4/2024, Ban Thường vụ Liên đoàn Lao động tỉnh Cao Bằng báo cáo kết quả như sau:
"""


def read_markdown(text: str) -> Report:
    """The record of a whole report given as Markdown."""
    source = Source(name="report.md", sha256="0" * 64, media_type="text/markdown", reading="text")
    return read_facts(read_plain(text), source, catalogue.load())


def read_section(heading: str, body: str) -> Report:
    """The record of a report whose only section has this heading and body; lines are paragraphs."""
    return read_body(f"**I. {heading}**\n\n" + body.strip().replace("\n", "\n\n"))


def read_body(markdown: str) -> Report:
    """The record of a report with this Markdown after its letterhead."""
    return read_markdown(f"{LETTERHEAD}\n{markdown}\n")


def written(figure: Figure) -> str:
    """A figure as the tests write it: "indicator bound value unit", a range as "low-high"."""
    quantity = figure.quantity
    value = f"{quantity.value}" if quantity.upper is None else f"{quantity.value}-{quantity.upper}"
    return f"{figure.indicator} {quantity.bound} {value} {quantity.unit}"
