from __future__ import annotations

import pytest

from rating.district.storage.database import Database
from rating.screens.parts.round_link import DUTIES, PROGRESS, REVIEW, SECTION
from rating.screens.rounds import HISTORY, SECTIONS
from tests.screens.conftest import SignIn
from tests.screens.in_district import rated, round_made
from tests.screens.opening import open_screen


@pytest.mark.parametrize("section", [DUTIES, PROGRESS, REVIEW, "没有这一节"])
def test_a_link_opens_its_section_and_an_unknown_one_nothing_else(
    one_database: Database, sign_in: SignIn, section: str
) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("rounds", query={SECTION: section})
    (chosen,) = [each for each in run.segmented_control if (each.key or "").startswith("round_section_")]
    assert chosen.value == (section if section in SECTIONS else PROGRESS)
    assert SECTION not in run.query_params, "asked once"
    chosen.set_value(HISTORY).run()
    (chosen,) = [each for each in run.segmented_control if (each.key or "").startswith("round_section_")]
    assert chosen.value == HISTORY, "from then on the reader chooses"
