from __future__ import annotations

import asyncio

import pytest

from rating.server.turnstile import Full, Turnstile
from tests.server.awaited import awaited


class Work:
    """Something that takes a place, and notes when it had one."""

    def __init__(self, turnstile: Turnstile) -> None:
        self.turnstile = turnstile
        self.order: list[str] = []
        self.running = self.most = 0

    async def do(self, address: str) -> None:
        async with self.turnstile.place(address):
            self.order.append(address)
            self.running += 1
            self.most = max(self.most, self.running)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            self.running -= 1


def test_no_more_at_once_than_there_are_places() -> None:
    async def work() -> None:
        many = Work(Turnstile(3))
        await asyncio.gather(*(many.do(f"{n % 5}") for n in range(50)))
        assert many.most == 3 and len(many.order) == 50
        assert many.turnstile.free == 3 and not many.turnstile.waiting

    awaited(work())


def test_places_go_round_the_addresses() -> None:
    """One address with thirty waiting keeps nobody else waiting for thirty turns."""

    async def work() -> None:
        many = Work(Turnstile(1))
        first = [asyncio.create_task(many.do("crowd")) for _ in range(30)]
        await asyncio.sleep(0)
        others = [asyncio.create_task(many.do(address)) for address in ("a", "b")]
        await asyncio.gather(*first, *others)
        assert many.order.index("a") <= 4 and many.order.index("b") <= 4

    awaited(work())


def test_within_an_address_who_came_first_is_first() -> None:
    async def work() -> None:
        turnstile, order = Turnstile(1), []

        async def one(number: int) -> None:
            async with turnstile.place("same"):
                order.append(number)
                await asyncio.sleep(0)

        await asyncio.gather(*(one(n) for n in range(10)))
        assert order == list(range(10))

    awaited(work())


def test_too_many_are_sent_away_at_once() -> None:
    async def work() -> None:
        many = Work(Turnstile(1, room=5, share=3))
        tasks = [asyncio.create_task(many.do(address)) for address in "xaaaabbbcd"]
        done = await asyncio.gather(*tasks, return_exceptions=True)
        full = [address for address, result in zip("xaaaabbbcd", done, strict=True) if isinstance(result, Full)]
        assert full == ["a", "b", "c", "d"]
        assert many.turnstile.free == 1

    awaited(work())


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4, 5])
def test_who_goes_away_leaves_no_place_behind(after: int) -> None:
    async def work() -> None:
        many = Work(Turnstile(1))
        tasks = [asyncio.create_task(many.do(f"{n % 3}")) for n in range(12)]
        for _ in range(after):
            await asyncio.sleep(0)
        for task in tasks[1::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert many.turnstile.free == 1 and not many.turnstile.waiting
        await many.do("next")

    awaited(work())


def test_a_fault_inside_gives_the_place_back() -> None:
    async def work() -> None:
        turnstile = Turnstile(1)
        for _ in range(3):
            with pytest.raises(ValueError, match="x"):
                async with turnstile.place("a"):
                    raise ValueError("x")
        assert turnstile.free == 1

    awaited(work())
