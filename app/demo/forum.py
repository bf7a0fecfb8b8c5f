"""The demo's forum: boards of Riverside and a commons with Hillside, with what was said there lately. All made up.

What is past is written as rows; what happens today is in forum_today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import yaml
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.roles import Role
from app.accounts.service import Grant
from app.demo import forum_today
from app.demo.forum_today import Words
from app.demo.past import Here
from app.demo.rows import Row
from app.demo.sign_ins import address
from app.forum.models import Act, Board, Follow, Member, Name, Place, Post, Reading, Review, Thread
from app.forum.rules import names
from app.forum.rules.house_rules import VERSION
from app.forum.rules.moderation import ReviewKind, ReviewState, Verb
from app.forum.rules.posts import PostState, ThreadState
from app.risk import detector, duty
from app.risk.models import Shift
from app.trusts import service as trusts
from app.trusts.hours import working

WORDS = Path(__file__).with_name("forum.yaml")
HILLSIDE = "Hillside Demo Trust"
ON_ROTA = ("Max", "Sue")  # so that what waits is read
LAST_LOOK = 7  # days since Alice, as whom most people look round, was here


@dataclass(frozen=True)
class _Room:
    """Where rows are made: the trust, its members by first name, and whose moderator has looked at what was written."""

    here: Here
    members: Mapping[str, Row]
    moderator_id: UUID


def add(session: Session, here: Here) -> None:
    """Adds all of it."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    hillside = _hillside(session, words["guests"], now=here.now)
    came = _came(here, [*words["boards"], words["commons"]])
    members = _members(session, _Trust(here.trust_id, here.people), words["members"], came)
    guests = _members(session, hillside, words["guests"], came)
    room = _Room(here, members | guests, here.people["Max"])
    shifts = [
        Shift(trust_id=here.trust_id, person_id=here.people[who], weekday=day, starts=time(9), ends=time(17))
        for who in ON_ROTA
        for day in range(5)
    ]
    session.add_all(shifts)
    boards = [*words["boards"], words["commons"]]
    for place, board in enumerate(boards):
        shared = [hillside.trust_id] if board is boards[-1] else []
        _board(session, room, board, place=place, shared=shared)
    _hide(session, room, words["hidden"])
    forum_today.hold(session, here, words["held"])
    forum_today.report(session, here, words["reported"])


@dataclass(frozen=True)
class _Trust:
    """A trust and its people by first name."""

    trust_id: UUID
    people: Mapping[str, UUID]


def _hillside(session: Session, wanted: Words, *, now: datetime) -> _Trust:
    """Another trust, of which a few brothers and sisters are here. Nobody can sign in to it."""
    trust = trusts.create_trust(
        session,
        name=HILLSIDE,
        crisis_line_name="Hillside crisis line",
        crisis_line_number="0808 157 0222",
        actor_id=None,
    )
    trust.is_demo = True
    trust.live_at = now
    team = trusts.add_team(session, trust_id=trust.id, name="Hill Team", actor_id=None)
    people = {}
    for name in wanted:
        grants = [Grant(Role.RELATIVE, team.id)]
        person = accounts.create_person(
            session, trust_id=trust.id, email=address(name), name=name, password=None, grants=grants
        )
        people[name] = person.id
    return _Trust(trust.id, people)


def _came(here: Here, boards: list[Words]) -> dict[str, datetime]:
    """When each of them came in: an hour before their first words."""
    said = [(here.at(at), who) for board in boards for thread in board["threads"] for who, at, _text in thread["posts"]]
    return {who: at - timedelta(hours=1) for at, who in sorted(said, reverse=True)}


def _members(session: Session, trust: _Trust, wanted: Words, came: Mapping[str, datetime]) -> dict[str, Row]:
    """The members of one trust by first name."""
    rows = {}
    for who, words in wanted.items():
        row = {"id": uuid4(), "trust_id": trust.trust_id}
        member = {"person_id": trust.people[who], "rules_version": VERSION, "rules_accepted_at": came[who]}
        session.execute(insert(Member).values(**row, **member, joined_at=came[who]))
        shown = {"name": words["name"], "key": names.key(words["name"]), "tags": words.get("tags", [])}
        ids = {"member_id": row["id"], "trust_id": trust.trust_id}
        session.execute(insert(Name).values(**ids, **shown, is_staff=words.get("staff", False)))
        rows[who] = row
    return rows


