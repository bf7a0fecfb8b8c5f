"""The real parts that tests run on: a PostgreSQL and a Valkey of this run's own, and the whole web program."""

import os
from collections.abc import Callable, Iterator

import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import settings
from sqlalchemy import Engine, create_engine
from starlette.testclient import TestClient

# Before anything of ours is imported: a test must never reach a database that somebody works on.
for name in (
    "DATABASE_URL",
    "REDIS_URL",
    "SMTP_URL",
    "MAIL_BY",
    "NOTIFY_KEY",
    "NOTIFY_TEMPLATE",
    "NOTIFY_URL",
    "MAIL_TIMEOUT",
    "OWNER_EMAIL",
    "PRIVATE_PAGERS",
    "RISK_YEARS",
    "MESSAGE_YEARS",
    "BASE_URL",
    "SECRET_KEY",
    "ENCRYPTION_KEY",
    "ENCRYPTION_KEY_OLD",
    "VAR_FOLDER",
    "CAUGHT_MAIL_FOLDER",
    "NOTIFY_CALLBACK_TOKEN",
    "BOUNCE_TOKEN",
    "BOUNCE_MAILBOX",
):
    os.environ.pop(name, None)
os.environ.update(ENV="test", SECRET_KEY="a secret of the tests and of nothing else")
# Some sixty programs are started, and each would compile all of ours anew: a second of its start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from app.accounts.models import Person
from app.core import config, migrate
from app.core.embedded import folders, postgres, valkey
from app.mail import transports
from tests import people
from tests.builders import accounts as build
from tests.emptying import empty
from tests.mailbox import Mailbox
from tests.page import Browser

# No example has a time limit: how fast something is, bench/ measures.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the files that take longest, so that no process waits for another at the end."""
    long = {each.path for each in items if each.get_closest_marker("slow")}
    items.sort(key=lambda each: (each.path not in long, each.get_closest_marker("browser") is None))


@pytest.fixture(scope="session")
def _services() -> Iterator[None]:
    """Starts the servers, migrates, and points the settings at them."""
    with folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place, durable=False) as database, valkey.running(place) as queue:
            os.environ.update(DATABASE_URL=database.url, REDIS_URL=queue.url)
            with Mailbox() as mailbox:
                os.environ["SMTP_URL"] = mailbox.url
                _Run.mailbox = mailbox
                config.settings.cache_clear()
                migrate.upgrade(database.url)
                yield
                transports.close()


class _Run:
    """What the session's fixtures hand to each other."""

    mailbox: Mailbox


@pytest.fixture(scope="session")
def owner(_services: None) -> Iterator[Engine]:
    """The database as its owner, for emptying tables and for looking at them as an attacker would."""
    engine = create_engine(config.require("database_url").replace("postgresql:", "postgresql+psycopg:"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _application(_services: None) -> Iterator[TestClient]:
    from app.main import create_app

    with start_blocking_portal() as Browser.portal:
        yield TestClient(create_app(), base_url="http://testserver", raise_server_exceptions=False)
    Browser.portal = None


@pytest.fixture
def database(_application: TestClient, owner: Engine) -> None:
    """An empty, migrated database and an empty queue behind app.core.db.unit_of_work."""
    from redis import Redis

    empty(owner)
    with Redis.from_url(config.require("redis_url")) as redis:
        redis.flushall()
    _Run.mailbox.empty()


@pytest.fixture
def mailbox(database: None) -> Mailbox:
    """A real SMTP server that keeps what it is given."""
    return _Run.mailbox


@pytest.fixture
def stranger(database: None, _application: TestClient) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(_application.app)


@pytest.fixture
def browser_as(database: None, _application: TestClient) -> Callable[[Person], Browser]:
    """Gives a browser in which this person is signed in."""

    def sign_in(person: Person) -> Browser:
        return Browser(_application.app, token=build.session_for(person))

    return sign_in


@pytest.fixture
def cast(database: None) -> people.Cast:
    """Two trusts with Alice, Ben, Cora, Sue, Max, Tess and a stranger trust's people."""
    return people.make_cast()
