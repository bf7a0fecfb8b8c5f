"""What a request tells of the browser behind it, and where its person starts."""

from ipaddress import IPv6Address, IPv6Network

from fastapi import Request
from sqlalchemy.orm import Session

from app.accounts import sign_in
from app.accounts.signed_in import SignedIn
from app.core import cookies, devices

_NETWORK = 64  # bits: what one household, or one rented machine, gets for itself


def home_of(user: SignedIn) -> str:
    """Where somebody starts after signing in."""
    return "/home" if user.is_relative else "/staff"


def address_of(request: Request) -> str:
    """The network address that a try comes from; of IPv6 the half that its user cannot choose."""
    host = request.client.host if request.client else "unknown"
    try:
        address = IPv6Address(host)
    except ValueError:
        return host
    return str(address.ipv4_mapped or IPv6Network((int(address), _NETWORK), strict=False))


def device_of(request: Request) -> str:
    """The browser in words."""
    return devices.in_words(request.headers.get("user-agent", ""))


def sign_out_here(request: Request, session: Session) -> None:
    """Ends the session of this browser, if there is one. Leaves the transaction in the scope of whoever held it."""
    token = cookies.read(request)
    if token:
        sign_in.leave(session, token=token)
