"""Another root key for a test."""

from collections.abc import Callable, Iterator

import pytest

from app.core.config import settings
from tests.keys.running import in_base64

SetRoots = Callable[..., dict[str, str]]


@pytest.fixture
def set_roots(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetRoots]:
    """Sets ENCRYPTION_KEY, and ENCRYPTION_KEY_OLD if one is given; gives both as settings for another process."""

    def set_both(new: bytes, old: bytes | None = None) -> dict[str, str]:
        given = {"ENCRYPTION_KEY": in_base64(new), "ENCRYPTION_KEY_OLD": in_base64(old) if old else ""}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return given

    yield set_both
    monkeypatch.undo()
    settings.cache_clear()
