from __future__ import annotations

from pathlib import Path

import pytest

from rating.problems import Problem, Severity
from rating.rubric.file import load_rubric
from rating.rubric.lint import formalities_counted, lint
from rating.rubric.nouns import Rubric
from tests.rubric.samples import good, rubric_of

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"
SHIPPED_STATION_RUBRICS = sorted(path for path in RUBRICS.glob("*.yaml") if "hunan" not in path.name)
BASE = {"lint_example", "lint_unused_field"}
"""What the sample rubric itself is told: it is an example, and nothing uses its field 理由."""


def told(rubric: Rubric) -> dict[str, Problem]:
    """The last problem of each code."""
    return {problem.code: problem for problem in lint(rubric)}


def test_the_sample_is_told_little() -> None:
    assert [(problem.code, problem.severity) for problem in lint(good())] == [
        ("lint_example", Severity.NOTICE),
        ("lint_unused_field", Severity.WARNING),
    ]


def test_a_confirmed_rubric_whose_fields_are_all_used_has_nothing() -> None:
    confirmed = ("standing: example\nsources", "standing: confirmed\nsources")
    assert lint(rubric_of(confirmed, ("  reason: {title: 理由, kind: text}\n", ""))) == ()


LONG = "很" * 151


@pytest.mark.parametrize(
    ("old", "new", "code", "trail", "words"),
    [
        ("{deduct: {points: 1}}", "{deduct: {points: 0.2}}", "lint_small_steps", "indicators[第3项 clean]", "0.2 分"),
        ("[80%, 6]]}", "[80%, 6.1]]}", "lint_small_steps", "indicators[第1项 share_licensed]", "6.1 分"),
        ("title: 规范", "title: 召开联席会议次数", "lint_formalism", "[第3项 clean]", "召开、会议"),
        ("title: 问题数", "title: 媒体报道篇数", "lint_formalism", "[第3项 clean]", "媒体、报道"),
        ("text: 持证率达到 100%", "text: 按台账检查", "lint_formalism", "[第1项 share_licensed]", "台账"),
        ("title: 策划\n", "title: 策划\n        evidence: [活动照片, PPT]\n", "lint_formalism", "planning]", "照片、PPT"),
        ("title: 规范", "title: 全市排名", "lint_rank_nested", "[第3项 clean]", "排名"),
        ("title: 规范", "title: 平安建设考核结果", "lint_rank_nested", "[第3项 clean]", "考核结果"),
        ("text: 持证率达到 100%", f"text: {LONG}", "lint_long_text", "clause", "151 字"),
        ("{steps: [[100%, 8], [80%, 6]]}", "{min_max: {better: higher, within: all}}", "lint_peers", "rule", "持证"),
        ("if_blank: zero", "if_blank: leave_out", "lint_leave_out", "if_blank", "规范"),
        ("{if_blank: incomplete}", "{if_blank: leave_out}", "lint_leave_out", "missing.if_blank", "默认"),
        ("then: {steps: [[75%, 10]]}", "then: {steps: [[75%, 9]]}", "lint_unreachable", "rule", "最多得 9 分"),
        ("points: 3, when", "points: 2, when", "lint_unreachable", "rule", "最多得 4 分"),
        ("when: staff < 2", "when: enough", "lint_unreachable", "bands[第1项 5星]", "正会触发「人数过少」"),
        ("when: staff < 2", "when: staff < 2 or enough", "lint_unreachable", "bands[第1项 5星]", "正会触发"),
        ("{key: opened, better: lower}", "clean", "lint_unused_field", "fields.opened", "开站日期"),
    ],
)  # fmt: skip
def test_warnings_name_the_place(old: str, new: str, code: str, trail: str, words: str) -> None:
    problems = told(rubric_of((old, new)))
    assert {code} <= set(problems) <= BASE | {code}
    assert problems[code].place.object.endswith(trail)
    assert words in problems[code].found
    assert problems[code].severity is Severity.WARNING


@pytest.mark.parametrize("words", ["不看台账", "无需提供照片", "不以媒体报道计分"])
def test_words_that_are_denied_are_not_held_against_a_rubric(words: str) -> None:
    assert set(told(rubric_of(("text: 持证率达到 100%", f"text: {words}")))) <= BASE


