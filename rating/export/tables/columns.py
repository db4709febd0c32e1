"""The columns of the station table, one row a station, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rating.insight.figures import exact
from rating.insight.tables import reasons_text
from rating.reported import Status
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True)
class TableColumn:
    """name: code for programs · title: Chinese heading · kind: text, whole, rank, yes_no or decimal.

    cells: one a station, None where there is nothing; decimals: of `decimal` cells.
    """

    name: str
    title: str
    kind: str
    cells: Sequence[str | int | float | bool | Decimal | None]
    decimals: int = 0


def station_columns(evaluation: Evaluation) -> list[TableColumn]:
    """Who, total, stars, rank, reasons, then points and status of each dimension and indicator."""
    roster, ratings = evaluation.roster, evaluation.ratings
    rows = range(len(roster))
    rated, stars = ratings.rated.tolist(), ratings.stars.tolist()
    found = [
        TableColumn("code", "代码", "text", roster.code),
        TableColumn("name", "站点", "text", roster.name),
        TableColumn("street", "街道", "text", roster.street),
        TableColumn("kind", "类型", "text", roster.kind),
        TableColumn("complete", "资料完整", "yes_no", ratings.complete.tolist()),
        TableColumn("rated", "已评定", "yes_no", rated),
        TableColumn("total", "总分", "decimal", [evaluation.total(row) for row in rows], ratings.decimals),
        TableColumn("full_marks", "满分", "decimal", _full_marks(evaluation), 6),
        TableColumn("stars", "星级", "whole", [given if given >= 0 else None for given in stars]),
        TableColumn("band", "等级", "text", [str(band) for band in ratings.band]),
        TableColumn("rank_group", "排名组", "text", [str(group) for group in ratings.rank_group]),
        TableColumn("rank", "名次", "rank", [float(ratings.rank[row]) if rated[row] else None for row in rows]),
        TableColumn("reasons", "原因", "text", [reasons_text(evaluation, row) for row in rows]),
    ]
    return [*found, *_dimensions(evaluation), *_indicators(evaluation)]


def _full_marks(evaluation: Evaluation) -> list[Decimal]:
    return [evaluation.ratings.full_marks[kind] for kind in evaluation.roster.kind]


def _dimensions(evaluation: Evaluation) -> list[TableColumn]:
    subtotals, found = evaluation.subtotals, []
    for node in evaluation.rubric.dimensions:
        at = subtotals.codes.index(node.code)
        known = (subtotals.known[:, at] & subtotals.counted[:, at]).tolist()
        cells = _decimals(subtotals.points[:, at].tolist(), known, subtotals.decimals)
        found.append(TableColumn(f"dimension:{node.code}", node.title, "decimal", cells, subtotals.decimals))
    return found


def _indicators(evaluation: Evaluation) -> list[TableColumn]:
    scores, found = evaluation.scores, []
    for at, node in enumerate(evaluation.rubric.indicators):
        there = scores.applies[:, at]
        known = (there & scores.known[:, at] & scores.counted[:, at]).tolist()
        cells = _decimals(scores.points[:, at].tolist(), known, scores.decimals)
        pairs = zip(scores.status[:, at].tolist(), there.tolist(), strict=True)
        states = [Status(state).title if here else None for state, here in pairs]
        found.append(TableColumn(f"points:{node.code}", f"{node.title} 得分", "decimal", cells, scores.decimals))
        found.append(TableColumn(f"status:{node.code}", f"{node.title} 状态", "text", states))
    return found


def _decimals(scaled: list[int], known: list[bool], decimals: int) -> list[Decimal | None]:
    return [exact(number, decimals) if there else None for number, there in zip(scaled, known, strict=True)]
