"""What the page 可靠性 answers first, and what its figures do and do not say."""

from __future__ import annotations

import numpy as np

from rating.insight.certainty.certainty import Certainty
from rating.insight.certainty.close_calls import CutCalls, raters_apart
from rating.insight.certainty.units import counted
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

METHOD = (
    "名次区间和星级稳定性：把每个指标的分值各自随机增减（不超过 {wobble}），各单位每项的得分率不变，"
    "重新合计、定星、排名，共 {draws} 次。名次区间是其中至少九成情形下名次所在的范围。"
    "随机数是固定的，再算一次结果相同；{wobble} 和 {draws} 次是本工具选定的，没有文件规定。"
)
SAYS = (
    "说明什么：区间窄、星级不变的，结果不取决于某个指标的分值定得高一点还是低一点；区间宽的，与相邻单位的先后不宜看得过重；"
    "临界、打分差异和样本提示，是请先核实、复核的线索。"
)
SAYS_NOT = (
    "不说明什么：不说明填报是否真实、打分是否准确，也不说明指标选得是否恰当。去掉某项指标或某位评估人只是试算，不是建议取消。"
    "本页不改变任何单位的得分、星级和名次；分差大的，请按规定复核，不要自行去掉打分。"
)


def lead(evaluation: Evaluation, found: Certainty) -> str:
    """33 个站点中 29 个的星级在 1,000 次权重扰动中保持不变；1 个临界。"""
    if not evaluation.ratings.rated.any():
        return "还没有单位完成评定，没有可以检验的名次和星级。"
    told = _stars(evaluation, found) or _ranks(evaluation, found) or found.weights.sentence.removesuffix("。")
    return f"{told}；{close_words(evaluation, found)}。" if evaluation.rubric.has_bands else f"{told}。"


def _stars(evaluation: Evaluation, found: Certainty) -> str:
    shares = found.weights.same_stars[~np.isnan(found.weights.same_stars)]
    if not shares.size:
        return ""
    kept, whole = int((shares == 1).sum()), counted(evaluation.rubric, shares.size)
    return f"{whole}中 {kept:,} 个的星级在 {found.weights.draws:,} 次权重扰动中保持不变"


def _ranks(evaluation: Evaluation, found: Certainty) -> str:
    ranked = found.weights.best > 0
    if not ranked.any():
        return ""
    still = int((found.weights.best == found.weights.worst)[ranked].sum())
    whole = counted(evaluation.rubric, int(ranked.sum()))
    return f"{whole}中 {still:,} 个的名次在九成以上的权重扰动中保持不变"


def close_words(evaluation: Evaluation, found: Certainty) -> str:
    rows = {call.row for call in found.close_calls}
    if raters_apart(evaluation, found.close_calls):
        return f"{len(rows):,} 个临界，评估人分歧普遍较大，宜先复核"
    return f"{len(rows):,} 个临界" if rows else "没有临界的"


def cut_title(of_cut: CutCalls) -> str:
    """五星级分数线 90 分：12 个临界，最近的差 0.1 分."""
    nearest = plain(of_cut.calls[0].gap)
    return f"{of_cut.band}分数线 {plain(of_cut.cut)} 分：{of_cut.stations:,} 个临界，最近的差 {nearest} 分"


def method_words(found: Certainty) -> tuple[str, ...]:
    wobble = f"{found.weights.wobble * 100:g}%"
    how = METHOD.format(wobble=wobble, draws=f"{found.weights.draws:,}")
    return (how, SAYS, SAYS_NOT)


def share_text(share: float) -> str:
    """99.9% for anything below the whole: nothing is rounded up to 100%."""
    return f"{plain_share(share):g}%"


def plain_share(share: float) -> float:
    return float(np.floor(share * 1000 + 1e-9) / 10)
