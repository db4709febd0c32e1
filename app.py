"""The screens: `streamlit run app.py`, or `uvicorn app:app` behind a proxy.

One file is both the ASGI application and the script that Streamlit runs for every visitor: outside
a script run it builds the application, inside one it shows the page asked for.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rating.screens.frame import frame, media_owners
from rating.screens.frame.style import page_additions


@asynccontextmanager
async def prepare(_: st.App) -> AsyncIterator[None]:
    """Open the database, load what every page needs once, then keep it out of the collections after each rerun."""
    from rating.screens.frame import warm_up

    media_owners.keep_owners()
    _open_database()
    warm_up.load()
    gc.collect()
    gc.freeze()
    yield


def _open_database() -> None:
    """A database out of reach does not keep the server from starting: every page then says so, until it is back."""
    from rating.problems import Refused
    from rating.server import announcement

    try:
        told = announcement()
    except Refused as refusal:
        told = "\n".join(problem.line for problem in refusal.problems)
    if told:
        print(told, file=sys.stderr, flush=True)  # noqa: T201 - whoever starts the server reads its console


if get_script_run_ctx() is None:
    from starlette.middleware import Middleware

    from rating.server import ROUTES, ChinesePage, Guard, SecurityHeaders

    app = st.App(
        __file__,
        lifespan=prepare,
        routes=ROUTES,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Guard, may_have=media_owners.may_have),
            Middleware(ChinesePage, style=page_additions()),
        ],
        on_script_error=frame.calm_error,
    )
else:
    frame.run()
