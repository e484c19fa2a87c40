"""Figures by composition: the quantity takes the indicator whose concepts its words satisfy.

Every word of the quantity's own clause must be explained by the indicator, its population must be
named nearby, and the most specific indicator wins. What stays without an indicator is kept with
the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import regex

from extractor.layers.clauses import Region, Splitter, sentences
from extractor.layers.concepts import ConceptSpan
from extractor.layers.outline import Place
from extractor.layers.quantities import Count
from extractor.layers.scope import ORGANISATIONS, Clue, clue_of, people, resolve_workforce
from extractor.lexicon.composition import Composition, load_compositions
from extractor.lexicon.concepts import Concept
from extractor.lexicon.counting import unit_words
from extractor.readers.manuscript import Manuscript
from schemas.quantity import Unit

_TOTAL = regex.compile(
    r"tổng số|tổng cộng|cộng chung|hiện có|có mặt|đang làm việc|toàn hệ thống|toàn tỉnh|toàn ngành|toàn thành phố|hệ thống công đoàn|tính cả|tính chung|hiện nay|tất cả|toàn bộ|cả tỉnh|cơ quan .{0,30}hiện có|tổng"
)
_DELTA = regex.compile(r"(?:tăng|giảm|cao hơn|thấp hơn|ít hơn|nhiều hơn|tăng thêm|giảm được|giảm còn|dôi dư|bổ sung thêm)(?: thêm| được| tới| khoảng)? $")
_COMPARED = regex.compile(r"so với|so sánh|so cùng kỳ")
_FROM = regex.compile(r"(?<!\w)(?:từ|sắp xếp|thu gọn|giảm|sáp nhập|hợp nhất)(?: (?:từ|còn))? $|(?:trước (?:đây|sắp xếp|khi sắp xếp)[^.;]{0,20}(?:có|là)) $")
_TO = regex.compile(r"(?:xuống(?: còn)?|nay còn|còn lại|còn|thành|giảm còn|nay là|rút còn|giảm xuống(?: còn)?|thu gọn còn|sắp xếp còn|lại còn) $")
_DEPARTMENT_NOUN = regex.compile(r"(?:phòng, )?ban\b|phòng\b|đầu mối\b")
_EVALUATIVE = regex.compile(r"^[^,.;]{0,12}(?:đạt|vượt|hoàn thành|không đạt|chưa đạt|cơ bản)")
_ACTS = regex.compile(r"(?<!\w)(?:đã|thực hiện|tổ chức|cử|chỉ đạo|yêu cầu|mở|tiến hành|xây dựng|họp|nghe|dành|phân công|phụ trách|chọn|giao|chậm)(?!\w)")
_NEGATED = regex.compile(r"(?:chưa|không|chậm|thiếu)(?: \w+){0,3} $")
_PERSONNEL = regex.compile(r"cán bộ|tổ chức|nhân sự|quy hoạch|bổ nhiệm")
_NOT_PERSONNEL = regex.compile(r"tài chính|điều lệ|pháp luật lao động|an toàn|chế độ, chính sách lao động|đồng cấp")


@dataclass(slots=True)
class Reading:
    """What became of one quantity: an indicator, or the reason for none."""

    count: Count
    block: int
    region: Region | None
    indicator: str | None = None
    unit: Unit | None = None
    reason: str = ""
    population: str | None = None
    concepts: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    subset: str | None = None
    about: str | None = None
    confidence: float = 0.0
    start: int = 0
    end: int = 0
    table: int | None = None
    row_label: str = ""
    of_whole: bool = False


@dataclass(slots=True)
class Candidate:
    """A composition that a quantity satisfies, and what it cost."""

    composition: Composition
    score: float
    local: tuple[str, ...]
    inherited: tuple[str, ...]
    population: str | None


@dataclass(slots=True)
class Sheet:
    """Everything the earlier layers found, for the composition to look at."""

    manuscript: Manuscript
    folded: str
    places: list[Place]
    concepts: list[ConceptSpan]
    splitter: Splitter
    subsets: list[tuple[int, int, str]]
    trails: dict[int, list[Clue]] = field(default_factory=dict)

    def spans(self, start: int, end: int) -> list[ConceptSpan]:
        """The concept spans wholly inside a span of the flow."""
        first = _bisect(self.concepts, start)
        found = []
        for span in self.concepts[first:]:
            if span.start >= end:
                break
            if span.end <= end:
                found.append(span)
        return found


def _bisect(concepts: Sequence[ConceptSpan], start: int) -> int:
    low, high = 0, len(concepts)
    while low < high:
        middle = (low + high) // 2
        if concepts[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return low


def read_prose(sheet: Sheet, index: int) -> list[Reading]:
    """The readings of every quantity in a block of prose; leaves the block's trail for its items."""
    block = sheet.manuscript.blocks[index]
    place = sheet.places[index]
    readings: list[Reading] = []
    trail: list[Clue] = []
    sheet.trails[index] = trail
    outer = outer_clues(sheet, place)
    for sentence in sentences(sheet.manuscript.flow, max(block.start, place.body_start), block.end):
        readings += _read_sentence(sheet, index, sentence, trail, outer, readings)
    return readings


