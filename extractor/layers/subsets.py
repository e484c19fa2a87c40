"""Subsets: words that make a number speak of a part of the reporting unit, not of the whole."""

import re
from collections.abc import Iterator

import regex

_NAME = r"(?:\p{Lu}[\p{L}]+ ?){1,4}"
_OLD_UNIT = regex.compile(r"((?:\p{Lu}[\p{L}]+[ -]){1,4}?)\((?:cũ|trước đây|trước sáp nhập|trước hợp nhất)\)")
_FORMER = regex.compile(r"(?:(?:tỉnh|LĐLĐ tỉnh|khu vực) )?((?:\p{Lu}[\p{L}]+[ -]){1,4})$")
_ITS_WORD = re.compile(r"cũ(?!\w)")
_LONGEST_FORMER = 80
_SHORT_NAME = regex.compile(
    r"(?<![\p{L}])(\p{Lu}{2,5}) ?(?:là |= ?|: ?|[-–] |[(])"
    r"(?:tỉnh |thành phố )?((?:\p{Lu}[\p{L}]+[ -]){1,4}\(?(?:cũ|trước đây))(?![\p{L}])"
)
# "gọi địa bàn tỉnh Phú Yên trước đây là "phía Đông"": a name that the report coins for a part.
_COINED = regex.compile(
    r"(?:trước đây|cũ|trước (?:khi )?(?:sáp nhập|hợp nhất))\)?,? (?:được |thì )?(?:gọi )?(?:tắt |chung |riêng )?là "
    r"[“\"]([^”\"\n]{2,30})[”\"]"
)
_NAMED_UNIT = regex.compile(
    r"(?:(?:LĐL[ĐD]|Liên đoàn Lao động|Công đoàn|CĐ) )?(?:huyện|quận|thị xã|xã|phường|thành phố|TP\.?|"
    rf"đặc khu) ({_NAME})"
)
_UNIT_WORD = re.compile(r"(?:huyện|quận|thị xã|xã|phường|thành phố|TP\.?|đặc khu) (?=[A-ZÀ-Ỹ])")
_ITS_BODY = regex.compile(r"(?:LĐL[ĐD]|Liên đoàn Lao động|Công đoàn|CĐ) $")
_LONGEST_BODY = 20
_UNIT = r"(?:các )?(?:lđlđ|liên đoàn lao động|công đoàn|cđ|cđcs|huyện|quận|thị xã|thành phố|tp|xã|phường|ngành|công ty)"
_EXAMPLE = regex.compile(
    rf"(?<!\w)(?:lấy|như(?: ở| tại)?|điển hình(?: như| là| có)?|ví dụ(?: như)?|vd|v/d|đơn cử(?: như| là)?|"
    rf"tiêu biểu(?: như| là)?|"
    rf"chẳng hạn(?: như)?|cá biệt(?: có)?):? {_UNIT}(?!\w)"
)
_ALONE = regex.compile(
    rf"(?<!\w)riêng(?: ở| tại)? {_UNIT}[^,;:.\n0-9]{{0,60}} (?:đã |đang |hiện |hiện đang )?"
    r"(?:có|quản lý|phụ trách|theo dõi|phát triển|kết nạp|thành lập|cử|mở|tổ chức|tập hợp)(?!\w)"
)
_APART_LABEL = regex.compile(
    rf"(?<!\w)riêng(?: ở| tại)? (?:{_UNIT}|(?:khối )?cơ quan|văn phòng)(?!\w)[^;:.\n0-9(]{{0,60}}"
    r"(?: ?\([^()\n]{1,60}\))?(?:\s?:| thì(?!\w))"
)
_BY_UNIT = regex.compile(
    r"(?<!\w)(?:chia |phân |tính |phân bổ |tách )?(?:theo(?: từng| các)?|của (?:từng|các)) "
    r"(?:đơn vị|địa bàn|huyện|địa phương|ngành|cụm|khối đơn vị|cấp|nơi|vùng|tuyến)"
    r"(?: (?:như sau|trực thuộc|cũ|mở lớp|mở|tổ chức|công đoàn|ban hành|thực hiện))?(?: ?\([^()\n]{1,40}\))?\s?[:,]"
)
_WHOLE = regex.compile(
    r"(?<!\w)(?:toàn (?:tỉnh|thành phố|ngành|hệ thống|quốc)|cả (?:tỉnh|nước)|tổng(?: số| cộng)?|tính chung)(?!\w)"
)
_OF_SO_MANY = regex.compile(
    r"(?<!\w)trong (?:tổng )?(?:số )?[0-9.]+ (?:người|đồng chí|đ/c|lớp|lượt|đoàn viên)(?: này| nói trên| trên)?,? "
    r"(?:trong đó|gồm|chia ra)\s?:"
)
_BEYOND = regex.compile(
    r"(?<!\w)(?:bình quân|trung bình|mặt bằng)(?: chung)?(?: của)?(?: các)? (?:tỉnh|cả nước|toàn quốc|khu vực|"
    r"vùng|ngành)(?!\w)"
    r"|(?<!\w)(?:cả nước|toàn quốc)(?: hiện)? (?:có|là)(?!\w)"
)
_SOME = regex.compile(
    r"(?<!\w)(?:một số|nhiều|không ít|có|cá biệt|vài|phần lớn)(?: các)? (?:phường|xã|huyện|nơi|đơn vị|"
    r"địa phương|địa bàn|trường|ngành|"
    r"doanh nghiệp|tỉnh|cơ sở)(?!\w)(?! \(| vị),?(?:(?! và )[^.;:,0-9\n]){0,50}$"
)
_NOT_OURS = regex.compile(
    r"(?<!\w)(?:phối hợp (?:cùng |với )?(?:[\p{L}]+ ){0,3}?(?:chỉ đạo|quản lý)|hướng dẫn (?:về )?ngành nghề(?: đối)?|"
    r"sinh hoạt (?:theo|trong|tại) (?:hệ thống )?công đoàn)(?!\w)"
)
_NOT_OURS_AFTER = regex.compile(
    r"[^.;\n]{0,60}?(?<!\w)(?:do (?:lđlđ|liên đoàn lao động|địa phương|công đoàn)[^,;.]{0,40}? (?:trực tiếp )?quản lý|"
    r"(?:không|chưa) (?:thuộc|tính vào|nằm trong)(?!\w)[^,;.]{0,30}(?:quản lý|biểu|số liệu|báo cáo|hệ thống|biên chế))"
)
_CONTRACTS = regex.compile(r"(?<!\w)(?:hợp đồng|hđ|hđlđ|lđhđ)(?!\w)|(?:nđ|nghị định)(?: số)? (?:68|111|161)(?!\w)")
_OF_THESE = regex.compile(r"\s*trong (?:tổng )?số (?:nói trên|này|đó|trên|ấy|kể trên|lớp trên|lớp nói trên)(?!\w)")
_SHORT_TIME = regex.compile(
    r"(?<!\w)(?:(?:chỉ|tính) )?riêng(?: trong)?(?: các)? (?:dịp|đợt|tuần|cao điểm|chiến dịch|mùa|tháng "
    r"(?:công nhân|hành động|cao điểm))(?!\w)"
)
_FOREMOST = regex.compile(
    r"(?<!\w)(?:(?:mạnh|nhiều|cao|đông|sôi nổi|hiệu quả|tốt|khá|lớn|rõ) nhất|dẫn đầu|đi đầu|nổi bật|nổi lên|đáng chú ý)"
    rf"(?: (?:là|có|phải kể đến|vẫn là|ở))+ (?:{_UNIT}(?!\w)|[^,;:.0-9\n]{{2,40}}:)"
)
_OPENING = 60
FARTHEST = 1500


