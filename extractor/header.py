"""Letterhead, title and signature: who reports, when, about which document, signed by whom.

Blocks of the administrative form: Decree 30/2020/NĐ-CP Annex I, Hướng dẫn 36-HD/VPTW for Party
papers. What is not printed stays null; the number of the reviewed document is never taken for the
report's own.
"""

from dataclasses import dataclass, field

import regex

from extractor.language.citations import Citation
from extractor.language.dates import DateSpan
from extractor.language.folding import fold, skeleton, toneless
from extractor.layers.sheet import Sheet
from extractor.readers.manuscript import Manuscript
from schemas.anchor import Anchor
from schemas.catalogue import Catalogue
from schemas.report import Era, Header, Reviewed, ReviewKind, UnitRef

MERGER = "2025-07-01"
"""From this day on there are 34 provinces; an earlier report speaks of one of the 63."""

_TYPES = ("báo cáo", "tờ trình", "kế hoạch", "đề cương báo cáo", "báo cáo tóm tắt", "báo cáo tổng hợp")
_OWN_NUMBER = regex.compile(
    r"(?:^|[\t\v\n]|\p{L} )\s*(?:số|sô|só)\s*:?\s*"
    r"(?P<number>[0-9]{1,5}[a-zđ]?\s?[-/][^\s\t\v]*(?:\s?[-/]\s?[^\s\t\v]+)*)"
)
_BLANK_NUMBER = regex.compile(r"(?:^|[\t\v\n])\s*số\s*:?[\s.…_]*[-/]")
_PLACE = regex.compile(
    r"(?P<place>(?:TP\.? ?|Tp\.? ?|[Tt]hành phố )?\p{Lu}[\p{L}.]*(?:[ -]+\p{Lu}[\p{L}.]*){0,4}),?\s*$"
)
_OPENING = regex.compile(
    r"^(?:căn cứ|thực hiện|triển khai|theo|trên cơ sở|thi hành|tiếp tục thực hiện|kính gửi|ngày|sau|"
    r"trong|-|thực hiện theo)\b"
)
_SPAN = regex.compile(r"(?<!\w)(?P<years>[0-9]{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+năm\b")
_ONE_YEAR = regex.compile(
    r"(?<!\w)năm đầu(?: tiên)?(?= (?:thực hiện|triển khai|đưa|\(|nghị quyết|chương trình|kế hoạch|đề án|của))|"
    r"(?<!\w)(?:tổng|sơ) kết năm 20[0-9]{2}(?! ?[-–])"
)
""" "trong năm đầu tiên (năm 2025) Nghị quyết …", "Tổng kết năm 2024 thực hiện …"."""
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_BODY = r"Ban Thường vụ|Ban Chấp hành|Đảng đoàn|Thường trực|Ban Thường trực|Đoàn Chủ tịch|Đảng ủy|BTV|BCH"
_BODY_FULL = {"BTV": "Ban Thường vụ", "BCH": "Ban Chấp hành"}
_FEDERATION = r"(?:Liên đoàn Lao động|LĐL[ĐD]|LDL[ĐD])(?:\s*\([^)]{2,12}\))?"
_ISSUER = regex.compile(
    rf"(?P<body>{_BODY})\s+(?:{_FEDERATION}\s+(?P<level>tỉnh|thành phố|TP\.?|"
    rf"Thành phố)\s*(?P<place>\p{{Lu}}[\p{{L}}]*(?:[ -]+\p{{Lu}}[\p{{L}}]*){{0,4}})"
    r"|(?P<sector>Công đoàn (?:ngành )?\p{Lu}[\p{L}]*(?:[ ,-]+(?:và )?[\p{L}]+){0,8}? Việt Nam))"
)
_SECTOR = regex.compile(r"(?:công đoàn|cđ)(?: ngành)? (?P<name>[\p{L} ,\-]{2,60}?) việt nam")
_CAPACITY = regex.compile(r"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q|T\.M|K\.T)\b\.?\s*\p{Lu}")
_BODY_SIGNS = regex.compile(
    r"^(?P<prefix>[\p{L}1|][\p{L}/1|]{0,3}[.,/ ]{1,2})?"
    r"(?P<body>ban thuong vu|ban chap hanh|dang doan|doan chu tich|ban thuong truc|thuong truc)\b[ .,;]{0,3}$"
)
_PREFIXES = {"1m": "TM", "im": "TM", "lm": "TM", "t/m": "T/M", "tm": "TM", "t.m": "T.M", "1/m": "T/M"}
_BODIES = {
    skeleton(fold(body)): body
    for body in ("BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "ĐẢNG ĐOÀN", "ĐOÀN CHỦ TỊCH", "BAN THƯỜNG TRỰC", "THƯỜNG TRỰC")
}
# "K'Brêu Hoàng Lâm", "H’Yim Kđoh", "Y-Ngông": the peoples of the highlands write their names so.
_NAME = regex.compile(
    r"^(?:\p{Lu}\p{Ll}+|[YHK](?= \p{Lu}\p{Ll})|\p{Lu}['’-]\p{Lu}\p{Ll}+)(?: \p{Lu}(?:['’-]\p{Lu})?\p{Ll}*){1,5}$"
)
_NOT_A_NAME = regex.compile(r"đã ký|ký tên|chữ ký|ký thay|signed|đóng dấu", regex.IGNORECASE)
# Without diacritics, which scans lose; "c" also as it is misread there.
_CC = regex.compile(
    r"\s*[;,.]?\s*\((?:[dt]e )?(?:b/[c€]|bao cao|bc|de bao cao|t/h|p/h|de biet|phoi hop|thuc hien|"
    r"de theo doi|kiem tra)[^)]*\)\s*",
    regex.IGNORECASE,
)


@dataclass(slots=True)
class _Draft:
    """The header's fields as they are found, with the span of flow each stands in."""

    fields: dict[str, object] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, name: str, value: object, span: tuple[int, int] | None = None) -> None:
        if name not in self.fields and value is not None:
            self.fields[name] = value
            if span:
                self.spans[name] = span