def outer_clues(sheet: Sheet, place: Place) -> list[Clue]:
    """The clues of list heads and headings above a block, nearest first."""
    clues: list[Clue] = []
    for parent in place.parents:
        clues += reversed(sheet.trails.get(parent, []))
    for heading in place.headings:
        block = sheet.manuscript.blocks[heading]
        clues += reversed(raw_clues(sheet, block.start, block.end))
    return clues


def raw_clues(sheet: Sheet, start: int, end: int) -> list[Clue]:
    """The clues of the words of a span."""
    return [clue for span in sheet.spans(start, end) if (clue := clue_of(span))]


def _read_sentence(
    sheet: Sheet, index: int, sentence: tuple[int, int], trail: list[Clue], outer: list[Clue], before: list[Reading]
) -> list[Reading]:
    regions = sheet.splitter.regions(sentence)
    if not regions:
        trail += raw_clues(sheet, *sentence)
        return []
    done: list[Reading] = []
    at = sentence[0]
    for region in regions:
        trail += raw_clues(sheet, at, region.left_near)
        at = max(at, region.left_near)
        reading = interpret(sheet, index, region, trail, outer, done, before)
        if reading.count.implied and reading.indicator is None:
            continue
        done.append(reading)
        trail += _after(sheet, region, reading)
        at = max(at, region.right_near)
    trail += raw_clues(sheet, at, sentence[1])
    return done


def _after(sheet: Sheet, region: Region, reading: Reading) -> list[Clue]:
    """What a quantity says to those after it: its population and ladders, not its places."""
    clues = []
    for span in sheet.spans(region.left_near, region.right_near):
        clue = clue_of(span)
        if clue is None:
            continue
        if reading.population and clue.population and clue.population != reading.population:
            clue = Clue(clue.at, None, clue.ladder, clue.concept)
        elif clue.population in ORGANISATIONS and reading.unit in ("person", "attendance"):
            clue = Clue(clue.at, None, clue.ladder, clue.concept)
        clues.append(clue)
    clues.append(
        Clue(region.count.digits[0], reading.population, None, None, False, reading.indicator or reading.about, reading.subset)
    )
    return clues


