"""The sign and the arithmetic of a finding, without characters that would command a terminal."""

from extractor.documents.markup import clean
from schemas.finding import Finding, Outcome

SIGNS: dict[Outcome, str] = {"holds": "✓", "broken": "✗", "cannot_tell": "?"}


def arithmetic(finding: Finding) -> str:
    """The check written out with its result: "20 + 2 + 30 = 52 ✓"; empty where the rule calculates nothing."""
    text = clean(finding.arithmetic or "")
    if not text or any(sign in text for sign in "✓✗"):
        return text
    return f"{text} {SIGNS[finding.outcome]}"


def message(finding: Finding) -> str:
    """The finding's sentence without the arithmetic, which is shown apart."""
    said = finding.message
    if finding.arithmetic:
        said = said.replace(f" ({finding.arithmetic})", "").replace(f"; {finding.arithmetic}", ".")
    return clean(said)
