"""Composition: which indicators' needs a quantity's words and scope satisfy, and how well."""

from dataclasses import dataclass

import regex

from extractor.layers.clauses import Region
from extractor.layers.concepts import ConceptSpan
from extractor.layers.conditions import (
    about_personnel,
    about_propagation,
    about_the_whole,
    adjacent,
    counted_before,
    counts_dissolved,
    counts_the_thing,
    direction,
    flow_total,
    is_circumstance,
    is_content,
    is_destination,
    is_level,
    is_soft,
    possessor,
    qualified,
    result_without_words,
    says_total,
    touches,
    whole_office,
    without_all_levels,
)
from extractor.layers.quantities import Count
from extractor.layers.scope import Clue, clue_of, people, resolve_workforce
from extractor.layers.sheet import Sheet
from extractor.lexicon.composition import Composition, load_compositions

_EVALUATIVE = regex.compile(r"^[^,.;]{0,12}(?:đạt|vượt|hoàn thành|không đạt|chưa đạt|cơ bản)")


@dataclass(slots=True)
class Candidate:
    """A composition that a quantity satisfies, and what it cost."""

    composition: Composition
    score: float
    local: tuple[str, ...]
    inherited: tuple[str, ...]
    population: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    """The ids of the concepts near a quantity, of its clause, and those that an indicator must explain."""

    near: set[str]
    clause: set[str]
    blocking: set[str]


def compose(
    sheet: Sheet, region: Region, near: list[ConceptSpan], clause: list[ConceptSpan], scope: list[Clue], role: str
) -> list[Candidate]:
    """All compositions that the quantity satisfies."""
    rules = load_compositions()
    count = region.count
    if count.unit in ("person", "attendance", "event", "class", "document"):
        near = [span for span in near if not is_level(sheet, span)]
        near = [span for span in near if not is_circumstance(sheet, region, span)]
        near = [span for span in near if not is_destination(region, near, span)]
        owned = [span for span in near if not possessor(sheet, span)]
        if owned and len(owned) < len(near):
            clause = [span for span in clause if span in owned or not possessor(sheet, span)]
        near = owned or near
        near = without_all_levels(sheet, near)
    words = _Words(
        near={span.concept.id for span in near},
        clause={span.concept.id for span in clause},
        blocking={span.concept.id for span in near if not is_soft(span.concept, rules.soft)},
    )
    named = words.near | words.clause
    found = []
    for rule in rules.by_unit[count.unit]:
        if not rule.from_to and not _named(rule, named):
            continue
        if candidate := _satisfies(sheet, rule, region, near, clause, scope, words, role):
            found.append(candidate)
    return found


def _named(rule: Composition, named: set[str]) -> bool:
    """Whether the words name all that the rule wants named by them."""
    for need in rule.own:  # noqa: SIM110 - asked of every rule for every quantity
        if need.isdisjoint(named):
            return False
    return True


