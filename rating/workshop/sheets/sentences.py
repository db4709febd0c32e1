"""The rule of an indicator in words that a person reads and `sentence_reading` reads back."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import Amount, plain
from rating.rubric.rules import (
    Axis,
    BestRatio,
    Completion,
    Deduct,
    Linear,
    Mark,
    Matrix,
    MinMax,
    Part,
    PerUnit,
    Proportion,
    RankPoints,
    Rule,
    Survey,
    YesNo,
    ZScore,
)
from rating.workshop.sheets import words
from rating.workshop.sheets.names import Names

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of an indicator: what is measured, the rule, the rules of single kinds."""

    value: str | None
    rule: Rule | None
    by_kind: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class _Setting:
    names: Names
    shares: bool

    def limit(self, number: Decimal) -> str:
        return f"{plain(number * 100)}%" if self.shares else plain(number)

    def formula(self, text: str) -> str:
        return self.names.in_titles(text)


def sentence_of(told: Told, names: Names, in_percent: Callable[[Rule], bool]) -> str:
    """按「驻站社工数」计：/ 达到 4 得 6 分 / …, one line a step; "" for no rule."""
    general = (
        [] if told.rule is None else [_IN_WORDS[told.rule.kind](told.rule.body, _at(told.rule, names, in_percent))]
    )
    kinds = [
        f"【{kind}】\n{_IN_WORDS[rule.kind](rule.body, _at(rule, names, in_percent))}"
        for kind, rule in told.by_kind.items()
    ]
    if not general and not kinds:
        return ""
    measured = [] if told.value is None else [f"按{names.in_titles(told.value)}计："]
    return "\n".join([*measured, *general, *kinds])


def _at(rule: Rule, names: Names, in_percent: Callable[[Rule], bool]) -> _Setting:
    return _Setting(names, in_percent(rule))


