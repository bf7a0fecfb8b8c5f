"""The words for boards and for threads in a list."""

from dataclasses import dataclass
from datetime import datetime, time

from app.core.london import clock_words
from app.core.templating import date_and_time, long_date, plural
from app.forum.queries.boards import Listed, Room
from app.forum.queries.threads import Listing
from app.forum.queries.viewer import Viewer
from app.forum.rules import looking
from app.forum.rules.boards import Mode, Purpose
from app.forum.rules.posts import TAGS

NOBODY = "Somebody from another trust"
# A short name for what the board is for, and what whoever reads there should know.
_PURPOSES = {
    Purpose.HELLO: ("Say hello", "A first word is enough. Nobody has to tell a story."),
    Purpose.TALK: ("Talk", ""),
    Purpose.ADVICE: ("What helped", "Here people ask others what helped them. What helps one may not help another."),
    Purpose.VENT: (
        "A place to vent",
        "Here people let things out. It can be angry, or sad. Nobody has to solve anything, and you need not read it on a bad day.",
    ),
    Purpose.GOOD_NEWS: ("Good news", "Small things count."),
}
_MODES = {
    Mode.PRE_ALL: "A moderator reads each post before others see it.",
    Mode.POST: "What you write is shown at once. A moderator reads it within a working day.",
}


@dataclass(frozen=True)
class BoardLine:
    """A board on the forum's first page."""

    href: str
    name: str
    about: str
    kind: str
    facts: str
    fresh: str
    closed: str


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list. `href` leads to the first post that is new to the reader."""

    href: str
    title: str
    by: str
    is_staff: bool
    tags: list[str]
    marks: list[str]
    fresh: str
    replies: str
    last: str


def board_line(listed: Listed, *, viewer: Viewer) -> BoardLine:
    """A board with what is new in it."""
    room, until = listed.room, viewer.banned_until(board_id=listed.room.id)
    last = f". Last post {long_date(listed.last_at)}" if listed.last_at else ""
    return BoardLine(
        href=f"/forum/boards/{room.id}",
        name=room.name,
        about=room.about,
        kind="" if kind(room).casefold() == room.name.casefold() else kind(room),
        facts=(plural(listed.threads, "thread") if listed.threads else "No threads yet") + last,
        fresh=f"{listed.fresh} with something new" if listed.fresh else "",
        closed=_closed(room, until),
    )


def kind(room: Room) -> str:
    """What the board is for, in two or three words."""
    return _PURPOSES[room.purpose][0]


def to_know(room: Room) -> list[str]:
    """What whoever reads and writes there should know: what it is for, who sees it, who reads first."""
    commons = "People of other trusts are here too. They see the name you chose, and not which trust you come from."
    first = f"A moderator reads your first {plural(room.first, 'post')} before others see them."
    return [
        *filter(None, [_PURPOSES[room.purpose][1]]),
        *([commons] if room.is_commons else []),
        _MODES.get(room.mode, first),
    ]


def thread_line(listing: Listing) -> ThreadLine:
    """A thread in a list."""
    replies = listing.last_position - 1
    marks = {"Pinned": listing.is_pinned, "Locked": listing.is_locked, "Begun by staff": listing.is_seeded}
    return ThreadLine(
        href=thread_href(listing),
        title=listing.title,
        by=listing.name or NOBODY,
        is_staff=listing.is_staff,
        tags=tag_words(listing.tags),
        marks=[words for words, is_so in marks.items() if is_so],
        fresh=_fresh(listing),
        replies=plural(replies, "reply", "replies") if replies > 0 else "No reply yet",
        last=date_and_time(listing.last_shown_at),
    )


def thread_href(listing: Listing) -> str:
    """To the first post that is new to the reader; of a thread that they never opened, to its beginning."""
    if not listing.read:
        return f"/forum/threads/{listing.id}"
    return post_href(listing.id, looking.first_new(listing.read, last_position=listing.last_position))


def post_href(thread_id: object, position: int) -> str:
    """The address of a post by its position."""
    page = looking.page_of(position)
    return f"/forum/threads/{thread_id}{f'?page={page}' if page > 1 else ''}#p{position}"


def tag_words(tags: tuple[str, ...]) -> list[str]:
    """Tags as people read them, in one order."""
    return [words for tag, words in TAGS.items() if tag in tags]


def usual_hours(found: tuple[int, int] | None) -> str:
    """When others usually write, as a sentence; empty when there is too little to say."""
    if found is None:
        return ""
    start, end = (clock_words(time(hour)) for hour in found)
    return f"Others usually write between {start} and {end}."


def _fresh(listing: Listing) -> str:
    if listing.read is None or listing.last_position <= listing.read:
        return ""
    return f"{listing.last_position - listing.read} new" if listing.read else "New"


def _closed(room: Room, until: datetime | None) -> str:
    if until:
        return f"Closed to you until {date_and_time(until)}"
    return "Closed: you can read it, and nobody writes here any more" if room.is_closed else ""
