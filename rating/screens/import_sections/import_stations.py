"""Step ④: which stations the rows speak of; unknown and similar names are asked about, missing ones listed."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rating.reported import Reported
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_draft import Draft
from rating.screens.import_sections.import_questions import ask, questions_of, unasked
from rating.screens.import_sections.import_steps import STATIONS
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.problem_list import problem_lines

MOST_NAMED = 200


def station_summary(started: Draft, reported: Reported, waiting: int) -> str:
    """`名册 37 个单位，有数据 35 个，没有数据 2 个`."""
    total, missing = len(reported.roster), len(missing_stations(reported))
    if not started.knows_stations:
        told = f"没有名册，按文件中的 {total} 个单位" if total else "没有读到单位"
    else:
        told = f"名册 {total} 个单位，有数据 {total - missing} 个"
        told += f"，没有数据 {missing} 个" if missing else ""
    return told + (f"，{waiting} 项待处理" if waiting else "")


def missing_stations(reported: Reported) -> list[str]:
    """Names of the stations of which no file has a single cell."""
    there = np.zeros(len(reported.roster), bool)
    by_rater = (column for marks in reported.marks.values() for column in marks.values())
    for column in (*reported.columns.values(), *by_rater):
        there |= column.row >= 0
    return [reported.roster.name[row] for row in np.flatnonzero(~there).tolist()]


def show_stations(started: Draft, reported: Reported) -> None:
    asked = questions_of(reported.questions, STATIONS)
    if asked:
        put(tag("p", "以下名称与名册对不上，不作猜测。请选择是名册中的哪一个单位。"))
    said = ask(asked, STATIONS)
    rest = unasked(started.problems, reported.questions, STATIONS)
    put(
        problem_lines([each for each in rest if each.code != "station_missing"]),
        _named_missing(missing_stations(reported)),
    )
    if not started.knows_stations:
        put(tag("p", "没有名册时，漏交的单位看不出来。可在上方「评估设置」中上传名册。", cls="quiet"))
    if said:
        import_draft.answer(started, said)
        st.rerun()


def _named_missing(names: list[str]) -> Markup | None:
    if not names:
        return None
    rest = f"等 {len(names)} 个" if len(names) > MOST_NAMED else ""
    summary = tag("summary", f"没有数据的单位（{len(names)} 个）")
    return tag("details", summary, tag("p", "、".join(names[:MOST_NAMED]), rest))
