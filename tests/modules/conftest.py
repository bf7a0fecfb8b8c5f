"""The module pages with a small library of their own, so that real content may change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.builders.content import library_of, make_content


@pytest.fixture(autouse=True)
def _small_library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Only for tests that ask for a browser: the others need no program."""
    if "browser_as" not in request.fixturenames:
        yield
        return
    client: TestClient = request.getfixturevalue("_application")
    app = client.app
    before = app.state.library  # type: ignore[attr-defined]
    app.state.library = library_of(make_content(tmp_path))  # type: ignore[attr-defined]
    yield
    app.state.library = before  # type: ignore[attr-defined]
