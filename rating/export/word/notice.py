"""整改通知: what a station is asked to put right, until when and with what proof, and the slip to answer on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rating.export.word.blocks import Blocks, Column, Look, Paragraph, Row, Side, Table, heading
from rating.export.word.facts import UNDATED, RoundFacts, in_words
from rating.export.word.letter_parts import filed, signature, signed
from rating.export.word.page import written

NOTICE, SLIP = "整改通知", "整改情况回执"
ITEMS = (
    Column("序号", 11, Side.CENTRE),
    Column("整改事项", 24),
    Column("发现的情况", 30),
    Column("整改要求", 41),
    Column("需提交的材料", 27),
    Column("完成期限", 23, Side.CENTRE),
)
ANSWERS = (
    Column("序号", 12, Side.CENTRE),
    Column("整改事项", 34),
    Column("整改措施和完成情况", 54),
    Column("所附材料", 32),
    Column("完成日期", 24, Side.CENTRE),
)
SLIP_ROW = 22.0
"""Millimetres to write in."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing to put right: what was found, what is required, what to hand in, until when."""

    title: str
    found: str
    required: str
    evidence: tuple[str, ...] = ()
    until: date | None = None


def rectification_notice(station: str, demands: Sequence[Demand], facts: RoundFacts) -> bytes:
    """The notice as .docx, with the slip on a page of its own. Raises ValueError without any demand."""
    if not demands:
        raise ValueError("a notice needs at least one demand")
    blocks = (*_notice(station, demands, facts), *_slip(station, demands, facts))
    return written(blocks, f"{station} {NOTICE}", facts.mark, facts.issued_on)


def _notice(station: str, demands: Sequence[Demand], facts: RoundFacts) -> Blocks:
    lines = tuple(
        Row((str(number), each.title, each.found or "—", each.required, _proof(each), _until(each)))
        for number, each in enumerate(demands, 1)
    )
    return (
        Paragraph(f"{facts.assessment_round}社工站星级评定\n{NOTICE}", Look.TITLE),
        Paragraph(f"{station}：", Look.RECIPIENT),
        Paragraph(
            f"{facts.assessment_round or '本轮'}社工站星级评定已经结束。按照{facts.rubric}和评定结果，"
            f"现请你站对下列 {len(demands)} 项内容进行整改。"
        ),
        *filed(facts),
        heading("一、整改事项"),
        Table(ITEMS, lines),
        heading("二、有关要求"),
        *(Paragraph(words, with_next=at == 2) for at, words in enumerate(_requirements(demands, facts))),
        *signature(facts),
    )


def _proof(each: Demand) -> str:
    return "、".join(each.evidence) or "能够说明整改情况的材料"


def _until(each: Demand) -> str:
    """The year on a line of its own: otherwise a narrow column breaks between a number and its 月."""
    return in_words(each.until).replace("年", "年\n") if each.until else "另行约定"


def _requirements(demands: Sequence[Demand], facts: RoundFacts) -> tuple[str, ...]:
    days = sorted({each.until for each in demands if each.until})
    by_when = f"至迟于{in_words(days[-1])}" if days else "在约定的期限内"
    how = facts.object_how.rstrip("。")
    objecting = f"，{how}" if how else ""
    return (
        f"（一）请逐项整改，{by_when}填写所附回执，连同材料一并提交。已经报送过的材料不必重复报送，注明名称即可。",
        "（二）验收只看本通知所列事项。验收通过后按评分标准复评相应指标，其他指标的得分不变，原得分予以保留。",
        f"（三）对整改事项有不同意见的，请在完成期限之前提出{objecting}。确有困难需要延期的，请在期限之前说明理由。",
    )


def _slip(station: str, demands: Sequence[Demand], facts: RoundFacts) -> Blocks:
    lines = tuple(Row((str(number), each.title, "", "", ""), height=SLIP_ROW) for number, each in enumerate(demands, 1))
    to = f"{facts.issuer}：" if facts.issuer else "评估单位："
    return (
        Paragraph(SLIP, Look.TITLE, new_page=True),
        Paragraph(to, Look.RECIPIENT),
        Paragraph(f"{facts.assessment_round}社工站星级评定{NOTICE}收悉。我站整改情况如下。"),
        Table(ANSWERS, lines),
        Paragraph("负责人（签字）：　　　　　　", Look.ISSUER, with_next=True),
        *signed(f"{station}（盖章）", UNDATED),
    )
