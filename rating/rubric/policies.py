"""What a rubric states about the whole: scale, missing values, raters, gates, bands, ranking."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from rating.rubric.numbers import Amount, Number
from rating.rubric.rules import FormulaText, IfMissing, Shape, Within

Combine = Literal["sum", "mean", "geometric", "lowest"]


class Scale(Shape):
    """满分、取整与折算.

    `round` names the one place where points are rounded (half up) to `decimals`; sums after that
    place are exact.  `convert_to` restates the total out of that number, rounded once more.
    """

    full_marks: Annotated[Number, Field(gt=0)] | dict[str, Annotated[Number, Field(gt=0)]]
    decimals: Annotated[int, Field(ge=0, le=6)]
    round: Literal["indicator", "dimension", "total"]
    combine: Combine = "sum"
    convert_to: Annotated[Number, Field(gt=0)] | None = None
    bonus_buys_stars: bool | None = Field(None, description="加分是否计入评星；有加分项时必写")


class Coverage(Shape):
    """Least that must be rated (by full marks or by count, N/A aside) before a score is given."""

    share: Annotated[Number, Field(gt=0, le=1)] | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    if_below: Literal["incomplete", "leave_out"] = "incomplete"

    @model_validator(mode="after")
    def _stated(self) -> Coverage:
        if self.share is None and self.count is None:
            raise ValueError("share 与 count 至少写一个")
        return self


class Missing(Shape):
    """What happens to the kinds of nothing; each indicator may state its own instead.

    incomplete: the station is not rated · zero: no points · leave_out: leaves the denominator.
    not_applicable: points of a 合理缺项 are shared within its section or over all.
    """

    if_blank: IfMissing | None = None
    if_not_inspected: IfMissing = "incomplete"
    if_undefined: IfMissing = Field("incomplete", description="算式没有结果，如分母为 0")
    not_applicable: Literal["within_section", "over_all"] = "within_section"
    coverage: Coverage | None = Field(None, description="全站最低覆盖")
    section_coverage: Coverage | None = Field(None, description="每个一级指标的最低覆盖")


class Role(Shape):
    """评估主体. `weight` is used by role_weighted; a self-assessment has weight 0."""

    code: str
    title: str
    weight: Annotated[Number, Field(ge=0)] | None = None
    aliases: list[str] = []


class Trimmed(Shape):
    """去掉 `drop` 个最高与最低；不足 `at_least` 人时按 `otherwise`."""

    drop: Annotated[int, Field(ge=1)] = 1
    at_least: Annotated[int, Field(ge=3)]
    otherwise: Literal["mean", "incomplete"] = "mean"

    @model_validator(mode="after")
    def _somebody_left(self) -> Trimmed:
        if self.at_least <= 2 * self.drop:
            raise ValueError("at_least 必须大于去掉的人数")
        return self


class Standardise(Shape):
    """Each rater's marks become mean + per × z over the units that the rater marked."""

    mean: Number = Decimal(50)
    per: Number = Decimal(10)
    deviation: Literal["population", "sample"] = "population"


class Spread(Shape):
    """Highest − lowest mark above `limit` (or at it, when `inclusive`) asks for adjudication (复核)."""

    limit: Annotated[Number, Field(ge=0)]
    inclusive: bool = False
    until_adjudicated: Literal["hold", "provisional"]


class Raters(Shape):
    """How several marks for one station and field become one."""

    combine: Literal["mean", "trimmed_mean", "median", "role_weighted", "role_sum"]
    within_role: Literal["mean", "median"] = "mean"
    trimmed: Trimmed | None = None
    standardise: Standardise | None = None
    spread: Spread | None = None
    minimum: Annotated[int, Field(ge=1)] = 1
    if_missing: Literal["wait", "exclude"] = Field(description="有评估人未打分：wait 等待，exclude 按已打分的计")

    @model_validator(mode="after")
    def _trimmed_stated(self) -> Raters:
        if (self.combine == "trimmed_mean") != (self.trimmed is not None):
            raise ValueError("combine: trimmed_mean 与 trimmed 必须同时写")
        return self


class Clause(Shape):
    """The sentence a point stands on, and the source (an id of `sources`) it comes from."""

    source: str
    text: str
    article: str = ""


class Gate(Shape):
    """必备条件. `when` true sets it off; `if_blank` says what unknown data mean."""

    code: str
    title: str
    when: FormulaText
    effect: Literal["veto", "cap", "unrated"]
    veto_means: Literal["unrated", "lowest"] = "unrated"
    stars: Annotated[int, Field(ge=0)] | None = Field(None, description="限星：最高几星")
    if_blank: Literal["pass", "incomplete"] = "incomplete"
    kinds: list[str] | None = None
    clause: Clause | None = None
    advice: str = ""

    @model_validator(mode="after")
    def _cap_named(self) -> Gate:
        if (self.effect == "cap") != (self.stars is not None):
            raise ValueError("effect: cap 必须写 stars，其他 effect 不写")
        return self


class Requirement(Shape):
    """A mandatory condition of one star: must be true, else the star is not given."""

    title: str
    when: FormulaText
    advice: str = ""


class Band(Shape):
    """One grade. Lower limit `at_least` (≥) or `above` (>); upper `below` (<) or `at_most` (≤).

    Amounts are in the total's own points, or shares of its full marks when written with %.
    `quota` is a number of units or, with %, a share of the units rated in the same group.
    """

    stars: Annotated[int, Field(ge=0, le=10)]
    label: str = ""
    at_least: Amount | None = None
    above: Amount | None = None
    below: Amount | None = None
    at_most: Amount | None = None
    quota: Amount | None = None
    each_dimension: Annotated[Number, Field(ge=0, le=1)] | None = None
    minimum: dict[str, Amount] = {}
    requires: list[Requirement] = []

    @model_validator(mode="after")
    def _limits(self) -> Band:
        if self.at_least is not None and self.above is not None:
            raise ValueError("at_least 与 above 只能写一个")
        if self.below is not None and self.at_most is not None:
            raise ValueError("below 与 at_most 只能写一个")
        return self

    @property
    def title(self) -> str:
        return self.label or "★" * self.stars


class Ladder(Shape):
    """Against the previous round: at most `up` stars higher; a first-timer at most `first_time`."""

    up: Annotated[int, Field(ge=1)] | None = None
    first_time: Annotated[int, Field(ge=0)] | None = None


class Award(Shape):
    """How bands are given beyond their limits."""

    quota_ties: Literal["include", "exclude"] = Field(
        "include", description="名额边界并列：include 全部入选，exclude 全部不入选"
    )
    quota_within: Within = "kind"
    ladder: Ladder | None = None
    below_lowest: str = "不定星级"


class RankKey(Shape):
    """One ranking key: `stars`, `total`, or the code of a node or field."""

    key: str
    better: Literal["higher", "lower"] = "higher"

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, raw: object) -> object:
        return {"key": raw} if isinstance(raw, str) else raw

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(core))]}


class Ranking(Shape):
    """ties: standard 1224 · dense 1223 · shared 1, 2.5, 2.5, 4."""

    by: Annotated[list[RankKey], Field(min_length=1)]
    ties: Literal["standard", "dense", "shared"]
    within: Within
