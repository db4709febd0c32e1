"""What a browser calls itself, in words by which its owner knows it again."""

from __future__ import annotations

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge 浏览器"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("Firefox", "Firefox 浏览器"),
    ("Chrome", "Chrome 浏览器"),
    ("Safari", "Safari 浏览器"),
)
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows 电脑"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)
"""Sign in the user agent → word; the first that is found counts, because each names its forebears too."""


def browser_name(agent: str) -> str:
    """`Edge 浏览器，Windows 电脑`."""
    found = (next((word for sign, word in table if sign in agent), "") for table in (BROWSERS, SYSTEMS))
    return "，".join(word for word in found if word) or "其他程序"
