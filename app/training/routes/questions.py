"""The questions at the end. Which answers were chosen is said back at once and kept nowhere."""

from typing import Any

from fastapi import Request, Response

from app.accounts.dependencies import Trainee
from app.core import forms
from app.core.pages import render
from app.core.routing import Database, Router
from app.modules import exercises
from app.modules.exercises import Given
from app.training import queries, service
from app.training.course import HREF
from app.training.forms import count_right, read_answers
from app.training.routes import showing

router = Router(prefix=f"{HREF}/quiz")


@router.get("")
def questions_page(request: Request, _user: Trainee) -> Response:
    """All questions on one page."""
    return _page(request, exercises.NOTHING)


@router.post("")
def answer(request: Request, session: Database, user: Trainee, fields: forms.Form) -> Response:
    """Says something to each answer, and counts those that are right."""
    course = showing.course(request)
    chosen, errors = read_answers(course.questions, fields)
    if errors:
        return _page(request, Given(fields, errors), errors=errors)
    right = count_right(course.questions, chosen)
    service.answer_questions(session, user=user, course=course, right=right)
    known = queries.rounds(session, person_id=user.person_id)
    progress = service.progress(session, here=known.current, course=course)
    return _page(
        request,
        Given(fields, {}, quiz=chosen),
        right=right,
        has_passed=known.current is not None and known.current.passed_at is not None,
        progress=progress,
    )


def _page(
    request: Request, given: Given, *, errors: forms.Errors | None = None, right: int | None = None, **more: Any
) -> Response:
    course = showing.course(request)
    return render(
        request,
        "training/questions.html",
        status=422 if errors else 200,
        errors=errors,
        course=course,
        exercise=exercises.view(course.questions, given),
        right=right,
        **more,
    )
