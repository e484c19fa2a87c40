"""An audit on the terminal: what is broken with quote and arithmetic, what holds, what nothing checked."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.audit_views.explanations import title_of
from extractor.audit_views.places import Places, compared, is_whole, quoted, subject
from extractor.audit_views.signs import SIGNS, arithmetic, message
from extractor.audit_views.words import word
from extractor.cli.screen import SEVERITY_STYLES, show
from schemas.catalogue import Catalogue, Lang
from schemas.facts import Figure
from schemas.finding import SEVERITIES, AuditedReport, Finding
from schemas.report import Report

WIDE = 120
"""From so many columns on the quotes stand beside the finding, not below it."""
FEW_PLACES, FEW_CHECKS = 5, 8
QUOTE = 140
_STYLES = {"holds": "green", "cannot_tell": "cyan"}
_COUNTS = {"error": "errors", "warning": "warnings", "info": "infos"}


class AuditScreen:
    """Shows one report after the other; `everything` lists also what is otherwise only counted."""

    def __init__(self, catalogue: Catalogue, lang: Lang, *, everything: bool = False) -> None:
        self._catalogue = catalogue
        self._lang = lang
        self._everything = everything
        self._console = Console(highlight=False)

    def show(self, name: str, report: Report, audited: AuditedReport) -> None:
        """The findings of one report, worst first."""
        places = Places(report)
        show(f"{name}: {self._verdict(audited)}", self._style(audited))
        if not audited.findings:
            show(word("nothing_checked", self._lang), "dim")
        for severity in SEVERITIES:
            broken = [f for f in audited.findings if f.outcome == "broken" and f.severity == severity]
            self._findings(word(f"title.{severity}", self._lang), broken, places, SEVERITY_STYLES[severity])
        unknown = [f for f in audited.findings if f.outcome == "cannot_tell"]
        self._findings(word("title.cannot_tell", self._lang), unknown, places, _STYLES["cannot_tell"])
        holding = [f for f in audited.findings if f.outcome == "holds"]
        if self._everything:
            self._findings(word("title.holds", self._lang), holding, places, _STYLES["holds"])
        else:
            self._holding(holding)
        self._coverage(report, audited)

    def _verdict(self, audited: AuditedReport) -> str:
        counts = []
        for severity in SEVERITIES:
            n = sum(f.outcome == "broken" and f.severity == severity for f in audited.findings)
            if n or severity == "error":
                counts.append(word(_COUNTS[severity], self._lang, n=n))
        for outcome, key in (("cannot_tell", "undecided"), ("holds", "holding")):
            n = sum(f.outcome == outcome for f in audited.findings)
            if n or outcome == "holds":
                counts.append(word(key, self._lang, n=n))
        return " · ".join(counts)

    def _style(self, audited: AuditedReport) -> str:
        broken = [f.severity for f in audited.findings if f.outcome == "broken"]
        worst = min(broken, key=SEVERITIES.index, default=None)
        return "bold green" if worst is None else SEVERITY_STYLES[worst]

    # Findings ----------------------------------------------------------------------------------

    def _findings(self, title: str, findings: Sequence[Finding], places: Places, style: str) -> None:
        if not findings:
            return
        wide = self._console.width >= WIDE
        table = self._table(f"{title} ({len(findings)})", style)
        table.add_column(word("check", self._lang), overflow="fold", ratio=2 if wide else 3)
        table.add_column(word("finding", self._lang), overflow="fold", ratio=3 if wide else 7)
        if wide:
            table.add_column(word("quotes", self._lang), overflow="fold", ratio=4)
        for finding in findings:
            said, quotes = self._said(finding, style), self._quotes(finding, places)
            cells = [self._named(finding), said, quotes] if wide else [self._named(finding), _lines(said, quotes)]
            table.add_row(*cells)
        self._console.print(table)

    def _table(self, title: str, style: str) -> Table:
        return Table(
            title=Text(title, style=style),
            title_justify="left",
            header_style="bold",
            show_lines=True,
            width=self._console.width,
        )

    def _named(self, finding: Finding) -> Text:
        named = Text(title_of(finding, self._catalogue, self._lang), style="bold")
        return _lines(named, Text(subject(finding.about, self._catalogue, self._lang)), Text(finding.rule, style="dim"))

    def _said(self, finding: Finding, style: str) -> Text:
        return _lines(Text(arithmetic(finding), style=f"bold {style}"), Text(message(finding)))

    def _quotes(self, finding: Finding, places: Places) -> Text:
        evidence = finding.evidence
        few = (
            evidence if self._everything or len(evidence) <= FEW_PLACES else (*evidence[: FEW_PLACES - 1], evidence[-1])
        )
        quotes = []
        for anchor in few:
            place = places.text(anchor, self._lang)
            text = Text(f"“{quoted(anchor.quote, QUOTE)}”", style="italic")
            quotes.append(text.append(f" ({place})", style="not italic dim") if place else text)
        if len(few) < len(evidence):
            quotes.append(Text(word("more_places", self._lang, n=len(evidence) - len(few)), style="dim"))
        others = finding.others if self._everything else finding.others[:FEW_PLACES]
        quotes += [Text(compared(other, self._lang), style="dim") for other in others]
        if len(others) < len(finding.others):
            quotes.append(Text(word("more_reports", self._lang, n=len(finding.others) - len(others)), style="dim"))
        return _lines(*quotes)

    def _holding(self, findings: Sequence[Finding]) -> None:
        """The checks that hold, one a line, those that calculated with figures first: they say what was verified."""
        if not findings:
            return
        show(f"{word('title.holds', self._lang)} ({len(findings)})", _STYLES["holds"])
        ranked = sorted(findings, key=lambda finding: (not finding.arithmetic, not finding.figures))
        for finding in ranked[:FEW_CHECKS]:
            about = self._about(finding)
            line = Text.assemble(
                (f"  {SIGNS['holds']} ", "green"), f"{about}: ", finding.arithmetic or message(finding)
            )
            self._console.print(line, no_wrap=True, overflow="ellipsis")
        if len(ranked) > FEW_CHECKS:
            show(f"  {word('more_checks', self._lang, n=len(ranked) - FEW_CHECKS)}", "dim")

    def _about(self, finding: Finding) -> str:
        """What a check that holds is about; what it compares, where it is about the report as a whole."""
        if is_whole(finding.about):
            return title_of(finding, self._catalogue, self._lang)
        return subject(finding.about, self._catalogue, self._lang)

    # Coverage ----------------------------------------------------------------------------------

    def _coverage(self, report: Report, audited: AuditedReport) -> None:
        coverage = audited.coverage
        if not coverage.figures:
            show(word("no_figures", self._lang) + "\n", "yellow")
            return
        untouched = len(coverage.untouched)
        said = word("coverage", self._lang, figures=coverage.figures, checked=coverage.checked, untouched=untouched)
        if untouched and not self._everything:
            said += f" {word('see_all', self._lang)}"
        show(said)
        if untouched and self._everything:
            by_id = {figure.id: figure for figure in report.figures}
            self._untouched([by_id[id] for id in coverage.untouched], Places(report))
        show("")

    def _untouched(self, figures: Sequence[Figure], places: Places) -> None:
        table = self._table(f"{word('title.untouched', self._lang)} ({len(figures)})", "bold")
        table.add_column(word("indicator", self._lang), overflow="fold", ratio=3)
        table.add_column(word("quotes", self._lang), overflow="fold", ratio=5)
        for figure in figures:
            quote = f"“{quoted(figure.anchor.quote, QUOTE)}” ({places.text(figure.anchor, self._lang)})"
            table.add_row(Text(subject(figure.indicator, self._catalogue, self._lang)), Text(quote))
        self._console.print(table)


def _lines(*texts: Text) -> Text:
    return Text("\n").join(text for text in texts if text.plain)
