"""The outline: which block is a heading, under which headings and list heads every block stands.

Section paths follow the form of administrative reports (domain reference §2.3): Phần → I. → 1. →
1.1. → a). Roman numbers restart in each part, so a path carries its part: P1.IV.7.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import regex

from extractor.language.folding import fold, skeleton, toneless
from extractor.readers.manuscript import Block, Manuscript

Role = Literal[
    "header",
    "body",
    "background",
    "results",
    "targets",
    "future",
    "shortcomings",
    "signature",
    "recipients",
    "annex",
    "footnote",
]

_OF_TARGETS = ("tiêu", "kpi", "với ")
"""One of these stands in whatever heading speaks of targets."""
_PART = regex.compile(r"phần (thứ )?(nhất|một|hai|ba|tư|bốn|năm|i{1,3}|iv|v|[1-5]|[ab])\b\s?[.:–-]?", regex.IGNORECASE)
_PART_NUMBER = {
    "nhất": 1,
    "một": 1,
    "bốn": 4,
    "i": 1,
    "1": 1,
    "a": 1,
    "hai": 2,
    "ii": 2,
    "2": 2,
    "b": 2,
    "ba": 3,
    "iii": 3,
    "3": 3,
    "tư": 4,
    "iv": 4,
    "4": 4,
    "năm": 5,
    "v": 5,
    "5": 5,
}
_ANNEX = regex.compile(r"(?:phụ lục|biểu|phụ biểu)(?: số)?(?: ([0-9]{1,2}|[ivx]{1,5}|[a-d]))?\b[.:]?")
# A scan prints l for I or 1; Roman numbers with it are repaired.
_ROMAN = regex.compile(r"(?!V/v)([IVXl]{1,5})\s?(?:[.\-–)/]|/-)\s*(?=\S)")  # "V/v" is no number: về việc
_DECIMAL = regex.compile(r"([0-9l]{1,2}(?:\.[0-9]{1,2}){0,3})\s?(?:[.\-–)/]|/-)?\s+(?=\S)")
_CAPITAL = regex.compile(r"([A-HKĐ])\s?(?:[.\-–)/]|/-)\s+(?=\S)")
_LETTER = regex.compile(r"\(?([a-zđ])(?:/-\s*|[)./]\s*|-\s+)(?=\S)")
_LETTERED = 90
"""Characters that the title of a section with a letter has at most."""
_LETTERED_RUN_IN = regex.compile(r"\(?[a-zđ](?:/-|[)./-])\s*[\s*_]*\p{Lu}[^.;:0-9\n]{2,60}\.[*_]*\s+\p{Lu}")
_POINTED = regex.compile(r"\s*[0-9]{1,2}(?:\.[0-9]{1,2})*\.")
_UNPOINTED = regex.compile(r"([IVX]{1,5})\s+(?=\p{Lu}{2})")
_JOINED = regex.compile(r"([IVXH]{1,4})\s?(?:[.\-–)/]|/-)\s*(?=\S)")
_FIRST = regex.compile(r"([UJ])\s?(?:[.\-–)/]|/-)\s*(?=\p{Lu}{2})")
_ROW = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
MAX_HEADING = 220
_LETTER_ROWS = ("ABCDEFGHIK", "ABCDĐEGHIK")
"""The letters of sections, as the English and as the Vietnamese alphabet has them."""
_HEAD = 2500
"""Characters from the top in which the report's own date stands."""

_ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    ("shortcomings", r"hạn chế|khuyết điểm|tồn tại|khó khăn|nguyên nhân|bài học|kinh nghiệm"),
    (
        "future",
        r"phương hướng|nhiệm vụ (?:trọng tâm|chủ yếu|thời gian tới|giải pháp thời gian|"
        r"trong thời gian)|thời gian tới|kiến nghị|đề xuất|giải pháp (?:trọng tâm |"
        r"chủ yếu )?(?:thời gian|đến năm|trong thời gian|tiếp tục)"
        r"|nhiệm vụ, giải pháp (?:trọng tâm|chủ yếu|tiếp tục|đến|thời gian|trong thời gian|giai đoạn)|"
        r"những năm tiếp theo|^(?:[ivx0-9]{1,5}[./)-] ?)?(?:hướng tới|hướng đi|hướng phấn đấu)|"
        r"việc (?:sẽ|phải) làm|dự kiến năm|nhiệm vụ.{0,40}\b(?:tới|đến năm 20[2-9][0-9])",
    ),
    (
        "targets",
        r"(?:thực hiện|hoàn thành|về|kết quả|việc|so với|đối chiếu|mức độ|đánh giá|chấm|soát|kiểm điểm|điểm lại)"
        r".{0,40}(?:mục tiêu|chỉ tiêu|kpi)|(?<!\w)từng (?:nhóm |loại )?(?:mục tiêu|chỉ tiêu|kpi)|"
        r"(?<!\w)(?:mục tiêu|chỉ tiêu|kpi) (?:của|trong|theo|tại|nêu trong|đề ra trong|mà) (?:nghị quyết|chương trình|"
        r"đề án|kế hoạch|chỉ thị|chiến lược|kết luận)|"
        r"(?<!\w)(?:đối chiếu|so sánh|so)(?: kết quả)? với (?:kế hoạch|nghị quyết|chương trình|đề án)|"
        r"^(?:[ivx0-9a-z]{1,5}[./)-] ?)?(?:các |những |từng |(?:[0-9]{1,2}|ba|bốn|năm|sáu|bảy|tám|chín|mười"
        r"(?: một| hai)?) )?(?:mục tiêu|chỉ tiêu|kpi)"
        r"(?! (?:biên chế|phát triển đoàn viên))",
    ),
    ("results", r"kết quả (?:thực hiện|xây dựng|hoạt động|công tác|đạt được|triển khai|tổ chức)|^kết quả"),
    (
        "background",
        r"đặc điểm|tình hình|bối cảnh|khái quát|vài nét|sơ lược|tổng quan|đôi nét|thông tin chung|giới thiệu|"
        r"số liệu (?:nền|chung|cơ bản|tổng quát|về tổ chức|về đội ngũ)|điểm xuất phát",
    ),
)
_BESIDES_TARGETS = regex.compile(r"(?<!\w)(?:đặc điểm|bối cảnh|khái quát|vài nét|sơ lược|tổng quan|quá trình)(?!\w)")
_OF_YEAR = regex.compile(
    r"(?:[ivxlđa-h0-9.]{1,6}[.)/-]? ?)?(?:(?:chương trình|kế hoạch|nhiệm vụ|công tác|việc|phương hướng)(?: công tác| "
    r"trọng tâm)? )?năm (20[0-9]{2})(?!\s?[-–0-9])"
)
_DATED = regex.compile(r"ngày [^.\n]{0,12}tháng [^.\n]{0,6}năm (20[0-9]{2})")
_ROLES = tuple((role, regex.compile(words)) for role, words in _ROLE_WORDS)
_TONELESS_ROLES = tuple((role, regex.compile(toneless(words))) for role, words in _ROLE_WORDS)
"""Recognition errs in the tones of capitals: "ĐÁNH GIÁ TỪNG CHÍ TIÊU"."""
# In an annex "chỉ tiêu" alone may be any statistic: "Kết quả thực hiện một số chỉ tiêu" over a table of unions.
_TARGETS_OF_ANNEX = regex.compile(
    r"(?<!\w)(?:mục tiêu|kpi)(?!\w)|(?<!\w)chỉ tiêu (?:(?:của|trong|theo|tại|nêu|đề ra|mà|được|giao) ){0,3}"
    r"(?:nghị quyết|chương trình|đề án|kế hoạch|chỉ thị|kết luận|chiến lược)(?!\w)"
)
_CAPACITY = regex.compile(r"(?:tm|t/m|kt|k/t|tl|tuq|q)\. ?[A-ZĐ]|T/M |K/T ", regex.IGNORECASE)
# A heading that names what there is: under results too, what stands there describes the unit.
_DESCRIBES = regex.compile(
    r"(?:về |thực trạng |hiện trạng |tình hình |số lượng |quy mô |công tác )*"
    r"(?:(?:hệ thống |mô hình |cơ cấu |bộ máy )+(?:tổ chức|cán bộ|công đoàn|cơ quan)|"
    r"tổ chức (?:công đoàn|bộ máy)|tổ chức(?:,| và) (?:cán bộ|bộ máy|đoàn viên|con người|nhân sự|đội ngũ|lực lượng|"
    r"mạng lưới)|bộ máy|mạng lưới (?:tổ chức|cơ sở|công đoàn)|"
    r"(?:(?:tổ chức|nhân sự|con người|đội ngũ|đoàn viên|lực lượng|mạng lưới|quân số|cán bộ)(?: và |, )?)+[.:]?$|"
    r"đội ngũ (?:cán bộ|cb|chuyên trách|cbcc)|cán bộ, công chức|cán bộ (?:không )?chuyên trách|biên chế|"
    r"đoàn viên(?: và|,)|số lượng|thực trạng|hiện trạng|cơ cấu|chất lượng đội ngũ|cơ quan (?:lãnh đạo|chuyên trách))"
    r"(?!.*(?:xây dựng|kiện toàn|sắp xếp|nâng cao|đổi mới))"
)
_NUMBER = regex.compile(r"[\s*#_]*(?:(?:[ivxl]{1,5}|[0-9]{1,2}|[a-hđ])(?:[.,][0-9]{1,2}){0,3}[.)/:–-]*+\s+)?[\s*_]*")


