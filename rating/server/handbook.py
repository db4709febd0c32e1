"""The handbook as pages of our own, so that it lies one step away and matches the program that runs.

It is written in Markdown under docs/; links to documents that are not for users are left as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rating.server.doors import no_such_file, shown_route
from rating.server.rendering import message, page
from rating.workflow import HOME

DOCS = HOME / "docs"
BOOK = "/handbook"
DOCUMENTS: Mapping[str, str] = {
    "": "手册.md",
    "phrasing": "phrasing.md",
    "rubric-reference": "rubric-reference.md",
    "problem-codes": "problem-codes.md",
}
"""Last part of the address → the document."""
PICTURES = "screenshots"
_UNSPOKEN = re.compile(r"[^\w\- ]")


def anchor(heading: str) -> str:
    """What a link within a document says for a heading: 十五、站长 → 十五站长."""
    return _UNSPOKEN.sub("", heading.strip().lower()).replace(" ", "-")


async def _shown(request: Request) -> Response:
    name = str(request.path_params.get("name", ""))
    file = DOCS / DOCUMENTS.get(name, "")
    if name not in DOCUMENTS or not file.is_file():
        return message(
            request, "没有这一页", "使用手册里没有这一页，可能没有随程序一起安装。", 404, (BOOK, "打开使用手册")
        )
    title, body = _rendered(file, file.stat().st_mtime_ns)  # the template lets it through: our Markdown passes no HTML
    return page(request, "handbook", title, body=body, inner=bool(name))


async def _picture(request: Request) -> Response:
    """One of the pictures that lie there, by its plain name."""
    name = str(request.path_params["name"])
    there = {each.name: each for each in (DOCS / PICTURES).glob("*.png")}
    return FileResponse(there[name]) if name in there else no_such_file()


@lru_cache(len(DOCUMENTS))
def _rendered(file: Path, _: int) -> tuple[str, str]:
    """Title and HTML of a document, anew when the file was changed."""
    tokens = _written(file.read_text(encoding="utf-8"))
    first = next((at for at, token in enumerate(tokens) if token.type == "heading_open"), None)
    if first is None:
        return "使用手册", _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    rest = [*tokens[:first], *tokens[first + 3 :]]
    return tokens[first + 1].content, _MARKDOWN.renderer.render(rest, _MARKDOWN.options, {})


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def _written(text: str) -> list[Token]:
    """The document, its headings with anchors, its links and pictures leading to where we keep them."""
    tokens = _MARKDOWN.parse(text)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and after is not None:
            token.attrSet("id", anchor(after.content))
        if token.children:
            token.children = list(_led(token.children))
    return tokens


def _led(tokens: Sequence[Token]) -> Iterator[Token]:
    open_links: list[bool] = []
    said = ""
    for token in tokens:
        if token.type == "softbreak" and not said.isascii():
            continue  # Chinese is set without a blank where a line of the file ends
        said = token.content[-1:] or said
        if token.type == "image":
            name = unquote(str(token.attrGet("src"))).removeprefix(f"{PICTURES}/")
            token.attrSet("src", f"{BOOK}/{PICTURES}/{quote(name)}")
            token.attrSet("loading", "lazy")
        elif token.type == "link_open":
            target = _address(str(token.attrGet("href")))
            open_links.append(bool(target))
            if target:
                token.attrSet("href", target)
        if token.type in ("link_open", "link_close") and not open_links[-1]:
            open_links = open_links[:-1] if token.type == "link_close" else open_links
            continue
        if token.type == "link_close":
            open_links.pop()
        yield token


def _address(href: str) -> str:
    """Where a link of a document leads among our pages; "" for what is not here."""
    file, _, place = unquote(href).partition("#")
    names = {document: name for name, document in DOCUMENTS.items()}
    at = f"#{quote(place)}" if place else ""
    if not file:
        return at
    return f"{BOOK}/{names[file]}".rstrip("/") + at if file in names else ""


ROUTES = (
    shown_route(BOOK, _shown),
    Route(f"{BOOK}/{PICTURES}/{{name}}", _picture, methods=["GET"]),
    shown_route(f"{BOOK}/{{name}}", _shown),
)
