"""Conditions beyond concepts: where a number stands, what touches it, whether it speaks of the whole."""

from itertools import pairwise

import regex

from extractor.layers.clauses import Region
from extractor.layers.concepts import ConceptSpan
from extractor.layers.quantities import Count
from extractor.layers.scope import ORGANISATIONS, Clue
from extractor.layers.sheet import Sheet
from extractor.lexicon.composition import Composition, load_compositions
from extractor.lexicon.concepts import Concept

_TOTAL = regex.compile(
    r"tổng số|tổng cộng|cộng chung|hiện có|có mặt|đang làm việc|toàn hệ thống|toàn tỉnh|toàn ngành|"
    r"toàn thành phố|hệ thống công đoàn|tính cả|tính chung|đang hoạt động|cộng lại|gộp lại|gộp chung|hiện nay|tất cả|"
    r"toàn bộ|cả tỉnh|"
    r"cơ quan .{0,30}hiện có|tổng|trực tiếp quản lý|quản lý trực tiếp|tại thời điểm|đội ngũ|"
    r"(?:đến|tính đến|tới|tại)(?: (?:thời điểm|ngày|hết|hết ngày|nay))* [0-9]{1,2}/[0-9]{1,2}/20[0-9]{2},? "
    r"[^.;]{0,60}(?:có|quản lý|gồm|còn) "
)


_FROM = regex.compile(r"(?<!\w)(?:từ|sắp xếp|thu gọn|giảm|sáp nhập|hợp nhất)(?: (?:từ|còn))? $")
_AT_START = regex.compile(r"(?<!\w)đầu (?:nhiệm )?kỳ(?: có| là| gồm)?:? $")
_AT_LAST = regex.compile(r"(?<!\w)cuối (?:nhiệm )?kỳ(?: có| là| còn| gồm)?:? $")
_BEFOREHAND = regex.compile(
    r"(?<!\w)trước (?:đây|đó|sắp xếp|khi sắp xếp|hợp nhất|sáp nhập|khi hợp nhất|khi sáp nhập|năm|ngày|[0-9])"
    r"(?:[^.;]{0,40}|[^.;0-9]{0,80})(?:có|là|chia thành|chia làm|gồm|tổ chức|bố trí)"
    r"(?: tất cả| tổng cộng| cả thảy| đến| tới)? $"
)


_TO = regex.compile(
    r"(?:(?<!\w)nay(?: chỉ)? (?:còn|là|có|chia(?: thành| làm)?|tổ chức|gồm|thành|bố trí)(?: lại)?(?: còn| thành)?|"
    r"xuống(?: còn)?|nay còn|còn lại|còn|thành|giảm còn|nay là|rút còn|giảm xuống(?: còn)?|"
    r"thu gọn còn|sắp xếp còn|lại còn|"
    r"(?:dồn|rút|thu) lại|(?:dồn|gom|gộp|nhập|sắp|sắp xếp|rút|thu) lại (?:còn|thành)|giữ lại|giữ nguyên|duy trì|"
    r"(?:sau|nay)(?: khi)? (?:sắp xếp|thu gọn|kiện toàn|"
    r"hợp nhất|sáp nhập|tinh gọn)[^.;]{0,40}(?:có|là|gồm|lập)|→|[=-]>) $"
)


_DEPARTMENT_NOUN = regex.compile(r"(?:phòng, )?ban\b|phòng\b|đầu mối\b")


_ACTS = regex.compile(
    r"(?<!\w)(?:đã|bầu|thực hiện|tổ chức|cử|chỉ đạo|yêu cầu|mở|tiến hành|xây dựng|họp|nghe|dành|phân công|"
    r"phụ trách|chọn|giao|chậm)(?!\w)"
)


_NEGATED = regex.compile(r"(?:chưa|không|chậm|thiếu)(?: \w+){0,3} $")


_PERSONNEL = regex.compile(r"cán bộ|tổ chức|nhân sự|quy hoạch|bổ nhiệm")


_NOT_PERSONNEL = regex.compile(
    r"tài chính|các lĩnh vực|mọi lĩnh vực|điều lệ|pháp luật lao động|an toàn|chế độ, chính sách lao động|đồng cấp"
)


RESULT_INDICATORS = frozenset(
    {
        "staff_union_certificate",
        "provincial_leaders",
        "provincial_leaders_foreign_language",
        "parttime_officers",
    }
)
"""What a target's result may state about the unit as a whole; other counts there are about the target."""


