"""The second guard of a relative's pages: before the first message they have read what this place is."""

from typing import Annotated

from fastapi import Request
from sqlalchemy.orm import Session

from app.core.errors import Elsewhere, NotFound
from app.core.routing import FromWork
from app.messages.queries import understanding
from app.messages.rules.understanding import VERSION
from app.messages.rules.written import is_place

_READS = {"GET", "HEAD"}


def _has_read(request: Request, session: Session) -> None:
    # The guard before it in the signature has found out who is signed in.
    user = getattr(request.state, "user", None)
    if user is None:
        raise NotFound
    found = understanding.of(session, user=user)
    # Words that were on their way when the page changed are taken: what it said before still held as they were written.
    is_enough = found is not None and (found.version >= VERSION or request.method not in _READS)
    if not is_enough:
        raise Elsewhere(before(request.query_params.get("about", "")))


def before(about: str) -> str:
    """Where they read it; `about` is the page of the site that they want to write about, to go on with afterwards."""
    return f"/messages/before?about={about}" if is_place(about) else "/messages/before"


# Stands after `user: MessageWriter` in a route's signature. Sends to /messages/before whoever has not read that page.
HasRead = Annotated[None, FromWork(_has_read)]