def test_a_thousand_points_are_told_more_strongly() -> None:
    def scaled(marks: int) -> Rubric:
        clean = f"code: clean\n        title: 规范\n        full_marks: {marks - 45}"
        return rubric_of(("code: clean\n        title: 规范\n        full_marks: 5", clean),
                         ("{full_marks: 50", f"{{full_marks: {marks}"))  # fmt: skip

    assert "千分制" in told(scaled(1000))["lint_total"].found
    assert "千分制" not in told(scaled(150))["lint_total"].message
    assert "lint_total" not in told(scaled(100))


def test_conversion_to_a_hundred_answers_a_larger_total() -> None:
    marks = (
        "code: clean\n        title: 规范\n        full_marks: 5",
        "code: clean\n        title: 规范\n        full_marks: 105",
    )
    converted = rubric_of(marks, ("{full_marks: 50", "{full_marks: 150, convert_to: 100"))
    assert "lint_total" not in told(converted)


def test_three_levels_are_told() -> None:
    leaf = "- code: system\n        title: 制度建设\n        full_marks: 5\n"
    inner = "{code: inner, title: 制度, full_marks: 5, value: events, rule: {mark: {}}}"
    branch = f"- code: system\n        title: 制度建设\n        indicators: [{inner}]\n"
    rule = (
        "        rule: {parts: [{title: 有制度, points: 2, when: 制度 = 是}, {title: 人数, points: 3, when: enough}]}\n"
    )
    deeper = (leaf + rule, branch)
    assert "3 级" in told(rubric_of(deeper))["lint_levels"].found


def test_more_than_thirty_indicators_are_told() -> None:
    leaf = "      - {{code: n{0}, title: 项{0}, full_marks: 1, value: events, rule: {{deduct: {{points: 1}}}}}}\n"
    many = "".join(leaf.format(number) for number in range(30))
    rubric = rubric_of(
        ("      - code: system\n", many + "      - code: system\n"), ("{full_marks: 50", "{full_marks: 80")
    )
    assert "38 项" in told(rubric)["lint_many_indicators"].found


def test_evidence_for_everything_is_told() -> None:
    titles = ["持证", "配备", "评价等次", "策划", "知晓", "规范", "制度建设"]
    changes = [(f"        title: {title}\n", f"        title: {title}\n        evidence: [材料]\n") for title in titles]
    assert "8 项指标中有 7 项" in told(rubric_of(*changes))["lint_evidence"].found
    assert "lint_evidence" not in told(rubric_of(*changes[:6]))


def test_a_star_that_the_rules_cannot_add_up_to_is_told() -> None:
    rubric = rubric_of(("then: {steps: [[75%, 10]]}", "then: {steps: [[75%, 1]]}"), ("at_least: 45", "at_least: 47"))
    found = [problem.found for problem in lint(rubric) if problem.code == "lint_unreachable"]
    assert "5 星从 47 分起，按各项细则的最高一档合计达不到" in found


@pytest.mark.parametrize("path", SHIPPED_STATION_RUBRICS, ids=lambda path: path.stem)
def test_shipped_rubrics_pass_clean(path: Path) -> None:
    assert {problem.code for problem in lint(load_rubric(path))} <= {"lint_example"}


KEY = ("value: events\n        rule: {deduct: {points: 1}}\n        if_blank: zero", "rule: {key_item: 制度}")
WITHOUT_FIVE = ("        title: 规范\n        full_marks: 5\n", "        title: 规范\n")


@pytest.mark.parametrize(
    ("when", "idle"),
    [("staff < 2", True), ("share(clean) = 0", False), ("points(clean) < 1 or staff < 2", False), ("not 制度", False)],
)
def test_a_key_item_that_decides_nothing_is_told(when: str, idle: bool) -> None:
    rubric = rubric_of(KEY, WITHOUT_FIVE, ("{full_marks: 50", "{full_marks: 45"), ("when: staff < 2", f"when: {when}"))
    assert ("lint_key_item" in told(rubric)) is idle


def test_what_an_indicator_counts_is_told_by_its_title_its_clause_and_its_data() -> None:
    """Evidence and the way of checking are not what is counted."""
    form = good()
    node = form.indicators[0]
    assert formalities_counted(node, form) == ()
    assert formalities_counted(node.model_copy(update={"title": "召开例会次数"}), form) == ("召开", "例会")
    assert formalities_counted(node.model_copy(update={"evidence": ["会议照片"], "check": "查台账"}), form) == ()
    fields = {code: field.model_copy(update={"title": f"{field.title}媒体"}) for code, field in form.fields.items()}
    renamed = form.model_copy(update={"fields": fields})
    assert "媒体" in formalities_counted(next(each for each in form.indicators if each.value == "staff"), renamed)
