"""Each rule kind as a formula over the value and the cells of 评分标准 (docs/method.md §4).

A rule gives points where everything it uses is a number; what happens elsewhere is `item_terms`' matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rating.export.ranking_book.criteria import Criteria
from rating.export.ranking_book.formula_terms import NotLive, zero
from rating.export.ranking_book.terms import (
    Term,
    arithmetic,
    choose,
    compare,
    function,
    largest,
    number,
    smallest,
    total,
    whole_units,
)
from rating.rubric.nouns import Node
from rating.rubric.numbers import Amount
from rating.rubric.rules import Axis, Completion, Deduct, Linear, Matrix, Part, PerUnit, Proportion, Rule, Survey, YesNo


@dataclass
class Asked:
    """One rule put to the stations of one kind.

    prefix: names the kind where its rule is its own ·
    value: the indicator's value · ask: the cell of any formula · choice: (formula, word) → its number ·
    inputs, undefined, small: collected on the way: cells that must be numbers, what has no result, too small a sample.
    """

    node: Node
    rule: Rule
    value: Term | None
    full: Term
    ask: Callable[[str], Term]
    choice: Callable[[str, str], int | None]
    several: bool
    criteria: Criteria
    prefix: str = ""
    inputs: list[Term] = field(default_factory=list)
    undefined: list[Term] = field(default_factory=list)
    small: list[Term] = field(default_factory=list)

    @property
    def body(self) -> Any:
        return self.rule.body

    def given(self) -> Term:
        """The indicator's own value, which must be a number."""
        if self.value is None:
            raise NotLive("细则没有数值")
        return self.needed(self.value)

    def needed(self, cell: Term) -> Term:
        if cell.text not in {one.text for one in self.inputs} and "$" in cell.text:
            self.inputs.append(cell)
        return cell

    def points(self, label: str, amount: Amount | Decimal) -> Term:
        return self.criteria.points(self.node, self.prefix + label, amount, self.full)

    def limit(self, label: str, limit: Decimal) -> Term:
        return self.criteria.limit(self.node, self.prefix + label, limit)


def points_of(asked: Asked) -> Term:
    """The points, all inputs being numbers. Raises NotLive where the rule cannot be a formula."""
    if asked.rule.kind not in _RULES:
        raise NotLive("得分取决于其他单位的数值（与同类比较）")
    return _RULES[asked.rule.kind](asked)


def _yes_no(asked: Asked) -> Term:
    body: YesNo = asked.body
    return choose(compare(asked.given(), "<>", zero), asked.points("是", body.yes), asked.points("否", body.no))


def _parts(asked: Asked) -> Term:
    parts: Sequence[Part] = asked.body
    return total(
        [
            choose(
                compare(asked.needed(asked.ask(part.when)), "<>", zero),
                asked.points(f"{at} {part.title}", part.points),
                zero,
            )
            for at, part in enumerate(parts, 1)
        ]
    )


def _levels(asked: Asked) -> Term:
    levels: Mapping[str, Amount] = asked.body
    value, result = asked.given(), zero
    named = [(asked.choice(asked.node.value or "", name), name, amount) for name, amount in levels.items()]
    for code, name, amount in reversed(_in_order(asked, named)):
        result = choose(compare(value, "=", number(code)), asked.points(name, amount), result)
    return result


def _in_order(asked: Asked, named: list[tuple[int | None, str, Amount]]) -> list[tuple[int, str, Amount]]:
    """Choices that exist; their cells are placed in the order of the rule."""
    found = [(code, name, amount) for code, name, amount in named if code is not None]
    for _, name, amount in found:
        asked.points(name, amount)
    return found


def _mark(asked: Asked) -> Term:
    return asked.given()


def _steps(asked: Asked) -> Term:
    return _stepped(asked, sorted(asked.body, key=lambda step: step[0], reverse=True), ">=", "达到")


def _steps_down(asked: Asked) -> Term:
    return _stepped(asked, sorted(asked.body, key=lambda step: step[0]), "<=", "不超过")


def _stepped(asked: Asked, steps: Sequence[tuple[Decimal, Amount]], sign: str, label: str) -> Term:
    """From the hardest to the easiest, the first that is reached; of two equal limits the last stated counts."""
    value = asked.given()
    distinct = dict(steps)
    cells = [
        asked.criteria.step(asked.node, asked.prefix + label, limit, amount, asked.full)
        for limit, amount in distinct.items()
    ]
    result: Term = zero
    for limit_cell, points in reversed(cells):
        result = choose(compare(value, sign, limit_cell), points, result)
    return result


