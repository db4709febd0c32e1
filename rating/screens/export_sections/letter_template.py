"""意见书模板: the district's own form of the letter; administrators replace it, the others are told which it is."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from rating.district.people.person import Role
from rating.district.rounds.letter_templates import TemplateRevision
from rating.export.word.templates.package import LARGEST_FILE
from rating.export.word.templates.starting import starting_template
from rating.screens.export_sections.papers import WORD
from rating.screens.parts.asked import asked, attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import letter_form

HOW = "先下载起始模板，在 Word 或 WPS 中改成本区的样式，再上传。落款单位和联系人用上面登记的。"
CHECKED = "上传时检查整个文件，有问题逐条列出，不会采用。"
OWN_FORM = "现在使用默认样式。"
TURN = "letter_template_turn"
MOST_LISTED = 10


def show_template(here: Where) -> None:
    """Nothing without a district; the form only for its administrators."""
    district = here.view.district
    if district is None:
        return
    found = attempt(lambda: letter_form.templates(here.database, here.person, district.id))
    if found is None:
        return
    put(tag("h2", "意见书模板"), tag("p", _in_use(found), cls="quiet"))
    if here.person.role is not Role.ADMINISTRATOR:
        return
    put(tag("p", HOW, CHECKED))
    _files(here, district.id, found)
    _upload(here, district.id, found)
    if len(found) > 1:
        put(_revisions(found))


def _in_use(found: tuple[TemplateRevision, ...]) -> str:
    if not found or found[0].own_form:
        return OWN_FORM
    now = found[0]
    return f"现在使用「{now.name}」（第 {now.number} 版，{now.made_by_name} {moment_text(now.made_at)} 上传）。"


def _files(here: Where, district: int, found: tuple[TemplateRevision, ...]) -> None:
    seen = found[0].number if found else 0
    with st.container(horizontal=True):
        st.download_button(
            "下载起始模板",
            starting_template,
            "意见书起始模板.docx",
            WORD,
            key="template_start",
            on_click="ignore",
            width=200,
        )
        if not found or found[0].own_form:
            return
        now = found[0]
        st.download_button(
            "下载现用模板", lambda: letter_form.template_file(here.database, here.person, now.id)[1], now.name, WORD,
            key=f"template_now_{now.id}", on_click="ignore", width=200,
        )  # fmt: skip
        back = st.button("恢复默认样式", key=f"template_back_{seen}", width=200)
    if back:
        with asked():
            letter_form.own_form_again(here.database, here.person, district, seen)
            _changed("已恢复默认样式，此后的意见书按默认样式生成。")


def _upload(here: Where, district: int, found: tuple[TemplateRevision, ...]) -> None:
    """A click on a button that was drawn before somebody else replaced the template does nothing: its key is gone."""
    turn = st.session_state.get(TURN, 0)
    with st.container(key="letter_template"):  # the style sheet tells the size
        file = st.file_uploader(
            "新的模板（.docx）", ["docx"], key=f"template_file_{turn}", max_upload_size=LARGEST_FILE // 1_000_000
        )
    if file is None:
        return
    content, seen = file.getvalue(), found[0].number if found else 0
    digest = sha256(content).hexdigest()
    if st.button("检查并采用", key=f"template_take_{seen}_{digest[:12]}", type="primary", width=200):
        with asked():
            letter_form.replace_template(here.database, here.person, district, seen, file.name, content)
            _changed(f"已采用「{file.name}」，此后的意见书都用这个模板生成。")


def _changed(said: str) -> None:
    """Papers that were made with the template before are no longer offered."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state.pop("made_letters", None)
    tell(said)


def _revisions(found: tuple[TemplateRevision, ...]) -> Markup:
    rows = (
        tag(
            "tr",
            tag("td", f"第 {each.number} 版"),
            tag("td", "默认样式" if each.own_form else each.name, data_name="模板"),
            tag("td", f"{each.made_by_name} {moment_text(each.made_at)}", data_name="何人何时"),
        )
        for each in found[:MOST_LISTED]
    )
    head = tag("tr", *(tag("th", name) for name in ("版次", "模板", "何人何时")))
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls="stack")
    return tag("details", tag("summary", "历次模板"), table)
