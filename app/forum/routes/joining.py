"""Coming in: a name, the house rules, and what somebody sees who may not come in for a time."""

import secrets
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.accounts.dependencies import ForumUser
from app.accounts.roles import ROLES, Permission, Role
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.forum import staff_words
from app.forum.forms import joining as forms
from app.forum.forms.writing import tag_choices
from app.forum.queries import decisions
from app.forum.queries.viewer import Viewer, viewer
from app.forum.rules import names
from app.forum.rules.house_rules import VERSION
from app.forum.service import joining as service
from app.forum.service.joining import NameTakenError, Shown
from app.risk import duty

router = Router()

_EXAMPLES = 3


@router.get("/forum/join")
def join_page(request: Request, session: Database, user: ForumUser) -> Response:
    """What the forum is, a name and the rules; for a member, the rules alone when they have changed."""
    member = viewer(session, user=user)
    if member and member.rules_version >= VERSION:
        return RedirectResponse("/forum", 303)
    return _page(request, session, user, {"name": _proposed(user)}, member=member)


@router.post("/forum/join")
def join(request: Request, session: Database, user: ForumUser, fields: Form) -> Response:
    """Makes them a member, or lets a member in again."""
    member = viewer(session, user=user)
    if member:
        return _accept(request, session, user, member, fields)
    shown, errors = forms.read(fields, user=user, is_staff=is_staff(user), asks_rules=True)
    if shown is not None:
        errors = _join(session, user, shown)
    if errors:
        return _page(request, session, user, fields, errors=errors)
    return RedirectResponse("/forum?done=joined", 303)


@router.get("/forum/closed-to-you")
def closed_page(request: Request, session: Database, user: ForumUser, board: UUID | None = None) -> Response:
    """Until when, why, and how to have it looked at again."""
    member = viewer(session, user=user)
    until = member.banned_until(board_id=board) if member else None
    if member is None or until is None:
        return RedirectResponse("/forum", 303)
    act_id = next(each.act_id for each in member.stopped if each.until == until)
    decision = decisions.one_of_mine(session, viewer=member, act_id=act_id)
    reason = staff_words.REASONS[decision.reason] if decision.reason else ""
    whole = member.banned_until() is not None
    return render(request, "forum/closed.html", until=until, decision=decision, reason=reason, whole=whole)


def is_staff(user: SignedIn) -> bool:
    """Whether they are shown as staff: whoever looks after the forum is, whatever else they are."""
    return user.may(Permission.FORUM_MODERATE)


def _accept(request: Request, session: Session, user: SignedIn, member: Viewer, fields: Fields) -> Response:
    if fields.get("rules") != "yes":
        return _page(request, session, user, fields, member=member, errors={"rules": forms.RULES})
    service.accept_rules(session, member_id=member.member_id)
    return RedirectResponse("/forum", 303)


def _join(session: Session, user: SignedIn, shown: Shown) -> Errors:
    ids = {"trust_id": user.own_trust, "person_id": user.person_id}
    try:
        service.join(session, shown=shown, is_staff=is_staff(user), **ids)
    except NameTakenError:
        return {"name": forms.TAKEN}
    return {}


def _proposed(user: SignedIn) -> str:
    if not is_staff(user):
        return ""
    role = Role.MODERATOR if Role.MODERATOR in user.roles else Role.SUPPORTER
    return names.for_staff(user.name, role=ROLES[role].name.lower())


def _page(
    request: Request,
    session: Session,
    user: SignedIn,
    fields: Fields,
    *,
    member: Viewer | None = None,
    errors: Errors | None = None,
) -> Response:
    return render(
        request,
        "forum/join.html",
        status=422 if errors else 200,
        form=fields,
        errors=errors,
        kept=forms.may_be_real(fields, errors or {}),
        chosen=forms.tags_in(fields),
        tag_groups=tag_choices(),
        examples=names.examples([secrets.randbelow(10_000) for _each in range(_EXAMPLES)]),
        is_member=member is not None,
        is_staff=is_staff(user),
        when_read=duty.when_read(session, trust_id=user.own_trust, now=clock.now()),
    )
