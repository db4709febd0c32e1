"""Everything of the ranking workbook that is decided before a cell is written: columns, formulas, what is a value."""

from __future__ import annotations

from dataclasses import dataclass

from rating.export.ranking_book.award_columns import AwardColumns
from rating.export.ranking_book.conditions import Conditions
from rating.export.ranking_book.criteria import Criteria
from rating.export.ranking_book.gate_columns import admitted, gate_columns, holding_back
from rating.export.ranking_book.items import Item, make_item, place_figures, rounds
from rating.export.ranking_book.options import Options
from rating.export.ranking_book.rank_columns import rank_columns
from rating.export.ranking_book.star_columns import star_columns
from rating.export.ranking_book.subtotals import SubtotalMaker, Subtotals
from rating.export.ranking_book.terms import Term, in_row
from rating.export.ranking_book.values import Values
from rating.scoring.evaluation import Evaluation

ITEMS = "逐项得分"
FIRST_ITEM = 2


@dataclass
class LiveBook:
    """values None: too many stations for formulas of points · subtotals, awards None: too many for any formula."""

    evaluation: Evaluation
    criteria: Criteria
    options: Options
    values: Values | None
    items: tuple[Item, ...]
    subtotals: Subtotals | None
    awards: AwardColumns | None

    @property
    def why(self) -> dict[str, str]:
        """What is a value though other figures like it are formulas, and why."""
        found = {item.node.title: "；".join(item.why) for item in self.items if item.why}
        for part in (self.subtotals, self.awards):
            if part is not None:
                found |= part.why
        return found


def item_column(at: int) -> int:
    """Column of an indicator's points on 逐项得分; its source stands to the right."""
    return FIRST_ITEM + 2 * at


def make_book(evaluation: Evaluation, *, live: bool, figured: bool) -> LiveBook:
    """`live`: totals, stars and ranks are formulas; `figured`: points too."""
    rubric, (kinds, _) = evaluation.rubric, evaluation.roster.numbered("kind")
    kinds = kinds or ("",)
    criteria, options = Criteria(rubric, kinds), Options(rubric)
    values = Values(evaluation, options) if live and figured else None
    items: list[Item] = []
    for at, node in enumerate(rubric.indicators):
        criteria.begin(node)
        if live:
            items.append(make_item(evaluation, at, values, criteria))
        else:
            place_figures(evaluation, node, criteria)
        criteria.end(node)
    criteria.place_branches()
    criteria.place_bands(kinds)
    if not live or not len(evaluation.roster):
        return LiveBook(evaluation, criteria, options, values, tuple(items), None, None)
    leaves: dict[str, Term] = {
        node.code: in_row(ITEMS, item_column(at), items[at].cells, exact=rounds(node, rubric))
        for at, node in enumerate(rubric.indicators)
    }
    maker = SubtotalMaker(evaluation, criteria, leaves)
    subtotals = maker.make()
    awards = AwardColumns(evaluation, criteria, values, subtotals)
    conditions = Conditions(evaluation, criteria, values, subtotals, awards.keep)
    gates = gate_columns(awards, conditions)
    maker.finish(holding_back(awards, gates))
    who = admitted(awards, gates)
    stars = star_columns(awards, conditions, who) if rubric.has_bands else None
    rank_columns(awards, conditions, who.total, who.candidate, stars)
    return LiveBook(evaluation, criteria, options, values, tuple(items), subtotals, awards)
