"""The second guard of the forum's pages: a signed-in person is a member there, and may come in."""

from typing import Annotated

from fastapi import Request
from sqlalchemy.orm import Session

from app.core.errors import Elsewhere, NotFound
from app.core.routing import FromWork
from app.forum.queries.viewer import Viewer, viewer
from app.forum.rules.house_rules import VERSION


def _member(request: Request, session: Session) -> Viewer:
    # The guard before it in the signature has found out who is signed in.
    user = getattr(request.state, "user", None)
    if user is None:
        raise NotFound
    found = viewer(session, user=user)
    if found is None or found.rules_version < VERSION:
        raise Elsewhere("/forum/join")
    if found.banned_until():
        raise Elsewhere("/forum/closed-to-you")
    return found


# Stands after `user: ForumUser` in a route's signature. Sends to /forum/join whoever has not joined, or has not yet
# accepted the newest house rules.
Member = Annotated[Viewer, FromWork(_member)]
