"""Two copies of the tool behind nginx, from the files under `deploy/`, on ports of the loopback that are free."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNDER_CI = os.environ.get("CI", "") not in ("", "0", "false")
PATIENCE = 120
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    log_format served '$upstream_addr $request';
    access_log {folder}/nginx-access.log served;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/station-rating.conf;
}}
"""


@dataclass
class Replicas:
    """`address` is nginx's; `copies` the two processes behind it, at `ports`; `log` of nginx says who answered."""

    address: str
    copies: list[subprocess.Popen[bytes]]
    ports: tuple[int, int]
    log: Path

    def serving(self, words: str) -> int:
        """Which copy answered the last request that holds these words."""
        lines = [line for line in self.log.read_text(encoding="utf-8").splitlines() if words in line]
        answered = lines[-1].partition(" GET ")[0].partition(" POST ")[0]
        return self.ports.index(int(answered.rpartition(":")[2]))

    def kill(self, number: int) -> None:
        self.copies[number].send_signal(signal.SIGKILL)
        self.copies[number].wait(20)


@contextmanager
def replicas(folder: Path, url: str) -> Iterator[Replicas]:
    """Both copies and nginx, ready to answer."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        reason = "没有 nginx，两个副本的测试没有运行"
        (pytest.fail if UNDER_CI else pytest.skip)(reason)
    front, one, two = (_free_port() for _ in range(3))
    with ExitStack() as stack:
        logs = [folder / "one.log", folder / "two.log"]
        copies = [
            stack.enter_context(_running(_copy(port), log, url, folder))
            for port, log in zip((one, two), logs, strict=True)
        ]
        for port in (one, two):
            _wait_for(f"http://127.0.0.1:{port}/healthz")
        command = [nginx, "-p", str(folder), "-c", str(_configured(folder, front, one, two))]
        stack.enter_context(_running(command, folder / "nginx.log", url, folder))
        _wait_for(f"http://127.0.0.1:{front}/healthz")
        yield Replicas(f"http://127.0.0.1:{front}", copies, (one, two), folder / "nginx-access.log")


def _copy(port: int) -> list[str]:
    """As the systemd unit starts it."""
    unit = (ROOT / "deploy" / "station-rating@.service").read_text()
    (line,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    words = line.partition("=")[2].replace("%i", str(port)).split()
    return [sys.executable, "-m", *("uvicorn" if word.endswith("/uvicorn") else word for word in words)]


def _configured(folder: Path, front: int, one: int, two: int) -> Path:
    """deploy/nginx.conf with this run's ports, inside an `http { … }` of our own."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for old, new in (("127.0.0.1:8501", one), ("127.0.0.1:8502", two)):
        assert text.count(old) == 1
        text = text.replace(old, f"127.0.0.1:{new}")
    assert text.count("listen 80;") == 1
    (folder / "station-rating.conf").write_text(text.replace("listen 80;", f"listen 127.0.0.1:{front};"))
    main = folder / "nginx.conf"
    main.write_text(NGINX.format(folder=folder))
    return main


@contextmanager
def _running(command: list[str], log: Path, url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "RATING_DATABASE_URL": url,
        "RATING_DATA_FOLDER": str(folder),
        "STREAMLIT_SERVER_COOKIE_SECRET": "the same in both copies of this test",
    }
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=3)
        except (OSError, urllib.error.URLError):
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"nobody answered at {url}")
