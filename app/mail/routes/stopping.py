"""One button ends all mail to an address, without signing in. Looking changes nothing: mail scanners open links too."""

from fastapi import Request, Response

from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.mail import stopping, suppression

public = Router(tags=["public"])


@public.get("/mail/stop/{token}")
def stop_page(request: Request, session: Database, token: str) -> Response:
    """What stops, what stays, and the button."""
    stopping.follow(session, token=token)
    return render(request, "mail/stop.html", token=token)


@public.post("/mail/stop/{token}")
def stop(request: Request, session: Database, token: str, fields: forms.Form) -> Response:
    """Stops it, or begins again for somebody who has changed their mind. Twice is as good as once."""
    trust_id, email, reason = stopping.follow(session, token=token)
    if fields.get("again") == "yes":
        suppression.start_again(session, trust_id=trust_id, email=email)
        return render(request, "mail/started_again.html")
    stopping.stop(session, trust_id=trust_id, email=email, reason=reason, also=request.app.state.when_stopped)
    can_start = suppression.by_themselves(session, trust_id=trust_id, email=email)
    return render(request, "mail/stopped.html", token=token, can_start=can_start)
