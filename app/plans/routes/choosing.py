"""The list of plans, one plan, beginning it, and putting it aside for a new one."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.plans import drawing, presenters, queries, rules, service
from app.plans.content.plan import LOOP
from app.plans.routes import showing
from app.toolbox import pdf

router = Router()


@router.get("/plans")
def plans(request: Request, session: Database, user: Relative) -> Response:
    """Every plan, and how far each is."""
    all_plans = showing.all_plans(request).values()
    begun, name = queries.of_person(session, person_id=user.person_id, plans=all_plans)
    lines = [presenters.line(plan, begun.get(plan.name), name) for plan in all_plans]
    return render(request, "plans/list.html", lines=lines, aside="aside" in request.query_params)


@router.get("/plans/{plan}")
def plan(request: Request, session: Database, user: Relative, plan: str) -> Response:
    """What is written in a plan; before anything is, what it is for."""
    found = showing.find(request, plan)
    opened = queries.opened(session, person_id=user.person_id, plan=found)
    title = request.app.state.page_title(found.read_more)
    if opened.made.item is None:
        return showing.show(request, session, user, "plans/start.html", plan=found, opened=opened, more=title)
    written = opened.made.written
    drawn = LOOP if found.drawing else ()
    return showing.show(
        request,
        session,
        user,
        "plans/plan.html",
        plan=found,
        opened=opened,
        more=title,
        answers=presenters.answers(found, written, without=drawn),
        drawing=drawing.loop(found, written) if found.drawing else None,
        circle_rows=presenters.circle(found, written) if found.drawing else [],
        started=presenters.started(found, written) if found.drawing else None,
        filled=rules.filled_steps(found, written),
        following=rules.first_empty(found, written),
        makes_pdf=pdf.is_available(),
    )


@router.post("/plans/{plan}/begin")
def begin(request: Request, session: Database, user: Relative, plan: str) -> Response:
    """Fills the boxes of a new plan with what was written elsewhere, and shows them."""
    found = showing.find(request, plan)
    service.begin(session, writer=user, plan=found)
    return RedirectResponse(found.href, 303)


@router.get("/plans/{plan}/again")
def ask_again(request: Request, session: Database, user: Relative, plan: str) -> Response:
    """Says what becomes of what is written, before a new one is begun."""
    found, opened = showing.begun(request, session, user, plan)
    if not found.again:
        raise NotFound
    return showing.show(request, session, user, "plans/again.html", plan=found, opened=opened)


@router.post("/plans/{plan}/again")
def again(request: Request, session: Database, user: Relative, plan: str) -> Response:
    """Puts what is written aside, in the toolbox, and leaves empty boxes."""
    found = showing.find(request, plan)
    if not found.again:
        raise NotFound
    service.put_aside(session, writer=user, plan=found)
    return RedirectResponse("/plans?aside=1", 303)
