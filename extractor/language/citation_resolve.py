"""Resolving: which citations mean one regulation, and what is its number, issuer and date.

Identity is (issuer, kind, number with its letter, year or term): State and union numbers restart
every calendar year, Party numbers run through a committee's term (Hướng dẫn 36-HD/VPTW). Nothing is
corrected: a deviating date stays with its mention, and the date that most mentions print is the
regulation's.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.language.citation_data import bare, issuers, issuers_by_suffix, types_by_code, types_by_name
from extractor.language.citation_issuers import citation_suffixes
from extractor.language.citation_names import enacted_number, name_key
from extractor.language.citation_numbers import DocumentNumber, read_number
from extractor.language.citation_shapes import Citation, Form

# The Party's central committees, by the day the congress closed: its numbers run from 01 through a term.
_TERMS = (
    ("X", "2006-04-25"),
    ("XI", "2011-01-19"),
    ("XII", "2016-01-28"),
    ("XIII", "2021-02-01"),
    ("XIV", "2026-01-23"),
)

_SAME_TITLE = 25


@dataclass(frozen=True, slots=True)
class RegulationMention:
    """One citation of a regulation: its index in the list given to `resolve`, number, date and form as printed."""

    index: int
    number: str | None
    issued: str | None
    form: Form


@dataclass(frozen=True, slots=True)
class ResolvedRegulation:
    """A distinct regulation.

    `key` is issuer:kind:number:year; `number` the canonical spelling (null for a law cited by name),
    `issued` the date that most mentions print, `variants` other spellings of the number.
    """

    key: str
    type: str
    number: str | None
    name: str | None
    issuer: str | None
    issued: str | None
    variants: tuple[str, ...]
    mentions: tuple[RegulationMention, ...]


@dataclass(slots=True)
class _Cluster:
    """The mentions taken to mean one regulation so far; `kinds` holds one of each sort, to compare with."""

    members: dict[int, Citation] = field(default_factory=dict)
    kinds: dict[tuple[object, ...], Citation] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)

    def add(self, index: int, citation: Citation) -> None:
        self.members[index] = citation
        insort(self.order, index)
        title = bare(citation.title_after or "")[:_SAME_TITLE]
        look = (citation.type, citation.number, citation.form, citation.issued, citation.issuer_code, citation.place)
        self.kinds.setdefault((*look, citation.type_inferred, citation.term, citation.name, title), citation)

    def sorts(self) -> Iterable[Citation]:
        return self.kinds.values()

    def distance(self, index: int) -> tuple[bool, int]:
        """How near the mentions are to `index`: those before it come first."""
        place = bisect_left(self.order, index)
        if place > 0:
            return (False, index - self.order[place - 1])
        return (True, self.order[place] - index)


class _Clusters:
    """All clusters, and those of each number and of no number."""

    def __init__(self) -> None:
        self.all: list[_Cluster] = []
        self._by_serial: dict[str | None, list[_Cluster]] = {}

    def near(self, citation: Citation) -> list[_Cluster]:
        return self._by_serial.get(citation.serial, [])

    def join(self, index: int, citation: Citation, cluster: _Cluster | None) -> None:
        if cluster is None:
            cluster = _Cluster()
            self.all.append(cluster)
            self._by_serial.setdefault(citation.serial, []).append(cluster)
        cluster.add(index, citation)


def resolve(
    citations: Sequence[Citation], *, report_issued: str | None, own_number: str | None, own_issuer_code: str
) -> list[ResolvedRegulation]:
    """The distinct regulations, in the order of their first mention.

    `own_number` and `report_issued` are those of the report itself, which is no regulation;
    `own_issuer_code` ("LDLD-LaiChau") gives the place to numbers that do not carry it. A date on
    which mentions are tied is the earliest that is a day of the calendar and not after the report.

    >>> from extractor.language.citation_find import find
    >>> text = "Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019 (gọi tắt là NQ 03); Nghị quyết số 3-NQ/BCH ngày 11/01/2019"
    >>> for r in resolve(find(text), report_issued=None, own_number=None, own_issuer_code="LDLD-LaiChau"):
    ...     print(r.key, r.number, r.variants, len(r.mentions))
    TLD:NQ:03:2019 03/NQ-TLĐ ('3-NQ/BCH',) 3
    """
    own = read_number(own_number, 0) if own_number else None
    kept = [(i, c) for i, c in enumerate(citations) if not _is_own(c, own, report_issued)]
    clusters = _Clusters()
    for index, citation in kept:
        if citation.form == "full" and _year(citation):
            clusters.join(index, citation, _agreeing(clusters.near(citation), citation))
    for index, citation in kept:
        if citation.form == "full" and not _year(citation):
            clusters.join(index, citation, _nearest(_fitting(clusters.near(citation), citation), index))
    for index, citation in kept:
        if citation.form == "short":
            clusters.join(index, citation, _nearest(_meant_by_short(clusters.near(citation), citation), index))
    named = [(index, citation) for index, citation in kept if citation.form == "title"]
    for index, citation in sorted(named, key=lambda pair: pair[1].issued is None):
        clusters.join(index, citation, _nearest(_meant_by_name(clusters.all, citation), index))
    found = sorted(clusters.all, key=lambda cluster: cluster.order[0])
    return [_resolved(cluster, report_issued, own_issuer_code) for cluster in found]


def _is_own(citation: Citation, own: DocumentNumber | None, report_issued: str | None) -> bool:
    if citation.type != "Báo cáo" and not (own and own.codes[:1] == ("BC",) and citation.number == own.spelt()):
        return False
    if own is None:
        return citation.issued is not None and citation.issued == report_issued
    number = read_number(citation.number or "", 0)
    return number is not None and number.identity == own.identity and (number.codes == own.codes or not number.codes)


def _nearest(clusters: list[_Cluster], index: int) -> _Cluster | None:
    return min(clusters, key=lambda cluster: cluster.distance(index), default=None)


def _year(citation: Citation) -> str | None:
    return citation.year or (citation.issued[:4] if citation.issued else None)


# Whether two mentions can mean one document.


def _fitting(clusters: list[_Cluster], citation: Citation) -> list[_Cluster]:
    return [
        cluster
        for cluster in clusters
        if _same_number(cluster, citation) and _same_issuer(cluster, citation) and _same_term(cluster, citation)
    ]


def _same_type(one: Citation, other: Citation) -> bool:
    if one.type == other.type or {one.type, other.type} == {"Luật", "Bộ luật"}:
        return True
    if not (one.type_inferred or other.type_inferred):
        return False
    names = [{one.type, other.type} <= {kind.name for kind in kinds} for kinds in types_by_code().values()]
    return any(names)


def _same_number(cluster: _Cluster, citation: Citation) -> bool:
    return any(
        c.serial is not None
        and c.serial == citation.serial
        and _same_type(c, citation)
        and (c.year is None or citation.year is None or c.year == citation.year)
        for c in cluster.sorts()
    )


def _same_issuer(cluster: _Cluster, citation: Citation) -> bool:
    """Equal issuers at one place; a bare committee (BCH, BTV) fits any union body."""
    return any(_issuers_fit(other, citation) for other in cluster.sorts() if other.form == "full")


def _issuers_fit(one: Citation, other: Citation) -> bool:
    if one.issuer_code == other.issuer_code:
        if one.issuer_code is None and _rest(one) != _rest(other):
            return False
        if one.place and other.place and one.place != other.place:
            return False
        if bool(one.place) != bool(other.place) and one.issued and other.issued and _scope(one) == "local":
            return one.issued[:4] == other.issued[:4] or (len(one.issued) == 10 and one.issued[4:] == other.issued[4:])
        return True
    for committee, body in ((one, other), (other, one)):
        if committee.issuer_code in ("BCH", "BTV") and _system(body) == "union":
            return not (one.issued and other.issued) or one.issued == other.issued
    return False


def _rest(citation: Citation) -> str:
    number = read_number(citation.number or "", 0)
    return "-".join(number.codes) if number else ""


def _scope(citation: Citation) -> str:
    return next((issuer.scope for issuer in issuers() if issuer.code == citation.issuer_code), "")


def _system(citation: Citation) -> str:
    return next((issuer.system for issuer in issuers() if issuer.code == citation.issuer_code), "")


def _term_of(citation: Citation) -> str | None:
    """The Party's term: by the date, else as printed."""
    if citation.issuer_code != "TW":
        return None
    if citation.issued and len(citation.issued) == 10:
        return next((name for name, begin in reversed(_TERMS) if citation.issued >= begin), None)
    return citation.term


