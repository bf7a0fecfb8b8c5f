"""The forum for tests: boards, members, threads and posts. Rows are written as they would stand, without the services.

- `make_board(trust)`: a board of the trust, with the trust's own place; posts are shown at once unless a mode is given.
- `take_part(trust, board)`: another trust joins a commons.
- `join_forum(person, name=...)`: the person is a member who has accepted the newest rules; staff by `is_staff`.
- `make_thread(member, board)`: a thread with its first post, in the state asked for.
- `make_post(member, thread)`: a reply in the state asked for; a shown one gets the next position.
- `make_act`, `make_sanction`: something that a moderator did, and a time in which a member may not write or come in.
- `follow`, `mute`, `read_to`: what a member keeps for themselves.
- `viewer_of(person)`: the Viewer that a route would be given. `first_of`, `fresh`: rows as they are now; `name_of`.
"""

from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role, permissions_of
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.forum.models import Act, Board, Follow, Member, Mute, Name, Place, Post, Reading, Sanction, Thread
from app.forum.queries.viewer import Viewer, viewer
from app.forum.rules import names
from app.forum.rules.boards import Mode, Purpose
from app.forum.rules.house_rules import VERSION
from app.forum.rules.moderation import Reason, SanctionKind, Verb
from app.forum.rules.posts import HeldFor, PostState, ThreadState
from app.forum.service import showing
from app.risk import detector
from app.trusts.models import Trust

_Row = TypeVar("_Row", Board, Thread, Post, Member, Act, Sanction)
TEXT = "It was a long week. We are all a bit tired."


def make_board(
    trust: Trust,
    name: str = "Talk",
    *,
    about: str = "For anything that is on your mind.",
    purpose: Purpose = Purpose.TALK,
    mode: Mode = Mode.POST,
    first: int = 3,
    is_commons: bool = False,
    place: int = 0,
) -> Board:
    """A board that the trust opened and takes part in."""
    words = {"name": name, "about": about, "purpose": purpose.value, "mode": mode.value}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        board = Board(trust_id=trust.id, first=first, is_commons=is_commons, place=place, **words)
        session.add(board)
        session.flush()
        session.add(Place(board_id=board.id, trust_id=trust.id))
    return board


def take_part(trust: Trust, board: Board) -> None:
    """Another trust opts in to a commons."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.add(Place(board_id=board.id, trust_id=trust.id))


def join_forum(
    person: Person,
    *,
    name: str = "",
    tags: tuple[str, ...] = (),
    is_staff: bool = False,
    rules_version: int = VERSION,
    days_ago: int = 0,
) -> Member:
    """The person comes in; without a name they are called by one that says nothing ("Bluebell", "Heron", ...)."""
    assert person.trust_id
    name = name or _unused_name()
    then = clock.now() - timedelta(days=days_ago)
    with unit_of_work(person.trust_id) as session:
        member = Member(trust_id=person.trust_id, person_id=person.id, rules_version=rules_version, joined_at=then)
        session.add(member)
        session.flush()
        words = {"name": name, "key": names.key(name), "tags": list(tags), "is_staff": is_staff}
        session.add(Name(trust_id=person.trust_id, member_id=member.id, **words))
    return member


_NAMES = ("Bluebell", "Heron", "Kettle", "Foxglove", "Lantern", "Wren", "Pebble", "Thistle", "Marmalade", "Otter")


def _unused_name() -> str:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        taken = set(session.scalars(select(Name.name)))
    return next((name for name in _NAMES if name not in taken), f"Member {len(taken)}")


def make_thread(
    member: Member,
    board: Board,
    title: str = "How do you get through the evenings?",
    text: str = TEXT,
    *,
    state: PostState = PostState.SHOWN,
    held_for: HeldFor | None = None,
    tags: tuple[str, ...] = (),
    is_locked: bool = False,
    is_pinned: bool = False,
    is_seeded: bool = False,
    days_ago: float = 0,
) -> Thread:
    """A thread and its first post; a held one waits as a new member's does unless another reason is given."""
    marks = {"is_locked": is_locked, "is_pinned": is_pinned, "is_seeded": is_seeded, "tags": list(tags)}
    then = clock.now() - timedelta(days=days_ago)
    # A thread stands as its first post does; one sent back to its writer is as good as held.
    now = ThreadState.HELD if state is PostState.RETURNED else ThreadState(state.value)
    with unit_of_work(member.trust_id) as session:
        ids = {"trust_id": member.trust_id, "board_id": board.id, "member_id": member.id}
        thread = Thread(title=title, state=ThreadState.HELD.value, created_at=then, last_position=0, **ids, **marks)
        session.add(thread)
    make_post(member, thread, text, state=state, held_for=held_for, heading=title, days_ago=days_ago)
    with unit_of_work(member.trust_id) as session:
        made = session.scalars(select(Thread).where(Thread.id == thread.id)).one()
        made.state = now.value
    return made


