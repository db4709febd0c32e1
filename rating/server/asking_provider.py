"""Asking the district's identity provider who somebody is; loaded only where one is configured.

Authorization code with PKCE, state and nonce; the id token must be signed with a key that the provider publishes,
by an asymmetric algorithm, for us, by the issuer that the settings name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from rating.server.provider import NotVouched, Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60
"""Seconds by which the provider's clock may differ."""


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
