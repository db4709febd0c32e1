"""A file that takes its time: made on a click into a temporary file, then offered until something else is shown.

While it is made memory holds a piece of it, and afterwards none; the whole is read only by who downloads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, BinaryIO, cast

import streamlit as st

from rating.problems import Problem
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import put, tag
from rating.screens.parts.problem_list import problem_lines
from rating.screens.parts.progress_bar import told_by_bar
from rating.workflow.ratings import Progress

Make = Callable[[BinaryIO, Progress], tuple[Problem, ...]]


@dataclass(frozen=True)
class Made:
    """The file, gone once this is forgotten; `of` what it was made from; `problems` of what is missing in it."""

    of: tuple[object, ...]
    file: IO[bytes]
    problems: tuple[Problem, ...]
    lock: Lock

    def content(self) -> bytes:
        with self.lock:
            self.file.seek(0)
            return self.file.read()


def made_on_click(title: str, key: str, of: tuple[object, ...], make: Make, name: str, mime: str) -> None:
    """`生成…`, and once made `下载…`. `of`: what the file rests on, compared by identity or equality."""
    row, below = st.container(horizontal=True), st.container()
    with row:
        asked_for = st.button(f"生成{title}", key=f"make_{key}", width=200)
    if asked_for:
        st.session_state.pop(_kept(key), None)
        with below:
            made = attempt(lambda: _made(title, of, make))
        if made is not None:
            st.session_state[_kept(key)] = made
    kept: Made | None = st.session_state.get(_kept(key))
    if kept is not None and not _same(kept.of, of):
        del st.session_state[_kept(key)]
    elif kept is not None:
        with row:
            st.download_button(
                f"下载{title}",
                kept.content,
                name,
                mime,
                key=f"take_{key}",
                on_click="ignore",
                type="primary",
                width=200,
            )
        with below:
            _missing(kept.problems)


def _missing(problems: tuple[Problem, ...]) -> None:
    if problems:
        put(tag("p", f"有 {len(problems)} 份没有生成，其余可以下载："), problem_lines(problems))


def _made(title: str, of: tuple[object, ...], make: Make) -> Made:
    file = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 - open as long as it is offered
    try:
        with told_by_bar(f"正在生成{title}") as tell:
            return Made(of, file, make(cast("BinaryIO", file), tell), Lock())
    except BaseException:
        file.close()
        raise


def _kept(key: str) -> str:
    return f"made_{key}"


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """An evaluation is itself or another one; it is not compared figure by figure."""
    return len(one) == len(other) and all(
        mine is theirs or (isinstance(mine, str | int | bool | None) and mine == theirs)
        for mine, theirs in zip(one, other, strict=True)
    )