@dataclass(slots=True)
class Place:
    """Where a block stands.

    `path`: its section ("P1.I.2", "annex 1", "footnote 2"); `headings`: indexes of the heading
    blocks above it, nearest first; `parents`: indexes of the list heads above it, nearest first;
    `body_start`: where in the flow its text begins after its own number; `called_at`: where in the flow the mark of a
    footnote stands, in the block that is its parent.
    """

    path: str
    role: Role
    is_heading: bool
    headings: tuple[int, ...]
    parents: tuple[int, ...]
    body_start: int
    called_at: int | None = None


def outline(manuscript: Manuscript, folded: str | None = None) -> list[Place]:
    """The place of each block of the manuscript, in order; `folded` is its folded flow where at hand."""
    return _Walker(manuscript, fold(manuscript.flow) if folded is None else folded).walk()


class _Walker:
    def __init__(self, manuscript: Manuscript, folded: str) -> None:
        self.flow = manuscript.flow
        self.folded = folded
        self.manuscript = manuscript
        self.blocks = manuscript.blocks
        self.marks: defaultdict[str, list[int]] = defaultdict(list)
        for mark in manuscript.marks:
            self.marks[mark.label].append(mark.at)
        self.part = 0
        self.levels: list[tuple[str, str, int]] = []  # (kind, number, block index)
        self.part_headings: list[int] = []
        self.heads: list[tuple[int, int, int]] = []  # (rank, depth, block index) of open list heads
        self.zone: Role = "header"
        self.annex = ""
        self.places: list[Place] = []
        self.annexes = 0
        self.unnumbered = False
        self.titles = 0
        dated = _DATED.search(folded, 0, _HEAD)
        self.year = int(dated[1]) if dated else None

    def walk(self) -> list[Place]:
        for index, block in enumerate(self.blocks):
            self.places.append(self.place(index, block))
        if self.places and all(place.role in ("header", "signature", "recipients") for place in self.places):
            # No numbered section at all: titles in bold or capitals divide the report.
            other = _Walker(self.manuscript, self.folded)
            other.unnumbered = True
            for index, block in enumerate(self.blocks):
                other.places.append(other.place(index, block))
            return other.places
        return self.places

    def place(self, index: int, block: Block) -> Place:
        text = self.flow[block.start : block.end]
        if block.kind == "footnote":
            return self.footnote(index, block)
        folded = self.folded[block.start : block.end]
        if self.zone not in ("signature", "recipients", "annex") and skeleton(
            folded.replace("\t", " ").strip()
        ).startswith("noi nhan"):
            self.zone, self.levels, self.heads = "recipients", [], []
        elif self.zone in ("recipients", "body") and text.isupper() and _CAPACITY.match(text):
            self.zone = "signature"
        if block.kind == "row":
            return self.row(index, block)
        if (
            (annex := _ANNEX.match(folded))
            and len(text) < 60
            and self.zone != "header"
            and (block.emphasis or text.isupper() or block.centred or self.zone in ("signature", "recipients"))
        ):
            self.annexes += 1
            self.zone, self.annex = "annex", f"annex {_roman_or_number(annex[1]) or self.annexes}"
            self.levels, self.heads, self.part_headings = [], [], [index]
            return Place(self.annex, "annex", True, (), (), block.start)
        if self.zone in ("signature", "recipients"):
            return Place(self.zone, self.zone, False, (), (), block.start)
        if (part := _PART.match(folded)) and self.opens_part(text, block, part):
            self.part = _PART_NUMBER[part[2]]
            self.zone, self.levels, self.heads, self.part_headings = "body", [], [], [index]
            return Place(self.path(), self.role(text), True, (), (), block.start)
        heading = self.numbered(index, block, text)
        if heading is not None:
            return heading
        if (
            self.zone in ("body", "annex")
            and self.part_headings
            and not self.levels
            and index
            and self.part_headings[-1] == index - 1
            and self.is_title(text, block)
        ):
            self.part_headings.append(index)
            return Place(self.path(), self.role(text), True, self.headings(), (), block.start)
        return self.prose(index, block, text)

    def footnote(self, index: int, block: Block) -> Place:
        """A footnote stands under the words at its mark, for the forms print it in different places."""
        path = f"footnote {block.note}"
        mark = next((it for it in reversed(self.marks[block.note or ""]) if it <= block.start), None)
        home = None if mark is None else bisect_right(self.blocks, mark, hi=index, key=lambda it: it.start) - 1
        if home is None or home < 0 or self.places[home].role == "footnote":
            return Place(path, "footnote", False, (), (), block.start)
        return Place(path, "footnote", False, self.places[home].headings, (home,), block.start, mark)

    def numbered(self, index: int, block: Block, text: str) -> Place | None:
        """A block that begins with the number of a section, or None."""
        roman = _ROMAN.match(text) or self.unpointed(text) or self.joined(text)
        is_one = roman is not None and set(roman[1]) == {"l"} and not text[roman.end() :].isupper()
        if roman and not is_one and (value := _roman(roman[1])) and (self.is_title(text, block) or block.heading):
            self.zone = "annex" if self.zone == "annex" else "body"
            return self.section("roman", self.not_again(value), 1, index, block, text, roman.end())
        capital = _CAPITAL.match(text)
        if capital and (self.is_title(text, block) or block.heading) and self.follows(capital[1]):
            self.zone = "annex" if self.zone == "annex" else "body"
            return self.section("capital", capital[1], 0, index, block, text, capital.end())
        decimal = _DECIMAL.match(text)
        if self.zone == "header":
            if (
                decimal is None
                or decimal[1].rstrip(".") not in ("1", "l")
                or not ((self.is_title(text, block) or block.heading) and text[decimal.end(1)] in ".-–)/")
            ):
                return self.title(index, block, text) if self.unnumbered else None
            self.zone = "body"
        if (decimal and block.kind != "item") or (decimal and block.heading):
            assert decimal is not None
            number = decimal[1].replace("l", "1")
            if text[decimal.end(1)] == ")" and not self.is_title(text, block) and self.pointed_above():
                return None  # "1) …" under "4. …": an item of its list
            separated = text[decimal.end(1)] in ".-–)/ " and (text[decimal.end(1)] != " " or "." in number)
            if separated and not number.startswith("0") and (number.count(".") or text[decimal.end(1)] != " "):
                return self.section("decimal", number, 2 + number.count("."), index, block, text, decimal.end())
        letter = _LETTER.match(text)
        if letter and block.kind != "item" and self.levels and self.is_short_title(text, block):
            return self.section("letter", letter[1], 6, index, block, text, letter.end())
        return None

    def is_short_title(self, text: str, block: Block) -> bool:
        """Whether a letter opens a section ("a) Biên chế") and not an item of a list ("a) 10 LĐLĐ huyện; …")."""
        if self.is_title(text, block) or block.heading:
            return True
        words = text.rstrip(" *_")
        alone = len(words) <= _LETTERED and words[-1:] not in ".;:,"
        return alone or _LETTERED_RUN_IN.match(words) is not None

    def pointed_above(self) -> bool:
        """Whether the section that is open has a decimal number with a point ("4. MỨC ĐỘ HOÀN THÀNH")."""
        decimal = [index for kind, _, index in self.levels if kind == "decimal"]
        if not decimal:
            return False
        block = self.manuscript.blocks[decimal[-1]]
        return _POINTED.match(self.manuscript.flow, block.start, block.end) is not None

    def not_again(self, value: str) -> str:
        """A scan loses a stroke of III: where the Roman number before comes again, the next of the row is meant."""
        last = next((number for kind, number, _ in reversed(self.levels) if kind == "roman"), "")
        if value != last or self.manuscript.reading not in ("ocr", "mixed"):
            return value
        return next((number for number in _ROW if _value(number) == _value(last) + 1), value)

    def opens_part(self, text: str, block: Block, part: regex.Match[str]) -> bool:
        """ "Phần thứ nhất" alone on its line, or with its title after it."""
        rest = text[part.end() :].strip(" .:–-")
        if len(text) <= 60 and len(rest) <= 40:
            return text[:4].isupper() or not rest or block.emphasis or block.heading is not None
        return self.is_title(text, block) and (text[:4].isupper() or rest[:1].isupper())

    def unpointed(self, text: str) -> "regex.Match[str] | None":
        """A Roman numeral whose point a scan lost, before a title in capitals; it must be the next of its row."""
        found = _UNPOINTED.match(text) if text.isupper() else None
        if found is None:
            return None
        last = next((number for kind, number, _ in reversed(self.levels) if kind == "roman"), "")
        return found if _value(found[1]) == _value(last) + 1 else None

    def joined(self, text: str) -> "regex.Match[str] | None":
        """A Roman numeral in which a scan took two strokes for an H, or the first for a U: the next of its row."""
        if self.manuscript.reading not in ("ocr", "mixed"):
            return None
        last = next((number for kind, number, _ in reversed(self.levels) if kind == "roman"), "")
        if not last and text.isupper() and (first := _FIRST.match(text)):
            return first
        found = _JOINED.match(text)
        if found is None:
            return None
        return found if _value(found[1].replace("H", "II")) == _value(last) + 1 else None

    def follows(self, letter: str) -> bool:
        """Whether a capital letter is the next of its row: A first, then B after A."""
        last = next((number for kind, number, _ in self.levels if kind == "capital"), "")
        return letter == "A" if not last else any(last + letter in row for row in _LETTER_ROWS)

    def title(self, index: int, block: Block, text: str) -> Place | None:
        """In a report without numbered sections: a title opens one, and so does the first long paragraph."""
        if self.zone == "header" and len(text) < MAX_HEADING:
            return None
        self.zone = "body"
        return None

    def section(self, kind: str, number: str, rank: int, index: int, block: Block, text: str, body: int) -> Place:
        while self.levels and _rank(self.levels[-1]) >= rank:
            self.levels.pop()
        above = self.headings()
        self.levels.append((kind, number, index))
        self.heads = []
        is_heading = len(text) <= MAX_HEADING and (
            block.emphasis or block.heading is not None or self.is_title(text, block) or _short_heading(text)
        )
        lead = _RUN_IN.match(text, body) if not is_heading else None
        place = Place(
            self.path(),
            self.role(text) if is_heading else self.role(lead[1]) if lead else self.inherited_role(above),
            is_heading,
            above,
            (),
            block.start + body,
        )
        if not is_heading and text.rstrip().endswith(":"):
            self.heads = [(-1, 0, index)]
        return place

    def prose(self, index: int, block: Block, text: str) -> Place:
        if self.unnumbered and self.zone == "body" and block.kind == "paragraph" and self.is_title(text, block):
            self.titles += 1
            return self.section("title", str(self.titles), 0, index, block, text, 0)
        headings = self.headings()
        if self.zone == "header":
            return Place("header", "header", False, (), (), block.start)
        if block.kind == "item":
            rank = {"-": 0, "–": 0, "•": 0, "*": 1, "+": 1, "▪": 2, "◦": 2}.get(block.marker, 1)
            while (
                self.heads and self.heads[-1][0] >= 0 and (self.heads[-1][1], self.heads[-1][0]) >= (block.depth, rank)
            ):
                self.heads.pop()
            parents = tuple(head[2] for head in reversed(self.heads))
            self.heads.append((rank, block.depth, index))
        else:
            parents = ()
            self.heads = [(-1, 0, index)] if text.rstrip().endswith(":") else []
        return Place(self.path(), self.inherited_role(headings), False, headings, parents, block.start)

    def row(self, index: int, block: Block) -> Place:
        zone = self.zone
        if zone in ("header", "recipients", "signature"):
            return Place(zone, zone, False, (), (), block.start)
        parents = tuple(head[2] for head in reversed(self.heads))
        return Place(self.path(), self.inherited_role(self.headings()), False, self.headings(), parents, block.start)

    def path(self) -> str:
        if self.zone == "annex":
            return self.annex
        parts = [f"P{self.part}"] if self.part else []
        for position, (kind, number, _) in enumerate(self.levels):
            if kind == "decimal" and "." in number:
                # "2.1." under "2." repeats its parent's number.
                known = [entry[1] for entry in self.levels[:position] if entry[0] == "decimal"]
                if known and number.startswith(known[-1] + "."):
                    number = number[len(known[-1]) + 1 :]
            parts.append(number)
        return ".".join(parts) or ("body" if self.unnumbered and self.zone == "body" else "header")

    def headings(self) -> tuple[int, ...]:
        return tuple(entry[2] for entry in reversed(self.levels)) + tuple(reversed(self.part_headings))

    def is_title(self, text: str, block: Block) -> bool:
        letters = [letter for letter in text if letter.isalpha()]
        return (
            bool(letters)
            and len(text) <= MAX_HEADING
            and (block.emphasis or block.heading is not None or sum(map(str.isupper, letters)) >= 0.7 * len(letters))
        )

    def role(self, text: str) -> Role:
        folded = fold(text)
        if self.zone == "annex":
            return "targets" if _TARGETS_OF_ANNEX.search(folded) else "annex"
        if (year := _OF_YEAR.match(folded)) and self.year and int(year[1]) > self.year:
            return "future"  # "Đ. NĂM 2027" in a report of December 2026
        recognised = self.manuscript.reading in ("ocr", "mixed")
        said = toneless(folded) if recognised else folded
        for role, words in _TONELESS_ROLES if recognised else _ROLES:
            if role == "targets" and not recognised and not any(hint in folded for hint in _OF_TARGETS):
                continue
            if words.search(said):
                if role == "shortcomings" and regex.search(r"thuận lợi", folded):
                    return "shortcomings"
                if role == "targets" and not self.levels and _BESIDES_TARGETS.search(folded):
                    return "background"  # "BỐI CẢNH, QUÁ TRÌNH VÀ MỨC ĐỘ HOÀN THÀNH MỤC TIÊU": of all its sections
                if role == "targets" and self.to_come() and not regex.search("thực hiện|kết quả|hoàn thành", folded):
                    return "future"  # "I. MỤC TIÊU" under "PHƯƠNG HƯỚNG, NHIỆM VỤ"
                return role
        above = self.inherited_role(self.headings()[1:]) if self.levels else "results"
        if above == "results" and _DESCRIBES.match(_NUMBER.sub("", folded, count=1)):
            return "background"
        return above

    def to_come(self) -> bool:
        return bool(self.levels) and self.inherited_role(self.headings()[1:]) == "future"

    def inherited_role(self, headings: tuple[int, ...]) -> Role:
        for heading in headings:
            return self.places[heading].role
        return "annex" if self.zone == "annex" else "results"


