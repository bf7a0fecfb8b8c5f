"""Answering, a few questions at a time; each page is kept as it is sent."""

from typing import TypedDict
from uuid import uuid5

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.outcomes import forms, presenters, service
from app.outcomes.instruments import Instrument, Item
from app.outcomes.routes import showing
from app.outcomes.scoring import Answers
from app.outcomes.service import Overtaken
from app.risk.receipt import Receipt


class Sent(TypedDict):
    """What was answered on a page, by whom."""

    user: SignedIn
    instrument: Instrument
    answers: Answers


router = Router(prefix="/check-ins/{instrument}")

_OVERTAKEN = (
    "You answered this in another window meanwhile. What you chose here stands below. Look at it, and save it again"
)


@router.get("/questions/{page}")
def questions_page(request: Request, session: Database, user: Relative, instrument: str, page: str) -> Response:
    """Up to five questions, with what was answered before."""
    found = showing.find(request, session, user, instrument)
    number, items = _items(found, page)
    begun = showing.begun(session, user, found)
    return _page(request, found, number, presenters.chosen(items, begun.answers), revision=begun.revision)


@router.post("/questions/{page}")
def keep(request: Request, session: Database, user: Relative, instrument: str, page: str, fields: Form) -> Response:
    """Keeps them and goes on, back or away; if a person must look at an answer, that is said at once."""
    usable = showing.perhaps(request, session, user, instrument)
    found = usable or showing.known(request, instrument)
    number, items = _items(found, page)
    answers, errors = forms.read_answers(fields, items=items)
    whose: Sent = {"user": user, "instrument": found, "answers": answers}
    begun = showing.perhaps_begun(session, user, found) if usable else None
    if begun is None:
        return _gone(request, session, whose)
    receipt, status = None, 422
    try:
        if not errors:
            receipt = service.keep(session, **whose, items=items, revision=forms.read_revision(fields))
    except Overtaken:
        errors, status = {"form": _OVERTAKEN}, 409
    except Conflict:
        return _gone(request, session, whose)
    if errors:
        # What could not be kept is looked at all the same.
        receipt = service.tell(session, **whose, check_in_id=begun.id)
        shown = {"revision": begun.revision, "status": status}
        return _page(request, found, number, fields, **shown, errors=errors, receipt=receipt)
    following = _following(found, number, fields)
    if receipt:
        here = presenters.page_href(found, number)
        return render(request, "outcomes/answered.html", answer=receipt, following=following, here=here, is_kept=True)
    return RedirectResponse(following, 303)


def _gone(request: Request, session: Database, whose: Sent) -> Response:
    """To what was finished, destroyed or switched off meanwhile nothing is added; a person looks at it all the same."""
    instrument = whose["instrument"]
    receipt = service.tell(session, **whose, check_in_id=uuid5(whose["user"].person_id, instrument.name))
    if receipt:
        return render(request, "outcomes/answered.html", answer=receipt, is_kept=False)
    return RedirectResponse(presenters.href(instrument), 303)


@router.get("/finish")
def finish_page(request: Request, session: Database, user: Relative, instrument: str) -> Response:
    """How much is answered, and what happens then."""
    found = showing.find(request, session, user, instrument)
    return _finish(request, session, user, found)


@router.post("/finish")
def finish(request: Request, session: Database, user: Relative, instrument: str) -> Response:
    """Finishes it, and shows what came of it."""
    found = showing.find(request, session, user, instrument)
    if not showing.begun(session, user, found).answers:
        errors = {"form": "There is nothing to finish yet. Answer at least one question, or leave it"}
        return _finish(request, session, user, found, errors=errors)
    check_in_id = service.finish(session, user=user, instrument=found)
    return RedirectResponse(f"{presenters.href(found)}/results/{check_in_id}?done=finished", 303)


def _items(instrument: Instrument, page: str) -> tuple[int, tuple[Item, ...]]:
    """The number of a page and its questions. Raises NotFound."""
    for number, items in enumerate(presenters.pages(instrument), start=1):
        if str(number) == page:
            return number, items
    raise NotFound


def _following(instrument: Instrument, number: int, fields: Fields) -> str:
    then = fields.get("then", "")
    if then == "later":
        return "/check-ins?done=later"
    if then == "back" and number > 1:
        return presenters.page_href(instrument, number - 1)
    return presenters.page_href(instrument, number + 1)


def _page(
    request: Request,
    instrument: Instrument,
    number: int,
    form: Fields,
    *,
    revision: int,
    errors: Errors | None = None,
    receipt: Receipt | None = None,
    status: int = 200,
) -> Response:
    pages = presenters.pages(instrument)
    return render(
        request,
        "outcomes/questions.html",
        status=status,
        instrument=instrument,
        number=number,
        of=len(pages),
        questions=presenters.questions(pages[number - 1]),
        href=presenters.href(instrument),
        action=presenters.page_href(instrument, number),
        revision=revision,
        form=form,
        errors=errors,
        receipt=receipt,
    )


def _finish(
    request: Request, session: Database, user: SignedIn, instrument: Instrument, *, errors: Errors | None = None
) -> Response:
    begun = showing.begun(session, user, instrument)
    return render(
        request,
        "outcomes/finish.html",
        status=422 if errors else 200,
        instrument=instrument,
        steps=presenters.steps(instrument, begun.answers),
        answered=len(begun.answers),
        back=presenters.page_href(instrument, len(presenters.pages(instrument))),
        href=presenters.href(instrument),
        errors=errors,
    )
