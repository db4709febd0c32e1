"""What may not happen to other people's text on any screen, asked of a page as it goes to the browser."""

from __future__ import annotations

import html.parser
import json
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

BEYOND = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200d\u200e\u200f\u061c\ufeff")
"""Marks that turn the text around them, or join two signs unseen."""
CONTROLS = {chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))}
OWN_TAGS = {
    "a", "b", "br", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr",
    "i", "img", "li", "main", "ol", "p", "path", "section", "small", "span", "strong", "style", "sub", "summary", "sup",
    "svg", "table", "tbody", "td", "th", "thead", "time", "tr", "ul", "bdi", "code", "figure", "figcaption", "footer",
    "header", "nav", "aside", "article", "kbd", "mark", "s", "u", "wbr",
}  # fmt: skip
FOUND = re.compile(r"https?://|www\.|\w@\w|:material/|:streamlit:|:[a-z-]+\[|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)")
"""What Streamlit looks for after Markdown has taken the escapes away."""
EDITED = {"text_input": {"default", "value"}, "text_area": {"default", "value"}}
"""Fields that hold the text itself, to be changed."""
PLAIN_FIELDS = {"selectbox": {"options"}, "multiselect": {"options"}, **EDITED}
"""Fields of elements in which Streamlit looks for no Markdown."""


def strings(message: Any, path: str = "") -> Iterator[tuple[str, str | bytes]]:
    """Every text in an element as it goes to the browser, with the way to it."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else (value,):
            if hasattr(each, "ListFields"):
                yield from strings(each, f"{path}.{field.name}")
            elif isinstance(each, str | bytes):
                yield f"{path}.{field.name}".strip("."), each


def elements(run: AppTest) -> Iterator[tuple[str, Any]]:
    for block in (run.main, run.sidebar):
        yield from _within(block)


def _within(block: Any) -> Iterator[tuple[str, Any]]:
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.type, child.proto
        if hasattr(child, "children"):
            yield from _within(child)


class Tags(html.parser.HTMLParser):
    """What a browser would make of it."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def no_mark_turns_text_around(run: AppTest) -> None:
    for kind, proto in elements(run):
        for path, text in strings(proto):
            if path in EDITED.get(kind, ()):
                continue
            if isinstance(text, bytes):
                assert not [mark for mark in BEYOND if mark.encode() in text], (kind, path)
            else:
                plain = json.dumps(json.loads(text), ensure_ascii=False) if path == "spec" else text
                assert not (BEYOND | CONTROLS) & set(plain), (kind, path, plain[:200])


def nothing_is_read_as_markdown(run: AppTest) -> None:
    """Every sign of Markdown, LaTeX or a directive is escaped; what is looked for behind the escapes is broken."""
    for kind, proto in elements(run):
        if kind in ("html", "arrow_data_frame", "vega_lite_chart"):
            continue
        for path, text in strings(proto):
            if isinstance(text, str) and "敌" in text and path not in {"id", *PLAIN_FIELDS.get(kind, ())}:
                left = re.sub(r"\\.", "", text)
                assert not re.search(r"[\[\]*_`$<>~|#:\\{}]|^[-+=>]", left), (kind, path, text[:300])
                assert not FOUND.search(text.replace("\\", "")), (kind, path, text[:300])


def html_holds_only_our_own_tags(run: AppTest) -> None:
    for kind, proto in elements(run):
        if kind != "html":
            continue
        for tag, attributes in Tags(proto.body).found:
            assert tag in OWN_TAGS, (tag, attributes)
            assert not [name for name in attributes if name.startswith("on")], attributes
            for link in ("href", "src"):
                assert not re.match(r"\s*(http|//|javascript|[^:]*evil)", attributes.get(link) or ""), attributes


CHECKS = (no_mark_turns_text_around, nothing_is_read_as_markdown, html_holds_only_our_own_tags)
