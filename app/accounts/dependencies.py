"""The guard in every route's signature: who is signed in, and whether they may."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import cookies
from app.core.db import Platform, enter
from app.core.errors import NotFound, SignInNeeded
from app.core.transaction import Database
from app.usage import service as usage
from app.usage.events import Event


def perhaps_signed_in(request: Request, session: Database) -> SignedIn | None:
    """The person behind the cookie, or None; for pages that are public but greet who is here."""
    token = cookies.read(request)
    user = sessions.find(session, token=token) if token else None
    request.state.user = user
    if user is not None and user.trust_id is None:
        enter(session, Platform.ADMINISTRATION)
    elif user is not None and user.comes_back:
        _count_login(session, user)
    return user


def _count_login(session: Session, user: SignedIn) -> None:
    usage.record(
        session,
        event=Event.SIGNED_IN,
        trust_id=user.own_trust,
        person_id=user.person_id,
        subject="came back",
        is_staff=not user.is_relative,
    )


Perhaps = Annotated[SignedIn | None, Depends(perhaps_signed_in)]


def requires(permission: Permission) -> Callable[..., Awaitable[SignedIn]]:
    """A guard: raises SignInNeeded for nobody, NotFound for somebody who may not know that the page exists."""

    # async although it waits for nothing: FastAPI would send a plain function to another thread and back.
    async def guard(user: Perhaps) -> SignedIn:
        if user is None:
            raise SignInNeeded
        if not user.may(permission):
            raise NotFound
        return user

    guard.permission = permission  # type: ignore[attr-defined]  # read by the test that walks every route
    return guard


Anyone = Annotated[SignedIn, Depends(requires(Permission.ACCOUNT_OWN))]
Relative = Annotated[SignedIn, Depends(requires(Permission.TOOLKIT_USE))]
ModuleReader = Annotated[SignedIn, Depends(requires(Permission.MODULES_READ))]
Staff = Annotated[SignedIn, Depends(requires(Permission.STAFF_HOME))]
Inviter = Annotated[SignedIn, Depends(requires(Permission.INVITATIONS_SEND))]
PeopleManager = Annotated[SignedIn, Depends(requires(Permission.PEOPLE_MANAGE))]
ReportReader = Annotated[SignedIn, Depends(requires(Permission.REPORTS_READ))]
PlatformAdministrator = Annotated[SignedIn, Depends(requires(Permission.PLATFORM_MANAGE))]
