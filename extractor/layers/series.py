"""Parts, series and changes: how a quantity relates to the one before it."""

from bisect import bisect_left

import regex

from extractor.layers.clauses import Region
from extractor.layers.quantities import Count
from extractor.layers.scope import ORGANISATIONS, Clue
from extractor.layers.sheet import Reading, Sheet
from extractor.layers.subsets import told_part
from extractor.lexicon.composition import of_indicator

MOST_EARLIER = 60
CHANGE = "is a change against another time"
_DELTA = regex.compile(
    r"(?:tăng|giảm|cao hơn|thấp hơn|ít hơn|nhiều hơn|tăng thêm|giảm được|giảm còn|dôi dư|"
    r"bổ sung thêm)(?: thêm| được| tới| khoảng)? $"
)
# Said alone, without "so với": the level after a change takes "lên", "xuống", "còn".
_CHANGE_ALONE = regex.compile(
    r"(?<!\w)(?:tăng|giảm)(?: đi| thêm)?\s?[:=] ?$|"
    r"(?<!\w)(?:(?:tăng|giảm)(?: thêm| ròng| được| bình quân)?|(?:ít|nhiều|cao|thấp|kém|"
    r"vượt) hơn(?: (?!mức|con số|tổng số|chỉ tiêu)[^,;.:()]{2,40}?)?"
    r"(?: là)?) (?:(?:gần|hơn|trên|khoảng) )?$"
)
_AGAINST = regex.compile(
    r"(?<!\w)(?:tăng|giảm|(?:ít|nhiều|cao|thấp) hơn)(?: so)?(?: với)? (?:cùng kỳ|năm (?:trước|ngoái)|kỳ trước|"
    r"đầu (?:nhiệm )?kỳ)(?: năm (?:trước|ngoái|20[0-9]{2}))?(?: là| được)? (?:(?:gần|hơn|trên|khoảng) )?$"
)

_OF_A_FLOW = regex.compile(
    r"(?<!\w)(?:kết nạp|thành lập|phát triển)(?: mới| được)*(?: (?:trong|của) [^,;.:()0-9]{1,20})?"
    r" (?:cũng |đã |chỉ |lại )*(?:tăng|giảm)(?: thêm| được)? (?:(?:gần|hơn|trên|khoảng) )?$"
    r"|(?<!\w)giảm (?:tự nhiên|cơ học|ròng) (?:(?:gần|hơn|trên|khoảng) )?$"
)


_COMPARED = regex.compile(r"so với|so sánh|so cùng kỳ")


_CHANGED = regex.compile(
    r"(?:lên(?: tới| đến| thành)?|xuống(?: còn)?|còn|nay là|thành|đạt|được|với|là)(?: (?:khoảng|gần|hơn|trên))? $"
)


def continue_list(sheet: Sheet, scope: list[Clue], reading: Reading) -> bool:
    """A slash list of years counts what was counted last: "Cử đi học 196 lượt; 2019/2020/2021: 48/21/17"."""
    entry = reading.count.entry
    if entry is None or not (entry.year or _YEAR_LABEL.fullmatch(sheet.folded[slice(*entry.label)])):
        return False
    unit = reading.count.unit
    told = dict.fromkeys(clue.indicator for clue in scope if clue.indicator)
    rules = [rule for name in told for rule in of_indicator(name)]
    rule = next((rule for rule in rules if unit is None or unit in rule.units), None)
    if rule is None or reading.subset:
        return False
    reading.indicator, reading.unit = rule.indicator, unit or rule.unit
    reading.inherited, reading.told = (rule.indicator,), "list"
    return True


def part_by_place(region: Region, done: list[Reading], reading: Reading) -> bool:
    """ "58.930 đoàn viên (Bình Định cũ 36.420, Gia Lai cũ 24.310)": bare numbers in parentheses, each for a place."""
    if reading.subset is None or reading.count.unit is not None or not region.depth:
        return False
    whole = next((r for r in reversed(done) if r.region is not None and r.region.depth < region.depth), None)
    if whole is None or whole.indicator is None or whole.subset or whole.count.whole is not None:
        return False
    if any(r.subset is None for r in done[done.index(whole) + 1 :]):
        return False
    reading.about, reading.unit = whole.indicator, whole.unit
    reading.reason = f"a part: {reading.subset}"
    return True


