"""Words of column headings: 二级指标, 分值（权重）, 计分办法, 佐证材料, 自评分 … → what the column holds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NUMBER, LEVEL, POINTS, STANDARD, REQUIREMENT, METHOD, EVIDENCE, REMARK, MARK = (
    "number", "level", "points", "standard", "requirement", "method", "evidence", "remark", "mark",
)  # fmt: skip
TITLES = {
    NUMBER: "序号", LEVEL: "指标", POINTS: "分值", STANDARD: "评分标准", REQUIREMENT: "指标要求", METHOD: "评定方法",
    EVIDENCE: "佐证材料", REMARK: "备注", MARK: "打分栏（不读取）",
}  # fmt: skip
LONGEST_HEADING = 24


def _any(words: str) -> str:
    """Any of these words; each is a piece of a pattern."""
    return f"(?:{'|'.join(words.split())})"


_DO = _any(
    "评定 评估 评价 评审 评选 考核 考评 考察 检查 测评 审核 验收 核查 查验 核验 督查 实施 取证 采集 调查 认定 评分 "
    "监测 审查 评比 督导"
)
_WHO = _any(
    "自评 自查 自测 初评 复评 复核 复查 终评 考核 考评 评估 评审 评定 检查 验收 测评 专家 专家组 第三方 "
    "街镇 街道 乡镇 镇街 区级 县级 市级 省级 民政局 民政 民政所 机构 "
    "评估组 考核组 考评组 检查组 评委 领导 小组 单位 站点 "
    "评估员 督导 核定 审定 最终 最后 实际 实"
)
_SCORE = _any("评分 计分 赋分 打分 给分 记分 得分 扣分 加分 加扣分 扣减分 计算 量化 评星 评级")
_HOW = _any("标准 细则 办法 方法 规则 依据 说明 准则 方式 尺度 要求 要点 指引 公式")
_GIVEN = _any("评分 打分 得分 评分结果 得分情况 得分合计 评定分 评定分数 结果 意见 等级 评定")
_BASIS = _any("指标 标准 基准 基本 基础 考核 评估 评价 项目 分项 单项 各项 小项 要素 要点 内容 因素 总")
_AMOUNT = _any(
    "分值 满分 标准分 标准分值 基准分 配分 赋分 赋值 权重 权重分 权重值 权数 比重 占比 分数 "
    "基础分 基本分 总分 最高分 应得分 设定分 "
    "参考分 参考分值 分数设置 分值设置 分值比例"
)
_SHOW = _any(
    "提供 提交 报送 上报 准备 查阅 查看 查验 核查 备查 台账 申报 评估 检查 考核 "
    "支撑 支持 佐证 证明 印证 验证 相关 备审 评审 自评 的"
)
_PAPERS = _any("材料 资料 台账 档案 文件 证据 清单 依据材料 佐证 支撑")
_THING = _any(
    "指标 指标名称 指标内容 指标体系 指标项目 项目 项目名称 项目类别 项目内容 "
    "类别 类型 分类 维度 模块 板块 要素 因素 大类 小类 中类 大项 小项 "
    "条目 栏目 分项 子项 事项 任务 主要内容 主要任务 主要指标 内容 方面 名称"
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    (NUMBER, _any("[序编项题]号 序列 序 no\\.? number 代码 编码 (?:指标|项目)(?:序号|编号|代码)")),
    (MARK, rf"{_WHO}{{0,3}}{_GIVEN}栏?"),
    (MARK, rf"{_DO}(?:结果|结论|意见|记录|情况)"),
    (MARK, _any("复核 复评 复查 初评 终评 核定 审定 互评 抽评")),
    (MARK, rf"{_WHO}{{1,2}}[得评打扣加核]?分(?:数|值|栏)?(?<!^考核分值)(?<!^评估分值)"),
    (
        MARK,
        _any("自评 得分 实得分? [扣加减]{1,2}分(?:情况|原因|数|理由|说明)? [失得]分(?:原因|理由|说明|依据及说明)"),
    ),
    (
        MARK,
        _any(
            "打分 是否达标 (?:完成|达标|自评)情况 自评(?:依据|说明|理由|等级) 专家组? 考核组 评估组 评委 评估人 考核人"
        ),
    ),
    (POINTS, rf"{_BASIS}?{_AMOUNT}(?:值|数)?(?:系数)?|分|标分"),
    (STANDARD, rf"(?:具体|参考|指标)?{_DO}{{0,2}}{_SCORE}{_HOW}(?:[及和与]{_HOW})?"),
    (STANDARD, "(?:评分|评价|计分)(?:等级|档次|等次|分档)"),
    (
        STANDARD,
        rf"(?:具体|量化|指标)?{_DO}{{0,2}}(?:标准|细则|尺度|准则|等次标准|分档)(?:及[分得计][值分])?|{_DO}规则",
    ),
    (
        METHOD,
        rf"{_DO}[和与及、]?{_DO}?(?:方法|办法|方式|途径|形式|手段|渠道|程序)(?:[及与](?:说明|要求|途径))?|方法|方式",
    ),
    (METHOD, "(?:数据|信息|资料|分数)(?:来源|出处)"),
    (EVIDENCE, rf"(?:所需|需要|应当|[需应须])?{_SHOW}{{0,4}}性?{_PAPERS}(?:清单|目录|名称|要求|内容)?"),
    (REMARK, _any("备注 注 说明 附注 备注说明 其他说明 备注\\(说明\\)")),
    (
        REQUIREMENT,
        rf"(?:指标|具体|工作|目标|建设|服务|基本|达标|规范|{_DO})?{_DO}?(?:要求|要点|内涵|释义|解释|说明|描述|目标|定义)",
    ),
    (REQUIREMENT, _any("(?:建设|服务|工作|达标|规范)标准 观测点 考察点 关注点 评价点")),
    (LEVEL, rf"(?:第?[一二三四1234ⅠⅡⅢⅣ]级?)?(?:具体|主要|基本|工作|服务|业务|建设|关键|{_DO})?{_DO}?{_THING}"),
    (LEVEL, "(?:评分|得分|考核|评估|采分|计分|评审)(?:[项点]|因素|要素|内容|项目|指标|环节)"),
    (LEVEL, "(?:加分|扣分|减分|奖励|奖惩)(?:项目|事项|内容|情形|指标|因素)"),
    (POINTS, "[^自得及和与、]{1,8}(?:分值|满分|标准分)"),
    (LEVEL, "[一二三四1234ⅠⅡⅢⅣ]级(?:指标|项目|目录|内容|要素|维度)?(?:名称)?"),
)
_RULES = tuple((meaning, re.compile(pattern, re.IGNORECASE)) for meaning, pattern in _PATTERNS)
_LEADING = (STANDARD, METHOD, EVIDENCE, LEVEL)
_RANK = re.compile(r"第?([一二三四1234ⅠⅡⅢⅣ])级")
_RANKS = {sign: rank for rank, signs in enumerate(("一1Ⅰ", "二2Ⅱ", "三3Ⅲ", "四4Ⅳ"), 1) for sign in signs}
_POINTS_INSIDE = re.compile(r"分值|权重|满分|标准分|分数|基本分|比重")
_SCORING = re.compile(r"评分|计分|赋分|得分|扣分|给分|打分|记分|加分|量化|评星|评级")


_GRADE = re.compile(
    "(?:[非很较比]?[常较]?(?:优秀?|良好?|好|差)|中等?|一般|(?:基本|完全|部分|不)?(?:合格|符合|达标|满足|满意)|[A-E][+-]?|[甲乙丙丁]"
    r"|第?[一二三四五]档|[一二三四]等)(?:级|档|等次?|等级)?(?:[(:]?.{0,10}(?:分|%|\d)[)]?)?"
)


def is_grade(heading: str) -> bool:
    """优, 良（8-10分）, A（1.0）: a column that says what one grade looks like."""
    return _GRADE.fullmatch(plain_heading(heading)) is not None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: the role of its column, and the level (1 …) that it names, 0 for none."""

    role: str
    rank: int = 0


