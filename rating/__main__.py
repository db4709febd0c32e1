"""The command line: `python -m rating …` (design §11).

Exit 0 done, warnings on stderr; 2 the input was refused, each problem on stderr and nothing
written (only `check` still writes the list that it was asked for, and `--mapping` the questions that
stand open); 1 a fault of ours, in one line.
RATING_DEBUG=1 shows the traceback of such a fault.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence

from rating import __version__
from rating.command_line.arguments import Answer, Request, read_arguments
from rating.problems import Problem, Refused, Severity
from rating.shown import one_line, visible

DONE, FAULT, REFUSED, INTERRUPTED = 0, 1, 2, 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    try:
        answer = _answer(read_arguments(sys.argv[1:] if words is None else words))
        if answer.text:
            print(visible(answer.text))
        sys.stdout.flush()
        _complain(answer.warnings)
        return REFUSED if answer.refused else DONE
    except Refused as refusal:
        _complain(refusal.problems)
        return REFUSED
    except KeyboardInterrupt:
        print("已中断，没有写任何文件。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) went away; keep the interpreter from saying so once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:  # noqa: BLE001 - the last door: our own faults become one line
        if os.environ.get("RATING_DEBUG") == "1":
            traceback.print_exc()
        detail = one_line(f"{type(fault).__name__}: {fault}")
        print(f"程序出错（不是数据的问题）：{detail}；请把这一行和所用文件交给维护人员", file=sys.stderr)
        return FAULT


def _answer(request: Request) -> Answer:
    """Only what the command needs is imported: help and usage errors need not wait for pandas."""
    if request.command == "help":
        return Answer(request.help)
    if request.command == "version":
        return Answer(f"station-rating {__version__}")
    if request.command in ("rubric to-excel", "rubric from-excel", "rubric diff"):
        from rating.command_line.rubric_sheets_commands import COMMANDS
    elif request.command.startswith("rubric"):
        from rating.command_line.rubric_commands import COMMANDS
    elif request.command == "template":
        from rating.command_line.template_command import COMMANDS
    elif request.command in ("backup", "restore", "migrate"):
        from rating.command_line.keeping_commands import COMMANDS
    elif request.command.startswith("user"):
        from rating.command_line.user_command import COMMANDS
    else:
        from rating.command_line.data_commands import COMMANDS
    return COMMANDS[request.command](request)


def _complain(problems: Sequence[Problem]) -> None:
    """Each problem as one line, what stops first."""
    order = list(Severity)
    for problem in sorted(problems, key=lambda problem: order.index(problem.severity)):
        print(problem.line, file=sys.stderr)


def _speak_utf8() -> None:
    """Chinese must come out whatever the locale, and an odd file name must not stop it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