_OTHER_BODY = regex.compile(
    rf"(?:(?:LĐL[ĐD]|Liên đoàn Lao động) (?:tỉnh|thành phố|TP\.?) ?({_NAME})|"
    r"Công đoàn (?:ngành )?(\p{Lu}[\p{L}, -]{2,50}?) Việt Nam)"
    r"(?=(?:\s(?:hiện|đang|cũng|đã|có|với|quản lý|là|gồm|tổng số))+(?:\s(?:khoảng|trên|hơn|gần))?\s[0-9])"
)


_SECTOR = regex.compile(
    r"(?:Công đoàn|CĐ)(?: ngành)? "
    r"(\p{Lu}[\p{L}]*(?: (?!là |tỉnh|thành |các |có |với |gồm |trực |đã |hiện )(?:và )?[\p{L}&]+){0,4}?)\s?"
    r"(?=(?:đã |đang |trực tiếp |cũng |hiện |đã trực tiếp )*(?:mở|có|tổ chức|cử|kết nạp|thành lập|quản lý|với|chiếm)"
    r"(?: được)?(?: [0-9]| gần| trên| hơn)|[0-9]{1,4} (?:lớp|CĐCS|lượt|đoàn viên))"
)


# "Số: 07/BC-CĐTCT": the report's own union calls itself CĐ TCT.
_OWN_NUMBER = regex.compile(r"[0-9…. ]{1,8}/BC-CĐ(?:CT)?(\p{Lu}{2,8})(?!\p{L})")
_LETTERHEAD = 1500