def sentence_mark(sentence: str) -> str:
    """Tells later whether somebody has changed the sentence; 80% and 0.8, blanks and widths make no difference."""
    plainly = "".join(unicodedata.normalize("NFKC", sentence).split())
    plainly = _PERCENT.sub(lambda found: plain(Decimal(found[1]) / 100), plainly)
    return hashlib.sha256(plainly.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def points(amount: Amount) -> str:
    """8 分; 满分的 50%."""
    return f"满分的 {amount}" if amount.is_share else f"{amount} 分"


def _number(number: Decimal) -> str:
    return f"{plain(number)} 分"


def _yes_no(body: YesNo, _: _Setting) -> str:
    return f"是，得 {points(body.yes)}\n否，得 {points(body.no)}"


def _parts(body: list[Part], at: _Setting) -> str:
    return "\n".join(f"{part.title}，得 {points(part.points)}（{at.formula(part.when)}）" for part in body)


def _levels(body: dict[str, Amount], _: _Setting) -> str:
    return "\n".join(f"「{level}」得 {points(amount)}" for level, amount in body.items())


def _judgement(body: dict[str, tuple[Decimal, Decimal]], _: _Setting) -> str:
    lines = [f"「{level}」{plain(low)} 至 {plain(high)} 分" for level, (low, high) in body.items()]
    return "\n".join(["评估人按档次打分：", *lines])


def _steps(body: list[tuple[Decimal, Amount]], at: _Setting) -> str:
    return "\n".join(f"达到 {at.limit(limit)} 得 {points(amount)}" for limit, amount in body) + "\n以下不得分"


def _steps_down(body: list[tuple[Decimal, Amount]], at: _Setting) -> str:
    return "\n".join(f"不超过 {at.limit(limit)} 得 {points(amount)}" for limit, amount in body) + "\n以上不得分"


def _linear(body: Linear, at: _Setting) -> str:
    how = "按对数折算" if body.logarithmic else "按比例折算"
    return f"{at.limit(body.zero)} 得 0 分，{at.limit(body.full)} 得满分，中间{how}，{words.CAPPED[body.capped]}"


def _per_unit(body: PerUnit, at: _Setting) -> str:
    base = f"基础分 {_number(body.base)}，" if body.base else ""
    beyond = f"超过 {at.limit(body.beyond)} 的部分，" if body.beyond else ""
    most = "最高满分" if body.at_most is None else f"最高 {_number(body.at_most)}"
    broken = "不足一个单位的不计" if body.whole_units else "不足一个单位的按比例计"
    return f"{base}{beyond}每 {at.limit(body.each)} 加 {_number(body.points)}，{most}，{broken}"


def _deduct(body: Deduct, at: _Setting) -> str:
    floor = "不设下限"
    if not isinstance(body.floor, str):
        floor = "扣完为止" if body.floor == 0 else f"最低 {_number(body.floor)}"
    broken = "不足一次的不扣" if body.whole_units else "不足一次的按比例扣"
    return f"每 {at.limit(body.each)} 扣 {_number(body.points)}，{floor}，{broken}"


def _all_or_nothing(body: str, at: _Setting) -> str:
    return f"全部满足得满分，否则不得分：{at.formula(body)}"


def _key_item(body: str, at: _Setting) -> str:
    return f"关键项※，不计分，须满足：{at.formula(body)}"


def _completion(body: Completion, at: _Setting) -> str:
    return f"完成率 × 满分，{'超额不多得' if body.capped else '超额多得'}，目标数：{at.formula(body.target)}"


def _proportion(body: Proportion, _: _Setting) -> str:
    return f"比率 × 满分，{'最多得满分' if body.capped else '可超过满分'}"


def _mark(body: Mark, at: _Setting) -> str:
    if body.reference is None or body.tolerance is None or body.reason is None:
        return "评估人打分"
    reason, limit = at.names.fields.title(body.reason), plain(body.tolerance)
    return f"评估人打分；相差超过 {limit} 分须写明理由（{reason}），对照值：{at.formula(body.reference)}"


def _matrix(body: Matrix, at: _Setting) -> str:
    across = _bands(body.columns)
    lines = [
        f"{row}：" + "、".join(f"{column} {points(amount)}" for column, amount in zip(across, line, strict=True))
        for row, line in zip(_bands(body.rows), body.points, strict=True)
    ]
    return "\n".join([f"{at.formula(body.rows.value)} 与 {at.formula(body.columns.value)} 两项交叉：", *lines])


def _bands(axis: Axis) -> list[str]:
    if axis.levels is not None:
        return [f"「{level}」" for level in axis.levels]
    return [*(f"达到 {plain(limit)}" for limit in axis.at_least or []), "其余"]


def _highest(body: dict[str, Amount], at: _Setting) -> str:
    return "只计最高一项：\n" + _levels(body, at)


def _survey(body: Survey, at: _Setting) -> str:
    then = _IN_WORDS[body.then.kind](body.then.body, at)
    samples = "、".join(f"{at.formula(stratum.sample)} 不少于 {stratum.minimum}" for stratum in body.samples)
    return f"{then}\n样本：{samples}，不足时{words.MISSING[body.if_small]}"


def _peers(body: BestRatio | MinMax | ZScore | RankPoints) -> str:
    return f"在{words.WITHIN[body.within]}单位中{words.BETTER[body.better]}"


def _best_ratio(body: BestRatio, _: _Setting) -> str:
    return f"{_peers(body)}，与最优值之比 × 满分"


def _min_max(body: MinMax, _: _Setting) -> str:
    return f"{_peers(body)}，按极差折算，大家相同时得满分的 {plain(body.if_equal * 100)}%"


def _z_score(body: ZScore, _: _Setting) -> str:
    mean, each = plain(body.at_mean * 100), plain(body.per_deviation * 100)
    limits = "最低 0 分最高满分" if body.capped else "不设上下限"
    return f"{_peers(body)}，按标准分折算，平均水平得满分的 {mean}%，每个标准差加减满分的 {each}%，{limits}"


def _rank_points(body: RankPoints, _: _Setting) -> str:
    places = "、".join(f"第 {place} 名 {points(amount)}" for place, amount in enumerate(body.points, 1))
    return f"{_peers(body)}，按名次得分：{places}，其余 {points(body.otherwise)}"


_IN_WORDS: dict[str, Callable[[Any, _Setting], str]] = {
    "yes_no": _yes_no, "parts": _parts, "levels": _levels, "judgement": _judgement, "steps": _steps,
    "steps_down": _steps_down, "linear": _linear, "per_unit": _per_unit, "deduct": _deduct,
    "all_or_nothing": _all_or_nothing, "completion": _completion, "proportion": _proportion, "matrix": _matrix,
    "highest": _highest, "survey": _survey, "mark": _mark, "key_item": _key_item, "best_ratio": _best_ratio,
    "min_max": _min_max, "z_score": _z_score, "rank_points": _rank_points,
}  # fmt: skip
