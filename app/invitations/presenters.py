"""The words for invitations: states, times, what happened, and what to write into the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from app.core.templating import date_and_time, long_date
from app.invitations import mail_words
from app.invitations.models import Invitation
from app.invitations.rules import OFFERED, RELATIONSHIPS, SUPPRESSED, WAITING, CameBy, State, Step


class Filter(NamedTuple):
    """A filter of the list: its words on the page, and what it shows. asked: only what nobody sent."""

    words: str
    states: frozenset[State]
    asked: bool = False


# By the word in the address.
FILTERS: dict[str, Filter] = {
    "undeliverable": Filter("Could not be delivered", frozenset({State.UNDELIVERABLE})),
    "waiting": Filter("Waiting", WAITING),
    "joined": Filter("Joined", frozenset({State.ACCEPTED})),
    "asked": Filter("Asked by themselves", frozenset(State), asked=True),
    "ended": Filter("Ran out, declined or withdrawn", frozenset({State.EXPIRED, State.DECLINED, State.REVOKED})),
    "drafts": Filter("Drafts", frozenset({State.DRAFTED})),
}

_STATES: dict[State, tuple[str, str]] = {
    State.DRAFTED: ("Draft", "white"),
    State.QUEUED: ("On its way", "blue"),
    State.SENT: ("Sent", "blue"),
    State.UNDELIVERABLE: ("Could not be delivered", "red"),
    State.OPENED: ("Link opened", "aqua-green"),
    State.ACCEPTED: ("Joined", "green"),
    State.EXPIRED: ("Ran out", "yellow"),
    State.DECLINED: ("Said no thank you", "grey"),
    State.REVOKED: ("Withdrawn", "grey"),
}
_WHAT_NOW: dict[State, str] = {
    State.DRAFTED: "Nothing has been sent yet. A draft is kept for 28 days.",
    State.QUEUED: "The email is about to leave: that takes a few minutes at most times. If the mail server is busy, we try for two days.",
    State.SENT: "The email was sent. The link has not been opened yet.",
    State.UNDELIVERABLE: "They have not had the email. Check the address with them, and correct it here.",
    State.OPENED: "They have opened the link, and have not set up an account yet.",
    State.ACCEPTED: "They have an account. What they read and write is theirs: you do not see it.",
    State.EXPIRED: "The link was not used in 28 days. You can send a fresh one.",
    State.DECLINED: "They opened the link and said no thank you. Please do not ask again unless they raise it.",
    State.REVOKED: "The link no longer works.",
}
_ALONE = (
    "They have an account. They joined by themselves, and nobody has checked who they are. "
    "What they read and write is theirs: you do not see it."
)
_ASKED = {CameBy.CODE: "Asked by code", CameBy.OPEN: "Asked on the website"}
# Nor would it be kind to ask for another address: somebody may have died.
_HELD_BACK = "They have not had the email, and will not get one. Please do not ask again unless they raise it."
_REPLACED = ("Replaced", "grey")
_REPLACED_NOW = "This address was invited again later. Only the newest link works."
# How the codes of mail servers and of GOV.UK Notify begin that mean never.
_REFUSED = ("SMTP 5", "Notify 400", "Notify permanent")
DONE = {
    "sent": (
        "The invitation is on its way",
        "The email leaves in a few minutes at most times. You can close this page.",
    ),
    "again": ("A fresh link is on its way", "The link in the first email no longer works."),
    "corrected": ("The invitation is on its way to the new address", "The link in the first email no longer works."),
    "revoked": ("The invitation is withdrawn", "Its link no longer works. Nobody is told."),
    "saved": ("The draft is saved", "Nothing has been sent. Colleagues in the team can see and send it too."),
}


@dataclass(frozen=True)
class Line:
    """One invitation in a list."""

    href: str
    name: str
    email: str
    relationship: str
    team: str
    inviter: str
    how: str
    state: str
    colour: str
    created_at: datetime


@dataclass(frozen=True)
class Details:
    """One invitation on its own page: what happened when, what can be done, and (a relative's) words for the record."""

    line: Line
    what_now: str
    failure: str
    times: list[dict[str, str]]
    steps: frozenset[Step]
    record_entry: str


def in_words(state: State) -> tuple[str, str, str]:
    """A state, its colour, and what it means for whoever invited."""
    return (*_STATES[state], _WHAT_NOW[state])


def relationship(stored: str) -> str:
    """Who they are to the person they support."""
    return RELATIONSHIPS.get(stored, stored)


def inviter_of(invitation: Invitation, *, names: Mapping[UUID, str]) -> str:
    """Who invited; nobody did if they asked for it themselves."""
    return names.get(invitation.inviter_id, "Holdfast") if invitation.inviter_id else ""


def how(invitation: Invitation, *, inviter: str) -> str:
    """How it came about, after its day: "by Cora", "asked by code", "joined by code"."""
    verb = "joined" if invitation.state == State.ACCEPTED.value else "asked"
    if invitation.came_by == CameBy.CODE.value:
        return f"{verb} by code"
    return f"{verb} on the website" if invitation.came_by == CameBy.OPEN.value else f"by {inviter}"


def line(
    invitation: Invitation, *, names: Mapping[UUID, str], teams: Mapping[UUID, str], replaced: bool = False
) -> Line:
    """An invitation in a list; names of inviters and teams by id."""
    state = State(invitation.state)
    inviter = inviter_of(invitation, names=names)
    words, colour = _REPLACED if replaced and state is State.REVOKED else _STATES[state]
    return Line(
        href=f"/staff/invitations/{invitation.id}",
        name=invitation.first_name or "No name yet",
        email=invitation.email or "No address yet",
        relationship=relationship(invitation.relationship),
        team=teams.get(invitation.team_id, "") if invitation.team_id else "",
        inviter=inviter,
        how=how(invitation, inviter=inviter),
        state=words,
        colour=colour,
        created_at=invitation.created_at,
    )


def details(invitation: Invitation, *, names: Mapping[UUID, str], teams: Mapping[UUID, str], replaced: bool) -> Details:
    """An invitation on its own page."""
    state = State(invitation.state)
    shown = line(invitation, names=names, teams=teams, replaced=replaced)
    return Details(
        line=shown,
        what_now=_REPLACED_NOW if replaced else _what_now(invitation),
        failure=_failure(invitation.failure),
        times=_times(invitation, shown),
        steps=frozenset() if replaced else OFFERED[state],
        record_entry=_record_entry(invitation, shown) if invitation.relationship else "",
    )


def _what_now(invitation: Invitation) -> str:
    if invitation.failure == SUPPRESSED and invitation.state == State.UNDELIVERABLE.value:
        return _HELD_BACK
    joined_alone = invitation.inviter_id is None and invitation.state == State.ACCEPTED.value
    return _ALONE if joined_alone else _WHAT_NOW[State(invitation.state)]


def _times(invitation: Invitation, shown: Line) -> list[dict[str, str]]:
    state = State(invitation.state)
    begun = f"Invited by {shown.inviter}" if shown.inviter else _ASKED[CameBy(invitation.came_by)]
    happened = [
        (begun, invitation.created_at),
        ("Email sent", invitation.sent_at),
        ("Link opened", invitation.opened_at),
        ("Joined", invitation.accepted_at),
        ("Said no thank you", invitation.declined_at),
        ("Withdrawn", invitation.revoked_at),
        ("Link ran out", invitation.expires_at if state is State.EXPIRED else None),
        ("Link works until", invitation.expires_at if state in WAITING else None),
    ]
    return [{"key": words, "value": date_and_time(moment)} for words, moment in happened if moment is not None]


def _failure(reason: str | None) -> str:
    if reason is None:
        return ""
    if reason == SUPPRESSED:
        return "This address is not to be written to, so the email was not sent."
    if mail_words.is_returned(reason):
        return f"{mail_words.came_back(reason)}."
    if reason.startswith(_REFUSED):
        return f"The other mail server does not accept mail for this address ({reason})."
    return f"The other mail server could not be reached for two days ({reason})."


def _record_entry(invitation: Invitation, shown: Line) -> str:
    who = f"{invitation.first_name} ({shown.relationship.lower()})"
    team = f", {shown.team}" if shown.team else ""
    if not shown.inviter:
        return (
            f"{long_date(invitation.created_at)}: {who} asked by themselves for access to Holdfast, an online toolkit for "
            f"relatives and friends{team}. State: {shown.state.lower()}."
        )
    return (
        f"{long_date(invitation.created_at)}: {who} was invited by email to Holdfast, an online toolkit for relatives "
        f"and friends, by {shown.inviter}{team}. State of the invitation: {shown.state.lower()}."
    )
