"""What every key of the grammar is called inside a sentence, and its options: short forms of `key_words`.

A test keeps the tables complete: a key without a label, or an option without words, fails it.
"""

from __future__ import annotations

_MISSING = {"incomplete": "该站暂不评定", "zero": "该项得 0 分", "leave_out": "该项不计入满分"}
_WITHIN = {"kind": "同类型", "street": "同街镇", "district": "同区", "all": "全部"}
_BETTER = {"higher": "越大越好", "lower": "越小越好"}
_COMBINE = {"sum": "各项相加", "mean": "加权平均", "geometric": "几何平均", "lowest": "取最低一项"}
_YES = {"yes": "是", "no": "否"}
_LIMITED = {"yes": "封顶", "no": "不封顶"}
_WHOLE = {"yes": "不计", "no": "按比例计"}

LABELS: dict[str, dict[str, str]] = {
    "Rubric": {
        "code": "内部代号", "title": "名称", "version": "版本", "standing": "性质", "sources": "来源",
        "unit": "被评单位",
        "kinds": "单位类型", "scale": "满分与取整", "missing": "缺项处理", "identity": "单位识别列",
        "roles": "评估主体", "raters": "打分合成", "fields": "数据项", "dimensions": "一级指标",
        "gates": "必备条件", "bands": "等级", "bands_by_kind": "分类型的等级", "award": "等级授予",
        "ranking": "排名办法", "notes": "说明",
    },
    "Source": {
        "id": "引用代号", "title": "名称", "issuer": "发布机关", "number": "文号", "date": "日期", "url": "网址",
        "standing": "性质",
    },
    "Scale": {
        "full_marks": "总分", "decimals": "保留小数位数", "round": "取整位置", "combine": "一级指标的合成办法",
        "convert_to": "折算分制", "bonus_buys_stars": "加分是否计入评星",
    },
    "Missing": {
        "if_blank": "空白的处理", "if_not_inspected": "未检查的处理", "if_undefined": "算式没有结果时的处理",
        "not_applicable": "合理缺项的分值", "coverage": "全站最低覆盖", "section_coverage": "每个一级指标的最低覆盖",
    },
    "Coverage": {"share": "至少覆盖的分值比例", "count": "至少覆盖的项数", "if_below": "覆盖不足时"},
    "Identity": {
        "code": "代码列", "compose": "拼成代码的各列", "name": "名称列", "kind": "类型列", "street": "街镇列",
        "district": "区列", "repeated": "同一单位出现几行",
    },
    "Role": {"code": "内部代号", "title": "名称", "weight": "权重", "aliases": "别称"},
    "Raters": {
        "combine": "合成办法", "within_role": "同一评估主体内部", "trimmed": "去掉最高最低分",
        "standardise": "打分标准化", "spread": "分差复核", "minimum": "最少打分人数", "if_missing": "有评估人未打分时",
    },
    "Trimmed": {"drop": "最高、最低各去掉个数", "at_least": "去分的最少人数", "otherwise": "人数不足去分时"},
    "Standardise": {"mean": "标准化后的平均数", "per": "一个标准差折合分数", "deviation": "标准差算法"},
    "Spread": {"limit": "复核分差", "inclusive": "分差恰好等于界线", "until_adjudicated": "复核之前"},
    "DataField": {
        "title": "名称", "kind": "填写方式", "unit": "计量单位", "whole": "只能填整数", "at_least": "允许的最小值",
        "at_most": "允许的最大值", "choices": "选项", "aliases": "别名", "formula": "算式", "marked_by": "打分主体",
        "raters": "单独的打分合成办法", "roll_up": "多行汇总", "not_applicable_words": "表示合理缺项的写法",
        "not_inspected_words": "表示未检查的写法", "definition": "口径说明",
    },
    "RollUp": {"how": "汇总方式", "at_least": "计数界线"},
    "Node": {
        "code": "内部代号", "title": "名称", "full_marks": "满分", "weight": "权重", "combine": "下级的合成办法",
        "indicators": "下级指标", "value": "取值", "rule": "评分细则", "rule_by_kind": "分类型的评分细则",
        "kinds": "适用类型", "if_blank": "空白的处理", "if_not_inspected": "未检查的处理",
        "if_undefined": "算式没有结果时的处理", "coverage": "最低覆盖", "bonus": "加分项", "cap": "得分上限",
        "roles": "负责的评估主体", "clause": "依据", "check": "评定方法", "evidence": "需提供材料",
        "advice": "改进建议",
    },
    "Rule": {
        "yes_no": "是否分", "parts": "组合分", "levels": "程度分", "judgement": "分档评分", "steps": "达到多少得多少",
        "steps_down": "不超过多少得多少", "linear": "线性得分", "per_unit": "按数量加分", "deduct": "扣分",
        "all_or_nothing": "全部满足才得分", "completion": "完成率得分", "proportion": "按比率得分",
        "matrix": "两档交叉", "highest": "只计最高一项", "survey": "问卷得分", "mark": "评估人打分",
        "key_item": "关键项※", "best_ratio": "与最优值之比", "min_max": "极差标准化", "z_score": "标准分",
        "rank_points": "名次得分",
    },
    "YesNo": {"yes": "是", "no": "否"},
    "Amount": {"value": "分数", "is_share": "按满分的比例"},
    "Part": {"title": "名称", "points": "分值", "when": "条件"},
    "Linear": {"zero": "得 0 分的数值", "full": "得满分的数值", "logarithmic": "按对数计", "capped": "封顶封底"},
    "PerUnit": {
        "each": "每单位数量", "points": "每单位加分", "base": "基础分", "beyond": "起算数量", "at_most": "封顶分",
        "whole_units": "不足一个单位的",
    },
    "Deduct": {"each": "每次数量", "points": "每次扣分", "floor": "最低得分", "whole_units": "不足一次的"},
    "Completion": {"target": "目标数", "capped": "超额完成"},
    "Proportion": {"capped": "超过 100%"},
    "Matrix": {"rows": "行", "columns": "列", "points": "各格分值"},
    "Axis": {"value": "分档依据", "at_least": "界线", "levels": "各档"},
    "Survey": {"samples": "样本要求", "if_small": "样本不足时", "then": "样本足够时"},
    "Stratum": {"sample": "样本数", "minimum": "最低样本量"},
    "Mark": {"reference": "对照值", "tolerance": "须写理由的相差分数", "reason": "写理由的数据项"},
    "BestRatio": {"better": "方向", "within": "比较范围"},
    "MinMax": {"better": "方向", "within": "比较范围", "if_equal": "全部相同时的得分率"},
    "ZScore": {
        "better": "方向", "within": "比较范围", "at_mean": "平均水平的得分率", "per_deviation": "每个标准差的得分率",
        "capped": "得分率",
    },
    "RankPoints": {"points": "各名次分值", "otherwise": "其余名次分值", "better": "方向", "within": "比较范围"},
    "Clause": {"source": "来源", "text": "条款原文", "article": "章节条目"},
    "Gate": {
        "code": "内部代号", "title": "名称", "when": "触发条件", "effect": "后果", "veto_means": "一票否决的后果",
        "stars": "最高星级", "if_blank": "所需数据不全时", "kinds": "适用类型", "clause": "依据", "advice": "如何解除",
    },
    "Band": {
        "stars": "星级", "label": "等级名称", "at_least": "分数线", "above": "分数线（须高于）",
        "below": "上限（须低于）",
        "at_most": "上限（不超过）", "quota": "名额", "each_dimension": "每个一级指标的最低得分率",
        "minimum": "指标最低得分", "requires": "必须满足的条件",
    },
    "Requirement": {"title": "名称", "when": "条件", "advice": "如何满足"},
    "Award": {
        "quota_ties": "名额边界并列", "quota_within": "名额的计算范围", "ladder": "升星限制",
        "below_lowest": "未达最低等级的称呼",
    },
    "Ladder": {"up": "较上一轮最多升星数", "first_time": "首次参评最高星级"},
    "Ranking": {"by": "排名次序", "ties": "同分的名次", "within": "排名范围"},
    "RankKey": {"key": "依据", "better": "方向"},
}  # fmt: skip