def read_header(
    sheet: Sheet,
    citations: list[Citation],
    dates: list[DateSpan],
    catalogue: Catalogue,
    reviewed_date: dict[int, str | None],
) -> Header:
    """The header of a report. `reviewed_date` gives, per citation index, its regulation's date."""
    manuscript, draft = sheet.manuscript, _Draft()
    head = [index for index, place in enumerate(sheet.places) if place.role == "header"]
    _letterhead(manuscript, head, dates, draft)
    title = _title(manuscript, head, draft)
    if title:
        _review(manuscript, title, citations, reviewed_date, draft)
    if "reviewed" not in draft.fields and head:
        _reviewed_in_opening(manuscript, head, citations, reviewed_date, draft)
    tail = [index for index, place in enumerate(sheet.places) if place.role in ("signature", "recipients")]
    _signature(manuscript, tail, draft)
    recipients = _recipients(manuscript, tail)
    _issuer(manuscript, head, draft, catalogue)
    anchors: dict[str, Anchor] = {}
    for name, span in draft.spans.items():
        anchors[name] = manuscript.anchor(*span)
    return Header(**draft.fields, recipients=tuple(recipients), anchors=anchors)


def _letterhead(manuscript: Manuscript, head: list[int], dates: list[DateSpan], draft: _Draft) -> None:
    flow = manuscript.flow
    if not head:
        return
    start, end = manuscript.blocks[head[0]].start, manuscript.blocks[head[-1]].end
    for index in head:
        block = manuscript.blocks[index]
        folded = fold(flow[block.start : block.end])
        kind = next((name for name in _TYPES if folded.strip() == name or folded.startswith(name + " ")), None)
        if kind and flow[block.start : block.start + 3].isupper():
            draft.put(
                "document_type",
                flow[block.start].upper() + kind[1:] if kind else None,
                (block.start, block.start + len(kind)),
            )
            end = min(end, block.start) if block.start > start else end
            break
    title_end = draft.spans.get("document_type", (end, end))[0]
    zone = max(title_end, start + 1)
    folded = fold(flow[start:zone])
    if "dự thảo" in folded:
        draft.put("draft", True)
    number = _OWN_NUMBER.search(folded)
    if number and not _BLANK_NUMBER.search(folded[: number.end()]):
        span = (start + number.start("number"), start + number.end("number"))
        draft.put("number", regex.sub(r"\s+", "", flow[slice(*span)]).strip(".,;"), span)
    for date in dates:
        if not (start <= date.start < max(zone, manuscript.blocks[head[min(len(head) - 1, 8)]].end)):
            continue
        if date.kind not in ("day", "blank") or not flow[date.start : date.end].lower().startswith("ngày"):
            continue
        line, stop = _line_before(flow, date.start)
        place = _PLACE.search(flow[line:stop])
        if place is None or regex.search(r"-\p{Lu}{2,}|\p{Lu}{3,}", _tidy_place(place["place"])):
            continue  # a document's own date, "NQ-TLĐ ngày 11/01/2019", has no place before it
        draft.put("place", _tidy_place(place["place"]), (line + place.start("place"), line + place.end("place")))
        if date.iso and date.kind == "day":
            draft.put("issued", date.iso, (date.start, date.end))
        break


