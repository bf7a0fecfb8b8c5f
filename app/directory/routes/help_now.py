"""Help now: whom to ring. No sign-in and no database: it answers when the rest does not."""

from fastapi import Request, Response

from app.core.clock import london_day, now
from app.core.pages import render
from app.core.routing import Router

public = Router(tags=["public"])


# async: it must answer even when every thread waits for a database that hangs.
@public.get("/help-now")
async def help_now(request: Request) -> Response:
    """Everything for a crisis on one page."""
    routes = request.app.state.directory.crisis_routes(today=london_day(now()))
    return render(request, "core/help_now.html", routes=routes)
