"""What all tests share: no skips under CI, repeatable hypothesis, a data folder of their own, the sample rated once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from rating.scoring.evaluation import Evaluation
    from rating.workflow import Rated, Sample

UNDER_CI = os.environ.get("CI", "") not in ("", "0", "false")

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.load_profile("ci" if UNDER_CI else "here")

# whoever runs the tests may have a district of their own on this machine
DATA_FOLDER = Path(tempfile.mkdtemp(prefix="rating-tests-"))
os.environ["RATING_DATA_FOLDER"] = str(DATA_FOLDER)
for name in [name for name in os.environ if name == "RATING_DATABASE_URL" or name.startswith("RATING_OIDC_")]:
    del os.environ[name]


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA_FOLDER, ignore_errors=True)


def _forbid_skip(report: Any) -> Any:
    if UNDER_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI, where every test must run: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    return _forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return _forbid_skip((yield))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The files of the sample district."""
    from rating import workflow  # tests of a lower room need not load the upper ones

    return workflow.sample_district()


@pytest.fixture(scope="session")
def sample_rated(sample: Sample) -> Rated:
    """The sample district, rated from its files, with the previous year's result."""
    from rating import load_rubric, workflow

    return workflow.rate(load_rubric(sample.rubric), sample.workbooks, sample.roster, sample.previous)


@pytest.fixture(scope="session")
def sample_evaluation(sample_rated: Rated) -> Evaluation:
    assert sample_rated.evaluation is not None, [problem.line for problem in sample_rated.problems]
    return sample_rated.evaluation
