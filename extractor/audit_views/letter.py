"""The query letter to a unit: numbered questions, each with place, figures, arithmetic and what is asked.

In Vietnamese whatever the language of the program, in the form of an official letter (công văn) of Decree
30/2020/NĐ-CP; number, date, deadline and signature are left to the officer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.case import SURE
from extractor.audit_views.causes import by_cause
from extractor.audit_views.places import Places, quoted, subject
from extractor.audit_views.questions import Questions, Wording
from extractor.documents.administrative_form import Form, document_bytes
from extractor.documents.docx_model import Block, Paragraph, Run, line
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue
from schemas.finding import Finding
from schemas.report import Report

QUOTES, QUOTE = 8, 200
"""At most so many places of a finding are quoted, each with so many characters."""
TITLE, NAME, MESSAGE = 600, 120, 1200
"""At most so many characters of a title; of a number, a unit or a subject; of the audit's sentence."""

_NUMBER_ALONE = re.compile(r"[0-9.,%]*")
_TIMES = re.compile(r" × ([0-9]+)")
_DEMAND = re.compile(r"[✓✗] ([^)]+)")
LABEL = 10
"""A name as short as this ("Nữ") says nothing without that of its whole."""

_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class Enquiry:
    """One report with what the unit is to be asked about it."""

    report: Report
    findings: Sequence[Finding]
    catalogue: Catalogue
    questions: Questions
    with_open: bool = False

    @property
    def asked(self) -> list[Finding]:
        """What is broken."""
        return [finding for finding in self.findings if finding.outcome == "broken"]

    @property
    def asked_open(self) -> list[Finding]:
        """What the audit cannot decide, where it is asked for and the unit can mend it: a doubtful reading is ours."""
        if not self.with_open:
            return []
        doubtful = {figure.id for figure in self.report.figures if figure.confidence < SURE}
        return [
            finding
            for finding in self.findings
            if finding.outcome == "cannot_tell"
            and self.questions.wording(finding.rule).asks_open
            and doubtful.isdisjoint(finding.figures)
        ]


def letter_bytes(enquiry: Enquiry) -> bytes | None:
    """The letter as a file's bytes, the same for the same findings; null if there is nothing to ask."""
    blocks = compose(enquiry)
    if not blocks:
        return None
    words = enquiry.questions.letter
    about = words.about.format(report=_named(enquiry))
    return document_bytes(blocks, Form(symbol=words.symbol, about=about, recipients=words.recipients))


def compose(enquiry: Enquiry) -> list[Block]:
    """The letter from its address to its last words; empty if there is nothing to ask."""
    words, unit = enquiry.questions.letter, unit_of(enquiry.report, enquiry.catalogue, enquiry.questions)
    broken = _grouped(enquiry, enquiry.asked)
    undecided = _grouped(enquiry, enquiry.asked_open)
    if not broken and not undecided:
        return []
    opening = words.opening if broken else words.opening_open
    count = f"{len(broken) or len(undecided):02d}"
    first = opening.format(sender=words.sender, unit=unit, report=_named(enquiry), title=_titled(enquiry), count=count)
    blocks: list[Block] = [line("address", words.address.format(unit=unit)), line("body", first)]
    for number, group in enumerate(broken, 1):
        blocks += _question(enquiry, number, group)
    if broken and undecided:
        blocks.append(line("body", words.further.format(unit=unit, count=f"{len(undecided):02d}")))
    for number, group in enumerate(undecided, len(broken) + 1):
        blocks += _question(enquiry, number, group)
    blocks.append(line("body", words.closing.format(unit=unit, sender=words.sender)))
    return [*blocks, line("end", words.end)]


def _grouped(enquiry: Enquiry, findings: Sequence[Finding]) -> list[list[Finding]]:
    return by_cause(findings, enquiry.questions)


# Who and what -----------------------------------------------------------------------------------


def unit_of(report: Report, catalogue: Catalogue, questions: Questions) -> str:
    """The unit's full name as a letter addresses it; a dotted line where the report does not tell who it is."""
    words, header = questions.letter, report.header
    unit, issuer = header.unit, header.issuer or ""
    if issuer.casefold().startswith(words.party.casefold()):
        return quoted(issuer, NAME)
    province = catalogue.province(unit.era, unit.code) if unit is not None and unit.code is not None else None
    if province is not None:
        kind = province.type
        if province.type_from_2026_04_30 is not None and (header.issued or "") >= "2026-04-30":
            kind = province.type_from_2026_04_30
        return words.unions[kind].format(name=province.name)
    return quoted((unit.name if unit is not None else "") or issuer, NAME) or words.unknown_unit


