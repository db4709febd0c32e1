"""The district's identity provider: what the settings say of it, and asking it who somebody is (OpenID Connect).

Authorization code with PKCE, state and nonce; the id token must be signed with a key that the provider publishes,
by an asymmetric algorithm, for us, by the issuer that the settings name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60
"""Seconds by which the provider's clock may differ."""
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


@cache
def _client(provider: Provider) -> StarletteOAuth2App:
    client = OAuth().register(
        "district",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": 10},
    )
    assert isinstance(client, StarletteOAuth2App)
    return client


async def _ready(provider: Provider) -> StarletteOAuth2App:
    """A client that knows the provider's addresses. Raises NotVouched when it calls itself something else."""
    client = _client(provider)
    about = await client.load_server_metadata()
    if str(about.get("issuer", "")).rstrip("/") != provider.issuer.rstrip("/"):
        raise NotVouched("issuer of the metadata")
    offered = about.get("id_token_signing_alg_values_supported") or ["RS256"]
    about["id_token_signing_alg_values_supported"] = [each for each in offered if each in ALGORITHMS] or ["RS256"]
    return client


async def send_there(provider: Provider, request: Request, back: str) -> tuple[Response, dict[str, Any]]:
    """The redirect to the provider, and what must be known again when the visitor is `back`. Raises NotVouched."""
    request.scope["session"] = {}
    try:
        client = await _ready(provider)
        answer: Response = await client.authorize_redirect(request, back)
    except (HTTPError, AuthlibBaseError, ValueError, RuntimeError, KeyError) as fault:
        raise NotVouched("cannot be reached") from fault
    return answer, dict(request.session)


async def name_there(provider: Provider, request: Request, known: Mapping[str, Any]) -> str:
    """Who has come back, by the claim that the settings name. Raises NotVouched."""
    request.scope["session"] = dict(known)
    try:
        client = await _ready(provider)
        told = await client.authorize_access_token(request, claims_options=_claims(provider, client), leeway=LEEWAY)
    except (HTTPError, AuthlibBaseError, JoseError, ValueError, RuntimeError, KeyError, TypeError) as fault:
        raise NotVouched(type(fault).__name__) from fault
    named = (told.get("userinfo") or {}).get(provider.claim)
    if not isinstance(named, str) or not named:
        raise NotVouched("no such claim")
    return named


def _claims(provider: Provider, client: StarletteOAuth2App) -> dict[str, Any]:
    """Authlib asks neither for the audience nor for the time of issue by itself."""
    return {
        "iss": {"essential": True, "values": [client.server_metadata["issuer"]]},
        "aud": {"essential": True, "values": [provider.client_id]},
        "exp": {"essential": True},
        "sub": {"essential": True},
    }
