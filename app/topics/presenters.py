"""The words for topics: to relatives, to the one who asked, and to staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.small_numbers import FEWEST
from app.core.templating import plural
from app.topics import rules
from app.topics.queries import Asked, Wish
from app.topics.rules import OWN_TO_REMOVE, VOTED_ON, State

# What it has become.
_BECAME = {
    State.ASKED: "A member of staff looks at it first, usually within a week. Nobody else sees it yet. "
    "This is no way to get help.",
    State.LISTED: "Other relatives see the title now, not that it was you.",
    State.PLANNED: "We are writing this.",
    State.WRITTEN: "You can read about it here:",
    State.DECLINED: "We will not write about this.",
}
# What staff can make of it.
_CHOICES = {
    State.LISTED: "Put it on the list. Other relatives can say that they would like it too",
    State.PLANNED: "We are writing this",
    State.WRITTEN: "It is written. Choose below where",
    State.DECLINED: "We will not write about this. Say why below",
}
_STAYS = {
    State.LISTED: "Leave it on the list",
    State.PLANNED: "We are still writing this",
    State.WRITTEN: "It stays written",
}
TAGS = {
    State.ASKED: ("Waits for you", "orange"),
    State.LISTED: ("On the list", "blue"),
    State.PLANNED: ("Being written", "purple"),
    State.WRITTEN: ("Written", "green"),
    State.DECLINED: ("Not written", "grey"),
}


@dataclass(frozen=True)
class Line:
    """One topic on a relative's page. `place` names where it can be read; empty if nowhere."""

    id: UUID
    title: str
    words: str
    others: str
    answer: str
    href: str
    place: str
    is_written: bool
    wanted: bool
    may_vote: bool
    may_remove: bool


@dataclass(frozen=True)
class StaffLine:
    """One topic on the staff's list."""

    id: UUID
    title: str
    tag: str
    colour: str
    votes: str
    created_at: datetime
    late: bool


def line(wish: Wish, places: Mapping[str, str]) -> Line:
    """A topic as a relative sees it."""
    place = places.get(wish.href, "")
    return Line(
        id=wish.id,
        title=wish.title,
        words=_words(wish, place),
        others=_others(wish),
        answer=wish.answer,
        href=wish.href,
        place=place,
        is_written=bool(place) and wish.state is State.WRITTEN,
        wanted=wish.wanted,
        may_vote=not wish.is_own and wish.state in VOTED_ON,
        may_remove=wish.is_own and wish.state in OWN_TO_REMOVE,
    )


def staff_line(topic: Asked, *, now: datetime) -> StaffLine:
    """A topic as staff see it, with its real count: they choose by it, and do not learn who."""
    tag, colour = TAGS[topic.state]
    late = rules.is_late(topic.state, asked_at=topic.created_at, now=now)
    votes = f"{plural(topic.votes, 'other relative')} would like it too"
    return StaffLine(topic.id, topic.title, tag, colour, votes if topic.votes else "", topic.created_at, late)


def choices(state: State) -> list[dict[str, str]]:
    """What staff can choose for a topic in this state."""
    return [{"value": each, "text": _STAYS[each] if each is state else _CHOICES[each]} for each in rules.offered(state)]


def _words(wish: Wish, place: str) -> str:
    if wish.state is State.LISTED and not wish.is_own:
        return ""  # that it is on the list they can see
    if wish.state is State.WRITTEN and not place:
        return "It is written."
    return _BECAME[wish.state]


def _others(wish: Wish) -> str:
    if not wish.others or wish.state not in VOTED_ON:
        return ""
    # A small number could point at somebody, such as the two who come on Thursdays.
    counted = wish.others >= FEWEST
    return f"{wish.others} others would like this too." if counted else "Others would like this too."
