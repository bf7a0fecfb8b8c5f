"""Opening one conversation in an emergency ("breaking the glass"): one person asks, another agrees, then it can be read.

Each step is an act of the conversation and an entry of the audit trail in the same transaction. The acts say whether the
relative is told: those of an opening that they are not told of are never shown to them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.roles import ROLES, Role
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.core.templating import date_and_time
from app.keys import service as keys
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.messages.models import Act as HappenedAct
from app.messages.models import Conversation, Opening
from app.messages.queries import glass
from app.messages.rules import glass as rules
from app.messages.rules.conversations import Act, Kind
from app.messages.rules.glass import CATEGORIES, OPEN_FOR, Category
from app.messages.rules.written import Written
from app.messages.service import adding, moves
from app.messages.service.adding import Entry

NOBODY_ELSE = (
    "Nobody else in your trust can agree, so it cannot be opened. A trust lead can give another person the role of a "
    "safeguarding lead. Ask a supporter: they can read it now, and tell you what is needed. If somebody is in danger now, call 999."
)
# Asks are made by safeguarding leads alone; whoever agrees may be one, or a trust lead.
_SPOKEN_OF_AS = (Role.SAFEGUARDING_LEAD, Role.TRUST_LEAD)
_LOCKED = (
    select(Opening)
    .where(Opening.id == bindparam("opening_id"), Opening.trust_id == bindparam("trust_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_READ_BEFORE = select(
    exists().where(
        HappenedAct.conversation_id == bindparam("conversation_id"),
        HappenedAct.act == Act.GLASS_READ.value,
        HappenedAct.facts["opening"].as_string() == bindparam("opening"),
    )
)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for. `why_not_told` is empty when the relative is told."""

    conversation_id: UUID
    category: Category
    why: str
    why_not_told: str

    @property
    def tells_relative(self) -> bool:
        """The relative is told, unless there is a reason against it."""
        return not self.why_not_told


def note_search(session: Session, *, user: SignedIn, found_id: UUID | None, number: int) -> None:
    """Writes down that somebody looked whether an address has conversations; a strange address itself is not kept."""
    audit.record(
        session,
        action=Action.CONVERSATION_LOOKED_FOR,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=found_id,
        details={"found": number},
    )


def ask(session: Session, *, user: SignedIn, request: Request) -> UUID:
    """Asks for one conversation; everybody who can agree gets a mail. The same person asks once at a time.

    Raises NotFound, and Conflict when nobody else could agree.
    """
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=request.conversation_id)
    for each in glass.going_on(session, conversation_id=conversation.id):
        if each.asked_by == user.person_id:
            return each.id
    others = glass.second_people(session, user=user)
    if not others:
        raise Conflict(NOBODY_ELSE)
    opening = _new(session, user, conversation, request)
    for other in others:
        _queue(session, opening, EmailKind.GLASS_ASKED, other.email)
    _write_down(session, conversation, opening, user=user, act=Act.GLASS_ASKED)
    return opening.id


def agree(session: Session, *, user: SignedIn, opening_id: UUID) -> None:
    """From now on who asked can read that conversation, for an hour. Raises NotFound, and Conflict for the second one."""
    conversation, opening = _to_decide(session, user, opening_id)
    opening.decided_by, opening.allowed_at = user.person_id, clock.now()
    _write_down(session, conversation, opening, user=user, act=Act.GLASS_ALLOWED)


def refuse(session: Session, *, user: SignedIn, opening_id: UUID) -> None:
    """It stays closed. Raises NotFound, and Conflict for the second one."""
    conversation, opening = _to_decide(session, user, opening_id)
    opening.decided_by, opening.refused_at = user.person_id, clock.now()
    _write_down(session, conversation, opening, user=user, act=Act.GLASS_REFUSED)


def read(session: Session, *, user: SignedIn, opening_id: UUID) -> None:
    """Who asked looks at it: written down each time; the relative is told with the first. Raises NotFound.

    Nothing else becomes readable, and "seen by the team" stays what it was.
    """
    conversation, opening = _locked(session, user, opening_id)
    now = clock.now()
    if not rules.may_read(glass.asked(opening), person_id=user.person_id, now=now):
        raise NotFound
    given = {"conversation_id": conversation.id, "opening": str(opening.id)}
    is_first = not session.scalar(_READ_BEFORE, given)
    number = conversation.last_number
    if is_first and opening.tells_relative:
        _tell(session, conversation, opening, user, now)
    _write_down(session, conversation, opening, user=user, act=Act.GLASS_READ, facts={"number": number})


