"""本区的评分标准: each with its revisions, who made them and why, what changed, and the rounds that judge with them."""

from __future__ import annotations

import streamlit as st

from rating.district.rubrics.revisions import RubricRevision
from rating.rubric.file import parse_rubric
from rating.screens.frame.downloads import EXCEL
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag, visible
from rating.screens.parts.written_table import folded
from rating.screens.visit.where import Where
from rating.screens.workshop_sections.desk import take_out
from rating.screens.workshop_sections.take_section import differences_part
from rating.shown import in_file_name, moment_text
from rating.workflow import rubric_drafts, rubric_library
from rating.workflow.rounds import shipped_rubrics
from rating.workflow.rubric_library import Shelf
from rating.workshop.sheets.to_excel import rubric_to_excel

MOST_REVISIONS = 30


def show_library(here: Where, district: int) -> None:
    shelves = attempt(lambda: rubric_library.library(here.database, here.person, district)) or ()
    put(tag("h2", "本区的评分标准"))
    if not shelves:
        put(tag("p", "还没有。草稿保存以后列在这里；轮次中上传的评分标准也在这里。", cls="quiet"))
    for shelf in shelves:
        _shelf(here, shelf)
    put(_shipped())


def _shipped() -> Markup:
    """What comes with the tool, to be looked at in 评分标准 and copied below."""
    found = [rubric for _, rubric in shipped_rubrics()]
    lines = (tag("li", f"{rubric.title}　{rubric.version}　{rubric.standing_title}") for rubric in found)
    told = tag("p", "内容在「评分标准」中查看；要使用的，在下面复制为草稿，改成本区的标准。", cls="quiet")
    return folded(f"随工具提供的标准（{len(found)} 份）", tag("div", tag("ul", *lines), told))


def _shelf(here: Where, shelf: Shelf) -> None:
    newest = shelf.revisions[0]
    with st.container(border=True, key=f"shelf_{newest.id}"):
        put(_head(shelf, newest))
        with st.container(horizontal=True):
            if st.button("在此基础上修订", key=f"shelf_go_{newest.id}", type="primary"):
                made = attempt(lambda: rubric_drafts.begin_revision(here.database, here.person, newest.id))
                if made is not None:
                    take_out(made)
            _downloads(here, newest)
        with st.expander(f"各版记录（{len(shelf.revisions)}）", key=f"revisions_{newest.id}"):
            for revision in shelf.revisions[:MOST_REVISIONS]:
                _revision(here, shelf, revision)


def _head(shelf: Shelf, newest: RubricRevision) -> Markup:
    standing = "已确认" if newest.standing == "confirmed" else "示例（未经确认）"
    used = [use.sentence for revision in shelf.revisions for use in shelf.uses.get(revision.id, ())]
    told = f"用于：{'；'.join(dict.fromkeys(used))}" if used else "还没有轮次使用"
    return tag(
        "div",
        tag("p", tag("b", visible(newest.label)), "　", tag("span", standing, cls="badge")),
        tag("p", told, cls="quiet"),
    )


def _revision(here: Where, shelf: Shelf, revision: RubricRevision) -> None:
    who = f"{moment_text(revision.made_at)}　{revision.made_by_name}"
    document = (
        f"确认文件：《{revision.document.title}》（{revision.document.number}）" if revision.document.named else ""
    )
    uses = "；".join(use.sentence for use in shelf.uses.get(revision.id, ()))
    put(
        tag("p", tag("b", f"第 {revision.number} 版"), f"　{who}　{revision.why}"),
        tag("p", document, cls="quiet") if document else None,
        tag("p", f"用于：{uses}", cls="quiet") if uses else None,
        *(tag("p", f"保留提醒「{each.found}」的理由：{each.reason}", cls="quiet") for each in revision.answers),
    )
    if revision.number > 1 and st.toggle("与上一版的差异", key=f"revision_changes_{revision.id}"):
        found = attempt(lambda: rubric_library.changes_of(here.database, here.person, revision.id))
        if found is not None:
            put(differences_part(found))


def _downloads(here: Where, revision: RubricRevision) -> None:
    text = attempt(lambda: rubric_library.revision_text(here.database, here.person, revision.id))
    if text is None:
        return
    name = in_file_name(f"{revision.title}_第{revision.number}版")
    rubric, _ = parse_rubric(text, revision.title)
    st.download_button(
        "下载评分标准文件",
        text.encode("utf-8"),
        f"{name}.yaml",
        "text/yaml",
        key=f"yaml_{revision.id}",
        on_click="ignore",
    )
    if rubric is not None:
        st.download_button(
            "下载 Excel 评分标准表",
            lambda: rubric_to_excel(rubric),
            f"{name}.xlsx",
            EXCEL,
            key=f"excel_{revision.id}",
            on_click="ignore",
        )
