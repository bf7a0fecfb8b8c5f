"""The letter that is made from a plan: to print, or as text for an email. Name and address are kept only if wanted."""

from dataclasses import asdict, dataclass

from fastapi import Request, Response

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.routing import Database, Router
from app.core.templating import long_date
from app.plans import letters, service
from app.plans.content import Plan
from app.plans.forms import read_sender
from app.plans.letters import Composed
from app.plans.queries import Opened
from app.plans.routes import showing
from app.plans.rules import NOBODY, Sender

router = Router()


@dataclass(frozen=True)
class _Here:
    """A plan that has a letter, and what is written in it."""

    plan: Plan
    opened: Opened
    composed: Composed


@router.get("/plans/{plan}/letter")
def letter(request: Request, session: Database, user: Relative, plan: str) -> Response:
    """The letter, with the name and address that are kept, if any."""
    here = _find(request, session, user, plan)
    return _show(request, session, user, here, sender=here.opened.made.sender)


@router.post("/plans/{plan}/letter")
def fill(request: Request, session: Database, user: Relative, plan: str, fields: Form) -> Response:
    """The letter with what was typed just now. It is the answer itself and no other address: so nothing need be kept."""
    here = _find(request, session, user, plan)
    sender, errors = read_sender(fields)
    if sender is None:
        return _show(request, session, user, here, typed=fields, errors=errors)
    service.keep_sender(session, writer=user, plan=here.plan, sender=sender if fields.get("keep") else NOBODY)
    return _show(request, session, user, _find(request, session, user, plan), sender=sender, is_new=True)


@router.post("/plans/{plan}/letter/file")
def as_file(request: Request, session: Database, user: Relative, plan: str, fields: Form) -> Response:
    """The same as plain text; nothing is kept."""
    here = _find(request, session, user, plan)
    sender, errors = read_sender(fields)
    if sender is None:
        return _show(request, session, user, here, typed=fields, errors=errors)
    text = letters.as_text(here.composed, sender=sender, day=long_date(clock.now()))
    headers = {"Content-Disposition": 'attachment; filename="letter.txt"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)


def _find(request: Request, session: Database, user: SignedIn, name: str) -> _Here:
    plan, opened = showing.begun(request, session, user, name)
    composed = letters.compose(plan, opened.made.written)
    if composed is None:
        raise NotFound
    return _Here(plan, opened, composed)


def _show(
    request: Request,
    session: Database,
    user: SignedIn,
    here: _Here,
    *,
    sender: Sender = NOBODY,
    is_new: bool = False,
    typed: Fields | None = None,
    errors: Errors | None = None,
) -> Response:
    return showing.show(
        request,
        session,
        user,
        "plans/letter.html",
        status=422 if errors else 200,
        plan=here.plan,
        opened=here.opened,
        letter=here.composed,
        sender=sender,
        day=clock.now(),
        keeps=bool(typed.get("keep")) if typed else here.opened.made.sender != NOBODY,
        is_new=is_new,
        form=typed or asdict(sender),
        errors=errors,
        to_anybody=letters.TO_ANYBODY,
    )
