"""Words saved as they are typed. (In their places: test_my_objections.py, test_rectification_form.py)"""

from __future__ import annotations

from typing import Any

from tests.screens.drawn import drawn
from tests.screens.opening import text_of

KEPT: dict[str, Any] = {}


def _page() -> None:
    from rating.district.storage.changes import refuse
    from rating.screens.parts.draft_text import Draft, draft_text
    from tests.screens.parts.test_draft_text import KEPT

    def save(text: str, seen: int) -> Draft:
        if KEPT.get("full"):
            raise refuse("storage_full", "存放数据的磁盘已满", "数据库")
        if seen != KEPT["version"]:
            raise refuse("changed_meanwhile", "刚刚被别人改过", "异议")
        KEPT.update(text=text.strip(), version=seen + 1)
        return Draft(KEPT["text"], KEPT["version"])

    draft_text("理由", "words", Draft(KEPT["text"], KEPT["version"]), save, help_text="写明实际情况")


def _kept(text: str = "", version: int = 0, **more: Any) -> None:
    KEPT.clear()
    KEPT.update(text=text, version=version, **more)


def test_each_change_is_saved_once() -> None:
    _kept("原来的", 3)
    run = drawn(_page)
    assert run.text_area[0].value == "原来的"
    assert "写明实际情况" in text_of(run)
    run.text_area[0].set_value("新的").run().run()
    assert (KEPT["text"], KEPT["version"]) == ("新的", 4)


def test_a_full_disk_is_told_and_the_words_stay_until_they_are_saved() -> None:
    _kept(full=True)
    run = drawn(_page)
    run.text_area[0].set_value("不能丢").run()
    assert "磁盘已满" in text_of(run)
    assert run.text_area[0].value == "不能丢"
    KEPT["full"] = False
    run.run()
    assert KEPT["text"] == "不能丢"


def test_what_was_saved_elsewhere_is_shown_where_nothing_was_typed() -> None:
    _kept("一", 1)
    run = drawn(_page)
    _kept("别处写的", 2)
    run.run()
    assert run.text_area[0].value == "别处写的"


def test_two_texts_and_the_choice() -> None:
    _kept("一", 1)
    run = drawn(_page)
    _kept("别处写的", 2)
    run.text_area[0].set_value("这里写的").run()
    assert KEPT["text"] == "别处写的"
    assert "别处保存的是" in text_of(run)
    run.button(key="words_other").click().run()
    assert run.text_area[0].value == "别处写的"
    assert KEPT["version"] == 2