def interpret(
    sheet: Sheet, index: int, region: Region, trail: list[Clue], outer: list[Clue], done: list[Reading], before: list[Reading]
) -> Reading:
    """Which indicator a quantity answers, given the words around it and the clues before it."""
    count, folded = region.count, sheet.folded
    reading = Reading(count, index, region, unit=count.unit)
    reading.start, reading.end = quote_span(sheet, region)
    near = sheet.spans(region.left_near, region.right_near)
    clause = sheet.spans(region.left_clause, region.right_clause)
    if count.whole is not None and any(_is_content(span.concept) for span in near if span.end <= count.start):
        # "Nữ: 34/52 đ/c": the label on the left names the part, the noun on the right the whole.
        near = [span for span in near if span.end <= count.start]
        clause = [span for span in clause if span.end <= count.start]
    scope = [*reversed(trail), *outer]
    reading.population = nearest_population(near, scope, count)
    reading.subset = subset_of(sheet, region, done)
    role = sheet.places[index].role
    if count.unit is None and (unit := labelled_unit(sheet, region)):
        region.count = count = reading.count = replace(count, unit=unit)
        reading.unit = unit
    reason = refusal(sheet, region, role)
    if reason:
        reading.reason = reason
        return reading
    candidates = compose(sheet, region, near, clause, scope, role)
    if not candidates:
        reading.reason = "no indicator covers it"
        if not any(_is_content(span.concept) for span in near):
            continue_series(sheet, region, done, before, reading)
        return reading
    candidates.sort(key=lambda candidate: -candidate.score)
    best = candidates[0]
    if len(candidates) > 1 and candidates[1].score == best.score and candidates[1].composition.indicator != best.composition.indicator:
        reading.reason = f"{best.composition.indicator} and {candidates[1].composition.indicator} fit equally well"
        return reading
    name = best.composition.indicator
    if not best.composition.flow_words and is_delta(sheet, region):
        reading.about, reading.reason = name, "is a change against another time"
        return reading
    if reading.subset:
        reading.about, reading.reason = name, f"a part: {reading.subset}"
        return reading
    if part := part_of(folded, region, done, name, count):
        reading.about, reading.reason, reading.subset = name, part, part
        return reading
    if role == "shortcomings" or (role == "targets" and name not in RESULT_INDICATORS):
        reading.about, reading.reason = name, f"stands in a section about {role}"
        return reading
    reading.indicator, reading.unit = name, count.unit or best.composition.unit
    reading.concepts, reading.inherited = best.local, best.inherited
    reading.population = best.population or reading.population
    reading.confidence = round(max(0.3, min(0.99, 0.98 - 0.04 * len(best.inherited) - 0.02 * (best.score < 2))), 2)
    return reading


_CHANGED = regex.compile(r"(?:lên(?: tới| đến| thành)?|xuống(?: còn)?|còn|nay là|thành|đạt|được|với|là)(?: (?:khoảng|gần|hơn|trên))? $")
_SERIES_YEAR = regex.compile(r"năm 20[0-9]{2}|20[0-9]{2}:")


def continue_series(sheet: Sheet, region: Region, done: list[Reading], before: list[Reading], reading: Reading) -> None:
    """A bare number goes on with what the last one counted: "… từ 11 người tăng lên 19 người", "năm 2020: 96 lượt"."""
    count, folded = region.count, sheet.folded
    earlier = [r for r in (*before[-1:], *done) if r.region is not None and (r.indicator or r.about)]
    if not earlier or count.share is not None and count.whole is not None:
        return
    last = earlier[-1]
    if last.subset or last.unit != (count.unit or last.unit) or region.depth != (last.region.depth if last.region else 0):
        return
    words = folded[max(region.sentence[0], region.left_clause) : region.count.start]
    dated = _SERIES_YEAR.search(words) or regex.match(r",? ?(?:vào |trong |ở )?(?:cuối |đầu )?năm 20[0-9]{2}", folded[count.end : count.end + 24])
    changed = bool(done) and last is done[-1] and _FROM_BEFORE.search(folded[last.region.left_clause : last.count.start] if last.region else "") and _CHANGED.search(words)
    if not dated and not changed:
        return
    reading.indicator, reading.unit, reading.reason = last.indicator, count.unit or last.unit, ""
    reading.population, reading.inherited = last.population, (*last.concepts, *last.inherited)
    reading.confidence = 0.75
    if reading.indicator is None:
        reading.about, reading.reason = last.about, last.reason


