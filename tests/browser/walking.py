"""A visitor of the screens in a real browser: where to go, what is seen, where requests went."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, WebSocket

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS = (
    "overview", "import_data", "ranking", "station", "comparison", "goals", "reliability", "rubric", "export",
)  # fmt: skip
LOCAL_SCHEMES = ("data", "blob", "about", "chrome-error")
# codes and cell addresses stand in .sheet .cell; beside them, what a page may spell in Latin letters: formats, units, file names, codes of stations and rubrics
ALLOWED = re.compile(
    r"Excel|Word|Parquet|PNG|SVG|CSV|JSON|YAML|SHA-256|UTC|UTF-8|MB|KB|m²|(?:\b[\w.\-一-鿿]+)?\.(?:docx|xlsx|xlsm|xls|et|ods|csv|tsv|json|yaml)\b|\b[A-Z]{1,4}-?\d[\w-]*|\b[0-9a-f]{8,}\b"
    r"|https?://\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
)
SEEN_TEXT = """() => {
  const words = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent || parent.closest('script, style, noscript, [data-testid="stIconMaterial"], canvas, .sheet .cell')) continue;
    const box = parent.getBoundingClientRect();
    const look = getComputedStyle(parent);
    if (box.width <= 1 || box.height <= 1 || look.visibility === 'hidden' || parseFloat(look.fontSize) === 0) continue;
    words.push(walk.currentNode.textContent.trim());
  }
  for (const input of document.querySelectorAll('input:not([type=checkbox]), textarea')) {
    const box = input.getBoundingClientRect();
    if (box.width > 1) words.push(input.placeholder || '', input.value || '');
  }
  return words.filter(Boolean);
}"""


class Visitor:
    """A page that remembers every request that was not to its own server."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.strayed: list[str] = []
        page.on("request", self._note)
        page.on("websocket", self._note_socket)

    def _note(self, request: Request) -> None:
        self._judge(request.url)

    def _note_socket(self, socket: WebSocket) -> None:
        self._judge(socket.url)

    def _judge(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != urlsplit(self.address).netloc:
            self.strayed.append(url)

    def open(self, screen: str = "overview", query: str = "") -> None:
        path = "" if screen == "overview" else screen
        self.page.goto(f"{self.address}/{path}{query}")
        self.settle()

    def settle(self) -> None:
        """Until the script has run, what it sent has been drawn, and the masthead is there."""
        self.page.wait_for_selector(".sheet.masthead h1", timeout=60_000)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_timeout(500)

    def title(self) -> str:
        return self.page.locator(".sheet.masthead h1").inner_text()

    def latin_words(self) -> list[str]:
        """What is still spelled in Latin letters and is not on the allow list."""
        texts = (ALLOWED.sub("", text) for text in self.page.evaluate(SEEN_TEXT))
        return [text for text in texts if re.search(r"[A-Za-z]{2,}", text)]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
