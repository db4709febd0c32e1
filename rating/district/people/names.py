"""What people, stations and districts may be called, and what a login name may be made of."""

from __future__ import annotations

import re
import unicodedata

from rating.district.storage.changes import refuse
from rating.shown import one_line

LONGEST_NAME, LONGEST_LOGIN, SHORTEST_LOGIN = 60, 40, 2
LOGIN_CALLED = "登录名"
LOGIN_RULE = f"{SHORTEST_LOGIN} 到 {LONGEST_LOGIN} 个汉字、字母或数字，中间可以有 . _ - @"
_LETTER = "a-z0-9〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_LOGIN = re.compile(f"[{_LETTER}][{_LETTER}._@-]*")


def name(typed: str, called: str, at_most: int = LONGEST_NAME) -> str:
    """A name in one line, without signs that nobody sees. Raises Refused (not_filled, not_usable)."""
    shown = optional_name(typed, called, at_most)
    if not shown:
        raise refuse("not_filled", f"「{called}」没有填写", called)
    return shown


def optional_name(typed: str, called: str, at_most: int = LONGEST_NAME) -> str:
    """The same where nothing is needed: "" for nothing."""
    shown = one_line(typed)
    if len(shown) > at_most:
        raise refuse("not_usable", f"「{called}」有 {len(shown)} 个字，最多 {at_most} 个字", called)
    return shown


def folded(typed: str) -> str:
    """A login name as it is kept and looked up: Ｗａｎｇ, WANG and wang are one.

    What no database can hold becomes a sign that stands in no login name.
    """
    return _UNKEPT.sub("\ufffd", unicodedata.normalize("NFKC", typed.strip()).casefold())


def login_name(typed: str) -> str:
    """The login name as it is kept. Raises Refused (not_filled, not_usable)."""
    login = folded(typed)
    if not login:
        raise refuse("not_filled", f"「{LOGIN_CALLED}」没有填写", LOGIN_CALLED)
    if not SHORTEST_LOGIN <= len(login) <= LONGEST_LOGIN or not _LOGIN.fullmatch(login):
        found = f"登录名「{one_line(typed)[:LONGEST_LOGIN]}」不能使用"
        raise refuse("not_usable", found, LOGIN_CALLED, f"请改为{LOGIN_RULE}")
    return login
