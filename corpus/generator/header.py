"""The letterhead, the title, the opening sentence, the recipients and the signature."""

from dataclasses import dataclass
from random import Random
from typing import Any

from generator.facts import Facts
from generator.hand import Hand
from generator.marked import Marked, concat
from generator.numbers import digits
from generator.render import Renderer

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Nông", "Lò")
MIDDLE = ("Văn", "Thị", "Đức", "Quốc", "Minh", "Thị Thu", "Xuân", "Hữu", "Ngọc", "Thanh")
GIVEN = ("Hùng", "Hương", "Thành", "Lan", "Dũng", "Hạnh", "Sơn", "Nga", "Khánh", "Bình", "Tâm", "Phương", "Long")
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Head:
    """What the formal parts of one report say."""

    number: str | None
    place: str
    issuer: str
    capacity: str
    position: str
    signer: str
    recipients: tuple[str, ...]
    office: str
    """The organisation in full, as in "Liên đoàn Lao động tỉnh Lai Châu"."""
    abbreviation: str


def head_of(facts: Facts, hand: Hand, code: str, rng: Random) -> Head:
    """The formal facts of a report."""
    unit = facts.unit
    party = hand.form == "party"
    sector = unit.profile == "sector"
    office = unit.name if sector else f"Liên đoàn Lao động {unit.kind} {unit.name}"
    number = f"{rng.randint(12, 140)}/BC-{code}"
    if party:
        number = f"{rng.randint(8, 40)}-BC/ĐĐ"
    blank = rng.random() < 0.12
    deputy = rng.random() < 0.3 and not party
    party_office = "Tỉnh ủy" if unit.kind == "tỉnh" else "Thành ủy"
    recipients = ["Đoàn Chủ tịch Tổng Liên đoàn", "Ban Tổ chức Tổng Liên đoàn"]
    recipients.append("Đảng ủy Bộ chủ quản" if sector else f"Thường trực {party_office}")
    recipients.append(rng.choice(("Các đồng chí ủy viên Ban Chấp hành", "Các công đoàn cấp trên trực tiếp cơ sở")))
    if party:
        recipients = [f"Ban Thường vụ {party_office}", "Đoàn Chủ tịch Tổng Liên đoàn", f"Ban Tổ chức {party_office}"]
    return Head(
        number=None if blank or hand.letterhead == "lost" else number,
        place="Hà Nội" if sector else unit.name,
        issuer=f"Đảng đoàn {office}" if party else f"Ban Thường vụ {office}",
        capacity="T/M ĐẢNG ĐOÀN" if party else "KT. CHỦ TỊCH" if deputy else "TM. BAN THƯỜNG VỤ",
        position="BÍ THƯ" if party else "PHÓ CHỦ TỊCH" if deputy else "CHỦ TỊCH",
        signer=f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}",
        recipients=tuple(recipients),
        office=office,
        abbreviation=unit.name if sector else f"LĐLĐ {unit.kind}",
    )


def letterhead(head: Head, hand: Hand, facts: Facts) -> list[Marked]:
    """The blocks above the title."""
    day = facts.campaign.issued
    dated = f"{head.place}, ngày {day.day:02d} tháng {day.month} năm {day.year}"
    above = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    office = head.office.upper()
    number = f"Số: {head.number}" if head.number else f"Số:       /BC-{'LĐLĐ' if facts.unit.code else 'CĐN'}"
    if hand.form == "party":
        upper = "TỈNH ỦY" if facts.unit.kind == "tỉnh" else "THÀNH ỦY"
        number = f"Số {head.number}" if head.number else "Số       -BC/ĐĐ"
        rows = [
            f"{upper} {facts.unit.name.upper()} | **ĐẢNG CỘNG SẢN VIỆT NAM**",
            f"**ĐẢNG ĐOÀN LIÊN ĐOÀN LAO ĐỘNG {facts.unit.kind.upper()}** |  ",
            f"\\* | *{dated}*",
            f"{number} |  ",
        ]
        return [_grid(rows)]
    if hand.letterhead == "lost":
        return [Marked(f"*{dated}*")]
    if hand.letterhead == "merged":
        return [Marked(f"{above} {STATE}"), Marked(f"{office} {MOTTO}"), Marked(f"{number} {dated}")]
    if hand.letterhead == "lines":
        return [Marked(above), Marked(f"**{office}**"), Marked(number), Marked(f"**{STATE}**"), Marked(f"**{MOTTO}**"),
                Marked(f"*{dated}*")]  # fmt: skip
    return [_grid([f"{above} | **{STATE}**", f"**{office}** | **{MOTTO}**", f"{number} | *{dated}*"])]


