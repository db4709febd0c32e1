"""What stands between the network and the screens: headers on every answer, and the page's language.

The policy lets a page load only from this server, so that no request leaves the machine even when
a text on the screen asks for one.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "社工站星级评定"
POLICY = {
    "default-src": "'self'",
    # charts compile their expressions and tables run as WebAssembly, both from this server
    "script-src": "'self' 'unsafe-eval' 'wasm-unsafe-eval' blob: 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' blob: data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # not "no-referrer", with which a browser names no origin when it sends a form
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """ASGI middleware: the headers above on every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class ChinesePage:
    """ASGI middleware: the page says that it is Chinese, before any script has run.

    Streamlit's own page declares English and is titled "Streamlit", so browsers would offer to
    translate it and screen readers would read it with an English voice. `style`, a `<style>` tag, goes
    to the end of the body once a visit: after Streamlit's own rules, and not again with every rerun.
    """

    def __init__(self, app: ASGIApp, style: str = "") -> None:
        self.app = app
        self.words = (
            (b'<html lang="en">', b'<html lang="zh-CN">'),
            (b"<title>Streamlit</title>", f"<title>{TITLE}</title>".encode()),
            (b"</body>", f"{style}</body>".encode()),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        await self.app(plain, receive, _Rewriting(send, self.words))


class _Rewriting:
    """A `send` that holds an HTML answer back until it is whole, and changes words in it."""

    def __init__(self, send: Send, words: tuple[tuple[bytes, bytes], ...]) -> None:
        self.send, self.words = send, words
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)
        else:
            await self.send(message)

    async def _finish(self, start: Message) -> None:
        for old, new in self.words:
            self.body = self.body.replace(old, new)
        headers = MutableHeaders(scope=start)
        if "content-length" in headers:
            headers["content-length"] = str(len(self.body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": self.body})


def _asks_for_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and any(
        name == b"accept" and b"text/html" in value for name, value in scope["headers"]
    )


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(scope=start)
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")