def _line_before(flow: str, at: int) -> tuple[int, int]:
    """The span of the words before a position on its line; of the line above where there are none."""
    stop = at
    while stop > 0 and flow[stop - 1].isspace():
        stop -= 1
    return max(flow.rfind(mark, 0, stop) for mark in "\n\t\v") + 1, stop


def _tidy_place(place: str) -> str:
    """Without the end of a number that a merged letterhead leaves before it: "39/BC-LĐLĐ Thái Bình"."""
    tidy: str = regex.sub(r"^(?:(?!TP\.? )\S*(?:[0-9/]|\b\p{Lu}{2,}|-)\S*\s+)+", "", place).strip()
    return tidy


def _title(manuscript: Manuscript, head: list[int], draft: _Draft) -> tuple[int, int] | None:
    """The subject of the report: what stands under BÁO CÁO, up to the opening paragraph."""
    flow, blocks = manuscript.flow, manuscript.blocks
    span = draft.spans.get("document_type")
    if span is None:
        return None
    start = end = None
    for index in head:
        block = blocks[index]
        if block.end <= span[0] or block.kind == "row":
            continue
        begin = block.start
        if block.start <= span[0] < block.end:
            begin = span[1]
            while begin < block.end and (flow[begin].isspace() or flow[begin] == "\v"):
                begin += 1
            if begin >= block.end:
                continue
        text = flow[begin : block.end]
        if not any(letter.isalpha() for letter in text):
            continue
        opens = _OPENING.match(fold(text)) and not block.emphasis
        if start is not None and (opens or len(text) > 400 or text.rstrip().endswith((":", "."))):
            break
        if start is None:
            start = begin
        end = block.end
        if not block.emphasis and not text.isupper():
            break
    if start is None or end is None:
        return None
    draft.put("title", flow[start:end].replace("\n", " ").replace("\v", " ").strip(), (start, end))
    return start, end


def _review(
    manuscript: Manuscript,
    title: tuple[int, int],
    citations: list[Citation],
    reviewed_date: dict[int, str | None],
    draft: _Draft,
) -> None:
    folded = fold(manuscript.flow[slice(*title)])
    said = toneless(folded)
    kind: ReviewKind = "so_ket" if "sơ kêt" in said else "tong_ket" if "tông kêt" in said else "periodic"
    draft.put("review_kind", kind)
    if kind != "periodic" and (years := _SPAN.search(folded)):
        word = years["years"]
        draft.put("review_span_years", int(word) if word.isdigit() else _WORDS[word])
    elif _ONE_YEAR.search(folded):
        draft.put("review_span_years", 1)
    for index, citation in enumerate(citations):
        if title[0] <= citation.start < title[1] and (citation.number or citation.name):
            issued = reviewed_date.get(index) or citation.issued
            draft.put(
                "reviewed",
                Reviewed(type=citation.type, number=citation.number, name=citation.name, issued=issued),
                (citation.start, citation.end),
            )
            break


_CARRIES_OUT = regex.compile(
    r"(?:báo cáo|sơ kết|tổng kết|đánh giá)[^.;]{0,60}?(?:kết quả|tình hình|việc|công tác)? ?(?:thực hiện|triển khai) "
    r"(?:các )?$"
)


def _reviewed_in_opening(
    manuscript: Manuscript,
    head: list[int],
    citations: list[Citation],
    reviewed_date: dict[int, str | None],
    draft: _Draft,
) -> None:
    """ "… báo cáo kết quả năm 2026 thực hiện Kế hoạch số 15/KH-LĐLĐ": the document, where the title names none."""
    title = draft.spans.get("title", (0, 0))
    opening = (title[1], manuscript.blocks[head[-1]].end)
    for index, citation in enumerate(citations):
        if not opening[0] <= citation.start < opening[1] or citation.form != "full":
            continue
        before = fold(manuscript.flow[max(opening[0], citation.start - 120) : citation.start])
        if _CARRIES_OUT.search(before):
            issued = reviewed_date.get(index) or citation.issued
            draft.put(
                "reviewed",
                Reviewed(type=citation.type, number=citation.number, name=citation.name, issued=issued),
                (citation.start, citation.end),
            )
            return


