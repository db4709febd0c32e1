"""What the district refuses is shown calmly where it was asked for, and the page goes on with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TypeVar

import streamlit as st
from streamlit.errors import StreamlitAPIException

from rating.problems import Problem, Refused
from rating.screens.parts.markup import Markup, put, tag

Given = TypeVar("Given")
NOT_SAVED, STILL_THERE = "没有保存", "仍在页面上"
OF_THE_MACHINE = "storage_"
"""Codes that begin so tell of the storage, not of what was asked."""
FASTER = "changed_meanwhile"


@contextmanager
def asked() -> Iterator[None]:
    """Around a call of `workflow`: a Refused becomes a message on the page, and what follows still runs.

    Nothing that was typed is touched. Draw the widgets before (or outside), so that they stay on the page.
    """
    try:
        yield
    except Refused as refusal:
        show_refusal(refusal.problems)


def attempt(do: Callable[[], Given]) -> Given | None:
    """`do()`, or None when it was refused and the page has said why."""
    try:
        return do()
    except Refused as refusal:
        show_refusal(refusal.problems)
        return None


def show_refusal(problems: tuple[Problem, ...]) -> None:
    """Each problem once, with what to do about it."""
    put(*(refusal_notice(problem) for problem in dict.fromkeys(problems)))
    if any(problem.code == FASTER for problem in problems):
        told = sha256("".join(problem.message for problem in problems).encode("utf-8", "replace")).hexdigest()[:12]
        with suppress(StreamlitAPIException):  # told twice on one page, the button stands there already
            st.button("刷新", key=f"asked_again_{told}", help="显示别人改过之后的内容。")


def refusal_notice(problem: Problem) -> Markup:
    """One problem as a box: what it is, what was found, what to do."""
    calm = problem.code.startswith(OF_THE_MACHINE) or problem.code == FASTER
    expected = f"应为{problem.expected}。" if problem.expected else ""
    return tag(
        "div",
        tag("p", tag("b", problem.kind.title), "：", problem.found, "。"),
        tag("p", expected, _what_to_do(problem), cls="quiet"),
        cls=f"notice-box {'warning' if calm else 'refusal'}",
        role="alert",
    )


def _what_to_do(problem: Problem) -> str:
    """The remedy; after a fault of the storage also that nothing was saved and nothing typed is lost."""
    told = f"{problem.remedy or problem.kind.remedy}。"
    if not problem.code.startswith(OF_THE_MACHINE):
        return told
    first = "" if NOT_SAVED in told else f"{NOT_SAVED}。"
    return first + told + ("" if STILL_THERE in told else f"已填的内容{STILL_THERE}。")
