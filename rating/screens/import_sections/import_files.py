"""Step ①: the place to drop files, and what each file turned out to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from rating.intake.files.formats import Refusal, recognise
from rating.problems import Problem
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_arrival import ADDED
from rating.screens.import_sections.import_draft import Draft, FileSeen
from rating.screens.import_sections.import_steps import FILES, step_of
from rating.screens.parts.markup import CHOOSE, Markup, join, plain_text, put, tag, visible

FORMATS = {
    "xlsx": "Excel 工作簿",
    "xlsb": "Excel 二进制工作簿",
    "xls": "Excel 97-2003 工作簿",
    "ods": "开放文档表格",
    "text": "文本表格",
}
EXTENSIONS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".et", ".xlt"),
    "ods": (".ods",),
    "text": (".csv", ".tsv", ".txt"),
}


def show_drop_zone(started: Draft, first: str = "评分表、数据表，一次选齐") -> None:
    """Files are taken the moment they are dropped; a new, empty place stands ready for further ones."""
    key = f"import_files_{started.attempt}"

    def arrived() -> None:
        dropped = st.session_state.get(key) or []
        if dropped:
            import_draft.take(started, [(file.name, file.getvalue()) for file in dropped])

    label = "再添加文件，或换上改好的文件" if started.files else first
    st.file_uploader(label, accept_multiple_files=True, key=key, on_change=arrived)


def seen(started: Draft, name: str, content: bytes) -> FileSeen:
    """Looked at once, and again only when another content stands under the name."""
    known = started.seen.get(name)
    if known is None or known.content is not content:
        known = started.seen[name] = FileSeen(content, sha256(content).hexdigest(), _form(name, content))
    return known


def _form(name: str, data: bytes) -> str:
    """What the content is; said when the name says otherwise."""
    found = recognise(data)
    if isinstance(found, Refusal):
        return "不是可用的表格"
    if name.lower().endswith(EXTENSIONS[found]):
        return FORMATS[found]
    return f"内容是{FORMATS[found]}，按内容读取"


def decoded(content: bytes) -> str:
    """A text file as people save it: UTF-8, else the Chinese national encoding."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def file_summary(started: Draft) -> str:
    """`3 份文件，1 份不能受理`."""
    found = _of_files(started)
    refused = {each.place.file for each in found if each.severity.stops}
    twice = {each.place.file for each in found if each.code == "file_duplicate"}
    macros = {each.place.file for each in found if each.code == "macro_ignored"}
    told = f"，{len(refused)} 份不能受理" if refused else "，均可读取"
    told += f"，{len(twice)} 份重复，只采用一次" if twice else ""
    told += f"，{len(macros)} 份带有宏，宏不运行" if macros else ""
    return f"{len(started.files)} 份文件{told}"


def show_files(started: Draft) -> None:
    """The table of files, and the way to take one out."""
    by_file: dict[str, list[Problem]] = {}
    for problem in _of_files(started):
        by_file.setdefault(problem.place.file, []).append(problem)
    put(_table(started, by_file), *_others(by_file, started))
    _removal(started)


def _of_files(started: Draft) -> list[Problem]:
    return [problem for problem in started.problems if step_of(problem) == FILES]


def _table(started: Draft, by_file: Mapping[str, Sequence[Problem]]) -> Markup:
    files = {name: seen(started, name, content) for name, content in started.files}
    rows = (
        tag(
            "tr",
            tag("td", name),
            *(tag("td", told, data_name=title) for title, told in started.keeping.origin(name).items()),
            tag("td", file.form, data_name="格式"),
            tag("td", size_words(len(file.content)), cls="figure", data_name="大小"),
            tag("td", _verdict(by_file.get(name, ())), data_name="核对"),
            tag("td", tag("span", file.digest, cls="cell digest"), data_name="SHA-256"),
        )
        for name, file in files.items()
    )
    origin = started.keeping.origin(started.files[0][0]) if started.files else ()
    titles = ("文件", *origin, "格式", "大小", "核对", "SHA-256（原件指纹）")
    head = tag("tr", *(tag("th", title, cls="figure" if title == "大小" else "") for title in titles))
    return tag("table", tag("thead", head), tag("tbody", *rows), cls="stack files")


def size_words(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{-(-size // 1024)} KB"


def _verdict(problems: Sequence[Problem]) -> Markup:
    if not problems:
        return tag("span", "✓ 可以读取", cls="good")
    return join(_told(problem) for problem in problems)


def _told(problem: Problem) -> Markup:
    remedy = problem.remedy or problem.kind.remedy
    badge = tag("span", problem.severity.title, cls=f"badge {problem.severity.value}")
    return tag("div", badge, " ", problem.found, tag("span", f"。{remedy}。", cls="remedy quiet"))


def _others(by_file: Mapping[str, Sequence[Problem]], started: Draft) -> list[Markup]:
    """The roster's and the earlier result's own problems, which are not in the table."""
    names = {name for name, _ in started.files}
    rest = [problem for name, found in by_file.items() if name not in names for problem in found]
    return [tag("div", tag("b", problem.place.file, "　"), _told(problem)) for problem in rest]


def show_places(started: Draft) -> None:
    """After a later drop: which file each one replaced, to be put right when we took it wrongly."""
    arrival = started.arrival
    if arrival is None or not arrival.base:
        return
    places = [ADDED, *(name for name, _ in arrival.base)]
    for at, (name, _) in enumerate(arrival.files):
        key = f"import_place_{started.attempt}_{at}"
        chosen = st.selectbox(
            plain_text(f"「{name}」放在哪里"),
            places,
            places.index(arrival.replaces[at]),
            format_func=lambda place: f"替换「{visible(place)}」" if place else "追加为新文件",
            key=key,
            placeholder=CHOOSE,
        )
        if chosen != arrival.replaces[at]:
            import_draft.move(started, at, chosen)
            for other in range(len(arrival.files)):
                st.session_state.pop(f"import_place_{started.attempt}_{other}", None)
            st.rerun()


def _removal(started: Draft) -> None:
    with st.popover("移除文件", key="import_removal"):
        names = st.multiselect(
            "不再采用的文件",
            [name for name, _ in started.files],
            format_func=visible,
            placeholder="请选择文件",
            key=f"import_remove_{started.attempt}_{len(started.files)}",
        )
        if st.button("移除所选文件", key="import_remove") and names:
            import_draft.remove(started, names)
            st.rerun()
