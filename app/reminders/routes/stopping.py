"""One click stops reminders, without signing in. Looking changes nothing: mail scanners open links too."""

from fastapi import Request, Response

from app.core import forms
from app.core.db import enter
from app.core.pages import render
from app.core.routing import Database, Router
from app.reminders import links
from app.reminders.service import choosing

public = Router(tags=["public"])
ONLY_THIS = "this"


@public.get("/reminders/stop/{token}")
def stop_page(request: Request, token: str) -> Response:
    """All of them, or only those like the one that the link was in."""
    links.read(token)
    return render(request, "reminders/stop.html", token=token)


@public.post("/reminders/stop/{token}")
def stop(request: Request, session: Database, token: str, fields: forms.Form) -> Response:
    """Stops all, unless only one kind was asked for: a mailbox's own button says nothing of kinds (RFC 8058)."""
    found = links.read(token)
    only_one = fields.get("which") == ONLY_THIS
    enter(session, found.trust_id)
    choosing.stop_emails(session, person_id=found.person_id, kind=found.kind if only_one else None)
    return render(request, "reminders/stopped.html", only_one=only_one)
