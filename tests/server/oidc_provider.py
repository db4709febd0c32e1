"""An identity provider of our own for tests: discovery, authorization, token and keys, on a real port."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "station-rating", "secret of the client"


@dataclass
class Issuer:
    """Vouches for `who` with claims that a test may spoil; keeps what it was asked."""

    address: str = ""
    who: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "head@district"})
    spoil: dict[str, Any] = field(default_factory=dict)  # claims of the id token; None leaves one out
    metadata: dict[str, Any] = field(default_factory=dict)
    sign_with: str = "RS256"
    foreign_key: bool = False
    without_token: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.about),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )

    async def about(self, _: Request) -> Response:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        known = {"issuer": self.address, "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
        return JSONResponse(known | {name: f"{self.address}/{path}" for name, path in names.items()} | self.metadata)

    async def authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked.append(asked)
        code = secrets.token_urlsafe(8)
        self.given[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def token(self, request: Request) -> Response:
        fields = dict(parse_qsl((await request.body()).decode()))
        asked = self.given.pop(fields.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(fields.get("code_verifier", "").encode()).digest())
        ours = f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        if asked is None or proof.decode().rstrip("=") != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if (
            request.headers.get("authorization", "").replace("%20", " ") != ours
            and fields.get("client_secret") != SECRET
        ):
            return JSONResponse({"error": "invalid_client"}, 401)
        answer = {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "id_token": self.id_token(asked)}
        if self.without_token:
            del answer["id_token"]
        return JSONResponse(answer)

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {name: value for name, value in (claims | self.who | self.spoil).items() if value is not None}
        if self.sign_with != "RS256":
            return self.by_hand(claims)
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.other if self.foreign_key else self.key)

    def by_hand(self, claims: dict[str, Any]) -> str:
        """What no library would make: unsigned, or signed with the published key as if it were a shared secret."""
        parts = ({"alg": self.sign_with, "kid": "one"}, claims)
        body = b".".join(_url(json.dumps(each).encode()) for each in parts)
        seal = (
            hmac.new(self.key.as_pem(private=False), body, hashlib.sha256).digest() if self.sign_with != "none" else b""
        )
        return (body + b"." + _url(seal)).decode()

    async def keys(self, _: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))


def _url(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


@contextmanager
def issuing() -> Iterator[Issuer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    issuer = Issuer(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(issuer.app(), "127.0.0.1", port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield issuer
    server.should_exit = True
    thread.join(10)
