"""落款: who signs the district's papers and whom to ask, kept once for all of them."""

from __future__ import annotations

import streamlit as st

from rating.district.people.roles import About, Action, Thing, may
from rating.district.rounds.letter_signatures import LONGEST, Signature
from rating.screens.parts.asked import asked, attempt
from rating.screens.parts.markup import put, tag
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import letter_form

OF_SIGNATURE = "写在每份意见书、整改通知和总报告的末尾，登记一次，此后都用；改动记入日志。"
NOBODY = "还没有登记落款单位和联系人，文件上留空，盖章时补写。"
ASK = "由管理员在本页登记。"


def show_signature(here: Where) -> int:
    """The form for administrators, a line for the others; the number of the revision in use, 0 for none."""
    district = here.view.district
    if district is None:
        return 0
    kept = attempt(lambda: letter_form.signature(here.database, here.person, district.id))
    if kept is None:
        return 0
    put(tag("h3", "落款"), tag("p", OF_SIGNATURE))
    if may(here.person, Action.ADD, Thing.LETTER_TEMPLATE, About(district.id)):
        _form(here, district.id, kept)
    else:
        put(tag("p", _told(kept), cls="quiet"))
    return kept.number


def _told(kept: Signature) -> str:
    if not kept.issuer and not kept.contact:
        return NOBODY + ASK
    return f"落款单位：{kept.issuer or '留空'}。联系人：{kept.contact or '不写'}。需要改动时，{ASK}"


def _form(here: Where, district: int, kept: Signature) -> None:
    """The keys go with the revision: what another administrator saved meanwhile is shown, never overwritten unseen."""
    key = f"signature_{district}_{kept.number}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        issuer = st.text_input(
            "落款单位", kept.issuer, LONGEST, key=f"{key}_issuer", width=320, placeholder="例如：某某区民政局",
            persist_state="session",
        )  # fmt: skip
        contact = st.text_input(
            "联系人和电话", kept.contact, LONGEST, key=f"{key}_contact", width=320, placeholder="可不填",
            persist_state="session",
        )  # fmt: skip
        save = st.button("保存落款", key=f"{key}_save", disabled=(issuer, contact) == (kept.issuer, kept.contact))
    told = f"第 {kept.number} 版，{kept.made_by_name} {moment_text(kept.made_at)} 登记。" if kept.number else NOBODY
    put(tag("p", told, cls="quiet"))
    if save:
        with asked():
            letter_form.sign_with(here.database, here.person, district, kept.number, issuer, contact)
            tell("已保存落款，此后生成的文件都用它。")
