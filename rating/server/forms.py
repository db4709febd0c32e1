"""What a form of ours sends: read within bounds, and believed only when it comes from our own page.

The page's hidden field repeats a cookie that no other site can read or set for us; beside that the browser
itself says where the form stood (Sec-Fetch-Site, Origin).
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect, HTTPConnection, Request

FORM_COOKIE, FORM_FIELD = "rating_form", "form"
LONGEST_BODY = 16_384
"""Bytes; the longest form has a few names and a password."""
MOST_FIELDS = 20
LONGEST_PATH = 2000
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


class NotOurs(Exception):
    """The form did not come from our page, or from one that is too old."""


class TooMuch(Exception):
    """More than any form of ours sends, or not a form."""


def form_token(request: Request) -> str:
    """The browser's own token, made when it has none; nothing but a missing cookie ever changes it."""
    kept = request.cookies.get(FORM_COOKIE, "")
    return kept if _TOKEN.fullmatch(kept) else secrets.token_urlsafe(32)


async def submitted(request: Request) -> Mapping[str, str]:
    """The fields of a form. Raises NotOurs, TooMuch."""
    if not _same_origin(request):
        raise NotOurs
    fields = _fields(await _body(request))
    cookie = request.cookies.get(FORM_COOKIE, "")
    if not _TOKEN.fullmatch(cookie) or not hmac.compare_digest(cookie.encode(), fields.get(FORM_FIELD, "").encode()):
        raise NotOurs
    return fields


async def _body(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise TooMuch
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LONGEST_BODY:
                raise TooMuch
    except ClientDisconnect as gone:  # nobody reads the answer
        raise TooMuch from gone
    return body


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError as fault:
        raise TooMuch from fault
    return dict(pairs)


def _same_origin(request: Request) -> bool:
    """As far as the browser tells; what tells nothing (no browser of today) still needs the token."""
    site = request.headers.get("sec-fetch-site")
    return site in (None, "same-origin") and of_this_host(request)


def of_this_host(connection: HTTPConnection) -> bool:
    """Whether the page that asks came from here; a browser always says so of a web socket."""
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == connection.headers.get("host", "").lower()


def local_path(asked: str) -> str:
    """`asked` if it is a place of this server, otherwise "/": nobody is sent elsewhere by a link to our log-in."""
    return asked if len(asked) <= LONGEST_PATH and _LOCAL.fullmatch(asked) else "/"


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the visitor came by https; a proxy's word counts only where uvicorn was told to trust it."""
    return connection.url.scheme in ("https", "wss")


def address_of(connection: HTTPConnection) -> str:
    """The visitor's address; behind a trusted proxy that uvicorn knows of, the one that the proxy names."""
    return connection.client.host if connection.client else ""


def in_words(seconds: int) -> str:
    """`30 秒`, `约 4 分钟`."""
    return f"{seconds} 秒" if seconds <= 90 else f"约 {-(-seconds // 60)} 分钟"