def plain_heading(text: str) -> str:
    """Without spaces, line breaks and width; roman numerals stay."""
    kept = "".join(sign if sign in "ⅠⅡⅢⅣ" else unicodedata.normalize("NFKC", sign) for sign in text)
    return re.sub(r"[\s_*＊※:：]+", "", kept)


def heading_meaning(text: str) -> Meaning | None:
    """The meaning of one heading, None when its words are not those of a standard's column."""
    plain = plain_heading(text)
    if not plain or len(plain) > LONGEST_HEADING + 16:
        return None
    for word in dict.fromkeys((plain, re.sub(r"[(\[【][^()]*[)\]】]", "", plain), *re.split(r"[/、|]", plain)[:1])):
        if 0 < len(word) <= LONGEST_HEADING:
            found = _meaning(word) or _compound(word)
            if found:
                return found
    return None


def _compound(word: str) -> Meaning | None:
    """考核内容及标准, 评审方式和材料: what stands first in `_LEADING` of its parts, all of which must be known."""
    parts = [_meaning(part) for part in re.split("[及和与]", word)]
    if len(parts) < 2 or any(part is None for part in parts):
        return None
    return next((Meaning(role) for role in _LEADING if any(part and part.role == role for part in parts)), None)


def is_scoring(heading: str) -> bool:
    """True when a heading speaks of how points are given, and not only of what is required."""
    return _SCORING.search(plain_heading(heading)) is not None


def joined_meaning(labels: tuple[str, ...]) -> Meaning | None:
    """The meaning of a column under several heading rows: the lowest label that says something, its level from any.

    一级指标 over 分值 is the points of level one; 评估指标 over 二级 is level two.
    """
    meanings = [(label, heading_meaning(label)) for label in labels]
    known = [found for _, found in meanings if found is not None]
    if not known:
        return heading_meaning("".join(labels))
    lowest = meanings[-1][1] or known[-1]
    if any(found.role == MARK for found in known[:-1]) and lowest.role in (POINTS, LEVEL, MARK):
        return Meaning(MARK)
    rank = lowest.rank or next((found.rank for found in reversed(known) if found.rank), 0)
    return Meaning(lowest.role, rank)


def _meaning(word: str) -> Meaning | None:
    rank = next((_RANKS[match[1]] for match in [_RANK.match(word)] if match), 0)
    if rank and _POINTS_INSIDE.search(word):
        return Meaning(POINTS, rank)
    for role, pattern in _RULES:
        if pattern.fullmatch(word):
            return Meaning(role, rank if role == LEVEL else 0)
    return None