def _same_term(cluster: _Cluster, citation: Citation) -> bool:
    term = _term_of(citation)
    return term is None or any(_term_of(other) in (None, term) for other in cluster.sorts())


def _agreeing(clusters: list[_Cluster], citation: Citation) -> _Cluster | None:
    """The cluster that a dated citation belongs to: equal date first, then equal year, then a slip of the pen."""
    best: tuple[int, _Cluster] | None = None
    for cluster in clusters:
        if not _same_number(cluster, citation) or not _same_issuer(cluster, citation):
            continue
        rank = max(_agreement(other, citation) for other in cluster.sorts())
        if rank and (best is None or rank > best[0]):
            best = rank, cluster
    return best[1] if best else None


def _agreement(one: Citation, other: Citation) -> int:
    if one.year and one.year == other.year:
        return 5
    first, second = one.issued or one.year or "", other.issued or other.year or ""
    if first == second:
        return 4
    if first[:4] == second[:4]:
        return 3
    days = len(first) == 10 and len(second) == 10
    if days and first[5:] == second[5:]:
        return 2
    title, other_title = bare(one.title_after or ""), bare(other.title_after or "")
    if len(title) >= _SAME_TITLE and title[:_SAME_TITLE] == other_title[:_SAME_TITLE]:
        return 1
    return 1 if days and _term_of(one) is not None and _term_of(one) == _term_of(other) else 0


