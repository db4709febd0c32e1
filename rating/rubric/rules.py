"""The rule kinds (评分细则): the shape of each, as data.  How each scores is in `scoring/rules.py`.

One rule is one key: `rule: {steps: [[100%, 8], [80%, 6]]}`.  The worked example and the source of
every kind is its entry in `docs/rubric-reference.md`, which a test keeps complete.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rating.rubric.numbers import Amount, Number

FormulaText = Annotated[str, Field(min_length=1, max_length=400, description="算式，见「算式」一节")]
IfMissing = Literal["incomplete", "zero", "leave_out"]
Within = Literal["kind", "street", "district", "all"]
Better = Literal["higher", "lower"]


class Shape(BaseModel):
    """Base of everything read from a rubric file: unknown keys are refused, nothing changes later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class YesNo(Shape):
    """是/否：有制度得满分。The value is a yes/no field or a condition."""

    yes: Amount
    no: Amount = Amount(value=Decimal(0))


class Part(Shape):
    """One independent part of a 组合分."""

    title: str
    points: Amount
    when: FormulaText


class Linear(Shape):
    """Between two goalposts: `zero` earns 0, `full` earns full marks; `zero` may exceed `full`."""

    zero: Number
    full: Number
    logarithmic: bool = False
    capped: Literal["both", "top", "bottom", "none"] = "both"

    @model_validator(mode="after")
    def _apart(self) -> Linear:
        if self.zero == self.full:
            raise ValueError("zero 与 full 不能相同")
        if self.logarithmic and min(self.zero, self.full) <= 0:
            raise ValueError("logarithmic 的 zero、full 必须大于 0")
        return self


class PerUnit(Shape):
    """每增加 `each` 个加 `points` 分：base + units beyond `beyond`, never over `at_most`."""

    each: Annotated[Number, Field(gt=0)] = Decimal(1)
    points: Number
    base: Number = Decimal(0)
    beyond: Number = Decimal(0)
    at_most: Number | None = Field(None, description="封顶分；不写即满分")
    whole_units: bool = Field(True, description="不足一个单位的不计")


class Deduct(Shape):
    """每 `each` 项扣 `points` 分；floor 0 即扣完为止，`floor: none` 即不设下限（可为负分）。"""

    each: Annotated[Number, Field(gt=0)] = Decimal(1)
    points: Number
    floor: Number | Literal["none"] = Decimal(0)
    whole_units: bool = Field(True, description="不足一个单位的不扣")


class Completion(Shape):
    """完成率：value ÷ target × 满分。"""

    target: FormulaText
    capped: bool = True


class Proportion(Shape):
    """The value itself is the share of full marks (85% → 85 % of them)."""

    capped: bool = True


class Axis(Shape):
    """One side of a matrix: a number cut at falling `at_least` thresholds, or a choice's levels."""

    value: FormulaText
    at_least: list[Number] | None = None
    levels: list[str] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Axis:
        if (self.at_least is None) == (self.levels is None):
            raise ValueError("at_least 与 levels 必须且只能写一个")
        if self.at_least is not None and sorted(self.at_least, reverse=True) != self.at_least:
            raise ValueError("at_least 应由大到小")
        return self

    @property
    def size(self) -> int:
        """Rows or columns this axis needs: a number axis has one more, for below the lowest."""
        return len(self.levels) if self.levels is not None else len(self.at_least or []) + 1


class Matrix(Shape):
    """Two bands crossed (及时性 × 质量): `points[row][column]`."""

    rows: Axis
    columns: Axis
    points: list[list[Amount]]

    @model_validator(mode="after")
    def _rectangular(self) -> Matrix:
        if [len(row) for row in self.points] != [self.columns.size] * self.rows.size:
            raise ValueError(f"points 应为 {self.rows.size} 行 {self.columns.size} 列")
        return self


class Stratum(Shape):
    """A survey stratum with its own minimum: 电话 50、现场 10."""

    sample: FormulaText
    minimum: Annotated[int, Field(ge=1)]


class Survey(Shape):
    """Any other rule on a survey share, trusted only with enough answers."""

    samples: Annotated[list[Stratum], Field(min_length=1)]
    if_small: IfMissing
    then: Rule


