"""Letterhead, title, signature and recipients in the forms in which offices print them."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from schemas.report import Header
from tests.small_report import read_markdown

STATE_TITLE = "Sơ kết 5 năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019 về công tác cán bộ công đoàn"


@dataclass(frozen=True)
class Form:
    """What is printed where; the lines of each part as they stand."""

    left: str = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n\n**LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG**"
    number: str = "Số: 31/BC-LĐLĐ"
    dated: str = "*Cao Bằng, ngày 15 tháng 4 năm 2024*"
    kind: str = "**BÁO CÁO**"
    title: str = f"**{STATE_TITLE}**"
    opening: str = "Thực hiện Kế hoạch số 42/KH-TLĐ, Ban Thường vụ Liên đoàn Lao động tỉnh Cao Bằng báo cáo như sau:"
    recipients: str = "**Nơi nhận:**\n\n- Đoàn Chủ tịch TLĐ (để b/c);\n\n- Ban Tổ chức TLĐ;\n\n- Lưu: VT, TC."
    signature: str = "**TM. BAN THƯỜNG VỤ**\n\n**CHỦ TỊCH**\n\n(Đã ký)\n\n**Nông Văn Thắng**"

    def read(self) -> Header:
        head = (self.left, self.number, self.dated, self.kind, self.title, self.opening)
        body = "**I. ĐẶC ĐIỂM TÌNH HÌNH**\n\nToàn tỉnh có 912 công đoàn cơ sở."
        parts = [part for part in (*head, body, self.recipients, self.signature) if part]
        return read_markdown("\n\n".join(parts) + "\n").header


def test_the_full_form() -> None:
    header = Form().read()
    assert header.model_dump(mode="json", exclude={"anchors"}) == {
        "document_type": "Báo cáo",
        "number": "31/BC-LĐLĐ",
        "place": "Cao Bằng",
        "issued": "2024-04-15",
        "title": STATE_TITLE,
        "review_kind": "so_ket",
        "review_span_years": 5,
        "reviewed": {"type": "Nghị quyết", "number": "03/NQ-TLĐ", "name": None, "issued": "2019-01-11"},
        "issuer": "Ban Thường vụ Liên đoàn Lao động tỉnh Cao Bằng",
        "unit": {"era": "pre_2025_07", "code": "04", "name": "Cao Bằng"},
        "draft": False,
        "sign_capacity": "TM. BAN THƯỜNG VỤ",
        "signer_position": "CHỦ TỊCH",
        "signer_name": "Nông Văn Thắng",
        "recipients": ["Đoàn Chủ tịch TLĐ", "Ban Tổ chức TLĐ"],
    }
    assert {"number", "place", "issued", "title", "signer_name"} <= set(header.anchors)
    assert header.anchors["signer_name"].quote == "Nông Văn Thắng"


@dataclass(frozen=True)
class Case:
    """A form that differs from the full one, and the fields in which its header differs."""

    name: str
    form: Form
    expected: dict[str, Any] = field(default_factory=dict)
    fails: str = ""


CASES = (
    Case("no number is printed", Form(number=""), {"number": None}),
    Case("the number is left blank", Form(number="Số:      /BC-LĐLĐ"), {"number": None}),
    Case("the number is dotted out", Form(number="Số: ……/BC-LĐLĐ"), {"number": None}),
    Case("no colon after số", Form(number="Số 12-BC/ĐĐ"), {"number": "12-BC/ĐĐ"}),
    Case(
        "blanks inside the number",
        Form(number="Số: 31 / BC - LĐLĐ"),
        {"number": "31/BC-LĐLĐ"},
        fails="blanks inside the number end it",
    ),
    Case(
        "the title names no document, the opening sentence does",
        Form(
            title="**Kết quả công tác cán bộ công đoàn năm 2023**",
            opening="Ban Thường vụ Liên đoàn Lao động tỉnh Cao Bằng báo cáo kết quả thực hiện "
            "Kế hoạch số 15/KH-LĐLĐ ngày 20/3/2019 như sau:",
        ),
        {"reviewed": ("Kế hoạch", "15/KH-LĐLĐ", "2019-03-20")},
    ),
    Case(
        "a document that the report is only founded on is not reviewed",
        Form(
            title="**Kết quả công tác cán bộ công đoàn năm 2023**",
            opening="Căn cứ Kế hoạch số 15/KH-LĐLĐ ngày 20/3/2019, Ban Thường vụ báo cáo như sau:",
        ),
        {"reviewed": None},
    ),
    Case(
        "a title of two lines of which the second begins like an opening",
        Form(
            title="**Sơ kết 5 năm**\n\n**thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019**",
        ),
        {
            "title": "Sơ kết 5 năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019",
            "reviewed": ("Nghị quyết", "03/NQ-TLĐ", "2019-01-11"),
        },
    ),
    *(
        Case(
            f"a name of the highlands: {name}",
            Form(signature=f"**TM. BAN THƯỜNG VỤ**\n\n**CHỦ TỊCH**\n\n(Đã ký)\n\n**{name}**"),
            {"signer_name": name},
        )
        for name in ("K'Brêu Hoàng Lâm", "H’Yim Kđoh", "Y-Ngông Niê")
    ),
    *(
        Case(
            f"what stands before a name is none of it: {rank}",
            Form(signature=f"**TM. BAN THƯỜNG VỤ**\n\n**CHỦ TỊCH**\n\n(Đã ký)\n\n**{rank} Nông Văn Thắng**"),
            {"signer_name": "Nông Văn Thắng"},
        )
        for rank in ("Thạc sĩ", "Đ/c", "Thượng tá", "ThS.", "PGS.TS")
    ),
    Case(
        "the letterhead is lost, the reviewed document's number is not the report's",
        Form(left="", number=""),
        {"number": None, "unit": "04"},
    ),
    Case(
        "the day is left blank",
        Form(dated="*Cao Bằng, ngày     tháng 4 năm 2024*"),
        {"issued": None, "place": "Cao Bằng"},
    ),
    Case("the date in figures", Form(dated="*Cao Bằng, ngày 15/4/2024*"), {"issued": "2024-04-15"}),
    Case(
        "no line with place and date",
        Form(dated=""),
        {"issued": None, "place": None, "unit": "04"},
    ),
    Case(
        "a municipality",
        Form(
            left="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n\n**LIÊN ĐOÀN LAO ĐỘNG TP. CẦN THƠ**",
            dated="*Cần Thơ, ngày 02 tháng 5 năm 2024*",
            opening="Thực hiện Kế hoạch số 42/KH-TLĐ, Ban Thường vụ Liên đoàn Lao động thành phố Cần Thơ báo cáo:",
        ),
        {"unit": "92", "issuer": "Ban Thường vụ Liên đoàn Lao động thành phố Cần Thơ", "place": "Cần Thơ"},
    ),
    Case(
        "after the merger a code means another province",
        Form(
            left="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n\n**LIÊN ĐOÀN LAO ĐỘNG TỈNH GIA LAI**",
            dated="*Gia Lai, ngày 20 tháng 9 năm 2025*",
            opening="Thực hiện Kế hoạch số 42/KH-TLĐ, Ban Thường vụ Liên đoàn Lao động tỉnh Gia Lai báo cáo như sau:",
        ),
        {"unit": "52", "era": "post_2025_07", "issued": "2025-09-20"},
    ),
    Case(
        "the same province before the merger",
        Form(
            left="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n\n**LIÊN ĐOÀN LAO ĐỘNG TỈNH GIA LAI**",
            dated="*Gia Lai, ngày 30 tháng 6 năm 2025*",
            opening="Thực hiện Kế hoạch số 42/KH-TLĐ, Ban Thường vụ Liên đoàn Lao động tỉnh Gia Lai báo cáo như sau:",
        ),
        {"unit": "64", "era": "pre_2025_07"},
    ),
    Case(
        "a central sector union has no code",
        Form(
            left="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n\n**CÔNG ĐOÀN XÂY DỰNG VIỆT NAM**",
            number="Số: 88/BC-CĐXD",
            dated="*Hà Nội, ngày 10 tháng 5 năm 2024*",
            opening="Thực hiện Kế hoạch số 42/KH-TLĐ, Ban Thường vụ Công đoàn Xây dựng Việt Nam báo cáo như sau:",
        ),
        {"unit": None, "unit_name": "Công đoàn Xây dựng Việt Nam", "number": "88/BC-CĐXD", "place": "Hà Nội"},
    ),
    Case(
        "another province is named in the text",
        Form(
            opening="Học tập kinh nghiệm của Liên đoàn Lao động tỉnh Sơn La, "
            "Ban Thường vụ Liên đoàn Lao động tỉnh Cao Bằng báo cáo kết quả như sau:"
        ),
        {"unit": "04"},
    ),
    Case(
        "a final review of ten years",
        Form(title="**Tổng kết 10 năm thực hiện Nghị quyết số 4a/NQ-TLĐ ngày 04/3/2010**"),
        {"review_kind": "tong_ket", "review_span_years": 10, "reviewed": ("Nghị quyết", "4a/NQ-TLĐ", "2010-03-04")},
    ),
    Case(
        "the span in words",
        Form(title="**Sơ kết năm năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019**"),
        {"review_span_years": 5},
    ),
    Case(
        "a periodic report reviews nothing",
        Form(title="**Kết quả công tác cán bộ công đoàn 6 tháng đầu năm 2024**"),
        {"review_kind": "periodic", "review_span_years": None, "reviewed": None},
    ),
    Case(
        "a title in capitals",
        Form(title=f"**{STATE_TITLE.upper()}**"),
        {"reviewed": ("Nghị quyết", "03/NQ-TLĐ", "2019-01-11")},
    ),
    Case(
        "a title on two lines",
        Form(title=f"**{STATE_TITLE[:40].strip()}\n{STATE_TITLE[40:].strip()}**"),
        {"review_span_years": 5},
    ),
    Case("a draft", Form(left="DỰ THẢO\n\n" + Form.left), {"draft": True, "unit": "04"}),
    Case(
        "a deputy signs for the head",
        Form(signature="**TM. BAN THƯỜNG VỤ**\n\n**KT. CHỦ TỊCH**\n\n**PHÓ CHỦ TỊCH**\n\n**Lý Thị Hoa**"),
        {"sign_capacity": "TM. BAN THƯỜNG VỤ", "signer_position": "PHÓ CHỦ TỊCH", "signer_name": "Lý Thị Hoa"},
    ),
    Case(
        "a Party form",
        Form(signature="**T/M ĐẢNG ĐOÀN**\n\n**BÍ THƯ**\n\n**Hoàng Văn Minh**"),
        {"sign_capacity": "T/M ĐẢNG ĐOÀN", "signer_position": "BÍ THƯ", "signer_name": "Hoàng Văn Minh"},
    ),
    Case(
        "stamp and signature lost",
        Form(signature=""),
        {"sign_capacity": None, "signer_position": None, "signer_name": None},
    ),
    Case("no recipients", Form(recipients=""), {"recipients": []}),
    Case(
        "recipients with a damaged heading, one without a dash",
        Form(recipients="**Noi nhận:**\n\n- Như trên;\n\n- Tỉnh ủy (b/c);\n\n- Các CĐ cấp trên cơ sở;\n\n- Lưu VT."),
        {"recipients": ["Như trên", "Tỉnh ủy", "Các CĐ cấp trên cơ sở"]},
    ),
)


def seen(header: Header, name: str) -> Any:
    match name:
        case "unit":
            return header.unit.code if header.unit else None
        case "unit_name" | "era":
            return getattr(header.unit, name.removeprefix("unit_"), None)
        case "reviewed":
            return header.reviewed and (header.reviewed.type, header.reviewed.number, header.reviewed.issued)
        case "recipients":
            return list(header.recipients)
    return getattr(header, name)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case.name, marks=[pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []
        )
        for case in CASES
    ],
)
def test_a_form(case: Case) -> None:
    header = case.form.read()
    assert {name: seen(header, name) for name in case.expected} == case.expected


def test_what_no_report_states_is_null() -> None:
    header = read_markdown("Toàn tỉnh có 912 công đoàn cơ sở.\n").header
    stated = header.model_dump(exclude={"anchors", "draft"}, exclude_none=True, exclude_defaults=True)
    assert stated == {}
