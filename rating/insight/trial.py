"""One made-up unit through the real cleaning and the real scoring: what would these values earn, and why.

A committee tries a rule before it counts. The values are typed as a station would type them and read as strictly as a
cell; the points are those of `scoring.evaluate` and the sentence is the one that a station head would read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from rating.insight.certainty.leave_out import renewed
from rating.insight.explain import Explanation, explain
from rating.intake.decided_values import DecidedValue, with_decided_values
from rating.problems import Place, Problem, Refused, stopping
from rating.reported import Column, Rater, Reported, Roster, Sheet, blank_column
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import DataField, Node, Rubric
from rating.rubric.places import kinds_of
from rating.rubric.policies import Raters
from rating.rubric.rules import Rule
from rating.scoring.evaluate import evaluate
from rating.scoring.raters import roles_owed

UNIT, RATER = "试算单位", "评估人"
_PEERS = "本项得分要与其他单位比较，只填一个单位算不出；请用往年数据试算"
_ALONE = Raters(combine="mean", if_missing="exclude")
"""The mark that is typed is the mark that counts, however several would have been combined."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Points as an exact Decimal, None where they are not known; `problems` say what could not be read.

    sentence     from the values to the points, or why there are none · needs: what else would be needed, "" for nothing
    explanation  the whole line of feedback, None where nothing could be scored
    """

    points: Decimal | None
    full_marks: Decimal
    sentence: str
    problems: tuple[Problem, ...]
    needs: str = ""
    explanation: Explanation | None = None


def fields_to_try(rubric: Rubric, kind: str, indicator_code: str) -> Mapping[str, DataField]:
    """The fields that the indicator reads for that kind of unit: code → field, in the order they are met."""
    node = rubric.node(indicator_code)
    own = node.model_copy(update={"rule": node.rule_for(kind), "rule_by_kind": {}})
    return {code: rubric.fields[code] for code in fields_behind(own, rubric)}


def tried(rubric: Rubric, kind: str, indicator_code: str, values: Mapping[str, str]) -> Tried:
    """`values`: field code → as typed; a field that is not given is blank. A mark is one rater's, taken as combined.

    Raises nothing for a rubric that loads; KeyError when it has no such indicator.
    """
    node = next((node for node in rubric.indicators if node.code == indicator_code), None)
    if node is None:
        raise KeyError(indicator_code)
    why_not = _not_for(rubric, node, kind)
    if why_not is not None:
        return Tried(None, node.full_marks_for(kind), why_not.message, (why_not,))
    rule, marks = node.rule_for(kind), node.full_marks_for(kind)
    form = _with_single_marks(rubric)
    table = _table(form, kind, values)
    unread = stopping(table.problems)
    if unread:
        return Tried(None, marks, _unread(unread), unread)
    if rule is not None and rule.relative:
        return Tried(None, marks, f"{_PEERS}。", table.problems, _PEERS)
    return _scored(form, table, node, marks, rule, values)


def _scored(
    form: Rubric, table: Reported, node: Node, marks: Decimal, rule: Rule | None, values: Mapping[str, str]
) -> Tried:
    try:
        line = explain(evaluate(form, table), 0, node.code)
    except Refused as refused:
        return Tried(None, marks, _unread(refused.problems), refused.problems)
    lacking = [
        field.title for code, field in fields_to_try(form, table.roster.kind[0], node.code).items()
        if not values.get(code, "").strip()
    ]  # fmt: skip
    needs = f"还没有填：{'、'.join(lacking)}" if lacking else ""
    if lacking and rule is not None and rule.mark is not None:
        needs = f"本项由评估人打分，请直接填打分：{'、'.join(lacking)}"
    told = line.why or line.arithmetic
    return Tried(line.points, marks, told if told.endswith("。") else f"{told}。", table.problems, needs, line)


def _unread(problems: tuple[Problem, ...]) -> str:
    """持证社工数：「约」不是可以识别的数字；应为数字。"""
    return "；".join(f"{problem.place.object}：{problem.message}" for problem in problems) + "。"


def _not_for(rubric: Rubric, node: Node, kind: str) -> Problem | None:
    """A kind that the rubric does not know, or that has not this indicator."""
    place = Place(object=node.title)
    if kind not in kinds_of(rubric):
        wanted = "、".join(f"「{known}」" for known in rubric.kinds)
        return Problem("station_kind", place, f"没有类型「{kind}」" if kind else "没有选类型", wanted)
    if not any(place.code == node.code for place in _reached(rubric, kind)):
        return Problem("not_usable", place, f"「{node.title}」不适用于类型「{kind}」", remedy="请换一个类型")
    return None


def _reached(rubric: Rubric, kind: str) -> list[Node]:
    """Nodes of the kind; what stands under a heading that is not of the kind is not reached."""
    found, waiting = [], list(rubric.dimensions)
    while waiting:
        node = waiting.pop()
        if node.applies_to(kind):
            found.append(node)
            waiting.extend(node.indicators)
    return found


def _with_single_marks(rubric: Rubric) -> Rubric:
    """The same rubric, in which one mark is enough."""
    fields = {
        code: field.model_copy(update={"raters": _ALONE}) if field.kind == "mark" else field
        for code, field in rubric.fields.items()
    }
    return renewed(rubric, fields=fields)


def _table(form: Rubric, kind: str, values: Mapping[str, str]) -> Reported:
    """One unit without any value, then the typed ones put in as decided values are; marks become one rater's."""
    known = {code: typed for code, typed in values.items() if typed.strip()}
    problems = tuple(_unknown(form, code) for code in known if code not in form.fields or form.fields[code].formula)
    blank = blank_column(1)
    columns = {code: blank for code, field in form.fields.items() if not field.formula and field.kind != "mark"}
    table = Reported(Roster(("U1",), (UNIT,), (kind,), ("",), ("",)), columns, problems=problems)
    usable = [code for code in form.fields if code in known and not form.fields[code].formula]
    decided = [DecidedValue(at, "U1", code, known[code], "") for at, code in enumerate(usable, 1)]
    return _in_words(form, _marks_as_given(form, with_decided_values(form, table, decided)))


