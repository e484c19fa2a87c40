"""True facts about a unit, consistent by construction.

Partitions tile, subsets fit, series by year add up, and a merged province is the sum of the provinces
that it was made of. Everything derives from one seeded random generator; the sizes follow the kind of
province (mountain, delta, metropolis) or a central sector union. Names of units come from the
catalogue, all figures are invented.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from generator.units import Unit

DISTRICTS = (
    "Tân Lập", "Phú Hòa", "Yên Bình", "Sơn Dương", "An Thạnh", "Mỹ Đức", "Lộc Ninh", "Bắc Sơn", "Quảng Hòa",
    "Thanh Thủy", "Vĩnh Thạnh", "Hòa An", "Đông Phú", "Nam Sơn", "Long Hải", "Bình Khê", "Xuân Trường", "Kim Động",
    "Hải Bình", "Trung Sơn", "Tam Hợp", "Châu Thành", "Phước Long", "Gia Lộc",
)  # fmt: skip
SECTOR_UNITS = ("Giáo dục", "Y tế", "Công Thương", "Xây dựng", "Giao thông Vận tải", "Nông nghiệp")

AGE = ("staff_age_under_30", "staff_age_31_40", "staff_age_41_50", "staff_age_over_50")
RATINGS = ("evaluation_excellent", "evaluation_good", "evaluation_completed", "evaluation_not_completed")
PLACES = ("payroll_present_provincial_office", "payroll_present_upper_level_units")
CONTRACTS = ("contract_nd111", "contract_nd68", "contract_other")
UNIVERSITY = ("staff_edu_doctorate", "staff_edu_master", "staff_edu_postgraduate", "staff_edu_bachelor")
BELOW_UNIVERSITY = ("staff_edu_college", "staff_edu_secondary", "staff_edu_technical_worker", "staff_edu_untrained")
KINDS = (
    "district_federations", "local_sector_unions", "provincial_civil_servants_union", "industrial_zone_unions",
    "corporation_unions", "commune_unions",
)  # fmt: skip
COURSES = (
    "training_polit_theory_bachelor", "training_polit_theory_advanced", "training_polit_theory_intermediate",
    "training_state_management_senior", "training_state_management_principal", "training_state_management_expert",
    "training_state_management_all_grades", "training_doctorate", "training_master", "training_bachelor",
    "training_union_theory_practice", "training_defence_security", "training_defence_security_and_other_courses",
    "training_professional_skills", "training_foreign_language", "training_it", "training_ethnic_language",
    "training_abroad",
)  # fmt: skip
HEDGEABLE = (
    "workers_total", "union_members_new", "parttime_officers", "local_training_classes", "local_training_attendances",
    "training_defence_security_and_other_courses", "documents_issued", "inspections_personnel",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hedge:
    """A figure that the report does not print exactly: the printed number and its bound."""

    bound: str
    value: int
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is reviewed, and when."""

    kind: str
    """`so_ket`, `tong_ket` or `periodic`."""
    resolution: str
    """Key of the reviewed document in citations.toml; empty for a periodic report."""
    start: int
    end: int
    span: int | None
    issued: dt.date
    as_of: dt.date | None
    """The date of the stocks where the report states one; otherwise they are of the report's date."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is true of one unit in one report."""

    unit: Unit
    campaign: Campaign
    values: Mapping[str, int]
    hedges: Mapping[str, Hedge] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    """The same figures at the end of the year in which the review starts."""
    former: tuple[Mapping[str, int], ...] = ()
    """Per predecessor of a merged province, its part of the figures that add up."""
    by_year: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    rows: tuple[tuple[str, Mapping[str, int]], ...] = ()
    """Units of the province with their part of some totals, for an annex."""

    @property
    def stock_date(self) -> dt.date:
        """The date of the stocks."""
        return self.campaign.as_of or self.campaign.issued


