"""Lists of people to invite, for tests."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.lists import queries, sending, service
from app.lists.models import InvitationList, ListRow
from app.lists.reading.results import Reading, Row
from app.lists.rules import ListState
from app.lists.service import Uploaded
from app.trusts.models import Team


def rows(*emails: str) -> Reading:
    """A file with these addresses that was read without a mistake."""
    return Reading(tuple(Row(line, email, "Jo", "parent") for line, email in enumerate(emails, start=2)))


def addresses(number: int) -> list[str]:
    """So many addresses."""
    return [f"p{each}@example.org" for each in range(number)]


def make_list(person: Person, team: Team, emails: Iterable[str], *, once: UUID | None = None) -> UUID:
    """A list that was checked and waits for a yes."""
    assert person.trust_id is not None
    uploaded = Uploaded(rows(*emails), team.id, "carers.csv", once or uuid4())
    with unit_of_work(person.trust_id) as session:
        return service.keep(session, uploader_id=person.id, trust_id=person.trust_id, uploaded=uploaded)


def confirm(person: Person, list_id: UUID) -> None:
    """Says yes to sending."""
    assert person.trust_id is not None
    with unit_of_work(person.trust_id) as session:
        service.confirm(session, actor_id=person.id, found=session.get_one(InvitationList, list_id))


def send_all(list_id: UUID) -> None:
    """What the worker does with a list, until there is nothing left to do or it gets no further."""
    before = None
    while (now := _left(list_id)) != before:
        before = now
        sending.send_some(list_id)


def _left(list_id: UUID) -> tuple[str, int]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get_one(InvitationList, list_id).state, queries.counts(session, list_ids=[list_id])[
            list_id
        ].ready


def list_of(list_id: UUID) -> InvitationList:
    """The list as it is at this moment."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get_one(InvitationList, list_id)


def state_of(list_id: UUID) -> tuple[ListState, dict[str, str]]:
    """Where it is, and what became of each address: "ready", "invited", or why not."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        found = session.scalars(select(ListRow).where(ListRow.list_id == list_id).order_by(ListRow.line))
        became = {row.email: row.skipped or row.state for row in found}
        return ListState(session.get_one(InvitationList, list_id).state), became