def _new(session: Session, user: SignedIn, conversation: Conversation, request: Request) -> Opening:
    opening = Opening(
        id=uuid4(),
        trust_id=user.own_trust,
        conversation_id=conversation.id,
        category=request.category.value,
        asked_by=user.person_id,
        asked_at=clock.now(),
        tells_relative=request.tells_relative,
    )
    key = keys.key_for(session, trust_id=user.own_trust, owner_id=conversation.id)
    reasons = {"why": request.why, "why_not_told": request.why_not_told}
    opening.sealed = key.seal(reasons, place=f"opening/{opening.id}")
    session.add(opening)
    session.flush()
    return opening


def _locked(session: Session, user: SignedIn, opening_id: UUID) -> tuple[Conversation, Opening]:
    """Both, the conversation first: that is the order of locks. Raises NotFound."""
    line = glass.one(session, user=user, opening_id=opening_id)
    conversation = moves.locked(session, trust_id=user.own_trust, conversation_id=line.conversation_id)
    return conversation, session.scalars(_LOCKED, {"opening_id": opening_id, "trust_id": user.own_trust}).one()


def _to_decide(session: Session, user: SignedIn, opening_id: UUID) -> tuple[Conversation, Opening]:
    conversation, opening = _locked(session, user, opening_id)
    if opening.asked_by == user.person_id:
        raise Conflict("You asked for this yourself. Somebody else must agree.")
    if opening.decided_by:
        what = "agreed" if opening.allowed_at else "refused"
        raise Conflict(f"Somebody else has {what} already. Nothing was changed by you.")
    if not rules.may_decide(glass.asked(opening), person_id=user.person_id, now=clock.now()):
        raise Conflict("This request is over, since nobody agreed in time. It can be asked for again.")
    return conversation, opening


def _tell(session: Session, conversation: Conversation, opening: Opening, user: SignedIn, now: datetime) -> None:
    """A line in the conversation itself, and a mail that says nothing about it."""
    entry = Entry(Kind.AUTOMATIC, None, Written(_words(opening, user, now)))
    message = adding.add(session, conversation=conversation, entry=entry)
    # Else it would be taken for the answer that nobody reads now, and the relative would not get that one.
    message.after_hours = False
    facts = {"number": message.number}
    moves.write_down(session, conversation, act=Act.SAID_BY_PROGRAM, actor_id=None, facts=facts)
    if conversation.relative_id:
        relative = people.reached(session, person_id=conversation.relative_id)
        _queue(session, opening, EmailKind.GLASS_OPENED, relative.email)


def _words(opening: Opening, user: SignedIn, now: datetime) -> str:
    until = (opening.allowed_at or now) + OPEN_FOR
    return (
        f"This is an automatic message. On {date_and_time(now)} a {ROLES[_role(user)].name.lower()} of {user.trust_name} read this "
        f"conversation, because {CATEGORIES[Category(opening.category)]}. A second person agreed before. The "
        f"supporters' own notes were not shown. It closes again by itself on {date_and_time(until)}.\n\n"
        'Each time that it is read is written down, and you find it under "Who has read this". If you want to know '
        "more, or think that it was not right, write to the supporters here or make a complaint. You can also ask your "
        "trust's data protection officer. If somebody is in danger now, ring 999."
    )


def _role(user: SignedIn) -> Role:
    return next(role for role in _SPOKEN_OF_AS if role in user.roles)


def _write_down(
    session: Session,
    conversation: Conversation,
    opening: Opening,
    *,
    user: SignedIn,
    act: Act,
    facts: dict[str, Any] | None = None,
) -> None:
    said: dict[str, Any] = {"opening": str(opening.id), "category": opening.category, "role": _role(user).value}
    said |= {"told": opening.tells_relative, **(facts or {})}
    moves.write_down(session, conversation, act=act, actor_id=user.person_id, facts=said)
    session.flush()
    audit.record(
        session,
        action=_ACTIONS[act],
        trust_id=conversation.trust_id,
        actor_id=user.person_id,
        subject_id=conversation.id,
        details=said,
    )


_ACTIONS = {
    Act.GLASS_ASKED: Action.CONVERSATION_OPENING_ASKED,
    Act.GLASS_ALLOWED: Action.CONVERSATION_OPENING_AGREED,
    Act.GLASS_REFUSED: Action.CONVERSATION_OPENING_REFUSED,
    Act.GLASS_READ: Action.CONVERSATION_OPENING_READ,
}


def _queue(session: Session, opening: Opening, kind: EmailKind, recipient: str) -> None:
    mail.queue(session, kind=kind, subject_id=opening.id, recipient=recipient, trust_id=opening.trust_id)