_FROM_BEFORE = regex.compile(r"(?<!\w)(?:từ|tăng từ|giảm từ|nâng từ)(?: (?:chỉ|khoảng|có))? $")


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
    return None


RESULT_INDICATORS = frozenset({"staff_union_certificate", "provincial_leaders", "provincial_leaders_foreign_language", "parttime_officers"})
"""What a target's result may state about the unit as a whole; other counts there are about the target."""


def refusal(sheet: Sheet, region: Region, role: str) -> str:
    """Why a quantity is no figure whatever its words, or an empty string."""
    count, folded = region.count, sheet.folded
    before = folded[region.left_near : count.start]
    if role == "future":
        return "stands in a section about the future"
    if count.rate:
        return "is said per unit of something"
    if count.unit == "vnd":
        return "is an amount of money"
    if regex.search(r"(?:mỗi|bình quân|trung bình|hằng năm|phấn đấu|đặt mục tiêu|dự kiến|có từ|nơi có)[^,;.]{0,30}$", before):
        return "is an average, a plan or a condition"
    if _NORM.search(before):
        return "is a norm, not a count"
    return ""


_NORM = regex.compile(r"(?<!\w)(?:một|mỗi|từng) (?:chức danh|người|đồng chí|vị trí|đơn vị|ban|cán bộ|huyện|xã)[^,;.]{0,20}$")


def is_delta(sheet: Sheet, region: Region) -> bool:
    """"giảm 08 chỉ tiêu so với năm 2019": a difference, not a count."""
    before = sheet.folded[region.left_near : region.count.start]
    around = sheet.folded[region.left_clause : region.right_clause + 40]
    return _DELTA.search(before) is not None and _COMPARED.search(around) is not None


def part_of(folded: str, region: Region, done: list[Reading], name: str, count: Count) -> str:
    """Whether an earlier, larger quantity of the sentence already answered the indicator as its whole."""
    for reading in done:
        if (reading.indicator == name or reading.about == name) and reading.count.value >= count.value and not _own_time(folded, region):
            return "a part of the figure before it"
    return ""


def _own_time(folded: str, region: Region) -> bool:
    return regex.search(r"năm 20[0-9]{2}|nhiệm kỳ", folded[region.left_clause : region.count.start]) is not None


def subset_of(sheet: Sheet, region: Region, done: list[Reading]) -> str | None:
    """The part of the whole that the clause is about (a former province, one unit), or None."""
    for start, end, name in sheet.subsets:
        if region.left_clause <= start and end <= region.right_near and start < region.count.digits[0]:
            return name
        if region.count.end <= start and end <= region.right_near:
            return name
    if regex.search(r"toàn (?:tỉnh|thành phố|ngành|hệ thống)|cả (?:tỉnh|nước)|tổng", sheet.folded[region.left_clause : region.count.start]):
        return None
    if done and (last := done[-1]).subset and last.region is not None and last.region.depth == region.depth:
        between = sheet.folded[last.region.count.end : region.count.start]
        if not regex.search(r"[;.]", between):
            return last.subset
    return None


def nearest_population(near: list[ConceptSpan], scope: list[Clue], count: Count) -> str | None:
    """The population a quantity is about, told by its own words before the scope."""
    own = [clue for span in near if (clue := clue_of(span)) and clue.population]
    own.sort(key=lambda clue: (not clue.restricting, abs(clue.at - count.digits[0])))
    want_people = count.unit in ("person", "attendance", "percent")
    for clue in (*own, *scope):
        if clue.population and (people(clue.population) or not want_people):
            return clue.population
    return None


def _is_content(concept: Concept) -> bool:
    return not _soft(concept, load_compositions().soft)


