"""Writing down what a moderator did: the act that the writer can read, and the audit trail, in one transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.forum.models import Act, Post, Thread
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Reason, Verb


def on_post(
    session: Session, *, viewer: Viewer, post: Post, verb: Verb, reason: Reason | None = None, words: str = ""
) -> Act:
    """Something that was done to a post."""
    place = {"board_id": post.board_id, "thread_id": post.thread_id, "post_id": post.id}
    whose = {"trust_id": post.trust_id, "member_id": post.member_id}
    act = _keep(session, viewer, verb, reason, words, **place, **whose)
    _audit(session, viewer, act, Action.FORUM_POST_DECIDED, post.id)
    return act


def on_thread(
    session: Session, *, viewer: Viewer, thread: Thread, verb: Verb, reason: Reason | None = None, words: str = ""
) -> Act:
    """Something that was done to a thread as a whole."""
    place = {"board_id": thread.board_id, "thread_id": thread.id, "post_id": None}
    whose = {"trust_id": thread.trust_id, "member_id": thread.member_id}
    act = _keep(session, viewer, verb, reason, words, **place, **whose)
    _audit(session, viewer, act, Action.FORUM_THREAD_CHANGED, thread.id)
    return act


def on_member(  # noqa: PLR0913 - an act says all of this
    session: Session,
    *,
    viewer: Viewer,
    member_id: UUID,
    trust_id: UUID,
    board_id: UUID,
    verb: Verb,
    reason: Reason | None = None,
    words: str = "",
    until: datetime | None = None,
) -> Act:
    """Something that was done about a member; `trust_id` is theirs."""
    place = {"board_id": board_id, "thread_id": None, "post_id": None}
    whose = {"trust_id": trust_id, "member_id": member_id, "until": until}
    act = _keep(session, viewer, verb, reason, words, **place, **whose)
    _audit(session, viewer, act, Action.FORUM_MEMBER_DECIDED, member_id)
    return act


def _keep(session: Session, viewer: Viewer, verb: Verb, reason: Reason | None, words: str, **ids: object) -> Act:
    act = Act(
        moderator_id=viewer.person_id, verb=verb.value, reason=reason.value if reason else None, words=words, **ids
    )
    session.add(act)
    session.flush()
    return act


def _audit(session: Session, viewer: Viewer, act: Act, action: Action, subject_id: UUID) -> None:
    # In the moderator's own trail, whose trust answers for what they do; the words stand in the act.
    facts = {"verb": act.verb, "reason": act.reason, "act": act.id, "until": act.until and act.until.isoformat()}
    audit.record(
        session,
        action=action,
        trust_id=viewer.trust_id,
        actor_id=viewer.person_id,
        subject_id=subject_id,
        details=facts,
    )
