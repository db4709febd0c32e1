"""A text on one line or as a block says exactly the text, inside and outside of brackets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.rubric.writing.scalars import as_typed, inline, is_paragraphs, paragraphs, width
from rating.rubric.yaml_tree import CONTROL, read_tree
from tests.rubric.writing.texts import texts


@given(texts, st.booleans())
def test_every_text_is_read_back(text: str, literally: bool) -> None:
    told = f"a: {inline(text, literally=literally)}\nb: [{inline(text, flow=True, literally=literally)}, x]\n"
    assert read_tree(told).content == {"a": text, "b": [text, "x"]}


@given(st.text(st.sampled_from("项 目#:|-\n\t'\"{"), max_size=20))
def test_a_block_says_exactly_its_lines(text: str) -> None:
    if is_paragraphs(text):
        assert read_tree(f"a: {paragraphs(text, 2)}\nb: 1\n").content == {"a": text, "b": "1"}
        assert read_tree(f"x:\n  - {paragraphs(text, 4)}\n").content == {"x": [text]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("持证率", "持证率"), ("licensed / staff >= 80%", "licensed / staff >= 80%"), ("-5", "-5"), ("80%", "80%"),
        ("8", "8"), ("是", "是"), ("no", "no"), ("", '""'), ("~", '"~"'), ("null", '"null"'), (" 甲", '" 甲"'),
        ("甲: 乙", '"甲: 乙"'), ("甲 #乙", '"甲 #乙"'), ("*甲", '"*甲"'), ("※关键项", "※关键项"), ("C#", "C#"),
        ('写"是"的', '写"是"的'), ('"是"', "'\"是\"'"), ("一\n二", '"一\\n二"'), ("https://a.cn/b", "https://a.cn/b"),
    ],
)  # fmt: skip
def test_quotes_only_where_they_are_needed(text: str, told: str) -> None:
    assert inline(text) == told


@pytest.mark.parametrize("text", ["8", "2025.1", "1e3", "-0.5", "true", "2025-06-24", "12:30", "0x1F", "1_000"])
def test_words_that_look_like_numbers_are_quoted_where_words_stand(text: str) -> None:
    assert inline(text, literally=True) == f'"{text}"'


def test_a_comma_and_a_colon_are_quoted_inside_brackets_only() -> None:
    assert [inline("count(甲, 乙)", flow=flow) for flow in (False, True)] == ["count(甲, 乙)", '"count(甲, 乙)"']
    assert [inline("8:30", flow=flow) for flow in (False, True)] == ["8:30", '"8:30"']


@pytest.mark.parametrize(
    "text", ["一行", "一\n\n", " 一\n二", "\n一", "一\n   \n二", "一\r\n二", "一\t\n二", "一\n\x07"]
)
def test_what_a_block_would_change_is_no_block(text: str) -> None:
    assert not is_paragraphs(text)


def test_scalars_become_the_texts_that_a_file_gives() -> None:
    typed = [as_typed(value) for value in (True, False, 8, Decimal("8.50"), Decimal("1E+2"), "080", None)]
    assert typed == ["true", "false", "8", "8.5", "100", "080", None]
    with pytest.raises(TypeError):
        as_typed(0.1)


def test_chinese_is_twice_as_wide() -> None:
    assert width("满分 8（分）") == 12
    assert CONTROL.search("\ud800")