def _unknown(form: Rubric, code: str) -> Problem:
    if code not in form.fields:
        return Problem("not_usable", Place(object=UNIT), "填写了评分标准中没有的数据项", remedy="请只填列出的数据项")
    title = form.fields[code].title
    return Problem("not_usable", Place(object=title), f"「{title}」由算式得出", remedy="请填写算式中的数据项")


def _marks_as_given(form: Rubric, table: Reported) -> Reported:
    """A typed mark is read like a reviewed one; here it is what a rater of the first role in charge gives."""
    marks: dict[str, dict[str, Column]] = {}
    raters: dict[str, Rater] = {}
    for (_, code), review in table.adjudicated.items():
        role = next(iter(roles_owed(form, code)), "")
        raters.setdefault(role, Rater(f"R{len(raters)}", RATER, role))
        column = blank_column(1)
        decimals = max(0, -int(review.mark.as_tuple().exponent))
        column.scaled[0], column.status[0], column.text[0] = int(review.mark.scaleb(decimals)), 0, str(review.mark)
        marks[code] = {raters[role].code: replace(column, decimals=decimals)}
    return replace(table, raters=tuple(raters.values()), marks=marks, adjudicated={})


def _in_words(form: Rubric, table: Reported) -> Reported:
    """Nothing here has a file or a cell: problems stand at their field, and values show no place."""
    told = tuple(
        replace(problem, place=Place(object=form.fields[problem.field].title))
        if problem.field in form.fields
        else problem
        for problem in table.problems
    )
    return replace(table, problems=told, sheets=tuple(Sheet("", "") for _ in table.sheets))