def _satisfies(
    sheet: Sheet,
    rule: Composition,
    region: Region,
    near: list[ConceptSpan],
    clause: list[ConceptSpan],
    scope: list[Clue],
    words: _Words,
    role: str,
) -> Candidate | None:
    count, folded, blocking = region.count, sheet.folded, words.blocking
    if rule.from_to:
        if direction(sheet, region) != rule.from_to or blocking - rule.names - rule.allow:
            return None
        return Candidate(rule, 2.0, ("DEPARTMENTS",), (), None)
    if rule.units == ("unit",) and (
        not counts_the_thing(rule, count) or _PART_OF_A_UNION.match(folded, count.digits[1])
    ):
        return None
    if rule.units == ("unit",) and count.unit is None and _breaks_down_people(sheet, region, scope):
        return None
    if (
        rule.indicator == "staff_union_certificate"
        and not {"FOREIGN_LANGUAGE", "IT", "ETHNIC_LANGUAGE"}.isdisjoint(words.clause)
        and any(
            span.concept.id == "UNION_CERTIFICATE" and _BARE_CERTIFICATE.fullmatch(folded, span.start, span.end)
            for span in near
        )
    ):
        return None  # "Về ngoại ngữ, 60 người có chứng chỉ"
    if rule.indicator == "inspections_personnel" and _OF_ALL.search(folded, region.left_near, count.start):
        return None
    if rule.indicator == "documents_issued" and _NOT_ISSUED.search(folded, region.left_clause, count.start):
        return None
    local: list[str] = []
    inherited: list[str] = []
    score = 0.0
    near_names, clause_names = words.near, words.clause
    admitted = rule.indicator.endswith("_new") and _admits(sheet, [*near, *clause])
    for need in rule.needs:
        if admitted and need == rule.needs[0] and rule.indicator == "union_members_new":
            local.append("NEWLY_ADMITTED")
            score += 0.8
            continue
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
        if need in rule.inherit and (
            name := _in_scope(
                need,
                _told_of(sheet, region, need, scope),
                first=rule.flow_words is True,
            )
        ):
            inherited.append(name)
            score += 0.4
            continue
        return None
    if rule.flow_words and (not local or "DISSOLVED" in clause_names):
        return None
    if rule.flow_words and any(name.startswith("NEWLY") for name in inherited) and _says_stock(sheet, region):
        return None  # under a heading "Phát triển đoàn viên": "toàn thành phố có 826 CĐCS"
    bare = not any(is_content(span.concept) and span.concept.id not in rule.allow for span in near)
    if (
        not set(rule.needs[0]) & set(local)
        and not rule.flow_words
        and not (bare and result_without_words(sheet, rule, region, role))
    ):
        return None
    score += 0.25 * touches(region, rule, near)
    explained = rule.names | rule.allow
    if blocking - explained - _population_names(rule, near):
        return None
    if rule.indicator == "local_training_attendances" and about_propagation(sheet, region, local):
        return None
    if rule.adjacent and region.depth and region.opener is not None and counted_before(sheet, region):
        return None
    if (
        count.whole is not None
        and count.whole > count.value
        and not _OF_PLAN.match(folded, count.end)
        and (rule.adjacent or _counts_things(rule) or rule.indicator == "parttime_officers")
        and not ((rule.adjacent or rule.indicator == "grassroots_chairs") and _of_its_seats(folded, count))
    ):
        return None  # "45/47 ủy viên có mặt", "88/219 CĐCS thành lập theo …": a part of them
    if rule.units == ("unit",) and not rule.head and qualified(sheet, region, stock=not rule.flow):
        return None
    if rule.head and not about_the_whole(sheet, region, rule, near, role) and not _of_told(sheet, region, rule, scope):
        return None
    if (
        "WORKFORCE" in local
        and not near_names & {"STAFF", "WORKERS"}
        and resolve_workforce(scope) != ("WORKERS" if rule.indicator == "workers_total" else "STAFF")
    ):
        return None
    if (
        rule.indicator == "payroll_present_provincial_office"
        and near_names & {"STAFF", "WORKFORCE"}
        and whole_office(sheet, region, near)
    ):
        return None
    if rule.indicator == "payroll_present" and "PAYROLL" not in near_names and "STAFF" in near_names:
        return None
    if rule.adjacent and not adjacent(sheet, region, rule, near, clause):
        return None
    if rule.total and not says_total(folded, region, near):
        return None
    if rule.total_flow and not flow_total(near, clause):
        return None
    if (
        rule.flow_words is False
        and rule.indicator in _STOCKS_WITH_FLOW
        and (near_names & {"NEWLY_FOUNDED", "NEWLY_ADMITTED", "DISSOLVED"} or counts_dissolved(sheet, region, clause))
    ):
        return None
    if rule.indicator.startswith("plan_") and (
        count.whole is not None or _EVALUATIVE.search(folded[count.end : count.end + 40])
    ):
        return None
    if rule.indicator == "inspections_personnel" and not about_personnel(sheet, region, scope):
        return None
    if rule.indicator.startswith(_QUALITIES_HAD) and _lacked(sheet, region, rule, near):
        return None  # "06 người chưa có chứng chỉ"
    if rule.indicator == "grassroots_unions_new" and admitted and "GRASSROOTS_UNION" in inherited:
        return None  # "Kết nạp: năm 2019 = 1.512": members are admitted, unions are founded
    if rule.indicator == "payroll_present" and "QUOTA" in near_names and _still_assigned(sheet, region, near):
        return None
    population = None
    if rule.ladder:
        ladder = _ladder(near, clause, scope, count)
        if ladder != rule.ladder:
            return None
        score += 0.3
    if rule.population:
        population, distance = _population(rule, near, clause, scope, count)
        cadres = distance == _NOT_FOUND and _of_cadres(sheet, rule, region, scope)
        if population is None and (cadres or _of_people_who_have(sheet, rule, region, scope)):
            population = "STAFF"
        if population is None:
            return None
        score += 0.5 - min(distance, 40) * 0.005
        if distance:
            inherited.append(population)
    return Candidate(rule, round(score, 4), tuple(dict.fromkeys(local)), tuple(dict.fromkeys(inherited)), population)


