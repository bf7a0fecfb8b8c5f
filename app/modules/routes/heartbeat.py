"""Where a page says that it is still being read.

It stands here because module pages send it: the ledger of usage lies below accounts and cannot ask who is signed in.
"""

import re
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.accounts import sessions
from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.routing import Database, Router
from app.modules.routes import showing
from app.usage import heartbeats

router = Router()

LARGEST = 500  # bytes
_PAGE = re.compile(r"/modules/([a-z0-9-]+)/([a-z0-9-]+)")


class Heartbeat(BaseModel):
    """What a page sends: its path, and the how manieth heartbeat this is since it was opened.

    And how many seconds ago it was, if the line was gone: no time of day, since a telephone's clock may be wrong.
    """

    model_config = ConfigDict(strict=True, extra="forbid")

    page: str = Field(max_length=200)
    seq: int = Field(ge=1)
    ago: int = Field(default=0, ge=0, le=1_000_000)


async def _read(request: Request) -> Heartbeat | None:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    try:
        return Heartbeat.model_validate_json(body)
    except ValidationError:
        return None


@router.post("/usage/heartbeat")
def heartbeat(
    request: Request, session: Database, user: Relative, beat: Annotated[Heartbeat | None, Depends(_read)]
) -> Response:
    """Counts one heartbeat on a module's page. The other pages send them too, and those are not counted."""
    if beat is None:
        return Response(status_code=422)
    path = _PAGE.fullmatch(beat.page)
    found = showing.library(request).find(path[1], path[2]) if path else None
    at = _when(session, user, beat)
    if found and at:
        heartbeats.record(session, trust_id=user.own_trust, person_id=user.person_id, page=found[1].subject, at=at)
    return Response(status_code=204)


def _when(session: Database, user: SignedIn, beat: Heartbeat) -> datetime | None:
    at = heartbeats.happened_at(beat.ago)
    # Before they signed in, somebody else may have read in this browser.
    return at if at and (not beat.ago or sessions.was_signed_in(session, user=user, at=at)) else None
