"""Reports made for the tests: a text, and a record whose anchors stand in it."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from extractor.dataset.intake import Read
from extractor.dataset.versions import ReadingVersion
from schemas.anchor import Anchor
from schemas.facts import Figure, OtherFigure
from schemas.quantity import Quantity
from schemas.report import Header, Report, Reviewed, Source, UnitRef, Unread

RESOLUTION = Reviewed(type="Nghị quyết", number="03/NQ-TLĐ", issued="2019-01-11")
FIRST = ReadingVersion("1.0+aaaa", "cccc")
SECOND = ReadingVersion("2.0+bbbb", "cccc")
LAI_CHAU = UnitRef(era="pre_2025_07", code="12", name="Lai Châu")
HA_GIANG = UnitRef(era="pre_2025_07", code="02", name="Hà Giang")
HEALTH = UnitRef(era="pre_2025_07", code=None, name="Công đoàn Y tế Việt Nam")
OPENING = "Báo cáo kết quả thực hiện. "


def made(
    *said: tuple[str, str, int],
    unit: UnitRef = LAI_CHAU,
    issued: str | None = "2024-05-23",
    file: str = "bao-cao.txt",
    draft: bool = False,
    opening: str = OPENING,
    version: ReadingVersion = FIRST,
    salt: str = "",
    unread: str | None = None,
    other: str | None = None,
) -> Read:
    """A report that says each (indicator, words, number) in a sentence of its own.

    The bytes follow from the words, the unit and the salt: the same arguments make the same file.
    """
    text = opening
    data = "|".join((unit.name, issued or "", str(draft), salt, *(words for _, words, _ in said))).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    figures = []
    for indicator, words, value in said:
        start = len(text) + len("Hiện có ")
        text += f"Hiện có {words} theo danh sách. "
        identifier = hashlib.sha256(f"{sha256}{indicator}{start}{value}".encode()).hexdigest()[:16]
        figures.append(
            Figure(
                id=identifier,
                indicator=indicator,
                quantity=Quantity(value=Decimal(value), unit="person"),
                period="as_of:2024-05-23",
                section="P1.I.1",
                confidence=0.9,
                anchor=Anchor(start=start, end=start + len(words), quote=words),
            )
        )
    loose = []
    for words in (unread, other):
        start = len(text) + len("Ngoài ra có ")
        text += f"Ngoài ra có {words or ''}. "
        loose.append(Anchor(start=start, end=start + len(words or ""), quote=words or ""))
    report = Report(
        source=Source(name=file, sha256=sha256, media_type="text/plain", reading="text"),
        header=Header(unit=unit, issued=issued, reviewed=RESOLUTION, review_kind="so_ket", draft=draft),
        figures=tuple(figures),
        unread=(Unread(text=unread, reason="no unit", anchor=loose[0]),) if unread else (),
        other_figures=(
            OtherFigure(
                quantity=Quantity(value=Decimal(other.split()[0]), unit="person"),
                counted="người",
                section="P2",
                anchor=loose[1],
            ),
        )
        if other
        else (),
    )
    return Read(report, text, data, version)


def reread(read: Read, *said: tuple[str, str, int], opening: str = OPENING, **more: object) -> Read:
    """The same file as another version reads it: other figures, or other counting of characters."""
    again = made(*said, opening=opening, **more)  # type: ignore[arg-type]
    source = read.report.source
    return replace(again, report=again.report.model_copy(update={"source": source}), data=read.data, version=SECOND)
