"""`tonghop trace`: where a figure of the national table comes from."""

import argparse
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.text import Text

from extractor.cli.screen import SEVERITY_STYLES, show, show_table, tell, wants_json
from extractor.dataset.originals import Originals
from extractor.engine.outcome import shown
from extractor.messages import label, say
from extractor.national.package_trace import Row, trace
from extractor.national.tidy import plain
from extractor.national.wording import interval_text, period_text
from extractor.national.words import LABELS
from schemas.anchor import Anchor, Box
from schemas.catalogue import load
from schemas.quantity import Interval

PICTURES = "pictures"
MOST_PICTURES = 300
"""Of one call: a national cell has some dozens of parts."""


def execute(options: argparse.Namespace) -> int:
    """Show the cells of a unit and an indicator down to their quotes; as JSON with places on the page."""
    lang = options.lang
    found = trace(options.dataset, options.unit, options.indicator, load())
    name = found["indicator"][f"label_{lang}"]
    if not options.no_pictures:
        add_pictures(found, options.dataset, options.pictures or options.dataset / PICTURES, lang)
    if not found["cells"] and not found["taken_out"]:
        tell(say("trace.nothing", lang, unit=options.unit, indicator=name), "yellow")
    if wants_json(options.json):
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for cell in found["cells"]:
        _show(cell, name, lang)
    for fact in found["taken_out"]:
        text = say("trace.taken_out", lang, unit=fact["unit_name"], value=_reported(fact, lang), quote=fact["quote"])
        show(f"{text} {_why(fact, lang)}", "yellow")
    return 0


def _show(cell: Row, name: str, lang: str) -> None:
    if cell["level"] == "unit":
        _show_unit(cell, name, lang)
        return
    title = say(f"trace.{cell['level']}", lang, name=cell.get("unit_name") or cell.get("region") or "")
    coverage = say("trace.coverage", lang, n=cell["reporting"], expected=cell["expected"])
    show(f"{name} · {title} · {cell['campaign'] or LABELS['en' if lang == 'en' else 'vi'].any_campaign}", "bold")
    show(f"{_value(cell, lang)} ({coverage})", "bold green")
    columns = [say(f"table.{key}", lang) for key in ("unit", "value", "page", "quote")]
    rows = []
    for part in cell["parts"]:
        first = part["figures"][0] if part["figures"] else None
        page = str(first["page"] or "") if first else ""
        rows.append((part["unit_name"], _value(part, lang), page, f"“{first['quote']}”" if first else ""))
    show_table(say("trace.parts", lang), columns, rows, right=(1, 2))
    folders = {
        str(Path(figure["picture"]).parent)
        for part in cell["parts"]
        for figure in part["figures"][:1]
        if figure.get("picture")
    }
    for folder in sorted(folders):
        show(say("trace.picture", lang, path=folder), "dim")


def _show_unit(cell: Row, name: str, lang: str) -> None:
    labels = LABELS["en" if lang == "en" else "vi"]
    show(f"{name} · {cell['unit_name']} · {cell['campaign']}", "bold")
    show(f"{_value(cell, lang)} ({period_text(cell['period'], labels)})", "bold green")
    show(f"{cell['file']} · sha256 {cell['sha256'][:16]}…", "dim")
    columns = [say(f"table.{key}", lang) for key in ("value", "period", "page", "section", "quote")]
    rows = []
    for figure in cell["figures"]:
        style = "" if figure["shown"] else "dim"
        texts = (
            _figure(figure, lang),
            period_text(figure["period"], labels),
            str(figure["page"] or ""),
            figure["section"] or "",
            f"“{figure['quote']}”",
        )
        rows.append([Text(text, style=style) for text in texts])
    show_table(say("trace.figures", lang), columns, rows, right=(0, 2))
    for figure in cell["figures"]:
        if figure["corrected"]:
            text = say("trace.corrected", lang, now=_figure(figure, lang), value=_reported(figure, lang))
            show(f"{text} {_why(figure, lang)}", "magenta")
    for figure in cell["figures"]:
        if figure.get("picture"):
            show(say("trace.picture", lang, path=figure["picture"]), "dim")
    if cell["checks"]:
        columns = [say(f"table.{key}", lang) for key in ("outcome", "about", "message")]
        checks = [
            (Text(labels.outcomes[check["outcome"]], style=_style(check)), check["about"], check["message"])
            for check in cell["checks"]
        ]
        show_table(say("trace.checks", lang), columns, checks)


