"""Which pages a role has, in which order; what a page is called and where its file is.

Leaving a page out here hides it; what a person may do is decided where data are read and written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rating.district.people.person import Role

HERE = Path(__file__).parent.parent
TITLES = {
    "overview": "总览",
    "import_data": "数据导入",
    "ranking": "排名",
    "station": "站点",
    "comparison": "对比",
    "goals": "目标达成",
    "reliability": "可靠性",
    "rubric": "评分标准",
    "rubric_workshop": "标准修订",
    "export": "导出",
    "rounds": "轮次",
    "objections": "异议处理",
    "rectification": "整改管理",
    "stations": "站点名册",
    "accounts": "账号",
    "log_and_backup": "日志与备份",
    "my_marks": "我的评分",
    "my_feedback": "我的反馈",
    "station_feedback": "站点反馈",
    "my_objections": "异议与整改",
}
Sections = Mapping[str, tuple[str, ...]]
TRY_OUT: Sections = {
    "评定": ("overview", "import_data", "ranking", "station", "comparison"),
    "目标与依据": ("goals", "reliability", "rubric", "rubric_workshop", "export"),
}
STAFF: Sections = {**TRY_OUT, "轮次与异议": ("rounds", "station_feedback", "objections", "rectification")}
BY_ROLE: Mapping[Role, Sections] = {
    Role.ADMINISTRATOR: {**STAFF, "管理": ("stations", "accounts", "log_and_backup")},
    Role.EVALUATOR: STAFF,
    Role.RATER: {"评分": ("my_marks", "rubric")},
    Role.STATION_HEAD: {"我的站点": ("my_feedback", "my_objections", "rubric")},
    Role.VIEWER: {
        "评定": ("overview", "ranking", "station", "comparison"),
        "目标与依据": ("goals", "reliability", "rubric", "export"),
        "公示与异议": ("station_feedback", "objections"),
    },
}
NEEDS_PART = frozenset({"overview", "import_data", "my_marks"})
"""Pages that work on a part of a round: in a district without one, the frame says what comes first."""
NEEDS_RESULT = frozenset(
    {"ranking", "station", "comparison", "goals", "reliability", "export", "objections", "rectification"}
)
"""Pages that show an evaluation: in a round without one, the frame says what comes first."""


def page_file(name: str) -> Path:
    """The file of one screen, for `st.switch_page` and `st.page_link`."""
    return HERE / f"{name}.py"


@cache
def sections_of(role: Role | None) -> Sections:
    """The pages that there are for a role, None for the try-out; a section without pages is left out."""
    all_of_role = TRY_OUT if role is None else BY_ROLE[role]
    there = {title: tuple(name for name in names if page_file(name).is_file()) for title, names in all_of_role.items()}
    return {title: names for title, names in there.items() if names}


def pages_of(role: Role | None) -> tuple[str, ...]:
    """The same in one row; the first is where the role begins."""
    return tuple(name for names in sections_of(role).values() for name in names)


def every_page() -> tuple[str, ...]:
    """The pages of all roles, each once."""
    return tuple(name for name in TITLES if page_file(name).is_file())
