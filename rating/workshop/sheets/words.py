"""The grammar's words as an office says them; every option of a drop-down stands here."""

from __future__ import annotations

from rating.rubric.rules import Rule

MISSING = {"incomplete": "暂不评定", "zero": "得 0 分", "leave_out": "不计入分母"}
BELOW = {"incomplete": "不评定", "leave_out": "该部分不计"}
WITHIN = {"kind": "同类型", "street": "同街镇", "district": "同区", "all": "全部"}
BETTER = {"higher": "越大越好", "lower": "越小越好"}
STANDING = {"example": "示例（未经确认）", "confirmed": "已确认"}
SOURCE_STANDING = {"published": "公开来源", "example": "示例（自拟）"}
UNIT = {"station": "社工站", "street": "街镇", "district": "区", "person": "个人", "project": "项目"}
ROUND = {"indicator": "每项指标", "dimension": "一级指标", "total": "总分"}
COMBINE = {"sum": "相加", "mean": "加权平均", "geometric": "几何平均", "lowest": "取最低"}
NOT_APPLICABLE = {"within_section": "由同一上级的其他指标分担", "over_all": "由全部指标分担"}
REPEATED = {"refuse": "不允许", "separate": "每行各算一个单位"}
FIELD_KIND = {
    "number": "数值", "share": "百分比", "yes_no": "是否", "choice": "单选", "several": "多选", "mark": "打分",
    "date": "日期", "text": "文字",
}  # fmt: skip
ROLL_UP = {"sum": "合计", "min": "最小", "max": "最大", "count": "计行数", "count_at_least": "计达到起点的行数"}
RATERS = {
    "mean": "平均", "trimmed_mean": "去掉最高最低后平均", "median": "中位数", "role_weighted": "按评估主体加权",
    "role_sum": "各评估主体相加",
}  # fmt: skip
WITHIN_ROLE = {"mean": "平均", "median": "中位数"}
TOO_FEW = {"mean": "直接平均", "incomplete": "不计"}
DEVIATION = {"population": "总体标准差", "sample": "样本标准差"}
UNTIL = {"hold": "暂不定级", "provisional": "先按合成分计并注明"}
UNMARKED = {"wait": "等待", "exclude": "按已打分的计"}
EFFECT = {"veto": "一票否决", "cap": "限星", "unrated": "不具备参评资格"}
VETO = {"unrated": "不定级", "lowest": "定为 0 星"}
GATE_BLANK = {"pass": "视为未触发", "incomplete": "暂不定级"}
QUOTA_TIES = {"include": "全部入选", "exclude": "全部不入选"}
TIES = {"standard": "1、2、2、4", "dense": "1、2、2、3", "shared": "1、2.5、2.5、4"}
CAPPED = {"both": "最低 0 分最高满分", "top": "只封满分", "bottom": "只封 0 分", "none": "都不封"}
RULE = {
    "yes_no": "是否分", "parts": "组合分", "levels": "程度分", "judgement": "分档评分", "steps": "达到多少得多少",
    "steps_down": "不超过多少得多少", "linear": "线性得分", "per_unit": "按数量加分", "deduct": "扣分",
    "all_or_nothing": "全部满足得满分", "completion": "完成率得分", "proportion": "按比率得分", "matrix": "两档交叉",
    "highest": "只计最高一项", "survey": "问卷得分", "mark": "评估人打分", "key_item": "关键项※",
    "best_ratio": "与最优值之比", "min_max": "极差标准化", "z_score": "标准分", "rank_points": "名次得分",
}  # fmt: skip
assert set(RULE) == set(Rule.model_fields)
