"""Spells numbers in Vietnamese words, written for the tests apart from the program's own reading of them."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(number: int, *, thousand: str = "nghìn", odd: str = "lẻ") -> str:
    """A number from 1 to 9,999,999 as it is read aloud.

    `thousand` is nghìn or ngàn; `odd` is the word for empty tens, lẻ or linh.

    >>> spell(21), spell(105), spell(1015), spell(2024)
    ('hai mươi mốt', 'một trăm lẻ năm', 'một nghìn không trăm mười lăm', 'hai nghìn không trăm hai mươi bốn')
    """
    groups = []
    for scale, word in ((1_000_000, "triệu"), (1_000, thousand), (1, "")):
        count, number = divmod(number, scale)
        if count:
            groups.append(" ".join(filter(None, (_below_thousand(count, odd, full=bool(groups)), word))))
    return " ".join(groups)


def _below_thousand(number: int, odd: str, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    tens, ones = divmod(rest, 10)
    if tens == 0:
        if ones:
            words += ([odd] if words else []) + [DIGITS[ones]]
    elif tens == 1:
        words += ["mười"] + (["lăm" if ones == 5 else DIGITS[ones]] if ones else [])
    else:
        words += [DIGITS[tens], "mươi"]
        if ones:
            words.append({1: "mốt", 5: "lăm"}.get(ones, DIGITS[ones]))
    return " ".join(words)
