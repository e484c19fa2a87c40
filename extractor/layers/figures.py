"""Figures by composition: the quantity takes the indicator whose concepts its words satisfy.

Every word of the quantity's own clause must be explained by the indicator, its population must be
named nearby, and the most specific indicator wins. What stays without an indicator is kept with
the reason.
"""

from dataclasses import replace

import regex

from extractor.layers.clauses import Region, sentences
from extractor.layers.compose import compose
from extractor.layers.concepts import ConceptSpan
from extractor.layers.conditions import RESULT_INDICATORS, is_content, of_the_whole
from extractor.layers.decrees import of_one_decree
from extractor.layers.in_step import in_step, people_with_contracts, totals_a_list
from extractor.layers.outline import Place
from extractor.layers.quantities import Count
from extractor.layers.scope import ORGANISATIONS, Clue, clue_of, people
from extractor.layers.series import (
    CHANGE,
    continue_list,
    continue_remainder,
    continue_series,
    is_against,
    is_delta,
    of_another_count,
    part_by_name,
    part_by_place,
    part_of,
    part_of_a_flow,
    part_of_the_head,
    subset_of,
)
from extractor.layers.sheet import Reading, Sheet, outer_clues
from extractor.layers.staff_parts import of_contracts, of_the_office, staff_by_parts, with_contracts
from extractor.layers.under_heading import from_above
from extractor.lexicon.counting import unit_words
from schemas.quantity import Unit

MOST_CLUES = 120
"""How far back the scope reaches; beyond it a hostile block would cost the square of its length."""


def read_prose(sheet: Sheet, index: int) -> list[Reading]:
    """The readings of every quantity in a block of prose; leaves the block's trail for its items."""
    block = sheet.manuscript.blocks[index]
    place = sheet.places[index]
    readings: list[Reading] = []
    trail: list[Clue] = []
    sheet.trails[index] = trail
    outer = outer_clues(sheet, place)
    if place.role == "footnote" and (whole := _OF_NUMBER.match(sheet.folded, block.start, block.end)):
        counted = [clue for clue in outer if clue.indicator and _tells(sheet.folded, clue.at, whole[1])]
        outer = [clue for clue in counted if clue.indicator not in _BODIES]
    elif (told := sheet.totals.get(place.headings)) and not _of_another_total(
        sheet.folded, told.at, block.start, block.end
    ):
        outer.append(told)
    for sentence in sentences(sheet.manuscript.flow, max(block.start, place.body_start), block.end):
        readings += _read_sentence(sheet, index, sentence, trail, outer, readings)
    _note_total(sheet, place, readings)
    return readings


def _of_another_total(folded: str, told: int, start: int, end: int) -> bool:
    """ "Trong 55 đồng chí có 19 nữ" is of the fifty-five, and not of the total told before."""
    whole = _OF_NUMBER.match(folded, start, end)
    return whole is not None and not _tells(folded, told, whole[1])


def _tells(folded: str, at: int, whole: str) -> bool:
    """Whether the number at a place is the one of which a part is told; a number in words may be."""
    number = _DIGITS.match(folded, at)
    return number is None or whole.strip(".") == number[0].strip(".")


_DIGITS = regex.compile(r"[0-9.]+")
_BODIES = frozenset({"provincial_committee_members", "standing_committee_members", "inspection_committee_members"})
"""The members of a body are elected, from the staff and from elsewhere: a part of them is no part of the staff."""
_OF_NUMBER = regex.compile(r"(?:- )?trong (?:tổng )?(?:số )?([0-9.]+) ")


def _note_total(sheet: Sheet, place: Place, readings: list[Reading]) -> None:
    """ "… hiện có trong hệ thống: 112 đ/c" in one item, "Nữ 51 đ/c" in the next: the next one breaks it down."""
    for reading in readings:
        if reading.indicator in _TOTALS:
            sheet.totals[place.headings] = Clue(reading.count.digits[0], population="STAFF")
        elif reading.population and people(reading.population) and reading.population != "STAFF":
            sheet.totals.pop(place.headings, None)


