"""Asking to open one conversation in an emergency, agreeing to it, and reading it for an hour."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import GlassBreaker, SecondPerson
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.clock import now
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms import glass as glass_forms
from app.messages.forms.glass import FindForm
from app.messages.presenters import glass as words
from app.messages.queries import conversations, glass
from app.messages.queries.glass import OpeningLine
from app.messages.rules import glass as rules
from app.messages.service import glass as service

router = Router()
_LIST = "/staff/messages/openings"
_DONE = {"asked": "You have asked", "agreed": "You have agreed", "refused": "You have refused. Nothing was opened"}


@router.get(_LIST)
def list_page(request: Request, session: Database, user: SecondPerson) -> Response:
    """All requests of the trust with their state; never whose conversation it is."""
    found = glass.of_trust(session, user=user)
    names = people.names(session, person_ids=_people(found))
    return render(
        request,
        "messages/staff/openings.html",
        openings=[words.view(each, names=names, now=now()) for each in found],
        may_ask=user.may(Permission.MESSAGES_OPEN),
    )


@router.get(f"{_LIST}/new")
def new_page(request: Request, session: Database, user: GlassBreaker) -> Response:
    """What it means, and whose conversation it is about."""
    return _find(request, session, user, {})


@router.post(f"{_LIST}/new")
def find(request: Request, session: Database, user: GlassBreaker, fields: Form) -> Response:
    """The conversations of exactly this address, by their times."""
    form, errors = forms.parse(FindForm, fields)
    if form is None:
        return _find(request, session, user, fields, errors=errors)
    return _choose(request, session, user, form.email, {"email": form.email, "told": glass_forms.TOLD})


@router.post(_LIST)
def ask(request: Request, session: Database, user: GlassBreaker, fields: Form) -> Response:
    """Asks; those who can agree get a mail."""
    whose, errors = forms.parse(FindForm, fields)
    if whose is None:
        return _find(request, session, user, fields, errors=errors)
    asked, errors = glass_forms.read(fields)
    if asked is None:
        return _choose(request, session, user, whose.email, fields, errors=errors)
    _person, found = glass.of_relative(session, user=user, email=whose.email)
    if asked.conversation_id not in {each.id for each in found}:
        raise NotFound
    try:
        opening_id = service.ask(session, user=user, request=asked)
    except Conflict as alone:
        return _choose(request, session, user, whose.email, fields, errors={"form": alone.sentence})
    return RedirectResponse(f"{_LIST}/{opening_id}?done=asked", 303)


@router.get(f"{_LIST}/{{opening_id}}")
def opening_page(request: Request, session: Database, user: SecondPerson, opening_id: UUID, done: str = "") -> Response:
    """One request: why, what became of it, and what this person can do with it."""
    return _opening(request, session, user, opening_id, done=_DONE.get(done, ""))


@router.post(f"{_LIST}/{{opening_id}}/agree")
def agree(request: Request, session: Database, user: SecondPerson, opening_id: UUID) -> Response:
    """The second person agrees, unless somebody else has decided."""
    try:
        service.agree(session, user=user, opening_id=opening_id)
    except Conflict as late:
        return _opening(request, session, user, opening_id, errors={"form": late.sentence})
    return RedirectResponse(f"{_LIST}/{opening_id}?done=agreed", 303)


@router.post(f"{_LIST}/{{opening_id}}/refuse")
def refuse(request: Request, session: Database, user: SecondPerson, opening_id: UUID) -> Response:
    """The second person refuses, unless somebody else has decided."""
    try:
        service.refuse(session, user=user, opening_id=opening_id)
    except Conflict as late:
        return _opening(request, session, user, opening_id, errors={"form": late.sentence})
    return RedirectResponse(f"{_LIST}/{opening_id}?done=refused", 303)


@router.get(f"{_LIST}/{{opening_id}}/conversation")
def conversation_page(request: Request, session: Database, user: GlassBreaker, opening_id: UUID) -> Response:
    """The conversation, within the hour, for who asked; each look is written down. The page leaves when the hour ends."""
    service.read(session, user=user, opening_id=opening_id)
    line = glass.one(session, user=user, opening_id=opening_id)
    written = conversations.messages(session, conversation_id=line.conversation_id)
    authors = {each.author_id for each in written if each.author_id}
    names = people.names(session, person_ids=_people([line]) | authors)
    opening = words.view(line, names=names, now=now())
    left = int((opening.until - now()).total_seconds()) + 1 if opening.until else 0
    return render(
        request,
        "messages/staff/opened.html",
        headers={"Refresh": f"{left}; url={_LIST}/{opening_id}"},
        opening=opening,
        topic=conversations.of_team(session, user=user, conversation_id=line.conversation_id).topic,
        messages=words.messages(written, names=names),
    )


def _people(openings: list[OpeningLine]) -> set[UUID]:
    found = {each.asked.asked_by for each in openings} | {each.asked.decided_by for each in openings}
    return {each for each in found if each}


def _find(
    request: Request, session: Database, user: SignedIn, fields: Fields, *, errors: Errors | None = None
) -> Response:
    return render(
        request,
        "messages/staff/opening_find.html",
        status=422 if errors else 200,
        second_people=[each.name for each in glass.second_people(session, user=user)],
        form=fields,
        errors=errors,
    )


def _choose(
    request: Request, session: Database, user: SignedIn, email: str, fields: Fields, *, errors: Errors | None = None
) -> Response:
    """What there is of this address; that somebody looked is written down, whatever they came for."""
    person_id, found = glass.of_relative(session, user=user, email=email)
    service.note_search(session, user=user, found_id=person_id, number=len(found))
    if not found:
        return _find(request, session, user, fields, errors={"email": words.NO_CONVERSATION})
    return render(
        request,
        "messages/staff/opening_ask.html",
        status=422 if errors else 200,
        conversations=words.conversation_choices(found),
        categories=words.category_choices(),
        form=fields,
        errors=errors,
    )


def _opening(
    request: Request,
    session: Database,
    user: SignedIn,
    opening_id: UUID,
    *,
    errors: Errors | None = None,
    done: str = "",
) -> Response:
    line = glass.one(session, user=user, opening_id=opening_id)
    names = people.names(session, person_ids=_people([line]))
    return render(
        request,
        "messages/staff/opening.html",
        status=409 if errors else 200,
        opening=words.view(line, names=names, now=now()),
        reasons=glass.reasons(session, opening=line, user=user),
        may_decide=rules.may_decide(line.asked, person_id=user.person_id, now=now()),
        may_read=rules.may_read(line.asked, person_id=user.person_id, now=now()),
        is_own=line.asked.asked_by == user.person_id,
        errors=errors,
        done=done,
    )
