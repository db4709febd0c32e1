"""Random rules of every kind for hypothesis, over the fields that `tests.scoring.strategies` defines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from rating.rubric.rules import RULE_KINDS

GRADES, AWARDS = ["优", "良", "中", "差"], ["国家级", "市级", "区级"]
NUMBERS = [
    "n1",
    "n1 + n2",
    "n1 / n2",
    "(n1 - n2) * 2",
    "-n1",
    "min(n1, n2)",
    "max(n1, 3)",
    "abs(n1 - n2)",
    "floor(n1 / 3)",
    "ceil(n2 / 4)",
    "where(n2 = 0, 0, n1 / n2)",
    "where(y1 = 是, n1, n2)",
    "count(y1, n1 > 3, c1 = 优)",
    "d1",
    "s1",
    "ln(n1)",
    "log10(n2)",
    "sqrt(n1)",
    "m1",
    "m1 / 10",
    "n1 × 85%",
]
CONDITIONS = [
    "y1",
    "y1 = 是",
    "y1 ≠ 是",
    "n1 >= 3",
    "n1 >= 3 且 n2 < 5",
    "y1 = 是 或 n1 > 4",
    "not y2",
    "known(n1)",
    "c1 = 优",
    "c1 ≠ 差",
    "count(y1, y2, n1 > n2) >= 2",
    "n1 / n2 > 1",
    "2 <= n1 <= 5",
    "known(m1) and n1 = 4",
    "d1 > 1",
]
AMOUNTS = [0, 1, 2, 3, "2.5", "0.25", "33%", "50%", "100%"]
LIMITS = [-1, 0, "0.5", 1, 2, 3, 4, 5, 7, 10]


def rarely(draw: DrawFn) -> bool:
    return draw(st.integers(0, 5)) == 5


def pick(draw: DrawFn, choices: Any) -> Any:
    return draw(st.sampled_from(list(choices)))


def _steps(draw: DrawFn) -> list[list[Any]]:
    limits = draw(st.lists(st.sampled_from(LIMITS), min_size=1, max_size=3, unique_by=str))
    return [[limit, pick(draw, AMOUNTS)] for limit in limits]


def _peers(draw: DrawFn, **more: Any) -> dict[str, Any]:
    return {
        "better": pick(draw, ["higher", "lower"]),
        "within": pick(draw, ["kind", "street", "district", "all"]),
        **more,
    }


def _linear(draw: DrawFn) -> dict[str, Any]:
    zero, full = draw(st.lists(st.sampled_from([1, 2, 5, 10, "0.5"]), min_size=2, max_size=2, unique_by=str))
    return {
        "zero": zero,
        "full": full,
        "logarithmic": rarely(draw),
        "capped": pick(draw, ["both", "top", "bottom", "none"]),
    }


def _per_unit(draw: DrawFn) -> dict[str, Any]:
    body = {
        "each": pick(draw, [1, 2, "0.5"]),
        "points": pick(draw, [1, "0.5"]),
        "base": pick(draw, [0, 1]),
        "beyond": pick(draw, [0, 2]),
    }
    return {**body, "whole_units": draw(st.booleans()), **({"at_most": 3} if draw(st.booleans()) else {})}


def _deduct(draw: DrawFn) -> dict[str, Any]:
    floor = pick(draw, [0, "none", 1])
    return {
        "each": pick(draw, [1, 2]),
        "points": pick(draw, [1, "0.5"]),
        "floor": floor,
        "whole_units": draw(st.booleans()),
    }


def _axis(draw: DrawFn) -> tuple[dict[str, Any], int]:
    if draw(st.booleans()):
        return {"value": "c1", "levels": GRADES}, 4
    return {"value": pick(draw, NUMBERS), "at_least": [5, 2]}, 3


def _matrix(draw: DrawFn) -> dict[str, Any]:
    (rows, height), (columns, width) = _axis(draw), _axis(draw)
    points = [[pick(draw, AMOUNTS) for _ in range(width)] for _ in range(height)]
    return {"rows": rows, "columns": columns, "points": points}


def _survey(draw: DrawFn) -> dict[str, Any]:
    inner = pick(draw, ["steps", "steps_down", "linear", "proportion", "per_unit", "min_max"])
    samples = [{"sample": "n2", "minimum": 2}, {"sample": "n1 + n2", "minimum": 4}][: draw(st.integers(1, 2))]
    return {"samples": samples, "if_small": pick(draw, MISSING), "then": {inner: BODIES[inner](draw)}}


MISSING = ["incomplete", "zero", "leave_out"]
BODIES: dict[str, Callable[[DrawFn], Any]] = {
    "yes_no": lambda draw: {"yes": pick(draw, AMOUNTS), "no": pick(draw, AMOUNTS)},
    "parts": lambda draw: [
        {"title": str(at), "points": pick(draw, AMOUNTS), "when": pick(draw, CONDITIONS)}
        for at in range(draw(st.integers(1, 3)))
    ],
    "levels": lambda draw: {grade: pick(draw, AMOUNTS) for grade in GRADES[: draw(st.integers(2, 4))]},
    "judgement": lambda draw: {"优": [8, 10], "良": [5, 8], "差": [0, 5]},
    "steps": _steps,
    "steps_down": _steps,
    "linear": _linear,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "all_or_nothing": lambda draw: pick(draw, CONDITIONS),
    "completion": lambda draw: {"target": pick(draw, ["n2", "4", "n1 + n2"]), "capped": draw(st.booleans())},
    "proportion": lambda draw: {"capped": draw(st.booleans())},
    "matrix": _matrix,
    "highest": lambda draw: {word: pick(draw, AMOUNTS) for word in AWARDS[: draw(st.integers(1, 3))]},
    "survey": _survey,
    "mark": lambda draw: {},
    "key_item": lambda draw: pick(draw, CONDITIONS),
    "best_ratio": _peers,
    "min_max": lambda draw: _peers(draw, if_equal=pick(draw, [1, "0.5", 0])),
    "z_score": lambda draw: _peers(draw, capped=draw(st.booleans())),
    "rank_points": lambda draw: _peers(
        draw, points=[4, 3, "50%"][: draw(st.integers(1, 3))], otherwise=pick(draw, [0, 1])
    ),
}
assert set(BODIES) == set(RULE_KINDS)
WITHOUT_VALUE = {"parts", "all_or_nothing", "key_item", "matrix"}
OWN_VALUES = {
    "levels": ["c1"],
    "judgement": ["m3"],
    "mark": ["m1", "m2", "m3"],
    "highest": ["a1"],
    "yes_no": CONDITIONS,
}
