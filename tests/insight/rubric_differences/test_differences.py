"""Every difference of two rubrics is named, in Chinese, and nothing else is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rating.insight.rubric_differences.differences import deciding, differences
from rating.insight.rubric_differences.labels import LABELS, OPTIONS
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.rubric.yaml_tree import read_tree
from tests.insight.rubric_differences.mutations import changed_everywhere, changed_somewhere, plain_tree
from tests.rubric.samples import changed, good, rubric_of
from tests.scoring.strategies import rubrics

SHIPPED = sorted((Path(__file__).parents[3] / "rubrics").glob("*.yaml"))
WORDS = {key for keys in LABELS.values() for key in keys}
WORDS |= {option for keys in OPTIONS.values() for options in keys.values() for option in options}
WORDS |= {"None", "True", "False", "Decimal", "Amount", "null", "true", "false"}
TEXTS = {"title", "text", "url", "number", "definition", "notes", "aliases", "choices", "check", "evidence", "issuer"}


@cache
def shipped() -> tuple[Rubric, ...]:
    return (good(), *map(load_rubric, SHIPPED))


def own_words(form: Rubric) -> set[str]:
    """Latin words of titles and texts, which a sentence may repeat."""
    found: set[str] = set()

    def walk(value: object, key: str) -> None:
        if isinstance(value, dict):
            for name, each in value.items():
                walk(each, name)
        elif isinstance(value, list):
            for each in value:
                walk(each, key)
        elif isinstance(value, str) and key in TEXTS:
            found.update(re.findall("[A-Za-z_]+", value))

    walk(plain_tree(form), "")
    return found


def codes(form: Rubric) -> set[str]:
    return {*form.fields, *(node.code for node in form.nodes), *(gate.code for gate in form.gates)}


def well_said(before: Rubric, after: Rubric) -> None:
    own = own_words(before) | own_words(after)
    for difference in differences(before, after):
        words = set(re.findall("[A-Za-z_]+", difference.sentence)) - own
        assert not words & WORDS, difference.sentence
        assert not re.search(r"[\[\]{}']", difference.sentence), difference.sentence
        assert re.search("[\u4e00-\u9fff]", difference.sentence) and difference.part, difference


@given(rubrics(), rubrics())
@settings(max_examples=30)
def test_two_random_rubrics(before: Rubric, after: Rubric) -> None:
    assert bool(differences(before, after)) == (before != after)
    assert differences(before, before) == ()
    well_said(before, after)


@given(st.data(), rubrics())
@settings(max_examples=50)
def test_any_one_value_of_a_random_rubric(data: st.DataObject, before: Rubric) -> None:
    after = data.draw(changed_somewhere(before))
    assume(after is not None)
    assert after is not None and differences(before, after) and differences(after, before)
    well_said(before, after)


def test_any_one_value_of_a_whole_rubric() -> None:
    """Titles are Chinese here, so that a code in a sentence would show."""
    before, tried = good(), 0
    for after in changed_everywhere(before):
        found = differences(before, after)
        assert found
        well_said(before, after)
        for difference in found:
            shown = set(re.findall("[A-Za-z_]{3,}", difference.sentence)) & codes(before)
            assert not shown, difference.sentence
        tried += 1
    assert tried > 400


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("title: 持证\n        full_marks: 8", "title: 持证\n        full_marks: 7.5", "「持证」满分 8 → 7.5"),
        ("[80%, 6]]", "[80%, 5]]", ("「持证」评分细则由“达到 100% 得 8 分；达到 80% 得 6 分；不足 80% 不得分”改为"
         "“达到 100% 得 8 分；达到 80% 得 5 分；不足 80% 不得分”")),
        ("aliases: [社工人数]", "aliases: [社工人数, 人手]", "数据项「驻站社工数」增加别名「人手」"),
        ("title: 驻站社工数", "title: 驻站人员数", "数据项「驻站人员数」由「驻站社工数」改名"),
        ("stars: 5, at_least: 45", "stars: 5, at_least: 44", "五星分数线 45 → 44"),
        ("each_dimension: 80%", "each_dimension: 75%", "五星每个一级指标的最低得分率 80% → 75%"),
        ("minimum: {service: 20}", "minimum: {service: 60%}", "四星「服务」最低得分 20 → 满分的 60%"),
        ("effect: veto", "effect: unrated", "必备条件「服务过低」后果 一票否决 → 不参加评定"),
        ("when: staff < 2", "when: staff < 3", "必备条件「人数过少」触发条件由“驻站社工数 ＜ 2”改为“驻站社工数 ＜ 3”"),
        ("by: [stars, total, team, {key: opened, better: lower}]", "by: [stars, team, total]",
         "排名次序由“星级、总分、「队伍」、「开站日期」（低者在前）”改为“星级、「队伍」、总分”"),
        ("standing: example\nsources", "standing: confirmed\nsources",
         "评分标准性质由“示例（未经确认）”改为“已确认”"),
        ("weight: 70%", "weight: 60%", "评估主体「专家」权重 0.7 → 0.6"),
        ("text: 持证率达到 100%", "text: 持证率达到 90%", "「持证」依据：条款原文 持证率达到 100% → 持证率达到 90%"),
        ("if_blank: incomplete}\nroles", "if_blank: zero}\nroles", "空白的处理 该站暂不评定 → 该项得 0 分"),
        ("when: 制度 = 是", "when: rules = 是", "「制度建设」评分细则的写法有调整，含义不变"),
        ("choices: [优, 良, 差]", "choices: [优, 良, 中, 差]", "数据项「等次」增加选项「中」"),
        ("formula: licensed / staff", "formula: licensed / (staff + 1)",
         "数据项「持证率」算式由“持证社工数 ÷ 驻站社工数”改为“持证社工数 ÷ （驻站社工数 ＋ 1）”"),
        ("ties: standard", "ties: dense", "同分的名次由“1、2、2、4”改为“1、2、2、3”"),
        ("decimals: 1", "decimals: 2", "保留小数位数 1 → 2"),
        ("{combine: mean, if", "{combine: median, if", "打分合成：合成办法 取平均值 → 取中位数"),
    ],
)  # fmt: skip
def test_one_change_is_one_sentence(old: str, new: str, sentence: str) -> None:
    """A draft need not add up yet to be compared."""
    content = read_tree(changed((old, new))).content
    found = differences(good(), Rubric.model_validate(content))
    assert [difference.sentence for difference in found] == [sentence]


def test_only_some_differences_decide() -> None:
    after = rubric_of(("title: 驻站社工数", "title: 驻站人员数"), ("at_least: 45", "at_least: 44"))
    assert [difference.decides for difference in differences(good(), after)] == [False, True]
    assert [difference.subject for difference in deciding(good(), after)] == ["band::5"]


def test_it_works_on_all_pairs_of_shipped_rubrics() -> None:
    for before in shipped():
        for after in shipped():
            assert bool(differences(before, after)) == (before is not after)
            well_said(before, after)
