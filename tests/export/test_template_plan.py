"""Which sheets a template has, which columns, and who is asked for what."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rating.export.template_plan import DETAIL_ROWS, EMPTY_ROWS, marking_roles, plan_template
from rating.intake.layout.headers import Target, Vocabulary
from rating.intake.stamp import DATA, DETAILS, MARKS
from rating.reported import Roster
from rating.rubric.file import load_rubric
from tests.intake.workbooks import FIELDS, form, leaf

RUBRICS = sorted((Path(__file__).parents[2] / "rubrics").glob("*.yaml"))
YICHANG = RUBRICS[0].with_name("yichang-five-star.yaml")


def headings(plan: Any) -> list[list[str]]:
    return [[*(key.heading for key in one.keys), *(entry.heading for entry in one.entries)] for one in plan.forms]


def of_fields(fields: dict[str, Any], **changes: Any) -> Any:
    tree = [
        {"code": f"x_{code}", "title": f"指标{code}", "full_marks": "5", "value": code, "rule": {"steps": [["1", "5"]]}}
        for code in fields
    ]
    return form(fields=fields, dimensions=[{"code": "d", "title": "d", "indicators": tree}], **changes)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_heading_means_its_field_or_identity(path: Path) -> None:
    rubric = load_rubric(path)
    words = Vocabulary(rubric)
    for one in plan_template(rubric, None).forms:
        for entry in one.entries:
            assert words.find(" ".join(entry.heading.split())) == Target("field", entry.code)
        for key in one.keys:
            assert words.find(key.heading) in (Target(key.kind), Target("compose", "0"))


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_field_that_decides_anything_has_one_place_to_be_filled_in(path: Path) -> None:
    """A mark has as many places as it has roles; derived fields have none."""
    rubric = load_rubric(path)
    plan = plan_template(rubric, None)
    places = [entry.code for one in plan.forms for entry in one.entries]
    for code, field in rubric.fields.items():
        asked = plan.asked.by_kind is None or any(code in codes for codes in plan.asked.by_kind.values())
        assert places.count(code) == (0 if field.formula or not asked else len(field.marked_by) or 1), code


def test_sheets_of_the_sample_rubric() -> None:
    plan = plan_template(load_rubric(YICHANG), None)
    assert [(one.name, one.part) for one in plan.forms] == [("填报数据", DATA), ("专家打分", MARKS)]
    assert [key.heading for key in plan.forms[0].keys] == ["站点代码", "站点名称", "站点类型", "街镇", "区"]
    assert headings(plan)[1][5:] == ["项目策划评分\n（6分）", "组织实施评分\n（6分）", "成效提升评分\n（5分）"]
    assert [one.rows for one in plan.forms] == [EMPTY_ROWS, EMPTY_ROWS]


def test_with_a_role_only_its_marks() -> None:
    rubric = load_rubric(YICHANG)
    (role,) = marking_roles(rubric)
    (one,) = plan_template(rubric, None, role, "甲").forms
    assert (one.part, one.role, one.rater) == (MARKS, role, "甲")


def test_full_marks_by_kind_bound_the_row_of_the_kind() -> None:
    tree = [
        {
            "code": "good", "title": "服务质量", "full_marks": {"甲类": "10", "乙类": "6"}, "value": "quality",
            "rule": {"mark": {}},
        },
        leaf("staff", kinds=["甲类"], rule={"steps": [["1", "20"]]}),
    ]  # fmt: skip
    rubric = form(
        kinds=["甲类", "乙类"], fields={code: FIELDS[code] for code in ("quality", "staff")},
        dimensions=[{"code": "d", "title": "d", "indicators": tree}],
        scale={"full_marks": {"甲类": "30", "乙类": "6"}, "decimals": 1, "round": "indicator"},
    )  # fmt: skip
    plan = plan_template(rubric, None)
    quality, staff = plan.forms[1].entries[0], plan.forms[0].entries[0]
    assert plan.limits(quality, "甲类") == (0, 10)
    assert plan.limits(quality, "乙类") == (0, 6)
    assert plan.limits(quality, None) == (0, 10)
    assert quality.heading == "服务质量"  # no points: they differ
    assert (plan.asks(staff, "甲类"), plan.asks(staff, "乙类")) == (True, False)


def test_standardised_marks_have_a_scale_of_their_own() -> None:
    raters = {"combine": "mean", "if_missing": "exclude", "standardise": {}}
    quality = {**FIELDS["quality"], "at_most": "100"}
    tree = [{"code": "d", "title": "d", "indicators": [leaf("quality", rule={"mark": {}})]}]
    plan = plan_template(form(fields={"quality": quality}, raters=raters, dimensions=tree), None)
    (entry,) = plan.forms[0].entries
    assert plan.limits(entry, "") == (0, 100)
    assert entry.heading == "服务质量"


def test_a_share_without_bounds_is_not_negative() -> None:
    plan = plan_template(of_fields({"satisfied": {"title": "满意度", "kind": "share"}}), None)
    assert plan.limits(plan.forms[0].entries[0], "") == (Decimal(0), None)


def test_rows_of_institutions_and_of_rooms_do_not_mix() -> None:
    """Fields that one indicator looks at together share their rows; others get a sheet of their own."""
    fields = {
        "homes": {"title": "机构名称", "kind": "text", "roll_up": {"how": "count"}},
        "carers": {"title": "机构社工数", "roll_up": {"how": "sum"}},
        "rooms": {"title": "活动室面积", "unit": "平方米", "roll_up": {"how": "max"}},
    }
    tree = [
        {"code": "a", "title": "配备", "full_marks": "10", "rule": {"all_or_nothing": "carers >= homes"}},
        {"code": "b", "title": "面积", "full_marks": "10", "value": "rooms", "rule": {"steps": [["1", "10"]]}},
    ]
    rubric = form(fields=fields, dimensions=[{"code": "d", "title": "d", "indicators": tree}])
    plan = plan_template(rubric, Roster(("1",), ("甲",), ("",), ("丙街",)))
    assert [one.name for one in plan.forms] == ["明细填报", "明细填报 活动室面积"]
    assert headings(plan) == [["代码", "名称", "机构名称", "机构社工数"], ["代码", "名称", "活动室面积\n（平方米）"]]
    assert [(one.part, one.rows, one.filled) for one in plan.forms] == [(DETAILS, DETAIL_ROWS, False)] * 2


def test_a_code_of_several_columns_is_taken_apart_when_it_can_be() -> None:
    rubric = of_fields({"staff": FIELDS["staff"]}, identity={"compose": ["街道代码", "序号码"], "name": ["站点"]})
    whole = plan_template(rubric, Roster(("01-7", "02-8"), ("甲", "乙"), ("", ""), ("", "")))
    assert [(key.heading, key.values) for key in whole.forms[0].keys[:2]] == [
        ("街道代码", ("01", "02")), ("序号码", ("7", "8")),
    ]  # fmt: skip
    odd = plan_template(rubric, Roster(("01-7", "028"), ("甲", "乙"), ("", ""), ("", "")))
    assert [key.heading for key in odd.forms[0].keys] == ["代码", "站点"]
    assert [key.heading for key in plan_template(rubric, None).forms[0].keys] == ["街道代码", "序号码", "站点"]


def test_a_title_that_means_something_else_gives_way_to_the_code() -> None:
    """A field titled 类型 would be read as the kind of the station."""
    rubric = of_fields({"shape": {"title": "类型", "kind": "number"}}, identity={"kind": ["类型"]})
    assert plan_template(rubric, None).forms[0].entries[0].heading == "shape"


def test_names_of_sheets_are_what_a_spreadsheet_takes() -> None:
    roles = [{"code": f"r{at}", "title": f"评审[组]:{'很长的名称' * 9}{at}"} for at in range(3)]
    quality = {**FIELDS["quality"], "marked_by": [role["code"] for role in roles]}
    tree = [{"code": "d", "title": "d", "indicators": [leaf("quality", rule={"mark": {}})]}]
    names = [
        one.name for one in plan_template(form(roles=roles, fields={"quality": quality}, dimensions=tree), None).forms
    ]
    assert len(set(names)) == 3 and all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