def part_by_name(sheet: Sheet, region: Region, done: list[Reading], before: list[Reading], reading: Reading) -> bool:
    """ "34 người, trong đó: Thái 21, Mường 07"; "39 cuộc (trực tiếp: 19; trực tuyến: 20)": numbers by their names."""
    count, folded = region.count, sheet.folded
    label = sheet.manuscript.flow[region.left_near : count.start].strip(" ,;:=()-–")
    if count.unit is not None or not any(map(str.isalpha, label)) or len(label) > _LONGEST_NAME:
        return False
    told = [*before[-8:], *done] if _OPENS_NAMES.match(folded, region.sentence[0]) else done
    whole = next((r for r in reversed(told) if not r.reason.startswith("a part")), None)
    if whole is None or whole.region is None or whole.unit in (None, "percent", "vnd"):
        return False
    between = folded[whole.count.end : count.start]
    inside = region.depth > whole.region.depth
    if count.value > whole.count.value or not (inside or _OPENS_NAMES.search(between)):
        return False
    named = [s for s in sheet.spans(region.left_near, count.start) if s.concept.kind in ("attribute", "event")]
    reading.unit, reading.subset, reading.reason = whole.unit, label, f"a part: {label}"
    if not named and whole.indicator is not None and whole.subset is None and whole.count.whole is None:
        reading.about = whole.indicator
    return True


_LONGEST_NAME = 60
_OPENS_NAMES = regex.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm|chia ra|cụ thể)(?!\w)")


def continue_remainder(done: list[Reading], reading: Reading) -> bool:
    """ "gồm 43 đồng chí, do điều động, nghỉ chế độ mà hiện còn 39 đồng chí": what is left of the count before."""
    if not done or done[-1].indicator is None or done[-1].unit != reading.unit:
        return False
    last = done[-1]
    reading.indicator, reading.population = last.indicator, last.population
    reading.inherited, reading.told = (*last.concepts, *last.inherited), "series"
    return True


_YEAR_LABEL = regex.compile(
    r"\s?(?:(?:theo|các|trong|của|từng|và) )*"
    r"(?:(?:[0-9]{1,2} tháng|nửa|quý (?:[1-4]|i{1,3}|iv))(?: đầu| cuối)?(?: của)? |(?:cuối|đầu|hết|đến hết) )?"
    r"(?:năm |/)?20[0-9]{2}\s?"
)
_SERIES_YEAR = regex.compile(
    r"năm 20[0-9]{2}|năm (?:ngoái|trước)|(?<!so )(?<!so với )(?<!hơn )cùng kỳ(?!\w)|"
    r"(?:[0-9]{1,2}|ba|sáu|chín) tháng (?:đầu |cuối )?(?:năm )?20[0-9]{2}|"
    r"[0-9]{1,2}/20[0-9]{2}(?: còn| là| có|:|,)|[0-9]{1,2} tháng (?:đầu|cuối)|"
    r"20[0-9]{2}(?: \([^()0-9]{0,20}[0-9]{0,2}[^()0-9]{0,20}\))?\s?[:=–-]|(?:giai đoạn|năm học|"
    r"niên độ) 20|"
    r"lũy kế|cộng dồn|trong năm(?! 20)|(?:trước|sau) (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất|tinh gọn)"
    r"(?:[:]| (?:là|còn|có|đạt))(?!\w)|"
    r"(?:đầu|cuối|giữa) (?:nhiệm )?kỳ|nhiệm kỳ (?:20|trước|này|mới|cũ)|mốc (?:đầu|cuối|trước|sau)|"
    r"thời điểm (?:đầu|cuối|trước|sau)|khóa [ivx]{1,6}(?: \([^()]{1,20}\))?(?: là| có| gồm|:)|cùng kỳ|"
    r"(?<!\w)(?<!thực )(?:đến nay|hiện nay|nay|hiện tại|"
    r"hiện)(?: (?:còn|là|có|đã|chỉ còn|tăng lên|giảm còn))"
)


