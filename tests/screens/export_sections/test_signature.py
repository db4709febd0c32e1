from __future__ import annotations

from typing import Any

import pytest

from rating.district.rounds.letter_signatures import LONGEST
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow import letter_form
from tests.district.published_round import Published, published
from tests.export.word.reading import words
from tests.hostile import HOSTILE
from tests.hostile_screens import CHECKS
from tests.screens.export_sections.test_papers import letters_of
from tests.screens.opening import open_screen, shown, text_of


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.admin)
    return found


def key(here: Published, number: int, what: str) -> str:
    return f"signature_{here.made.district}_{number}_{what}"


def test_an_administrator_keeps_it_once_and_finds_it_filled_in(here: Published) -> None:
    run = open_screen("export")
    assert "还没有登记落款单位和联系人" in text_of(run) and run.button(key=key(here, 0, "save")).disabled
    run.text_input(key=key(here, 0, "issuer")).set_value("示例区民政局")
    run.text_input(key=key(here, 0, "contact")).set_value("王老师，000-1234").run()
    run.button(key=key(here, 0, "save")).click().run()
    assert not run.exception and "已保存落款" in text_of(run) and "第 1 版，管理员甲" in text_of(run)
    (row,) = here.rows(schema.letter_signature)
    assert (row.issuer, row.contact) == ("示例区民政局", "王老师，000-1234")
    again = open_screen("export")
    assert again.text_input(key=key(here, 1, "issuer")).value == "示例区民政局"
    assert all("示例区民政局" in words(content) for content in letters_of(again).values())


def test_papers_signed_otherwise_are_no_longer_offered(here: Published) -> None:
    run = open_screen("export")
    letters_of(run)
    letter_form.sign_with(here.database, here.admin, here.made.district, 0, "示例区民政局", "")
    run.run()
    assert "made_letters" not in run.session_state


def test_what_another_saved_meanwhile_is_shown_and_not_overwritten(here: Published) -> None:
    run = open_screen("export")
    run.text_input(key=key(here, 0, "issuer")).set_value("甲单位").run()
    letter_form.sign_with(here.database, here.admin, here.made.district, 0, "乙单位", "")
    run.button(key=key(here, 0, "save")).click().run()
    assert [row.issuer for row in here.rows(schema.letter_signature)] == ["乙单位"]
    assert run.text_input(key=key(here, 1, "issuer")).value == "乙单位"


def test_others_read_it_and_have_nothing_to_change_it_with(here: Published, sign_in: Any) -> None:
    sign_in(here.evaluator)
    run = open_screen("export")
    assert "由管理员在本页登记" in text_of(run) and not run.text_input
    letter_form.sign_with(here.database, here.admin, here.made.district, 0, "示例区民政局", "")
    sign_in(here.viewer)
    assert "落款单位：示例区民政局。联系人：不写" in text_of(open_screen("export"))


def test_in_the_try_out_nothing_is_kept() -> None:
    assert "登记一次" not in text_of(open_screen("export", shown(1)))


@pytest.mark.parametrize("name", ["handler", "directive", "latex", "link", "override"])
def test_what_was_typed_is_only_text(here: Published, sign_in: Any, name: str) -> None:
    district = here.made.district
    letter_form.sign_with(here.database, here.admin, district, 0, HOSTILE[name][:LONGEST], HOSTILE[name][:LONGEST])
    for person in (here.admin, here.evaluator):
        sign_in(person)
        run = open_screen("export")
        for check in CHECKS:
            check(run)
