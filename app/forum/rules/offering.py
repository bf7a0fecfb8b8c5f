"""Which verbs are offered to this moderator here and now. Only what is offered can be done. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.forum.rules.moderation import BANS, COOL_OFFS, SUSPENSIONS, Reason, ReviewState, SanctionKind, Verb
from app.forum.rules.posts import PostState, ThreadState

MOST_WORDS = 1000  # characters of a message to a writer, or of a note
_DECISIONS: dict[PostState, frozenset[Verb]] = {
    PostState.HELD: frozenset({Verb.APPROVE, Verb.RETURN, Verb.HIDE}),
    PostState.SHOWN: frozenset({Verb.APPROVE, Verb.RETURN, Verb.HIDE}),
    PostState.HIDDEN: frozenset({Verb.RESTORE, Verb.RETURN}),
    PostState.RETURNED: frozenset({Verb.HIDE}),
    PostState.DELETED: frozenset(),
}
# The writer reads why.
WITH_REASON = frozenset(
    {Verb.RETURN, Verb.HIDE, Verb.LOCK, Verb.WARN, Verb.COOL_OFF, Verb.SUSPEND, Verb.BAN, Verb.REMOVE_SPAM}
)
# What the writer can do better must be said in words, not only as a reason from a list.
WITH_WORDS = frozenset({Verb.RETURN, Verb.WARN})
STOPS: dict[str, tuple[SanctionKind, timedelta]] = {
    **{f"cool_off-{name}": (SanctionKind.COOL_OFF, time) for name, time in COOL_OFFS.items()},
    **{f"suspend-{name}": (SanctionKind.SUSPEND, time) for name, time in SUSPENSIONS.items()},
    **{f"ban-{name}": (SanctionKind.BAN, time) for name, time in BANS.items()},
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who may do what with a review: where it and its post are, and who has their hands on it."""

    review: ReviewState
    post: PostState
    did_it: bool  # the moderator did what the writer appeals against
    taken_by: UUID | None
    lease_until: datetime | None


@dataclass(frozen=True, slots=True)
class ThreadStanding:
    """What decides what can be done with a thread."""

    state: ThreadState
    is_locked: bool
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """What decides what can be done about a member."""

    is_staff: bool
    has_left: bool


def offered(review: Standing, *, person_id: UUID, now: datetime) -> frozenset[Verb]:
    """What this moderator may decide now. Nobody answers an appeal against what they did."""
    if review.did_it or review.review is ReviewState.DONE or not is_free_for(review, person_id=person_id, now=now):
        return frozenset()
    return _DECISIONS[review.post]


def is_free_for(review: Standing, *, person_id: UUID, now: datetime) -> bool:
    """Whether nobody else has it in their hands; a colleague whose lease has run out does not."""
    if review.taken_by in {None, person_id}:
        return True
    return review.lease_until is not None and review.lease_until <= now


def may_take(review: Standing, *, person_id: UUID, now: datetime) -> bool:
    """Whether this moderator may say that they look at it."""
    held = review.taken_by == person_id and review.lease_until is not None and review.lease_until > now
    open_ = review.review is not ReviewState.DONE and not review.did_it
    return open_ and not held and is_free_for(review, person_id=person_id, now=now)


def may_leave(review: Standing, *, person_id: UUID, now: datetime) -> bool:
    """Whether it may be closed with the post as it is: others do not see it, and nothing of it needs approval."""
    waits = review.post in {PostState.HELD, PostState.SHOWN} or review.review is ReviewState.DONE or review.did_it
    return not waits and is_free_for(review, person_id=person_id, now=now)


def offered_for_thread(thread: ThreadStanding) -> frozenset[Verb]:
    """What a moderator may do with a thread that others can see."""
    if thread.state is not ThreadState.SHOWN:
        return frozenset()
    locking = Verb.UNLOCK if thread.is_locked else Verb.LOCK
    return frozenset({locking, Verb.UNPIN if thread.is_pinned else Verb.PIN, Verb.MOVE})


def offered_for_member(member: MemberStanding) -> frozenset[Verb]:
    """What a moderator may do about a member: nothing about colleagues, or those who have left."""
    if member.is_staff or member.has_left:
        return frozenset()
    return frozenset({Verb.WARN, Verb.COOL_OFF, Verb.SUSPEND, Verb.BAN, Verb.LIFT, Verb.REMOVE_SPAM})


def thread_after(verb: Verb) -> ThreadState | None:
    """Where a thread is after this was done to its first post; None: showing decides."""
    return {Verb.HIDE: ThreadState.HIDDEN, Verb.REMOVE_SPAM: ThreadState.HIDDEN, Verb.RETURN: ThreadState.HELD}.get(
        verb
    )


def fits(verb: Verb, *, reason: Reason | None, words: str) -> bool:
    """Whether it says as much about why as this verb needs."""
    return (reason is not None or verb not in WITH_REASON) and (bool(words) or verb not in WITH_WORDS)
