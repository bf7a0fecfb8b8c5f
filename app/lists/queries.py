"""Reading lists. Only members of the team whose list it is find it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import turns
from app.core.errors import NotFound
from app.core.turns import Turn
from app.lists.models import InvitationList, ListRow
from app.lists.rules import ListState, RowState

PAGE = 50


@dataclass(frozen=True)
class Counts:
    """How many rows of a list are in each state."""

    ready: int = 0
    skipped: int = 0
    invited: int = 0

    @property
    def all(self) -> int:
        """How many rows there are."""
        return self.ready + self.skipped + self.invited


def visible(session: Session, *, viewer: SignedIn, list_id: UUID) -> InvitationList:
    """The list, if it is one of the viewer's own teams'. Else NotFound."""
    own = (InvitationList.trust_id == viewer.trust_id, InvitationList.team_id.in_(viewer.team_ids))
    found = session.scalar(select(InvitationList).where(InvitationList.id == list_id, *own))
    if found is None:
        raise NotFound
    return found


def of_teams(session: Session, *, team_ids: tuple[UUID, ...]) -> list[InvitationList]:
    """These teams' lists, newest first."""
    wanted = select(InvitationList).where(InvitationList.team_id.in_(team_ids))
    return list(session.scalars(wanted.order_by(InvitationList.created_at.desc()).limit(PAGE)))


def counts(session: Session, *, list_ids: list[UUID]) -> dict[UUID, Counts]:
    """The numbers of each list; a list whose rows are forgotten has none."""
    found: dict[UUID, dict[str, int]] = {list_id: {} for list_id in list_ids}
    grouped = select(ListRow.list_id, ListRow.state, func.count()).where(ListRow.list_id.in_(list_ids))
    for list_id, state, number in session.execute(grouped.group_by(ListRow.list_id, ListRow.state)):
        found[list_id][state] = number
    return {list_id: Counts(**numbers) for list_id, numbers in found.items()}


def rows(session: Session, *, list_id: UUID) -> list[ListRow]:
    """The rows of a list in the order of the file."""
    return list(session.scalars(select(ListRow).where(ListRow.list_id == list_id).order_by(ListRow.line)))


def of_address(session: Session, *, trust_id: UUID, email: str) -> list[tuple[ListRow, InvitationList]]:
    """The rows that name this address, each with its list, newest first."""
    found = select(ListRow, InvitationList).join(InvitationList, InvitationList.id == ListRow.list_id)
    wanted = (ListRow.trust_id == trust_id, ListRow.email == email)
    rows = session.execute(found.where(*wanted).order_by(InvitationList.created_at.desc(), ListRow.line))
    return [(row, its) for row, its in rows]


def skipped(session: Session, *, list_id: UUID, most: int) -> list[tuple[ListRow, int]]:
    """The first rows for each reason not to invite, in the order of the file, with how many there are for the reason."""
    numbered = (
        select(
            ListRow.id,
            func.row_number().over(partition_by=ListRow.skipped, order_by=ListRow.line).label("place"),
            func.count().over(partition_by=ListRow.skipped).label("number"),
        )
        .where(ListRow.list_id == list_id, ListRow.state == RowState.SKIPPED.value)
        .subquery()
    )
    first = select(ListRow, numbered.c.number).join(numbered, numbered.c.id == ListRow.id)
    found = session.execute(first.where(numbered.c.place <= most).order_by(ListRow.line))
    return [(row, number) for row, number in found]


def next_ready(session: Session, *, list_id: UUID, after: int, most: int) -> list[ListRow]:
    """The first rows below this line that are still to be invited."""
    ready = (ListRow.list_id == list_id, ListRow.state == RowState.READY.value, ListRow.line > after)
    return list(session.scalars(select(ListRow).where(*ready).order_by(ListRow.line).limit(most)))


def taken_for_sending(session: Session, *, list_id: UUID) -> InvitationList | None:
    """The list, for no other worker until the end of the transaction; None if one has it, or it is not to be sent now."""
    # Not its row: whoever pauses it would stand behind one worker after another.
    if not turns.take(session, Turn.LIST, of=list_id):
        return None
    sending = (InvitationList.id == list_id, InvitationList.state == ListState.SENDING.value)
    return session.scalar(select(InvitationList).where(*sending))


def all_sending(session: Session) -> list[UUID]:
    """Every list that is being sent, the longest waiting first."""
    sending = select(InvitationList.id).where(InvitationList.state == ListState.SENDING.value)
    return list(session.scalars(sending.order_by(InvitationList.confirmed_at)))
