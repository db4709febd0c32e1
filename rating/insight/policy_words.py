"""What a rubric states about the whole, in plain sentences: gates, bands, raters, blanks, rounding, rank."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rating.insight.formula_words import field_title, formula_in_words
from rating.insight.rule_words import WITHIN
from rating.rubric.binding import HasFields
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import Amount, plain
from rating.rubric.policies import Award, Band, Coverage, Gate, Ranking, RankKey, Raters, Role, Scale

MISSING = {"incomplete": "该站暂不评定", "zero": "该项得 0 分", "leave_out": "该项不计入满分"}
TIES = {
    "standard": "同分名次并列，其后名次空出（1、2、2、4）",
    "dense": "同分名次并列，其后名次不空（1、2、2、3）",
    "shared": "同分取名次的平均值（1、2.5、2.5、4）",
}
COMBINED = {
    "sum": "各项得分相加", "mean": "各项得分率加权平均", "geometric": "各项得分率加权几何平均",
    "lowest": "取各项得分率中最低的一项",
}  # fmt: skip
RATERS_COMBINED = {
    "mean": "取各评估人打分的平均值", "median": "取各评估人打分的中位数",
    "role_weighted": "先按评估主体分别合成，再按权重加权平均", "role_sum": "先按评估主体分别合成，再相加",
}  # fmt: skip


def gate_in_words(gate: Gate, form: HasFields | None = None) -> str:
    """虚假材料为「是」：一票否决，不予评定."""
    return f"{formula_in_words(gate.when, form)}：{effect_in_words(gate)}"


def effect_in_words(gate: Gate) -> str:
    """What a gate does when it is hit."""
    if gate.effect == "cap":
        return f"最高评为{stars_in_words(gate.stars or 0)}"
    if gate.effect == "unrated":
        return "不参加评定"
    return "一票否决，不予评定" if gate.veto_means == "unrated" else "一票否决，不授予星级"


def stars_in_words(stars: int) -> str:
    """4 → 四星; 0 → 不授予星级."""
    names = ("不授予星级", "一星", "二星", "三星", "四星", "五星", "六星", "七星", "八星", "九星", "十星")
    return names[stars] if 0 <= stars < len(names) else f"{stars} 星"


def band_in_words(band: Band, full_marks: Decimal, form: HasFields | None = None) -> str:
    """总分达到 90 分，每个一级指标得分率不低于 80%，且… `full_marks` are those of the total."""
    conditions = [*_limits(band, full_marks), *_quota(band)]
    if band.each_dimension is not None:
        conditions.append(f"每个一级指标得分率不低于 {plain(band.each_dimension * 100)}%")
    for code, amount in band.minimum.items():
        conditions.append(f"「{field_title(code, form)}」不低于 {amount_in_words(amount)}")
    conditions += [f"满足「{requirement.title}」" for requirement in band.requires]
    return "，".join(conditions) or "不设分数线"


def limit_points(band: Band, full_marks: Decimal) -> Decimal | None:
    """The cut score of a band in points of the total; None where it has no lower limit."""
    amount = band.at_least if band.at_least is not None else band.above
    return None if amount is None else amount.points(full_marks)


def amount_in_words(amount: Amount) -> str:
    """6 → 6 分; 60% → 满分的 60%."""
    return f"满分的 {amount}" if amount.is_share else f"{amount} 分"


def _limits(band: Band, full_marks: Decimal) -> list[str]:
    signs = (("达到", band.at_least), ("高于", band.above), ("低于", band.below), ("不超过", band.at_most))
    given = [f"{sign} {plain(amount.points(full_marks))} 分" for sign, amount in signs if amount is not None]
    return ["总分" + "、".join(given)] if given else []


def _quota(band: Band) -> list[str]:
    if band.quota is None:
        return []
    return [f"名额为参评单位的 {band.quota}" if band.quota.is_share else f"名额 {band.quota} 个"]


def award_in_words(award: Award) -> str:
    """How bands are given beyond their limits: quota, ladder, the label below the lowest."""
    sentences = [f"未达到最低等级的记为「{award.below_lowest}」"]
    if award.ladder and award.ladder.up is not None:
        sentences.append(f"较上一轮最多升 {award.ladder.up} 星")
    if award.ladder and award.ladder.first_time is not None:
        sentences.append(f"首次参评最高评为{stars_in_words(award.ladder.first_time)}")
    return "；".join(sentences)


def quota_in_words(award: Award) -> str:
    """The rule at the border of a quota."""
    ties = "全部入选" if award.quota_ties == "include" else "全部不入选"
    return f"名额在{WITHIN[award.quota_within]}单位中计算，名额边界并列的{ties}"


def raters_in_words(raters: Raters, roles: Sequence[Role] = ()) -> str:
    """How several marks become one, and when a review is due."""
    sentences = [_combining(raters)]
    weighed = [f"{role.title} {plain(role.weight)}" for role in roles if role.weight is not None]
    if raters.combine == "role_weighted" and weighed:
        sentences.append("权重：" + "、".join(weighed))
    if raters.combine.startswith("role") and raters.within_role == "median":
        sentences.append("同一评估主体内取中位数")
    if raters.standardise:
        mean, per = plain(raters.standardise.mean), plain(raters.standardise.per)
        sentences.append(f"合成前按评估人标准化（{mean}＋{per}×标准分）")
    if raters.minimum > 1:
        sentences.append(f"至少 {raters.minimum} 人打分")
    sentences.append("有评估人未打分时等待补齐" if raters.if_missing == "wait" else "有评估人未打分时按已打分的计算")
    return "；".join(sentences + _review(raters))


def _combining(raters: Raters) -> str:
    if raters.trimmed is None:
        return RATERS_COMBINED[raters.combine]
    trimmed = raters.trimmed
    otherwise = "取平均值" if trimmed.otherwise == "mean" else "暂不评分"
    return f"去掉 {trimmed.drop} 个最高分和 {trimmed.drop} 个最低分后取平均值，不足 {trimmed.at_least} 人时{otherwise}"


def _review(raters: Raters) -> list[str]:
    if raters.spread is None:
        return []
    until = "复核前暂不评定" if raters.spread.until_adjudicated == "hold" else "复核前暂按合成分计算"
    wide = "达到" if raters.spread.inclusive else "超过"
    return [f"最高分与最低分相差{wide} {plain(raters.spread.limit)} 分的须复核，{until}"]


def missing_in_words(rubric: Rubric, node: Node | None = None) -> str:
    """What the kinds of nothing mean, for the rubric or for one indicator with its own statement."""
    missing = rubric.missing
    blank = (node and node.if_blank) or missing.if_blank
    inspected = (node and node.if_not_inspected) or missing.if_not_inspected
    undefined = (node and node.if_undefined) or missing.if_undefined
    where = "在本级内按比例分摊" if missing.not_applicable == "within_section" else "在全部指标中按比例分摊"
    sentences = [
        f"空白：{MISSING[blank] if blank else '按各指标规定'}",
        f"未检查：{MISSING[inspected]}",
        f"算式没有结果：{MISSING[undefined]}",
        f"合理缺项：不计入满分，其分值{where}",
    ]
    return "；".join(sentences + _coverages(rubric))


def _coverages(rubric: Rubric) -> list[str]:
    named = (("全站", rubric.missing.coverage), ("每个一级指标", rubric.missing.section_coverage))
    return [f"{title}{coverage_in_words(coverage)}" for title, coverage in named if coverage is not None]


def coverage_in_words(coverage: Coverage) -> str:
    """已评分值不低于 60%，否则暂不评定."""
    least = []
    if coverage.share is not None:
        least.append(f"已评部分不低于分值的 {plain(coverage.share * 100)}%")
    if coverage.count is not None:
        least.append(f"已评指标不少于 {coverage.count} 项")
    below = "暂不评定" if coverage.if_below == "incomplete" else "该部分不计入"
    return "、".join(least) + f"，否则{below}"


def rounding_in_words(scale: Scale) -> str:
    """Where points are rounded, to how many decimals, and the conversion of the total."""
    place = {"indicator": "每个指标得分", "dimension": "每个一级指标得分", "total": "总分"}[scale.round]
    decimals = f"保留 {scale.decimals} 位小数" if scale.decimals else "取整数"
    text = f"{place}四舍五入{decimals}，其余各处不再取舍"
    return text if scale.convert_to is None else f"{text}；总分折算为 {plain(scale.convert_to)} 分制后再取舍一次"


def combine_in_words(node: Node | Scale) -> str:
    """How the parts of a branch, or the dimensions, become one."""
    return COMBINED[node.combine]


def ranking_in_words(ranking: Ranking, form: HasFields | None = None) -> str:
    """Keys, tie rule and group of the ranking."""
    keys = "、".join(key_title(key, form) + ("" if key.better == "higher" else "（低者在前）") for key in ranking.by)
    return f"在{WITHIN[ranking.within]}单位中依次按{keys}排名；{TIES[ranking.ties]}；缺项、否决和待复核的单位单独列出"


def key_title(key: RankKey, form: HasFields | None) -> str:
    """What a ranking key is called."""
    return {"stars": "星级", "total": "总分"}.get(key.key) or f"「{field_title(key.key, form)}」"