def named_parts(flow: str, own_place: str) -> list[tuple[int, int, str]]:
    """Spans that name a part of the reporting unit (a former province, one district or commune) or another body."""
    found: list[tuple[int, int, str]] = []
    if former := _any_of(_OF_FORMER, flow, 0, len(flow)):
        if _any_of(_IN_BRACKETS, flow, 0, len(flow)):
            found += [(m.start(), m.end(), m[0].strip()) for m in _OLD_UNIT.finditer(flow)]
        for word in _ITS_WORD.finditer(flow):
            start = flow.rfind("\n", max(0, word.start() - _LONGEST_FORMER), word.start()) + 1
            if name := _FORMER.search(flow, max(start, word.start() - _LONGEST_FORMER), word.start()):
                found.append((name.start(), word.end(), flow[name.start() : word.end()].strip()))
    for explained in _SHORT_NAME.finditer(flow) if former else ():
        if "".join(word[0] for word in regex.findall(r"\p{Lu}\p{L}+", explained[2])) != explained[1]:
            continue
        short = regex.compile(rf"(?<![\p{{L}}\p{{N}}/-]){explained[1]}(?![\p{{L}}\p{{N}}/-])")
        found += [
            (m.start(), m.end(), explained[2].replace("(", "").strip()) for m in short.finditer(flow, explained.end())
        ]
    for coined in _COINED.finditer(flow) if former and _any_of(_IN_QUOTES, flow, 0, len(flow)) else ():
        word = regex.compile(rf"(?<!\p{{L}})(?i:{regex.escape(coined[1][:1])}){regex.escape(coined[1][1:])}(?!\p{{L}})")
        found += [(m.start(), m.end(), coined[1]) for m in word.finditer(flow, coined.end())]
    for match in _OTHER_BODY.finditer(flow):
        name = (match[1] or match[2]).strip()
        if own_place and name.casefold() not in own_place.casefold() and own_place.casefold() not in name.casefold():
            found.append((match.start(), match.end(), match[0].strip()))
    own_short = _initials(own_place) | {number[1] for number in _OWN_NUMBER.finditer(flow, 0, _LETTERHEAD)}
    for match in _SECTOR.finditer(flow):
        if match[1].strip().split()[0] in own_short:
            continue
        if match[1].strip() not in ("Việt Nam", "Viên") and match[1].strip().casefold() not in own_place.casefold():
            found.append((match.start(), match.end(), match[0].strip()))
    for match in _named_units(flow):
        if match[1].strip() != own_place and "tỉnh" not in match[0] and "Trung ương" not in match[0]:
            found.append((match.start(), match.end(), match[0].strip()))
    return sorted(found)


# "- Công đoàn Tổng công ty May 10: …": what an item says is of the unit that it names.
_ITEM_OF_UNIT = regex.compile(
    r"(?:^|(?<=\n))[-–+*•\s\\]{0,6}((?:Công đoàn|CĐ|CĐCS|LĐLĐ|Liên đoàn Lao động) "
    r"(?:(?:ngành|cơ sở|huyện|quận|thị xã|thành phố|xã|phường|tổng công ty|công ty|tập đoàn|trường|bệnh viện|cổ phần|"
    r"TNHH|Tổng công ty|Công ty) )*\p{Lu}[\p{L}&.-]*[^:;.\n]{0,80}?)\s?:(?=\s)"
    r"(?!\s?[0-9]{1,2}(?: đơn vị)?\s?(?:[;,(\n]|\.(?![0-9])|$))"
)


_KIND_OF_UNIT = regex.compile(r"trực tiếp|trực thuộc|cấp trên|(?i:khu công nghiệp|khu kinh tế|KCN|KKT|KCX)")


def item_of_unit(flow: str, block: tuple[int, int], own_place: str) -> str | None:
    """The unit whose name and a colon begin a block, if it is not the report's own."""
    match = _ITEM_OF_UNIT.match(flow, *block)
    if match is None or _KIND_OF_UNIT.search(match[1]):
        return None
    name = match[1].casefold()
    return None if own_place and (own_place.casefold() in name or name in own_place.casefold()) else str(match[1])