def _signature(manuscript: Manuscript, tail: list[int], draft: _Draft) -> None:
    lines = _lines(manuscript, tail, right=True)
    opened = False
    position: tuple[str, tuple[int, int]] | None = None
    for line, (start, end) in lines:
        rank = _RANK.match(line)
        text, span = (line[rank.end() :], (start + rank.end(), end)) if rank else (line, (start, end))
        if not opened:
            capacity = _capacity(text)
            if capacity:
                opened = True
                draft.put("sign_capacity", capacity, span)
            elif text.isupper() and regex.match(r"(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|BÍ THƯ|TRƯỞNG BAN)", text):
                opened, position = True, (text, span)
            continue
        if _CAPACITY.match(text) and text.isupper():
            continue
        if text.isupper() and position is None and not _NAME.match(text):
            position = (text.rstrip(" ,;"), span)
        elif _NAME.match(text) and not _NOT_A_NAME.search(text):
            draft.put("signer_name", text, span)
            break
    if position:
        draft.put("signer_position", *position)


_RANK = regex.compile(
    r"(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|Thạc sĩ|Tiến sĩ|ThS|TS|PGS|GS|BS|CN|KS|Luật sư|Bác sĩ|Kỹ sư)"
    r"[. ]+(?:TS[. ]+)?|(?:Đồng chí|Đ/c) |(?:Ông|Bà) (?=\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ \p{Lu}))+(?=\p{Lu}\p{Ll})"
)
"""What stands before a signer's name and is none of it: a military rank, a degree, a form of address."""


def _capacity(text: str) -> str | None:
    """In whose name is signed, if a line tells it; marks and strokes that a seal spoilt are as they must be.

    >>> _capacity("TM. BAN THƯỜNG VỤ"), _capacity("1M. BẠN THƯỜNG VỤ"), _capacity("KT. CHỦ TỊCH")
    ('TM. BAN THƯỜNG VỤ', 'TM. BAN THƯỜNG VỤ', 'KT. CHỦ TỊCH')
    """
    if text.isupper() and (found := _BODY_SIGNS.match(skeleton(fold(text)))):
        prefix = (found["prefix"] or "").strip()
        known = _PREFIXES.get(prefix.rstrip("., "))
        body = _BODIES[found["body"]]
        if known:
            return f"{known}{'.' if prefix.endswith('.') else ''} {body}"
        if not prefix:
            return body
    return text.rstrip(" ,;") if _CAPACITY.match(text) else None


def _lines(manuscript: Manuscript, tail: list[int], *, right: bool) -> list[tuple[str, tuple[int, int]]]:
    """The printed lines of the closing part: the right cells of a layout table, or all lines."""
    found = []
    for index in tail:
        block = manuscript.blocks[index]
        if block.kind == "row" and block.table is not None and block.row is not None:
            row = manuscript.grids[block.table].rows[block.row]
            cells = row[-1:] if right else row[:1]
            if len(row) == 1 and not right:
                cells = row
        else:
            cells = ((block.start, block.end),)
        for start, end in cells:
            at = start
            for line in manuscript.flow[start:end].split("\v"):
                stripped = line.strip()
                if stripped:
                    begin = at + line.index(stripped[0])
                    found.append((stripped, (begin, begin + len(stripped))))
                at += len(line) + 1
    return found


def _recipients(manuscript: Manuscript, tail: list[int]) -> list[str]:
    names: list[str] = []
    open_list = False
    for text, _ in _lines(manuscript, tail, right=False):
        folded = skeleton(fold(text))
        if folded.startswith("noi nhan"):
            open_list = True
            continue
        if not open_list:
            continue
        if _CAPACITY.match(text):
            break
        name = regex.sub(r"^[-–—+•*▪●]\s*", "", text)
        if fold(name).startswith("lưu"):
            break
        bare = skeleton(fold(name))
        for purpose in reversed(list(_CC.finditer(bare))):
            name = name[: purpose.start()] + name[purpose.end() :]
        name = name.strip().rstrip(";,. ").strip()
        if name and not name.isupper() and not _NOT_A_NAME.search(name):
            names.append(name)
    return names


