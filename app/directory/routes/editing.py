"""Local help, for those who look after it: what is due first, and adding, changing, checking and removing."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import DirectoryEditor
from app.accounts.roles import Permission
from app.core import forms as fields_of
from app.core.clock import london_day, now
from app.core.pages import render
from app.core.routing import Database, Router
from app.directory import forms, presenters, queries, service
from app.directory.models import LocalResource
from app.directory.rules import NEEDS

router = Router()

DONE = {
    "added": "It is in the directory. Relatives see it now.",
    "changed": "The change is saved. Relatives see it now.",
    "checked": "Thank you. It is marked as checked today.",
    "removed": "It is removed. Relatives do not see it any more.",
}
_MONTHS_AT_FIRST = "3"


@router.get("/staff/directory")
def list_page(request: Request, session: Database, user: DirectoryEditor, done: str = "") -> Response:
    """Everything local, what is due first; and the crisis line."""
    today = london_day(now())
    lines = [presenters.line(each, today=today) for each in queries.due_first(session, trust_id=user.own_trust)]
    may_set_line = user.may(Permission.PEOPLE_MANAGE)
    return render(request, "directory/local.html", lines=lines, done=DONE.get(done), may_set_line=may_set_line)


@router.get("/staff/directory/new")
def new_page(request: Request, _user: DirectoryEditor) -> Response:
    """An empty form."""
    return _form(request, form={"months": _MONTHS_AT_FIRST})


@router.post("/staff/directory/new")
def add(request: Request, session: Database, user: DirectoryEditor, fields: fields_of.Form) -> Response:
    """Adds a service."""
    details, errors = forms.read(fields, today=london_day(now()))
    if details is None:
        return _form(request, status=422, form=fields, errors=errors)
    service.add(session, trust_id=user.own_trust, details=details, actor_id=user.person_id)
    return RedirectResponse("/staff/directory?done=added", 303)


@router.get("/staff/directory/{resource_id}")
def edit_page(request: Request, session: Database, user: DirectoryEditor, resource_id: UUID) -> Response:
    """One service, to change."""
    resource = queries.resource(session, trust_id=user.own_trust, resource_id=resource_id)
    months = presenters.months_between(resource, [int(each) for each in forms.MONTHS])
    return _form(request, resource, form=forms.kept(resource, months=str(months)))


@router.post("/staff/directory/{resource_id}")
def change(
    request: Request, session: Database, user: DirectoryEditor, resource_id: UUID, fields: fields_of.Form
) -> Response:
    """Changes it."""
    resource = queries.resource(session, trust_id=user.own_trust, resource_id=resource_id)
    details, errors = forms.read(fields, today=london_day(now()))
    if details is None:
        return _form(request, resource, status=422, form=fields, errors=errors)
    service.change(session, resource=resource, details=details, actor_id=user.person_id)
    return RedirectResponse("/staff/directory?done=changed", 303)


@router.post("/staff/directory/{resource_id}/checked")
def mark_checked(session: Database, user: DirectoryEditor, resource_id: UUID) -> Response:
    """Everything about it is right today."""
    resource = queries.resource(session, trust_id=user.own_trust, resource_id=resource_id)
    service.mark_checked(session, resource=resource, actor_id=user.person_id)
    return RedirectResponse("/staff/directory?done=checked", 303)


@router.get("/staff/directory/{resource_id}/remove")
def ask_remove(request: Request, session: Database, user: DirectoryEditor, resource_id: UUID) -> Response:
    """Asks whether it is meant."""
    resource = queries.resource(session, trust_id=user.own_trust, resource_id=resource_id)
    return render(request, "directory/remove.html", resource=resource)


@router.post("/staff/directory/{resource_id}/remove")
def remove(session: Database, user: DirectoryEditor, resource_id: UUID) -> Response:
    """Takes it out."""
    resource = queries.resource(session, trust_id=user.own_trust, resource_id=resource_id)
    service.remove(session, resource=resource, actor_id=user.person_id)
    return RedirectResponse("/staff/directory?done=removed", 303)


def _form(
    request: Request, resource: LocalResource | None = None, *, form: fields_of.Fields, status: int = 200, **more: Any
) -> Response:
    chosen = forms.chosen_needs(form)
    boxes = [{"value": need, "text": words, "name": f"need-{need}"} for need, words in NEEDS.items()]
    months = [{"value": value, "text": words} for value, words in forms.MONTHS.items()]
    context = {"resource": resource, "boxes": boxes, "chosen": chosen, "months": months, "form": form, **more}
    return render(request, "directory/edit.html", status=status, **context)