def _initials(own_place: str) -> set[str]:
    """The short forms of a union's own name: "Công đoàn Ngân hàng Việt Nam" is NHVN and NH."""
    words = [
        word for word in regex.split(r"[\s,-]+", own_place) if word.casefold() not in ("công", "đoàn", "ngành", "và")
    ]
    letters = "".join(word[0].upper() for word in words if word)
    return {letters, letters.removesuffix("VN")} - {""}


def _named_units(flow: str) -> Iterator[regex.Match[str]]:
    """ "LĐLĐ huyện Tam Đường", "phường Bến Nghé": units of a province by their names."""
    at = 0
    for word in _UNIT_WORD.finditer(flow):
        body = _ITS_BODY.search(flow, max(at, word.start() - _LONGEST_BODY), word.start())
        start = body.start() if body else word.start()
        if start >= at and (match := _NAMED_UNIT.match(flow, start)):
            yield match
            at = match.end()


_OF_FOREMOST = ("nhất", "dẫn đầu", "đi đầu", "nổi bật", "nổi lên", "đáng chú ý")
_OF_FORMER = ("cũ", "trước đây", "trước sáp nhập", "trước hợp nhất", "trước khi")
_IN_BRACKETS = ("(cũ)", "(trước")
_IN_QUOTES = ("là “", 'là "')
_OF_EXAMPLES = ("lấy", "như", "điển hình", "ví dụ", "vd", "v/d", "đơn cử", "tiêu biểu", "chẳng hạn", "cá biệt")
"""Words one of which stands in whatever the pattern finds: looking for them is quicker than for the pattern."""


def _any_of(words: tuple[str, ...], folded: str, start: int, end: int) -> bool:
    return any(folded.find(word, start, end) >= 0 for word in words)


def told_part(folded: str, block: tuple[int, int], sentence: tuple[int, int], count: tuple[int, int]) -> str | None:
    """The words that say, earlier in the sentence or at the head of the block, that only a part is meant.

    >>> text = "riêng công đoàn các khu công nghiệp đang quản lý 1.108 cđcs"
    >>> told_part(text, (0, len(text)), (0, len(text)), (49, 54))
    'riêng công đoàn các khu công nghiệp đang quản lý'
    >>> told_part("toàn tỉnh có 12 cđcs", (0, 20), (0, 20), (13, 15))
    """
    found: regex.Match[str] | None = None
    sentence = (max(sentence[0], count[0] - FARTHEST), sentence[1])
    block = (max(block[0], count[0] - FARTHEST), block[1])
    for pattern in (_ALONE, _APART_LABEL, _BY_UNIT, _OF_SO_MANY, _BEYOND, _NOT_OURS, _SHORT_TIME, _FOREMOST):
        if pattern is _FOREMOST and not _any_of(_OF_FOREMOST, folded, sentence[0], count[0]):
            continue
        for match in pattern.finditer(folded, sentence[0], count[0]):
            if pattern in (_BY_UNIT, _APART_LABEL, _OF_SO_MANY) or not regex.search(
                r"[;.]\s", folded[match.end() : count[0]]
            ):
                found = match
    examples = _any_of(_OF_EXAMPLES, folded, block[0], count[0])
    for match in _EXAMPLE.finditer(folded, block[0], count[0]) if examples else ():
        if match.start() >= sentence[0] or match.start() - block[0] <= _OPENING:
            found = match
    if found is None:
        found = _SOME.search(folded, sentence[0], count[0])
    if found is None and (of_these := _OF_THESE.match(folded, sentence[0], count[0])):
        unit = regex.match(r" (?:lớp|lượt|cuộc|văn bản)(?!\w)", folded[count[1] : count[1] + 12])
        found = of_these if unit else None
    if found is None and (after := _NOT_OURS_AFTER.match(folded, count[1], sentence[1])):
        if after[0].endswith("biên chế") and _CONTRACTS.search(folded, sentence[0], count[0]):
            return None  # "HĐ theo NĐ 68: 06 người, không tính vào biên chế" says what contracts are
        return str(after[0]).strip(" ,;")
    if found is None or _WHOLE.search(folded, found.end(), count[0]):
        return None
    return str(found[0]).strip(" :")