def invent(seed: int, unit: Unit) -> Facts:
    """The facts of one report; the same seed and unit give the same facts."""
    rng = Random(f"facts:{seed}:{unit.era}:{unit.name}")
    campaign = _campaign(rng, unit)
    modes = _modes(rng, campaign)
    parts = tuple(_counts(rng, unit, modes, share=len(unit.predecessors)) for _ in unit.predecessors or (unit.name,))
    values = {key: sum(part.get(key, 0) for part in parts) for key in sorted({key for part in parts for key in part})}
    _governing(rng, unit, values)
    _quota(rng, values)
    before = _counts(rng, unit, {**modes, "nd111": "nd68"}, share=1, scale=sum(values[p] for p in PLACES))
    _quota(rng, before)
    by_year = _years(rng, campaign, values)
    for rating in RATINGS:
        values[rating] = by_year[rating][max(by_year[rating])]
    return Facts(
        unit=unit,
        campaign=campaign,
        values=values,
        hedges=_hedges(rng, values),
        before=before,
        former=parts if len(parts) > 1 else (),
        by_year=by_year,
        rows=_rows(rng, unit, values),
    )


def apportion(total: int, weights: Sequence[float], caps: Sequence[int] | None = None) -> list[int]:
    """Whole parts of `total` in proportion to `weights` (largest remainders), none above its cap.

    >>> apportion(10, [1, 1, 2])
    [3, 2, 5]
    """
    limits = list(caps) if caps is not None else [total] * len(weights)
    if sum(limits) < total:
        raise ValueError(f"{total} does not fit under caps {limits}")
    whole = sum(weights) or 1
    exact = [total * weight / whole for weight in weights]
    parts = [min(int(value), limit) for value, limit in zip(exact, limits, strict=True)]
    order = sorted(range(len(parts)), key=lambda i: (int(exact[i]) - exact[i], i))
    while sum(parts) < total:
        for i in order:
            if sum(parts) == total:
                break
            if parts[i] < limits[i]:
                parts[i] += 1
    return parts


def _campaign(rng: Random, unit: Unit) -> Campaign:
    """A review that this unit may have held; the date is one on which offices work."""
    if unit.era == "post_2025_07":
        issued = dt.date(2025, rng.choice((9, 10, 11)), rng.randint(3, 28))
        as_of = rng.choice((dt.date(2025, 8, 31), dt.date(2025, 7, 31), None))
        return rng.choice(
            (
                Campaign("so_ket", "nq02", 2021, 2025, 4, issued, as_of),
                Campaign("periodic", "", 2020, 2025, None, issued, as_of),
                Campaign("tong_ket", "nq03", 2019, 2025, 6, issued, as_of),
            )
        )
    year = rng.choice((2023, 2024, 2024, 2024))
    if year == 2023:
        issued = dt.date(2023, rng.choice((10, 11, 12)), rng.randint(3, 28))
        as_of = rng.choice((dt.date(2023, 9, 30), dt.date(2023, 6, 30), None))
        options = [
            Campaign("tong_ket", "ctr1644", 2018, 2023, 5, issued, as_of),
            Campaign("periodic", "", 2018, 2023, None, issued, as_of),
        ]
        if unit.profile != "sector":
            options.append(Campaign("tong_ket", "nqtu", 2018, 2023, 5, issued, as_of))
        return rng.choice(options)
    issued = dt.date(2024, rng.choice((5, 6, 7)), rng.randint(3, 28))
    as_of = rng.choice((dt.date(2024, 4, 30), dt.date(2024, 3, 31), None))
    return rng.choice(
        (
            Campaign("so_ket", "nq03", 2019, 2024, 5, issued, as_of),
            Campaign("so_ket", "nq03", 2019, 2024, 5, issued, as_of),
            Campaign("so_ket", "nq02", 2021, 2024, 3, issued, as_of),
        )
    )