def compose(
    sheet: Sheet, region: Region, near: list[ConceptSpan], clause: list[ConceptSpan], scope: list[Clue], role: str
) -> list[Candidate]:
    """All compositions that the quantity satisfies."""
    rules = load_compositions()
    count = region.count
    near_names = [span.concept.id for span in near]
    blocking = {
        name
        for name, span in zip(near_names, near, strict=True)
        if not _soft(span.concept, rules.soft) and not (count.unit in ("person", "attendance", "event") and _possessor(sheet, span))
    }
    found = []
    for rule in rules.all:
        if count.unit is not None and count.unit not in rule.units:
            continue
        if rule.printed_unit and count.unit is None:
            continue
        if candidate := _satisfies(sheet, rule, region, near, clause, scope, blocking, role):
            found.append(candidate)
    return found


def _possessor(sheet: Sheet, span: ConceptSpan) -> bool:
    """"… chủ chốt của công đoàn ngành": an organisation that owns what is counted, not the thing counted."""
    if span.concept.id in ("MEMBERS", "WORKERS"):
        return regex.search(r"(?:với|cho|của|đến|tới|phục vụ) $", sheet.folded[max(0, span.start - 9) : span.start]) is not None
    if span.concept.id not in ORGANISATIONS and not span.concept.weak:
        return False
    before = sheet.folded[max(0, span.start - 60) : span.start]
    return regex.search(r"(?:của|thuộc|do|cho|và|với)(?: các| những)? $", before) is not None and regex.search(r"của|thuộc|do|cho", before) is not None


def _soft(concept: Concept, soft: frozenset[str]) -> bool:
    return concept.id in soft or concept.kind == "neutral" or concept.weak


def _satisfies(
    sheet: Sheet,
    rule: Composition,
    region: Region,
    near: list[ConceptSpan],
    clause: list[ConceptSpan],
    scope: list[Clue],
    blocking: set[str],
    role: str,
) -> Candidate | None:
    count, folded = region.count, sheet.folded
    if rule.from_to:
        if direction(sheet, region) != rule.from_to or blocking - rule.names - rule.allow:
            return None
        return Candidate(rule, 2.0, ("DEPARTMENTS",), (), None)
    if rule.units == ("unit",) and not _counts_the_thing(rule, count):
        return None
    local: list[str] = []
    inherited: list[str] = []
    score = 0.0
    near_names = {span.concept.id for span in near}
    clause_names = {span.concept.id for span in clause}
    for need in rule.needs:
        hit = [name for name in need if name in near_names]
        if hit:
            local.append(hit[0])
            score += 1.0 + (0.1 if _is_key(hit[0], near) else 0)
            continue
        hit = [name for name in need if name in clause_names]
        if hit and (rule.units == ("percent",) or not _ends_elsewhere(region, clause, hit[0])):
            local.append(hit[0])
            score += 0.8
            continue
        if need in rule.inherit and (name := _in_scope(need, scope)):
            inherited.append(name)
            score += 0.4
            continue
        return None
    bare = not any(_is_content(span.concept) and span.concept.id not in rule.allow for span in near)
    if not set(rule.needs[0]) & set(local) and not (bare and _result_without_words(sheet, rule, region, role)):
        return None
    score += 0.25 * _beside(region, rule, near)
    explained = rule.names | rule.allow
    if blocking - explained - _population_names(rule, near):
        return None
    if rule.adjacent and region.depth and region.opener is not None and _counted_before(sheet, region):
        return None
    if rule.head and not _about_the_whole(sheet, region, rule, near, role):
        return None
    if "WORKFORCE" in local and not near_names & {"STAFF", "WORKERS"} and resolve_workforce(scope) != ("WORKERS" if rule.indicator == "workers_total" else "STAFF"):
        return None
    if rule.indicator == "payroll_present_provincial_office" and near_names & {"STAFF", "WORKFORCE"} and _whole_office(sheet, region, near):
        return None
    if rule.indicator == "payroll_present" and "PAYROLL" not in near_names and "STAFF" in near_names:
        return None
    if rule.adjacent and not _adjacent(sheet, region, rule, near, clause):
        return None
    if rule.total and not _total(folded, region, near):
        return None
    if rule.total_flow and not _flow_total(near, clause):
        return None
    if rule.flow_words is False and rule.indicator in _STOCKS_WITH_FLOW and near_names & {"NEWLY_FOUNDED", "NEWLY_ADMITTED", "DISSOLVED"}:
        return None
    if rule.indicator.startswith("plan_") and (count.whole is not None or _EVALUATIVE.search(folded[count.end : count.end + 40])):
        return None
    if rule.indicator == "inspections_personnel" and not _about_personnel(sheet, region, scope):
        return None
    population = None
    if rule.ladder:
        ladder = _ladder(near, clause, scope, count)
        if ladder != rule.ladder:
            return None
        score += 0.3
    if rule.population:
        population, distance = _population(rule, near, clause, scope, count)
        if population is None:
            return None
        score += 0.5 - min(distance, 40) * 0.005
        if distance:
            inherited.append(population)
    return Candidate(rule, round(score, 4), tuple(dict.fromkeys(local)), tuple(dict.fromkeys(inherited)), population)


