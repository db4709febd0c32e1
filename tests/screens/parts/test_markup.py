from __future__ import annotations

import html

import pytest
from streamlit.testing.v1 import AppTest

from rating.screens.parts.markup import Markup, join, plain_text, tag, visible

HOSTILE = [
    ":red[x]",
    "$x^2$",
    "<b>x</b>",
    "<img src=x onerror=alert(1)>",
    "=1+1",
    "[站](http://example.org)",
    "**粗**_斜_`码`",
    ":smile: :material/home:",
    "# 一级\n- 项",
    "a ~~b~~ -> <- --",
    "https://example.org",
    "WWW.example.org a@example.org",
    "$$x$$ :streamlit: :blue-badge[x] &lt;b&gt; \\*",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text_in_html(name: str) -> None:
    built = tag("td", name, title=name)
    assert html.unescape(built) == f'<td title="{name}">{name}</td>'
    assert built.count("<") == built.count(">") == 2
    assert built.count('"') == 2


def test_a_quote_cannot_leave_its_attribute() -> None:
    assert tag("i", "", title='" onclick="x') == '<i title="&quot; onclick=&quot;x"></i>'


def test_only_what_was_built_here_is_left_unescaped() -> None:
    assert tag("p", "a<b", Markup("<i>c</i>")) == "<p>a&lt;b<i>c</i></p>"
    assert join(["<", None, Markup("<br>")], "/") == "&lt;/<br>"


def test_direction_marks_and_controls_are_taken_out() -> None:
    assert visible("站\u202e点\u200f\x07\ufeff") == "站点"
    assert "\u202e" not in tag("td", "a\u202eb")
    assert plain_text("站\u2066点\r\n二") == "站点 二"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_reads_as_written_in_a_label(name: str) -> None:
    """Every sign that Markdown, LaTeX or a directive could use is escaped, so none can take effect."""
    written = plain_text(name)
    assert "\u2060" not in name
    assert written.replace("\\", "").replace("\u2060", "") == " ".join(name.split()).replace("\\", "")
    for at, sign in enumerate(written):
        if sign in "*_`[]$:<#~|":
            assert written[at - 1] == "\\"


@pytest.mark.parametrize(
    ("typed", "broken"),
    [
        (":material/home:", ":\u2060material/home:"), (":streamlit:", ":\u2060streamlit:"),
        ("http://a.cn", "http:\u2060//a.cn"), ("www.a.cn", "www\u2060.a.cn"), ("a@b.cn", "a@\u2060b.cn"),
        ("a -> b", "a -\u2060> b"), ("a <-> b", "a <\u2060-\u2060> b"), ("a -- b", "a -\u2060- b"),
        ("a >= b", "a >\u2060= b"), ("12:30", "12:30"), ("a - b", "a - b"),
    ],
)  # fmt: skip
def test_what_is_found_behind_the_escapes_is_broken_unseen(typed: str, broken: str) -> None:
    """Streamlit looks for icons, its sign, addresses and arrows after Markdown has taken the escapes away."""
    assert plain_text(typed).replace("\\", "") == broken


def test_an_ordinary_name_is_untouched() -> None:
    assert plain_text("定海路街道社工站") == "定海路街道社工站"


def test_html_reaches_the_page_as_built() -> None:
    def page() -> None:
        from rating.screens.parts.markup import put, tag

        put(tag("p", "<b>站</b>"), cls="foot")

    run = AppTest.from_function(page).run()
    assert run.html[0].proto.body == '<div class="sheet foot"><p>&lt;b&gt;站&lt;/b&gt;</p></div>'
