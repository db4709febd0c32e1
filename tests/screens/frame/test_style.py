from __future__ import annotations

from rating.screens.frame.style import page_additions, stylesheet


def test_the_stylesheet_is_one_tag_and_fetches_nothing() -> None:
    sheet = stylesheet()
    assert sheet.startswith("<style>")
    assert sheet.endswith("</style>")
    assert sheet.count("<") == 2
    assert not any(word in sheet for word in ("@import", "url(", "http"))


def test_our_rules_stay_within_our_own_sheets() -> None:
    """Outside `.sheet` only Streamlit's own parts may be touched, never bare elements."""
    rules = [line.strip() for line in stylesheet().splitlines() if line.rstrip().endswith("{")]
    bare = [rule for rule in rules if rule[0].isalpha() and not rule.startswith("section[data-testid")]
    assert bare == []


def test_the_page_gets_the_stylesheet_and_one_script_that_asks_only_this_server() -> None:
    added = page_additions()
    assert added.startswith(stylesheet())
    script = added.removeprefix(stylesheet())
    assert script.startswith("<script>")
    assert script.count("<") == 2  # nothing in it could end the tag
    assert "http" not in script
