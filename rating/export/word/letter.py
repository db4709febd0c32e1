"""反馈意见书: the letter that tells a station its result, what was lost and why, and the way to the next star."""

from __future__ import annotations

from rating.export.profile_chart import profile_finding
from rating.export.profile_picture import profile_png
from rating.export.word import letter_parts as parts
from rating.export.word.blocks import Blocks, Look, Numbers, Paragraph, heading
from rating.export.word.facts import RoundFacts
from rating.export.word.page import written
from rating.export.word.templates.filling import filled
from rating.insight.feedback import Feedback

NUMERALS = "一二三四五六七八九十"
LETTER = "反馈意见书"


def feedback_letter(
    told: Feedback, facts: RoundFacts, template: bytes | None = None, *, with_chart: bool = True
) -> bytes:
    """The letter as .docx; `told` holds only what the station may see (`insight/published.as_shown`).

    Raises Refused: chart_font_missing where a chart is wanted and cannot be drawn, template_unusable where the
    template cannot be filled.
    """
    png = profile_png(told.dimensions) if with_chart else None
    sections = letter_sections(told, facts, png)
    if template is not None:
        return filled(template, told, facts, sections)
    return written(_composed(told, facts, sections), title(told, facts), facts.mark, facts.issued_on)


def title(told: Feedback, facts: RoundFacts) -> str:
    """What the file is called inside."""
    return f"{told.name} {facts.assessment_round} {LETTER}".replace("  ", " ")


def letter_sections(told: Feedback, facts: RoundFacts, png: bytes | None) -> dict[str, Blocks]:
    """Each part by the name that a template asks for it."""
    return {
        "得分表": parts.result_table(told),
        "得分图": parts.chart(png, profile_finding(told.dimensions)),
        "评星条件": parts.conditions(told),
        "做得好的": parts.good(told),
        "失分表": parts.lost(told),
        "失分明细": parts.lost_in_full(told),
        "未计分明细": parts.others(told),
        "升星路径": parts.next_star(told),
        "较上轮变化": parts.since(told),
        "异议说明": parts.objection(told, facts),
        "依据明细": parts.basis(facts),
        "落款": parts.signature(facts),
    }


def opening(facts: RoundFacts) -> str:
    """On what ground the station was evaluated."""
    when = f"{facts.assessment_round}" if facts.assessment_round else "本轮"
    return f"按照{facts.rubric}，对你站进行了{when}星级评定。现将结果和意见反馈如下。"


def _composed(told: Feedback, facts: RoundFacts, sections: dict[str, Blocks]) -> Blocks:
    head = (
        Paragraph(f"{facts.assessment_round}社工站星级评定\n{LETTER}", Look.TITLE),
        Paragraph(f"{told.name}：", Look.RECIPIENT),
        Paragraph(opening(facts)),
        *parts.filed(facts),
    )
    said = Paragraph(f"{told.headline.rstrip('。')}。")
    in_annex = (Paragraph("逐项说明见附件 1。"),) if sections["失分明细"] else ()
    chapters = [
        ("评定结果", (said, *sections["得分表"], *sections["得分图"], *sections["评星条件"])),
        ("做得好的方面", sections["做得好的"]),
        ("失分情况和改进建议", (*sections["失分表"], *in_annex, *sections["未计分明细"])),
        ("升星路径", (*sections["升星路径"], *sections["较上轮变化"])),
        ("异议的提出", sections["异议说明"]),
    ]
    body = [
        block
        for number, (name, blocks) in zip(NUMERALS, chapters, strict=False)
        for block in (heading(f"{number}、{name}"), *blocks)
    ]
    titled = [("失分指标逐项说明", sections["失分明细"]), ("评定结果的依据", sections["依据明细"])]
    named, annexes = parts.annexes(titled)
    return Numbers().put((*head, *body, *named, *sections["落款"], *annexes))
