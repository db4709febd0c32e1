"""A process with everything loaded that forks once per action; the fork is killed (SIGKILL) at a moment asked for.

`python -m tests.faults.forking` reads one request a line, `{"action", "url", "arguments", "kill"}`, and answers
each with `{"died", "code", "total", "begun"}`. `kill` is `["start", seconds]` or `["writing", seconds]`, counted from the
start or from the first transaction that writes, or null to let the action end.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import sys
import time
import traceback
from typing import Any

from sqlalchemy import event

from rating.district.storage.database import WRITING, open_database

LONGEST = 120.0


def act(request: dict[str, Any], told: int) -> None:
    """In the fork: say when a writing transaction begins, do the action, and go."""
    module, _, name = request["action"].partition(":")
    action = getattr(importlib.import_module(module), name)
    database = open_database(request["url"])
    event.listen(database.engine, "begin", lambda at: _tell(at, told))
    action(database, **request["arguments"])
    database.close()


def _tell(at: Any, told: int) -> None:
    if at.get_execution_options().get(WRITING):
        os.write(told, b"w")


def run(request: dict[str, Any]) -> dict[str, Any]:
    heard, told = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(heard)
        _leave(request, told)
    os.close(told)
    begun = _kill_in_time(child, heard, request["kill"], started)
    _, status = os.waitpid(child, 0)
    os.close(heard)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    code = None if died else os.waitstatus_to_exitcode(status)
    return {"died": died, "code": code, "total": time.monotonic() - started, "begun": begun}


def _leave(request: dict[str, Any], told: int) -> None:
    code = 1
    try:
        os.setsid()
        act(request, told)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the fork must not live on as a second parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _kill_in_time(child: int, heard: int, kill: list[Any] | None, started: float) -> float | None:
    """Wait for the moment and kill; the seconds after which the first writing transaction began, if it was seen."""
    if kill is None:
        return _writing(heard, started)
    since, seconds = kill
    begun = _writing(heard, started) if since == "writing" else None
    time.sleep(seconds)
    _kill_all(child)
    return begun


def _kill_all(child: int) -> None:
    """The fork and what it started itself, such as the process that parses a workbook."""
    grouped = os.getpgid(child) == child
    (os.killpg if grouped else os.kill)(child, signal.SIGKILL)


def _writing(heard: int, started: float) -> float | None:
    ready, _, _ = select.select([heard], [], [], LONGEST)
    if ready and os.read(heard, 1):
        return time.monotonic() - started
    return None


def main() -> None:
    for name in sys.argv[1:]:
        importlib.import_module(name)
    _say({"ready": True})
    for line in sys.stdin:
        _say(run(json.loads(line)))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
