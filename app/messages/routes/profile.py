"""A supporter's own profile: what relatives see of them, if they wish to be seen."""

import base64

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Supporter
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.forms import Errors, Fields, Form, Upload
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.forms import picture as pictures
from app.messages.forms.team import MOST_STORY, ProfileForm
from app.messages.queries import profiles
from app.messages.rules.pictures import MOST_BYTES
from app.messages.service import profiles as service

router = Router(prefix="/staff/messages/profile")

_PAGE = "/staff/messages/profile"
_DONE = {
    "shown": "It is saved, and relatives can see it",
    "hidden": "It is saved, and relatives cannot see it",
    "picture": "The picture is saved",
    "removed": "The picture is removed",
}


@router.get("")
def profile_page(request: Request, session: Database, user: Supporter, done: str = "") -> Response:
    """Name and story, and how it looks."""
    return _page(request, session, user, done=_DONE.get(done))


@router.post("")
def save(request: Request, session: Database, user: Supporter, fields: Form) -> Response:
    """Saves them, shown or not."""
    form, errors = forms.parse(ProfileForm, fields)
    is_shown = fields.get("is_shown") == "yes"
    if form and is_shown and not form.shown_name:
        errors = {"shown_name": "Write the name that relatives see, or do not show yourself yet"}
    if form is None or errors:
        return _page(request, session, user, form=fields, errors=errors)
    service.save(session, user=user, shown_name=form.shown_name, story=form.story, is_shown=is_shown)
    return RedirectResponse(f"{_PAGE}?done={'shown' if is_shown else 'hidden'}", 303)


@router.get("/picture")
def picture_page(request: Request, session: Database, user: Supporter) -> Response:
    """A page of its own, so that a picture that is refused costs nobody their words."""
    return _picture_page(request, session, user)


@router.post("/picture")
def set_picture(request: Request, session: Database, user: Supporter, content: Upload) -> Response:
    """Puts a picture in place of the one before."""
    picture, errors = pictures.read(content)
    if picture is None:
        return _picture_page(request, session, user, errors=errors)
    service.set_picture(session, user=user, picture=picture)
    return RedirectResponse(f"{_PAGE}?done=picture", 303)


@router.post("/picture/remove")
def remove_picture(session: Database, user: Supporter) -> Response:
    """Relatives see the name alone."""
    service.remove_picture(session, user=user)
    return RedirectResponse(f"{_PAGE}?done=removed", 303)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    form: Fields | None = None,
    errors: Errors | None = None,
    done: str | None = None,
) -> Response:
    kept = profiles.own(session, person_id=user.person_id)
    shown = {"is_shown": "yes" if kept.is_shown else ""}
    return render(
        request,
        "messages/staff/profile.html",
        status=422 if errors else 200,
        form=form or {"shown_name": kept.shown_name or user.name.split()[0], "story": kept.story, **shown},
        errors=errors,
        kept=kept,
        picture=_as_address(session, user),
        most=MOST_STORY,
        done=done,
    )


def _picture_page(request: Request, session: Database, user: SignedIn, *, errors: Errors | None = None) -> Response:
    return render(
        request,
        "messages/staff/picture.html",
        status=422 if errors else 200,
        errors=errors,
        picture=_as_address(session, user),
        most=MOST_BYTES,
    )


def _as_address(session: Database, user: SignedIn) -> str:
    """One's own picture inside the page: the address that serves pictures is for relatives, and only of those shown."""
    found = profiles.own_picture(session, person_id=user.person_id)
    return f"data:{found.kind};base64,{base64.b64encode(found.content).decode()}" if found else ""
