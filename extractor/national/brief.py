"""`brief.docx`: the consolidated report in the administrative form, saying only what the reports carry.

It is written in Vietnamese whatever the language of the program: it is a document of the Confederation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.documents.administrative_form import Form, document_bytes
from extractor.documents.docx_model import Block, line
from extractor.national.brief_general import general, outside_totals, title
from extractor.national.brief_issues import issues
from extractor.national.brief_results import figures, regulations, targets
from extractor.national.brief_scope import VI, Brief
from extractor.national.codebook import Codebook
from extractor.national.submissions import Intake
from schemas.finding import Finding
from schemas.table import NationalTable

_NUMERALS = ("I", "II", "III", "IV", "V")


def brief_bytes(
    table: NationalTable, intake: Intake, findings: Mapping[str, Sequence[Finding]], codebook: Codebook
) -> bytes:
    """The brief as a file's bytes, the same for the same inputs."""
    brief = Brief(codebook, _in_full(intake), _rows_in_full(table), findings)
    return document_bytes(compose(brief), Form(symbol="BC-TLĐ"))


def _rows_in_full(table: NationalTable) -> NationalTable:
    rows = (row.model_copy(update={"name": VI.formal_names.get(row.name, row.name)}) for row in table.rows)
    return table.model_copy(update={"rows": tuple(rows)})


def _in_full(intake: Intake) -> Intake:
    """Units under the names that a document must give them: the city is not named like the person."""
    current = (replace(one, name=VI.formal_names.get(one.name, one.name)) for one in intake.current)
    return replace(intake, current=tuple(current))


def compose(brief: Brief) -> list[Block]:
    """Title, sections, closing words. A section without data is left out, and the numbering closes up."""
    if not brief.table.rows:
        return [*title(brief), line("body", "Chưa có báo cáo nào của các đơn vị.")]
    sections = (
        ("TÌNH HÌNH CHUNG", [*general(brief), *outside_totals(brief)]),
        ("KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU", targets(brief)),
        ("SỐ LIỆU TỔNG HỢP", figures(brief)),
        ("VĂN BẢN ĐƯỢC VIỆN DẪN", regulations(brief)),
        ("NHỮNG NỘI DUNG CẦN LÀM RÕ", issues(brief)),
    )
    blocks: list[Block] = list(title(brief))
    written = [(name, content) for name, content in sections if content]
    for numeral, (name, content) in zip(_NUMERALS, written, strict=False):
        blocks += [line("heading", f"{numeral}. {name}"), *content]
    blocks.append(line("end", "Trên đây là báo cáo tổng hợp từ số liệu trong báo cáo của các đơn vị./."))
    return blocks
