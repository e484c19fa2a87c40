"""The staff by its parts: those on the payroll and those on contracts, and the whole that they make up."""

import regex

from extractor.layers.clauses import Region
from extractor.layers.concepts import ConceptSpan
from extractor.layers.sheet import Reading, Sheet

_MADE_UP_OF = regex.compile(r"[^.;:0-9]{0,16}?(?:gồm|trong đó|bao gồm|chia ra)(?!\w)")
_CONTRACTED = frozenset({"CONTRACT", "DECREE_111", "DECREE_68", "OTHER_CONTRACT"})


# "Riêng cơ quan LĐLĐ tỉnh, tính cả hợp đồng là 32 người thì nữ 17": of the office, not of the whole.
_AT_THE_OFFICE = regex.compile(
    r"[-+*• ]*(?:chỉ )?(?:tính )?riêng(?: ở| tại)? (?:khối )?(?:cơ quan|văn phòng)"
    r"(?!.*(?:toàn (?:tỉnh|ngành|thành phố|hệ thống)|cả hệ thống)).*$"
)
_OFFICE_AFTER = regex.compile(
    r"(?<!\w)riêng(?: ở| tại)? (?:khối )?(?:cơ quan|văn phòng)"
    r"(?: (?:lđlđ|liên đoàn lao động|công đoàn|cđ))?[^,;:.0-9]{0,40},"
    r"[^;.:0-9]{0,40}$"
)
_WITH_CONTRACTS = regex.compile(r"(?<!\w)cả (?:(?:số |người )?(?:làm |lao động )?)?(?:hợp đồng|hđ|lđhđ|hđlđ)(?!\w)")


def of_the_office(sheet: Sheet, region: Region, name: str) -> bool:
    """Whether a sentence speaks of the office alone, so that its women are not those of the whole staff."""
    span = region.sentence[0], region.count.start
    if name.startswith("staff_"):
        at_first = _AT_THE_OFFICE.match(sheet.folded, *span)
        return at_first is not None or _OFFICE_AFTER.search(sheet.folded, *span) is not None
    if "biên chế" in sheet.folded[region.count.digits[1] : region.count.end + 12]:
        return False
    return name == "payroll_present_provincial_office" and _WITH_CONTRACTS.search(sheet.folded, *span) is not None


def with_contracts(sheet: Sheet, region: Region) -> bool:
    """Whether what follows breaks a number down into those on the payroll and those on contracts."""
    end = region.count.end
    if not _MADE_UP_OF.match(sheet.folded, end):
        return False
    stop = min(region.sentence[1], end + 160)
    told = [span.concept.id for span in sheet.spans(end, stop)]
    counts = sheet.splitter.counts_in(end, stop)[:2]
    parts = len(counts) == 2 and counts[0].value + counts[1].value == region.count.value
    return parts and "PAYROLL" in told and not _CONTRACTED.isdisjoint(told)


def of_contracts(sheet: Sheet, region: Region, done: list[Reading]) -> bool:
    """ "hợp đồng theo Nghị định 111: 07 người, gồm cơ quan tỉnh 03 người": of the contracts, not of the payroll."""
    if not done or not (done[-1].indicator or "").startswith("contract_"):
        return False
    return _MADE_UP_OF.match(sheet.folded, done[-1].count.end, region.count.start) is not None


def staff_by_parts(
    sheet: Sheet, region: Region, near: list[ConceptSpan], done: list[Reading], population: str | None
) -> str | None:
    """What a number of the staff without a word of its own is: "hiện có 74 người, gồm 70 người trong biên chế và …"."""
    if population != "STAFF" or region.count.unit not in (None, "person") or region.count.whole is not None:
        return None
    named = {span.concept.id for span in near}
    if named <= {"PRESENT", "STAFF", "CADRES"} and with_contracts(sheet, region):
        return "staff_present_total"
    whole = done[-1] if done and done[-1].indicator == "staff_present_total" else None
    if whole is None or whole.region is None or not with_contracts(sheet, whole.region):
        return None
    between = _MADE_UP_OF.match(sheet.folded, whole.count.end, region.count.start)
    return "payroll_present" if between and named == {"PAYROLL"} else None
