"""Tables as people read them: pandas frames with Chinese headers, unknown as <NA>.

Frames about stations are indexed by the station's row in the roster, in the order shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rating.insight.notes import notes
from rating.insight.wording import effect_in_words
from rating.problems import Problem, Severity
from rating.reported import Column, Status
from rating.rubric.inputs import fields_asked
from rating.rubric.policies import Gate
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts for the head of a page. `best` stations have the rubric's highest stars."""

    stations: int
    rated: int
    incomplete: int
    vetoed: int
    held: int
    best_stars: int
    best: int
    problems: dict[str, int]


def summary(evaluation: Evaluation) -> Summary:
    """How many stations are rated, how many wait and why."""
    ratings = evaluation.ratings
    codes = [{reason.code for reason in reasons} for reasons in ratings.reasons]
    stars = best_stars(evaluation)
    return Summary(
        stations=len(evaluation.roster),
        rated=int(ratings.rated.sum()),
        incomplete=int((~ratings.complete).sum()),
        vetoed=sum("veto" in found for found in codes),
        held=sum("adjudication" in found for found in codes),
        best_stars=stars,
        best=int((ratings.rated & (ratings.stars == stars)).sum()),
        problems=dict(Counter(problem.severity.title for problem in evaluation.problems)),
    )


def best_stars(evaluation: Evaluation) -> int:
    """The highest stars that the rubric gives at all; 0 without bands."""
    rubric = evaluation.rubric
    bands = [*rubric.bands, *(band for each in rubric.bands_by_kind.values() for band in each)]
    return max((band.stars for band in bands), default=0)


def groups(evaluation: Evaluation) -> tuple[str, ...]:
    """The groups ranked within, in the order of the rubric's kinds, then of the roster."""
    found = dict.fromkeys(str(group) for group in evaluation.ratings.rank_group)
    kinds = [kind for kind in evaluation.rubric.kinds if kind in found]
    return tuple(dict.fromkeys([*kinds, *found]))


def ranked_rows(evaluation: Evaluation, group: str | None = None) -> NDArray[np.int64]:
    """Rows of the rated stations, best first, ties in roster order; whole groups one after another."""
    rows = np.flatnonzero(evaluation.ratings.rated & _in_group(evaluation, group))
    place = {name: number for number, name in enumerate(groups(evaluation))}
    order = np.array([place[str(name)] for name in evaluation.ratings.rank_group[rows]], np.int64)
    return rows[np.lexsort((rows, evaluation.ratings.rank[rows], order))]


def unranked_rows(evaluation: Evaluation, group: str | None = None) -> NDArray[np.int64]:
    """Rows of the stations that are not rated, in roster order."""
    return np.flatnonzero(~evaluation.ratings.rated & _in_group(evaluation, group))


def _in_group(evaluation: Evaluation, group: str | None) -> NDArray[np.bool_]:
    if group is None:
        return np.ones(len(evaluation.roster), np.bool_)
    return np.asarray(evaluation.ratings.rank_group == group, np.bool_)


def ranking_table(evaluation: Evaluation, group: str | None = None) -> pd.DataFrame:
    """名次 站点 街道 类型 总分 [星级] [较上轮] 提示 of the rated stations, best first.

    名次 is a nullable integer (a float where ties share a rank); 总分 a float to be shown with the
    rubric's decimals; 星级 is there when the rubric has bands, 较上轮 when also the stars of a previous
    round are known.
    """
    rows = ranked_rows(evaluation, group)
    columns = {"名次": _ranks(evaluation, rows), **_who(evaluation, rows, ("name", "street", "kind"))}
    columns["总分"] = totals(evaluation, rows)
    if evaluation.rubric.has_bands:
        columns["星级"] = evaluation.ratings.band[rows]
    if has_movement(evaluation):
        columns["较上轮"] = movement(evaluation, rows)
    columns["提示"] = notes(evaluation, rows)
    return pd.DataFrame(columns, index=rows)


