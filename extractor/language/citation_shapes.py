"""The words around a document number: kind, "số", date, issuer, term; and documents cited by name.

All patterns run on text without marks and case (`bare`), of the same length as the text, unless the
name says otherwise. Every quantifier is bounded, so the time is linear in the text.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from extractor.language.citation_data import DocumentType, bare, document_types, issuers, laws

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


def _words(phrase: str) -> str:
    """The phrase as a pattern: marks dropped, a blank between syllables may be lost."""
    return r" {0,2}".join(regex.escape(word) for word in bare(phrase).split())


def _either(alternatives: list[str]) -> str:
    return "|".join(sorted(alternatives, key=len, reverse=True))


@cache
def type_words() -> tuple[regex.Pattern[str], dict[str, DocumentType]]:
    """The pattern of the words for kinds of documents (on bare text), and the kind of each."""
    by_word = {bare(word).replace(" ", "").replace(",", ""): kind for kind in document_types() for word in kind.words}
    body = _either([_words(word) for kind in document_types() for word in kind.words])
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{body})(?!\p{{L}})"), by_word


@cache
def type_abbreviations() -> tuple[regex.Pattern[str], dict[str, DocumentType | None]]:
    """The pattern of the abbreviations (on the text itself) and their kinds; None: QĐ, which has two."""
    table: dict[str, DocumentType | None] = {short: kind for kind in document_types() for short in kind.short}
    table |= {"QĐ": None, "QD": None, "QÐ": None, "ND": table.get("NĐ"), "NÐ": table.get("NĐ"), "CTR": table.get("CTr")}
    pattern = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}/&\-–])(?:{_either(list(table))})(?= {{0,3}}(?:[Ss] ?\p{{L}} {{0,3}}[:.]?)? {{0,3}}[0-9OolI]{{0,4}}[0-9])"
    )
    return pattern, table


SO = regex.compile(r" {0,3}(?:mang {1,2})?(?:ky hieu {1,2})?(?:s ?[o0](?!\p{L}) {0,2}[:.]?)? {0,3}")
HAS_SO = regex.compile(r"(?<!\p{L})s ?[o0](?!\p{L})")
LIST = regex.compile(r" {0,2}(?:[,;] {0,2}(?:va {1,2}|cung {1,2})?|(?:va|cung|hoac|hay) {1,2}|& {0,2})")
PLURAL = regex.compile(r"(?<!\p{L})(?:cac|nhung|hai|ba|bon|nam|0?[2-9]) {1,2}$")

# Between the kind and its number a body or a name may stand: "Kế hoạch của Ban Thường vụ số 29/KH-LĐLĐ".
INTERPOSED = regex.compile(
    r"(?P<between> [^0-9.;:()\n\t\v]{1,70}?) ?(?:, ?)?(?P<so>s ?[o0])(?!\p{L}) {0,2}[:.]? {0,2}(?=[0-9oil])"
)

# "Kế hoạch 12 tháng", "hướng dẫn 15 đơn vị": what counts things is no number of a document.
COUNTED = regex.compile(
    r" {0,2}(?:%|- ?[0-9]|(?:nam(?! {1,2}(?:19|20)[0-9]{2})|thang|ngay(?! {1,2}[0-9])|tuan|gio|quy|nguoi|don vi|truong hop|"
    r"ty|trieu|nghin|dong|cuoc|lop|luot|van ban|nhiem vu|muc tieu|chi tieu|nhom|noi dung|phan|buoc|diem|muc|chuong|dieu|"
    r"khoan|cap|huyen|tinh|xa|phuong|thanh pho|quan|can bo|doan vien|dong chi|d/c|cong doan|cdcs|cap uy|to|so|quyen|bo|tap|"
    r"trang|ban|phong|so nganh|nganh|doanh nghiep|hoi nghi|du an|de an|nghi quyet|quyet dinh|quy dinh|ke hoach|bao cao|"
    r"thanh vien|uy vien|lan|loai|giai phap|cong trinh|mo hinh|suat|can|ha|km|m2|nha|ho|thon|ban|lao dong)(?![\p{L}/]))"
)
POINTS_BACK = regex.compile(r" {0,2}(?:neu tren|noi tren|tren day|ke tren|tren(?!\p{L})|nay(?!\p{L})|da neu|vua neu)")

# After the number.
BEFORE_DATE = regex.compile(
    r" {0,2},? {0,2}(?:\( ?)?(?:(?:duoc )?(?:ban hanh|ky(?: ban hanh)?|thong qua|ra) {1,2})?(?:vao {1,2})?"
)
BLANK_DATE = regex.compile(r" {0,2},? {0,2}ngay[ .…_/]{1,30}(?:thang)?[ .…_/]{0,30}(?:nam)?(?= |[;,.]|$)")
TERM = regex.compile(
    r" {0,2},? {0,2}(?P<open>\()? ?(?:khoa|nhiem ky) {0,2}(?:thu {1,2})?(?P<term>[ivxl]{1,6}|[0-9]{1,2}(?![0-9]))(?!\p{L})"
    r"(?:,? ?(?:nhiem ky )?[0-9]{4} ?[-–] ?[0-9]{4})? ?(?(open)\)|)"
)
OF = regex.compile(r" {0,2},? {0,2}(?:cua|do) {1,2}")
TITLE = regex.compile(r" {0,2},? {0,2}(?:ve(?: {1,2}viec)? {1,2}|[“\"«] ?)(?P<title>[^\n\t;]{6,120})")
ROMAN_OR_DIGIT = r"(?:[ivxl]{1,6}|[0-9]{1,2})(?![\p{L}0-9])"

# An issuer in running text: capitalised words and the small words that stand inside names of bodies.
_GLUE = {
    *["ban", "bo", "chinh", "tri", "chap", "hanh", "thuong", "vu", "doan", "chu", "tich", "bi", "thu", "dang", "uy", "tinh", "thanh", "pho", "huyen", "quan", "thi", "xa", "phuong", "lien", "lao", "dong"],
    *["cong", "to", "chuc", "kiem", "tra", "trung", "uong", "hoi", "nghi", "dai", "bieu", "lan", "thu", "nganh", "khu", "nghiep", "kinh", "te", "toan", "quoc", "viet", "nam", "vien", "y", "giao", "duc"],
    *["nhan", "dan", "hoi", "dong", "thu", "tuong", "truong", "phong", "khoi", "co", "so", "can", "su", "lam", "thoi", "truc", "nuoc", "nha", "mat", "tran", "cap", "tren", "truc", "tiep", "cac", "tong", "ty"],
    *["hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "mot", "nhat", "tu"],
}
_TOKEN = regex.compile(r"(?: {1,2}| ?- |^)?(?P<word>\(?[\p{L}0-9&.]{1,24}\)?)")
_ORDINAL = regex.compile(r"(?:lan {1,2}thu|thu|lan) {1,2}$")

LOCAL_BODY = regex.compile(
    r"(?<!\p{L})(?:tinh|thanh pho|thanh uy|huyen|quan|thi xa|ldld|lien doan lao dong|dang doan|btv|ban thuong vu|cong doan)(?!\p{L})"
)
NATIONAL_BODY = regex.compile(
    r"(?<!\p{L})(?:tong lien doan|tong ldld|tld|trung uong|bo chinh tri|ban bi thu|chinh phu|quoc hoi|bo|viet nam)(?!\p{L})"
)


@cache
def _issuer_names() -> regex.Pattern[str]:
    names = {name for issuer in issuers() for name in (*issuer.written, issuer.name)}
    return regex.compile(rf"(?:{_either([_words(name) for name in names])})(?!\p{{L}})")


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
        rf" {{1,2}}(?=(?:{_either([_words(name) for name in names if len(name) > 4])})(?!\p{{L}}))| {{0,2}},? {{1,2}}(?={plenum})"
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
        low = plain[token.start("word") : token.start("word") + len(word)]
        ordinal = _ORDINAL.search(plain, max(at, token.start("word") - 10), token.start("word")) is not None
        if not (word[0].isupper() or low in _GLUE or ordinal):
            break
        if word[0].isdigit() and not ordinal:
            break
        end = token.start("word") + len(word)
    # A name does not end with a word that only begins the next clause ("… và", "… các").
    while end > at and (tail := plain[at:end].split()) and tail[-1] in ("cac", "so", "thu", "lan") and len(tail) > 1:
        end = at + len(plain[at:end].rstrip()[: -len(tail[-1])].rstrip())
    return end if end > at else None


@cache
def law_names() -> regex.Pattern[str]:
    """The laws that the lexicon knows by name, on bare text."""
    body = _either([_words(law.name).replace(",", r" ?,?") for law in laws()])
    return regex.compile(rf"(?:{body})(?!\p{{L}})")


_LAW_WORD = r"(?!(?:va|cua|cac|ve|da|duoc|de|theo|voi|co|la|trong|cho|tu|do|khi|ngay|nham|cung|quy dinh|bo luat|nghi|luat)(?!\p{L}))\p{L}{1,12}"
LAW_BY_CAPITAL = regex.compile(
    rf"(?:bo {{0,2}})?luat {{1,2}}{_LAW_WORD}(?: ?,? {_LAW_WORD}| (?:o|van ban) | va \p{{L}}{{1,8}}){{0,11}}?(?= ?,? (?:nam )?(?:19|20)[0-9]{{2}}(?![0-9]))"
)
AMENDED = regex.compile(
    r" {0,2}(?:\( ?(?:sua doi|bo sung|sua doi, bo sung) ?\)|sua doi(?:, bo sung)?(?!,? (?:bo sung )?mot so dieu))"
)
LAW_YEAR = regex.compile(
    r" {0,2},? {0,2}(?P<open>\()?(?:nam {1,2})?(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[/.\-][0-9])(?(open) ?\)|)"
)
CHARTER = regex.compile(
    r"(?<!\p{L})dieu le {1,2}(?:cong doan viet nam|dang(?: cong san viet nam)?|hoi [\p{L} ]{3,30}?(?= (?:khoa|\(khoa))|doan tncs ho chi minh)(?!\p{L})"
)
CONSTITUTION = regex.compile(r"(?<!\p{L})hien phap(?= (?:nam )?(?:19|20)[0-9]{2})")
CONGRESS = regex.compile(
    rf"(?:nghi {{0,2}}quyet|nq) {{1,2}}(?:cua )?(?:dai hoi|dh)(?!\p{{L}})(?: (?:dai bieu|toan quoc))*+(?P<ordinal> (?:lan {{1,2}}thu {{1,2}})?{ROMAN_OR_DIGIT})?"
)
CONGRESS_ORDINAL = regex.compile(
    rf",? {{1,2}}(?:lan {{1,2}}thu {{1,2}}|khoa {{1,2}}|\(khoa {{1,2}}){ROMAN_OR_DIGIT}\)?"
)
CONGRESS_TERM = regex.compile(r",? {1,2}\(?nhiem ky {1,2}[0-9]{4} ?[-–] ?[0-9]{4}\)?")
PLENUM = regex.compile(
    rf"(?:nghi {{0,2}}quyet|nq) {{1,2}}(?:hoi nghi {{1,2}})?(?:lan {{1,2}}thu {{1,2}}{ROMAN_OR_DIGIT} {{1,2}})?(?:(?:bch|ban chap hanh) )?(?:trung uong|tw) "
    rf"(?:dang )?(?:lan {{1,2}}thu {{1,2}})?{ROMAN_OR_DIGIT} ?,? ?\(?khoa {{1,2}}{ROMAN_OR_DIGIT}\)?"
)
