"""A forum of any size for measuring: 4 trusts with 2 boards each and 3 commons, made up from common words, by COPY."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.core import clock
from app.forum.rules.house_rules import VERSION

TRUSTS, OWN, COMMONS = 4, 2, 3
# From what stands in nearly every post to what stands in some.
_TEXT = (
    "the and to he she was we it is in that of my for with not but they had night sleep better ward talk son "
    "mother doctor work tired week early letter tea walk garden phone morning quiet sister money tablets "
    "appointment nurse laugh kitchen music train holiday budget neighbour carer benefits worried angry hopeful "
    "lithium clozapine clinic hospital relapse voices mania gentle fridge lantern marmalade heron bluebell "
    "accordion"
)
WORDS = _TEXT.split()
_RARE = 5_000  # words of which each post has one
_WEIGHTS = [1 / (rank + 3) for rank in range(len(WORDS))]
_LONGEST = 1000  # posts of the longest thread in the full size


@dataclass(frozen=True)
class Size:
    """How many there are of each."""

    members: int
    threads: int
    posts: int


FULL = Size(10_000, 2_000, 100_000)


@dataclass(frozen=True)
class Made:
    """What is looked at: a member's person, a board, its longest thread."""

    person_id: UUID
    trust_id: UUID
    board_id: UUID
    thread_id: UUID
    posts_in_thread: int


def make(url: str, *, trust_ids: list[UUID], size: Size) -> Made:
    """Writes the rows as the database's owner. The first member of the first trust is the one who looks."""
    chance = random.Random(5)
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config('holdfast.platform', 'command-line', false)")
        boards = _boards(connection, trust_ids)
        members = _members(connection, trust_ids, size, chance)
        made = _talk(connection, boards, members, size, chance)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
    return made