def _board(session: Session, room: _Room, words: Words, *, place: int, shared: list[UUID]) -> None:
    here = room.here
    board = Board(
        id=uuid4(),
        trust_id=here.trust_id,
        name=words["name"],
        about=words["about"],
        purpose=words["purpose"],
        mode=words["mode"],
        is_commons=bool(shared),
        place=place,
        created_at=here.moment(61, 8),
    )
    session.add(board)
    session.flush()
    session.add_all(Place(board_id=board.id, trust_id=each) for each in (here.trust_id, *shared))
    for thread in words["threads"]:
        _thread(session, room, board, thread)


def _thread(session: Session, room: _Room, board: Board, words: Words) -> None:
    said = [(who, room.here.at(at), text) for who, at, text in words["posts"]]
    writer, began, _text = said[0]
    thread = Thread(
        id=uuid4(),
        trust_id=room.members[writer]["trust_id"],
        board_id=board.id,
        member_id=room.members[writer]["id"],
        title=words["title"],
        tags=words["tags"],
        state=ThreadState.SHOWN.value,
        is_pinned=words.get("pinned", False),
        is_seeded=words.get("seeded", False),
        last_position=len(said),
        last_shown_at=said[-1][1],
        created_at=began,
    )
    session.add(thread)
    session.flush()
    for position, (who, at, text) in enumerate(said, start=1):
        _post(session, room, thread, who=who, at=at, text=text, position=position)
    _follow(session, room, thread, writer, began)
    _read(session, room, thread, [at for _who, at, _text in said])


def _post(session: Session, room: _Room, thread: Thread, *, who: str, at: datetime, text: str, position: int) -> UUID:
    """A post that was shown at once, and at which a moderator has looked or still should."""
    looked_at = min(at + timedelta(hours=14), room.here.now)
    member, post_id = room.members[who], uuid4()
    post = {"id": post_id, "trust_id": member["trust_id"], "board_id": thread.board_id}
    session.execute(
        insert(Post).values(
            **post,
            thread_id=thread.id,
            member_id=member["id"],
            position=position,
            heading=thread.title if position == 1 else "",
            text=text,
            state=PostState.SHOWN.value,
            detector=detector.version(),
            created_at=at,
            shown_at=at,
            reviewed_at=looked_at if looked_at < room.here.now else None,
        )
    )
    _review(session, room, post, at, looked_at)
    return post_id


def _review(session: Session, room: _Room, post: Row, at: datetime, looked_at: datetime) -> None:
    done = looked_at < room.here.now
    hours = duty.of_trust(session, trust_id=room.here.trust_id).hours
    session.add(
        Review(
            trust_id=post["trust_id"],
            board_id=post["board_id"],
            post_id=post["id"],
            kind=ReviewKind.FIRST_LOOK.value,
            state=(ReviewState.DONE if done else ReviewState.OPEN).value,
            raised_at=at,
            due_at=working.add_working_days(hours, at=at, days=1),
            done_at=looked_at if done else None,
            done_by=room.moderator_id if done else None,
        )
    )
    session.flush()


def _follow(session: Session, room: _Room, thread: Thread, writer: str, began: datetime) -> None:
    """Whoever begins a thread follows it. No mail is due for what is past."""
    member = room.members[writer]
    ids = {"member_id": member["id"], "thread_id": thread.id, "trust_id": member["trust_id"]}
    session.add(Follow(**ids, told_position=thread.last_position, since=began))


def _read(session: Session, room: _Room, thread: Thread, times: list[datetime]) -> None:
    """Alice has read what stood there when she was here last."""
    last_look = room.here.moment(LAST_LOOK, 12)
    if read := sum(at < last_look for at in times):
        alice = room.members["Alice"]
        ids = {"member_id": alice["id"], "thread_id": thread.id, "trust_id": alice["trust_id"]}
        session.add(Reading(**ids, position=read, read_at=last_look))


def _hide(session: Session, room: _Room, words: Words) -> None:
    """A post that a moderator has hidden, with a message to its writer; the thread says why."""
    thread = forum_today.find(session, words)
    at = room.here.at(words["at"])
    thread.last_position += 1
    post_id = _post(session, room, thread, who=words["by"], at=at, text=words["text"], position=thread.last_position)
    session.get_one(Post, post_id).state = PostState.HIDDEN.value
    member = room.members[words["by"]]
    act = Act(
        trust_id=member["trust_id"],
        board_id=thread.board_id,
        thread_id=thread.id,
        post_id=post_id,
        member_id=member["id"],
        moderator_id=room.moderator_id,
        verb=Verb.HIDE.value,
        reason=words["reason"],
        words=words["words"],
        done_at=at + timedelta(hours=14),
    )
    session.add(act)
    session.flush()
