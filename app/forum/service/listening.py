"""Words to the moderators or the trust are read for danger as well, and their writer is answered at once."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.risk.detector import Channel
from app.risk.receipt import Receipt
from app.risk.rules import SubjectKind
from app.risk.service import answering


def listen(
    session: Session,
    *,
    trust_id: UUID,
    person_id: UUID,
    kind: SubjectKind,
    subject_id: UUID,
    words: str,
    readers: str,
) -> Receipt | None:
    """What somebody is told who wrote of danger in a report, an appeal or a complaint; None when nothing points to it.

    `subject_id` is the report's, the appeal's or the complaint's.
    """
    return answering.read(
        session,
        trust_id=trust_id,
        writer_id=person_id,
        kind=kind,
        subject_id=subject_id,
        text=words,
        channel=Channel.MESSAGE,
        readers=readers,
    )
