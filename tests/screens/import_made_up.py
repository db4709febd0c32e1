"""Imports as the screens meet them: a draft with made-up tables and questions, or real files dropped on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from streamlit.testing.v1 import AppTest

from rating.intake.answers import NOT_USED
from rating.problems import Place, Problem
from rating.reported import ColumnRead, Question, Reported, Roster, TableRead
from rating.screens.import_sections.import_draft import FROM_FILES, Draft
from rating.workflow import Checked
from tests.screens.opening import open_screen, yichang

HOSTILE = ":red[红] $x$ <b>粗</b>"
STATIONS = Roster(("01", "02"), ("甲街道社工站", "乙街道社工站"), ("综合", "综合"), ("甲街道", "乙街道"))
NEAR = Problem("column_similar", Place("数据.xlsx", "表", "C3", HOSTILE), "列名近似", field="staff")
COLUMN = Question(
    ("column", "layout", HOSTILE), NEAR, HOSTILE, (("staff", "驻站社工数"), (NOT_USED, "不采用")), 0.74, ("5", "6")
)
UNKNOWN = Problem("station_unknown", Place("数据.xlsx", "表", "A9"), "名册中没有「甲街」")
STATION = Question(("station", "甲街"), UNKNOWN, "甲街", (("01", "甲街道社工站"), (NOT_USED, "不采用这一行")), 0.6)
MIXED = Problem("column_mixed_share", Place("数据.xlsx", "表", "E4", "居民满意度"), "小数与百分数混用")
SHARE = Question(
    ("share", "f" * 64, "表", "居民满意度"),
    MIXED,
    "居民满意度",
    (("percent", "按百分数"), ("fractions", "按小数")),
    0.5,
)
TABLE = TableRead(
    "数据.xlsx",
    "表",
    "layout",
    (2, 3),
    9,
    5,
    (
        ColumnRead("站点名称", "A3", meaning="name", how="exact", confidence=1.0, samples=("甲街道社工站",)),
        ColumnRead("持证社工数", "B3", "licensed", "field", "exact", 1.0, ("4", "5")),
        ColumnRead(HOSTILE, "C3", "staff", "field", "nearest", 0.74, ("5", "6")),
        ColumnRead("服务质量", "D3", "licensed", "field", "normalised", 1.0, rater="专家甲"),
        ColumnRead("联系电话", "F3"),
    ),
)
QUESTIONS = (COLUMN, STATION, SHARE)


def reported(*questions: Question, **changes: Any) -> Reported:
    """Two tables of one layout; what is asked is also told."""
    plain = Reported(
        STATIONS,
        {},
        tables=(TABLE, replace(TABLE, file="另一份.xlsx")),
        questions=questions,
        problems=tuple(question.problem for question in questions),
        left_out=(("数据.xlsx → 表!A9", "合计、平均一类的行"),),
    )
    return replace(plain, **changes)


def draft(table: Reported, **changes: Any) -> Draft:
    started = Draft(yichang(), (("数据.xlsx", b"x"),), checked=Checked(table))
    return replace(started, **changes)


def drop(run: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Files dropped on the page; nothing else is needed to have them checked."""
    uploader = next(each for each in run.file_uploader if str(each.key).startswith("import_files_"))
    for name, content in files:
        uploader.upload(name, content)
    uploader.run()
    assert not run.exception, run.exception
    return run


def opened(roster: str = FROM_FILES) -> AppTest:
    run = open_screen("import_data")
    if roster != FROM_FILES:
        run.selectbox(key="import_roster").set_value(roster).run()
    return run


def labels(run: AppTest) -> dict[str, str]:
    """Step → what its folded line says."""
    steps = (each.label for each in run.expander if each.label[2:3] in "①②③④⑤⑥")
    return {label[2:3]: label.split("　", 1)[-1] for label in steps}
