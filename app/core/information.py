"""The public pages that say what this is and how information is used. No database."""

from fastapi import Request, Response

from app.core.pages import render
from app.core.routing import Router

public = Router(tags=["public"])


@public.get("/accessibility")
def accessibility(request: Request) -> Response:
    """The accessibility statement."""
    return render(request, "core/accessibility.html")


@public.get("/privacy")
def privacy(request: Request) -> Response:
    """What is kept, who sees it, and what your rights are."""
    return render(request, "core/privacy.html")


@public.get("/house-rules")
def house_rules(request: Request) -> Response:
    """The rules of the forum."""
    return render(request, "core/house_rules.html")
