"""Who listens in one process: nobody is kept who has left, and nobody waits for somebody slow."""

import asyncio

from app.core.hub import Hub


def _hub() -> Hub:
    """With a Redis that is not there."""
    return Hub("redis://127.0.0.1:1")


def test_nothing_is_kept_of_who_has_left() -> None:
    async def come_and_go(hub: Hub, number: int) -> None:
        with hub.joined() as listener:
            hub.listen(listener, "forum.thread.1")
            hub.listen(listener, f"messages.conversation.{number}")
            await asyncio.sleep(0 if number % 2 else 0.01)
            if number % 3:
                raise ConnectionError

    async def many() -> Hub:
        hub = _hub()
        await asyncio.gather(*(come_and_go(hub, number) for number in range(50)), return_exceptions=True)
        return hub

    hub = asyncio.run(many())

    assert (hub._listeners, hub._here) == ({}, set())


def test_who_is_slow_finds_the_newest_number_of_each_topic() -> None:
    async def slow() -> object:
        hub = _hub()
        with hub.joined() as listener:
            hub.listen(listener, "a")
            hub.listen(listener, "b")
            for hint in ("a 1", "a 3", "a 2", "b 1", "c 9"):
                hub._tell(hint)
            return await listener.heard()

    assert asyncio.run(slow()) == {"a": 3, "b": 1}


def test_who_must_look_looks_whatever_number_is_heard_besides() -> None:
    async def both() -> object:
        hub = _hub()
        with hub.joined() as listener:
            hub.listen(listener, "a")
            for hint in ("a 1", "everybody 0", "a 2"):
                hub._tell(hint)
            return await listener.heard()

    assert asyncio.run(both()) == {"a": None}
