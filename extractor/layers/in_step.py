"""Numbers that go through what was told before them, in its order, and totals of lists told in turn."""

import regex

from extractor.layers.clauses import Region
from extractor.layers.sheet import Reading, Sheet

_TOTAL_OF_LIST = regex.compile(
    r"(?: [^,;.(0-9]{1,16})?[\s,;(–-]*(?:như vậy |vị chi |tính )?"
    r"(?:tổng |cộng |tổng cộng |cộng lại |cộng chung |cộng cả |tính chung )+(?:cả |chung |các |là |được |có )*"
    r"(?:(?:hai|ba|bốn|năm|[2-9]|0[2-9]) năm|giai đoạn|kỳ)?(?: qua| này)?\s?(?:là|được|có|:|=)?\s*"
)
_MOST_BEFORE = 12


def in_step(sheet: Sheet, before: list[Reading], done: list[Reading], reading: Reading) -> bool:
    """ "Ngoại ngữ 52 người; tin học 69 người. Cuối năm 2021 các con số này lần lượt là 41 và 60": what each was of.

    Only where as many numbers stand in the sentence before, each of an indicator.
    """
    entry = reading.count.entry
    if entry is None or not entry.again:
        return False
    row = sheet.splitter.counts_in(*entry.whole)
    told = [r for r in [*before[-_MOST_BEFORE:], *done] if r.count.start < entry.whole[0] and r.count.unit != "percent"]
    group = told[-1].region.sentence if told and told[-1].region is not None else None
    told = [r for r in told if r.region is not None and r.region.sentence == group]
    places = [place for place, count in enumerate(row) if count.digits == reading.count.digits]
    if len(told) != len(row) or not places or any(r.indicator is None or r.block != told[0].block for r in told):
        return False
    source = told[places[0]]
    reading.indicator, reading.unit = source.indicator, source.unit
    reading.population, reading.told, reading.inherited = source.population, "list", (source.indicator or "",)
    return True


def people_with_contracts(sheet: Sheet, before: list[Reading], done: list[Reading], reading: Reading) -> bool:
    """ "biên chế có mặt 22; 3 hợp đồng theo Nghị định 111. Thành ra có 25 đồng chí": the posts and the contracts.

    Only where the number is their sum: then it can be nothing but the staff.
    """
    count = reading.count
    earlier = [r for r in (*before[-_MOST_BEFORE:], *done) if r.block == reading.block and r.indicator]
    posts = next((at for at in range(len(earlier) - 1, -1, -1) if earlier[at].indicator == "payroll_present"), None)
    if posts is None or reading.unit not in (None, "person") or count.whole is not None:
        return False
    contracts = {r.indicator: r for r in earlier[posts + 1 :] if r.indicator and r.indicator.startswith("contract_")}
    if not contracts or earlier[-1] is not list(contracts.values())[-1]:
        return False
    between = sheet.folded[earlier[-1].count.end : count.digits[0]]
    total = sum((r.count.value for r in contracts.values()), earlier[posts].count.value)
    if total != count.value or _SUMS_PEOPLE.search(between) is None:
        return False
    reading.indicator, reading.unit, reading.population = "staff_present_total", "person", "STAFF"
    reading.told, reading.inherited = "whole", ("payroll_present", *contracts)
    return True


_SUMS_PEOPLE = regex.compile(
    r"(?<!\w)(?:thành(?: ra)?|thì (?:là|thành|được)|vị chi|như vậy|như thế|vậy là|tổng|cộng|gộp|tất cả|cả thảy|hết thảy"
    r"|nâng (?:tổng )?số)(?!\w)[^;0-9]{0,60}$"
)


def totals_a_list(sheet: Sheet, region: Region, done: list[Reading], reading: Reading) -> bool:
    """ "… lần lượt là 9.870, 8.105 và 8.343 người, cộng ba năm 26.318 người": the total of the list before."""
    last = done[-1] if done else None
    if last is None or last.count.entry is None or last.indicator is None:
        return False
    between = sheet.folded[last.count.end : region.count.start]
    row = [r for r in done if r.count.entry is not None and r.count.entry.whole == last.count.entry.whole]
    if not _TOTAL_OF_LIST.fullmatch(between) or reading.unit not in (None, last.unit):
        return False
    if region.count.value < max(r.count.value for r in row):
        return False
    reading.indicator, reading.unit, reading.population = last.indicator, last.unit, last.population
    reading.told, reading.inherited = "list", (last.indicator,)
    return True
