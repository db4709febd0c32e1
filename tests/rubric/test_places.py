from __future__ import annotations

from rating.rubric.places import kinds_of, placed_formulas, placed_nodes, placed_rules
from rating.rubric.trail import part_at
from tests.rubric.samples import GOOD, good, rubric_of


def test_every_node_stands_where_its_path_says_with_its_kinds() -> None:
    rubric = good()
    places = list(placed_nodes(rubric))
    assert [place.node.code for place in places] == [node.code for node in rubric.nodes]
    for place in places:
        found: object = rubric
        for step in place.path:
            found = part_at(found, step)
        assert found is place.node
    assert {place.level for place in places} == {1, 2}


def test_kinds_narrow_on_the_way_down() -> None:
    rubric = rubric_of(
        ("        roles: [expert]", "        kinds: [综合]"), ("{full_marks: 50", "{full_marks: {综合: 50, 专项: 40}")
    )
    kinds = {place.node.code: place.kinds for place in placed_nodes(rubric)}
    assert kinds["planning"] == ("综合",)
    assert kinds["service"] == kinds_of(rubric) == ("综合", "专项")


def test_a_rule_by_kind_takes_its_kind_from_the_general_rule() -> None:
    staffing = [
        (placed.rule.kind, placed.kinds) for placed in placed_rules(good()) if placed.leaf.node.code == "staffing"
    ]
    assert staffing == [("per_unit", ("综合",)), ("steps", ("专项",))]


def test_every_formula_of_the_file_is_found() -> None:
    texts = [placed.text for placed in placed_formulas(good())]
    written = ["licensed / staff", "staff >= 5", "持证率", "staff", "grade", "plan", "aware", "phone", "events"]
    assert all(formula in GOOD and formula in texts for formula in written)
    assert texts.count("enough") == 2
    assert {"制度 = 是", "staff < 2", "share(service) < 60%", "awards"} <= set(texts)
