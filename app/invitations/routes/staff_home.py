"""The first page of everybody who works here."""

from fastapi import Request, Response

from app.accounts.dependencies import Staff
from app.accounts.roles import ROLES, Permission
from app.accounts.signed_in import SignedIn
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import presenters, queries
from app.invitations.routes import places, showing
from app.invitations.rules import State
from app.trusts import queries as trusts

router = Router()

NEWEST = 5
_FAILED = presenters.FILTERS["undeliverable"].states


@router.get("/staff")
def staff_home(request: Request, session: Database, user: Staff) -> Response:
    """A greeting, the invitation form for those who invite, and where to go."""
    inviting = _inviting(session, user) if user.may(Permission.INVITATIONS_SEND) else None
    roles = [ROLES[role] for role in sorted(user.roles)]
    return render(
        request,
        "invitations/staff_home.html",
        inviting=inviting,
        groups=places.of(user),
        notices=[said for say in request.app.state.on_staff_home if (said := say(session, user))],
        roles=roles,
        trying_out=_is_trying_out(session, user),
        may_go_live=user.may(Permission.PEOPLE_MANAGE),
    )


def _is_trying_out(session: Database, user: SignedIn) -> bool:
    return user.trust_id is not None and trusts.trust(session, trust_id=user.trust_id).live_at is None


def _inviting(session: Database, user: SignedIn) -> dict[str, object]:
    failed = queries.of_teams(session, team_ids=user.team_ids, states=_FAILED, most=NEWEST).rows
    others = frozenset(State) - _FAILED
    newest = queries.of_teams(session, team_ids=user.team_ids, states=others, most=NEWEST).rows
    return {
        "numbers": queries.numbers(session, team_ids=user.team_ids),
        "lines": showing.lines(session, trust_id=user.own_trust, invitations=[*failed, *newest]),
        **showing.fields_context(session, user),
    }
