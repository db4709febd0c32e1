"""What people write in their own words: reasons, replies, demands; never empty, never without end."""

from __future__ import annotations

from rating.district.storage.changes import refuse
from rating.shown import visible

LONGEST = 2000
"""Signs; about two printed pages."""


def written(text: str, called: str, at_least: int = 1, at_most: int = LONGEST) -> str:
    """`text` without the air around it. Raises Refused (not_filled, not_usable); `called` names it to the user."""
    said = text.strip()
    seen = len("".join(visible(said).split()))
    if not seen:
        raise refuse("not_filled", f"「{called}」没有填写", called)
    if seen < at_least:
        raise refuse("not_usable", f"「{called}」只有 {seen} 个字，请写明具体情况（至少 {at_least} 个字）", called)
    return short(said, called, at_most)


def short(text: str, called: str, at_most: int = LONGEST) -> str:
    """The same for what may stay empty, such as a draft."""
    said = text.strip()
    if len(said) > at_most:
        raise refuse("not_usable", f"「{called}」有 {len(said)} 个字，最多 {at_most} 个字", called)
    return said
