"""What a rubric states about the whole."""

from __future__ import annotations

import pytest

from rating.insight.rubric_differences.differences import differences
from tests.rubric.samples import good, rubric_of


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('version: "1"', 'version: "2"', ["评分标准版本 1 → 2"]),
        ("code: sample\n", "code: other\n", ["评分标准换了内部代号，按另一份评分标准处理"]),
        ("{id: guide, title: 指引}", "{id: guide, title: 指引, number: 民发〔2025〕1 号}",
         ["来源「指引」文号 （无） → 民发〔2025〕1 号"]),
        ("round: indicator", "round: total", ["取整位置 每项指标 → 总分"]),
        ("missing: {if_blank: incomplete}", "missing: {if_blank: incomplete, coverage: {share: 60%}}",
         ["全站最低覆盖由“不设”改为“至少覆盖的分值比例 60%；至少覆盖的项数 未写；覆盖不足时 暂不评定”"]),
        ("{combine: mean, if_missing: wait}", ("{combine: mean, if_missing: wait, spread: "
         "{limit: 2, until_adjudicated: hold}}"),
         ["打分合成：增加分差复核：复核分差 2；分差恰好等于界线 不须复核；复核之前 暂不评定"]),
        ("within: kind}", "within: all}", ["排名范围 同类型 → 全部"]),
        ("roles:\n", "identity: {name: [站名]}\nroles:\n", ["单位识别列：增加名称列「站名」"]),
        ("bonus_buys_stars: true", "bonus_buys_stars: false", ["加分是否计入评星 计入 → 不计入"]),
        ("ranking:", "notes: 试行\nranking:", ["评分标准说明 （无） → 试行"]),
    ],
)  # fmt: skip
def test_one_change_of_the_whole(old: str, new: str, told: list[str]) -> None:
    assert [each.sentence for each in differences(good(), rubric_of((old, new)))] == told


def test_the_total_follows_its_parts_and_both_are_told() -> None:
    after = rubric_of(
        ("full_marks: 50", "full_marks: 51"), ("code: team\n    title: 队伍\n    full_marks: 20", "code: team\n    title: 队伍\n    full_marks: 21"),
        ("title: 持证\n        full_marks: 8", "title: 持证\n        full_marks: 9"),
    )  # fmt: skip
    assert [each.sentence for each in differences(good(), after)] == [
        "总分 50 → 51", "「队伍」满分 20 → 21", "「持证」满分 8 → 9",
    ]  # fmt: skip
