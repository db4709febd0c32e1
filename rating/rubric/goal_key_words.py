"""The grammar of goal files in Chinese, key by key, like `key_words.py` for rubrics."""

from __future__ import annotations

from rating.rubric.key_words import CODE_WORDS

GOAL_SHAPE_TITLES: dict[str, str] = {
    "GoalBook": "目标文件", "Scope": "全部单位", "Goal": "目标", "Baseline": "基准值", "Target": "目标值",
    "Reading": "统计口径", "Conflict": "来源不一致",
}  # fmt: skip

GOAL_KEY_WORDS: dict[str, dict[str, str]] = {
    "GoalBook": {
        "code": CODE_WORDS,
        "title": "名称",
        "version": "版本",
        "standing": "example 示例、未经确认 · confirmed 已确认",
        "sources": "来源一览",
        "unit": "数据表中一行是什么：station 社工站 · street 街镇 · district 区 · person 个人 · project 项目",
        "kinds": "单位类型",
        "scope": "全市（区）应有多少个单位",
        "identity": "哪些列写单位代码、名称等",
        "roles": "评估主体；目标文件一般不写",
        "fields": "数据项",
        "goals": "目标",
        "notes": "说明",
    },
    "Scope": {"title": "名称，如全市街镇", "units": "单位数", "clause": "依据"},
    "Goal": {
        "code": CODE_WORDS,
        "title": "目标名称",
        "unit": "目标的计量单位，如 万人、%",
        "counted_unit": "差距的计量单位，如 人、个站",
        "scale": "一个单位合多少：万人写 10000",
        "per": "每多少：每 10 万名写 100000，每千名写 1000",
        "decimals": "显示几位小数",
        "form": "total 总量 · ratio 两数之比 · coverage 覆盖率 · minimum_per_unit 每个单位的最低数 · "
        "stars_share 达到某星级的占比",
        "direction": "at_least 不低于 · at_most 不高于",
        "nature": "指标性质：预期性 或 约束性；来源没有写的不填",
        "level": "city 市 · district 区 · street 街镇",
        "baseline": "基准值；没有的不写",
        "target": "目标值",
        "readings": "统计口径，可以并列几种",
        "clause": "依据",
        "conflicts": "来源之间不一致之处，并列显示",
        "note": "说明",
    },
    "Baseline": {"text": "原文所写", "year": "年份", "value": "数值；原文为 - 的不写"},
    "Target": {"text": "原文所写", "year": "年份", "value": "数值"},
    "Reading": {
        "title": "口径名称",
        "definition": "口径说明",
        "numerator": "分子或总量",
        "denominator": "分母",
        "covered": "一个单位算不算覆盖的条件",
        "lowest": "每个单位中的最低值",
        "stars": "几星及以上",
        "counted": "分母：all 全部站点 · rated 已评定站点",
        "kinds": "只计这些类型的站点",
        "clause": "本口径的依据",
    },
    "Conflict": {"text": "不一致的说法", "clause": "出处", "figure": "其中的数字"},
}
