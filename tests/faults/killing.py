"""The other end of `forking.py`: a child that does actions on a database and can be killed at any moment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rating.district.storage.database import Database

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How an action ended. died: by our hand · begun: seconds until its first writing transaction, if seen."""

    died: bool
    code: int | None
    total: float
    begun: float | None


@dataclass
class Span:
    """How long an action takes and how long it writes, at the quickest that was seen: a kill drawn from it comes in time."""

    total: float
    writing: float

    @classmethod
    def of(cls, whole: Ended) -> Span:
        """From an action that was let end, and said when it began to write."""
        assert whole.code == 0 and whole.begun is not None
        return cls(whole.total, whole.total - whole.begun)

    def seen(self, ended: Ended) -> None:
        """One that ended before it was killed was quicker than thought."""
        if not ended.died:
            self.total = min(self.total, ended.total)
            self.writing = min(self.writing, ended.total - (ended.begun or 0))


@dataclass(frozen=True)
class Actor:
    """A running `forking.py`."""

    process: subprocess.Popen[str]

    def act(self, database: Database, action: str, kill: tuple[str, float] | None = None, **arguments: Any) -> Ended:
        url = database.engine.url.render_as_string(hide_password=False)
        request = {"action": action, "url": url, "arguments": arguments, "kill": kill}
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))


@contextmanager
def actor(*modules: str) -> Iterator[Actor]:
    """One that has `modules` loaded, so that killing early does not only kill imports."""
    command = [sys.executable, "-m", "tests.faults.forking", *modules]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline()) == {"ready": True}
    try:
        yield Actor(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(30)
