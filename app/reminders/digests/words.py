"""The one sentence of a team's weekly mail, and where it leads."""

from dataclasses import dataclass

from app.reminders.digests.rules import Nudge


@dataclass(frozen=True)
class Said:
    """A sentence without a name, an address of ours, and the words of its link."""

    sentence: str
    path: str
    link: str


# Of one, of several, the address, and the words of the link.
_WORDS: dict[Nudge, tuple[str, str, str, str]] = {
    Nudge.UNDELIVERABLE: (
        "1 invitation could not be delivered. Please look at the address: often one letter is wrong.",
        "{} invitations could not be delivered. Please look at the addresses: often one letter is wrong.",
        "/staff/invitations?state=undeliverable",
        "See what could not be delivered",
    ),
    Nudge.NOBODY_INVITED: (
        "Nobody was invited last week. It takes 30 seconds.",
        "Nobody was invited last week. It takes 30 seconds.",
        "/staff/invitations/new",
        "Invite somebody",
    ),
    Nudge.RAN_OUT: (
        "1 invitation ran out last week before it was used. You can send a fresh link.",
        "{} invitations ran out last week before they were used. You can send fresh links.",
        "/staff/invitations?state=ended",
        "See which ran out",
    ),
    Nudge.NEVER_ASKED: (
        "1 person on your team's list was not yet asked.",
        "{} people on your team's list were not yet asked.",
        "/staff/carers",
        "See your team's list",
    ),
    Nudge.JOINED: (
        "1 person whom your team invited joined last week. Thank you for asking them.",
        "{} people whom your team invited joined last week. Thank you for asking them.",
        "/staff/invitations?state=joined",
        "See who has joined",
    ),
    Nudge.INVITED: (
        "1 person was invited last week. When you next speak with them, ask whether the email came.",
        "{} people were invited last week. When you next speak with them, ask whether the email came.",
        "/staff/invitations?state=waiting",
        "See who waits",
    ),
}


def said(kind: Nudge, number: int) -> Said:
    """The sentence for so many."""
    one, many, path, link = _WORDS[kind]
    return Said(one if number == 1 else many.format(f"{number:,}"), path, link)
