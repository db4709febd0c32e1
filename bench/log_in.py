"""Part (f): logging in when many come at once: bounded by the processors, fair between addresses.

A real server; an office of `many` people behind one address logs in at once, and a moment later `few` from
another address. Every password is checked with argon2. The rival is the bare check, in as many threads as the server
allows itself, in a process of its own.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.table import Line, ratio_line, time_line
from bench.timing import Timing
from rating.district.people import passwords, setup
from rating.district.storage.database import open_database
from rating.district.storage.migrate import migrate

PASSWORD = "四个互不相干的词：茶壶 云梯 棋子"
LOGIN = "bench"
WITHIN, FAIR = 1.5, 0.5
PATIENCE = 120
AFTER = 0.2
"""Seconds after the office that the others come."""


def measure_log_in(many: int, few: int) -> list[Line]:
    with served() as address:
        office, others, whole = asyncio.run(_rush(address, many, few))
    bare = _bare(many + few)
    ours = whole / (many + few)
    return [
        time_line("ours: a log-in of the office, waiting included", Timing(tuple(office))),
        time_line("ours: a log-in of the others, who came later", Timing(tuple(others))),
        Line("ours: log-ins a second, everybody together", f"{1 / ours:.1f}"),
        Line("bare argon2 in as many threads: checks a second", f"{1 / bare:.1f}"),
        ratio_line("time of a log-in, ours ÷ bare check", ours / bare, at_most=WITHIN),
        ratio_line("median wait of the others ÷ of the office", _median(others) / _median(office), at_most=FAIR),
    ]


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds)


@contextmanager
def served() -> Iterator[str]:
    """The whole application with one account, on loopback; it believes what the client says of its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        _first_account(url)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "error"]
        command += ["--proxy-headers", "--forwarded-allow-ips", "127.0.0.1"]
        environment = {**os.environ, "RATING_DATABASE_URL": url, "RATING_DATA_FOLDER": folder}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz")
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def _first_account(url: str) -> None:
    database = open_database(url)
    migrate(database)
    with database.writing() as at:
        setup.make_first(at, LOGIN, "测速", passwords.hashed(PASSWORD), None)
    database.close()


def wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(address).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError(address)


async def _rush(address: str, many: int, few: int) -> tuple[list[float], list[float], float]:
    limits = httpx.Limits(max_connections=many + few + 10)
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE, limits=limits) as client:
        token = await _form_token(client)
        await _log_in(client, token, "10.0.0.9")
        start = time.perf_counter()
        office = [asyncio.create_task(_log_in(client, token, "10.0.0.1")) for _ in range(many)]
        await asyncio.sleep(AFTER)
        others = [asyncio.create_task(_log_in(client, token, "10.0.0.2")) for _ in range(few)]
        waited = await asyncio.gather(*office), await asyncio.gather(*others)
        return *waited, time.perf_counter() - start


async def _form_token(client: httpx.AsyncClient) -> str:
    await client.get("/login")
    return str(client.cookies["rating_form"])


async def _log_in(client: httpx.AsyncClient, token: str, address: str) -> float:
    fields = {"login": LOGIN, "password": PASSWORD, "form": token}
    start = time.perf_counter()
    headers = {"X-Forwarded-For": address, "Cookie": f"rating_form={token}"}
    answer = await client.post("/login", data=fields, headers=headers)
    if answer.status_code != httpx.codes.SEE_OTHER:
        raise RuntimeError(f"not let in: {answer.status_code} {answer.text[:200]}")
    return time.perf_counter() - start


def _bare(checks: int) -> float:
    """Seconds a check takes when as many threads as processors do nothing else."""
    kept = passwords.hashed(PASSWORD)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        start = time.perf_counter()
        for right in threads.map(lambda _: passwords.is_right(kept, PASSWORD), range(checks)):
            assert right
    return (time.perf_counter() - start) / checks