_TOTALS = frozenset({"staff_present_total", "payroll_present"})


def _read_sentence(
    sheet: Sheet, index: int, sentence: tuple[int, int], trail: list[Clue], outer: list[Clue], before: list[Reading]
) -> list[Reading]:
    regions = sheet.splitter.regions(sentence)
    if not regions:
        trail += sheet.clues(*sentence)
        return []
    done: list[Reading] = []
    at = sentence[0]
    for region in regions:
        trail += sheet.clues(at, region.left_near)
        at = max(at, region.left_near)
        reading = interpret(sheet, index, region, trail, outer, done, before)
        if reading.count.implied and reading.indicator is None:
            continue
        done.append(reading)
        trail += _after(sheet, region, reading)
        at = max(at, region.right_near)
    trail += sheet.clues(at, sentence[1])
    return done


def _after(sheet: Sheet, region: Region, reading: Reading) -> list[Clue]:
    """What a quantity says to those after it: its population and ladders, not its places."""
    clues = []
    for span in sheet.spans(region.left_near, region.right_near):
        clue = clue_of(span)
        if clue is None:
            continue
        if (reading.population and clue.population and clue.population != reading.population) or (
            clue.population in ORGANISATIONS and reading.unit in ("person", "attendance")
        ):
            clue = Clue(clue.at, None, clue.ladder, clue.concept)
        clues.append(clue)
    clues.append(
        Clue(
            region.count.digits[0],
            reading.population,
            None,
            None,
            False,
            reading.indicator or reading.about,
            reading.subset,
        )
    )
    return clues


def _end_of_share(sheet: Sheet, before: Count, region: Region) -> int | None:
    """ "231.872 người, chiếm 86,4% số CNVCLĐ, so với đầu kỳ …": where the words end that say what the share is of."""
    if before.share is None or before.share.start < before.digits[1] or not _SHARE_OF.match(sheet.folded, before.end):
        return None
    end = sheet.splitter.first_separator(before.end, region.count.start)
    return end if end < region.count.start else None


