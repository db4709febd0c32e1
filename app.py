"""The screens: `streamlit run app.py`, or `uvicorn app:app` behind a proxy.

One file is both the ASGI application and the script that Streamlit runs for every visitor: outside
a script run it builds the application, inside one it shows the page asked for.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rating.screens import frame
from rating.screens.style import page_additions


@asynccontextmanager
async def prepare(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs once, then keep it out of the collections after each rerun."""
    from rating.screens import warm_up

    warm_up.load()
    gc.collect()
    gc.freeze()
    yield


if get_script_run_ctx() is None:
    from starlette.middleware import Middleware

    from rating.server import ChinesePage, SecurityHeaders

    app = st.App(
        __file__,
        lifespan=prepare,
        middleware=[Middleware(SecurityHeaders), Middleware(ChinesePage, style=page_additions())],
        on_script_error=frame.calm_error,
    )
else:
    frame.run()
