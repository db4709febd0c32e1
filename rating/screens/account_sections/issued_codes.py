"""Activation codes just made: shown and printed now, for they are kept nowhere in clear."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from rating.district.people.activation import Issued
from rating.screens.frame.downloads import EXCEL
from rating.screens.parts.markup import put, tag
from rating.screens.visit.where import Where
from rating.shown import in_file_name, moment_text
from rating.workflow import people

KEY = "issued_codes"
MOST_SHOWN = 20
"""More are for the printed sheet, not for a page."""
ONCE = "激活码只在这里显示这一次，系统中不保存原文。请现在打印或抄下，只交给本人；丢失后可以重发。"


def keep_issued(issued: Sequence[Issued]) -> None:
    """Show these on the next run of the page, and until the user puts them away."""
    st.session_state[KEY] = tuple(issued)
    st.rerun()


def show_issued(here: Where) -> None:
    issued: tuple[Issued, ...] = st.session_state.get(KEY, ())
    if not issued:
        return
    rows = [
        tag("tr", tag("td", each.name), tag("td", each.login), tag("td", tag("span", each.code, cls="cell")))
        for each in issued[:MOST_SHOWN]
    ]
    head = tag("tr", *(tag("th", name) for name in ("姓名", "登录名", "激活码")))
    rest = f"另有 {len(issued) - MOST_SHOWN} 个，见打印的凭条。" if len(issued) > MOST_SHOWN else None
    put(
        tag("p", tag("b", f"{len(issued)} 个激活码，{moment_text(issued[0].until)} 前有效。"), ONCE),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        tag("p", rest, cls="quiet") if rest else None,
        cls="notice-box warning",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address = st.text_input("首次登录的网址", _address(), key="issued_address", width=360)
        district = here.view.district.title if here.view.district else ""
        st.download_button(
            "下载激活码凭条",
            lambda: people.activation_book(district, issued, address),
            f"{in_file_name(f'激活码凭条_{district}')}.xlsx",
            EXCEL,
            key="issued_sheet",
            on_click="ignore",
            type="primary",
        )
        if st.button("已经记下，不再显示", key="issued_done"):
            del st.session_state[KEY]
            st.rerun()


def _address() -> str:
    """Where this browser found us, with the page on which an account is activated."""
    here = urlsplit(str(st.context.url or ""))
    return f"{here.scheme}://{here.netloc}/activate" if here.netloc else ""
