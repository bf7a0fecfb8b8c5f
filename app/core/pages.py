"""Pages: what every one of them is given."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.core.templating import environment

SERVICE = "Holdfast"


class Answers(dict[str, Any]):
    """What somebody typed, or what is wrong with it, by field; a field that is not there is empty."""

    def __missing__(self, field: str) -> str:
        return ""


def render(
    request: Request, template: str, /, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
) -> HTMLResponse:
    """A whole page; `form` and `errors` may be given or left out."""
    page = environment().get_template(template)
    return HTMLResponse(page.render(_frame(request) | _answers(context)), status, headers)


def _answers(context: dict[str, Any]) -> dict[str, Any]:
    return context | {"form": Answers(context.get("form") or {}), "errors": Answers(context.get("errors") or {})}


def _frame(request: Request) -> dict[str, Any]:
    user = getattr(request.state, "user", None)
    menu = request.app.state.menu(user)
    path = request.url.path
    return {
        "user": user,
        "menu": menu,
        "menu_notes": _notes(request, user),
        "current": _current([item.href for item in menu], path),
        "nonce": getattr(request.state, "nonce", ""),
        "service_name": SERVICE,
        "trust_name": getattr(user, "trust_name", ""),
        "path": path,
    }


def _notes(request: Request, user: Any) -> Mapping[str, str]:
    """What stands behind lines of the menu, by address; nothing outside the unit of work."""
    session = getattr(request.state, "session", None)
    notes = getattr(request.app.state, "menu_notes", None)
    return notes(session, user) if notes and session and user else {}


def _current(addresses: list[str], path: str) -> str:
    """The menu's address that the page is at or below; the longest, if one is below another."""
    return max((href for href in addresses if path == href or path.startswith(f"{href}/")), key=len, default="")
