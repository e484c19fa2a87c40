"""Abbreviations that a report explains itself: "gọi cán bộ công đoàn chuyên trách là CBCT", "TTCS - trực tiếp cơ sở".

An explained abbreviation stands for the concept of the words that explain it, from there on and in every table.
Only abbreviations without a meaning of their own in the lexicon are taken, and only where the explaining words
end in one concept.
"""

from collections.abc import Callable

import regex

from extractor.layers.concepts import ConceptSpan

_SHORT = r"(?P<short>\p{Lu}(?:[\p{Lu}đ]{1,9}|\p{L}{2,3}(?=\s?[:=]))(?:[ -]\p{Lu}{1,6})?)"
_FORMS = (
    regex.compile(
        rf"(?:gọi|viết)(?: tắt| chung| gọn)* (?P<words>[^;:.()\n]{{6,90}}?) là:? [\"“]?{_SHORT}[\"”]?(?=[\s,.;)]|$)"
    ),
    # "… là "khối trực tiếp" (KTT); cán bộ công đoàn chuyên trách là CBCT": one of a list of them.
    regex.compile(
        rf"(?:^|[:;,] ?)(?P<words>[^;:.()\n]{{6,90}}?) là (?:[\"“][^\"”\n]{{2,30}}[\"”] \()?{_SHORT}\)?(?=[;.\n]|$)",
        regex.MULTILINE,
    ),
    regex.compile(
        rf" \((?:(?:sau đây |dưới đây |từ đây )?(?:gọi|viết)(?: tắt| chung|"
        rf" gọn)*(?: là)?:? )?"
        rf"[\"“]?{_SHORT}[\"”]?\)"
    ),
    # "ĐV (đoàn viên), CBCĐ (cán bộ công đoàn), BC (biên chế)"
    regex.compile(rf"(?<=[;:(,.] |^|\n){_SHORT} \((?P<words>\p{{Ll}}[^;:.()\n]{{5,70}}?)\)", regex.MULTILINE),
    regex.compile(
        rf"(?<=[;:(,.] |^|\n){_SHORT} ?[-–=:] (?P<words>\p{{Ll}}[^;:.()\n]{{5,70}}?)(?=[;.,)\n]|$)", regex.MULTILINE
    ),
)
_FARTHEST = 90
_CLAUSE = regex.compile(r"[^;:.()\n]{6,}$")
_PREFIX = 0.55
# "chứng chỉ LNC": with the words before it, what is abbreviated may name something else.
_TWO_WORDS = regex.compile(r"(?<!\p{L})\p{L}+ \p{L}+ $")


def explained(flow: str, concepts: list[ConceptSpan], find: Callable[[str], list[ConceptSpan]]) -> list[ConceptSpan]:
    """Spans of the abbreviations that the text explains, wherever they stand and no other concept does."""
    taken = bytearray(len(flow) + 1)
    for span in concepts:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    meanings: dict[str, tuple[ConceptSpan, str]] = {}
    for form in _FORMS:
        for match in form.finditer(flow, timeout=5.0):
            if match["short"] in meanings or any(taken[slice(*match.span("short"))]):
                continue
            words = match["words"] if "words" in match.groupdict() else _before(flow, match.start())
            if words is None or words.rstrip().endswith("Việt Nam"):
                continue  # the name of a body, not of a kind of thing
            if (meaning := _meaning(words, find)) is not None:
                meanings[match["short"]] = meaning, words.strip()
    found = []
    for short, (meaning, words) in meanings.items():
        longer: dict[str, ConceptSpan] = {}
        for match in regex.finditer(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(short)}(?![\p{{L}}\p{{N}}])", flow):
            if any(taken[match.start() : match.end()]):
                continue
            before = _TWO_WORDS.search(flow, max(0, match.start() - 20), match.start())
            lead = before[0] if before else ""
            if lead and lead not in longer:
                whole = _meaning(lead + words, find)
                longer[lead] = whole if whole is not None and whole.start < len(lead) else meaning
            own = longer.get(lead, meaning)
            begins = match.start() - (len(lead) - own.start if own is not meaning else 0)
            if not any(taken[begins : match.start()]):
                found.append(ConceptSpan(begins, match.end(), own.concept))
    return found


def _before(flow: str, end: int) -> str | None:
    """The words of the clause before an abbreviation in brackets, or None."""
    words = _CLAUSE.search(flow, max(0, end - _FARTHEST), end)
    return words[0] if words else None


def _meaning(words: str, find: Callable[[str], list[ConceptSpan]]) -> ConceptSpan | None:
    """The one concept that the explaining words end in."""
    own = [span for span in find(words) if span.concept.kind != "neutral"]
    if not own or own[-1].end < len(words.rstrip()) - 12:
        return None
    return (
        own[-1] if len(own) == 1 or own[-1].start > len(words) * _PREFIX or own[-1].end - own[-1].start > 12 else None
    )