def interpret(
    sheet: Sheet,
    index: int,
    region: Region,
    trail: list[Clue],
    outer: list[Clue],
    done: list[Reading],
    before: list[Reading],
) -> Reading:
    """Which indicator a quantity answers, given the words around it and the clues before it."""
    count, folded = region.count, sheet.folded
    reading = Reading(count, index, region, unit=count.unit)
    reading.start, reading.end = quote_span(sheet, region)
    near = sheet.spans(region.left_near, region.right_near)
    clause = sheet.spans(region.left_clause, region.right_clause)
    if count.share is not None and count.share.start >= count.digits[1]:
        # "706 người (bằng 95,1% số được giao)": what the share is of is not what is counted.
        beyond = count.end
        if _SHARE_OF.match(folded, count.end):
            beyond = sheet.splitter.first_separator(count.end, region.right_clause)
        aside = (count.share.start, max(count.end, beyond))
        near = [span for span in near if not aside[0] <= span.start < aside[1]]
        clause = [span for span in clause if not aside[0] <= span.start < aside[1]]
    if done and (end := _end_of_share(sheet, done[-1].count, region)):
        near, clause = [s for s in near if s.start >= end], [s for s in clause if s.start >= end]
    near = beside_own_label(sheet, near, region)
    told = folded[region.left_clause : count.start]
    near, clause = of_one_decree(near, told), of_one_decree(clause, told)
    if count.entry is not None:
        near = clause = sheet.spans(*count.entry.label)
    if count.whole is not None and count.value <= count.whole and names_the_part(sheet, region, near):
        # "Nữ: 34/52 đ/c": the label on the left names the part, the noun on the right the whole.
        near = [span for span in near if span.end <= count.start]
        clause = [span for span in clause if span.end <= count.start]
    scope = [*reversed(trail[-MOST_CLUES:]), *outer[:MOST_CLUES]]
    if count.entry is not None:
        head = sheet.clues(count.entry.whole[0], count.entry.label[0])
        scope = [*reversed([c for c in head if c.concept and c.concept.kind in ("ladder", "entity")]), *scope]
    reading.population = nearest_population(near, scope, count)
    reading.subset = subset_of(sheet, index, region, done)
    role = sheet.places[index].role
    if count.unit is None and (unit := labelled_unit(sheet, region)):
        region.count = count = reading.count = replace(count, unit=unit)
        reading.unit = unit
    if count.unit == "item" and count.noun == "chỉ tiêu" and _of_posts(sheet, region):
        region.count = count = reading.count = replace(count, unit="person")
        reading.unit = "person"
    reason = refusal(sheet, region, role)
    if count.entry is not None and not count.entry.clear:
        reason = "is told in turn, and which number is whose is not clear"
    if reason:
        reading.reason = reason
        return reading
    answers = folded[max(0, count.start - 6) : count.start].rstrip().endswith((":", " thì"))
    if count.implied and count.unit is not None and not answers and not any(count.end < span.end for span in near):
        reading.reason = "says that there is none of something else"
        return reading
    if count.entry is not None and not near and continue_list(sheet, scope, reading):
        return reading
    if _REMAINS.search(folded[region.left_clause : count.start]) and continue_remainder(done, reading):
        return reading
    if (
        in_step(sheet, before, done, reading)
        or totals_a_list(sheet, region, done, reading)
        or people_with_contracts(sheet, before, done, reading)
    ):
        return reading
    if count.entry is not None and count.entry.again:
        reading.reason = "goes through numbers that cannot be told"
        return reading
    candidates = compose(sheet, region, near, clause, scope, role)
    if not candidates and count.unit is not None and count.entry is None:
        candidates = from_above(sheet, index, region, near, scope, role)
    if not candidates and count.entry is not None and count.entry.year and continue_list(sheet, scope, reading):
        return reading
    if not candidates and (name := staff_by_parts(sheet, region, near, done, reading.population)):
        reading.indicator, reading.unit, reading.told = name, "person", "words"
        return reading
    if not candidates:
        reading.reason = "no indicator covers it"
        if part_by_place(region, done, reading):
            return reading
        if is_delta(sheet, region, done):
            reading.reason, reading.about = CHANGE, next((r.indicator or r.about for r in reversed(done)), None)
        elif count.entry is None and not any(is_content(s.concept) and s.concept.id != "TRAINING" for s in near):
            continue_series(sheet, region, done, before, reading)
        if reading.indicator is None and reading.about is None:
            part_by_name(sheet, region, done, before, reading)
        return reading
    if role == "targets":
        candidates = [c for c in candidates if c.composition.indicator in RESULT_INDICATORS] or candidates
    candidates.sort(key=lambda candidate: -candidate.score)
    best = candidates[0]
    if (
        len(candidates) > 1
        and candidates[1].score == best.score
        and candidates[1].composition.indicator != best.composition.indicator
    ):
        reading.reason = f"{best.composition.indicator} and {candidates[1].composition.indicator} fit equally well"
        return reading
    name = best.composition.indicator
    if (not best.composition.flow_words or is_against(sheet, region)) and is_delta(sheet, region, done):
        reading.about, reading.reason = name, CHANGE
        return reading
    if not name.startswith("plan_") and _DEMANDED.match(folded[region.sentence[0] : count.start]):
        reading.about, reading.reason = name, "is asked for by a document"
        return reading
    if (
        name.startswith(("staff_", "training_"))
        and name not in ("staff_present_total", "training_sent_total")
        and _OUT_OF.search(folded, region.left_near, count.start)
        and _COME_SO_MANY.match(folded, count.end)
    ):
        reading.about, reading.reason = name, "is what others are counted out of"
        return reading
    if name == "payroll_present" and "PAYROLL" not in best.local and with_contracts(sheet, region):
        name = "staff_present_total"  # "Hiện có 118 người, gồm 112 người trong biên chế và 06 người hợp đồng"
    if name.startswith("payroll_present_") and of_contracts(sheet, region, done):
        reading.about, reading.reason = done[-1].indicator, "a part of the figure before it"
        return reading
    if of_the_office(sheet, region, name):
        reading.about, reading.reason = name, "a part: the office"
        return reading
    if counts_its_label(sheet, count, best.local):
        reading.about, reading.reason = name, "a share of its own label"
        return reading
    if reading.subset and _is_the_population(sheet, region, reading.subset, best.local):
        reading.subset = None
    if reading.subset:
        reading.about, reading.reason = name, f"a part: {reading.subset}"
        return reading
    if flow := part_of_a_flow(folded, region, done, name):
        reading.about, reading.reason, reading.subset = flow, "a part of the figure before it", "a part"
        return reading
    if not (count.entry and count.entry.year) and (part := part_of(folded, region, done, name, count)):
        reading.about, reading.reason, reading.subset = name, part, part
        return reading
    if (role == "shortcomings" and not of_the_whole(sheet, region, best.composition.flow)) or (
        role == "targets"
        and name not in RESULT_INDICATORS
        and not _of_all(sheet, region)
        and not (name.startswith("plan_") and _SETS_OUT.search(folded, region.sentence[0], count.start))
    ):
        reading.about, reading.reason = name, f"stands in a section about {role}"
        return reading
    if other := of_another_count(sheet, region, done, name):
        reading.about, reading.reason, reading.subset = name, other, "a part"
        return reading
    if told_above := part_of_the_head(sheet, index, region, before, done, name):
        reading.about, reading.reason, reading.subset = name, told_above, told_above
        return reading
    printed = None if count.implied and not _SOMEBODY.match(count.noun) else count.unit
    reading.indicator, reading.unit = name, printed or best.composition.unit
    reading.concepts, reading.inherited = best.local, best.inherited
    reading.population = "TRAINED" if best.composition.total_flow else best.population or reading.population
    reading.score = best.score
    reading.margin = best.score - max((c.score for c in candidates[1:] if c.composition.indicator != name), default=0.0)
    return reading