def is_content(concept: Concept) -> bool:
    """Whether a concept must be explained by the indicator that takes the quantity."""
    return not is_soft(concept, load_compositions().soft)


def possessor(sheet: Sheet, span: ConceptSpan) -> bool:
    """ "… chủ chốt của công đoàn ngành": an organisation that owns what is counted, not the thing counted."""
    if span.concept.id in ("MEMBERS", "WORKERS"):
        return (
            regex.search(r"(?:với|cho|của|đến|tới|phục vụ) $", sheet.folded[max(0, span.start - 9) : span.start])
            is not None
        )
    if span.concept.id not in ORGANISATIONS and not span.concept.weak:
        return False
    if _ACTOR.match(sheet.folded, span.end):
        return True
    before = sheet.folded[max(0, span.start - 60) : span.start]
    return (
        regex.search(r"(?:của|thuộc|do|cho|và|với)(?: các| những| thẳng| trực tiếp)? $", before) is not None
        and regex.search(r"của|thuộc|do|cho", before) is not None
    )


_MOVES = frozenset(
    {
        "ROTATION",
        "TRANSFER",
        "SECONDMENT",
        "APPOINTMENT",
        "REAPPOINTMENT",
        "RECRUITMENT",
        "LEAVE",
        "POSITION_CHANGE",
        "CANDIDATE_INTRODUCTION",
    }
)
_CIRCUMSTANCE = regex.compile(
    r"(?<!\w)(?:trước khi|sau khi|trong khi|để|nhằm|phục vụ|chuẩn bị|khi|do|vì|đủ điều kiện|đủ tiêu chuẩn|"
    r"đề nghị|đến tuổi|"
    r"xem xét|theo diện|chờ)(?: [\p{L}]+){0,2} $"
)


def is_destination(region: Region, near: list[ConceptSpan], span: ConceptSpan) -> bool:
    """ "luân chuyển 02 lượt cán bộ về Công đoàn các khu kinh tế": where somebody was moved to, not what is counted."""
    return (
        span.start > region.count.start
        and (span.concept.id in ORGANISATIONS or span.concept.id == "PROVINCIAL_OFFICE")
        and any(other.concept.id in _MOVES and other.start < span.start for other in near)
    )


def without_all_levels(sheet: Sheet, near: list[ConceptSpan]) -> list[ConceptSpan]:
    """ "cơ quan LĐLĐ tỉnh và các công đoàn cấp trên đã luân chuyển 03 lượt": the whole system did it, no part."""
    for one, other in pairwise(near):
        if {one.concept.id, other.concept.id} == {"PROVINCIAL_OFFICE", "UPPER_UNIT"} and _AND.fullmatch(
            sheet.folded, one.end, other.start
        ):
            rest = [span for span in near if span not in (one, other)]
            return rest if any(span.concept.kind in ("event", "attribute") for span in rest) else near
    return near


_AND = regex.compile(r"\s?(?:,| và| cùng| cùng với| cũng như)(?: ở| tại)?(?: các)? ")


def is_circumstance(sheet: Sheet, region: Region, span: ConceptSpan) -> bool:
    """ "thẩm tra 23 trường hợp trước khi bổ nhiệm": an act that is only when or why something else was done."""
    if span.concept.kind != "event" or span.start < region.count.digits[1]:
        return False
    return _CIRCUMSTANCE.search(sheet.folded[region.count.digits[1] : span.start]) is not None


_ACTOR = regex.compile(
    r"[^,;:.\n0-9]{0,24} (?:đã |đang |cũng |đều |tích cực )*(?:tiến hành|tổ chức|mở|ban hành|triển khai|"
    r"thực hiện|cử|phối hợp|chủ trì|"
    r"xây dựng|kết nạp|phát triển|thành lập|chỉ đạo|phê duyệt|quyết định)(?: được| mới)* (?=[0-9])"
)


def is_level(sheet: Sheet, span: ConceptSpan) -> bool:
    """ "từ công đoàn cấp trên trực tiếp cơ sở trở lên": a level of the system, not an organisation counted."""
    after = sheet.folded[span.end : span.end + 40]
    if span.concept.id in ORGANISATIONS and after.startswith((" trở lên ", " trở lên,", " trở xuốn")):
        return True
    return _FROM_LEVEL.search(sheet.folded[max(0, span.start - 20) : span.start]) is not None and (
        _UP_OR_DOWN.match(after) is not None
    )


