"""Whose each file is that a page offers. The way through the running server: tests/server/test_guard.py."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import app_test

from rating.screens.frame import media_owners


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    """Streamlit's own, turned into ours as the server does it at its start."""
    there = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=there))
    monkeypatch.setattr(media_owners, "_owners", {})
    media_owners.keep_owners()
    return there


def at_page_of(token: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_owners, "visitor", lambda: token)


def test_a_file_is_of_those_whose_pages_offered_it(manager: MediaFileManager, monkeypatch: pytest.MonkeyPatch) -> None:
    at_page_of("one", monkeypatch)
    address = manager.add(b"x", "text/csv", "1.1", "a.csv", is_for_static_download=True)
    assert media_owners.may_have(address, "one") and not media_owners.may_have(address, "two")
    at_page_of("two", monkeypatch)
    assert manager.add(b"x", "text/csv", "1.1", "a.csv", is_for_static_download=True) == address
    assert media_owners.may_have(address, "one") and media_owners.may_have(address, "two")
    assert not media_owners.may_have(address, "")


def test_what_is_made_later_is_of_the_page_that_offered_it(
    manager: MediaFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_page_of("one", monkeypatch)
    first = manager.add_deferred(lambda: b"made", "text/csv", "1.1", file_name="a.csv")
    at_page_of("two", monkeypatch)
    second = manager.add_deferred(lambda: b"of two", "text/csv", "1.1", file_name="a.csv")
    address, of_two = manager.execute_deferred(first), manager.execute_deferred(second)
    assert media_owners.may_have(address, "one") and not media_owners.may_have(address, "two")
    assert media_owners.may_have(of_two, "two") and not media_owners.may_have(of_two, "one")


def test_streamlits_own_button_comes_this_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there when the page is drawn; the way of what is made later: tests/server/test_guard.py."""

    def page() -> None:
        import streamlit as st

        st.download_button("名单", b"somebody", "a.csv", "text/csv")

    noted: dict[str, set[str]] = {}
    monkeypatch.setattr(media_owners, "_owners", noted)
    monkeypatch.setattr(app_test, "MediaFileManager", media_owners.OwnedFiles)
    at_page_of("one", monkeypatch)
    run = app_test.AppTest.from_function(page).run()
    [button] = run.get("download_button")
    assert noted == {media_owners.file_of(button.proto.url): {"one"}}


def test_what_no_page_offered_is_nobody_s(manager: MediaFileManager) -> None:
    address = manager.add(b"x", "text/csv", "1.1")
    made = manager.execute_deferred(manager.add_deferred(lambda: b"y", "text/csv", "1.2"))
    assert media_owners.visitor() is None
    assert not any(media_owners.may_have(each, token) for each in (address, made) for token in ("", "one", "None"))


def test_what_streamlit_has_dropped_is_not_there_and_not_remembered(
    manager: MediaFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_owners, "FEW", 3)
    at_page_of("one", monkeypatch)
    gone = [manager.add(f"{n}".encode(), "text/csv", "1.1") for n in range(3)]
    manager.clear_session_refs("dontcare")
    manager.remove_orphaned_files()
    assert not any(media_owners.may_have(each, "one") for each in gone)
    kept = manager.add(b"kept", "text/csv", "1.1")
    assert list(media_owners._owners) == [media_owners.file_of(kept)]


@pytest.mark.parametrize("address", ["", "/media/", "/media/.", "/media/..", "/media//x", "/media/x/y.csv"])
def test_an_odd_address_is_nobody_s(manager: MediaFileManager, address: str) -> None:
    assert not media_owners.may_have(address, "one")
