"""What a browser carries for us for a few minutes and cannot change: JSON, signed with a key of the database."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from typing import Any

GOOD_FOR = 600
"""Seconds."""


def sealed(key: str, content: dict[str, Any]) -> str:
    written = json.dumps([int(time.time()), content], separators=(",", ":"))
    body = base64.urlsafe_b64encode(written.encode()).decode()
    return f"{body}.{_seal(key, body)}"


def unsealed(key: str, carried: str) -> dict[str, Any]:
    """What was sealed; nothing when it is not ours, was changed, or is too old."""
    body, _, seal = carried.partition(".")
    if not key or not hmac.compare_digest(seal.encode(), _seal(key, body).encode()):
        return {}
    try:
        at, content = json.loads(base64.urlsafe_b64decode(body))
    except (ValueError, binascii.Error):
        return {}
    return dict(content) if 0 <= time.time() - at <= GOOD_FOR else {}


def _seal(key: str, body: str) -> str:
    return hmac.new(key.encode(), body.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
