"""The template that administrators begin with: filled, it gives the letter that the program writes itself."""

from __future__ import annotations

from functools import cache

from rating.export.word.blocks import Look, Paragraph, heading
from rating.export.word.page import written


@cache
def starting_template() -> bytes:
    """A .docx to be changed in Word or WPS and uploaded again."""
    head = (
        Paragraph("{{ 评估轮次 }}社工站星级评定\n反馈意见书", Look.TITLE),
        Paragraph("{{ 站点名称 }}：", Look.RECIPIENT),
        Paragraph(
            "按照《{{ 评分标准 }}》（{{ 版本 }} 版，{{ 标准状态 }}），对你站进行了"
            "{{ 评估轮次 }}星级评定。现将结果和意见反馈如下。"
        ),
        *_where("备案文号", Paragraph("评定计划备案文号：{{ 备案文号 }}。")),
    )
    chapters = (
        heading("一、评定结果"),
        Paragraph("{{ 总评 }}。"),
        *_parts("得分表", "得分图", "评星条件"),
        heading("二、做得好的方面"),
        *_parts("做得好的"),
        heading("三、失分情况和改进建议"),
        *_parts("失分表"),
        *_where("失分明细", Paragraph("逐项说明见附件 1。")),
        *_parts("未计分明细"),
        heading("四、升星路径"),
        *_parts("升星路径", "较上轮变化"),
        heading("五、异议的提出"),
        *_parts("异议说明"),
        Paragraph("{%p if 失分明细 %}"),
        Paragraph("附件：1．失分指标逐项说明", Look.ANNEX, with_next=True),
        Paragraph("　　　2．评定结果的依据", Look.ANNEX, with_next=True),
        Paragraph("{%p else %}"),
        Paragraph("附件：评定结果的依据", Look.ANNEX, with_next=True),
        Paragraph("{%p endif %}"),
        *_parts("落款"),
    )
    first = Paragraph("附件 1　失分指标逐项说明", Look.HEADING, new_page=True, with_next=True)
    second = "附件{% if 失分明细 %} 2{% endif %}　评定结果的依据"
    annexes = (
        *_where("失分明细", first, *_parts("失分明细")),
        Paragraph(second, Look.HEADING, new_page=True, with_next=True),
        *_parts("依据明细"),
    )
    return written((*head, *chapters, *annexes), "社工站星级评定反馈意见书模板")


def _where(name: str, *paragraphs: Paragraph) -> tuple[Paragraph, ...]:
    """Only in letters in which it is not empty."""
    return (Paragraph(f"{{%p if {name} %}}"), *paragraphs, Paragraph("{%p endif %}"))


def _parts(*names: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"{{{{p {name} }}}}") for name in names)
