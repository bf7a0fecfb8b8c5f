"""Activities and quizzes: they are sent to the page that they stand on, with their name in `exercise`."""

from dataclasses import replace

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ModuleReader
from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.routing import Database, Router
from app.modules import forms, queries, service
from app.modules.content.blocks import Activity, Quiz
from app.modules.exercises import Given
from app.modules.routes import showing
from app.modules.routes.showing import Here

router = Router()


@router.post("/modules/{module}/{page}")
def answer(request: Request, session: Database, user: ModuleReader, module: str, page: str, fields: Form) -> Response:
    """Saves an activity, or shows what is said to the answers of a quiz."""
    here = showing.find_page(request, module, page)
    name = fields.get("exercise", "")
    if name in here.page.activities:
        return _activity(request, session, user, here, here.page.activities[name], fields)
    if name in here.page.quizzes:
        return _quiz(request, session, user, here, here.page.quizzes[name], fields)
    raise NotFound("What you answered is no longer on this page. Open the page again.")


def _activity(
    request: Request, session: Database, user: SignedIn, here: Here, activity: Activity, fields: Fields
) -> Response:
    found, errors = forms.read(activity, fields)
    if found is not None and user.is_relative:
        service.save_activity(
            session, reader=user, page=here.page, activity=activity, answer=found, version=here.module.version
        )
        return RedirectResponse(f"{here.page.href}#{activity.name}", 303)
    given = Given(fields, errors, answer=found)
    return _again(request, session, user, here, {activity.name: given}, errors)


def _quiz(request: Request, session: Database, user: SignedIn, here: Here, quiz: Quiz, fields: Fields) -> Response:
    chosen, errors = forms.read_quiz(quiz, fields)
    if chosen and user.is_relative:
        service.answer_quiz(session, reader=user, page=here.page, quiz=quiz)
    return _again(request, session, user, here, {quiz.name: Given(fields, errors, quiz=chosen)}, errors)


def _again(
    request: Request, session: Database, user: SignedIn, here: Here, given: dict[str, Given], errors: Errors
) -> Response:
    """The same page with what was just given, and with what was saved from the other activities on it."""
    seen = (
        queries.seen_in_module(session, person_id=user.person_id, module=here.module.slug) if user.is_relative else {}
    )
    own = showing.own(session, user=user, module=here.module, pages=(here.page,))
    own = replace(own, given={**own.given, **given})
    return showing.show(request, here, user=user, seen=seen, own=own, errors=errors)
