"""Pages of our own: Jinja2 templates in `pages/`, every text escaped, nothing kept by the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rating.problems import Problem
from rating.server.forms import FORM_COOKIE, form_token, is_secure
from rating.server.headers import TITLE
from rating.shown import one_line


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals["product"] = TITLE
    return made


def _shown(value: object) -> object:
    """Text of users without signs that nobody sees; what is a number or already HTML stays as it is."""
    return one_line(value) if type(value) is str else value


def page(
    request: Request,
    template: str,
    title: str,
    /,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    **said: object,
) -> HTMLResponse:
    """The page `template`.html. `problems` stand above the form, each with its remedy."""
    token = form_token(request)
    body = _templates().get_template(f"{template}.html").render(title=title, token=token, problems=problems, **said)
    answer = HTMLResponse(body, status, {"Cache-Control": "no-store"})
    if request.cookies.get(FORM_COOKIE) != token:
        answer.set_cookie(FORM_COOKIE, token, path="/", httponly=True, samesite="lax", secure=is_secure(request))
    return answer


def message(
    request: Request, title: str, told: str, status: int, way: tuple[str, str] = ("/", "回到首页")
) -> HTMLResponse:
    """One calm sentence, and the way on: an address of ours and what it is called."""
    return page(request, "message", title, status, told=told, way=way)
