"""The guard before the whole application: every route of ours and of Streamlit's, and the web socket."""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch
from urllib.parse import unquote

import pytest
from sqlalchemy import delete, select, update
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from rating.district.people import sessions
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, open_database
from rating.problems import Refused
from rating.screens.frame import media_owners
from rating.server import OPEN, guard
from rating.server.doors import no_such_file
from rating.workflow import signing_in, system
from tests.district.made import Made
from tests.server.awaited import awaited
from tests.server.visiting import DOCUMENT, SESSION, Visitor, inner_app, session_of, stopped_clock

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
SOCKET = "/_stcore/stream"


@pytest.fixture(scope="module")
def served() -> Iterator[TestClient]:
    """The application itself, as uvicorn would run it; nothing is shown here, so nothing is warmed up."""
    idle = SimpleNamespace(load=lambda: None)
    with (
        patch.dict(sys.modules, {"rating.screens.frame.warm_up": idle}),
        TestClient(importlib.import_module("app").app, follow_redirects=False) as client,
    ):
        yield client


@pytest.fixture
def whole(served: TestClient) -> TestClient:
    served.cookies.clear()
    return served


def paths_of(routes: list[BaseRoute], before: str = "") -> Iterator[str]:
    """Every path of the built application, its parameters filled in."""
    for route in routes:
        if isinstance(route, Mount):
            yield from paths_of(list(route.routes), before + route.path)
            yield f"{before}{route.path}/index.html"
        elif isinstance(route, Route | WebSocketRoute):
            yield re.sub(r"\{(\w+)(:\w+)?\}", r"\1.1", before + route.path) or "/"


def every_path(client: TestClient) -> tuple[str, ...]:
    built = client.app._starlette_app  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(paths_of(list(built.routes))))


FILES = ("/", "/ranking", "/my_feedback", "/static/js/index.js", "/index.html", "/favicon.png", "/favicon.ico")


def test_the_walk_sees_what_there_is(whole: TestClient) -> None:
    paths = every_path(whole)
    assert {"/login", "/account", "/healthz", "/_stcore/health", SOCKET, "/_stcore/metrics"} <= set(paths)
    assert any(path.startswith("/media/") for path in paths)
    assert any(path.startswith("/_stcore/upload_file/") for path in paths)
    assert any(path.startswith("/component/") for path in paths)
    assert set(paths) >= OPEN


