"""The Python door: about ten names, loaded when used, each with a docstring that says what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import rating

NAMES = [name for name in rating.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there_and_documented(name: str) -> None:
    thing = getattr(rating, name)
    assert thing.__name__ == name
    assert thing.__doc__


def test_the_door_is_small() -> None:
    assert {"load_rubric", "read_workbooks", "evaluate", "export_excel", "Refused"} <= set(NAMES)
    assert len(NAMES) <= 12
    assert set(NAMES) <= set(dir(rating))


def test_an_unknown_name_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rate_everything'"):
        _ = rating.rate_everything


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, rating; print([m for m in ('numpy', 'pandas', 'streamlit', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_the_projects() -> None:
    import tomllib
    from pathlib import Path

    project = tomllib.loads(Path(__file__).parent.parent.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    assert rating.__version__ == project["project"]["version"]
