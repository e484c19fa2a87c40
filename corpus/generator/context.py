"""The words that frames may ask for: names of the unit, dates and periods as this hand writes them."""

import datetime as dt
from random import Random

from generator.facts import Facts
from generator.hand import Hand
from generator.numbers import date, digits


def context(facts: Facts, hand: Hand, office: str, rng: Random) -> dict[str, str]:
    """The words that frames may ask for: names of the unit, dates, periods."""
    unit, campaign = facts.unit, facts.campaign
    sector = unit.profile == "sector"
    kind = "ngành" if sector else unit.kind
    day = date(campaign.as_of, hand.citation_date.split("_")[0]) if campaign.as_of else ""
    moment = (
        rng.choice((f"đến ngày {day}", f"tính đến {day}", f"tại thời điểm {day}"))
        if day
        else rng.choice(("đến nay", "hiện nay", "tại thời điểm báo cáo"))
    )
    span = f"{digits(campaign.end - campaign.start, '', hand.leading_zero)} năm"
    period = rng.choice((f"từ năm {campaign.start} đến nay", f"trong giai đoạn {campaign.start} - {campaign.end}",
                         f"giai đoạn {campaign.start}-{campaign.end}", f"trong {span} qua"))  # fmt: skip
    bare = {"nq03": "Nghị quyết", "nq02": "Nghị quyết", "nqtu": "Nghị quyết", "ctr1644": "Chương trình"}
    metropolis = unit.profile == "metropolis"
    term = "2023 - 2028" if campaign.issued >= dt.date(2023, 10, 1) else "2018 - 2023"
    term = f"nhiệm kỳ {term}"
    if unit.era == "post_2025_07":
        term = "nhiệm kỳ 2025 - 2030"
    words = {
        "ten": unit.name if not sector else "Ngành",
        "tinh": kind,
        "toan": f"toàn {kind}",
        "ldld": office,
        "tinhuy": "Đảng ủy" if sector else "Tỉnh ủy" if unit.kind == "tỉnh" else "Thành ủy",
        "huyen": "quận, huyện" if metropolis and unit.kind != "tỉnh" else "huyện, thành phố",
        "moc": moment,
        "moc_l": moment,
        "ky": period,
        "ky_trong_ngoac": f"({period})",
        "giaidoan": f"giai đoạn {campaign.start} - {campaign.end}",
        "nhiemky": term,
        "nhiemky_l": term,
        "nam_bc": str(campaign.end),
        "nam_xl": str(campaign.end - 1),
        "nam_sau": str(campaign.end + 2),
        "ngay_so_lieu": day,
        "nq": bare.get(campaign.resolution, "các nghị quyết về công tác cán bộ"),
        "nqvt": "các nghị quyết, chương trình về công tác cán bộ công đoàn",
        "cac_tinh_cu": ", ".join(f"tỉnh {name}" for name in unit.predecessors),
    }
    words["LD"] = office
    return words | {
        key[:1].upper() + key[1:]: value[:1].upper() + value[1:]
        for key, value in words.items()
        if key in ("toan", "moc", "ky", "giaidoan", "tinh", "nhiemky")
    }
