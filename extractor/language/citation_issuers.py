"""Issuers beside a number: the body that the words name, and its code.

The suffix of a national body says who issued the document; that of a local one (LĐLĐ, ĐĐ, TU) leaves
the place to the words or to the report; a bare committee (BCH, BTV) leaves even the level.
"""

from functools import cache

import regex

from extractor.language.citation_data import bare, issuers, issuers_by_suffix
from extractor.language.citation_numbers import DocumentNumber, read_number
from extractor.language.citation_shapes import either, word_pattern
from extractor.language.folding import fold

# An issuer in running text: capitalised words and the small words that stand inside names of bodies.
_GLUE_WORDS = """
    ban bộ chính trị chấp hành thường vụ đoàn chủ tịch bí thư đảng ủy tỉnh thành phố huyện quận thị xã phường liên lao
    động công tổ chức kiểm tra trung ương hội nghị đại biểu lần thứ ngành khu nghiệp kinh tế toàn quốc việt nam viên y
    giáo dục nhân dân tướng trưởng phòng khối cơ sở cán sự lâm thời trực nước nhà mặt trận cấp trên tiếp các tổng ty
    hai ba bốn năm sáu bảy tám chín mười mươi một nhất tư
"""
_GLUE = frozenset(_GLUE_WORDS.split())
_TOKEN = regex.compile(r"(?: {1,2}| ?- |^)?(?P<word>\(?[\p{L}0-9&.]{1,24}\)?)")
_ORDINAL = regex.compile(r"(?:lan {1,2}thu|thu|lan|hoi nghi trung uong|hoi nghi tw) {1,2}$")

_LOCAL_BODY = regex.compile(
    r"(?<!\p{L})(?:tinh|thanh pho|thanh uy|huyen|quan|thi xa|ldld|lien doan lao dong|dang doan|btv|"
    r"ban thuong vu|cong doan)(?!\p{L})"
)
_NATIONAL_BODY = regex.compile(
    r"(?<!\p{L})(?:tong lien doan|tong ldld|tld|trung uong|bo chinh tri|ban bi thu|chinh phu|"
    r"quoc hoi|bo|viet nam)(?!\p{L})"
)


@cache
def _issuer_names() -> regex.Pattern[str]:
    names = {name for issuer in issuers() for name in (*issuer.written, issuer.name)}
    return regex.compile(rf"(?:{either([word_pattern(name) for name in names])})(?!\p{{L}})")


@cache
def adjacent_bodies() -> regex.Pattern[str]:
    """National bodies and plenums that may follow the date without "của"."""
    names = [
        name
        for issuer in issuers()
        if issuer.scope == "national" and issuer.code != "TLD-DCT"
        for name in issuer.written
    ]
    plenum = r"hoi nghi(?: ban chap hanh| bch)?(?: trung uong)? lan {1,2}thu"
    return regex.compile(
        rf" {{1,2}}(?=(?:{either([word_pattern(name) for name in names if len(name) > 4])})(?!\p{{L}}))"
        rf"| {{0,2}},? {{1,2}}(?={plenum})"
    )


def issuer_phrase(text: str, plain: str, at: int) -> int | None:
    """The end of the name of a body that begins at `at`, or None if none begins there."""
    end = at
    if match := _issuer_names().match(plain, at):
        end = match.end()
    elif not (at < len(text) and text[at].isupper()) and not regex.match(
        r"(?:tinh|thanh|huyen|quan|thi) ", plain[at : at + 8]
    ):
        return None
    limit = at + 160
    while end < limit:
        token = _TOKEN.match(text, end)
        if token is None or (end > at and token.start("word") == end):
            break
        word = token["word"].strip(".")
        if "(" in word or ")" in word or not word:
            break
        ordinal = _ORDINAL.search(plain, max(at, token.start("word") - 22), token.start("word")) is not None
        if not (word[0].isupper() or fold(word) in _GLUE or (ordinal and word.isdigit())):
            break
        if word[0].isdigit() and not ordinal:
            break
        end = token.start("word") + len(word)
    # A name does not end with a word that only begins what follows ("… các", "… lần thứ").
    while (
        end > at and (tail := text[at:end].split()) and fold(tail[-1]) in ("các", "số", "thứ", "lần") and len(tail) > 1
    ):
        end = at + len(text[at:end].rstrip()[: -len(tail[-1])].rstrip())
    return end if end > at else None


def can_issue(number: DocumentNumber, words: str) -> bool:
    """Whether the body in `words` (bare) can have issued the number.

    "Báo cáo thực hiện Nghị quyết số 03/NQ-TLĐ của LĐLĐ tỉnh": the report is the federation's, not the resolution.
    """
    if number.full and not all(issuer.scope == "national" for issuer in number.issuers):
        return True
    return not _LOCAL_BODY.search(words) or _NATIONAL_BODY.search(words) is not None


def citation_suffixes(number: str) -> list[str]:
    """The known issuer suffixes in a canonical number, in order.

    >>> citation_suffixes("01/2016/TTLT-BNV-BTC"), citation_suffixes("50/2024/QH15")
    (['BNV', 'BTC'], ['QH15'])
    """
    read = read_number(number, 0)
    if read is None:
        return []
    suffixes = issuers_by_suffix()
    rest = read.codes[1:] if read.type_code else read.codes[:1]
    return [code for code in rest if code.rstrip("0123456789") in suffixes]


@cache
def _places() -> regex.Pattern[str]:
    # The place of a local body: capitalised words after the word for its level.
    return regex.compile(
        r"(?:(?P<level>[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã)(?P<committee>\s[uủ][ỷyủu]|ủy|uỷ)?)"
        r"\s(?P<name>\p{Lu}[\p{L}\-]*(?:\s(?:-\s)?\p{Lu}[\p{L}\-]*){0,4})"
    )


def issuer_code(suffixes: list[str], words: str | None) -> tuple[str | None, str | None]:
    """The issuer's code, and the place where the words beside the number name one.

    BCH and BTV alone do not tell the level; the words do: "Ban Chấp hành Tổng Liên đoàn" is TLD.
    """
    plain = bare(words or "")
    place = None
    if words and (match := _places().search(words)):
        place = "".join(part[:1].upper() + part[1:] for part in bare(match["name"]).replace("-", " ").split())
        if bare(match["level"]) in ("huyen", "quan", "thi xa"):
            place = "Huyen" + place
    table = issuers_by_suffix()
    known = [table[suffix.rstrip("0123456789")] for suffix in suffixes]
    if not known:
        return None, place
    code = "+".join(dict.fromkeys(issuer.code for issuer in known))
    if any(issuer.scope == "body" for issuer in known):
        if "tong lien doan" in plain or regex.search(r"(?<!\p{L})tld(?!\p{L})", plain):
            return "TLD", place
        if "lien doan lao dong" in plain or "ldld" in plain:
            return "LDLD", place
    if code == "DD" and ("tong lien doan" in plain or "tld" in plain.split()):
        return "DD-TLD", place
    return code, place
