"""Long work tells how far it is, in a bar that is gone when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from rating.screens.parts.markup import plain_text
from rating.workflow.ratings import Progress


@contextmanager
def told_by_bar(first: str) -> Iterator[Progress]:
    """What `workflow` calls with a step and the share of it that is done; `first` stands until then."""
    bar = st.progress(0.0, plain_text(first))

    def tell(what: str, share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), plain_text(what))

    try:
        yield tell
    finally:
        bar.empty()