def _copy(connection: psycopg.Connection[Any], table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    # COPY is refused where rows are behind the wall between trusts.
    connection.execute(f"CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
    with connection.cursor().copy(f"COPY copied ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM copied")
    connection.execute("DROP TABLE copied")


def _boards(connection: psycopg.Connection[Any], trust_ids: list[UUID]) -> dict[UUID, list[UUID]]:
    """Every board with the trusts that take part, the commons last."""
    boards = {uuid4(): [each] for each in trust_ids for _n in range(OWN)} | {
        uuid4(): trust_ids for _n in range(COMMONS)
    }
    now = clock.now()
    columns = "id, trust_id, name, about, purpose, is_commons, mode, first, place, created_at"
    rows = [
        (board, trusts[0], f"Board {n}", "For anything.", "talk", len(trusts) > 1, "post", 3, n, now)
        for n, (board, trusts) in enumerate(boards.items())
    ]
    _copy(connection, "forum_boards", columns, rows)
    places = [(board, trust, now) for board, trusts in boards.items() for trust in trusts]
    _copy(connection, "forum_places", "board_id, trust_id, since", places)
    return boards


def _members(
    connection: psycopg.Connection[Any], trust_ids: list[UUID], size: Size, chance: random.Random
) -> list[tuple[UUID, UUID, UUID]]:
    """Each as member, person, trust."""
    now = clock.now() - timedelta(days=400)
    members = [(uuid4(), uuid4(), trust_ids[n % TRUSTS]) for n in range(size.members)]
    people = (
        (person, trust, f"p{n}@example.org", f"Person {n}", "!", now) for n, (_m, person, trust) in enumerate(members)
    )
    _copy(connection, "people", "id, trust_id, email, name, password_hash, created_at", people)
    grants = ((uuid4(), trust, person, "relative") for _m, person, trust in members)
    _copy(connection, "role_grants", "id, trust_id, person_id, role", grants)
    columns = "id, trust_id, person_id, rules_version, rules_accepted_at, joined_at, mails_replies, mails_weekly"
    rows = ((member, trust, person, VERSION, now, now, True, False) for member, person, trust in members)
    _copy(connection, "forum_members", columns, rows)
    names = (
        (member, trust, f"Name {n}", f"name{n}", [chance.choice(["parent", "partner", "sibling"])], False, False)
        for n, (member, _p, trust) in enumerate(members)
    )
    _copy(connection, "forum_names", "member_id, trust_id, name, key, tags, is_staff, has_left", names)
    return members


def _talk(
    connection: psycopg.Connection[Any],
    boards: dict[UUID, list[UUID]],
    members: list[tuple[UUID, UUID, UUID]],
    size: Size,
    chance: random.Random,
) -> Made:
    lengths = _lengths(size, chance)
    start, names = clock.now() - timedelta(days=365), list(boards)
    by_trust = {trust: [each for each in members if each[2] == trust] for trust in {each[2] for each in members}}
    all_threads, all_posts = [], []
    for n, length in enumerate(lengths):
        # Half of all is said in the commons; the longest thread too.
        board = names[-1] if n == 0 else chance.choice(names[-COMMONS:] if n % 2 else names[:-COMMONS])
        writers = [chance.choice(by_trust[chance.choice(boards[board])]) for _each in range(length)]
        thread, began = uuid4(), start + timedelta(minutes=chance.randrange(500_000))
        posts = list(_posts(thread, board, began, writers, chance))
        all_posts += posts
        all_threads.append(_thread(thread, board, began, writers[0], length, posts[-1][-2], chance))
    columns = (
        "id, trust_id, board_id, member_id, title, tags, state, is_locked, is_pinned, is_seeded, last_position, "
        "last_shown_at, created_at"
    )
    _copy(connection, "forum_threads", columns, all_threads)
    columns = (
        "id, trust_id, board_id, thread_id, member_id, position, heading, text, state, quoted_id, version, "
        "created_at, shown_at, detector"
    )
    _copy(connection, "forum_posts", columns, all_posts)
    viewer = members[0]
    read = ((viewer[0], viewer[2], row[0], row[10] // 2, row[11]) for row in all_threads[::2])
    _copy(connection, "forum_readings", "member_id, trust_id, thread_id, position, read_at", read)
    mutes = ((viewer[0], viewer[2], each[0], start) for each in members[1:4])
    _copy(connection, "forum_mutes", "member_id, trust_id, muted_id, since", mutes)
    return Made(viewer[1], viewer[2], names[-1], all_threads[0][0], lengths[0])


def _lengths(size: Size, chance: random.Random) -> list[int]:
    """How many posts each thread has: one is very long, most are short, and all together are as many as asked for."""
    longest = max(21, _LONGEST * size.posts // FULL.posts)
    weights = [chance.paretovariate(1.2) for _n in range(size.threads - 1)]
    rest = size.posts - longest - (size.threads - 1)
    lengths = [1 + int(rest * weight / sum(weights)) for weight in weights]
    return [longest + size.posts - longest - sum(lengths), *lengths]


def _thread(
    thread: UUID,
    board: UUID,
    began: datetime,
    writer: tuple[UUID, UUID, UUID],
    length: int,
    last: datetime,
    chance: random.Random,
) -> tuple[Any, ...]:
    tags = [chance.choice(["parent", "partner", "psychosis", "bipolar", "first", "years"])]
    return (thread, writer[2], board, writer[0], "How do you get through", tags, "shown", False, chance.random() < 0.003, False, length, last, began)  # fmt: skip


def _posts(
    thread: UUID, board: UUID, began: datetime, writers: list[tuple[UUID, UUID, UUID]], chance: random.Random
) -> Iterable[tuple[Any, ...]]:
    before: list[UUID] = []
    for position, (member, _person, trust) in enumerate(writers, start=1):
        post, at = uuid4(), began + timedelta(minutes=7 * position)
        words = " ".join(chance.choices(WORDS, _WEIGHTS, k=chance.randint(15, 120)))
        words += f" remedy{chance.randrange(_RARE)}"
        quoted = chance.choice(before) if before and chance.random() < 0.1 else None
        state = "hidden" if position > 1 and chance.random() < 0.01 else "shown"
        heading = "How do you get through" if position == 1 else ""
        yield (post, trust, board, thread, member, position, heading, words, state, quoted, 1, at, at, "bench")
        before.append(post)