def _titled(enquiry: Enquiry) -> str:
    """The report's title in quotation marks, those inside it single ones; empty where it has none."""
    title = quoted(enquiry.report.header.title or "", TITLE).translate(str.maketrans("“”", "‘’"))
    return enquiry.questions.letter.titled.format(title=title) if title else ""


def _named(enquiry: Enquiry) -> str:
    """The report by kind, number and date; by its file where it has neither number nor date."""
    words, header = enquiry.questions.letter, enquiry.report.header
    named = header.document_type or words.document
    if header.number:
        named += words.numbered.format(number=quoted(header.number, NAME))
    if header.issued:
        named += words.dated.format(day=day_text(header.issued))
    if not header.number and not header.issued:
        named += words.file.format(name=quoted(enquiry.report.source.name, NAME))
    return named


def day_text(issued: str) -> str:
    """A date as administrative documents write it: two digits for days below ten and for January and February.

    >>> day_text("2024-05-03"), day_text("2019-01"), day_text("2021")
    ('03 tháng 5 năm 2024', 'tháng 01 năm 2019', 'năm 2021')
    """
    year, month, day = (*issued.split("-"), "", "")[:3]
    written = f"năm {year}"
    if month:
        written = f"tháng {month if int(month) <= 2 else int(month)} {written}"
    return f"{day} {written}" if day else written


# Questions --------------------------------------------------------------------------------------


def _question(enquiry: Enquiry, number: int, group: list[Finding]) -> Iterator[Block]:
    wording = enquiry.questions.wording(group[0].rule)
    one_rule = len({finding.rule for finding in group}) == 1
    together = len(group) > 1 and one_rule and wording.together and len({f.about for f in group}) > 1
    several = _listed([finding.about.removeprefix("target ") for finding in group])
    heading = wording.heading_many if together and wording.heading_many else wording.heading
    yield line("question", f"{number}. {_filled(enquiry, heading, group[0], several)}")
    shared = wording.found_many if together else None
    if shared:
        yield line("body", _filled(enquiry, shared, group[0], several))
    asks: dict[str, None] = {}
    for place, finding in enumerate(group):
        own = enquiry.questions.wording(finding.rule)
        said = "" if shared else _filled(enquiry, _found(own, finding), finding, several)
        marked = f"{_LETTERS[place % len(_LETTERS)]}) " if len(group) > 1 else ""
        parts = [_quotes(enquiry, own, finding), said, "" if shared else _detail(enquiry, own, finding)]
        yield Paragraph("item", (Run(marked + " ".join(filter(None, parts))),))
        ask = own.ask_many if together and own.ask_many else _ask(own, finding)
        asks[_filled(enquiry, ask, finding, several)] = None
    yield Paragraph("item", (Run(" ".join(asks), italic=True),))


def _found(wording: Wording, finding: Finding) -> str:
    return wording.found if finding.outcome == "broken" else wording.found_open or wording.found


def _ask(wording: Wording, finding: Finding) -> str:
    return wording.ask if finding.outcome == "broken" else wording.ask_open or wording.ask


def _filled(enquiry: Enquiry, template: str, finding: Finding, several: str) -> str:
    text = template.format(
        subject=_subject(enquiry, finding.about),
        about=quoted(finding.about, NAME),
        number=quoted(finding.about.removeprefix("target "), NAME),
        arithmetic=_worded(enquiry, finding.arithmetic or ""),
        message=quoted(finding.message, MESSAGE),
        several=several,
    )
    # A rule that calculated nothing leaves its colon with nothing behind it.
    return re.sub(r"\s*:\s*\.$", ".", " ".join(text.split()))


def _subject(enquiry: Enquiry, about: str) -> str:
    """The name of what a finding is about; a short one with that of its whole: "Nữ (Cán bộ … hiện có)"."""
    name, indicators = quoted(subject(about, enquiry.catalogue, "vi"), NAME), enquiry.catalogue.indicators
    known = indicators.get(about)
    whole = indicators.get(known.parent) if known is not None and known.parent is not None else None
    return f"{name} ({whole.label('vi')})" if whole is not None and len(name) <= LABEL else name


