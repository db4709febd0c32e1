"""A proposal in a rubric of one indicator: only what loads there, and can reach its full marks, is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rating.rubric.checks import check
from rating.rubric.lint import lint
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.rubric.validation import validate
from rating.workshop.phrasing.phrase import ProposedField


def one_indicator(
    rule: Mapping[str, Any], value: str | None, fields: tuple[ProposedField, ...], full_marks: Decimal | None
) -> dict[str, Any]:
    """The plain tree of a rubric that has only this rule."""
    marks = plain(full_marks) if full_marks is not None and full_marks > 0 else "100"
    leaf: dict[str, Any] = {
        "code": "item",
        "title": "指标",
        "full_marks": plain(full_marks or Decimal(0)) if full_marks is not None else marks,
        "rule": rule,
    }
    leaf |= {"value": value} if value is not None else {}
    inside: list[dict[str, Any]] = [leaf]
    if "key_item" in rule:
        leaf.pop("full_marks")
    if "key_item" in rule or full_marks == 0:
        inside.append(
            {"code": "rest", "title": "其余", "full_marks": marks, "value": "remaining", "rule": {"mark": {}}}
        )
    extra: dict[str, Any] = (
        {"remaining": {"title": "其余评分", "at_least": "0", "at_most": marks}} if len(inside) > 1 else {}
    )
    return {
        "code": "trial", "title": "试算", "version": "1", "standing": "example", "unit": "station",
        "scale": {"full_marks": marks, "decimals": "2", "round": "indicator"},
        "missing": {"if_blank": "incomplete"},
        "roles": [{"code": "rater", "title": "评估人"}], "raters": {"combine": "mean", "if_missing": "wait"},
        "fields": {field.code: field.content(("rater",)) for field in fields} | extra,
        "dimensions": [{"code": "all", "title": "全部", "indicators": inside}],
        "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
    }  # fmt: skip


def failings(
    rule: Mapping[str, Any], value: str | None, fields: tuple[ProposedField, ...], full_marks: Decimal | None
) -> str:
    """Why the rule cannot be used, in Chinese; "" when it can."""
    form, findings = validate(Rubric, one_indicator(rule, value, fields, full_marks))
    if form is None or findings:
        return "规则不能成立"
    wrong = check(form)
    if wrong:
        return f"规则不能成立：{wrong[0].found}"
    unreachable = [problem for problem in lint(form) if problem.code == "lint_unreachable"]
    return f"规则与满分不符：{unreachable[0].found}" if unreachable and full_marks is not None else ""
