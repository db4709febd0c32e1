"""Sentence and rows: one of them changed, both alike, both at odds."""

from __future__ import annotations

from typing import Any

import pytest

from rating.workshop.sheets.content import Content, Row, Said
from rating.workshop.sheets.names import Names, called
from rating.workshop.sheets.reconciled import reconcile
from rating.workshop.sheets.sentences import sentence_mark
from rating.workshop.sheets.tree_reading import Branching, Read

NAMES = Names(
    called("数据项", {"n": "人数", "m": "户数"}.items(), {"n": "旧名"}.items()), called("指标", []), called("来源", []),
    called("评估主体", []),
)  # fmt: skip
EXPORTED = "按「旧名」计：\n达到 4 得 6 分\n以下不得分"
OLD, NEW = {"steps": [["4", "6"]]}, {"steps": [["5", "6"]]}
PATH = ("dimensions", 0)


def _after(text: str, rows: Any = OLD, mark: str = sentence_mark(EXPORTED)) -> tuple[Any, list[str]]:
    said = {"评分标准": Said(text, "E4"), "核对": Said(mark, "K4")}
    content, row = Content("x.xlsx", names=NAMES), Row("评分标准", 4, said, {"评分标准": "E4"})
    content.tree["dimensions"] = [{"value": "n", **({"rule": rows} if rows else {})}]
    reconcile(Read({"a": Branching(PATH, "a", "甲", row, 0, True)}), content, NAMES)
    return content.tree["dimensions"][0], [problem.found for problem in content.problems]


def test_an_unchanged_sentence_leaves_the_rows_alone() -> None:
    assert _after(EXPORTED, NEW) == ({"value": "n", "rule": NEW}, [])


def test_a_changed_sentence_is_taken_though_its_field_was_renamed() -> None:
    assert _after(EXPORTED.replace("4", "5")) == ({"value": "n", "rule": NEW}, [])
    assert _after(EXPORTED.replace("旧名", "户数"))[0]["value"] == "m"


def test_both_changed_alike_is_one_change() -> None:
    assert _after(EXPORTED.replace("4", "5"), NEW) == ({"value": "n", "rule": NEW}, [])


@pytest.mark.parametrize(
    ("text", "rows", "found"),
    [
        (EXPORTED.replace("4", "7"), NEW, "评分标准的文字与“评分细则”表都改过，两处不一致"),
        ("多的得分多", OLD, "评分标准的文字改过，没有读懂"),
        ("多的得分多", None, "新增的指标没有评分细则，评分标准的文字也没有读懂"),
        ("按「没有」计：\n达到 4 得 6 分", OLD, "没有名为「没有」的数据项"),
    ],
)
def test_what_cannot_be_decided_is_told(text: str, rows: Any, found: str) -> None:
    assert _after(text, rows)[1] == [found]


def test_a_new_indicator_takes_its_sentence() -> None:
    tree, problems = _after(EXPORTED, None, "")
    assert (tree, problems) == ({"value": "n", "rule": OLD}, [])
