"""Who reports: the provinces of both eras and some central sector unions; the catalogue's indicators."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

MOUNTAIN_REGIONS = ("Đông Bắc Bộ", "Tây Bắc Bộ", "Tây Nguyên")
RELIGIOUS_REGIONS = ("Tây Nguyên", "Đông Nam Bộ", "Đồng bằng sông Cửu Long")
METROPOLES = ("Hà Nội", "Hồ Chí Minh", "Bình Dương", "Đồng Nai", "Hải Phòng", "Đà Nẵng")
SECTORS = (
    "Công đoàn Giáo dục Việt Nam",
    "Công đoàn Công Thương Việt Nam",
    "Công đoàn Xây dựng Việt Nam",
    "Công đoàn Giao thông Vận tải Việt Nam",
    "Công đoàn Nông nghiệp và Phát triển nông thôn Việt Nam",
    "Công đoàn Ngân hàng Việt Nam",
    "Công đoàn Dầu khí Việt Nam",
    "Công đoàn Thông tin và Truyền thông Việt Nam",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Who reports: a province of one era, or a central sector union (without a code)."""

    era: str
    code: str | None
    name: str
    kind: str
    """`tỉnh`, `thành phố` or `ngành`."""
    profile: str
    """`mountain`, `delta`, `metropolis` or `sector`."""
    predecessors: tuple[str, ...] = ()
    religious: bool = False


@lru_cache(maxsize=1)
def provinces() -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units before and after 1 July 2025, from the catalogue; sector unions close the first list."""
    data = files("schemas") / "data"
    old = list(csv.DictReader((data / "provinces.csv").read_text("utf-8").splitlines()))
    new = list(csv.DictReader((data / "provinces_2025.csv").read_text("utf-8").splitlines()))
    regions = {row["name"]: row["region"] for row in old}
    before = [
        Unit("pre_2025_07", row["code"], row["name"], _kind(row["type"]), _profile(row["name"], row["region"]),
             religious=row["region"] in RELIGIOUS_REGIONS)
        for row in old
    ]  # fmt: skip
    before += [Unit("pre_2025_07", None, name, "ngành", "sector") for name in SECTORS]
    after = []
    for row in new:
        merged = tuple(row["merged_from"].split("|"))
        region = regions[merged[0]]
        after.append(
            Unit("post_2025_07", row["code"], row["name"], _kind(row["type_20250701"]), _profile(row["name"], region),
                 predecessors=merged if len(merged) > 1 else (), religious=region in RELIGIOUS_REGIONS)
        )  # fmt: skip
    return tuple(before), tuple(after)


def indicator_rows() -> list[dict[str, str]]:
    """The catalogue of indicators, row by row."""
    text = (files("schemas") / "data" / "indicators.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _kind(text: str) -> str:
    return "tỉnh" if text == "tỉnh" else "thành phố"


def _profile(name: str, region: str) -> str:
    if name in METROPOLES:
        return "metropolis"
    return "mountain" if region in MOUNTAIN_REGIONS else "delta"
