"""Random rubrics and reported tables for hypothesis: every rule kind, tree form and policy."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from rating.reported import Reported, Status
from rating.rubric.nouns import Rubric
from rating.rubric.rules import RULE_KINDS
from tests.scoring.build import reported, rubric
from tests.scoring.random_rules import (
    AWARDS,
    BODIES,
    CONDITIONS,
    GRADES,
    MISSING,
    NUMBERS,
    OWN_VALUES,
    WITHOUT_VALUE,
    pick,
    rarely,
)

KINDS, STREETS = ["综合", "专项"], ["东街", "西街"]
RATERS = [
    ("e1", "专家甲", "expert"),
    ("e2", "专家乙", "expert"),
    ("e3", "专家丙", "expert"),
    ("t1", "街镇甲", "street"),
    ("z1", "自评", "self"),
]


def _leaf(draw: DrawFn, code: str, kind: str) -> dict[str, Any]:
    leaf: dict[str, Any] = {
        "code": code,
        "title": code,
        "full_marks": pick(draw, [10, 4, 2, "2.5", 3]),
        "rule": {kind: BODIES[kind](draw)},
    }
    if kind in OWN_VALUES or kind not in WITHOUT_VALUE:
        leaf["value"] = pick(draw, OWN_VALUES.get(kind, NUMBERS))
    if kind == "key_item":
        leaf["full_marks"] = 0
    elif rarely(draw):
        leaf["full_marks"] = {"综合": 4, "专项": 5}
    for policy in ("if_blank", "if_not_inspected", "if_undefined"):
        if draw(st.booleans()):
            leaf[policy] = pick(draw, MISSING)
    if rarely(draw):
        leaf["rule_by_kind"] = {"专项": {"all_or_nothing": "y1"}}
    if rarely(draw):
        leaf["kinds"] = [pick(draw, KINDS)]
    if rarely(draw):
        leaf["weight"] = pick(draw, [1, 2, "0.5"])
    return leaf


def _node(draw: DrawFn, code: str, depth: int, combines: list[str]) -> dict[str, Any]:
    if depth == 0 or draw(st.booleans()):
        node = _leaf(draw, code, pick(draw, RULE_KINDS))
    else:
        parts = [_node(draw, f"{code}{at}", depth - 1, combines) for at in range(draw(st.integers(1, 3)))]
        parts.append(_leaf(draw, f"{code}9", "steps") | {"kinds": None})
        node = {"code": code, "title": code, "combine": pick(draw, combines), "indicators": parts}
        if rarely(draw):
            node["full_marks"] = pick(draw, [10, 20, 7])
        if rarely(draw):
            node["coverage"] = _coverage(draw)
        if rarely(draw):
            node["weight"] = 3
    if depth < 2 and node.get("full_marks") != 0 and rarely(draw):
        node["bonus"] = True
        node.pop("coverage", None)
    if rarely(draw):
        node["cap"] = pick(draw, [1, 3, 8])
    return node


def _coverage(draw: DrawFn) -> dict[str, Any]:
    least = pick(draw, [{"share": "50%"}, {"count": 1}, {"share": "80%", "count": 2}])
    return {**least, "if_below": pick(draw, ["incomplete", "leave_out"])}


def _raters(draw: DrawFn) -> dict[str, Any]:
    combine = pick(draw, ["mean", "median", "trimmed_mean", "role_weighted", "role_sum"])
    way: dict[str, Any] = {
        "combine": combine,
        "if_missing": pick(draw, ["exclude", "wait"]),
        "within_role": pick(draw, ["mean", "median"]),
    }
    if combine == "trimmed_mean":
        way["trimmed"] = {"drop": 1, "at_least": 3, "otherwise": pick(draw, ["mean", "incomplete"])}
    if rarely(draw):
        way["standardise"] = {"deviation": pick(draw, ["population", "sample"])}
    if draw(st.booleans()):
        way["spread"] = {"limit": pick(draw, [1, 4]), "until_adjudicated": pick(draw, ["hold", "provisional"])}
    if rarely(draw):
        way["minimum"] = 2
    return way


def _gates(draw: DrawFn) -> list[dict[str, Any]]:
    gates = []
    for at in range(draw(st.integers(0, 2))):
        when = pick(draw, ["n1 < 1", "y2", "share(D0) < 30%", "points(D0) > 8", "c1 = 差", "n1 / n2 > 3"])
        gate = {"code": f"g{at}", "title": "条件", "when": when, "if_blank": pick(draw, ["pass", "incomplete"])}
        gate |= pick(
            draw,
            [
                {"effect": "veto"},
                {"effect": "veto", "veto_means": "lowest"},
                {"effect": "unrated"},
                {"effect": "cap", "stars": 1},
            ],
        )
        gates.append(gate | ({"kinds": ["综合"]} if rarely(draw) else {}))
    return gates


def _bands(draw: DrawFn) -> list[dict[str, Any]]:
    quotas = rarely(draw)
    lower = pick(draw, ["at_least", "above"])
    bands: list[dict[str, Any]] = [{"stars": 3, lower: "70%"}, {"stars": 2, lower: "50%"}, {"stars": 1, lower: "20%"}]
    for upper, band in pairwise(bands):
        if not quotas and draw(st.booleans()):
            band["below" if lower == "at_least" else "at_most"] = upper[lower]
    for band in bands:
        if rarely(draw):
            band["each_dimension"] = pick(draw, ["50%", "25%"])
        if rarely(draw):
            band["minimum"] = {"D0": pick(draw, ["50%", 2])}
        if rarely(draw):
            band["requires"] = [{"title": "条件", "when": pick(draw, [*CONDITIONS, "share(D0) >= 40%"])}]
    if quotas:
        bands[0]["quota"], bands[1]["quota"] = pick(draw, [1, 2, "40%"]), pick(draw, [1, "50%"])
    return bands


def _fields(draw: DrawFn) -> dict[str, Any]:
    marked = {"kind": "mark", "marked_by": ["expert", "street", "self"]}
    derived = pick(draw, ["n1 - n2", "n1 / n2", "n2 * s1", "where(y1, n1, 1)"])
    return {
        "n1": {"title": "数一"},
        "n2": {"title": "数二"},
        "s1": {"title": "比率", "kind": "share"},
        "y1": {"title": "是否一", "kind": "yes_no"},
        "y2": {"title": "是否二", "kind": "yes_no"},
        "c1": {"title": "等次", "kind": "choice", "choices": GRADES},
        "a1": {"title": "奖项", "kind": "several", "choices": AWARDS},
        "m1": {"title": "打分一", **marked},
        "m2": {"title": "打分二", **marked, "marked_by": ["expert"], "raters": _raters(draw)},
        "m3": {"title": "打分三", **marked, "raters": {"combine": "mean", "if_missing": "exclude"}},
        "d1": {"title": "推算", "formula": derived},
    }


@st.composite
def rubrics(draw: DrawFn) -> Rubric:
    over_all = rarely(draw)
    combines = ["sum"] if over_all else ["sum", "sum", "mean", "geometric", "lowest"]
    dimensions = [_node(draw, f"D{at}", 2, combines) for at in range(draw(st.integers(1, 3)))]
    dimensions[0].pop("bonus", None)
    rounding = pick(draw, ["indicator", "dimension", "total"])
    scale = {
        "full_marks": pick(draw, [10, 20, {"综合": 10, "专项": 30}]),
        "decimals": draw(st.integers(0, 3)),
        "round": rounding,
        "combine": pick(draw, combines),
        "bonus_buys_stars": draw(st.booleans()),
    }
    missing: dict[str, Any] = {f"if_{state}": pick(draw, MISSING) for state in ("blank", "not_inspected", "undefined")}
    missing["not_applicable"] = "over_all" if over_all else "within_section"
    for where in ("coverage", "section_coverage"):
        if rarely(draw):
            missing[where] = _coverage(draw)
    if rarely(draw):
        scale["convert_to"] = 100
    keys = ["stars", "total", {"key": "n1", "better": "lower"}, *(["D0"] if rounding != "total" else [])]
    by = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique_by=str))
    award = {"quota_ties": pick(draw, ["include", "exclude"]), "quota_within": pick(draw, ["kind", "all", "street"])}
    if rarely(draw):
        award["ladder"] = {"up": 1, "first_time": pick(draw, [1, 2])}
    bands = _bands(draw)
    own_bands = {}
    if rarely(draw) and not any("quota" in band for band in bands):
        own_bands["专项"] = [{"stars": 4, "at_least": "60%"}, {"stars": 2, "at_least": "30%"}][
            : draw(st.integers(1, 2))
        ]
    return rubric(
        bands_by_kind=own_bands,
        kinds=KINDS,
        fields=_fields(draw),
        dimensions=dimensions,
        scale=scale,
        missing=missing,
        roles=[
            {"code": "expert", "title": "专家", "weight": 3},
            {"code": "street", "title": "街镇", "weight": "0.5"},
            {"code": "self", "title": "自评", "weight": 0},
        ],
        raters=_raters(draw),
        gates=_gates(draw),
        bands=bands,
        award=award,
        ranking={
            "by": by,
            "ties": pick(draw, ["standard", "dense", "shared"]),
            "within": pick(draw, ["all", "kind", "street", "district"]),
        },
    )


NUMBER_CELLS = [0, 1, 2, 3, 4, 5, "0.5", "2.25", "3.333", 10, -1, "1234.56"]
CELLS: dict[str, list[Any]] = {
    "number": NUMBER_CELLS,
    "share": ["0%", "33.3%", "50%", "80%", "100%", "120%"],
    "yes_no": ["是", "否"],
    "choice": GRADES,
    "several": [[], ["国家级"], ["市级", "区级"], AWARDS],
}
NOTHING = [None, Status.NOT_APPLICABLE, Status.NOT_INSPECTED, Status.UNREADABLE]


def _cell(draw: DrawFn, choices: list[Any], nothing: list[Any]) -> Any:
    return pick(draw, nothing) if draw(st.integers(0, 14)) == 14 else pick(draw, choices)


@st.composite
def tables(draw: DrawFn, form: Rubric) -> Reported:
    raters = RATERS[: draw(st.integers(1, 5))]
    rows = []
    for at in range(draw(st.integers(1, 7))):
        row = {
            "code": f"S{at}",
            "kind": pick(draw, KINDS),
            "street": pick(draw, STREETS),
            "district": pick(draw, STREETS),
        }
        for code, field in form.fields.items():
            if field.kind == "mark":
                row[code] = {rater[0]: _cell(draw, [0, 3, 5, "7.5", 8, 10], NOTHING[:3]) for rater in raters}
            elif not field.formula:
                row[code] = _cell(draw, CELLS[field.kind], NOTHING)
        rows.append(row)
    adjudicated = {(0, "m1"): "6.5"} if rarely(draw) else {}
    previous = {at: draw(st.integers(0, 3)) for at in range(len(rows)) if draw(st.booleans())}
    return reported(form, rows, raters, adjudicated, previous)


@st.composite
def cases(draw: DrawFn) -> tuple[Rubric, Reported]:
    """A rubric and a table reported under it."""
    form = draw(rubrics())
    return form, draw(tables(form))
