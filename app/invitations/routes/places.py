"""Where somebody who works here can go from the staff home, by what they may do, in groups that stay short."""

from typing import NamedTuple

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn


class Place(NamedTuple):
    """Who may go there, the address, its words, and what is there."""

    permission: Permission
    href: str
    words: str
    about: str


GROUPS: dict[str, tuple[Place, ...]] = {
    "Invite": (
        Place(
            Permission.INVITATIONS_SEND,
            "/staff/joining",
            "Poster, cards and code",
            "With your team's code relatives join by themselves.",
        ),
        Place(
            Permission.INVITATIONS_SEND,
            "/staff/lists",
            "Invite many from a file",
            "Up to 5,000 at once. You check the list before anything is sent.",
        ),
        Place(Permission.CARERS_LIST, "/staff/carers", "Carers your team knows of", "Who was not yet asked."),
        Place(
            Permission.INVITATIONS_SEND,
            "/staff/my-numbers",
            "My numbers",
            "How many you invited, and how far they came. Only you and your lead see it.",
        ),
    ),
    "Look after": (
        Place(Permission.RISK_WORK, "/staff/flags", "Flags", "What a person must look at, the soonest due on top."),
        Place(Permission.RISK_RAISE, "/staff/flags/new", "Tell of a worry", "When you fear for somebody's safety."),
        Place(
            Permission.CONTACT_STOP,
            "/staff/no-contact",
            "Stop all contact",
            "When somebody has died, or wants to hear nothing more from us.",
        ),
        Place(
            Permission.MESSAGES_SETTINGS,
            "/staff/messages/waiting",
            "Messages that wait",
            "Since when, and with whom. Never whose they are or what they say.",
        ),
        Place(
            Permission.COMPLAINTS_ANSWER,
            "/staff/complaints",
            "Complaints",
            "What people complain about, with its clock.",
        ),
        Place(
            Permission.TOPICS_MANAGE,
            "/staff/topics",
            "Topics",
            "What relatives would like to read about. They wait for you.",
        ),
        Place(
            Permission.DIRECTORY_EDIT,
            "/staff/directory",
            "Local help",
            "What the directory says about services near you.",
        ),
    ),
    "See how it goes": (
        Place(
            Permission.REPORTS_READ, "/staff/reports", "Reports", "Who invited, who joined, and how the site was used."
        ),
        Place(
            Permission.IMPLEMENTATION_TAKE,
            "/staff/implementation",
            "Making it usual work",
            "The checklist, questions to staff, and what people suggest.",
        ),
        Place(
            Permission.TRAINING_FIGURES,
            "/staff/training/completion",
            "Who has done the course",
            "By team. Who is due again this year.",
        ),
        Place(
            Permission.RISK_FIGURES,
            "/staff/flags/figures",
            "Flags in figures",
            "How many there were, and how fast people looked.",
        ),
        Place(
            Permission.FORUM_FIGURES,
            "/staff/moderation/figures",
            "The forum in figures",
            "How busy it is, and how fast people looked. Nobody's words.",
        ),
        Place(
            Permission.MESSAGES_FIGURES,
            "/staff/messages/figures",
            "Messages in figures",
            "How many there were, and how fast they were answered. Nobody's words.",
        ),
    ),
    "Settings": (
        Place(
            Permission.PEOPLE_MANAGE,
            "/staff/people",
            "People",
            "Staff accounts, invitations of colleagues, who has joined.",
        ),
        Place(
            Permission.PEOPLE_MANAGE,
            "/staff/settings/joining",
            "Who can join",
            "Trying out or live, the guest list, and asking without a code.",
        ),
        Place(Permission.PEOPLE_MANAGE, "/staff/joining", "Poster, cards and code", "The code of each team."),
        Place(
            Permission.PEOPLE_MANAGE,
            "/staff/settings",
            "Settings",
            "Teams, the crisis line, when you read and who is on duty.",
        ),
        Place(
            Permission.CHECK_INS_SETTINGS,
            "/staff/check-ins",
            "Questionnaires",
            "Which ones relatives are offered, and their licences. Nobody's answers.",
        ),
        Place(
            Permission.RESEARCH_MANAGE,
            "/staff/research",
            "Research",
            "Off, unless your trust takes part in a study.",
        ),
        Place(Permission.PLATFORM_MANAGE, "/staff/trusts", "Trusts", "Set up a trust, its first team and its lead."),
    ),
    "For yourself": (
        Place(
            Permission.TRAINING_TAKE,
            "/staff/training",
            "The staff course",
            "15 minutes, with pretend relatives to invite.",
        ),
        Place(Permission.HOURS_LOG, "/staff/hours", "Your hours", "How long you worked for Holdfast, week by week."),
        Place(
            Permission.SUGGESTIONS_WRITE, "/what-changed", "What has changed", "And a box for what should be different."
        ),
        Place(Permission.MODULES_READ, "/modules", "Modules", "Read what relatives read. Your reading is not counted."),
        Place(
            Permission.MESSAGES_ANSWER,
            "/staff/messages/profile",
            "How you show yourself",
            "Your name, picture and story, for the relatives whom you answer.",
        ),
        Place(
            Permission.MESSAGES_ANSWER,
            "/staff/messages/supervision",
            "For your supervision",
            "What you would like to talk over. Only you can read it.",
        ),
    ),
}


def of(user: SignedIn) -> dict[str, list[Place]]:
    """The groups with what this person may open, each address once."""
    shown: dict[str, list[Place]] = {}
    seen: set[str] = set()
    for name, places in GROUPS.items():
        mine = [place for place in places if user.may(place.permission) and place.href not in seen]
        seen |= {place.href for place in mine}
        if mine:
            shown[name] = mine
    return shown
