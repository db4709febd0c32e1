"""A synthetic rubric of many rule kinds and a reported table for it, of any size, seeded.

The rules are chosen for their kinds, not for sense: 12 kinds in turn over the columns, five
dimensions, a veto, a cap, five bands, and a ranking by stars, total and one dimension.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.reported import Column, Reported, Roster, Sheet, Status
from rating.rubric.nouns import Rubric

SEED = 20_250_901
GRADES = ["优", "良", "中", "差"]
KINDS = ["综合", "专项"]
DIMENSIONS = 5
Plan = dict[str, Any]


def _yes_no(code: str) -> tuple[Plan, Plan]:
    return {"kind": "yes_no"}, {"value": code, "rule": {"yes_no": {"yes": 2}}}


def _levels(code: str) -> tuple[Plan, Plan]:
    return {"kind": "choice", "choices": GRADES}, {"value": code, "rule": {"levels": {"优": 2, "良": 1.5, "中": 1}}}


def _steps(code: str) -> tuple[Plan, Plan]:
    return {"kind": "share"}, {"value": code, "rule": {"steps": [["90%", 2], ["75%", 1.5], ["50%", 1], ["30%", 0.5]]}}


def _steps_down(code: str) -> tuple[Plan, Plan]:
    return {"whole": True}, {"value": code, "rule": {"steps_down": [[5, 2], [20, 1], [60, 0.5]]}}


def _linear(code: str) -> tuple[Plan, Plan]:
    return {}, {"value": code, "rule": {"linear": {"zero": 10, "full": 95}}}


def _per_unit(code: str) -> tuple[Plan, Plan]:
    return {"whole": True}, {"value": code, "rule": {"per_unit": {"each": 5, "points": 0.1, "base": 0.5}}}


def _deduct(code: str) -> tuple[Plan, Plan]:
    return {"whole": True}, {"value": code, "rule": {"deduct": {"each": 10, "points": 0.3}}}


def _completion(code: str) -> tuple[Plan, Plan]:
    return {"whole": True}, {"value": code, "rule": {"completion": {"target": "80"}}}


def _proportion(code: str) -> tuple[Plan, Plan]:
    return {"kind": "share"}, {"value": code, "rule": {"proportion": {}}}


def _all_or_nothing(code: str) -> tuple[Plan, Plan]:
    return {"whole": True}, {"rule": {"all_or_nothing": f"{code} >= 40 and {code} <= 90"}}


def _parts(code: str) -> tuple[Plan, Plan]:
    cuts = ((20, 0.5), (50, 0.5), (70, 1))
    parts = [{"title": f"达到{cut}", "points": points, "when": f"{code} >= {cut}"} for cut, points in cuts]
    return {"whole": True}, {"rule": {"parts": parts}}


def _matrix(code: str) -> tuple[Plan, Plan]:
    axis = {"value": code, "at_least": [80, 40]}
    points = [[2, 1.5, 1], [1.5, 1, 0.5], [1, 0.5, 0]]
    return {"whole": True}, {"rule": {"matrix": {"rows": axis, "columns": axis, "points": points}}}


MAKERS: tuple[Callable[[str], tuple[Plan, Plan]], ...] = (
    _yes_no, _levels, _steps, _steps_down, _linear, _per_unit,
    _deduct, _completion, _proportion, _all_or_nothing, _parts, _matrix,
)  # fmt: skip


def synthetic_plan(columns: int) -> Plan:
    """The rubric as plain data, two points a column, restated out of 100."""
    fields: Plan = {}
    dimensions = [{"code": f"d{one}", "title": f"一级指标{one + 1}", "indicators": []} for one in range(DIMENSIONS)]
    for column in range(columns):
        code = f"f{column:02d}"
        field, leaf = MAKERS[column % len(MAKERS)](code)
        fields[code] = {"title": f"数据项{column + 1}", **field}
        about = {"code": f"i{column:02d}", "title": f"指标{column + 1}", "full_marks": 2, "if_blank": "zero"}
        dimensions[column * DIMENSIONS // columns]["indicators"].append({**about, **leaf})
    return {
        "code": "bench", "title": "测速用合成标准（示例）", "version": "1", "standing": "example", "unit": "station",
        "kinds": KINDS, "fields": fields, "dimensions": dimensions, **_outcome(columns),
    }  # fmt: skip


def _outcome(columns: int) -> Plan:
    cuts = ((5, 60), (4, 54), (3, 48), (2, 40), (1, 30))
    return {
        "scale": {"full_marks": 2 * columns, "decimals": 1, "round": "indicator", "convert_to": 100},
        "identity": {"code": ["站点代码"], "name": ["站点名称"], "kind": ["类型"], "street": ["街道"]},
        "gates": [
            {"code": "veto", "title": "数值过低", "when": "f04 < 0.5", "effect": "veto"},
            {"code": "cap", "title": "数值偏低", "when": "f04 < 2", "effect": "cap", "stars": 4},
        ],
        "bands": [{"stars": stars, "at_least": cut} for stars, cut in cuts],
        "ranking": {"by": ["stars", "total", "d0"], "ties": "standard", "within": "kind"},
    }  # fmt: skip


def synthetic_values(rubric: Rubric, rows: int) -> dict[str, tuple[NDArray[np.int64], int]]:
    """Field code → (scaled, decimals): every cell filled, so that the rivals can take them too."""
    random = np.random.default_rng(SEED)
    values = {}
    for code, field in rubric.fields.items():
        most, decimals = {"yes_no": (1, 0), "choice": (3, 0), "share": (10_000, 4)}.get(
            field.kind, (100, 0) if field.whole else (1_000, 1)
        )
        values[code] = random.integers(0, most + 1, rows), decimals
    return values


def synthetic_roster(rows: int) -> Roster:
    return Roster(
        code=tuple(f"{row:07d}" for row in range(rows)),
        name=tuple(f"第{row + 1}社工站" for row in range(rows)),
        kind=tuple(KINDS[row % len(KINDS)] for row in range(rows)),
        street=tuple(f"第{row % 215 + 1}街道" for row in range(rows)),
    )


def synthetic_reported(rubric: Rubric, rows: int) -> Reported:
    """What intake would hand over, built directly from numpy arrays."""
    columns = {}
    text = np.full(rows, "1", object)
    place = np.arange(rows, dtype=np.int32)
    for at, (code, (scaled, decimals)) in enumerate(synthetic_values(rubric, rows).items()):
        columns[code] = Column(
            scaled=scaled,
            decimals=decimals,
            status=np.full(rows, Status.REPORTED, np.uint8),
            text=text,
            source=np.zeros(rows, np.int32),
            row=place,
            col=np.full(rows, at, np.int32),
        )
    return Reported(roster=synthetic_roster(rows), columns=columns, sheets=(Sheet("测速.xlsx", "数据"),))


def plain_matrix(reported: Reported) -> NDArray[np.float64]:
    """The same numbers as one float matrix, moved up by one: pymcdm's normalisation refuses zeros."""
    return np.column_stack([column.scaled / 10**column.decimals + 1 for column in reported.columns.values()])
