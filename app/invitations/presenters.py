"""The words for invitations: states, times, what happened, and what to write into the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.templating import date_and_time, long_date
from app.invitations.models import Invitation
from app.invitations.rules import OFFERED, RELATIONSHIPS, WAITING, State, Step

# The filters of the list: its word in the address, its words on the page, and what it shows.
FILTERS: dict[str, tuple[str, frozenset[State]]] = {
    "undeliverable": ("Could not be delivered", frozenset({State.UNDELIVERABLE})),
    "waiting": ("Waiting", WAITING),
    "joined": ("Joined", frozenset({State.ACCEPTED})),
    "ended": ("Ran out, declined or withdrawn", frozenset({State.EXPIRED, State.DECLINED, State.REVOKED})),
    "drafts": ("Drafts", frozenset({State.DRAFTED})),
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
    State.QUEUED: "The email leaves within a minute. If the mail server is busy, we try for two days.",
    State.SENT: "The email was delivered to the mail server. The link has not been opened yet.",
    State.UNDELIVERABLE: "They have not had the email. Check the address with them, and correct it here.",
    State.OPENED: "They have opened the link, and have not set up an account yet.",
    State.ACCEPTED: "They have an account. What they read and write is theirs: you do not see it.",
    State.EXPIRED: "The link was not used in 28 days. You can send a fresh one.",
    State.DECLINED: "They opened the link and said no thank you. Please do not ask again unless they raise it.",
    State.REVOKED: "The link no longer works.",
}
_REPLACED = ("Replaced", "grey")
_REPLACED_NOW = "This address was invited again later. Only the newest link works."
DONE = {
    "sent": ("The invitation is on its way", "The email leaves within a minute. You can close this page."),
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


def relationship(stored: str) -> str:
    """Who they are to the person they support."""
    return RELATIONSHIPS.get(stored, stored)


def line(
    invitation: Invitation, *, names: Mapping[UUID, str], teams: Mapping[UUID, str], replaced: bool = False
) -> Line:
    """An invitation in a list; names of inviters and teams by id."""
    state = State(invitation.state)
    words, colour = _REPLACED if replaced and state is State.REVOKED else _STATES[state]
    return Line(
        href=f"/staff/invitations/{invitation.id}",
        name=invitation.first_name or "No name yet",
        email=invitation.email or "No address yet",
        relationship=relationship(invitation.relationship),
        team=teams.get(invitation.team_id, "") if invitation.team_id else "",
        inviter=names.get(invitation.inviter_id, "Holdfast"),
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
        what_now=_REPLACED_NOW if replaced else _WHAT_NOW[state],
        failure=_failure(invitation.failure),
        times=_times(invitation, shown.inviter),
        steps=frozenset() if replaced else OFFERED[state],
        record_entry=_record_entry(invitation, shown) if invitation.relationship else "",
    )


def _times(invitation: Invitation, inviter: str) -> list[dict[str, str]]:
    state = State(invitation.state)
    happened = [
        (f"Invited by {inviter}", invitation.created_at),
        ("Email delivered", invitation.sent_at),
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
    if reason.startswith("SMTP 5"):
        return f"The other mail server does not accept mail for this address ({reason})."
    return f"The other mail server could not be reached for two days ({reason})."


def _record_entry(invitation: Invitation, shown: Line) -> str:
    who = f"{invitation.first_name} ({shown.relationship.lower()})"
    team = f", {shown.team}" if shown.team else ""
    return (
        f"{long_date(invitation.created_at)}: {who} was invited by email to Holdfast, an online toolkit for relatives "
        f"and friends, by {shown.inviter}{team}. State of the invitation: {shown.state.lower()}."
    )
