"""Documents cited by name: laws, charters, the constitution, resolutions of congresses and plenums."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.language import citation_shapes as shapes
from extractor.language.citation_data import bare, laws
from extractor.language.citation_issuers import issuer_phrase
from extractor.language.citation_shapes import Citation
from extractor.language.dates import DateSpan

_LAW_START = regex.compile(r"(?<!\p{L})(?:bo {0,2})?luat(?= )")
_CAPITAL_LAW = regex.compile(r"(?:Bộ luật|Bộ Luật|Luật|LUẬT|BỘ LUẬT) (?=\p{Lu})")
_CHARTER_TERM = regex.compile(r",? (?:\(khoa [ivxl]{1,6}\)|khoa [ivxl]{1,6})(?!\p{L})")


def find_named(text: str, plain: str, dates: Sequence[DateSpan] = ()) -> list[Citation]:
    """The documents that NFC `text` cites by name, in order.

    `plain` is the text without marks and case, `dates` its dates ("Luật Công đoàn ngày 20/6/2012").

    >>> from extractor.language.citation_data import bare
    >>> line = "Luật Khám bệnh, chữa bệnh năm 2023; Nghị quyết Đại hội XIII Công đoàn Việt Nam"
    >>> [c.name for c in find_named(line, bare(line))]
    ['Luật Khám bệnh, chữa bệnh năm 2023', 'Nghị quyết Đại hội XIII Công đoàn Việt Nam']
    """
    found = [
        *_laws(text, plain, {span.start: span for span in dates if span.kind == "day"}),
        *_charters(text, plain),
        *_congresses(text, plain),
        *_plenums(text, plain),
    ]
    found.sort(key=lambda citation: (citation.start, -citation.end))
    kept: list[Citation] = []
    for citation in found:
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept


_SHORT = regex.compile(r"^N[QqƠơ] (?=\p{L})")


def _named(text: str, start: int, end: int, type_: str, issued: str | None = None, term: str | None = None) -> Citation:
    name = regex.sub(r"\s+", " ", text[start:end]).strip(" ,")
    name = _SHORT.sub("Nghị quyết ", name[:1].upper() + name[1:])
    return Citation(
        start=start,
        end=start + len(text[start:end].rstrip(" ,")),
        number_start=start,
        number_end=start + len(text[start:end].rstrip(" ,")),
        type=type_,
        number=None,
        printed=text[start:end].strip(" ,"),
        form="title",
        issued=issued,
        issuer="Quốc hội" if type_ in ("Luật", "Bộ luật", "Hiến pháp") else None,
        issuer_code="QH" if type_ in ("Luật", "Bộ luật", "Hiến pháp") else None,
        term=term,
        name=name,
    )


def _laws(text: str, plain: str, days: dict[int, DateSpan]) -> list[Citation]:
    found = []
    position = 0
    for match in _LAW_START.finditer(plain, timeout=shapes.TIMEOUT):
        start = match.start()
        if start < position:
            continue
        known = shapes.law_names().match(plain, start) or shapes.AMENDING.match(plain, start)
        end = known.end() if known else start
        if known is None:
            if not _CAPITAL_LAW.match(text, start):
                continue
            free = shapes.LAW_BY_CAPITAL.match(plain, start, timeout=shapes.TIMEOUT)
            if free is None:
                continue
            end = free.end()
        elif not text[start].isupper():
            continue
        amended = shapes.AMENDED.match(plain, end)
        if amended:
            end = amended.end()
        year = shapes.LAW_YEAR.match(plain, end)
        issued = None
        if year and not regex.match(r" ?[-–] ?[0-9]{4}", text[year.end() : year.end() + 8]):
            issued, end = year["year"], year.end()
        elif (at := end + len(plain[end : end + 3]) - len(plain[end : end + 3].lstrip(" ,"))) in days and known:
            issued, law_end, end = days[at].iso, end, days[at].end
            type_ = "Bộ luật" if match[0].startswith("bo") else "Luật"
            law = _named(text, start, end, type_, issued)
            found.append(replace(law, name=f"{text[start:law_end]} năm {(issued or '')[:4]}"))
            position = end
            continue
        type_ = "Bộ luật" if match[0].startswith("bo") else "Luật"
        found.append(_named(text, start, end, type_, issued))
        position = end
    return found


_ENACTS = regex.compile(r"(?:ban hanh|phe duyet|thong qua) $")
"""A decision that enacts a charter is the document cited."""


def _charters(text: str, plain: str) -> list[Citation]:
    found = []
    for match in shapes.CHARTER.finditer(plain, timeout=shapes.TIMEOUT):
        if not text[match.start()].isupper() or _ENACTS.search(plain, max(0, match.start() - 14), match.start()):
            continue
        term = _CHARTER_TERM.match(plain, match.end())
        end = term.end() if term else match.end()
        khoa = regex.search(r"[ivxl]{1,6}(?=\)?$)", term[0]) if term else None
        found.append(_named(text, match.start(), end, "Điều lệ", None, khoa[0].upper() if khoa else None))
    for match in shapes.CONSTITUTION.finditer(plain, timeout=shapes.TIMEOUT):
        year = shapes.LAW_YEAR.match(plain, match.end())
        if year:
            found.append(_named(text, match.start(), year.end(), "Hiến pháp", year["year"]))
    return found


def _congresses(text: str, plain: str) -> list[Citation]:
    """Resolutions of congresses: only with an ordinal ("Đại hội XIII", "lần thứ X") are they one document."""
    found = []
    for match in shapes.CONGRESS.finditer(plain, timeout=shapes.TIMEOUT):
        end, ordinal = match.end(), match["ordinal"]
        of = regex.match(r" (?:cua )?", plain[end : end + 6])
        at = end + of.end() if of else end
        body = issuer_phrase(text, plain, at) if of else None
        if body is not None:
            end = body
            inside = regex.search(rf"lan {{1,2}}thu {{1,2}}{shapes.ROMAN_OR_DIGIT}", plain[at:body])
            ordinal = ordinal or (inside[0] if inside else None)
        if after := shapes.CONGRESS_ORDINAL.match(plain, end):
            end, ordinal = after.end(), ordinal or after[0]
        if ordinal is None or (body is None and not match["ordinal"]):
            continue
        if term := shapes.CONGRESS_TERM.match(plain, end):
            end = term.end()
        found.append(_named(text, match.start(), end, "Nghị quyết"))
    return found


def _plenums(text: str, plain: str) -> list[Citation]:
    return [
        _named(text, match.start(), match.end(), "Nghị quyết")
        for match in shapes.PLENUM.finditer(plain, timeout=shapes.TIMEOUT)
    ]


def name_key(name: str) -> str:
    """What two printings of one name share: no case, marks, "năm", parentheses or commas.

    >>> name_key("Điều lệ Công đoàn Việt Nam (khóa XII)") == name_key("Điều lệ Công đoàn Việt Nam khoá XII")
    True
    """
    plain = regex.sub(r"[(),]", " ", bare(name))
    plain = regex.sub(r"(?<!\p{L})nam(?= {1,2}[0-9]{4})", " ", plain)
    return " ".join(word for word in plain.split() if word not in ("cua", "lan", "thu"))


def enacted_number(name: str, year: str | None) -> str | None:
    """The number of a law known by name and year, or None.

    >>> enacted_number("Luật Công đoàn năm 2012", "2012")
    '12/2012/QH13'
    """
    plain = bare(name)
    for law in laws():
        if plain.startswith(bare(law.name)):
            return next((number for enacted, number in law.enacted if enacted == year), None)
    return None