_FROM_LEVEL = regex.compile(r"(?<!\w)từ (?:(?:cấp|chức danh|chức vụ) )?(?:[\p{L}]+ ){0,2}$")
_UP_OR_DOWN = regex.compile(r"(?: [\p{L}]+){0,3} trở (?:lên|xuống)(?!\w)")


def about_propagation(sheet: Sheet, region: Region, local: list[str]) -> bool:
    """People who came to hear a resolution explained, or to a conference, were not trained."""
    names = {span.concept.id for span in sheet.spans(region.sentence[0], region.count.start)}
    taught = names & {"TRAINING", "LOCAL_TRAINING"}
    counted = [
        count for count in sheet.splitter.counts_in(region.sentence[0], region.count.start) if count.unit == "event"
    ]
    if (
        counted
        and counted[-1].noun.startswith("hội nghị")
        and not regex.search(
            r"tập huấn|bồi dưỡng|(?<!\w)lớp(?!\w)", sheet.folded[region.sentence[0] : region.right_near]
        )
    ):
        return True
    return "PROPAGATION" in names and not taught and "TRAINING" not in local


def is_soft(concept: Concept, soft: frozenset[str]) -> bool:
    """Whether a concept never blocks an indicator."""
    return concept.id in soft or concept.kind == "neutral" or concept.weak


_GENERIC_NOUNS = frozenset(
    {"", "đơn vị", "tổ chức", "cơ sở", "công đoàn", "đầu mối", "lđlđ", "liên đoàn lao động", "liên đoàn"}
)


def counts_the_thing(rule: Composition, count: Count) -> bool:
    """A number of organisations counts what stands right after it, unless that is a general word."""
    if count.counted is not None and count.counted.concept.counts:
        return count.counted.concept.id in rule.names
    if rule.needs[0] == ("DISTRICT_FEDERATION",) and count.noun in ("huyện", "quận", "thị xã", "thành phố"):
        return True
    return count.noun in _GENERIC_NOUNS


def result_without_words(sheet: Sheet, rule: Composition, region: Region, role: str) -> bool:
    """A bare result ("kết quả 14/40 người", "38.640 lượt người dự") takes its concepts from before."""
    if rule.indicator == "local_training_attendances":
        return True
    if role != "targets" or rule.indicator not in RESULT_INDICATORS or rule.head:
        return False
    said = {span.concept.id for span in sheet.spans(region.sentence[0], region.count.start)}
    return region.count.whole is not None or bool(said & {"PROVINCIAL_LEADERS", "UNION_CERTIFICATE"})


def touches(region: Region, rule: Composition, near: list[ConceptSpan]) -> int:
    """1 if a word of the rule touches the number, on the right or, but for fillers, on the left."""
    count = region.count
    for span in near:
        if span.concept.id in rule.names and (
            span is count.counted or count.digits[1] <= span.start <= count.end + 1 or 0 <= count.start - span.end <= 6
        ):
            return 1
    return 0


# The words between a count and what is said of it; "do", "sau khi" and the like begin to speak of something else.
_ON = r"(?:(?!(?<!\w)(?:khi|do|vì|bởi|nhờ|thay|nhưng|mà|thuộc)(?!\w))[^,;.:()0-9\n])"
_QUALIFIED = regex.compile(
    r"(?:\s\([^()]{1,60}\))?" + _ON + r"{0,60}?\sđã (?:bàn giao|chấm dứt|kết thúc|giải thể|dừng|ngừng)(?!\w)|"
    r"(?:\s\([^()]{1,60}\))?\s(?:chấm dứt|dừng hoạt động|ngừng hoạt động|giải thể|chưa|"
    r"đang(?! hoạt động| là| làm| giữ| đảm nhiệm| đảm nhận| kiêm|"
    r" sinh hoạt| làm việc| quản lý| có)|còn|không|bị|mới|"
    r"phải|trực thuộc (?:thẳng|trực tiếp)|có tới|đã (?:có|được|xây|bố trí)|có trụ sở|vi phạm|kết thúc|tiêu biểu|"
    r"nộp|gửi|lỡ|quá hạn|trễ|"
    r"(?:thuộc|trong) diện(?! (?:tập hợp|quản lý|phát triển|vận động))|nằm trong|chỉ (?:bố trí|có|được)|"
    r"được (?:biểu dương|khen|"
    r"tuyên dương|bảo vệ|hỗ trợ|xếp loại|đánh giá|phân loại|kiểm tra|giám sát|chọn)|tham gia (?!công đoàn)|"
    r"đủ điều kiện)(?!\w)"
)