def continue_series(sheet: Sheet, region: Region, done: list[Reading], before: list[Reading], reading: Reading) -> None:
    """A bare number goes on with what the last one counted: "… từ 11 người tăng lên 19 người", "năm 2020: 96 lượt"."""
    count, folded = region.count, sheet.folded
    done = [r for r in done if not (r.subset and r.region is not None and r.region.depth > region.depth)]
    before = [r for r in before if not (r.subset and r.region is not None and r.region.depth > region.depth)]
    told = (
        [*before[-6:], *done[-MOST_EARLIER:]] if _SERIES_YEAR.search(folded, region.sentence[0], count.start) else done
    )
    same = [r for r in told if r.unit == count.unit and (r.indicator or r.about) and r.region is not None]
    again = _THE_SAME_NUMBER.search(folded, region.left_clause, count.start) is not None
    earlier = [
        r
        for r in (*before[-12 if again else -1 :], *done[-MOST_EARLIER:])
        if r.region is not None and (r.indicator or r.about)
    ]
    if count.unit is not None and not done and same:
        earlier = same
    if not earlier:
        return
    last = earlier[-1]
    in_step = last.count.whole is not None and _TIME_RIGHT_BEFORE.search(folded, region.left_clause, count.start)
    if count.share is not None and count.whole is not None and not in_step:
        return
    if done and done[-1].unit == count.unit and not (done[-1].indicator or done[-1].about):
        return
    if again:
        told = [r for r in (*before[-12:], *done) if not r.reason.startswith("a part") and r.unit != "percent"]
        last = told[-1] if told else last
        if last.indicator is None:
            return
    elif count.unit is not None and done:
        # "mở 196 lớp với 16.420 lượt; giai đoạn sau mở 158 lớp": the last of the same kind.
        last = next((r for r in reversed(done) if r.unit == count.unit and (r.indicator or r.about)), last)
    if (
        last.subset
        or last.unit != (count.unit or last.unit)
        or region.depth < (last.region.depth if last.region else 0)
    ):
        return
    words = _NOT_OWN.sub(" ", folded[max(region.sentence[0], last.count.end) : region.count.start])
    deeper = region.depth > (last.region.depth if last.region else 0)
    if deeper and not _SERIES_YEAR.search(words):
        return
    dated = _SERIES_YEAR.search(_within_part(words)) or _DATED_AFTER.match(folded, count.end)
    changed = (
        bool(done)
        and last is done[-1]
        and (
            _CHANGED_BY_ITSELF.search(words)
            or (
                _FROM_BEFORE.search(folded[last.region.left_clause : last.count.start] if last.region else "")
                and _CHANGED.search(words)
            )
        )
    )
    in_turn = _IN_TURN.search(words) is None and _IN_TURN_PAIR.search(folded[region.sentence[0] : region.count.start])
    restated = (
        last.unit == count.unit
        and last.count.bound != count.bound
        and _RESTATED.search(folded[max(region.sentence[0], last.count.end) : count.start]) is not None
        and abs(last.count.value - count.value) * 10 <= max(last.count.value, count.value)
    )
    if not dated and not changed and not restated and not (in_turn and done and last is done[-1]):
        return
    indicator = last.indicator or (last.about if last.reason == CHANGE else None)
    if count.unit == "percent" and not any("percent" in rule.units for rule in of_indicator(indicator)):
        return
    unit = count.unit or last.unit or next((rule.units[0] for rule in of_indicator(indicator)), None)
    reading.indicator, reading.unit, reading.reason = indicator, unit, ""
    reading.population, reading.inherited = last.population, (*last.concepts, *last.inherited)
    reading.told = "series"
    if reading.indicator is None:
        reading.about, reading.reason = last.about, last.reason