def _issuer(manuscript: Manuscript, head: list[int], draft: _Draft, catalogue: Catalogue) -> None:
    """The issuing body and the unit: from the letterhead and the opening sentence, then the place line."""
    flow = manuscript.flow
    era: Era = "post_2025_07" if str(draft.fields.get("issued", "")) >= MERGER else "pre_2025_07"
    opening = " ".join(flow[manuscript.blocks[index].start : manuscript.blocks[index].end] for index in head)
    match = None
    for found in _ISSUER.finditer(opening):
        match = found
        if found["sector"] or "báo cáo" in fold(opening[found.end() : found.end() + 200]):
            match = found
    capacity = fold(str(draft.fields.get("sign_capacity", "")))
    body = "Đảng đoàn" if "đảng đoàn" in capacity else "Ban Chấp hành" if "ban chấp hành" in capacity else None
    if match:
        body = body or _BODY_FULL.get(match["body"], match["body"])
    body = body or ("Ban Thường vụ" if "ban thường vụ" in capacity or "btv" in capacity else None)
    if match and match["sector"]:
        name = regex.sub(r"\s+", " ", match["sector"])
        draft.put("unit", UnitRef(era=era, code=None, name=name))
        draft.put("issuer", f"{body} {name}" if body else name)
        return
    letterhead = _letterhead_unit(manuscript, head)
    place = match["place"] if match else None
    province = next(
        (
            p
            for text in (letterhead, place, str(draft.fields.get("place") or ""))
            if text and (p := catalogue.find_province(text, era))
        ),
        None,
    )
    sector = _SECTOR.search(fold(letterhead)) if letterhead else None
    if sector and not (match and match["place"]):
        begin = letterhead.lower().find("công đoàn")
        name = _title_case(letterhead[max(begin, 0) : sector.end()])
        draft.put("unit", UnitRef(era=era, code=None, name=name))
        draft.put("issuer", f"{body} {name}" if body else name)
        return
    if letterhead and not match and _CENTRAL.match(fold(letterhead)):
        name = _as_spelled(flow, letterhead)
        draft.put("unit", UnitRef(era=era, code=None, name=name))
        draft.put("issuer", f"{body} {name}" if body else name)
        return
    if province is None:
        return
    draft.put("unit", UnitRef(era=era, code=province.code, name=province.name))
    level = "thành phố" if province.type.startswith("thành phố") else "tỉnh"
    if match and match["level"]:
        level = "tỉnh" if match["level"] == "tỉnh" else "thành phố"
    draft.put(
        "issuer",
        f"{body or 'Ban Thường vụ'} Liên đoàn Lao động {level} {province.name}"
        if body
        else f"Liên đoàn Lao động {level} {province.name}",
    )


# "CÔNG ĐOÀN CÔNG AN NHÂN DÂN" at the head of a report: a union of no province.
_CENTRAL = regex.compile(
    r"\s*công đoàn (?!.*(?:tỉnh|thành phố|tp\.|huyện|quận|cơ sở|khu công nghiệp|khu kinh tế|viên chức$))"
    r"[\p{L} ,\-]{4,60}$"
)


def _as_spelled(flow: str, capitals: str) -> str:
    """A name in capitals as the text spells it most often, else with capital initials."""
    name = " ".join(capitals.split())
    words = r"\s+".join(map(regex.escape, name.split()))
    told = [found[0] for found in regex.finditer(words, flow, regex.IGNORECASE) if not found[0].isupper()]
    spelled = [" ".join(one.split()) for one in told]
    return max(spelled, key=spelled.count) if spelled else _title_case(name)


def _letterhead_unit(manuscript: Manuscript, head: list[int]) -> str:
    """The issuer's line of the letterhead: the second one on the left, under Tổng Liên đoàn."""
    for index in head[:12]:
        block = manuscript.blocks[index]
        text = manuscript.flow[block.start : block.end]
        for line in regex.split(r"[\t\v]", text):
            folded = fold(line)
            if "tổng liên đoàn" in folded and "việt nam" in folded and len(folded) < 60:
                continue
            if (
                regex.search(
                    r"(?:lđlđ|liên đoàn lao động) (?:tỉnh|thành phố|tp)|^(?:đảng đoàn )?(?:công đoàn|cđ) ", folded
                )
                and line[:6].isupper()
            ):
                found: str = line
                return found
    return ""


def _title_case(text: str) -> str:
    words = text.strip().split()
    small = {"và", "các", "của"}
    named = [word.lower() if word.lower() in small else word.capitalize() for word in words]
    if len(named) > 1 and named[0] == "Công" and named[1] == "Đoàn":
        named[1] = "đoàn"
    return " ".join(named)