def _is_the_population(sheet: Sheet, region: Region, part: str, local: tuple[str, ...]) -> bool:
    """ "gồm cơ quan LĐLĐ tỉnh (102 người)": the office is no part of what the indicator counts, it is that."""
    flow, opener = sheet.manuscript.flow, region.opener
    return opener is not None and any(
        span.concept.id in local and flow[span.start : span.end] == part and span.end >= opener - 1
        for span in sheet.spans(region.left_clause, opener)
    )


_SOMEBODY = regex.compile(r"(?:đ/?c|đồng chí|người|cán bộ|cb|ai|ủy viên|chủ tịch|nữ|lượt|lớp|đơn vị)(?!\w)")
"""What "không có …" prints a unit by; "không có trường hợp nào" prints none."""


def _of_posts(sheet: Sheet, region: Region) -> bool:
    """ "Biên chế được giao giảm từ 178 chỉ tiêu xuống 166 chỉ tiêu": the targets are posts, not objectives."""
    told = {span.concept.id for span in sheet.spans(region.sentence[0], region.count.start)}
    return bool(told & {"PAYROLL", "QUOTA"}) and not told & {"PLAN", "DOCUMENTS"}


def _of_all(sheet: Sheet, region: Region) -> bool:
    """ "Hiện toàn thành phố có 804 chủ tịch CĐCS" among targets: said of the whole unit all the same."""
    return (
        region.count.whole is None
        and _WHOLE_UNIT.search(sheet.folded, region.sentence[0], region.count.start) is not None
        and _ASKED.search(sheet.folded, region.sentence[0], region.count.start) is None
    )


_WHOLE_UNIT = regex.compile(
    r"(?<!\w)(?:toàn|cả) (?:tỉnh|thành phố|ngành|hệ thống)(?: (?:hiện|đã|đang))* (?:có|kết nạp|thành lập|mở|cử)(?!\w)|"
    r"(?<!\w)các cấp công đoàn(?: (?:trong tỉnh|thành phố|đã))* (?:kết nạp|thành lập|mở|cử)(?!\w)"
)
_ASKED = regex.compile(r"(?<!\w)(?:phấn đấu|yêu cầu|chỉ tiêu|mục tiêu|mỗi năm|kế hoạch|giao|tối thiểu|ít nhất)(?!\w)")


