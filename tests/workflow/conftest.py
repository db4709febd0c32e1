from __future__ import annotations

import pytest

from rating.district.storage.database import Database
from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name
from tests.workflow.three_stations import Begun, begun


@pytest.fixture
def opened(database: Database) -> Begun:
    """A round in 填报."""
    return begun(database)
