"""The reporting unit's own name for itself: in the report of a central sector union "công đoàn ngành" is that union.

In the report of a province the same words count the sector unions below it.
"""

import regex

from extractor.layers.concepts import ConceptSpan
from extractor.lexicon.concepts import load_concepts

_HEAD = 1500
"""Characters from the top in which a report says whose it is."""
_CENTRAL = regex.compile(r"công đoàn (?:ngành )?(?!việt nam)[\p{L}&,\- ]{3,70}? việt nam(?!\w)")
_PROVINCE = regex.compile(r"(?:liên đoàn lao động|lđlđ) (?:tỉnh|thành phố|tp)(?!\w)")
_OFFICE = regex.compile(r"(?:cơ quan|văn phòng) $")
_OTHERS = regex.compile(r" (?:địa phương|khác|nghề|cấp tỉnh|các tỉnh|trung ương khác)(?!\w)")
_COUNTED = regex.compile(r"[0-9] $|(?<!\w)(?:các|những|một số|hai|ba|bốn|năm) $")


def with_own_union(
    folded: str, concepts: list[ConceptSpan], without: frozenset[str] = frozenset()
) -> list[ConceptSpan]:
    """The concepts, "công đoàn ngành" and its office being the reporting union where the report is a central one's."""
    central, province = _CENTRAL.search(folded, 0, _HEAD), _PROVINCE.search(folded, 0, _HEAD)
    if central is None or (province is not None and province.start() < central.start()):
        return concepts
    office = load_concepts(without).by_id["PROVINCIAL_OFFICE"]
    found = []
    for span in concepts:
        before = folded[max(0, span.start - 12) : span.start]
        if span.concept.id != "SECTOR_UNION" or _OTHERS.match(folded, span.end) or _COUNTED.search(before):
            found.append(span)
        elif (match := _OFFICE.search(before)) and not (found and found[-1].end > span.start - len(match[0])):
            found.append(ConceptSpan(span.start - len(match[0]), span.end, office, span.exact))
    return found
