"""Which cells stand behind an indicator."""

from __future__ import annotations

from rating.insight.sources import fields_of, origins, simple_field, where_of
from tests.insight.example import example
from tests.insight.rules import form_of

EVALUATION = example()
FORM = EVALUATION.rubric


def test_fields_of_formulas_conditions_targets_and_samples() -> None:
    assert fields_of(FORM, FORM.indicators[0], "综合") == ("licensed", "staff")
    for kind, fields in {
        "parts": ("staff", "licensed"),
        "all_or_nothing": ("staff", "licensed"),
        "completion": ("licensed", "staff"),
        "matrix": ("speed", "quality"),
        "survey": ("v", "n"),
        "key_item": ("staff",),
        "steps": ("licensed", "staff"),
    }.items():
        form = form_of(kind)
        assert fields_of(form, form.indicators[0], "") == fields


def test_derived_fields_lead_to_what_was_reported() -> None:
    fields = {**FORM.fields, "ratio": FORM.fields["area"].model_copy(update={"formula": "licensed / staff"})}
    form = FORM.model_copy(update={"fields": fields})
    node = FORM.indicators[0].model_copy(update={"value": "ratio"})
    assert fields_of(form, node, "综合") == ("licensed", "staff")


def test_one_origin_a_rater() -> None:
    found = origins(EVALUATION.reported, FORM, ("quality",))
    assert [origin.rater.name for origin in found if origin.rater] == ["专家甲", "专家乙", "专家丙"]


def test_where_names_file_sheet_and_cell() -> None:
    assert where_of(EVALUATION.reported, EVALUATION.reported.columns["area"], 0) == "测试.xlsx → 填报表!C2"


def test_simple_field() -> None:
    assert simple_field(FORM, FORM.indicators[1]) == "area"
    assert simple_field(FORM, FORM.indicators[0]) is None
