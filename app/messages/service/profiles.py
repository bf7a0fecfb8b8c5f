"""Supporters show themselves to relatives; a trust lead says who is in training."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import NotFound
from app.messages.models import SupporterProfile
from app.messages.queries import profiles
from app.messages.queries.profiles import Picture


def save(session: Session, *, user: SignedIn, shown_name: str, story: str, is_shown: bool) -> None:
    """What relatives read about this supporter, or that they read nothing."""
    _keep(session, user.own_trust, user.person_id, shown_name=shown_name, story=story, is_shown=is_shown)


def set_picture(session: Session, *, user: SignedIn, picture: Picture) -> None:
    """In place of the one before."""
    _keep(session, user.own_trust, user.person_id, picture=picture.content, picture_type=picture.kind)


def remove_picture(session: Session, *, user: SignedIn) -> None:
    """Relatives see the name alone."""
    _keep(session, user.own_trust, user.person_id, picture=None, picture_type=None)


def set_training(session: Session, *, user: SignedIn, person_id: UUID, in_training: bool) -> None:
    """From now on a second supporter reads each answer of theirs before it leaves, or no more. Raises NotFound."""
    if person_id not in {each.id for each in profiles.team(session, trust_id=user.own_trust)}:
        raise NotFound
    _keep(session, user.own_trust, person_id, in_training=in_training)
    audit.record(
        session,
        action=Action.SUPPORTER_TRAINING_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        subject_id=person_id,
        details={"in_training": in_training},
    )


def _keep(session: Session, trust_id: UUID, person_id: UUID, **values: object) -> None:
    values["changed_at"] = clock.now()
    row = insert(SupporterProfile).values(trust_id=trust_id, person_id=person_id, **values)
    session.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=values))
    session.expire_all()
