"""The forum's mails: that there is something, and nothing about what or whose. Complaints' mails are here, too."""

from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts import queries as accounts
from app.core.config import settings
from app.forum import links
from app.forum.models import Complaint, Member, Notice
from app.forum.rules.notices import NoticeKind
from app.mail.message import Email, write

_PAGES = {NoticeKind.NEW_REPLIES: "/forum/mine", NoticeKind.WEEKLY: "/forum"}


def notice(session: Session, *, subject_id: UUID) -> Email | None:
    """One mail to one member; None when they have left or stopped mails before it went."""
    found = session.scalars(select(Notice).where(Notice.id == subject_id)).one()
    kind = NoticeKind(found.kind)
    member = session.get_one(Member, found.member_id)
    wanted = member.mails_weekly if kind is NoticeKind.WEEKLY else member.mails_replies
    address = _address(session, member.person_id)
    if not address or member.left_at is not None or not wanted:
        return None
    return write(
        "forum/emails/notice",
        to=address,
        stop=links.stop_link(trust_id=member.trust_id, member_id=member.id),
        kind=kind.value,
        threads=found.threads,
        link=f"{settings().base_url}{_PAGES.get(kind, '/forum/decisions')}",
    )


def complaint(session: Session, *, subject_id: UUID) -> Email | None:
    """Tells one person who answers complaints, by their id, that something waits; None when their account is closed."""
    link = f"{settings().base_url}/staff/complaints"
    address = _address(session, subject_id)
    return write("forum/emails/complaint", to=address, link=link) if address else None


def complaint_answered(session: Session, *, subject_id: UUID) -> Email | None:
    """Tells whoever complained that there is news; None when their account is closed."""
    found = session.get_one(Complaint, subject_id)
    address = _address(session, found.person_id)
    link = f"{settings().base_url}/complaints/{found.id}"
    return write("forum/emails/complaint_answered", to=address, link=link) if address else None


def _address(session: Session, person_id: UUID | None) -> str:
    """Where somebody is reached; empty when their account is closed."""
    if person_id is None or not session.scalar(select(accounts.has_open_account(literal(person_id)))):
        return ""
    return people.reached(session, person_id=person_id).email
