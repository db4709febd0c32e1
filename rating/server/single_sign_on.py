"""Logging in through the district's own identity provider (OpenID Connect), where one is configured."""

from __future__ import annotations


def button() -> str:
    """What the log-in page offers; "" without a provider."""
    return ""
