from __future__ import annotations

from rating.screens.frame import warm_up
from rating.screens.visit import session


def test_warming_up_leaves_the_sample_ready() -> None:
    warm_up.load()
    assert session.sample() is session.sample()
    assert session.sample_files() is session.sample_files()
