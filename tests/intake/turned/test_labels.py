"""Row labels: fields by their own words, numbering aside, and the indicator whose value is that very field."""

from __future__ import annotations

import pytest

from rating.intake.layout.headers import Vocabulary
from rating.intake.raters import RaterBook
from rating.intake.turned.labels import RowLabels, Search
from tests.intake.forms import FORM_FIELDS, form
from tests.intake.workbooks import leaf, small_form


def labels() -> RowLabels:
    tree = [{"code": "d", "title": "队伍建设", "indicators": [
        leaf("quality", title="服务好坏"),
        {**leaf("staff"), "code": "many", "title": "社工配备", "value": "staff"},
        {**leaf("staff"), "code": "share", "title": "人均", "value": "hours / staff"},
    ]}]  # fmt: skip
    known = small_form("quality", "staff", fields=FORM_FIELDS, dimensions=tree, roles=form().roles)
    return RowLabels(Vocabulary(known), known)


@pytest.mark.parametrize(
    ("label", "code"),
    [("服务质量", "quality"), ("服务质量（8分）", "quality"), ("1.2 服务质量", "quality"), ("（一）服务质量", "quality"),
     ("3、专职社工数", "staff"), ("※服务质量", "quality"), ("驻站社工数（人）", "staff"), ("服务好坏", "quality"),
     ("社工配备（20分）", "staff"), ("人均时长", "per_head"), ("人均", ""), ("服务质量情况", ""), ("站点名称", ""), ("好" * 80, "")],
)  # fmt: skip
def test_what_a_label_names(label: str, code: str) -> None:
    found = labels().find(label)
    assert (found.code if found else "") == code


def test_titles_of_the_form_are_known_although_no_value_stands_behind_them() -> None:
    assert labels().knows("一、队伍建设")
    assert labels().knows("人均（20分）")
    assert not labels().knows("其他情况")


def test_headings_that_are_units() -> None:
    known = labels()
    book = RaterBook(form().roles)
    with_roster = Search(known, book, lambda text: text == "定海", True)
    assert with_roster.units(["定海", "大桥街道", "备注"]) == {"定海", "大桥街道"}
    assert with_roster.units(["大桥街道", "备注"]) == frozenset()
    without = Search(known, book, lambda text: False, False)
    assert without.units(["甲站", "乙站", "分值", "专家甲"]) == {"甲站", "乙站"}
    assert without.units(["甲站", "乙站", "其他"]) == frozenset()
    assert without.units(["甲站"]) == frozenset()
    assert without.units(["指导中心", "专家甲"]) == frozenset()