_OF_PLAN = regex.compile(
    r"(?: [\p{L}]+){0,4}?,? \(?(?:đạt|bằng|tức|=|được)? ?(?:tỷ lệ )?[0-9][0-9.,]* ?% "
    r"(?:so với )?(?:kế hoạch|kh|chỉ tiêu|mục tiêu)(?!\w)"
)
_PART_OF_A_UNION = regex.compile(r" (?:(?:công đoàn|cđ) (?:bộ phận|thành viên)|tổ (?:công đoàn|cđ))(?!\w)")
_BARE_CERTIFICATE = regex.compile(r"(?:đã |đều )?(?:có |được cấp )?chứng chỉ")
_STOCKS_WITH_FLOW = frozenset(
    {
        "grassroots_unions",
        "union_members",
        "grassroots_unions_state",
        "grassroots_unions_nonstate",
        "union_members_nonstate",
        "union_members_female",
    }
)


def _of_its_seats(folded: str, count: Count) -> bool:
    """ "Ban Chấp hành: 35/37 (khuyết 02)": how many of its seats are taken, and no vote or meeting of so many."""
    return folded.endswith(": ", 0, count.start) and _SEATS_TAKEN.match(folded, count.end) is not None


_SEATS_TAKEN = regex.compile(
    r"\s?(?:ủy viên|uv|đồng chí|đ/c|người|(?:nơi|đơn vị|cđcs) đã có)?\s?(?:[.;,)\n]|$|\((?:còn )?(?:khuyết|thiếu))"
)


def _says_stock(sheet: Sheet, region: Region) -> bool:
    return _STOCK.search(sheet.folded, region.sentence[0], region.count.start) is not None


_STOCK = regex.compile(
    r"(?<!\w)(?:(?:toàn|cả) (?:tỉnh|thành phố|ngành|hệ thống)(?: (?:hiện|đang))* (?:có|còn)|hiện có|hiện nay có|"
    r"tổng số (?:cđcs|công đoàn cơ sở|đoàn viên)(?! (?:mới|kết nạp|thành lập|phát triển)))(?!\w)"
)


_QUALITIES_HAD = ("staff_union", "staff_edu", "staff_foreign", "staff_it", "staff_polit", "provincial_leaders_foreign")
_LACKS = regex.compile(r"(?<!\w)(?:chưa|không|thiếu)(?: (?:có|đạt|đủ|qua|được cấp|được))?(?: [\p{L}]+)? $")


def _lacked(sheet: Sheet, region: Region, rule: Composition, near: list[ConceptSpan]) -> bool:
    """Whether the words say that those counted lack what the indicator counts."""
    return any(
        span.concept.id in rule.names
        and span.start >= region.count.digits[1]
        and _LACKS.search(sheet.folded, region.count.digits[1], span.start) is not None
        for span in near
    )


def _admits(sheet: Sheet, near: list[ConceptSpan]) -> bool:
    """ "Kết nạp: …": what is admitted are members, also where they are not named."""
    return any(s.concept.id == "NEWLY_ADMITTED" and sheet.folded.startswith("kết nạp", s.start) for s in near)


def _still_assigned(sheet: Sheet, region: Region, near: list[ConceptSpan]) -> bool:
    """ "Năm 2024 biên chế được giao còn 80": the quota itself, whatever is left of it."""
    return any(span.concept.id == "QUOTA" and 0 <= region.count.start - span.end <= _BESIDE for span in near)


_BESIDE = 12


def _told_of(sheet: Sheet, region: Region, need: tuple[str, ...], scope: list[Clue]) -> list[Clue]:
    """What was done in an earlier sentence of the block is not said of this one; list heads still speak."""
    if not need[0].startswith("NEWLY"):
        return scope
    block = sheet.folded.rfind("\n", 0, region.count.start) + 1
    return [clue for clue in scope if not block <= clue.at < region.sentence[0]]


_OF_ALL = regex.compile(r"(?<!\w)(?:trong|trên) (?:tổng )?số $")
_NOT_ISSUED = regex.compile(r"(?<!\w)(?:bãi bỏ|hủy bỏ|thu hồi|sửa đổi|thay thế|rà soát) [^,;.]{0,20}$")


def _breaks_down_people(sheet: Sheet, region: Region, scope: list[Clue]) -> bool:
    """ "có mặt 70, trong đó cơ quan 26, LĐLĐ huyện và CĐVC 44": bodies name where the people of the sentence are."""
    if not scope or scope[0].concept is not None or scope[0].at < region.sentence[0]:
        return False
    between = sheet.folded[scope[0].at : region.count.start]
    return scope[0].population is not None and people(scope[0].population) and ";" not in between


def _counts_things(rule: Composition) -> bool:
    """Whether an indicator counts organisations, or members, as such: then x of "x/y" is only a part of them."""
    return rule.units == ("unit",) or rule.indicator == "grassroots_chairs"


