"""区情表: invented figures of the twelve streets, and every eldercare institution one by one."""

from __future__ import annotations

from pathlib import Path
from random import Random

from rating.rubric.goals import GoalBook
from sample_data.district import DISTRICT, STATIONS, STREETS
from sample_data.sheets import Heading, Page, write_book
from sample_data.stories import part_of

_STREET = (Heading("街镇代码", look="text"), Heading("街镇", width=16))
_FIELDS = (
    ("talent_total", "社会工作人才"), ("certificate_holders", "社会工作人才"), ("degree_only", "社会工作人才"),
    ("child_welfare_licensed", "社会工作人才"), ("community_workers", "社区工作者"),
    ("community_workers_licensed", "社区工作者"), ("stations", "社工站"),
    ("youth_workers", "青少年"), ("youth", "青少年"),
    ("overseas_workers", "境外人员"), ("overseas_residents", "境外人员"),
)  # fmt: skip
_BASICS = {
    "population": "常住人口（人）",
    "communities": "社区数（个）",
    "communities_with_room": "有社工室的社区数（个）",
    "city_micro_projects": "市级基金支持微治理项目数（个）",
    "district_micro_projects": "区级基金支持微治理项目数（个）",
}
"""Asked for by the Yichang goals and the street rubric, not by the Shanghai goals."""
_INSTITUTIONS = ("敬老院", "养老院", "长者照护之家", "养老服务综合体", "护理院")
UNSTAFFED = ("长白新村街道", 2)
"""The street and the place in its list of the one institution without a social worker."""

Row = dict[str, int]


def area_rows(seed: int) -> dict[str, Row]:
    """Street → figures. Counted apart from the stations' own figures: different people report them."""
    return {street: _street_row(street, Random(f"{seed}-{code}")) for street, code in STREETS.items()}


def _street_row(street: str, random: Random) -> Row:
    population = random.randrange(62_000, 158_000, 100)
    holders, workers = random.randint(78, 142), random.randint(150, 310)
    youth, overseas = round(population * random.uniform(0.13, 0.19)), random.randint(420, 2900)
    communities = random.randint(14, 31)
    return {
        "population": population,
        "communities": communities,
        "communities_with_room": communities - random.choice((0, 0, 0, 1, 2)),
        "city_micro_projects": random.randint(0, 2),
        "district_micro_projects": random.randint(2, 6),
        "talent_total": holders + random.randint(150, 330),
        "certificate_holders": holders,
        "degree_only": random.randint(18, 46),
        "child_welfare_licensed": random.randint(1, 4),
        "community_workers": workers,
        "community_workers_licensed": part_of(workers, random.uniform(0.16, 0.27)),
        "stations": sum(station.street == street for station in STATIONS),
        "youth_workers": part_of(youth, random.uniform(0.00085, 0.00118)),
        "youth": youth,
        "overseas_workers": max(1, round(overseas * random.uniform(0.0007, 0.0014))),
        "overseas_residents": overseas,
    }


def institutions(seed: int) -> list[tuple[str, str, int]]:
    """(street, institution, its social workers), one by one."""
    found = []
    for street, code in STREETS.items():
        random = Random(f"{seed}-institutions-{code}")
        for at in range(random.randint(3, 6)):
            name = f"{street.removesuffix('街道')}第{'一二三四五六'[at]}{_INSTITUTIONS[at % len(_INSTITUTIONS)]}"
            found.append((street, name, 0 if (street, at) == UNSTAFFED else random.randint(1, 3)))
    return found


def write_area(path: Path, book: GoalBook, seed: int) -> None:
    write_book(path, [_streets_page(area_rows(seed), book), _institutions_page(institutions(seed), book)])


def _streets_page(rows: dict[str, Row], book: GoalBook) -> Page:
    counted = (*_BASICS, *(code for code, _ in _FIELDS))
    headings = [
        Heading("序号", width=6), *_STREET,
        *(Heading(title, "基本情况", "thousands", 14) for title in _BASICS.values()),
        *(Heading(_with_unit(book, code), group, "thousands", 14) for code, group in _FIELDS),
    ]  # fmt: skip
    body = [
        (at, STREETS[street], street, *(row[code] for code in counted))
        for at, (street, row) in enumerate(rows.items(), 1)
    ]
    total = ("合计", "", "", *(sum(row[code] for row in rows.values()) for code in counted))
    lines = [f"填报单位：{DISTRICT}社会工作服务指导中心", "填报日期：2025年12月18日"]
    foot = ["注：青少年按 6 至 25 周岁常住人口统计（示例口径）。"]
    return Page("街道情况", f"{DISTRICT}区情表", lines, headings, body, [total], foot)


def _with_unit(book: GoalBook, code: str) -> str:
    return f"{book.fields[code].title}（{book.fields[code].unit}）"


def _institutions_page(found: list[tuple[str, str, int]], book: GoalBook) -> Page:
    name, staffed = book.fields["eldercare_units"].title, _with_unit(book, "eldercare_units_staffed")
    headings = [
        Heading("序号", width=6),
        *_STREET,
        Heading(name, width=28),
        Heading(staffed, look="whole", width=18),
    ]
    body = [(at, STREETS[street], street, title, count) for at, (street, title, count) in enumerate(found, 1)]
    total = ("合计", "", "", "", sum(count for _, _, count in found))
    return Page(
        "养老机构", f"{DISTRICT}养老机构社会工作者配备情况", ["填报日期：2025年12月18日"], headings, body, [total]
    )
