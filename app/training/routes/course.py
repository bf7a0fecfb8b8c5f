"""The course: what there is to do, its pages, and the certificate."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Trainee
from app.accounts.roles import Permission
from app.core import clock
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.training import presenters, queries, rules, service
from app.training.course import HREF, Course
from app.training.routes import showing

router = Router(prefix=HREF)


@router.get("")
def course_page(request: Request, session: Database, user: Trainee) -> Response:
    """What there is to do, what is done, and who learns of it."""
    course = showing.course(request)
    known = queries.rounds(session, person_id=user.person_id)
    progress = service.progress(session, here=known.current, course=course)
    tasks = presenters.tasks(course, known.current, progress)
    today = clock.london_day(clock.now())
    passed_on = known.passed_on
    return render(
        request,
        "training/course.html",
        course=course,
        tasks=tasks,
        following=next((task for task in tasks if task["status"] != "Done"), None),
        done=sum(task["status"] == "Done" for task in tasks),
        standing=known.standing.value,
        passed_on=passed_on,
        holds_until=rules.holds_until(passed_on) if passed_on else None,
        is_refreshing=known.passed is not None and known.current is not known.passed,
        may_refresh=known.current is known.passed
        and passed_on is not None
        and rules.may_refresh(passed_on, today=today),
        sees_figures=user.may(Permission.TRAINING_FIGURES),
    )


@router.get("/pages/{slug}")
def page(request: Request, session: Database, user: Trainee, slug: str) -> Response:
    """One page of the course."""
    course = showing.course(request)
    place = _place(course, slug)
    current = queries.rounds(session, person_id=user.person_id).current
    read = current.pages if current else []
    here = course.pages[place]
    return render(
        request,
        "training/page.html",
        course=course,
        here=here,
        number=place + 1,
        is_read=slug in read,
        before=course.pages[place - 1] if place else None,
        after=next(iter(course.pages[place + 1 :]), None),
        contents=[
            {
                "text": each.page.title,
                "href": each.href,
                "current": each is here,
                "note": "read" if each.slug in read else "",
            }
            for each in course.pages
        ],
    )


@router.post("/pages/{slug}/read")
def read(request: Request, session: Database, user: Trainee, slug: str) -> Response:
    """Notes that a page was read, and goes on to the next one; after the last, back to what else there is to do."""
    course = showing.course(request)
    place = _place(course, slug)
    service.read_page(session, user=user, course=course, slug=slug)
    following = next(iter(course.pages[place + 1 :]), None)
    return RedirectResponse(following.href if following else HREF, 303)


@router.post("/refresh")
def refresh(session: Database, user: Trainee) -> Response:
    """Begins the yearly round before the last one runs out."""
    service.refresh(session, user=user)
    return RedirectResponse(HREF, 303)


@router.get("/certificate")
def certificate(request: Request, session: Database, user: Trainee) -> Response:
    """One sheet that says who passed, when, and until when it holds."""
    passed_on = queries.rounds(session, person_id=user.person_id).passed_on
    if passed_on is None:
        raise NotFound("There is a certificate when you have passed the course. The course's page shows what is left.")
    return render(
        request,
        "training/certificate.html",
        course=showing.course(request),
        passed_on=passed_on,
        holds_until=rules.holds_until(passed_on),
    )


def _place(course: Course, slug: str) -> int:
    place = course.place_of(slug)
    if place is None:
        raise NotFound(
            "The course has no page at this address. You find all its pages on the page of the staff course."
        )
    return place
