"""A draft on the desk of 标准修订, without a browser: in the try-out, or a part of it drawn alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from rating.district.rubrics.drafts import Draft
from rating.rubric import edits
from rating.rubric.skeleton import skeleton
from rating.screens.frame.frame import HERE
from rating.screens.workshop_sections.desk import LOOSE, Desk
from rating.workflow import HOME

SHIPPED = sorted((HOME / "rubrics").glob("*.yaml"))
SMALL = skeleton("试验标准", "trial")


def text_of_shipped(name: str) -> str:
    return (HOME / "rubrics" / f"{name}.yaml").read_text(encoding="utf-8")


def draft(text: str = SMALL, **more: Any) -> Draft:
    known: dict[str, Any] = {
        "id": 0, "district": 0, "title": "草稿", "text": text, "earlier": (), "answers": (), "based_on": None,
        "paper_name": "", "paper": None, "decisions": (), "version": 1,
    }  # fmt: skip
    return Draft(**{**known, **more})


def desk_of(text: str = SMALL) -> Desk:
    return Desk(None, draft(text))


def open_desk(text: str = SMALL, section: str = "指标") -> AppTest:
    """The page with the draft on the desk, at one of its sections; nothing may have gone wrong."""
    run = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    run.session_state[LOOSE] = draft(text)
    run.switch_page(str((HERE / "rubric_workshop.py").relative_to(HOME)))
    run.run()
    assert not run.exception, run.exception
    return turn_to(run, section)


def turn_to(run: AppTest, section: str) -> AppTest:
    run.button_group(key="desk_section").set_value(section).run()
    assert not run.exception, run.exception
    return run


def kept(run: AppTest) -> Draft:
    """The draft as it lies there now."""
    found: Draft = run.session_state[LOOSE]
    return found


def tree_of(run: AppTest) -> Any:
    return edits.content(kept(run).text)


def press(run: AppTest, label: str) -> AppTest:
    """The first button with that label."""
    next(each for each in run.button if each.label == label).click().run()
    assert not run.exception, run.exception
    return run


def field(run: AppTest, label: str, sort: str = "text_input", at: int = 0) -> Any:
    """The field with that label."""
    return [each for each in getattr(run, sort) if each.label == label][at]


def drawn(page: Callable[..., None], *args: Any) -> AppTest:
    """A part of the page alone, as the script of a page; what it finds it puts into `st.session_state.found`."""
    run = AppTest.from_function(page, args=args, default_timeout=60)
    run.run()
    assert not run.exception, run.exception
    return run


def give(found: Any) -> None:
    """From within a part drawn alone."""
    st.session_state["found"] = found
