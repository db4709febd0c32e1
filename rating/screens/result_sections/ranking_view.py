"""One group of the ranking as it is shown: short names, stars as glyphs, columns that say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from rating.insight import tables
from rating.insight.figures import stars_text
from rating.insight.policy_words import stars_in_words
from rating.scoring.evaluation import Evaluation
from rating.screens.parts.markup import Markup, tag
from rating.screens.parts.tables import arrow_table, points_column, readable, share_column, short_names

WIDTHS: dict[str, Any] = {"街道": 110, "类型": 110, "较上轮": 80, "提示": "large"}
NARROW, A_SIGN = 92, 15
"""Pixels of a column of five stars, and of one sign; on a phone rank, name, stars and total stand side by side."""
ORDER = ("名次", "站点", "街道", "类型", "星级", "总分", "较上轮", "提示")
MOST_PRINTED = 500


@dataclass(frozen=True)
class GroupView:
    """Tables are indexed by the station's row in the roster; `names` and `streets` are for filters.

    `grid` is `ranked` as it goes to the browser; `street_choices` are empty where a street has one station,
    `star_choices` where the rubric has no bands.
    """

    ranked: pd.DataFrame
    grid: Any
    names: pd.Series
    streets: pd.Series
    street_choices: tuple[str, ...]
    star_choices: tuple[str, ...]
    printed: Markup | None
    apart: Markup | None
    apart_rows: tuple[int, ...]
    columns: dict[str, Any]


def group_view(evaluation: Evaluation, group: str) -> GroupView:
    ranked = readable(tables.ranking_table(evaluation, group))
    unranked = readable(tables.unranked_table(evaluation, group))
    everyone = pd.concat([ranked[["站点", "街道", "类型"]], unranked[["站点", "街道", "类型"]]])
    hidden = _saying_nothing(everyone)
    kind = group if group in evaluation.rubric.kinds else ""
    short = dict(zip(everyone.index, short_names(list(everyone["站点"]), kind), strict=True))
    decimals = evaluation.ratings.decimals
    table = _shown(ranked, short, evaluation).drop(columns=hidden)
    table = table[[name for name in ORDER if name in table]]
    streets = tuple(dict.fromkeys(ranked["街道"]))
    return GroupView(
        ranked=table,
        grid=arrow_table(table),
        names=ranked["站点"],
        streets=ranked["街道"],
        street_choices=streets if len(streets) < len(ranked) else (),
        star_choices=tuple(dict.fromkeys(table["星级"])) if "星级" in table else (),
        printed=_printed(table, decimals, group),
        apart=_apart(_shown(unranked, short, evaluation).drop(columns=hidden), decimals),
        apart_rows=tuple(int(row) for row in unranked.index),
        columns=_columns(evaluation, set(everyone["类型"]), table),
    )


def _saying_nothing(everyone: pd.DataFrame) -> list[str]:
    """A kind that all share, and a street that every name already tells."""
    named = all(street in name for name, street in zip(everyone["站点"], everyone["街道"], strict=True))
    return (["类型"] if everyone["类型"].nunique() < 2 else []) + (["街道"] if named else [])


def _shown(table: pd.DataFrame, short: dict[int, str], evaluation: Evaluation) -> pd.DataFrame:
    table = table.assign(站点=[short[row] for row in table.index])
    if "星级" in table:
        table = table.assign(星级=[_starred(evaluation, row, band) for row, band in table["星级"].items()])
    return table


def _starred(evaluation: Evaluation, row: Any, band: str) -> str:
    """★★★★: the glyphs tell at a glance; a label that says more than their number stands beside them."""
    stars = int(evaluation.ratings.stars[row])
    glyphs = stars_text(stars)
    counted = set(band) <= {"★"} or (stars > 0 and band.removesuffix("级") == stars_in_words(stars))
    return glyphs if counted else f"{glyphs} {band}".strip()


def _columns(evaluation: Evaluation, kinds: set[str], table: pd.DataFrame) -> dict[str, Any]:
    ratings = evaluation.ratings
    full = {ratings.full_marks[kind] for kind in kinds if kind in ratings.full_marks}
    if len(full) == 1:
        marks = full.pop()
        total = share_column(f"总分 / {marks}", float(marks), ratings.decimals)
    else:
        total = points_column("总分", ratings.decimals)
    texts = {name: st.column_config.TextColumn(name, width=width) for name, width in WIDTHS.items() if name in table}
    fitted = {
        name: st.column_config.TextColumn(name, width=_fitting(table[name]))
        for name in ("站点", "星级")
        if name in table
    }
    return {"名次": st.column_config.NumberColumn("名次", width=50), **texts, **fitted, "总分": total}


def _fitting(texts: pd.Series) -> int:
    longest = max((len(text) for text in texts), default=0)
    return min(max(NARROW, longest * A_SIGN + 20), 3 * NARROW)


def _apart(unranked: pd.DataFrame, decimals: int) -> Markup | None:
    """Those that are not ranked, in full sentences."""
    return None if unranked.empty else _rows(unranked, decimals, "stack apart")


def _printed(ranked: pd.DataFrame, decimals: int, group: str) -> Markup | None:
    """The same table on paper, where a grid drawn on a canvas stays white."""
    if len(ranked) > MOST_PRINTED:
        return None
    return tag("div", tag("h2", group) if group else None, _rows(ranked, decimals, ""), cls="on-paper")


def _rows(table: pd.DataFrame, decimals: int, cls: str) -> Markup:
    figures = ("名次", "总分")
    head = tag("tr", *(tag("th", name, cls="figure" if name in figures else "") for name in table.columns))
    rows = (
        tag("tr", *(_cell(name, value, decimals) for name, value in zip(table.columns, row, strict=True)))
        for row in table.itertuples(index=False, name=None)
    )
    return tag("table", tag("thead", head), tag("tbody", *rows), cls=cls)


def _cell(name: str, value: Any, decimals: int) -> Markup:
    if name == "总分":
        return tag("td", "暂缺" if pd.isna(value) else f"{value:.{decimals}f}", cls="figure", data_name=name)
    if name == "名次":
        return tag("td", f"{value:g}", cls="figure")
    return tag("td", tag("b", value) if name == "站点" else value, data_name="" if name == "站点" else name)
