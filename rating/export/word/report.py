"""评估总报告: the district's own report on a round, with tables and charts, for the office that commissioned it."""

from __future__ import annotations

from rating.export.word import report_certainty, report_method, report_result
from rating.export.word.blocks import Blocks, Look, Numbers, Paragraph, heading
from rating.export.word.facts import RoundFacts
from rating.export.word.letter import NUMERALS
from rating.export.word.letter_parts import annexes, basis, signature
from rating.export.word.page import written
from rating.insight.certainty.certainty import Certainty
from rating.insight.certainty.close_calls import raters_apart
from rating.insight.goal_board import GoalBoard
from rating.scoring.evaluation import Evaluation

REPORT = "评估总报告"


def district_report(
    evaluation: Evaluation,
    facts: RoundFacts,
    *,
    names: bool = False,
    certainty: Certainty | None = None,
    goals: GoalBoard | None = None,
    with_charts: bool = True,
) -> bytes:
    """The report as .docx.

    names      whether stations and raters are named: rankings, 临界, not rated; without it only kinds are told of
    certainty  from `insight/certainty`, goals from `insight/goals`: their chapters are left out where not given

    Raises Refused (chart_font_missing) where charts are wanted and cannot be drawn.
    """
    draw = report_result.drawn if with_charts else report_result.not_drawn
    chapters: list[tuple[str, Blocks]] = [
        ("基本情况", report_method.situation(evaluation, facts)),
        ("评估方法", report_method.method(evaluation, facts)),
        ("评定结果", report_result.result(evaluation, draw, names=names)),
        ("失分集中的指标", report_result.losses(evaluation, draw)),
        (
            "打分一致性和临界情况",
            report_certainty.certainty(certainty, names=names, apart=_apart(evaluation, certainty)),
        ),
        ("目标达成情况", report_certainty.goals(goals, draw)),
        ("未评定的站点", report_result.not_rated(evaluation, names=names)),
    ]
    there = [(title, blocks) for title, blocks in chapters if blocks]
    body = tuple(
        block
        for numeral, (title, blocks) in zip(NUMERALS, there, strict=False)
        for block in (heading(f"{numeral}、{title}"), *blocks)
    )
    titled = [("评分标准", report_method.rubric_table(evaluation)), ("评定结果的依据", basis(facts))]
    named, pages = annexes(titled)
    title = f"{facts.district}{facts.assessment_round}社工站星级评定"
    head = Paragraph(f"{title}\n{REPORT}", Look.TITLE)
    end = Paragraph("特此报告。", with_next=True)  # so that no page holds a signature and nothing of the text
    blocks = Numbers().put((head, *body, end, *named, *signature(facts), *pages))
    return written(blocks, f"{title}{REPORT}", facts.mark, facts.issued_on)


def _apart(evaluation: Evaluation, certainty: Certainty | None) -> str:
    return raters_apart(evaluation, certainty.close_calls) if certainty else ""