def _meant_by_short(clusters: list[_Cluster], citation: Citation) -> list[_Cluster]:
    fitting = [cluster for cluster in clusters if _same_number(cluster, citation)]
    if citation.issued:
        dated = [c for c in fitting if any(_year(other) in (None, citation.issued[:4]) for other in c.sorts())]
        fitting = dated
    full = [cluster for cluster in fitting if any(other.form == "full" for other in cluster.sorts())]
    return full or fitting


def _meant_by_name(clusters: list[_Cluster], citation: Citation) -> list[_Cluster]:
    name = citation.name or ""
    number = enacted_number(name, (citation.issued or "")[:4])
    key = _base(name)
    fitting = []
    for cluster in clusters:
        for other in cluster.sorts():
            if other.number is not None and other.number == number:
                fitting.append(cluster)
                break
            if other.name is None or _base(other.name) != key:
                continue
            same_year = citation.issued is None or _year(other) in (None, citation.issued[:4])
            if same_year and (citation.term is None or other.term in (None, citation.term)):
                fitting.append(cluster)
                break
    return fitting


def _base(name: str) -> str:
    """The name without year and term."""
    words = name_key(name).split()
    if words and words[0] in ("luat", "bo", "hien"):
        words = [word for word in words if not (len(word) == 4 and word.isdigit())]
    if words[:2] == ["dieu", "le"] and "khoa" in words:
        words = words[: words.index("khoa")]
    return " ".join(words)


# What is said of a regulation.


