from __future__ import annotations

from typing import Any

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.workflow.adjudication import settle
from rating.workflow.corrections import Proposed
from tests.screens.opening import open_screen
from tests.screens.test_rounds import section
from tests.workflow.three_stations import accepted, begun, figures, marks


def test_every_change_stands_with_who_when_old_new_and_why(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.SCORING)
    saved = accepted(one_database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2"}))
    settle(one_database, there.evaluator, there.part.id, [Proposed("S001", "service", "6", "现场复核")], saved.id)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "历次记录")
    deeds = run.dataframe[0].value
    assert {"时间", "谁", "做了什么", "原为", "改为", "理由"} <= set(deeds.columns)
    assert "现场复核" in set(deeds["理由"]) and "填报 → 评分" in set(deeds["做了什么"])
    control = next(each for each in run.segmented_control if each.key == "round_history")
    control.set_value("评定").run()
    assert list(run.dataframe[0].value["因何"]) == ["复核", "评定"]
    next(each for each in run.segmented_control if each.key == "round_history").set_value("复核与更正").run()
    row = run.dataframe[0].value.iloc[0]
    assert (row["数据项"], row["原为"], row["改为"], row["理由"]) == (
        "服务质量",
        "专家甲 9 分、专家乙 2 分",
        "6",
        "现场复核",
    )
    next(each for each in run.segmented_control if each.key == "round_history").set_value("数据改动").run()
    assert not run.dataframe and not run.exception