def names_the_part(sheet: Sheet, region: Region, near: list[ConceptSpan]) -> bool:
    """Whether the label left of an x/y says what x is; a mere population or scale may not."""
    left = [span for span in near if span.end <= region.count.start and is_content(span.concept)]
    if not left or _OF_WHICH.search(sheet.folded, region.left_near, region.count.start):
        return False
    right = [span for span in near if span.start >= region.count.digits[1] and span.concept.kind == "attribute"]
    return not right or any(span.concept.kind in ("attribute", "event") for span in left)


_OF_WHICH = regex.compile(r"(?<!\w)trong (?:tổng )?số ")
_REMAINS = regex.compile(
    r"(?:(?<!\w)(?:mà|nên)|[,;])(?: đến nay| hiện| nay| hiện nay|(?: tính)?(?: đến| tới)(?: ngày)? [0-9/]{4,10})?"
    r"(?: chỉ)? còn(?: lại)?(?: là)? $"
)


def beside_own_label(sheet: Sheet, near: list[ConceptSpan], region: Region) -> list[ConceptSpan]:
    """ "Về ngoại ngữ, tin học: 128 người có trình độ ngoại ngữ": the words after the number say which."""
    count = region.count
    left = [span for span in sheet.spans(region.left_clause, count.start) if span.end <= count.start]
    right = [span for span in near if span.start >= count.digits[1]]
    shared = {span.concept.id for span in left} & {span.concept.id for span in right}
    if shared and left and ":" in sheet.folded[left[-1].end : count.start]:
        return [span for span in near if span.start >= count.start or span.concept.id in shared]
    return near


def labelled_unit(sheet: Sheet, region: Region) -> Unit | None:
    """The unit that the label names ("Số cuộc kiểm tra: 52") or that the parenthesis inherits."""
    folded, table = sheet.folded, unit_words()
    label = folded[region.left_near : region.count.start].strip(" -+:(")
    match = regex.match(r"(?:tổng )?số (?:lượng )?(\S+(?: \S+)?)", label)
    if match:
        words = match[1].split()
        for length in range(len(words), 0, -1):
            if unit := table.get(tuple(words[:length])):
                return unit if unit in ("attendance", "class", "event", "document", "unit") else None
    named = sheet.spans(region.left_clause, region.count.start)[:1]
    if named and named[0].concept.id in ORGANISATIONS and _NUMBER_OF.match(folded, region.left_clause):
        return "unit"
    return None


_NUMBER_OF = regex.compile(
    r"[-+*•\s(:]*(?:tổng )?số (?:lượng )?(?=(?:các )?(?:công đoàn|cđ|lđlđ|liên đoàn|nghiệp đoàn)(?!\w)(?! viên))"
)


def refusal(sheet: Sheet, region: Region, role: str) -> str:
    """Why a quantity is no figure whatever its words, or an empty string."""
    count, folded = region.count, sheet.folded
    before = folded[region.left_near : count.start]
    if role == "future":
        return "stands in a section about the future"
    if count.rate:
        return "is said per unit of something"
    if count.unit in ("event", "class", "document", "attendance") and _BESIDES.search(before):
        return "is counted besides"
    if count.unit == "attendance" and _ONLOOKERS.match(folded, count.end):
        return "counts views or contestants"
    if count.unit == "item" and _OF_THE_DOCUMENT.match(folded, count.end):
        return "counts what the reviewed document demands"
    if count.unit == "unit" and _TERRITORIES.search(folded, region.left_near, min(count.end + 14, region.right_clause)):
        return "counts territories"
    if _GONE.search(folded, region.left_clause, count.start):
        return "counts who is there no more"
    if _SOME_KIND.search(before):
        return "counts one kind of them"
    if count.unit not in ("percent", "vnd") and _POINTS_BACK.match(folded, count.end):
        return "points back to what was told"
    if _INHABITANTS.search(before) or _OF_INHABITANTS.match(folded, count.end):
        return "counts inhabitants"
    if count.unit == "vnd":
        return "is an amount of money"
    if _AVERAGE_OR_PLAN.search(before):
        return "is an average, a plan or a condition"
    if _CALLED_OFF.search(before):
        return "was called off"
    if _TO_COME.match(folded, count.end) or _TO_COME_BEFORE.search(before):
        return "is still to come"
    if _NORM.search(before):
        return "is a norm, not a count"
    return ""


