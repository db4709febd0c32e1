"""Files with an owner: own routes, each of which asks whether this person may have this file.

What one may not have is answered like what is not there. What a page makes for download is Streamlit's to keep: there
the guard asks whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, TypeVar
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from rating.district.people.person import Person
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.server.doors import NOT_KEPT, STORAGE, no_such_file, token_of
from rating.server.forms import address_of
from rating.workflow import own_files, signing_in, system

Given = TypeVar("Given")
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
UNKNOWN = "application/octet-stream"
"""For what people have sent: saved, never shown, whatever it calls itself."""
PIECE = 1 << 18
LARGEST_ID = 2**31 - 1


class _NoSession(Exception):
    """The session ended after the guard had let the request pass."""


async def feedback(request: Request) -> Response:
    station, number, form = (request.path_params[name] for name in ("station", "round", "form"))
    if form not in (own_files.EXCEL, own_files.JSON, own_files.WORD) or max(station, number) > LARGEST_ID:
        return no_such_file()
    return await _sent(
        request, lambda database, person: own_files.feedback_file(database, person, station, number, form), KINDS[form]
    )


async def notice(request: Request) -> Response:
    station, number = (request.path_params[name] for name in ("station", "round"))
    if max(station, number) > LARGEST_ID:
        return no_such_file()
    return await _sent(
        request, lambda database, person: own_files.notice_file(database, person, station, number), KINDS["docx"]
    )


async def upload(request: Request) -> Response:
    number = request.path_params["upload"]
    if number > LARGEST_ID:
        return no_such_file()
    return await _sent(request, lambda database, person: own_files.upload_file(database, person, number), UNKNOWN)


async def backup(request: Request) -> Response:
    """Not for a link on another site: it takes long, and nobody would have asked for it."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return no_such_file()
    made = await _asked(request, own_files.backup_file)
    if isinstance(made, Response):
        return made
    name, file = made
    return StreamingResponse(
        _pieces(file), headers=_headers(name), media_type=KINDS["zip"], background=BackgroundTask(file.close)
    )


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


async def _sent(request: Request, make: Callable[[Database, Person], tuple[str, bytes]], media_type: str) -> Response:
    made = await _asked(request, make)
    if isinstance(made, Response):
        return made
    name, content = made
    return Response(content, headers=_headers(name), media_type=media_type)


async def _asked(request: Request, make: Callable[[Database, Person], Given]) -> Given | Response:
    """What `make` gives to the person behind the request, asked anew in a thread; or the answer that refuses it."""

    def work() -> Given:
        database = system.opened()
        token = token_of(request)
        person = signing_in.person_by(database, token) if token else None
        if person is None:
            raise _NoSession
        return make(database, replace(person, address=address_of(request)))

    if request.method != "GET":  # a look at the headers alone would be made, and logged, like the whole
        return PlainTextResponse("只能下载", 405, NOT_KEPT)
    try:
        return await run_in_threadpool(work)
    except _NoSession:
        return PlainTextResponse("请先登录", 401, NOT_KEPT)
    except Refused as refusal:
        away = refusal.problems[0].code.startswith(STORAGE)
        return PlainTextResponse("暂时不能使用，请稍后再试", 503, NOT_KEPT) if away else no_such_file()


def _headers(name: str) -> dict[str, str]:
    """To be saved under its own name (RFC 5987), kept by nobody on the way, and taken for nothing else."""
    ending = name.rpartition(".")[2]
    plain = f"file.{ending}" if ending.isascii() and ending.isalnum() and "." in name else "file"
    given = quote(name, safe="")
    return {**NOT_KEPT, "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{given}"}


ROUTES: tuple[Route, ...] = (
    Route("/files/feedback/{station:int}/{round:int}.{form}", feedback, methods=["GET"]),
    Route("/files/notice/{station:int}/{round:int}.docx", notice, methods=["GET"]),
    Route("/files/upload/{upload:int}", upload, methods=["GET"]),
    Route("/files/backup", backup, methods=["GET"]),
)
