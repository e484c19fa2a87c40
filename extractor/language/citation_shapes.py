"""The words around a document number: kind, "số", date, issuer, term; and documents cited by name.

All patterns run on text without marks and case (`bare`), of the same length as the text, unless the
name says otherwise. Every quantifier is bounded, so the time is linear in the text.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from extractor.language.citation_data import DocumentType, bare, counted_words, document_types, laws

TIMEOUT = 20.0
"""Seconds after which a pattern gives up on a hostile text."""

Form = Literal["full", "short", "title"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place of the text that cites a document.

    `start:end` holds kind, number, date, issuer and term as far as they are printed together;
    `number_start:number_end` the number alone (for a document cited by name: the name).
    `number` is the canonical spelling, `printed` the one on the page; a short form has the bare
    number. `type_inferred`: no word says the kind, it follows from the number. `inherited`: kind or
    symbol come from the list it stands in. `issued` is a date, or its month or year; `lead` tells
    that it was printed before ("Ngày 18/3/2019, … ban hành Kế hoạch số 29"). `issuer` is as
    printed, or (`issuer_inferred`) the lexicon's name for the suffix. `term` is the khóa beside it.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    type: str
    number: str | None
    printed: str
    form: Form
    issued: str | None = None
    issuer: str | None = None
    issuer_code: str | None = None
    term: str | None = None
    name: str | None = None
    title_after: str | None = None
    type_inferred: bool = False
    inherited: bool = False
    lead: bool = False
    serial: str | None = None
    year: str | None = None
    place: str | None = None
    issuer_inferred: bool = False


_LOST_BLANK = r" {0,2}"


def word_pattern(phrase: str) -> str:
    """The phrase as a pattern: marks dropped, a blank between syllables may be lost."""
    return _LOST_BLANK.join(regex.escape(word) for word in bare(phrase).split())


def either(alternatives: list[str]) -> str:
    """The alternatives as one pattern, the longest first."""
    return "|".join(sorted(alternatives, key=len, reverse=True))


@cache
def type_words() -> tuple[re.Pattern[str], dict[str, DocumentType]]:
    """The pattern of the words for kinds of documents (on bare text), and the kind of each."""
    by_word = {bare(word).replace(" ", "").replace(",", ""): kind for kind in document_types() for word in kind.words}
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for word in (word for kind in document_types() for word in kind.words):
        first, _, rest = word_pattern(word).partition(_LOST_BLANK)
        by_first[first].append(rest and _LOST_BLANK + rest)
    body = either([f"{first}(?:{either(rests)})" for first, rests in by_first.items()])
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W\d_])"), by_word


@cache
def type_abbreviations() -> tuple[regex.Pattern[str], dict[str, DocumentType | None]]:
    """The pattern of the abbreviations (on the text itself) and their kinds; None: QĐ, which has two."""
    table: dict[str, DocumentType | None] = {short: kind for kind in document_types() for short in kind.short}
    table |= {"QĐ": None, "QD": None, "QÐ": None, "ND": table.get("NĐ"), "NÐ": table.get("NĐ"), "CTR": table.get("CTr")}
    pattern = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}/&\-–])(?:{either(list(table))})"
        rf"(?= {{0,3}}(?:[Ss] ?\p{{L}} {{0,3}}[:.]?)? {{0,3}}[0-9OolI]{{0,4}}[0-9])"
    )
    return pattern, table


SO = regex.compile(
    r"(?: ?:(?= ?(?:s[o0]|[0-9])))? {0,3}(?:mang {1,2})?(?:ky hieu {1,2})?(?:s ?[o0](?!\p{L}) {0,2}[:.]?)? {0,3}"
)
HAS_SO = regex.compile(r"(?<!\p{L})s ?[o0](?!\p{L})")
LIST = regex.compile(r" {0,2}(?:[,;] {0,2}(?:va {1,2}|cung {1,2})?|(?:va|cung|hoac|hay) {1,2}|& {0,2})")
PLURAL = regex.compile(r"(?<!\p{L})(?:cac|nhung|hai|ba|bon|nam|0?[2-9]) {1,2}$")

# Between the kind and its number a body or a name may stand: "Kế hoạch của Ban Thường vụ số 29/KH-LĐLĐ".
INTERPOSED = regex.compile(
    r"(?P<between> [^0-9.;:()\n\t\v]{1,70}?) ?(?:, ?)?(?P<so>s ?[o0])(?!\p{L}) {0,2}[:.]? {0,2}(?=[0-9oil])"
)


# "Kế hoạch 12 tháng", "hướng dẫn 15 đơn vị": what counts things is no number of a document.
@cache
def counted() -> regex.Pattern[str]:
    """What follows a number that counts things, on bare text."""
    words = either([word_pattern(word) for word in counted_words()])
    return regex.compile(
        rf" {{0,2}}(?:%|- ?[0-9]|nam(?! {{1,2}}(?:19|20)[0-9]{{2}}(?! ?[-–]))(?!\p{{L}})|"
        rf"ngay(?! {{1,2}}[0-9])(?!\p{{L}})|"
        rf"(?:{words})(?![\p{{L}}/]))"
    )


# A word that may be a verb ("quyết định 12 …") names a document only if the sentence goes on without a noun.
GOES_ON = regex.compile(
    r" {0,2}(?:$|[.,;:()\"”»\n\t\v/]|(?:cua|ve|ngay|nam|da|duoc|la|va|trong|tai|vao|de|khi|thi|theo|den|tu|voi|cho|con|"
    r"doi voi|tren|neu|nay|noi|o|phai|se|cung|nham|nhu|giai doan|do|bang|ban hanh|gan|hoac|sau|truoc|chua|"
    r"dang|moi|khong|quy dinh|yeu cau|de ra|xac dinh|thay the)(?!\p{L}))"
)
POINTS_BACK = regex.compile(r" {0,2}(?:neu tren|noi tren|tren day|ke tren|tren(?!\p{L})|nay(?!\p{L})|da neu|vua neu)")

# After the number.
BEFORE_DATE = regex.compile(
    r" {0,2},? {0,2}(?:\( ?)?(?:(?:deu )?cung(?= ngay) )?"
    r"(?:(?:duoc )?(?:ban hanh|ky(?: ban hanh)?|thong qua|ra) {1,2})?(?:vao {1,2})?"
)
BLANK_DATE = regex.compile(r" {0,2},? {0,2}ngay[ .…_/]{1,30}(?:thang)?[ .…_/]{0,30}(?:nam)?(?= |[;,.]|$)")
TERM = regex.compile(
    r" {0,2},? {0,2}(?P<open>\()? ?(?:khoa|nhiem ky) {0,2}(?:thu {1,2})?"
    r"(?P<term>[ivxl]{1,6}|[0-9]{1,2}(?![0-9]))(?!\p{L})"
    r"(?:,? ?(?:nhiem ky )?[0-9]{4} ?[-–] ?[0-9]{4})?(?(open) ?\)|)"
)
OF = regex.compile(r" {0,2},? {0,2}(?:cua|do) {1,2}")
TITLE = regex.compile(r" {0,2},? {0,2}(?:ve(?: {1,2}viec)? {1,2}|[“\"«] ?)(?P<title>[^\n\t;]{6,120})")
ROMAN_OR_DIGIT = r"(?:[ivxl]{1,6}|[0-9]{1,2})(?![\p{L}0-9])"


@cache
def law_names() -> regex.Pattern[str]:
    """The laws that the lexicon knows by name, on bare text."""
    body = either([" ?,? {0,2}".join(word_pattern(part) for part in law.name.split(",")) for law in laws()])
    return regex.compile(rf"(?:{body})(?!\p{{L}})")


_LAW_WORD = (
    r"(?!(?:va|cua|cac|ve|da|duoc|de|theo|voi|co|la|trong|cho|tu|do|khi|ngay|nham|cung|quy dinh|bo luat|nghi|luat)"
    r"(?!\p{L}))\p{L}{1,12}"
)
LAW_BY_CAPITAL = regex.compile(
    rf"(?:bo {{0,2}})?luat {{1,2}}{_LAW_WORD}(?: ?,? {_LAW_WORD}| (?:o|van ban) | va \p{{L}}{{1,8}}"
    r"|(?<=bao) ve|(?<=dau) tu|(?<=trat) tu|(?<=quan) tu ve|(?<=boi thuong) cua nha nuoc){0,11}?"
    r"(?= ?,? \(?(?:nam )?(?:19|20)[0-9]{2}(?![0-9]))"
)
AMENDING = regex.compile(
    r"luat {1,2}sua doi,? {1,2}bo sung mot so dieu(?: cua)?[^.;:()\n\t\v0-9]{3,140}?"
    r"(?= ?,? (?:nam )?(?:19|20)[0-9]{2}(?![0-9]))"
)
AMENDED = regex.compile(
    r" {0,2}(?:\( ?(?:sua doi|bo sung|sua doi, bo sung) ?\)|sua doi(?:, bo sung)?(?!,? (?:bo sung )?mot so dieu))"
)
LAW_YEAR = regex.compile(
    r" {0,2},? {0,2}(?P<open>\()?(?:nam {1,2})?(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[/.\-][0-9])(?(open) ?\)|)"
)
CHARTER = regex.compile(
    r"(?<!\p{L})dieu le {1,2}(?:cong doan viet nam|dang(?: cong san viet nam)?|"
    r"hoi [\p{L} ]{3,30}?(?= (?:khoa|\(khoa))|doan tncs ho chi minh)(?!\p{L})"
)
CONSTITUTION = regex.compile(r"(?<!\p{L})hien phap(?= (?:nam )?(?:19|20)[0-9]{2})")
CONGRESS = regex.compile(
    rf"(?:nghi {{0,2}}quyet|nq) {{1,2}}(?:cua )?(?:dai hoi|dh)(?!\p{{L}})(?: (?:dai bieu|toan quoc))*+"
    rf"(?P<ordinal> (?:lan {{1,2}}thu {{1,2}})?{ROMAN_OR_DIGIT})?"
)
CONGRESS_ORDINAL = regex.compile(
    rf",? {{1,2}}(?:lan {{1,2}}thu {{1,2}}|khoa {{1,2}}|\(khoa {{1,2}}){ROMAN_OR_DIGIT}\)?"
)
CONGRESS_TERM = regex.compile(r",? {1,2}\(?nhiem ky {1,2}[0-9]{4} ?[-–] ?[0-9]{4}\)?")
PLENUM = regex.compile(
    rf"(?:nghi {{0,2}}quyet|nq) {{1,2}}(?:hoi nghi {{1,2}})?"
    rf"(?:lan {{1,2}}thu {{1,2}}{ROMAN_OR_DIGIT} {{1,2}})?(?:(?:bch|ban chap hanh) )?(?:trung uong|tw) "
    rf"(?:dang )?(?:lan {{1,2}}thu {{1,2}})?{ROMAN_OR_DIGIT} ?,? ?\(?khoa {{1,2}}{ROMAN_OR_DIGIT}"
    rf"(?:(?:,| va) {ROMAN_OR_DIGIT})*+\)?"
)