_RESTATED = regex.compile(
    r"(?:(?<!\w)(?:tính|đếm|cộng|kể|thống kê)(?: \p{L}+){0,2} là|(?<!\w)(?:cụ thể|chính xác|đúng ra)(?: là)?|"
    r"(?<!\w)tức(?: là)?|nói(?: là)?|làm tròn(?: là)?)(?: (?:gần|khoảng|hơn|trên))? $"
)
""" "gần 3.000 lượt, tính đúng là 2.940 lượt": one count told twice, roughly and exactly."""
_IN_A_LIST = regex.compile(
    r"[^()]*[,;0-9][^()]*(?:\([^()]*\)[^()]*)*\)|\s?(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)[^()]*\)"
)
_TIME_RIGHT_BEFORE = regex.compile(r"(?<!\w)(?:đầu|cuối|giữa) (?:nhiệm )?kỳ(?: có| là| đạt| còn)?:? $")
_THE_SAME_NUMBER = regex.compile(r"(?<!\w)con số (?:tương ứng|này|ấy|đó|ấy)(?!\w)")
_CHANGED_BY_ITSELF = regex.compile(
    r"(?<!\w)(?:tăng|giảm|rút|hạ|nâng|sụt)(?: (?:nhanh|mạnh|dần|đều))? (?:lên|xuống|còn|thành)"
    r"(?: (?:còn|tới|đến|thành))?(?: (?:khoảng|gần|hơn|trên))? $"
)
""" "268.415 người giảm xuống 221.930 người": the number before was the one it starts from."""
_DATED_AFTER = regex.compile(
    r"(?: \([0-9.,]+ ?%\))?,? ?(?:vào |trong |ở |của |hồi |tại )?(?:cả |thời điểm )?(?:cuối |đầu |"
    r"hết )?(?:năm 20[0-9]{2}|nhiệm kỳ (?:20|trước)|giai đoạn (?:20|trước)|(?:ngày )?[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}|"
    r"ngày [0-9]{1,2} tháng [0-9]{1,2} năm 20[0-9]{2}|(?<=đầu )(?:nhiệm )?kỳ(?! 20)(?!\w))"
)
_IN_TURN = regex.compile(r"tương ứng|lần lượt")
_IN_TURN_PAIR = regex.compile(r"(?:tương ứng|lần lượt)(?: là)? [^;.]{0,40}(?: và|,) $")
_FROM_BEFORE = regex.compile(r"(?<!\w)(?:từ|tăng từ|giảm từ|nâng từ)(?: (?:chỉ|khoảng|có))? $")


_LEFT = regex.compile(
    r"\s?[,:(]? ?(?:do|gồm|vì|trong đó|bao gồm)?[^.;0-9]{0,14}?(?<!\w)(?:nghỉ|thôi việc|tinh giản)(?!\w)"
)


def is_against(sheet: Sheet, region: Region) -> bool:
    """ "nhiều hơn cùng kỳ 1.453 người", "số kết nạp tăng 34 người": a change whatever is counted."""
    told = sheet.folded, region.left_clause, region.count.start
    return _AGAINST.search(*told) is not None or _OF_A_FLOW.search(*told) is not None


_MORE_BY = regex.compile(r"(?:hơn|kém) [0-9][0-9.]* (?:[\p{L}/]+ ){1,3}so với(?!\w)")
""" "hơn 27.415 người so với đầu nhiệm kỳ"."""


def is_delta(sheet: Sheet, region: Region, done: list[Reading]) -> bool:
    """ "giảm 08 chỉ tiêu so với năm 2019": a difference, not a count; so is what "và" adds to it."""
    if done and done[-1].reason == CHANGE and done[-1].region is not None:
        between = sheet.folded[done[-1].region.count.end : region.count.start]
        if regex.fullmatch(r"(?: \w+){0,4}(?:,| và) ", between):
            return True
    if _LEFT.match(sheet.folded, region.count.end):
        return False  # "giảm 16 người, do nghỉ hưu 11, thôi việc 05": so many left
    before = sheet.folded[region.left_near : region.count.start]
    around = sheet.folded[region.left_clause : region.right_clause + 40]
    alone = any(
        _CHANGE_ALONE.search(sheet.folded[region.left_clause : end])
        for end in (region.count.start, region.count.digits[0])  # "cao hơn 25 cuộc" begins, as a number, with "hơn"
    )
    if is_against(sheet, region) or alone or _MORE_BY.match(sheet.folded, region.count.start):
        after = sheet.folded[region.count.end : region.count.end + 60]
        return regex.match(r"[^,;.0-9]{0,40}(?:xuống|lên|còn|thành)(?!\w)", after) is None
    return _DELTA.search(before) is not None and _COMPARED.search(around) is not None


