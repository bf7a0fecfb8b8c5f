"""Coming into the forum: a name, the house rules, and what a member chooses about themselves."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core import clock
from app.core.errors import NotFound
from app.forum.models import Member, Name
from app.forum.queries.viewer import Viewer
from app.forum.rules import names
from app.forum.rules.house_rules import VERSION


@dataclass(frozen=True)
class Shown:
    """What others see of a member."""

    name: str
    tags: tuple[str, ...] = ()


class NameTakenError(Exception):
    """Somebody has this name, or one that looks the same."""


def join(session: Session, *, trust_id: UUID, person_id: UUID, shown: Shown, is_staff: bool) -> UUID:
    """Makes the person a member who has accepted the rules; who is one already stays so. Raises NameTakenError."""
    # Locks the person, so that two browsers cannot both join.
    if accounts.find_open(session, person_id=person_id) is None:
        raise NotFound
    member = Member(trust_id=trust_id, person_id=person_id, rules_version=VERSION)
    row = insert(Name).values(
        trust_id=trust_id,
        name=shown.name,
        key=names.key(shown.name),
        tags=list(shown.tags),
        is_staff=is_staff,
    )
    with session.begin_nested() as attempt:
        session.add(member)
        session.flush()
        made = row.values(member_id=member.id).on_conflict_do_nothing(index_elements=["key"]).returning(Name.member_id)
        if session.scalar(made) is None:
            attempt.rollback()
            raise NameTakenError
    return member.id


def accept_rules(session: Session, *, member_id: UUID) -> None:
    """The member accepts the rules as they are now."""
    changes = {"rules_version": VERSION, "rules_accepted_at": clock.now()}
    session.execute(update(Member).where(Member.id == member_id).values(changes))


def rename(session: Session, *, viewer: Viewer, shown: Shown) -> None:
    """Changes what others see, on earlier posts too. Raises NameTakenError."""
    changes = {"name": shown.name, "key": names.key(shown.name), "tags": list(shown.tags)}
    try:
        with session.begin_nested():
            session.execute(update(Name).where(Name.member_id == viewer.member_id).values(changes))
    except IntegrityError:
        raise NameTakenError from None


def choose_mails(session: Session, *, viewer: Viewer, replies: bool, weekly: bool) -> None:
    """Which mails the member wants."""
    changes = {"mails_replies": replies, "mails_weekly": weekly}
    session.execute(update(Member).where(Member.id == viewer.member_id).values(changes))