def add_pictures(found: Row, dataset: Path, folder: Path, lang: str) -> None:
    """Cut the picture of each figure's place; `picture` of the figure is its path, or null where there is no page."""
    # Cutting loads the readers' libraries in workers; a trace without pictures needs none of it.
    from extractor.engine.pictures import full_picture

    wanted = [(leaf, figure) for cell in found["cells"] for leaf, figure in _pictured(cell)]
    for cell in found["cells"]:
        for leaf in cell.get("parts", [cell]):
            for figure in leaf["figures"]:
                figure["picture"] = None
    wanted = [(leaf, figure) for leaf, figure in wanted if figure["boxes"]]
    if len(wanted) > MOST_PICTURES:
        tell(say("trace.left_out", lang, most=MOST_PICTURES, n=len(wanted)), "yellow")
        del wanted[MOST_PICTURES:]
    pictures = full_picture(Originals(dataset / "originals"), [(leaf["sha256"], _anchor(fig)) for leaf, fig in wanted])
    try:
        for (leaf, figure), picture in zip(wanted, pictures, strict=True):
            if picture is not None:
                folder.mkdir(parents=True, exist_ok=True)
                path = folder / f"{leaf['report_id']}.{figure['start']}-{figure['end']}.png"
                if not path.is_file() or path.read_bytes() != picture:
                    path.write_bytes(picture)
                figure["picture"] = shown(path)
    except OSError as error:
        tell(say("trace.unwritable", lang, path=shown(folder), reason=error.strerror or error), "yellow")


def _pictured(cell: Row) -> Iterator[tuple[Row, Row]]:
    """Each figure with the cell of its report; of the parts of a total those that count in it."""
    for leaf in cell.get("parts", [cell]):
        yield from ((leaf, figure) for figure in leaf["figures"] if cell is leaf or figure["shown"])


def _anchor(figure: Row) -> Anchor:
    boxes = tuple(Box(**box) for box in figure["boxes"])
    return Anchor(start=figure["start"], end=figure["end"], quote=figure["quote"], page=figure["page"], boxes=boxes)


def _style(check: Row) -> str:
    return SEVERITY_STYLES[check["severity"]] if check["outcome"] == "broken" else "dim"


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _value(cell: Row, lang: str) -> str:
    """The cell as an interval with its unit, or why there is none."""
    labels = LABELS["en" if lang == "en" else "vi"]
    if cell["refused"]:
        return f"{labels.not_added}: {labels.refusals[cell['refused']]}"
    unit = labels.units.get(cell["unit"] or "", "")
    if cell["low"] is None:
        return say("trace.disputed", lang)
    high = None if cell["high"] is None else _number(cell["high"])
    text = f"{interval_text(Interval(low=_number(cell['low']), high=high), labels)} {unit}".strip()
    return f"{text} ({say('trace.disputed', lang)})" if cell["state"] == "disputed" else text


def _figure(figure: Row, lang: str) -> str:
    labels = LABELS["en" if lang == "en" else "vi"]
    value = labels.number_text(plain(_number(figure["value"])) or 0)
    upper = "" if figure["upper"] is None else f"–{labels.number_text(plain(_number(figure['upper'])) or 0)}"
    bound = "" if figure["bound"] in ("exact", "range") else f"{label('bound', figure['bound'], lang)} "
    return f"{bound}{value}{upper} {labels.units.get(figure['unit'], '')}"


def _reported(figure: Row, lang: str) -> str:
    """What the report prints; a figure that a person added has none."""
    value = figure["reported_value"]
    labels = LABELS["en" if lang == "en" else "vi"]
    return "–" if value is None else labels.number_text(plain(_number(value)) or 0)


def _why(figure: Row, lang: str) -> str:
    return say("trace.why", lang, reason=figure["correction_reason"] or "–")
