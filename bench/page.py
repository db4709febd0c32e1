"""Part (c): processor time of one rerun of the ranking page, against a bare page with its table.

A real server each, one websocket client that asks for reruns and waits for each to end; only the
server's own user and system time is counted.  No browser, so drawing is nobody's cost.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.table import Line, ratio_line, time_line
from bench.timing import Timing, cpu_seconds

OURS, BARE, FROZEN = "ours: the ranking page", "bare page, same table", "bare page, same table, gc.freeze"
SERVED = {OURS: "ours", BARE: "bare", FROZEN: "frozen"}
WITHIN, WARM_UP, PATIENCE = 1.5, 10, 60
SHORTEST = 1e-6
"""Below the clock's tick a tiny run may seem to cost nothing."""


@dataclass(frozen=True, slots=True)
class Client:
    """One visitor's websocket, and the server process behind it."""

    socket: ClientConnection
    process: int
    address: str = ""

    def rerun(self, page: str) -> None:
        """Ask for one rerun and wait for its end; an error page or one without its table is refused."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        self.socket.send(asked.SerializeToString())
        drawn = set()
        while "script_finished" not in drawn:
            told = ForwardMsg.FromString(self.socket.recv(timeout=PATIENCE))
            drawn.add(told.WhichOneof("type"))
            drawn.add(told.delta.new_element.WhichOneof("type"))
        if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY or "dataframe" not in drawn:
            raise RuntimeError(f"the page {page!r} was not drawn: {told.script_finished}, {drawn}")

    def cpu_of(self, page: str, reruns: int) -> float:
        """Seconds of processor time a rerun."""
        before = cpu_seconds(self.process)
        for _ in range(reruns):
            self.rerun(page)
        return (cpu_seconds(self.process) - before) / reruns


def measure_page(rows: int, reruns: int, rounds: int) -> list[Line]:
    seconds: dict[str, list[float]] = {name: [] for name in SERVED}
    with served("ours", rows) as ours, served("bare", rows) as bare, served("frozen", rows) as frozen:
        clients = {OURS: (ours, "ranking"), BARE: (bare, ""), FROZEN: (frozen, "")}
        for client, page in clients.values():
            client.cpu_of(page, WARM_UP)
        for _ in range(rounds):
            for name, (client, page) in clients.items():
                seconds[name].append(client.cpu_of(page, reruns))
    timings = {name: Timing(tuple(taken)) for name, taken in seconds.items()}
    ours, bare, frozen = (timings[name].median for name in SERVED)
    ratios = [
        ratio_line("ours ÷ bare", ours / max(bare, SHORTEST), at_most=WITHIN),
        ratio_line("ours ÷ bare with gc.freeze", ours / max(frozen, SHORTEST)),
    ]
    return [*(time_line(f"{name}; processor time of a rerun", timing) for name, timing in timings.items()), *ratios]


@contextmanager
def served(which: str, rows: int) -> Iterator[Client]:
    port = _free_port()
    command = [sys.executable, "-m", "bench.serve", which, str(port), str(rows)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            with _connected(port, server) as websocket:
                yield Client(websocket, server.pid, f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def _connected(port: int, server: subprocess.Popen[str]) -> ClientConnection:
    address, until = f"ws://127.0.0.1:{port}/_stcore/stream", time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended:\n{server.stdout.read()[-3000:] if server.stdout else ''}")
        try:
            return connect(
                address, origin=f"http://127.0.0.1:{port}", subprotocols=["streamlit"], max_size=None, proxy=None
            )
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