NOT_WRITTEN: dict[str, dict[str, str]] = {
    "Node": {
        "full_marks": "按下级合计", "kinds": "全部类型", "if_blank": "按总规定", "if_not_inspected": "按总规定",
        "if_undefined": "按总规定", "cap": "不设", "weight": "不设", "coverage": "不设",
    },
    "Missing": {"if_blank": "由各指标自定", "coverage": "不设", "section_coverage": "不设"},
    "Scale": {"convert_to": "不折算", "bonus_buys_stars": "未写明"},
    "DataField": {
        "at_least": "不限", "at_most": "不限", "raters": "按总规定", "roll_up": "不汇总", "formula": "直接填报",
    },
    "Gate": {"kinds": "全部类型", "stars": "不限"},
    "Band": dict.fromkeys(("at_least", "above", "below", "at_most", "quota", "each_dimension"), "不设"),
    "Ladder": {"up": "不限", "first_time": "不限"},
    "Award": {"ladder": "不设"},
    "Role": {"weight": "不设"},
    "PerUnit": {"at_most": "满分"},
}  # fmt: skip
"""Words for what is not written, where that means something; elsewhere 未写."""

OPTIONS: dict[str, dict[str, dict[str, str]]] = {
    "Rubric": {
        "standing": {"example": "示例（未经确认）", "confirmed": "已确认"},
        "unit": {"station": "社工站", "street": "街镇", "district": "区", "person": "个人", "project": "项目"},
    },
    "Source": {"standing": {"published": "公开来源", "example": "自拟（示例）"}},
    "Scale": {
        "round": {"indicator": "每项指标", "dimension": "每个一级指标", "total": "总分"},
        "combine": _COMBINE, "bonus_buys_stars": {"yes": "计入", "no": "不计入"},
    },
    "Missing": {
        "if_blank": _MISSING, "if_not_inspected": _MISSING, "if_undefined": _MISSING,
        "not_applicable": {"within_section": "由同一上级的其他指标分担", "over_all": "由全部指标分担"},
    },
    "Coverage": {"if_below": {"incomplete": "暂不评定", "leave_out": "该部分不计入"}},
    "Identity": {"repeated": {"refuse": "不允许", "separate": "每行各算一个单位"}},
    "Raters": {
        "combine": {
            "mean": "取平均值", "trimmed_mean": "去掉最高最低分后取平均值", "median": "取中位数",
            "role_weighted": "按评估主体加权平均", "role_sum": "各评估主体相加",
        },
        "within_role": {"mean": "取平均值", "median": "取中位数"},
        "if_missing": {"wait": "等待补齐", "exclude": "按已打分的计"},
    },
    "Trimmed": {"otherwise": {"mean": "直接取平均值", "incomplete": "暂不评分"}},
    "Standardise": {"deviation": {"population": "总体标准差", "sample": "样本标准差"}},
    "Spread": {
        "inclusive": {"yes": "也须复核", "no": "不须复核"},
        "until_adjudicated": {"hold": "暂不评定", "provisional": "暂按合成分计算"},
    },
    "DataField": {
        "kind": {
            "number": "填数字", "share": "填比率", "yes_no": "填是或否", "choice": "单选", "several": "多选",
            "mark": "评估人打分", "date": "填日期", "text": "填文字",
        },
        "whole": _YES,
    },
    "RollUp": {
        "how": {
            "sum": "求和", "min": "取最小", "max": "取最大", "count": "计行数", "count_at_least": "计达到界线的行数",
        },
    },
    "Node": {
        "combine": _COMBINE, "if_blank": _MISSING, "if_not_inspected": _MISSING, "if_undefined": _MISSING,
        "bonus": _YES,
    },
    "Linear": {
        "logarithmic": _YES,
        "capped": {"both": "两端都封住", "top": "只封满分", "bottom": "只封 0 分", "none": "都不封"},
    },
    "PerUnit": {"whole_units": _WHOLE},
    "Deduct": {"whole_units": _WHOLE, "floor": {"none": "不设下限"}},
    "Completion": {"capped": {"yes": "不多得分", "no": "按比例多得"}},
    "Proportion": {"capped": {"yes": "按 100% 计", "no": "照实计"}},
    "Survey": {"if_small": _MISSING},
    "BestRatio": {"better": _BETTER, "within": _WITHIN},
    "MinMax": {"better": _BETTER, "within": _WITHIN},
    "ZScore": {"better": _BETTER, "within": _WITHIN, "capped": _LIMITED},
    "RankPoints": {"better": _BETTER, "within": _WITHIN},
    "Amount": {"is_share": _YES},
    "Gate": {
        "effect": {"veto": "一票否决", "cap": "限星", "unrated": "不参加评定"},
        "veto_means": {"unrated": "不予评定", "lowest": "不授予星级"},
        "if_blank": {"pass": "视为未触发", "incomplete": "暂不定级"},
    },
    "Award": {"quota_ties": {"include": "全部入选", "exclude": "全部不入选"}, "quota_within": _WITHIN},
    "Ranking": {
        "ties": {"standard": "1、2、2、4", "dense": "1、2、2、3", "shared": "1、2.5、2.5、4"}, "within": _WITHIN,
    },
    "RankKey": {"better": _BETTER},
}  # fmt: skip
"""Words of the options; yes and no stand for true and false."""

