"""Header words: normalising, points, and what only resembles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.intake.layout.headers import Target, Vocabulary, likeness, normalise, points_in
from tests.intake.workbooks import form


@pytest.mark.parametrize(
    ("label", "plain"),
    [("硬件设施（8分）", "硬件设施"), ("硬件设施 8分", "硬件设施"), ("满意度（%）", "满意度"), ("满意度（老人）", "满意度老人"),
     ("面积(㎡)", "面积"), ("＊面积 （单位：平方米）", "面积"), ("8分", "8分"), ("（8分）", "8分"), ("", ""), ("得分（满分10分）", "得分")],
)  # fmt: skip
def test_normalised_labels(label: str, plain: str) -> None:
    assert normalise(label) == plain


@pytest.mark.parametrize(
    ("label", "points"),
    [
        ("硬件设施（8分）", 8),
        ("硬件设施（满分 8.5 分）", Decimal("8.5")),
        ("硬件设施", None),
        ("８分", None),
        ("服务质量１０分", 10),
    ],
)
def test_points_in_headers(label: str, points: object) -> None:
    assert points_in(label) == points


def test_a_title_is_never_taken_by_another_fields_alias() -> None:
    fields = {"a": {"title": "人数", "aliases": ["社工数"]}, "b": {"title": "社工数"}}
    tree = [{"code": "d", "title": "d", "indicators": [
        {"code": "x", "title": "x", "full_marks": "20", "value": "a", "rule": {"linear": {"zero": "0", "full": "9"}}}]}]  # fmt: skip
    words = Vocabulary(form(fields=fields, dimensions=tree))
    assert words.find("社工数") == Target("field", "b")


def test_a_field_goes_before_a_usual_identity_word_and_the_forms_own_identity_before_all() -> None:
    fields = {"kind_of": {"title": "类型", "kind": "text"}, "n": {"title": "编号数"}}
    tree = [{"code": "d", "title": "d", "indicators": [
        {"code": "x", "title": "x", "full_marks": "20", "value": "n", "rule": {"linear": {"zero": "0", "full": "9"}}}]}]  # fmt: skip
    assert Vocabulary(form(fields=fields, dimensions=tree)).find("类型") == Target("field", "kind_of")
    own = form(fields=fields, dimensions=tree, identity={"kind": ["类型"], "name": ["country"]})
    assert Vocabulary(own).find("类型") == Target("kind")
    assert Vocabulary(own).find("Country") == Target("name")


def test_nearest_only_among_the_wanted() -> None:
    words = Vocabulary(form())
    ((code, alike),) = words.ranked("驻站社工人数", ["staff", "hours"])
    assert code == "staff" and 0.72 <= alike < 1
    assert words.ranked("驻站社工人数", ["hours"]) == ()
    assert words.ranked("联系电话", ["staff", "hours"]) == ()
    assert likeness("完全不同", "毫无关系") == 0.0


@pytest.mark.parametrize("unit", ["月", "元/月·人", "次/季度", "万件", "ＰＰＴ页"])
@pytest.mark.parametrize("mark", ["（{}）", "({})", "【{}】", "（单位：{}）", " [{}]（8分）"])
def test_the_own_unit_of_a_field_in_brackets_whatever_it_is(unit: str, mark: str) -> None:
    months = {"title": "运行月数", "unit": unit, "aliases": ["运营时间"]}
    words = Vocabulary(form(fields={"months": months}))
    assert words.find("运行月数" + mark.format(unit)) == Target("field", "months")
    assert words.find("运营时间" + mark.format(unit)) == Target("field", "months")
    assert words.find("运行月数（其他单位）") is None


def test_a_unit_never_takes_the_title_of_another_field() -> None:
    fields = {"a": {"title": "服务", "unit": "人数"}, "b": {"title": "服务（人数）"}, "c": {"title": "人数"}}
    words = Vocabulary(form(fields=fields))
    assert words.find("服务（人数）") == Target("field", "b")
    assert words.find("服务（单位：人数）") == Target("field", "a")
