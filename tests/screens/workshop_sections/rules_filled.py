"""Every kind of rule as somebody fills it into its form, and what then stands in the draft."""

from __future__ import annotations

from typing import Any

Typed = tuple[str, str]
"""Label of a field, and what is typed into it; a label of a list to choose from begins with ▾."""

FILLED: dict[str, tuple[list[Typed], Any]] = {
    "yes_no": ([("是", "5"), ("否", "0.5")], {"yes": "5", "no": "0.5"}),
    "parts": (
        [("名称", "有制度"), ("得分", "2.5"), ("条件", "第一项指标评分 >= 3"), ("名称（第 2 行）", "有台账"),
         ("得分（第 2 行）", "2.5"), ("条件（第 2 行）", "「第一项指标评分」 ≥ 4")],
        [{"title": "有制度", "points": "2.5", "when": "first_mark >= 3"},
         {"title": "有台账", "points": "2.5", "when": "first_mark ≥ 4"}],
    ),
    "levels": ([("档次", "优"), ("得分", "100%"), ("档次（第 2 行）", "良"), ("得分（第 2 行）", "4.5")],
               {"优": "100%", "良": "4.5"}),
    "judgement": ([("档次", "优"), ("得分", "90"), ("最高得分", "100"), ("档次（第 2 行）", "良"),
                   ("得分（第 2 行）", "80.5"), ("最高得分（第 2 行）", "89.5")],
                  {"优": ["90", "100"], "良": ["80.5", "89.5"]}),
    "steps": ([("达到", "９０％"), ("得分", "8分"), ("达到（第 2 行）", "60%"), ("得分（第 2 行）", "3.5")],
              [["90%", "8"], ["60%", "3.5"]]),
    "steps_down": ([("不超过", "0"), ("得分", "5"), ("不超过（第 2 行）", "2"), ("得分（第 2 行）", "2.5")],
                   [["0", "5"], ["2", "2.5"]]),
    "linear": ([("得 0 分的数值", "20"), ("得满分的数值", "80"), ("▾上下限", "只封满分")],
               {"zero": "20", "full": "80", "capped": "top"}),
    "per_unit": ([("每多少", "2"), ("加多少分", "0.5"), ("封顶分（不写即满分）", "5")],
                 {"each": "2", "points": "0.5", "at_most": "5"}),
    "deduct": ([("扣多少分", "0.5"), ("最低得分", "不设下限"), ("▾不足一次的不扣", "是")],
               {"points": "0.5", "floor": "none", "whole_units": "true"}),
    "all_or_nothing": ([("条件", "第一项指标评分 > 0")], "first_mark > 0"),
    "completion": ([("目标数", "第一项指标评分"), ("▾超额不多得", "是")], {"target": "first_mark", "capped": "true"}),
    "proportion": ([("▾最多得满分", "否")], {"capped": "false"}),
    "matrix": (
        [("行按什么分档", "第一项指标评分"), ("列按什么分档", "第一项指标评分"),
         ("分档线（由大到小，用顿号隔开）", "90%、60%")],
        {"rows": {"value": "first_mark", "at_least": ["90%", "60%"]},
         "columns": {"value": "first_mark", "at_least": []}, "points": [["0"], ["0"], ["0"]]},
    ),
    "highest": ([("奖项", "市级"), ("得分", "3"), ("奖项（第 2 行）", "区级"), ("得分（第 2 行）", "1.5")],
                {"市级": "3", "区级": "1.5"}),
    "survey": (
        [("样本数", "第一项指标评分"), ("最低样本量", "30"), ("▾样本不足时", "暂不评定"), ("达到", "95%"), ("得分", "8")],
        {"samples": [{"sample": "first_mark", "minimum": "30"}], "if_small": "incomplete",
         "then": {"steps": [["95%", "8"]]}},
    ),
    "key_item": ([("条件", "「第一项指标评分」 > 0")], "first_mark > 0"),
    "mark": ([("对照值", "第一项指标评分"), ("相差超过多少须写理由", "2"), ("写理由的数据项", "第一项指标评分")],
             {"reference": "first_mark", "tolerance": "2", "reason": "first_mark"}),
    "best_ratio": ([("▾比较方向", "越大越好"), ("▾比较范围", "同类型")], {"better": "higher", "within": "kind"}),
    "min_max": ([("▾比较方向", "越小越好"), ("▾比较范围", "同街镇"), ("大家相同时的得分率", "50%")],
                {"better": "lower", "within": "street", "if_equal": "50%"}),
    "z_score": ([("▾比较方向", "越大越好"), ("▾比较范围", "全部"), ("平均水平的得分率", "60%")],
                {"better": "higher", "within": "all", "at_mean": "60%"}),
    "rank_points": (
        [("▾比较方向", "越大越好"), ("▾比较范围", "同区"), ("其余名次", "1"),
         ("从第 1 名起各名次的得分（用顿号隔开）", "5、4.5、4")],
        {"points": ["5", "4.5", "4"], "better": "higher", "within": "district", "otherwise": "1"},
    ),
}  # fmt: skip
