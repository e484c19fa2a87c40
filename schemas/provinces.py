"""Provinces by the names that reports print."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache

from schemas.catalogue_records import Province

_MARKED_SECOND = {
    # New placement (oà, oè, uỳ) → old placement (òa, òe, ùy): the same syllable, both spellings correct.
    first + second: tone_first + bare
    for first, bare, pairs in (
        ("o", "a", {"à": "ò", "á": "ó", "ả": "ỏ", "ã": "õ", "ạ": "ọ"}),
        ("o", "e", {"è": "ò", "é": "ó", "ẻ": "ỏ", "ẽ": "õ", "ẹ": "ọ"}),
        ("u", "y", {"ỳ": "ù", "ý": "ú", "ỷ": "ủ", "ỹ": "ũ", "ỵ": "ụ"}),
    )
    for second, tone_first in pairs.items()
}
_LOOKALIKES = str.maketrans({"ð": "đ", "ɖ": "đ", "–": "-", "—": "-", "‑": "-", "‐": "-", "\u00a0": " ", "\u202f": " "})
_CONTEXT = re.compile(r"(?:tỉnh|thành phố|tp\.?|lđlđ|lđld|liên đoàn lao động)\s{1,3}$")
_COMMON_NOUNS = frozenset({"thành", "phố", "tp", "thủ", "đô", "tỉnh"})
_TOKEN = re.compile(r"\w+|-")


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """The text in the spelling that names are compared in, of the same length as `NFC(text)`.

    Lower case, one tone placement, Đ for its look-alikes, one kind of dash.

    >>> name_key("Hoà Bình") == name_key("HÒA BÌNH")
    True
    >>> name_key("Ðắk Nông")
    'đắk nông'
    """
    nfc = unicodedata.normalize("NFC", text)
    lower = "".join(low if len(low := char.lower()) == 1 else char for char in nfc).translate(_LOOKALIKES)
    for new, old in _MARKED_SECOND.items():
        lower = lower.replace(new, old)
    return lower


def _pattern(name: str) -> str:
    """Words with any blanks between them, a dash with or without blanks, dots that may be missing."""
    tokens = _TOKEN.findall(name_key(name))
    pieces: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token == "-":
            pieces.append(r"\s{0,2}-\s{0,2}")
            continue
        if before is not None and before != "-":
            pieces.append(r"(?:\.\s{0,2}|\s{1,3})")
        pieces.append(re.escape(token))
    return "".join(pieces)


class Gazetteer:
    """The names and aliases of one era's provinces."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self.provinces = tuple(provinces)

    @cached_property
    def _named(self) -> dict[str, Province]:
        return {f"n{index}": province for index, (_, province) in enumerate(self._by_length)}

    @cached_property
    def _by_length(self) -> list[tuple[str, Province]]:
        names = {
            (_pattern(name), province) for province in self.provinces for name in (province.name, *province.aliases)
        }
        return sorted(names, key=lambda pair: (-len(pair[0]), pair[0], pair[1].code))

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        alternatives = "|".join(f"(?P<n{index}>{pattern})" for index, (pattern, _) in enumerate(self._by_length))
        return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def find(self, text: str) -> Province | None:
        """The province that the text names, or null.

        A name counts where it is printed as a name: each word starts with a capital, so that "hòa
        bình" (peace) is no province. A name after "tỉnh", "thành phố", "LĐLĐ" goes before one without;
        among equals the first counts, and at one place the longest ("Thừa Thiên Huế" before "Huế").
        """
        printed = unicodedata.normalize("NFC", text)
        key = name_key(text)
        bare: Province | None = None
        for match in self._regex.finditer(key):
            words = _TOKEN.findall(printed[match.start() : match.end()])
            if any(word[0].islower() and word.lower() not in _COMMON_NOUNS for word in words):
                continue
            province = self._named[str(match.lastgroup)]
            if _CONTEXT.search(key, max(0, match.start() - 25), match.start()):
                return province
            bare = bare or province
        return bare