def _worded(enquiry: Enquiry, arithmetic: str) -> str:
    """Arithmetic with words for the auditor's signs: how often a date stands, what a target demands."""
    words = enquiry.questions.letter
    for sign, said in words.signs.items():
        arithmetic = arithmetic.replace(sign, said)
    counted = _TIMES.sub(lambda found: f" ({words.times.format(n=f'{int(found[1]):02d}')})", arithmetic)
    return _DEMAND.sub(lambda found: words.required.format(demand=found[1]), counted)


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "1, 5 và 6"."""
    distinct = list(dict.fromkeys(names))
    return distinct[0] if len(distinct) == 1 else f"{', '.join(distinct[:-1])} và {distinct[-1]}"


def _quotes(enquiry: Enquiry, wording: Wording, finding: Finding) -> str:
    """The places of a finding in the report's own words, those on one place together; numbers alone say nothing."""
    words, places = enquiry.questions.letter, Places(enquiry.report)
    own = _evidence(enquiry.report, wording, finding)
    evidence = [anchor for anchor in own if not _NUMBER_ALONE.fullmatch(anchor.quote)]
    shown = evidence if len(evidence) <= QUOTES else [*evidence[: QUOTES - 1], evidence[-1]]
    by_place: list[tuple[str, list[str]]] = []
    for anchor in shown:
        place = _place(enquiry, places, anchor)
        quote = f"“{_cells(quoted(anchor.quote, QUOTE))}”"
        if by_place and by_place[-1][0] == place:
            by_place[-1][1].append(quote)
        else:
            by_place.append((place, [quote]))
    if not by_place:
        cells = list(dict.fromkeys(filter(None, (_place(enquiry, places, anchor) for anchor in own))))
        return words.cells.format(places="; ".join(cells)) if cells else ""
    text = "; ".join(f"{', '.join(quotes)}{f' ({place})' if place else ''}" for place, quotes in by_place)
    left = len(evidence) - len(shown)
    return words.quoted.format(quotes=text + (words.and_others.format(n=f"{left:02d}") if left else ""))


def _cells(quote: str) -> str:
    """Cells of a table as a sentence lists them, after the row's label.

    >>> _cells("Tuổi dưới 30 | 21"), _cells("2023 | 109 | 19,3"), _cells("52 người")
    ('Tuổi dưới 30: 21', '2023: 109; 19,3', '52 người')
    """
    return quote.replace(" | ", ": ", 1).replace(" | ", "; ")


def _evidence(report: Report, wording: Wording, finding: Finding) -> tuple[Anchor, ...]:
    if wording.quotes == "all":
        return finding.evidence
    of_targets = {
        (anchor.start, anchor.end): target.number
        for target in report.targets
        for anchor in (target.anchor, target.text_anchor)
        if anchor is not None
    }
    own = finding.about.removeprefix("target ")
    numbers = {of_targets.get((anchor.start, anchor.end)) for anchor in finding.evidence} - {None}
    if wording.quotes == "own target":
        # An objective that no target answers has the places of all targets as evidence, and none is its own.
        return finding.evidence if numbers <= {own} else ()
    return tuple(anchor for anchor in finding.evidence if (anchor.start, anchor.end) not in of_targets)


def _place(enquiry: Enquiry, places: Places, anchor: Anchor) -> str:
    """Page and section as a letter names them: "trang 3, mục II.2 phần I"."""
    page = "" if anchor.page is None else enquiry.questions.letter.page.format(page=anchor.page)
    return ", ".join(filter(None, (page, places.formal(anchor))))


def _detail(enquiry: Enquiry, wording: Wording, finding: Finding) -> str:
    """What the rule adds to its sentence, as the question puts it; a verdict quoted once more adds nothing."""
    rule = enquiry.catalogue.rules.get(finding.rule)
    if rule is None or wording.detail is None:
        return ""
    detail = detail_of(rule.template(finding.outcome, "vi"), finding, subject(finding.about, enquiry.catalogue, "vi"))
    return wording.detail.format(detail=detail) if detail and not detail.startswith("“") else ""


def detail_of(template: str, finding: Finding, subject_name: str) -> str:
    """What stands for {detail} at the end of a message; empty if the template has none there or does not fit.

    >>> found = Finding(rule="r", severity="info", outcome="holds", about="x", message="X: sai (1 > 0). Theo bảng 2.",
    ...                 arithmetic="1 > 0")
    >>> detail_of("{subject}: sai ({arithmetic}). {detail}", found, "X")
    'Theo bảng 2.'
    """
    before, field, after = template.partition("{detail}")
    if not field or after.strip():
        return ""
    number = finding.about.removeprefix("target ")
    start = " ".join(
        before.format(
            subject=subject_name, about=finding.about, number=number, arithmetic=finding.arithmetic or ""
        ).split()
    )
    return finding.message.removeprefix(start).strip() if finding.message.startswith(start) else ""
