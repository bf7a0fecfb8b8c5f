"""Cora's two files: one that was sent some days ago, and one that waits for a look. All made up."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.demo.past import Here
from app.invitations.models import Invitation
from app.invitations.rules import CameBy
from app.lists import service
from app.lists.models import InvitationList, ListRow
from app.lists.reading.file import read
from app.lists.rules import ListState, RowState, Skipped
from app.lists.service import Uploaded

# Which of her invitations came from the file, by their age in days.
OLDEST, NEWEST = 22, 13
_WAITING = """email address,name,relationship,ward
imogen.hale@holdfast.example,Imogen,mum,A
rafael.costa@holdfast.example,Rafael,husband,A
tomasz.wilk@holdfast.example,Tomasz,brother,B
alice@holdfast.example,Alice,mother,B
nell.byrne@holdfast.example,Nell,friend,B
tomasz.wilk@holdfast.example,Tomek,brother,C
"""


def add(session: Session, here: Here, *, team: str) -> None:
    """Adds them."""
    team_id, cora = here.teams[team], here.people["Cora"]
    uploaded = Uploaded(read(_WAITING.encode()), team_id, "carers-evening.csv", uuid4())
    service.keep(session, uploader_id=cora, trust_id=here.trust_id, uploaded=uploaded)
    _add_sent(session, here, team_id, cora)


def _add_sent(session: Session, here: Here, team_id: UUID, cora: UUID) -> None:
    """A list from which some of Cora's invitations came, and on which one person had joined already."""
    between = (here.moment(OLDEST, 0), here.moment(NEWEST, 0))
    hers = select(Invitation).where(Invitation.inviter_id == cora, Invitation.created_at.between(*between))
    invited = list(session.scalars(hers.order_by(Invitation.created_at)))
    at = invited[0].created_at - timedelta(minutes=5)
    found = InvitationList(
        id=uuid4(),
        trust_id=here.trust_id,
        uploaded_by=cora,
        team_id=team_id,
        once=uuid4(),
        file_name="ward-round.csv",
        state=ListState.FINISHED.value,
        remarks=[],
        created_at=at,
        confirmed_at=at,
        confirmed_by=cora,
        ended_at=invited[-1].created_at,
    )
    session.add(found)
    session.flush()
    came = {"came_by": CameBy.LIST.value, "list_id": found.id}
    session.execute(update(Invitation).where(Invitation.id.in_([each.id for each in invited])).values(came))
    session.execute(insert(ListRow), _rows(found, invited))


def _rows(found: InvitationList, invited: list[Invitation]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "email": each.email,
            "first_name": each.first_name,
            "relationship": each.relationship,
            "state": RowState.INVITED.value,
            "skipped": None,
            "invitation_id": each.id,
        }
        for each in invited
    ]
    alice: dict[str, object] = {"email": "alice@holdfast.example", "first_name": "Alice", "relationship": "parent"}
    skipped = {"state": RowState.SKIPPED.value, "skipped": Skipped.HAS_ACCOUNT.value, "invitation_id": None}
    placed = enumerate([*rows, alice | skipped], start=2)
    return [row | {"trust_id": found.trust_id, "list_id": found.id, "line": line} for line, row in placed]