def part_of(folded: str, region: Region, done: list[Reading], name: str, count: Count) -> str:
    """Whether an earlier, larger quantity of the sentence already answered the indicator as its whole."""
    if (
        done
        and done[0].unit == count.unit
        and done[0].count.value >= count.value
        and name in _WHOLES
        and (opening := _OF_SO_MANY.match(folded, region.sentence[0], region.count.start))
        and done[0].count.start <= opening.end()
    ):
        return "a part of the figure before it"
    if name in _WHOLES and _OF_THOSE_WHO.match(folded, region.sentence[0], region.count.start):
        return "a part of the figure before it"
    if name in _WHOLES and (
        _OF_THEM.search(folded, region.left_clause, region.count.start) or _OF_THOSE.match(folded, region.count.end)
    ):
        return "a part of the figure before it"
    for reading in done[-MOST_EARLIER:]:
        if (
            (reading.indicator == name or reading.about == name)
            and reading.count.value >= count.value
            and not _own_time(folded, region)
            and not _OTHER_TIME.search(_within_part(_NOT_OWN.sub(" ", folded[reading.count.end : region.count.start])))
        ):
            return "a part of the figure before it"
    return ""


_WHOLES = frozenset(
    {
        "local_training_classes",
        "local_training_attendances",
        "training_sent_total",
        "union_members",
        "grassroots_unions",
        "union_members_new",
        "grassroots_unions_new",
        "documents_issued",
        "inspections_personnel",
        "planned_cadres",
        "leave_count",
        "recruitment_count",
        "discipline_count",
    }
)
"""Indicators that count all of something: what is told of "so many of them" is no total of its own."""
_OF_SO_MANY = regex.compile(r"\s*trong (?:tổng )?(?:số )?(?=[0-9])")
_OF_THOSE = regex.compile(r" trong (?:tổng )?số (?:này|đó|ấy|họ)(?!\w)")
_OF_THOSE_WHO = regex.compile(
    r"\s*(?:riêng )?trong (?:tổng )?số (?!này|đó|ấy|họ|trên|nói|[0-9])[^;.:0-9\n]{3,40}"
    r"[^;.\n]{0,24}?(?:[:,]| thì| có| này có)"
)
_OF_THEM = regex.compile(
    r"(?<!\w)trong (?:tổng )?số (?:[0-9.]+ )?(?:(?:người|đồng chí|đ/c|lượt|lớp) )?(?:này|đó|ấy|trên|nói trên)(?!\w)"
)


_NEW = frozenset({"union_members_new", "grassroots_unions_new"})
_STOCK_OF = {"union_members": "union_members_new", "grassroots_unions": "grassroots_unions_new"}
_OPENS_PARTS = regex.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm|riêng|chủ yếu|nhất là|tập trung|nổi bật|đi đầu)(?!\w)")


def part_of_a_flow(folded: str, region: Region, done: list[Reading], name: str) -> str | None:
    """ "kết nạp mới 19.805 đoàn viên, trong đó ở doanh nghiệp 17.962": the part of a flow is no stock of its own."""
    wanted = next((flow for stock, flow in _STOCK_OF.items() if name.startswith(stock)), None)
    if wanted is None or name in _NEW:
        return None
    for reading in reversed(done[-4:]):
        if wanted not in (reading.indicator, reading.about) or reading.region is None:
            continue
        between = folded[reading.count.end : region.count.start]
        if _OPENS_PARTS.search(between) and not regex.search(r"[.;]\s|hiện (?:có|nay)|đến nay|tổng số", between):
            return wanted
    return None


