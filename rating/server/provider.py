"""The district's identity provider (OpenID Connect): what the settings say of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PREFIX = "RATING_OIDC_"


class NotVouched(Exception):
    """The provider did not say, or not so that it can be believed, who it is."""


@dataclass(frozen=True, slots=True)
class Provider:
    """issuer: its address; name: what the button says; claim: which of its claims names an account."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    claim: str


def configured() -> Provider | None:
    """From the environment; None where nothing, or not enough, is set (`trouble` tells which)."""
    set_ = {name: os.environ.get(f"{PREFIX}{name}", "").strip() for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")}
    if trouble() or not all(set_.values()):
        return None
    name = os.environ.get(f"{PREFIX}NAME", "").strip() or "单点登录"
    claim = os.environ.get(f"{PREFIX}CLAIM", "").strip() or "preferred_username"
    return Provider(set_["ISSUER"], set_["CLIENT_ID"], set_["CLIENT_SECRET"], name, claim)


def trouble() -> str:
    """What is wrong with the settings, for the console; "" when nothing is."""
    names = tuple(f"{PREFIX}{name}" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"))
    missing = [name for name in names if not os.environ.get(name, "").strip()]
    if len(missing) == len(names):
        return ""
    if missing:
        return f"单点登录没有启用：缺少设置 {'、'.join(missing)}"
    issuer = urlsplit(os.environ[names[0]].strip())
    if issuer.scheme != "https" and not (issuer.scheme == "http" and issuer.hostname in LOOPBACK):
        return f"单点登录没有启用：{names[0]} 须以 https:// 开头"
    return ""
