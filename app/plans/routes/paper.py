"""A plan on one sheet: filled, or with room to write by hand."""

from fastapi import Request, Response

from app.accounts.dependencies import Relative
from app.core.routing import Database, Router
from app.plans import drawing, presenters, queries
from app.plans.content.plan import LOOP
from app.plans.routes import showing

router = Router()


@router.get("/plans/{plan}/print")
def print_plan(request: Request, session: Database, user: Relative, plan: str) -> Response:
    """The sheet; a plan that nobody has begun is printed empty."""
    found = showing.find(request, plan)
    opened = queries.opened(session, person_id=user.person_id, plan=found)
    written = opened.made.written
    return showing.show(
        request,
        session,
        user,
        "plans/print.html",
        plan=found,
        opened=opened,
        answers=presenters.answers(found, written, without=LOOP if found.drawing else ()),
        drawing=drawing.loop(found, written) if found.drawing else None,
        is_long=presenters.is_long(written),
    )
