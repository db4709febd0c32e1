"""The screens, served as a user starts them, on a port of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """One server that can be killed and started again at the same address; `settings` are environment variables."""

    def __init__(self, **settings: str) -> None:
        self.port, self.settings = free_port(), settings
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.address=127.0.0.1", f"--server.port={self.port}"]
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def kill(self) -> None:
        """At once, as when the power goes."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if self.process.poll() is not None:
                assert self.process.stdout is not None
                pytest.fail(f"the server stopped:\n{self.process.stdout.read().decode()}")
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2)
            except OSError:
                time.sleep(0.3)
            else:
                return
        pytest.fail("the server did not answer")


@contextmanager
def running(**settings: str) -> Iterator[Server]:
    """One server for as long as it is needed."""
    server = Server(**settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()
