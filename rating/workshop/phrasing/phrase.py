"""What one phrase of a scoring sentence says: the nouns of the phrasing grammar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rating.rubric.numbers import plain


@dataclass(frozen=True, slots=True)
class Points:
    """Points, or with `share` that part of the full marks (满分 is 1)."""

    number: Decimal
    share: bool = False

    def of(self, full_marks: Decimal | None) -> Decimal | None:
        """In points; None for a share of unknown full marks."""
        if not self.share or not self.number:
            return self.number
        return None if full_marks is None else self.number * full_marks

    def amount(self, full_marks: Decimal | None) -> str:
        """As a rule writes it: points where the sentence or the full marks give them, else a share."""
        if self.share and (full_marks is None or self.number != 1):
            return f"{plain(self.number * 100)}%"
        return plain(self.number if full_marks is None or not self.share else full_marks)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a span. `certain` is False where only the drafting convention says whether it is included."""

    number: Decimal
    included: bool
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Values from `low` to `high` in one unit ("%": numbers are percentages). `bare`: a number without 达到 or 以上."""

    low: Bound | None
    high: Bound | None
    unit: str
    bare: bool = False

    def written(self, number: Decimal) -> str:
        """A limit as a rule or a formula writes it."""
        return f"{plain(number)}%" if self.unit == "%" else plain(number)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase that was understood.

    kind     reach 达到多少得多少 · rest 其余得多少 · loss 每…扣 · gain 每…加 · grant 有…得 · refusal 没有…不得分 ·
             penalty 没有…扣 · base 基础分 · full 满分 · most 最高 · least 最低 · most_lost 最多扣 · no_floor 可为负 ·
             floor 扣完为止 · rate 按比率 · between 两端之间按比例 · highest 只计最高 · once 同一事项只计一次 ·
             added 可累计 · sample 样本量 · judged 评估人打分 · rank 名次 · each_part 各得多少 · range 分值区间 ·
             whether 是否 · condition 在什么情况下 · context 说明 · note 怎样查
    subject  what is counted, measured or asked
    spans    the numbers it holds for · points what it gives or takes (with `most` a range of points)
    each, unit, verb   of 每缺1项: 1, 项, 缺
    item     the number of the part it stands in, between semicolons, stops and numbers · point: of the numbered point
    """

    kind: str
    text: str
    subject: str = ""
    span: Span | None = None
    points: Points | None = None
    most: Decimal | None = None
    each: Decimal = Decimal(1)
    unit: str = ""
    verb: str = ""
    item: int = 0
    point: int = 0


@dataclass(frozen=True, slots=True)
class ProposedField:
    """A data item (数据项) that the proposed rule looks at; the code is local to its proposal."""

    code: str
    title: str
    kind: str = "number"
    unit: str = ""
    whole: bool = False
    choices: tuple[str, ...] = ()
    at_least: str | None = None
    at_most: str | None = None
    definition: str = ""

    def content(self, marked_by: tuple[str, ...] = ()) -> dict[str, object]:
        """The plain tree of `fields:`; a field of kind mark needs the codes of the roles that mark it."""
        tree: dict[str, object] = {"title": self.title, "kind": self.kind, "unit": self.unit, "whole": self.whole}
        tree |= {"choices": list(self.choices), "at_least": self.at_least, "at_most": self.at_most}
        tree |= {"definition": self.definition, "marked_by": list(marked_by) if self.kind == "mark" else []}
        return {key: value for key, value in tree.items() if value not in ("", None, False, []) or key == "title"}