_COUNTED = frozenset({"GRASSROOTS_UNION", "MEMBERS"})


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


def _in_scope(need: tuple[str, ...], scope: list[Clue], *, first: bool = False) -> str | None:
    """The concept of a need that the scope names; `first`: what was counted last, and nothing else."""
    for clue in scope:
        if first and need[0] in _COUNTED and clue.population and clue.population not in need:
            return None
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


def _population(
    rule: Composition, near: list[ConceptSpan], clause: list[ConceptSpan], scope: list[Clue], count: Count
) -> tuple[str | None, int]:
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
            if (
                "TRAINED" in rule.population
                and clue.concept is not None
                and clue.concept.id == "TRAINING"
                and count.unit == "attendance"
            ):
                return "TRAINED", distance
            continue
        if name in rule.population:
            return name, distance
        if clue.concept is not None and clue.concept.id in rule.allow:
            continue
        if people(name) == wants_people and not (
            name == "LOCALLY_TRAINED" and wants_people and count.unit != "attendance"
        ):
            return None, distance
    return None, _NOT_FOUND


_NOT_FOUND = 40
_CADRES = regex.compile(r"(?<!\w)(?:cán bộ|cb|đội ngũ|cbcđ|toàn hệ thống|cả hệ thống)(?!\w)")
_QUALITIES = (
    "staff_edu",
    "staff_polit_theory",
    "staff_state_mgmt",
    "staff_union_certificate",
    "staff_foreign_language",
    "staff_it",
    "staff_ethnic_language",
)


def _of_cadres(sheet: Sheet, rule: Composition, region: Region, scope: list[Clue]) -> bool:
    """Where no population is named at all, "cán bộ" before it or a heading "Đội ngũ" names the staff's qualities."""
    if rule.population == frozenset({"STAFF"}) and any(clue.concept and clue.concept.id == "CADRES" for clue in scope):
        return True
    return (
        rule.population == frozenset({"STAFF"})
        and rule.indicator.startswith(_QUALITIES)
        and _CADRES.search(sheet.folded, region.sentence[0], region.count.start) is not None
    )


_PEOPLE_WHO_HAVE = regex.compile(
    r"(?<!\w)số (?:người|cán bộ|đồng chí|đ/c)(?: \p{L}+){0,2}? có (?:chứng chỉ|trình độ|bằng)(?!\w)"
)


def _of_people_who_have(sheet: Sheet, rule: Composition, region: Region, scope: list[Clue]) -> bool:
    """ "số người có chứng chỉ lý luận nghiệp vụ … là 61": in a section about training too, those of the staff."""
    if rule.population != frozenset({"STAFF"}) or not rule.indicator.startswith(_QUALITIES):
        return False
    if {clue.population for clue in scope if clue.population} - {"TRAINED", "LOCALLY_TRAINED", "STAFF"}:
        return False
    return _PEOPLE_WHO_HAVE.search(sheet.folded, region.sentence[0], region.count.start) is not None


def _trained(near: list[ConceptSpan], count: Count) -> bool:
    """ "Đào tạo thạc sĩ: 19 lượt": the clause itself says that people were sent to learn."""
    names = {span.concept.id for span in near}
    return "SENT_TO_TRAINING" in names or ("TRAINING" in names and count.unit in ("attendance", "person", None))


_PART_OF = {
    "grassroots_chairs_fulltime": "grassroots_chairs",
    **dict.fromkeys(
        (
            "district_federations",
            "local_sector_unions",
            "industrial_zone_unions",
            "commune_unions",
            "provincial_civil_servants_union",
        ),
        "upper_level_units_total",
    ),
}


def _of_told(sheet: Sheet, region: Region, rule: Composition, scope: list[Clue]) -> bool:
    """ "1.146 chủ tịch CĐCS thì chỉ có 05 đ/c chuyên trách": those of whom the sentence has told how many there are."""
    whole = _PART_OF.get(rule.indicator)
    told = [clue for clue in scope if clue.indicator and clue.indicator == whole]
    own = region.sentence[0]
    return any(own <= clue.at or sheet.folded.startswith(":", _end_of_line(sheet, clue.at)) for clue in told)


def _end_of_line(sheet: Sheet, at: int) -> int:
    """Where the last character of a line stands."""
    end = sheet.folded.find("\n", at)
    return (end if end >= 0 else len(sheet.folded)) - 1


def _unambiguous(clue: Clue, scope: list[Clue]) -> str | None:
    if clue.concept is not None and clue.concept.ambiguous:
        return resolve_workforce(scope)
    return clue.population
