"""Addresses of a list are not kept longer than somebody needs them."""

from sqlalchemy import delete, exists, update
from sqlalchemy.orm import Session

from app.core import clock
from app.lists.models import InvitationList, ListRow
from app.lists.rules import ENDED_LASTS, UNCONFIRMED_LASTS, ListState, RowState


def forget_old(session: Session) -> int:
    """Deletes the rows of lists that are over or were never sent; returns of how many lists.

    A list that somebody was invited from stays, empty, since the invitations say that they came from it.
    """
    now = clock.now()
    _end_abandoned(session)
    is_over = InvitationList.ended_at <= now - ENDED_LASTS
    unsent = (InvitationList.state == ListState.CHECKED.value) & (InvitationList.created_at <= now - UNCONFIRMED_LASTS)
    invited = exists().where(ListRow.list_id == InvitationList.id, ListRow.state == RowState.INVITED.value)
    gone = delete(InvitationList).where(is_over | unsent, InvitationList.file_name != "", ~invited)
    emptied = update(InvitationList).where(is_over, InvitationList.file_name != "").values(file_name="", remarks=[])
    number = len(session.scalars(gone.returning(InvitationList.id)).all())
    over = session.scalars(emptied.returning(InvitationList.id)).all()
    session.execute(delete(ListRow).where(ListRow.list_id.in_(over)))
    return number + len(over)


def _end_abandoned(session: Session) -> None:
    """A list that somebody paused and never came back to ends as well."""
    paused = (InvitationList.state == ListState.PAUSED.value, InvitationList.confirmed_at <= clock.now() - ENDED_LASTS)
    ended = {"state": ListState.THROWN_AWAY.value, "ended_at": clock.now()}
    session.execute(update(InvitationList).where(*paused).values(ended))