def title(renderer: Renderer, facts: Facts, hand: Hand, rng: Random) -> list[Marked]:
    """The kind of document and what it is about."""
    campaign = facts.campaign
    if campaign.kind == "periodic":
        about = Marked(rng.choice((
            f"Kết quả công tác cán bộ công đoàn giai đoạn {campaign.start} - {campaign.end}",
            f"Tình hình, kết quả công tác cán bộ công đoàn giai đoạn {campaign.start}-{campaign.end}",
        )))  # fmt: skip
        return [Marked("**BÁO CÁO**"), "**" + about + "**"]
    kind = "Sơ kết" if campaign.kind == "so_ket" else "Tổng kết"
    years = digits(campaign.span or 0, "", hand.leading_zero)
    cited = renderer.citations.mention(campaign.resolution, "issuer")
    if rng.random() < 0.3:
        return [Marked(f"**BÁO CÁO {kind.upper()}**"), concat(["**", f"{years} năm thực hiện ", cited, "**"])]
    return [Marked("**BÁO CÁO**"), concat(["**", f"{kind} {years} năm thực hiện ", cited, "**"])]


def opening(renderer: Renderer, head: Head, facts: Facts, rng: Random) -> Marked:
    """The sentence that says why, who and of which date."""
    campaign = facts.campaign
    order = renderer.citations.mention("order", "date")
    who = f"{head.issuer.removesuffix(head.office)}"
    named = f"Liên đoàn Lao động (LĐLĐ) {facts.unit.kind} {facts.unit.name}" if facts.unit.code else facts.unit.name
    as_of = ""
    if campaign.as_of:
        day = renderer.words["ngay_so_lieu"]
        as_of = rng.choice((f" (số liệu tính đến ngày {day})", f"; số liệu trong báo cáo tính đến ngày {day}"))
    closing = rng.choice(("báo cáo kết quả như sau", "xin báo cáo như sau", "báo cáo tình hình, kết quả như sau"))
    lead = rng.choice(("Thực hiện ", "Căn cứ "))
    asks = rng.choice((" của Tổng Liên đoàn Lao động Việt Nam", " của Tổng Liên đoàn về việc báo cáo công tác cán bộ"))
    parts: list[Marked | str] = [lead, order, asks]
    if campaign.resolution and rng.random() < 0.6:
        short = renderer.citations.documents[campaign.resolution].short
        if short:
            parts += [", trên cơ sở kết quả thực hiện ", renderer.citations.mention(campaign.resolution, "date")]
    return concat([*parts, f", {who}{named} {closing}{as_of}:"])


def closing(head: Head, hand: Hand, facts: Facts, rng: Random) -> list[Marked]:
    """The last sentence, the recipients and the signature."""
    last = rng.choice((
        f"Trên đây là báo cáo của {head.issuer}./.",
        f"{head.issuer} trân trọng báo cáo Tổng Liên đoàn Lao động Việt Nam./.",
    ))  # fmt: skip
    lines = [f"- {name}{' (b/c)' if i < 3 and rng.random() < 0.7 else ''};" for i, name in enumerate(head.recipients)]
    lines.append("- Lưu: VT, TCKT.")
    if hand.letterhead == "table":
        left = ["***Nơi nhận:***", *lines]
        right = [f"**{head.capacity}**", f"**{head.position}**", *[" "] * (len(left) - 3), f"**{head.signer}**"]
        return [Marked(last), _grid([f"{a} | {b}" for a, b in zip(left, right, strict=True)])]
    return [
        Marked(last), Marked("**Nơi nhận:**"), *(Marked(line) for line in lines),
        Marked(f"**{head.capacity}**"), Marked(f"**{head.position}**"), Marked(f"**{head.signer}**"),
    ]  # fmt: skip


def gold_header(head: Head, facts: Facts, reviewed: dict[str, Any] | None) -> dict[str, Any]:
    """The header of gold."""
    campaign, unit = facts.campaign, facts.unit
    return {
        "document_type": "Báo cáo", "number": head.number, "place": head.place, "issued": campaign.issued.isoformat(),
        "review_kind": campaign.kind, "review_span_years": campaign.span, "reviewed": reviewed, "issuer": head.issuer,
        "unit": {"era": unit.era, "code": unit.code, "name": unit.name}, "sign_capacity": head.capacity,
        "signer_position": head.position, "signer_name": head.signer, "recipients": list(head.recipients),
    }  # fmt: skip


def _grid(rows: list[str]) -> Marked:
    return Marked("|  |  |\n|:---:|:---:|\n" + "\n".join(f"| {row} |" for row in rows))
