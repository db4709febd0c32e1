"""备份 and 恢复: everything into one file, and everything back out of one."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import streamlit as st

from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import upkeep
from rating.workflow.upkeep import Manifest

SECRET = (
    "备份里有全部账号和密码的散列值、全部上传文件和评估结果。请只存放在管理员能打开的地方，"
    "并且不要放在运行本系统的同一台机器上。"
)
GONE = (
    "恢复会替换现在的全部数据：账号、站点、轮次、上传文件、评估结果、异议、整改和日志。"
    "替换之前，现在的数据会自动备份到服务器的数据文件夹。恢复后所有人都要重新登录。"
)
ADDRESS = "/files/backup"
"""A route of the server's own, which asks who it is; Streamlit's downloads belong to whoever knows their address."""
TYPED = "恢复"
LARGEST = 500
"""Megabytes that a browser may send; a larger backup is restored by the command."""
CONTENTS = (
    ("district", "区"),
    ("station", "站点"),
    ("account", "账号"),
    ("assessment_round", "评估轮次"),
    ("upload", "上传文件"),
    ("evaluation", "评估结果"),
    ("objection", "异议"),
    ("rectification", "整改"),
    ("log", "日志"),
)


def show_backup(_: Where) -> None:
    put(tag("p", SECRET), cls="notice-box warning")
    put(tag("p", tag("a", "备份并下载", href=ADDRESS, target="_self", cls="way-on")))
    put(
        tag("p", "大的数据库请在服务器上用命令备份，可以定时运行：", cls="quiet"),
        tag("p", tag("span", "python -m rating backup --out 备份.zip", cls="cell")),
        tag("p", "备份只有用本系统才能读回；请不时取一份在另一台机器上试着恢复。", cls="quiet"),
    )


def show_restore(here: Where) -> None:
    put(tag("p", GONE), cls="notice-box warning")
    with st.container(key="backup_file"):
        file = st.file_uploader("备份文件", ["zip"], key="restore_file", max_upload_size=LARGEST)
    if file is None:
        return
    manifest = attempt(lambda: _looked_into(here, file))
    if manifest is None:
        return
    put(tag("h2", f"{moment_text(manifest.made_at)} 的备份"), _contents(manifest))
    typed = st.text_input(f"确认替换全部数据，请填写「{TYPED}」", key="restore_typed", width=320)
    if not st.button("恢复", key="restore", type="primary"):
        return
    if typed.strip() != TYPED:
        put(tag("p", f"没有恢复：请先在上面填写「{TYPED}」。"), cls="notice-box warning")
    else:
        with st.spinner("正在核对并恢复，请不要关闭页面…"):
            done = attempt(lambda: upkeep.restore(here.database, here.person, file))
        if done is not None:
            put(tag("p", "已恢复。所有人需要重新登录；请刷新页面。"), cls="notice-box good")


def _looked_into(here: Where, file: Any) -> Manifest:
    """A large file is checked once, not at every rerun."""
    known: tuple[str, Manifest] | None = st.session_state.get("restore_looked_into")
    mark = sha256(file.getbuffer()).hexdigest()
    if known is None or known[0] != mark:
        known = (mark, upkeep.look_into_backup(here.person, file))
        st.session_state["restore_looked_into"] = known
    return known[1]


def _contents(manifest: Manifest) -> Markup:
    tiles = (
        tag("div", tag("div", title, cls="name"), tag("div", str(manifest.rows_of(table)), cls="amount"), cls="tile")
        for table, title in CONTENTS
    )
    return tag("div", *tiles, cls="tiles")
