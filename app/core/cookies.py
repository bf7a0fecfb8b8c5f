"""The one cookie: a random token that names a session kept on the server."""

from fastapi import Response
from starlette.requests import HTTPConnection

from app.core.config import settings


def name() -> str:
    """The cookie's name; the __Host- prefix binds it to this host wherever there is TLS."""
    return "__Host-session" if settings().secure_cookies else "holdfast_session"


def read(request: HTTPConnection) -> str | None:
    """The token that the browser sent."""
    return request.cookies.get(name())


def give(response: Response, token: str) -> None:
    """Sets the cookie until the browser is closed."""
    response.set_cookie(name(), token, httponly=True, secure=settings().secure_cookies, samesite="lax", path="/")


def take(response: Response) -> None:
    """Takes the cookie back and asks the browser to forget what it kept of the site."""
    response.delete_cookie(name(), httponly=True, secure=settings().secure_cookies, samesite="lax", path="/")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