def of_the_whole(sheet: Sheet, region: Region, flow: bool) -> bool:
    """A section about shortcomings may still give a total: "cả sáu năm mới tập huấn được …"."""
    words = sheet.folded[region.sentence[0] : region.right_near]
    return (
        flow
        and regex.search(
            r"(?:trong|cả|qua|sau) (?:[0-9]{1,2}|[a-zà-ỹ]+) năm|giai đoạn|toàn (?:tỉnh|ngành|thành phố)", words
        )
        is not None
    )


def qualified(sheet: Sheet, region: Region, *, stock: bool) -> bool:
    """ "843 CĐCS ngoài nhà nước được xếp loại": only those of which something is said, or that are no more."""
    count = region.count
    end = max(count.end, count.counted.end if count.counted else 0)
    beyond = [span.end for span in sheet.spans(end, region.right_near) if span.concept.kind == "attribute"]
    if _RATED.match(sheet.folded, max([end, *beyond])):
        return True
    return stock and _ENDED.match(sheet.folded, count.end) is not None


_RATED = regex.compile(
    r"\s(?:được (?:xếp loại|đánh giá|phân loại|kiểm tra|giám sát|biểu dương|khen|tuyên dương|hỗ trợ|chọn)|"
    r"đủ điều kiện|"
    r"(?:thuộc|trong) diện(?! (?:tập hợp|quản lý|phát triển|vận động))|nằm trong|"
    r"chỉ (?:bố trí|có|được)|chưa|bị|vi phạm)(?!\w)"
)


_ENDED = regex.compile(
    rf"(?:{_ON}|\([^()]{{1,80}}\)|, (?:nay|đến nay|thì|đã) ){{0,80}}?(?<!\w)"
    r"(?:(?:chấm dứt|kết thúc|dừng|ngừng|ngưng|thôi) (?:mọi |việc )?(?:hoạt động|nhiệm vụ|vai trò|tồn tại)"
    r"|hoàn thành (?:sứ mệnh|vai trò)|(?:bị|đã|được|phải) giải thể|không còn nữa)(?!\w)"
)
"""What is said to be no more: "22 LĐLĐ huyện, thị xã (HN 6, NĐ 9, NB 7) hoàn thành sứ mệnh ngày 30/6/2025"."""


_BROKEN_DOWN = regex.compile(r"(?: \([^()\n]{1,60}\))?,? (?:trong đó|gồm|bao gồm|cụ thể)(?: có)?\s?:(?=\s)")
""" "còn 49 đầu mối, trong đó:" over a list of what they are."""


def about_the_whole(sheet: Sheet, region: Region, rule: Composition, near: list[ConceptSpan], role: str) -> bool:
    """A total of the unit stands in its description, or words of totality or a label say so."""
    count, folded = region.count, sheet.folded
    told = regex.search(r"(?<!\w)trong(?: số| tổng số)? $", folded[region.left_near : count.start])
    if not told and _QUALIFIED.match(folded, max(count.end, count.counted.end if count.counted else 0)):
        return False
    if _OF_SOME.search(folded, region.left_clause, count.start) or _ENDED.match(folded, count.end):
        return False
    if role in ("background", "annex") or _BROKEN_DOWN.match(folded, max([count.end, *(s.end for s in near)])):
        return True
    if _TOTAL.search(folded[region.sentence[0] : region.right_near]):
        return True
    opening = (region.sentence[0], count.start)
    if _AT_A_TIME.fullmatch(folded, *opening):
        return True
    named = [span.end for span in near if span.start >= count.digits[1] and span.concept.id in rule.names]
    if named and _AT_FIRST.fullmatch(folded, *opening) and _SAYS_NO_MORE.match(folded, max(named)):
        return True
    label = folded[region.left_near : count.start].strip(" -+:")
    return (
        any(
            span.concept.id in rule.names and span.start - region.left_near <= 12 and span.end <= count.start
            for span in near
        )
        and len(label) < 80
    )


