"""The kind of a cited document: what the word beside the number says, else what the number allows."""

from extractor.language.citation_data import DocumentType
from extractor.language.citation_numbers import DocumentNumber, types_of


def kind_of(number: DocumentNumber, word: DocumentType | None, *, abbreviated: bool) -> tuple[str, bool]:
    """The name of the kind, and whether it is inferred from the number.

    QĐ is the code of quyết định and of quy định. Without a word ("QĐ 65-QĐ/TW") the Party's punctuation
    makes it a quy định, save for the personnel decisions marked NS.
    """
    if word is not None and word.key == "CV" and number.type_code not in (None, *word.codes):
        word = None  # "các văn bản 212/QĐ-CĐNN, 07/QC-CĐNN": a general word, and the number says which
    if word is not None:
        joint = word.name == "Thông tư" and number.type_code == "TTLT"
        return ("Thông tư liên tịch" if joint else word.name), False
    names = [possible.name for possible in types_of(number)]
    if {"Quy định", "Quyết định"} <= set(names) or (not names and abbreviated and not number.full):
        return ("Quy định" if number.party and "NS" not in number.codes else "Quyết định"), True
    if "Thông tri" in names and number.party:
        return "Thông tri", True
    return (names[0] if names else _by_issuer(number)), True


def _by_issuer(number: DocumentNumber) -> str:
    codes = {issuer.code for issuer in number.issuers}
    if "QH" in codes:
        return "Luật"
    return "Pháp lệnh" if "UBTVQH" in codes else "Công văn"