_RUN_IN = regex.compile(r"[\s*_]*(\p{Lu}[^.:;\n0-9%]{8,110})[.:](?=[\s*_]+\p{Lu})")


def _rank(level: tuple[str, str, int]) -> int:
    return {"capital": 0, "title": 0, "roman": 1, "letter": 6}.get(level[0], 2 + level[1].count("."))


def _roman(text: str) -> str | None:
    numeral = "I" if text in ("U", "J") else text.replace("l", "I").replace("H", "II")
    return numeral if 0 < _value(numeral) < 30 else None


def _value(numeral: str) -> int:
    total = 0
    for letter, following in pairwise([*numeral, ""]):
        value = _ROMAN_VALUE[letter]
        total += -value if following and _ROMAN_VALUE[following] > value else value
    return total


def _roman_or_number(text: str | None) -> str:
    if not text:
        return ""
    if text.isdigit():
        return str(int(text))
    if set(text) <= set("ivx"):
        return (
            str(["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"].index(text))
            if len(text) < 5
            else text
        )
    return str("abcd".index(text) + 1)


def _short_heading(text: str) -> bool:
    """A numbered line without a full sentence: "1. Tình hình chung"."""
    stripped = text.rstrip()
    return (
        len(stripped) <= 120
        and not stripped.endswith((".", ";", ":", ","))
        and not regex.search(r"[0-9]{2,}", stripped[4:])
    )
