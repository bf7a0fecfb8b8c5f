"""The words for lists: their states, who is not invited and why, what the file of results says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.templating import long_date
from app.invitations.presenters import relationship
from app.lists.models import InvitationList, ListRow
from app.lists.queries import Counts
from app.lists.rules import ListState, RowState, Skipped

MOST_SHOWN = 100  # rows for one reason, or problems, on a page
STATES: dict[ListState, tuple[str, str]] = {
    ListState.CHECKED: ("Not sent yet", "yellow"),
    ListState.SENDING: ("Being sent", "blue"),
    ListState.PAUSED: ("Paused", "yellow"),
    ListState.FINISHED: ("Finished", "green"),
    ListState.THROWN_AWAY: ("Thrown away", "grey"),
}
# A heading, and what to do about it.
SKIPPED: dict[Skipped, tuple[str, str]] = {
    Skipped.NOT_TO_BE_WRITTEN_TO: (
        "Not to be written to",
        "Mail to them came back, or somebody asked us to stop. Find out why before you use another address.",
    ),
    Skipped.SAID_NO: ("Said no thank you", "Please do not ask again unless they raise it."),
    Skipped.TWICE: ("In the file twice", "The same address stands further up. One invitation is enough."),
    Skipped.HAS_ACCOUNT: ("Joined already", "They have an account, so no invitation is needed."),
    Skipped.INVITED_BEFORE: (
        "Invited before",
        "A list invites nobody a second time. You can invite them again one by one.",
    ),
    Skipped.INVITED_OTHERWISE: (
        "Invited as a colleague",
        "There is an invitation to this address in another role. Use another address.",
    ),
    Skipped.NOT_A_GUEST: (
        "Not on the guest list",
        "Your trust is not live yet. Until then only addresses on its guest list get mail. Your trust lead can add them.",
    ),
}
_ROWS = {RowState.READY: "waiting", RowState.SKIPPED: "not invited", RowState.INVITED: "invited"}
# What may stand under "relationship" for each of ours.
SUCH_AS = {
    "parent": "mother, dad, stepmother",
    "partner": "wife, husband, girlfriend",
    "sibling": "brother, sister, twin",
    "child": "son, daughter, stepson",
    "grandparent": "grandmother, grandad, nan",
    "other-relative": "aunt, cousin, mother-in-law",
    "friend": "friend, neighbour",
    "other": "carer, guardian",
}
# A file that begins with this is read, and written again, by Excel with its accents.
ACCENTS = "\ufeff"
TEMPLATE = ("email", "first name", "relationship")
EXAMPLE = (
    ("jo.smith@example.com", "Jo", "mother"),
    ("sam.green@example.com", "Sam", "brother"),
    ("lee.brown@example.com", "Lee", "friend"),
)
RESULTS = ("row", "email", "first name", "relationship", "result", "reason")


@dataclass(frozen=True)
class Line:
    """One list among others."""

    href: str
    name: str
    team: str
    uploader: str
    created_at: datetime
    state: str
    colour: str
    numbers: str


@dataclass(frozen=True)
class Left:
    """Those who are not invited for one reason: how many, and the first of them."""

    words: str
    advice: str
    number: int
    rows: list[ListRow]


def line(found: InvitationList, counts: Counts, *, names: Mapping[UUID, str], teams: Mapping[UUID, str]) -> Line:
    """A list among others; names of people and teams by id."""
    state, colour = STATES[ListState(found.state)]
    return Line(
        href=f"/staff/lists/{found.id}",
        name=name_of(found),
        team=teams.get(found.team_id, ""),
        uploader=names.get(found.uploaded_by, "Somebody"),
        created_at=found.created_at,
        state=state,
        colour=colour,
        numbers=_numbers(counts, is_over=found.ended_at is not None),
    )


def name_of(found: InvitationList) -> str:
    """The name of its file, as long as that is kept."""
    return found.file_name or f"List of {long_date(found.created_at)}"


def left_out(rows: Iterable[tuple[ListRow, int]]) -> list[Left]:
    """Those who are not invited, by reason; each row comes with how many there are for its reason."""
    found: dict[str | None, Left] = {}
    for row, number in rows:
        words, advice = SKIPPED[Skipped(row.skipped or "")]
        found.setdefault(row.skipped, Left(words, advice, number, [])).rows.append(row)
    return [found[reason] for reason in SKIPPED if reason in found]


def result(row: ListRow, *, is_over: bool) -> tuple[int, str, str, str, str, str]:
    """What became of a row, as a line of the file of results; whoever still waited when the list was over is not invited."""
    state = RowState(row.state)
    words, reason = _ROWS[state], SKIPPED[Skipped(row.skipped)][0] if row.skipped else ""
    if is_over and state is RowState.READY:
        words, reason = _ROWS[RowState.SKIPPED], STATES[ListState.THROWN_AWAY][0]
    return row.line, row.email, row.first_name, relationship(row.relationship), words, reason


def _numbers(counts: Counts, *, is_over: bool) -> str:
    waiting, left_out = (0, counts.ready + counts.skipped) if is_over else (counts.ready, counts.skipped)
    said = [
        f"{counts.invited:,} invited" if counts.invited else "",
        f"{waiting:,} waiting" if waiting else "",
        f"{left_out:,} not invited" if left_out else "",
    ]
    return ", ".join(filter(None, said)) or "Its rows are deleted"