class Mark(Shape):
    """Points given by raters are the points. A reason is due when they differ from `reference`."""

    reference: FormulaText | None = Field(None, description="对照值，如自评分")
    tolerance: Number | None = None
    reason: str | None = Field(None, description="写理由的文本数据项")

    @model_validator(mode="after")
    def _together(self) -> Mark:
        if len({self.reference is None, self.tolerance is None, self.reason is None}) > 1:
            raise ValueError("reference、tolerance、reason 三项要么都写，要么都不写")
        return self


class BestRatio(Shape):
    """Own ÷ best of the peers (or best ÷ own when lower is better)."""

    better: Better
    within: Within


class MinMax(Shape):
    """(own − worst) ÷ (best − worst) among the peers; all equal earns `if_equal`."""

    better: Better
    within: Within
    if_equal: Number = Decimal(1)


class ZScore(Shape):
    """at_mean + per_deviation × z, as shares of full marks, within 0…1 when `capped`."""

    better: Better
    within: Within
    at_mean: Number = Decimal("0.5")
    per_deviation: Number = Decimal("0.1")
    capped: bool = True


class RankPoints(Shape):
    """名次得分：1–5 名 60/57/54/51/48; equal values share the better rank."""

    points: Annotated[list[Amount], Field(min_length=1)]
    otherwise: Amount = Amount(value=Decimal(0))
    better: Better
    within: Within


def _falling(steps: list[tuple[Number, Amount]]) -> list[tuple[Number, Amount]]:
    return sorted(steps, key=lambda step: step[0], reverse=True)


class Rule(Shape):
    """Exactly one of these keys; `kind` is its name and `body` its content."""

    yes_no: YesNo | None = Field(None, description="是否分")
    parts: Annotated[list[Part], Field(min_length=1)] | None = Field(None, description="组合分")
    levels: Annotated[dict[str, Amount], Field(min_length=1)] | None = Field(None, description="程度分")
    judgement: Annotated[dict[str, tuple[Number, Number]], Field(min_length=1)] | None = Field(
        None, description="分档评分：每档一个分值区间，评估人在区间内打分"
    )
    steps: Annotated[list[tuple[Number, Amount]], Field(min_length=1)] | None = Field(
        None, description="达到多少得多少（由高到低取第一个达到的）"
    )
    steps_down: Annotated[list[tuple[Number, Amount]], Field(min_length=1)] | None = Field(
        None, description="不超过多少得多少（由低到高取第一个不超过的）"
    )
    linear: Linear | None = Field(None, description="线性得分")
    per_unit: PerUnit | None = Field(None, description="按数量加分")
    deduct: Deduct | None = Field(None, description="扣分")
    all_or_nothing: FormulaText | None = Field(None, description="条件全部满足得满分，否则 0 分")
    completion: Completion | None = Field(None, description="完成率得分")
    proportion: Proportion | None = Field(None, description="按比率得分")
    matrix: Matrix | None = Field(None, description="两档交叉")
    highest: Annotated[dict[str, Amount], Field(min_length=1)] | None = Field(None, description="多项奖项只计最高一项")
    survey: Survey | None = Field(None, description="问卷得分，须达最低样本量")
    mark: Mark | None = Field(None, description="评估人打分")
    key_item: FormulaText | None = Field(None, description="关键项※：只判是否通过，不计分")
    best_ratio: BestRatio | None = Field(None, description="与最优值之比")
    min_max: MinMax | None = Field(None, description="极差标准化")
    z_score: ZScore | None = Field(None, description="标准分")
    rank_points: RankPoints | None = Field(None, description="名次得分")

    @model_validator(mode="after")
    def _exactly_one(self) -> Rule:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"rule 必须且只能写一种细则，现有 {len(given)} 种：{'、'.join(given)}")
        return self

    @property
    def kind(self) -> str:
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def body(self) -> Any:
        return getattr(self, self.kind)

    @property
    def relative(self) -> bool:
        """True when one station's points depend on the others' values."""
        inner = self.survey.then if self.survey else self
        return inner.kind in RELATIVE_KINDS


RELATIVE_KINDS = frozenset({"best_ratio", "min_max", "z_score", "rank_points"})
RULE_KINDS: tuple[str, ...] = tuple(Rule.model_fields)
Survey.model_rebuild()
