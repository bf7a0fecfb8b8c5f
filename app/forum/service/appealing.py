"""A member says that something was done wrongly; another moderator answers."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.forum.models import Appeal, Post
from app.forum.queries.appeals import Asked
from app.forum.queries.decisions import Decision
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Decided, ReviewKind
from app.forum.rules.posts import PostState
from app.forum.service import reviewing

_NOT_THIS = "This cannot be looked at again, or you have asked for it already."
_OWN = "You decided this yourself. Another moderator answers the appeal, so that somebody looks with fresh eyes."


def appeal(session: Session, *, viewer: Viewer, decision: Decision, words: str) -> Appeal:
    """Asks another moderator to look again, once. Raises Conflict when that is not possible."""
    if not decision.may_appeal:
        raise Conflict(_NOT_THIS)
    due_at = reviewing.due_for(session, trust_id=viewer.trust_id, kind=ReviewKind.APPEAL)
    asked = Appeal(
        trust_id=viewer.trust_id,
        act_id=decision.id,
        board_id=decision.board_id,
        member_id=viewer.member_id,
        words=words,
        due_at=due_at,
    )
    try:
        with session.begin_nested():
            session.add(asked)
    except IntegrityError:
        raise Conflict(_NOT_THIS) from None
    if decision.post_id and decision.state not in {None, PostState.DELETED}:
        post = session.get_one(Post, decision.post_id)
        reviewing.ask(session, post=post, kind=ReviewKind.APPEAL, due_at=due_at)
    return asked


def answer(session: Session, *, viewer: Viewer, asked: Asked, decided: Decided, words: str) -> None:
    """Answers it. Raises Conflict for whoever did what it is about, and for whoever comes second."""
    if asked.is_own_act:
        raise Conflict(_OWN)
    changes = {
        "decided": decided.value,
        "decided_at": clock.now(),
        "decided_by": viewer.person_id,
        "answer": words,
        "version": asked.version + 1,
    }
    unchanged = (Appeal.id == asked.id, Appeal.version == asked.version, Appeal.decided.is_(None))
    if session.scalar(update(Appeal).where(*unchanged).values(changes).returning(Appeal.id)) is None:
        raise Conflict
    audit.record(
        session,
        action=Action.FORUM_APPEAL_ANSWERED,
        trust_id=viewer.trust_id,
        actor_id=viewer.person_id,
        subject_id=asked.id,
        details={"decided": decided.value, "verb": asked.verb.value},
    )
