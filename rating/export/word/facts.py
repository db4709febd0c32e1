"""What a paper says of its round and its sender, beside the result itself. Whatever is not given is not printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rating.export.word.brackets import flat
from rating.insight.provenance import provenance
from rating.insight.published import Facts
from rating.scoring.evaluation import Evaluation

EXAMPLE_MARK = "示例：评分标准未经确认，本文件仅供试用，不作为正式结果"
UNDATED = "　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """Facts of the round and of the office that signs.

    assessment_round  its title · filing_number 计划/备案文号 · district 区
    issuer            who signs · issued_on: the date under the signature, left to be written by hand where None
    object_until      last day for objections · object_how: where and how, in a whole sentence
    contact           name and telephone
    basis             (label, text) pairs: rubric, fingerprint, files, method date
    """

    rubric_title: str
    rubric_version: str
    standing_title: str
    is_example: bool
    basis: tuple[tuple[str, str], ...]
    assessment_round: str = ""
    filing_number: str = ""
    district: str = ""
    issuer: str = ""
    issued_on: date | None = None
    object_until: date | None = None
    object_how: str = ""
    contact: str = ""

    @property
    def rubric(self) -> str:
        """《评分标准》（1.0 版，已确认）."""
        return f"《{self.rubric_title.strip('《》')}》（{self.rubric_version} 版，{flat(self.standing_title)}）"

    @property
    def mark(self) -> str:
        """What stands above every page: 示例 as long as nobody has confirmed the rubric."""
        return EXAMPLE_MARK if self.is_example else ""

    @property
    def date_text(self) -> str:
        return in_words(self.issued_on) if self.issued_on else UNDATED


def in_words(day: date) -> str:
    """2026年11月3日, as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def round_facts(evaluation: Evaluation, **office: Any) -> RoundFacts:
    """From an evaluation; `office`: the fields from `assessment_round` on, where known."""
    rubric = evaluation.rubric
    found = RoundFacts(
        rubric_title=rubric.title,
        rubric_version=rubric.version,
        standing_title=rubric.standing_title,
        is_example=rubric.standing == "example",
        basis=provenance(evaluation),
        assessment_round=evaluation.assessment_round,
    )
    known = replace(found, **office)
    title = known.assessment_round
    basis = [(label, title if label == "评估轮次" and title else text) for label, text in known.basis]
    return replace(known, basis=tuple(basis))


def announced_facts(facts: Facts, **office: Any) -> RoundFacts:
    """From what an announcement keeps, for a station head's own letter."""
    found = RoundFacts(
        rubric_title=facts.rubric_title,
        rubric_version=facts.rubric_version,
        standing_title=facts.standing_title,
        is_example=facts.standing == "example",
        basis=(("依据", facts.provenance),),
    )
    return replace(found, **office)
