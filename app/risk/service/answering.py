"""The writer's side: a text is read for danger in the request that saves it, and its writer is answered at once."""

import hashlib
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.risk import detector, duty
from app.risk.detector import Assessment, Channel
from app.risk.receipt import Receipt, receipt
from app.risk.rules import Source, SubjectKind, Urgency
from app.risk.service.raising import Concern, raise_flag

# What is held before it is shown is for the room that shows it; these two are for a person's eyes, wherever written.
_FOR_A_PERSON = {Urgency.LOOK_NOW, Urgency.LOOK_TODAY}


def read(
    session: Session,
    *,
    trust_id: UUID,
    writer_id: UUID,
    kind: SubjectKind,
    subject_id: UUID,
    text: str,
    channel: Channel,
    readers: str,
) -> Receipt | None:
    """Raises a flag when a person must look now or today, and gives what the writer is told; None when nobody must.

    In one transaction with what was saved, so that nothing is kept unread. `readers` are those who look, in words.
    """
    return answer(
        session,
        trust_id=trust_id,
        writer_id=writer_id,
        kind=kind,
        subject_id=subject_id,
        text=text,
        found=detector.assess(text, channel=channel),
        readers=readers,
    )


def answer(
    session: Session,
    *,
    trust_id: UUID,
    writer_id: UUID | None,
    kind: SubjectKind,
    subject_id: UUID,
    text: str,
    found: Assessment,
    readers: str,
) -> Receipt | None:
    """The same for a room that has read the text itself, since it also decides by `found` what waits unseen.

    `writer_id` is empty for somebody whose account is gone. Spans in `found` are offsets in `text`.
    """
    if found.urgency.value not in _FOR_A_PERSON:
        return None
    urgency = Urgency(found.urgency.value)
    return told(
        session,
        trust_id=trust_id,
        writer_id=writer_id,
        kind=kind,
        subject_id=subject_id,
        concern=_concern(found, urgency, text),
        readers=readers,
    )


def told(
    session: Session,
    *,
    trust_id: UUID,
    writer_id: UUID | None,
    kind: SubjectKind,
    subject_id: UUID,
    concern: Concern,
    readers: str,
) -> Receipt:
    """Raises a flag for what a room knows that somebody must look at, and gives what its writer is told.

    `concern` is of the urgency look_now or look_today.
    """
    flag = raise_flag(
        session, trust_id=trust_id, kind=kind, subject_id=subject_id, writer_id=writer_id, concern=concern
    )
    on_duty = duty.of_trust(session, trust_id=trust_id)
    return receipt(
        looks_now=concern.urgency is Urgency.LOOK_NOW,
        due_at=flag.due_at,
        hours=on_duty.hours,
        readers=readers,
        somebody_paged=on_duty.always,
        now=clock.now(),
        verb="answered" if concern.source is Source.QUESTIONNAIRE else "wrote",
    )


def _concern(found: Assessment, urgency: Urgency, text: str) -> Concern:
    # Not the detector's version: a text that is read again by a newer one is still the same reason.
    key = hashlib.sha256(f"{urgency.value}/{text}".encode()).hexdigest()
    return Concern(
        source=Source.DETECTOR,
        urgency=urgency,
        key=key,
        text=text,
        reasons=tuple(found.reasons),
        spans=tuple((span.start, span.end) for span in found.spans),
        version=found.version,
    )