def unranked_table(evaluation: Evaluation, group: str | None = None) -> pd.DataFrame:
    """站点 街道 类型 总分 原因 of the stations that are listed apart."""
    rows = unranked_rows(evaluation, group)
    columns = _who(evaluation, rows, ("name", "street", "kind"))
    columns["总分"] = totals(evaluation, rows)
    columns["原因"] = [reasons_text(evaluation, row) for row in rows]
    return pd.DataFrame(columns, index=rows)


def reasons_text(evaluation: Evaluation, station: int) -> str:
    """Why a station is rated as it is, in one line."""
    return "；".join(dict.fromkeys(reason.text for reason in evaluation.ratings.reasons[station]))


def dimension_columns(evaluation: Evaluation) -> list[tuple[str, NDArray[np.int64], NDArray[np.bool_]]]:
    """Title, points (scaled by the subtotals' decimals) and "known" of each dimension."""
    subtotals = evaluation.subtotals
    places = [(node.title, subtotals.codes.index(node.code)) for node in evaluation.rubric.dimensions]
    return [(title, subtotals.points[:, at], subtotals.known[:, at] & subtotals.counted[:, at]) for title, at in places]


def handed_in_table(evaluation: Evaluation) -> pd.DataFrame:
    """站点 and one column a rater, plus 填报数据: 已交 / 部分 / 未交 of what each was to give.

    Only what the station's kind is asked for counts, and a blank is not given; 已交 where nothing is asked.
    """
    reported, fields = evaluation.reported, evaluation.rubric.fields
    own = {code: reported.columns[code] for code, field in fields.items() if field.kind != "mark" and not field.formula}
    columns: dict[str, object] = {"站点": list(evaluation.roster.name)}
    if own:
        columns["填报数据"] = _handed_in(evaluation, own)
    for rater in reported.raters:
        marked = {code: marks[rater.code] for code, marks in reported.marks.items() if rater.code in marks}
        columns[rater.name or rater.code] = _handed_in(evaluation, marked)
    return pd.DataFrame(columns)


def _handed_in(evaluation: Evaluation, columns: Mapping[str, Column]) -> NDArray[np.object_]:
    by_kind = fields_asked(evaluation.rubric)
    kinds, numbers = evaluation.roster.numbered("kind")
    wanted, given = np.zeros(len(numbers), int), np.zeros(len(numbers), int)
    for code, column in columns.items():
        asked = np.array([code in by_kind.get(kind, by_kind.get("", ())) for kind in kinds])[numbers]
        wanted += asked
        given += asked & (column.status != Status.BLANK)
    return np.where(given == wanted, "已交", np.where(given == 0, "未交", "部分")).astype(object)


def stars_by_kind(evaluation: Evaluation) -> pd.DataFrame:
    """类型 星级 等级 站点数, one row a kind and band that occurs; 星级 −1 is 未评定."""
    ratings = evaluation.ratings
    stars = np.where(ratings.rated, ratings.stars, -1)
    band = np.where(ratings.rated, ratings.band, "未评定")
    frame = pd.DataFrame({"类型": list(evaluation.roster.kind), "星级": stars, "等级": band})
    counted = frame.groupby(["类型", "星级", "等级"], sort=False).size().rename("站点数").reset_index()
    order = {kind: place for place, kind in enumerate(dict.fromkeys([*evaluation.rubric.kinds, *frame["类型"]]))}
    counted["序"] = counted["类型"].map(order)
    ordered = counted.sort_values(["序", "星级"], ascending=[True, False])
    return ordered.drop(columns="序").reset_index(drop=True)


