"""Posting to pagers: which flag, how urgent and due when, as JSON. Only the worker does this, never a page."""

import json
import socket
import ssl
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.config import settings
from app.core.db import Platform, unit_of_work
from app.risk import emails, hosts
from app.risk.models import CallState, Channel, Flag, FlagCall
from app.risk.rules import State

log = structlog.get_logger()

TIMEOUT = 5.0  # seconds
MOST_ATTEMPTS = 12
MOST_ADDRESSES = 3  # of one host, tried one after the other
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=10)
_TAKEN = range(200, 300)


class Refused(Exception):
    """The pager did not take it; says why, without any of its words."""


def page(call_id: UUID) -> bool:
    """Posts one call if it is due and nobody else is posting it; whether there was one."""
    return _page_one(FlagCall.id == call_id)


def page_all_due() -> int:
    """Posts everything that is due, one transaction each; returns how many."""
    handled = 0
    while _page_one():
        handled += 1
    return handled


def _page_one(*which: ColumnElement[bool]) -> bool:
    # If the worker is killed in here the row is simply still queued: a pager may be told twice, never not at all.
    with unit_of_work(Platform.SWEEP) as session:
        found = session.scalar(
            select(FlagCall)
            .where(
                FlagCall.channel == Channel.WEBHOOK.value,
                FlagCall.state == CallState.QUEUED.value,
                FlagCall.due_at <= clock.now(),
                *which,
            )
            .order_by(FlagCall.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if found:
            _attempt(session, found)
        return found is not None


def _attempt(session: Session, call: FlagCall) -> None:
    flag = session.scalars(select(Flag).where(Flag.id == call.flag_id)).one()
    if flag.state == State.CLOSED.value:
        call.state = CallState.CANCELLED.value
        return
    call.attempts += 1
    try:
        post(call.recipient, {"flag": str(flag.id), "urgency": flag.urgency, "due_at": flag.due_at.isoformat()})
    except Refused as reason:
        _later(session, call, str(reason))
    else:
        call.state, call.sent_at = CallState.SENT.value, clock.now()


def post(address: str, words: dict[str, str]) -> None:
    """One POST of JSON to a public host over https; redirects are not followed.

    Raises Refused for any other host, and for anything but a 2xx in time.
    """
    try:
        status = _status(urlsplit(address), json.dumps(words))
    except (OSError, HTTPException, ValueError) as error:
        raise Refused(type(error).__name__) from None
    if status not in _TAKEN:
        raise Refused(f"status {status}")


def _status(parts: SplitResult, body: str) -> int:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    # The port is always given: else the end of an IPv6 address would be taken for one.
    connection = kind(parts.hostname or "", parts.port or kind.default_port, timeout=TIMEOUT)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        connection.sock = _connected(parts.scheme, connection.host, connection.port)
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def _connected(scheme: str, host: str, port: int) -> socket.socket:
    """Connected to the very address that was looked at: a second look-up of the name could give another."""
    connection = _reached(_looked_at(scheme, host, port), port)
    if scheme != "https":
        return connection
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


def _reached(addresses: list[str], port: int) -> socket.socket:
    *others, last = addresses[:MOST_ADDRESSES]
    for address in others:
        with suppress(OSError):
            return socket.create_connection((address, port), TIMEOUT)
    return socket.create_connection((last, port), TIMEOUT)


def _looked_at(scheme: str, host: str, port: int) -> list[str]:
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings().private_pagers:
        if scheme != "https":
            raise Refused("not https")
        if not all(map(hosts.is_public, found)):
            raise Refused("not a public host")
    return found


def _later(session: Session, call: FlagCall, reason: str) -> None:
    log.warning("pager.not_reached", call_id=str(call.id), attempts=call.attempts, reason=reason)
    if call.attempts >= MOST_ATTEMPTS:
        emails.give_up(session, call, reason=reason)
        return
    call.last_error = reason
    call.due_at = clock.now() + min(_FIRST_WAIT * 2 ** (call.attempts - 1), _LONGEST_WAIT)
