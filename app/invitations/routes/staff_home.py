"""The first page of everybody who works here."""

from fastapi import Request, Response

from app.accounts.dependencies import Staff
from app.accounts.roles import ROLES, Permission
from app.accounts.signed_in import SignedIn
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import presenters, queries
from app.invitations.routes import showing
from app.invitations.rules import State

router = Router()

NEWEST = 5
_FAILED = presenters.FILTERS["undeliverable"][1]
# Where somebody with a permission can go from here: address, words, what is there.
_PLACES: tuple[tuple[Permission, str, str, str], ...] = (
    (Permission.RISK_WORK, "/staff/flags", "Flags", "What a person must look at, the soonest due on top."),
    (Permission.RISK_RAISE, "/staff/flags/new", "Tell of a worry", "When you fear for somebody's safety."),
    (Permission.REPORTS_READ, "/staff/reports", "Reports", "Who invited, who joined, and how the site was used."),
    (
        Permission.RISK_FIGURES,
        "/staff/flags/figures",
        "Flags in figures",
        "How many there were, and how fast people looked.",
    ),
    (
        Permission.FORUM_FIGURES,
        "/staff/moderation/figures",
        "The forum in figures",
        "How busy it is, and how fast people looked. Nobody's words.",
    ),
    (
        Permission.MESSAGES_SETTINGS,
        "/staff/messages/waiting",
        "Messages that wait",
        "Since when, and with whom. Never whose they are or what they say.",
    ),
    (
        Permission.MESSAGES_ANSWER,
        "/staff/messages/profile",
        "How you show yourself",
        "Your name, picture and story, for the relatives whom you answer.",
    ),
    (
        Permission.MESSAGES_ANSWER,
        "/staff/messages/supervision",
        "For your supervision",
        "What you would like to talk over. Only you can read it.",
    ),
    (
        Permission.MESSAGES_FIGURES,
        "/staff/messages/figures",
        "Messages in figures",
        "How many there were, and how fast they were answered. Nobody's words.",
    ),
    (Permission.COMPLAINTS_ANSWER, "/staff/complaints", "Complaints", "What people complain about, with its clock."),
    (Permission.PEOPLE_MANAGE, "/staff/people", "People", "Staff accounts, invitations of colleagues, who has joined."),
    (
        Permission.PEOPLE_MANAGE,
        "/staff/settings",
        "Settings",
        "Teams, the crisis line, when you read and who is on duty.",
    ),
    (Permission.PLATFORM_MANAGE, "/staff/trusts", "Trusts", "Set up a trust, its first team and its lead."),
    (Permission.DIRECTORY_EDIT, "/staff/directory", "Local help", "What the directory says about services near you."),
    (
        Permission.TOPICS_MANAGE,
        "/staff/topics",
        "Topics",
        "What relatives would like to read about. They wait for you.",
    ),
    (Permission.MODULES_READ, "/modules", "Modules", "Read what relatives read. Your reading is not counted."),
)


@router.get("/staff")
def staff_home(request: Request, session: Database, user: Staff) -> Response:
    """A greeting, the invitation form for those who invite, and where to go."""
    inviting = _inviting(session, user) if user.may(Permission.INVITATIONS_SEND) else None
    places = [place for permission, *place in _PLACES if user.may(permission)]
    roles = [ROLES[role] for role in sorted(user.roles)]
    return render(request, "invitations/staff_home.html", inviting=inviting, places=places, roles=roles)


def _inviting(session: Database, user: SignedIn) -> dict[str, object]:
    failed = queries.of_teams(session, team_ids=user.team_ids, states=_FAILED, most=NEWEST).rows
    others = frozenset(State) - _FAILED
    newest = queries.of_teams(session, team_ids=user.team_ids, states=others, most=NEWEST).rows
    return {
        "numbers": queries.numbers(session, team_ids=user.team_ids),
        "lines": showing.lines(session, trust_id=user.own_trust, invitations=[*failed, *newest]),
        **showing.fields_context(session, user),
    }
