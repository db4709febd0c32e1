"""From a standard on paper to a rubric: each of its sentences with the rule proposed for it, until all are decided.

Nothing counts that nobody confirmed: what is open or refused stays a mark given by raters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any, Literal

from rating.insight.rule_words import indicator_in_words
from rating.insight.trial import Tried, tried
from rating.rubric.file import parse_rubric
from rating.rubric.numbers import plain
from rating.rubric.written import written_content
from rating.workshop.paper.draft import drafted
from rating.workshop.paper.paper import Paper, PaperItem, read_paper
from rating.workshop.paper.parts import CONDITION, DEDUCTION, VETO
from rating.workshop.phrasing.proposal import Proposal, ProposedField, propose
from rating.workshop.phrasing.weighted import HUNDRED, counts_to_hundred, weighed

Decided = Literal["open", "taken", "mark"]
ALONE = "item"
REMEMBERED = 16
"""Papers kept read in memory, for those who go through one row by row."""


@dataclass(frozen=True)
class Row:
    """One item of the paper. `sentence` as it was rewritten, or as it stands.

    told, example  the proposed rule in words and a worked example of it; "" and None for a rater's mark
    """

    item: PaperItem
    sentence: str
    proposal: Proposal
    decided: Decided
    told: str
    example: Tried | None

    @property
    def basis(self) -> str:
        """What a decision is about: the paper's words and points, and the rule proposed for them."""
        said = (self.item.standard.text, self.sentence, str(self.item.points), self.told)
        return sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def bars(self) -> bool:
        """A 一票否决 or a condition: no matter of points, it becomes a 必备条件."""
        return self.item.kind in (VETO, CONDITION)

    @property
    def proposed(self) -> bool:
        return self.proposal.kind != "mark" and not self.bars

    @property
    def rewritten(self) -> bool:
        return self.sentence != self.item.standard.text

    @property
    def counts(self) -> bool:
        """A rule was proposed and somebody confirmed it."""
        return self.decided == "taken" and self.proposed


@dataclass(frozen=True)
class PaperWork:
    """A paper and what has been decided of it so far, row by row."""

    paper: Paper
    rows: tuple[Row, ...]

    @property
    def open(self) -> int:
        """Rows with a proposed rule about which nobody has decided."""
        return sum(row.decided == "open" and row.proposed for row in self.rows)


def paper_work(name: str, content: bytes, decisions: Sequence[Mapping[str, Any]]) -> PaperWork:
    """`decisions`: one a row, as `decision` gives them; rows beyond them are open. Refused for an unusable file."""
    paper = _read(content, name)
    padded = [*decisions, *({} for _ in paper.items[len(decisions) :])]
    hundred = paper.weighted and counts_to_hundred(
        [item.standard.text for item in paper.items], [item.points for item in paper.items if item.points is not None]
    )
    return PaperWork(paper, tuple(_row(item, made, hundred) for item, made in zip(paper.items, padded, strict=False)))


def decision(decided: Decided, sentence: str = "", basis: str = "") -> dict[str, Any]:
    """As it is kept; `sentence` where it was rewritten. With a `basis` it holds for that alone, see `Row.basis`."""
    more = {"sentence": sentence, "basis": basis}
    return {"decided": decided, **{name: text for name, text in more.items() if text}}


def text_of_paper(work: PaperWork, *, title: str, code: str, version: str) -> str:
    """The rubric as YAML: the rules that were confirmed, and a rater's mark for everything else."""
    proposals = [row.proposal if row.counts else None for row in work.rows]
    return drafted(work.paper, proposals, title=title, code=code, version=version)


@lru_cache(REMEMBERED)
def _read(content: bytes, name: str) -> Paper:
    return read_paper(content, name)


def _row(item: PaperItem, made: Mapping[str, Any], hundred: bool) -> Row:
    sentence = str(made.get("sentence") or item.standard.text)
    if item.kind == DEDUCTION:
        most = item.points if item.points is not None else item.cap
        proposal, told, example = _proposed(sentence, Decimal(0), item.title, most=most)
    else:
        proposal, told, example = _proposed(sentence, item.points, item.title, hundred)
    row = Row(item, sentence, proposal, made.get("decided", "open"), told, example)
    # a later program may read the paper otherwise: nothing counts that was not confirmed as it stands now
    return row if made.get("basis", row.basis) == row.basis else replace(row, decided="open")


@lru_cache(REMEMBERED * 64)
def _proposed(
    sentence: str, points: Decimal | None, title: str, hundred: bool = False, most: Decimal | None = None
) -> tuple[Proposal, str, Tried | None]:
    """With the rule in words and its worked example, by the very arithmetic that will score stations.

    hundred  the sentence counts to 100, the points are the indicator's weight · most: all that a deduction may take
    """
    proposal = propose(sentence, points, title)
    if hundred and points is not None:
        proposal = weighed(propose(sentence, HUNDRED, title), points) or propose("", points, title)
    if most is not None and proposal.kind == "deduct":
        body = {**proposal.rule["deduct"], "floor": plain(-most)}
        proposal = replace(proposal, rule={"deduct": body})
    marks = points if points is not None else proposal.full_marks
    if proposal.kind == "mark" or marks is None:
        return proposal, "", None
    rubric, _ = parse_rubric(_alone(proposal, marks, title), "")
    if rubric is None:
        return proposal, "", None
    told = indicator_in_words(rubric.node(ALONE), "", rubric)
    return proposal, told, tried(rubric, "", ALONE, dict(proposal.sample))


def _alone(proposal: Proposal, points: Decimal, title: str) -> str:
    """A rubric of this one indicator."""
    leaf = {"code": ALONE, "title": title or "本项", "full_marks": str(points), "rule": dict(proposal.rule)}
    value = {"value": proposal.value} if proposal.value else {}
    fields = {field.code: _field(field) for field in proposal.fields}
    inside = [{**leaf, **value}]
    if not points:  # a deduction takes from something
        rest = {"code": "rest", "title": "其余", "full_marks": "1", "value": "rest_points", "rule": {"mark": {}}}
        inside, points = [*inside, rest], Decimal(1)
        fields["rest_points"] = {"title": "其余得分", "at_least": "0", "at_most": "1"}
    return written_content(
        {
            "code": "alone",
            "title": "试算",
            "version": "1",
            "standing": "example",
            "unit": "station",
            "scale": {"full_marks": str(points), "decimals": "2", "round": "indicator"},
            "missing": {"if_blank": "incomplete"},
            "roles": [{"code": "expert", "title": "专家"}],
            "raters": {"combine": "mean", "if_missing": "wait"},
            "fields": fields,
            "dimensions": [{"code": "all", "title": "全部", "indicators": inside}],
            "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
        }
    )


def _field(field: ProposedField) -> dict[str, Any]:
    """With somebody to mark it, where it is marked."""
    marked = {"marked_by": ["expert"]} if field.kind == "mark" else {}
    return {**field.content(), **marked}
