"""One click stops the forum's mails, without signing in. Looking changes nothing: mail scanners open links too."""

from fastapi import Request, Response

from app.core.db import enter
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import links
from app.forum.service import noticing

public = Router(tags=["public"])


@public.get("/forum/mails/stop/{token}")
def stop_page(request: Request, token: str) -> Response:
    """One button."""
    links.read(token)
    return render(request, "forum/mails_stop.html", token=token, stopped=False)


@public.post("/forum/mails/stop/{token}")
def stop(request: Request, session: Database, token: str) -> Response:
    """Stops them; a mail program that offers a button of its own sends the same (RFC 8058)."""
    trust_id, member_id = links.read(token)
    enter(session, trust_id)
    noticing.stop_mails(session, member_id=member_id)
    return render(request, "forum/mails_stop.html", token=token, stopped=True)