def _modes(rng: Random, campaign: Campaign) -> dict[str, str]:
    """Which of several usual groupings the unit keeps its records in."""
    return {
        "education": rng.choice(("detailed", "detailed", "postgraduate", "university")),
        "theory": rng.choice(("split", "joined")),
        "grades": rng.choice(("split", "split", "joined")),
        "defence": rng.choice(("alone", "alone", "joined")),
        "nd111": "nd111",
    }


def _counts(rng: Random, unit: Unit, modes: Mapping[str, str], share: int, scale: int = 0) -> dict[str, int]:
    """Everything that adds up over provinces, for one of them. `scale` fixes the payroll roughly."""
    size = {"mountain": (45, 85), "delta": (70, 150), "metropolis": (180, 460), "sector": (28, 60)}[unit.profile]
    low, high = size if share < 2 else (max(30, size[0] * 2 // (share + 1)), max(60, size[1] * 2 // (share + 1)))
    payroll = round(scale * rng.uniform(1.02, 1.15)) if scale else rng.randint(low, high)
    values: dict[str, int] = {}
    office = round(payroll * rng.uniform(0.34, 0.48)) if unit.profile != "sector" else round(payroll * 0.62)
    values["payroll_present_provincial_office"] = office
    values["payroll_present_upper_level_units"] = payroll - office
    contracts = rng.randint(2, 3 + payroll // 25)
    other = rng.randint(0, max(1, payroll // 30))
    values["contract_nd111" if modes["nd111"] == "nd111" else "contract_nd68"] = contracts
    if other:
        values["contract_other"] = other
    total = payroll + contracts + other
    values["payroll_present"], values["staff_present_total"] = payroll, total
    _composition(rng, unit, modes, values, total, contracts)
    _members(rng, unit, share, values)
    _training(rng, unit, modes, values, total)
    values["planned_cadres"] = rng.randint(total // 2, total)
    for key, top in (
        ("rotation_count", 9), ("transfer_count", 18), ("secondment_count", 4), ("appointment_count", 40),
        ("reappointment_count", 32), ("candidate_introduction_count", 46), ("position_change_count", 20),
    ):  # fmt: skip
        values[key] = rng.randint(2, max(3, round(top * total / 90)))
    values["recruitment_count"] = rng.randint(4, 6 + total // 6)
    values["leave_count"] = rng.randint(5, 7 + total // 6)
    values["discipline_count"] = rng.choice((0, 1, 1, 2, 3))
    values["inspections_personnel"] = rng.randint(12, 60)
    values["documents_issued"] = rng.randint(14, 60)
    return values


def _composition(
    rng: Random, unit: Unit, modes: Mapping[str, str], values: dict[str, int], total: int, contracts: int
) -> None:
    """Sex, peoples, Party, religion, age, schooling and certificates of the staff."""
    values["staff_female"] = round(total * rng.uniform(0.45, 0.68))
    minority = {"mountain": (0.15, 0.5), "delta": (0.02, 0.08), "metropolis": (0.01, 0.04), "sector": (0.03, 0.08)}
    values["staff_ethnic_minority"] = max(1, round(total * rng.uniform(*minority[unit.profile])))
    values["staff_party_members"] = round(total * rng.uniform(0.84, 0.97))
    if unit.religious:
        values["staff_religious"] = max(1, round(total * rng.uniform(0.02, 0.08)))
    weights = [rng.uniform(0.05, 0.13), rng.uniform(0.3, 0.42), rng.uniform(0.28, 0.4), rng.uniform(0.12, 0.22)]
    values |= dict(zip(AGE, apportion(total, weights), strict=True))
    low = min(contracts, rng.randint(2, 8))
    lows = apportion(low, [rng.uniform(0.5, 1.5) for _ in BELOW_UNIVERSITY[:3]] + [rng.choice((0.0, 0.6))])
    values |= {key: n for key, n in zip(BELOW_UNIVERSITY, lows, strict=True) if n}
    high = total - low
    masters = round(high * rng.uniform(0.14, 0.36))
    doctors = rng.choice((0, 1, 1, 2)) if total > 60 else 0
    if modes["education"] == "detailed":
        values |= {"staff_edu_master": masters, "staff_edu_bachelor": high - masters - doctors}
        if doctors:
            values["staff_edu_doctorate"] = doctors
    elif modes["education"] == "postgraduate":
        values |= {"staff_edu_postgraduate": masters + doctors, "staff_edu_bachelor": high - masters - doctors}
    else:
        values["staff_edu_university_or_higher"] = high
    bachelors, advanced = rng.choice((1, 2, 3)), round(total * rng.uniform(0.25, 0.42))
    if modes["theory"] == "split":
        values |= {"staff_polit_theory_bachelor": bachelors, "staff_polit_theory_advanced": advanced}
    else:
        values["staff_polit_theory_bachelor_or_advanced"] = bachelors + advanced
    values["staff_polit_theory_intermediate"] = round(total * rng.uniform(0.28, 0.4))
    values["staff_polit_theory_elementary"] = rng.randint(2, max(3, total // 12))
    payroll = values["payroll_present"]
    values["staff_state_mgmt_senior_expert"] = rng.choice((1, 1, 2, 3))
    values["staff_state_mgmt_principal"] = round(payroll * rng.uniform(0.2, 0.34))
    values["staff_state_mgmt_expert"] = round(payroll * rng.uniform(0.4, 0.52))
    values["staff_state_mgmt_officer"] = rng.randint(1, 4)
    values["staff_foreign_language"] = round(total * rng.uniform(0.6, 0.85))
    values["staff_it"] = round(total * rng.uniform(0.86, 0.97))
    if unit.profile == "mountain":
        values["staff_ethnic_language"] = round(total * rng.uniform(0.1, 0.3))
    values["staff_union_certificate"] = payroll - rng.choice((0, 0, rng.randint(1, max(2, payroll // 8))))


def _members(rng: Random, unit: Unit, share: int, values: dict[str, int]) -> None:
    """Workers, members, grassroots unions and their officers."""
    spans = {"mountain": (18, 60), "delta": (60, 230), "metropolis": (150, 1300), "sector": (30, 160)}
    low, high = spans[unit.profile]
    workers = rng.randint(low * 1000, high * 1000) // max(1, share) + rng.randint(11, 989)
    members = round(workers * rng.uniform(0.62, 0.88))
    values["workers_total"], values["union_members"] = workers, members
    values["union_members_female"] = round(members * rng.uniform(0.46, 0.66))
    values["union_members_nonstate"] = round(members * rng.uniform(0.12, 0.7))
    values["union_members_new"] = round(members * rng.uniform(0.1, 0.3))
    unions = max(24, round(members / rng.uniform(30, 130)))
    state = round(unions * rng.uniform(0.3, 0.75))
    values["grassroots_unions"] = unions
    values["grassroots_unions_state"], values["grassroots_unions_nonstate"] = state, unions - state
    values["grassroots_unions_new"] = max(3, round(unions * rng.uniform(0.05, 0.2)))
    values["grassroots_chairs"] = unions - rng.randint(1, 5)
    values["grassroots_chairs_fulltime"] = rng.randint(2, max(4, unions // 40))
    values["parttime_officers"] = unions * rng.randint(8, 13) + rng.randint(3, 97)


def _training(rng: Random, unit: Unit, modes: Mapping[str, str], values: dict[str, int], total: int) -> None:
    """Courses attended; the total is their sum."""
    grades = {
        "training_state_management_senior": rng.randint(1, 4),
        "training_state_management_principal": rng.randint(6, 8 + total // 5),
        "training_state_management_expert": rng.randint(8, 10 + total // 4),
    }
    courses = {
        "training_polit_theory_advanced": rng.randint(4, 6 + total // 5),
        "training_polit_theory_intermediate": rng.randint(5, 8 + total // 4),
        "training_master": rng.randint(2, 4 + total // 9),
        "training_union_theory_practice": rng.randint(total // 3, total),
        "training_foreign_language": rng.randint(4, 8 + total // 5),
        "training_it": rng.randint(8, 12 + total // 3),
    }
    if modes["theory"] == "split":
        courses["training_polit_theory_bachelor"] = rng.randint(1, 3)
    courses |= {"training_state_management_all_grades": sum(grades.values())} if modes["grades"] == "joined" else grades
    if modes["education"] == "detailed":
        courses |= {"training_doctorate": rng.randint(1, 2), "training_bachelor": rng.randint(2, 6)}
    if modes["defence"] == "joined":
        courses["training_defence_security_and_other_courses"] = rng.randint(total, 3 * total)
    else:
        courses["training_defence_security"] = rng.randint(total // 3, total)
        courses["training_professional_skills"] = rng.randint(total, 4 * total)
    if unit.profile == "mountain":
        courses["training_ethnic_language"] = rng.randint(6, 8 + total // 4)
    if unit.profile in ("metropolis", "sector"):
        courses["training_abroad"] = rng.randint(2, 9)
    values |= courses
    values["training_sent_total"] = sum(courses.values())
    values["local_training_classes"] = rng.randint(60, 180) + values["grassroots_unions"] // 10
    values["local_training_attendances"] = values["local_training_classes"] * rng.randint(55, 110) + rng.randint(3, 54)
    values["trainees_receiving_full_benefits"] = values["upper_units_instructed_to_propagate"] = 100


def _governing(rng: Random, unit: Unit, values: dict[str, int]) -> None:
    """What no sum over provinces gives: committees, kinds of upper-level units, departments, leaders."""
    values["trainees_receiving_full_benefits"] = values["upper_units_instructed_to_propagate"] = 100
    values["provincial_committee_members"] = rng.randrange(37, 58, 2)
    values["standing_committee_members"] = rng.randrange(11, 18, 2)
    values["inspection_committee_members"] = rng.randrange(7, 14, 2)
    values["specialist_departments_before"] = rng.randint(6, 8) * max(1, len(unit.predecessors))
    values["specialist_departments_after"] = rng.randint(4, 5)
    leaders = rng.randint(14, 20 + values["payroll_present_provincial_office"] // 6)
    values["provincial_leaders"] = min(leaders, values["payroll_present_provincial_office"])
    values["provincial_leaders_foreign_language"] = max(2, round(values["provincial_leaders"] * rng.uniform(0.22, 0.7)))
    if unit.profile == "sector":
        values["upper_level_units_total"] = rng.randint(3, 9)
        return
    if unit.era == "post_2025_07":
        values["commune_unions"] = rng.randint(24, 70)
    else:
        values["district_federations"] = rng.randint(8, 12) if unit.profile != "metropolis" else rng.randint(9, 22)
        values["provincial_civil_servants_union"] = 1
    values["local_sector_unions"] = rng.randint(2, 6)
    if unit.profile != "mountain" or rng.random() < 0.5:
        values["industrial_zone_unions"] = 1
    if unit.profile == "metropolis" or rng.random() < 0.2:
        values["corporation_unions"] = rng.randint(2, 5)
    values["upper_level_units_total"] = sum(values.get(kind, 0) for kind in KINDS)


def _quota(rng: Random, values: dict[str, int]) -> None:
    """The posts assigned: some vacant, and never by chance as many as all people."""
    vacant = rng.randint(1, max(3, values["payroll_present"] // 14))
    while values["payroll_present"] + vacant == values["staff_present_total"]:
        vacant += 1
    values["payroll_assigned"] = values["payroll_present"] + vacant


def _years(rng: Random, campaign: Campaign, values: Mapping[str, int]) -> dict[str, dict[int, int]]:
    """Ratings of the last full years, and the flows that some offices break down by year."""
    last = campaign.end - 1
    ratings: dict[str, dict[int, int]] = {key: {} for key in RATINGS}
    for year in range(max(campaign.start, last - 3), last + 1):
        rated = values["payroll_present"] - rng.randint(0, 5)
        bad = rng.choice((0, 0, 0, 1))
        excellent, completed = round(rated * rng.uniform(0.1, 0.2)), rng.randint(2, max(3, rated // 12))
        for key, n in zip(RATINGS, (excellent, rated - excellent - completed - bad, completed, bad), strict=True):
            ratings[key][year] = n
    years = range(campaign.start, campaign.end + 1)
    series = {
        key: dict(zip(years, apportion(values[key], [rng.uniform(0.4, 1.4) for _ in years]), strict=True))
        for key in ("training_sent_total", "local_training_classes", "local_training_attendances", "union_members_new")
    }
    return {**ratings, **series}


def _hedges(rng: Random, values: Mapping[str, int]) -> dict[str, Hedge]:
    """Rounded printings of the figures that offices like to round."""
    return {key: hedge(rng, values[key]) for key in HEDGEABLE if values.get(key, 0) >= 20}


def hedge(rng: Random, true: int) -> Hedge:
    """A rounded printing that stays true: over, nearly, about, from–to."""
    step = 5 if true < 100 else 10 if true < 1000 else 100 if true < 30_000 else 500
    floor = (true - 1) // step * step
    choice = rng.choice(("at_least", "at_least", "at_most", "approx", "range"))
    if choice == "range" and true > 400:
        choice = "approx"
    return {
        "at_least": Hedge("at_least", floor),
        "at_most": Hedge("at_most", floor + step if floor + step > true else floor + 2 * step),
        "approx": Hedge("approx", floor + step if true - floor > step // 2 else floor),
        "range": Hedge("range", floor, floor + step),
    }[choice]


def _rows(rng: Random, unit: Unit, values: Mapping[str, int]) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """The staff and members of the office and of some ten units below it; columns add up."""
    if unit.profile == "sector" or unit.era == "post_2025_07":
        return ()
    names = rng.sample(DISTRICTS, min(9, values["district_federations"]))
    labels = [f"LĐLĐ huyện {name}" if unit.profile != "metropolis" else f"LĐLĐ quận {name}" for name in names]
    labels += [f"Công đoàn ngành {name}" for name in rng.sample(SECTOR_UNITS, min(2, values["local_sector_unions"]))]
    labels.append("Các công đoàn cấp trên còn lại")
    weights = [rng.uniform(0.5, 1.5) for _ in labels]
    office = values["payroll_present_provincial_office"]
    present = [office, *apportion(values["payroll_present_upper_level_units"], weights)]
    people = [
        n + extra
        for n, extra in zip(
            present,
            apportion(values["staff_present_total"] - values["payroll_present"], [max(n, 1) for n in present]),
            strict=True,
        )
    ]
    women = apportion(values["staff_female"], [n * rng.uniform(0.9, 1.1) for n in people], caps=people)
    party = apportion(values["staff_party_members"], [float(n) for n in people], caps=people)
    vacancies = values["payroll_assigned"] - values["payroll_present"]
    assigned = [n + v for n, v in zip(present, apportion(vacancies, [1.0] * len(present)), strict=True)]
    unions = [0, *apportion(values["grassroots_unions"], weights)]
    members = [0, *apportion(values["union_members"], [u * rng.uniform(0.8, 1.2) for u in unions[1:]])]
    return tuple(
        (
            label,
            {
                "payroll_assigned": assigned[i],
                "payroll_present": present[i],
                "staff_present_total": people[i],
                "staff_female": women[i],
                "staff_party_members": party[i],
                "grassroots_unions": unions[i],
                "union_members": members[i],
            },
        )
        for i, label in enumerate(["Cơ quan công đoàn cấp tỉnh", *labels])
    )
