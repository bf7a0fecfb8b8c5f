"""Which mails with numbers a member of staff gets: choices of their own, and one click that stops them unsigned."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Staff
from app.accounts.signed_in import SignedIn
from app.core.db import enter
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.reminders.digests import links, queries, service
from app.reminders.kinds import DigestKind

router = Router()
public = Router(tags=["public"])

_WORDS = {
    DigestKind.TEAM_WEEK: "Your team's week, on Monday morning: how many were invited, have joined, and are waiting",
    DigestKind.LEAD_MONTH: "The way to your trust's report, on the first working day of a month: one page for the board",
}


@router.get("/account/digests")
def choices_page(request: Request, session: Database, user: Staff) -> Response:
    """What there is for this person, ticked as it is."""
    stopped = queries.stopped_by(session, person_id=user.person_id)
    kinds = _kinds_for(user)
    return render(
        request,
        "reminders/digests/choices.html",
        options=[{"name": kind.value, "value": "yes-" + kind.value, "text": _WORDS[kind]} for kind in kinds],
        chosen=["yes-" + kind.value for kind in kinds if kind not in stopped],
        done="done" in request.query_params,
    )


@router.post("/account/digests")
def choose(session: Database, user: Staff, fields: Form) -> Response:
    """Keeps the ticks."""
    for kind in _kinds_for(user):
        wanted = bool(fields.get(kind.value))
        service.choose(session, trust_id=user.own_trust, person_id=user.person_id, kind=kind, wanted=wanted)
    return RedirectResponse("/account/digests?done=1", 303)


@public.get("/digests/stop/{token}")
def stop_page(request: Request, token: str) -> Response:
    """One button: mail scanners open links too."""
    links.read(token)
    return render(request, "reminders/digests/stop.html", token=token, stopped=False)


@public.post("/digests/stop/{token}")
def stop(request: Request, session: Database, token: str) -> Response:
    """Stops them; a mail program that offers a button of its own sends the same (RFC 8058)."""
    trust_id, person_id, kind = links.read(token)
    enter(session, trust_id)
    service.choose(session, trust_id=trust_id, person_id=person_id, kind=kind, wanted=False)
    return render(request, "reminders/digests/stop.html", token=token, stopped=True)


def _kinds_for(user: SignedIn) -> list[DigestKind]:
    kinds = [kind for kind, roles in queries.ROLES.items() if roles & user.roles]
    if not kinds:
        raise NotFound
    return kinds
