"""Fields and marks as columns of 填报值."""

from __future__ import annotations

import pytest

from rating.export.ranking_book.formula_terms import NotLive
from rating.export.ranking_book.values import Values
from tests.export.ranking_book.columns_of import plan, shown, written
from tests.insight.example import EXAMPLE, rated


def values() -> Values:
    found = plan().book.values
    assert found is not None
    return found


def test_typed_columns_come_first_then_what_is_reckoned() -> None:
    kinds = [entry.kind for entry in values().columns.entries]
    assert kinds == sorted(kinds, key=lambda kind: kind != "typed")
    assert [entry.title for entry in values().columns.entries][4:9] == [
        "虚假材料",
        "专家甲",
        "专家乙",
        "专家丙",
        "复核分",
    ]


def test_a_formula_is_called_by_its_words() -> None:
    titles = [entry.title for entry in values().columns.entries]
    assert "持证社工数 ÷ 驻站社工数" in titles


def test_the_same_formula_is_one_column() -> None:
    before = len(values().columns.entries)
    assert written(values().formula("licensed / staff")) == written(values().formula("持证社工数 ÷ 驻站社工数"))
    assert len(values().columns.entries) == before


def test_marks_are_combined_and_words_have_numbers() -> None:
    entries = {entry.title: entry for entry in values().columns.entries}
    assert shown(entries["服务质量打分（合成）"].cells)[1] == 8
    assert shown(entries["虚假材料（数）"].cells)[4] == 1


@pytest.mark.parametrize("choices", [["A", "a"], ["优、良", "差"], ["未检查", "差"]])
def test_words_that_a_spreadsheet_would_confuse_are_no_formula(choices: list[str]) -> None:
    fields = {**EXAMPLE["fields"], "grade": {"title": "等次", "kind": "choice", "choices": choices}}
    levels = {"code": "g", "title": "等次", "full_marks": 1, "value": "grade", "rule": {"levels": {choices[0]: 1}}}
    team = {**EXAMPLE["dimensions"][0]}
    team["indicators"] = [*team["indicators"], levels]
    from rating.export.plan import make_plan

    made = make_plan(rated(fields=fields, dimensions=[team, EXAMPLE["dimensions"][1]]))
    assert made.book.why["等次"] == "数据项「等次」的选项用词不便由公式辨认"
    assert made.book.values is not None
    with pytest.raises(NotLive):
        made.book.values.field("grade")