def closed_cookies(database: Database, district: Made, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Cookies that open nothing: none, made up, of another district's system, over, ended, of a stopped account."""
    over, old, ended, stopped = (session_of(database, login) for login in ("head", "second", "evaluator", "viewer"))
    signing_in.log_out(database, ended)
    now = moment()
    with database.writing() as at:
        for token, values in (
            (over, {"expires_at": now}),
            (old, {"seen_at": now - sessions.IDLE}),
        ):
            at.execute(
                update(schema.session).where(schema.session.c.token_hash == sessions.kept(token)).values(**values)
            )
        at.execute(update(schema.account).where(schema.account.c.login == "viewer").values(active=False))
        hashed = at.execute(select(schema.session.c.token_hash)).scalars().first()
    return {
        "none": "",
        "made up": "x" * 43,
        "long": "x" * 6000,
        "over": over,
        "idle": old,
        "ended": ended,
        "stopped": stopped,
        "its hash": str(hashed),
        "odd": "%00%ff",
    }


def test_nothing_is_reached_without_a_good_session(
    whole: TestClient, district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookies = closed_cookies(empty, district, monkeypatch)
    walked = 0
    for path in (*every_path(whole), *FILES):
        if path in OPEN:
            continue
        for method in METHODS:
            answer = whole.request(method, path)
            assert answer.status_code == 401, (method, path)
            assert answer.content in ("请先登录".encode(), b""), (method, path)
            walked += 1
        for kind, cookie in cookies.items():
            headers = {"cookie": f"{SESSION}={cookie}", **DOCUMENT} if cookie else DOCUMENT
            answer = whole.get(path, headers=headers)
            assert answer.status_code == 303, (kind, path)
            assert answer.headers["location"].startswith("/login"), (kind, path)
            assert answer.content == b""
            walked += 1
    assert walked > 300


def test_no_web_socket_opens_without_a_good_session(
    whole: TestClient, district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind, cookie in closed_cookies(empty, district, monkeypatch).items():
        for path in (SOCKET, "/_stcore/stream/", "//_stcore/stream", "/login", "/healthz", "/anything"):
            headers = {"cookie": f"{SESSION}={cookie}"} if cookie else {}
            with pytest.raises(WebSocketDisconnect) as refused, whole.websocket_connect(path, headers=headers):
                pytest.fail(f"opened: {kind} {path}")
            assert refused.value.code == guard.NOT_IN, (kind, path)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://testserver.elsewhere.example", "null"])
def test_no_web_socket_opens_for_a_page_from_elsewhere(
    whole: TestClient, district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    """Not even with a good session; and Streamlit never gets to judge the origin, for which it would ask outside."""
    from streamlit import net_util

    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("an outside address was asked"))
    headers = {"cookie": f"{SESSION}={session_of(empty, 'head')}", "origin": origin}
    with pytest.raises(WebSocketDisconnect) as refused, whole.websocket_connect(SOCKET, headers=headers):
        pytest.fail("opened")
    assert refused.value.code == guard.NOT_IN
    with whole.websocket_connect(SOCKET, headers={**headers, "origin": "http://testserver"}):
        pass


def test_a_session_of_another_system_opens_nothing(
    whole: TestClient, district: Made, empty: Database, tmp_path: Path
) -> None:
    """The same token is known to a second database only."""
    from rating.district.storage.migrate import migrate
    from tests.district.made import made
    from tests.server.visiting import give_passwords

    other = open_database(f"sqlite:///{tmp_path}/other.sqlite3")
    migrate(other)
    made(other)
    give_passwords(other)
    token = session_of(other, "admin")
    other.close()
    assert whole.get("/", headers={"cookie": f"{SESSION}={token}"}).status_code == 401


def test_with_a_session_streamlit_answers(whole: TestClient, district: Made, empty: Database) -> None:
    headers = {"cookie": f"{SESSION}={session_of(empty, 'head')}"}
    assert whole.get("/_stcore/health", headers=headers).text == "ok"
    page = whole.get("/my_feedback", headers={**headers, **DOCUMENT})
    assert page.status_code == 200 and '<html lang="zh-CN">' in page.text
    with whole.websocket_connect(SOCKET, headers=headers):
        pass


def offered_to(token: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a file on a page that is open in the browser with this token."""
    with monkeypatch.context() as drawing:
        drawing.setattr(media_owners, "visitor", lambda: token)
        return runtime.get_instance().media_file_mgr.add(content, "text/csv", "1.1", "结果.csv")


def test_every_way_to_a_file_that_a_page_offers(
    whole: TestClient, district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whom and how it is asked for: its owner gets it, all others what they get for a file that is not there."""
    own, again, other = session_of(empty, "evaluator"), session_of(empty, "evaluator"), session_of(empty, "second")
    offered = offered_to(own, "只给评估员乙".encode(), monkeypatch)
    assert offered.startswith("/media/")
    for method in ("GET", "HEAD"):
        answer = whole.request(method, offered, headers={"cookie": f"{SESSION}={own}"})
        assert answer.status_code == 200 and answer.text == ("只给评估员乙" if method == "GET" else ""), method
    for token in (again, other, session_of(empty, "admin"), session_of(empty, "head")):
        for method in METHODS:
            told = whole.request(method, offered, headers={"cookie": f"{SESSION}={token}", **DOCUMENT})
            absent = whole.request(method, "/media/0000.csv", headers={"cookie": f"{SESSION}={token}"})
            assert (told.status_code, told.content) == (absent.status_code, absent.content), method
            assert told.status_code == 404 and told.content in (no_such_file().body, b""), method
            assert told.headers["cache-control"] == "no-store"
    for kind, cookie in closed_cookies(empty, district, monkeypatch).items():
        answer = whole.get(offered, headers={"cookie": f"{SESSION}={cookie}"} if cookie else {})
        assert answer.status_code == 401, kind
    signing_in.log_out(empty, own)
    assert whole.get(offered, headers={"cookie": f"{SESSION}={own}"}).status_code == 401


@pytest.mark.parametrize(
    "spelled", ["//media/{0}", "/media//{0}", "/./media/{0}", "/static/../media/{0}", "/%6dedia/{0}", "/media/x/../{0}",
                "/media/{0}.x", "/media/{0}/", "/MEDIA/{0}", "/media%2f{0}", "/media/{0}?x=1", "/media/{0}%00"]
)  # fmt: skip
def test_no_spelling_leads_to_the_file_of_another(
    whole: TestClient, district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch, spelled: str
) -> None:
    own, other = session_of(empty, "evaluator"), session_of(empty, "second")
    name = offered_to(own, "别人的文件".encode(), monkeypatch).removeprefix("/media/")
    offered_to(other, b"mine", monkeypatch)
    answer = whole.get(spelled.format(name), headers={"cookie": f"{SESSION}={other}"})
    assert "别人的文件" not in answer.text


def told(socket: WebSocketTestSession, asked: BackMsg, end: str) -> list[ForwardMsg]:
    """What the page is told after the message, until `end`."""
    socket.send_bytes(asked.SerializeToString())
    heard = [ForwardMsg.FromString(socket.receive_bytes())]
    while heard[-1].WhichOneof("type") != end:
        heard.append(ForwardMsg.FromString(socket.receive_bytes()))
    return heard


def opened(socket: WebSocketTestSession, page: str) -> tuple[str, dict[str, str]]:
    """Streamlit's name for the open page, and what it offers: label → name under which it is made when asked for."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    heard = told(socket, asked, "script_finished")
    offered = [each.delta.new_element.download_button for each in heard]
    [session] = {each.new_session.initialize.session_id for each in heard if each.HasField("new_session")}
    return session, {each.label: each.deferred_file_id for each in offered if each.label}


def made_for(socket: WebSocketTestSession, session: str, file: str) -> str:
    """Asked for on the open page as a click does it; the address of what was made."""
    asked = BackMsg()
    asked.backend_operation_request.session_id = session
    asked.backend_operation_request.deferred_file.file_id = file
    answer = told(socket, asked, "backend_operation_response")[-1].backend_operation_response
    assert not answer.error_msg
    return answer.deferred_file.url


def test_a_file_made_when_asked_for_is_the_page_s_own(whole: TestClient, district: Made, empty: Database) -> None:
    """Through the open pages of two people, as browsers do it; the second knows all that the first one's page knows."""
    own, other = session_of(empty, "admin"), session_of(empty, "second")
    with (
        whole.websocket_connect(SOCKET, headers={"cookie": f"{SESSION}={own}"}) as socket,
        whole.websocket_connect(SOCKET, headers={"cookie": f"{SESSION}={other}"}) as elsewhere,
    ):
        page, offered = opened(socket, "stations")
        other_page, _ = opened(elsewhere, "overview")
        file = offered["导出名册"]
        for address in (made_for(socket, page, file), made_for(elsewhere, other_page, file)):
            assert address.startswith("/media/")
            assert whole.get(address, headers={"cookie": f"{SESSION}={other}"}).content == no_such_file().body
            assert whole.get(address, headers={"cookie": f"{SESSION}={own}"}).content[:2] == b"PK"


def test_without_accounts_everything_is_a_try_out(whole: TestClient, empty: Database) -> None:
    assert whole.get("/", headers=DOCUMENT).status_code == 200
    assert whole.get("/_stcore/health").status_code == 200
    with whole.websocket_connect(SOCKET):
        pass


def test_without_accounts_what_a_page_offers_is_there(
    whole: TestClient, empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert whole.get(offered_to("", "示例".encode(), monkeypatch)).text == "示例"
    assert whole.get("/media/0000.csv").content == no_such_file().body


TRICKS = (
    "//_stcore/health",
    "/./_stcore/health",
    "/login/../_stcore/health",
    "/login/..%2f_stcore/health",
    "/login%2f..%2f_stcore%2fhealth",
    "/%5fstcore/health",
    "/_stcore%2fhealth",
    "/_STCORE/health",
    "/Login",
    "/login/",
    "/login//",
    "/login;/_stcore/health",
    "/login%00",
    "/login%20",
    "/login.json",
    "//login/_stcore/health",
    "/healthz/../_stcore/metrics",
    "/healthz%2e%2e/_stcore/metrics",
    "/login/back/../../media/x",
    "/%2e%2e/media/x.csv",
    "/media/../healthz",
    "/static/../_stcore/metrics",
    "/\\_stcore\\health",
    "/first-start/media/x",
)


@pytest.mark.parametrize("path", TRICKS)
def test_no_spelling_of_a_path_goes_around_the_guard(district: Made, path: str) -> None:
    """Sent exactly so, past a client that would tidy the address up."""
    reached: list[str] = []

    async def inner(scope: dict[str, object], receive: object, send: object) -> None:
        reached.append(str(scope["path"]))

    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"rating.example")],
        "scheme": "http",
        "server": ("rating.example", 80),
    }
    awaited(guard.Guard(inner)(scope, receive, send))  # type: ignore[arg-type]
    assert not reached
    assert sent[0]["status"] == 401


def test_the_way_back_leads_where_one_wanted_to_go(district: Made, visitor: Visitor) -> None:
    assert visitor.get("/").headers["location"] == "/login"
    asked = visitor.get("/ranking?round=3&x=%E5%8C%BA").headers["location"]
    assert asked == "/login?next=%2Franking%3Fround%3D3%26x%3D%25E5%258C%25BA"
    assert visitor.send("/login", asked, login="head", password="wrong").status_code == 401
    assert 'value="/ranking?round=3&amp;x=%E5%8C%BA"' in visitor.get(asked).text


def test_only_a_page_that_is_looked_at_is_sent_to_the_log_in(district: Made, visitor: Visitor) -> None:
    assert visitor.client.get("/ranking").status_code == 401
    assert visitor.client.post("/ranking", headers=DOCUMENT).status_code == 401
    assert visitor.client.head("/ranking", headers=DOCUMENT).status_code == 303


def test_a_stopped_account_stands_outside_at_once(district: Made, empty: Database, visitor: Visitor) -> None:
    visitor.log_in("head")
    assert visitor.get("/ranking").status_code == 200
    with empty.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(active=False))
    assert visitor.get("/ranking").status_code == 303


def test_a_session_ends_by_itself(district: Made, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.log_in("head")
    with stopped_clock(monkeypatch, hours=7, minutes=59):
        assert visitor.get("/ranking").status_code == 200
    with stopped_clock(monkeypatch, hours=8, minutes=1):
        assert visitor.get("/ranking").status_code == 303


def test_a_token_is_remembered_only_for_the_program_itself(
    district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = guard.may_pass
    monkeypatch.setattr(guard, "may_pass", lambda token: (asked.append(token), real(token))[1])
    visitor = Visitor(inner_app())
    visitor.session = session_of(empty, "head")
    for _ in range(3):
        visitor.get("/static/js/index.js")
    assert len(asked) == 1
    for _ in range(3):
        assert visitor.get("/ranking").status_code == 200
    assert len(asked) == 4
    signing_in.log_out(empty, visitor.session)
    assert visitor.get("/ranking").status_code == 303


def test_what_was_refused_is_not_remembered(district: Made, empty: Database) -> None:
    visitor = Visitor(inner_app())
    visitor.session = "x" * 43
    assert visitor.get("/static/js/index.js").status_code == 303
    assert visitor.get("/static/js/index.js").status_code == 303


def test_with_the_database_away_nobody_passes_and_everybody_is_told(
    district: Made, empty: Database, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.log_in("head")

    def away() -> Database:
        from rating.district.storage.changes import refuse

        raise refuse("storage_gone", "连接不上数据库", "数据库")

    monkeypatch.setattr(system, "opened", away)
    for path in ("/", "/ranking", "/login", "/account", "/first-start"):
        answer = visitor.get(path)
        assert answer.status_code == 503 and "连接不上数据库" in answer.text, path
    assert visitor.client.get("/media/x").status_code == 503
    assert visitor.get("/healthz").status_code == 503
    with pytest.raises(WebSocketDisconnect) as refused, visitor.client.websocket_connect(SOCKET):
        pass
    assert refused.value.code == guard.AWAY


def test_may_pass_says_why_not_and_not_no(monkeypatch: pytest.MonkeyPatch, empty: Database) -> None:
    """A table that cannot be asked is a refusal of the storage, never a try-out."""
    with empty.writing() as at:
        at.exec_driver_sql("ALTER TABLE account RENAME TO away")
    with pytest.raises(Refused):
        guard.may_pass("")


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    socket = WebSocket(scope, receive, send)
    await socket.accept()
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.send_text(await socket.receive_text())


def test_after_a_log_out_elsewhere_an_open_socket_takes_no_message(
    district: Made, empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = session_of(empty, "evaluator")
    client = TestClient(guard.Guard(_echo), headers={"cookie": f"{SESSION}={token}"})
    with client.websocket_connect(SOCKET) as socket:
        socket.send_text("评分")
        assert socket.receive_text() == "评分"
        with monkeypatch.context() as gone:
            gone.setattr(system, "opened", _gone)
            socket.send_text("数据库连不上时，由页面说明")
            assert socket.receive_text().startswith("数据库")
        with empty.writing() as at:
            at.execute(delete(schema.session))
        socket.send_text("退出以后")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
        assert closed.value.code == guard.NOT_IN


def _gone() -> Database:
    from rating.district.storage.changes import refuse

    raise refuse("storage_gone", "连接不上数据库", "数据库")


def test_no_free_connection_is_busy_and_not_a_fault_of_ours(empty: Database) -> None:
    """All of the pool in use by others for longer than anybody waits."""
    from sqlalchemy.pool import QueuePool

    pool = empty.engine.pool
    assert isinstance(pool, QueuePool)
    pool._timeout = 0.01
    held = [empty.engine.connect() for _ in range(pool.size() + pool._max_overflow)]
    try:
        with pytest.raises(Refused) as refused:
            guard.may_pass("x")
        assert refused.value.problems[0].code == "storage_busy"
    finally:
        for each in held:
            each.close()
