"""A proposal at work: in a rubric of one indicator, through the real loading, linting and scoring."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rating.rubric.file import parse_rubric
from rating.rubric.lint import lint
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.workshop.phrasing.proposal import Proposal
from rating.workshop.phrasing.trial import one_indicator
from tests.scoring.build import reported


def yaml_of(tree: Any) -> str:
    """Any plain tree as flow YAML, every text quoted."""
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{yaml_of(key)}: {yaml_of(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list | tuple):
        return "[" + ", ".join(yaml_of(value) for value in tree) + "]"
    if isinstance(tree, bool):
        return "true" if tree else "false"
    return "'" + str(tree).replace("'", "''") + "'"


def loaded(proposal: Proposal) -> Rubric:
    """The proposal's rubric as a file would give it; fails when it does not load or cannot reach its full marks."""
    tree = one_indicator(proposal.rule, proposal.value, proposal.fields, proposal.full_marks)
    rubric, problems = parse_rubric(yaml_of(tree), "示例.yaml")
    assert rubric is not None, [problem.found for problem in problems]
    if proposal.full_marks is not None:
        assert [problem.found for problem in lint(rubric) if problem.code == "lint_unreachable"] == []
    return rubric


def points_of(proposal: Proposal, values: Mapping[str, str]) -> Decimal | None:
    """The points of a station that fills in these texts; None where nothing can be said."""
    rubric = loaded(proposal)
    row = {field.code: _cell(field.kind, values[field.code]) for field in proposal.fields}
    row |= {"remaining": "0"} if "remaining" in rubric.fields else {}
    scores = evaluate(rubric, reported(rubric, [row], raters=[("e1", "专家甲", "rater")])).scores
    return Decimal(int(scores.points[0, 0])) / 100 if scores.known[0, 0] else None


def _cell(kind: str, text: str) -> Any:
    if kind == "mark":
        return {"e1": text}
    return text.split("、") if kind == "several" else text


def in_short(rule: Mapping[str, Any]) -> str:
    """A rule's content on one line: 80%:5 60%:3, 优:9-10, points 0.5 floor 1."""
    (kind, body), *_ = rule.items()
    match kind:
        case "steps" | "steps_down":
            return " ".join(f"{limit}:{points}" for limit, points in body)
        case "parts":
            return " ".join(f"{part['title']}:{part['points']}" for part in body)
        case "levels" | "highest":
            return " ".join(f"{name}:{points}" for name, points in body.items())
        case "judgement":
            return " ".join(f"{name}:{low}-{high}" for name, (low, high) in body.items())
        case "yes_no":
            return f"{body['yes']} {body['no']}"
        case "rank_points":
            otherwise = [f"otherwise {body['otherwise']}"] if "otherwise" in body else []
            return " ".join([*body["points"], *otherwise])
        case "survey":
            least = " ".join(sample["minimum"] for sample in body["samples"])
            return f"{least} {body['if_small']} | {in_short(body['then'])}"
        case "all_or_nothing" | "key_item":
            return str(body)
        case _:
            order = sorted(
                body,
                key=lambda key: (
                    ("each", "points", "base", "at_most", "floor").index(key)
                    if key in ("each", "points", "base", "at_most", "floor")
                    else 0
                ),
            )
            return " ".join(f"{key} {body[key]}" for key in order)


def values_of(text: str, first: str = "f1") -> dict[str, str]:
    """f1=2 f2=是; a text without a sign of equality is the value of f1."""
    if "=" not in text:
        return {first: text}
    return dict(pair.split("=") for pair in text.split())