def make_post(
    member: Member,
    thread: Thread,
    text: str = TEXT,
    *,
    state: PostState = PostState.SHOWN,
    held_for: HeldFor | None = None,
    quoted: Post | None = None,
    heading: str = "",
    days_ago: float = 0,
) -> Post:
    """A reply. Hidden and deleted ones were shown before, so they have a position; held and returned ones have none."""
    then = clock.now() - timedelta(days=days_ago)
    with unit_of_work(member.trust_id) as session:
        post = Post(
            trust_id=member.trust_id,
            board_id=thread.board_id,
            thread_id=thread.id,
            member_id=member.id,
            heading=heading,
            text=text,
            state=PostState.HELD.value,
            held_for=(held_for or HeldFor.FIRST_POSTS).value,
            quoted_id=quoted.id if quoted else None,
            detector=detector.version(),
            created_at=then,
        )
        session.add(post)
        session.flush()
        if state in {PostState.SHOWN, PostState.HIDDEN, PostState.DELETED}:
            showing.show(session, post)
            post.shown_at = then
            session.scalars(select(Thread).where(Thread.id == thread.id)).one().last_shown_at = then
        if state is not PostState.HELD:
            post.state, post.held_for = state.value, None
        if state is PostState.DELETED:
            post.text = post.heading = ""
    return post


def make_act(
    moderator: Person,
    post: Post,
    *,
    verb: Verb = Verb.HIDE,
    reason: Reason | None = Reason.NAMES_SOMEBODY,
    words: str = "It says which ward he is on. Please write it without.",
) -> Act:
    """Something that a moderator did to a post; the post's own state is not changed."""
    assert moderator.trust_id
    with unit_of_work(moderator.trust_id) as session:
        act = Act(
            trust_id=post.trust_id,
            board_id=post.board_id,
            thread_id=post.thread_id,
            post_id=post.id,
            member_id=post.member_id,
            moderator_id=moderator.id,
            verb=verb.value,
            reason=reason.value if reason else None,
            words=words,
        )
        session.add(act)
    return act


def make_sanction(
    moderator: Person,
    post: Post,
    *,
    kind: SanctionKind = SanctionKind.BAN,
    days: float = 30,
    board_id: UUID | None = None,
) -> Sanction:
    """A time that began now for the writer of a post, everywhere unless a board is named."""
    act = make_act(moderator, post, verb=Verb(kind.value), reason=Reason.UNKIND, words="Please be kind here.")
    with unit_of_work(post.trust_id) as session:
        until = clock.now() + timedelta(days=days)
        ids = {"trust_id": post.trust_id, "member_id": post.member_id, "board_id": board_id, "act_id": act.id}
        sanction = Sanction(kind=kind.value, until=until, **ids)
        session.add(sanction)
    return sanction


def follow(member: Member, thread: Thread, *, told_position: int = 0) -> None:
    """The member wants to hear of new replies."""
    ids = {"trust_id": member.trust_id, "member_id": member.id, "thread_id": thread.id}
    with unit_of_work(member.trust_id) as session:
        session.add(Follow(told_position=told_position, **ids))


def mute(member: Member, other: Member) -> None:
    """The member does not want to read the other."""
    with unit_of_work(member.trust_id) as session:
        session.add(Mute(trust_id=member.trust_id, member_id=member.id, muted_id=other.id))


def read_to(member: Member, thread: Thread, position: int) -> None:
    """The member has read the thread as far as this."""
    ids = {"trust_id": member.trust_id, "member_id": member.id, "thread_id": thread.id}
    with unit_of_work(member.trust_id) as session:
        session.merge(Reading(position=position, **ids))


def viewer_of(person: Person, *roles: Role) -> Viewer:
    """Who looks, as a route is given them; say the roles for staff."""
    assert person.trust_id
    held = frozenset(roles or {Role.RELATIVE})
    user = SignedIn(
        person_id=person.id,
        trust_id=person.trust_id,
        trust_name="Riverside",
        crisis_line_name="",
        crisis_line_number="",
        name=person.name,
        email=person.email,
        roles=held,
        team_ids=(),
        permissions=permissions_of(held),
        token_hash=b"",
        comes_back=False,
    )
    with unit_of_work(person.trust_id) as session:
        found = viewer(session, user=user)
    assert found
    return found


def first_of(thread: Thread) -> Post:
    """The post that began the thread."""
    with unit_of_work(thread.trust_id) as session:
        return session.scalars(select(Post).where(Post.thread_id == thread.id).order_by(Post.created_at).limit(1)).one()


def fresh(row: _Row) -> _Row:
    """The row as it is now."""
    with unit_of_work(row.trust_id) as session:
        return session.get_one(type(row), row.id)


def name_of(member: Member) -> str:
    """What others see."""
    with unit_of_work(member.trust_id) as session:
        return session.scalars(select(Name.name).where(Name.member_id == member.id)).one()
