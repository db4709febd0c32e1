"""账号: who may log in, in which role, for what; codes handed out on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from rating.screens.account_sections.account_bulk import show_bulk
from rating.screens.account_sections.account_list import show_list
from rating.screens.account_sections.account_new import show_new
from rating.screens.account_sections.issued_codes import show_issued
from rating.screens.frame import frame
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import put, tag
from rating.screens.parts.told import show_told
from rating.screens.visit import where
from rating.screens.visit.where import Where

TITLE = "账号"
LEADS = {
    "名单": "谁可以登录、是什么角色、能看到哪里。点选一行可以修改、重发激活码或停用。",
    "新建": "建立一个账号，并得到只显示一次的激活码。",
    "批量建立": "按站点名册或名单一次建立许多账号，并打印激活码凭条。",
}


def show() -> None:
    here = where.here()
    if here is None:
        frame.masthead(TITLE)
        put(tag("p", "登录后，管理员在这里管理账号。"), cls="notice-box")
        return
    names = list(LEADS)
    chosen = st.session_state.get("accounts_part") or names[0]
    frame.masthead(TITLE, lead=LEADS[chosen])
    show_told()
    show_issued(here)
    st.segmented_control(
        "内容", names, key="accounts_part", default=names[0], label_visibility="collapsed", required=True
    )
    with asked():
        PARTS[chosen](here)


PARTS: Mapping[str, Callable[[Where], None]] = {"名单": show_list, "新建": show_new, "批量建立": show_bulk}

if __name__ == "__main__":
    show()
