from __future__ import annotations

import pytest

from rating.rubric.trail import Finding, Path, part_at, problem_of, trail
from tests.rubric.samples import good

TREE = {"dimensions": [{"code": "team", "indicators": [{"code": "a"}, {"title": "没有代码", "steps": [["1", "x"]]}]}],
        "bands": [{"stars": "5"}]}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ((), ""),
        (("dimensions",), "dimensions"),
        (("dimensions", 0, "indicators", 0), "dimensions[第1项 team].indicators[第1项 a]"),
        (
            ("dimensions", 0, "indicators", 1, "steps", 0, 1),
            "dimensions[第1项 team].indicators[第2项].steps[第1项][第2项 x]",
        ),
        (("dimensions", 7, "x"), "dimensions[第8项].x"),
        (("bands", 0, "at_least"), "bands[第1项 5星].at_least"),
    ],
)
def test_a_path_is_told_with_places_counted_from_one_and_codes(path: Path, told: str) -> None:
    assert trail(TREE, path) == told


def test_trails_of_a_loaded_rubric_read_the_same() -> None:
    assert (
        trail(good(), ("dimensions", 0, "indicators", 2, "rule"))
        == "dimensions[第1项 team].indicators[第3项 graded].rule"
    )
    assert trail(good(), ("bands", 1)) == "bands[第2项 4星]"


def test_nothing_lies_beyond_a_leaf() -> None:
    assert part_at("text", 0) is None
    assert part_at({"a": "1"}, "b") is None
    assert part_at([1], -1) is None
    assert part_at(good(), "nothing") is None


def test_a_finding_becomes_a_problem_with_file_and_line() -> None:
    problem = problem_of(Finding("rubric_value", ("bands", 0), "写错了", "写对"), TREE, "r.yaml", 12)
    assert (
        problem.line
        == "rubric_value r.yaml → 第 12 行 → bands[第1项 5星]: 写错了; 应为写对; 请对照 docs/rubric-reference.md 修改"
    )
    assert problem_of(Finding("rubric_value", (), "写错了"), TREE).where == "（未定位）"