def _linear(asked: Asked) -> Term:
    body: Linear = asked.body
    value = asked.given()
    low, high = asked.limit("0 分对应", body.zero), asked.limit("满分对应", body.full)
    if body.logarithmic:
        asked.undefined.append(compare(value, "<=", zero))
        value, low, high = (function("LN", term) for term in (value, low, high))
    share = arithmetic("/", arithmetic("-", value, low), arithmetic("-", high, low))
    if body.capped in ("both", "top"):
        share = smallest(share, number(1))
    if body.capped in ("both", "bottom"):
        share = largest(share, zero)
    return arithmetic("*", share, asked.full)


def _units(term: Term, each: Term, whole: bool) -> Term:
    units = arithmetic("/", term, each)
    return whole_units(units) if whole else units


def _per_unit(asked: Asked) -> Term:
    body: PerUnit = asked.body
    value = asked.given()
    if body.beyond:
        value = arithmetic("-", value, asked.limit("超出", body.beyond))
    units = _units(largest(value, zero), asked.limit("每", body.each), body.whole_units)
    earned = arithmetic("*", units, asked.points("加", body.points))
    if body.base:
        earned = arithmetic("+", asked.points("基本分", body.base), earned)
    most = asked.full if body.at_most is None else asked.points("最高", body.at_most)
    return smallest(earned, most)


def _deduct(asked: Asked) -> Term:
    body: Deduct = asked.body
    units = _units(largest(asked.given(), zero), asked.limit("每", body.each), body.whole_units)
    left = arithmetic("-", asked.full, arithmetic("*", units, asked.points("扣", body.points)))
    return left if body.floor == "none" else largest(left, asked.points("最低", body.floor))


def _all_or_nothing(asked: Asked) -> Term:
    return choose(compare(asked.needed(asked.ask(asked.body)), "<>", zero), asked.full, zero)


def _key_item(asked: Asked) -> Term:
    asked.needed(asked.ask(asked.body))
    return zero


def _completion(asked: Asked) -> Term:
    body: Completion = asked.body
    value, target = asked.given(), asked.needed(asked.ask(body.target))
    asked.undefined.append(compare(target, "=", zero))
    return _share(asked, arithmetic("/", value, target), body.capped)


def _proportion(asked: Asked) -> Term:
    body: Proportion = asked.body
    return _share(asked, asked.given(), body.capped)


def _share(asked: Asked, share: Term, capped: bool) -> Term:
    share = largest(share, zero)
    return arithmetic("*", smallest(share, number(1)) if capped else share, asked.full)


def _matrix(asked: Asked) -> Term:
    body: Matrix = asked.body
    rows, columns = _bands(asked, body.rows, "行"), _bands(asked, body.columns, "列")
    result: Term = zero
    for at, row in reversed(list(enumerate(rows))):
        line: Term = zero
        for place, column in reversed(list(enumerate(columns))):
            points = asked.points(f"第 {at + 1} 行第 {place + 1} 列", body.points[at][place])
            line = points if column is None else choose(column, points, line)
        result = line if row is None else choose(row, line, result)
    return result


def _bands(asked: Asked, axis: Axis, side: str) -> list[Term | None]:
    """The condition of each band of one side, to be asked in this order; None is "all the rest"."""
    value = asked.needed(asked.ask(axis.value))
    if axis.at_least is not None:
        limits = [asked.limit(f"{side}：不低于", limit) for limit in axis.at_least]
        return [*(compare(value, ">=", limit) for limit in limits), None]
    codes = [asked.choice(axis.value, level) for level in axis.levels or []]
    return [compare(value, "=", number(-1 if code is None else code)) for code in codes]


def _highest(asked: Asked) -> Term:
    if not asked.several:
        raise NotLive("奖项不是多选数据项")
    value, earned = asked.given(), [zero]
    for name, amount in asked.body.items():
        bit = asked.choice(asked.node.value or "", name)
        if bit is not None:
            half = arithmetic("/", whole_units(arithmetic("/", value, number(1 << bit))), number(2))
            has = compare(half, "<>", whole_units(half))
            earned.append(choose(has, asked.points(name, amount), zero))
    return largest(*earned)


def _survey(asked: Asked) -> Term:
    body: Survey = asked.body
    samples = [asked.ask(stratum.sample) for stratum in body.samples]
    outer, asked.rule = asked.rule, body.then
    points = points_of(asked)
    asked.rule = outer
    for sample, stratum in zip(samples, body.samples, strict=True):
        asked.small.append(compare(asked.needed(sample), "<", asked.limit("样本至少", Decimal(stratum.minimum))))
    return points


_RULES: dict[str, Callable[[Asked], Term]] = {
    "yes_no": _yes_no,
    "parts": _parts,
    "levels": _levels,
    "judgement": _mark,
    "steps": _steps,
    "steps_down": _steps_down,
    "linear": _linear,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "all_or_nothing": _all_or_nothing,
    "key_item": _key_item,
    "completion": _completion,
    "proportion": _proportion,
    "matrix": _matrix,
    "highest": _highest,
    "survey": _survey,
    "mark": _mark,
}