_GENERIC_NOUNS = frozenset({"", "đơn vị", "tổ chức", "cơ sở", "công đoàn", "đầu mối"})


def _counts_the_thing(rule: Composition, count: Count) -> bool:
    """A number of organisations counts what stands right after it, unless that is a general word."""
    if count.counted is not None and count.counted.concept.counts:
        return count.counted.concept.id in rule.names
    return count.noun in _GENERIC_NOUNS


def _result_without_words(sheet: Sheet, rule: Composition, region: Region, role: str) -> bool:
    """A bare result ("kết quả 14/40 người", "38.640 lượt người dự") takes its concepts from before."""
    if rule.indicator == "local_training_attendances":
        return True
    if role != "targets" or rule.indicator not in RESULT_INDICATORS or rule.head:
        return False
    said = {span.concept.id for span in sheet.spans(region.sentence[0], region.count.start)}
    return region.count.whole is not None or bool(said & {"PROVINCIAL_LEADERS", "UNION_CERTIFICATE"})


def _beside(region: Region, rule: Composition, near: list[ConceptSpan]) -> int:
    """1 if a word of the rule touches the number, on the right or, but for fillers, on the left."""
    count = region.count
    for span in near:
        if span.concept.id in rule.names and (
            span is count.counted or count.digits[1] <= span.start <= count.end + 1 or 0 <= count.start - span.end <= 6
        ):
            return 1
    return 0


_QUALIFIED = regex.compile(r"\s(?:chưa|đang|còn|không|bị|mới|phải|có tới|vi phạm|kết thúc|tiêu biểu|được (?:biểu dương|khen|tuyên dương|bảo vệ|hỗ trợ))(?!\w)")


def _about_the_whole(sheet: Sheet, region: Region, rule: Composition, near: list[ConceptSpan], role: str) -> bool:
    """A total of the unit stands in its description, or words of totality or a label say so."""
    count, folded = region.count, sheet.folded
    if _QUALIFIED.match(folded, max(count.end, count.counted.end if count.counted else 0)):
        return False
    if role in ("background", "annex"):
        return True
    if _TOTAL.search(folded[region.sentence[0] : region.right_near]):
        return True
    label = folded[region.left_near : count.start].strip(" -+:")
    return any(span.concept.id in rule.names and span.start - region.left_near <= 12 and span.end <= count.start for span in near) and len(label) < 80


_STOCKS_WITH_FLOW = frozenset({"grassroots_unions", "union_members", "grassroots_unions_state", "grassroots_unions_nonstate", "union_members_nonstate", "union_members_female"})


def _is_key(name: str, near: list[ConceptSpan]) -> bool:
    return any(span.concept.id == name and span.concept.kind != "entity" for span in near)


def _population_names(rule: Composition, near: list[ConceptSpan]) -> set[str]:
    """Concepts of the clause that only name a population the rule admits."""
    names = set()
    for span in near:
        population = span.concept.population or span.concept.id
        if population in rule.population:
            names.add(span.concept.id)
    return names


