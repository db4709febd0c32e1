from __future__ import annotations

import pytest

from rating.server import provider

FULL = {"ISSUER": "https://login.example.gov.cn/", "CLIENT_ID": "station-rating", "CLIENT_SECRET": "secret"}


def set_(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME", "CLAIM"):
        monkeypatch.delenv(f"{provider.PREFIX}{name}", raising=False)
    for name, value in values.items():
        monkeypatch.setenv(f"{provider.PREFIX}{name}", value)


def test_nothing_set_is_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    set_(monkeypatch)
    assert provider.configured() is None and provider.trouble() == ""


def test_all_set_is_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    set_(monkeypatch, **FULL)
    there = provider.configured()
    assert there == provider.Provider(FULL["ISSUER"], "station-rating", "secret", "单点登录", "preferred_username")
    set_(monkeypatch, **FULL, NAME="区统一认证", CLAIM="employee_number")
    there = provider.configured()
    assert there is not None and (there.name, there.claim) == ("区统一认证", "employee_number")


@pytest.mark.parametrize("missing", FULL)
def test_half_set_is_told_and_not_offered(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    set_(monkeypatch, **{name: value for name, value in FULL.items() if name != missing})
    assert provider.configured() is None
    assert f"RATING_OIDC_{missing}" in provider.trouble()


@pytest.mark.parametrize("issuer", ["http://login.example.gov.cn", "login.example.gov.cn", "ftp://127.0.0.1"])
def test_a_provider_is_asked_by_https(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    set_(monkeypatch, **{**FULL, "ISSUER": issuer})
    assert provider.configured() is None and "https://" in provider.trouble()
