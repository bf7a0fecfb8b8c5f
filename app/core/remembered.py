"""What hardly ever changes, remembered for some seconds. Never rights, and nothing that is private."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """At most `most` values, each for so many seconds. Threads may share it: at worst a value is found twice."""

    def __init__(self, *, seconds: float, most: int = 1000) -> None:
        self._seconds, self._most = seconds, most
        self._kept: dict[K, tuple[float, V]] = {}

    def get(self, key: K, find: Callable[[], V]) -> V:
        """The value, found anew if it is not remembered."""
        until, value = self._kept.get(key, (0.0, None))
        if value is not None and monotonic() < until:
            return value
        found = find()
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = (monotonic() + self._seconds, found)
        return found
