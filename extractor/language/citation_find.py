"""Finding: every printed citation of a text, in order.

A scan stops at each word for a kind of document and at each full number. From there the list is
read to the right ("các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017"): what stands at its end, symbol,
date and issuer, holds for the bare numbers before it. Short forms ("Kế hoạch 71") are accepted where
the text itself cites the full number or the wording leaves no other reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from extractor.language import citation_shapes as shapes
from extractor.language.citation_data import DocumentType, bare, issuers_by_suffix, types_by_name
from extractor.language.citation_issuers import (
    adjacent_bodies,
    can_issue,
    citation_suffixes,
    issuer_code,
    issuer_phrase,
)
from extractor.language.citation_kinds import kind_of
from extractor.language.citation_leads import with_leads
from extractor.language.citation_names import find_named
from extractor.language.citation_numbers import DocumentNumber, read_number, types_of
from extractor.language.citation_shapes import Citation
from extractor.language.dates import find_dates

_STANDALONE = regex.compile(
    r"(?<![\p{L}\p{N}/.,\-–])[0-9OolI]{1,5}+[a-hA-Cđ]? ?[-–—/] ?(?:(?:19|20)[0-9O]{2} ?/ ?)?(?=\p{L})"
    r"|(?<=[Ss][ốôóòỏõọoOỐ])[0-9]{1,5}+[-–/](?=\p{L})"
)
_SERIAL_AND_MARK = re.compile(r"[0-9OolI]{1,5}+[a-hA-Cđ]? ?[-–—/]")
_LABEL_BEFORE = regex.compile(r"(?<!\p{L})(?P<label>\p{Lu}{2,4}) [0-9][0-9.]*\s?[;,]\s?$")
_LABEL_AFTER = regex.compile(r" [0-9][0-9.]*\s?[;,]\s?(?P<label>\p{Lu}{2,4}) [0-9]")
_GAP = re.compile(r"[\s,]")
_YEAR_IN_BRACKETS = regex.compile(r"(?P<year>(?:19|20)[0-9]{2}) ?\)")
_BLOCK_END = regex.compile(r" {0,3}(?:$|[\n\t\v])")
_OWN_LINE = regex.compile(r"(?:^|[\n\t\v])[\s*|]{0,6}s\s?[o0]\s{0,2}[:.]?\s{0,3}$")
_OWN_COLON = regex.compile(r"(?<!\p{L})S[ốôóòỏõo]\s?:\s{0,3}$|(?<!\p{L})SỐ\s?:\s{0,3}$")


@dataclass(slots=True)
class _Item:
    number: DocumentNumber
    issued: str | None = None
    issuer: str | None = None
    term: str | None = None
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Kind:
    """The word before a number: where it begins, the kind it names (None for "QĐ": ask the number)."""

    start: int
    end: int
    type: DocumentType | None
    capital: bool
    abbreviated: bool


def find(text: str) -> list[Citation]:
    """The citations of NFC `text`, in order, without overlaps.

    >>> [(c.type, c.number, c.issued) for c in find("các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Bộ Chính trị")]
    [('Nghị quyết', '18-NQ/TW', '2017-10-25'), ('Nghị quyết', '19-NQ/TW', '2017-10-25')]
    >>> [(c.number or c.name, c.form) for c in find("NQ 03 và Luật Công đoàn năm 2012")]
    [('03', 'short'), ('Luật Công đoàn năm 2012', 'title')]
    >>> find("các nghị quyết của Đảng; Số: 57/BC-LĐLĐ")
    []
    """
    scan = _Scan(text)
    first = scan.run(frozenset())
    known = frozenset((c.type, c.serial or "") for c in first if c.form == "full")
    return scan.run(known) if known else first


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = bare(text)
        self.dates = find_dates(text)
        self.date_at = {span.start: span for span in self.dates}
        self.kinds = self._kinds()
        self.named = find_named(text, self.plain, self.dates)
        self.lone = frozenset(self._lone())
        self.known: frozenset[tuple[str, str]] = frozenset()
        self.asked = False
        """Whether `known` was asked since this was last cleared."""
        self.settled: dict[int, list[Citation]] = {}

    def run(self, known: frozenset[tuple[str, str]]) -> list[Citation]:
        self.known = known
        found: list[Citation] = []
        position = 0
        kinds = {kind.start: kind for kind in self.kinds}
        named = {citation.start: citation for citation in self.named}
        for at in sorted(kinds.keys() | named.keys() | self.lone):
            if at < position:
                continue
            citations: list[Citation] = []
            if at in kinds:
                citations = self._of_kind(kinds[at])
            if not citations and at in named:
                citations = [named[at]]
            if not citations and at in self.lone and at not in kinds:
                citations = self._from_number(at, found)
            if citations:
                found += citations
                position = citations[-1].end
        return list(with_leads(found, self.text, self.plain, self.dates))

    def _lone(self) -> Iterator[int]:
        """Where a number with its symbol begins that no word for a kind may stand before."""
        for serial in _SERIAL_AND_MARK.finditer(self.text):
            for at in range(serial.start(), serial.end()):
                if _STANDALONE.match(self.text, at):
                    yield at
                    break

    def _kinds(self) -> list[_Kind]:
        pattern, by_word = shapes.type_words()
        kinds = [
            _Kind(m.start(), m.end(), by_word[_GAP.sub("", m[0])], self.text[m.start()].isupper(), False)
            for m in pattern.finditer(self.plain)
        ]
        abbreviations, table = shapes.type_abbreviations()
        kinds += [
            _Kind(m.start(), m.end(), table[m[0]], True, True)
            for m in abbreviations.finditer(self.text, timeout=shapes.TIMEOUT)
            if not self._labels_a_count(m.start(), m.end(), table)
        ]
        return sorted(kinds, key=lambda kind: kind.start)

    def _labels_a_count(self, start: int, end: int, known: Mapping[str, object]) -> bool:
        """ "(HN 566; NĐ 1.047; NB 873)": one of several short names with a number each, the others no documents'."""
        before = _LABEL_BEFORE.search(self.text, max(0, start - 24), start)
        after = _LABEL_AFTER.match(self.text, end)
        return any(label is not None and label["label"] not in known for label in (before, after))

    # From a word for the kind of document.

    def _of_kind(self, kind: _Kind) -> list[Citation]:
        """What stands after a word; read once unless it hangs on what the whole text cites."""
        if kind.start in self.settled:
            return self.settled[kind.start]
        self.asked = False
        citations = self._from_kind(kind)
        if not self.asked:
            self.settled[kind.start] = citations
        return citations

    def _from_kind(self, kind: _Kind) -> list[Citation]:
        so = shapes.SO.match(self.plain, kind.end)
        at = so.end() if so else kind.end
        with_so = so is not None and shapes.HAS_SO.search(so[0]) is not None
        number = read_number(self.text, at) if at > kind.end or self.text[at : at + 1].isdigit() else None
        if number is not None and number.full and not self._fits(number, kind.type):
            # "Báo cáo số 12/NQ-TLĐ": the word beside the number decides, unless the number stands off.
            number = number if with_so or number.start - kind.end < 3 else None
        if number is None:
            return self._interposed(kind)
        plural = shapes.PLURAL.search(self.plain, max(0, kind.start - 8), kind.start) is not None
        items = self._list(kind, number, plural)
        items = self._accepted(kind, items, with_so, plural)
        if so is not None and ":" in so[0] and not with_so and not any(item.number.full for item in items):
            return []
        return self._citations(kind, items)

    def _interposed(self, kind: _Kind) -> list[Citation]:
        match = shapes.INTERPOSED.match(self.plain, kind.end)
        if match is None:
            return []
        number = read_number(self.text, match.end())
        if number is None or not number.full or not self._fits(number, kind.type):
            return []
        if shapes.type_words()[0].search(self.plain, kind.end, match.start("so")):
            return []
        items = self._accepted(kind, self._list(kind, number, False), True, False)
        citations = self._citations(kind, items)
        between = self.text[match.start("between") : match.end("between")].strip(" ,")
        law = shapes.law_names().match(self.plain, kind.start)
        named = kind.type is not None and kind.type.key in ("L", "BL") and (law or between[:1].isupper())
        if named and citations:
            year = f" năm {number.year}" if number.year else ""
            citations[0] = replace(citations[0], name=f"{self.text[kind.start : kind.end]} {between}{year}")
        elif (of := shapes.OF.match(self.plain, kind.end)) and citations[0].issuer is not None:
            end = issuer_phrase(self.text, self.plain, of.end())
            if end is not None:
                citations = [self._owned(citation, self.text[of.end() : end]) for citation in citations]
        return citations

    def _owned(self, citation: Citation, issuer: str) -> Citation:
        code, place = issuer_code(citation_suffixes(citation.number or ""), issuer)
        return replace(citation, issuer=issuer, issuer_code=code, place=place, issuer_inferred=False)

    def _from_number(self, at: int, found: list[Citation]) -> list[Citation]:
        number = read_number(self.text, at)
        if number is None or not number.issuers:
            return []
        before = self.plain[max(0, at - 12) : at]
        so = regex.search(r"(?<!\p{L})s\s?[o0]\s{0,2}[:.]?\s{0,3}$", before)
        start = at - len(before) + so.start() if so else at
        if number.type_code is None and number.year is None and (so is None or len(number.codes) < 2):
            return []
        window = max(0, at - 14)
        if _OWN_COLON.search(self.text, window, at):
            return []
        if _OWN_LINE.search(self.plain, window, at) and (
            number.type_code == "BC" or _BLOCK_END.match(self.text, number.end)
        ):
            return []
        types = types_of(number)
        kind = next(
            (
                types_by_name()[citation.type]
                for citation in reversed(found[-4:])
                if any(citation.type == possible.name for possible in types)
                and "\n" not in self.text[citation.end : at]
                and at - citation.end < 250
            ),
            None,
        )
        word = _Kind(start, at, kind, True, True)
        return self._citations(word, self._list(word, number, False), inherited=kind is not None)

    def _fits(self, number: DocumentNumber, kind: DocumentType | None) -> bool:
        types = types_of(number)
        return kind is None or not types or kind in types or kind.key == "CV"

    # The list to the right.

    def _list(self, kind: _Kind, first: DocumentNumber, plural: bool) -> list[_Item]:
        items = [self._with_tail(first)]
        while len(items) < 30:
            separator = shapes.LIST.match(self.plain, items[-1].end)
            if separator is None:
                break
            so = shapes.SO.match(self.plain, separator.end())
            at = so.end() if so else separator.end()
            number = read_number(self.text, at)
            if number is None or (number.full and not self._continues(kind, items, number)):
                break
            if not number.full and (at in self.date_at or self._counts(number.end) or self._broken(number)):
                break
            items.append(self._with_tail(number))
        return items

    def _continues(self, kind: _Kind, items: list[_Item], number: DocumentNumber) -> bool:
        codes = [item.number.type_code for item in items if item.number.full]
        return self._fits(number, kind.type) and (not codes or codes[-1] == number.type_code)

    def _counts(self, end: int) -> bool:
        return shapes.counted().match(self.plain, end) is not None

    def _broken(self, number: DocumentNumber) -> bool:
        """The digits go on: a decimal, a fraction, a date, a percentage."""
        rest = self.plain[number.end : number.end + 2]
        return (rest[:1] in ("/", "%", "-") and number.year is None) or (
            rest[:1] in (".", ",") and rest[1:2].isdigit() and rest[0] == "."
        )

    def _with_tail(self, number: DocumentNumber) -> _Item:
        item = _Item(number, end=number.end)
        if not number.full and self._broken(number):
            return item
        progress = True
        while progress:
            progress = False
            if item.issued is None and (dated := self._date(item.end, comma=item.end == number.end)):
                item.issued, item.end, progress = dated[0], dated[1], True
            if item.issuer is None and (
                body := self._issuer(item.end, number, dated=item.issued is not None and not number.full)
            ):
                item.issuer, item.end, progress = body[0], body[1], True
            if item.term is None and (term := shapes.TERM.match(self.plain, item.end)) and (number.full or item.issuer):
                if item.issuer is not None:
                    item.issuer += self.text[item.end : term.end()]
                item.term, item.end, progress = term["term"].upper(), term.end(), True
        return item

    def _date(self, at: int, *, comma: bool) -> tuple[str, int] | None:
        before = shapes.BEFORE_DATE.match(self.plain, at)
        start = before.end() if before else at
        span = self.date_at.get(start)
        opened = "(" in self.text[at:start]
        if opened and (year := _YEAR_IN_BRACKETS.match(self.text, start)):
            return year["year"], year.end()
        if span is None or span.kind not in ("day", "month", "year", "blank"):
            return None
        if span.kind == "blank":
            return (span.iso or "", span.end)
        if span.kind == "year" and ("," in self.text[at:start] or not comma):
            return None
        if span.iso is None or span.end_iso is not None or (start == at and at > 0 and self.text[at - 1].isalnum()):
            return None
        end = span.end
        if opened:
            close = regex.match(r"\s?\)", self.text[end : end + 2])
            if close is None:
                # "NĐ 68 (năm 2023: NĐ 111)": the year is of what follows in the parenthesis.
                return None if span.kind == "year" or self.text[end : end + 1] == ":" else (span.iso, end)
            end += close.end()
        return (span.iso, end)

    def _issuer(self, at: int, number: DocumentNumber, *, dated: bool) -> tuple[str, int] | None:
        """The body named after the number, unless it cannot be the issuer: "báo cáo thực hiện NQ 03 của LĐLĐ tỉnh"."""
        start = shapes.OF.match(self.plain, at) or adjacent_bodies().match(self.plain, at)
        if start is None:
            return None
        end = issuer_phrase(self.text, self.plain, start.end())
        if end is None:
            return None
        if not dated and not can_issue(number, self.plain[start.end() : end]):
            return None
        return self.text[start.end() : end], end

    # What of the list is a citation.

    def _accepted(self, kind: _Kind, items: list[_Item], with_so: bool, plural: bool) -> list[_Item]:
        last_full = max((i for i, item in enumerate(items) if item.number.full), default=-1)
        accepted: list[_Item] = []
        for place, item in enumerate(items):
            number = item.number
            if place > last_full and not item.issued and not self._short(kind, number, with_so, plural, place):
                break
            accepted.append(item)
        return accepted

    def _short(self, kind: _Kind, number: DocumentNumber, with_so: bool, plural: bool, place: int) -> bool:
        """Whether a bare number after the word is the short form of a citation."""
        self.asked = True
        names = [kind.type.name] if kind.type else ["Quyết định", "Quy định"]
        if self._broken(number):
            return False
        if any((name, number.identity) in self.known for name in names) and not (
            self._counts(number.end) and not with_so
        ):
            return True
        if kind.abbreviated and number.start == kind.end:
            return False  # "CT1" numbers a target
        if number.year is not None:
            return kind.type is not None and (kind.type.with_year or with_so) and place == 0
        if self._counts(number.end) or int(number.serial) == 0:
            return False
        if (
            kind.type is not None
            and kind.type.verb
            and not with_so
            and not shapes.GOES_ON.match(self.plain, number.end)
        ):
            return False
        if place > 0:
            return plural or shapes.POINTS_BACK.match(self.plain, number.end) is not None
        if with_so:
            return True
        if not kind.capital or len(number.serial) > 4 or 1990 <= int(number.serial) <= 2050:
            return False
        if (of := shapes.OF.match(self.plain, number.end)) and issuer_phrase(
            self.text, self.plain, of.end()
        ) is not None:
            return True  # "HD 19 của TLĐ năm 2021": who issued it says that it is a document
        free = kind.type is None or kind.type.bare == "free"
        return number.serial.startswith("0") or bool(number.letter) or free

    # Citations.

    def _citations(self, kind: _Kind, items: list[_Item], *, inherited: bool = False) -> list[Citation]:
        citations: list[Citation] = []
        for place, item in enumerate(items):
            later = items[place + 1 :]
            number, taken = self._completed(item.number, later, kind)
            issued, issuer, term = self._shared(item, later)
            type_, inferred = kind_of(number, kind.type, abbreviated=kind.abbreviated)
            own = number.full or taken
            spelt = number.spelt()
            if number.year and not number.full and kind.type and kind.type.symbol:
                spelt, own = f"{spelt}/{kind.type.symbol}", True
            suffixes = citation_suffixes(spelt)
            code, where = issuer_code(suffixes, issuer)
            printed_issuer = issuer
            if issuer is None and suffixes:
                known = issuers_by_suffix().get(suffixes[-1].rstrip("0123456789"))
                issuer = known.name if known else None
            title = shapes.TITLE.match(self.plain, item.end)
            citations.append(
                Citation(
                    start=kind.start if place == 0 else item.number.start,
                    end=item.end,
                    number_start=item.number.start,
                    number_end=item.number.end,
                    type=type_,
                    number=spelt,
                    printed=self.text[item.number.start : item.number.end],
                    form="full" if own else "short",
                    issued=issued,
                    issuer=issuer,
                    issuer_code=code,
                    term=term,
                    title_after=self.text[title.start("title") : title.end("title")].strip() if title else None,
                    type_inferred=inferred,
                    inherited=taken or inherited,
                    serial=number.identity,
                    year=number.year,
                    place=where,
                    issuer_inferred=printed_issuer is None,
                )
            )
        return citations

    def _completed(self, number: DocumentNumber, later: list[_Item], kind: _Kind) -> tuple[DocumentNumber, bool]:
        """The number with the symbol of the next full one in its list."""
        donor = next((item.number for item in later if item.number.full), None)
        if number.full or donor is None:
            return number, False
        return replace(
            number,
            year=number.year or donor.year,
            codes=donor.codes,
            marks=donor.marks,
            type_code=donor.type_code,
            issuers=donor.issuers,
        ), True

    def _shared(self, item: _Item, later: list[_Item]) -> tuple[str | None, str | None, str | None]:
        """Date, issuer and term; where the item prints none, those printed later in its list."""
        issued, issuer, term = item.issued, item.issuer, item.term
        for other in later:
            letters = item.number.full and item.number.type_code is None
            if issued is None and other.issued and not letters:
                same_year = item.number.year in (None, other.issued[:4]) and other.number.year in (
                    None,
                    other.issued[:4],
                )
                issued = other.issued if same_year else ""
            issuer = issuer if issuer is not None else other.issuer
            term = term if term is not None else other.term
        return issued or None, issuer, term