def _resolved(cluster: _Cluster, report_issued: str | None, own_issuer_code: str) -> ResolvedRegulation:
    citations = [cluster.members[index] for index in cluster.order]
    numbered = [c for c in citations if c.form == "full"] or [c for c in citations if c.form == "short"]
    number = _spelling(numbered) if numbered else None
    lead = next((c for c in numbered if c.number == number), citations[0])
    said = [c for c in numbered if not c.type_inferred] or citations
    type_ = Counter(c.type for c in said).most_common(1)[0][0]
    issued = _date(citations, report_issued)
    name = next((c.name for c in citations if c.name), None)
    owner = next((c for c in numbered if c.issuer_code == lead.issuer_code and c.issuer and "(" in c.issuer), None)
    owner = owner or next((c for c in numbered if c.issuer_code == lead.issuer_code and c.place), lead)
    named = [c.issuer for c in numbered if c.issuer and c.issuer_code == lead.issuer_code and not c.issuer_inferred]
    issuer = max(named, key=len, default=owner.issuer)
    year = next((c.year for c in citations if c.year), None) or (issued[:4] if issued else None)
    year = year or next((f"khoa{c.term}" for c in citations if c.term), None) or "?"
    if number is None:
        key = f"{lead.issuer_code or '?'}:{_type_key(type_)}:{name_key(name or '').replace(' ', '_')}"
    else:
        digits = next((c.serial for c in numbered if c.serial), "")
        padded = digits if len(digits.rstrip("abcdefghđ")) > 1 else f"0{digits}"
        key = f"{_owner(owner, own_issuer_code)}:{_type_key(type_)}:{padded}:{year}"
    return ResolvedRegulation(
        key=key,
        type=type_,
        number=number,
        name=name,
        issuer=issuer,
        issued=issued,
        variants=tuple(dict.fromkeys(c.number for c in numbered if c.number and _differs(c.number, number))),
        mentions=tuple(RegulationMention(i, c.number, c.issued, c.form) for i, c in sorted(cluster.members.items())),
    )


def _differs(number: str, other: str | None) -> bool:
    return other is not None and number.lstrip("0") != other.lstrip("0")


def _spelling(citations: list[Citation]) -> str:
    """The number as most mentions spell it; on a tie, in its issuer's own style; then with a leading zero."""
    counts = Counter(c.number or "" for c in citations)
    return max(
        counts,
        key=lambda number: (counts[number], _in_style(number), number.startswith("0"), -list(counts).index(number)),
    )


def _in_style(number: str) -> bool:
    read = read_number(number, 0)
    if read is None or not read.issuers or len(read.codes) < 2:
        return False
    party = read.issuers[0].system == "party"
    return read.marks[:2] == (("-", "/") if party else ("/", "-")) and read.issuers[0].scope != "body"


def _date(citations: list[Citation], report_issued: str | None) -> str | None:
    printed = [c.issued for c in citations if c.issued]
    for length in (10, 7, 4):
        counts = Counter(date for date in printed if len(date) == length)
        if counts:
            most = max(counts.values())
            tied = [date for date, count in counts.items() if count == most]  # the one printed first, first
            years = {c.year for c in citations if c.year}
            possible = [date for date in tied if report_issued is None or date <= report_issued]
            fitting = [date for date in possible if date[:4] in years]
            return (fitting or possible or tied)[0]
    return next((c.year for c in citations if c.year), None)


def _type_key(name: str) -> str:
    kind = types_by_name().get(name)
    return kind.key if kind else {"Điều lệ": "DL", "Hiến pháp": "HP"}.get(name, "?")


def _owner(citation: Citation, own_issuer_code: str) -> str:
    """The issuer in the key, with the place where the number does not carry it."""
    code = citation.issuer_code
    if code is None:
        number = read_number(citation.number or "", 0)
        codes = [c for c in number.codes if c != number.type_code] if number else []
        return bare("-".join(codes)).upper() or "?"
    suffixes = citation_suffixes(citation.number or "")
    table = issuers_by_suffix()
    scopes = {table[suffix.rstrip("0123456789")].scope for suffix in suffixes}
    if code in ("LDLD",) and scopes == {"body"}:
        scopes = {"local"}
    if ("local" not in scopes and "body" not in scopes) or code in ("TLD", "DD-TLD"):
        return code
    own = own_issuer_code.removeprefix("DD-")
    family, _, place = own.partition("-")
    place = citation.place or place or own
    if code == "DD":
        return f"DD-{family if family != own else 'LDLD'}-{place}" if citation.place else f"DD-{own}"
    return f"{code}-{place}"
