"""Whatever rows people write: each is a station's, is left out and listed, or is a problem; none disappears."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.reported import Reported
from tests.intake.workbooks import read, small_form, xlsx

NAMES = ["甲站", "乙街道", "丙镇社工站", "小计", "合计：", "注：见附表", "签字：", "——", None, "1", "二、组", "第一组", "例：某某站", "站点",
         "2025-01-01", "填表人：张三", "备注", "平均", "*脚注", "服务时长", "共3个", "#N/A", "甲 站", "均安", " ", "指标", "专家"]  # fmt: skip
VALUES = [None, 5, "5", "约5", "—", "很多", 0, "2025年1月1日", "合计", 7.5, "#REF!", True]
OTHERS = [None, None, "x", "合计", 1, "签章", "说明：a", "007"]
HEADS = {
    "name": ["站点", "服务时长", "别的"],
    "code": ["代码", "站点", "服务时长"],
    "number": ["序号", "站点", "服务时长"],
    "street": ["街道", "站点", "服务时长"],
}
ROSTER = ("名册.csv", "代码,名称\n1,甲站\n007,乙街道\n3,丙镇\n".encode())
rows = st.lists(st.tuples(*map(st.sampled_from, (NAMES, VALUES, OTHERS))), min_size=1, max_size=8)


def spoken_of(reported: Reported) -> set[int]:
    """Rows, counted from 1, that a value, a problem or the list of what was left out names."""
    found = {int(row) + 1 for column in reported.columns.values() for row in column.row if row >= 0}
    for problem in reported.problems:
        found |= {int(number) for number in re.findall(r"\d+$", problem.place.cell)}
    for where, why in reported.left_out:
        found |= {int(number) for number in re.findall(r"![A-Z]+(\d+)", where)}
        for first, last in re.findall(r"第 (\d+)—(\d+) 行", why):
            found |= set(range(int(first), int(last) + 1))
    for table in reported.tables:
        found |= set(range(table.header_rows[0], table.header_rows[1] + 1))
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows, st.sampled_from(sorted(HEADS)), st.booleans(), st.booleans())
def test_no_row_is_lost(body: list[tuple[Any, ...]], head: str, title: bool, listed: bool) -> None:
    order = (0, 1, 2) if head == "name" else (2, 0, 1)
    lines = [["标题"]] * title + [HEADS[head], *([row[at] for at in order] for row in body)]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(lines)), roster=ROSTER if listed else None)
    if any(problem.code == "table_missing" for problem in reported.problems):
        return
    below = range(len(lines) - len(body), len(lines))
    filled = {row + 1 for row in below if any(str(cell).strip() for cell in lines[row] if cell is not None)}
    assert filled <= spoken_of(reported), lines
