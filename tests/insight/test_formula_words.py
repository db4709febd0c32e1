"""Formulas with the titles of their fields, choices with their words."""

from __future__ import annotations

import pytest

from rating.insight.formula_words import choice_word, field_title, formula_in_words
from rating.rubric.nouns import DataField
from tests.insight.example import example

FORM = example().rubric


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("licensed / staff", "持证社工数 ÷ 驻站社工数"),
        ("(licensed + 1) / staff", "（持证社工数 ＋ 1） ÷ 驻站社工数"),
        ("staff - (licensed - 1)", "驻站社工数 － （持证社工数 － 1）"),
        ("staff / (licensed / 2)", "驻站社工数 ÷ （持证社工数 ÷ 2）"),
        ("虚假材料 = 是", "虚假材料为「是」"),
        ("false_documents != 否", "虚假材料不为「否」"),
        ("持证社工数 / 驻站社工数 < 60%", "持证社工数 ÷ 驻站社工数 ＜ 60%"),
        ("面积 >= 30 且 驻站社工数 >= 5", "面积 ≥ 30，且驻站社工数 ≥ 5"),
        ("面积 >= 30 and (staff >= 5 or licensed >= 2)", "面积 ≥ 30，且（驻站社工数 ≥ 5，或持证社工数 ≥ 2）"),
        ("share(team) < 60%", "「队伍建设」的得分率 ＜ 60%"),
        ("known(area)", "已填报「面积」"),
        ("min(staff, 10)", "驻站社工数、10中的最小值"),
        ("where(staff > 5, 1, 0)", "驻站社工数 ＞ 5时为 1，否则为 0"),
        ("not 虚假材料 = 是", "不是（虚假材料为「是」）"),
        ("area > 0.5", "面积 ＞ 0.5"),
    ],
)
def test_formula_in_words(formula: str, words: str) -> None:
    assert formula_in_words(formula, FORM) == words


def test_without_a_form_names_stay_as_written() -> None:
    assert formula_in_words("licensed / staff") == "licensed ÷ staff"


def test_titles_of_fields_and_nodes_and_of_the_unknown() -> None:
    assert field_title("area", FORM) == "面积"
    assert field_title("team", FORM) == "队伍建设"
    assert field_title("nobody", FORM) == "nobody"


def test_a_choice_out_of_range_is_shown_as_its_number() -> None:
    field = DataField.model_validate({"title": "档次", "kind": "choice", "choices": ["优", "良"]})
    assert [choice_word(field, number) for number in (0, 1, 7)] == ["优", "良", "7"]
