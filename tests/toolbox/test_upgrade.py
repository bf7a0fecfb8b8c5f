"""What Alice kept before version 0005, in plain words then: she reads it afterwards, and the disk holds none of it."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from app.core import db, migrate
from app.core.row_security import ensure_app_role, grant_to_app_role
from app.toolbox import queries

TRUST, ALICE, BEN = uuid4(), uuid4(), uuid4()
PLANTED = "The spare key hangs behind the blue teapot"
BEFORE = """
INSERT INTO trusts (id, name, crisis_line_name, crisis_line_number, is_demo, created_at)
VALUES (:trust, 'Riverside', 'Crisis line', '0800 1', false, now());
INSERT INTO people (id, trust_id, email, name, password_hash, created_at)
VALUES (:alice, :trust, 'a@example.org', 'Alice', 'x', now()), (:ben, :trust, 'b@example.org', 'Ben', 'x', now());
INSERT INTO toolbox_items (id, trust_id, person_id, source, title, answer, lines, href, saved_at)
SELECT gen_random_uuid(), :trust, who, 'a-module/plan', 'My plan', jsonb_build_object('text', words),
       jsonb_build_array(jsonb_build_array('I will', words)), '/modules/a-module/plan#plan', now()
FROM (VALUES (CAST(:alice AS uuid), :words), (:ben, 'Ring Mum')) AS kept (who, words)"""


def to(engine: Engine, revision: str, *, after: str = "") -> None:
    """Migrates, and then puts in what somebody had there at that time."""
    with engine.begin() as connection:
        ensure_app_role(connection)
        command.upgrade(migrate.config(connection), revision)
        grant_to_app_role(connection)
        for statement in filter(None, after.split(";")):
            names = {"trust": TRUST, "alice": ALICE, "ben": BEN, "words": PLANTED}
            used = {name: value for name, value in names.items() if f":{name}" in statement}
            connection.execute(text(statement), used)


@pytest.fixture
def upgraded(owner: Engine) -> Iterator[Engine]:
    """A database of its own that was used at version 0001 and is of today."""
    url = owner.url.set(database=f"before_{uuid4().hex[:8]}")
    alone = owner.execution_options(isolation_level="AUTOCOMMIT")
    with alone.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {url.database}"))
    engine = db.make_engine(url.render_as_string(hide_password=False))
    owning = create_engine(url)
    to(owning, "0001_foundations", after=BEFORE)
    to(owning, "head")
    yield engine
    engine.dispose()
    owning.dispose()
    with alone.connect() as connection:
        connection.execute(text(f"DROP DATABASE {url.database}"))


def lines_of(engine: Engine, person: UUID) -> list[list[list[str]]]:
    with Session(engine) as session:
        db.enter(session, TRUST)
        return [item.kept.lines for item in queries.items(session, person_id=person)]


def test_alice_and_ben_read_what_they_kept_before(upgraded: Engine) -> None:
    assert lines_of(upgraded, ALICE) == [[["I will", PLANTED]]]
    assert lines_of(upgraded, BEN) == [[["I will", "Ring Mum"]]]


def test_what_alice_kept_before_fills_its_form_again(upgraded: Engine) -> None:
    with Session(upgraded) as session:
        db.enter(session, TRUST)
        found = queries.answers_for(session, person_id=ALICE, sources=["a-module/plan"])

    assert found["a-module/plan"].answer == {"text": PLANTED}


def test_the_tables_file_holds_her_words_no_more(upgraded: Engine) -> None:
    superuser = create_engine(make_url(upgraded.url).set(username="postgres"))
    with superuser.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        stored = connection.scalar(text("SELECT pg_read_binary_file(pg_relation_filepath('toolbox_items'))"))
    superuser.dispose()

    assert ALICE.bytes in bytes(stored)
    assert b"teapot" not in bytes(stored)
