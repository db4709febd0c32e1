from __future__ import annotations

from typing import Annotated, Literal, get_args

import pytest
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core.core_schema import ErrorType

from rating.rubric.nouns import Rubric
from rating.rubric.numbers import Amount, Number
from rating.rubric.validation import keys_at, validate


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: Annotated[int, Field(gt=0)] = 1


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=2, max_length=4)] = "甲乙"
    flag: bool = False
    choice: Literal["a", "b"] = "a"
    marks: Number | dict[str, Number] | None = None
    floor: Number | Literal["none"] = Field("none")
    pairs: list[tuple[Number, Amount]] = []
    inner: Inner = Inner()
    by_kind: dict[str, Inner] = {}


@pytest.mark.parametrize(
    ("content", "path", "found", "expected"),
    [
        ({"name": "长" * 5}, ("name",), "写的是「长长长长长」", "不超过 4 个字"),
        ({"name": "短"}, ("name",), "写的是「短」", "至少 2 个字"),
        ({"name": {"a": "1"}}, ("name",), "写的是一组内容（a）", "文字"),
        ({"flag": "或许"}, ("flag",), "写的是「或许」", "true 或 false"),
        ({"choice": "c"}, ("choice",), "写的是「c」", "以下之一：a、b"),
        ({"marks": "很多"}, ("marks",), "写的是「很多」", "数字或「名称: 内容」的形式"),
        ({"marks": {"综合": "多"}}, ("marks", "综合"), "「多」不是数字", ""),
        ({"floor": "无"}, ("floor",), "写的是「无」", "数字或以下之一：none"),
        ({"pairs": [["1", "x"]]}, ("pairs", 0, 1), "「x」不是数字", ""),
        ({"pairs": [["1", ["x"]]]}, ("pairs", 0, 1), "应写一个数字", ""),
        ({"pairs": [["1", "2", "3"]]}, ("pairs", 0), "写的是3 项的列表", "不超过 2 项"),
        ({"pairs": "1"}, ("pairs",), "写的是「1」", "列表"),
        ({"inner": "1"}, ("inner",), "写的是「1」", "「名称: 内容」的形式"),
        ({"inner": {"size": "0"}}, ("inner", "size"), "写的是「0」", "大于 0"),
        ({"inner": {"size": "1.5"}}, ("inner", "size"), "写的是「1.5」", "整数"),
        ({"inner": {"seize": "1"}}, ("inner", "seize"), "没有「seize」这一项", ""),
        ({"by_kind": {"综合": {"x": "1"}}}, ("by_kind", "综合", "x"), "没有「x」这一项", "以下各项之一：size"),
        ("words", (), "写的是「words」", "「名称: 内容」的形式"),
        (["a"], (), "写的是1 项的列表", "「名称: 内容」的形式"),
    ],
)
def test_errors_become_findings_in_chinese(
    content: object, path: tuple[object, ...], found: str, expected: str
) -> None:
    form, findings = validate(Sample, content)
    assert form is None
    assert [(finding.path, finding.found, finding.expected) for finding in findings] == [(path, found, expected)]


def test_a_misspelt_key_is_told_once_with_what_it_means() -> None:
    _, findings = validate(Rubric, {"code": "a", "titel": "甲"})
    about_title = [finding for finding in findings if finding.path[-1] in ("title", "titel")]
    assert [(finding.found, finding.meant) for finding in about_title] == [("没有「titel」这一项", "title")]


def test_every_error_type_of_pydantic_falls_to_chinese_words() -> None:
    from rating.rubric.validation import _words

    for kind in get_args(ErrorType):
        error = {"type": kind, "loc": ("a",), "msg": "English words", "input": "x", "ctx": {}}
        found, expected = _words("甲", [error])  # type: ignore[list-item]
        assert "English" not in found + expected
        assert found
        assert expected


def test_known_keys_are_found_below_lists_and_names() -> None:
    assert keys_at(Rubric, ("fields", "staff", "roll_up")) == ["how", "at_least"]
    assert "if_blank" in keys_at(Rubric, ("dimensions", 0, "indicators", 3))
    assert keys_at(Rubric, ("bands_by_kind", "综合", 0, "requires", 1)) == ["title", "when", "advice"]
    assert keys_at(Rubric, ("dimensions", 0, "rule_by_kind", "综合", "survey", "samples", 0)) == ["sample", "minimum"]