_AVERAGE_OR_PLAN = regex.compile(
    r"(?:mỗi|bình quân|trung bình|hằng năm|phấn đấu|đặt mục tiêu|dự kiến|có từ|nơi có|"
    r"kế hoạch [^,;.0-9]{0,20}(?:[0-9]{1,2} năm )?là|"
    r"kế hoạch (?:mở|cử|tổ chức|kết nạp|thành lập|đào tạo|bồi dưỡng)(?! được))"
    r"[^,;.]{0,45}$|(?<!\w)(?:bình quân|trung bình) (?:mỗi|một)[^;.]{0,110}$"
)
_OF_THE_DOCUMENT = regex.compile(
    r"(?: cụ thể| chung)? (?:của|trong|tại|mà|theo) (?:nghị quyết|chương trình|chỉ thị|đề án)(?!\w)"
)
_TERRITORIES = regex.compile(r"(?<!\w)đơn vị hành chính(?!\w)")
_OUT_OF = regex.compile(r"(?<!\w)trong (?:tổng )?(?:số )?$")
_COME_SO_MANY = regex.compile(
    r"[^.;:()0-9\n]{0,40}?(?:đã |thì |mới |hiện |chỉ )*có (?:đến |tới |gần |trên |hơn )?[0-9]"
)
_SOME_KIND = regex.compile(
    r"(?<!\w)(?:đoàn viên|đv) (?:là|thuộc diện|hưởng|làm) "
    r"(?!nữ|người (?:dân tộc|khmer|dtts)|dtts|dân tộc|đảng viên|phụ nữ)[^:,;.0-9]{3,50}: $"
)
_GONE = regex.compile(r"(?<!\w)giảm (?:do|vì|bởi) [^;.:0-9]{3,60}(?::|là|có|gồm) ?$")
_SETS_OUT = regex.compile(
    r"(?<!\w)(?:kế hoạch|kh|đề án|chương trình(?: hành động)?)(?!\w)[^.;]{0,160}?"
    r"(?<!\w)(?:đề ra|đặt ra|nêu|xác định|giao|gồm)(?!\w)[^.;:]{0,40}$"
)
_POINTS_BACK = regex.compile(
    r"(?: (?:văn bản|người|đồng chí|đ/c|cán bộ|lớp|đơn vị|cuộc|lượt|cđcs|đoàn viên|chỉ tiêu|mục tiêu))?"
    r" (?:này|ấy|nói trên|nêu trên|kể trên|vừa nêu|đã nêu)(?!\w)(?! (?:là|có|gồm) [0-9])"
)
_INHABITANTS = regex.compile(r"(?<!\w)(?:dân số|số dân|dân cư|nhân khẩu)(?!\w)[^,;.()0-9]{0,36}$")
_OF_INHABITANTS = regex.compile(
    r"\s?(?:triệu |vạn |nghìn )?(?:dân(?! tộc| quân| vận| sự)|nhân khẩu|hộ dân|hộ gia đình)(?!\w)"
)
_SHARE_OF = regex.compile(r" (?:tổng số|số|của|so với|kế hoạch|chỉ tiêu|biên chế|mức)(?!\w)")
_BESIDES = regex.compile(r"(?<!\w)(?:chưa|không) (?:kể|tính)(?: đến)? $")
_ONLOOKERS = regex.compile(
    r"(?: \p{L}+){0,2}? (?:truy cập|xem|ý kiến|phản ánh|kiến nghị|gọi|"
    r"dự thi|tham gia thi|tương tác|theo dõi|chia sẻ|tiếp cận|bình luận)(?!\w)"
)
_CALLED_OFF = regex.compile(r"(?<!\w)(?:hủy|hoãn|tạm dừng|không tổ chức được)(?: bỏ)? $")
_TO_COME = regex.compile(r"[^,;.:()\n0-9]{0,24}?(?<!\w)(?:sẽ|sắp(?! xếp)|chuẩn bị|đến tuổi)(?!\w) (?!hạn)")
_TO_COME_BEFORE = regex.compile(r"(?<!\w)(?:sẽ|sắp(?! xếp)) [^,;.:()0-9]{0,30}$")
_DEMANDED = regex.compile(
    r"(?:- )?(?:nghị quyết|kế hoạch|chương trình|đề án|quy định|chỉ thị|"
    r"hướng dẫn)(?! đã)[^.;]{0,60}? (?:yêu cầu|đề ra|đặt ra|quy định|xác định)"
    r"(?!.*(?:;|thực hiện được|kết quả|đến nay|đã đạt|thực tế))"
)