# "Quy mô: kết năm 2024 có 20.378 đoàn viên": nobody else is spoken of.
_AT_A_TIME = regex.compile(
    r"[-+*• ]*(?:[^:;.0-9]{1,30}: ?)?(?:tính |số liệu )?(?:đến|cuối|hết|kết|đầu|chốt|kết thúc|tại) [^;:,]{1,40}?,?"
    r" (?:đã |hiện )?(?:có|còn|là|quản lý|tập hợp)(?: được)? "
    r"|[-+*• ]*(?:mốc|thời điểm|số liệu)[^:;,.0-9]{0,24} (?:ngày )?[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}\s?: ?"
)


# "Có 128 chủ tịch CĐCS, trong đó …", "Dưới cơ sở, 1.146 chủ tịch CĐCS thì …": all there are.
_AT_FIRST = regex.compile(
    r"[-+*• ]*(?:(?:ở|dưới|tại|trong|về) [^,;.:0-9]{2,30}, ?|(?:trực thuộc|thuộc) [^,;.:0-9]{2,40}? )?"
    r"(?:hiện |đang )?(?:có )?(?:đủ )?"
)
_SAYS_NO_MORE = regex.compile(r"\s?(?:[,;.:(\n]|$|trong đó|thì|gồm|và [0-9])")


_OF_SOME = regex.compile(
    r"(?<!\w)(?:cđcs|công đoàn cơ sở|đoàn viên) trực thuộc(?: thẳng| trực tiếp)?(?!\w)[^;.0-9]{0,40}$"
)


def counts_dissolved(sheet: Sheet, region: Region, clause: list[ConceptSpan]) -> bool:
    """ "số CĐCS giải thể do … là 3.973": the label speaks of unions that are no more."""
    for span in clause:
        if span.concept.id == "DISSOLVED" and span.end <= region.count.start:
            before = sheet.folded[region.left_clause : span.start]
            between = sheet.folded[span.end : region.count.start]
            return bool(regex.search(r"số (?:cđcs|công đoàn cơ sở)(?: bị| đã)? $", before)) and "còn" not in between
    return False


def direction(sheet: Sheet, region: Region) -> str | None:
    """Whether a number of departments is the one before or the one after a change."""
    count, folded = region.count, sheet.folded
    before = folded[max(region.sentence[0], count.digits[0] - 40) : count.digits[0]]
    far = folded[max(region.sentence[0], count.digits[0] - 120) : count.digits[0]]
    noun = folded[count.digits[1] : count.end].strip()
    if not _DEPARTMENT_NOUN.match(noun) and not _DEPARTMENT_NOUN.match(folded[count.end :].lstrip()[:10]):
        return None
    if _BEFOREHAND.search(far) or _AT_START.search(before):
        return "from"
    if _AT_LAST.search(before):
        return "to"
    if _TO.search(before):
        return "to"
    if _FROM.search(before) or _LATER.match(folded, count.end, region.sentence[1]):
        return "from"
    return None


_LATER = regex.compile(
    r"(?:[^0-9;.(]|\([^()]*\)){0,120}?(?<!\w)"
    r"(?:xuống|nay còn|còn lại|thành|giảm còn|rút còn|còn|nay là|giữ lại) (?:còn )?[0-9a-zà-ỹ]+|\s?(?:→|[=-]>) ?[0-9]"
)


def adjacent(
    sheet: Sheet, region: Region, rule: Composition, near: list[ConceptSpan], clause: list[ConceptSpan]
) -> bool:
    """A committee is counted where its name is the number's label, not where it is the actor."""
    count, folded = region.count, sheet.folded
    spans = [span for span in (*near, *clause) if span.concept.id in rule.names]
    spans = [span for span in spans if not folded.endswith("trong ", 0, span.start)]
    noun = folded[count.digits[1] : count.end].strip()
    for span in spans:
        if span.end <= count.start:
            gap = _CHOSEN.sub(" ", _BODY_NAME.sub(" ", folded[span.end : count.start]))
            if len(gap) <= 110 and not _ACTS.search(gap) and (";" not in gap):
                others = [
                    s
                    for s in clause
                    if span.end <= s.start < count.start
                    and s.concept.kind in ("event", "entity")
                    and not is_soft(s.concept, load_compositions().soft)
                ]
                if not others and (
                    noun.startswith(("ủy viên", "uv", "đồng chí", "đ/c", "đc", "người", "thành viên"))
                    or count.unit is None
                ):
                    return True
        elif (
            span.start >= count.digits[1]
            and span.start - count.end <= 16
            and noun.startswith(("ủy viên", "uv", "thành viên", "đồng chí", "đ/c", ""))
        ):
            gap = folded[count.end : span.start]
            if regex.fullmatch(
                r"\s*(?:(?:tham gia|là|trong|thuộc|vào|được bầu vào|được bầu|làm)\s)?", gap
            ) and not _NEGATED.search(folded[region.left_clause : count.start]):
                return True
    return False