def _ends_elsewhere(region: Region, clause: list[ConceptSpan], name: str) -> bool:
    """Words to the right beyond the next separator are another clause's."""
    return all(span.start >= region.right_near for span in clause if span.concept.id == name)


def _in_scope(need: tuple[str, ...], scope: list[Clue]) -> str | None:
    for clue in scope:
        if clue.concept is not None and clue.concept.id in need:
            return clue.concept.id
        if clue.population in need:
            return clue.population
    return None


def _ladder(near: list[ConceptSpan], clause: list[ConceptSpan], scope: list[Clue], count: Count) -> str | None:
    own = [clue for span in (*near, *clause) if (clue := clue_of(span)) and clue.ladder]
    explicit = [clue for clue in own if clue.concept is not None and clue.concept.kind == "ladder"]
    for clue in (*explicit, *own, *scope):
        if clue.ladder:
            return clue.ladder
    return None


def _population(rule: Composition, near: list[ConceptSpan], clause: list[ConceptSpan], scope: list[Clue], count: Count) -> tuple[str | None, int]:
    """The rule's population if the nearest one is it: with how far it was found."""
    wants_people = rule.units[0] in ("person", "attendance")
    own = [clue for span in near if (clue := clue_of(span)) and clue.population]
    own = [clue for clue in own if people(clue.population or "") == wants_people or clue.population in rule.population]
    own.sort(key=lambda clue: (not clue.restricting, abs(clue.at - count.digits[0])))
    if "TRAINED" in rule.population and _trained(near, count):
        return "TRAINED", 0
    for clue in own:
        name = _unambiguous(clue, scope)
        if name in rule.population:
            return name, 0
        if (clue.concept is not None and clue.concept.id in rule.allow) or clue.population in rule.allow:
            continue
        if not clue.restricting and name == "STAFF" and rule.population & {"TRAINED", "LOCALLY_TRAINED"}:
            continue
        if clue.restricting:
            return None, 0
        if name and name != "LOCALLY_TRAINED":
            return (name, 0) if name in rule.population else (None, 0)
    for distance, clue in enumerate(scope, start=1):
        name = _unambiguous(clue, scope[distance:])
        if name is None:
            if "TRAINED" in rule.population and clue.concept is not None and clue.concept.id == "TRAINING" and count.unit == "attendance":
                return "TRAINED", distance
            continue
        if name in rule.population:
            return name, distance
        if clue.concept is not None and clue.concept.id in rule.allow:
            continue
        if people(name) == wants_people and not (name == "LOCALLY_TRAINED" and wants_people and count.unit != "attendance"):
            return None, distance
    return None, 0


def _trained(near: list[ConceptSpan], count: Count) -> bool:
    """"Đào tạo thạc sĩ: 19 lượt": the clause itself says that people were sent to learn."""
    names = {span.concept.id for span in near}
    return "SENT_TO_TRAINING" in names or ("TRAINING" in names and count.unit in ("attendance", "person", None))


def _unambiguous(clue: Clue, scope: list[Clue]) -> str | None:
    if clue.concept is not None and clue.concept.ambiguous:
        return resolve_workforce(scope)
    return clue.population


def direction(sheet: Sheet, region: Region) -> str | None:
    """Whether a number of departments is the one before or the one after a change."""
    count, folded = region.count, sheet.folded
    before = folded[max(region.sentence[0], count.digits[0] - 40) : count.digits[0]]
    after = folded[count.end : min(region.sentence[1], count.end + 60)]
    noun = folded[count.digits[1] : count.end].strip()
    if not _DEPARTMENT_NOUN.match(noun) and not _DEPARTMENT_NOUN.match(folded[count.end :].lstrip()[:10]):
        return None
    if _TO.search(before):
        return "to"
    if _FROM.search(before) or regex.match(r"[^0-9;.]{0,50}(?:xuống|nay còn|còn lại|thành|giảm còn|rút còn|còn|nay là) (?:còn )?[0-9a-zà-ỹ]+", after):
        return "from"
    return None


