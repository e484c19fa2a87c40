"""Regulations across reports: national documents merge, local ones belong to their province."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from extractor.national.submissions import Submission
from schemas.facts import Regulation

Scope = Literal["national", "local"]

_NATIONAL_ISSUER = regex.compile(
    r"(?:TLĐ|TLD|TLÐ|TLĐLĐVN|TW|TƯ|CP|TTg|CTN|VPTW|BTCTW|UBKTTW|QH[0-9]{1,3}|UBTVQH[0-9]{1,3}"
    r"|BNV|BTC|BLĐTBXH|BGDĐT|BGD&ĐT|BYT|BTP|BCA|BQP|BKHĐT|BXD|BCT|BTTTT|BVHTTDL|BNN|BKHCN|BTNMT|TTCP)"
)
_NATIONAL_NAMES = regex.compile(
    r"Tổng Liên đoàn|Bộ Chính trị|Ban Bí thư|Trung ương|Chính phủ|Quốc hội|Thủ tướng|Chủ tịch nước|Bộ trưởng"
)
_LOCAL_NAMES = regex.compile(
    r"(?:LĐLĐ|Liên đoàn Lao động)\s{1,3}(?:tỉnh|thành phố|TP)|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|UBND|HĐND"
)
_PARTS = regex.compile(r"[/\-–\s]+")


@dataclass(frozen=True)
class Citing:
    """One report's citing of a regulation."""

    submission: Submission
    regulation: Regulation


@dataclass(frozen=True)
class NationalRegulation:
    """One regulation with all reports that cite it.

    `dates` counts the mentions by printed date, most frequent first; two full dates are a conflict
    that the audit reports and nobody settles here.
    """

    key: str
    scope: Scope
    type: str
    number: str | None
    name: str | None
    issuer: str | None
    variants: tuple[str, ...]
    dates: tuple[tuple[str, int], ...]
    citing: tuple[Citing, ...]

    @property
    def mentions(self) -> int:
        """How many places of all reports cite it."""
        return sum(len(citing.regulation.mentions) for citing in self.citing)

    @property
    def date_conflict(self) -> bool:
        """True if reports print different days (a bare year that fits one of them is no conflict)."""
        full = [
            day for day, _ in self.dates if not any(other != day and other.startswith(day) for other, _ in self.dates)
        ]
        return len(full) > 1


def scope_of(regulation: Regulation) -> Scope:
    """Whether a document is one and the same in all provinces.

    Laws cited by name are national. Otherwise the issuer in the number decides ("-TLĐ", "/NĐ-CP"),
    then the issuer's name; "NQ/BCH" alone belongs to whichever committee speaks, so it is local.
    """
    issuer = regulation.issuer or ""
    if _LOCAL_NAMES.search(issuer):
        return "local"
    if regulation.number is None:
        return "national"
    parts = _PARTS.split(regulation.number)[1:]
    if any(_NATIONAL_ISSUER.fullmatch(part) for part in parts):
        return "national"
    return "national" if _NATIONAL_NAMES.search(issuer) else "local"


def merged_key(submission: Submission, regulation: Regulation) -> str:
    """The identity across reports: a local number belongs to its unit (71/KH-LĐLĐ of one province is not another's)."""
    if scope_of(regulation) == "national":
        return regulation.key
    return f"{submission.era or 'unknown'}-{submission.code or submission.report_id}:{regulation.key}"


def merge(submissions: Sequence[Submission]) -> tuple[NationalRegulation, ...]:
    """All regulations of the reports: national ones first, then local ones in the reports' order."""
    groups: defaultdict[str, list[Citing]] = defaultdict(list)
    for submission in submissions:
        for regulation in submission.report.regulations:
            groups[merged_key(submission, regulation)].append(Citing(submission, regulation))
    merged = [_merged(key, citing) for key, citing in groups.items()]
    order = {submission.report_id: place for place, submission in enumerate(submissions)}
    return tuple(sorted(merged, key=lambda entry: _order(entry, order)))


def _order(entry: NationalRegulation, order: dict[str, int]) -> tuple[int, int, int, str]:
    if entry.scope == "national":
        return 0, -len(entry.citing), -entry.mentions, entry.key
    return 1, order[entry.citing[0].submission.report_id], -entry.mentions, entry.key


def _merged(key: str, citing: Sequence[Citing]) -> NationalRegulation:
    regulations = [one.regulation for one in citing]
    numbers = _ranked(regulation.number for regulation in regulations)
    spellings = {variant for regulation in regulations for variant in regulation.variants} | {n for n, _ in numbers}
    number = numbers[0][0] if numbers else None
    printed = [
        mention.issued for regulation in regulations for mention in regulation.mentions if mention.issued is not None
    ]
    if not printed:
        printed = [regulation.issued for regulation in regulations if regulation.issued is not None]
    return NationalRegulation(
        key=key,
        scope=scope_of(regulations[0]),
        type=_ranked(regulation.type for regulation in regulations)[0][0],
        number=number,
        name=_first(_ranked(regulation.name for regulation in regulations)),
        issuer=_first(_ranked(regulation.issuer for regulation in regulations)),
        variants=tuple(sorted(spellings - {number})),
        dates=tuple(_ranked(printed)),
        citing=tuple(citing),
    )


def _ranked(values: Iterable[str | None]) -> list[tuple[str, int]]:
    """Most frequent first, the alphabet breaking ties; nulls are left out."""
    counted = Counter(value for value in values if value is not None)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _first(ranked: list[tuple[str, int]]) -> str | None:
    return ranked[0][0] if ranked else None