AS_PERCENT = frozenset(
    {("Coverage", "share"), ("Band", "each_dimension"), ("MinMax", "if_equal"), ("ZScore", "at_mean"),
     ("ZScore", "per_deviation")}
)  # fmt: skip
FORMULAS = frozenset(
    {("DataField", "formula"), ("Node", "value"), ("Part", "when"), ("Completion", "target"), ("Axis", "value"),
     ("Stratum", "sample"), ("Mark", "reference"), ("Gate", "when"), ("Requirement", "when"),
     ("Rule", "all_or_nothing"), ("Rule", "key_item")}
)  # fmt: skip
POINTLESS: dict[str, frozenset[str]] = {
    "Rubric": frozenset({"code", "title", "version", "standing", "sources", "identity", "unit", "notes"}),
    "Source": frozenset(LABELS["Source"]),
    "Identity": frozenset(LABELS["Identity"]),
    "Node": frozenset({"code", "title", "roles", "clause", "check", "evidence", "advice"}),
    "DataField": frozenset(
        {"title", "whole", "at_least", "at_most", "aliases", "definition", "not_applicable_words",
         "not_inspected_words"}
    ),
    "Clause": frozenset(LABELS["Clause"]),
    "Gate": frozenset({"code", "title", "clause", "advice"}),
    "Band": frozenset({"label", "below", "at_most"}),
    "Requirement": frozenset({"title", "advice"}),
    "Role": frozenset({"code", "title", "aliases"}),
    "Award": frozenset({"below_lowest"}),
}  # fmt: skip
"""Keys that cannot move a point, a star or a rank of figures that have been read already."""
