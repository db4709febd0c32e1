"""Brackets within brackets: what stands in （） may hold （） itself, and official papers do not nest them."""

from __future__ import annotations


def bracketed(text: str) -> str:
    """（工作指引）, and 〔工作指引（试行）〕 around brackets (GB/T 15834-2011 on brackets)."""
    return f"〔{text}〕" if "（" in text else f"（{text}）"


def flat(text: str) -> str:
    """示例（未经确认） → 示例，未经确认: to stand within brackets together with other words."""
    return text.replace("（", "，").replace("）", "")
