"""Before a draft lies on the desk: one's own drafts, and the ways to begin a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from rating.district.rounds.local_day import today
from rating.rubric.file import load_rubric
from rating.rubric.skeleton import copied, skeleton
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.told import tell
from rating.screens.visit import where
from rating.screens.visit.where import Where
from rating.screens.workshop_sections.desk import lay_down, take_out
from rating.screens.workshop_sections.library_section import show_library
from rating.shown import moment_text
from rating.workflow import HOME, rubric_drafts

PAPER, FILE, SHIPPED, BLANK = "从纸质标准（Word、Excel）读入", "从评分标准文件读入", "从随附的标准复制", "从空白开始"
PAPERS = ("docx", "xlsx", "xlsm", "xls", "ods", "csv")
NAME = "新标准的名称"


def show_start() -> None:
    here = where.here()
    if here is not None and here.view.district is not None:
        _own_drafts(here, here.view.district.id)
        show_library(here, here.view.district.id)
    put(tag("h2", "新建草稿"))
    ways = list(WAYS)
    chosen = st.segmented_control(
        "从哪里开始", ways, default=PAPER, key="rubric_start", label_visibility="collapsed", required=True
    )
    WAYS[str(chosen)](here)


def _own_drafts(here: Where, district: int) -> None:
    found = attempt(lambda: rubric_drafts.own_drafts(here.database, here.person, district)) or ()
    if not found:
        return
    put(tag("h2", "我的草稿"))
    for line in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"draft_line_{line.id}"):
            state = "正在核对纸质标准" if line.reading else "编辑中"
            put(
                tag("p", tag("b", line.title or line.paper_name), f"　{state}，{moment_text(line.changed_at)} 改动"),
                cls="grow",
            )
            if st.button("继续", key=f"draft_open_{line.id}", type="primary"):
                take_out(line.id)
            with st.popover("删去", key=f"draft_drop_ask_{line.id}"):
                put(tag("p", "草稿删去以后不能恢复；已保存为正式版本的标准不受影响。"))
                if st.button("确认删去", key=f"draft_drop_{line.id}") and _dropped(here, line.id):
                    tell(f"草稿「{line.title}」已删去。")


def _dropped(here: Where, draft: int) -> bool:
    def drop() -> bool:
        rubric_drafts.drop(here.database, here.person, draft)
        return True

    return attempt(drop) or False


def begin(here: Where | None, title: str, text: str) -> None:
    """A new draft on the desk."""
    if here is None:
        lay_down(title, text)
    elif here.view.district is not None:
        district = here.view.district.id
        made = attempt(lambda: rubric_drafts.begin(here.database, here.person, district, title, text))
        if made is not None:
            take_out(made)


def _paper(here: Where | None) -> None:
    put(
        tag(
            "p",
            "上传正在使用的标准原件（Word 或 Excel 表格）。工具读出指标、分值和评分标准，"
            "逐条提出计分规则，由您确认；没有确认的，一律按评估人打分处理。",
        )
    )
    file = st.file_uploader("标准原件", type=list(PAPERS), key="rubric_paper_file")
    if file is None or not st.button("开始核对", type="primary", key="rubric_paper_begin"):
        return
    name, content = file.name, file.getvalue()
    if here is None:
        lay_down(name.rsplit(".", 1)[0], paper_name=name, paper=content)
    elif here.view.district is not None:
        district = here.view.district.id
        made = attempt(lambda: rubric_drafts.begin_paper(here.database, here.person, district, name, content))
        if made is not None:
            take_out(made)


def _file(here: Where | None) -> None:
    put(tag("p", "YAML 文件，或从本工具导出、在 Excel、WPS 中改过的评分标准表。读入后先看差异，再决定是否采用。"))
    file = st.file_uploader("评分标准文件", type=["yaml", "yml", "xlsx"], key="rubric_start_file")
    if file is None or not st.button("读入为草稿", type="primary", key="rubric_file_begin"):
        return
    text = attempt(lambda: rubric_drafts.text_in_file(file.name, file.getvalue()))
    if text is not None:
        begin(here, file.name.rsplit(".", 1)[0], text)


def _shipped(here: Where | None) -> None:
    found = _of_shipped()
    with st.form("rubric_copy"):
        name = st.selectbox(
            "复制哪一份", list(found), format_func=lambda each: visible(found[each]), placeholder=CHOOSE
        )
        title = st.text_input(NAME, placeholder="例如：本区社工站星级评定标准", max_chars=80)
        code, version = f"district-{today_code()}", f"{today().year}.1"
        if st.form_submit_button("复制为草稿", type="primary") and _named(title) and name:
            text = (HOME / "rubrics" / name).read_text(encoding="utf-8")
            made = attempt(lambda: copied(text, title.strip(), code, version))
            if made is not None:
                begin(here, title.strip(), made)


def _blank(here: Where | None) -> None:
    with st.form("rubric_blank"):
        title = st.text_input(NAME, max_chars=80)
        if st.form_submit_button("新建", type="primary") and _named(title):
            begin(here, title.strip(), skeleton(title.strip(), f"district-{today_code()}", "station"))


def _named(title: str) -> bool:
    if not title.strip():
        put(tag("p", "请填写名称。"), cls="notice-box warning")
    return bool(title.strip())


def today_code() -> str:
    """Part of a code that nobody has to think of."""
    return today().strftime("%Y%m%d")


@st.cache_data(show_spinner=False)
def _of_shipped() -> Mapping[str, str]:
    """Title by file name."""
    return {path.name: load_rubric(path).title for path in sorted((HOME / "rubrics").glob("*.yaml"))}


WAYS: Mapping[str, Callable[[Where | None], None]] = {PAPER: _paper, FILE: _file, SHIPPED: _shipped, BLANK: _blank}
