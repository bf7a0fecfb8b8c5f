"""The audit trail can be added to, and shows when it was tampered with."""

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from app.audit import command_line
from app.audit import service as audit
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from tests.people import Cast


@pytest.fixture
def three_entries(cast: Cast) -> Cast:
    """Three things that Tess did."""
    with unit_of_work(cast.riverside.id) as session:
        for number in range(3):
            audit.record(
                session,
                action=Action.TEAM_CREATED,
                trust_id=cast.riverside.id,
                actor_id=cast.tess.id,
                details={"number": number},
            )
    return cast


def _broken(cast: Cast) -> int | None:
    with unit_of_work(cast.riverside.id) as session:
        return audit.first_broken(session, trust_id=cast.riverside.id)


def test_an_untouched_trail_is_whole(three_entries: Cast) -> None:
    assert _broken(three_entries) is None
    assert command_line.check() == 0


_SECOND = "id = (SELECT min(id) + 1 FROM audit_entries)"


@pytest.mark.parametrize(
    "tampering",
    [f"UPDATE audit_entries SET action = 'x' WHERE {_SECOND}", f"DELETE FROM audit_entries WHERE {_SECOND}"],
)
def test_a_changed_or_removed_entry_is_found(three_entries: Cast, owner: Engine, tampering: str) -> None:
    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'test', true)"))
        first = connection.scalar(text("SELECT min(id) FROM audit_entries"))
        connection.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER append_only"))
        connection.execute(text(tampering))
        connection.execute(text("ALTER TABLE audit_entries ENABLE TRIGGER append_only"))

    assert _broken(three_entries) in {first + 1, first + 2}
    assert command_line.check() == 1


@pytest.mark.parametrize("change", ["UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"])
def test_the_program_itself_cannot_change_an_entry(three_entries: Cast, change: str) -> None:
    with pytest.raises(DBAPIError), unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text(change))


def test_two_at_once_make_one_chain(cast: Cast) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def act(_number: int) -> None:
        with unit_of_work(cast.riverside.id) as session:
            audit.record(session, action=Action.TEAM_CREATED, trust_id=cast.riverside.id, actor_id=None)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(20)))

    with unit_of_work(cast.riverside.id) as session:
        assert len(session.scalars(select(AuditEntry.id)).all()) == 20
    assert _broken(cast) is None
