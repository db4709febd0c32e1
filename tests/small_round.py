"""A rubric of two indicators and a round of four stations, small enough to work out by hand.

staff    points of 10: 2 a head, at most 10
licensed points of 10: share of staff, 100 % → 10, 50 % → 5
Stars: 5 from 18, 4 from 12; at most one star up against the previous round.
"""

from __future__ import annotations

from pathlib import Path

RUBRIC = """\
code: small
title: 小评分标准（示例）
version: "1.0"
standing: example
unit: station
kinds: [综合, 专项]
scale: {full_marks: 20, decimals: 1, round: indicator}
missing: {if_blank: incomplete}
identity: {code: [代码], name: [名称], kind: [类型], street: [街镇]}
fields:
  staff: {title: 社工数, unit: 人, whole: true, at_least: 0, at_most: 50}
  licensed: {title: 持证数, unit: 人, whole: true, at_least: 0, at_most: 50}
  false_documents: {title: 虚假材料, kind: yes_no}
dimensions:
  - code: team
    title: 队伍
    indicators:
      - {code: size, title: 人数, full_marks: 10, value: staff, rule: {per_unit: {each: 1, points: 2}}}
      - {code: share, title: 持证率, full_marks: 10, value: licensed / staff, rule: {steps: [[100%, 10], [50%, 5]]}}
gates:
  - {code: false_documents, title: 提供虚假材料, when: 虚假材料 = 是, effect: veto}
bands:
  - {stars: 5, label: 五星级, at_least: 18}
  - {stars: 4, label: 四星级, at_least: 12}
award: {ladder: {up: 1}}
ranking: {by: [stars, total], ties: standard, within: kind}
"""

HEAD = ("代码", "名称", "类型", "街镇", "社工数", "持证数", "虚假材料")
ROWS = (
    ("01", "甲街道社工站", "综合", "甲街道", "5", "5", "否"),  # 10 + 10 = 20
    ("02", "乙街道社工站", "综合", "乙街道", "5", "4", "否"),  # 10 + 5 = 15
    ("03", "丙街道社工站", "综合", "丙街道", "4", "4", "是"),  # veto
    ("04", "丁特色社工站", "专项", "", "3", "", "否"),  # incomplete
)
PREVIOUS = '{"stations": [{"code": "01", "stars": 3}, {"code": "02", "stars": 5}]}'


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    return "\n".join(",".join(row) for row in (HEAD, *rows)) + "\n"


def lay_out(folder: Path) -> tuple[Path, Path]:
    """Write the rubric and the table into `folder`; returns their paths."""
    rubric, data = folder / "标准.yaml", folder / "数据.csv"
    rubric.write_text(RUBRIC, encoding="utf-8")
    data.write_text(table(), encoding="utf-8")
    return rubric, data
