"""Refuses what another website sends on somebody's behalf, by Sec-Fetch-Site and Origin."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def is_same_origin(headers: Headers) -> bool:
    """Whether a request that changes something comes from our own page (or from no browser at all)."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    # Neither header: an old browser's own form, or no browser. Cookies are SameSite=Lax besides.
    return origin is None or origin.partition("://")[2] == headers.get("host")


def is_own_page(headers: Headers) -> bool:
    """Whether a page of ours opens a connection: browsers let any page open one, and always say which does."""
    named = headers.get("origin", "").partition("://")[2]
    return bool(named) and named == headers.get("host") and is_same_origin(headers)


class SameOrigin:
    """Answers through `refuse` when a changing request was sent by another site's page."""

    def __init__(self, app: ASGIApp, *, refuse: ASGIApp) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is safe or our own."""
        if (
            scope["type"] == "http"
            and scope["method"] not in _SAFE_METHODS
            and not is_same_origin(Headers(scope=scope))
        ):
            await self.refuse(scope, receive, send)
            return
        await self.app(scope, receive, send)
