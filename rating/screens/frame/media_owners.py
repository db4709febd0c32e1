"""Whose each file below /media is: Streamlit gives it to everybody who knows the address, the guard asks here first.

A file belongs to the log-ins (session tokens) of the browsers whose pages offered it; to nobody when it was offered
in a way not known here. Files equal to the byte are one file with several owners. Without accounts no browser has a
token, and all of them are one owner.

Only public methods of Streamlit's manager are built on: `add` is called for what is there when a page is drawn,
`add_deferred` and `execute_deferred` for what is made when somebody asks for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rating.screens.visit.identity import COOKIE

NOBODY = None
FEW = 500
"""Files that are remembered before those are looked for that Streamlit has dropped."""
_owners: dict[str, set[str]] = {}
_lock = threading.Lock()
_making = threading.local()


class OwnedFiles(MediaFileManager):
    """Streamlit's manager, which also notes for whom a file is kept."""

    def add(self, *args: Any, **named: Any) -> str:
        address = super().add(*args, **named)
        self._note(address, visitor())
        return address

    def add_deferred(self, data_callable: Callable[[], Any], *args: Any, **named: Any) -> str:
        """The file will belong to the page that offers it, whoever asks for it to be made."""
        owner = visitor()

        def make() -> Any:
            _making.owner = owner
            return data_callable()

        return super().add_deferred(make, *args, **named)

    def execute_deferred(self, file_id: str) -> str:
        _making.owner = NOBODY
        address = super().execute_deferred(file_id)
        self._note(address, _making.owner)
        return address

    def _note(self, address: str, owner: str | None) -> None:
        if owner is NOBODY:
            return
        with _lock:
            if len(_owners) >= FEW:
                for gone in [each for each in _owners if self.read_file(each) is None]:
                    del _owners[gone]
            _owners.setdefault(file_of(address), set()).add(owner)


def keep_owners() -> None:
    """From now on the running server notes them. Before the first visitor."""
    runtime.get_instance().media_file_mgr.__class__ = OwnedFiles


def may_have(address: str, token: str) -> bool:
    """Whether the file at the address is there, and one of the pages of this log-in has offered it."""
    file = file_of(address)
    with _lock:
        offered = token in _owners.get(file, ())
    return offered and runtime.get_instance().media_file_mgr.read_file(file) is not None


def file_of(address: str) -> str:
    """The name below /media, without the ending that Streamlit gives it for the browser."""
    return address.removeprefix("/media/").partition(".")[0]


def visitor() -> str | None:
    """The log-in of the browser whose page is being drawn, "" where it has none; NOBODY outside of any page."""
    if get_script_run_ctx() is None:
        return NOBODY
    return str(st.context.cookies.get(COOKIE, ""))
