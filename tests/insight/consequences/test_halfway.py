"""With no change made it is the rubric before, with all of them the rubric after, for any two rubrics."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from rating.insight.consequences.again import scored_again
from rating.insight.consequences.by_codes import by_codes
from rating.insight.consequences.changes import changes_of
from rating.insight.consequences.halfway import halfway
from rating.reported import Reported
from rating.rubric.checks import check
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from tests.insight.consequences.revised import FIRST, area, form, grade, past, staff
from tests.insight.rubric_differences.mutations import changed_somewhere
from tests.scoring.strategies import cases

BROKEN = {"rubric_reference", "rubric_formula", "rubric_value", "rubric_key"}


def summed(form: Rubric) -> Rubric:
    """Totals that are what the parts add up to, as in every rubric that loads."""
    return halfway(form, form, ())


def revised(data: st.DataObject, before: Rubric) -> Rubric:
    """One to three values changed, still fit to be scored."""
    after = before
    for _ in range(data.draw(st.integers(1, 3))):
        changed = data.draw(changed_somewhere(after))
        if changed is not None and not BROKEN & (
            {each.code for each in check(changed)} - {each.code for each in check(before)}
        ):
            after = changed
    return summed(after)


def scored(table: Reported, by: Rubric, form: Rubric) -> Evaluation:
    """A draft that states no total for a kind cannot be scored at all, and is no case here."""
    try:
        return scored_again(table, by, form).evaluation
    except LookupError:
        reject()


def alike(one: Evaluation, other: Evaluation) -> None:
    assert one.ratings.decimals == other.ratings.decimals
    assert (one.ratings.total == other.ratings.total).all() and (one.ratings.stars == other.ratings.stars).all()
    assert np.array_equal(one.ratings.rank, other.ratings.rank, equal_nan=True)


@given(st.data(), cases())
@settings(max_examples=40)
def test_none_and_all_of_the_changes(data: st.DataObject, case: tuple[Rubric, Reported]) -> None:
    before, table = summed(case[0]), case[1]
    after = revised(data, before)
    assume(after != before)
    one, other = by_codes(before), by_codes(after)
    subjects = {subject for change in changes_of(before, after) for subject in change.subjects}
    whole = scored(table, before, after)
    alike(scored(table, before, halfway(one, other, ())), scored(table, before, before))
    alike(scored(table, before, halfway(one, other, subjects)), whole)


def test_one_change_keeps_the_rest_and_the_total_follows() -> None:
    after = form(staff(50), area(30), grade(10), scale={"full_marks": 90, "decimals": 2, "round": "indicator"})
    found = halfway(FIRST, after, {"node:staff"})
    assert [found.node(code).full_marks for code in ("staff", "area", "grade")] == [50, 40, 20]
    assert found.full_marks_for("") == 110 and found.scale.decimals == 1
    assert scored_again(past().reported, FIRST, found).evaluation.total(0) == 108


def test_a_heading_of_which_nothing_is_left_is_not_there() -> None:
    after = form(staff(50), {**area(50), "code": "place"})
    found = halfway(FIRST, after, {"node:staff", "node:area", "node:grade"})
    assert [node.code for node in found.indicators] == ["staff"]


def test_a_heading_under_another_code_keeps_what_stands_under_it() -> None:
    tree = [{"code": "other", "title": "全部", "indicators": [staff(), area(), grade()]}]
    after = form(dimensions=tree)
    found = halfway(FIRST, after, {subject for change in changes_of(FIRST, after) for subject in change.subjects})
    assert [node.code for node in found.nodes] == ["other", "staff", "area", "grade"]