def _adjacent(sheet: Sheet, region: Region, rule: Composition, near: list[ConceptSpan], clause: list[ConceptSpan]) -> bool:
    """A committee is counted where its name is the number's label, not where it is the actor."""
    count, folded = region.count, sheet.folded
    spans = [span for span in (*near, *clause) if span.concept.id in rule.names]
    noun = folded[count.digits[1] : count.end].strip()
    for span in spans:
        if span.end <= count.start:
            gap = folded[span.end : count.start]
            if len(gap) <= 110 and not _ACTS.search(gap) and (";" not in gap):
                others = [s for s in clause if span.end <= s.start < count.start and s.concept.kind in ("event", "entity") and not _soft(s.concept, load_compositions().soft)]
                if not others and (noun.startswith(("ủy viên", "uv", "đồng chí", "đ/c", "người", "thành viên")) or count.unit is None):
                    return True
        elif span.start >= count.digits[1] and span.start - count.end <= 16 and noun.startswith(("ủy viên", "uv", "thành viên", "đồng chí", "đ/c", "")):
            gap = folded[count.end : span.start]
            if regex.fullmatch(r"\s*(?:(?:tham gia|là|trong|thuộc|vào|được bầu vào|được bầu|làm)\s)?", gap) and not _NEGATED.search(folded[region.left_clause : count.start]):
                return True
    return False


def _whole_office(sheet: Sheet, region: Region, near: list[ConceptSpan]) -> bool:
    """A central sector union's office may be its whole staff: "cơ quan … hiện có tổng cộng 34 CBCC"."""
    office = next((sheet.folded[s.start : s.end] for s in near if s.concept.id == "PROVINCIAL_OFFICE"), "")
    return office.endswith(("việt nam", "vn")) and "tổng" in sheet.folded[region.left_near : region.count.start]


def _counted_before(sheet: Sheet, region: Region) -> bool:
    """A parenthesis that breaks down documents or events ("41 văn bản (Đảng đoàn 12; Ban Thường vụ 29)")."""
    earlier = [count for count in sheet.splitter.counts_in(region.sentence[0], region.opener or 0)]
    return bool(earlier) and earlier[-1].unit not in ("person", None)


def _total(folded: str, region: Region, near: list[ConceptSpan]) -> bool:
    """A count of staff is the total only where the words say so."""
    words = folded[region.left_clause : region.right_near]
    names = {span.concept.id for span in near}
    if regex.search(r"trong (?:số|tổng số)", folded[region.left_near : region.count.start]):
        return False
    if names & {"STAFF", "WORKFORCE"}:
        return _TOTAL.search(words) is not None
    return regex.search(r"tổng số|tổng cộng|cộng chung", words) is not None


_COURSE_KEYS = frozenset({"POLITICAL_THEORY", "STATE_MANAGEMENT", "UNION_THEORY", "DEFENCE_SECURITY", "FOREIGN_LANGUAGE", "IT", "ETHNIC_LANGUAGE", "ABROAD"})


def _flow_total(near: list[ConceptSpan], clause: list[ConceptSpan]) -> bool:
    return not ({span.concept.id for span in near} & _COURSE_KEYS)


def _about_personnel(sheet: Sheet, region: Region, scope: list[Clue]) -> bool:
    words = sheet.folded[region.sentence[0] : region.sentence[1]]
    return _PERSONNEL.search(words) is not None or _NOT_PERSONNEL.search(words) is None


def quote_span(sheet: Sheet, region: Region) -> tuple[int, int]:
    """The words a reader would quote for the quantity: label, number, unit and what follows closely."""
    count, flow = region.count, sheet.manuscript.flow
    start, end = region.left_near, region.right_near
    while start < count.start and (flow[start].isspace() or flow[start] in ",;:-–("):
        start += 1
    if count.start - start > 160:
        start = count.start
    if end - count.end > 120:
        end = count.end
    while end > count.end and (flow[end - 1].isspace() or flow[end - 1] in ",;:.("):
        end -= 1
    return start, end


