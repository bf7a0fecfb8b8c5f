"""The second wall by itself: every table, every scope, every verb, without any filter in the query."""

from datetime import time, timedelta
from itertools import chain, repeat
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, Engine, Table, Uuid, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, Scope, unit_of_work
from app.models import metadata
from app.trusts.models import Team
from tests.builders import check_in_rows, figures_rows, forum_rows, keys, message_rows, reach_rows
from tests.emptying import empty
from tests.people import Cast, make_cast

# What belongs to everybody: the content's own words that are searched, and which trusts take part in which board.
TABLES = sorted(set(metadata.tables) - {"search_entries", "forum_places", "usage_roll_ups"})
# The program may add to these, and nothing else.
ADD_ONLY = {"audit_entries", "flag_events", "forum_acts", "message_acts"}
# A person holds each role once: those whom `both` gives one, and then whoever tries.
_OTHER_ROLES = chain(["supporter", "moderator"], repeat("safeguarding_lead"))


def _trust_column(table: Table) -> Column[UUID]:
    return table.c.trust_id if "trust_id" in table.c else table.c.id


def _row(table: Table, trust_id: UUID, cast: Cast) -> dict[str, object]:
    """A row that breaks no other rule, so that only the wall can refuse it."""
    person = cast.alice if trust_id == cast.riverside.id else cast.hugo
    team = cast.early_help if trust_id == cast.riverside.id else cast.hill_team
    now, new = clock.now(), uuid4()
    known: dict[str, dict[str, object]] = {
        "audit_entries": {"action": "a", "details": {}, "happened_at": now, "previous_hash": b"", "hash": new.bytes},
        "local_resources": {
            "name": "n",
            "number": "111",
            "website": "",
            "purpose": "p",
            "needs": ["talk"],
            "hours": "h",
            "cost": "",
            "checked_on": now.date(),
            "next_check": now.date(),
            "created_at": now,
            "created_by": person.id,
            "updated_at": now,
            "updated_by": person.id,
        },
        "data_keys": {"owner_id": new, "wrapped": b"k", "created_at": now},
        "trust_keys": keys.trust_key_row(),
        "invitations": {
            "inviter_id": person.id,
            "came_by": "staff",
            "team_id": team.id,
            "role": "relative",
            "email": f"{new}@example.org",
            "first_name": "N",
            "relationship": "parent",
            "state": "sent",
            "nonce": new,
            "expires_at": now,
            "created_at": now,
        },
        "outbound_mail": {
            "kind": "invitation",
            "subject_id": new,
            "recipient": "a@b.c",
            "state": "queued",
            "attempts": 0,
            "due_at": now,
            "created_at": now,
        },
        "page_progress": {"person_id": person.id, "module": str(new), "page": "p", "opened_at": now, "version": 1},
        "people": {"email": f"{new}@example.org", "name": "N", "password_hash": "!", "created_at": now},
        "role_grants": {"person_id": person.id, "team_id": team.id},
        "sign_in_sessions": {
            "token_hash": new.bytes,
            "person_id": person.id,
            "device": "d",
            "created_at": now,
            "last_seen_at": now,
            "ends_at": now + timedelta(hours=1),
        },
        "teams": {"name": str(new), "created_at": now},
        "toolbox_items": {
            "person_id": person.id,
            "kind": "answer",
            "source": str(new),
            "sealed": b"s",
            "saved_at": now,
        },
        "flags": _flag_row(),
        "flag_events": {"happened_at": now, "event": "noted", "facts": {}},
        "flag_calls": {
            "rung": "duty",
            "channel": "mail",
            "recipient": "a@b.c",
            "state": "queued",
            "attempts": 0,
            "due_at": now,
            "created_at": now,
        },
        "duty_contacts": {"rung": "duty", "name": "n", "email": "a@b.c", "active": True},
        "rota": {"person_id": person.id, "weekday": 0, "starts": time(9), "ends": time(17)},
        "service_hours": {"days": [], "closed": [], "set_at": now, "set_by": person.id},
        "clocks": {
            "look_now": 30,
            "look_today": 240,
            "hold_conduct": 240,
            "hold_identity": 1,
            "set_at": now,
            "set_by": person.id,
        },
        "topics": _topic_row(person.id),
        "topic_votes": {"person_id": person.id, "created_at": now},
    }
    row = _room_row(table.name, trust_id, person, team) or known[table.name]
    if "id" in table.c and isinstance(table.c.id.type, Uuid):
        row["id"] = new
    if table.name == "role_grants":
        row["role"] = next(_OTHER_ROLES)
    if table.name == "topic_votes":
        row["topic_id"] = _new_topic(trust_id, person.id)
    if table.name == "data_keys":
        row["trust_key_version"] = keys.make_trust_key_row(trust_id)
    if table.name in {"flag_events", "flag_calls"}:
        row["flag_id"] = _new_flag(trust_id)
    return {**row, "trust_id": trust_id}


def _room_row(name: str, trust_id: UUID, person: Person, team: Team) -> dict[str, object] | None:
    if check_in_rows.is_mine(name):
        return check_in_rows.row(name, trust_id, person)
    if figures_rows.is_mine(name):
        return figures_rows.row(name, trust_id, person, team)
    if reach_rows.is_mine(name):
        return reach_rows.row(name, trust_id, person, team)
    if message_rows.is_mine(name):
        return message_rows.row(name, trust_id, person)
    return forum_rows.row(name, trust_id, person) if name.startswith("forum_") else None


