"""Words to the moderators or the trust are read for danger as well, and their writer is answered at once."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.risk.detector import Channel
from app.risk.receipt import Receipt
from app.risk.rules import SubjectKind
from app.risk.service import answering


def listen(
    session: Session,
    *,
    user: SignedIn,
    kind: SubjectKind,
    subject_id: UUID,
    words: str,
) -> Receipt | None:
    """What somebody is told who wrote of danger in a report, an appeal or a complaint; None when nothing points to it.

    `subject_id` is the report's, the appeal's or the complaint's.
    """
    return answering.read(
        session,
        trust_id=user.own_trust,
        writer_id=user.person_id,
        kind=kind,
        subject_id=subject_id,
        text=words,
        channel=Channel.MESSAGE,
        readers=user.trust_name,
    )
