"""What the headings of a turned table mean: labels, full marks, values, raters, remarks.

One rule table, read from top to bottom; the first rule that fits a heading decides.  A heading
that no rule fits is nobody's column: it is told, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rating.intake.layout.columns import ADJUDICATION_WORDS
from rating.intake.layout.headers import normalise
from rating.intake.layout.tables import not_data
from rating.intake.plain_text import plain_text
from rating.intake.raters import RaterBook, is_self_assessment

LONGEST_HEADING = 24
_WHO = r"(?:评委|专家|评估人|评估员|评审人?|评审员|考评员|打分人|评分人|组长|组员|督导)"
_SCORE = r"(?:得分|评分|打分|分数|实得|考核分|考评分|评估分|评定分|评价分|赋分)"
_FINAL = r"(?:核定|核实|审定|核准|认定|确认|最终|最后)"
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("reason", re.compile(r"^复核.*(?:理由|说明|原因)$")),
    ("adjudicated", re.compile(rf"^(?:{'|'.join(ADJUDICATION_WORDS)}|复核得分|复核评分|复核意见分)$")),
    ("points", re.compile(r"^(?:(?:标准|参考|基准|指标|设定|总)?分值|满分|满分值|标准分|基准分|配分|权重|分值权重)$")),
    ("label", re.compile(
        r"^(?:[一二三四1-4]级)?(?:评估|评价|考核|考评|评审|评定|填报|数据|统计|检查|测评|业务|服务)?"
        r"(?:指标|项目|内容|要素|数据项|事项|要点|维度|方面|模块|类别|科目|分类)(?:名称|内容)?$|^(?:名称|填报项|子项|分项|[一二三四]级)$"
    )),
    ("known", re.compile(
        r"^(?:序号?|号|no|编号|单位|计量单位|评估主体|责任人|时间|日期)$|标准$|细则|办法|方法|方式|材料|佐证|备注|说明|依据|要求|原因"
        r"|理由|来源|目标|计划|上年|去年|上期|上次|往年|意见$|建议|问题|描述|口径|解释|^扣分|^加分|加扣分|评分要点|得分点|得分率"
    )),
    ("derived", re.compile(r"平均|均分|均值|合计|小计|总分|综合|加权|折算|汇总|最高分|最低分|等级$|排名|名次")),
    ("figure", re.compile(
        rf"^(?:填报|填写|上报|报送|实际|实有|实绩|完成|现有|本年|本年度|本期|年末|指标|数据|统计|{_FINAL})"
        r"(?:完成)?(?:值|数|数值|数据|内容|情况|结果|数量|栏)?$|^(?:数值|数据|数量|值|结果|答案|回答)$"
    )),
    ("score", re.compile(
        rf"^(?:考核|考评|评估|评定|评价|评审|检查|测评|现场|本项|单项|实际|{_FINAL})?{_SCORE}(?:情况|结果|栏|记录)?$"
    )),
)  # fmt: skip
"""(use, pattern of the normalised heading). Uses figure, score, rater, own, adjudicated hold values."""
_OWN_FIGURE = re.compile(r"(?:值|数|数值|数据|情况|结果|填报|内容)$")
_OWN = re.compile(r"^.*?(?:自评|自查|自我评[估价]?)")
_NAMED = re.compile(rf"^(.+?){_SCORE}$")
_RATER = re.compile(rf"^{_WHO}[\dA-Za-z一二三四五六七八九十甲乙丙丁戊己庚辛]*$")
_OFFICE = re.compile(r"(?:[部处科局委办]|委员会|中心|机构|单位|街道|第三方|财务|上级|居民|群众|对象|本站|站点|民政)$")
_TAIL = re.compile(
    rf"(?:[(（][^()（）]*(?:分|%)[^()（）]*[)）])?(?:{_SCORE}|评定|意见)?(?:[(（][^()（）]*(?:分|%)[^()（）]*[)）])?$"
)
VALUES = ("figure", "score", "rater", "own", "adjudicated", "unit")
"""`unit`: the heading is the name of a unit, whose values stand below."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The use of one column. `figure`: its numbers are data, not points. `name`: whose marks they are, if said."""

    use: str
    name: str = ""
    role_words: str = ""
    figure: bool = False


def use_of(label: str, book: RaterBook) -> str:
    """The use of one heading text by itself; "" when no rule knows it."""
    text = normalise(label)
    if not text or len(text) > LONGEST_HEADING or re.search("[:：]", label) or not_data(label) == "签名或盖章行":
        return ""
    found = next((use for use, pattern in RULES if pattern.search(text)), "")
    if found in ("", "figure", "score", "derived") and is_self_assessment(text):
        return "own"
    if found:
        return found
    named = _NAMED.match(text)
    return "rater" if named or _RATER.match(text) or book.role_of(text) else ""


def heading_of(labels: tuple[str, ...], book: RaterBook) -> Heading:
    """All labels of a column from top to bottom; the lowest decides, those above say whose it is."""
    uses = [use_of(label, book) for label in labels]
    lowest = uses[-1]
    if lowest in ("reason", "points", "label", "known", "derived"):
        return Heading(lowest)
    if "adjudicated" in uses:
        return Heading("adjudicated")
    figure = lowest == "figure" or bool(_OWN_FIGURE.search(normalise(labels[-1])) and lowest != "score")
    for use in ("own", "rater"):
        at = next((at for at in range(len(uses) - 1, -1, -1) if uses[at] == use), -1)
        if at >= 0:
            return _whose(labels, uses, at, figure, book)
    if lowest == "" and len(uses) > 1 and any(use in VALUES for use in uses[:-1]):
        return Heading("rater", rater_name(labels[-1]))
    return Heading(lowest, figure=figure) if lowest in VALUES else Heading("")


def names_office(name: str) -> bool:
    """财务, 民政局: no person's name, so that a role is meant, known or not."""
    return _OFFICE.search(plain_text(name)) is not None


def _whose(labels: tuple[str, ...], uses: list[str], at: int, figure: bool, book: RaterBook) -> Heading:
    """`专家评分 / 张三`: the name below, the role above; `得分 / 专家甲`: both in one."""
    name = rater_name(labels[at])
    if at < len(labels) - 1 and uses[-1] == "":
        return Heading(uses[at], rater_name(labels[-1]), name, figure)
    above = next((rater_name(label) for label in labels[:at] if book.role_of(label)), "")
    own = name if uses[at] == "own" else ""
    return Heading(uses[at], name, own or above, figure)


def rater_name(label: str) -> str:
    """`专家甲评分（60%）` → `专家甲`; `自评分` → `自评`."""
    text = " ".join(label.split())
    own = _OWN.match(text)
    if own:
        return own[0]
    return _TAIL.sub("", text).strip() or plain_text(text)
