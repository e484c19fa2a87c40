"""UTF-8 that was read as a Western code page ("Tá»•ng" for "Tổng"), put right again.

Every byte of a letter outside ASCII became a character of its own. The damage is undone where the
characters go back to bytes that are UTF-8 and the result spells Vietnamese better than what stood there.
"""

from dataclasses import dataclass
from functools import cache

import regex

from extractor.readers.syllables import spelling

CODE_PAGES = ("cp1252", "cp1258", "mac_roman")
"""Windows Western, Windows Vietnamese and old Macintosh: what a report is opened with by mistake."""
_LEADS = {2: range(0xC2, 0xE0), 3: range(0xE1, 0xF0)}
_CONTINUES = range(0x80, 0xC0)
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text with its mojibake undone; `letters` is how many letters that gave back, `page` the code page."""

    text: str
    letters: int = 0
    page: str = ""


def repair(text: str) -> Repaired:
    """The text as it was before it was read with the wrong code page, if it was.

    >>> repair("Tá»•ng sá»‘ cÃ¡n bá»™: 52 ngÆ°á»\\x9di").text
    'Tổng số cán bộ: 52 người'
    >>> repair("Tổng số cán bộ: 52 người").letters
    0
    """
    done = Repaired(text)
    for _ in range(_ROUNDS):
        best = max((_by_lines(done.text, page) for page in CODE_PAGES), key=lambda it: it.letters)
        if best.letters < 2:
            break
        done = Repaired(best.text, done.letters + best.letters, best.page)
    return done


def _by_lines(text: str, page: str) -> Repaired:
    """The text with those lines undone that are not worse so: "XÃ HỘI" in a sound line is no "XàHỘI".

    No letter counts as given back unless some line spells better.
    """
    kept, count, helped = [], 0, False
    for line in text.splitlines(keepends=True):
        undone = _undone(line, page)
        new, old = spelling(undone.text), spelling(line)
        if undone.letters and new.wrong <= old.wrong and new.right >= old.right:
            kept.append(undone.text)
            count += undone.letters
            helped = helped or new.share > old.share
        else:
            kept.append(line)
    return Repaired("".join(kept), count, page) if helped else Repaired(text)


def _undone(text: str, page: str) -> Repaired:
    pattern, codes = _sequences(page)
    count = 0

    def letter(match: regex.Match[str]) -> str:
        nonlocal count
        shown = match[0]
        # The no-break space inside a damaged letter is often turned to a plain one on the way ("lÃ " for "là").
        raw = bytes(codes[character] if character != " " else 0xA0 for character in shown)
        try:
            read = raw.decode("utf-8")
        except UnicodeDecodeError:
            return str(shown)
        count += 1
        return read

    return Repaired(pattern.sub(letter, text), count, page)


@cache
def _sequences(page: str) -> tuple[regex.Pattern[str], dict[str, int]]:
    """What the bytes of one UTF-8 letter look like in a code page, and the byte of each character."""
    codes: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            shown = bytes([byte]).decode(page)
        except UnicodeDecodeError:
            shown = chr(byte)
        codes.setdefault(shown, byte)
        if byte < 0xA0:
            # A byte without a character comes out as a control character where the program is lenient.
            codes.setdefault(chr(byte), byte)
    by_byte: dict[int, str] = {}
    for character, byte in codes.items():
        by_byte[byte] = by_byte.get(byte, "") + regex.escape(character)
    continuing = "".join(by_byte.get(byte, "") for byte in _CONTINUES)
    parts = []
    for length in (3, 2):
        lead = "".join(by_byte.get(byte, "") for byte in _LEADS[length])
        parts.append(f"[{lead}]" + f"[{continuing}]" * (length - 2) + f"(?:[{continuing}]|(?<!{by_byte[0xC2]})\\x20)")
    return regex.compile("|".join(parts)), codes