def _topic_row(person_id: UUID) -> dict[str, object]:
    words = {"title": "t", "state": "asked", "answer": "", "href": ""}
    return {**words, "person_id": person_id, "version": 1, "created_at": clock.now()}


def _new_topic(trust_id: UUID, person_id: UUID) -> UUID:
    """A person votes for a topic once, so each vote needs one of its own."""
    topic_id = uuid4()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        row = {**_topic_row(person_id), "id": topic_id, "trust_id": trust_id}
        session.execute(insert(metadata.tables["topics"]), [row])
    return topic_id


def _flag_row() -> dict[str, object]:
    about = {"source": "staff", "subject_kind": "told_to_staff", "subject_id": uuid4()}
    clocks = {"urgency": "look_today", "raised_at": clock.now(), "due_at": clock.now(), "escalation": 0}
    return {**about, **clocks, "needs_two": False, "state": "new", "version": 1, "sealed": b"s"}


def _new_flag(trust_id: UUID) -> UUID:
    """Something can only happen to a flag that is there."""
    flag_id = uuid4()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(insert(metadata.tables["flags"]), [{**_flag_row(), "id": flag_id, "trust_id": trust_id}])
    return flag_id


@pytest.fixture(scope="module")
def both(_application: object, owner: Engine) -> Cast:
    """One more row of every table in each trust; made once, since nothing here may change what is there."""
    empty(owner)
    cast = make_cast()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for name in TABLES:
            if name != "trusts":
                table = metadata.tables[name]
                session.execute(
                    insert(table), [_row(table, each, cast) for each in (cast.riverside.id, cast.hillside.id)]
                )
    return cast


def _seen(session: Session, table: Table) -> set[UUID | None]:
    return set(session.scalars(select(_trust_column(table)).distinct()))


@pytest.mark.parametrize("name", TABLES)
def test_without_a_scope_nothing_is_seen(both: Cast, name: str) -> None:
    with unit_of_work(None) as session:
        assert _seen(session, metadata.tables[name]) == set()


@pytest.mark.parametrize("name", TABLES)
def test_each_trust_sees_its_own_rows_only(both: Cast, name: str) -> None:
    for trust in (both.riverside, both.hillside):
        with unit_of_work(trust.id) as session:
            assert _seen(session, metadata.tables[name]) == {trust.id}


@pytest.mark.parametrize("scope", ["nobody", "the other trust"])
@pytest.mark.parametrize("verb", ["update", "delete"])
@pytest.mark.parametrize("name", TABLES)
def test_another_trusts_rows_cannot_be_changed(both: Cast, owner: Engine, name: str, verb: str, scope: str) -> None:
    table = metadata.tables[name]
    column = _trust_column(table)
    target = both.hillside.id
    changed = update(table).values({column: column}) if verb == "update" else delete(table)

    with _count_kept(table, target):
        try:
            with unit_of_work(_scope(both, scope)) as session:
                result = session.execute(changed.where(column == target))
                assert result.rowcount == 0  # type: ignore[attr-defined]
        except ProgrammingError as refused:
            assert name in ADD_ONLY, refused


@pytest.mark.parametrize("scope", ["nobody", "the other trust"])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_for_another_trust_cannot_be_added(both: Cast, name: str, scope: str) -> None:
    table = metadata.tables[name]
    row = reach_rows.trust_row(uuid4()) if name == "trusts" else _row(table, both.hillside.id, both)

    with pytest.raises(DBAPIError, match="row-level security"), unit_of_work(_scope(both, scope)) as session:
        session.execute(insert(table), [row])


# A trust has one table of hours, one set of clocks and one promise, and `both` has made them; tests/risk make theirs within the
# trust's own scope.
@pytest.mark.parametrize(
    "name", sorted(set(TABLES) - {"trusts", "service_hours", "clocks", "message_promises"} - figures_rows.ONE_EACH)
)
def test_a_trusts_own_row_can_be_added(both: Cast, name: str) -> None:
    table = metadata.tables[name]

    with unit_of_work(both.hillside.id) as session:
        session.execute(insert(table), [_row(table, both.hillside.id, both)])
        session.rollback()


def test_the_platforms_own_rows_are_seen_by_no_trust(both: Cast) -> None:
    with unit_of_work(both.riverside.id) as session:
        assert session.scalar(select(metadata.tables["people"].c.id).filter_by(id=both.ada.id)) is None


def test_the_program_works_as_a_role_that_cannot_pass_the_wall(both: Cast) -> None:
    with unit_of_work(None) as session:
        assert session.scalar(select(func.current_user())) == "holdfast_app"


def _scope(both: Cast, words: str) -> Scope:
    return None if words == "nobody" else both.riverside.id


class _count_kept:  # noqa: N801 - reads as a verb
    """Checks that a trust has as many rows after as before."""

    def __init__(self, table: Table, trust_id: UUID) -> None:
        self.table, self.trust_id = table, trust_id

    def _count(self) -> int | None:
        counted = select(func.count()).select_from(self.table).where(_trust_column(self.table) == self.trust_id)
        with unit_of_work(Platform.COMMAND_LINE) as session:
            return session.scalar(counted)

    def __enter__(self) -> None:
        self.before = self._count()
        assert self.before

    def __exit__(self, *_error: object) -> None:
        assert self._count() == self.before
