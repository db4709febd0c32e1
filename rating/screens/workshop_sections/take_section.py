"""保存: what changed since the revision before, why, which document confirms the rubric; files to take along."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.district.rubrics.revisions import NO_DOCUMENT, Document
from rating.insight.rubric_differences.difference import Difference
from rating.rubric import edits
from rating.rubric.nouns import Rubric
from rating.screens.frame.downloads import EXCEL
from rating.screens.parts.asked import asked, attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.screens.workshop_sections.desk import QUERY, Desk
from rating.shown import in_file_name
from rating.workflow import rubric_library
from rating.workshop.sheets.to_excel import rubric_to_excel

EXAMPLE, CONFIRMED = "示例（未经确认）", "已确认"
STANDINGS = {EXAMPLE: "example", CONFIRMED: "confirmed"}
MOST_SHOWN = 60
NO_CODE = "文件"


def show_take(desk: Desk) -> None:
    rubric, problems = desk.read
    if rubric is None:
        put(tag("p", f"草稿还有 {len(problems)} 处需要改正，请先到「检查」改正。"), cls="notice-box warning")
        _take_along(desk, None)
        return
    if desk.here is not None:
        _changes(desk, desk.here)
        _take(desk, desk.here, rubric)
    else:
        put(tag("p", "试用时不保存。可以把标准下载带走，以后在正式系统中读入。"), cls="notice-box")
    _take_along(desk, rubric)


def _changes(desk: Desk, here: Where) -> None:
    found = attempt(lambda: rubric_library.changes_in_draft(here.database, here.person, desk.draft.id))
    if found is None:
        return
    put(tag("h2", "与上一版的差异"))
    put(differences_part(found) if found else tag("p", "这是本区的第一版，或与上一版相同。", cls="quiet"))


def differences_part(found: Sequence[Difference]) -> Markup:
    """Under the heading that each stands under, in the order of the rubric."""
    parts = dict.fromkeys(each.part for each in found)
    shown = found[:MOST_SHOWN]
    lists = [
        tag("div", tag("h3", part), tag("ul", *(tag("li", each.sentence) for each in shown if each.part == part)))
        for part in parts
        if any(each.part == part for each in shown)
    ]
    rest = (
        tag("p", f"另有 {len(found) - MOST_SHOWN} 处差异没有列出。", cls="quiet") if len(found) > MOST_SHOWN else None
    )
    return tag("div", *lists, rest)


def _take(desk: Desk, here: Where, rubric: Rubric) -> None:
    put(tag("h2", "保存为新的一版"))
    put(tag("p", "保存后各轮次可以选用这一版；已经开始评分的轮次继续使用原来的一版。", cls="quiet"))
    standings = list(STANDINGS)
    held = CONFIRMED if rubric.standing == "confirmed" else EXAMPLE
    key = desk.key("take")
    standing = str(st.segmented_control("性质", standings, default=held, key=f"{key}_standing", required=True))
    document = _document(key) if standing == CONFIRMED else NO_DOCUMENT
    version = st.text_input("版本", rubric.version, key=f"{key}_version", max_chars=30)
    why = st.text_area("修订理由", key=f"{key}_why", max_chars=500)
    if st.button("保存为新的一版", type="primary", key=f"{key}_go"):
        with asked():
            _taken(desk, here, rubric, STANDINGS[standing], version.strip(), why, document)


def _document(key: str) -> Document:
    """What confirms it; a rubric that was confirmed before may go on under the same document."""
    left, right = st.columns([2, 1])
    with left:
        title = st.text_input("确认文件的名称", key=f"{key}_document", max_chars=120)
    with right:
        number = st.text_input("文号", key=f"{key}_number", max_chars=60)
    return Document(title, number)


def _taken(desk: Desk, here: Where, rubric: Rubric, standing: str, version: str, why: str, document: Document) -> None:
    """The standing and version go into the text first; then the draft becomes the revision, or nothing happens."""
    text = desk.draft.text
    for name, value, before in (("standing", standing, rubric.standing), ("version", version, rubric.version)):
        text = edits.put(text, (name,), value) if value and value != before else text
    rubric_library.take_text(here.database, here.person, desk.draft.id, desk.draft.version, text, why, document)
    if QUERY in st.query_params:
        del st.query_params[QUERY]
    tell(f"「{rubric.title}」已保存为新的一版，可以在轮次中选用。")


def _take_along(desk: Desk, rubric: Rubric | None) -> None:
    put(tag("h2", "下载"))
    name = in_file_name(f"{rubric.title if rubric else desk.draft.title}_{rubric.version if rubric else '草稿'}")
    with st.container(horizontal=True):
        if rubric is not None:
            st.download_button(
                "下载 Excel 评分标准表",
                lambda: rubric_to_excel(rubric),
                f"{name}.xlsx",
                EXCEL,
                key=desk.key("excel"),
                on_click="ignore",
            )
        text = desk.draft.text
        st.download_button(
            "下载评分标准文件",
            text.encode("utf-8"),
            f"{name}.yaml",
            "text/yaml",
            key=desk.key("yaml"),
            on_click="ignore",
        )
    put(tag("p", "Excel 表可以在 Excel、WPS 中修改后再读入；评分标准文件用于命令行或另一个区。", cls="quiet"))
