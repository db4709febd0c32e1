"""What each warning of the lint rests on: the rule of 2024, or the public notice, in which it was objected to.

The rules: 《整治形式主义为基层减负若干规定》(August 2024), as quoted in the notices; the notices by date and office.
Warnings without an entry are about the rubric's own neatness and rest on no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RULES = "2024 年 8 月《整治形式主义为基层减负若干规定》"


@dataclass(frozen=True, slots=True)
class Ground:
    """`rule` says what is asked; `source` where it stands, with its date."""

    rule: str
    source: str

    @property
    def sentence(self) -> str:
        return f"{self.rule}（{self.source}）"


GROUNDS: Mapping[str, Ground] = {
    "lint_total": Ground("考核要化繁为简，不搞“千分制”", RULES),
    "lint_levels": Ground("三级指标、大量使用小数曾被点名通报", "上海市纪委监委 2026-06-13 通报上海图书馆"),
    "lint_small_steps": Ground("0.1—0.3 分、0.05 分的分值曾被点名通报", "上海市纪委监委 2024-12-21 通报虹口区安委办"),
    "lint_many_indicators": Ground("近 30 项指标要求制作 PPT 和佐证材料，曾被点名通报", "2025-10-22 通报清远市民政局"),
    "lint_formalism": Ground("不得把开会、发文、拍照、学习笔记以及媒体宣传、经验做法作为考核内容", RULES),
    "lint_rank_nested": Ground("把排名套作指标曾被点名通报", "2025-06-11 通报重庆市工商联"),
    "lint_evidence": Ground("多数项目都要求佐证材料曾被点名通报；不得频繁索要材料", "2025-06-11 通报重庆市工商联"),
    "lint_long_text": Ground("8800 字的考核细则曾被点名通报", "上海市纪委监委 2024-12-21 通报虹口区安委办"),
    "lint_unused_field": Ground("不得频繁要求填表报数", RULES),
}
