"""Part (g): station heads who all open their feedback at once, and what an evaluator's session costs in memory.

A real server on SQLite with an announced round of the Yichang rubric; every visitor is a web socket with a session
of its own account. No browser, so drawing is nobody's cost; the visitors' own work runs on the same processors.
"""

from __future__ import annotations

import gc
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.log_in import wait_for
from bench.table import Line, ratio_line, time_line
from bench.timing import Timing, cpu_seconds
from rating.district.people import sessions
from rating.district.people.person import Role
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import open_database
from rating.district.storage.migrate import migrate
from rating.workflow import HOME
from tests.district.announced import Ready, ready
from tests.screens.opening import district

RUBRIC = HOME / "rubrics" / "yichang-five-star.yaml"
WITHIN, MOST_MEGABYTES, PATIENCE = 2.0, 1.0, 300
MEGABYTE = 1_000_000
WORDS = {"": "等待处理", "ranking": "已排名", "station": "逐项说明", "my_feedback": "总分"}
"""Page → words that stand on it when it is whole."""
EVALUATOR_PAGES = ("", "ranking", "station")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server; `heads` and `evaluators` are session tokens."""

    port: int
    process: int
    heads: list[str]
    evaluators: list[str]


def measure_visitors(stations: int, heads: int, evaluators: int) -> list[Line]:
    with served(stations, heads, evaluators) as there:
        alone = [_visit(there, token, "my_feedback") for token in there.heads[: max(3, heads // 10)]]
        single = statistics.median(alone[1:])
        before, start = cpu_seconds(there.process), time.perf_counter()
        together = _at_once(there, "my_feedback")
        lasted, spent = time.perf_counter() - start, cpu_seconds(there.process) - before
        megabytes = _memory_of_sessions(there)
    queue = (len(together) + 1) / 2
    return [
        time_line("ours: one head opens the feedback, alone", Timing(tuple(alone[1:]))),
        time_line(
            f"ours: {len(together)} heads at once, each from knocking to the whole page", Timing(tuple(together))
        ),
        ratio_line(
            f"median together ÷ (alone × {queue:g} in the queue)",
            statistics.median(together) / (single * queue),
            at_most=WITHIN,
        ),
        Line("processor time of a view", f"{spent / len(together) * 1000:.1f} ms"),
        Line("views a second", f"{len(together) / lasted:.1f}"),
        Line(
            f"memory of an evaluator's session at {stations} stations, {evaluators} of them",
            f"{megabytes:.2f} MB",
            f"promised ≤ {MOST_MEGABYTES:g} MB",
            megabytes <= MOST_MEGABYTES,
        ),
    ]


@contextmanager
def served(stations: int, heads: int, evaluators: int) -> Iterator[Served]:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        tokens = _prepared(url, stations, heads, evaluators)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "error"]
        command += ["--ws-per-message-deflate", "false"]  # as `streamlit run` and deploy/ start it
        environment = {**os.environ, "RATING_DATABASE_URL": url, "RATING_DATA_FOLDER": folder}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz")
                yield Served(port, server.pid, *tokens)
            finally:
                server.terminate()


def _prepared(url: str, stations: int, heads: int, evaluators: int) -> tuple[list[str], list[str]]:
    """An announced round; tokens of that many heads, shared out over its stations, and of evaluators."""
    database = open_database(url)
    migrate(database)
    here = ready(database, evaluation=district(stations), rubric=RUBRIC.read_text(encoding="utf-8"))
    here.announce()
    with database.writing() as at:
        own = [_account(at, here, Role.STATION_HEAD, number) for number in range(heads)]
        staff = [_account(at, here, Role.EVALUATOR, number) for number in range(evaluators)]
        tokens = [sessions.start(at, account) for account in own], [sessions.start(at, each) for each in staff]
    database.close()
    return tokens


def _account(at: object, here: Ready, role: Role, number: int) -> int:
    values = {
        "login": f"{role}{number}",
        "name": f"测速{number}",
        "role": role.value,
        "district_id": here.made.district,
    }
    made = at.execute(insert(schema.account).values(**values, created_at=moment()))  # type: ignore[attr-defined]
    account = int(made.inserted_primary_key[0])
    if role is Role.STATION_HEAD:
        station = here.stations[number % len(here.stations)]
        at.execute(insert(schema.account_scope).values(account_id=account, station_id=station))  # type: ignore[attr-defined]
    return account


def _connected(there: Served, token: str) -> ClientConnection:
    address, origin = f"ws://127.0.0.1:{there.port}/_stcore/stream", f"http://127.0.0.1:{there.port}"
    return connect(
        address,
        origin=origin,
        subprotocols=["streamlit"],
        additional_headers={"Cookie": f"rating_session={token}"},
        max_size=None,
        proxy=None,
        open_timeout=PATIENCE,
    )


def _show(page: ClientConnection, name: str) -> None:
    """One view, whole; a page without the words that belong to it is refused."""
    asked = BackMsg()
    asked.rerun_script.page_name = name
    page.send(asked.SerializeToString())
    written, ended = [], None
    while ended is None:
        told = ForwardMsg.FromString(page.recv(timeout=PATIENCE))
        written.append(told.delta.new_element.html.body)
        ended = told.script_finished if told.WhichOneof("type") == "script_finished" else None
    if ended != ForwardMsg.FINISHED_SUCCESSFULLY or WORDS[name] not in "".join(written):
        raise RuntimeError(f"the page {name!r} was not drawn: {ended}, {len(written)} parts")


def _visit(there: Served, token: str, name: str) -> float:
    """Seconds from knocking to the whole page."""
    start = time.perf_counter()
    with _connected(there, token) as page:
        _show(page, name)
        return time.perf_counter() - start


def _at_once(there: Served, name: str) -> list[float]:
    ready_all = threading.Barrier(len(there.heads))

    def go(token: str) -> float:
        ready_all.wait()
        return _visit(there, token, name)

    with ThreadPoolExecutor(len(there.heads)) as visitors:
        return list(visitors.map(go, there.heads))


def _memory_of_sessions(there: Served) -> float:
    """Megabytes by which the server grows for each further evaluator who has looked at several pages and stays."""
    first, rest = (
        there.evaluators[: len(there.evaluators) // 4 or 1],
        there.evaluators[len(there.evaluators) // 4 or 1 :],
    )
    open_pages = [_looked_around(there, token) for token in first]
    before = _resident(there.process)
    open_pages += [_looked_around(there, token) for token in rest]
    grown = _resident(there.process) - before
    for page in open_pages:
        page.close()
    return grown / max(len(rest), 1) / MEGABYTE


def _looked_around(there: Served, token: str) -> ClientConnection:
    page = _connected(there, token)
    for name in EVALUATOR_PAGES:
        _show(page, name)
    return page


def _resident(process: int) -> int:
    gc.collect()
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
