"""The invitation, its audit entry, its count and its mail are there together or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from app.core.db import Platform, unit_of_work
from app.invitations import service
from app.invitations.service import Invitee
from app.models import metadata
from tests.people import Cast

PARTS = ["invitations", "audit_entries", "usage_events", "outbound_mail"]


def _counts() -> dict[str, int]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return {name: session.scalar(select(func.count()).select_from(metadata.tables[name])) or 0 for name in PARTS}


def _invite(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        invitee = Invitee("jane@example.org", "Jane", "parent", team_id=cast.early_help.id)
        service.invite(session, inviter_id=cast.cora.id, trust_id=cast.riverside.id, invitee=invitee)


@contextmanager
def _full(owner: Engine, table: str) -> Iterator[None]:
    """As if the disk were full for one table."""
    with owner.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'no room'; END $$"
            )
        )
        connection.execute(text(f"CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_row()"))
    try:
        yield
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP FUNCTION refuse_row CASCADE"))


def test_inviting_jane_writes_all_four(cast: Cast) -> None:
    _invite(cast)

    assert _counts() == dict.fromkeys(PARTS, 1)


@pytest.mark.parametrize("part", PARTS)
def test_if_one_part_fails_nothing_remains(cast: Cast, owner: Engine, part: str) -> None:
    with _full(owner, part), pytest.raises(DBAPIError, match="no room"):
        _invite(cast)

    assert _counts() == dict.fromkeys(PARTS, 0)
