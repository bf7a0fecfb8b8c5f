"""Where other machines say what became of a mail: GOV.UK Notify, and the mail server that gets what comes back.

Each shows a bearer token. Browsers cannot be made to send one from another site's page.
"""

import secrets
from typing import Annotated

import structlog
from fastapi import Depends, Request, Response
from pydantic import BaseModel, ValidationError

from app.core.config import settings
from app.core.errors import NotFound
from app.core.routing import Database, Router
from app.mail import bounces
from app.mail.bounces import Receipt

public = Router(tags=["public"])
log = structlog.get_logger()

_TAKEN, _UNREADABLE, _NOT_ALLOWED = 204, 400, 401


class NotifyReceipt(BaseModel):
    """What GOV.UK Notify sends, as far as it is read here: neither the address nor the times."""

    reference: str | None
    status: Receipt


async def _read(request: Request) -> bytes:
    return await request.body()


Body = Annotated[bytes, Depends(_read)]


@public.post("/mail/notify")
def take_receipt(request: Request, session: Database, body: Body) -> Response:
    """What became of a mail that GOV.UK Notify sent; 204 for mails of others too, so that it does not try again."""
    if not _may(request, settings().notify_callback_token):
        return Response(status_code=_NOT_ALLOWED)
    try:
        said = NotifyReceipt.model_validate_json(body)
    except ValidationError:
        return Response(status_code=_UNREADABLE)
    mailers = request.app.state.mailers
    known = bounces.take_receipt(session, reference=said.reference or "", receipt=said.status, mailers=mailers)
    log.info("bounces.receipt", status=said.status.value, known=known)
    return Response(status_code=_TAKEN)


@public.post("/mail/bounces")
def take_bounce(request: Request, session: Database, body: Body) -> Response:
    """A mail that came back, as it is; 204 for what is none, too, so that the mail server does not try again."""
    if not _may(request, settings().bounce_token):
        return Response(status_code=_NOT_ALLOWED)
    known = bounces.take(session, raw=body, mailers=request.app.state.mailers)
    log.info("bounces.taken", known=known)
    return Response(status_code=_TAKEN)


def _may(request: Request, token: str | None) -> bool:
    """Whether the sender shows the token. Raises NotFound when there is none: then this address does not exist."""
    if token is None:
        raise NotFound
    shown = request.headers.get("authorization", "")
    return secrets.compare_digest(shown.encode(), f"Bearer {token}".encode())
