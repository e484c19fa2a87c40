"""Reports for the tests: built by hand, or from the annotated corpus."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemas import (
    Anchor,
    Figure,
    Finding,
    Header,
    Measure,
    Mention,
    Quantity,
    Regulation,
    Report,
    Source,
    Target,
    UnitRef,
)
from schemas.report import Reviewed

CORPUS = Path(__file__).parents[2] / "corpus"
RESOLUTION = Reviewed(type="Nghị quyết", number="03/NQ-TLĐ", issued="2019-01-11")


def anchor(quote: str, start: int = 0, page: int | None = 3) -> Anchor:
    return Anchor(start=start, end=start + len(quote), quote=quote, page=page)


def figure(indicator: str, value: int | str, period: str | None = None, start: int = 0, **more: Any) -> Figure:
    """A figure; `unit`, `bound`, `upper`, `strict` go to its quantity, the rest to the figure."""
    quantity = {name: more.pop(name) for name in ("bound", "upper", "strict") if name in more}
    return Figure(
        id=f"{indicator}-{start}",
        indicator=indicator,
        quantity=Quantity(value=Decimal(value), unit=more.pop("unit", "person"), **quantity),
        period=period,
        section=more.pop("section", "P1.I.1"),
        confidence=more.pop("confidence", 0.9),
        anchor=anchor(more.pop("quote", f"{value} người"), start),
        **more,
    )


def report(
    code: str | None,
    name: str,
    *figures: Figure,
    issued: str | None = "2024-05-23",
    era: str = "pre_2025_07",
    reviewed: Reviewed | None = RESOLUTION,
    file: str | None = None,
    **more: Any,
) -> Report:
    file = file or f"{name}-{issued}.pdf"
    header = {"review_kind": "so_ket", **more.pop("header", {})}
    return Report(
        source=Source(
            name=file,
            sha256=hashlib.sha256(f"{file}{more.pop('salt', '')}".encode()).hexdigest(),
            media_type="application/pdf",
            pages=11,
            reading=more.pop("reading", "text_layer"),
        ),
        header=Header(
            unit=UnitRef.model_validate({"era": era, "code": code, "name": name}),
            issued=issued,
            reviewed=reviewed,
            **header,
        ),
        figures=figures,
        **more,
    )


def from_gold(folder: Path) -> tuple[Report, list[Finding]]:
    """The report that a careful reader wrote down: a record made of gold facts, anchored by their quotes alone."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    head = gold["header"]
    figures = []
    for place, fact in enumerate(gold["figures"]):
        quantity = {name: fact.get(name) for name in ("value", "upper", "bound", "unit")}
        figures.append(
            Figure(
                id=f"f{place:03d}",
                indicator=fact["indicator"],
                quantity=Quantity.model_validate({**quantity, "value": str(fact["value"])}),
                period=fact.get("period"),
                implied=fact["implied"],
                section=fact["section"],
                confidence=1.0,
                anchor=anchor(fact["quote"], place * 1000, page=None),
            )
        )
    targets = tuple(
        Target(
            number=fact["number"],
            text="",
            status=fact["status"],
            derived=fact.get("derived", False),
            actual=None
            if fact.get("actual") is None
            else Measure.model_validate({"value": str(fact["actual"]), "unit": fact["actual_unit"]}),
            section=fact["section"],
            anchor=anchor(fact["quote"], page=None),
        )
        for fact in gold["targets"]
    )
    regulations = tuple(
        Regulation(
            key=f"{fact['type']}:{fact['number'] or fact['name']}:{(fact['issued'] or '')[:4]}",
            type=fact["type"],
            number=fact["number"],
            name=fact.get("name"),
            issued=fact["issued"],
            mentions=tuple(
                Mention(
                    as_printed=fact["number"] or fact["name"],
                    issued=fact["issued"],
                    form="full",
                    anchor=anchor(fact["number"] or fact["name"], page=None),
                )
                for _ in range(fact["mentions"])
            ),
        )
        for fact in gold["regulations"]
    )
    findings = [
        Finding(rule=fact["rule"], severity="warning", outcome="broken", about=fact["about"], message=fact["why"])
        for fact in gold["findings"]
    ]
    built = Report(
        source=Source(
            name=f"{folder.name}.md",
            sha256=hashlib.sha256(folder.name.encode()).hexdigest(),
            media_type="text/markdown",
            reading="text",
        ),
        header=Header.model_validate(head),
        figures=tuple(figures),
        targets=targets,
        regulations=regulations,
    )
    return built, findings
