"""Key by key: every key that differs gives at least one clause."""

from __future__ import annotations

from rating.insight.rubric_differences.keys import Pair, Subject, by_key, inner_changed
from tests.rubric.samples import good, rubric_of

SUBJECT = Subject("staff", "驻站社工数", "数据项", "数据项「驻站社工数」", "field:staff")


def test_a_key_told_in_its_own_way_and_one_told_apart() -> None:
    after = rubric_of(("title: 驻站社工数, whole: true, at_least: 0", "title: 站内社工数, at_least: 1"))
    pair = Pair(good(), after)
    fields = (good().fields["staff"], after.fields["staff"])
    found = list(by_key(SUBJECT, *fields, pair, {"whole": lambda old, new, _: iter(["可以有小数"])}, {"at_least"}))
    assert [each.sentence for each in found] == [
        "数据项「驻站社工数」由「驻站社工数」改名",
        "数据项「驻站社工数」可以有小数",
    ]
    assert not any(each.decides for each in found) and {each.subject for each in found} == {"field:staff"}


def test_inside_an_object_each_key_is_told() -> None:
    after = rubric_of(("clause: {source: guide, text: 持证率达到 100%}", "clause: {source: own, text: 全部持证}"))
    old, new = good().node("share_licensed").clause, after.node("share_licensed").clause
    assert old is not None and new is not None
    assert list(inner_changed("依据", old, new, Pair(good(), after))) == [
        "依据：来源 指引 → 示例",
        "依据：条款原文 持证率达到 100% → 全部持证",
    ]
