"""Files added to an objection or a rectification item: listed with the way to them, added, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from rating.district.rounds.attachments import KINDS, LIMITS, MOST_BYTES, MOST_FILES, Attachment
from rating.screens.parts.markup import Markup, plain_text, put, tag
from rating.screens.parts.went_through import went_through

UPLOADER = "attached_"
"""Keys of the uploaders begin so: the stylesheet tells their own limit."""
LEFT_BEHIND = "有文件没有添加成功，因此还没有送出。请在上面移去或更换这个文件，再送出。"


def size_text(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def files_part(files: Sequence[Attachment], linked: bool = True) -> Markup | None:
    """Each file as a link to its own route; by its name only for those who may not open it."""
    if not files:
        return None
    return tag("ul", *(tag("li", _file(each, linked), f"（{size_text(each.size)}）") for each in files), cls="files")


def _file(each: Attachment, linked: bool) -> Markup | str:
    return tag("a", each.name, href=f"files/upload/{each.id}", target="_self") if linked else each.name


def edit_files(
    key: str,
    label: str,
    files: Sequence[Attachment],
    add: Callable[[list[tuple[str, bytes]]], object],
    drop: Callable[[int], object],
) -> bool:
    """The files with a way to take each back, and a place for more; what was refused stays there, with the reason.

    Whether nothing is left there: what was not added would not be sent either.
    """
    put(tag("p", tag("b", label)), files_part(files) or tag("p", "还没有添加。", cls="quiet"))
    if files:
        with st.container(horizontal=True):
            for each in files:
                _drop_button(each, drop)
    if len(files) >= MOST_FILES:
        put(tag("p", f"已有 {MOST_FILES} 份，不能再添加。", cls="quiet"))
        return True
    turn = st.session_state.setdefault(f"{key}_turn", 0)
    chosen = st.file_uploader(
        label,
        [*KINDS],
        accept_multiple_files=True,
        key=f"{UPLOADER}{key}_{turn}",
        max_upload_size=MOST_BYTES // 1024 // 1024,
        label_visibility="collapsed",
    )
    put(tag("p", LIMITS, cls="quiet"))
    if chosen and went_through(lambda: add([(each.name, each.getvalue()) for each in chosen])):
        st.session_state[f"{key}_turn"] = turn + 1
        st.rerun()
    return not chosen


def tell_left_behind() -> None:
    """Instead of sending without a file that was chosen but not added."""
    put(tag("p", LEFT_BEHIND), cls="notice-box refusal")


def _drop_button(each: Attachment, drop: Callable[[int], object]) -> None:
    if st.button(f"删去 {plain_text(each.name)}", key=f"drop_file_{each.id}") and went_through(lambda: drop(each.id)):
        st.rerun()
