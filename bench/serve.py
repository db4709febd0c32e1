"""Serves one page on loopback for part (c): `python -m bench.serve ours|bare|frozen PORT ROWS`.

`ours` is the whole application, shown an evaluation of the asked size instead of the sample
district; `bare` is one `st.dataframe` of the same ranking; `frozen` is `bare` after `gc.freeze`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pandas as pd
import streamlit as st
import uvicorn

from bench.synthetic import synthetic_plan, synthetic_reported
from rating.insight import tables
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.screens.visit import session

COLUMNS = 20
BARE_PAGE = Path(__file__).parent / "bare_page.py"
table: pd.DataFrame | None = None
"""What the bare page shows."""


def shown(rows: int) -> session.Shown:
    """An evaluation whose first group, the one the page opens with, has `rows` stations."""
    plan = synthetic_plan(COLUMNS)
    plan["gates"], plan["ranking"]["within"] = [], "all"
    rubric = Rubric.model_validate(plan)
    return session.Shown(evaluate(rubric, synthetic_reported(rubric, rows)), "测速", sample=True)


@asynccontextmanager
async def _freeze(_: st.App) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()
    yield


def application(which: str, now: session.Shown) -> st.App:
    if which == "ours":
        session.sample = lambda: now  # type: ignore[assignment]
        import app

        return app.app
    return st.App(str(BARE_PAGE), lifespan=_freeze) if which == "frozen" else st.App(str(BARE_PAGE))


if __name__ == "__main__":
    which, port, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    now = shown(rows)
    sys.modules["bench.serve"] = sys.modules["__main__"]
    table = tables.ranking_table(now.evaluation)
    # as `streamlit run` starts its server
    settings = {"ws_per_message_deflate": False, "access_log": False, "log_level": "error"}
    uvicorn.run(application(which, now), host="127.0.0.1", port=port, **settings)
