"""An objection in words, in each of its states."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from rating.district.rounds.objections import Objection
from rating.district.rounds.settled import Outcome
from rating.screens.objection_sections.objection_parts import changed_part, own_card
from rating.workflow.objections import Told

SENT = datetime(2026, 3, 9, 16, 30, tzinfo=UTC)
OPEN = Objection(
    1, 1, "S001", "room", "open", "面积应为 120", 5, "站长丁", SENT, SENT, 1, None, "10.0", None, "", None, "", None, 2
)
ANSWERED: dict[str, Any] = {"answered_by": 3, "answered_by_name": "评估员丙", "answered_at": SENT, "reply": "已核对"}


def _told(objection: Objection, done: Outcome | None = None) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", own_card(Told(objection, (), done), "场所面积")).split())


@pytest.mark.parametrize(
    ("objection", "words"),
    [
        (replace(OPEN, state="draft", sent_at=None), "草稿，没有送出"),
        (OPEN, "站长丁 2026-03-10 00:30 送出"),
        (replace(OPEN, state="rejected", **ANSWERED), "本项得分不变，仍为 10.0 分"),
        (replace(OPEN, state="rejected", points_before=None, **ANSWERED), "本项得分不变。对答复仍有不同意见的"),
        (replace(OPEN, state="upheld", points_after="20.0", **ANSWERED), "本项得分 10.0 20.0"),
        (replace(OPEN, state="withdrawn"), "已撤回"),
    ],
)
def test_each_state_is_told(objection: Objection, words: str) -> None:
    assert words in _told(objection)


def test_an_answer_names_who_gave_it() -> None:
    told = _told(replace(OPEN, state="rejected", **ANSWERED))
    assert "评估员丙 2026-03-10 00:30 答复" in told
    assert "已核对" in told


def test_unknown_marks_have_a_word() -> None:
    told = " ".join(re.sub(r"<[^>]+>", " ", changed_part(None, "8.0", Outcome("", "80.0", "", "★★★★"))).split())
    assert told == "原来 现在 本项得分 — 8.0 总分 暂缺 80.0 等级 未评定 ★★★★"


def test_words_of_a_station_are_only_words() -> None:
    shown = own_card(Told(replace(OPEN, reason="<b>粗</b>\n第二行"), ()), "<i>场所</i>")
    assert "<b>粗" not in shown
    assert "<i>场所" not in shown
    assert "第二行" in shown
