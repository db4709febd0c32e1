"""Objects as rows."""

from __future__ import annotations

from rating.rubric.nouns import DataField
from rating.rubric.policies import Award, Ladder
from rating.workshop.sheets.forms import UP_TO, Share
from rating.workshop.sheets.names import NO_NAMES
from rating.workshop.sheets.plan import OF_SOURCES, heading_of, shown, table
from rating.workshop.sheets.tables import FIELD_COLUMNS, FIELDS, GATE_COLUMNS, Column


def test_a_table_has_a_row_an_object() -> None:
    share = DataField(title="满意度", kind="share", at_most=1)  # type: ignore[arg-type]
    plan = table(FIELDS, FIELD_COLUMNS, [share, DataField(title="人数")], NO_NAMES)
    titles = [heading.title for heading in plan.headings]
    assert [row[titles.index("名称")] for row in plan.rows] == ["满意度", "人数"]
    assert isinstance(plan.rows[0][titles.index("最大")], Share)
    assert plan.rows[1][titles.index("最大")] is None


def test_a_rule_without_a_limit_is_not_no_rule() -> None:
    column = Column("升星", ("ladder", "up"), UP_TO)
    assert shown(column, Award(), NO_NAMES) is None
    assert shown(column, Award(ladder=Ladder()), NO_NAMES) == "不限"
    assert shown(column, Award(ladder=Ladder(up=2)), NO_NAMES) == 2


def test_codes_stand_aside_and_sources_are_offered() -> None:
    looks = {column.heading: heading_of(column) for column in GATE_COLUMNS}
    assert looks["代码"].look == "aside"
    assert looks["依据来源"].choices == OF_SOURCES
    assert looks["后果"].choices == ("一票否决", "限星", "不具备参评资格")
