"""The goal file (目标): what a city, district or street has promised, and how each promise is counted.

A goal is judged on sums over the units of the area table, never on averages of rates.  One goal may
be read in several ways (`readings`), which are shown side by side; where sources disagree
(`conflicts`), both are printed and neither is corrected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import FormulaError, functions_in, is_condition
from rating.rubric.nouns import Code, DataField, FieldCode, Identity, Source
from rating.rubric.numbers import Number
from rating.rubric.policies import Clause, Role
from rating.rubric.rules import FormulaText, Shape
from rating.rubric.trail import Finding

GoalForm = Literal["total", "ratio", "coverage", "minimum_per_unit", "stars_share"]
EXACT_FUNCTIONS = frozenset({"min", "max", "abs", "floor", "ceil", "where", "count"})
"""A goal is compared exactly, so only functions with exact results may be used."""
_KEYS_OF_FORM: dict[str, tuple[frozenset[str], ...]] = {
    "total": (frozenset({"numerator"}),),
    "ratio": (frozenset({"numerator", "denominator"}),),
    "coverage": (frozenset({"covered"}), frozenset({"numerator", "denominator"})),
    "minimum_per_unit": (frozenset({"lowest"}), frozenset({"numerator", "denominator"})),
    "stars_share": (frozenset({"stars", "counted"}),),
}


class Baseline(Shape):
    """The starting figure. Without `value` there is none ("-"), which is not zero."""

    text: str = Field(description="原文所写，如 14%、-")
    year: int
    value: Number | None = None


class Target(Shape):
    """The promised figure in the goal's own unit (20 of 万人; 20% of %), and the year it is due."""

    text: str = Field(description="原文所写")
    year: int
    value: Number


class Conflict(Shape):
    """A figure or wording in a source that disagrees with the goal; shown, never corrected."""

    text: str
    clause: Clause
    figure: Number | None = None


class Scope(Shape):
    """How many units make the whole for which city totals are promised (全市 215 个街镇)."""

    title: str
    units: Annotated[int, Field(ge=1)]
    clause: Clause


class Reading(Shape):
    """One way of counting a goal, with its written definition.

    total: numerator · ratio: numerator ÷ denominator · coverage: units where `covered` ÷ units, or
    numerator ÷ denominator · minimum_per_unit: the `lowest` figure of each unit, or members that
    reach the minimum (numerator) out of all members (denominator) · stars_share: stations with at
    least `stars` stars ÷ stations `counted`.
    """

    title: str = ""
    definition: str
    numerator: FormulaText | None = None
    denominator: FormulaText | None = None
    covered: FormulaText | None = Field(None, description="每个单位是否覆盖的条件")
    lowest: FormulaText | None = Field(None, description="每个单位中的最低值")
    stars: Annotated[int, Field(ge=1, le=10)] | None = None
    counted: Literal["all", "rated"] | None = Field(None, description="分母：all 全部站点，rated 已评定站点")
    kinds: list[str] | None = Field(None, description="只计这些类型的站点；不写即全部")
    clause: Clause | None = Field(None, description="本口径的出处；不写用目标的出处")

    @property
    def formulas(self) -> dict[str, str]:
        """Key → formula text, for those that are written."""
        written = {key: getattr(self, key) for key in ("numerator", "denominator", "covered", "lowest")}
        return {key: text for key, text in written.items() if text is not None}


class Goal(Shape):
    """One promise. `scale`: how many make one unit (万人: 10000). `per`: per how many (每10万名: 100000)."""

    code: Code
    title: str
    unit: str
    counted_unit: str = Field("人", description="差距的计量单位，如 人、个站、家")
    scale: Annotated[Number, Field(gt=0)] = Decimal(1)
    per: Annotated[Number, Field(gt=0)] = Decimal(1)
    decimals: Annotated[int, Field(ge=0, le=6)] = 1
    form: GoalForm
    direction: Literal["at_least", "at_most"] = "at_least"
    nature: Literal["预期性", "约束性"] | None = Field(None, description="指标类型；来源没有写的不填")
    level: Literal["city", "district", "street"]
    baseline: Baseline | None = None
    target: Target
    readings: Annotated[list[Reading], Field(min_length=1)]
    clause: Clause
    conflicts: list[Conflict] = []
    note: str = ""

    @model_validator(mode="after")
    def _keys_of_form(self) -> Goal:
        for reading in self.readings:
            given = {*reading.formulas, *(key for key in ("stars", "counted") if getattr(reading, key) is not None)}
            if given not in _KEYS_OF_FORM[self.form]:
                needed = " 或 ".join("、".join(sorted(keys)) for keys in _KEYS_OF_FORM[self.form])
                raise ValueError(f"form: {self.form} 的每个口径应写且只写 {needed}")
        return self

    @model_validator(mode="after")
    def _readings_told_apart(self) -> Goal:
        titles = [reading.title for reading in self.readings]
        if len(titles) > 1 and (len(set(titles)) < len(titles) or "" in titles):
            raise ValueError("有几个口径时，每个口径应有不同的 title")
        return self

    @model_validator(mode="after")
    def _percent_written(self) -> Goal:
        if self.is_share and not 0 <= self.target.value <= 1:
            raise ValueError("unit 为 % 时 target 的 value 应带百分号，在 0% 至 100% 之间，如 20%")
        return self

    @model_validator(mode="after")
    def _minimum_is_least(self) -> Goal:
        if self.form == "minimum_per_unit" and self.direction != "at_least":
            raise ValueError("form: minimum_per_unit 的 direction 只能是 at_least")
        return self

    @property
    def is_share(self) -> bool:
        return self.unit == "%"


