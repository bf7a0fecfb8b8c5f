"""The log of delivery: one row for each thing that happened to a mail, in the transaction of what changed with it."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.mail.models import MailEvent
from app.mail.rules import DeliveryStep


def note(session: Session, *, mail_id: UUID, trust_id: UUID | None, step: DeliveryStep, code: str = "") -> None:
    """One step of one mail. `code` is the server's or provider's, never its words."""
    facts = {"mail_id": mail_id, "trust_id": trust_id, "step": step.value, "code": code, "happened_at": clock.now()}
    session.execute(insert(MailEvent).values(facts))
