"""Differences bundled into changes that can be made one by one."""

from __future__ import annotations

from rating.insight.consequences.changes import changes_of
from rating.insight.rubric_differences.differences import deciding
from rating.rubric.nouns import Rubric
from tests.insight.consequences.revised import BANDS, FIELDS, FIRST, area, form, grade, leaf, staff
from tests.scoring.build import rubric


def titles(before: Rubric, after: Rubric) -> list[str]:
    return [change.title for change in changes_of(before, after)]


def test_each_indicator_and_star_is_a_change_of_its_own() -> None:
    after = form(staff(50), area(30), grade(), bands=[{**BANDS[0], "at_least": 88}, *BANDS[1:]], notes="试行")
    found = changes_of(FIRST, after)
    assert [change.sentence for change in found] == [
        "「人员」满分 40 → 50",
        "「场地」满分 40 → 30",
        "五星分数线 90 → 88",
    ]
    assert {each for change in found for each in change.differences} == set(deciding(FIRST, after))


def test_a_total_that_is_a_sum_is_no_change() -> None:
    after = form(staff(60), area(), grade(), scale={"full_marks": 120, "decimals": 1, "round": "indicator"})
    assert [change.sentence for change in changes_of(FIRST, after)] == ["「人员」满分 40 → 60"]


def test_choices_go_with_the_rule_that_reads_them() -> None:
    fields = {**FIELDS, "grade": {**FIELDS["grade"], "choices": ["优", "良", "中"]}}
    after = form(staff(30), area(), leaf("grade", "评价", 30, {"levels": {"优": 30, "中": 10}}), fields=fields)
    found = changes_of(FIRST, after)
    assert [change.title for change in found] == ["人员", "评价"]
    assert found[1].subjects == {"node:grade", "field:grade"} and "增加选项「中」" in found[1].sentence


def test_what_moves_under_a_new_heading_goes_with_it() -> None:
    section = {"code": "all", "title": "全部", "indicators": [staff(), area()]}
    other = {"code": "new", "title": "成效", "indicators": [grade()]}
    after = rubric(fields=FIELDS, dimensions=[section, other], bands=BANDS)
    (change,) = changes_of(FIRST, after)
    assert change.subjects == {"node:new", "node:grade"}


def test_another_code_is_one_change() -> None:
    after = form(staff(), area(), {**grade(), "code": "mark", "value": "grade"})
    (change,) = changes_of(FIRST, after)
    assert change.subjects == {"node:mark", "node:grade"} and "内部代号" in change.sentence


def test_nothing_to_decide() -> None:
    assert titles(FIRST, FIRST) == [] == titles(FIRST, form(notes="试行", version="2"))
