from __future__ import annotations

from decimal import Decimal

import pytest

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import Arithmetic, Comparison, FormulaError, Literal, Name
from rating.rubric.nouns import DataField
from tests.rubric.samples import good

WORDS = Vocabulary.of(good())


def test_names_are_codes_or_titles() -> None:
    assert bind("持证社工数 / staff", WORDS) == Arithmetic("/", Name("licensed"), Name("staff"))


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [("制度 = 是", "rules", 1), ("rules = 否", "rules", 0), ("等次 = 良", "grade", 1), ("差 = grade", "grade", 2), ("制度 = 无", "rules", 0)],
)  # fmt: skip
def test_a_word_beside_a_field_is_its_choice(text: str, field: str, number: int) -> None:
    bound = bind(text, WORDS)
    assert isinstance(bound, Comparison)
    assert {bound.left, bound.right} == {Name(field), Literal(Decimal(number))}


@pytest.mark.parametrize(
    ("text", "told"),
    [("制度 = 好", "「好」不是数据项「制度」的选项"), ("人数 > 1", "没有名为「人数」"), ("等次 = 良好", "「良好」"), ("是", "没有名为「是」")],
)  # fmt: skip
def test_unknown_names_are_told(text: str, told: str) -> None:
    with pytest.raises(FormulaError, match=told):
        bind(text, WORDS)


def test_codes_of_nodes_are_left_alone() -> None:
    assert bind("share(team) > 1", WORDS) == Comparison(">", bind("share(team)", WORDS), Literal(Decimal(1)))


def test_titles_and_choices_with_compatibility_characters_are_found() -> None:
    fields = {"area": {"title": "Ａ类面积"}, "class_": {"title": "类别", "kind": "choice", "choices": ["Ａ", "Ｂ"]}}
    words = Vocabulary(
        {"A类面积": "area", "类别": "class_"}, {code: DataField.model_validate(field) for code, field in fields.items()}
    )
    form = type("Form", (), {"fields": words.fields})()
    assert bind("Ａ类面积 > 30", Vocabulary.of(form)) == Comparison(">", Name("area"), Literal(Decimal(30)))
    assert bind("类别 = Ｂ", Vocabulary.of(form)) == Comparison("==", Name("class_"), Literal(Decimal(1)))
