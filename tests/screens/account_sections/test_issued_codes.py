"""Codes are shown as text, a few on the page, all on the sheet; the address is where they are used."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rating.district.people.activation import Issued
from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.screens.account_sections import issued_codes
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of

UNTIL = datetime(2025, 6, 15, 2, tzinfo=UTC)


def test_a_long_list_is_for_the_sheet(one_database: Database, sign_in: SignIn) -> None:
    sign_in(made(one_database).admin)
    run = open_screen("accounts")
    run.session_state[issued_codes.KEY] = tuple(
        Issued(n, f"x{n}", "<b>甲</b>", Role.RATER, f"CODE-{n:04}", UNTIL) for n in range(30)
    )
    run.run()
    shown = text_of(run)
    assert "30 个激活码，2025-06-15 10:00 前有效" in shown and "另有 10 个" in shown
    assert "CODE-0019" in shown and "CODE-0020" not in shown
    assert "<b>甲</b>" in shown


@pytest.mark.parametrize(
    ("url", "told"), [("https://a.example:8443/accounts?x=1", "https://a.example:8443/activate"), ("", "")]
)
def test_the_address_is_that_of_this_page(monkeypatch: pytest.MonkeyPatch, url: str, told: str) -> None:
    class Context:
        pass

    Context.url = url  # type: ignore[attr-defined]
    monkeypatch.setattr(issued_codes.st, "context", Context)
    assert issued_codes._address() == told
