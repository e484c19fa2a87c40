"""The regulations of one report: national ones from citations.toml, the unit's own invented.

Each printing is a mention; what gold says of a regulation (date known or not, number of mentions) is
counted while writing.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random

from generator.facts import Facts
from generator.faults import Orders, later
from generator.hand import Hand, table
from generator.marked import CitationFact, Marked
from generator.numbers import date, date_parts

SECTOR_CODES = {
    "Giáo dục": "CĐGD", "Công Thương": "CĐCT", "Xây dựng": "CĐXD", "Giao thông": "CĐGTVT", "Nông nghiệp": "CĐNN",
    "Ngân hàng": "CĐNH", "Dầu khí": "CĐDK", "Thông tin": "CĐTT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A regulation that the report may cite."""

    key: str
    type: str
    number: str | None
    day: dt.date | None
    name: str | None = None
    issuer: str = ""
    subject: str = ""
    short: str = ""
    variant: str = ""
    dated: bool = True
    impossible: tuple[int, int, int] | None = None


@dataclass(slots=True)
class Citations:
    """The documents of one report, and what of them has been printed so far."""

    documents: dict[str, Document]
    hand: Hand
    own_code: str
    dates_printed: set[str] = field(default_factory=set)
    notes: list[Marked] = field(default_factory=list)

    def mention(self, key: str, form: str = "number") -> Marked:
        """A printing of a document: `number`, `date` (with its date), `issuer` (and who issued it) or `short`."""
        document = self.documents[key]
        if document.name:
            return Marked(document.name).stating(CitationFact(document.key))
        if form == "short" and document.short:
            return Marked(document.short).stating(CitationFact(document.key))
        if form == "date" and key.startswith("own") and self.hand.citation == "footnotes":
            self.notes.append(self._full(document, True) + f" của {document.issuer}.")
            return Marked(f"{document.type}[^{len(self.notes)}]")
        shown = self._full(document, form != "number" and document.dated)
        if form == "issuer":
            return shown + f" của {document.issuer} {document.subject}".rstrip()
        return shown

    def other_date(self, key: str, day: dt.date) -> Marked:
        """A printing with a date that is not the document's."""
        document = self.documents[key]
        text = f"{document.type} số {document.number}{self._before_date()}{date(day, self._style())}"
        return Marked(text).stating(CitationFact(document.key))

    def variant(self, key: str) -> Marked:
        """A printing in another spelling of the number."""
        document = self.documents[key]
        assert document.day is not None
        text = f"{document.type} số {document.variant}{self._before_date()}{date(document.day, self._style())}"
        return Marked(text).stating(CitationFact(document.key))

    def day(self, key: str) -> str:
        """The bare date of a document, printed before its number."""
        self.dates_printed.add(self.documents[key].key)
        day = self.documents[key].day
        assert day is not None
        return date(day, self._style())

    def issued(self, key: str) -> str | None:
        """The date of issue as far as this report tells it."""
        document = self.documents[key]
        if key in self.dates_printed:
            if document.impossible:
                day, month, year = document.impossible
                return f"{year}-{month:02d}-{day:02d}"
            assert document.day is not None
            return document.day.isoformat()
        if document.name and document.day:
            return str(document.day.year)
        number = document.number or ""
        years = [part for part in number.split("/")[1:] if len(part) == 4 and part.isdigit()]
        return years[0] if years else None

    def _full(self, document: Document, dated: bool) -> Marked:
        text = f"{document.type} số {document.number}"
        if dated and document.day:
            self.dates_printed.add(document.key)
            shown = (
                date_parts(*document.impossible, self._style())
                if document.impossible
                else date(document.day, self._style())
            )
            text += f"{self._before_date()}{shown}"
        return Marked(text).stating(CitationFact(document.key))

    def _before_date(self) -> str:
        return ", ngày " if self.hand.citation_date == "slash_comma" else " ngày "

    def _style(self) -> str:
        return self.hand.citation_date.split("_")[0]