def counts_its_label(sheet: Sheet, count: Count, local: tuple[str, ...]) -> bool:
    """ "38,0% số lớp (62 lớp) được dạy trực tuyến": a part of what the share's label names, and nothing else."""
    if count.share is None or count.share.start > count.digits[0]:
        return False
    label = (count.share.end, count.digits[0])
    if not regex.match(r" (?:trong )?(?:tổng )?số ", sheet.folded[slice(*label)]):
        return False
    return set(local) <= {span.concept.id for span in sheet.spans(*label)}


_NORM = regex.compile(
    r"(?<!\w)(?:một|mỗi|từng) (?:chức danh|người|đồng chí|vị trí|đơn vị|ban|cán bộ|huyện|xã)[^,;.]{0,20}$"
)


def nearest_population(near: list[ConceptSpan], scope: list[Clue], count: Count) -> str | None:
    """The population a quantity is about, told by its own words before the scope."""
    own = [clue for span in near if (clue := clue_of(span)) and clue.population]
    own.sort(key=lambda clue: (not clue.restricting, abs(clue.at - count.digits[0])))
    want_people = count.unit in ("person", "attendance", "percent")
    for clue in (*own, *scope):
        if clue.population and (people(clue.population) or not want_people):
            return clue.population
    return None


_LEADING_FILLER = regex.compile(r"[\s,;:(–-]*(?:(?:và|trong đó|bao gồm|gồm|với|còn|cùng|riêng|có)[\s,:]+)*")


_TRAILING_FILLER = regex.compile(r"(?:\s(?:và|cho|với|xuống|còn|trên|tổng số|trong đó|gồm|cùng|để))+\s*$")


def _label_start(sheet: Sheet, region: Region) -> int:
    """Where the number's label begins: a list of places before it belongs to it as a whole."""
    start = region.left_near
    while start > region.left_clause:
        before = [span for span in sheet.spans(max(region.left_clause, start - 60), start) if start - span.end <= 3]
        after = sheet.spans(start, region.count.start)
        if (
            not before
            or not after
            or before[-1].concept.id not in ORGANISATIONS
            or after[0].concept.id not in ORGANISATIONS
        ):
            break
        start = max(region.left_clause, max(sheet.folded.rfind(mark, 0, before[-1].start) for mark in ",;:(\n") + 1)
    return start


def quote_span(sheet: Sheet, region: Region) -> tuple[int, int]:
    """The words a reader would quote for the quantity: label, number, unit and what follows closely."""
    count, flow = region.count, sheet.manuscript.flow
    start, end = _label_start(sheet, region), region.right_near
    if filler := _LEADING_FILLER.match(sheet.folded, start, count.start):
        start = filler.end()
    while start < count.start and (flow[start].isspace() or flow[start] in ",;:-–("):
        start += 1
    if count.start - start > 160:
        start = count.start
    if end - count.end > 120:
        end = max(count.end, flow.rfind(" ", count.end, count.end + 110))
    if trailing := _TRAILING_FILLER.search(sheet.folded, count.end, end):
        end = trailing.start()
    while end > count.end and (flow[end - 1].isspace() or flow[end - 1] in ",;:.("):
        end -= 1
    if flow[start:end].strip() == "":
        return count.digits
    return start, end
