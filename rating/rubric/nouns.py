"""The rubric (评分标准): fields, the tree of dimensions and indicators, and the policies over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rating.rubric.numbers import Number, plain
from rating.rubric.policies import (
    Award,
    Band,
    Clause,
    Combine,
    Coverage,
    Gate,
    Missing,
    Ranking,
    Raters,
    Role,
    Scale,
)
from rating.rubric.rules import FormulaText, IfMissing, Rule, Shape

Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,63}$")]
FieldCode = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
YES_WORDS = ("是", "有", "√", "✓", "Y", "yes", "1")
NO_WORDS = ("否", "无", "×", "╳", "✗", "N", "no", "0")
NOT_APPLICABLE_WORDS = ("合理缺项", "不适用")
NOT_INSPECTED_WORDS = ("未检查", "未查")


class Source(Shape):
    """Where a figure comes from. `standing: example` marks what we chose ourselves (示例)."""

    id: Code
    title: str
    issuer: str = ""
    number: str = ""
    date: str = ""
    url: str = ""
    standing: Literal["published", "example"] = "published"


class RollUp(Shape):
    """Several rows of one unit (one per institution) become one value of the unit."""

    how: Literal["sum", "min", "max", "count", "count_at_least"]
    at_least: Number | None = None

    @model_validator(mode="after")
    def _threshold(self) -> RollUp:
        if (self.how == "count_at_least") != (self.at_least is not None):
            raise ValueError("how: count_at_least 必须写 at_least，其他 how 不写")
        return self


class DataField(Shape):
    """数据项: what is reported, marked, or derived by a formula.

    kind  number · share (85%) · yes_no · choice (one of) · several (any of) · mark (by raters) ·
          date · text.  `at_least`/`at_most` bound what may be filled in.
    """

    title: str
    kind: Literal["number", "share", "yes_no", "choice", "several", "mark", "date", "text"] = "number"
    unit: str = ""
    whole: bool = False
    at_least: Number | None = None
    at_most: Number | None = None
    choices: list[str] = []
    aliases: list[str] = []
    formula: FormulaText | None = None
    marked_by: list[str] = Field([], description="由哪些评估主体打分（角色代码）")
    raters: Raters | None = Field(None, description="本数据项的合成办法；不写用全文的 raters")
    roll_up: RollUp | None = None
    not_applicable_words: list[str] = list(NOT_APPLICABLE_WORDS)
    not_inspected_words: list[str] = list(NOT_INSPECTED_WORDS)
    definition: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> DataField:
        if (self.kind in ("choice", "several")) != bool(self.choices):
            raise ValueError("kind: choice 或 several 必须写 choices，其他 kind 不写")
        if (self.kind == "mark") != bool(self.marked_by):
            raise ValueError("kind: mark 必须写 marked_by，其他 kind 不写")
        if self.formula and (self.marked_by or self.roll_up):
            raise ValueError("由 formula 算出的数据项不能同时写 marked_by 或 roll_up")
        return self

    def in_words(self, value: Decimal) -> str:
        """A limit or value of it as people write it: a share as a percentage."""
        return f"{plain(value * 100)}%" if self.kind == "share" else plain(value)


class Node(Shape):
    """A dimension (一级指标) or indicator (二、三级指标). With `indicators` it is a branch, else a leaf.

    A leaf has `value` (a formula, often just a field) and `rule`, or `rule_by_kind`; rules that
    carry their own conditions (parts, all_or_nothing, key_item, matrix) need no `value`.
    """

    code: Code
    title: str
    full_marks: Number | dict[str, Number] | None = Field(None, description="满分；可按类型分别写")
    weight: Annotated[Number, Field(ge=0)] | None = None
    combine: Combine = "sum"
    indicators: list[Node] = []
    value: FormulaText | None = None
    rule: Rule | None = None
    rule_by_kind: dict[str, Rule] = {}
    kinds: list[str] | None = Field(None, description="只适用于这些类型")
    if_blank: IfMissing | None = None
    if_not_inspected: IfMissing | None = None
    if_undefined: IfMissing | None = None
    coverage: Coverage | None = None
    bonus: bool = Field(False, description="加分项：不进入满分")
    cap: Annotated[Number, Field(ge=0)] | None = Field(None, description="本级得分上限")
    roles: list[str] = Field([], description="由哪些评估主体负责（角色代码）")
    clause: Clause | None = None
    check: str = ""
    evidence: list[str] = []
    advice: str = ""

    @property
    def leaf(self) -> bool:
        return not self.indicators

    def applies_to(self, kind: str) -> bool:
        return self.kinds is None or kind in self.kinds

    def rule_for(self, kind: str) -> Rule | None:
        return self.rule_by_kind.get(kind, self.rule)

    def full_marks_for(self, kind: str) -> Decimal:
        """Full marks of this node for one kind of unit; a branch without its own sums its parts.

        Bonus parts are not part of the full marks.
        """
        if not self.applies_to(kind):
            return Decimal(0)
        if isinstance(self.full_marks, dict):
            return self.full_marks.get(kind, Decimal(0))
        if self.full_marks is not None:
            return self.full_marks
        return sum((part.full_marks_for(kind) for part in self.indicators if not part.bonus), Decimal(0))

    def walk(self) -> Iterator[Node]:
        """This node and everything under it, in reading order."""
        yield self
        for part in self.indicators:
            yield from part.walk()


class Identity(Shape):
    """Which columns name the unit. `code` built of several columns joins their texts with "-".

    repeated: refuse (a unit may occur once) · separate (each row is its own unit, its code gets
    the row's number).
    """

    code: list[str] = []
    compose: list[str] = []
    name: list[str] = []
    kind: list[str] = []
    street: list[str] = []
    district: list[str] = []
    repeated: Literal["refuse", "separate"] = "refuse"


class Rubric(Shape):
    """A whole rubric file. See `docs/rubric-reference.md`."""

    code: Code
    title: str
    version: str
    standing: Literal["example", "confirmed"]
    sources: list[Source] = []
    unit: Literal["station", "street", "district", "person", "project"]
    kinds: list[str] = Field([], description="单位类型；不分类型可不写")
    scale: Scale
    missing: Missing = Missing()
    identity: Identity = Identity()
    roles: list[Role] = []
    raters: Raters | None = None
    fields: dict[FieldCode, DataField]
    dimensions: Annotated[list[Node], Field(min_length=1)]
    gates: list[Gate] = []
    bands: list[Band] = []
    bands_by_kind: dict[str, list[Band]] = {}
    award: Award = Award()
    ranking: Ranking
    notes: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the meaning: comments, order of keys and layout do not change it."""
        return hashlib.sha256(_canonical(self).encode()).hexdigest()

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node of the tree in reading order."""
        return tuple(node for dimension in self.dimensions for node in dimension.walk())

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """The leaves, which carry values and points, in reading order."""
        return tuple(node for node in self.nodes if node.leaf)

    @cached_property
    def marks_decimals(self) -> int:
        """Decimals of the most finely stated full marks: 2.5 has one."""
        marks = [node.full_marks_for(kind) for node in self.nodes for kind in self.kinds or [""]]
        return max(0, *(-int(mark.normalize().as_tuple().exponent) for mark in marks))

    def node(self, code: str) -> Node:
        return next(node for node in self.nodes if node.code == code)

    def source(self, source_id: str) -> Source:
        return next(source for source in self.sources if source.id == source_id)

    def bands_for(self, kind: str) -> list[Band]:
        """The bands of a kind, best first."""
        bands = self.bands_by_kind.get(kind, self.bands)
        return sorted(bands, key=lambda band: band.stars, reverse=True)

    @property
    def has_bands(self) -> bool:
        """Stars are given at all."""
        return bool(self.bands or self.bands_by_kind)

    def full_marks_for(self, kind: str) -> Decimal:
        """The total's full marks for one kind of unit, before `convert_to` and without bonus."""
        marks = self.scale.full_marks
        return marks[kind] if isinstance(marks, dict) else marks

    @property
    def standing_title(self) -> str:
        return "示例（未经确认）" if self.standing == "example" else "已确认"


def _canonical(rubric: Rubric) -> str:
    return json.dumps(rubric.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
