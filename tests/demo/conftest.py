"""The demo trust for those who only look at it: loading it takes two seconds, so it is loaded once a file."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from app.accounts.models import Person
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.demo import load
from app.demo.sign_ins import address
from tests.builders.accounts import session_for
from tests.emptying import empty
from tests.page import Browser


@pytest.fixture(scope="module")
def demo(_application: TestClient, owner: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The demo trust is there. Nothing in a file that uses this may change it."""
    empty(owner)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_FOLDER", str(tmp_path_factory.mktemp("demo")))
        settings.cache_clear()
        load.demo_trust()
        yield
    settings.cache_clear()


@pytest.fixture
def look_as(demo: None, _application: TestClient) -> Callable[[str], Browser]:
    """Gives a browser in which somebody of the demo, by name, is signed in."""
    return lambda name: Browser(_application.app, token=session_for(person(name)))


def person(name: str) -> Person:
    """Somebody of the demo, by their whole name there."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Person).where(Person.email == address(name))).one()