_OTHER_TIME = regex.compile(
    r"(?<!\w)(?:năm (?:học )?20[0-9]{2}|giai đoạn (?:20|trước|sau)|nhiệm kỳ (?:20|trước|này)|đến nay|hiện nay|"
    r"(?:đến|tới|ngày|tại|khóa trước)[^,;.0-9]{0,12} [0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}|"
    r"(?:tại|đến|tới|ở) (?:thời điểm|mốc|lúc|ngày)(?: chốt| báo cáo| lập báo cáo)(?!\w)|"
    r"cùng kỳ năm (?:trước|ngoái)(?!\w))|"
    r"(?<!\w)(?:nay|chỉ|nên|mà)[^,;.0-9]{0,30} còn $"
)


def of_another_count(sheet: Sheet, region: Region, done: list[Reading], name: str) -> str | None:
    """ "BTV có 13 đ/c (nữ 04 đ/c)": what a parenthesis breaks down is the count before it, whatever that is."""
    family = next((words for words in ("staff_", "union_members_") if name.startswith(words)), None)
    if family == "union_members_" and region.count.noun.startswith("đoàn viên"):
        return None  # "61.270 công nhân, viên chức, lao động (bằng 90,6%), trong đó nữ 30.116 đoàn viên"
    if family is not None and _breaks_down_another(sheet, region, done, family):
        return "a part of the figure before it"
    if family is None or not region.depth or region.opener is None or not done or done[-1].region is None:
        return None
    last = done[-1]
    if last.region is None or last.region.depth >= region.depth or not 0 <= region.opener - last.count.end <= 2:
        return None
    told = last.indicator or last.about or ""
    wholes = {"staff_": ("staff_", "payroll_"), "union_members_": ("union_members",)}[family]
    return None if told.startswith(wholes) else "a part of the figure before it"


_FAMILIES = {"staff_": ("staff_", "payroll_", "contract_"), "union_members_": ("union_members",)}
_THEREOF = regex.compile(r"[^.;]{0,12}?(?<!\w)trong đó(?: có)?(?!\w)[^.;]{0,40}")
_LISTED_ON = regex.compile(r"[^.;]{0,60}")
_OUT_OF_SOME = regex.compile(
    r"(?:^|[.;,] |\s*)trong (?:tổng )?số [0-9.]+ (?!cán bộ|người|đồng chí|đ/c|biên chế|cb|cc|lao động|nhân sự|"
    r"nói trên|trên)"
)


def _breaks_down_another(sheet: Sheet, region: Region, done: list[Reading], family: str) -> bool:
    """ "Ban Chấp hành gồm 55 đồng chí, trong đó nữ 19": women of the board, not of the staff; "Trong số 12 thạc sĩ"."""
    folded = sheet.folded
    if family == "staff_" and _OUT_OF_SOME.match(folded, region.sentence[0], region.count.start):
        return True
    at = len(done) - 1
    while at >= 0 and done[at].reason == "a part of the figure before it":
        at -= 1
    if at < 0 or done[at].region is None or done[at].unit != "person":
        return False
    told = done[at].indicator or done[at].about or ""
    first = done[at + 1].count if at + 1 < len(done) else region.count
    thereof = _THEREOF.fullmatch(folded, done[at].count.end, first.start)
    if not told or told.startswith(_FAMILIES[family]) or thereof is None:
        return False
    return all(
        _LISTED_ON.fullmatch(folded, one.count.end, other)
        for one, other in zip(
            done[at + 1 :], [*(r.count.start for r in done[at + 2 :]), region.count.start], strict=False
        )
    )


_APART = regex.compile(r"(?<!\w)(?:riêng|dành riêng|trong đó riêng)(?!\w)")


def part_of_the_head(
    sheet: Sheet, index: int, region: Region, before: list[Reading], done: list[Reading], name: str
) -> str | None:
    """An item under "… mở 692 lớp, trong đó:", or words with "riêng", tell a part of a total told already."""
    if name not in _WHOLES or _own_time(sheet.folded, region) or _OTHER_TIME.search(_clause(sheet, region)):
        return None
    count = region.count
    larger = [r for r in (*before[-8:], *done) if name in (r.indicator, r.about) and r.count.value > count.value]
    if larger and _APART.search(sheet.folded, region.left_clause, count.start):
        return "a part of the figure before it"
    for parent in sheet.places[index].parents[:1]:
        block = sheet.manuscript.blocks[parent]
        head = sheet.folded[block.start : block.end].rstrip(" *")
        if _HEADS_PARTS.search(head) and any(clue.indicator == name for clue in sheet.trails.get(parent, [])):
            return "a part of the list's head"
    return None