class GoalBook(Shape):
    """A whole goal file. `unit` is what one row of the area table is; see `docs/rubric-reference.md`."""

    code: Code
    title: str
    version: str
    standing: Literal["example", "confirmed"]
    sources: Annotated[list[Source], Field(min_length=1)]
    unit: Literal["station", "street", "district", "person", "project"] = "street"
    kinds: list[str] = []
    scope: Scope | None = None
    identity: Identity = Identity()
    roles: list[Role] = []
    fields: dict[FieldCode, DataField]
    goals: Annotated[list[Goal], Field(min_length=1)]
    notes: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the meaning: comments, order of keys and layout do not change it."""
        canonical = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def goal(self, code: str) -> Goal:
        return next(goal for goal in self.goals if goal.code == code)

    def source(self, source_id: str) -> Source:
        return next(source for source in self.sources if source.id == source_id)

    @property
    def standing_title(self) -> str:
        return "示例（未经确认）" if self.standing == "example" else "已确认"


def goal_findings(book: GoalBook) -> list[Finding]:
    """What a goal file says that its other parts contradict: codes, sources, formulas, fields."""
    checks = (_repeated_codes, _unknown_sources, _unusable_fields, _formulas, _minimums_agree)
    return [finding for check in checks for finding in check(book)]


def _repeated_codes(book: GoalBook) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, goal in enumerate(book.goals):
        if goal.code in seen:
            yield Finding("rubric_value", ("goals", at, "code"), f"代码「{goal.code}」用了两次", "各不相同的代码")
        seen.add(goal.code)


def _unknown_sources(book: GoalBook) -> Iterator[Finding]:
    known = {source.id for source in book.sources}
    for path, clause in _clauses(book):
        if clause.source not in known:
            expected = f"sources 中的一项（{'、'.join(sorted(known))}）"
            yield Finding("rubric_reference", (*path, "source"), f"没有出处「{clause.source}」", expected)


def _clauses(book: GoalBook) -> Iterator[tuple[tuple[str | int, ...], Clause]]:
    if book.scope:
        yield ("scope", "clause"), book.scope.clause
    for at, goal in enumerate(book.goals):
        yield ("goals", at, "clause"), goal.clause
        for number, conflict in enumerate(goal.conflicts):
            yield ("goals", at, "conflicts", number, "clause"), conflict.clause
        for number, reading in enumerate(goal.readings):
            if reading.clause:
                yield ("goals", at, "readings", number, "clause"), reading.clause


def _unusable_fields(book: GoalBook) -> Iterator[Finding]:
    for code, field in book.fields.items():
        counted = field.roll_up is not None and field.roll_up.how == "count"
        if field.kind in ("mark", "several", "date") or (field.kind == "text" and not counted):
            found = f"目标的数据项不能是 {field.kind}"
            yield Finding("rubric_value", ("fields", code, "kind"), found, "可以计算的数据，或写 roll_up 计个数的文本")
        if field.formula:
            yield Finding("rubric_key", ("fields", code, "formula"), "目标的数据项不能由算式得出", "把算式写在口径中")


def _formulas(book: GoalBook) -> Iterator[Finding]:
    words = Vocabulary.of(book)
    for at, goal in enumerate(book.goals):
        for number, reading in enumerate(goal.readings):
            for key, text in reading.formulas.items():
                path = ("goals", at, "readings", number, key)
                if told := _formula_problem(text, words, condition=key == "covered"):
                    yield Finding("rubric_formula", path, told)


def _formula_problem(text: str, words: Vocabulary, *, condition: bool) -> str:
    try:
        expression = bind(text, words)
    except FormulaError as error:
        return str(error)
    if inexact := sorted(set(functions_in(expression)) - EXACT_FUNCTIONS):
        return f"目标的算式不能用 {'、'.join(inexact)}，只能用 {'、'.join(sorted(EXACT_FUNCTIONS))}"
    if condition and not is_condition(expression):
        return f"「{text}」不是条件，应写成如 stations >= 1"
    if not condition and is_condition(expression):
        return f"「{text}」是条件，这里应写数值算式"
    return ""


def _minimums_agree(book: GoalBook) -> Iterator[Finding]:
    """Members counted as reaching the minimum must be counted at the target itself."""
    words = Vocabulary.of(book)
    for at, goal in enumerate(book.goals):
        for number, reading in enumerate(goal.readings):
            field = book.fields.get(words.by_name.get(reading.numerator or "", ""))
            least = field.roll_up.at_least if field and field.roll_up else None
            if goal.form == "minimum_per_unit" and least is not None and least != goal.target.value:
                path = ("goals", at, "readings", number, "numerator")
                yield Finding("rubric_value", path, f"按不少于 {least} 计数", f"目标值 {goal.target.value}")