def gate_table(evaluation: Evaluation) -> pd.DataFrame:
    """站点 类型 事项 情况 影响: every gate that was hit or could not be judged, and every reason."""
    roster, gates = evaluation.roster, evaluation.gates
    rows: list[dict[str, str]] = []
    for station in np.flatnonzero((gates.hit | gates.unknown).any(axis=1) if gates.hit.size else []):
        for place, gate in enumerate(evaluation.rubric.gates):
            if gates.hit[station, place] or gates.unknown[station, place]:
                who = {"站点": roster.name[station], "类型": roster.kind[station]}
                rows.append(who | _gate_seen(gate, hit=bool(gates.hit[station, place])))
    rows += _reason_rows(evaluation)
    return pd.DataFrame(rows, columns=["站点", "类型", "事项", "情况", "影响"])


def _gate_seen(gate: Gate, *, hit: bool) -> dict[str, str]:
    if hit:
        return {"事项": gate.title, "情况": "已触发", "影响": effect_in_words(gate)}
    return {"事项": gate.title, "情况": "资料不全，无法判断", "影响": "待补"}


REQUIREMENTS = ("requirement", "dimension_floor", "minimum", "key_item", "quota", "ladder", "first_time", "coverage")


def _reason_rows(evaluation: Evaluation) -> list[dict[str, str]]:
    roster = evaluation.roster
    return [
        {
            "站点": roster.name[station],
            "类型": roster.kind[station],
            "事项": "评星条件",
            "情况": "未满足",
            "影响": reason.text,
        }
        for station, reasons in enumerate(evaluation.ratings.reasons)
        for reason in reasons
        if reason.code in REQUIREMENTS
    ]


def problem_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """级别 类别 文件 工作表 单元格 对象 情况 应为 怎么办, what stops first."""
    order = list(Severity)
    ordered = sorted(problems, key=lambda problem: order.index(problem.severity))
    rows = [
        (
            problem.severity.title, problem.kind.title, problem.place.file, problem.place.sheet, problem.place.cell,
            problem.place.object, problem.found, problem.expected, problem.remedy or problem.kind.remedy,
        )
        for problem in ordered
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["级别", "类别", "文件", "工作表", "单元格", "对象", "情况", "应为", "怎么办"])


def totals(evaluation: Evaluation, rows: NDArray[np.int64]) -> pd.arrays.FloatingArray:
    """Totals of some stations as nullable floats."""
    ratings = evaluation.ratings
    figures = ratings.total[rows] / 10**ratings.decimals
    return pd.arrays.FloatingArray(figures.astype(np.float64), ~ratings.complete[rows])


def has_movement(evaluation: Evaluation) -> bool:
    """Stars of both rounds are known, so that they can be compared."""
    return evaluation.rubric.has_bands and bool(evaluation.reported.previous_stars)


def movement(evaluation: Evaluation, rows: NDArray[np.int64]) -> list[str]:
    """升 1 星 / 降 1 星 / 持平 / 首次 against the previous round."""
    before, stars = evaluation.reported.previous_stars, evaluation.ratings.stars
    return [_moved(before.get(int(row)), int(stars[row])) for row in rows]


def _moved(before: int | None, now: int) -> str:
    if before is None:
        return "首次"
    if now == before:
        return "持平"
    return f"升 {now - before} 星" if now > before else f"降 {before - now} 星"


def _ranks(evaluation: Evaluation, rows: NDArray[np.int64]) -> pd.arrays.IntegerArray | pd.arrays.FloatingArray:
    ranks = evaluation.ratings.rank[rows]
    nothing = np.isnan(ranks)
    filled = np.where(nothing, 0, ranks)
    if evaluation.rubric.ranking.ties == "shared":
        return pd.arrays.FloatingArray(filled, nothing)
    return pd.arrays.IntegerArray(filled.astype(np.int64), nothing)


def _who(evaluation: Evaluation, rows: NDArray[np.int64], parts: Sequence[str]) -> dict[str, object]:
    titles = {"name": "站点", "street": "街道", "kind": "类型"}
    return {titles[part]: np.array(getattr(evaluation.roster, part), object)[rows] for part in parts}