_CHOSEN = regex.compile(r"(?<!\w)(?:do|được|đại hội) [^,;]{0,40}?(?:bầu(?: ra)?|chỉ định|kiện toàn)(?!\w)")
_BODY_NAME = regex.compile(r"(?:công đoàn|cđ) [^,;:()0-9]{3,60}? (?:việt nam|vn)(?!\w)")


def whole_office(sheet: Sheet, region: Region, near: list[ConceptSpan]) -> bool:
    """A central sector union's office may be its whole staff: "cơ quan … hiện có tổng cộng 34 CBCC"."""
    office = next((sheet.folded[s.start : s.end] for s in near if s.concept.id == "PROVINCIAL_OFFICE"), "")
    if not office.endswith(("việt nam", "vn")):
        return False
    after = sheet.folded[region.count.end : region.count.end + 90]
    broken_down = regex.search(r"(?:[.,;:]|\() ?(?:trong đó|gồm|bao gồm)[^.]{0,20}biên chế", after)
    return "tổng" in sheet.folded[region.left_near : region.count.start] or broken_down is not None


def counted_before(sheet: Sheet, region: Region) -> bool:
    """A parenthesis that breaks down documents or events ("41 văn bản (Đảng đoàn 12; Ban Thường vụ 29)")."""
    earlier = list(sheet.splitter.counts_in(region.sentence[0], region.opener or 0))
    return bool(earlier) and earlier[-1].unit not in ("person", None)


def says_total(folded: str, region: Region, near: list[ConceptSpan]) -> bool:
    """A count of staff is the total only where the words say so."""
    words = folded[region.left_clause : region.right_near]
    names = {span.concept.id for span in near}
    if regex.search(r"trong (?:số|tổng số)", folded[region.left_near : region.count.start]):
        return False
    if names & {"STAFF", "WORKFORCE"}:
        return _TOTAL.search(words) is not None
    return regex.search(r"tổng số|tổng cộng|cộng chung|cộng lại|gộp lại|gộp chung|toàn hệ thống", words) is not None


_COURSE_KEYS = frozenset(
    {
        "POLITICAL_THEORY",
        "STATE_MANAGEMENT",
        "UNION_THEORY",
        "DEFENCE_SECURITY",
        "FOREIGN_LANGUAGE",
        "IT",
        "ETHNIC_LANGUAGE",
        "ABROAD",
    }
)


def flow_total(near: list[ConceptSpan], clause: list[ConceptSpan]) -> bool:
    """Whether the clause names no single course."""
    return not ({span.concept.id for span in near} & _COURSE_KEYS)


def _told_apart(sheet: Sheet, region: Region) -> bool:
    """ "1.126 cuộc kiểm tra trong kỳ; trong đó 47 cuộc … về công tác cán bộ": those about personnel are told apart."""
    others = sheet.splitter.counts_in(region.count.end, region.sentence[1])
    about = [c for c in others if c.unit in ("event", None) and c.value < region.count.value]
    first = _PERSONNEL.search(sheet.folded, region.count.end, region.sentence[1])
    return bool(about) and first is not None and about[0].start < first.start()


def about_personnel(sheet: Sheet, region: Region, scope: list[Clue]) -> bool:
    """Whether inspections are about personnel work."""
    own = sheet.folded[region.left_near : region.right_near]
    if not _PERSONNEL.search(own) and (_NOT_PERSONNEL.search(own) or _told_apart(sheet, region)):
        return False
    words = sheet.folded[region.sentence[0] : region.sentence[1]]
    return _PERSONNEL.search(words) is not None or _NOT_PERSONNEL.search(words) is None
