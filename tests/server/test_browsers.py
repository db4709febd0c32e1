from __future__ import annotations

import pytest

from rating.server.browsers import browser_name

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 14; ELS-AN00) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (WINDOWS, "Chrome 浏览器，Windows 电脑"),
        (f"{WINDOWS} Edg/126.0", "Edge 浏览器，Windows 电脑"),
        (PHONE, "Chrome 浏览器，安卓手机"),
        (f"{PHONE} MicroMessenger/8.0", "微信，安卓手机"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari 浏览器，苹果手机"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox 浏览器，Linux 电脑"),
        ("curl/8.5.0", "其他程序"),
        ("", "其他程序"),
        ("<script>", "其他程序"),
    ],
)
def test_a_browser_is_named_as_its_owner_would(agent: str, name: str) -> None:
    assert browser_name(agent) == name
