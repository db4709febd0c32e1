"""日志与备份: who did what; taking and restoring backups; how long rounds are kept; whether the system is well."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from rating.screens.frame import frame
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import put, tag
from rating.screens.upkeep_sections.backup_parts import show_backup, show_restore
from rating.screens.upkeep_sections.health_table import show_health
from rating.screens.upkeep_sections.log_table import show_log
from rating.screens.upkeep_sections.retention_parts import show_retention
from rating.screens.visit import where
from rating.screens.visit.where import Where

LEADS = {
    "日志": "谁在什么时候做了什么，改之前和改之后各是什么，为什么。只增不改。",
    "备份": "把全部数据写成一个文件，存到另一台机器上。",
    "恢复": "用一份备份替换全部数据。",
    "保存期限": "每个轮次保存到哪一天；到期的轮次由管理员决定是否清除，不会自动删除。",
    "运行状况": "数据库、磁盘、备份是否正常，不正常的要做什么。",
}
# what an administrator of one district has; the rest concerns all districts
OF_DISTRICT = ("日志", "保存期限")


def show() -> None:
    here = where.here()
    if here is None:
        frame.masthead("日志与备份")
        put(tag("p", "登录后，管理员在这里查看日志、备份数据。"), cls="notice-box")
        return
    names = list(LEADS) if here.person.district is None else list(OF_DISTRICT)
    chosen = st.session_state.get("keeping") or names[0]
    frame.masthead("日志与备份", lead=LEADS[chosen])
    st.segmented_control("内容", names, key="keeping", default=names[0], label_visibility="collapsed", required=True)
    with asked():
        PARTS[chosen](here)


PARTS: Mapping[str, Callable[[Where], None]] = {
    "日志": show_log,
    "备份": show_backup,
    "恢复": show_restore,
    "保存期限": show_retention,
    "运行状况": show_health,
}

if __name__ == "__main__":
    show()
