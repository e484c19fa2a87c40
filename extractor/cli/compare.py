"""`tonghop compare`: two campaigns over the same units."""

import argparse
import json
from typing import Any

from extractor.cli.screen import show, show_table, tell, wants_json
from extractor.messages import label, say
from extractor.national.campaign_comparison import Change, Given
from extractor.national.package_comparison import Compared, Unit, compare
from extractor.national.tidy import plain
from extractor.national.wording import interval_text
from extractor.national.words import LABELS
from schemas.catalogue import Catalogue, load


def execute(options: argparse.Namespace) -> int:
    """Show the sums that two campaigns can both form, and their change; with `--units` each unit's."""
    lang, catalogue = options.lang, load()
    found = compare(options.dataset, options.before, options.after)
    if not found.units:
        tell(say("compare.none", lang), "yellow")
    if wants_json(options.json):
        print(json.dumps(_answer(found, units=options.units), ensure_ascii=False))
        return 0
    show(say("compare.title", lang, after=found.after, before=found.before, n=len(found.units)), "bold")
    _table(list(found.totals.values()), catalogue, lang, say("compare.units", lang))
    if options.units:
        for unit, name in found.units.items():
            show(name, "bold")
            _table([one for (of, _), one in found.changes.items() if of == unit], catalogue, lang, "")
    return 0


def _table(changes: list[Change], catalogue: Catalogue, lang: str, count: str) -> None:
    labels = LABELS["en" if lang == "en" else "vi"]
    columns = [labels.indicator, labels.measure]
    columns += [say(f"compare.{key}", lang) for key in ("before", "after", "change")]
    columns += [count] if count else []
    rows = []
    for one in changes:
        indicator = catalogue.indicators[one.indicator]
        name = indicator.label_en if lang == "en" else indicator.label_vi
        cells = (name, labels.units.get(one.after.unit or "", ""), _side(one.before, lang), _side(one.after, lang))
        rows.append((*cells, _change(one, lang), *((str(one.units),) if count else ())))
    show_table("", columns, rows, right=(2, 3, 4, 5)[: 4 if count else 3])


def _side(side: Given, lang: str) -> str:
    return "–" if side.interval is None else interval_text(side.interval, LABELS["en" if lang == "en" else "vi"])


def _change(one: Change, lang: str) -> str:
    if one.refused is not None:
        return label("not_compared", one.refused, lang)
    labels = LABELS["en" if lang == "en" else "vi"]
    ends = [None if end is None else plain(end) for end in (one.low, one.high)]
    texts = [
        "…" if end is None else f"{'+' if end > 0 else '-' if end < 0 else ''}{labels.number_text(abs(end))}"
        for end in ends
    ]
    return texts[0] if texts[0] == texts[1] else " … ".join(texts)


def _answer(found: Compared, *, units: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "before": found.before,
        "after": found.after,
        "units": [_named(unit, name) for unit, name in found.units.items()],
        "totals": [_json(one) for one in found.totals.values()],
    }
    if units:
        answer["changes"] = [_named(unit, found.units[unit]) | _json(one) for (unit, _), one in found.changes.items()]
    return answer


def _named(unit: Unit, name: str) -> dict[str, Any]:
    era, code = unit
    return {"unit_era": era, "unit_code": code if code.isdecimal() else None, "unit_name": name}


def _json(one: Change) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "before": _given(one.before),
        "after": _given(one.after),
        "low": plain(one.low),
        "high": plain(one.high),
        "refused": one.refused,
        "units": one.units,
    }


def _given(side: Given) -> dict[str, Any]:
    return {"low": plain(side.low), "high": plain(side.high), "unit": side.unit, "period": side.period}
