"""What staff do with a list. Nobody is invited here: the worker does that, a few at a time."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.core import clock
from app.core import queue as tasks
from app.core.errors import Conflict
from app.core.queue import Task
from app.lists import checking, moves, queries
from app.lists.models import InvitationList, ListRow
from app.lists.reading.results import Reading
from app.lists.rules import ListState, RowState

THROWN_AWAY = "This list was thrown away. Nobody else on it is invited."


@dataclass(frozen=True)
class Uploaded:
    """A file that was read without a mistake, for which team, and the number by which a second click is known."""

    reading: Reading
    team_id: UUID
    file_name: str
    once: UUID


def keep(session: Session, *, uploader_id: UUID, trust_id: UUID, uploaded: Uploaded) -> UUID:
    """Keeps the rows for a look at them, and returns the list's id: the same one however often the form is sent."""
    facts = {"team_id": uploaded.team_id, "file_name": uploaded.file_name, "state": ListState.CHECKED.value}
    mine = {"uploaded_by": uploader_id, "once": uploaded.once}
    new = insert(InvitationList).values(
        trust_id=trust_id, remarks=list(uploaded.reading.remarks), created_at=clock.now(), **facts, **mine
    )
    made: UUID | None = session.scalar(new.on_conflict_do_nothing().returning(InvitationList.id))
    if made is None:
        return session.scalars(select(InvitationList.id).filter_by(**mine)).one()
    session.execute(plain_insert(ListRow), _rows(session, trust_id, made, uploaded))
    return made


def confirm(session: Session, *, actor_id: UUID, found: InvitationList) -> None:
    """Says yes to sending. A second yes changes nothing. Raises Conflict if the list was thrown away."""
    yes = {"confirmed_at": clock.now(), "confirmed_by": actor_id}
    if moves.move(session, found, before=ListState.CHECKED, to=ListState.SENDING, **yes):
        moves.record(session, Action.LIST_CONFIRMED, found, actor_id=actor_id)
        tasks.wake(session, Task.SEND_LISTS, found.id)
    _require_not_thrown_away(found)


def pause(session: Session, *, actor_id: UUID, found: InvitationList) -> None:
    """Stops after the few who are being invited at this moment. Does nothing if it is finished or paused."""
    if moves.move(session, found, before=ListState.SENDING, to=ListState.PAUSED):
        moves.record(session, Action.LIST_PAUSED, found, actor_id=actor_id)


def go_on(session: Session, *, actor_id: UUID, found: InvitationList) -> None:
    """Sends the rest, in the name of whoever says so. Raises Conflict if the list was thrown away."""
    yes = {"confirmed_at": clock.now(), "confirmed_by": actor_id}
    if moves.move(session, found, before=ListState.PAUSED, to=ListState.SENDING, **yes):
        moves.record(session, Action.LIST_CONFIRMED, found, actor_id=actor_id, again=True)
        tasks.wake(session, Task.SEND_LISTS, found.id)
    _require_not_thrown_away(found)


def throw_away(session: Session, *, actor_id: UUID, found: InvitationList) -> None:
    """Nobody else on the list is invited; if nobody was, its rows are gone at once. Raises Conflict while it is sent."""
    thrown = any(
        moves.move(session, found, before=before, to=ListState.THROWN_AWAY, ended_at=clock.now())
        for before in (ListState.CHECKED, ListState.PAUSED)
    )
    if thrown:
        moves.record(session, Action.LIST_THROWN_AWAY, found, actor_id=actor_id)
        _forget_if_unsent(session, found)
    elif found.state != ListState.THROWN_AWAY:
        raise Conflict


def _rows(session: Session, trust_id: UUID, list_id: UUID, uploaded: Uploaded) -> list[dict[str, object]]:
    people = uploaded.reading.rows
    skipped = checking.skipped(session, trust_id=trust_id, team_id=uploaded.team_id, rows=people)
    return [
        {
            "trust_id": trust_id,
            "list_id": list_id,
            "line": row.line,
            "email": row.email,
            "first_name": row.first_name,
            "relationship": row.relationship,
            "state": RowState.SKIPPED if row.line in skipped else RowState.READY,
            "skipped": skipped.get(row.line),
        }
        for row in people
    ]


def _require_not_thrown_away(found: InvitationList) -> None:
    if found.state == ListState.THROWN_AWAY:
        raise Conflict(THROWN_AWAY)


def _forget_if_unsent(session: Session, found: InvitationList) -> None:
    # The list itself goes with the sweep: its page still says what became of it.
    if not queries.counts(session, list_ids=[found.id])[found.id].invited:
        # Unless a worker that had begun before the pause is inviting them at this moment.
        unsent = (ListRow.list_id == found.id, ListRow.state != RowState.INVITED.value)
        session.execute(delete(ListRow).where(*unsent))
