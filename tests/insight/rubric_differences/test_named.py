"""Lists of named things: the same by code, then by title."""

from __future__ import annotations

from rating.insight.rubric_differences.keys import Pair
from rating.insight.rubric_differences.named import Named, named_differences
from rating.rubric.policies import Role
from tests.rubric.samples import good

ROLES = Named("评估主体", "role", lambda one: one.code, lambda one: one.title, lambda one, form: "", decides=True)


def told(old: list[Role], new: list[Role]) -> list[str]:
    return [each.sentence for each in named_differences(ROLES, old, new, Pair(good(), good()), {})]


def test_added_dropped_renamed_recoded_and_in_another_order() -> None:
    expert, resident = Role(code="expert", title="专家"), Role(code="resident", title="居民")
    assert told([expert], [expert, resident]) == ["增加评估主体「居民」"]
    assert told([expert, resident], [resident]) == ["取消评估主体「专家」"]
    assert told([expert], [Role(code="expert", title="评委")]) == ["评估主体「评委」由「专家」改名"]
    assert told([expert], [Role(code="judge", title="专家")]) == ["评估主体「专家」换了内部代号"]
    assert told([expert, resident], [resident, expert]) == ["评估主体的次序改为「居民」、「专家」"]
    assert told([expert, expert], [expert]) == ["取消评估主体「专家」"]
