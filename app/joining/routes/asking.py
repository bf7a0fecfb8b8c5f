"""Public pages: joining by a code, or where a trust lets anybody ask. The page says the same to everybody."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.browsers import address_of
from app.core import clock, forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations import asking
from app.invitations.asking import Asker
from app.invitations.rules import RELATIONSHIPS
from app.joining import doors, limits
from app.joining.doors import Behind, NoSuchCode
from app.joining.forms import AskForm, CodeForm

public = Router(tags=["public"])

WRONG = "We do not know this code. Check each letter and number. If the poster is old, ask the team for a new code"
CHOOSE_TEAM = "Choose the team, or that you do not know it"
# For whom is younger, in this order; from the directory, so that nothing is shown that nobody checked.
_FOR_THE_YOUNG = ("childline", "our-time", "young-minds")


@public.get("/join")
def join_page(request: Request, session: Database) -> Response:
    """Where a code is typed, and the trusts where nobody needs one."""
    return _find(request, session)


@public.post("/join")
def find(request: Request, session: Database, fields: forms.Form) -> Response:
    """Leads to whoever stands behind the code."""
    form, errors = forms.parse(CodeForm, fields)
    if form is None:
        return _find(request, session, status=422, form=fields, errors=errors)
    try:
        behind = doors.by_code(session, typed=form.code, address=address_of(request))
    except NoSuchCode:
        return _find(request, session, status=422, form=fields, errors={"code": WRONG})
    return RedirectResponse(behind.href, 303)


@public.get("/join/under-16")
def under_16(request: Request) -> Response:
    """Kind words, and where to turn."""
    routes = {each.id: each for each in request.app.state.directory.routes(today=clock.london_day(clock.now()))}
    return render(request, "joining/under_16.html", routes=[routes[each] for each in _FOR_THE_YOUNG if each in routes])


@public.get("/join/at/{trust_id}")
def open_page(request: Request, session: Database, trust_id: UUID) -> Response:
    """A trust where anybody may ask."""
    return _page(request, doors.open_door(session, trust_id=trust_id))


@public.post("/join/at/{trust_id}")
def ask_openly(request: Request, session: Database, trust_id: UUID, fields: forms.Form) -> Response:
    """Asks there."""
    return _ask(request, session, doors.open_door(session, trust_id=trust_id), fields)


@public.get("/join/{code}")
def code_page(request: Request, session: Database, code: str) -> Response:
    """Who offers it, what it is, and four questions."""
    try:
        return _page(request, doors.by_code(session, typed=code, address=address_of(request)))
    except NoSuchCode:
        return render(request, "joining/no_code.html", status=404)


@public.post("/join/{code}")
def ask_by_code(request: Request, session: Database, code: str, fields: forms.Form) -> Response:
    """Asks for a link."""
    try:
        behind = doors.by_code(session, typed=code, address=address_of(request))
    except NoSuchCode:
        return render(request, "joining/no_code.html", status=404)
    return _ask(request, session, behind, fields)


def _ask(request: Request, session: Database, behind: Behind, fields: forms.Fields) -> Response:
    form, errors = forms.parse(AskForm, fields)
    door = doors.chosen_door(session, behind=behind, team=fields.get("team", ""))
    if form is None or door is None:
        errors |= {} if door else {"team": CHOOSE_TEAM}
        return _page(request, behind, status=422, form=fields, errors=errors)
    limits.asks(address=address_of(request), door=behind.href, email=form.email)
    asking.ask(session, door=door, asker=Asker(form.email, form.first_name, form.relationship))
    return render(request, "joining/sent.html", email=form.email, behind=behind)


def _find(
    request: Request,
    session: Database,
    *,
    status: int = 200,
    form: forms.Fields | None = None,
    errors: forms.Errors | None = None,
) -> Response:
    trusts = doors.open_trusts(session)
    return render(request, "joining/find.html", status=status, form=form, errors=errors, trusts=trusts)


def _page(
    request: Request,
    behind: Behind,
    *,
    status: int = 200,
    form: forms.Fields | None = None,
    errors: forms.Errors | None = None,
) -> Response:
    return render(
        request,
        "joining/ask.html",
        status=status,
        form=form,
        errors=errors,
        behind=behind,
        relationships=[{"value": "", "text": "Choose one"}, *_options(RELATIONSHIPS)],
        teams=[*_options({str(key): name for key, name in (behind.teams or {}).items()}), _UNSURE],
    )


_UNSURE = {"value": doors.UNSURE, "text": "I do not know"}


def _options(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "text": text} for value, text in words.items()]
