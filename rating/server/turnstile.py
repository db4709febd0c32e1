"""A few at once, the others in a queue that is fair between addresses.

A password check is a processor's work and much memory. So no more run at once than there are processors, places
go round the addresses that wait, and neither one address nor all together may wait in any number.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

ROOM, SHARE = 400, 100
"""Waiting together, and of one address: a whole office, which shares one, comes at nine o'clock."""


class Full(Exception):
    """Too many are waiting, or too many of this address."""


class Turnstile:
    """`async with turnstile.place(address):` waits for one of `slots` places. Raises Full at once."""

    def __init__(self, slots: int, room: int = ROOM, share: int = SHARE) -> None:
        self.free, self.room, self.share = slots, room, share
        self.waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def place(self, address: str) -> AsyncIterator[None]:
        await self._enter(address)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, address: str) -> None:
        if self.free:
            self.free -= 1
            return
        own = self.waiting.get(address, ())
        if len(own) >= self.share or sum(map(len, self.waiting.values())) >= self.room:
            raise Full
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(address, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            self._gone(address, turn)
            raise

    def _leave(self) -> None:
        """The place goes to the next address in turn, and there to who came first and is still there."""
        while self.waiting:
            address, turns = self.waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self.waiting[address] = turns
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1

    def _gone(self, address: str, turn: asyncio.Future[None]) -> None:
        """Who waited has left: out of the queue, or, when the turn had come already, the place to the next."""
        if turn.done() and not turn.cancelled():
            self._leave()
            return
        turns = self.waiting.get(address)
        if turns is not None and turn in turns:
            turns.remove(turn)
            if not turns:
                del self.waiting[address]
