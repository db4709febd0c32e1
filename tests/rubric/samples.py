"""One whole rubric that loads, and what becomes of it when a line of it is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rating.problems import Problem
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric

GOOD = """\
code: sample
title: 测试标准（示例）
version: "1"
standing: example
sources:
  - {id: guide, title: 指引}
  - {id: own, title: 示例, standing: example}
unit: station
kinds: [综合, 专项]
scale: {full_marks: 50, decimals: 1, round: indicator, bonus_buys_stars: true}
missing: {if_blank: incomplete}
roles:
  - {code: expert, title: 专家, weight: 70%}
  - {code: resident, title: 居民, weight: 30%}
raters: {combine: mean, if_missing: wait}
fields:
  staff: {title: 驻站社工数, whole: true, at_least: 0, at_most: 99, aliases: [社工人数]}
  licensed: {title: 持证社工数, whole: true}
  licensed_share: {title: 持证率, kind: share, formula: licensed / staff}
  enough: {title: 人数达标, kind: yes_no, formula: staff >= 5}
  rules: {title: 制度, kind: yes_no}
  grade: {title: 等次, kind: choice, choices: [优, 良, 差]}
  awards: {title: 奖项, kind: several, choices: [国家级, 市级]}
  plan: {title: 策划评分, kind: mark, marked_by: [expert, resident]}
  phone: {title: 电话样本}
  aware: {title: 知晓率, kind: share}
  events: {title: 问题数, whole: true, at_least: 0}
  reason: {title: 理由, kind: text}
  opened: {title: 开站日期, kind: date}
dimensions:
  - code: team
    title: 队伍
    full_marks: 20
    indicators:
      - code: share_licensed
        title: 持证
        full_marks: 8
        value: 持证率
        rule: {steps: [[100%, 8], [80%, 6]]}
        clause: {source: guide, text: 持证率达到 100%}
      - code: staffing
        title: 配备
        full_marks: {综合: 6, 专项: 6}
        value: staff
        rule: {per_unit: {base: 1, points: 1, at_most: 6}}
        rule_by_kind:
          专项: {steps: [[5, 6]]}
      - code: graded
        title: 评价等次
        full_marks: 6
        value: grade
        rule: {levels: {优: 6, 良: 3}}
  - code: service
    title: 服务
    indicators:
      - code: planning
        title: 策划
        full_marks: 10
        value: plan
        rule: {judgement: {优: [8, 10], 良: [5, 7]}}
        roles: [expert]
      - code: known
        title: 知晓
        full_marks: 10
        value: aware
        rule: {survey: {samples: [{sample: phone, minimum: 50}], if_small: zero, then: {steps: [[75%, 10]]}}}
      - code: clean
        title: 规范
        full_marks: 5
        value: events
        rule: {deduct: {points: 1}}
        if_blank: zero
      - code: system
        title: 制度建设
        full_marks: 5
        rule: {parts: [{title: 有制度, points: 2, when: 制度 = 是}, {title: 人数, points: 3, when: enough}]}
  - code: extra
    title: 加分
    bonus: true
    cap: 5
    indicators:
      - {code: honour, title: 荣誉, full_marks: 5, value: awards, rule: {highest: {国家级: 5, 市级: 2}}}
gates:
  - {code: tiny, title: 人数过少, when: staff < 2, effect: cap, stars: 3}
  - {code: weak, title: 服务过低, when: share(service) < 60%, effect: veto}
bands:
  - {stars: 5, at_least: 45, each_dimension: 80%, requires: [{title: 人数达标, when: enough}]}
  - {stars: 4, at_least: 40, minimum: {service: 20}}
  - {stars: 3, at_least: 30, below: 40}
ranking: {by: [stars, total, team, {key: opened, better: lower}], ties: standard, within: kind}
"""


@dataclass(frozen=True)
class Broken:
    """A change of GOOD and the one problem it must give: its code, words of its line, the end of its trail."""

    old: str
    new: str
    code: str
    line: str
    trail: str
    told: str = ""

    @property
    def name(self) -> str:
        return f"{self.code}:{self.new.strip()[:50]}"


def changed(*changes: tuple[str, str]) -> str:
    """GOOD with texts replaced; each must be there exactly once."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} × {old}"
        text = text.replace(old, new)
    return text


def good() -> Rubric:
    rubric, problems = parse_rubric(GOOD, "sample.yaml")
    assert rubric is not None, problems
    return rubric


def rubric_of(*changes: tuple[str, str]) -> Rubric:
    rubric, problems = parse_rubric(changed(*changes), "sample.yaml")
    assert rubric is not None, [problem.line for problem in problems]
    return rubric


def line_told(problem: Problem, text: str) -> str:
    """The line of the file that a problem points at."""
    told = re.fullmatch(r"第 (\d+) 行", problem.place.cell)
    return text.splitlines()[int(told[1]) - 1] if told else ""


def assert_told(case: Broken) -> None:
    """The change gives exactly the problem expected, in the right place, with nothing in English."""
    text = changed((case.old, case.new))
    rubric, problems = parse_rubric(text, "sample.yaml")
    assert rubric is None
    assert [problem.code for problem in problems] == [case.code], [problem.line for problem in problems]
    problem = problems[0]
    assert case.line in line_told(problem, text)
    assert problem.place.object.endswith(case.trail), problem.place.object
    assert case.told in problem.message
    assert problem.place.file == "sample.yaml"


def broken(*rows: Sequence[str]) -> list[Broken]:
    return [Broken(*row) for row in rows]