_HEADS_PARTS = regex.compile(r"(?<!\w)(?:trong đó|gồm|bao gồm|chia ra|cụ thể|do)(?: có)?:$")


def _clause(sheet: Sheet, region: Region) -> str:
    return sheet.folded[region.left_clause : region.count.start]


def _own_time(folded: str, region: Region) -> bool:
    if _DATED_AFTER.match(folded, region.count.end):
        return True
    if region.depth and _THEN.search(folded, max(region.sentence[0], (region.opener or 0) - 30), region.count.start):
        return True
    return (
        regex.search(
            r"năm (?:học )?20[0-9]{2}|\((?:năm )?20[0-9]{2}\)|nhiệm kỳ|giai đoạn 20|[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}",
            _within_part(_NOT_OWN.sub(" ", folded[_with_opener(region) : region.count.start])),
        )
        is not None
    )


def _with_opener(region: Region) -> int:
    """Where the clause begins, with the "trong đó" that may stand before it."""
    return max(region.sentence[0], region.left_clause - len("trong đó có "))


_NOT_OWN = regex.compile(
    r"[0-9]/[a-zđ0-9/\-]+ ngày [0-9/]{8,10}|trong đó(?: có)? (?:sau|trước|từ|kể từ)(?: ngày)? "
    r"[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}(?! (?:đến|tới))"
)
"""Dates of documents, and those after or before which a part was done."""


_THEN = regex.compile(
    r"(?<!\w)(?:khi (?:đó|ấy)|lúc (?:đó|ấy)|thời điểm (?:đó|ấy|[0-9])|cuối năm 20|(?:năm|/)20[0-9]{2} ?\()"
)


def _within_part(words: str) -> str:
    """What is said after the last word that opens the parts of a whole."""
    return str(_PARTS.split(words)[-1])


_PARTS = regex.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm)(?!\w)")


def _parts_follow(sheet: Sheet, region: Region) -> bool:
    """ "…, thu hút 15.370 lượt người (Đà Nẵng cũ 8.480 lượt, Quảng Nam cũ 6.890 lượt)": of all whose parts follow."""
    end = region.count.end
    brackets = _BRACKETS.match(sheet.folded, end)
    if brackets is None:
        return False
    at = bisect_left(sheet.subsets, (brackets.start(),))
    inside = [last for first, last, _ in sheet.subsets[at:] if first < brackets.end()]
    return len(inside) > 1 and max(inside) <= brackets.end()


_BRACKETS = regex.compile(r"(?: [^\W\d_/]+){0,4}? ?\([^()\n]{8,160}\)")
_BY_LEVEL = regex.compile(r"(?:chia|phân|tính|tách)(?: ra| cụ thể)? theo (?:từng )?cấp(?: thì)?:\s*$")
_HELD = regex.compile(r"(?<!\w)(?:lớp|lượt|cuộc|hội nghị|buổi)(?!\w)")
_BY_WHO_HELD = regex.compile(
    r"(?:chia|phân|tính|tách)(?: ra| cụ thể)? theo (?:từng )?(?:cấp|đơn vị|nơi) (?:mở|tổ chức|đứng ra|chủ trì)"
    r"[^.:;]{0,20}:\s*$"
)
_SOME_OF = regex.compile(r"(?:^|[,;.(] ?|(?<!\w)(?:còn|vẫn) )(?:có|nhiều|một số|không ít|vài|cá biệt) $")
_TOWARDS = regex.compile(r"(?<!\w)(?:về|sang|đến|tới|từ|ra|xuống|lên)(?!\w)")
_SINGLE_UNITS = frozenset({"INDUSTRIAL_ZONE_UNION", "CIVIL_SERVANTS_UNION", "PROVINCIAL_OFFICE"})
_PROPER_NAME = regex.compile(r"(?<=[:;,] |và |là |như |tại |ở )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3} $")
_OF_ALL = regex.compile(
    r"toàn (?:tỉnh|thành phố|ngành|hệ thống)|cả (?:tỉnh|nước|hai|ba|bốn)(?!\w)|tổng|cộng lại|(?<!\w)gộp|tính chung"
)
_OWN_TOTAL = regex.compile(r"riêng(?: tại| ở)? ")