def documents_of(facts: Facts, hand: Hand, orders: Orders, rng: Random) -> Citations:
    """The documents of a report, with the unit's own plan and rules."""
    campaign, unit = facts.campaign, facts.unit
    found = {}
    for key, entry in table("citations").items():
        day = entry.get("day") or (dt.date(entry["year"], 1, 1) if "year" in entry else None)
        variants = entry.get("variants", [""])
        found[key] = Document(
            key, entry["type"], entry.get("number"), day, entry.get("name"), entry.get("issuer", ""),
            entry.get("subject", ""), entry.get("short", ""), rng.choice(variants), entry.get("dated", True),
        )  # fmt: skip
    found["lcd"] = found["lcd2024" if campaign.issued.year > 2024 else "lcd2012"]
    found["nq02b"] = found["dh13" if campaign.resolution == "nq02" else "nq02"]
    code = next((code for word, code in SECTOR_CODES.items() if word in unit.name), "CĐN")
    code = code if unit.profile == "sector" else "LĐLĐ"
    office = f"LĐLĐ {unit.kind}" if unit.profile != "sector" else unit.name
    start = campaign.start
    plan_no, own_no = rng.randint(11, 95), rng.randint(101, 240)
    plan_day = dt.date(start, rng.choice((2, 3, 4)), rng.randint(11, 28))
    if campaign.resolution == "nq02":
        plan_day = dt.date(start, rng.choice((9, 10, 11)), rng.randint(11, 28))
    if campaign.resolution == "nqtu":
        plan_day = plan_day.replace(month=plan_day.month + 8)  # no plan is older than what it puts into effect
    found["plan"] = Document(
        "plan",
        "Kế hoạch",
        f"{plan_no}/KH-{code}",
        plan_day,
        issuer=f"Ban Thường vụ {office}",
        short=f"Kế hoạch {plan_no}",
    )
    found["own1"] = Document(
        "own1", "Quyết định", f"{own_no}/QĐ-{code}", dt.date(start + 1, rng.randint(3, 10), rng.randint(2, 27)),
        issuer=f"Ban Thường vụ {office}",
    )  # fmt: skip
    if hand.form == "party":
        number = f"{rng.randint(12, 40)}-QĐ/ĐĐ"
        found["own1"] = Document("own1", "Quy định", number, found["own1"].day, issuer=f"Đảng đoàn {office}")
    found["own2"] = Document(
        "own2", "Hướng dẫn", f"{rng.randint(3, 30):02d}/HD-{code}",
        dt.date(start + 2, rng.randint(3, 9), rng.randint(2, 27)), issuer=f"Ban Thường vụ {office}",
    )  # fmt: skip
    found["nqtu"] = Document(
        "nqtu", "Nghị quyết", f"{rng.randint(5, 9):02d}-NQ/TU", dt.date(start, 9, rng.randint(10, 28)),
        issuer="Ban Chấp hành Đảng bộ tỉnh", subject="về xây dựng đội ngũ cán bộ công đoàn trong tình hình mới",
    )  # fmt: skip
    found["nqtu"] = replace(found["nqtu"], short=f"Nghị quyết {(found['nqtu'].number or '')[:2]}")
    order_day = campaign.issued - dt.timedelta(days=rng.randint(35, 60))
    found["order"] = Document("order", "Công văn", f"{rng.randint(1100, 3900)}/TLĐ-ToC", order_day)
    if campaign.resolution == "nq03" and campaign.issued.year == 2024:
        found["order"] = Document("order", "Kế hoạch", "42/KH-TLĐ", dt.date(2024, 4, 3))
    if orders.young_document:
        number = f"{rng.randint(31, 60)}/HD-{code}"
        found["young"] = Document("young", "Hướng dẫn", number, later(campaign.issued), issuer=office)
    if orders.impossible_day:
        day = rng.choice(((31, 4), (31, 6), (30, 2), (31, 9)))
        number = f"{rng.randint(251, 400)}/QĐ-{code}"
        found["odd"] = Document("odd", "Quyết định", number, dt.date(start + 1, 5, 5), issuer=office,
                                impossible=(*day, start + 1))  # fmt: skip
    return Citations(found, hand, code)
