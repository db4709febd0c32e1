from __future__ import annotations

import re
from typing import Any

from streamlit.testing.v1 import AppTest

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.screens.round_sections.round_history import DIGEST, FIRST, LONGEST
from rating.workflow.adjudication import settle
from rating.workflow.corrections import Proposed
from tests.screens.opening import open_screen, text_of
from tests.screens.test_rounds import section
from tests.workflow.three_stations import accepted, begun, figures, marks


def test_every_change_stands_with_who_when_old_new_and_why(one_database: Database, sign_in: Any) -> None:
    there = begun(one_database, State.SCORING)
    saved = accepted(one_database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2"}))
    settle(one_database, there.evaluator, there.part.id, [Proposed("S001", "service", "6", "现场复核")], saved.id)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "历次记录")
    deeds = text_of(run)
    assert all(title in deeds for title in ("时间", "谁", "做了什么", "原为", "改为", "理由"))
    assert "现场复核" in deeds and "填报 → 评分" in deeds
    assert not DIGEST.search(deeds), "a whole digest says nothing to a reader"
    turn(run, "评定")
    assert [row[3] for row in rows_of(run)] == ["复核", "评定"]
    turn(run, "复核与更正")
    assert rows_of(run)[0][5:9] == ["服务质量", "专家甲 9 分、专家乙 2 分", "6", "现场复核"]
    turn(run, "数据改动")
    assert "还没有改动过" in text_of(run) and not run.exception


def test_of_many_lines_the_newest_stand_there_until_all_are_asked_for() -> None:
    run = AppTest.from_function(many).run()
    assert len(rows_of(run)) == FIRST and "显示全部 70 条" in run.toggle[0].label
    run.toggle[0].set_value(True).run()
    assert len(rows_of(run)) == 70
    assert "长" * (LONGEST + 1) in text_of(run), "what is cut can be unfolded"


def many() -> None:
    from rating.screens.round_sections.round_history import _show

    _show({"次": list(range(70)), "理由": ["长" * 200] * 70}, "还没有。")


def turn(run: AppTest, title: str) -> None:
    next(each for each in run.segmented_control if each.key == "round_history").set_value(title).run()


def rows_of(run: AppTest) -> list[list[str]]:
    """The cells of the table's body."""
    (body,) = [each.proto.body for each in run.html if "history" in each.proto.body]
    lines = re.findall(r"<tr>(.*?)</tr>", body.split("<tbody>")[1])
    return [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in lines]
