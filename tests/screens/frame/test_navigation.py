from __future__ import annotations

import pytest

from rating.district.people.person import Role
from rating.screens.frame.navigation import BY_ROLE, NEEDS_RESULT, TITLES, every_page, page_file, pages_of, sections_of

STAFF = {Role.ADMINISTRATOR, Role.EVALUATOR}


@pytest.mark.parametrize("role", Role)
def test_a_role_has_only_pages_of_its_own(role: Role) -> None:
    assert ("import_data" in pages_of(role)) == (role in STAFF)
    for name in ("ranking", "comparison", "reliability"):
        assert (name in pages_of(role)) == (role in {*STAFF, Role.VIEWER})
    listed = [name for names in BY_ROLE[role].values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(TITLES)
    for name in ("accounts", "stations", "log_and_backup"):
        assert (name in listed) == (role is Role.ADMINISTRATOR)
    for name in ("my_feedback", "my_objections"):
        assert (name in listed) == (role is Role.STATION_HEAD)
    assert ("my_marks" in listed) == (role is Role.RATER)


def test_the_try_out_has_the_pages_that_need_no_account() -> None:
    work = ("overview", "import_data", "ranking", "station", "comparison")
    assert pages_of(None) == (*work, "goals", "reliability", "rubric", "rubric_workshop", "export")


def test_a_page_is_listed_once_its_file_is_there() -> None:
    assert all(page_file(name).is_file() for role in (None, *Role) for name in pages_of(role))
    assert all(names for role in (None, *Role) for names in sections_of(role).values())
    assert {*pages_of(None)} <= {*every_page()} <= {*TITLES}
    assert {*TITLES} >= NEEDS_RESULT


def test_every_title_is_a_page_of_somebody() -> None:
    of_somebody = {name for sections in BY_ROLE.values() for names in sections.values() for name in names}
    assert of_somebody == set(TITLES)
