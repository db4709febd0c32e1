"""The rubric and goal files that come with the tool: they load, add up, cite, and say what is 示例."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from rating.problems import Severity
from rating.rubric.file import load_goals, load_rubric
from rating.rubric.goals import GoalBook, goal_findings
from rating.rubric.lint import lint
from rating.rubric.nouns import Node, Rubric
from rating.rubric.policies import Clause

FOLDER = Path(__file__).parents[2] / "rubrics"
RUBRICS = (
    "hunan-style",
    "shanghai-coverage",
    "yangpu-incentive",
    "yangpu-selection",
    "yichang-five-star",
    "yichang-project",
)
GOALS = ("shanghai", "yichang")
LINT_CLEAN = tuple(name for name in RUBRICS if name != "hunan-style")


@pytest.fixture(scope="module", params=RUBRICS)
def rubric(request: pytest.FixtureRequest) -> Rubric:
    return load_rubric(FOLDER / f"{request.param}.yaml")


@pytest.fixture(scope="module", params=GOALS)
def book(request: pytest.FixtureRequest) -> GoalBook:
    return load_goals(FOLDER / "goals" / f"{request.param}.yaml")


def shipped(name: str) -> Rubric:
    return load_rubric(FOLDER / f"{name}.yaml")


def kinds(rubric: Rubric) -> list[str]:
    return rubric.kinds or [""]


def leaves(rubric: Rubric, kind: str) -> Iterator[Node]:
    for dimension in rubric.dimensions:
        yield from _leaves(dimension, kind)


def _leaves(node: Node, kind: str) -> Iterator[Node]:
    if not node.applies_to(kind):
        return
    if node.leaf:
        yield node
    for part in node.indicators:
        yield from _leaves(part, kind)


def test_every_file_in_the_folder_is_tested() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(RUBRICS)
    assert {path.stem for path in (FOLDER / "goals").glob("*.yaml")} == set(GOALS)


def test_nothing_pretends_to_be_a_published_standard(rubric: Rubric) -> None:
    assert rubric.standing == "example"
    assert "（示例）" in rubric.title
    assert "五星标准" not in rubric.title
    assert "示例" in rubric.notes
    assert any(source.standing == "example" and "示例" in source.title for source in rubric.sources)


def test_every_point_and_gate_stands_on_a_clause_with_a_source(rubric: Rubric) -> None:
    known = {source.id for source in rubric.sources}
    clauses = {item.code: item.clause for item in (*rubric.indicators, *rubric.gates)}
    assert [code for code, clause in clauses.items() if clause is None] == []
    assert {clause.source for clause in clauses.values() if clause} <= known
    cited = {clause.source for clause in (*clauses.values(), *(node.clause for node in rubric.nodes)) if clause}
    assert {source.id for source in rubric.sources if source.standing == "published"} - {"census"} <= cited


def test_figures_that_we_chose_say_so(rubric: Rubric) -> None:
    """A clause of a published source says in its article which part of the item is ours."""
    example = {source.id for source in rubric.sources if source.standing == "example"}
    for item in (*rubric.indicators, *rubric.gates):
        assert item.clause is not None
        assert "示例" in (item.clause.text if item.clause.source in example else item.clause.article), item.code


def test_points_add_up_for_every_kind(rubric: Rubric) -> None:
    for kind in kinds(rubric):
        for dimension in rubric.dimensions:
            parts = sum((leaf.full_marks_for(kind) for leaf in _leaves(dimension, kind)), Decimal(0))
            assert parts == dimension.full_marks_for(kind), (kind, dimension.code)
        base = [dimension for dimension in rubric.dimensions if not dimension.bonus]
        assert sum(node.full_marks_for(kind) for node in base) == rubric.full_marks_for(kind)


def test_every_indicator_says_how_it_is_checked_and_what_would_help(rubric: Rubric) -> None:
    for leaf in rubric.indicators:
        assert leaf.check, leaf.code
        assert leaf.advice, leaf.code


def test_nobody_may_guess_what_a_blank_means(rubric: Rubric) -> None:
    assert rubric.missing.if_blank == "incomplete"


def test_titles_can_be_used_in_formulas(rubric: Rubric) -> None:
    """A title with 或 or 且 in it would be read as “or”, “and”: such a field is named by its code."""
    named = {text for gate in rubric.gates for text in [gate.when]}
    for field in rubric.fields.values():
        assert not ({"或", "且"} & set(field.title) and any(field.title in text for text in named))


@pytest.mark.parametrize("name", LINT_CLEAN)
def test_the_2024_rules_find_nothing_to_object_to(name: str) -> None:
    assert [problem.code for problem in lint(shipped(name))] == ["lint_example"]


def test_hunans_own_structure_is_expressed_and_warned_about() -> None:
    rubric = shipped("hunan-style")
    assert {problem.code for problem in lint(rubric)} == {"lint_example", "lint_total", "lint_levels"}
    assert rubric.full_marks_for("") == 130
    (bonus,) = [dimension for dimension in rubric.dimensions if dimension.bonus]
    assert (bonus.full_marks, bonus.cap) == (20, 20)
    assert len(rubric.dimensions) == 6
    assert [(band.stars, band.at_least and band.at_least.value) for band in rubric.bands] == [(5, 110), (4, 100)]
    assert rubric.bands[1].below is not None


@pytest.mark.parametrize("name", ["yichang-five-star", "yichang-project", "shanghai-coverage"])
def test_rubrics_for_use_are_small(name: str) -> None:
    rubric = shipped(name)
    for kind in kinds(rubric):
        assert rubric.full_marks_for(kind) == 100
        assert len(list(leaves(rubric, kind))) <= 20
        assert all(leaf.full_marks_for(kind) % Decimal("0.5") == 0 for leaf in leaves(rubric, kind))
    assert all(part.leaf for dimension in rubric.dimensions for part in dimension.indicators)


def test_the_five_star_rubric_follows_the_guide() -> None:
    rubric = shipped("yichang-five-star")
    assert rubric.kinds == ["综合", "未成年人保护", "特色专项", "治理专项"]
    flow = [leaf.title for leaf in rubric.node("process").indicators]
    assert flow == ["需求收集", "项目策划", "组织实施", "资源链接", "效果评价"]
    assert [leaf.title for leaf in rubric.node("outcome").indicators][:3] == ["量化指标", "成效提升", "社会效益"]
    assert {gate.code: gate.effect for gate in rubric.gates} == {
        "false_documents": "veto",
        "serious_accident": "veto",
        "first_year": "unrated",
        "low_licensed": "cap",
        "minors_minimum": "cap",
    }
    assert [band.stars for band in rubric.bands_for("综合")] == [5, 4, 3, 2, 1]


def test_a_minors_station_is_asked_for_30_square_metres_and_five_people() -> None:
    rubric = shipped("yichang-five-star")
    room = rubric.node("room_size").rule_for("未成年人保护")
    assert room is not None
    assert [(threshold, amount.value) for threshold, amount in room.body] == [(30, 4)]
    people = rubric.node("staffing").rule_for("未成年人保护")
    assert people is not None
    assert people.kind == "parts"
    assert people.body[0].when == "staff >= 5"
    (gate,) = [gate for gate in rubric.gates if gate.kinds == ["未成年人保护"]]
    assert gate.when == "area < 30 or staff < 5"


def test_the_allowance_keeps_to_the_published_range() -> None:
    labels = [band.label for band in shipped("yangpu-incentive").bands_for("")]
    assert (labels[0], labels[-1]) == ("2000 元/月", "800 元/月")
    assert [node.title for node in shipped("yangpu-incentive").dimensions] == [
        "专业资质",
        "工作绩效",
        "工作年限",
        "项目成效",
    ]


def test_a_selection_has_places_to_give() -> None:
    rubric = shipped("yangpu-selection")
    assert set(rubric.bands_by_kind) == set(rubric.kinds)
    assert all(band.quota is not None for bands in rubric.bands_by_kind.values() for band in bands)


def test_residents_weigh_more_than_experts_in_a_project() -> None:
    weights = {role.code: role.weight for role in shipped("yichang-project").roles}
    assert weights["resident"] is not None
    assert weights["expert"] is not None
    assert weights["resident"] > weights["expert"]


# Goal files


def clauses_of(book: GoalBook) -> Iterator[Clause]:
    for goal in book.goals:
        yield goal.clause
        yield from (conflict.clause for conflict in goal.conflicts)
        yield from (reading.clause for reading in goal.readings if reading.clause)


def test_goal_files_have_no_findings(book: GoalBook) -> None:
    assert goal_findings(book) == []
    assert {clause.source for clause in clauses_of(book)} <= {source.id for source in book.sources}
    assert all(reading.definition for goal in book.goals for reading in goal.readings)
    assert all(goal.target.year == 2025 for goal in book.goals)


def test_the_plans_eight_goals_word_by_word() -> None:
    book = load_goals(FOLDER / "goals" / "shanghai.yaml")
    table = [
        (goal.title, goal.unit, goal.baseline and goal.baseline.text, goal.target.text, goal.nature)
        for goal in book.goals
    ]
    assert table == [
        ("社会工作人才总量", "万人", "10", "20", "预期性"),
        ("持证社会工作者数", "万人", "3", "4.5", "预期性"),
        ("社区工作者的持证率", "%", "14%", "20%", "预期性"),
        ("街镇社工站覆盖率", "%", "-", "100%", "预期性"),
        ("每个养老机构、每个街镇养老服务综合体各配备社会工作者人数", "人", "-", "1", "预期性"),
        ("持证儿童福利社会工作者数", "人", "22", "500", "预期性"),
        ("每10万名青少年配备青少年事务社工数", "人", "80", "100", "预期性"),
        ("每千名境外人员配备社会工作人才数", "人", "-", "1", "预期性"),
    ]
    assert book.scope is not None
    assert book.scope.units == 215


def test_the_guides_six_goals() -> None:
    book = load_goals(FOLDER / "goals" / "yichang.yaml")
    assert [(goal.title, goal.target.value) for goal in book.goals] == [
        ("城市社区工作者持证比例", Decimal(1)),
        ("乡镇（街道）社工站达到五星级标准水平的比例", Decimal("0.5")),
        ("社区社工室覆盖率", Decimal(1)),
        ("村社工室覆盖率", Decimal("0.8")),
        ("社会工作专业人才数", Decimal(5000)),
        ("每年支持实施的社区“微治理”公益项目数", Decimal(50)),
    ]


def test_one_area_table_serves_the_goals_and_the_scoring_of_streets() -> None:
    goals, streets = load_goals(FOLDER / "goals" / "shanghai.yaml"), shipped("shanghai-coverage")
    shared = set(goals.fields) & set(streets.fields)
    assert len(shared) >= 12
    assert all(goals.fields[code].title == streets.fields[code].title for code in shared)
    assert all(goals.fields[code].roll_up == streets.fields[code].roll_up for code in shared)


def test_lint_only_warns(rubric: Rubric) -> None:
    assert all(problem.severity in (Severity.WARNING, Severity.NOTICE) for problem in lint(rubric))