def _holder(sheet: Sheet, region: Region) -> str | None:
    """ "Công đoàn các khu kinh tế (52 CĐCS, 6.318 đoàn viên)", "riêng cơ quan LĐLĐ tỉnh 14": the one unit it is of."""
    folded, flow = sheet.folded, sheet.manuscript.flow
    if region.depth and region.opener is not None and region.count.noun:
        name = _PROPER_NAME.search(flow, max(region.sentence[0], region.opener - 40), region.opener)
        if name and name.end() >= region.opener - 1 and not sheet.spans(name.start(), name.end()):
            return str(name[0]).strip()
        for span in sheet.spans(max(region.sentence[0], region.opener - 80), region.opener):
            counted = regex.search(r"[0-9] $", folded[max(0, span.start - 3) : span.start])
            if span.concept.id in _SINGLE_UNITS and span.end >= region.opener - 1 and region.count.noun and not counted:
                return flow[span.start : span.end]
    alone = _OWN_TOTAL.match(folded, region.left_near, region.count.start)
    if alone is None:
        return None
    own = sheet.spans(alone.end(), region.count.start)
    if len(own) == 1 and own[0].start == alone.end() and own[0].concept.id in _SINGLE_UNITS:
        right = sheet.spans(region.count.digits[1], region.right_near)
        if not any(span.concept.kind in ("attribute", "event") for span in right):
            return flow[alone.start() : own[0].end]
    return None


def subset_of(sheet: Sheet, index: int, region: Region, done: list[Reading]) -> str | None:
    """The part of the whole that the clause is about (a former province, one unit), or None."""
    block = sheet.manuscript.blocks[index]
    if holder := _holder(sheet, region):
        return holder
    if item := sheet.items_of_units.get(index):
        return item
    if _parts_follow(sheet, region):
        return None
    for parent in sheet.places[index].parents[:1]:
        head = sheet.manuscript.blocks[parent]
        if by_level := _BY_WHO_HELD.search(sheet.folded, head.start, head.end):
            return str(by_level[0])
        if _HELD.search(sheet.folded, block.start, block.end) and _BY_LEVEL.search(sheet.folded, head.start, head.end):
            return "by level"
    for span in sheet.spans(region.left_clause, region.count.start):
        if span.concept.id in ORGANISATIONS and _SOME_OF.search(
            sheet.folded, max(region.left_clause, span.start - 14), span.start
        ):
            return sheet.manuscript.flow[span.start : span.end]
    if part := told_part(sheet.folded, (block.start, block.end), region.sentence, region.count.digits):
        return part
    for start, end, name in sheet.subsets[bisect_left(sheet.subsets, (region.left_clause,)) :]:
        if start >= region.right_near:
            break
        if any(span.start <= start and end < span.end for span in sheet.spans(region.left_clause, region.right_near)):
            continue  # "LĐLĐ thành phố Thủ Đức, quận, huyện": one of a list that is counted as a whole
        if region.left_clause <= start and end <= region.right_near and start < region.count.digits[0]:
            between = sheet.folded[end : region.count.start]
            if _IN_A_LIST.match(between) or _OF_ALL.search(between):
                continue  # it stands in brackets that are closed, or what follows is of all of them
            return name
        if region.count.end <= start and end <= region.right_near:
            if _TOWARDS.search(sheet.folded, region.count.end, start):
                continue  # where somebody was moved to
            return name
    if _OF_ALL.search(sheet.folded, region.left_clause, region.count.start):
        return None
    if done and (last := done[-1]).subset and last.region is not None and last.region.depth == region.depth:
        between = sheet.folded[last.region.count.end : region.count.start]
        if not regex.search(r"[;.]", between):
            return last.subset
    return None
