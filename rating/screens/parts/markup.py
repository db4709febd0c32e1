"""User text on a page is only ever text: the two doors through which any of it reaches a screen.

`tag` builds HTML whose every child and attribute is escaped unless it was itself built by `tag`.
`plain_text` is for Streamlit's own labels and messages, which would otherwise read Markdown,
LaTeX, colour directives and emoji codes out of a station's name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import streamlit as st

from rating.shown import one_line, visible

__all__ = ["CHOOSE", "Markup", "escaped", "join", "plain_text", "put", "tag", "visible"]
CHOOSE = "请选择"
"""What an empty selection says; Streamlit would say it in English."""
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~^=&])")
# addresses, icon names and arrows are looked for after the escapes are gone: there a joiner stands that is not seen
_FOUND_ALL_THE_SAME = re.compile(r"(?<=:)(?=[A-Za-z/])|(?<=@)|(?<=[Ww]{3})(?=\.)|(?<=[<>~=-])(?=[<>~=-])")
_JOINER = "\u2060"


class Markup(str):
    """HTML that was built here, so that it is not escaped again."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Streamlit takes it as it is, instead of searching it at every rerun for margins and file names."""
        return str(self)


def plain_text(text: object) -> str:
    """`text` for a Streamlit label, message, pill or segment: one line that reads exactly as written.

    Options of a selectbox and cells of a table are no Markdown; there `visible` is enough.
    """
    return MARKDOWN_SIGNS.sub(r"\\\1", _FOUND_ALL_THE_SAME.sub(_JOINER, one_line(text)))


def escaped(content: object) -> Markup:
    return content if isinstance(content, Markup) else Markup(html.escape(visible(content)))


def tag(name: str, *content: object, **attributes: object) -> Markup:
    """`tag("td", "得分", cls="figure")` → `<td class="figure">得分</td>`; None is left out."""
    written = "".join(
        f' {"class" if key == "cls" else key.replace("_", "-")}="{html.escape(visible(value))}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    return Markup(f"<{name}{written}>" if name == "img" else f"<{name}{written}>{join(content)}</{name}>")


def join(content: Iterable[object], between: str = "") -> Markup:
    return Markup(html.escape(between).join(escaped(part) for part in content if part is not None))


def put(*content: object, cls: str = "") -> None:
    """Show what was built, under the stylesheet's own name so that it touches nothing else."""
    st.html(tag("div", *content, cls=f"sheet {cls}".strip()))
